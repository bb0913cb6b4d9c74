/**
 * The update log in PostgreSQL. Any number of nodes may append to the same room: the room's row is locked while its `seq` is taken, and rooms
 * are locked in one order (by id), so readers of the tail miss nothing and nodes do not deadlock.
 * The tables belong to the log alone and are made by it, not by Prisma's migrations.
 */
import pg from 'pg';
import type { Damaged, LoadedRoom, LoggedRow, LogSize, NewRow, RoomKey, RoomSize, Snapshot, UpdateLog } from './update-log';

/** An arbitrary number, the same in all nodes: one at a time makes the tables. */
const SCHEMA_LOCK = 7_203_118;

const SCHEMA = `
  CREATE SCHEMA IF NOT EXISTS sync;
  CREATE TABLE IF NOT EXISTS sync.rooms (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    room text NOT NULL,
    generation integer NOT NULL,
    seeded_at bigint,
    last_seq bigint NOT NULL DEFAULT 0,
    tail_rows bigint NOT NULL DEFAULT 0,
    tail_bytes bigint NOT NULL DEFAULT 0,
    UNIQUE (room, generation)
  );
  CREATE TABLE IF NOT EXISTS sync.updates (
    room_id bigint NOT NULL REFERENCES sync.rooms (id),
    seq bigint NOT NULL,
    author_id text,
    at bigint NOT NULL,
    data bytea NOT NULL,
    PRIMARY KEY (room_id, seq)
  );
  CREATE TABLE IF NOT EXISTS sync.snapshots (
    room_id bigint NOT NULL REFERENCES sync.rooms (id),
    covers bigint NOT NULL,
    at bigint NOT NULL,
    data bytea NOT NULL,
    PRIMARY KEY (room_id, covers)
  );
  CREATE TABLE IF NOT EXISTS sync.quarantine (
    room_id bigint NOT NULL REFERENCES sync.rooms (id),
    kind text NOT NULL,
    number bigint NOT NULL,
    reason text NOT NULL,
    data bytea NOT NULL
  );
`;

const MEASURE_TAIL = `
  UPDATE sync.rooms SET
    tail_rows = (SELECT count(*) FROM sync.updates WHERE room_id = $1 AND seq > $2),
    tail_bytes = (SELECT coalesce(sum(length(data)), 0) FROM sync.updates WHERE room_id = $1 AND seq > $2)
  WHERE id = $1`;

const MEASURE_ALL = `
  SELECT count(*)::float AS rooms, coalesce(sum(tail_rows), 0)::float AS "tailRows", coalesce(sum(tail_bytes), 0)::float AS "tailBytes",
    (SELECT sum(pg_total_relation_size(c.oid))::float FROM pg_class c WHERE relnamespace = 'sync'::regnamespace AND relkind = 'r') AS "diskBytes",
    (SELECT min(at)::float FROM (SELECT max(at) AS at FROM sync.snapshots GROUP BY room_id) AS folds) AS "oldestFoldAt",
    (SELECT max(at)::float FROM sync.snapshots) AS "newestFoldAt"
  FROM sync.rooms`;

/** Said in each transaction: the address of the database, its settings and those of the role can turn it off for a connection. */
const BEGIN_SYNCED = 'BEGIN; SET LOCAL synchronous_commit TO on';
const BEGIN_READING = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';

/** A database that neither answers nor refuses must not hold a call for ever. All in milliseconds. */
export interface Patience {
  connect: number;
  /**
   * An append waits so long for a room that another session holds. Much less than a statement: a group holds the rows of all rooms, and once
   * it is refused each room is tried by itself, so that only the one that is held waits on.
   */
  lock: number;
  /** The database itself gives up a statement after this ... */
  statement: number;
  /** ... and we give up the connection after this: the way to the database may be what is silent. */
  answer: number;
}

const PATIENCE: Patience = { connect: 5_000, lock: 1_000, statement: 15_000, answer: 20_000 };

/** Connects and makes the tables where they are missing. Rejects when the database cannot be reached. */
export async function openPostgresLog(databaseUrl: string, connections = 4, patience: Partial<Patience> = {}): Promise<UpdateLog> {
  const { connect, lock, statement, answer } = { ...PATIENCE, ...patience };
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: connections,
    connectionTimeoutMillis: connect,
    statement_timeout: statement,
    query_timeout: answer,
    keepAlive: true,
  });
  // A broken idle connection is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  const log = new PostgresLog(pool, lock);
  await log.makeTables();
  return log;
}

/** Makes the log's tables where they are missing, in a transaction of the caller. */
export async function makeLogTables(client: pg.ClientBase): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [SCHEMA_LOCK]);
  await client.query(SCHEMA);
}

class PostgresLog implements UpdateLog {
  readonly isShared = true;
  readonly #pool: pg.Pool;
  readonly #beginAppend: string;

  constructor(pool: pg.Pool, lockMs: number) {
    this.#pool = pool;
    this.#beginAppend = `${BEGIN_SYNCED}; SET LOCAL lock_timeout TO ${lockMs}`;
  }

  async makeTables(): Promise<void> {
    await this.#transaction(makeLogTables);
  }

  async append(rows: NewRow[]): Promise<number[]> {
    if (rows.length === 0) return [];
    return this.#transaction(async (client) => {
      const rooms = groupByRoom(rows);
      const locked = await lockRooms(client, rooms);
      const seqs = new Array<number>(rows.length);
      const ids = new Array<string>(rows.length);
      for (const { id, room, generation, last_seq } of locked) {
        const indexes = rooms.get(roomKey(room, generation))?.indexes ?? [];
        indexes.forEach((index, i) => {
          seqs[index] = Number(last_seq) + i + 1;
          ids[index] = id;
        });
      }
      await insertRows(client, rows, ids, seqs);
      return seqs;
    }, this.#beginAppend);
  }

  async load(room: string, generation: number): Promise<LoadedRoom> {
    return this.#transaction(async (client) => {
      const { rows } = await client.query('SELECT id, seeded_at, last_seq FROM sync.rooms WHERE room = $1 AND generation = $2', [
        room,
        generation,
      ]);
      const found = rows[0];
      if (!found) return { seeded: false, snapshot: null, tail: [], lastSeq: 0 };
      const snapshot = await latestSnapshot(client, found.id, true);
      const tail = await client.query('SELECT seq, data, author_id, at FROM sync.updates WHERE room_id = $1 AND seq > $2 ORDER BY seq', [
        found.id,
        snapshot?.covers ?? 0,
      ]);
      return { seeded: found.seeded_at !== null, snapshot, tail: tail.rows.map(toLoggedRow), lastSeq: Number(found.last_seq) };
    }, BEGIN_READING);
  }

  async since(room: string, generation: number, after: number): Promise<LoggedRow[] | null> {
    // One statement sees one state of the database.
    const { rows } = await this.#pool.query(
      `SELECT last_seq, seq, data, author_id, updates.at FROM sync.rooms LEFT JOIN sync.updates ON room_id = id AND seq > $3
       WHERE room = $1 AND generation = $2 ORDER BY seq`,
      [room, generation, after],
    );
    const tail = rows.filter(({ seq }) => seq !== null).map(toLoggedRow);
    return tail.length === Math.max(0, Number(rows[0]?.last_seq ?? 0) - after) ? tail : null;
  }

  async lastSeqs(rooms: RoomKey[]): Promise<number[]> {
    if (rooms.length === 0) return [];
    const { rows } = await this.#pool.query(
      `SELECT last_seq FROM unnest($1::text[], $2::int[]) WITH ORDINALITY AS asked (room, generation, place)
       LEFT JOIN sync.rooms USING (room, generation) ORDER BY place`,
      [rooms.map(({ room }) => room), rooms.map(({ generation }) => generation)],
    );
    return rows.map(({ last_seq }) => Number(last_seq ?? 0));
  }

  async seed(room: string, generation: number, update: Uint8Array | null, at: number): Promise<boolean> {
    return this.#transaction(async (client) => {
      const { id, last_seq } = await lockRoom(client, room, generation);
      const marked = await client.query('UPDATE sync.rooms SET seeded_at = $2 WHERE id = $1 AND seeded_at IS NULL', [id, at]);
      if (marked.rowCount === 0) return false;
      if (update) await insertRows(client, [{ room, generation, update, authorId: null, at }], [id], [Number(last_seq) + 1]);
      return true;
    });
  }

  async compact(room: string, generation: number, snapshot: Snapshot, at: number): Promise<boolean> {
    return this.#transaction(async (client) => {
      const { id } = await lockRoom(client, room, generation);
      const previous = await latestSnapshot(client, id, false);
      if (previous && previous.covers >= snapshot.covers) return false;
      await client.query('INSERT INTO sync.snapshots (room_id, covers, at, data) VALUES ($1, $2, $3, $4)', [
        id,
        snapshot.covers,
        at,
        Buffer.from(snapshot.state),
      ]);
      if (previous) {
        await client.query('DELETE FROM sync.snapshots WHERE room_id = $1 AND covers < $2', [id, previous.covers]);
        await client.query('DELETE FROM sync.updates WHERE room_id = $1 AND seq <= $2', [id, previous.covers]);
      }
      await client.query(MEASURE_TAIL, [id, snapshot.covers]);
      return true;
    });
  }

  async roomsToCompact(atLeast: { rows: number; bytes: number }, limit: number): Promise<RoomSize[]> {
    const { rows } = await this.#pool.query(
      `SELECT room, generation, tail_rows, tail_bytes FROM sync.rooms
       WHERE tail_rows >= $1 OR tail_bytes >= $2 ORDER BY tail_bytes DESC LIMIT $3`,
      [atLeast.rows, atLeast.bytes, limit],
    );
    return rows.map(({ room, generation, tail_rows, tail_bytes }) => ({
      room,
      generation,
      rows: Number(tail_rows),
      bytes: Number(tail_bytes),
    }));
  }

  async quarantine(room: string, generation: number, damaged: Damaged, reason: string): Promise<void> {
    const isRow = 'seq' in damaged;
    const [kind, table, column] = isRow ? ['row', 'sync.updates', 'seq'] : ['snapshot', 'sync.snapshots', 'covers'];
    const number = isRow ? damaged.seq : damaged.snapshotCovers;
    await this.#transaction(async (client) => {
      const { id } = await lockRoom(client, room, generation);
      await client.query(
        `WITH gone AS (DELETE FROM ${table} WHERE room_id = $1 AND ${column} = $2 RETURNING data)
         INSERT INTO sync.quarantine (room_id, kind, number, reason, data) SELECT $1, $3, $2, $4, data FROM gone`,
        [id, number, kind, reason],
      );
      await client.query(MEASURE_TAIL, [id, (await latestSnapshot(client, id, false))?.covers ?? 0]);
    });
  }

  async quarantined() {
    const { rows } = await this.#pool.query(
      'SELECT room, generation, kind, number, reason FROM sync.quarantine JOIN sync.rooms ON rooms.id = room_id ORDER BY room_id, kind, number',
    );
    return rows.map(({ room, generation, kind, number, reason }) => {
      const damaged: Damaged = kind === 'row' ? { seq: Number(number) } : { snapshotCovers: Number(number) };
      return { room, generation, damaged, reason } as { room: string; generation: number; damaged: Damaged; reason: string };
    });
  }

  async measure(): Promise<LogSize> {
    return (await this.#pool.query<LogSize>(MEASURE_ALL)).rows[0] as LogSize;
  }

  async close(): Promise<void> {
    if (!this.#pool.ended) await this.#pool.end();
  }

  async #transaction<T>(work: (client: pg.PoolClient) => Promise<T>, begin = BEGIN_SYNCED): Promise<T> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    const fail = (error: Error) => {
      broken = error;
    };
    // The pool listens to idle connections alone: one that drops while it is in use would end the process.
    client.on('error', fail);
    try {
      await client.query(begin);
      const value = await work(client);
      await client.query('COMMIT');
      return value;
    } catch (error) {
      // Only a refusal of the database itself leaves a connection that can be used again.
      if (error instanceof pg.DatabaseError) await client.query('ROLLBACK').catch(fail);
      else broken ??= error as Error;
      throw error;
    } finally {
      client.off('error', fail);
      client.release(broken);
    }
  }
}

interface LockedRoom {
  id: string;
  room: string;
  generation: number;
  last_seq: string;
}

/** Rows of one room, as indexes into the group. */
interface RoomGroup {
  room: string;
  generation: number;
  indexes: number[];
}

function groupByRoom(rows: NewRow[]): Map<string, RoomGroup> {
  const rooms = new Map<string, RoomGroup>();
  rows.forEach(({ room, generation }, index) => {
    const key = roomKey(room, generation);
    const group = rooms.get(key) ?? { room, generation, indexes: [] };
    group.indexes.push(index);
    rooms.set(key, group);
  });
  return rooms;
}

function roomKey(room: string, generation: number): string {
  return `${room} ${generation}`;
}

async function lockRoom(client: pg.PoolClient, room: string, generation: number): Promise<LockedRoom> {
  const [locked] = await lockRooms(client, new Map([['', { room, generation, indexes: [] }]]));
  if (!locked) throw new Error('A room that was just made must be there to be locked.');
  return locked;
}

/** Makes the missing rooms and locks all of them, in order of id whatever the order given. */
async function lockRooms(client: pg.PoolClient, rooms: Map<string, RoomGroup>): Promise<LockedRoom[]> {
  const wanted = [...rooms.values()].sort((a, b) => (a.room < b.room ? -1 : a.room > b.room ? 1 : a.generation - b.generation));
  const values = [wanted.map(({ room }) => room), wanted.map(({ generation }) => generation)];
  const lock = () =>
    client.query<LockedRoom>(
      `SELECT id, room, generation, last_seq FROM sync.rooms
       WHERE (room, generation) IN (SELECT * FROM unnest($1::text[], $2::int[])) ORDER BY id FOR UPDATE`,
      values,
    );
  const known = await client.query<{ count: string }>(
    'SELECT count(*) FROM sync.rooms WHERE (room, generation) IN (SELECT * FROM unnest($1::text[], $2::int[]))',
    values,
  );
  if (Number(known.rows[0]?.count) < wanted.length) {
    await client.query(
      'INSERT INTO sync.rooms (room, generation) SELECT * FROM unnest($1::text[], $2::int[]) ON CONFLICT DO NOTHING',
      values,
    );
  }
  return (await lock()).rows;
}

async function insertRows(client: pg.PoolClient, rows: NewRow[], ids: string[], seqs: number[]): Promise<void> {
  const values = [ids, seqs, rows.map((row) => row.authorId), rows.map((row) => row.at), rows.map((row) => Buffer.from(row.update))];
  await client.query(
    `WITH written AS (
       INSERT INTO sync.updates (room_id, seq, author_id, at, data)
       SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[], $5::bytea[])
       RETURNING room_id, seq, length(data) AS bytes
     ), sizes AS (
       SELECT room_id, max(seq) AS last_seq, count(*) AS rows, sum(bytes) AS bytes FROM written GROUP BY room_id
     )
     UPDATE sync.rooms SET last_seq = sizes.last_seq, tail_rows = tail_rows + sizes.rows, tail_bytes = tail_bytes + sizes.bytes
     FROM sizes WHERE id = sizes.room_id`,
    values,
  );
}

async function latestSnapshot(client: pg.PoolClient, id: string, withState: boolean): Promise<Snapshot | null> {
  const { rows } = await client.query(
    `SELECT covers, ${withState ? 'data' : "''::bytea AS data"} FROM sync.snapshots WHERE room_id = $1 ORDER BY covers DESC LIMIT 1`,
    [id],
  );
  return rows[0] ? { covers: Number(rows[0].covers), state: rows[0].data } : null;
}

function toLoggedRow({ seq, data, author_id, at }: { seq: string; data: Buffer; author_id: string | null; at: string }): LoggedRow {
  return { seq: Number(seq), update: data, authorId: author_id, at: Number(at) };
}
