/** What is kept of an item to see what somebody changed: the item, what it waits for, and a mark of its description, which is too long to keep. */
import * as Y from 'yjs';
import { addDeleted, NO_DELETES } from '~/live/ack';
import { descriptionOf } from './live';
import type { Item, Link } from './plan';

export interface Kept {
  item: Item;
  waitsFor: readonly Link[];
  /** Other where the description is; empty where there is none. */
  description: string;
}

export function keptOf(doc: Y.Doc, items: Iterable<Item>, links: readonly Link[]): Map<string, Kept> {
  const into = new Map<string, Link[]>();
  for (const link of links) into.get(link.to)?.push(link) ?? into.set(link.to, [link]);
  for (const list of into.values()) list.sort((a, b) => (a.id < b.id ? -1 : 1));
  return new Map(
    [...items].map((item) => [item.id, { item, waitsFor: into.get(item.id) ?? [], description: markOfText(descriptionOf(doc, item.id)) }]),
  );
}

/** Of everything that stands in it: adds up to the same, however Yjs cuts it into pieces. */
function markOfText(text: Y.XmlFragment | null): string {
  let sum = NO_DELETES;
  for (const piece of piecesOf(text)) if (!piece.deleted) sum = addDeleted(sum, piece.id.client, piece.id.clock, piece.length);
  return sum[0] === 0 && sum[1] === 0 ? '' : sum.join('.');
}

/** All pieces of a shared text, deleted ones too. */
export function* piecesOf(text: Y.AbstractType<unknown> | Y.XmlFragment | null): Generator<Y.Item> {
  const waiting: (Y.Item | null)[] = [text?._start ?? null];
  for (let piece = waiting.pop(); piece !== undefined; piece = waiting.pop()) {
    if (piece === null) continue;
    yield piece;
    waiting.push(piece.right);
    if (!(piece.content instanceof Y.ContentType)) continue;
    waiting.push(piece.content.type._start);
    waiting.push(...piece.content.type._map.values());
  }
}
