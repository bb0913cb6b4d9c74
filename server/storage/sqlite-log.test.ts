import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { afterEach, expect, test, vi } from 'vitest';
import { openSqliteLog, SQLITE_LOG_FILE } from './sqlite-log';
import { describeUpdateLog } from './update-log.contract';

/** Every thread that was started, in order. */
const threads = vi.hoisted(() => [] as Worker[]);
vi.mock('./worker-entry', async (original) => {
  const { startWorker } = await original<typeof import('./worker-entry')>();
  return {
    startWorker: (...args: Parameters<typeof startWorker>) => {
      threads.push(startWorker(...args));
      return threads.at(-1);
    },
  };
});

const made: string[] = [];

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'koinon-log-'));
  made.push(path);
  return path;
}

afterEach(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true });
});

describeUpdateLog('SQLite', async () => {
  const dataDir = folder();
  return { open: async () => openSqliteLog(dataDir) };
});

test('S13: a file that is not a database rejects the call and does not end the process', async () => {
  const dataDir = folder();
  const { writeFileSync } = await import('node:fs');
  writeFileSync(join(dataDir, SQLITE_LOG_FILE), 'not a database, and long enough to look like a header of one'.repeat(20));
  const log = openSqliteLog(dataDir);
  await expect(log.load('a', 1)).rejects.toThrow(/not a database/);
  await log.close();
});

test('S13: a locked file rejects the append, and the same rows pass once the lock is gone', async () => {
  const dataDir = folder();
  const log = openSqliteLog(dataDir);
  const rows = [{ room: 'a', generation: 1, update: new Uint8Array([1]), authorId: null, at: 1 }];
  await log.append(rows);
  const other = new Database(join(dataDir, SQLITE_LOG_FILE));
  other.exec('BEGIN IMMEDIATE');
  await expect(log.append(rows)).rejects.toMatchObject({ code: 'SQLITE_BUSY' });
  other.exec('ROLLBACK');
  other.close();
  expect(await log.append(rows)).toEqual([2]);
  await log.close();
}, 15_000);

test('S13: a thread that dies refuses what it was asked, another one is started, and nothing that was written is lost', async () => {
  const log = openSqliteLog(folder());
  const before = threads.length;
  const rows = [{ room: 'a', generation: 1, update: new Uint8Array([1]), authorId: null, at: 1 }];
  let written = (await log.append(rows)).length;
  for (let death = 0; death < 3; death++) {
    const asked = Array.from({ length: 20 }, () => log.append(rows).then(() => true));
    void threads.at(-1)?.terminate();
    const answers = await Promise.allSettled(asked);
    const refused = answers.filter(({ status }) => status === 'rejected');
    for (const one of refused) expect(one).toMatchObject({ reason: { code: 'WORKER_GONE' } });
    written += answers.length - refused.length;
    expect(await log.append(rows)).toHaveLength(1);
    written += 1;
  }
  expect(threads.length - before).toBe(4);
  // A commit whose answer was lost may be there too; what was answered is there in any case, without a gap.
  const { tail, lastSeq } = await log.load('a', 1);
  expect(lastSeq).toBeGreaterThanOrEqual(written);
  expect(tail.map(({ seq }) => seq)).toEqual(Array.from({ length: lastSeq }, (_, i) => i + 1));
  await log.close();
});

test('S13: every commit is synced to the disk', async () => {
  // The setting is per connection, so it is asked of the store itself and not of a second connection.
  const { openSqliteStore } = await import('./sqlite-store');
  const file = join(folder(), 'x.sqlite');
  const store = openSqliteStore(file) as unknown as { pragma(name: string): unknown; close(): void };
  expect(store.pragma('synchronous')).toBe(2);
  expect(store.pragma('journal_mode')).toBe('wal');
  store.close();
});
