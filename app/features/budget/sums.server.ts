/** Sums as the database adds them up: an organisation may have thousands of expenses. */
import type { Seat } from '~/features/partnerships/partnerships';
import { listPeriods } from '~/features/plan/period-rows.server';
import { daysOf } from '~/features/plan/periods';
import { db } from '~/kit/db.server';
import { categoryOf, type Ground } from './ground.server';
import type { Cost } from './sums';
import { type Cell, type CostCell, cellsOf, type PlannedAndSpent, type Span, toldSums } from './told';

interface Summed {
  organisationId: string;
  category: string;
  _sum: { cents: bigint | null };
}

const costOf = ({ organisationId, category, _sum }: Summed): Cost => ({
  organisationId,
  category: categoryOf({ category }),
  cents: _sum.cents ?? 0n,
});

const daysIn = ({ first, last }: Cell) => ({ ...(first === null ? {} : { gte: first }), ...(last === null ? {} : { lte: last }) });

/** The days as sums divide them: by all reporting periods, and by what is asked for, which was one when it was asked for. */
export async function cellsFor({ partnershipId }: Seat, { agreed }: Ground, span: Span | null): Promise<Cell[]> {
  const periods = await listPeriods(partnershipId);
  return cellsOf([...periods.flatMap((period) => daysOf(period, agreed.startDate) ?? []), ...(span ? [span] : [])]);
}

async function spentIn(partnershipId: string, cell: Cell): Promise<CostCell> {
  const rows = await db().expense.groupBy({
    by: ['organisationId', 'category'],
    where: { partnershipId, state: 'approved', day: daysIn(cell) },
    _sum: { cents: true },
  });
  return { ...cell, costs: rows.map(costOf) };
}

/** What is planned, and what was approved of what was spent. @param span of which days; null: of all */
export async function sumsOf(seat: Seat, ground: Ground, span: Span | null): Promise<PlannedAndSpent> {
  const { partnershipId } = seat;
  const { rules, agreed, organisations } = ground;
  const grounds = { rules, organisations, funding: { rateBasisPoints: agreed.rateBasisPoints, mostCents: agreed.grantCents } };
  const cells = await cellsFor(seat, ground, span);
  const [planned, ...spent] = await Promise.all([
    db().budgetLine.groupBy({ by: ['organisationId', 'category'], where: { partnershipId }, _sum: { cents: true } }),
    ...cells.map((cell) => spentIn(partnershipId, cell)),
  ]);
  const whole = { first: null, last: null, costs: planned.map(costOf) };
  return { planned: toldSums(seat, [whole], null, grounds), spent: toldSums(seat, spent, span, grounds) };
}
