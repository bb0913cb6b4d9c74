/** Whose the changes are that came into a room since its application was told last. */
import type { Authorship } from '../../app/live/backend';
import { scanUpdate } from './update-scan';

/** One change and who made it; null for what the server wrote itself. */
export interface AuthoredUpdate {
  update: Uint8Array;
  authorId: string | null;
}

/** What was deleted is remembered in so many pieces; beyond them nobody is said to have done it. */
const ERASED_MOST = 20_000;

export class AuthorshipKeeper {
  readonly #depth: number;
  #wrote = new Map<number, { userId: string; from: number }>();
  #erased: Authorship['erased'][number][] = [];

  /** @param depth how deep values may be nested */
  constructor(depth: number) {
    this.#depth = depth;
  }

  note(updates: readonly AuthoredUpdate[]): void {
    for (const { update, authorId } of updates) if (authorId !== null) this.#noteOne(update, authorId);
  }

  /** All that was noted; from now on it begins anew. */
  take(): Authorship {
    const taken = { wrote: this.#wrote, erased: this.#erased };
    this.#wrote = new Map();
    this.#erased = [];
    return taken;
  }

  /** It could not be told: what was noted meanwhile comes after it. */
  giveBack({ wrote, erased }: Authorship): void {
    for (const [client, { userId, from }] of wrote) this.#add(client, from, userId);
    this.#erased = [...erased, ...this.#erased].slice(0, ERASED_MOST);
  }

  #noteOne(update: Uint8Array, userId: string): void {
    try {
      const { starts, deletes } = scanUpdate(update, this.#depth);
      for (const [client, from] of starts) this.#add(client, from, userId);
      for (let i = 0; i + 2 < deletes.length && this.#erased.length < ERASED_MOST; i += 3) {
        const [client, clock, length] = deletes.slice(i, i + 3) as [number, number, number];
        this.#erased.push({ client, clock, length, userId });
      }
    } catch {
      // A row of another version may say more than is understood here: nobody is said to have written it.
    }
  }

  #add(client: number, from: number, userId: string): void {
    const known = this.#wrote.get(client);
    if (known) known.from = Math.min(known.from, from);
    else this.#wrote.set(client, { userId, from });
  }
}
