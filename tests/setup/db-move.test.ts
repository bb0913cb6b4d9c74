/** `npm run db:move`: a server on SQLite goes on on PostgreSQL with everything that it had. Real processes, real databases. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { type Db, db, openDatabase } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { Prisma } from '../../prisma/generated/sqlite/client';
import { setUp } from '../../server/cli/set-up.mjs';
import { migrateSqlite } from '../../server/storage/migrate';
import { openPostgresLog } from '../../server/storage/postgres-log';
import { rebuild } from '../../server/storage/rebuild';
import { openSqliteStore } from '../../server/storage/sqlite-store';
import type { LoadedRoom } from '../../server/storage/update-log';
import { until } from '../live/harness';
import { addPicture, buildRoom, inDatabase, join, pictureFrom } from './living-room';
import { hasPostgres } from './postgres-url';
import { freshPostgres, runCommand, type ServerProcess, serve } from './server-process';

vi.setConfig({ testTimeout: 180_000 });

type Settings = Record<string, string>;

const postgres = await hasPostgres();
const top = mkdtempSync(path.join(tmpdir(), 'koinon-move-'));
const running: ServerProcess[] = [];
const drops: (() => Promise<void>)[] = [];
const PASSWORD = 'a password for the examples';

async function open(env: Settings, words: string[] = []): Promise<ServerProcess> {
  const server = await serve(env, words);
  running.push(server);
  return server;
}

async function emptyPostgres(): Promise<string> {
  const { url, drop } = await freshPostgres();
  drops.push(drop);
  return url;
}

async function tablesIn(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    `SELECT schemaname || '.' || tablename AS name FROM pg_tables WHERE schemaname IN ('public', 'sync')`,
  );
  await client.end();
  return rows.map(({ name }) => name);
}

/** On a machine whose clock is not in UTC: times in the databases are. */
const move = (env: Settings) => runCommand('db-move', [], { TZ: 'Asia/Kathmandu', ...env });

async function signIn(server: ServerProcess, email: string): Promise<string> {
  const body = new URLSearchParams({ email, password: PASSWORD });
  const answer = await fetch(`${server.url}/sign-in`, { method: 'POST', body, headers: { Origin: server.url }, redirect: 'manual' });
  expect(answer.status).toBe(302);
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

beforeAll(() => setUp({ development: true, tell: () => undefined }), 300_000);

afterEach(async () => {
  for (const drop of drops.splice(0)) await drop();
});

afterAll(async () => {
  for (const server of running) server.child.kill('SIGKILL');
  await Promise.all(running.map((server) => server.ended));
  rmSync(top, { recursive: true, force: true });
});

/** Rows that a form does not make: every kind of value, at its edges. */
async function buildOddRows(dataDir: string, documentId: string): Promise<void> {
  const { partnershipId } = await db().document.findUniqueOrThrow({ where: { id: documentId } });
  await db().partnership.update({
    where: { id: partnershipId },
    data: {
      totalBudgetCents: 9_007_199_254_740_993n,
      grantCents: -1n,
      title: 'NULL',
      aliases: '{"a",\\b}\n\t\'’ 😀 Ἀθῆναι',
      rateBasisPoints: null,
    },
  });
  const state = new Uint8Array(300_000).map((_, i) => (i * 31) % 256);
  await db().documentCopy.create({ data: { id: newId(), partnershipId, documentId, language: 'en', words: 0, state } });
  await db().documentCopy.create({ data: { id: newId(), partnershipId, documentId, language: 'el', words: 1, state: new Uint8Array(0) } });
  // The time is SQLite's own here, in its own form.
  const database = new Database(path.join(dataDir, 'koinon.sqlite'), { timeout: 5_000 });
  database
    .prepare(`INSERT INTO "Change" ("id", "partnershipId", "action", "subjectType", "subjectId") VALUES (?, ?, 'made', 'test', 'x')`)
    .run(newId(), partnershipId);
  database.close();
}

/** A log that has been through everything: folds, two snapshots, a seed, things set aside, another generation. */
function buildOddRooms(dataDir: string): void {
  const store = openSqliteStore(path.join(dataDir, 'updates.sqlite'));
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (let i = 0; i < 1_200; i++) doc.getXmlFragment('default').insert(0, [new Y.XmlText(`word ${i}`)]);
  const at = 1_700_000_000_000;
  store.seed('doc/folded0000/en', 3, updates.shift() ?? null, at);
  for (const update of updates) store.append([{ room: 'doc/folded0000/en', generation: 3, update, authorId: 'somebody', at }]);
  store.compact('doc/folded0000/en', 3, { covers: 400, state: Y.encodeStateAsUpdate(doc) }, at + 1);
  store.compact('doc/folded0000/en', 3, { covers: 700, state: Y.encodeStateAsUpdate(doc) }, at + 2);
  store.quarantine('doc/folded0000/en', 3, { seq: 1_100 }, 'does not decode');
  store.append([{ room: 'doc/unseeded00/el', generation: 1, update: new Uint8Array(0), authorId: null, at }]);
  store.seed('doc/emptyseed0/el', 1, null, at);
  store.close();
}

/** Everything that the log knows of each room. Bytes as hex: one database gives Buffer, the other Uint8Array. */
async function roomsOf(load: (room: string, generation: number) => LoadedRoom | Promise<LoadedRoom>, names: [string, number][]) {
  const all: Record<string, unknown> = {};
  for (const [room, generation] of names) {
    const { snapshot, tail, ...rest } = await load(room, generation);
    const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
    all[`${room} ${generation}`] = {
      ...rest,
      snapshot: snapshot && { covers: snapshot.covers, state: hex(snapshot.state) },
      tail: tail.map((row) => ({ ...row, update: hex(row.update) })),
      document: hex(Y.encodeStateAsUpdate(rebuild({ snapshot, tail, ...rest }).doc)),
    };
  }
  return all;
}

/** Every row of every table, as the application reads it. */
async function rowsOf(database: Db): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  for (const model of Object.keys(Prisma.ModelName)) {
    const name = model[0]?.toLowerCase() + model.slice(1);
    const delegate = (database as unknown as Record<string, { findMany(): Promise<Record<string, unknown>[]> }>)[name];
    const rows = (await delegate?.findMany()) ?? [];
    const key = (row: Record<string, unknown>) => String(row.id ?? row.key);
    all[model] = rows
      .sort((a, b) => (key(a) < key(b) ? -1 : 1))
      .map((row) => ({ ...row, ...(row.state ? { state: Buffer.from(row.state as Uint8Array).toString('hex') } : {}) }));
  }
  await database.$disconnect();
  return all;
}

describe.skipIf(!postgres)('a server goes from SQLite to PostgreSQL', () => {
  test('with every row, every document to the byte, its people signed in, and its counts going on', async () => {
    const dataDir = path.join(top, 'whole');
    const before: Settings = { DATA_DIR: dataDir, EXAMPLE_PASSWORD: PASSWORD };
    const server = await open({ ...before, LIMIT_COMPACT_ROWS: '50' }, ['--example']);
    const document = await buildRoom(before);
    const src = await addPicture(server, document);
    const picture = await pictureFrom(server, document, src);
    const writer = join(server, document);
    await writer.client.whenSaved();
    for (let i = 0; i < 70; i++) {
      writer.write(`paragraph ${i}`);
      await writer.client.whenSaved();
    }
    await inDatabase(before, () => buildOddRows(dataDir, document.room.split('/')[1] as string));
    const url = await emptyPostgres();
    const after: Settings = { ...before, DATABASE_URL: url };

    // Who still writes would write into what is left behind.
    expect(await move(after)).toEqual({ code: 1, said: expect.stringContaining('another Koinon has') });
    expect(await tablesIn(url)).toEqual([]);
    expect(await server.stop()).toBe(0);
    buildOddRooms(dataDir);
    const logFile = path.join(dataDir, 'updates.sqlite');
    const list = new Database(logFile);
    const names = list.prepare('SELECT room, generation FROM rooms').raw().all() as [string, number][];
    list.close();
    expect(names.length).toBeGreaterThanOrEqual(4);
    const inStore = async (wanted = names) => {
      const store = openSqliteStore(logFile);
      const found = {
        rooms: await roomsOf((room, generation) => store.load(room, generation), wanted),
        aside: store.quarantined(),
        size: store.measure(),
      };
      store.close();
      return found;
    };
    const [rows, texts] = [await rowsOf(await openDatabase({ dataDir })), await inStore()];

    const moved = await move(after);
    expect(moved).toEqual({ code: 0, said: expect.stringMatching(/^ +\d+ Partnership$/m) });
    expect(moved.said).toMatch(/^ +1 quarantine$/m);
    expect(moved.said).not.toContain('postgres@');
    // Nothing is taken away from where it came.
    expect([await rowsOf(await openDatabase({ dataDir })), await inStore()]).toEqual([rows, texts]);

    const log = await openPostgresLog(url);
    expect(await roomsOf((room, generation) => log.load(room, generation), names)).toEqual(texts.rooms);
    expect(texts.rooms['doc/folded0000/en 3']).toMatchObject({ seeded: true, lastSeq: 1_200, snapshot: { covers: 700 } });
    expect(await log.quarantined()).toEqual(texts.aside);
    const { diskBytes: _here, ...size } = texts.size;
    expect(await log.measure()).toMatchObject(size);
    // Where a snapshot is damaged, the one before it must be there too.
    const folded: [string, number] = ['doc/folded0000/en', 3];
    await log.quarantine(...folded, { snapshotCovers: 700 }, 'for the test');
    const store = openSqliteStore(logFile);
    store.quarantine(...folded, { snapshotCovers: 700 }, 'for the test');
    store.close();
    expect(await roomsOf((room, generation) => log.load(room, generation), [folded])).toEqual((await inStore([folded])).rooms);
    // Counts go on, also the one that numbers new rooms.
    const row = { generation: 3, update: new Uint8Array([0, 0]), authorId: null, at: 1 };
    expect(
      await log.append([
        { ...row, room: 'doc/folded0000/en' },
        { ...row, room: 'doc/new0000000/en' },
      ]),
    ).toEqual([1_201, 1]);
    await log.close();

    expect(await rowsOf(await openDatabase({ dataDir, databaseUrl: url }))).toEqual(rows);
    const filled = Object.entries(rows).filter(([, table]) => table.length > 0);
    expect(filled.length).toBeGreaterThan(12);

    // A second time there is something in the way.
    expect(await move(after)).toEqual({ code: 1, said: expect.stringContaining('DATABASE_URL: this database has tables') });

    const next = await open(after);
    const reader = join(next, document);
    await reader.client.whenSynced();
    const served = Buffer.from(Y.encodeStateAsUpdate(reader.client.doc)).toString('hex');
    expect(texts.rooms[`${document.room} 1`]).toMatchObject({ document: served });
    expect([reader.words(), reader.words().match(/paragraph/g)?.length]).toEqual([writer.words(), 70]);
    reader.write('and on');
    await until('it is saved', () => reader.client.saved);
    expect(await pictureFrom(next, document, src)).toEqual(picture);
    const cookie = await signIn(next, 'anna@nicosia.example');
    const home = await fetch(`${next.url}/`, { headers: { Cookie: cookie } });
    expect([home.status, (await home.text()).includes('Includ-EU')]).toEqual([200, true]);
    expect(await next.stop()).toBe(0);
  });

  /** The data of a server that was started once, without its process. */
  function emptyServer(name: string): string {
    const dataDir = path.join(top, name);
    mkdirSync(dataDir);
    migrateSqlite(path.join(dataDir, 'koinon.sqlite'), 'prisma/migrations/sqlite');
    return dataDir;
  }

  function inSqlite(dataDir: string, sql: string): void {
    const database = new Database(path.join(dataDir, 'koinon.sqlite'));
    database.pragma('foreign_keys = OFF');
    database.exec(sql);
    database.close();
  }

  test('also where no text was ever opened', async () => {
    const url = await emptyPostgres();
    const env = { DATA_DIR: emptyServer('untouched'), DATABASE_URL: url };
    expect((await move(env)).code).toBe(0);
    expect(await tablesIn(url)).toEqual(expect.arrayContaining(['public.User', 'sync.updates']));
  });

  test.each([
    [
      'a row that belongs to none',
      `INSERT INTO "Member" ("id", "partnershipId", "userId", "organisationId") VALUES ('m', 'p', 'u', 'o')`,
      'Member',
    ],
    ['a time that is none', `INSERT INTO "Setting" ("key", "value", "updatedAt") VALUES ('k', 'v', 'yesterday')`, 'Setting: updatedAt'],
    [
      'a text that PostgreSQL cannot hold',
      `INSERT INTO "Setting" ("key", "value", "updatedAt") VALUES ('k', 'a' || char(0) || 'b', '2026-01-01')`,
      'Setting: ',
    ],
    ['a table that is not known', 'CREATE TABLE "Novelty" ("id" TEXT)', 'Novelty.id'],
    [
      'a migration that is not known',
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name") VALUES ('x', 'x', '2999_later')`,
      '2999_later',
    ],
  ])('or not at all: %s leaves the database as empty as it was', async (_what, sql, named) => {
    const url = await emptyPostgres();
    const dataDir = emptyServer(`odd-${running.length}-${drops.length}-${named.replace(/\W/g, '')}`);
    inSqlite(dataDir, sql);
    expect(await move({ DATA_DIR: dataDir, DATABASE_URL: url })).toEqual({ code: 1, said: expect.stringContaining(named) });
    expect(await tablesIn(url)).toEqual([]);
  });

  test('and says what is missing', async () => {
    const url = await emptyPostgres();
    const nothing = path.join(top, 'nothing');
    expect(await move({ DATA_DIR: nothing, DATABASE_URL: url })).toEqual({
      code: 1,
      said: expect.stringContaining('DATA_DIR: there is no koinon.sqlite'),
    });
    const dataDir = emptyServer('here');
    expect(await move({ DATA_DIR: dataDir, DATABASE_URL: '' })).toEqual({
      code: 1,
      said: expect.stringContaining('DATABASE_URL: say where to'),
    });
    const absent = new URL(url);
    absent.pathname = '/there_is_no_such_database';
    expect(await move({ DATA_DIR: dataDir, DATABASE_URL: absent.href })).toEqual({
      code: 1,
      said: expect.stringContaining('there_is_no_such_database'),
    });
  });
});
