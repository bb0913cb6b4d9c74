/** The data folder of a server that keeps everything in it: one process at a time, and nobody else's eyes. */
import { chmodSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';

const LOCK_FILE = 'in-use.sqlite';
/** What Koinon itself puts there; files of others in the same folder are left as they are. */
const OWN_FILES = /^(koinon\.sqlite|updates\.sqlite|in-use\.sqlite)(-wal|-shm|-journal)?$|^secret$/;

/**
 * Takes the folder for this process. SQLite's lock on a file: the system gives it back when the process ends, however it ends.
 * @returns how to give it back
 * @throws Error with a sentence when another process has it
 */
export function takeDataFolder(dataDir: string): () => void {
  const database = new Database(path.join(dataDir, LOCK_FILE), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error;
    throw new Error(`DATA_DIR: another Koinon has ${dataDir} open. Stop that one first, or choose another folder for this one.`);
  }
  return () => database.close();
}

/** The database holds links that let people in: files of ours that an earlier version left readable for others are closed to them. */
export function closeToOthers(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    if (OWN_FILES.test(name) || name === 'files') closeOne(path.join(dataDir, name));
  }
}

function closeOne(place: string): void {
  try {
    const { mode } = statSync(place);
    if ((mode & 0o077) !== 0) chmodSync(place, mode & 0o700);
  } catch (error) {
    // Another account owns it, and has decided; or it went meanwhile.
    if (!['EPERM', 'ENOENT', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
