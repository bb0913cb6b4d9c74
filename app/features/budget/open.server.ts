/** What is open about money in some days, for who locks them. */
import type { Seat } from '~/features/partnerships/partnerships';
import type { Missing } from '~/features/plan/problems';
import { db, type Tx } from '~/kit/db.server';
import { expensesPath } from './budget';
import { visibleTo } from './permissions';

interface Days {
  first: string;
  last: string;
}

/** Expenses that nobody has approved. For coordinators: they see all. */
export const openExpenses = (tx: Tx, partnershipId: string, days: Days): Promise<Missing[]> => openAmong(tx, { partnershipId }, days);

/** Those of the actor's own organisation, as far as it may see them. */
export const ownOpenExpenses = (seat: Seat, days: Days): Promise<Missing[]> => openAmong(db(), visibleTo(seat), days);

async function openAmong(tx: Tx, among: ReturnType<typeof visibleTo>, { first, last }: Days): Promise<Missing[]> {
  const rows = await tx.expense.findMany({
    where: { ...among, day: { gte: first, lte: last }, state: { not: 'approved' } },
    select: { id: true, description: true, day: true },
    orderBy: [{ day: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ id, description, day }) => ({
    problem: 'problem.missingExpense',
    itemId: null,
    elsewhere: { path: `${expensesPath(among.partnershipId)}/${id}`, title: description, day },
  }));
}
