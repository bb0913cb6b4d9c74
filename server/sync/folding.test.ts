import { EventEmitter } from 'node:events';
import { beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { MemoryLog } from '../storage/memory-log';
import { Folding, FoldingClosed } from './folding';

/** Stands for the thread: answers when a test says so. */
class Thread extends EventEmitter {
  asked = 0;
  postMessage = () => {
    this.asked += 1;
  };
  terminate = vi.fn(async () => void this.emit('exit', 1));
}

const threads = vi.hoisted(() => [] as unknown[]);
vi.mock('../storage/worker-entry', () => ({
  startWorker: () => {
    const thread = new Thread();
    threads.push(thread);
    return thread;
  },
}));
const thread = (index: number) => threads[index] as Thread;
const asked = (index: number) => vi.waitFor(() => expect(thread(index)?.asked).toBeGreaterThan(0));

const state = Y.encodeStateAsUpdate(new Y.Doc());
let log: MemoryLog;
let folding: Folding;

beforeEach(async () => {
  threads.length = 0;
  log = new MemoryLog();
  folding = new Folding(log, { info() {}, warn() {}, error() {} }, async () => async () => {});
  for (const room of ['a', 'b']) await log.append([{ room, generation: 1, update: state, authorId: null, at: 0 }]);
});

const covers = async (room: string) => (await log.load(room, 1)).snapshot?.covers ?? 0;

test('L4: closing ends the fold under way and those that wait for their turn, and starts no other thread', async () => {
  const folds = [folding.fold('a', 1), folding.fold('b', 1)];
  const ends = Promise.allSettled(folds);
  await asked(0);
  await folding.close();
  for (const end of await ends) expect(end).toMatchObject({ status: 'rejected', reason: expect.any(FoldingClosed) });
  await expect(folding.fold('a', 1)).rejects.toThrow(FoldingClosed);
  expect(threads).toHaveLength(1);
});

test('L4: an answer that comes as folding closes is not written any more: the log may be closed', async () => {
  const fold = folding.fold('a', 1);
  const ends = expect(fold).rejects.toThrow(FoldingClosed);
  await asked(0);
  thread(0).emit('message', { state });
  await folding.close();
  await ends;
  expect(await covers('a')).toBe(0);
});

test('S7: a thread that died while it had nothing to do is not asked', async () => {
  const first = folding.fold('a', 1);
  await asked(0);
  thread(0).emit('message', { state });
  expect(await first).toBe(true);
  thread(0).emit('error', new Error('out of memory'));
  thread(0).emit('exit', 1);
  const second = folding.fold('b', 1);
  await asked(1);
  thread(1).emit('message', { state });
  expect(await second).toBe(true);
  expect([await covers('a'), await covers('b')]).toEqual([1, 1]);
  await folding.close();
});

test('S7: a thread with nothing to do goes after a while', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const fold = folding.fold('a', 1);
    while (!thread(0)?.asked) await Promise.resolve();
    thread(0).emit('message', { state });
    await fold;
    await vi.advanceTimersByTimeAsync(59_000);
    expect(thread(0).terminate).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(thread(0).terminate).toHaveBeenCalledOnce();
  } finally {
    vi.useRealTimers();
  }
});
