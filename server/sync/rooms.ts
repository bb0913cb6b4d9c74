/** All live rooms: each is loaded once, however many ask for it, and forgotten when nobody needs it and nothing of it is unsaved. */
import { loadRoom } from './load-room';
import { Room } from './room';
import type { RoomContext } from './room-saver';
import { storedState } from './stored-state';

interface Entry {
  /** The one load; all who come meanwhile wait for it. */
  loading: Promise<Room>;
  room: Room | null;
  /** Connections and calls that need the room. It is never forgotten while there is one. */
  holds: number;
  /** Who wants to know what is on disk before the room is there, and that, once it is read. */
  whenRead: ((frames: Uint8Array[]) => void)[];
  idleTimer: NodeJS.Timeout | null;
}

export interface Hold {
  room: Promise<Room>;
  /** The second call does nothing. */
  release(): void;
}

export class Rooms {
  readonly #context: RoomContext;
  readonly #entries = new Map<string, Entry>();
  #closed = false;

  constructor(context: RoomContext) {
    this.#context = context;
  }

  /** Rooms in memory. */
  get open(): Room[] {
    return [...this.#entries.values()].flatMap(({ room }) => (room ? [room] : []));
  }

  /**
   * Keeps the room in memory until `release`, which must follow also when the load fails.
   * `whenRead` is called at most once and before the room is there: with frames for a client that has nothing (`stored-state.ts`).
   */
  hold(name: string, generation: number, whenRead: (frames: Uint8Array[]) => void = () => {}): Hold {
    const entry = this.#entries.get(key(name, generation)) ?? this.#load(name, generation);
    entry.holds += 1;
    if (!entry.room) entry.whenRead.push(whenRead);
    if (entry.idleTimer) clearTimeout(entry.idleTimer);
    entry.idleTimer = null;
    let held = true;
    const release = () => {
      if (held) this.#release(entry);
      held = false;
    };
    return { room: entry.loading, release };
  }

  find(name: string, generation: number): Room | null {
    return this.#entries.get(key(name, generation))?.room ?? null;
  }

  /** Ends all rooms; what they hold must be saved before. */
  destroy(): void {
    this.#closed = true;
    for (const { room, idleTimer } of this.#entries.values()) {
      if (idleTimer) clearTimeout(idleTimer);
      room?.destroy();
    }
    this.#entries.clear();
  }

  #load(name: string, generation: number): Entry {
    const whenRead: Entry['whenRead'] = [];
    const loading = this.#loadRoom(name, generation, whenRead);
    const entry: Entry = { loading, room: null, holds: 0, whenRead, idleTimer: null };
    this.#entries.set(key(name, generation), entry);
    loading.then(
      (room) => {
        entry.room = room;
        entry.whenRead = [];
        // Whoever wanted it may have left while it was loading.
        this.#startIdle(entry);
      },
      () => this.#entries.delete(key(name, generation)),
    );
    return entry;
  }

  async #loadRoom(name: string, generation: number, whenRead: Entry['whenRead']): Promise<Room> {
    const loaded = await loadRoom(this.#context, name, generation, async (stored) => {
      const frames = storedState(stored, this.#context.limits.valueDepth);
      if (frames.length === 0) return;
      for (const tell of whenRead.splice(0)) tell(frames);
      // Building takes the thread: what was just sent goes out first.
      await new Promise((resolve) => setImmediate(resolve));
    });
    if (this.#closed) throw new Error('The sync server is closed.');
    const room = new Room(name, generation, loaded, this.#context);
    this.#context.nodes.opened(room);
    return room;
  }

  #release(entry: Entry): void {
    entry.holds -= 1;
    this.#startIdle(entry);
  }

  #startIdle(entry: Entry): void {
    const { room } = entry;
    if (entry.holds > 0 || !room) return;
    entry.idleTimer = setTimeout(() => void this.#forget(entry, room), this.#context.limits.idleMs);
    entry.idleTimer.unref();
  }

  /** The last check and the removal happen in one step, so nobody can come in between and get a second copy. */
  async #forget(entry: Entry, room: Room): Promise<void> {
    entry.idleTimer = null;
    await room.saver.finish();
    // One that is being loaded again is waited for: others may wait for it too.
    while (!room.ready) await room.whenReady();
    if (entry.holds > 0 || entry.idleTimer !== null || !room.saver.isClean) return;
    if (this.#entries.get(key(room.name, room.generation)) !== entry) return;
    this.#entries.delete(key(room.name, room.generation));
    this.#context.nodes.closed(room);
    room.destroy();
  }
}

function key(name: string, generation: number): string {
  return `${name} ${generation}`;
}
