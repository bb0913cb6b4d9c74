/** What is open about money in some days, for who locks them. */
import type { Missing } from '~/features/plan/problems';
import type { Tx } from '~/kit/db.server';
import { expensesPath } from './budget';

/** Expenses that nobody has approved. For coordinators: they see all. */
export async function openExpenses(tx: Tx, partnershipId: string, { first, last }: { first: string; last: string }): Promise<Missing[]> {
  const rows = await tx.expense.findMany({
    where: { partnershipId, day: { gte: first, lte: last }, state: { not: 'approved' } },
    select: { id: true, description: true, day: true },
    orderBy: [{ day: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ id, description, day }) => ({
    problem: 'problem.missingExpense',
    itemId: null,
    elsewhere: { path: `${expensesPath(partnershipId)}/${id}`, title: description, day },
  }));
}
