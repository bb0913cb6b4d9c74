import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Memory, NOTHING_TOLD, type ToldNumbers, toldNext, toldOf } from './disclosure';

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
  expect(told({ F: 12, M: 7, X: 0, NS: 0 })).toEqual({
    total: 19,
    by: { sex: { parts: { F: 12, M: 7, X: 0, NS: 0 }, rest: 0, hidden: [] } },
  });
  expect(told({ F: 0, M: 0, X: 0, NS: 0 })).toMatchObject({ total: 0 });
});

test('of few people no number is told', () => {
  expect(told({ F: 2, M: 2, X: 0, NS: 0 })).toEqual({ few: 5 });
});

test('a small part goes into the rest, and one that could be told goes with it where it would be given back', () => {
  expect(told({ F: 12, M: 7, X: 2, NS: 0 })).toEqual({ total: 21, by: { sex: { parts: { F: 12 }, rest: 9, hidden: ['M', 'NS', 'X'] } } });
  expect(told({ F: 12, M: 7, X: 3, NS: 3 })).toEqual({ total: 25, by: { sex: { parts: { F: 12, M: 7 }, rest: 6, hidden: ['NS', 'X'] } } });
  // One large part is enough to hide a small one in.
  expect(told({ F: 30, M: 20, X: 1, NS: 0 })).toMatchObject({ by: { sex: { parts: { F: 30 }, rest: 21 } } });
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

/** What is told of one count after the other. */
const walk = (all: readonly Counts[], smallest: number): Memory[] => {
  const memories: Memory[] = [];
  for (const one of all) memories.push(toldNext(memories.at(-1) ?? NOTHING_TOLD, { sex: one }, smallest));
  return memories;
};

const numbersOf = ({ now }: Memory) => (now && !('few' in now) ? now : null);

/** What a division says of these parts together; null: nothing. */
function known({ by, total }: ToldNumbers, names: readonly string[]): number | null {
  const { parts, rest, hidden } = by.sex ?? { parts: {}, rest: total, hidden: NAMES };
  const within = names.filter((name) => hidden.includes(name));
  if (within.length > 0 && within.length < hidden.length) return null;
  return names.reduce((sum, name) => sum + (parts[name] ?? 0), within.length > 0 ? rest : 0);
}

const SETS = Array.from({ length: 2 ** NAMES.length - 1 }, (_, at) => NAMES.filter((_name, bit) => ((at + 1) >> bit) & 1));

test('however often people come, no two things that were told differ by few of them', () => {
  fc.assert(
    fc.property(fc.array(counts(9), { minLength: 2, maxLength: 7 }), fc.integer({ min: 2, max: 6 }), (steps, smallest) => {
      const all = steps.map((_, at) =>
        Object.fromEntries(NAMES.map((name) => [name, steps.slice(0, at + 1).reduce((sum, one) => sum + (one[name] ?? 0), 0)])),
      );
      const said = walk(all, smallest).flatMap((memory) => numbersOf(memory) ?? []);
      for (const one of said)
        for (const other of said)
          for (const set of SETS) {
            const [a, b] = [known(one, set), known(other, set)];
            if (a !== null && b !== null) expect(a === b || Math.abs(a - b) >= smallest, JSON.stringify([set, one, other])).toBe(true);
          }
    }),
    { numRuns: 500 },
  );
});

test('nor where numbers go up and down: each total differs from all before by nothing or by enough', () => {
  fc.assert(
    fc.property(fc.array(counts(12), { minLength: 2, maxLength: 12 }), fc.integer({ min: 2, max: 6 }), (all, smallest) => {
      const memories = walk(all, smallest);
      const totals = memories.flatMap((memory) => numbersOf(memory)?.total ?? []);
      for (const a of totals) for (const b of totals) expect(a === b || Math.abs(a - b) >= smallest, JSON.stringify(totals)).toBe(true);
      // And what is told is never further away than that.
      memories.forEach((memory, at) => {
        const total = Object.values(all[at] ?? {}).reduce((sum, count) => sum + count, 0);
        const { now } = memory;
        if (now && 'few' in now) expect(total).toBeLessThan(smallest);
        else expect(Math.abs((now?.total ?? Number.NaN) - total)).toBeLessThan(smallest);
      });
    }),
    { numRuns: 500 },
  );
});

test('who joins few by few is not known, also not by whoever knows how it is hidden', () => {
  const names = ['F', 'M', 'X'];
  const sum = (counts: Counts) => names.reduce((all, name) => all + (counts[name] ?? 0), 0);
  /** All counts in which nobody is more than `most`. */
  const world = (most: number) =>
    [...Array(3 * most + 1).keys()]
      .flatMap((total) => [...splits(names, total)])
      .filter((one) => names.every((name) => (one[name] ?? 0) <= most));
  // Whoever reads it knows of no largest number.
  const [all, earlier, later] = [world(5), world(10), world(15)];
  const plus = (a: Counts, b: Counts) => Object.fromEntries(names.map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)]));
  for (const smallest of [3, 4]) {
    const firsts = new Map<string, Counts[]>();
    for (const one of earlier) {
      const key = JSON.stringify(told(one, smallest));
      firsts.set(key, [...(firsts.get(key) ?? []), one]);
    }
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.constantFrom(...all), (first, more) => {
        const said = (one: Counts, then: Counts) => JSON.stringify(walk([one, then], smallest)[1]);
        const second = plus(first, more);
        const key = said(first, second);
        const near = later.filter((then) => Math.abs(sum(then) - sum(second)) < 2 * smallest);
        const possible = (firsts.get(JSON.stringify(told(first, smallest))) ?? []).flatMap((one) =>
          near
            .filter((then) => names.every((name) => (then[name] ?? 0) >= (one[name] ?? 0)) && said(one, then) === key)
            .map((then) => ({ one, joined: Object.fromEntries(names.map((name) => [name, (then[name] ?? 0) - (one[name] ?? 0)])) })),
        );
        for (const name of names) {
          const isFew = (count = 0) => count > 0 && count < smallest;
          const about = `${name} of ${JSON.stringify([first, more])}: ${key}`;
          if (isFew(first[name])) expect(new Set(possible.map(({ one }) => one[name])).size, about).toBeGreaterThan(1);
          if (isFew(more[name])) expect(new Set(possible.map(({ joined }) => joined[name])).size, about).toBeGreaterThan(1);
        }
      }),
      { numRuns: 15, seed: 20270512 },
    );
  }
});

test('what was told stays until it changes by enough', () => {
  const [first] = walk([{ F: 12, M: 7, X: 0, NS: 0 }], 5) as [Memory];
  expect(first.now).toEqual(told({ F: 12, M: 7, X: 0, NS: 0 }));
  const same = toldNext(first, { sex: { F: 13, M: 7, X: 0, NS: 0 } }, 5);
  expect(same.now).toEqual(first.now);
  const later = { sex: { F: 17, M: 7, X: 0, NS: 0 } };
  expect(toldNext(same, later, 5)).toEqual({ now: toldOf(later, 5), before: [first.now] });
  // Nor by way of a small count in between, or of none.
  for (const between of [{ sex: { F: 3, M: 0, X: 0, NS: 0 } }, null]) {
    const meanwhile = toldNext(first, between, 5);
    expect(meanwhile).toEqual({ now: between && { few: 5 }, before: [first.now] });
    expect(toldNext(meanwhile, { sex: { F: 13, M: 7, X: 0, NS: 0 } }, 5)).toEqual({ now: first.now, before: [] });
    expect(toldNext(meanwhile, later, 5).now).toEqual(toldOf(later, 5));
  }
});

test('of a part that was told and now stands in the rest, the change is not told either', () => {
  const memories = walk(
    [
      { F: 8, M: 9, X: 0, NS: 0 },
      { F: 13, M: 9, X: 1, NS: 0 },
    ],
    5,
  );
  // F 13 and a rest of 10 would say: one X more. The total may be told.
  expect(memories[1]?.now).toEqual({ total: 23, by: { sex: { parts: {}, rest: 23, hidden: ['F', 'M', 'NS', 'X'] } } });
});

test('nor by way of a third number: 20, 26, then one more than the first', () => {
  const of = (F: number) => ({ F, M: 0, X: 0, NS: 0 });
  const totals = walk([of(20), of(26), of(21), of(15)], 5).map((memory) => numbersOf(memory)?.total);
  expect(totals).toEqual([20, 26, 20, 15]);
});

test('people who are counted anew by other ages are not told in the new parts: the two differ by anything', () => {
  const first = toldNext(NOTHING_TOLD, { age: { '0-17': 8, '18+': 20 } }, 5);
  const memory = toldNext(first, { age: { '0-14': 5, '15-17': 5, '18+': 23 } }, 5);
  expect(memory.now).toMatchObject({ total: 33, by: { age: { parts: {} } } });
});

test('a period whose end was moved is compared with none of those before: days went from one to the other', () => {
  const of = (period: Counts) => ({ period });
  const first = toldNext(NOTHING_TOLD, of({ '2027-01-01/2027-06-30': 12, '2027-07-01/2027-12-31': 20 }), 5);
  const moved = toldNext(first, of({ '2027-01-01/2027-07-31': 14, '2027-08-01/2027-12-31': 18 }), 5);
  expect(moved.now).toMatchObject({ total: 32, by: { period: { parts: {} } } });
  const later = toldNext(first, of({ '2027-01-01/2027-07-31': 14, '2027-08-01/2027-12-31': 28 }), 5);
  expect(later.now).toMatchObject({ total: 42, by: { period: { parts: {} } } });
});

test('a number that grows for years goes on being told, in steps that are larger; what is remembered stays small', () => {
  let memory = NOTHING_TOLD;
  let told = 0;
  for (let people = 10; people <= 20_000; people += 10) {
    memory = toldNext(memory, { sex: { F: people, M: 2 * people } }, 5);
    if (!memory.now || 'few' in memory.now) throw new Error('Nothing is told.');
    told = memory.now.total;
    expect(3 * people - told).toBeLessThanOrEqual(Math.ceil(3 * people * 0.05));
  }
  expect(told).toBeGreaterThan(57_000);
  expect(memory.before.length).toBeLessThan(300);
});

test('what is remembered does not grow while nothing changes', () => {
  const axes = { sex: { F: 12, M: 7, X: 0, NS: 0 } };
  let memory = NOTHING_TOLD;
  for (let at = 0; at < 5; at++) memory = toldNext(toldNext(memory, axes, 5), null, 5);
  expect(memory.before).toHaveLength(1);
  expect(toldNext(memory, axes, 5).before).toEqual([]);
});

test('beside a whole that is told, those of it are told only where the others are not few', () => {
  const whole = toldOf({ all: { all: 30 } }, 5) as ToldNumbers;
  const next = (count: number) => toldNext(NOTHING_TOLD, { all: { all: count } }, 5, [whole]).now;
  expect(next(28)).toBeNull();
  expect(next(25)).toMatchObject({ total: 25 });
  expect(next(30)).toMatchObject({ total: 30 });
});
