/**
 * All tables of a PostgreSQL database as text, read in one snapshot while servers write, and put back into an empty database.
 * One file per table: its columns in the first line, then a row per line as a JSON array of PostgreSQL's own text for each value.
 * The host needs no pg_dump of the right version for it.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';

/** Prisma's tables and the update log's. */
const SCHEMAS = ['public', 'sync'];
const ROWS_AT_ONCE = 200;
/** Kept by the migrations themselves when the tables are made anew. */
const BOOKS = '_prisma_migrations';

export interface Column {
  name: string;
  type: string;
}

export interface Table {
  schema: string;
  name: string;
  columns: Column[];
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
export const nameOf = ({ schema, name }: { schema: string; name: string }) => `${quoted(schema)}.${quoted(name)}`;

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("SET TIME ZONE 'UTC'");
  await client.query('SET DateStyle = ISO');
  return client;
}

async function tablesIn(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<{ schema: string; name: string; column: string; type: string }>(
    `SELECT n.nspname AS schema, c.relname AS name, a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE n.nspname = ANY ($1) AND c.relkind = 'r' ORDER BY 1, 2, a.attnum`,
    [SCHEMAS],
  );
  const tables = new Map<string, Table>();
  for (const { schema, name, column, type } of rows) {
    const table = tables.get(`${schema}.${name}`) ?? { schema, name, columns: [] };
    table.columns.push({ name: column, type });
    tables.set(`${schema}.${name}`, table);
  }
  return [...tables.values()];
}

async function* linesOf(client: pg.Client, table: Table): AsyncGenerator<string> {
  yield `${JSON.stringify(table)}\n`;
  const columns = table.columns.map(({ name }) => `${quoted(name)}::text`).join(', ');
  await client.query(`DECLARE backup_rows NO SCROLL CURSOR FOR SELECT ${columns} FROM ${nameOf(table)}`);
  for (;;) {
    const { rows } = await client.query({ text: `FETCH ${ROWS_AT_ONCE} FROM backup_rows`, rowMode: 'array' });
    if (rows.length === 0) break;
    for (const row of rows) yield `${JSON.stringify(row)}\n`;
  }
  await client.query('CLOSE backup_rows');
}

/**
 * Writes every table to a file in `folder`, all as they were at one moment.
 * @returns the files' names, and the migrations that the database was made with
 */
export async function writeTables(url: string, folder: string): Promise<{ files: string[]; migrations: string[] }> {
  const client = await connect(url);
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const tables = await tablesIn(client);
    if (!tables.some(({ name }) => name === BOOKS)) throw new Error('DATABASE_URL: this is not a database of Koinon.');
    const done = await client.query(`SELECT migration_name FROM ${quoted(BOOKS)} WHERE rolled_back_at IS NULL ORDER BY 1`);
    const files: string[] = [];
    for (const table of tables.filter(({ name }) => name !== BOOKS)) {
      const file = `${table.schema}.${table.name}.jsonl`;
      await pipeline(Readable.from(linesOf(client, table)), createWriteStream(path.join(folder, file), { mode: 0o600 }));
      files.push(file);
    }
    await client.query('COMMIT');
    return { files, migrations: done.rows.map((row) => row.migration_name) };
  } finally {
    await client.end();
  }
}

/** Is there any table at all? */
export async function isEmptyDatabase(url: string): Promise<boolean> {
  const client = await connect(url);
  try {
    return await isEmpty(client);
  } finally {
    await client.end();
  }
}

export async function isEmpty(client: pg.ClientBase): Promise<boolean> {
  return (await tablesIn(client)).length === 0;
}

interface Reference {
  table: string;
  name: string;
  definition: string;
}

/** References between tables are put aside while rows come in any order; putting them back checks every row. */
async function withoutReferences(client: pg.ClientBase, work: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<Reference>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS table, quote_ident(k.conname) AS name, pg_get_constraintdef(k.oid) AS definition
     FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE k.contype = 'f' AND n.nspname = ANY ($1)`,
    [SCHEMAS],
  );
  for (const { table, name } of rows) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  await work();
  for (const { table, name, definition } of rows) await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
}

async function loadFile(client: pg.ClientBase, file: string): Promise<void> {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  let insert: ((row: unknown[]) => Promise<unknown>) | null = null;
  for await (const line of lines) {
    const value = JSON.parse(line);
    if (insert) await insert(value);
    else {
      const table = value as Table;
      const columns = table.columns.map(({ name }) => quoted(name)).join(', ');
      const values = table.columns.map(({ type }, index) => `$${index + 1}::${type}`).join(', ');
      const text = `INSERT INTO ${nameOf(table)} (${columns}) OVERRIDING SYSTEM VALUE VALUES (${values})`;
      const name = `restore ${nameOf(table)}`.slice(0, 63);
      insert = (row) => client.query({ name, text, values: row });
    }
  }
}

/** Numbers that the database gives out itself go on after the highest that came in. */
async function advanceCounters(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS table, column_name AS column
     FROM information_schema.columns WHERE table_schema = ANY ($1) AND is_identity = 'YES'`,
    [SCHEMAS],
  );
  for (const { table, column } of rows)
    await client.query(
      `SELECT setval(pg_get_serial_sequence($1, $2), coalesce(max(${quoted(column)}), 1), max(${quoted(column)}) IS NOT NULL) FROM ${table}`,
      [table, column],
    );
}

/** Fills tables that are there and empty, in a transaction of the caller. */
export async function fillTables(client: pg.ClientBase, fill: (tables: Table[]) => Promise<void>): Promise<void> {
  await withoutReferences(client, async () => fill((await tablesIn(client)).filter(({ name }) => name !== BOOKS)));
  await advanceCounters(client);
}

/** Loads the files into tables that are there and empty, in a transaction of the caller. */
export async function loadTables(client: pg.ClientBase, files: string[]): Promise<void> {
  await client.query("SET LOCAL TIME ZONE 'UTC'");
  await fillTables(client, async () => {
    for (const file of files) await loadFile(client, file);
  });
}
