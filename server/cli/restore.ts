/** `npm run restore -- FILE` */
import path from 'node:path';
import { restoreBackup } from '../backup/backup';
import { whereDataIs } from '../settings';

const source = process.argv[2];
// What comes out of it is for the owner alone.
process.umask(0o077);
/** npm runs this in the project's folder; a name is meant from where the person is. */
const here = process.env.INIT_CWD ?? process.cwd();
try {
  if (!source) throw new Error('Say which: npm run restore -- koinon-backup.tar.gz');
  const where = whereDataIs(process.env);
  const { madeAt } = await restoreBackup(where, path.resolve(here, source), path.resolve('prisma/migrations/postgresql'));
  console.log(`Restored the backup of ${madeAt} into ${where.dataDir}. Start Koinon with npm start.`);
} catch (error) {
  console.error(`Nothing was restored.\n${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
