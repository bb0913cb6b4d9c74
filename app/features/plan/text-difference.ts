/** What one change made of a text: how much was taken out at a place, and what was put in there. */

export interface Difference {
  at: number;
  remove: number;
  insert: string;
}

/** @param caret where the caret is after the change: of several ways to make it, the one that ends there was it */
export function differenceOf(before: string, after: string, caret: number): Difference {
  const shorter = Math.min(before.length, after.length);
  // What follows the caret was not touched.
  let same = 0;
  const most = Math.min(shorter, after.length - caret);
  while (same < most && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
  let at = 0;
  while (at < shorter - same && before[at] === after[at]) at += 1;
  return { at, remove: before.length - same - at, insert: after.slice(at, after.length - same) };
}

/** The same change where `other` was made before it: what was put in meanwhile stays, whatever the change would have taken out there. */
export function behind(change: Difference, other: Difference): Difference {
  if (change.at + change.remove <= other.at) return change;
  const end = other.at + other.insert.length;
  return change.at >= other.at + other.remove
    ? { ...change, at: change.at + other.insert.length - other.remove }
    : { at: end, remove: 0, insert: change.insert };
}
