/**
 * Words that I wrote in a block while somebody else moved it, made it a heading or deleted it.
 *
 * In the shared tree a block that moves or changes its type is a new one: the old one is deleted, with everything that is written in it
 * later or meanwhile. Yjs merges that without a word, and the server would say "Saved" of letters that nobody can see. The browser that
 * wrote them still knows them in the moment in which it hears of the deletion, and puts them back: into the block that now has this
 * block's id (or holds its text), else as a paragraph of their own where the block was. It is an ordinary edit, made by one client: the
 * writer's. The server sends what came before an edit before it acks that edit (SPEC.md S10), so nothing that is acked is ever buried.
 */
import * as Y from 'yjs';
import { newId } from '~/kit/ids';
import { DOCUMENT_ROOT } from '~/live/wire';
import type { RichNode } from '../rich-text';
import { Before, type Buried, type Piece, textNode } from './before';
import { type Missing, missingLetters, missingWords } from './missing';
import { REPAIR } from './repair';
import { newText, newTypes } from './write';

/** What may hold a paragraph beside others. */
const HOLD_BLOCKS = new Set(['blockquote', 'listItem', 'taskItem', 'tableCell', 'tableHeader']);
/** Meaningless on their own: what they hold is put in their place. */
const PARTS = new Set(['listItem', 'taskItem', 'tableRow', 'tableCell', 'tableHeader']);
/** A shorter text stands in many blocks by chance. */
const TELLING = 8;

/**
 * Call it in Yjs' `afterTransaction` of a change from elsewhere: a moment later the deleted words are gone for good.
 * @param update what that change was, as it came
 * @param mine my changes that no ack covers, as updates
 * @returns how many blocks had words that were put back
 */
export function rescueWords(
  transaction: Y.Transaction,
  update: Uint8Array,
  mine: readonly Uint8Array[],
  makeId: () => string = newId,
): number {
  const { doc } = transaction;
  const fragment = doc.getXmlFragment(DOCUMENT_ROOT);
  const buried = new Before(transaction, update, mine).buriedIn(fragment);
  let rescued = 0;
  if (buried.length > 0) {
    doc.transact(() => {
      for (const each of buried) if (each.is === 'words' ? rescueText(fragment, each, makeId) : rescueBlock(fragment, each)) rescued++;
    }, REPAIR);
  }
  return rescued;
}

function rescueText(fragment: Y.XmlFragment, { block, id, pieces }: Extract<Buried, { is: 'words' }>, makeId: () => string): boolean {
  const now = heirOf(fragment, id, pieces);
  if (now) return writeInto(now, missingLetters(plainText(now), pieces));
  const mine = pieces.filter((piece) => piece.mine);
  if (mine.every((piece) => piece.text.trim() === '')) return false;
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.setAttribute('id', makeId());
  paragraph.insert(0, [newText(mine.map(textNode))]);
  putWhereItWas(block, [paragraph]);
  return true;
}

/** A whole block of mine, within something that is gone. What others have made anew of it meanwhile only gets the words that it lacks. */
function rescueBlock(fragment: Y.XmlFragment, { block, node }: Extract<Buried, { is: 'block' }>): boolean {
  const live = new Map([...liveBlocks(fragment)].map((each) => [each.getAttribute('id') as string, each]));
  const homeless = standingAlone(node).flatMap((each) => withoutLiving(each, live));
  if (homeless.length === 0) return false;
  putWhereItWas(block, newTypes(homeless));
  return true;
}

function standingAlone(node: RichNode): RichNode[] {
  return PARTS.has(node.type) ? (node.content ?? []).flatMap(standingAlone) : [node];
}

function withoutLiving(node: RichNode, live: Map<string, Y.XmlElement>): RichNode[] {
  const now = live.get(String(node.attrs?.id));
  const content = node.content ?? [];
  if (now) {
    writeInto(now, missingWords(plainText(now), content.map((each) => each.text ?? '').join('')));
    return [];
  }
  if (content.length === 0 || content.some((each) => each.text)) return [node];
  const left = content.flatMap((each) => withoutLiving(each, live));
  return left.length > 0 ? [{ ...node, content: left }] : [];
}

/** The block that stands for a deleted one: it has its id, or what others had written in it. */
function heirOf(fragment: Y.XmlFragment, id: string | null, pieces: readonly Piece[]): Y.XmlElement | null {
  const live = [...liveBlocks(fragment)];
  const same = live.find((each) => id !== null && each.getAttribute('id') === id);
  if (same) return same;
  const others = pieces
    .filter((piece) => !piece.mine)
    .map((piece) => piece.text)
    .join('');
  return (others.trim().length >= TELLING && live.find((each) => plainText(each).includes(others))) || null;
}

function* liveBlocks(fragment: Y.XmlFragment): Iterable<Y.XmlElement> {
  for (const type of fragment.createTreeWalker((each) => each instanceof Y.XmlElement)) {
    if (type instanceof Y.XmlElement && typeof type.getAttribute('id') === 'string') yield type;
  }
}

function plainText(block: Y.XmlElement): string {
  return block
    .toArray()
    .map((child) => (child instanceof Y.XmlText ? stringOf(child) : OTHER))
    .join('');
}

/** Stands for a line break or a picture between the letters. */
const OTHER = '\uFFFC';

function stringOf(text: Y.XmlText): string {
  return (text.toDelta() as { insert: unknown }[]).map(({ insert }) => (typeof insert === 'string' ? insert : OTHER)).join('');
}

/** From the end, so that nothing moves a place that is still to be written at. */
function writeInto(block: Y.XmlElement, missing: Missing[]): boolean {
  for (const { at, piece } of missing.reverse()) insertAt(block, at, piece);
  return missing.length > 0;
}

function insertAt(block: Y.XmlElement, at: number, piece: Piece): void {
  let left = at;
  for (const [index, child] of block.toArray().entries()) {
    if (child instanceof Y.XmlText && left <= child.length) {
      child.insert(left, piece.text, piece.marks);
      return;
    }
    if (left === 0) {
      block.insert(index, [newText([textNode(piece)])]);
      return;
    }
    left -= child instanceof Y.XmlText ? child.length : 1;
  }
  block.insert(block.length, [newText([textNode(piece)])]);
}

/** After the nearest living neighbour before the deleted block, in the nearest living place that may hold blocks. */
function putWhereItWas(block: Y.XmlElement, types: (Y.XmlElement | Y.XmlText)[]): void {
  let child = block._item as Y.Item;
  while (!isPlace(child.parent as Y.XmlFragment)) child = (child.parent as Y.XmlFragment)._item as Y.Item;
  (child.parent as Y.XmlFragment).insert(livingBefore(child), types);
}

function isPlace(type: Y.XmlFragment): boolean {
  return !type._item || (!type._item.deleted && type instanceof Y.XmlElement && HOLD_BLOCKS.has(type.nodeName));
}

function livingBefore(item: Y.Item): number {
  let count = 0;
  for (let each = item.left; each; each = each.left) if (!each.deleted && each.countable) count += each.length;
  return count;
}
