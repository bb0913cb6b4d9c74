import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkGrant } from '~/kit/money';
import { type Category, categories, letters } from './budget';
import { budgetOf, type Cost, effortTable, partsOf, shareOf, usualRules } from './sums';

const NINETY = { rateBasisPoints: 9000, mostCents: null };
const cost = (organisationId: string, category: Category, cents: bigint): Cost => ({ organisationId, category, cents });

describe('costs', () => {
  // The worked example of boards.md, feature 13.
  test('10,000 + 2,000 + 3,000 at 7 % are 16,050.00, of which 90 % are 14,445.00', () => {
    const costs = [cost('a', 'A1', 10_000_00n), cost('a', 'B', 2_000_00n), cost('a', 'C1', 3_000_00n)];
    expect(budgetOf(costs, usualRules, NINETY).total).toEqual({
      byLetter: { A: 10_000_00n, B: 2_000_00n, C: 3_000_00n, D: 0n },
      ...{ direct: 15_000_00n, indirect: 1_050_00n, total: 16_050_00n, grant: 14_445_00n, own: 1_605_00n },
    });
  });

  // Seed 002: 1,430,071.05 in all, 1,287,063.95 from the Union; its rate of 90 % is 1,287,063.945.
  test('the figures of the seed: the grant rounded up, what the partners bring, and what rounding left', () => {
    const noIndirect = { indirectBasisPoints: 0, exempt: [] };
    const { total } = budgetOf([cost('a', 'A1', 1_430_071_05n)], noIndirect, NINETY);
    expect(total).toMatchObject({ total: 1_430_071_05n, grant: 1_287_063_95n, own: 143_007_10n });
    // 0.005 euro, in hundredths of a cent.
    expect(checkGrant(total.total, total.grant, 9000)).toMatchObject({ verdict: 'rounded', differenceCentiCents: 50n });
  });

  test('of equal remainders the same organisation gets the cent, in whatever order the costs come', () => {
    const costs = ['a', 'b', 'c'].map((id) => cost(id, 'A5', 5n));
    const grants = (some: Cost[]) => ['a', 'b', 'c'].map((id) => budgetOf(some, usualRules, NINETY).byOrganisation.get(id)?.grant);
    expect(grants(costs)).toEqual([5n, 5n, 4n]);
    expect(grants([...costs].reverse())).toEqual([5n, 5n, 4n]);
  });

  test('no indirect costs on volunteers, or on whatever the agreement exempts', () => {
    const costs = [cost('a', 'A1', 100_00n), cost('a', 'A5', 50_00n), cost('a', 'D1', 30_00n)];
    expect(budgetOf(costs, usualRules, NINETY).total).toMatchObject({ direct: 180_00n, indirect: 9_10n });
    expect(budgetOf(costs, { ...usualRules, exempt: ['A5', 'D1'] }, NINETY).total).toMatchObject({ indirect: 7_00n });
  });

  test('the grant is at most what the agreement gives, and none without a rate', () => {
    const costs = [cost('a', 'B', 100_00n), cost('b', 'B', 100_00n)];
    const noIndirect = { indirectBasisPoints: 0, exempt: [] };
    const capped = budgetOf(costs, noIndirect, { rateBasisPoints: 9000, mostCents: 150_01n });
    expect(capped).toMatchObject({ isCapped: true, total: { grant: 150_01n, own: 49_99n } });
    expect([...capped.byOrganisation.values()].map(({ grant }) => grant)).toEqual([75_01n, 75_00n]);
    expect(budgetOf(costs, noIndirect, { rateBasisPoints: null, mostCents: 1n }).total).toMatchObject({ grant: null, own: null });
  });

  const anyCosts = fc.array(
    fc.record({
      organisationId: fc.constantFrom('a', 'b', 'c', 'd'),
      category: fc.constantFrom(...categories),
      cents: fc.bigInt({ min: 1n, max: 10_000_000_00n }),
    }),
    { maxLength: 40 },
  );

  test('whatever the rows: every total is the sum of what stands above it, and nobody gets a cent more or less than a rounding', () => {
    fc.assert(
      fc.property(anyCosts, fc.integer({ min: 0, max: 2500 }), fc.integer({ min: 0, max: 10_000 }), (costs, indirect, rate) => {
        const rules = { indirectBasisPoints: indirect, exempt: ['A5'] as const };
        const { byOrganisation, total } = budgetOf(costs, rules, { rateBasisPoints: rate, mostCents: null });
        const rows = [...byOrganisation.values()];
        const sum = (of: (row: (typeof rows)[number]) => bigint) => rows.reduce((so, row) => so + of(row), 0n);
        for (const letter of letters) expect(sum((row) => row.byLetter[letter])).toBe(total.byLetter[letter]);
        expect(sum((row) => row.indirect)).toBe(total.indirect);
        expect(sum((row) => row.total)).toBe(total.total);
        expect(sum((row) => row.grant ?? 0n)).toBe(total.grant);
        expect(sum((row) => row.own ?? 0n)).toBe(total.own);
        expect(total.grant).toBe(shareOf(total.total, rate));
        for (const row of rows) {
          expect(row.direct + row.indirect).toBe(row.total);
          expect((row.grant ?? 0n) + (row.own ?? 0n)).toBe(row.total);
          const off = (row.grant ?? 0n) * 10_000n - row.total * BigInt(rate);
          expect(off > -10_000n && off < 10_000n).toBe(true);
        }
      }),
    );
  });

  test('parts add up to the whole, also where nothing is to be divided by', () => {
    expect(partsOf(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n]);
    expect(partsOf(0n, [])).toEqual([]);
    expect(partsOf(5n, [0n, 0n])).toEqual([0n, 0n]);
  });
});

test('person-months: rows, columns and the whole agree', () => {
  const anyEfforts = fc.array(
    fc.record({
      organisationId: fc.constantFrom('a', 'b', 'c'),
      workPackageId: fc.constantFrom('1', '2'),
      hundredths: fc.integer({ min: 0, max: 10_000 }),
    }),
  );
  fc.assert(
    fc.property(anyEfforts, (efforts) => {
      const table = effortTable(efforts);
      const sum = (numbers: number[]) => numbers.reduce((so, one) => so + one, 0);
      expect(sum(['a', 'b', 'c'].map((id) => table.ofOrganisation(id)))).toBe(table.total);
      expect(sum(['1', '2'].map((id) => table.ofPackage(id)))).toBe(table.total);
      for (const id of ['a', 'b', 'c']) expect(table.of(id, '1') + table.of(id, '2')).toBe(table.ofOrganisation(id));
    }),
  );
});
