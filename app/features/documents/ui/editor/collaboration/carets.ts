/**
 * Where the others are: thin carets in a person's colour, with a name that fades two seconds after the last move, and a tint on
 * what they have selected. Positions travel as Yjs relative positions in the `cursor` field of the presence, in the form that
 * y-prosemirror made common; who somebody is (`user`) is stamped by the server.
 */
import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { type Binding, fromElsewhere } from './binding';

/** Own moves are told at most this often, in milliseconds. */
const TELL_MS = 80;
/** A name is shown this long after its caret's last move, in milliseconds. */
const LABEL_MS = 2000;

export interface Person {
  /** The connection: one person may be here twice. */
  clientId: number;
  userId: string;
  name: string;
  /** 0 to 11, see ui/person-colours.ts. */
  colour: number;
}

interface Cursor {
  anchor: unknown;
  head: unknown;
}

/** Everybody else in the room, whether or not their caret is in the text. States come from other machines: nothing in them is trusted. */
export function peopleIn(awareness: Awareness): Person[] {
  return [...awareness.getStates()].flatMap(([clientId, state]) => {
    if (clientId === awareness.clientID) return [];
    const user = (state as { user?: Record<string, unknown> } | null)?.user;
    if (!user || typeof user.name !== 'string') return [];
    const colour = Number.isInteger(user.colour) ? Math.abs(user.colour as number) % 12 : 0;
    return [{ clientId, userId: String(user.id ?? clientId), name: user.name.slice(0, 100), colour }];
  });
}

const key = new PluginKey<DecorationSet>('carets');

export function caretsOf(awareness: Awareness, binding: () => Binding): Extension {
  const labels = new Labels();
  return Extension.create({
    name: 'carets',
    addProseMirrorPlugins: () => [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply: (transaction, set, _, state) => next(transaction, set, state),
        },
        props: { decorations: (state) => key.getState(state) },
        view: (view) => new Teller(view, awareness, binding, labels),
      }),
    ],
  });

  function next(transaction: Transaction, set: DecorationSet, state: EditorState): DecorationSet {
    if (transaction.getMeta(key) || fromElsewhere(transaction)) return draw(state);
    return transaction.docChanged ? set.map(transaction.mapping, transaction.doc) : set;
  }

  function draw(state: EditorState): DecorationSet {
    const decorations: Decoration[] = [];
    for (const person of peopleIn(awareness)) {
      const place = placeOf(person.clientId, awareness, binding());
      if (!place) continue;
      const size = state.doc.content.size;
      const [head, anchor] = [Math.min(place.head, size), Math.min(place.anchor, size)];
      decorations.push(
        Decoration.widget(head, () => labels.element(person), {
          key: `caret-${person.clientId}-${person.colour}`,
          person: person.clientId,
          side: 10,
          ignoreSelection: true,
        }),
      );
      const $head = state.doc.resolve(head);
      // Blocks far from the screen are not laid out (document.css), and clip what hangs out of them: not where a name does.
      if ($head.depth > 0) decorations.push(Decoration.node($head.before(1), $head.after(1), { class: 'has-caret' }));
      if (head !== anchor) {
        const style = `--person: var(--person-${person.colour})`;
        decorations.push(Decoration.inline(Math.min(head, anchor), Math.max(head, anchor), { class: 'caret-selection', style }));
      }
    }
    return decorations.length > 0 ? DecorationSet.create(state.doc, decorations) : DecorationSet.empty;
  }
}

/** Where a person's caret is in the text, or null when it is not in it. */
export function placeOf(clientId: number, awareness: Awareness, binding: Binding): { anchor: number; head: number } | null {
  const cursor = (awareness.getStates().get(clientId) as { cursor?: Cursor | null } | undefined)?.cursor;
  if (!cursor) return null;
  try {
    const anchor = binding.absolute(Y.createRelativePositionFromJSON(cursor.anchor));
    const head = binding.absolute(Y.createRelativePositionFromJSON(cursor.head));
    return anchor === null || head === null ? null : { anchor, head };
  } catch {
    // A malformed position from another machine is a caret that is nowhere.
    return null;
  }
}

/** The carets' elements, one per connection, so that a move restarts the label's time and nothing is drawn anew. */
class Labels {
  private readonly elements = new Map<number, { element: HTMLElement; timer: ReturnType<typeof setTimeout> | undefined }>();

  element({ clientId, name, colour }: Person): HTMLElement {
    const caret = document.createElement('span');
    caret.className = 'caret';
    caret.style.setProperty('--person', `var(--person-${colour})`);
    caret.style.setProperty('--person-on', `var(--person-${colour}-on)`);
    // Who types where is told apart from the text: a screen reader would read the name within the sentence.
    caret.setAttribute('aria-hidden', 'true');
    const label = document.createElement('span');
    label.className = 'caret-label';
    label.textContent = name;
    caret.append(label);
    this.elements.set(clientId, { element: caret, timer: undefined });
    this.moved(clientId);
    return caret;
  }

  moved(clientId: number): void {
    const entry = this.elements.get(clientId);
    if (!entry) return;
    entry.element.dataset.fresh = '';
    clearTimeout(entry.timer);
    entry.timer = setTimeout(() => {
      delete entry.element.dataset.fresh;
    }, LABEL_MS);
  }

  /** A name that would hang out of the text (or of its table, which would scroll) stands on the other side of its caret. */
  turn(): void {
    for (const { element } of this.elements.values()) {
      const label = element.firstElementChild;
      const frame = element.closest('table') ?? element.closest('.ProseMirror');
      if (!label || !frame || element.dataset.fresh === undefined) continue;
      delete element.dataset.turned;
      const [own, around] = [label.getBoundingClientRect(), frame.getBoundingClientRect()];
      if (own.right > around.right || own.left < around.left) element.dataset.turned = '';
    }
  }

  forget(): void {
    for (const { timer } of this.elements.values()) clearTimeout(timer);
    this.elements.clear();
  }
}

interface Changes {
  added: number[];
  updated: number[];
  removed: number[];
}

/** Tells the room where my caret is, and the editor where theirs are. */
class Teller {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private frame: number | undefined;
  private moved = false;
  private told = '';

  constructor(
    private readonly view: EditorView,
    private readonly awareness: Awareness,
    private readonly binding: () => Binding,
    private readonly labels: Labels,
  ) {
    awareness.on('change', this.heard);
    view.dom.addEventListener('focus', this.soon);
    view.dom.addEventListener('blur', this.soon);
    this.redraw();
  }

  update(view: EditorView, before: EditorState): void {
    if (view.state.doc !== before.doc || !view.state.selection.eq(before.selection) || !view.editable) this.soon();
    // What I write where somebody else's caret is pushes their drawn caret along, though they did not move.
    if (view.state.doc !== before.doc) this.redraw(false);
  }

  destroy(): void {
    clearTimeout(this.timer);
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
    this.awareness.off('change', this.heard);
    this.view.dom.removeEventListener('focus', this.soon);
    this.view.dom.removeEventListener('blur', this.soon);
    this.labels.forget();
    this.awareness.setLocalStateField('cursor', null);
  }

  private readonly soon = () => {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.tell();
    }, TELL_MS);
  };

  private tell(): void {
    if (this.view.isDestroyed) return;
    // Who only reads may have the focus, and has no caret.
    const selection = this.view.editable && this.view.hasFocus() ? this.binding().selection(this.view.state) : null;
    const cursor = selection && { anchor: Y.relativePositionToJSON(selection.anchor), head: Y.relativePositionToJSON(selection.head) };
    const telling = JSON.stringify(cursor);
    if (telling === this.told) return;
    this.told = telling;
    this.awareness.setLocalStateField('cursor', cursor);
  }

  private readonly heard = ({ added, updated, removed }: Changes) => {
    const others = [...added, ...updated, ...removed].filter((clientId) => clientId !== this.awareness.clientID);
    if (others.length === 0) return;
    for (const clientId of updated) this.labels.moved(clientId);
    this.redraw();
  };

  /** @param moved somebody's caret or name is known to be another; else it is drawn anew only where one is in the wrong place. */
  private redraw(moved = true): void {
    this.moved ||= moved;
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      if (this.view.isDestroyed || !(this.moved || this.misplaced())) return;
      this.moved = false;
      this.view.dispatch(this.view.state.tr.setMeta(key, true).setMeta('addToHistory', false));
      this.labels.turn();
    });
  }

  private misplaced(): boolean {
    const { state } = this.view;
    const carets = key.getState(state)?.find(undefined, undefined, (spec) => 'person' in spec) ?? [];
    const drawn = new Map(carets.map(({ from, spec }) => [spec.person as number, from]));
    return peopleIn(this.awareness).some(({ clientId }) => {
      const place = placeOf(clientId, this.awareness, this.binding());
      return place !== null && drawn.get(clientId) !== Math.min(place.head, state.doc.content.size);
    });
  }
}
