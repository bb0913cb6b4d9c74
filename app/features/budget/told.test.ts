import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Seat } from '~/features/partnerships/partnerships';
import { categories } from './budget';
import { budgetBetween, budgetOf, type Cost } from './sums';
import { type CostCell, categoryRows, cellsOf, type Span, sumRows, toldSums, workedTotal } from './told';

const ids = ['a', 'b', 'c', 'd'];
const organisations = ids.map((id) => ({ id, name: id.toUpperCase() }));
const seat = {
  userId: 'u',
  partnershipId: 'p',
  organisationId: 'a',
  grants: [{ role: 'editor', language: null }],
  closed: false,
} as unknown as Seat;
const coordinator = { ...seat, grants: [{ role: 'coordinator', language: null }] } as unknown as Seat;
const noIndirect = { indirectBasisPoints: 0, exempt: [] };
const periods: Span[] = [
  { first: '2026-01-01', last: '2026-06-30' },
  { first: '2026-07-01', last: '2026-12-31' },
  { first: '2027-01-01', last: '2027-06-30' },
];
/** Before the first period, in each, after the last. */
const cells = cellsOf(periods);
const withCosts = (perCell: readonly Cost[][]): CostCell[] => cells.map((cell, at) => ({ ...cell, costs: perCell[at] ?? [] }));
const cost = (organisationId: string, cents: bigint, category: Cost['category'] = 'B'): Cost => ({ organisationId, category, cents });
const funding = (mostCents: bigint | null) => ({ rateBasisPoints: 9000, mostCents });

test('the days are cut where a period begins or ends', () => {
  expect(cells).toEqual([{ first: null, last: '2025-12-31' }, ...periods, { first: '2027-07-01', last: null }]);
  expect(cellsOf([])).toEqual([{ first: null, last: null }]);
});

/** Unknown numbers: what each other organisation has in each cell. A row says which of them were added up. */
type Row = bigint[];

/** By elimination in whole numbers. */
function rankOf(rows: readonly Row[]): number {
  const left = rows.map((row) => [...row]);
  let rank = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); column++) {
    const at = left.findIndex((row, index) => index >= rank && row[column] !== 0n);
    const pivot = left[at];
    if (!pivot) continue;
    left[at] = left[rank] as Row;
    left[rank] = pivot;
    for (const [index, row] of left.entries()) {
      const factor = row[column] ?? 0n;
      if (index === rank || factor === 0n) continue;
      left[index] = row.map((value, of) => value * (pivot[column] ?? 0n) - factor * (pivot[of] ?? 0n));
    }
    rank++;
  }
  return rank;
}

const anyCosts = fc.array(
  fc.record({
    at: fc.nat({ max: cells.length - 1 }),
    organisationId: fc.constantFrom(...ids),
    category: fc.constantFrom(...categories),
    cents: fc.bigInt({ min: 1n, max: 10_000_00n }),
  }),
  { maxLength: 14 },
);
const inCells = (costs: readonly (Cost & { at: number })[]) => withCosts(cells.map((_, at) => costs.filter((one) => one.at === at)));
const anyMost = fc.option(fc.bigInt({ min: 1n, max: 40_000_00n }), { nil: null });

/** All that a reader reads as linear equations, each as what was added up. */
function readBy(reader: Seat, given: readonly CostCell[], mostCents: bigint | null) {
  // The worst that can be: the reader knows who has something where, and only not how much.
  const unknown = given.flatMap(({ costs }, at) =>
    [...new Set(costs.map(({ organisationId }) => organisationId))].filter((id) => id !== reader.organisationId).map((id) => ({ id, at })),
  );
  const rowOf = (holds: (one: (typeof unknown)[number]) => boolean): Row => unknown.map((one) => (holds(one) ? 1n : 0n));
  const read: Row[] = [];
  for (const span of [null, ...periods]) {
    const [first, last] = span ? [periods.indexOf(span) + 1, periods.indexOf(span) + 1] : [0, cells.length - 1];
    const sums = toldSums(reader, given, span, { rules: noIndirect, funding: funding(mostCents), organisations });
    expect(sums.rows.every(({ id }) => id === reader.organisationId)).toBe(true);
    expect(sums.byCategory).toBeNull();
    if (sums.total) read.push(rowOf(({ at }) => at >= first && at <= last));
    // One's part of a grant at its most says what all came to until the end, and before.
    const isPartTold = sums.total?.grant != null || sums.rows.some(({ costs }) => costs.grant !== null);
    const all = given.filter((_, at) => at <= last).flatMap(({ costs }) => costs);
    if (isPartTold && budgetOf(all, noIndirect, funding(mostCents)).isCapped)
      read.push(
        rowOf(({ at }) => at <= last),
        rowOf(({ at }) => at < first),
      );
    if (sums.total) expect(sums.total).toMatchObject({ byLetter: null, indirect: null });
  }
  return { read, unknown, rowOf };
}

describe('sums that a member is told', () => {
  test("give nobody another organisation's costs, in no days, however they are added and subtracted", () => {
    let told = 0;
    fc.assert(
      fc.property(anyCosts, anyMost, (costs, mostCents) => {
        const { read, unknown, rowOf } = readBy(seat, inCells(costs), mostCents);
        told += read.length;
        const rank = rankOf(read);
        for (const id of ids)
          for (let first = 0; first < cells.length; first++)
            for (let last = first; last < cells.length; last++) {
              const asked = rowOf((one) => one.id === id && one.at >= first && one.at <= last);
              if (asked.some((value) => value !== 0n)) expect(rankOf([...read, asked])).toBe(rank + 1);
            }
        expect(unknown.length).toBeLessThanOrEqual(15);
      }),
      { numRuns: 400 },
    );
    // Not by telling nothing.
    expect(told).toBeGreaterThan(100);
  });

  test('are whole where two others are in each part of the days, or none', () => {
    const total = (perCell: Cost[][], span: Span | null) =>
      toldSums(seat, withCosts(perCell), span, { rules: noIndirect, funding: funding(null), organisations }).total?.total ?? null;
    const [a, b, c] = ids.map((id) => cost(id, 100n)) as [Cost, Cost, Cost];
    expect([null, ...periods].map((span) => total([[], [a, b, c], [a], [], []], span))).toEqual([400n, 300n, null, null]);
    // The second has one other: what all came to less the first would be that one's.
    expect([null, ...periods].map((span) => total([[], [a, b, c], [a, b], [], []], span))).toEqual([null, 300n, null, null]);
    expect([null, ...periods].map((span) => total([[], [a, b, c], [], [], [c]], span))).toEqual([null, 300n, null, null]);
  });

  test('of work, too', () => {
    const worked = (organisationId: string, day: string) => ({ organisationId, day, hundredths: 50 });
    const first = ['a', 'b', 'c'].map((id) => worked(id, '2026-02-01'));
    const told = (all: ReturnType<typeof worked>[]) => [null, ...periods].map((span) => workedTotal(seat, all, cells, span));
    expect(told(first)).toEqual([150, 150, null, null]);
    expect(told([...first, worked('b', '2026-07-01')])).toEqual([null, 150, null, null]);
    expect(workedTotal(coordinator, [worked('b', '2026-07-01')], cells, periods[1] ?? null)).toBe(50);
  });
});

describe('what a period comes to', () => {
  const grantIn = (perCell: Cost[][], mostCents: bigint | null, indirect = 0) => {
    const rules = { indirectBasisPoints: indirect, exempt: [] };
    return periods.map(
      (span) => toldSums(coordinator, withCosts(perCell), span, { rules, funding: funding(mostCents), organisations }).total,
    );
  };

  test('of a grant at its most, is what is left of it', () => {
    const spent = [[], [cost('a', 1_000_000_00n)], [cost('a', 600_000_00n)], [cost('a', 5n)]];
    expect(grantIn(spent, 1_287_063_95n).map((total) => total?.grant)).toEqual([900_000_00n, 387_063_95n, 0n]);
  });

  test('is rounded so that periods come to the whole', () => {
    const spent = [[], [cost('a', 107_07n)], [cost('a', 107_07n)]];
    expect(grantIn(spent, null, 700).map((total) => total?.indirect)).toEqual([7_49n, 7_50n, 0n]);
  });

  test('adds up, for each organisation and all, to the cent', () => {
    fc.assert(
      fc.property(anyCosts, anyMost, fc.integer({ min: 0, max: 2500 }), (costs, mostCents, indirectBasisPoints) => {
        const rules = { indirectBasisPoints, exempt: ['A5'] as const };
        const given = inCells(costs);
        const whole = budgetOf(costs, rules, funding(mostCents));
        const parts = given.map((_, at) => {
          const until = (end: number) => given.slice(0, end).flatMap(({ costs }) => costs);
          return budgetBetween(until(at), until(at + 1), rules, funding(mostCents));
        });
        for (const figure of ['direct', 'indirect', 'total', 'grant', 'own'] as const) {
          const sum = (values: (bigint | null | undefined)[]) => values.reduce<bigint>((so, value) => so + (value ?? 0n), 0n);
          expect(sum(parts.map(({ total }) => total[figure]))).toBe(whole.total[figure]);
          for (const part of parts) expect(sum([...part.byOrganisation.values()].map((one) => one[figure]))).toBe(part.total[figure]);
          for (const id of ids)
            expect(sum(parts.map(({ byOrganisation }) => byOrganisation.get(id)?.[figure]))).toBe(
              whole.byOrganisation.get(id)?.[figure] ?? 0n,
            );
        }
      }),
    );
  });
});

test('an organisation that spent without a plan has its row, and each category what was spent of it', () => {
  const grounds = { rules: { indirectBasisPoints: 700, exempt: [] }, funding: funding(null), organisations };
  const sums = (who: Seat) => ({
    planned: toldSums(who, [{ first: null, last: null, costs: [cost('a', 100_00n), cost('a', 50_00n, 'C1')] }], null, grounds),
    spent: toldSums(who, withCosts([[], [cost('a', 20_00n), cost('b', 30_00n, 'A1')]]), null, grounds),
  });
  expect(sumRows(sums(coordinator), organisations)).toMatchObject([
    { name: 'A', planned: { total: 160_50n }, spent: 21_40n },
    { name: 'B', planned: null, spent: 32_10n },
  ]);
  const own = [
    { category: 'B', planned: 100_00n, spent: 20_00n },
    { category: 'C1', planned: 50_00n, spent: 0n },
    { category: 'E', planned: 10_50n, spent: 1_40n },
    { category: null, planned: 160_50n, spent: 21_40n },
  ];
  expect(categoryRows(sums(seat), 'a')).toEqual(own);
  expect([categoryRows(sums(seat), 'b'), categoryRows(sums(seat), null)]).toEqual([[], []]);
  expect(categoryRows(sums(coordinator), null)).toMatchObject([{ category: 'A1', spent: 30_00n }, ...own.slice(0, 2), {}, {}]);
});
