/**
 * Which block of a document before a change is which block after it.
 *
 * A shared element cannot move. When blocks change places some are made anew, and what others write in those meanwhile has to be put back
 * (`rescue.ts`). So as much text as possible stays where it is, and a block keeps its element through whatever changes around it: blocks
 * are told by their ids, lists, tables and quotes by the blocks in them. Never do the words of one block go into the element of another.
 */
import type { Fragment, Node } from '@tiptap/pm/model';

/** How the children of a node came from those of its earlier self. Outside of `[start, endFrom)` and `[start, endTo)` nothing changed. */
export interface Alignment {
  start: number;
  endFrom: number;
  endTo: number;
  /** Which child became which, in order. All others are gone, or new. */
  pairs: Pair[];
  /** How much of the old text stays where it is. */
  size: number;
}

export interface Pair {
  from: number;
  to: number;
  /** How what is in them changed; null where there is nothing to align. */
  inner: Alignment | null;
  size: number;
}

/** @param from what holds the children, before; `to` is of the same type */
export function align(from: Node, to: Node): Alignment {
  const { start, endA: endFrom, endB: endTo } = changedBlocks(from.content, to.content);
  const range = { start, endFrom, endTo };
  // Typing changes one block, which need not be told from others.
  const only = endFrom - start === 1 && endTo - start === 1 ? becoming(from, to, start, start) : null;
  const pairs = only ? [only] : withNameless(from, to, heaviest(candidates(from, to, range)), range);
  const around = from.content.size - sizeOf(from.content, start, endFrom);
  return { ...range, pairs, size: pairs.reduce((sum, { size }) => sum + size, around) };
}

/** Which children differ: `[start, endA)` became `[start, endB)`. Compares nodes by identity only. */
export function changedBlocks(a: Fragment, b: Fragment): { start: number; endA: number; endB: number } {
  let start = 0;
  let endA = a.childCount;
  let endB = b.childCount;
  while (start < endA && start < endB && a.child(start) === b.child(start)) start++;
  while (endA > start && endB > start && a.child(endA - 1) === b.child(endB - 1)) {
    endA--;
    endB--;
  }
  return { start, endA, endB };
}

/** The size of the children `[from, to)`. */
export function sizeOf(content: Fragment, from: number, to: number): number {
  let size = 0;
  for (let index = from; index < to; index++) size += content.child(index).nodeSize;
  return size;
}

type Range = Pick<Alignment, 'start' | 'endFrom' | 'endTo'>;

/** The pair of two children; null when the one cannot have become the other. */
function becoming(from: Node, to: Node, i: number, j: number): Pair | null {
  const [a, b] = [from.child(i), to.child(j)];
  if (a === b) return { from: i, to: j, inner: null, size: a.nodeSize };
  if (a.type !== b.type) return null;
  if (isFrame(a)) {
    const inner = align(a, b);
    return { from: i, to: j, inner, size: inner.size };
  }
  const [id, newId] = [idOf(a), idOf(b)];
  // An id that was there twice is replaced in one of them.
  const same = id === newId || id === null || newId === null || (!a.isLeaf && a.content.eq(b.content));
  return same ? { from: i, to: j, inner: null, size: Math.min(a.nodeSize, b.nodeSize) } : null;
}

/** Does it hold blocks? */
function isFrame(node: Node): boolean {
  return !node.isLeaf && !node.inlineContent;
}

function idOf(node: Node): string | null {
  const { id } = node.attrs as { id?: unknown };
  return typeof id === 'string' && id !== '' ? id : null;
}

/** The id of a block, or of the blocks in it. */
function idsIn(node: Node): string[] {
  const ids: string[] = [];
  const own = idOf(node);
  if (own !== null) ids.push(own);
  if (!isFrame(node)) return ids;
  node.forEach((child) => {
    ids.push(...idsIn(child));
  });
  return ids;
}

/** What tells a child from others. */
function keysOf(node: Node): (string | Node)[] {
  const ids = idsIn(node);
  return ids.length > 0 ? ids : [node];
}

/** All pairs that share a block: by `from`, and of one `from` the last `to` first. */
function candidates(from: Node, to: Node, { start, endFrom, endTo }: Range): Pair[] {
  const places = new Map<string | Node, number[]>();
  for (let j = start; j < endTo; j++) {
    for (const key of keysOf(to.child(j))) {
      const known = places.get(key);
      if (known) known.push(j);
      else places.set(key, [j]);
    }
  }
  const pairs: Pair[] = [];
  for (let i = start; i < endFrom; i++) {
    const found = new Set(keysOf(from.child(i)).flatMap((key) => places.get(key) ?? []));
    for (const j of [...found].sort((a, b) => b - a)) {
      const pair = becoming(from, to, i, j);
      if (pair && pair.size > 0) pairs.push(pair);
    }
  }
  return pairs;
}

/** Of pairs in the order of `candidates`, those that do not cross and keep the most: a heaviest increasing subsequence. */
function heaviest(pairs: Pair[]): Pair[] {
  const ends = new Heaviest(pairs.reduce((max, { to }) => Math.max(max, to), 0) + 1);
  let best: Chain | null = null;
  for (const pair of pairs) {
    const before = ends.before(pair.to);
    const chain = { pair, before, size: (before?.size ?? 0) + pair.size };
    ends.add(pair.to, chain);
    if (chain.size > (best?.size ?? 0)) best = chain;
  }
  const chosen: Pair[] = [];
  for (let chain = best; chain; chain = chain.before) chosen.unshift(chain.pair);
  return chosen;
}

interface Chain {
  pair: Pair;
  before: Chain | null;
  size: number;
}

/** The heaviest chain that ends before a place (a Fenwick tree: thousands of blocks may be sorted at once). */
class Heaviest {
  readonly #chains: (Chain | null)[];

  constructor(places: number) {
    this.#chains = new Array(places + 1).fill(null);
  }

  before(place: number): Chain | null {
    let best: Chain | null = null;
    for (let at = place; at > 0; at -= at & -at) {
      const chain = this.#chains[at] ?? null;
      if (chain && chain.size > (best?.size ?? 0)) best = chain;
    }
    return best;
  }

  add(place: number, chain: Chain): void {
    for (let at = place + 1; at < this.#chains.length; at += at & -at) {
      if (chain.size > (this.#chains[at]?.size ?? 0)) this.#chains[at] = chain;
    }
  }
}

/** Adds, between the pairs, what has no id (a line, a block that gets its first id now): the first with the first, and so on. */
function withNameless(from: Node, to: Node, pairs: Pair[], { start, endFrom, endTo }: Range): Pair[] {
  const all: Pair[] = [];
  let [i, j] = [start, start];
  for (const pair of [...pairs, null]) {
    for (; i < (pair?.from ?? endFrom) && j < (pair?.to ?? endTo); i++, j++) {
      const nameless = idsIn(from.child(i)).length === 0 || idsIn(to.child(j)).length === 0;
      const other = nameless ? becoming(from, to, i, j) : null;
      if (other) all.push(other);
    }
    if (!pair) break;
    all.push(pair);
    [i, j] = [pair.from + 1, pair.to + 1];
  }
  return all;
}
