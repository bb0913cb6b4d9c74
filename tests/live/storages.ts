/** Real storage for socket tests, empty each time: SQLite in a folder of its own, PostgreSQL in a database of its own. */
import { openPostgresLog } from '../../server/storage/postgres-log';
import { openSqliteLog } from '../../server/storage/sqlite-log';
import type { UpdateLog } from '../../server/storage/update-log';
import { hasPostgres } from '../setup/postgres-url';
import { freshPostgres } from '../setup/server-process';
import { makeFolder } from './harness';

export interface Storage {
  /** A folder for SQLite, or an address: `server-process.ts` takes either. */
  place: string;
  open(): Promise<UpdateLog>;
  remove(): Promise<void>;
}

/** Opens the log at a place, by its form. */
export async function openLogAt(place: string): Promise<UpdateLog> {
  return place.startsWith('postgresql:') ? openPostgresLog(place) : openSqliteLog(place);
}

async function sqlite(): Promise<Storage> {
  const folder = makeFolder();
  return { place: folder.path, open: () => openLogAt(folder.path), remove: async () => folder.remove() };
}

async function postgres(): Promise<Storage> {
  const { url, drop } = await freshPostgres();
  return { place: url, open: () => openLogAt(url), remove: drop };
}

/** For `describe.each`: `skipped` where PostgreSQL does not answer and need not. */
export const STORAGES = [
  { name: 'SQLite', skipped: false, make: sqlite },
  { name: 'PostgreSQL', skipped: !(await hasPostgres()), make: postgres },
];
