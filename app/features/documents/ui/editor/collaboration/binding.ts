/**
 * Keeps the editor (ProseMirror) and the shared tree (Yjs) the same.
 *
 * y-tiptap's binding does this, too, but rebuilds every block at each remote change, walks over all blocks several times per
 * keystroke, and deletes from the shared tree what it cannot build. Here, one change costs what changed: unchanged blocks keep
 * their ProseMirror node, found through `mapping`. A tree that this version cannot show is left alone: the binding goes stale
 * (it neither shows nor writes anything), and `onProblem` is told. What the editor changed is written by `tree/change.ts`.
 */
import { Fragment, type Node, type Schema } from '@tiptap/pm/model';
import { type EditorState, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import * as Y from 'yjs';
import { changedBlocks, sizeOf } from '../../../tree/align';
import { buildBlocks, type Mapping, TreeError, type TreeProblem } from '../../../tree/build';
import { writeChange } from '../../../tree/change';
import { REPAIR } from '../../../tree/repair';
import { blockStarts, type Starts, toAbsolute, toRelative } from './positions';
import { writeTyped } from './typing';

interface FromElsewhere {
  /** Our own undo or redo comes back through the shared tree like a change of somebody else. */
  undo: boolean;
}

export const collaborationKey = new PluginKey('collaboration');

/** Is this transaction a change that came out of the shared tree? */
export function fromElsewhere(transaction: Transaction): FromElsewhere | undefined {
  return transaction.getMeta(collaborationKey) as FromElsewhere | undefined;
}

/** A selection that other people's edits do not move. */
export interface RelativeSelection {
  anchor: Y.RelativePosition;
  head: Y.RelativePosition;
}

export class Binding {
  /** A WeakMap does for a Map here, and forgets deleted types by itself. */
  private readonly mapping = new WeakMap() as unknown as Mapping;
  private readonly written = { mapping: this.mapping, isOMark: new Map() };
  private view: EditorView | null = null;
  /** The ProseMirror document that shows what the shared tree holds. */
  private shown: Node | null = null;
  private starts: { of: Node; starts: Starts } | null = null;
  private writing = false;
  /** What plugins add while a change from elsewhere is shown (an id, after an undo) must not count as a change to undo. */
  private pulling = false;
  private stale = false;
  private before: RelativeSelection | null = null;
  /** Where the selection was when its block was made anew, until that change and what follows from it are shown. */
  private byBlock: { id: unknown; offset: number }[] | null = null;

  constructor(
    readonly fragment: Y.XmlFragment,
    /** Called, outside of any transaction, when the shared tree has become one that cannot be shown. */
    private readonly onProblem: (problem: TreeProblem) => void,
  ) {}

  private get doc(): Y.Doc {
    return this.fragment.doc as Y.Doc;
  }

  /** Does the shared tree hold something that is not shown? */
  get isStale(): boolean {
    return this.stale;
  }

  /** The document to begin with. @throws TreeError when the tree cannot be shown */
  load(schema: Schema): Node {
    const blocks = buildBlocks(this.fragment, schema, this.mapping);
    const doc = blocks.length > 0 ? schema.topNodeType.createChecked(null, blocks) : (schema.topNodeType.createAndFill() as Node);
    this.shown = doc;
    return doc;
  }

  attach(view: EditorView): void {
    this.view = view;
    this.fragment.observeDeep(this.pull);
    this.doc.on('beforeAllTransactions', this.remember);
  }

  detach(): void {
    this.view = null;
    this.fragment.unobserveDeep(this.pull);
    this.doc.off('beforeAllTransactions', this.remember);
  }

  /** Where `pos` of the shown document is, in a way that survives changes; null while there is nothing reliable to say. */
  relative(pos: number): Y.RelativePosition | null {
    return this.shown && !this.stale && pos <= this.shown.content.size ? toRelative(pos, this.shown, this.fragment) : null;
  }

  absolute(position: Y.RelativePosition): number | null {
    if (!this.shown || this.stale) return null;
    if (this.starts?.of !== this.shown) this.starts = { of: this.shown, starts: blockStarts(this.shown, this.fragment) };
    return toAbsolute(position, this.shown, this.fragment, this.starts.starts);
  }

  selection(state: EditorState): RelativeSelection | null {
    const anchor = this.relative(state.selection.anchor);
    const head = this.relative(state.selection.head);
    return anchor && head && { anchor, head };
  }

  /** Writes what the editor changed since the last time to the shared tree. */
  push(state: EditorState, before: EditorState, remember: (selection: RelativeSelection | null) => void): void {
    const { shown } = this;
    if (!shown || this.stale || state.doc === shown) return;
    remember(before.doc === shown ? this.selection(before) : null);
    this.writing = true;
    try {
      this.doc.transact(
        () => {
          writeTyped(this.fragment, shown, state);
          writeChange(this.doc, this.fragment, shown, state.doc, this.written);
        },
        this.pulling ? REPAIR : this,
      );
      this.shown = state.doc;
    } finally {
      this.writing = false;
    }
  }

  private readonly remember = () => {
    if (this.writing || !this.view || this.view.state.doc !== this.shown) return;
    this.before = this.view.state.selection instanceof TextSelection ? this.selection(this.view.state) : null;
  };

  private readonly pull = (_: unknown, transaction: Y.Transaction) => {
    if (this.writing || !this.view || !this.shown) return;
    for (const type of transaction.changed.keys()) this.mapping.delete(type);
    for (const type of transaction.changedParentTypes.keys()) this.mapping.delete(type);
    try {
      this.show(this.view, transaction.origin instanceof Y.UndoManager);
    } catch (error) {
      if (!(error instanceof TreeError)) throw error;
      this.stale = true;
      const { problem } = error;
      queueMicrotask(() => this.stale && this.view && this.onProblem(problem));
    }
  };

  private show(view: EditorView, undo: boolean): void {
    const { schema } = view.state;
    const blocks = buildBlocks(this.fragment, schema, this.mapping);
    const wanted = blocks.length > 0 ? Fragment.fromArray(blocks) : (schema.topNodeType.createAndFill() as Node).content;
    this.stale = false;
    const transaction = this.replacing(view.state, wanted);
    this.shown = transaction.doc;
    if (!transaction.docChanged) return;
    this.keepSelection(transaction, view.state);
    transaction.setMeta('addToHistory', false).setMeta(collaborationKey, { undo } satisfies FromElsewhere);
    this.pulling = true;
    try {
      view.dispatch(transaction);
    } finally {
      this.pulling = false;
    }
  }

  /** The smallest step that makes the document's content `wanted`, so that selections and decorations around it stay. */
  private replacing(state: EditorState, wanted: Fragment): Transaction {
    const { content } = state.doc;
    const { start, endA, endB } = changedBlocks(content, wanted);
    const transaction = state.tr;
    if (start === endA && start === endB) return transaction;
    const from = sizeOf(content, 0, start);
    if (endA - start === 1 && endB - start === 1) {
      replaceWithin(transaction, from, content.child(start), wanted.child(start));
      const result = transaction.doc.content.childCount === wanted.childCount ? transaction.doc.child(start) : null;
      if (result?.eq(wanted.child(start))) {
        const type = this.fragment.get(start);
        if (type) this.mapping.set(type, result);
        return transaction;
      }
    }
    const blocks: Node[] = [];
    for (let index = start; index < endB; index++) blocks.push(wanted.child(index));
    return state.tr.replaceWith(from, from + sizeOf(content, start, endA), blocks);
  }

  private keepSelection(transaction: Transaction, { selection, storedMarks }: EditorState): void {
    if (this.before && selection instanceof TextSelection) {
      const byWords = [this.absolute(this.before.anchor), this.absolute(this.before.head)];
      const elsewhere =
        this.byBlock || byWords.includes(null) || isOtherBlock(transaction.doc, byWords[1], selection.$head.parent.attrs.id);
      const byBlock = elsewhere ? this.inSameBlock(transaction.doc, selection) : byWords;
      const [anchor, head] = byBlock.includes(null) ? byWords : byBlock;
      if (typeof anchor === 'number' && typeof head === 'number') {
        transaction.setSelection(TextSelection.between(transaction.doc.resolve(anchor), transaction.doc.resolve(head)));
      }
    }
    // "Bold", chosen for the next letter, must not be lost because somebody else typed one.
    if (storedMarks) transaction.setStoredMarks(storedMarks);
  }

  /** The block in which I write was made anew somewhere: it has its id, and soon the letters that only I have (`tree/rescue.ts`). */
  private inSameBlock(doc: Node, { $anchor, $head }: TextSelection): (number | null)[] {
    if (!this.byBlock) queueMicrotask(() => (this.byBlock = null));
    this.byBlock ??= [$anchor, $head].map(({ parent, parentOffset }) => ({ id: parent.attrs.id as unknown, offset: parentOffset }));
    return this.byBlock.map(({ id, offset }) => placeInBlock(doc, id, offset));
  }
}

/** A page of an older version writes a move as new words in a block that stays: then the letters there are others than those that I was at. */
function isOtherBlock(doc: Node, place: number | null | undefined, id: unknown): boolean {
  return typeof place === 'number' && doc.resolve(place).parent.attrs.id !== id;
}

function placeInBlock(doc: Node, id: unknown, offset: number): number | null {
  let place: number | null = null;
  if (typeof id !== 'string') return null;
  doc.descendants((node, pos) => {
    if (place === null && node.isTextblock && node.attrs.id === id) place = pos + 1 + Math.min(offset, node.content.size);
    return place === null;
  });
  return place;
}

/** @param at where the block `a` begins */
function replaceWithin(transaction: Transaction, at: number, a: Node, b: Node): void {
  const contentA = Fragment.from(a);
  const contentB = Fragment.from(b);
  const start = contentA.findDiffStart(contentB);
  const end = start === null ? null : contentA.findDiffEnd(contentB);
  if (start === null || !end) return;
  // Where the same letters repeat, both ends may claim them.
  const overlap = Math.max(0, start - Math.min(end.a, end.b));
  const slice = b.type.schema.topNodeType.create(null, b).slice(start, end.b + overlap);
  transaction.replace(at + start, at + end.a + overlap, slice);
}
