/**
 * Writes what became of a document into its shared tree, so that others lose as little as possible of what they write meanwhile:
 * `align.ts` says which shared element each block keeps; y-tiptap compares what is in one block with what is to be in it.
 */
import type { MarkType, Node } from '@tiptap/pm/model';
import { updateYFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { type Alignment, align } from './align';
import type { Mapping } from './build';

/** What y-tiptap keeps between two changes of one tree. */
export interface Written {
  mapping: Mapping;
  isOMark: Map<MarkType, boolean>;
}

/**
 * Call it within a transaction.
 * @param from the document that shows exactly what `fragment` holds
 */
export function writeChange(doc: Y.Doc, fragment: Y.XmlFragment, from: Node, to: Node, written: Written): void {
  // The paragraph that ProseMirror shows in an empty document is not in the shared tree yet.
  if (fragment.length !== from.childCount) updateYFragment(doc, fragment, to, written);
  else writeChildren(doc, fragment, from, to, align(from, to), written);
}

function writeChildren(doc: Y.Doc, parent: Y.XmlFragment, from: Node, to: Node, alignment: Alignment, written: Written): void {
  const { start, endFrom, endTo, pairs } = alignment;
  // One is found faster by itself, and typing asks for one.
  const types = endFrom - start === 1 ? [parent.get(start)] : parent.slice(start, endFrom);
  let [old, fresh] = [start, start];
  for (const pair of [...pairs, null]) {
    const [nextOld, nextFresh] = [pair?.from ?? endFrom, pair?.to ?? endTo];
    if (nextOld > old) parent.delete(fresh, nextOld - old);
    if (nextFresh > fresh) insertNew(doc, parent, to, fresh, nextFresh, written);
    if (!pair) return;
    const type = types[pair.from - start] as Y.XmlElement;
    writeBlock(doc, type, from.child(pair.from), to.child(pair.to), pair.inner, written);
    [old, fresh] = [nextOld + 1, nextFresh + 1];
  }
}

function writeBlock(doc: Y.Doc, type: Y.XmlElement, from: Node, to: Node, inner: Alignment | null, written: Written): void {
  if (from === to) return;
  // A merge may leave empty texts between blocks: then the places do not fit.
  if (inner && type.length === from.childCount) writeChildren(doc, type, from, to, inner, written);
  updateYFragment(doc, type, to, written);
}

function insertNew(doc: Y.Doc, parent: Y.XmlFragment, to: Node, start: number, end: number, written: Written): void {
  const types: [Y.XmlElement, Node][] = [];
  for (let index = start; index < end; index++) types.push([new Y.XmlElement(to.child(index).type.name), to.child(index)]);
  parent.insert(
    start,
    types.map(([type]) => type),
  );
  for (const [type, node] of types) updateYFragment(doc, type, node, written);
}
