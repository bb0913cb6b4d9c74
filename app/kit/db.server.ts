/**
 * The database: SQLite in a folder, or PostgreSQL. Both clients come from one schema and are used through
 * the same type; the one that this process uses is chosen when it opens.
 */
import path from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient as PostgresClient } from '../../prisma/generated/postgresql/client';
import { type Prisma, PrismaClient } from '../../prisma/generated/sqlite/client';
import { remembered } from './remember.server';
import { statementNames } from './statement-names';

export type Db = PrismaClient;
/** What a function takes that may run inside a transaction of its caller. */
export type Tx = Prisma.TransactionClient;
export type { Prisma };

const holder = remembered<{ db: Db | null }>('db', () => ({ db: null }));

/** Where the SQLite database of a data folder lies. */
export function sqliteFile(dataDir: string): string {
  return path.join(dataDir, 'koinon.sqlite');
}

/** Opens a client. SQLite: WAL, foreign keys on, 5 s busy timeout (the file is made and migrated before by the server). */
export async function openDatabase(where: { databaseUrl?: string; dataDir: string }): Promise<Db> {
  if (where.databaseUrl) {
    const nameOf = statementNames();
    const adapter = new PrismaPg(
      { connectionString: where.databaseUrl },
      // Its type leaves out that a statement may have no name, which the driver beneath it takes (`name?: string`).
      { statementNameGenerator: (query) => nameOf(query) as string },
    );
    // One type for both: the two clients are generated from the same models and differ in their provider only.
    return new PostgresClient({ adapter }) as unknown as Db;
  }
  const db = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: sqliteFile(where.dataDir), timeout: 5000 }) });
  for (const pragma of ['journal_mode = WAL', 'foreign_keys = ON', 'synchronous = FULL']) await db.$queryRawUnsafe(`PRAGMA ${pragma}`);
  return db;
}

/** Makes `client` the database of this process; null closes the door again. */
export function setDb(client: Db | null): void {
  holder.db = client;
}

/** The open database. Throws before `Backend.start`. */
export function db(): Db {
  if (!holder.db) throw new Error('The database is not open yet: Backend.start comes first.');
  return holder.db;
}

/** What was asked for, by the transaction that it waits for. */
const afterwards = new WeakMap<Tx, (() => void)[]>();

/** Runs `work` in one transaction, and when it is committed what `work` left with `afterCommit`. All writes of features go through here. */
export async function transact<T>(work: (tx: Tx) => Promise<T>, options?: { timeout?: number }): Promise<T> {
  const follows: (() => void)[] = [];
  const result = await db().$transaction(async (tx) => {
    afterwards.set(tx, follows);
    return work(tx);
  }, options);
  for (const one of follows) one();
  return result;
}

/** Runs `work` when the transaction is committed, and never where it is not: whoever is told of a change must find it. It must not throw. */
export function afterCommit(tx: Tx, work: () => void): void {
  const follows = afterwards.get(tx);
  // Not one of ours: what was written without a transaction is there at once.
  if (follows) follows.push(work);
  else work();
}
