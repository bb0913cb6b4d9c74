/**
 * Who comes and who leaves, as one would tell it: by person, not by browser tab, and only what lasts. A line that breaks takes all the
 * others off the screen at once, and brings them back; nobody left.
 */
import type { Awareness } from 'y-protocols/awareness';
import { type Person, peopleIn } from './carets';

/** So long somebody must be here, or away, before it is told; in milliseconds. */
export const SETTLE_MS = 5000;

export interface ComingsOptions {
  awareness: Awareness;
  /** My own id: my other tabs are no news to me. */
  me: string;
  /** Is the line to the server up? */
  connected: () => boolean;
  came: (name: string) => void;
  went: (name: string) => void;
}

export class Comings {
  private readonly known: Map<string, string>;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: ComingsOptions) {
    this.known = this.now();
    options.awareness.on('change', this.look);
  }

  destroy(): void {
    clearTimeout(this.timer);
    this.options.awareness.off('change', this.look);
  }

  private now(): Map<string, string> {
    const others = peopleIn(this.options.awareness).filter(({ userId }) => userId !== this.options.me);
    return new Map(others.map(({ userId, name }) => [userId, name]));
  }

  /** Also called when the line comes back: who left in the meantime is told then. */
  readonly look = () => {
    clearTimeout(this.timer);
    const now = this.now();
    const news = [...now.keys()].some((id) => !this.known.has(id)) || [...this.known.keys()].some((id) => !now.has(id));
    this.timer = news ? setTimeout(this.tell, SETTLE_MS) : undefined;
  };

  private readonly tell = () => {
    // Without a line nothing is known about anybody; the next change after it is back is looked at again.
    if (!this.options.connected()) return;
    const now = this.now();
    for (const [id, name] of now) if (!this.known.has(id)) this.options.came(name);
    for (const [id, name] of this.known) if (!now.has(id)) this.options.went(name);
    this.known.clear();
    for (const [id, name] of now) this.known.set(id, name);
  };
}

/** One entry for each person but me, whatever number of tabs they have open: of these the one whose caret is in the text. */
export function othersIn(awareness: Awareness, me: string): Person[] {
  const others = new Map<string, Person>();
  for (const person of peopleIn(awareness)) {
    if (person.userId === me) continue;
    const writes = Boolean((awareness.getStates().get(person.clientId) as { cursor?: unknown } | undefined)?.cursor);
    if (writes || !others.has(person.userId)) others.set(person.userId, person);
  }
  return [...others.values()];
}
