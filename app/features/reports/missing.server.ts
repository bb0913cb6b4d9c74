/** What is missing in a period before it can be locked and reported: of the plan, and of what other features add. */
import { openAttendance, ownUncounted } from '~/features/activities/open.server';
import { openExpenses, ownOpenExpenses } from '~/features/budget/open.server';
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

/** Of each of these periods, by its id. What other features have open is asked once for all of them. */
export async function missingOfEach(
  seat: Seat,
  plan: Plan,
  periods: readonly Period[],
  today: string,
): Promise<Map<string, MissingLine[]>> {
  const dated = periods.map((period) => ({ period, days: daysOf(period, plan.facts.startDate) }));
  const firsts = dated.flatMap(({ days }) => (days ? [days.first] : [])).sort();
  const lasts = dated.flatMap(({ days }) => (days ? [days.last] : [])).sort();
  const [first, last] = [firsts[0], lasts.at(-1)];
  const openIn = async (days: { first: string; last: string }) => {
    const own = await ownUncounted(seat, days);
    if (!seesAllOpen(seat)) return [...own, ...(await ownOpenExpenses(seat, days))];
    const all = await openElsewhere(seat.partnershipId)(db(), days);
    const named = new Set(all.map(({ elsewhere }) => elsewhere?.path));
    // Drafts of the own organisation: of those of others nobody is told.
    return [...all, ...own.filter(({ elsewhere }) => !named.has(elsewhere?.path))];
  };
  const open = first && last ? await openIn({ first, last }) : [];
  return new Map(
    dated.map(({ period, days }) => {
      const within = open.filter(({ elsewhere }) => days && elsewhere && elsewhere.day >= days.first && elsewhere.day <= days.last);
      return [period.id, linesOf(plan, [...missingIn(plan, period, today), ...within])];
    }),
  );
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
