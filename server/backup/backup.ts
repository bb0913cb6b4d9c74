/** A backup of a running server in one file, and the way back into an empty one. */
import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { Settings } from '../../app/live/backend';
import { applyMigrations, lockMigrations } from '../storage/migrate';
import { makeLogTables } from '../storage/postgres-log';
import { inTransaction } from '../storage/postgres-transaction';
import { type Entry, readArchive, writeArchive } from './archive';
import { isEmptyDatabase, loadTables, writeTables } from './postgres-tables';
import { copySqliteFiles } from './sqlite-files';

type Where = Pick<Settings, 'dataDir' | 'filesDir' | 'databaseUrl'>;

const MANIFEST = 'manifest.json';
const manifestShape = z.object({
  koinon: z.literal(1),
  database: z.enum(['sqlite', 'postgresql']),
  madeAt: z.string(),
  migrations: z.array(z.string()),
});
type Manifest = z.infer<typeof manifestShape>;

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

/** An upload has the hash of its bytes for a name. */
const UPLOAD = /^[0-9a-f]{64}$/;

/** Every upload below a folder, as paths with slashes. Files that go while it looks are left out. */
async function* uploadsIn(folder: string, below = ''): AsyncGenerator<string> {
  const entries = await readdir(path.join(folder, below), { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const name = path.posix.join(below, entry.name);
    if (entry.isDirectory()) yield* uploadsIn(folder, name);
    // One that is just being uploaded has another name, and loses it when it is whole.
    else if (entry.isFile() && UPLOAD.test(entry.name)) yield name;
  }
}

async function entryOf(name: string, file: string): Promise<Entry> {
  const { size } = await stat(file);
  // Not one byte more than was promised, should the file grow meanwhile.
  return { name, size, content: size === 0 ? [] : createReadStream(file, { end: size - 1 }) };
}

/** Copies the database into `folder`: what is in the archive beside the uploads. */
async function copyDatabase({ dataDir, databaseUrl }: Where, folder: string): Promise<{ names: string[]; manifest: Manifest }> {
  const madeAt = new Date().toISOString();
  if (!databaseUrl) {
    const names = await copySqliteFiles(dataDir, folder);
    return { names, manifest: { koinon: 1, database: 'sqlite', madeAt, migrations: [] } };
  }
  const { files, migrations } = await writeTables(databaseUrl, folder);
  return { names: files, manifest: { koinon: 1, database: 'postgresql', madeAt, migrations } };
}

/**
 * Writes everything of a server to one file while it runs: the database, then the uploads that its rows name, and the secret.
 * @throws Error with a sentence for the person who called it
 */
export async function makeBackup(where: Where, file: string): Promise<{ bytes: number; uploads: number }> {
  if (await exists(file)) throw new Error(`${file} is there already; a backup never replaces another.`);
  await mkdir(path.dirname(file), { recursive: true });
  // Beside the target: there is room for it, and nobody else may look in.
  const work = await mkdtemp(path.join(path.dirname(file), '.koinon-backup-'));
  const part = path.join(work, 'archive');
  let uploads = 0;
  try {
    const { names, manifest } = await copyDatabase(where, work);
    await writeFile(path.join(work, MANIFEST), JSON.stringify(manifest, null, 2));
    const entries = async function* () {
      for (const name of [MANIFEST, ...names]) yield entryOf(name === MANIFEST ? name : `database/${name}`, path.join(work, name));
      for await (const name of uploadsIn(where.filesDir)) {
        const file = path.join(where.filesDir, name);
        if (!(await exists(file))) continue; // no row names it any more, so it went
        uploads += 1;
        yield entryOf(`files/${name}`, file);
      }
      const secret = path.join(where.dataDir, 'secret');
      if (await exists(secret)) yield entryOf('secret', secret);
    };
    await writeArchive(part, entries());
    await rename(part, file);
    return { bytes: (await stat(file)).size, uploads };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function refuseUnlessEmpty({ dataDir, filesDir, databaseUrl }: Where): Promise<void> {
  for (const [variable, folder] of [
    ['DATA_DIR', dataDir],
    ['FILES_DIR', filesDir],
  ] as const) {
    const found = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    if (found.length > 0) throw new Error(`${variable}: ${folder} is not empty. A backup is only restored into an empty folder.`);
  }
  if (databaseUrl && !(await isEmptyDatabase(databaseUrl)))
    throw new Error('DATABASE_URL: this database has tables. A backup is only restored into an empty database.');
}

/** Where a backup is taken apart before anything of it counts: uploads beside where they belong, which may be another disk. */
interface Work {
  folder: string;
  uploads: string;
}

/** Names come from the archive: nothing may be written anywhere else. */
function placeOf(name: string, { folder, uploads }: Work): string {
  if (!/^(manifest\.json|secret|(database|files)\/[\w./-]+)$/.test(name) || name.includes('..'))
    throw new Error(`This is not a backup of Koinon: it holds ${JSON.stringify(name)}.`);
  return name.startsWith('files/') ? path.join(uploads, name.slice('files/'.length)) : path.join(folder, name);
}

async function unpack(file: string, work: Work): Promise<Manifest> {
  await readArchive(file, async ({ name, content }) => {
    const place = placeOf(name, work);
    await mkdir(path.dirname(place), { recursive: true });
    await pipeline(content, createWriteStream(place, { mode: 0o600, flags: 'wx' }));
  });
  const manifest = await readFile(path.join(work.folder, MANIFEST), 'utf8').catch(() => 'null');
  const parsed = manifestShape.safeParse(JSON.parse(manifest));
  if (!parsed.success) throw new Error(`${file} is not a backup that this version of Koinon can read.`);
  return parsed.data;
}

/** All of it, or the database is as empty as before. */
async function restorePostgres(url: string, folder: string, manifest: Manifest, migrationsFolder: string): Promise<void> {
  const files = await readdir(folder);
  await inTransaction(url, async (client) => {
    await lockMigrations(client);
    await applyMigrations(client, migrationsFolder, new Set(manifest.migrations));
    await makeLogTables(client);
    await loadTables(
      client,
      files.map((name) => path.join(folder, name)),
    );
  });
}

/**
 * Puts a backup back: into an empty folder, and into an empty database where `databaseUrl` names one.
 * A server is started afterwards; it applies the migrations that are newer than the backup.
 * @throws Error with a sentence for the person who called it; the folder is then as it was
 */
export async function restoreBackup(where: Where, file: string, migrationsFolder: string): Promise<Manifest> {
  if (!(await exists(file))) throw new Error(`There is no file ${file}.`);
  await refuseUnlessEmpty(where);
  await mkdir(where.dataDir, { recursive: true });
  const hadUploads = await exists(where.filesDir);
  const work: Work = {
    folder: await mkdtemp(path.join(where.dataDir, '.restoring-')),
    uploads: path.join(where.filesDir, `.restoring-${randomBytes(6).toString('hex')}`),
  };
  try {
    const manifest = await unpack(file, work);
    const wanted = where.databaseUrl ? 'postgresql' : 'sqlite';
    if (manifest.database !== wanted) {
      const advice = wanted === 'sqlite' ? 'Name an empty PostgreSQL database with DATABASE_URL.' : 'Leave DATABASE_URL out.';
      throw new Error(`This backup is of a server on ${manifest.database === 'sqlite' ? 'SQLite' : 'PostgreSQL'}. ${advice}`);
    }
    const database = path.join(work.folder, 'database');
    if (where.databaseUrl) await restorePostgres(where.databaseUrl, database, manifest, migrationsFolder);
    else await moveAll(database, where.dataDir);
    await moveAll(work.uploads, where.filesDir);
    const secret = path.join(work.folder, 'secret');
    if (await exists(secret)) await rename(secret, path.join(where.dataDir, 'secret'));
    return manifest;
  } finally {
    for (const folder of [work.folder, work.uploads]) await rm(folder, { recursive: true, force: true });
    // Of a restore that failed nothing is left; where it did not, this folder is not empty.
    if (!hadUploads) await rmdir(where.filesDir).catch(() => undefined);
  }
}

/** Moves what is in one folder, which may be missing, into another one on the same disk. */
async function moveAll(from: string, to: string): Promise<void> {
  if (await exists(from)) for (const name of await readdir(from)) await rename(path.join(from, name), path.join(to, name));
}
