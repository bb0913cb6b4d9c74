/** `npm run backup` of a server that is being written to, and `npm run restore` into an empty one, on both databases. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { setUp } from '../../server/cli/set-up.mjs';
import { until } from '../live/harness';
import { addPicture, buildRoom, join, pictureFrom } from './living-room';
import { hasPostgres } from './postgres-url';
import { freshPostgres, runCommand, type ServerProcess, serve } from './server-process';

vi.setConfig({ testTimeout: 120_000 });

type Settings = Record<string, string>;

const postgres = await hasPostgres();
const top = mkdtempSync(path.join(tmpdir(), 'koinon-backup-'));
/** Another disk where there is one: files cannot just be renamed to there. */
const elsewhere = mkdtempSync(path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'koinon-files-'));
/** Where a server with these settings keeps its uploads. */
const uploadsOf = (env: Settings) => env.FILES_DIR ?? path.join(env.DATA_DIR as string, 'files');
const running: ServerProcess[] = [];

const command = (script: 'backup' | 'restore', file: string, env: Settings) => runCommand(script, [file], env);

async function open(env: Settings): Promise<ServerProcess> {
  const server = await serve(env);
  running.push(server);
  return server;
}

const stateOf = (doc: Y.Doc) => Buffer.from(Y.encodeStateAsUpdate(doc)).toString('hex');

beforeAll(() => setUp({ development: true, tell: () => undefined }), 300_000);

afterAll(async () => {
  for (const server of running) server.child.kill('SIGKILL');
  await Promise.all(running.map((server) => server.ended));
  for (const folder of [top, elsewhere]) rmSync(folder, { recursive: true, force: true });
});

/** `partly`: where the copy goes that was made while somebody wrote. */
async function backUpAndRestore(name: string, before: Settings, after: Settings, partly: Settings): Promise<void> {
  const server = await open(before);
  const document = await buildRoom(before);
  const src = await addPicture(server, document);
  const picture = await pictureFrom(server, document, src);
  expect(picture.status).toBe(200);
  const hash = src.split('/').at(-1) as string;
  const upload = `${hash.slice(0, 2)}/${hash}`;
  expect(existsSync(path.join(uploadsOf(before), upload))).toBe(true);
  // Somebody uploads another one just now: it has its name when it is whole.
  writeFileSync(path.join(uploadsOf(before), `${upload}.0a1b2c.part`), 'not yet');

  const quiet = join(server, document);
  await until('the room is open', () => quiet.client.synced);
  quiet.write('before the backup');
  await until('it is saved', () => quiet.client.acks.length > 0);

  // Somebody types as fast as the disk takes it while the backup is made.
  let typing = true;
  let typed = 0;
  const typist = (async () => {
    while (typing) {
      quiet.write(`while it is made ${typed}`);
      typed += 1;
      const acks = quiet.client.acks.length;
      await until('it is saved', () => quiet.client.acks.length > acks);
    }
  })();
  const file = path.join(top, `${name}.tar.gz`);
  const made = await command('backup', file, before);
  typing = false;
  await typist;
  expect(made).toEqual({ code: 0, said: expect.stringContaining('1 uploaded files') });
  expect(typed).toBeGreaterThan(3);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  // Any tar opens it.
  expect(execFileSync('tar', ['tzf', file], { encoding: 'utf8' })).toContain(`files/${upload}`);

  const again = await command('backup', file, before);
  expect(again).toEqual({ code: 1, said: expect.stringContaining('is there already') });
  expect(await command('restore', file, before)).toEqual({ code: 1, said: expect.stringContaining('DATA_DIR') });

  // The quiet copy, made when nobody types, must come back to the byte.
  const whole = `${name}-whole.tar.gz`;
  const here = { INIT_CWD: top };
  const state = stateOf(quiet.client.doc);
  expect((await command('backup', whole, { ...before, ...here })).code).toBe(0);
  expect(await server.stop()).toBe(0);

  expect(await command('restore', whole, { ...after, ...here })).toEqual({ code: 0, said: expect.stringContaining('Restored') });
  expect(statSync(path.join(after.DATA_DIR as string, 'secret')).mode & 0o777).toBe(0o600);
  expect(
    [after.DATA_DIR as string, uploadsOf(after)].flatMap((folder) => readdirSync(folder)).filter((name) => name.startsWith('.')),
  ).toEqual([]);
  expect(existsSync(path.join(uploadsOf(after), upload))).toBe(true);
  const restored = await open(after);
  expect(await pictureFrom(restored, document, src)).toEqual(picture);
  // The same cookie: who was signed in still is.
  const reader = join(restored, document);
  await until('the restored room is open', () => reader.client.synced);
  expect(stateOf(reader.client.doc)).toBe(state);
  reader.write('after the restore');
  await until('it is saved again', () => reader.client.acks.length > 0);
  reader.client.socket.close();
  expect(await restored.stop()).toBe(0);

  // The copy made under way holds a beginning of what was typed, whole and in order.
  expect((await command('restore', file, partly)).code).toBe(0);
  const underWay = await open(partly);
  expect(await pictureFrom(underWay, document, src)).toEqual(picture);
  const middle = join(underWay, document);
  await until('the room of the copy is open', () => middle.client.synced);
  const numbers = [...middle.words().matchAll(/while it is made (\d+)/g)].map((match) => Number(match[1]));
  expect(middle.words()).toContain('before the backup');
  expect(numbers).toEqual(numbers.map((_, index) => index));
}

/** The backup with one row twice, which no database takes. */
function withRowTwice(file: string): string {
  const folder = mkdtempSync(path.join(top, 'twice-'));
  execFileSync('tar', ['xzf', file, '-C', folder]);
  const rows = path.join(folder, 'database/public.User.jsonl');
  const [head, row] = readFileSync(rows, 'utf8').split('\n');
  writeFileSync(rows, [head, row, row, ''].join('\n'));
  const names = execFileSync('tar', ['tzf', file], { encoding: 'utf8' }).trim().split('\n');
  execFileSync('tar', ['czf', `${folder}.tar.gz`, '--format=ustar', '-C', folder, ...names]);
  return `${folder}.tar.gz`;
}

describe('a backup of a running server comes back to the byte', () => {
  const place = (name: string) => ({ DATA_DIR: path.join(top, name) });

  test('SQLite', async () => {
    const [apart, empty] = [path.join(elsewhere, 'made'), path.join(elsewhere, 'empty')];
    mkdirSync(empty);
    await backUpAndRestore('sqlite', place('one'), { ...place('two'), FILES_DIR: apart }, { ...place('three'), FILES_DIR: empty });
    // What is there already is nobody's to mix with.
    const refused = await command('restore', path.join(top, 'sqlite-whole.tar.gz'), { ...place('eight'), FILES_DIR: apart });
    expect(refused).toEqual({ code: 1, said: expect.stringContaining('FILES_DIR') });
  });

  test.skipIf(!postgres)('PostgreSQL', async () => {
    const databases = [await freshPostgres(), await freshPostgres(), await freshPostgres()] as const;
    const [before, after, partly] = databases;
    await backUpAndRestore(
      'postgres',
      { ...place('four'), DATABASE_URL: before.url, FILES_DIR: path.join(elsewhere, 'shared') },
      { ...place('five'), DATABASE_URL: after.url },
      { ...place('six'), DATABASE_URL: partly.url },
    );
    // The other database is not empty any more.
    const file = path.join(top, 'postgres-whole.tar.gz');
    const refused = await command('restore', file, { ...place('seven'), DATABASE_URL: after.url });
    expect(refused).toEqual({ code: 1, said: expect.stringContaining('DATABASE_URL') });
    // Refused when all of it is unpacked: nothing is left of it, in either folder.
    const other = { ...place('nine'), FILES_DIR: path.join(elsewhere, 'nine') };
    expect(await command('restore', file, other)).toEqual({ code: 1, said: expect.stringContaining('PostgreSQL') });
    expect([readdirSync(other.DATA_DIR), existsSync(other.FILES_DIR)]).toEqual([[], false]);
    // A restore that fails half-way leaves the database as empty as it was, for the next try.
    const next = await freshPostgres();
    const third = { ...place('ten'), DATABASE_URL: next.url };
    expect(await command('restore', withRowTwice(file), third)).toEqual({ code: 1, said: expect.stringContaining('User_pkey') });
    expect((await command('restore', file, third)).code).toBe(0);
    await next.drop();
    await Promise.all(databases.map((database) => database.drop()));
  });
});

test('a backup that was cut off, or is none, is refused and leaves nothing behind', async () => {
  const env = { DATA_DIR: path.join(top, 'cut'), FILES_DIR: path.join(elsewhere, 'cut') };
  const source = path.join(top, 'sqlite-whole.tar.gz');
  const cut = path.join(top, 'cut.tar.gz');
  writeFileSync(cut, readFileSync(source));
  truncateSync(cut, Math.floor(statSync(cut).size / 2));
  expect((await command('restore', cut, env)).code).toBe(1);
  writeFileSync(cut, 'no backup at all');
  expect((await command('restore', cut, env)).code).toBe(1);
  expect(readdirSync(env.DATA_DIR)).toEqual([]);
  expect(existsSync(env.FILES_DIR)).toBe(false);
  expect(await command('restore', source, env)).toEqual({ code: 0, said: expect.stringContaining('Restored') });
});
