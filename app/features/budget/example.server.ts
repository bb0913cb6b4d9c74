/**
 * Costs of the example partnership @nclusion. Its agreed sums are facts of the seed; how they are divided, and every row, is made up, and marked as an
 * example by its partnership.
 */
import type { ExamplePart } from '~/features/partnerships/example.server';
import { planNow } from '~/features/plan/queries.server';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import type { Category } from './budget';
import { budgetOf, partsOf, usualRules } from './sums';

/** What each of the organisations plans, as a share of the whole: category, words, weight. */
const LINES: readonly { category: Category; description: string; weight: bigint }[] = [
  { category: 'A1', description: 'Coordination and research', weight: 50n },
  { category: 'A5', description: 'Buddies', weight: 2n },
  { category: 'B', description: 'Interpreters and facilitation', weight: 14n },
  { category: 'C1', description: 'Visits to partner cities', weight: 12n },
  { category: 'C3', description: 'Rooms, childcare and print', weight: 16n },
];

export const exampleBudget: ExamplePart = async ({ key, partnershipId, users }) => {
  if (key !== 'nclusion' || !users.anna || (await db().budgetLine.count({ where: { partnershipId } })) > 0) return;
  const by = { partnershipId, createdById: users.anna };
  const [found, { items }, { totalBudgetCents }] = await Promise.all([
    db().organisation.findMany({
      where: { partnershipId, role: { not: 'associated' } },
      orderBy: { id: 'asc' },
      select: { id: true, role: true },
    }),
    planNow({ partnershipId }),
    db().partnership.findUniqueOrThrow({ where: { id: partnershipId }, select: { totalBudgetCents: true } }),
  ]);
  const organisations = found.sort((a, b) => Number(b.role === 'coordinator') - Number(a.role === 'coordinator')).map(({ id }) => id);
  const packages = items.filter(({ kind }) => kind === 'workPackage').map(({ id }) => id);
  const packageOf = (at: number) => (packages.length > 0 ? (packages[at % packages.length] ?? '') : '');
  const rows = organisations.flatMap((organisationId, at) =>
    LINES.map((line) => ({ ...line, organisationId, weight: line.weight * BigInt(at === 0 ? 2 : 1) })),
  );
  await db().budgetLine.createMany({
    data: divided(rows, totalBudgetCents ?? 0n).map(({ weight: _, ...row }, at) => ({
      ...by,
      ...row,
      id: newId(),
      workPackageId: packageOf(at),
    })),
  });
  const [first = '', second = ''] = organisations;
  const expense = { ...by, workPackageId: packageOf(0), category: 'C1' };
  const travel = { day: '2024-05-15', description: 'Kick-off meeting: flights and two nights', cents: 4_310_40n };
  const approved = { state: 'approved', decidedById: users.anna, decidedAt: new Date() };
  const visit = { day: '2025-03-10', description: 'Peer visit: train and hotel', cents: 962_15n, state: 'submitted' };
  await db().expense.createMany({
    data: [
      { ...expense, ...travel, ...approved, id: newId(), organisationId: first },
      { ...expense, ...visit, id: newId(), organisationId: second },
    ],
  });
  const efforts = organisations.flatMap((organisationId, at) =>
    packages.map((workPackageId, column) => ({
      ...{ partnershipId, organisationId, workPackageId },
      hundredths: 200 + ((at * 3 + column * 5) % 7) * 50,
    })),
  );
  await db().effortPlan.createMany({ data: efforts });
  const worked = packages.slice(0, 2).map((workPackageId) => ({ partnershipId, organisationId: first, workPackageId, hundredths: 75 }));
  await db().effortActual.createMany({ data: worked.map((one) => ({ ...one, month: '2024-05' })) });
};

type Weighted = (typeof LINES)[number] & { organisationId: string };

/** Amounts by weight that come, with indirect costs, to exactly the whole: the last row takes what rounding leaves. */
function divided(rows: readonly Weighted[], whole: bigint): (Weighted & { cents: bigint })[] {
  if (whole === 0n || rows.length === 0) return [];
  const direct = (whole * 10_000n) / BigInt(10_000 + usualRules.indirectBasisPoints);
  const parts = partsOf(
    direct,
    rows.map(({ weight }) => weight),
  ).map((cents, at) => ({ ...(rows[at] as Weighted), cents }));
  const totalOf = () => budgetOf(parts, usualRules, { rateBasisPoints: null, mostCents: null }).total.total;
  // A volunteer's row has no indirect costs: a cent more there is a cent more in the whole.
  const last = parts.findLast(({ category }) => category === 'A5');
  if (last) last.cents += whole - totalOf();
  return parts;
}
