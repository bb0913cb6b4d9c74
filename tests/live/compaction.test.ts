/** Compaction: beside the work of open rooms, given up when the server closes, and killed at every step. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { rebuild } from '../../server/storage/rebuild';
import { openSqliteLog } from '../../server/storage/sqlite-log';
import { openSqliteStore } from '../../server/storage/sqlite-store';
import { RawClient } from './clients';
import { fromDisk } from './fuzz';
import { makeFolder, ROOM, startServer, type TestServer, UnreliableLog, until } from './harness';

/** The threads that fold. `held`: what they are asked waits for `letGo`. `busy`: the next one never answers, and never looks up from its work. */
const threads = vi.hoisted(() => ({ started: 0, asked: 0, held: false, busy: false, letGo: () => {} }));
vi.mock('../../server/storage/worker-entry', async (original) => {
  const { startWorker } = await original<typeof import('../../server/storage/worker-entry')>();
  return {
    startWorker: (name: Parameters<typeof startWorker>[0], data: unknown) => {
      if (name !== 'compaction-worker') return startWorker(name, data);
      threads.started += 1;
      const thread = threads.busy ? new Worker('for (;;) {}', { eval: true }) : startWorker(name, data);
      const post = thread.postMessage.bind(thread);
      thread.postMessage = (call) => {
        threads.asked += 1;
        threads.letGo = () => post(call);
        if (!threads.held) post(call);
      };
      return thread;
    },
  };
});

describe('an open room', () => {
  const OTHER = 'doc/abcdefghij02/en';
  let log: UnreliableLog;
  let server: TestServer;
  const join = (options?: ConstructorParameters<typeof RawClient>[1]) => new RawClient(server.origin, options).whenSynced();
  const coveredOf = async (room = ROOM) => (await log.load(room, 1)).snapshot?.covers ?? 0;
  /** One row each. */
  const write = async (client: RawClient, words: number) => {
    for (let i = 0; i < words; i++) client.doc.getXmlFragment('default').push([new Y.XmlText(`word ${i} `)]);
    await client.whenSaved();
  };

  beforeEach(async () => {
    Object.assign(threads, { started: 0, asked: 0, held: false, busy: false });
    log = new UnreliableLog();
    server = await startServer({ log, limits: { compactRows: 20 } });
  });
  afterEach(() => server.close());

  test('S7: while it is folded its writers are acked as ever, and what they write meanwhile is not said to be covered', async () => {
    threads.held = true;
    const [anna, bert] = [await join(), await join({ user: 'bert', room: OTHER })];
    await write(anna, 20);
    await until('a thread is asked', () => threads.asked === 1);
    const { lastSeq: asked } = await log.load(ROOM, 1);
    await write(anna, 5);
    await write(bert, 5);
    expect(await coveredOf()).toBe(0);
    threads.letGo();
    await until('a snapshot', async () => (await coveredOf()) > 0);
    const { snapshot, tail, lastSeq } = await log.load(ROOM, 1);
    expect([snapshot?.covers, lastSeq]).toEqual([asked, asked + 5]);
    expect(tail).toHaveLength(5);
    expect((await fromDisk(log)).getXmlFragment('default').toString()).toBe(anna.content);
  });

  test('S6: what is damaged in its log is still in memory, and kept', async () => {
    const anna = await join();
    await write(anna, 5);
    (await log.load(ROOM, 1)).tail[2]?.update.fill(0xff);
    await write(anna, 20);
    await until('a snapshot', async () => (await coveredOf()) > 0);
    expect(await log.quarantined()).toMatchObject([{ room: ROOM, damaged: { seq: 3 } }]);
    expect((await fromDisk(log)).getXmlFragment('default').toString()).toBe(anna.content);
  });

  test('L4: a fold that is under way holds up no end, and one that waits for its turn begins no more', async () => {
    threads.busy = true;
    const [anna, bert] = [await join(), await join({ user: 'bert', room: OTHER })];
    await write(anna, 20);
    await until('a thread is at work', () => threads.asked === 1);
    await write(bert, 20);
    await server.close();
    expect([await anna.whenClosed(), await bert.whenClosed()]).toEqual([1012, 1012]);
    expect(threads).toMatchObject({ started: 1, asked: 1 });
    expect([await coveredOf(), await coveredOf(OTHER)]).toEqual([0, 0]);
    expect((await fromDisk(log)).getXmlFragment('default').toString()).toBe(anna.content);
    expect(server.logger.lines.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  test('L4: a fold that waits for the storage holds up no end either', async () => {
    const anna = await join();
    const { loads } = log;
    let answer = () => {};
    log.loadDelay = new Promise((resolve) => {
      answer = resolve;
    });
    await write(anna, 20);
    await until('the log is asked', () => log.loads > loads);
    await server.close();
    answer();
    await log.load(ROOM, 1);
    expect(threads.started).toBe(0);
    expect(server.logger.lines.filter(({ level }) => level !== 'info')).toEqual([]);
  });
});

describe('on a disk', () => {
  const SECONDS = process.env.FULL ? 20 : 2;
  const EVERY_MS = 5;

  test(`S7: two hundred updates a second for ${SECONDS} s beside one fold after the other: no row goes that no snapshot covers`, async () => {
    const folder = makeFolder();
    const log = openSqliteLog(folder.path);
    const server = await startServer({ log, limits: { compactRows: 20 } });
    const writer = await new RawClient(server.origin).whenSynced();
    const reader = await new RawClient(server.origin, { user: 'bert' }).whenSynced();
    const covered = new Set<number>();
    const begun = performance.now();
    let written = 0;
    let whole = true;
    await until(
      'the time is over',
      async () => {
        const passed = performance.now() - begun;
        // As many as are due by now, each a row.
        for (; written < passed / EVERY_MS && written < (SECONDS * 1000) / EVERY_MS; written++) writer.text.insert(0, `word ${written} `);
        const { snapshot, tail, lastSeq } = await log.load(ROOM, 1);
        covered.add(snapshot?.covers ?? 0);
        const first = snapshot?.covers ?? 0;
        whole &&= tail.length === lastSeq - first && tail.every(({ seq }, i) => seq === first + 1 + i);
        return passed > SECONDS * 1000;
      },
      SECONDS * 1000 + 30_000,
    );
    await writer.whenSaved();
    expect(whole).toBe(true);
    expect(covered.size).toBeGreaterThan(3);
    expect((await fromDisk(log)).getXmlFragment('default').toString()).toBe(writer.content);
    await until('the reader has all', () => reader.content === writer.content);
    expect(writer.content).toContain(`word ${(SECONDS * 1000) / EVERY_MS - 1} `);
    await server.close();
    await log.close();
    folder.remove();
  });
});

const TEXT = 'one two three four';
let folder: ReturnType<typeof makeFolder>;
let file: string;

/** A log with a snapshot and rows after it, so that another compaction has something to delete. */
beforeEach(() => {
  folder = makeFolder();
  file = join(folder.path, 'updates.sqlite');
  const store = openSqliteStore(file);
  const doc = new Y.Doc();
  doc.on('update', (update: Uint8Array) => store.append([{ room: ROOM, generation: 1, update, authorId: 'anna', at: 0 }]));
  const text = new Y.XmlText();
  doc.getXmlFragment('default').insert(0, [text]);
  text.insert(0, 'one two');
  store.compact(ROOM, 1, { covers: 2, state: Y.encodeStateAsUpdate(doc) }, 0);
  text.insert(7, ' three');
  text.insert(13, ' four');
  store.close();
});
afterEach(() => folder.remove());

async function compactAndDie(when: string, statement: string): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/live/compaction-process.ts', file, ROOM, when, statement], {
    stdio: 'inherit',
  });
  const [, signal] = await once(child, 'exit');
  expect(signal).toBe('SIGKILL');
}

test.each([
  ['before its snapshot', 'before', 'INSERT INTO snapshots', 2],
  ['after its snapshot', 'after', 'INSERT INTO snapshots', 2],
  ['after the oldest snapshot went', 'after', 'DELETE FROM snapshots', 2],
  ['after the oldest rows went', 'after', 'DELETE FROM updates WHERE room_id = ? AND seq <=', 2],
  ['before its commit', 'after', 'UPDATE rooms SET\n', 2],
  ['after its commit', 'after', 'nothing like it', 4],
])('S9: a compaction that is killed %s leaves the whole text, and the next one folds it', async (_moment, when, statement, covered) => {
  await compactAndDie(when, statement);
  const store = openSqliteStore(file);
  const left = store.load(ROOM, 1);
  expect([left.snapshot?.covers, left.lastSeq]).toEqual([covered, 4]);
  const { doc, damaged } = rebuild(left);
  expect([doc.getXmlFragment('default').toString(), damaged]).toEqual([TEXT, []]);
  // Nothing half done stands in the way.
  expect(store.compact(ROOM, 1, { covers: 4, state: Y.encodeStateAsUpdate(doc) }, 0)).toBe(covered < 4);
  const folded = store.load(ROOM, 1);
  expect([folded.snapshot?.covers, folded.tail]).toEqual([4, []]);
  expect(rebuild(folded).doc.getXmlFragment('default').toString()).toBe(TEXT);
  store.close();
});
