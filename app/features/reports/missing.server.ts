/** What is missing in a period before it can be locked and reported: of the plan, and of what other features add. */
import { openAttendance } from '~/features/activities/open.server';
import { openExpenses } from '~/features/budget/open.server';
import type { Seat } from '~/features/partnerships/partnerships';
import type { Period } from '~/features/plan/decisions';
import { daysOf, missingIn } from '~/features/plan/periods';
import type { OpenElsewhere } from '~/features/plan/periods.server';
import type { Missing, Problem } from '~/features/plan/problems';
import type { Plan } from '~/features/plan/whole';
import { db } from '~/kit/db.server';
import { seesAllOpen } from './permissions';

/** Attendance and expenses that nobody approved: for coordinators. */
export const openElsewhere =
  (partnershipId: string): OpenElsewhere =>
  async (tx, days) => [...(await openAttendance(tx, partnershipId, days)), ...(await openExpenses(tx, partnershipId, days))];

/** One thing that is missing, with the place where it is to be done. */
export interface MissingLine {
  problem: Problem;
  to: string | null;
  title: string;
  /** Nothing of the plan: the period may be locked all the same. */
  isElsewhere: boolean;
}

export async function missingOf(seat: Seat, plan: Plan, period: Period, today: string): Promise<MissingLine[]> {
  const days = daysOf(period, plan.facts.startDate);
  const elsewhere = days && seesAllOpen(seat) ? await openElsewhere(seat.partnershipId)(db(), days) : [];
  return linesOf(plan, [...missingIn(plan, period, today), ...elsewhere]);
}

export function linesOf({ items, facts }: Plan, missing: readonly Missing[]): MissingLine[] {
  const { partnershipId } = facts;
  return missing.map(({ problem, itemId, elsewhere }) => ({
    problem,
    to: elsewhere?.path ?? (itemId ? `/p/${partnershipId}/plan?item=${itemId}` : null),
    title: elsewhere?.title ?? items.get(itemId ?? '')?.title ?? '',
    isElsewhere: elsewhere !== undefined,
  }));
}
