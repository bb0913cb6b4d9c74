/** Where a simulation takes place: a sync server on a log, in this process or in one of its own, and what can be done to it. */
import path from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { SQLITE_LOG_FILE } from '../../server/storage/sqlite-log';
import type { UpdateLog } from '../../server/storage/update-log';
import { type FaultProxy, startFaultProxy } from './fault-proxy';
import { breakHookOf, refusing, startServer, type TestServer } from './harness';
import { type Answer, type ServerChild, startChild } from './processes';
import type { Storage } from './storages';

export interface Arena {
  /** What stands before the server: clients keep its address, whatever becomes of the server. */
  cable: FaultProxy;
  /** For reading what is on disk. */
  log: UpdateLog;
  /** The storage takes nothing any more, until `relent`. */
  refuse(): Promise<void>;
  relent(): Promise<void>;
  /** The application's `stored` hook fails, or works again. A server that starts anew has one that works. */
  breakHook(broken: boolean): Promise<void>;
  /** An end as operators make it, and a new start. */
  restart(): Promise<void>;
  /** kill -9, `look` while nobody can come back, and a new start; absent where that would be the end of the test. */
  kill?(look: () => Promise<void>): Promise<void>;
  revoke(userId: string, code: number): Promise<void>;
  stats(): Promise<Answer>;
  close(): Promise<void>;
}

/** Folds often and forgets at once, so that both happen. */
const LIMITS = { compactRows: 30, idleMs: 5 };

export async function arenaHere(storage: Storage): Promise<Arena> {
  const log = refusing(await storage.open());
  let server: TestServer = await startServer({ log, limits: LIMITS });
  const cable = await startFaultProxy(server.port);
  return {
    cable,
    log,
    async refuse() {
      log.appendError = new Error('refused');
    },
    async relent() {
      log.appendError = null;
    },
    async breakHook(broken) {
      breakHookOf(server, broken);
    },
    async restart() {
      await server.close();
      server = await startServer({ log, limits: LIMITS });
      cable.toward(server.port);
    },
    async revoke(userId, code) {
      server.sync.service.revoke({ userId }, code);
    },
    async stats() {
      const timers = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
      return { ...server.sync.stats(), rss: process.memoryUsage().rss, timers };
    },
    async close() {
      await cable.close();
      await server.close();
      await log.close();
      await storage.remove();
    },
  };
}

export async function arenaInProcess(storage: Storage): Promise<Arena> {
  const start = () => startChild(storage.place, { limits: LIMITS });
  let server: ServerChild = await start();
  const cable = await startFaultProxy(server.port);
  const log = await storage.open();
  const lock = storage.place.startsWith('postgresql:') ? await lockPostgres(storage.place) : lockSqlite(storage.place);
  return {
    cable,
    log,
    refuse: lock.take,
    relent: lock.release,
    breakHook: async (broken) => void (await server.ask({ breakHook: broken })),
    async restart() {
      await server.kill('SIGTERM');
      server = await start();
      cable.toward(server.port);
    },
    async kill(look) {
      cable.block();
      await server.kill();
      await look();
      server = await start();
      cable.toward(server.port);
      cable.mend();
    },
    revoke: async (userId, code) => void (await server.ask({ revoke: { userId }, code })),
    stats: () => server.ask({ stats: true }),
    async close() {
      await lock.close();
      await cable.close();
      await server.kill();
      await log.close();
      await storage.remove();
    },
  };
}

interface Lock {
  take(): Promise<void>;
  release(): Promise<void>;
  close(): Promise<void>;
}

/** Another writer that does not let go of the file: SQLITE_BUSY. */
function lockSqlite(folder: string): Lock {
  const database = new Database(path.join(folder, SQLITE_LOG_FILE), { timeout: 10_000 });
  return {
    async take() {
      if (!database.inTransaction) database.exec('BEGIN IMMEDIATE');
    },
    async release() {
      if (database.inTransaction) database.exec('ROLLBACK');
    },
    async close() {
      database.close();
    },
  };
}

/** Another session that does not let go of the table. */
async function lockPostgres(url: string): Promise<Lock> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  return {
    async take() {
      await client.query('BEGIN; LOCK TABLE sync.rooms IN EXCLUSIVE MODE');
    },
    async release() {
      await client.query('ROLLBACK');
    },
    close: () => client.end(),
  };
}
