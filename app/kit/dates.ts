/**
 * Calendar dates as people in seven languages type them, kept as ISO text (`2027-03-31`): they have no hour and no zone.
 * The day comes before the month unless the year comes first. An impossible date is refused with its reason, never rolled
 * over: JavaScript's own Date makes 1 May of 31 April.
 */
import { fold } from './fold';
import { formatter } from './formatter';

/** Why a text is no date; pages say it in the reader's language. */
export type DateProblem =
  | { reason: 'not-a-date' }
  | { reason: 'day-missing' }
  | { reason: 'no-such-month'; month: number }
  /** `year` counts in February only. */
  | { reason: 'days-in-month'; month: number; days: number; year: number }
  | { reason: 'year-out-of-range'; year: number };

export type ParsedDate = { ok: true; date: string } | { ok: false; problem: DateProblem };

/** Years that a partnership can mean; outside, a digit was mistyped. */
export const YEARS = { first: 1950, last: 2149 } as const;

// Folded (no capitals, no accents). English, German, Greek, Italian, Polish, Spanish, Turkish; Greek and Polish also as dates
// decline them. Three letters are enough where they tell one month only; abbreviations that are not the first letters end each row.
const MONTHS = [
  'january januar janner jaenner ιανουαριος ιανουαριου ιανουαρης ιανουαρη γεναρης γεναρη gennaio styczen stycznia enero ocak ock en',
  'february februar feber φεβρουαριος φεβρουαριου φεβρουαρης φεβρουαρη φλεβαρης φλεβαρη febbraio luty lutego febrero subat sbt',
  'march marz maerz μαρτιος μαρτιου μαρτης μαρτη marzo marzec marca mart mrz mzo mrt',
  'april απριλιος απριλιου απριλης απριλη aprile kwiecien kwietnia abril nisan nsn',
  'may mai μαιος μαιου μαης μαη maggio maj maja mayo mayis mys',
  'june juni ιουνιος ιουνιου ιουνης ιουνη giugno czerwiec czerwca junio haziran hzr',
  'july juli ιουλιος ιουλιου ιουλης ιουλη luglio lipiec lipca julio temmuz tmz',
  'august αυγουστος αυγουστου agosto sierpien sierpnia agustos ag agto ags',
  'september σεπτεμβριος σεπτεμβριου σεπτεμβρης σεπτεμβρη settembre wrzesien wrzesnia septiembre setiembre eylul',
  'october oktober οκτωβριος οκτωβριου οκτωβρης οκτωβρη οχτωβριος οχτωβριου οχτωβρης οχτωβρη ottobre pazdziernik pazdziernika octubre ekim ekm',
  'november νοεμβριος νοεμβριου νοεμβρης νοεμβρη novembre listopad listopada noviembre kasim ksm',
  'december dezember δεκεμβριος δεκεμβριου δεκεμβρης δεκεμβρη dicembre grudzien grudnia diciembre aralik arl',
].map((names) => fold(names).split(' '));
const ROMAN = 'i ii iii iv v vi vii viii ix x xi xii'.split(' ');

// Days of the week: their names, or their first letters, at least two.
const WEEKDAYS = fold(
  'monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag ' +
    'δευτερα τριτη τεταρτη πεμπτη παρασκευη σαββατο κυριακη lunedi martedi mercoledi giovedi venerdi sabato domenica ' +
    'poniedzialek wtorek sroda czwartek piatek sobota niedziela lunes martes miercoles jueves viernes sabado domingo ' +
    'pazartesi sali carsamba persembe cuma cumartesi pazar',
).split(' ');
// Abbreviations that are not the first letters: Friday and Sunday in Polish, Monday, Wednesday to Sunday in Turkish.
const SHORT_WEEKDAYS = new Set('pt nd ndz pzt crs prs cmt ct cts pz'.split(' '));
// Words that say nothing more: "of", "the", "on", "year".
const FILLERS = new Set(fold('of the on de del dell den dem der am a al dal il lo l στις την του dnia dn r roku gunu').split(' '));
const FIRST = new Set(fold('first erster ersten πρωτη primo pierwszy pierwszego primero').split(' '));
/** Letters of an ordinal that follow their number: 1st, 31η, 1ης, 1o, 1-go, 1er. */
const ORDINALS = new Set(fold('st nd rd th η ης ος o a er ro ero go ego').split(' '));
const SHORTEST = 3;

/** Reads a date. Surrounding spaces do not matter; the text may be anything up to a line long. */
export function parseDate(text: string): ParsedDate {
  const tokens = tokensOf(text);
  return tokens ? dateIn(tokens) : refuse({ reason: 'not-a-date' });
}

function dateIn(tokens: string[]): ParsedDate {
  const [first, second, third] = tokens;
  if (tokens.length === 2) return refuse({ reason: isMonthAndYear(tokens) ? 'day-missing' : 'not-a-date' });
  if (tokens.length !== 3 || !first || !second || !third) return refuse({ reason: 'not-a-date' });
  if (isYear(first)) return dateOf(first, second, third);
  // March 31, 2027
  if (monthNamed(first) && !monthNamed(second)) return dateOf(third, first, second);
  return dateOf(third, second, first);
}

const refuse = (problem: DateProblem): ParsedDate => ({ ok: false, problem });

function tokensOf(text: string): string[] | null {
  const folded = withHyphens(fold(text.normalize('NFKC').replace(/\p{Cf}/gu, ''))).trim();
  if (folded.length > 100 || !/^[\p{L}\p{N}\s./,'‘’·°-]+$/u.test(folded)) return null;
  const tokens = (folded.match(/\d+|\p{L}+/gu) ?? [])
    .filter((token, at, all) => !FILLERS.has(token) && !(ORDINALS.has(token) && /\d$/.test(all[at - 1] ?? '')))
    .map((token) => (FIRST.has(token) ? '1' : token));
  return withoutWeekday(tokens.filter((token) => monthNamed(token) || !isWeekday(token)));
}

/** Word processors and phones make dashes of hyphens. One alone is none of these: "1–3/2027" is a span of months. */
function withHyphens(text: string): string {
  return text.replace(/\u2010/g, '-').replace(/^([^‒–—−]+)([‒–—−])([^‒–—−]+)\2([^‒–—−]+)$/, '$1-$3-$4');
}

/** "mar" is March, and Tuesday in Italian and Spanish: it is the day of the week where a date is there without it. */
function withoutWeekday(tokens: string[]): string[] {
  if (tokens.length !== 4) return tokens;
  if (isWeekday(tokens[0] ?? '')) return tokens.slice(1);
  return isWeekday(tokens[3] ?? '') ? tokens.slice(0, 3) : tokens;
}

function isWeekday(token: string): boolean {
  return SHORT_WEEKDAYS.has(token) || (token.length >= 2 && WEEKDAYS.some((day) => day.startsWith(token)));
}

function isYear(token: string): boolean {
  return /^\d{4}$/.test(token);
}

/** 1-12, or null when the token names no month or could name two. */
function monthNamed(token: string): number | null {
  const roman = ROMAN.indexOf(token);
  if (roman >= 0) return roman + 1;
  if (/\d/.test(token)) return null;
  const names = (name: string) => name === token || (token.length >= SHORTEST && name.startsWith(token));
  const found = MONTHS.flatMap((all, index) => (all.some(names) ? [index + 1] : []));
  return found.length === 1 ? (found[0] ?? null) : null;
}

function isMonthAndYear([first = '', second = '']: string[]): boolean {
  const month = (token: string) => monthNamed(token) !== null || (/^\d{1,2}$/.test(token) && Number(token) >= 1 && Number(token) <= 12);
  return (month(first) && isYear(second)) || (isYear(first) && month(second));
}

function dateOf(yearText: string, monthText: string, dayText: string): ParsedDate {
  const month = monthNamed(monthText) ?? (/^\d{1,2}$/.test(monthText) ? Number(monthText) : null);
  if (month === null || !/^\d{1,2}$/.test(dayText) || !/^(\d{2}|\d{4})$/.test(yearText)) return refuse({ reason: 'not-a-date' });
  const year = yearText.length === 2 ? 2000 + Number(yearText) : Number(yearText);
  const day = Number(dayText);
  if (month < 1 || month > 12) return refuse({ reason: 'no-such-month', month });
  if (year < YEARS.first || year > YEARS.last) return refuse({ reason: 'year-out-of-range', year });
  const days = daysInMonth(year, month);
  if (day < 1 || day > days) return refuse({ reason: 'days-in-month', month, days, year });
  return { ok: true, date: isoDate(year, month, day) };
}

/** @param month 1-12 */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function isoDate(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Is this the text of a day that exists, as we store it? */
export function isIsoDate(text: string): boolean {
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(text) ? parseDate(text) : null;
  return parsed?.ok === true && parsed.date === text;
}

/** Today's date on the clocks of a zone. */
export function today(zone: string, now = new Date()): string {
  return formatter(Intl.DateTimeFormat, 'sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);
}

/** The date `months` later; the 31st becomes the last day of a shorter month. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const count = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(count / 12), (count % 12) + 1];
  return isoDate(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)));
}

/** The date `days` later. */
export function addDays(date: string, days: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
}

/** The project month of a date: 1 from the day the project starts until the day before a month later. Null before the start. */
export function projectMonth(start: string, date: string): number | null {
  if (date < start) return null;
  const [startYear = 0, startMonth = 1] = start.split('-').map(Number);
  const [year = 0, month = 1] = date.split('-').map(Number);
  const months = (year - startYear) * 12 + (month - startMonth);
  return addMonths(start, months) <= date ? months + 1 : months;
}

/** One project month: number and first and last day. */
export interface ProjectMonth {
  number: number;
  from: string;
  to: string;
}

/** M1 to Mn, from the start to the end of a project; the last one ends with the project. */
export function projectMonths(start: string, end: string): ProjectMonth[] {
  const last = projectMonth(start, end) ?? 0;
  return Array.from({ length: last }, (_, index) => {
    const next = addDays(addMonths(start, index + 1), -1);
    return { number: index + 1, from: addMonths(start, index), to: next < end ? next : end };
  });
}
