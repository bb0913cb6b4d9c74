/** Days as spreadsheets count them: from 1 January 1900, with a 29 February that never was; or from 1904. */

const DAY_MS = 86_400_000;
const EPOCH = Date.UTC(1899, 11, 30) / DAY_MS;
const EPOCH_1904 = Date.UTC(1904, 0, 1) / DAY_MS;
/** 31 December 9999. */
const LAST = 2_958_465;

/** Null where a spreadsheet can show no day: before 1 March 1900 they count wrongly. */
export function serialOf(date: string): number | null {
  const serial = Date.parse(`${date}T00:00:00Z`) / DAY_MS - EPOCH;
  return serial > 60 && serial <= LAST ? serial : null;
}

/** The hour is dropped. */
export function dateOf(serial: number, from1904: boolean): string | null {
  const whole = Math.floor(serial);
  if (!(whole >= 1) || whole > LAST) return null;
  const day = from1904 ? EPOCH_1904 + whole : EPOCH + whole + (whole < 60 ? 1 : 0);
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Formats of numbers that every spreadsheet knows by their number, and that are days. */
const KNOWN: readonly (readonly [number, number])[] = [
  [14, 17],
  [22, 22],
  [27, 31],
  [34, 36],
  [50, 58],
];

export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return KNOWN.some(([from, to]) => id >= from && id <= to);
  if (/\[(h+|m+|s+)\]/i.test(code)) return false;
  // Without words in quotes, signs behind a backslash, and what is in brackets: colours, currencies, hours that run on.
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '').split(';')[0] ?? '';
  return /[dy]/i.test(bare) || (/m/i.test(bare) && !/[hs0#?]/i.test(bare));
}
