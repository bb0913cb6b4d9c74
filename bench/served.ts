/** The built server in a process of its own, on data that a bench has made. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { db, openDatabase, setDb } from '~/kit/db.server';
import { setServices } from '~/kit/services.server';
import { readSettings } from '../server/settings';
import { migrate } from '../server/storage/migrate';
import { openPostgresLog } from '../server/storage/postgres-log';
import { openSqliteLog } from '../server/storage/sqlite-log';
import type { UpdateLog } from '../server/storage/update-log';
import { recordingEvents } from '../tests/setup/recording-events';
import { recordingSync } from '../tests/setup/recording-sync';
import { type ServerProcess, serve } from '../tests/setup/server-process';

export interface Served<Made> {
  server: ServerProcess;
  url: string;
  made: Made;
  close(): Promise<void>;
}

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Makes the data, then starts the server on it.
 * @param fill runs with the application's own database open, and gets the log of texts
 * @param databaseUrl an empty PostgreSQL database; without it SQLite in a new folder
 */
export async function serveWith<Made>(fill: (log: UpdateLog) => Promise<Made>, databaseUrl?: string): Promise<Served<Made>> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'koinon-bench-'));
  const removeData = () => rm(dataDir, { recursive: true, force: true });
  const where = { DATA_DIR: dataDir, ...(databaseUrl && { DATABASE_URL: databaseUrl }) };
  try {
    const made = await filled(where, fill);
    const server = await serve(where, [], profiling());
    return {
      server,
      url: server.url,
      made,
      async close() {
        await server.stop();
        await removeData();
      },
    };
  } catch (error) {
    await removeData();
    throw error;
  }
}

async function filled<Made>(where: Record<string, string>, fill: (log: UpdateLog) => Promise<Made>): Promise<Made> {
  const settings = readSettings(where as unknown as NodeJS.ProcessEnv);
  await migrate(settings, 'prisma/migrations', quiet);
  setServices({ settings, sync: recordingSync(), events: recordingEvents(), log: quiet });
  setDb(await openDatabase(settings));
  const log = settings.databaseUrl ? await openPostgresLog(settings.databaseUrl) : openSqliteLog(settings.dataDir);
  try {
    const made = await fill(log);
    // What PostgreSQL does by itself within minutes of so many new rows, it would otherwise do in the middle of what is measured.
    if (settings.databaseUrl) await db().$executeRawUnsafe('VACUUM ANALYZE');
    return made;
  } finally {
    await log.close();
    await db().$disconnect();
    setDb(null);
  }
}

/** `PROFILE=folder`: a CPU profile of the server is written there when it ends. */
function profiling(): string[] {
  const folder = process.env.PROFILE;
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${path.resolve(folder)}`] : [];
}
