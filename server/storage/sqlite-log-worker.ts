/** Thread of the SQLite update log: the only writer of `updates.sqlite`. Each message is one call; the answers come back in order. */
import { parentPort, workerData } from 'node:worker_threads';
import { openSqliteStore, type SyncStore } from './sqlite-store';

export type Call = { id: number; name: keyof SyncStore; args: unknown[] };
export type Answer = { id: number; ok: true; value: unknown } | { id: number; ok: false; code: string; message: string };

const port = parentPort;
if (!port) throw new Error('sqlite-log-worker runs as a worker thread only.');
let store: SyncStore | null = null;

/** Opened with the first call, so that a file that cannot be opened refuses that call and is tried again with the next. */
function open(): SyncStore {
  store ??= openSqliteStore((workerData as { file: string }).file);
  return store;
}

function call(target: SyncStore, name: keyof SyncStore, args: unknown[]): unknown {
  return (target[name] as (...given: unknown[]) => unknown).apply(target, args);
}

port.on('message', ({ id, name, args }: Call) => {
  let answer: Answer;
  try {
    answer = { id, ok: true, value: name === 'close' ? store?.close() : call(open(), name, args) };
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    answer = { id, ok: false, code: code ?? 'UNKNOWN', message };
  }
  port.postMessage(answer);
  if (name === 'close') port.close();
});
