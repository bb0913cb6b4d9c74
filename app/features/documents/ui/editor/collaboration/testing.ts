/** Editors without a browser window (happy-dom), tied to shared documents whose updates travel when a test says so. */
import { type AnyExtension, Editor } from '@tiptap/core';
import { onTestFinished } from 'vitest';
import * as Y from 'yjs';
import { documentFragment, seedUpdate } from '../../../live';
import type { RichNode } from '../../../rich-text';
import { documentExtensions } from '../../../schema';
import type { TreeProblem } from '../../../tree/build';
import { collaborationWith } from './collaboration';

export interface TestClient {
  doc: Y.Doc;
  editor: Editor;
  problems: TreeProblem[];
}

export function seeded(...content: RichNode[]): Uint8Array {
  return seedUpdate({ type: 'doc', content });
}

export function docWith(update: Uint8Array, clientId?: number): Y.Doc {
  const doc = new Y.Doc();
  if (clientId !== undefined) doc.clientID = clientId;
  Y.applyUpdate(doc, update, 'network');
  return doc;
}

/** Opens an editor that ends with its test: one that stays looks for its window when the window is gone. */
export function openEditor(doc: Y.Doc, extensions: AnyExtension[] = []): TestClient {
  const problems: TreeProblem[] = [];
  const editor = new Editor({
    element: document.createElement('div'),
    // Before anything can fail: an editor that refuses its document has a view all the same.
    onBeforeCreate: ({ editor: made }) => onTestFinished(() => made.destroy()),
    extensions: [
      ...documentExtensions,
      ...extensions,
      collaborationWith(
        documentFragment(doc),
        (problem) => problems.push(problem),
        () => doc.clientID === 1,
      ),
    ],
  });
  return { doc, editor, problems };
}

/** Everybody gets everything, until nobody has anything new (a repair is an edit, too). */
export function exchange(...docs: Y.Doc[]): void {
  for (let round = 0; round < 10; round++) {
    let news = false;
    for (const from of docs) {
      for (const to of docs) {
        if (from === to) continue;
        const missing = Y.encodeStateAsUpdate(from, Y.encodeStateVector(to));
        const before = Y.encodeStateAsUpdate(to).length;
        Y.applyUpdate(to, missing, 'network');
        news ||= Y.encodeStateAsUpdate(to).length !== before;
      }
    }
    if (!news) return;
  }
  throw new Error('The replicas keep answering each other.');
}

export const text = (words: string): RichNode => ({ type: 'text', text: words });
export const paragraph = (id: string, words = ''): RichNode => ({
  type: 'paragraph',
  attrs: { id },
  ...(words && { content: [text(words)] }),
});
export const node = (type: string, ...content: RichNode[]): RichNode => ({ type, content });

/** The position right before the first occurrence of `words`. */
export function placeOf(editor: Editor, words: string): number {
  let found = -1;
  editor.state.doc.descendants((each, pos) => {
    const at = each.isText ? (each.text as string).indexOf(words) : -1;
    if (found < 0 && at >= 0) found = pos + at;
    return found < 0;
  });
  if (found < 0) throw new Error(`"${words}" is not in the document.`);
  return found;
}
