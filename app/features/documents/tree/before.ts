/**
 * The shared tree as it was before a change from elsewhere, read from what that change deleted. Yjs keeps deleted content until the
 * change is over, so this works within `afterTransaction` and not later.
 */
import * as Y from 'yjs';
import type { RichNode } from '../rich-text';
import type { SharedType } from './build';

/** A run of letters of one kind. Marks by name, as Yjs keeps them. */
export interface Piece {
  text: string;
  mine: boolean;
  /** May whoever deleted them have known them? Then they may have taken them along to where the block is now. */
  known: boolean;
  marks: Record<string, unknown>;
}

/** What I wrote in something that is deleted now: letters in a block of somebody else's, or a whole block of mine. */
export type Buried =
  | { is: 'words'; block: Y.XmlElement; id: string | null; pieces: Piece[] }
  | { is: 'block'; block: Y.XmlElement; node: RichNode };

type Range = [from: number, to: number];
type DeleteSet = Y.Transaction['deleteSet'];
const NOTHING = Y.createDeleteSet();

export class Before {
  readonly #transaction: Y.Transaction;
  readonly #mine: Map<number, Range[]>;
  /** What the update itself says is deleted. The rest went with what held it: nobody who deletes knew of it. */
  readonly #said: DeleteSet;

  /**
   * @param update what the transaction has applied
   * @param mine my changes that count, as updates
   */
  constructor(transaction: Y.Transaction, update: Uint8Array, mine: readonly Uint8Array[]) {
    this.#transaction = transaction;
    this.#mine = transaction.deleteSet.clients.size > 0 ? rangesOf(mine) : new Map();
    this.#said = this.#lostSomething() ? Y.decodeUpdate(update).ds : NOTHING;
  }

  /** In the order in which they stood. */
  buriedIn(fragment: Y.XmlFragment): Buried[] {
    return this.#lostSomething() ? [...this.#buried(fragment, false)] : [];
  }

  /** Cheap, because it is asked at every deletion: was anything of mine among what was deleted? */
  #lostSomething(): boolean {
    const { clients } = this.#transaction.deleteSet;
    return [...this.#mine].some(([client, ranges]) =>
      clients.get(client)?.some(({ clock, len }) => ranges.some(([from, to]) => clock < to && from < clock + len)),
    );
  }

  *#buried(parent: Y.XmlFragment, inGrave: boolean): Iterable<Buried> {
    let words = false;
    for (const item of this.#items(parent)) {
      const type = typeIn(item);
      const gone = inGrave || item.deleted;
      if (type instanceof Y.XmlText) words ||= gone && this.#items(type).some((each) => this.#isMine(each));
      else if (!(type instanceof Y.XmlElement)) continue;
      else if (inGrave && this.#isMine(item)) yield { is: 'block', block: type, node: this.#node(type) };
      else yield* this.#buried(type, gone);
    }
    if (words && parent instanceof Y.XmlElement) {
      const id = this.#attributes(parent).id;
      yield { is: 'words', block: parent, id: typeof id === 'string' ? id : null, pieces: this.#pieces(parent) };
    }
  }

  /** What a type held before, deleted since or not. */
  #items(type: SharedType): Y.Item[] {
    const items: Y.Item[] = [];
    for (let item = type._start; item; item = item.right) if (this.#wasThere(item)) items.push(item);
    return items;
  }

  #wasThere({ id, deleted }: Y.Item): boolean {
    const { beforeState, deleteSet } = this.#transaction;
    return id.clock < (beforeState.get(id.client) ?? 0) && (!deleted || Y.isDeleted(deleteSet, id));
  }

  #isMine({ id, length }: Y.Item): boolean {
    return (this.#mine.get(id.client) ?? []).some(([from, to]) => id.clock < to && from < id.clock + length);
  }

  #isMyLetter({ id }: Y.Item, offset: number): boolean {
    const clock = id.clock + offset;
    return (this.#mine.get(id.client) ?? []).some(([from, to]) => clock >= from && clock < to);
  }

  #pieces(block: Y.XmlElement): Piece[] {
    return this.#items(block).flatMap((item) => {
      const type = typeIn(item);
      return type instanceof Y.XmlText ? this.#letters(type) : [{ text: '\uFFFC', mine: false, known: true, marks: {} }];
    });
  }

  #letters(text: Y.XmlText): Piece[] {
    const pieces: Piece[] = [];
    const marks: Record<string, unknown> = {};
    for (const item of this.#items(text)) {
      const { content } = item;
      if (content instanceof Y.ContentFormat) {
        if (content.value === null) delete marks[content.key];
        else marks[content.key] = content.value;
      } else if (content instanceof Y.ContentString) {
        pieces.push(...this.#split(item, content.str, { ...marks }));
      }
    }
    return pieces;
  }

  #split(item: Y.Item, text: string, marks: Record<string, unknown>): Piece[] {
    const pieces: Piece[] = [];
    for (let offset = 0; offset < text.length; offset++) {
      const mine = this.#isMyLetter(item, offset);
      const known = !mine || Y.isDeleted(this.#said, Y.createID(item.id.client, item.id.clock + offset));
      const last = pieces.at(-1);
      if (last?.mine === mine && last.known === known) last.text += text[offset];
      else pieces.push({ text: text[offset] as string, mine, known, marks });
    }
    return pieces;
  }

  #node(element: Y.XmlElement): RichNode {
    const content = this.#items(element).flatMap((item): RichNode[] => {
      const type = typeIn(item);
      if (type instanceof Y.XmlElement) return [this.#node(type)];
      return type instanceof Y.XmlText ? this.#letters(type).map(textNode) : [];
    });
    return { type: element.nodeName, attrs: this.#attributes(element), ...(content.length > 0 && { content }) };
  }

  /** `getAttributes` shows nothing of a deleted element. */
  #attributes(element: Y.XmlElement): Record<string, unknown> {
    return Object.fromEntries([...element._map].map(([key, item]) => [key, item.content.getContent().at(-1)]));
  }
}

/** A piece as a text node. */
export function textNode({ text, marks }: Piece): RichNode {
  return { type: 'text', text, marks: Object.entries(marks).map(([type, attrs]) => ({ type, attrs: attrs as Record<string, unknown> })) };
}

function typeIn(item: Y.Item): unknown {
  return item.content instanceof Y.ContentType ? item.content.type : null;
}

/** The structs of updates, by client: `[from, to)` in clocks. */
function rangesOf(updates: readonly Uint8Array[]): Map<number, Range[]> {
  const ranges = new Map<number, Range[]>();
  for (const update of updates) {
    for (const { id, length } of Y.decodeUpdate(update).structs) {
      const known = ranges.get(id.client);
      if (known) known.push([id.clock, id.clock + length]);
      else ranges.set(id.client, [[id.clock, id.clock + length]]);
    }
  }
  return ranges;
}
