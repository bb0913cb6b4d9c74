/** Counting in the days on which a partnership works. Days are ISO dates (`YYYY-MM-DD`), both ends of a span belong to it. */

export interface WorkCalendar {
  /** From Monday to Sunday. */
  workdays: readonly boolean[];
  /** ISO dates on which nobody works. */
  holidays: ReadonlySet<string>;
}

export const MONDAY_TO_FRIDAY: WorkCalendar = { workdays: [true, true, true, true, true, false, false], holidays: new Set() };

const DAY_MS = 86_400_000;
/** Nobody searches further for a working day: a calendar without any would have none. */
const MOST_DAYS = 20_000;

const numberOf = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
const dayOf = (number: number) => new Date(number * DAY_MS).toISOString().slice(0, 10);

export class WorkDays {
  readonly #calendar: WorkCalendar;
  readonly #known = new Map<number, boolean>();

  constructor(calendar: WorkCalendar) {
    this.#calendar = calendar;
  }

  /** So many working days later; earlier for less than 0. A day on which nobody works counts as the working day after it (before it). */
  shift(day: string, count: number): string {
    const step = count < 0 ? -1 : 1;
    let at = this.#search(numberOf(day), step);
    for (let left = Math.abs(count); left > 0; left--) at = this.#search(at + step, step);
    return dayOf(at);
  }

  /** Working days from `first` to `last`; 0 where `last` is earlier. */
  count(first: string, last: string): number {
    const end = numberOf(last);
    let count = 0;
    for (let at = numberOf(first); at <= end; at++) if (this.#isWorked(at)) count += 1;
    return count;
  }

  #search(from: number, step: number): number {
    for (let at = from; Math.abs(at - from) < MOST_DAYS; at += step) if (this.#isWorked(at)) return at;
    return from;
  }

  #isWorked(number: number): boolean {
    let worked = this.#known.get(number);
    if (worked === undefined) {
      // 1 January 1970 was a Thursday.
      const weekday = (((number + 3) % 7) + 7) % 7;
      worked = this.#calendar.workdays[weekday] === true && !this.#calendar.holidays.has(dayOf(number));
      this.#known.set(number, worked);
    }
    return worked;
  }
}
