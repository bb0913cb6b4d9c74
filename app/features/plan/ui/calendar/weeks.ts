/** Where things stand in a calendar: the weeks of a month, the lines of a week, and what does not find room in it. Days are ISO dates. Pure. */
import { addDays, addMonths, daysInMonth } from '~/kit/dates';
import { daysBetween } from '../../moving';

/** Monday: 0. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** With which day a week begins for readers of a language; Monday where the browser does not know. */
export function firstWeekday(language: string): Weekday {
  const locale = new Intl.Locale(language === 'en' ? 'en-GB' : language) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  const first = (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
  return ((first + 6) % 7) as Weekday;
}

export function weekdayOf(day: string): Weekday {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) as Weekday;
}

/** The seven days of the week that a day is in. */
export function weekOf(day: string, first: Weekday): string[] {
  const start = addDays(day, -((weekdayOf(day) - first + 7) % 7));
  return Array.from({ length: 7 }, (_, index) => addDays(start, index));
}

/** All weeks that have a day of the month. */
export function weeksOf(day: string, first: Weekday): string[][] {
  const [from, to] = monthOf(day);
  const weeks: string[][] = [];
  for (let week = weekOf(from, first); (week[0] as string) <= to; week = weekOf(addDays(week[0] as string, 7), first)) weeks.push(week);
  return weeks;
}

/** First and last day of the month that a day is in. */
export function monthOf(day: string): [string, string] {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const from = `${day.slice(0, 8)}01`;
  return [from, addDays(from, daysInMonth(year, month) - 1)];
}

/** The same day of another month; its last day where it has fewer. */
export const monthsLater = addMonths;

export interface Placeable {
  id: string;
  start: string;
  end: string;
}

/** A part of an entry within one week. */
export interface Bar<Entry extends Placeable> {
  entry: Entry;
  /** First and last column, from 0. */
  from: number;
  to: number;
  /** Line within the week, from 0. */
  lane: number;
  /** It goes on before the week, after it. */
  before: boolean;
  after: boolean;
}

export interface PlacedWeek<Entry extends Placeable> {
  /** By line. */
  bars: Bar<Entry>[];
  /** Per column: how many entries of that day found no room. */
  hidden: number[];
  /** How many lines are used. */
  lanes: number;
}

/**
 * Puts entries on the lines of a week. What begins or ends in it comes before what only runs through: a deadline must not be hidden by ten long
 * tasks; and shorter before longer, else in the given order.
 * @param most lines that there is room for
 */
export function placeWeek<Entry extends Placeable>(entries: readonly Entry[], week: readonly string[], most: number): PlacedWeek<Entry> {
  const [first, last] = [week[0] as string, week[week.length - 1] as string];
  const parts = entries
    .filter(({ start, end }) => start <= last && end >= first)
    .map((entry): Bar<Entry> => {
      const [before, after] = [entry.start < first, entry.end > last];
      const from = before ? 0 : daysBetween(first, entry.start);
      const to = after ? week.length - 1 : daysBetween(first, entry.end);
      return { entry, from, to, lane: 0, before, after };
    });
  const through = ({ before, after }: Bar<Entry>) => Number(before) + Number(after);
  const inOrder = parts
    .map((part, index) => ({ part, index }))
    .sort((a, b) => through(a.part) - through(b.part) || a.part.to - a.part.from - (b.part.to - b.part.from) || a.index - b.index);
  const taken: boolean[][] = [];
  const hidden = week.map(() => 0);
  const bars: Bar<Entry>[] = [];
  for (const { part } of inOrder) {
    const columns = Array.from({ length: part.to - part.from + 1 }, (_, index) => part.from + index);
    let lane = 0;
    while (columns.some((column) => taken[lane]?.[column])) lane += 1;
    if (lane >= most) {
      for (const column of columns) hidden[column] = (hidden[column] ?? 0) + 1;
      continue;
    }
    taken[lane] ??= [];
    for (const column of columns) (taken[lane] as boolean[])[column] = true;
    bars.push({ ...part, lane });
  }
  return { bars: bars.sort((a, b) => a.lane - b.lane || a.from - b.from), hidden, lanes: taken.length };
}

/** What is on a day, in the given order. */
export function onDay<Entry extends Placeable>(entries: readonly Entry[], day: string): Entry[] {
  return entries.filter(({ start, end }) => start <= day && day <= end);
}

/** Entries by the days on which they begin or end, for a list; each once where it is one day. */
export function byDay<Entry extends Placeable>(
  entries: readonly Entry[],
  from: string,
  to: string,
): Map<string, { entry: Entry; is: 'only' | 'begins' | 'ends' }[]> {
  const days = new Map<string, { entry: Entry; is: 'only' | 'begins' | 'ends' }[]>();
  const put = (day: string, one: { entry: Entry; is: 'only' | 'begins' | 'ends' }) => {
    if (day < from || day > to) return;
    days.get(day)?.push(one) ?? days.set(day, [one]);
  };
  for (const entry of entries) {
    if (entry.start === entry.end) put(entry.start, { entry, is: 'only' });
    else {
      put(entry.start, { entry, is: 'begins' });
      put(entry.end, { entry, is: 'ends' });
    }
  }
  return new Map([...days].sort(([a], [b]) => (a < b ? -1 : 1)));
}
