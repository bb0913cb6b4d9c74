/** Undo and redo of one's own changes alone. */
import type { Item } from 'yjs';
import * as Y from 'yjs';
import type { Binding, RelativeSelection } from './binding';

/** Changes that follow each other within this time, in milliseconds, are undone together. */
const GROUP_MS = 500;

export interface Undo {
  manager: Y.UndoManager;
  /** Tells where the caret was before the change that is about to be written. */
  remember(selection: RelativeSelection | null): void;
  /** The selection to restore, or null when there is none; undefined when there was nothing to undo. */
  undo(): RelativeSelection | null | undefined;
  redo(): RelativeSelection | null | undefined;
  /** What comes next is undone by itself. */
  separate(): void;
  destroy(): void;
}

export function createUndo(binding: Binding): Undo {
  const manager = new Y.UndoManager(binding.fragment, {
    trackedOrigins: new Set([binding]),
    captureTimeout: GROUP_MS,
    deleteFilter: mayUndoDelete,
  });
  let last: RelativeSelection | null = null;
  manager.on('stack-item-added', ({ stackItem }: { stackItem: { meta: Map<unknown, unknown> } }) => {
    stackItem.meta.set(binding, last);
  });
  const selectionOf = (item: { meta: Map<unknown, unknown> } | null) =>
    item ? ((item.meta.get(binding) as RelativeSelection | null | undefined) ?? null) : undefined;
  return {
    manager,
    remember: (selection) => {
      last = selection;
    },
    undo: () => selectionOf(manager.undo()),
    redo: () => selectionOf(manager.redo()),
    separate: () => manager.stopCapturing(),
    destroy: () => manager.destroy(),
  };
}

/** A block that I made and somebody else wrote in since stays when I undo making it. */
function mayUndoDelete(item: Item): boolean {
  if (!(item instanceof Y.Item) || !(item.content instanceof Y.ContentType)) return true;
  const { type } = item.content as { type: { _length: number } };
  return type._length === 0;
}
