/**
 * What is told of numbers of people outside of the organisation that counted them. In a small town "two of them are under fifteen" names two children.
 * So a number under the smallest one (5, unless the partnership chose another) is not told, and nothing that is told gives it back: no total, no
 * difference between numbers, no difference between what was told at two times. Pure.
 */

/** Parts of a total; those that are not told stand in `rest` together, and which of them are empty is not told either. */
export interface Parts {
  parts: Readonly<Record<string, number>>;
  rest: number;
}

/** How many, and of whom. */
export interface ToldNumbers {
  total: number;
  by: Readonly<Record<string, Parts>>;
}

/** What is told of one count: numbers, or that it is `few` people, fewer than that number; `last` remembers, and tells nobody, the numbers that were told before. */
export type Told = ToldNumbers | { few: number; last?: ToldNumbers };

/** @param axes the same people divided in several ways, each adding up to the same total */
export function toldOf(axes: Readonly<Record<string, Readonly<Record<string, number>>>>, smallest: number): Told {
  const totals = Object.values(axes).map((parts) => Object.values(parts).reduce((sum, count) => sum + count, 0));
  const [total = 0] = totals;
  if (totals.some((one) => one !== total)) throw new Error('The same people add up to different totals.');
  if (total > 0 && total < smallest) return { few: smallest };
  return { total, by: Object.fromEntries(Object.entries(axes).map(([axis, parts]) => [axis, partsOf(parts, smallest)])) };
}

/**
 * Divides so that no part under `smallest` can be worked out: not from the rest, for at least two stand in it, nor by asking which numbers would have
 * been told like that. Secondary suppression: the smallest part that could be told goes into the rest with them.
 */
function partsOf(parts: Readonly<Record<string, number>>, smallest: number): Parts {
  const inOrder = Object.entries(parts).sort(([a, one], [b, other]) => one - other || (a < b ? -1 : 1));
  let hidden = inOrder.filter(([, count]) => count < smallest).length;
  const rest = () => inOrder.slice(0, hidden).reduce((sum, [, count]) => sum + count, 0);
  // Of parts with nobody in them nothing is hidden.
  if (rest() === 0) return { parts, rest: 0 };
  while (hidden < inOrder.length && !isSafe(hidden, rest(), smallest)) hidden += 1;
  return { parts: Object.fromEntries(inOrder.slice(hidden)), rest: rest() };
}

/** Of one alone the rest would be the number; of as many as they can be at most each would be known. */
function isSafe(hidden: number, rest: number, smallest: number): boolean {
  return rest >= smallest && rest < hidden * (smallest - 1);
}

/**
 * What is told next, where something was told before: nothing new until the difference is no small number either.
 * @param before what was told last; null: nothing yet
 */
export function toldNext(before: Told | null, now: Told, smallest: number): Told {
  const last = before !== null && 'few' in before ? before.last : before;
  if (!last) return now;
  if ('few' in now) return { ...now, last };
  const isTold =
    isFar(last.total, now.total, smallest) && (last.total !== now.total || isSameParts(last, now)) && areFar(last, now, smallest);
  return isTold ? now : last;
}

const isFar = (a: number, b: number, smallest: number) => a === b || Math.abs(a - b) >= smallest;

/** Each number that was told and is told again. */
function areFar(before: ToldNumbers, now: ToldNumbers, smallest: number): boolean {
  return Object.entries(now.by).every(([axis, { parts, rest }]) => {
    const was = before.by[axis];
    if (!was) return true;
    const same = Object.entries(parts).every(([name, count]) => isFar(was.parts[name] ?? count, count, smallest));
    return same && isFar(was.rest, rest, smallest);
  });
}

function isSameParts(before: ToldNumbers, now: ToldNumbers): boolean {
  const names = ({ by }: ToldNumbers) => JSON.stringify(Object.entries(by).map(([axis, { parts }]) => [axis, Object.keys(parts).sort()]));
  return names(before) === names(now);
}
