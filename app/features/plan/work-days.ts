/** Counting in the days on which a partnership works. Days are ISO dates (`YYYY-MM-DD`) or their numbers; both ends of a span belong to it. */
import { Latest } from '~/kit/latest';

export interface WorkCalendar {
  /** From Monday to Sunday. */
  workdays: readonly boolean[];
  /** ISO dates on which nobody works. */
  holidays: ReadonlySet<string>;
}

export const MONDAY_TO_FRIDAY: WorkCalendar = { workdays: [true, true, true, true, true, false, false], holidays: new Set() };

const DAY_MS = 86_400_000;

/** Days since 1 January 1970: to count with. */
export const numberOf = (day: string): number =>
  Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / DAY_MS;
export const dayOf = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);

/** The days that are counted in a table; whatever lies outside counts as worked each day. */
const FIRST = numberOf('1950-01-01');
const LAST = numberOf('2150-01-01');

export class WorkDays {
  /** Working days, by number, in order. */
  readonly #worked: readonly number[];
  /** For each day from FIRST on: how many working days are before it. */
  readonly #before: Int32Array;

  constructor({ workdays, holidays }: WorkCalendar) {
    const off = new Set([...holidays].map(numberOf));
    const worked: number[] = [];
    this.#before = new Int32Array(LAST - FIRST + 1);
    for (let at = FIRST; at <= LAST; at++) {
      this.#before[at - FIRST] = worked.length;
      // 1 January 1970 was a Thursday.
      const weekday = (((at + 3) % 7) + 7) % 7;
      if (workdays[weekday] === true && !off.has(at)) worked.push(at);
    }
    this.#worked = worked;
  }

  /** So many working days later; earlier for less than 0. A day on which nobody works counts as the working day after it (before it). */
  shift(day: string, count: number): string {
    return dayOf(this.shiftNumber(numberOf(day), count));
  }

  /** Working days from `first` to `last`; 0 where `last` is earlier. */
  count(first: string, last: string): number {
    return this.countNumbers(numberOf(first), numberOf(last));
  }

  shiftNumber(day: number, count: number): number {
    if (day < FIRST || day > LAST || this.#worked.length === 0) return day + count;
    // From a day off, the working day after it is step 0; the one before it, backwards.
    const from = this.#rank(day) + count - (count < 0 && !this.#isWorked(day) ? 1 : 0);
    return this.#worked[from] ?? day + count;
  }

  countNumbers(first: number, last: number): number {
    if (last < first) return 0;
    if (this.#worked.length === 0) return 0;
    if (first < FIRST || last >= LAST) return last - first + 1;
    return this.#rank(last + 1) - this.#rank(first);
  }

  #rank(day: number): number {
    return this.#before[day - FIRST] ?? 0;
  }

  #isWorked(day: number): boolean {
    return this.#worked[this.#rank(day)] === day;
  }
}

/** Each takes less than a megabyte. */
const kept = new Latest<WorkDays>(20);

/** The same for the same calendar: two centuries of days take milliseconds to count, and a server needs them for each page of a plan. */
export function workDaysOf(calendar: WorkCalendar): WorkDays {
  const key = `${calendar.workdays.map(Number).join('')} ${[...calendar.holidays].sort().join()}`;
  const days = kept.get(key) ?? new WorkDays(calendar);
  kept.set(key, days);
  return days;
}
