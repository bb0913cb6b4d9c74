/** The SQLite side of the update log: plain and synchronous. `sqlite-log-worker.ts` runs it in a thread of its own. */
import Database from 'better-sqlite3';
import type { Damaged, LoadedRoom, LoggedRow, LogSize, NewRow, RoomKey, RoomSize, Snapshot, UpdateLog } from './update-log';

/** The same operations as `UpdateLog`, without promises. */
export type SyncStore = {
  [Name in Exclude<keyof UpdateLog, 'close' | 'isShared'>]: (...args: Parameters<UpdateLog[Name]>) => Awaited<ReturnType<UpdateLog[Name]>>;
} & {
  close(): void;
};

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS rooms (
    id INTEGER PRIMARY KEY,
    room TEXT NOT NULL,
    generation INTEGER NOT NULL,
    seeded_at INTEGER,
    last_seq INTEGER NOT NULL DEFAULT 0,
    tail_rows INTEGER NOT NULL DEFAULT 0,
    tail_bytes INTEGER NOT NULL DEFAULT 0,
    UNIQUE (room, generation)
  );
  CREATE TABLE IF NOT EXISTS updates (
    room_id INTEGER NOT NULL REFERENCES rooms (id),
    seq INTEGER NOT NULL,
    author_id TEXT,
    at INTEGER NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (room_id, seq)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS snapshots (
    room_id INTEGER NOT NULL REFERENCES rooms (id),
    covers INTEGER NOT NULL,
    at INTEGER NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (room_id, covers)
  );
  CREATE TABLE IF NOT EXISTS quarantine (
    room_id INTEGER NOT NULL REFERENCES rooms (id),
    kind TEXT NOT NULL,
    number INTEGER NOT NULL,
    reason TEXT NOT NULL,
    data BLOB NOT NULL
  );
`;

interface UpdateRow {
  seq: number;
  data: Uint8Array;
  author_id: string | null;
  at: number;
}

interface RoomRow {
  id: number;
  seeded_at: number | null;
  last_seq: number;
}

/**
 * Opens (and makes, where missing) the log's own file.
 * `synchronous=FULL`: with WAL the default would let a committed transaction vanish in a power cut, and "Saved" would be a lie.
 */
export function openSqliteStore(file: string): SyncStore {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('busy_timeout = 2000');
  db.exec(SCHEMA);
  return new SqliteStore(db);
}

class SqliteStore implements SyncStore {
  readonly #db: Database.Database;
  readonly #sql: ReturnType<typeof prepare>;

  constructor(db: Database.Database) {
    this.#db = db;
    this.#sql = prepare(db);
  }

  append(rows: NewRow[]): number[] {
    return this.#db.transaction(() => this.#insertAll(rows)).immediate();
  }

  load(room: string, generation: number): LoadedRoom {
    return this.#db.transaction((): LoadedRoom => {
      const found = this.#sql.room.get(room, generation);
      if (!found) return { seeded: false, snapshot: null, tail: [], lastSeq: 0 };
      const snapshot = this.#sql.latestSnapshot.get(found.id);
      const tail = this.#sql.tail.all(found.id, snapshot?.covers ?? 0);
      return {
        seeded: found.seeded_at !== null,
        snapshot: snapshot ? { covers: snapshot.covers, state: snapshot.data } : null,
        tail: tail.map(toLoggedRow),
        lastSeq: found.last_seq,
      };
    })();
  }

  since(room: string, generation: number, after: number): LoggedRow[] | null {
    return this.#db.transaction((): LoggedRow[] | null => {
      const found = this.#sql.room.get(room, generation);
      const rows = found ? this.#sql.tail.all(found.id, after) : [];
      return rows.length === Math.max(0, (found?.last_seq ?? 0) - after) ? rows.map(toLoggedRow) : null;
    })();
  }

  lastSeqs(rooms: RoomKey[]): number[] {
    return rooms.map(({ room, generation }) => this.#sql.room.get(room, generation)?.last_seq ?? 0);
  }

  seed(room: string, generation: number, update: Uint8Array | null, at: number): boolean {
    return this.#db
      .transaction(() => {
        const id = this.#roomId(room, generation);
        if (this.#sql.markSeeded.run(at, id).changes === 0) return false;
        if (update) this.#insertAll([{ room, generation, update, authorId: null, at }]);
        return true;
      })
      .immediate();
  }

  compact(room: string, generation: number, snapshot: Snapshot, at: number): boolean {
    return this.#db
      .transaction(() => {
        const id = this.#roomId(room, generation);
        const previous = this.#sql.latestSnapshot.get(id);
        if (previous && previous.covers >= snapshot.covers) return false;
        this.#sql.insertSnapshot.run(id, snapshot.covers, at, snapshot.state);
        if (previous) {
          this.#sql.dropSnapshots.run(id, previous.covers);
          this.#sql.dropRows.run(id, previous.covers);
        }
        this.#sql.measureTail.run({ id, covers: snapshot.covers });
        return true;
      })
      .immediate();
  }

  roomsToCompact(atLeast: { rows: number; bytes: number }, limit: number): RoomSize[] {
    return this.#sql.large.all(atLeast.rows, atLeast.bytes, limit);
  }

  quarantine(room: string, generation: number, damaged: Damaged, reason: string): void {
    const row = 'seq' in damaged;
    const number = row ? damaged.seq : damaged.snapshotCovers;
    this.#db
      .transaction(() => {
        const id = this.#roomId(room, generation);
        (row ? this.#sql.setRowAside : this.#sql.setSnapshotAside).run(reason, id, number);
        (row ? this.#sql.removeRow : this.#sql.removeSnapshot).run(id, number);
        this.#sql.measureTail.run({ id, covers: this.#sql.latestSnapshot.get(id)?.covers ?? 0 });
      })
      .immediate();
  }

  quarantined() {
    return this.#sql.quarantined.all().map(({ room, generation, kind, number, reason }) => {
      const damaged: Damaged = kind === 'row' ? { seq: number } : { snapshotCovers: number };
      return { room, generation, damaged, reason };
    });
  }

  measure(): LogSize {
    return this.#sql.measure.get() as LogSize;
  }

  /** A setting of this connection, as SQLite reports it. */
  pragma(name: string): unknown {
    return this.#db.pragma(name, { simple: true });
  }

  close(): void {
    this.#db.close();
  }

  #roomId(room: string, generation: number): number {
    const found = this.#sql.room.get(room, generation);
    return found ? found.id : Number(this.#sql.insertRoom.run(room, generation).lastInsertRowid);
  }

  /** A room is looked up and counted once, however many of the rows are its own. Returns their `seq`, in the order of the rows. */
  #insertAll(rows: NewRow[]): number[] {
    const groups = new Map<string, { id: number; count: number; bytes: number; next: number }>();
    const groupOf = rows.map(({ room, generation, update }) => {
      const key = `${room} ${generation}`;
      const group = groups.get(key) ?? { id: this.#roomId(room, generation), count: 0, bytes: 0, next: 0 };
      groups.set(key, group);
      group.count += 1;
      group.bytes += update.byteLength;
      return group;
    });
    for (const group of groups.values()) {
      const { last_seq: last } = this.#sql.count.get(group.count, group.count, group.bytes, group.id) as { last_seq: number };
      group.next = last - group.count + 1;
    }
    return rows.map(({ update, authorId, at }, index) => {
      const group = groupOf[index] as { id: number; next: number };
      const seq = group.next++;
      this.#sql.insertRow.run(group.id, seq, authorId, at, update);
      return seq;
    });
  }
}

function prepare(db: Database.Database) {
  return {
    room: db.prepare<[string, number], RoomRow>('SELECT id, seeded_at, last_seq FROM rooms WHERE room = ? AND generation = ?'),
    insertRoom: db.prepare<[string, number]>('INSERT INTO rooms (room, generation) VALUES (?, ?)'),
    markSeeded: db.prepare<[number, number]>('UPDATE rooms SET seeded_at = ? WHERE id = ? AND seeded_at IS NULL'),
    count: db.prepare<[number, number, number, number], { last_seq: number }>(
      `UPDATE rooms SET last_seq = last_seq + ?, tail_rows = tail_rows + ?, tail_bytes = tail_bytes + ?
       WHERE id = ? RETURNING last_seq`,
    ),
    insertRow: db.prepare<[number, number, string | null, number, Uint8Array]>(
      'INSERT INTO updates (room_id, seq, author_id, at, data) VALUES (?, ?, ?, ?, ?)',
    ),
    latestSnapshot: db.prepare<[number], { covers: number; data: Uint8Array }>(
      'SELECT covers, data FROM snapshots WHERE room_id = ? ORDER BY covers DESC LIMIT 1',
    ),
    tail: db.prepare<[number, number], UpdateRow>(
      'SELECT seq, data, author_id, at FROM updates WHERE room_id = ? AND seq > ? ORDER BY seq',
    ),
    insertSnapshot: db.prepare<[number, number, number, Uint8Array]>(
      'INSERT INTO snapshots (room_id, covers, at, data) VALUES (?, ?, ?, ?)',
    ),
    dropSnapshots: db.prepare<[number, number]>('DELETE FROM snapshots WHERE room_id = ? AND covers < ?'),
    dropRows: db.prepare<[number, number]>('DELETE FROM updates WHERE room_id = ? AND seq <= ?'),
    measureTail: db.prepare<[{ id: number; covers: number }]>(
      `UPDATE rooms SET
         tail_rows = (SELECT count(*) FROM updates WHERE room_id = @id AND seq > @covers),
         tail_bytes = (SELECT coalesce(sum(length(data)), 0) FROM updates WHERE room_id = @id AND seq > @covers)
       WHERE id = @id`,
    ),
    large: db.prepare<[number, number, number], RoomSize>(
      `SELECT room, generation, tail_rows AS rows, tail_bytes AS bytes FROM rooms
       WHERE tail_rows >= ? OR tail_bytes >= ? ORDER BY tail_bytes DESC LIMIT ?`,
    ),
    setRowAside: db.prepare<[string, number, number]>(
      `INSERT INTO quarantine (room_id, kind, number, reason, data)
       SELECT room_id, 'row', seq, ?, data FROM updates WHERE room_id = ? AND seq = ?`,
    ),
    setSnapshotAside: db.prepare<[string, number, number]>(
      `INSERT INTO quarantine (room_id, kind, number, reason, data)
       SELECT room_id, 'snapshot', covers, ?, data FROM snapshots WHERE room_id = ? AND covers = ?`,
    ),
    removeRow: db.prepare<[number, number]>('DELETE FROM updates WHERE room_id = ? AND seq = ?'),
    removeSnapshot: db.prepare<[number, number]>('DELETE FROM snapshots WHERE room_id = ? AND covers = ?'),
    measure: db.prepare<[], LogSize>(
      `SELECT count(*) AS rooms, coalesce(sum(tail_rows), 0) AS tailRows, coalesce(sum(tail_bytes), 0) AS tailBytes,
         (SELECT page_count * page_size FROM pragma_page_count, pragma_page_size) AS diskBytes, oldestFoldAt, newestFoldAt
       FROM rooms, (SELECT min(latest) AS oldestFoldAt, max(latest) AS newestFoldAt
         FROM (SELECT max(at) AS latest FROM snapshots GROUP BY room_id))`,
    ),
    quarantined: db.prepare<[], { room: string; generation: number; kind: string; number: number; reason: string }>(
      `SELECT room, generation, kind, number, reason FROM quarantine JOIN rooms ON rooms.id = room_id ORDER BY room_id, kind, number`,
    ),
  };
}

function toLoggedRow({ seq, data, author_id, at }: UpdateRow): LoggedRow {
  return { seq, update: data, authorId: author_id, at };
}
