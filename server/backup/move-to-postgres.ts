/**
 * Everything of a server on SQLite into an empty PostgreSQL database: Prisma's tables and the update log, row by row as they are, so that
 * sessions, links, histories and the count of each text go on. One transaction: what fails leaves the database as empty as it was. The two
 * SQLite files are only read; uploads and the secret stay where they are.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type pg from 'pg';
import { takeDataFolder } from '../storage/data-folder';
import { applyMigrations, lockMigrations } from '../storage/migrate';
import { makeLogTables } from '../storage/postgres-log';
import { inTransaction } from '../storage/postgres-transaction';
import { SQLITE_LOG_FILE } from '../storage/sqlite-log';
import { openSqliteStore } from '../storage/sqlite-store';
import { type Column, fillTables, isEmpty, nameOf, quoted, type Table } from './postgres-tables';

const ROWS_FILE = 'koinon.sqlite';
/** A statement brings so many rows, or fewer where they are large. */
const ROWS_AT_ONCE = 500;
const BYTES_AT_ONCE = 4 * 1024 * 1024;

export interface Moved {
  table: string;
  rows: number;
}

/**
 * @returns how many rows of each table were moved
 * @throws Error with a sentence for the person who called it
 */
export async function moveToPostgres(dataDir: string, databaseUrl: string, migrationsFolder: string): Promise<Moved[]> {
  if (!existsSync(path.join(dataDir, ROWS_FILE)))
    throw new Error(`DATA_DIR: there is no ${ROWS_FILE} in ${dataDir}. Nothing can be moved.`);
  const giveBack = takeDataFolder(dataDir);
  try {
    // Makes the log where no text was ever opened.
    openSqliteStore(path.join(dataDir, SQLITE_LOG_FILE)).close();
    return await withSources(dataDir, (sources) =>
      inTransaction(databaseUrl, async (client) => {
        await lockMigrations(client);
        if (!(await isEmpty(client)))
          throw new Error('DATABASE_URL: this database has tables. Data are only moved into an empty database.');
        await applyMigrations(client, migrationsFolder, migrationsOf(sources.public));
        await makeLogTables(client);
        return moveAll(client, sources);
      }),
    );
  } finally {
    giveBack();
  }
}

/** The file that holds what PostgreSQL has in a schema. */
type Sources = Record<'public' | 'sync', Database.Database>;

async function withSources<T>(dataDir: string, work: (sources: Sources) => Promise<T>): Promise<T> {
  const open = (name: string) => new Database(path.join(dataDir, name), { fileMustExist: true, timeout: 10_000 }).defaultSafeIntegers();
  const sources: Sources = { public: open(ROWS_FILE), sync: open(SQLITE_LOG_FILE) };
  try {
    return await work(sources);
  } finally {
    for (const source of Object.values(sources)) source.close();
  }
}

/** The tables are made as these files have them; the next start applies what is newer. */
function migrationsOf(source: Database.Database): Set<string> {
  const done = source.prepare('SELECT migration_name FROM _prisma_migrations WHERE rolled_back_at IS NULL').pluck().all();
  return new Set(done as string[]);
}

async function moveAll(client: pg.ClientBase, sources: Sources): Promise<Moved[]> {
  const moved: Moved[] = [];
  await fillTables(client, async (tables) => {
    for (const [schema, source] of Object.entries(sources)) {
      const wanted = tables.filter((table) => table.schema === schema);
      requireSameTables(source, wanted);
      for (const table of wanted) moved.push({ table: table.name, rows: await naming(table.name, moveTable(client, source, table)) });
    }
  });
  return moved;
}

/** What one side does not know would be lost without a word. */
function requireSameTables(source: Database.Database, wanted: Table[]): void {
  const columns = source
    .prepare(
      `SELECT t.name || '.' || c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
       WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND t.name <> '_prisma_migrations'`,
    )
    .pluck()
    .all() as string[];
  const others = new Set(wanted.flatMap((table) => table.columns.map(({ name }) => `${table.name}.${name}`)));
  const apart = [...columns.filter((column) => !others.delete(column)), ...others];
  if (apart.length > 0) throw new Error(`The tables of the two databases differ: ${apart.join(', ')}`);
}

/** A database says what it does not take, and not always where. */
async function naming<T>(table: string, work: Promise<T>): Promise<T> {
  return work.catch((error: Error) => {
    throw new Error(`${table}: ${error.message}`, { cause: error });
  });
}

async function moveTable(client: pg.ClientBase, source: Database.Database, table: Table): Promise<number> {
  const columns = table.columns.map(({ name }) => quoted(name)).join(', ');
  const arrays = table.columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ');
  const insert = `INSERT INTO ${nameOf(table)} (${columns}) OVERRIDING SYSTEM VALUE SELECT * FROM unnest(${arrays})`;
  let count = 0;
  for (const rows of inPortions(
    source
      .prepare(`SELECT ${columns} FROM ${quoted(table.name)}`)
      .raw()
      .iterate() as Iterable<unknown[]>,
  )) {
    const values = table.columns.map((column, index) => rows.map((row) => asPostgres(row[index], column)));
    const { rowCount } = await client.query({ text: insert, values });
    count += rowCount ?? 0;
  }
  const there = Number(
    source
      .prepare(`SELECT count(*) FROM ${quoted(table.name)}`)
      .pluck()
      .get(),
  );
  if (count !== there) throw new Error(`of ${there} rows, ${count} arrived`);
  return count;
}

function* inPortions(rows: Iterable<unknown[]>): Generator<unknown[][]> {
  let portion: unknown[][] = [];
  let bytes = 0;
  for (const row of rows) {
    portion.push(row);
    for (const value of row) if (Buffer.isBuffer(value) || typeof value === 'string') bytes += value.length;
    if (portion.length < ROWS_AT_ONCE && bytes < BYTES_AT_ONCE) continue;
    yield portion;
    portion = [];
    bytes = 0;
  }
  if (portion.length > 0) yield portion;
}

/** SQLite has no truth, no time and one size of whole numbers; PostgreSQL wants each in its own form. */
function asPostgres(value: unknown, { name, type }: Column): unknown {
  if (value === null) return null;
  if (type === 'boolean') return value === 1n;
  if (type.startsWith('timestamp')) return timeOf(value, name);
  return typeof value === 'bigint' ? String(value) : value;
}

/** Prisma writes ISO text, SQLite itself (`CURRENT_TIMESTAMP`) text without a zone, which is UTC. */
function timeOf(value: unknown, column: string): string {
  const text = String(value).replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)$/, '$1T$2Z');
  const time = new Date(typeof value === 'bigint' ? Number(value) : text);
  if (Number.isNaN(time.getTime())) throw new Error(`${column} holds "${value}", which is no time`);
  return time.toISOString().replace('Z', '');
}
