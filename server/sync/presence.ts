/**
 * Who is where in one room: the server's side of y-protocols' awareness, without its timer per document and without its trust.
 * - The identity in a state is the server's (`user`), whatever the client says.
 * - A client id belongs to the socket that claimed it. Stock providers send what they hear about others back to the server: that is ignored.
 * - Changes of a room are sent together, to all, in one buffer, at most every `presenceEveryMs` (seldomer in a large room).
 */
import type { RoomActor } from '../../app/live/backend';
import { encodePresence, type PresenceEntry, readPresence } from './frames';
import type { SyncLimits } from './limits';
import type { SharedPresence } from './node-messages';
import { checkJsonDepth } from './update-scan';

/** A socket, as presence sees it. */
export interface PresenceOwner {
  readonly actor: RoomActor;
}

interface Seen {
  /** A socket of this node, or the name of another node. */
  owner: PresenceOwner | string;
  userId: string;
  /** The owner's own clock, to tell new from old. */
  clock: number;
  /** The clock that others were told. Ahead of the owner's only after a return that took no new clock. */
  told: number;
  /** JSON text with the server's identity; `null` once gone: kept a while, so that an echo cannot bring it back. */
  state: string;
  at: number;
}

type Options = Pick<SyncLimits, 'presenceBytes' | 'clientIdsPerSocket' | 'presenceEveryMs' | 'presenceGoneMs' | 'valueDepth'>;

const GONE = 'null';
/** A renewal changes nothing that anybody sees: it only has to arrive before the others' own timeout of 30 s. */
const RENEWAL_WITHIN_MS = 5_000;

export class Presence {
  readonly #options: Options;
  /** Sends a frame to everybody in the room; `own`: what of it is about sockets of this node. */
  readonly #send: (frame: Uint8Array, own: SharedPresence[]) => void;
  readonly #size: () => number;
  #seen = new Map<number, Seen>();
  /** Sockets that have said who they are: only a first word may claim an id that somebody left a moment ago. */
  #heard = new WeakSet<PresenceOwner>();
  #dirty = new Set<number>();
  #timer: NodeJS.Timeout | null = null;
  #timerAt = 0;
  #lastSent = Number.NEGATIVE_INFINITY;

  constructor(options: Options, send: (frame: Uint8Array, own: SharedPresence[]) => void, size: () => number) {
    this.#options = options;
    this.#send = send;
    this.#size = size;
  }

  /** Takes a client's awareness update. Throws where it does not decode. */
  receive(owner: PresenceOwner, update: Uint8Array): void {
    const first = !this.#heard.has(owner);
    let count = 0;
    readPresence(update, (entry) => {
      count += 1;
      this.#take(owner, entry, first && count === 1);
    });
    if (count > 0) this.#heard.add(owner);
  }

  /** What another node says about its sockets; it has judged what they may say. */
  receiveFrom(node: string, entries: SharedPresence[]): void {
    for (const entry of entries) this.#takeFrom(node, entry);
  }

  /** Who is here with this node. */
  own(): SharedPresence[] {
    return [...this.#seen].filter(([, seen]) => typeof seen.owner !== 'string' && seen.state !== GONE).map(toShared);
  }

  /** People whom other nodes have told of. */
  elsewhere(): { userId: string; name: string; colour: number }[] {
    const there = [...this.#seen.values()].filter((seen) => typeof seen.owner === 'string' && seen.state !== GONE);
    return there.map(({ userId, state }) => ({ ...(JSON.parse(state).user as { name: string; colour: number }), userId }));
  }

  /** The socket is closed: what it showed is gone. */
  leave(owner: PresenceOwner): void {
    for (const [client, seen] of this.#seen) if (seen.owner === owner && seen.state !== GONE) this.#remove(client, seen);
  }

  /** Everybody who is here, for a newcomer; null when nobody is. */
  snapshot(): Uint8Array | null {
    const here = [...this.#seen].filter(([, seen]) => seen.state !== GONE);
    return here.length > 0 ? encodePresence(here.map(toEntry)) : null;
  }

  /** Drops what was not renewed, and forgets the gone. */
  sweep(now: number): void {
    for (const [client, seen] of this.#seen) {
      if (now - seen.at < this.#options.presenceGoneMs) continue;
      if (seen.state === GONE) this.#seen.delete(client);
      else this.#remove(client, seen);
    }
  }

  /** Sends what waits. */
  flush(): void {
    if (this.#dirty.size > 0) this.#flush();
  }

  destroy(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#seen.clear();
  }

  #take(owner: PresenceOwner, entry: PresenceEntry, firstWord: boolean): void {
    const seen = this.#seen.get(entry.client);
    if (!this.#mayTake(owner, entry, seen, firstWord)) return;
    const state = entry.state === GONE ? GONE : this.#stamp(owner, entry.state);
    if (state === null || (state === GONE && (!seen || seen.state === GONE))) return;
    // y-protocols takes no first state with clock 0 for new, and a stock provider begins with it.
    const told = !seen || entry.clock > seen.told ? Math.max(1, entry.clock) : seen.told + (state === GONE ? 0 : 1);
    this.#seen.set(entry.client, { owner, userId: owner.actor.userId, clock: entry.clock, told, state, at: Date.now() });
    this.#dirty.add(entry.client);
    this.#schedule(seen?.state === state ? RENEWAL_WITHIN_MS : 0);
  }

  /** Whose word counts for a client id. */
  #mayTake(owner: PresenceOwner, entry: PresenceEntry, seen: Seen | undefined, firstWord: boolean): boolean {
    if (!seen) return entry.state !== GONE && this.#idsOf(owner) < this.#options.clientIdsPerSocket;
    if (seen.owner === owner) return entry.clock > seen.clock || (entry.clock === seen.clock && entry.state === GONE);
    // Another socket's id: the same person may take it along when coming back, before the old socket is known to be dead or just after.
    return firstWord && seen.userId === owner.actor.userId && entry.clock >= seen.clock && entry.state !== GONE;
  }

  #takeFrom(node: string, { client, clock, own, state }: SharedPresence): void {
    const seen = this.#seen.get(client);
    if (state === GONE) {
      // Somebody who has come back by way of this node, or a third one, is not gone.
      if (seen && seen.owner === node && seen.state !== GONE) this.#remove(client, seen);
      return;
    }
    const userId = userIdOf(state);
    if (userId === null) return;
    // The word of the node that has the person now; an older one, or one about somebody else's id, is no news.
    if (seen && seen.owner !== node && (seen.userId !== userId || own < seen.clock)) return;
    const told = !seen || clock > seen.told ? clock : seen.told + 1;
    this.#seen.set(client, { owner: node, userId, clock: own, told, state, at: Date.now() });
    this.#dirty.add(client);
    this.#schedule(seen?.state === state ? RENEWAL_WITHIN_MS : 0);
  }

  #idsOf(owner: PresenceOwner): number {
    let count = 0;
    for (const seen of this.#seen.values()) if (seen.owner === owner) count++;
    return count;
  }

  /** The state as others may see it; null for one that nobody may see. */
  #stamp(owner: PresenceOwner, text: string): string | null {
    if (text.length > this.#options.presenceBytes || Buffer.byteLength(text) > this.#options.presenceBytes) return null;
    checkJsonDepth(text, this.#options.valueDepth);
    const state: unknown = JSON.parse(text);
    if (typeof state !== 'object' || state === null || Array.isArray(state)) return null;
    const { userId, name, colour } = owner.actor;
    const { ['__proto__']: _never, ...rest } = state as Record<string, unknown>;
    return JSON.stringify({ ...rest, user: { id: userId, name, colour } });
  }

  #remove(client: number, seen: Seen): void {
    this.#seen.set(client, { ...seen, state: GONE, at: Date.now() });
    this.#dirty.add(client);
    this.#schedule(0);
  }

  #schedule(within: number): void {
    const pause = this.#options.presenceEveryMs * Math.max(1, Math.ceil(this.#size() / 50));
    const delay = Math.max(within, this.#lastSent + pause - performance.now());
    if (delay <= 0) {
      this.#flush();
      return;
    }
    const at = performance.now() + delay;
    if (this.#timer) {
      if (at >= this.#timerAt) return;
      clearTimeout(this.#timer);
    }
    this.#timerAt = at;
    this.#timer = setTimeout(() => this.#flush(), delay);
  }

  #flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#lastSent = performance.now();
    const entries: PresenceEntry[] = [];
    const own: SharedPresence[] = [];
    for (const client of this.#dirty) {
      const seen = this.#seen.get(client);
      if (!seen) continue;
      entries.push(toEntry([client, seen]));
      if (typeof seen.owner !== 'string') own.push(toShared([client, seen]));
    }
    this.#dirty.clear();
    if (entries.length > 0) this.#send(encodePresence(entries), own);
  }
}

function toEntry([client, { told, state }]: [number, Seen]): PresenceEntry {
  return { client, clock: told, state };
}

function toShared([client, { clock, told, state }]: [number, Seen]): SharedPresence {
  return { client, clock: told, own: clock, state };
}

/** Null for what no node of ours would say. */
function userIdOf(state: string): string | null {
  const { user } = JSON.parse(state) as { user?: { id?: unknown } };
  return typeof user?.id === 'string' ? user.id : null;
}
