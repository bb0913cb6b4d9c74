/** Disks that are full, under a real server: the data folder on a small file system, and a log that nobody can take. */
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { setUp } from '../../server/cli/set-up.mjs';
import { until } from '../live/harness';
import { buildRoom, join } from './living-room';
import { freePort, launch, type ServerProcess, serve } from './server-process';

vi.setConfig({ testTimeout: 60_000 });

const top = mkdtempSync(path.join(tmpdir(), 'koinon-full-'));
const small = path.join(top, 'small');
const running: ServerProcess[] = [];
/** Only root may make a file system, and not everywhere. */
const canMount = process.platform === 'linux' && process.getuid?.() === 0 && mount(small);

function mount(place: string): boolean {
  spawnSync('mkdir', ['-p', place]);
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m,mode=700', 'tmpfs', place]).status === 0;
}

beforeAll(() => setUp({ development: true, tell: () => undefined }), 300_000);

afterAll(async () => {
  for (const server of running) server.child.kill('SIGKILL');
  await Promise.all(running.map((server) => server.ended));
  if (canMount) spawnSync('umount', ['-l', small]);
  rmSync(top, { recursive: true, force: true });
});

const statusOf = async (server: ServerProcess, where: string, cookie = '') =>
  (await fetch(server.url + where, { headers: { cookie }, redirect: 'manual' })).status;

/** Takes what is free on the file system; @returns how to give it back. */
function fill(place: string): () => void {
  const file = path.join(place, 'ballast');
  const { bavail, bsize } = statfsSync(place);
  writeFileSync(file, Buffer.alloc(bavail * bsize));
  return () => rmSync(file);
}

describe('a full disk', () => {
  // Skipped where this account may not mount a file system of its own.
  test.skipIf(!canMount)('keeps nobody from writing and reading, "not saved" is said, and saving goes on by itself', async () => {
    const env = { DATA_DIR: small };
    const server = await serve(env);
    running.push(server);
    const document = await buildRoom(env);
    const [writer, reader] = [join(server, document), join(server, document)];
    await writer.client.whenSaved();
    expect(await statusOf(server, document.page, document.cookie)).toBe(200);

    const giveBack = fill(small);
    // What the files have already taken is written to first.
    let typed = 0;
    await until('the disk is met', () => {
      if (writer.client.notices.includes('notSaved')) return true;
      typed += 1;
      writer.write(`paragraph ${typed} ${'long '.repeat(10_000)}`);
      return false;
    });
    writer.write('the last one');
    await until('the other one sees it', () => reader.words().includes('the last one'));
    expect(writer.client.saved).toBe(false);
    expect(await statusOf(server, '/healthz')).toBe(200);
    expect(await statusOf(server, '/sign-in')).toBe(200);
    expect(await statusOf(server, document.page, document.cookie)).toBe(200);
    expect(server.said()).toContain('changes could not be saved');

    giveBack();
    await writer.client.whenSaved();
    await until('it is said', () => writer.client.notices.at(-1) === 'saving');
    server.child.kill('SIGKILL');
    await server.ended;
    const again = await serve(env);
    running.push(again);
    const later = join(again, document);
    await later.client.whenSynced();
    expect(later.words()).toBe(writer.words());
  });

  test.skipIf(!existsSync('/dev/full'))('under the log costs lines of the log, and nothing else', async () => {
    const env = { DATA_DIR: path.join(top, 'quiet'), PORT: String(await freePort()), LOG_LEVEL: 'info' };
    const full = openSync('/dev/full', 'w');
    const server = launch(env, [], full);
    closeSync(full);
    running.push(server);
    await until(
      'it is open',
      () =>
        statusOf(server, '/healthz').then(
          (status) => status === 200,
          () => false,
        ),
      30_000,
    );
    const document = await buildRoom(env);
    const writer = join(server, document);
    await writer.client.whenSaved();

    const database = new Database(path.join(env.DATA_DIR, 'updates.sqlite'));
    database.exec('BEGIN IMMEDIATE');
    writer.write('kept');
    await until('a refused commit', () => writer.client.notices.includes('notSaved'));
    expect(await statusOf(server, '/healthz')).toBe(200);
    database.exec('ROLLBACK');
    database.close();
    await writer.client.whenSaved();
    expect(await server.stop()).toBe(0);
  });
});
