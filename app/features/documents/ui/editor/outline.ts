/** The document's headings, and moving a section (a heading and all up to the next of its rank) among them. */
import type { Node } from '@tiptap/pm/model';
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';

export interface OutlineItem {
  /** The heading's block id; its place in the outline when it has none yet. */
  id: string;
  level: number;
  text: string;
  /** Index among the top-level blocks. */
  index: number;
}

/** Headings within tables or quotes are no chapters. */
export function outlineOf(doc: Node): OutlineItem[] {
  const items: OutlineItem[] = [];
  for (let index = 0; index < doc.childCount; index++) {
    const block = doc.child(index);
    if (block.type.name !== 'heading') continue;
    const { id, level } = block.attrs as { id: string | null; level: number };
    items.push({ id: id ?? `at-${index}`, level, text: block.textContent, index });
  }
  return items;
}

/** The heading that the top-level block at `index` belongs to: its position in `items`, or -1 before the first. */
export function currentItem(items: readonly OutlineItem[], index: number): number {
  let current = -1;
  for (const [at, item] of items.entries()) if (item.index <= index) current = at;
  return current;
}

/** Top-level blocks `[from, to)` of a section. */
function sectionOf(items: readonly OutlineItem[], at: number, doc: Node): { from: number; to: number } {
  const item = items[at] as OutlineItem;
  const end = items.slice(at + 1).find((other) => other.level <= item.level);
  return { from: item.index, to: end ? end.index : doc.childCount };
}

/** The section that `step` (-1 up, 1 down) would change places with, or -1: the nearest of the same rank under the same heading. */
export function neighbour(items: readonly OutlineItem[], at: number, step: 1 | -1): number {
  const level = items[at]?.level ?? 0;
  for (let other = at + step; other >= 0 && other < items.length; other += step) {
    const item = items[other] as OutlineItem;
    if (item.level === level) return other;
    if (item.level < level) return -1;
  }
  return -1;
}

/** Instead of the heading that a section is put before: after the last one. */
export const END = '';

/** One place up or down; null when there is none. What is drawn may be behind the text, so a section is named by its heading's id. */
export function moveSection(state: EditorState, id: string, step: 1 | -1): Transaction | null {
  const items = outlineOf(state.doc);
  const at = placeIn(items, id);
  const other = neighbour(items, at, step);
  if (other < 0) return null;
  const target = sectionOf(items, other, state.doc);
  return moveTo(state, sectionOf(items, at, state.doc), step < 0 ? target.from : target.to);
}

/** Puts a section before the heading `before`, or at the end of the document; null when nothing would move, or one of the two is gone. */
export function moveSectionBefore(state: EditorState, id: string, before: string): Transaction | null {
  const items = outlineOf(state.doc);
  const at = placeIn(items, id);
  const target = before === END ? state.doc.childCount : items[placeIn(items, before)]?.index;
  if (at < 0 || target === undefined) return null;
  return moveTo(state, sectionOf(items, at, state.doc), target);
}

function placeIn(items: readonly OutlineItem[], id: string): number {
  return items.findIndex((item) => item.id === id);
}

function moveTo(state: EditorState, { from, to }: { from: number; to: number }, target: number): Transaction | null {
  if (target >= from && target <= to) return null;
  const { doc } = state;
  const start = startOf(doc, from);
  const end = startOf(doc, to);
  const place = startOf(doc, target);
  const blocks = Array.from({ length: to - from }, (_, index) => doc.child(from + index));
  const { anchor } = state.selection;
  const inside = anchor >= start && anchor <= end;
  const transaction = state.tr.delete(start, end);
  const landed = transaction.mapping.map(place);
  transaction.insert(landed, blocks);
  if (inside)
    transaction.setSelection(TextSelection.near(transaction.doc.resolve(Math.min(landed + anchor - start, transaction.doc.content.size))));
  return transaction;
}

/** Where the top-level block at `index` begins. */
export function startOf(doc: Node, index: number): number {
  let pos = 0;
  for (let at = 0; at < index; at++) pos += doc.child(at).nodeSize;
  return pos;
}

/** Words of a block, as `wordsOf` (rich-text.ts) counts them; remembered with the block. */
const counted = new WeakMap<Node, number>();

/** Counts only blocks that are new since the last time. */
export function wordsIn(doc: Node): number {
  let words = 0;
  for (let index = 0; index < doc.childCount; index++) {
    const block = doc.child(index);
    let count = counted.get(block);
    if (count === undefined) {
      const text = block.textBetween(0, block.content.size, ' ', (leaf) => (leaf.type.name === 'hardBreak' ? ' ' : ''));
      count = text.match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
      counted.set(block, count);
    }
    words += count;
  }
  return words;
}
