/** `npm run db:move`, with the settings of the server that is to run on PostgreSQL: DATA_DIR as it was, and DATABASE_URL. */
import path from 'node:path';
import { moveToPostgres } from '../backup/move-to-postgres';
import { whereDataIs } from '../settings';

// What comes out of it is for the owner alone.
process.umask(0o077);
try {
  const { dataDir, databaseUrl } = whereDataIs(process.env);
  if (!databaseUrl) throw new Error('DATABASE_URL: say where to, postgresql://user:password@host:5432/koinon, an empty database.');
  const moved = await moveToPostgres(dataDir, databaseUrl, path.resolve('prisma/migrations/postgresql'));
  const { host, pathname } = new URL(databaseUrl);
  console.log(`Moved from ${dataDir} to ${host}${pathname}:`);
  for (const { table, rows } of moved) if (rows > 0) console.log(`${String(rows).padStart(10)} ${table}`);
  console.log('Uploads and the secret stay in DATA_DIR. Start Koinon with this DATABASE_URL and the same DATA_DIR.');
  console.log('koinon.sqlite and updates.sqlite are as they were; put them away once it runs, so that nobody goes on with them.');
} catch (error) {
  console.error(`Nothing was moved.\n${error instanceof Error ? error.message || (error as NodeJS.ErrnoException).code : error}`);
  process.exitCode = 1;
}
