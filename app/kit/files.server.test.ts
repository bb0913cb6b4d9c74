import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rename, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { diskFiles } from './files.server';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'koinon-files-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const bytes = new TextEncoder().encode('a picture');
const hash = createHash('sha256').update(bytes).digest('hex');

test('what was put is there under its hash, and nothing else', async () => {
  const store = diskFiles(folder);
  expect(await store.exists(hash)).toBe(false);
  expect(await store.get(hash)).toBeNull();
  expect(await store.put(bytes)).toBe(hash);
  expect(await store.exists(hash)).toBe(true);
  expect(await store.get(hash)).toEqual(bytes);
  expect(await readdir(path.join(folder, hash.slice(0, 2)))).toEqual([hash]);
});

test('many putting the same at once leave one file', async () => {
  const store = diskFiles(folder);
  const all = await Promise.all(Array.from({ length: 20 }, () => store.put(bytes)));
  expect(new Set(all)).toEqual(new Set([hash]));
  expect(await readdir(path.join(folder, hash.slice(0, 2)))).toEqual([hash]);
});

test.each(['', '..', `../${hash.slice(3)}`, hash.toUpperCase(), `${hash}/../x`])('%j is no name of a file', async (name) => {
  const store = diskFiles(folder);
  await store.put(bytes);
  expect(await store.get(name)).toBeNull();
  expect(await store.exists(name)).toBe(false);
});

test('a folder that cannot be written to refuses', async () => {
  await expect(diskFiles('/dev/null/files').put(bytes)).rejects.toThrow();
});

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const fileOf = (name: string) => path.join(folder, hash.slice(0, 2), name);

describe('erasing', () => {
  test('takes bytes away, and is done also where there are none', async () => {
    const store = diskFiles(folder);
    expect(await store.erase(hash, new Date())).toBe(true);
    await store.put(bytes);
    await utimes(fileOf(hash), ago(20), ago(20));
    expect(await store.erase(hash, ago(10))).toBe(true);
    expect(await store.get(hash)).toBeNull();
    expect(await readdir(path.join(folder, hash.slice(0, 2)))).toEqual([]);
  });

  test('leaves what was kept, or kept again, a moment ago', async () => {
    const store = diskFiles(folder);
    await store.put(bytes);
    expect(await store.erase(hash, ago(10))).toBe(false);
    await utimes(fileOf(hash), ago(20), ago(20));
    await store.put(bytes);
    expect(await store.erase(hash, ago(10))).toBe(false);
    expect(await store.get(hash)).toEqual(bytes);
  });

  test('what an interrupted attempt has left goes with the next', async () => {
    const store = diskFiles(folder);
    await store.put(bytes);
    await utimes(fileOf(hash), ago(20), ago(20));
    await rename(fileOf(hash), fileOf(`${hash}.gone`));
    expect(await store.erase(hash, ago(10))).toBe(true);
    expect(await readdir(path.join(folder, hash.slice(0, 2)))).toEqual([]);
  });

  test('never takes away what is kept in the same moment', async () => {
    const store = diskFiles(folder);
    for (let round = 0; round < 50; round += 1) {
      await store.put(bytes);
      await utimes(fileOf(hash), ago(20), ago(20));
      await Promise.all([store.erase(hash, ago(10)), store.put(bytes)]);
      expect(await store.get(hash)).toEqual(bytes);
    }
  });
});
