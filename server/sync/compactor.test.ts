import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { MemoryLog } from '../storage/memory-log';
import { rebuild } from '../storage/rebuild';
import { Compactor } from './compactor';
import { Folding } from './folding';
import { DEFAULT_LIMITS } from './limits';

/** Threads that were started; the next one can be made to end when it is asked for something. */
const threads = vi.hoisted(() => ({ started: 0, nextDies: false }));
vi.mock('../storage/worker-entry', async (original) => {
  const { startWorker } = await original<typeof import('../storage/worker-entry')>();
  return {
    startWorker: (...args: Parameters<typeof startWorker>) => {
      const thread = startWorker(...args);
      threads.started += 1;
      if (threads.nextDies) thread.postMessage = () => void thread.terminate();
      threads.nextDies = false;
      return thread;
    },
  };
});

/** A log with an accident for one room. */
class Unlucky extends MemoryLog {
  accident: (room: string) => void = () => {};

  override async load(room: string, generation: number) {
    this.accident(room);
    return super.load(room, generation);
  }
}

const warnings: object[] = [];
const logger = { info() {}, warn: (fields: object) => void warnings.push(fields), error() {} };
const limits = { ...DEFAULT_LIMITS, compactRows: 1 };
let log: Unlucky;

/** Two rooms, the larger one first in every round. */
beforeEach(async () => {
  threads.started = 0;
  warnings.length = 0;
  log = new Unlucky();
  folding = new Folding(log, logger, async () => async () => {});
  for (const [room, words] of [
    ['large', 'many, many words'],
    ['small', 'few'],
  ] as const) {
    const doc = new Y.Doc();
    doc.getXmlFragment('default').insert(0, [new Y.XmlText(words)]);
    await log.append([{ room, generation: 1, update: Y.encodeStateAsUpdate(doc), authorId: null, at: 0 }]);
  }
});

let folding: Folding;
afterEach(() => folding.close());
const run = () => new Compactor(log, limits, logger, folding, () => false).run();
const covers = async (room: string) => (await log.load(room, 1)).snapshot?.covers ?? 0;

test('S7: a room that cannot be folded keeps no other from it, and is folded in a later round', async () => {
  log.accident = (room) => {
    if (room === 'large') throw new Error('refused');
  };
  await run();
  log.accident = () => {};
  expect([await covers('large'), await covers('small')]).toEqual([0, 1]);
  expect(warnings).toMatchObject([{ room: 'large', error: 'refused' }]);
  await run();
  expect(await covers('large')).toBe(1);
});

test('S7: a thread that dies costs one room one round, and no row', async () => {
  threads.nextDies = true;
  await run();
  expect(threads.started).toBe(2);
  expect([await covers('large'), await covers('small')]).toEqual([0, 1]);
  expect(warnings).toMatchObject([{ room: 'large', error: 'the compaction thread ended' }]);
  await run();
  const loaded = await log.load('large', 1);
  expect([loaded.snapshot?.covers, loaded.tail.length]).toEqual([1, 0]);
  expect(rebuild(loaded).doc.getXmlFragment('default').toString()).toBe('many, many words');
});
