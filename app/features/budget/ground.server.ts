/** What all pages and files about money are made from: the agreement, the rules, the organisations, the work packages. */
import type { Seat } from '~/features/partnerships/partnerships';
import { workingLanguageOf } from '~/features/partnerships/partnerships';
import { db, type Tx } from '~/kit/db.server';
import { type Category, isCategory } from './budget';
import { type Rules, usualRules } from './sums';

export async function rulesOf(partnershipId: string, tx: Tx = db()): Promise<Rules> {
  const row = await tx.budgetRules.findUnique({ where: { partnershipId } });
  if (!row) return usualRules;
  return { indirectBasisPoints: row.indirectBasisPoints, exempt: row.exempt.split(',').filter(isCategory) };
}

export const categoryOf = ({ category }: { category: string }): Category => (isCategory(category) ? category : 'D2');

interface Package {
  id: string;
  code: string;
  title: string;
}

/** What all pages about money need: the agreement, the organisations, the work packages; those that were removed only where something names them. */
export async function groundOf(seat: Seat) {
  const { partnershipId } = seat;
  const [partnership, packages, rules] = await Promise.all([
    db().partnership.findUniqueOrThrow({
      where: { id: partnershipId },
      select: {
        acronym: true,
        languages: true,
        startDate: true,
        totalBudgetCents: true,
        grantCents: true,
        rateBasisPoints: true,
        organisations: { select: { id: true, name: true, shortName: true }, orderBy: { name: 'asc' } },
      },
    }),
    db().planItem.findMany({
      where: { partnershipId, kind: 'workPackage' },
      select: { id: true, code: true, title: true, removedAt: true },
    }),
    rulesOf(partnershipId),
  ]);
  const inOrder = packages.sort((a, b) => (a.code ?? '').localeCompare(b.code ?? '', 'en', { numeric: true }));
  const { languages, organisations, ...agreed } = partnership;
  return {
    agreed,
    rules,
    language: workingLanguageOf(languages),
    organisations: organisations.map(({ id, name, shortName }) => ({ id, name: shortName || name })),
    /** In the plan, and those that are not any more and that one of `used` names. */
    packages: (used: ReadonlySet<string>): Package[] =>
      inOrder
        .filter(({ id, removedAt }) => removedAt === null || used.has(id))
        .map(({ id, code, title, removedAt }) => ({ id, code: removedAt === null ? (code ?? '') : '', title })),
  };
}

export type Ground = Awaited<ReturnType<typeof groundOf>>;
