/** What a reporting period is about, and what is missing in it. Pure. */
import { addDays, addMonths } from '~/kit/dates';
import { freezes, type Period } from './decisions';
import type { Item, RiskState } from './plan';
import type { Missing } from './problems';
import type { Plan } from './whole';

/** First and last day; null while the project has no first day. */
export function daysOf({ startMonth, endMonth }: Period, projectStart: string | null): { first: string; last: string } | null {
  if (projectStart === null) return null;
  return { first: addMonths(projectStart, startMonth - 1), last: addDays(addMonths(projectStart, endMonth), -1) };
}

/** The period that a day belongs to; null: to none. */
export function periodOf(periods: readonly Period[], projectStart: string | null, day: string): Period | null {
  const holds = (period: Period) => {
    const days = daysOf(period, projectStart);
    return days !== null && day >= days.first && day <= days.last;
  };
  return periods.find(holds) ?? null;
}

/**
 * Is the day within a locked period or before one? What a period comes to is what all came to at its end less what all came to before it: so its money changes with
 * whatever counts until its end, and not only with what is within its days.
 */
export function isBeforeLocked(periods: readonly Period[], projectStart: string | null, day: string): boolean {
  return periods.some((period) => {
    const days = period.locked ? daysOf(period, projectStart) : null;
    return days !== null && day <= days.last;
  });
}

/** The one that has to be locked just before this one: money of a locked period follows from all that is before its end. Null: none. */
export function toLockBefore<One extends Pick<Period, 'number' | 'locked'>>(periods: readonly One[], { number }: Pick<Period, 'number'>) {
  return periods.findLast((one) => one.number < number && !one.locked) ?? null;
}

/** The one that has to be opened again just before this one. Null: none. */
export function toOpenBefore<One extends Pick<Period, 'number' | 'locked'>>(periods: readonly One[], { number }: Pick<Period, 'number'>) {
  return periods.find((one) => one.number > number && one.locked) ?? null;
}

/** The day by which a month of work (YYYY-MM) belongs to a period: its first, or the project's first where that is later in it. */
export function dayOfMonth(month: string, projectStart: string | null): string {
  return projectStart?.startsWith(month) ? projectStart : `${month}-01`;
}

/** What has to be done before the period can be locked, in the order of the plan. */
export function missingIn(plan: Plan, period: Period, today: string): Missing[] {
  const days = daysOf(period, plan.facts.startDate);
  if (!days) return [{ problem: 'problem.startMissing', itemId: null }];
  const isDue = (item: Item) => {
    const due = plan.dueOf(item);
    return due !== null && due >= days.first && due <= days.last;
  };
  const isDecided = (id: string) => (plan.decisionOf(id)?.is ?? 'reopened') !== 'reopened';
  // Who drags it to "Done" has handed nothing in: that is decided, and whoever hands in late says why.
  const isLate = (item: Item) => {
    const [due, decision] = [plan.dueOf(item), plan.decisionOf(item.id)];
    return due !== null && due < today && !(decision && freezes(decision.is));
  };
  return plan.ordered.flatMap((item): Missing[] => {
    const { id, kind, status } = item;
    if (status === 'cancelled') return [];
    if (kind === 'deliverable' && isDue(item) && isLate(item) && item.delay.trim() === '')
      return [{ problem: 'problem.missingDelay', itemId: id }];
    if (kind === 'milestone' && isDue(item) && !isDecided(id)) return [{ problem: 'problem.missingDecision', itemId: id }];
    if (kind === 'risk' && status !== 'done' && !item.riskStates.some((state) => state.period === period.id))
      return [{ problem: 'problem.missingState', itemId: id }];
    return [];
  });
}

/** What was said of each risk in the period. */
export function statesIn(plan: Plan, { id }: Period): Record<string, RiskState> {
  const found = [...plan.items.values()].flatMap((item) => {
    const state = item.riskStates.find(({ period }) => period === id);
    return item.kind === 'risk' && state ? [[item.id, state] as const] : [];
  });
  return Object.fromEntries(found);
}
