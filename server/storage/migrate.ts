/**
 * Applies the migrations in prisma/migrations at start, under a lock, and keeps the books as Prisma does
 * (`_prisma_migrations`), so that a person with Prisma's own commands finds the database in order.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type pg from 'pg';
import type { Logger, Settings } from '../../app/live/backend';
import { inTransaction } from './postgres-transaction';

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

interface Applied {
  migration_name: string;
  checksum: string;
  finished_at: unknown;
}

const TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMP,
  "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMP,
  "started_at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;
/** Any constant of ours: two nodes that start together migrate one after the other. */
const POSTGRES_LOCK = 720_611_001;

function migrationsIn(folder: string): Migration[] {
  const names = readdirSync(folder).filter((name) => existsSync(path.join(folder, name, 'migration.sql')));
  return names.sort().map((name) => {
    const sql = readFileSync(path.join(folder, name, 'migration.sql'), 'utf8');
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
  });
}

/**
 * The migrations still to do. Throws when the database knows one that this version does not, knows it with another text, or has half of
 * it: ours are done as a whole or not at all, so another tool was at work.
 */
function pending(all: Migration[], applied: Applied[]): Migration[] {
  const known = new Map(all.map((migration) => [migration.name, migration]));
  for (const row of applied) {
    const migration = known.get(row.migration_name);
    if (!migration)
      throw new Error(
        `The database was migrated by a newer version of Koinon (${row.migration_name}). Start that version, or restore a backup.`,
      );
    if (migration.checksum !== row.checksum)
      throw new Error(`Migration ${row.migration_name} is not the one that this database was made with.`);
    if (row.finished_at === null)
      throw new Error(
        `Migration ${row.migration_name} was begun by another tool and never finished. Restore a backup, or finish it there.`,
      );
  }
  const done = new Set(applied.map((row) => row.migration_name));
  return all.filter((migration) => !done.has(migration.name));
}

/**
 * Brings an SQLite file up to date, making it when it is missing.
 * @returns how many migrations were applied
 */
export function migrateSqlite(file: string, migrationsFolder: string): number {
  mkdirSync(path.dirname(file), { recursive: true });
  const database = new Database(file, { timeout: 10_000 });
  try {
    database.pragma('journal_mode = WAL');
    // Table rebuilds inside a migration must not trip over references; SQLite ignores this pragma within the transaction.
    database.pragma('foreign_keys = OFF');
    return database
      .transaction(() => {
        database.exec(TABLE);
        const applied = database
          .prepare('SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL')
          .all() as Applied[];
        const todo = pending(migrationsIn(migrationsFolder), applied);
        const note = database.prepare(
          'INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count) VALUES (?, ?, ?, ?, 1)',
        );
        for (const migration of todo) {
          database.exec(migration.sql);
          note.run(randomUUID(), migration.checksum, new Date().toISOString(), migration.name);
        }
        const [broken] = todo.length > 0 ? (database.pragma('foreign_key_check') as { table: string; parent: string }[]) : [];
        if (broken) throw new Error(`A row of ${broken.table} belongs to no row of ${broken.parent}; nothing was changed.`);
        return todo.length;
      })
      .immediate();
  } finally {
    database.close();
  }
}

/**
 * Brings a PostgreSQL database up to date; all of it or nothing.
 * @param only applies these alone: rows are put into the tables that they come from
 * @returns how many migrations were applied
 */
export function migratePostgres(url: string, migrationsFolder: string, only?: Set<string>): Promise<number> {
  return inTransaction(url, async (client) => {
    await lockMigrations(client);
    return applyMigrations(client, migrationsFolder, only);
  });
}

/** Until the transaction ends, no other node migrates this database. */
export async function lockMigrations(client: pg.ClientBase): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [POSTGRES_LOCK]);
}

/** As `migratePostgres`, in a transaction of the caller that has `lockMigrations`. */
export async function applyMigrations(client: pg.ClientBase, migrationsFolder: string, only?: Set<string>): Promise<number> {
  await client.query(TABLE);
  const { rows } = await client.query<Applied>(
    'SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL',
  );
  const known = migrationsIn(migrationsFolder);
  const unknown = [...(only ?? [])].find((name) => !known.some((migration) => migration.name === name));
  if (unknown) throw new Error(`These data are of a newer version of Koinon (${unknown}).`);
  const todo = pending(known, rows).filter(({ name }) => only?.has(name) ?? true);
  for (const migration of todo) {
    await client.query(migration.sql);
    await client.query(
      'INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, applied_steps_count) VALUES ($1, $2, now(), $3, 1)',
      [randomUUID(), migration.checksum, migration.name],
    );
  }
  return todo.length;
}

/** A database that starts at the same time as Koinon is waited for. */
const WAIT_FOR_DATABASE_MS = 30_000;
const ASK_EVERY_MS = 500;
/** The last one is PostgreSQL's own "the database system is starting up". */
const NOT_THERE_YET = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ECONNRESET', '57P03']);

/**
 * Brings the database that the settings name up to date.
 * @param folder holds `sqlite` and `postgresql`, each with its own history
 * @throws Error with a sentence that names the setting, when the database cannot be reached
 */
export async function migrate(settings: Pick<Settings, 'databaseUrl' | 'dataDir'>, folder: string, log: Logger): Promise<void> {
  if (!settings.databaseUrl) {
    migrateSqlite(path.join(settings.dataDir, 'koinon.sqlite'), path.join(folder, 'sqlite'));
    return;
  }
  const { host, pathname } = new URL(settings.databaseUrl);
  for (const deadline = Date.now() + WAIT_FOR_DATABASE_MS; ; ) {
    try {
      await migratePostgres(settings.databaseUrl, path.join(folder, 'postgresql'));
      return;
    } catch (error) {
      const { code, message } = error as Error & { code?: string };
      const absent = NOT_THERE_YET.has(code ?? '');
      if (!absent || Date.now() > deadline) {
        if (absent || /^(28|3D)/.test(code ?? ''))
          throw new Error(`DATABASE_URL: ${host}${pathname}: ${message || code}`, { cause: error });
        throw error;
      }
      log.warn({ host, code }, 'the database does not answer yet');
      await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    }
  }
}
