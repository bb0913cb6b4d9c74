/** What is open about attendance in some days, for who locks them. */
import type { Missing } from '~/features/plan/problems';
import type { Tx } from '~/kit/db.server';
import { activityPath, codeOf } from './activities';

/** Activities whose attendance was handed in or given back, and not approved. For coordinators: they see all. Of drafts others know nothing. */
export async function openAttendance(tx: Tx, partnershipId: string, { first, last }: { first: string; last: string }): Promise<Missing[]> {
  const rows = await tx.activity.findMany({
    where: {
      ...{ partnershipId, removedAt: null, state: { not: 'cancelled' }, endDate: { gte: first, lte: last } },
      sheets: { some: { state: { in: ['submitted', 'returned'] } } },
    },
    select: { id: true, number: true, title: true, endDate: true },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ id, number, title, endDate }) => ({
    problem: 'problem.missingAttendance',
    itemId: null,
    elsewhere: { path: `${activityPath(partnershipId, id)}/attendance`, title: `${codeOf(number)} ${title}`, day: endDate },
  }));
}
