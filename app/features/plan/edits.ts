/**
 * Changes of a plan by who sits here, each one step to undo. Undo and redo are theirs alone: what others did meanwhile stays, and what others have
 * changed since is not taken back.
 */
import * as Y from 'yjs';
import {
  addItem,
  addLink,
  type Changes,
  changeItem,
  changeLimit,
  changeLink,
  changeList,
  type ListChange,
  moveItem,
  type NewItem,
  placeItem,
  removeItem,
  removeLink,
  restoreItem,
  rootsOf,
  tick,
} from './live';
import type { Link } from './plan';

/** Letters that are typed within this are undone together; milliseconds. */
const TOGETHER_MS = 600;

/** `overtaken`: others have changed since what the step was about; it stays as they left it. */
export type Taken = 'done' | 'overtaken' | 'nothing';

export class PlanEdits {
  readonly doc: Y.Doc;
  /** Marks transactions of who sits here. */
  readonly origin = {};
  readonly #undo: Y.UndoManager;
  readonly #listeners = new Set<() => void>();

  constructor(doc: Y.Doc) {
    this.doc = doc;
    this.#undo = new Y.UndoManager(rootsOf(doc), { trackedOrigins: new Set([this.origin]), captureTimeout: TOGETHER_MS, doc });
    for (const event of ['stack-item-added', 'stack-cleared'] as const) this.#undo.on(event, () => this.#told());
  }

  #told(): void {
    for (const listener of this.#listeners) listener();
  }

  destroy(): void {
    this.#undo.destroy();
  }

  /** Several changes as one step. */
  together<T>(work: () => T): T {
    this.#undo.stopCapturing();
    const result = this.doc.transact(work, this.origin);
    this.#undo.stopCapturing();
    return result;
  }

  /** A change of a text that somebody types: letters that come together are one step. */
  typing(work: () => void): void {
    this.doc.transact(work, this.origin);
  }

  add(item: NewItem, index?: number): string {
    return this.together(() => addItem(this.doc, item, index));
  }

  change(id: string, changes: Changes): void {
    this.together(() => changeItem(this.doc, id, changes));
  }

  /** The same change of many items. */
  changeAll(ids: readonly string[], changes: Changes): void {
    this.together(() => {
      for (const id of ids) changeItem(this.doc, id, changes);
    });
  }

  /** To a parent, at `index` among its other items. */
  move(id: string, parent: string | null, index: number, changes: Changes = {}): void {
    this.together(() => {
      moveItem(this.doc, id, parent, index);
      changeItem(this.doc, id, changes);
    });
  }

  /** To a place that is known (`order.ts`). */
  place(id: string, parent: string | null, order: string, changes: Changes = {}): void {
    this.together(() => {
      placeItem(this.doc, id, parent, order);
      changeItem(this.doc, id, changes);
    });
  }

  list(id: string, change: ListChange): void {
    this.together(() => changeList(this.doc, id, change));
  }

  tick(id: string, check: string, done: boolean): void {
    this.together(() => tick(this.doc, id, check, done));
  }

  remove(ids: readonly string[]): void {
    this.together(() => {
      for (const id of ids) removeItem(this.doc, id);
    });
  }

  restore(ids: readonly string[]): void {
    this.together(() => {
      for (const id of ids) restoreItem(this.doc, id);
    });
  }

  link(link: Omit<Link, 'id'>): string {
    return this.together(() => addLink(this.doc, link));
  }

  changeLink(id: string, changes: Partial<Pick<Link, 'type' | 'lag'>>): void {
    this.together(() => changeLink(this.doc, id, changes));
  }

  unlink(id: string): void {
    this.together(() => removeLink(this.doc, id));
  }

  limit(column: string, most: number | null): void {
    this.together(() => changeLimit(this.doc, column, most));
  }

  get canUndo(): boolean {
    return this.#undo.canUndo();
  }

  get canRedo(): boolean {
    return this.#undo.canRedo();
  }

  undo(): Taken {
    return this.#step('undo', 'undoStack');
  }

  redo(): Taken {
    return this.#step('redo', 'redoStack');
  }

  /** One step alone: by itself, Yjs would go on to the one before where others have changed everything of this one since. */
  #step(way: 'undo' | 'redo', stack: 'undoStack' | 'redoStack'): Taken {
    const steps = this.#undo[stack];
    const last = steps.pop();
    if (!last) return 'nothing';
    this.#undo[stack] = [last];
    const done = this.#undo[way]();
    this.#undo[stack] = steps;
    this.#told();
    return done === null ? 'overtaken' : 'done';
  }

  /** Told whenever what can be undone has changed, until the returned function is called. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
