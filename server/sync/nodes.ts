/** This node among others: tells them what its rooms wrote and who is in them, and brings in what they tell. SPEC.md, section N. */
import type { Logger, RevokeMatch } from '../../app/live/backend';
import type { NewRow } from '../storage/update-log';
import type { Cluster, Council, Relay } from './cluster';
import type { Connections } from './connections';
import { decodeNodeMessage, encodeNodeMessage, type NodeMessage, type SharedPresence, type SharedRow } from './node-messages';

/** A room, as the other nodes see it. */
export interface SharedRoom {
  readonly name: string;
  readonly generation: number;
  receiveRows(rows: SharedRow[]): void;
  receivePresence(node: string, entries: SharedPresence[]): void;
  /** Who is there with this node. */
  ownPresence(): SharedPresence[];
  /** Something may have been missed. */
  look(): void;
}

/** An announcement that could not be given out is tried again so often: after that sockets are found by their next check (R2). */
const ANNOUNCE_TRIES = 10;
const ANNOUNCE_PAUSE_MS = 1_000;
const LOCK_PAUSE_MS = 50;

export class Nodes {
  readonly #node: string;
  readonly #relay: Relay | null;
  readonly #council: Council | null;
  readonly #rooms = new Map<string, SharedRoom>();
  readonly #connections: Connections;
  readonly #logger: Logger;
  /** Names of this node's own locks, where it is alone. */
  readonly #locked = new Set<string>();
  #closed = false;

  constructor(cluster: Cluster | undefined, connections: Connections, logger: Logger) {
    this.#node = cluster?.node ?? '';
    this.#connections = connections;
    this.#logger = logger;
    this.#relay =
      cluster?.relay?.({
        heard: (room, message) => this.#heard(room, message),
        subscribed: (room) => this.#subscribed(room),
      }) ?? null;
    this.#council =
      cluster?.council({
        announced: (text) => this.#announced(text),
        returned: () => connections.recheckAll(),
      }) ?? null;
  }

  /** The room is in this node's memory from now on. */
  opened(room: SharedRoom): void {
    const name = channelOf(room);
    this.#rooms.set(name, room);
    this.#relay?.subscribe(name);
  }

  closed(room: SharedRoom): void {
    const name = channelOf(room);
    this.#rooms.delete(name);
    this.#relay?.unsubscribe(name);
  }

  /** Rows of this node that are on disk, with their `seq`. */
  tellRows(room: SharedRoom, rows: NewRow[], seqs: number[]): void {
    if (rows.length === 0) return;
    this.#tell(room, { kind: 'rows', rows: rows.map(({ update, authorId }, index) => ({ seq: seqs[index] as number, update, authorId })) });
  }

  tellPresence(room: SharedRoom, entries: SharedPresence[]): void {
    if (entries.length > 0) this.#tell(room, { kind: 'presence', entries });
  }

  /** Closes all matching sockets, here at once and on the other nodes as soon as they hear it. */
  revoke(match: RevokeMatch, code: number): void {
    this.#connections.revoke(match, code);
    if (this.#council) void this.#announce(JSON.stringify({ node: this.#node, match, code }));
  }

  /** One holder among all nodes; null while somebody else has it. Rejects when that cannot be found out. */
  async tryLock(name: string): Promise<(() => Promise<void>) | null> {
    if (this.#council) return this.#council.tryLock(name);
    if (this.#locked.has(name)) return null;
    this.#locked.add(name);
    return async () => void this.#locked.delete(name);
  }

  /** Waits for its turn. Rejects when it does not come in time. */
  async lock(name: string, withinMs: number): Promise<() => Promise<void>> {
    const until = performance.now() + withinMs;
    for (;;) {
      const release = await this.tryLock(name);
      if (release) return release;
      if (performance.now() > until) throw new Error('Somebody else is changing this for longer than expected.');
      await new Promise((resolve) => setTimeout(resolve, LOCK_PAUSE_MS));
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([this.#relay?.close(), this.#council?.close()]);
  }

  #tell(room: SharedRoom, message: NodeMessage): void {
    this.#relay?.publish(channelOf(room), encodeNodeMessage(this.#node, message));
  }

  #heard(channel: string, bytes: Uint8Array): void {
    const room = this.#rooms.get(channel);
    if (!room || this.#closed) return;
    try {
      const { node, message } = decodeNodeMessage(bytes);
      if (node === this.#node) return;
      if (message.kind === 'rows') room.receiveRows(message.rows);
      else if (message.kind === 'presence') room.receivePresence(node, message.entries);
      else this.tellPresence(room, room.ownPresence());
    } catch (error) {
      // The log has the rows, and presence is renewed: what another version says in words of its own is no harm.
      this.#logger.warn({ error: (error as Error).message }, 'a message of another node could not be read');
    }
  }

  /** What was said before was missed, in both directions. */
  #subscribed(channel: string): void {
    const room = this.#rooms.get(channel);
    if (!room || this.#closed) return;
    room.look();
    this.#tell(room, { kind: 'who' });
    this.tellPresence(room, room.ownPresence());
  }

  async #announce(text: string): Promise<void> {
    for (let tries = 1; this.#council && !this.#closed; tries++) {
      try {
        await this.#council.announce(text);
        return;
      } catch (error) {
        if (tries >= ANNOUNCE_TRIES) {
          this.#logger.error(
            { error: (error as Error).message },
            'other nodes could not be told that access has changed; they ask by themselves',
          );
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, ANNOUNCE_PAUSE_MS).unref());
      }
    }
  }

  #announced(text: string): void {
    try {
      const { node, match, code } = JSON.parse(text) as { node: string; match: RevokeMatch; code: number };
      if (node !== this.#node) this.#connections.revoke(match, code);
    } catch (error) {
      // Whatever it was about, who may no longer be here is found.
      this.#logger.warn({ error: (error as Error).message }, 'an announcement of another node could not be read');
      this.#connections.recheckAll();
    }
  }
}

function channelOf({ name, generation }: SharedRoom): string {
  return `${name}#${generation}`;
}
