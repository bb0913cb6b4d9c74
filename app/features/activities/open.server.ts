/** What is open about attendance in some days, for who locks them. */
import type { Seat } from '~/features/partnerships/partnerships';
import type { Missing } from '~/features/plan/problems';
import { db, type Tx } from '~/kit/db.server';
import { attendancePath, codeOf } from './activities';
import { visibleTo } from './permissions';

/** Nobody comes to a tool. */
const heldUncounted = { state: 'held', people: null, type: { not: 'tool' } };

/**
 * Activities whose attendance was handed in or given back, and not approved, and those that were held and nothing was handed in. For coordinators: they
 * see all. Of drafts others know nothing: with one it is the same as without.
 */
export async function openAttendance(tx: Tx, partnershipId: string, { first, last }: { first: string; last: string }): Promise<Missing[]> {
  const waiting = { state: { in: ['submitted', 'returned'] } };
  const rows = await tx.activity.findMany({
    where: {
      ...{ partnershipId, removedAt: null, state: { not: 'cancelled' }, endDate: { gte: first, lte: last } },
      OR: [{ sheets: { some: waiting } }, { ...heldUncounted, sheets: { none: { state: { not: 'draft' } } } }],
    },
    select: { id: true, number: true, title: true, endDate: true, sheets: { where: waiting, select: { id: true }, take: 1 } },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => lineOf(partnershipId, row.sheets.length > 0 ? 'problem.missingAttendance' : 'problem.nothingCounted')(row));
}

/** What the actor's own organisation still has to do: drafts, what was given back to it, and what it held without counting anybody. */
export async function ownUncounted(seat: Seat, { first, last }: { first: string; last: string }, tx: Tx = db()): Promise<Missing[]> {
  const { partnershipId, organisationId } = seat;
  const rows = await tx.activity.findMany({
    where: {
      AND: [
        visibleTo(seat),
        { state: { not: 'cancelled' }, endDate: { gte: first, lte: last } },
        {
          OR: [
            { sheets: { some: { organisationId, state: { in: ['draft', 'returned'] } } } },
            { organisationId, ...heldUncounted, sheets: { none: { organisationId } } },
          ],
        },
      ],
    },
    select: { id: true, number: true, title: true, endDate: true },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(lineOf(partnershipId, 'problem.missingCount'));
}

const lineOf =
  (partnershipId: string, problem: Missing['problem']) =>
  ({ id, number, title, endDate }: { id: string; number: number; title: string; endDate: string }): Missing => ({
    problem,
    itemId: null,
    elsewhere: { path: attendancePath(partnershipId, id), title: `${codeOf(number)} ${title}`, day: endDate },
  });
