/**
 * The update log: the truth about every live room. A Y.Doc in memory is only a cache of it.
 *
 * Three versions keep one contract (`update-log.contract.ts`): memory for tests, SQLite, PostgreSQL.
 * Rooms are known by (room, generation); a new generation is another, empty room, so histories never mix.
 * Within a room `seq` counts 1, 2, 3 ... without a gap, in the order in which rows became durable.
 */

/** One change that Yjs integrated, to be written. */
export interface NewRow {
  room: string;
  generation: number;
  /** Yjs update, V1. */
  update: Uint8Array;
  /** User id; null for what the server wrote itself. */
  authorId: string | null;
  /** Milliseconds since 1970. */
  at: number;
}

export interface LoggedRow {
  seq: number;
  update: Uint8Array;
  authorId: string | null;
  at: number;
}

export interface Snapshot {
  /** Every row with `seq <= covers` is in `state`; `state` may hold more. */
  covers: number;
  /** Whole document as a Yjs update, V1. */
  state: Uint8Array;
}

export interface LoadedRoom {
  /** False: nobody has given this (room, generation) its first content yet. */
  seeded: boolean;
  snapshot: Snapshot | null;
  /** Rows after the snapshot, in order of `seq`. */
  tail: LoggedRow[];
  /** Highest `seq` ever written, 0 for none. */
  lastSeq: number;
}

export interface RoomSize {
  room: string;
  generation: number;
  /** Rows and bytes that no snapshot covers. */
  rows: number;
  bytes: number;
}

export interface RoomKey {
  room: string;
  generation: number;
}

/** What the whole log comes to. */
export interface LogSize {
  rooms: number;
  /** Rows and bytes that no snapshot covers. */
  tailRows: number;
  tailBytes: number;
  /** What it takes on disk; 0 in memory. */
  diskBytes: number;
  /** Of the rooms that have a snapshot: when the one was folded whose latest is the oldest, and the newest. Milliseconds since 1970. */
  oldestFoldAt: number | null;
  newestFoldAt: number | null;
}

/** A row or a snapshot that cannot be applied. */
export type Damaged = { seq: number } | { snapshotCovers: number };

export interface UpdateLog {
  /** May other nodes write to it too? */
  readonly isShared: boolean;

  /**
   * Writes the rows in one transaction: all or none. Resolves, when they are on disk, to their `seq`, in the order given.
   * Rejects when the storage refuses (full, busy, unreachable); the same rows may then be given again.
   */
  append(rows: NewRow[]): Promise<number[]>;

  load(room: string, generation: number): Promise<LoadedRoom>;

  /** All rows after `after`, in order; null where one of them is not there by itself any more (folded, set aside): then load the room. */
  since(room: string, generation: number, after: number): Promise<LoggedRow[] | null>;

  /** Highest `seq` of each room, in the order given; 0 for none. */
  lastSeqs(rooms: RoomKey[]): Promise<number[]>;

  /**
   * Gives a room its first content, once for ever: of two callers one gets true, the other false and must load what the first wrote.
   * `update` null: the room starts empty.
   */
  seed(room: string, generation: number, update: Uint8Array | null, at: number): Promise<boolean>;

  /**
   * Keeps a snapshot. The one before it stays, and so do all rows after that one, so a damaged snapshot costs nothing;
   * what is older goes in the same transaction. Resolves to false when a snapshot that covers as much is there already.
   */
  compact(room: string, generation: number, snapshot: Snapshot, at: number): Promise<boolean>;

  /** Rooms with at least so many rows or bytes outside their snapshot, largest first. */
  roomsToCompact(atLeast: { rows: number; bytes: number }, limit: number): Promise<RoomSize[]>;

  /** Takes a damaged row or snapshot out of the way, kept aside with the reason. Later loads do not meet it. */
  quarantine(room: string, generation: number, damaged: Damaged, reason: string): Promise<void>;

  /** Everything set aside, for the operator. */
  quarantined(): Promise<{ room: string; generation: number; damaged: Damaged; reason: string }[]>;

  /** For the operator, and not at every moment: it looks at each room's row, and at no text. */
  measure(): Promise<LogSize>;

  /** Waits for what is under way and lets go of files, threads and connections. */
  close(): Promise<void>;
}
