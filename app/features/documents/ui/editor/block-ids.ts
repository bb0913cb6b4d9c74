/**
 * One id per block, that stays with the sentence: comments, translations and history hang on it.
 *
 * A split in the middle: the left half keeps the id. Enter at the start or the end: the block with the text keeps it. A join:
 * the block that gave more text gives its id. A new type (paragraph to heading): same id. Cut and paste, drag: same id; copy and
 * paste: a new one for the copy. Only the client that made a change writes ids, in the same undo step. What came from elsewhere
 * is left alone here (see `collaboration/repairs.ts` for two ids that a merge made equal).
 */
import { Extension } from '@tiptap/core';
import type { Node, Slice } from '@tiptap/pm/model';
import { Fragment, Slice as NewSlice } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Mapping } from '@tiptap/pm/transform';
import type { EditorView } from '@tiptap/pm/view';
import { newId } from '~/kit/ids';
import { BLOCKS_WITH_ID } from '../../schema';
import { changedBlocks } from '../../tree/align';
import { fromElsewhere } from './collaboration/binding';

interface Block {
  /** Null when it has none yet. */
  id: string | null;
  node: Node;
  pos: number;
}

/** Which ids there are, and how often; kept in step with the document by comparing only blocks that changed. */
export class IdCount {
  private doc: Node | null = null;
  private readonly counts = new Map<string, number>();
  /** How many ids occur more than once. */
  private doubles = 0;
  /** Every id that was ever in this document since it was opened: one that was not comes from another document. */
  private readonly seen = new Set<string>();

  /** How often `id` occurs in `doc`. */
  of(id: string, doc: Node): number {
    this.follow(doc);
    return this.counts.get(id) ?? 0;
  }

  /** Does an id occur twice? */
  hasDoubles(doc: Node): boolean {
    this.follow(doc);
    return this.doubles > 0;
  }

  wasHere(id: string): boolean {
    return this.seen.has(id);
  }

  follow(doc: Node): void {
    if (this.doc === doc) return;
    const before = this.doc?.content ?? Fragment.empty;
    const { start, endA, endB } = changedBlocks(before, doc.content);
    for (let index = start; index < endA; index++) this.add(before.child(index), -1);
    for (let index = start; index < endB; index++) this.add(doc.content.child(index), 1);
    this.doc = doc;
  }

  private add(block: Node, by: 1 | -1): void {
    eachBlock(block, 0, ({ id }) => {
      if (!id) return;
      const count = (this.counts.get(id) ?? 0) + by;
      if (count === 0) this.counts.delete(id);
      else this.counts.set(id, count);
      if (by > 0) this.seen.add(id);
      if (by > 0 && count === 2) this.doubles++;
      if (by < 0 && count === 1) this.doubles--;
    });
  }
}

/** Visits every block with an id that is, or is in, `node`, which is at `pos`. */
function eachBlock(node: Node, pos: number, visit: (block: Block) => void): void {
  if (BLOCKS_WITH_ID.includes(node.type.name)) {
    const { id } = node.attrs as { id: unknown };
    visit({ id: typeof id === 'string' && id !== '' ? id : null, node, pos });
  } else if (!node.inlineContent) {
    node.forEach((child, offset) => {
      eachBlock(child, pos + 1 + offset, visit);
    });
  }
}

function blocksBetween(doc: Node, start: number, end: number): Block[] {
  const blocks: Block[] = [];
  let pos = 0;
  for (let index = 0; index < end; index++) {
    const child = doc.child(index);
    if (index >= start) eachBlock(child, pos, (block) => blocks.push(block));
    pos += child.nodeSize;
  }
  return blocks;
}

export const blockIdsKey = new PluginKey<IdCount>('blockIds');

export const BlockIds = Extension.create({
  name: 'blockIds',
  // After all others: it sees what they append.
  priority: 1,
  addProseMirrorPlugins() {
    const count = new IdCount();
    return [
      new Plugin({
        key: blockIdsKey,
        state: { init: () => count, apply: () => count },
        view: ({ state }) => {
          count.follow(state.doc);
          return {};
        },
        appendTransaction: (transactions, before, after) =>
          transactions.some((each) => each.docChanged) && !isForeign(transactions) ? assignIds(transactions, before, after, count) : null,
        props: { transformPasted: (slice, view) => withoutUsedIds(slice, view, count) },
      }),
    ];
  },
});

function isForeign(transactions: readonly Transaction[]): boolean {
  return transactions.some((each) => fromElsewhere(each) && !fromElsewhere(each)?.undo);
}

function assignIds(transactions: readonly Transaction[], before: EditorState, after: EditorState, count: IdCount): Transaction | null {
  const { start, endA, endB } = changedBlocks(before.doc.content, after.doc.content);
  const change: Change = {
    old: blocksBetween(before.doc, start, endA),
    now: blocksBetween(after.doc, start, endB),
    mapping: new Mapping(transactions.flatMap((each) => each.mapping.maps)),
    restored: transactions.some((each) => fromElsewhere(each)),
    isElsewhere: (id, here) => count.of(id, after.doc) > here,
  };
  const wanted = wantedIds(change);
  const transaction = after.tr;
  change.now.forEach((block, index) => {
    const id = wanted[index] as string;
    if (id !== block.id) transaction.setNodeAttribute(block.pos, 'id', id);
  });
  return transaction.docChanged ? transaction.setStoredMarks(after.storedMarks) : null;
}

interface Change {
  /** The blocks with ids in what changed, before and after. */
  old: Block[];
  now: Block[];
  mapping: Mapping;
  /** An undo or redo brings ids back with their blocks; only doubles are looked for. */
  restored: boolean;
  /** Does `id` occur outside of `now`, given that it occurs `here` times within? */
  isElsewhere: (id: string, here: number) => boolean;
}

/** The id that each block of `now` should have, in their order. */
export function wantedIds({ old, now, mapping, restored, isElsewhere }: Change): string[] {
  const ids = now.map((block) => block.id);
  const oldAt = new Map(old.map((block) => [placeAfter(block, mapping), block]));
  const oldById = new Map(old.flatMap((block) => (block.id ? [[block.id, block] as const] : [])));
  const places = (id: string) => ids.flatMap((each, index) => (each === id ? [index] : []));

  // The same id twice: the block that had it keeps it (a copy may be pasted before its original), else the first with text.
  for (const id of new Set(ids)) {
    if (id === null) continue;
    const here = places(id);
    const elsewhere = isElsewhere(id, here.length);
    if (here.length === 1 && !elsewhere) continue;
    const keeper = elsewhere ? -1 : chooseKeeper(here, now, mapping, oldById.get(id));
    for (const index of here) if (index !== keeper) ids[index] = null;
  }
  // A block that lost its attributes while it changed its type stands where its old self stood.
  ids.forEach((id, index) => {
    const self = id === null ? oldAt.get((now[index] as Block).pos)?.id : null;
    if (self && !ids.includes(self) && !isElsewhere(self, 0)) ids[index] = self;
  });
  if (!restored) {
    keepWithText(ids, now, oldById);
    keepLongerPart(ids, now, old);
  }
  return ids.map((id) => id ?? newId());
}

/** Where a block of before is now, by the start of its content: what is put around or before it moves it. */
function placeAfter(block: Block, mapping: Mapping): number {
  return mapping.map(block.pos + 1, -1) - 1;
}

function chooseKeeper(here: number[], now: Block[], mapping: Mapping, old: Block | undefined): number {
  const original = old && here.find((index) => now[index]?.pos === placeAfter(old, mapping));
  const withText = here.find((index) => now[index]?.node.textContent !== '');
  if (original !== undefined && (now[original]?.node.textContent !== '' || withText === undefined)) return original;
  return withText ?? (here[0] as number);
}

/** Enter at the start of a block: the new, empty one before it must not take its id. */
function keepWithText(ids: (string | null)[], now: Block[], oldById: Map<string, Block>): void {
  for (let index = 1; index < now.length; index++) {
    const previous = ids[index - 1] ?? null;
    if (ids[index] !== null || previous === null || now[index - 1]?.node.textContent !== '') continue;
    const text = now[index]?.node.textContent;
    if (text && oldById.get(previous)?.node.textContent === text) {
      ids[index] = previous;
      ids[index - 1] = null;
    }
  }
}

/** A join: of the two ids, the one of the longer part stays. */
function keepLongerPart(ids: (string | null)[], now: Block[], old: Block[]): void {
  ids.forEach((id, index) => {
    const at = old.findIndex((block) => block.id === id);
    const text = now[index]?.node.textContent ?? '';
    const was = old[at]?.node.textContent;
    if (id === null || was === undefined || was === text) return;
    const kept = commonStart(was, text);
    // The last block that is gone and whose end is now the end of this one.
    for (let gone = old.length - 1; gone > at; gone--) {
      const other = old[gone];
      if (!other?.id || ids.includes(other.id)) continue;
      const added = commonEnd(other.node.textContent, text, kept);
      if (added > kept) ids[index] = other.id;
      return;
    }
  });
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

/** @param taken characters at the start of `b` that are claimed already */
function commonEnd(a: string, b: string, taken: number): number {
  let length = 0;
  while (length < a.length && length < b.length - taken && a[a.length - 1 - length] === b[b.length - 1 - length]) length++;
  return length;
}

/** Pasted blocks keep their id only when they come back to where they were cut from: this document, and not in it now. */
function withoutUsedIds(slice: Slice, view: EditorView, count: IdCount): Slice {
  // A drag within this editor takes the blocks away from where they were right after this; a copy is told apart by `wantedIds`.
  if (view.dragging) return slice;
  const taken = new Set<string>();
  const strip = (fragment: Fragment): Fragment => {
    const nodes: Node[] = [];
    fragment.forEach((node) => {
      const { id } = node.attrs as { id?: string | null };
      const content = node.isText ? null : strip(node.content);
      const drop = typeof id === 'string' && (taken.has(id) || count.of(id, view.state.doc) > 0 || !count.wasHere(id));
      if (typeof id === 'string') taken.add(id);
      if (drop) nodes.push(node.type.create({ ...node.attrs, id: null }, content, node.marks));
      else nodes.push(content ? node.copy(content) : node);
    });
    return Fragment.fromArray(nodes);
  };
  return new NewSlice(strip(slice.content), slice.openStart, slice.openEnd);
}
