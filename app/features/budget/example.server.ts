/**
 * Costs of the example partnership @nclusion. Its agreed sums are facts of the seed; how they are divided, and every row, is made up, and marked as an
 * example by its partnership.
 */
import type { ExamplePart } from '~/features/partnerships/example.server';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import type { Category } from './budget';
import { saveEffort, saveLine } from './commands.server';
import { decideExpense, saveExpense } from './expenses.server';
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
  const anna = { userId: users.anna };
  const [organisations, packages, { totalBudgetCents }] = await Promise.all([
    db().organisation.findMany({ where: { partnershipId, role: { not: 'associated' } }, orderBy: { id: 'asc' }, select: { id: true } }),
    db().planItem.findMany({
      where: { partnershipId, kind: 'workPackage', removedAt: null },
      orderBy: { code: 'asc' },
      select: { id: true },
    }),
    db().partnership.findUniqueOrThrow({ where: { id: partnershipId }, select: { totalBudgetCents: true } }),
  ]);
  const rows = organisations.flatMap(({ id: organisationId }, at) =>
    LINES.map((line) => ({ ...line, organisationId, weight: line.weight * BigInt(at === 0 ? 2 : 1) })),
  );
  for (const row of divided(rows, totalBudgetCents ?? 0n)) {
    const { organisationId, category, description, cents } = row;
    const workPackageId = packages[LINES.findIndex((line) => line.category === category) % packages.length]?.id ?? '';
    await saveLine(anna, partnershipId, { id: newId(), seen: 0, organisationId, category, description, cents, workPackageId });
  }
  const [first, second] = organisations;
  if (!first || !second) return;
  const spend = async (organisationId: string, day: string, description: string, cents: bigint) => {
    const id = newId();
    const workPackageId = packages[0]?.id ?? '';
    await saveExpense(anna, partnershipId, { id, seen: 0, organisationId, workPackageId, category: 'C1', day, description, cents });
    await decideExpense(anna, partnershipId, 'submit', { id, seen: 1, reason: '' });
    return id;
  };
  const kickOff = await spend(first.id, '2024-05-15', 'Kick-off meeting: flights and two nights', 4_310_40n);
  await decideExpense(anna, partnershipId, 'approve', { id: kickOff, seen: 2, reason: '' });
  await spend(second.id, '2025-03-10', 'Peer visit: train and hotel', 962_15n);
  for (const [at, { id: organisationId }] of organisations.entries()) {
    const cells = packages.map(({ id: workPackageId }, column) => ({ workPackageId, hundredths: 200 + ((at * 3 + column * 5) % 7) * 50 }));
    await saveEffort(anna, partnershipId, { organisationId, month: null, cells });
  }
  const worked = packages.slice(0, 2).map(({ id: workPackageId }) => ({ workPackageId, hundredths: 75 }));
  await saveEffort(anna, partnershipId, { organisationId: first.id, month: '2024-05', cells: worked });
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
