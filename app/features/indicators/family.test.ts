import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ToldNumbers } from '~/features/activities/counting';
import { type Member, type TypedMemory, tellFamily } from './family';

const COUNTRIES = ['ES', 'CY', 'DE'];
const LEAST = 5;

/** One organisation's whole and its parts; typing tells what others are told of each now. */
function typing(parts: number) {
  const ids = Array.from({ length: parts + 1 }, (_, at) => String(at));
  const typed = ids.map((): Record<string, number> => ({}));
  let told = new Map<string, TypedMemory>();
  return (at: number, amount: number, country = 'ES'): (ToldNumbers | null)[] => {
    const own = typed[at] ?? {};
    own[country] = Math.max(0, (own[country] ?? 0) + amount);
    const members = ids.map((id, index): Member => {
      const by = typed[index] ?? {};
      // What was kept is read from the database.
      const kept = told.get(id);
      const memory = kept ? (JSON.parse(JSON.stringify(kept)) as TypedMemory) : null;
      const total = Object.values(by).reduce((sum, count) => sum + count, 0);
      const isThere = memory !== null || Object.keys(by).length > 0;
      return { id, memory, axes: isThere ? { period: { '': total }, country: { ...by } } : null };
    });
    told = tellFamily(members, '0', String(at), LEAST);
    return ids.map((id) => {
      const now = told.get(id)?.now ?? null;
      return now && !('few' in now) ? { total: now.total, by: now.by } : null;
    });
  };
}

/** Of each time what somebody knows of the whole and each part who remembers it all. */
type Known = ToldNumbers[][][];

/** What was told then, and what was told later of what nobody had typed anything of meanwhile. */
function reader(members: number) {
  const known: Known = [];
  const changed = Array.from({ length: members }, () => 0);
  let shown: (ToldNumbers | null)[] = [];
  let anew = 0;
  return {
    known,
    anew: () => anew,
    read(at: number, now: (ToldNumbers | null)[]) {
      const time = known.length;
      changed[at] = time;
      known.push(now.map((one) => (one ? [one] : [])));
      for (const [member, one] of now.entries()) {
        if (!one || isDeepStrictEqual(one, shown[member])) continue;
        anew += 1;
        for (let since = changed[member] ?? 0; since < time; since += 1) known[since]?.[member]?.push(one);
      }
      shown = now;
    },
  };
}

const countOf = ({ total, by: { country } }: ToldNumbers, name: string): number | null =>
  name === '' ? total : !country || country.hidden.includes(name) ? null : (country.parts[name] ?? 0);

/** Small numbers of people that are known: left of the whole without some of its parts, or more or less so than at another time. */
function fewOf(known: Known): string[] {
  const few: string[] = [];
  const rests = new Map<string, Set<number>>();
  for (const [wholes = [], ...parts] of known)
    for (let bits = 1; bits < 1 << parts.length; bits += 1) {
      const some = parts.filter((_, at) => (bits >> at) & 1);
      const begun = wholes.map((whole) => [whole]);
      const choices = some.reduce<ToldNumbers[][]>((all, part) => all.flatMap((one) => part.map((two) => [...one, two])), begun);
      for (const choice of choices)
        for (const name of ['', ...COUNTRIES]) {
          const counts = choice.flatMap((one) => countOf(one, name) ?? []);
          if (counts.length < choice.length) continue;
          const left = counts.slice(1).reduce((sum, count) => sum - count, counts[0] ?? 0);
          if (left > 0 && left < LEAST) few.push(`${name} ${counts.join(' - ')}`);
          // Of one part or of all: what some of them leave is made of that.
          if (some.length === 1) rests.set(`${bits} ${name}`, (rests.get(`${bits} ${name}`) ?? new Set()).add(left));
        }
    }
  for (const [of, set] of rests) {
    const inOrder = [...set].filter((left) => left >= 0).sort((a, b) => a - b);
    for (const [at, left] of inOrder.entries()) if (at > 0 && left - (inOrder[at - 1] ?? 0) < LEAST) few.push(`rests of ${of}: ${inOrder}`);
  }
  return few;
}

describe('what is told of a whole and its parts', () => {
  test('gives nobody away to who remembers all that was ever told, and when, whatever is typed in whatever order', () => {
    let anew = 0;
    const step = fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 14 }), fc.constantFrom(...COUNTRIES), fc.integer({ min: -6, max: 20 }));
    fc.assert(
      fc.property(fc.array(step, { minLength: 6, maxLength: 24 }), (steps) => {
        const type = typing(3);
        const { known, read, anew: times } = reader(4);
        for (const [at, amount, country, more] of steps)
          read(at, type(at, at === 0 ? amount * 2 + 10 : more > 0 ? amount : -amount, country));
        expect(fewOf(known)).toEqual([]);
        anew += times();
      }),
      { numRuns: 600 },
    );
    // It is no matter of telling nothing.
    expect(anew).toBeGreaterThan(600 * 3);
  });

  test('is told anew all the time where the numbers differ by enough', () => {
    const type = typing(2);
    for (let month = 1; month <= 24; month += 1) {
      type(0, 40);
      type(1, 10);
      expect(type(2, 15).map((one) => one?.total)).toEqual([40 * month, 10 * month, 15 * month]);
    }
  });

  test('is told anew of what was taken out, though none of its parts was told', () => {
    const whole = { parts: {}, rest: 12, hidden: [] };
    const memory: TypedMemory = { now: { total: 12, by: { period: whole, country: whole } }, before: [] };
    const told = tellFamily([{ id: '0', memory, axes: { period: {}, country: {} } }], '0', null, LEAST);
    expect(told.get('0')?.now).toMatchObject({ total: 0 });
  });

  test('is worked out soon, and told, where a whole has twenty parts and was told often', () => {
    const type = typing(20);
    let told: (number | undefined)[] = [];
    for (let month = 1; month <= 8; month += 1)
      for (let at = 0; at <= 20; at += 1) told = type(at, at === 0 ? 500 : 7 + ((at * month) % 11)).map((one) => one?.total);
    expect(told[0]).toBe(4000);
    expect(told.filter((total) => total !== undefined)).toHaveLength(21);
  });
});
