/** What of the plan waits for a member: for the home page. */
import type { Seat } from '~/features/partnerships/partnerships';
import { isWriter } from '~/features/partnerships/permissions';
import { notFound } from '~/features/partnerships/queries.server';
import { addDays } from '~/kit/dates';
import { db, type Prisma } from '~/kit/db.server';
import { freezes } from './decisions';
import { latestDecisions } from './facts.server';
import { can } from './permissions';

export const WAITING_DAYS = 30;
const MOST = 10;
/** So many are looked at; who has more to do than that reads the plan. */
const LOOKED_AT = 500;
/** All else of an item, its content above all, would be read in vain on a page that is asked for most. */
const SHOWN = { id: true, code: true, title: true, kind: true, status: true, dueDate: true } as const satisfies Prisma.PlanItemSelect;

export interface PlanWaiting {
  rows: { id: string; code: string | null; title: string; is: 'due' | 'overdue' | 'to-submit'; dueDate: string | null }[];
  /** How many there are, those that are not listed included. */
  count: number;
}

/** What is open, of the tables' columns; what was decided is asked for apart. */
export const stillOpen = {
  removedAt: null,
  kind: { not: 'risk' },
  status: { notIn: ['done', 'cancelled'] },
} satisfies Prisma.PlanItemWhereInput;

export async function planWaiting(seat: Seat, today: string): Promise<PlanWaiting> {
  if (!can(seat, 'read')) throw notFound();
  const { partnershipId } = seat;
  const order = [{ dueDate: 'asc' as const }, { id: 'asc' as const }];
  const [due, ready] = await Promise.all([
    db().planItem.findMany({
      where: { ...(await mine(seat)), dueDate: { lte: addDays(today, WAITING_DAYS) } },
      select: SHOWN,
      orderBy: order,
      take: LOOKED_AT,
    }),
    can(seat, 'decide')
      ? db().planItem.findMany({
          where: { partnershipId, ...stillOpen, kind: 'deliverable', status: 'review' },
          select: SHOWN,
          orderBy: order,
          take: LOOKED_AT,
        })
      : [],
  ]);
  const over = await decidedOf(partnershipId, [...due, ...ready]);
  const rows = [...new Map([...ready, ...due].map((item) => [item.id, item])).values()]
    .filter(({ id }) => !over.has(id))
    .map(({ id, code, title, dueDate, kind, status }) => {
      const isReady = kind === 'deliverable' && status === 'review' && can(seat, 'decide');
      const is = isReady ? ('to-submit' as const) : dueDate !== null && dueDate < today ? ('overdue' as const) : ('due' as const);
      return { id, code, title, is, dueDate };
    });
  return { rows: rows.slice(0, MOST), count: rows.length };
}

/** Where the person is named, and for writers what their organisation leads. */
async function mine(seat: Seat): Promise<Prisma.PlanItemWhereInput> {
  const { partnershipId, userId, organisationId } = seat;
  const named = await db().planItemPerson.findMany({ where: { partnershipId, userId }, select: { itemId: true }, take: LOOKED_AT });
  const led = isWriter(seat) ? [{ leadOrganisationId: organisationId }] : [];
  return { partnershipId, ...stillOpen, OR: [{ id: { in: named.map(({ itemId }) => itemId) } }, ...led] };
}

/** Those that nobody works on any more: handed in, or reached. */
export async function decidedOf(partnershipId: string, items: readonly { id: string }[]): Promise<Set<string>> {
  const decisions = await latestDecisions(
    partnershipId,
    db(),
    items.map(({ id }) => id),
  );
  return new Set(decisions.filter(({ is }) => freezes(is)).map(({ itemId }) => itemId));
}
