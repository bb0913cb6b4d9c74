/** Costs and person-months of all organisations. */
import { categories, states } from '~/features/budget/budget';
import { addDays, addMonths } from '~/kit/dates';
import { db, type Prisma } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import type { Chance } from '../chance';
import type { Partnership, Town } from './partnership';

/** Of each organisation. */
const LINES = 15;
const EXPENSES = 60;
const MONTHS = 12;

export async function makeMoney({ id: partnershipId, towns, workPackages, firstDay }: Partnership, chance: Chance): Promise<void> {
  const rowOf = ({ organisationId, userId }: Town) => ({
    ...{ id: newId(), partnershipId, organisationId, createdById: userId },
    ...{ workPackageId: chance.one(workPackages), category: chance.one(categories), cents: BigInt(chance.between(10_00, 9_000_00)) },
  });
  const each = <Row>(count: number, row: (town: Town, at: number) => Row) =>
    towns.flatMap((town) => Array.from({ length: count }, (_, at) => row(town, at)));
  await db().budgetLine.createMany({ data: each(LINES, (town, at) => ({ ...rowOf(town), description: `Planned cost ${at + 1}` })) });
  const expenses = each(EXPENSES, (town, at): Prisma.ExpenseCreateManyInput & { id: string } => ({
    ...rowOf(town),
    ...{ id: newId(), description: `Cost ${at + 1}`, day: addDays(firstDay, chance.between(0, 360)) },
    state: chance.happens(0.7) ? 'approved' : chance.one(states),
  }));
  await db().expense.createMany({ data: expenses });
  await db().expenseFile.createMany({
    data: expenses.map(({ id: expenseId, createdById }) => ({
      ...{ id: newId(), partnershipId, expenseId, hash: newId(), name: 'invoice.pdf', mime: 'application/pdf', bytes: 100_000 },
      uploadedById: createdById,
    })),
  });
  const efforts = towns.flatMap(({ organisationId }) =>
    workPackages.map((workPackageId) => ({ partnershipId, organisationId, workPackageId, hundredths: chance.between(50, 900) })),
  );
  await db().effortPlan.createMany({ data: efforts });
  const months = Array.from({ length: MONTHS }, (_, at) => addMonths(firstDay, at).slice(0, 7));
  await db().effortActual.createMany({
    data: efforts.flatMap((effort) => months.map((month) => ({ ...effort, month, hundredths: chance.between(0, 60) }))),
  });
}
