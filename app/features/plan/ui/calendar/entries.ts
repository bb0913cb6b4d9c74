/** What a calendar shows of a plan: items with their days, and who is off when. Pure. */
import type { PlanFacts } from '../../facts';
import type { Item } from '../../plan';
import type { LockOf, Plan } from '../../whole';
import type { Placeable } from './weeks';

export interface Entry extends Placeable {
  item: Item;
  /** `D2.1`; null for what is unassigned. */
  code: string | null;
  overdue: boolean;
  /** It is not moved here. */
  frozen: boolean;
  lock: LockOf;
  /** Of an activity, if it is known: `10:00`, on the clocks of its place. */
  time: string;
  /** Nothing is to be done about it any more. */
  over: boolean;
}

/** Items that have something of `from` to `to`; what has no days is in no calendar. */
export function entriesOf(plan: Plan, shown: readonly Item[], from: string, to: string, today: string): Entry[] {
  return shown.flatMap((item) => {
    const span = plan.scheduled(item.id);
    if (!span || span.start > to || span.end < from) return [];
    return {
      id: item.id,
      start: span.start,
      end: span.end,
      item,
      code: plan.codeOf(item.id),
      overdue: plan.isOverdue(item, today),
      frozen: plan.isFrozen(item.id),
      lock: plan.lockOf(item.id),
      time: plan.activityOf(item.id)?.startTime ?? '',
      over: plan.isOver(item),
    };
  });
}

/** A day off: its name, and where. */
export interface DayOff {
  name: string;
  /** ISO 3166-1 alpha-2; none: in the whole partnership. */
  countries: string[];
}

/** By date; countries that call a day the same are one entry. */
export function daysOff({ holidays }: Pick<PlanFacts, 'holidays'>): ReadonlyMap<string, readonly DayOff[]> {
  const days = new Map<string, DayOff[]>();
  for (const { date, country, name } of holidays) {
    const list = days.get(date) ?? [];
    days.set(date, list);
    const known = country ? list.find((one) => one.name === name && one.countries.length > 0) : undefined;
    if (known) known.countries.push(country);
    else list.push({ name, countries: country ? [country] : [] });
  }
  return days;
}
