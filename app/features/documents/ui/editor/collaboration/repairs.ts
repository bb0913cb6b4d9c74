/**
 * What merges leave and one client can put right by a small forward edit. Nobody's text changes.
 *
 * Two people who change one block's type at once make two copies of it, with one id: whoever made the later copy (in the
 * document's order) gives it a new one. Two who type into one empty paragraph make two neighbouring shared texts: whoever made
 * the second moves it into the first (so does y-tiptap, but while it draws). Asking "did I make it?" keeps it to one client.
 */
import { Extension } from '@tiptap/core';
import { type EditorState, Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import * as Y from 'yjs';
import { newId } from '~/kit/ids';
import { BLOCKS_WITH_ID } from '../../../schema';
import { REPAIR } from '../../../tree/repair';
import { blockIdsKey } from '../block-ids';

/** Repairs after each change from elsewhere; silent in an editor that may not write. */
export function repairsOf(fragment: Y.XmlFragment): Extension {
  return Extension.create({
    name: 'repairs',
    addProseMirrorPlugins: () => [new Plugin({ view: (view) => watch(view, fragment) })],
  });
}

function watch(view: EditorView, fragment: Y.XmlFragment) {
  const split = new Set<Y.XmlElement>();
  let due = false;
  const doubles = () => blockIdsKey.getState(view.state)?.hasDoubles(view.state.doc) === true;
  const run = () => {
    due = false;
    if (view.isDestroyed || !view.editable) return;
    for (const block of split) joinMyTexts(block);
    split.clear();
    if (doubles()) renameMyDoubles(fragment);
  };
  // Not within the transaction that brings the change: the editor shows it first.
  const soon = () => {
    if (!due) queueMicrotask(run);
    due = true;
  };
  const observe = (events: { target: unknown }[], { origin }: Y.Transaction) => {
    if (origin === REPAIR) return;
    for (const { target } of events) {
      if (target instanceof Y.XmlElement && hasNeighbouringTexts(target)) split.add(target);
    }
    if (split.size > 0) soon();
  };
  fragment.observeDeep(observe);
  return {
    update({ state }: EditorView, before: EditorState) {
      if (state.doc !== before.doc && doubles()) soon();
    },
    destroy: () => fragment.unobserveDeep(observe),
  };
}

function hasNeighbouringTexts(block: Y.XmlElement): boolean {
  return block.toArray().some((child, index, all) => child instanceof Y.XmlText && all[index + 1] instanceof Y.XmlText);
}

function joinMyTexts(block: Y.XmlElement): void {
  const { doc } = block;
  if (!doc || block._item?.deleted) return;
  doc.transact(() => {
    for (let index = block.length - 1; index > 0; index--) {
      const [left, right] = [block.get(index - 1), block.get(index)];
      if (!(left instanceof Y.XmlText) || !(right instanceof Y.XmlText) || right._item?.id.client !== doc.clientID) continue;
      left.applyDelta([{ retain: left.length }, ...right.toDelta()]);
      block.delete(index, 1);
    }
  }, REPAIR);
}

function renameMyDoubles(fragment: Y.XmlFragment): void {
  const { doc } = fragment;
  if (!doc) return;
  const seen = new Set<unknown>();
  const mine: Y.XmlElement[] = [];
  for (const element of fragment.createTreeWalker((type) => type instanceof Y.XmlElement)) {
    if (!(element instanceof Y.XmlElement) || !BLOCKS_WITH_ID.includes(element.nodeName)) continue;
    const id: unknown = element.getAttribute('id');
    if (seen.has(id) && element._item?.id.client === doc.clientID) mine.push(element);
    seen.add(id);
  }
  if (mine.length === 0) return;
  doc.transact(() => {
    for (const element of mine) element.setAttribute('id', newId());
  }, REPAIR);
}
