/**
 * Setup of every `*.server.test.ts`: a database of its own per test file, SQLite or PostgreSQL by the vitest project
 * (`TEST_DATABASE`), migrated as at start. Tests need no clean tables: builders make their own partnerships.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { db, openDatabase, setDb, sqliteFile } from '~/kit/db.server';
import { setServices } from '~/kit/services.server';
import { migratePostgres, migrateSqlite } from '../../server/storage/migrate';
import { postgresUrl } from './postgres-url';
import { recordingEvents } from './recording-events';
import { recordingSync } from './recording-sync';

const folder = mkdtempSync(path.join(tmpdir(), 'koinon-test-'));
const name = `koinon_test_${randomBytes(6).toString('hex')}`;
const onPostgres = process.env.TEST_DATABASE === 'postgresql';

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  await client.query(sql);
  await client.end();
}

beforeAll(async () => {
  let databaseUrl: string | undefined;
  if (onPostgres) {
    await onServer(`CREATE DATABASE ${name}`);
    const url = new URL(postgresUrl);
    url.pathname = `/${name}`;
    databaseUrl = url.href;
    await migratePostgres(databaseUrl, 'prisma/migrations/postgresql');
  } else {
    migrateSqlite(sqliteFile(folder), 'prisma/migrations/sqlite');
  }
  const settings = {
    port: 0,
    host: '127.0.0.1',
    trustProxy: false,
    dataDir: folder,
    filesDir: path.join(folder, 'files'),
    databaseUrl,
    appSecret: 'a secret of the tests, 32 letters or more',
    logLevel: 'info',
    production: true,
  };
  setServices({ settings, sync: recordingSync(), events: recordingEvents(), log: console });
  setDb(await openDatabase(settings));
});

afterAll(async () => {
  await db().$disconnect();
  setDb(null);
  if (onPostgres) await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
  rmSync(folder, { recursive: true, force: true });
});
