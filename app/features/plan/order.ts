/** Places in a list that many people arrange at once: each item carries its own, and none has to be numbered anew when one moves. */
import { generateKeyBetween } from 'fractional-indexing';

interface Placed {
  id: string;
  order: string;
}

/** By code units, as every database and browser can; equal places by id. */
export function byOrder(a: Placed, b: Placed): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * A place between two others; null for the beginning and the end. Two people who put something between the same two get different places, so
 * that what is put between theirs later has room: a few random digits follow.
 */
export function orderBetween(before: string | null, after: string | null, random: () => number = Math.random): string {
  const base = generateKeyBetween(sound(before), sound(after));
  // More digits make it larger; between `base` and a neighbour that begins with it there may be no room for them.
  const upper = sound(after);
  for (let tries = 0; tries < 4; tries++) {
    const jittered = base + Array.from({ length: 3 }, () => DIGITS[1 + Math.floor(random() * (DIGITS.length - 1))]).join('');
    if (upper === null || jittered < upper) return jittered;
  }
  return base;
}

/** What somebody's client wrote may be no place at all: then it does not count. */
function sound(order: string | null): string | null {
  if (order === null) return null;
  try {
    generateKeyBetween(order, null);
    return order;
  } catch {
    return null;
  }
}

/** The place for an item that is to stand at `index` among the others, which are in order. */
export function orderAt(others: readonly Placed[], index: number, random?: () => number): string {
  const before = others[index - 1]?.order ?? null;
  const after = others[index]?.order ?? null;
  // Two with the same place, or one that is none: behind the earlier one is the best there is.
  return before !== null && after !== null && before >= after ? orderBetween(before, null, random) : orderBetween(before, after, random);
}
