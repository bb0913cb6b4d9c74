import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { rebuild } from './rebuild';
import type { LoadedRoom } from './update-log';

/** Rows as the log would hold them for a text typed word by word, the last one a deletion. */
function typed(...words: string[]): LoadedRoom {
  const doc = new Y.Doc();
  const tail: LoadedRoom['tail'] = [];
  doc.on('update', (update: Uint8Array) => tail.push({ seq: tail.length + 1, update, authorId: null, at: 0 }));
  for (const word of words) doc.getText('default').insert(0, word);
  doc.getText('default').delete(0, 1);
  return { seeded: true, snapshot: null, tail, lastSeq: tail.length };
}

const text = (doc: Y.Doc) => doc.getText('default').toString();

test('rows add up to the document', () => {
  const { doc, damaged } = rebuild(typed('two ', 'one '));
  expect(text(doc)).toBe('ne two ');
  expect(damaged).toEqual([]);
});

test('a snapshot and the rows after it add up, also where they overlap', () => {
  const loaded = typed('two ', 'one ');
  const state = Y.mergeUpdates(loaded.tail.slice(0, 2).map(({ update }) => update));
  expect(text(rebuild({ ...loaded, snapshot: { covers: 1, state }, tail: loaded.tail.slice(1) }).doc)).toBe('ne two ');
});

test('a damaged row is named and nothing of it is applied', () => {
  const loaded = typed('three ', 'two ', 'one ');
  const [, second] = loaded.tail;
  if (second) second.update = second.update.slice(0, 5);
  const { doc, damaged } = rebuild(loaded);
  expect(damaged).toEqual([{ damaged: { seq: 2 }, reason: expect.any(String) }]);
  expect(doc.getText('default').toString()).toBe('three ');
});

test('a damaged snapshot is named', () => {
  const { damaged } = rebuild({ ...typed('one '), snapshot: { covers: 1, state: new Uint8Array([1, 1, 200]) } });
  expect(damaged).toEqual([{ damaged: { snapshotCovers: 1 }, reason: expect.any(String) }]);
});
