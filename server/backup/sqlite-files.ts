/** The two SQLite files of a data folder, copied while a server writes to them. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { SQLITE_LOG_FILE } from '../storage/sqlite-log';

const ROWS = 'koinon.sqlite';

/** In this order: a document that is in the first copy has its text in the second, made later. */
export const SQLITE_FILES = [ROWS, SQLITE_LOG_FILE] as const;

/** All pages in one step: with several, a change by the server between two of them would begin the copy anew, for ever on a busy one. */
const ALL_PAGES = 2 ** 31 - 1;

/** Copies one database with SQLite's own backup, as it was at one moment. */
async function copy(from: string, to: string): Promise<void> {
  const database = new Database(from, { fileMustExist: true, timeout: 10_000 });
  try {
    await database.backup(to, { progress: () => ALL_PAGES });
  } finally {
    database.close();
  }
}

/**
 * Brings into the copied rows the pictures that were added since: the texts, copied later, may show them already. Only those of
 * documents that are in the copy. A row alone is enough, because the archive takes the bytes of all pictures, later still.
 */
function addLaterPictures(from: string, to: string): void {
  const database = new Database(to, { fileMustExist: true, timeout: 10_000 });
  try {
    database.prepare('ATTACH ? AS live').run(from);
    database.exec(`INSERT OR IGNORE INTO main."DocumentFile"
      SELECT * FROM live."DocumentFile" WHERE "documentId" IN (SELECT "id" FROM main."Document")`);
    // Into the file itself: what lies beside it is not in the archive.
    database.pragma('main.wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
}

/** @returns the names of the copies made in `folder` */
export async function copySqliteFiles(dataDir: string, folder: string): Promise<string[]> {
  const names = SQLITE_FILES.filter((name) => existsSync(path.join(dataDir, name)));
  if (!names.includes(ROWS)) throw new Error(`DATA_DIR: there is no ${ROWS} in ${dataDir}. Was Koinon ever started there?`);
  for (const name of names) await copy(path.join(dataDir, name), path.join(folder, name));
  addLaterPictures(path.join(dataDir, ROWS), path.join(folder, ROWS));
  return names;
}
