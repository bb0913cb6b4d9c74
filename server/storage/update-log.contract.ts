/** What every update log must keep. Each version's test file runs this whole suite. */
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { rebuild } from './rebuild';
import type { NewRow, UpdateLog } from './update-log';

const bytes = (...values: number[]) => new Uint8Array(values);

function row(room: string, value: number, more: Partial<NewRow> = {}): NewRow {
  return { room, generation: 1, update: bytes(value), authorId: 'user', at: 1_000 + value, ...more };
}

/** Updates of one text, word by word, with a deletion at the end. */
function writing(...words: string[]): { text: string; updates: Uint8Array[] } {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const root = doc.getXmlFragment('default');
  for (const word of words.slice(0, -1)) root.push([new Y.XmlText(word)]);
  root.delete(0, 1);
  return { text: root.toString(), updates };
}

/** Plain arrays: one version answers with Buffer, another with Uint8Array. */
function plain(rows: { seq: number; update: Uint8Array }[]) {
  return rows.map(({ seq, update }) => [seq, ...update]);
}

/** `open` gives a log on the same storage each time it is called within one test; `fresh` makes the storage empty. */
export function describeUpdateLog(name: string, storage: () => Promise<{ open(): Promise<UpdateLog> }>): void {
  const using = async (work: (log: UpdateLog, open: () => Promise<UpdateLog>) => Promise<void>) => {
    const { open } = await storage();
    const opened: UpdateLog[] = [];
    const openOne = async () => {
      const log = await open();
      opened.push(log);
      return log;
    };
    try {
      await work(await openOne(), openOne);
    } finally {
      for (const log of opened) await log.close();
    }
  };

  describe(`update log: ${name}`, () => {
    test('S11: a room that was never written is empty and not seeded', () =>
      using(async (log) => {
        expect(await log.load('doc/a/en', 1)).toEqual({ seeded: false, snapshot: null, tail: [], lastSeq: 0 });
      }));

    test('S11: a group of several rooms gets a gapless seq per room, in order', () =>
      using(async (log) => {
        expect(await log.append([row('b', 1), row('a', 2), row('b', 3)])).toEqual([1, 1, 2]);
        expect(await log.append([row('a', 4), row('b', 5, { generation: 2 }), row('b', 6)])).toEqual([2, 1, 3]);
        expect(plain((await log.load('b', 1)).tail)).toEqual([
          [1, 1],
          [2, 3],
          [3, 6],
        ]);
        expect(plain((await log.load('b', 2)).tail)).toEqual([[1, 5]]);
        expect((await log.load('a', 1)).lastSeq).toBe(2);
      }));

    test('S12: an empty group is no error', () =>
      using(async (log) => {
        expect(await log.append([])).toEqual([]);
      }));

    test('S11: author and time come back', () =>
      using(async (log) => {
        await log.append([row('a', 1, { authorId: null, at: 1_795_330_000_123 }), row('a', 2)]);
        const { tail } = await log.load('a', 1);
        expect(tail.map(({ authorId, at }) => ({ authorId, at }))).toEqual([
          { authorId: null, at: 1_795_330_000_123 },
          { authorId: 'user', at: 1_002 },
        ]);
      }));

    test('S12: what was appended is there for whoever opens the log next', () =>
      using(async (log, open) => {
        await log.append([row('a', 7)]);
        await log.close();
        expect(plain((await (await open()).load('a', 1)).tail)).toEqual([[1, 7]]);
      }));

    test('S11: many appends at once leave no gap and no double', () =>
      using(async (log) => {
        const groups = Array.from({ length: 40 }, (_, i) => [row('a', i), row('b', i), row(i % 2 ? 'c' : 'd', i)]);
        const seqs = await Promise.all(groups.map((group) => log.append(i(group))));
        const ofA = seqs.map((group) => group[0]).sort((x, y) => Number(x) - Number(y));
        expect(ofA).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
        expect((await log.load('b', 1)).tail).toHaveLength(40);
        expect((await log.load('c', 1)).lastSeq + (await log.load('d', 1)).lastSeq).toBe(40);
        // Rooms named in either order: a version that locks in the order given would deadlock.
        function i(group: NewRow[]) {
          return Math.random() < 0.5 ? group : [group[1], group[0], group[2]].filter((one) => one !== undefined);
        }
      }));

    test('S12: a group that is given again, because nobody heard that it was written, changes nothing of the text', () =>
      using(async (log) => {
        const { text, updates } = writing('one', 'two', 'three');
        const group = updates.map((update) => row('a', 0, { update }));
        await log.append(group.slice(0, 2));
        await log.append(group);
        expect(await log.append([row('b', 1)])).toEqual([1]);
        const loaded = await log.load('a', 1);
        expect(loaded.tail.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
        expect(rebuild(loaded).doc.getXmlFragment('default').toString()).toBe(text);
      }));

    test('S5: a seed is written once, whoever comes first', () =>
      using(async (log) => {
        const won = await Promise.all([1, 2, 3, 4].map((value) => log.seed('a', 1, bytes(value), 5)));
        expect(won.filter(Boolean)).toHaveLength(1);
        const loaded = await log.load('a', 1);
        expect(loaded.seeded).toBe(true);
        expect(loaded.tail).toHaveLength(1);
        expect(await log.seed('a', 2, bytes(9), 5)).toBe(true);
      }));

    test('S5: an empty seed counts as a seed', () =>
      using(async (log) => {
        expect(await log.seed('a', 1, null, 5)).toBe(true);
        expect(await log.seed('a', 1, bytes(1), 6)).toBe(false);
        expect(await log.load('a', 1)).toMatchObject({ seeded: true, tail: [], lastSeq: 0 });
      }));

    test('S7: a snapshot covers exactly what it says; the one before it and its rows stay', () =>
      using(async (log) => {
        await log.append([1, 2, 3, 4, 5].map((value) => row('a', value)));
        expect(await log.compact('a', 1, { covers: 2, state: bytes(21) }, 9)).toBe(true);
        const first = await log.load('a', 1);
        expect([first.snapshot?.covers, ...(first.snapshot?.state ?? [])]).toEqual([2, 21]);
        expect(plain(first.tail)).toEqual([
          [3, 3],
          [4, 4],
          [5, 5],
        ]);
        expect(await log.compact('a', 1, { covers: 4, state: bytes(41) }, 9)).toBe(true);
        await log.append([row('a', 6)]);
        const second = await log.load('a', 1);
        expect(plain(second.tail)).toEqual([
          [5, 5],
          [6, 6],
        ]);
        await log.quarantine('a', 1, { snapshotCovers: 4 }, 'test');
        const third = await log.load('a', 1);
        expect(third.snapshot?.covers).toBe(2);
        expect(plain(third.tail)).toEqual([
          [3, 3],
          [4, 4],
          [5, 5],
          [6, 6],
        ]);
        expect(third.lastSeq).toBe(6);
      }));

    test('S7: a snapshot that covers no more than the last one is refused', () =>
      using(async (log) => {
        await log.append([row('a', 1), row('a', 2)]);
        await log.compact('a', 1, { covers: 2, state: bytes(1) }, 9);
        expect(await log.compact('a', 1, { covers: 2, state: bytes(2) }, 9)).toBe(false);
        expect(await log.compact('a', 1, { covers: 1, state: bytes(2) }, 9)).toBe(false);
        expect([...((await log.load('a', 1)).snapshot?.state ?? [])]).toEqual([1]);
      }));

    test('S7: rows appended while a snapshot is kept are never taken with it', () =>
      using(async (log) => {
        await log.append([row('a', 1), row('a', 2)]);
        await Promise.all([
          log.compact('a', 1, { covers: 1, state: bytes(1) }, 9),
          ...[3, 4, 5].map((value) => log.append([row('a', value)])),
          log.compact('a', 1, { covers: 2, state: bytes(2) }, 9),
        ]);
        const { snapshot, tail } = await log.load('a', 1);
        const seen = tail.map(({ update }) => Number(update[0])).filter((value) => value > 2);
        expect(snapshot?.covers).toBeLessThanOrEqual(2);
        expect(seen.sort()).toEqual([3, 4, 5]);
      }));

    test('S7: rooms are named for compaction by rows or by bytes, largest first, until they are compacted', () =>
      using(async (log) => {
        await log.append([
          row('few', 1),
          ...[1, 2, 3].map((value) => row('many', value)),
          row('large', 1, { update: new Uint8Array(500) }),
        ]);
        const atLeast = { rows: 3, bytes: 400 };
        expect(await log.roomsToCompact(atLeast, 10)).toEqual([
          { room: 'large', generation: 1, rows: 1, bytes: 500 },
          { room: 'many', generation: 1, rows: 3, bytes: 3 },
        ]);
        expect(await log.roomsToCompact(atLeast, 1)).toHaveLength(1);
        await log.compact('large', 1, { covers: 1, state: bytes(1) }, 9);
        await log.compact('many', 1, { covers: 2, state: bytes(1) }, 9);
        expect(await log.roomsToCompact(atLeast, 10)).toEqual([]);
        await log.append([row('many', 4), row('many', 5)]);
        expect(await log.roomsToCompact(atLeast, 10)).toEqual([{ room: 'many', generation: 1, rows: 3, bytes: 3 }]);
      }));

    test('S6: a damaged row is set aside with its reason, and the rest stays', () =>
      using(async (log) => {
        await log.append([1, 2, 3].map((value) => row('a', value)));
        await log.quarantine('a', 1, { seq: 2 }, 'does not decode');
        const loaded = await log.load('a', 1);
        expect(plain(loaded.tail)).toEqual([
          [1, 1],
          [3, 3],
        ]);
        expect(loaded.lastSeq).toBe(3);
        expect(await log.append([row('a', 4)])).toEqual([4]);
        expect(await log.quarantined()).toEqual([{ room: 'a', generation: 1, damaged: { seq: 2 }, reason: 'does not decode' }]);
      }));

    test('S15: what was written since is read by itself, as long as each row is there', () =>
      using(async (log) => {
        expect(await log.since('doc/a/en', 1, 0)).toEqual([]);
        await log.append([1, 2, 3, 4].map((n) => row('doc/a/en', n)));
        expect((await log.since('doc/a/en', 1, 2))?.map(({ seq, update }) => [seq, update[0]])).toEqual([
          [3, 3],
          [4, 4],
        ]);
        expect(await log.since('doc/a/en', 1, 4)).toEqual([]);
        expect(await log.since('doc/a/en', 1, 9)).toEqual([]);
        await log.quarantine('doc/a/en', 1, { seq: 3 }, 'damaged');
        expect(await log.since('doc/a/en', 1, 2)).toBeNull();
        expect((await log.since('doc/a/en', 1, 3))?.map(({ seq }) => seq)).toEqual([4]);
      }));

    test('S15: the highest number of many rooms is read at once', () =>
      using(async (log) => {
        await log.append([row('doc/a/en', 1), row('doc/b/en', 1), row('doc/a/en', 2)]);
        const rooms = ['doc/b/en', 'doc/none/en', 'doc/a/en'].map((room) => ({ room, generation: 1 }));
        expect(await log.lastSeqs([...rooms, { room: 'doc/a/en', generation: 2 }])).toEqual([1, 0, 2, 0]);
        expect(await log.lastSeqs([])).toEqual([]);
      }));

    test('S12: the whole log is measured: rooms, what no snapshot covers, and when rooms were folded', () =>
      using(async (log) => {
        const nothing = { rooms: 0, tailRows: 0, tailBytes: 0, oldestFoldAt: null, newestFoldAt: null };
        expect(await log.measure()).toMatchObject(nothing);
        await log.append([row('a', 1), row('a', 2), row('b', 1, { update: new Uint8Array(50) }), row('c', 1)]);
        expect(await log.measure()).toMatchObject({ ...nothing, rooms: 3, tailRows: 4, tailBytes: 53 });
        await log.compact('a', 1, { covers: 1, state: bytes(1) }, 100);
        await log.compact('a', 1, { covers: 2, state: bytes(1) }, 300);
        await log.compact('b', 1, { covers: 1, state: bytes(1) }, 200);
        const { diskBytes, ...folded } = await log.measure();
        expect(folded).toEqual({ rooms: 3, tailRows: 1, tailBytes: 1, oldestFoldAt: 200, newestFoldAt: 300 });
        expect(diskBytes).toBeGreaterThanOrEqual(0);
      }));

    test('S12: bytes come back as they were, also many of them', () =>
      using(async (log) => {
        const large = new Uint8Array(1_500_000).map((_, i) => (i * 31) % 256);
        await log.append([row('a', 0, { update: large }), row('a', 0, { update: new Uint8Array(0) })]);
        const { tail } = await log.load('a', 1);
        expect(Buffer.compare(Buffer.from(tail[0]?.update ?? []), Buffer.from(large))).toBe(0);
        expect(tail[1]?.update.byteLength).toBe(0);
      }));
  });
}
