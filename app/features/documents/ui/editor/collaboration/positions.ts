/**
 * Places in the text that survive other people's edits: ProseMirror positions to Yjs relative positions and back.
 * Both trees have the same shape, block for block (only neighbouring shared texts are one run in ProseMirror), so a position is
 * found by walking down its path; y-tiptap's functions walk over every block before it, several times for each keystroke.
 */
import type { Node } from '@tiptap/pm/model';
import * as Y from 'yjs';

/** @param doc the ProseMirror document that shows exactly what `fragment` holds */
export function toRelative(pos: number, doc: Node, fragment: Y.XmlFragment): Y.RelativePosition {
  const $pos = doc.resolve(pos);
  let type: Y.XmlFragment = fragment;
  for (let depth = 0; depth < $pos.depth; depth++) {
    const child = type.get($pos.index(depth));
    // The paragraph that ProseMirror shows in an empty document is not in the shared tree yet.
    if (!(child instanceof Y.XmlElement)) return Y.createRelativePositionFromTypeIndex(type, type.length, -1);
    type = child;
  }
  if (!$pos.parent.inlineContent) return Y.createRelativePositionFromTypeIndex(type, Math.min($pos.index(), type.length), -1);
  return inText(type, $pos.parentOffset);
}

function inText(block: Y.XmlFragment, offset: number): Y.RelativePosition {
  let left = offset;
  const children = block.toArray();
  for (const [index, child] of children.entries()) {
    if (child instanceof Y.XmlText) {
      if (left <= child.length) return Y.createRelativePositionFromTypeIndex(child, left, -1);
      left -= child.length;
    } else {
      if (left === 0) return Y.createRelativePositionFromTypeIndex(block, index, -1);
      left -= 1;
    }
  }
  return Y.createRelativePositionFromTypeIndex(block, children.length, -1);
}

/** Where each top-level block of one version of the document begins; made once per version, for all carets. */
export type Starts = Map<unknown, number>;

export function blockStarts(doc: Node, fragment: Y.XmlFragment): Starts {
  const starts: Starts = new Map();
  const types = fragment.toArray();
  let pos = 0;
  for (let index = 0; index < types.length && index < doc.childCount; index++) {
    starts.set(types[index], pos);
    pos += doc.child(index).nodeSize;
  }
  return starts;
}

/** The position in `doc`, or null when what it pointed at is gone. */
export function toAbsolute(relative: Y.RelativePosition, doc: Node, fragment: Y.XmlFragment, starts: Starts): number | null {
  const { doc: shared } = fragment;
  const place = shared && Y.createAbsolutePositionFromRelativePosition(relative, shared);
  if (!place) return null;
  const type: unknown = place.type;
  if (type instanceof Y.XmlText) {
    if (!(type.parent instanceof Y.XmlElement) || type._item?.deleted) return null;
    return descend(type.parent, charactersBefore(type.parent, type) + place.index, doc, fragment, starts);
  }
  if (!(type instanceof Y.XmlFragment)) return null;
  const child = type.get(place.index);
  return descend(type, type === fragment ? place.index : childOffset(type, child, place.index), doc, fragment, starts);
}

/** In a text block, places are counted in characters; anywhere else in children. */
function childOffset(block: Y.XmlFragment, child: unknown, index: number): number {
  const inline = block
    .toArray()
    .some((each) => each instanceof Y.XmlText || (each instanceof Y.XmlElement && each.nodeName === 'hardBreak'));
  return inline ? charactersBefore(block, child) : index;
}

/** The shared types from the top-level block down to `type`; null when `type` is not in the document any more. */
function pathOf(type: Y.XmlFragment, fragment: Y.XmlFragment): Y.XmlElement[] | null {
  const path: Y.XmlElement[] = [];
  let at: Y.XmlFragment | null = type;
  while (at && at !== fragment) {
    if (!(at instanceof Y.XmlElement) || at._item?.deleted) return null;
    path.unshift(at);
    at = at.parent as Y.XmlFragment | null;
  }
  return at ? path : null;
}

/** @param offset in characters when `type` is a text block, else in children */
function descend(type: Y.XmlFragment, offset: number, doc: Node, fragment: Y.XmlFragment, starts: Starts): number | null {
  const path = pathOf(type, fragment);
  if (!path) return null;
  const [top, ...inner] = path;
  if (!top) return sum(doc, offset);
  const start = starts.get(top);
  let node = start === undefined ? null : doc.nodeAt(start);
  if (start === undefined || !node) return null;
  let pos = start + 1;
  let parent = top;
  for (const child of inner) {
    const index = parent.toArray().indexOf(child);
    if (index < 0 || index >= node.childCount) return null;
    pos += sum(node, index) + 1;
    node = node.child(index);
    parent = child;
  }
  return pos + (node.inlineContent ? Math.min(offset, node.content.size) : sum(node, offset));
}

function sum(node: Node, children: number): number {
  let size = 0;
  for (let index = 0; index < Math.min(children, node.childCount); index++) size += node.child(index).nodeSize;
  return size;
}

/** All of the block's characters when `child` is not in it. */
function charactersBefore(block: Y.XmlFragment, child: unknown): number {
  let size = 0;
  for (const each of block.toArray()) {
    if (each === child) break;
    size += each instanceof Y.XmlText ? each.length : 1;
  }
  return size;
}
