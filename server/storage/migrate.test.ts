/** Migrations on both databases: from an older version with rows in it, and everything that must be refused. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hasPostgres, postgresUrl } from '../../tests/setup/postgres-url';
import { freshPostgres } from '../../tests/setup/server-process';
import { type Provider, schemaDifference } from '../cli/schema-difference';
import { migratePostgres, migrateSqlite } from './migrate';

/** An empty database, and the few things that these tests do with it. */
interface Opened {
  migrate(folder: string): Promise<number>;
  run(sql: string): Promise<void>;
  all(sql: string): Promise<Record<string, unknown>[]>;
  remove(): Promise<void>;
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'koinon-migrate-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function openSqlite(): Promise<Opened> {
  const file = path.join(mkdtempSync(path.join(folder, 'database-')), 'koinon.sqlite');
  const using = <T>(work: (database: Database.Database) => T): T => {
    const database = new Database(file);
    try {
      return work(database);
    } finally {
      database.close();
    }
  };
  return {
    migrate: async (from) => migrateSqlite(file, from),
    run: async (sql) => void using((database) => database.exec(sql)),
    all: async (sql) => using((database) => database.prepare(sql).all() as Record<string, unknown>[]),
    remove: async () => undefined,
  };
}

async function openPostgres(): Promise<Opened> {
  const { url, drop } = await freshPostgres();
  const query = async (sql: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  };
  return { migrate: (from) => migratePostgres(url, from), run: async (sql) => void (await query(sql)), all: query, remove: drop };
}

/** What the tables are, in one form for both ways in which they can be made. */
const SHAPE: Record<Provider, string[]> = {
  sqlite: [
    `SELECT m.name AS "table", c.name, c.type, c."notnull", c.dflt_value, c.pk FROM sqlite_master m, pragma_table_info(m.name) c
     WHERE m.type = 'table' AND m.name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY 1, 2`,
    `SELECT m.name AS "table", k."from", k."table" AS parent, k."to", k.on_update, k.on_delete FROM sqlite_master m, pragma_foreign_key_list(m.name) k
     WHERE m.type = 'table' ORDER BY 1, 2`,
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY 1",
  ],
  postgresql: [
    `SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name NOT LIKE '\\_%' ORDER BY 1, 2`,
    `SELECT conrelid::regclass::text AS "table", conname, pg_get_constraintdef(oid) AS is FROM pg_constraint
     WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text NOT LIKE '%\\_prisma%' ORDER BY 1, 2`,
    "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT LIKE '\\_%' ORDER BY 1",
  ],
};

const DATABASES = [
  { provider: 'sqlite' as const, skipped: false, open: openSqlite },
  { provider: 'postgresql' as const, skipped: !(await hasPostgres()), open: openPostgres },
];

describe.each(DATABASES)('migrations: $provider', ({ provider, skipped, open }) => {
  const all = path.resolve('prisma/migrations', provider);
  const names = readdirSync(all).sort();
  let database: Opened;
  beforeEach(async () => {
    if (!skipped) database = await open();
  });
  afterEach(() => (skipped ? undefined : database.remove()));

  /** A copy of the history up to and with the migration whose name ends so. */
  function upTo(ending: string): string {
    const copy = path.join(folder, `up-to-${ending}`);
    const last = names.findIndex((name) => name.endsWith(ending));
    for (const name of names.slice(0, last + 1)) cpSync(path.join(all, name), path.join(copy, name), { recursive: true });
    return copy;
  }

  test.skipIf(skipped)('a database of the first version keeps its rows, and every row what it belongs to', async () => {
    expect(await database.migrate(upTo('_first'))).toBe(1);
    await database.run(`
      INSERT INTO "Partnership" ("id", "acronym", "title", "updatedAt") VALUES ('p', '@nclusion', 'Ένταξη', '2026-01-01');
      INSERT INTO "Organisation" ("id", "partnershipId", "name", "country", "type", "role") VALUES ('o', 'p', 'Town', 'CY', 'ngo', 'partner');
      INSERT INTO "Document" ("id", "partnershipId", "organisationId", "title", "titleFolded", "template", "sourceLanguage", "createdById")
        VALUES ('d', 'p', 'o', 'Στρατηγική', 'στρατηγικη', 'blank', 'el', 'u');
      INSERT INTO "LanguageVersion" ("id", "partnershipId", "documentId", "language", "words") VALUES ('v', 'p', 'd', 'el', 7);`);
    expect(await database.migrate(all)).toBe(names.length - 1);
    expect(await database.all('SELECT "id", "title", "placeId" FROM "Document"')).toEqual([
      { id: 'd', title: 'Στρατηγική', placeId: null },
    ]);
    expect(await database.all('SELECT "documentId", "words" FROM "LanguageVersion"')).toEqual([{ documentId: 'd', words: 7 }]);
    if (provider === 'sqlite') expect(await database.all('PRAGMA foreign_key_check')).toEqual([]);
    expect(await database.migrate(all)).toBe(0);
  });

  test.skipIf(skipped)('mails of before find their invitation, and the queue forgets addresses', async () => {
    await database.migrate(upTo('_email_unproved'));
    const invitation = (id: string, email: string, at: string) =>
      `INSERT INTO "Invitation" ("id", "partnershipId", "organisationId", "email", "roles", "language", "tokenHash", "invitedById", "createdAt", "expiresAt")
       VALUES ('${id}', 'p', 'o', '${email}', 'editor', 'en', '${id}', 'u', '${at}', '2026-12-01');`;
    const mail = (id: string, to: string, kind: string, at: string) =>
      `INSERT INTO "Mail" ("id", "toAddress", "subject", "text", "html", "language", "kind", "createdAt")
       VALUES ('${id}', '${to}', '', '', '', 'en', '${kind}', '${at}');`;
    const job = (kind: string) =>
      `INSERT INTO "Job" ("id", "kind", "payload", "runAt") VALUES ('${kind}', '${kind}', '{"email":"anna@town.example"}', '2026-11-01');`;
    const [first, second] = ['2026-11-01T10:00:00.000Z', '2026-11-02T10:00:00.000Z'];
    await database.run(`
      INSERT INTO "Partnership" ("id", "acronym", "title", "updatedAt") VALUES ('p', 'A', 'A', '2026-01-01');
      INSERT INTO "Organisation" ("id", "partnershipId", "name", "country", "type", "role") VALUES ('o', 'p', 'Town', 'CY', 'ngo', 'partner');
      ${invitation('i1', 'anna@town.example', first)} ${invitation('i2', 'anna@town.example', second)} ${invitation('i3', 'otto@town.example', first)}
      ${mail('m1', 'anna@town.example', 'invitation', first)} ${mail('m2', 'anna@town.example', 'invitation', second)}
      ${mail('m3', 'anna@town.example', 'reset', second)} ${mail('m4', 'gone@town.example', 'invitation', second)}
      ${job('accounts.link')} ${job('mail.send')}`);
    await database.migrate(all);
    expect(await database.all('SELECT "id", "aboutId" FROM "Mail" ORDER BY "id"')).toEqual([
      { id: 'm1', aboutId: 'i1' },
      { id: 'm2', aboutId: 'i2' },
      { id: 'm3', aboutId: null },
      { id: 'm4', aboutId: null },
    ]);
    expect(await database.all('SELECT "kind" FROM "Job"')).toEqual([{ kind: 'mail.send' }]);
  });

  test.skipIf(skipped)('both histories end at the models as they are', async () => {
    const schema = readFileSync('prisma/schema.prisma', 'utf8');
    expect(readFileSync('prisma/migrations/schema.prisma', 'utf8')).toBe(schema);
    await database.migrate(all);
    const other = await open();
    await other.run(await schemaDifference(provider, null, schema, postgresUrl));
    for (const query of SHAPE[provider]) {
      const made = await database.all(query);
      expect(made.length).toBeGreaterThan(10);
      expect(made).toEqual(await other.all(query));
    }
    await other.remove();
  });

  test.skipIf(skipped)('a database of a newer version is refused, and named', async () => {
    await database.migrate(all);
    await expect(database.migrate(upTo('_first'))).rejects.toThrow(`newer version of Koinon (${names[1]})`);
  });

  test.skipIf(skipped)('a migration whose text has changed since is refused', async () => {
    await database.migrate(all);
    const altered = upTo(names.at(-1) as string);
    writeFileSync(path.join(altered, names[0] as string, 'migration.sql'), '-- something else');
    await expect(database.migrate(altered)).rejects.toThrow(`${names[0]} is not the one`);
  });

  test.skipIf(skipped)('a migration that another tool has left half done does not count as done', async () => {
    await database.migrate(all);
    await database.run(`UPDATE "_prisma_migrations" SET finished_at = NULL WHERE migration_name = '${names[1]}'`);
    await expect(database.migrate(all)).rejects.toThrow(`${names[1]} was begun by another tool and never finished`);
  });

  test.skipIf(skipped)('a migration that fails leaves nothing of itself behind', async () => {
    const failing = upTo('_first');
    mkdirSync(path.join(failing, '99999999999999_fails'));
    writeFileSync(
      path.join(failing, '99999999999999_fails', 'migration.sql'),
      'CREATE TABLE "Half" ("id" TEXT); CREATE TABLE "Half" ("id" TEXT);',
    );
    await expect(database.migrate(failing)).rejects.toThrow('Half');
    expect(await database.migrate(all)).toBe(names.length);
  });
});

test('a migration of SQLite that would leave rows without what they belong to is refused', async () => {
  const database = await openSqlite();
  const history = path.join(folder, 'orphans');
  const write = (name: string, sql: string) => {
    mkdirSync(path.join(history, name), { recursive: true });
    writeFileSync(path.join(history, name, 'migration.sql'), sql);
  };
  write('1_first', `CREATE TABLE "A" ("id" TEXT PRIMARY KEY); CREATE TABLE "B" ("a" TEXT REFERENCES "A" ("id"));`);
  await database.migrate(history);
  await database.run(`INSERT INTO "A" VALUES ('1'); INSERT INTO "B" VALUES ('1');`);
  write('2_second', 'DELETE FROM "A";');
  await expect(database.migrate(history)).rejects.toThrow('A row of B belongs to no row of A');
  expect(await database.all('SELECT * FROM "A"')).toHaveLength(1);
});
