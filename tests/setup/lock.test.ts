/** The lock that keeps two commands from preparing one folder at once, and the lock file that both install from. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { missingPlatforms } from '../../server/cli/complete-lock.mjs';
import { withLock } from '../../server/cli/lock.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'koinon-lock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the lock on a folder', () => {
  const quiet = () => undefined;

  test('lets one in at a time', async () => {
    const file = path.join(folder, 'one');
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 5 }, () => withLock(file, quiet, work)));
    expect(most).toBe(1);
    expect(existsSync(file)).toBe(false);
  });

  test('is given back when the work fails, with the failure', async () => {
    const file = path.join(folder, 'failing');
    await expect(withLock(file, quiet, () => Promise.reject(new Error('no network')))).rejects.toThrow('no network');
    expect(existsSync(file)).toBe(false);
  });

  test('of a process that was killed does not keep anybody out', async () => {
    const file = path.join(folder, 'dead');
    const holder = spawn(process.execPath, ['-e', '']);
    await once(holder, 'exit');
    writeFileSync(file, String(holder.pid));
    expect(await withLock(file, quiet, async () => 'in')).toBe('in');
  });

  test('of an earlier process with our own number does not keep us out', async () => {
    const file = path.join(folder, 'number');
    writeFileSync(file, String(process.pid));
    expect(await withLock(file, quiet, async () => 'in')).toBe('in');
  });

  test('of a living process is waited for, and that is said once', async () => {
    const file = path.join(folder, 'held');
    const said: string[] = [];
    writeFileSync(file, String(process.ppid));
    const waiting = withLock(
      file,
      (line: string) => {
        said.push(line);
        rmSync(file); // the other one is done
      },
      async () => 'in',
    );
    expect(await waiting).toBe('in');
    expect(said).toHaveLength(1);
  });
});

describe('package-lock.json', () => {
  const text = readFileSync('package-lock.json', 'utf8');

  test('names the binaries of every platform, or npm refuses it everywhere', () => {
    const lock = JSON.parse(text);
    expect(missingPlatforms(lock)).toEqual([]);
    delete lock.packages['node_modules/@esbuild/darwin-arm64'];
    expect(missingPlatforms(lock).map(({ place }: { place: string }) => place)).toEqual(['node_modules/@esbuild/darwin-arm64']);
  });

  test('names no registry: each machine uses its own', () => {
    expect(text).not.toMatch(/"resolved"|https?:\/\/[^"]*\.tgz/);
  });
});
