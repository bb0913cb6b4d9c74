/** Two files that are copied one after the other, and what is written between. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { migrateSqlite } from '../storage/migrate';
import { openSqliteStore } from '../storage/sqlite-store';
import { copySqliteFiles, SQLITE_FILES } from './sqlite-files';

let dataDir: string;
let target: string;
let live: Database.Database;

const document = (id: string) =>
  `INSERT INTO "Document" ("id", "partnershipId", "organisationId", "title", "titleFolded", "template", "sourceLanguage", "createdById")
   VALUES ('${id}', 'p', 'o', 'Strategy', 'strategy', 'blank', 'en', 'u');`;
const picture = (id: string, documentId: string) =>
  `INSERT INTO "DocumentFile" ("id", "partnershipId", "documentId", "hash", "mime", "bytes", "width", "height", "uploadedById")
   VALUES ('${id}', 'p', '${documentId}', 'hash of ${id}', 'image/png', 1, 1, 1, 'u');`;

beforeEach(() => {
  const folder = mkdtempSync(path.join(tmpdir(), 'koinon-copies-'));
  [dataDir, target] = [path.join(folder, 'data'), path.join(folder, 'copies')];
  mkdirSync(target);
  migrateSqlite(path.join(dataDir, 'koinon.sqlite'), 'prisma/migrations/sqlite');
  openSqliteStore(path.join(dataDir, 'updates.sqlite')).close();
  live = new Database(path.join(dataDir, 'koinon.sqlite'));
  live.exec(`
    INSERT INTO "Partnership" ("id", "acronym", "title", "updatedAt") VALUES ('p', 'A', 'A', '2026-01-01');
    INSERT INTO "Organisation" ("id", "partnershipId", "name", "country", "type", "role") VALUES ('o', 'p', 'Town', 'CY', 'ngo', 'partner');
    ${document('d')} ${picture('before', 'd')}`);
});
afterEach(() => {
  live.close();
  rmSync(path.dirname(dataDir), { recursive: true, force: true });
});

/** Copies while somebody writes `sql` between the two files. */
async function copyWhile(sql: string): Promise<void> {
  const backup = Database.prototype.backup;
  const spied = vi.spyOn(Database.prototype, 'backup').mockImplementationOnce(async function (this: Database.Database, ...args) {
    const done = await backup.apply(this, args);
    live.exec(sql);
    return done;
  });
  expect(await copySqliteFiles(dataDir, target)).toEqual([...SQLITE_FILES]);
  expect(spied).toHaveBeenCalledTimes(2);
  spied.mockRestore();
}

test('a picture that was added between the two copies is in the backup, with the document that shows it', async () => {
  await copyWhile(`${picture('between', 'd')} ${document('later')} ${picture('of later', 'later')}`);
  // All of it is in the files themselves, which alone go into the archive.
  expect(readdirSync(target).sort()).toEqual([...SQLITE_FILES].sort());
  const copied = new Database(path.join(target, 'koinon.sqlite'), { readonly: true });
  expect(copied.prepare('SELECT "id" FROM "DocumentFile" ORDER BY "id"').pluck().all()).toEqual(['before', 'between']);
  expect(copied.prepare('SELECT "id" FROM "Document"').pluck().all()).toEqual(['d']);
  expect(copied.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(copied.pragma('foreign_key_check')).toEqual([]);
  copied.close();
});
