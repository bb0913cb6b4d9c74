/**
 * A picture belongs to its document: only who reads that one sees it. What is pasted from another document still names that one;
 * the server is asked for the same picture here, and its place in the text then says so.
 */
import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { pictureOf } from '../../rendering/links';
import type { Picture } from './pictures';

export interface Elsewhere {
  src: string;
  documentId: string;
  hash: string;
}

/** Pictures in the text that belong to other documents, each once. */
export function picturesElsewhere(doc: Node, documentId: string): Elsewhere[] {
  const found = new Map<string, Elsewhere>();
  doc.descendants((node) => {
    if (node.isTextblock) return false;
    const picture = node.type.name === 'image' ? pictureOf(node.attrs.src) : null;
    if (picture && picture.documentId !== documentId) found.set(picture.src, picture);
    return true;
  });
  return [...found.values()];
}

/** Every place of the text that shows `src` shows `picture` from now on. */
export function showInstead(tr: Transaction, src: string, picture: Picture): Transaction {
  tr.doc.descendants((node, pos) => {
    if (node.type.name === 'image' && node.attrs.src === src) tr.setNodeMarkup(pos, null, { ...node.attrs, ...picture });
    return !node.isTextblock;
  });
  return tr;
}

/**
 * Watches what is pasted and dropped here; what others paste, their browsers bring.
 * @param take asks the server; its answer is the picture here
 * @param onLost the picture cannot be taken over; the text keeps naming the other document
 * @returns ends it
 */
export function bringPictures(
  editor: Editor,
  documentId: string,
  take: (picture: Elsewhere) => Promise<Picture>,
  onLost: (error: unknown) => void,
): () => void {
  const asked = new Set<string>();
  const bring = (picture: Elsewhere) => {
    if (asked.has(picture.src)) return;
    asked.add(picture.src);
    take(picture)
      .then((here) => {
        if (!editor.isDestroyed) editor.view.dispatch(showInstead(editor.state.tr, picture.src, here));
      })
      .catch(onLost)
      .finally(() => asked.delete(picture.src));
  };
  const look = ({ transaction }: { transaction: Transaction }) => {
    if (!editor.isEditable || !['paste', 'drop'].includes(transaction.getMeta('uiEvent'))) return;
    for (const picture of picturesElsewhere(transaction.doc, documentId)) bring(picture);
  };
  editor.on('transaction', look);
  return () => {
    editor.off('transaction', look);
  };
}
