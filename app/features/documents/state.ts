/** The stored state of a room (a whole Yjs update V1) as plain JSON. */
import * as Y from 'yjs';
import { markOf } from '~/live/text-mark';
import { readDocument, repairDocument, replaceContent } from './live';
import type { RichNode } from './rich-text';

export function readState(state: Uint8Array): RichNode {
  const doc = new Y.Doc();
  try {
    Y.applyUpdate(doc, state);
    return readDocument(doc);
  } finally {
    doc.destroy();
  }
}

/** The same, with the mark by which a browser knows whether its own copy is older (`app/live/text-mark.ts`). */
export function readMarkedState(state: Uint8Array): { text: RichNode; mark: string } {
  const doc = new Y.Doc();
  try {
    Y.applyUpdate(doc, state);
    return { text: readDocument(doc), mark: markOf(doc) };
  } finally {
    doc.destroy();
  }
}

/** Did a merge leave something malformed that the server may mend? Looks at a copy. */
export function needsRepair(state: Uint8Array): boolean {
  const doc = new Y.Doc();
  try {
    Y.applyUpdate(doc, state);
    return repairDocument(doc) > 0;
  } finally {
    doc.destroy();
  }
}

/** A state that holds this text and no history; blocks without an id get one. Content that this version does not know is kept as it is. */
export function stateOf(content: RichNode): Uint8Array {
  const doc = new Y.Doc();
  replaceContent(doc, content);
  const state = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return state;
}
