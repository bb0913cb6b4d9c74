/** Dates, numbers and money in the reader's language and time zone. Pure; all output through `Intl`. */
import { formatter } from '~/kit/formatter';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Beyond this many days, a date says more than "17 days ago". */
const NEAR_DAYS = 7;

/** One for all who read in the same way: a table asks for it in each of its cells. */
const made = new Map<string, Formats>();
const MADE_MAX = 100;

export interface Formats {
  /** An ISO date (`2027-03-31`) or an instant: "31 Mar 2027". */
  date(value: string | Date): string;
  /** The month of an ISO date: "March 2027". */
  month(value: string): string;
  /** An instant with its hour and zone: "16 Feb 2021, 18:00 EET". */
  dateTime(value: Date, zone?: string): string;
  /** "3 minutes ago", "in 3 days"; a date when it is further than a week. */
  near(value: Date, now?: Date): string;
  number(value: number): string;
  /** Integer cents: "€1,430,071.05". */
  money(cents: bigint, currency?: string): string;
  /** The same without its sign, where a heading says what it is in: "1,430,071.05". */
  amount(cents: bigint): string;
  /** Hundredths of a cent: 50 is "€0.005". For what rounding left over. */
  moneyExactly(centiCents: bigint): string;
  /** Basis points: 9000 is "90%". */
  percent(basisPoints: number): string;
  list(items: string[]): string;
  /** The name of a country (ISO 3166-1; nothing for none) or of a language (BCP 47). */
  country(code: string): string;
  languageName(code: string): string;
}

export function formats(language: string, timeZone: string): Formats {
  const name = `${language} ${timeZone}`;
  const known = made.get(name) ?? makeFormats(language, timeZone);
  if (made.size >= MADE_MAX) made.clear();
  made.set(name, known);
  return known;
}

function makeFormats(language: string, timeZone: string): Formats {
  // Day before month everywhere in Europe, English included.
  const locale = language === 'en' ? 'en-GB' : language;
  const date = (value: string | Date) =>
    typeof value === 'string'
      ? formatter(Intl.DateTimeFormat, locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${value}T00:00:00Z`))
      : formatter(Intl.DateTimeFormat, locale, { dateStyle: 'medium', timeZone }).format(value);
  return {
    date,
    month: (value) =>
      formatter(Intl.DateTimeFormat, locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${value}T00:00:00Z`)),
    dateTime: (value, zone = timeZone) =>
      formatter(Intl.DateTimeFormat, locale, {
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        // As deadlines are set: Greek would say 6 in the evening beside a deadline of 17:00.
        hourCycle: 'h23',
        timeZoneName: 'short',
        timeZone: zone,
      }).format(value),
    near(value, now = new Date()) {
      const gap = value.getTime() - now.getTime();
      const relative = formatter(Intl.RelativeTimeFormat, locale, { numeric: 'auto' });
      if (Math.abs(gap) < MINUTE) return relative.format(0, 'second');
      if (Math.abs(gap) < HOUR) return relative.format(Math.round(gap / MINUTE), 'minute');
      if (Math.abs(gap) < DAY) return relative.format(Math.round(gap / HOUR), 'hour');
      // By the calendar on the reader's wall: Sunday evening is two days ago from Tuesday's first hour.
      const days = dayNumber(value, timeZone) - dayNumber(now, timeZone);
      return Math.abs(days) < NEAR_DAYS ? relative.format(days, 'day') : date(value);
    },
    number: (value) => formatter(Intl.NumberFormat, locale).format(value),
    money: (cents, currency = 'EUR') => formatter(Intl.NumberFormat, locale, { style: 'currency', currency }).format(decimal(cents)),
    amount: (cents) => formatter(Intl.NumberFormat, locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(decimal(cents)),
    moneyExactly: (centiCents) =>
      formatter(Intl.NumberFormat, locale, {
        style: 'currency',
        currency: 'EUR',
        minimumFractionDigits: 3,
        maximumFractionDigits: 4,
      }).format(Number(centiCents) / 10_000),
    percent: (basisPoints) =>
      formatter(Intl.NumberFormat, locale, { style: 'percent', maximumFractionDigits: 2 }).format(basisPoints / 10_000),
    list: (items) => formatter(Intl.ListFormat, locale).format(items),
    country: (code) => code && (formatter(Intl.DisplayNames, [locale], { type: 'region', fallback: 'code' }).of(code) ?? code),
    languageName: (code) => formatter(Intl.DisplayNames, [locale], { type: 'language', fallback: 'code' }).of(code) ?? code,
  };
}

/** Days since 1970 on the clocks of a zone. */
function dayNumber(at: Date, timeZone: string): number {
  const day = formatter(Intl.DateTimeFormat, 'sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
  return Date.parse(`${day}T00:00:00Z`) / DAY;
}

/** Cents as a decimal text: a number would lose the last cents of large sums. */
function decimal(cents: bigint): Intl.StringNumericLiteral {
  const size = cents < 0n ? -cents : cents;
  return `${cents < 0n ? '-' : ''}${size / 100n}.${String(size % 100n).padStart(2, '0')}` as Intl.StringNumericLiteral;
}
