/** An item that is put on another day, by a drag or by keyboard: which of its dates change, and to what. Pure. */
import { addDays, projectMonth } from '~/kit/dates';
import type { Item, When } from './plan';
import { dayOf } from './schedule';
import type { Plan } from './whole';

/** What is to be changed; nothing where the item is there already, or has no days. */
export interface Moved {
  start?: When;
  end?: When;
}

/**
 * Puts an item on a day: deliverables and milestones are due on it, what has a length begins on it and keeps its length in working days.
 * A date that is a project month stays one where the day is the last of a month (for a beginning: the first), else it becomes a day.
 */
export function movedTo(plan: Plan, item: Item, day: string): Moved {
  const shown = plan.scheduled(item.id);
  if (shown === null || item.kind === 'risk') return {};
  if (item.kind === 'deliverable' || item.kind === 'milestone' || item.start === null) {
    // Only its end is known: that is the day that it is shown on.
    return shown.end === day ? {} : { end: whenLike(plan, item.end, 'end', day) };
  }
  if (shown.start === day) return {};
  const start = whenLike(plan, item.start, 'start', day);
  if (item.end === null) return { start };
  if ('month' in item.start && 'month' in item.end && 'month' in start) {
    return { start, end: { month: Math.max(start.month, item.end.month + start.month - item.start.month) } };
  }
  return { start, end: whenLike(plan, item.end, 'end', lastDay(plan, shown, day)) };
}

/** Did a date that moved with the start of the project become a day that does not? */
export function becameDay(item: Pick<Item, 'start' | 'end'>, { start, end }: Moved): boolean {
  const became = (before: When | null, after: When | undefined) =>
    before !== null && after !== undefined && 'month' in before && 'date' in after;
  return became(item.start, start) || became(item.end, end);
}

function lastDay({ days }: Plan, { start, end }: { start: string; end: string }, day: string): string {
  const worked = days.count(start, end);
  // Something that lies on a weekend as a whole has no working days to keep.
  const last = worked > 0 ? days.shift(day, worked - 1) : addDays(day, daysBetween(start, end));
  return last < day ? day : last;
}

function whenLike({ facts }: Plan, before: When | null, which: 'start' | 'end', day: string): When {
  if (before === null || 'date' in before || facts.startDate === null) return { date: day };
  const month = projectMonth(facts.startDate, day);
  return month !== null && dayOf({ month }, which, facts.startDate) === day ? { month } : { date: day };
}

const DAY_MS = 86_400_000;

/** How many days later `last` is. */
export function daysBetween(first: string, last: string): number {
  return Math.round((Date.parse(last) - Date.parse(first)) / DAY_MS);
}
