/** `npm run backup -- FILE` */
import path from 'node:path';
import { makeBackup } from '../backup/backup';
import { whereDataIs } from '../settings';

const target = process.argv[2];
// What comes out of it is for the owner alone.
process.umask(0o077);
/** npm runs this in the project's folder; a name is meant from where the person is. */
const here = process.env.INIT_CWD ?? process.cwd();
try {
  if (!target) throw new Error('Say where to: npm run backup -- koinon-backup.tar.gz');
  const file = path.resolve(here, target);
  const { bytes, uploads } = await makeBackup(whereDataIs(process.env), file);
  console.log(`${file}: the database and ${uploads} uploaded files, ${(bytes / 1e6).toFixed(1)} MB.`);
  console.log('It holds everything, secrets too: keep it where only you can read it.');
} catch (error) {
  console.error(`No backup was made.\n${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
