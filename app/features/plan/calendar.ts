/** The days on which a partnership works, as its members set them. Runs anywhere. */
import type { Holiday } from './facts';

/** A day off, and what became of it: `source`: as the source of public holidays has it; `own`: added or renamed here; `removed`: taken away. */
export interface CalendarDay extends Holiday {
  is: 'source' | 'own' | 'removed';
}

export interface PlanCalendar {
  /** From Monday to Sunday. */
  workdays: readonly boolean[];
  /** By date, then by country. */
  days: readonly CalendarDay[];
  /** For which public holidays were looked up. */
  years: readonly number[];
}

export const calendarLimits = {
  /** Days that a partnership adds or takes away. */
  days: 1_000,
  name: 120,
  /** Years for which public holidays are shown. */
  years: 8,
} as const;

/** What a day is called in forms: a date and a country make one day. */
export const dayKey = ({ date, country }: Pick<Holiday, 'date' | 'country'>) => `${date}${country && `-${country}`}`;

/** `1111100`, as it is stored and as a form knows which version it was made from. */
export const writeWorkdays = (workdays: readonly boolean[]) => workdays.map((worked) => (worked ? '1' : '0')).join('');

/** Null for what is no such text. */
export function readWorkdays(text: string): boolean[] | null {
  return /^[01]{7}$/.test(text) ? [...text].map((one) => one === '1') : null;
}

/** From the first year of the project to its last; without those, this one and the next two. */
export function yearsOf({ startDate, endDate }: { startDate: string | null; endDate: string | null }, now = new Date()): number[] {
  const thisYear = now.getUTCFullYear();
  const first = startDate ? Number(startDate.slice(0, 4)) : thisYear;
  const last = startDate && endDate ? Number(endDate.slice(0, 4)) : Math.max(first, thisYear) + 2;
  const count = Math.max(1, Math.min(last - first + 1, calendarLimits.years));
  return Array.from({ length: count }, (_, index) => first + index);
}

/** What counts: the source's days, as the partnership changed them. */
export function withChanges(source: readonly Holiday[], own: readonly (Holiday & { removed: boolean })[]): CalendarDay[] {
  const days = new Map<string, CalendarDay>(source.map((day) => [dayKey(day), { ...day, is: 'source' }]));
  for (const { date, country, name, removed } of own) {
    const key = dayKey({ date, country });
    const known = days.get(key);
    // A day that the source has no more needs no taking away.
    if (removed && known) days.set(key, { ...known, is: 'removed' });
    if (!removed) days.set(key, { date, country, name, is: 'own' });
  }
  return [...days.values()].sort((a, b) => (a.date === b.date ? (a.country < b.country ? -1 : 1) : a.date < b.date ? -1 : 1));
}
