import type { Damaged, LoadedRoom, LoggedRow, LogSize, NewRow, RoomKey, RoomSize, Snapshot, UpdateLog } from './update-log';

interface MemoryRoom {
  room: string;
  generation: number;
  seeded: boolean;
  lastSeq: number;
  rows: LoggedRow[];
  /** Oldest first, two at most. */
  snapshots: (Snapshot & { at: number })[];
}

/** An update log that lives as long as the process: for tests. */
export class MemoryLog implements UpdateLog {
  readonly isShared: boolean = false;
  #rooms = new Map<string, MemoryRoom>();
  #quarantined: { room: string; generation: number; damaged: Damaged; reason: string }[] = [];

  async append(rows: NewRow[]): Promise<number[]> {
    return rows.map(({ room, generation, update, authorId, at }) => this.#push(this.#open(room, generation), update, authorId, at));
  }

  async load(room: string, generation: number): Promise<LoadedRoom> {
    const found = this.#rooms.get(key(room, generation));
    if (!found) return { seeded: false, snapshot: null, tail: [], lastSeq: 0 };
    const latest = found.snapshots.at(-1);
    const snapshot = latest ? { covers: latest.covers, state: latest.state } : null;
    return { seeded: found.seeded, snapshot, tail: tailOf(found), lastSeq: found.lastSeq };
  }

  async since(room: string, generation: number, after: number): Promise<LoggedRow[] | null> {
    const found = this.#rooms.get(key(room, generation));
    const rows = found?.rows.filter(({ seq }) => seq > after) ?? [];
    return rows.length === Math.max(0, (found?.lastSeq ?? 0) - after) ? rows : null;
  }

  async lastSeqs(rooms: RoomKey[]): Promise<number[]> {
    return rooms.map(({ room, generation }) => this.#rooms.get(key(room, generation))?.lastSeq ?? 0);
  }

  async seed(room: string, generation: number, update: Uint8Array | null, at: number): Promise<boolean> {
    const found = this.#open(room, generation);
    if (found.seeded) return false;
    found.seeded = true;
    if (update) this.#push(found, update, null, at);
    return true;
  }

  async compact(room: string, generation: number, { covers, state }: Snapshot, at: number): Promise<boolean> {
    const found = this.#open(room, generation);
    const previous = found.snapshots.at(-1);
    if (previous && previous.covers >= covers) return false;
    const snapshot = { covers, state, at };
    found.snapshots = previous ? [previous, snapshot] : [snapshot];
    if (previous) found.rows = found.rows.filter((row) => row.seq > previous.covers);
    return true;
  }

  async roomsToCompact(atLeast: { rows: number; bytes: number }, limit: number): Promise<RoomSize[]> {
    const sizes = [...this.#rooms.values()].map((found) => {
      const tail = tailOf(found);
      const bytes = tail.reduce((sum, row) => sum + row.update.byteLength, 0);
      return { room: found.room, generation: found.generation, rows: tail.length, bytes };
    });
    const large = sizes.filter(({ rows, bytes }) => rows >= atLeast.rows || bytes >= atLeast.bytes);
    return large.sort((a, b) => b.bytes - a.bytes).slice(0, limit);
  }

  async quarantine(room: string, generation: number, damaged: Damaged, reason: string): Promise<void> {
    const found = this.#open(room, generation);
    if ('seq' in damaged) found.rows = found.rows.filter((row) => row.seq !== damaged.seq);
    else found.snapshots = found.snapshots.filter((snapshot) => snapshot.covers !== damaged.snapshotCovers);
    this.#quarantined.push({ room, generation, damaged, reason });
  }

  async quarantined() {
    return [...this.#quarantined];
  }

  async measure(): Promise<LogSize> {
    const rooms = [...this.#rooms.values()];
    const rows = rooms.flatMap(tailOf);
    const folds = rooms.flatMap(({ snapshots }) => snapshots.at(-1)?.at ?? []);
    return {
      rooms: rooms.length,
      tailRows: rows.length,
      tailBytes: rows.reduce((sum, row) => sum + row.update.byteLength, 0),
      diskBytes: 0,
      oldestFoldAt: folds.length > 0 ? Math.min(...folds) : null,
      newestFoldAt: folds.length > 0 ? Math.max(...folds) : null,
    };
  }

  async close(): Promise<void> {}

  #open(room: string, generation: number): MemoryRoom {
    const found = this.#rooms.get(key(room, generation));
    if (found) return found;
    const made: MemoryRoom = { room, generation, seeded: false, lastSeq: 0, rows: [], snapshots: [] };
    this.#rooms.set(key(room, generation), made);
    return made;
  }

  #push(found: MemoryRoom, update: Uint8Array, authorId: string | null, at: number): number {
    found.lastSeq += 1;
    found.rows.push({ seq: found.lastSeq, update: update.slice(), authorId, at });
    return found.lastSeq;
  }
}

function key(room: string, generation: number): string {
  return `${room} ${generation}`;
}

function tailOf(found: MemoryRoom): LoggedRow[] {
  const covers = found.snapshots.at(-1)?.covers ?? 0;
  return found.rows.filter((row) => row.seq > covers);
}
