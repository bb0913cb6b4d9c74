import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Told, toldNext, toldOf } from './disclosure';

type Counts = Record<string, number>;
const NAMES = ['F', 'M', 'X', 'NS'];
const told = (counts: Counts, smallest = 5) => toldOf({ sex: counts }, smallest);
const counts = (most: number, names = NAMES) =>
  fc.tuple(...names.map(() => fc.nat(most))).map((all) => Object.fromEntries(names.map((name, at) => [name, all[at] ?? 0])));

/** Everything that sums up to `total`. */
function* splits(names: readonly string[], total: number): Generator<Counts> {
  const [name, ...others] = names;
  if (name === undefined) {
    if (total === 0) yield {};
    return;
  }
  for (let count = 0; count <= total; count++) for (const rest of splits(others, total - count)) yield { [name]: count, ...rest };
}

test('what is large enough is told as it is', () => {
  expect(told({ F: 12, M: 7, X: 0, NS: 0 })).toEqual({ total: 19, by: { sex: { parts: { F: 12, M: 7, X: 0, NS: 0 }, rest: 0 } } });
  expect(told({ F: 0, M: 0, X: 0, NS: 0 })).toMatchObject({ total: 0 });
});

test('of few people no number is told', () => {
  expect(told({ F: 2, M: 2, X: 0, NS: 0 })).toEqual({ few: 5 });
});

test('a small part goes into the rest, and one that could be told goes with it where it would be given back', () => {
  expect(told({ F: 12, M: 7, X: 2, NS: 0 })).toEqual({ total: 21, by: { sex: { parts: { F: 12 }, rest: 9 } } });
  expect(told({ F: 12, M: 7, X: 3, NS: 3 })).toEqual({ total: 25, by: { sex: { parts: { F: 12, M: 7 }, rest: 6 } } });
});

test('axes that do not add up to the same are a mistake', () => {
  expect(() => toldOf({ sex: { F: 3 }, age: { '0-17': 4 } }, 5)).toThrow();
});

test('no small number can be worked out, also not by whoever knows how it is hidden', () => {
  fc.assert(
    fc.property(counts(9), fc.integer({ min: 2, max: 5 }), (real, smallest) => {
      const said = told(real, smallest);
      const key = JSON.stringify(said);
      const total = Object.values(real).reduce((sum, count) => sum + count, 0);
      // All that would have been told in the same words.
      const totals = 'few' in said ? Array.from({ length: smallest - 1 }, (_, at) => at + 1) : [total];
      const possible = totals.flatMap((one) => [...splits(NAMES, one)]).filter((other) => JSON.stringify(told(other, smallest)) === key);
      for (const name of NAMES) {
        const count = real[name] ?? 0;
        if (count === 0 || count >= smallest) continue;
        expect(new Set(possible.map((other) => other[name])).size, `${name} of ${JSON.stringify(real)}: ${key}`).toBeGreaterThan(1);
      }
    }),
    { numRuns: 400 },
  );
});

test('what was told at two times differs by nothing or by enough', () => {
  const numbers = (said: Told) => ('few' in said ? [] : [said.total, ...Object.values(said.by.sex?.parts ?? {}), said.by.sex?.rest ?? 0]);
  fc.assert(
    fc.property(counts(30), counts(12), fc.integer({ min: 2, max: 6 }), (first, more, smallest) => {
      const before = told(first, smallest);
      const now = Object.fromEntries(NAMES.map((name) => [name, (first[name] ?? 0) + (more[name] ?? 0)]));
      const after = toldNext(before, told(now, smallest), smallest);
      if ('few' in before || 'few' in after) return;
      const [was, is] = [before.by.sex, after.by.sex];
      const pairs: [number, number][] = [
        [before.total, after.total],
        [was?.rest ?? 0, is?.rest ?? 0],
        ...Object.entries(is?.parts ?? {}).flatMap(([name, count]): [number, number][] => {
          const old = was?.parts[name];
          return old === undefined ? [] : [[old, count]];
        }),
      ];
      for (const [a, b] of pairs) expect(a === b || Math.abs(a - b) >= smallest, JSON.stringify([before, after])).toBe(true);
      expect(numbers(after).every((count) => count === 0 || count >= smallest)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('what was told stays until it changes by enough', () => {
  const first = told({ F: 12, M: 7, X: 0, NS: 0 });
  expect(toldNext(first, told({ F: 13, M: 7, X: 0, NS: 0 }), 5)).toBe(first);
  const later = told({ F: 17, M: 7, X: 0, NS: 0 });
  expect(toldNext(first, later, 5)).toBe(later);
  expect(toldNext(null, first, 5)).toBe(first);
  // Nor by way of a small count in between.
  const between = toldNext(first, told({ F: 3, M: 0, X: 0, NS: 0 }), 5);
  expect(between).toMatchObject({ few: 5 });
  expect(toldNext(between, told({ F: 13, M: 7, X: 0, NS: 0 }), 5)).toBe(first);
  expect(toldNext(between, later, 5)).toBe(later);
});
