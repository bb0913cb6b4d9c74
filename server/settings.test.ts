/** Settings that need each other, folders, and what the README says of them. Single wrong values are tried with a real start (tests/setup). */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readSettings, SETTINGS, whereDataIs } from './settings';

const folder = mkdtempSync(path.join(tmpdir(), 'koinon-settings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const dataDir = path.join(folder, 'data');
const read = (env: Record<string, string>) => readSettings({ DATA_DIR: dataDir, ...env } as unknown as NodeJS.ProcessEnv);
const refusalOf = (env: Record<string, string>) => {
  try {
    read(env);
  } catch (error) {
    return (error as Error).message.split('\n').map((line) => line.split(':')[0]);
  }
  return [];
};

const shared = { DATABASE_URL: 'postgresql://koinon@db/koinon', APP_SECRET: 'the same on every machine, 32 letters' };

test('several servers need one database and one secret, and each that is missing is named', () => {
  expect(refusalOf({ REDIS_URL: 'redis://cache' })).toEqual(['DATABASE_URL', 'APP_SECRET']);
  expect(refusalOf({ ...shared, APP_SECRET: '', REDIS_URL: 'redis://cache' })).toEqual(['APP_SECRET']);
  expect(refusalOf({ ...shared, DATABASE_URL: '', REDIS_URL: 'redis://cache' })).toEqual(['DATABASE_URL']);
  expect(read({ ...shared, REDIS_URL: 'redis://cache' })).toMatchObject({ redisUrl: 'redis://cache' });
  expect(refusalOf({ REDIS_URL: '' })).toEqual([]);
});

test('uploads are in the data folder unless FILES_DIR says where, and that folder is made', () => {
  expect(read({}).filesDir).toBe(path.join(dataDir, 'files'));
  const shelf = path.join(folder, 'shared', 'pictures');
  expect(read({ FILES_DIR: shelf }).filesDir).toBe(shelf);
  expect(existsSync(shelf)).toBe(true);
  expect(whereDataIs({ DATA_DIR: dataDir, FILES_DIR: shelf } as unknown as NodeJS.ProcessEnv)).toEqual({ dataDir, filesDir: shelf });
});

test('a folder for uploads that cannot be written to is named', () => {
  const file = path.join(folder, 'a file');
  writeFileSync(file, '');
  expect(refusalOf({ FILES_DIR: path.join(file, 'files') })).toEqual(['FILES_DIR']);
});

test('the README has a row for each setting, and for nothing else', () => {
  const named = [...readFileSync('README.md', 'utf8').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
  // Who starts it sets that one: `npm start` or `npm run dev`.
  const own = SETTINGS.filter((name) => !name.startsWith('LIMIT_') && name !== 'NODE_ENV');
  expect(named.sort()).toEqual(own.sort());
});
