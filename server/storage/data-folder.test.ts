import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeToOthers, takeDataFolder } from './data-folder';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'koinon-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a data folder', () => {
  test('has one server at a time, and says so to the second', () => {
    const giveBack = takeDataFolder(folder);
    expect(() => takeDataFolder(folder)).toThrow(`another Koinon has ${folder} open`);
    giveBack();
    takeDataFolder(folder)();
  });

  test('is free again when its server is killed', async () => {
    const script = `import { takeDataFolder } from './server/storage/data-folder.ts';
      globalThis.kept = takeDataFolder(${JSON.stringify(folder)});
      console.log('taken');
      setInterval(() => undefined, 1000);`;
    const holder = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');
    expect(() => takeDataFolder(folder)).toThrow('another Koinon');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    takeDataFolder(folder)();
  });

  test('of an earlier version is closed to others; files that are not ours stay as they are', () => {
    mkdirSync(path.join(folder, 'files'), { mode: 0o755 });
    for (const name of ['koinon.sqlite', 'updates.sqlite-wal', 'secret', 'notes.txt']) {
      writeFileSync(path.join(folder, name), '');
      chmodSync(path.join(folder, name), 0o644);
    }
    chmodSync(path.join(folder, 'files'), 0o755);
    closeToOthers(folder);
    const mode = (name: string) => (statSync(path.join(folder, name)).mode & 0o777).toString(8);
    expect(['koinon.sqlite', 'updates.sqlite-wal', 'secret', 'files', 'notes.txt'].map(mode)).toEqual(['600', '600', '600', '700', '644']);
  });
});
