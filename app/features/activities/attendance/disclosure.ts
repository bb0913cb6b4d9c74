/**
 * What is told of numbers of people outside of the organisation that counted them. In a small town "two of them are under fifteen" names two children.
 * So a number under the smallest one (5, unless the partnership chose another) is not told, and nothing that is told gives it back: no total, no
 * difference between numbers, no difference between what was told at two times. Pure.
 */

/** Parts of a total; those that are not told stand in `rest` together, and which of them are empty is not told either. */
export interface Parts {
  parts: Readonly<Record<string, number>>;
  rest: number;
  /** Names of those in the rest. */
  hidden: readonly string[];
}

/** How many, and of whom. */
export interface ToldNumbers {
  total: number;
  by: Readonly<Record<string, Parts>>;
}

/** What is told of one count: numbers, or that it is `few` people, fewer than that number. */
export type Told = ToldNumbers | { few: number };

/** What is told of one count, and what was told of it before: who read that may subtract. */
export interface Memory {
  /** Null: nothing, for nobody counts now, or nothing can be told that gives nobody away. */
  now: Told | null;
  before: readonly ToldNumbers[];
}

export const NOTHING_TOLD: Memory = { now: null, before: [] };

/** The same people divided in several ways, each adding up to the same total. */
export type Axes = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** @param hidden of each axis the parts that stood in its rest before */
export function toldOf(axes: Axes, smallest: number, hidden: Readonly<Record<string, readonly string[]>> = {}): Told {
  const totals = Object.values(axes).map((parts) => Object.values(parts).reduce((sum, count) => sum + count, 0));
  const [total = 0] = totals;
  if (totals.some((one) => one !== total)) throw new Error('The same people add up to different totals.');
  if (total > 0 && total < smallest) return { few: smallest };
  return {
    total,
    by: Object.fromEntries(Object.entries(axes).map(([axis, parts]) => [axis, partsOf(parts, smallest, hidden[axis] ?? [])])),
  };
}

/**
 * Divides so that no part under `smallest` can be worked out: not from the rest, for at least two stand in it, nor by asking which numbers would have
 * been told like that. Secondary suppression: the smallest part that could be told goes into the rest with them. What stood in it before goes into it
 * again: two rests with other parts in them say more than either.
 */
function partsOf(parts: Readonly<Record<string, number>>, smallest: number, before: readonly string[]): Parts {
  const inOrder = Object.entries(parts).sort(([a, one], [b, other]) => one - other || (a < b ? -1 : 1));
  const isFirst = ([name, count]: [string, number]) => count < smallest || before.includes(name);
  const small = inOrder.filter(([, count]) => count < smallest);
  // Of parts with nobody in them nothing is hidden. What was hidden is told once so many have joined that nobody knows how few they were.
  const isHidden = inOrder.some(([name, count]) => count > 0 && count < (before.includes(name) ? 2 : 1) * smallest);
  if (!isHidden) return { parts, rest: 0, hidden: [] };
  const order = [...inOrder.filter(isFirst), ...inOrder.filter((part) => !isFirst(part))];
  const again = order.filter(isFirst).length;
  const restOf = (hidden: number) => order.slice(0, hidden).reduce((sum, [, count]) => sum + count, 0);
  const isSafe = (hidden: number) => {
    // Of one alone the rest would be the number.
    if (restOf(hidden) < smallest || hidden === 1) return false;
    if (again > small.length) return true;
    // A large part in the rest is no larger than those that are told. What it leaves the small ones is not as much as they can be at most: each would be known.
    const [, told] = order[hidden] ?? ['', Number.POSITIVE_INFINITY];
    const least = hidden === again ? restOf(hidden) : restOf(hidden) - (hidden - again) * (told - 1);
    return least < small.length * (smallest - 1);
  };
  let hidden = again;
  while (hidden < order.length && !isSafe(hidden)) hidden += 1;
  const names = order.slice(0, hidden).map(([name]) => name);
  return { parts: Object.fromEntries(order.slice(hidden)), rest: restOf(hidden), hidden: names.sort() };
}

/**
 * What is told next: nothing new until it differs from all that was told before by nothing or by enough.
 * @param axes null: nobody counts any more
 * @param beside what is told of other numbers of the same people, such as a whole and those of it
 */
export function toldNext(memory: Memory, axes: Axes | null, smallest: number, beside: readonly ToldNumbers[] = []): Memory {
  const { now: last } = memory;
  const earlier = last && !('few' in last) ? [...memory.before.filter((one) => !isSame(one, last)), last] : memory.before;
  const next = axes && toldOf(axes, smallest, hiddenIn(earlier));
  if (next === null || 'few' in next) return { now: next, before: earlier };
  const known = [...earlier, ...beside];
  const step = earlier.length < OFTEN_TOLD ? smallest : Math.max(smallest, Math.ceil(next.total * LATER_STEP));
  const isSafe = (numbers: ToldNumbers) => known.every((one) => areFar(one, numbers, step));
  const total = withoutParts(next, known, step);
  const now = [next, total].find(isSafe) ?? nearest(memory, earlier, next.total, smallest);
  return { now, before: earlier.filter((one) => !isSame(one, now)) };
}

/** What stood in the rests of each axis. */
function hiddenIn(earlier: readonly ToldNumbers[]): Record<string, string[]> {
  const hidden: Record<string, string[]> = {};
  for (const { by } of earlier) for (const [axis, parts] of Object.entries(by)) hidden[axis] = [...(hidden[axis] ?? []), ...parts.hidden];
  return hidden;
}

/** Once so much was told of one count, it is told anew only in larger steps, a share of the number: what is remembered does not grow for ever. */
const OFTEN_TOLD = 200;
const LATER_STEP = 0.05;

/** Axes whose parts come as they are first counted: until then there was nobody in them. All parts of the others are always there. */
const OPEN: ReadonlySet<string> = new Set(['period', 'country']);

/** Without the parts of axes that would give something away. */
function withoutParts(next: ToldNumbers, known: readonly ToldNumbers[], smallest: number): ToldNumbers {
  const by = Object.entries(next.by).map(([axis, parts]) => {
    const isTold = known.every((one) => areFarOn(axis, one, next, smallest));
    return [axis, isTold ? parts : { parts: {}, rest: next.total, hidden: namesOf(parts).sort() }] as const;
  });
  return { total: next.total, by: Object.fromEntries(by) };
}

/** What is told stays while it is near the number; else what was told before and is nearest: it is known already. */
function nearest({ now }: Memory, earlier: readonly ToldNumbers[], total: number, smallest: number): Told | null {
  const away = (one: ToldNumbers) => Math.abs(one.total - total);
  if (now && !('few' in now) && away(now) < smallest) return now;
  return earlier.reduce<ToldNumbers | null>((best, one) => (best === null || away(one) <= away(best) ? one : best), null);
}

const isFar = (a: number, b: number, smallest: number) => a === b || Math.abs(a - b) >= smallest;

/** Does no number of one, together with the other, say anything of fewer than `smallest` people? */
export function areFar(a: ToldNumbers, b: ToldNumbers, smallest: number): boolean {
  return isFar(a.total, b.total, smallest) && Object.keys(b.by).every((axis) => areFarOn(axis, a, b, smallest));
}

/**
 * A part that one tells and the other keeps in its rest is known together with that rest alone. So what stands in either rest is compared as a
 * whole, where the rests have a part in common; everything else each by itself.
 */
function areFarOn(axis: string, { by: { [axis]: a } }: ToldNumbers, { by: { [axis]: b } }: ToldNumbers, smallest: number): boolean {
  if (!a || !b) return true;
  const names = [...new Set([...namesOf(a), ...namesOf(b)])];
  // Counted by other parts: of the same people, those of one division and of the other may differ by anything.
  if (
    OPEN.has(axis)
      ? names.some((name) => names.some((other) => areAcross(name, other)))
      : names.length > Math.min(namesOf(a).length, namesOf(b).length)
  )
    return isWhole(a) || isWhole(b);
  const hidden = [...new Set([...a.hidden, ...b.hidden])];
  const groups = a.hidden.some((name) => b.hidden.includes(name)) ? [hidden] : [a.hidden, b.hidden];
  const sum = ({ parts, hidden: within, rest }: Parts, group: readonly string[]) =>
    group.reduce((all, name) => all + (parts[name] ?? 0), group.some((name) => within.includes(name)) ? rest : 0);
  const alone = names.filter((name) => !hidden.includes(name)).map((name) => [name]);
  return [...groups, ...alone].every((group) => isFar(sum(a, group), sum(b, group), smallest));
}

/** Two spans of days (`first/last`) that have some of them in common, and not all: a period's end was moved. */
function areAcross(one: string, other: string): boolean {
  const [[first, last = ''], [from, to = '']] = [one.split('/'), other.split('/')] as [[string, string?], [string, string?]];
  return one !== other && last !== '' && to !== '' && first <= to && from <= last;
}

const namesOf = ({ parts, hidden }: Parts) => [...Object.keys(parts), ...hidden];
const isWhole = ({ parts }: Parts) => Object.keys(parts).length === 0;

function isSame(one: ToldNumbers, other: Told | null): boolean {
  return other !== null && !('few' in other) && keyOf(one) === keyOf(other);
}

/** The same for the same numbers, in whatever order they stand. */
function keyOf({ total, by }: ToldNumbers): string {
  const axes = Object.entries(by).map(([axis, { parts, rest }]) => [axis, Object.entries(parts).sort(), rest]);
  return JSON.stringify([total, axes.sort()]);
}
