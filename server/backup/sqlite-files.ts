/** The two SQLite files of a data folder, copied while a server writes to them. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { SQLITE_LOG_FILE } from '../storage/sqlite-log';

/** In this order: a document that is in the first copy has its text in the second, made later. */
export const SQLITE_FILES = ['koinon.sqlite', SQLITE_LOG_FILE] as const;

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

/** @returns the names of the copies made in `folder` */
export async function copySqliteFiles(dataDir: string, folder: string): Promise<string[]> {
  const names = SQLITE_FILES.filter((name) => existsSync(path.join(dataDir, name)));
  if (!names.includes('koinon.sqlite'))
    throw new Error(`DATA_DIR: there is no koinon.sqlite in ${dataDir}. Was Koinon ever started there?`);
  for (const name of names) await copy(path.join(dataDir, name), path.join(folder, name));
  return names;
}
