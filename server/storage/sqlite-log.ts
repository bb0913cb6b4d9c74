/**
 * The update log in a SQLite file of its own, beside Prisma's, so that neither can delay the other.
 * better-sqlite3 is synchronous: it runs in a worker thread, and the main thread never waits for the disk.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import type { Answer, Call } from './sqlite-log-worker';
import type { SyncStore } from './sqlite-store';
import type { UpdateLog } from './update-log';
import { startWorker } from './worker-entry';

/** Name of the log's file in `DATA_DIR`. */
export const SQLITE_LOG_FILE = 'updates.sqlite';

/** A refusal of the storage; `code` is SQLite's, e.g. `SQLITE_FULL`. */
export class StorageRefused extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'StorageRefused';
    this.code = code;
  }
}

interface Waiting {
  resolve(value: never): void;
  reject(error: Error): void;
}

/** Opens `updates.sqlite` in `dataDir` (made where missing). A thread that dies is started again with the next call. */
export function openSqliteLog(dataDir: string): UpdateLog {
  mkdirSync(dataDir, { recursive: true });
  return new SqliteLog(join(dataDir, SQLITE_LOG_FILE));
}

class SqliteLog implements UpdateLog {
  readonly isShared = false;
  readonly #file: string;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #calls = 0;

  constructor(file: string) {
    this.#file = file;
  }

  append: UpdateLog['append'] = (...args) => this.#call('append', args);
  load: UpdateLog['load'] = (...args) => this.#call('load', args);
  since: UpdateLog['since'] = (...args) => this.#call('since', args);
  lastSeqs: UpdateLog['lastSeqs'] = (...args) => this.#call('lastSeqs', args);
  seed: UpdateLog['seed'] = (...args) => this.#call('seed', args);
  compact: UpdateLog['compact'] = (...args) => this.#call('compact', args);
  roomsToCompact: UpdateLog['roomsToCompact'] = (...args) => this.#call('roomsToCompact', args);
  quarantine: UpdateLog['quarantine'] = (...args) => this.#call('quarantine', args);
  quarantined: UpdateLog['quarantined'] = () => this.#call('quarantined', []);
  measure: UpdateLog['measure'] = () => this.#call('measure', []);

  async close(): Promise<void> {
    const worker = this.#worker;
    if (!worker) return;
    const gone = new Promise((resolve) => worker.once('exit', resolve));
    await this.#call('close', []);
    await gone;
  }

  #call<Name extends keyof SyncStore>(name: Name, args: Parameters<SyncStore[Name]>): Promise<ReturnType<SyncStore[Name]>> {
    return new Promise((resolve, reject) => {
      this.#worker ??= this.#start();
      this.#calls += 1;
      this.#waiting.set(this.#calls, { resolve, reject });
      this.#worker.postMessage({ id: this.#calls, name, args } satisfies Call);
    });
  }

  #start(): Worker {
    const worker = startWorker('sqlite-log-worker', { file: this.#file });
    let failure = new StorageRefused('WORKER_GONE', 'The thread of the update log ended.');
    worker.on('message', (answer: Answer) => this.#answered(answer));
    worker.on('error', (error: Error & { code?: string }) => {
      failure = new StorageRefused(error.code ?? 'WORKER_FAILED', error.message);
    });
    worker.on('exit', () => {
      this.#worker = null;
      for (const { reject } of this.#waiting.values()) reject(failure);
      this.#waiting.clear();
    });
    return worker;
  }

  #answered(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (answer.ok) waiting?.resolve(answer.value as never);
    else waiting?.reject(new StorageRefused(answer.code, answer.message));
  }
}
