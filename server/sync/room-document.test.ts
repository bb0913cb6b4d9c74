import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { RoomDocument } from './room-document';

test('W10: newcomers with one state vector share one answer, until the document changes', () => {
  const room = new RoomDocument(new Y.Doc());
  room.change((doc) => doc.getText('default').insert(0, 'text'));
  const nothing = Y.encodeStateVector(new Y.Doc());
  const answer = room.answer(nothing);
  expect(room.answer(nothing.slice())).toBe(answer);
  expect(room.answer(room.stateVector())).not.toBe(answer);
  expect(room.answer(nothing)).toBe(answer);
  room.change((doc) => doc.getText('default').insert(0, 'more '));
  const copy = new Y.Doc();
  Y.applyUpdate(copy, room.diff(nothing));
  expect(copy.getText('default').toString()).toBe('more text');
});

test('L5: at rest it answers whoever comes back with what is lacking, deletions too, and goes on resting', () => {
  const writers = [1, 2, 3].map((id) => Object.assign(new Y.Doc(), { clientID: id }));
  const room = new RoomDocument(new Y.Doc());
  const copies: Y.Doc[] = [];
  for (let i = 0; i < 60; i++) {
    const writer = writers[i % 3] as Y.Doc;
    Y.applyUpdate(writer, room.state());
    const text = writer.getText('default');
    if (i % 4 === 3) text.delete(Math.floor(text.length / 2), 2);
    else text.insert((i * 7) % (text.length + 1), `word ${i} `);
    room.integrate(Y.encodeStateAsUpdate(writer));
    const copy = new Y.Doc();
    Y.applyUpdate(copy, room.state());
    copies.push(copy);
  }
  room.rest(Number.MAX_VALUE, { restMs: 0, restUnchangedMs: 0 });
  expect(room.isResting).toBe(true);
  const whole = room.state();
  for (const copy of copies) {
    Y.applyUpdate(copy, room.diff(Y.encodeStateVector(copy)));
    expect(Y.encodeStateAsUpdate(copy)).toEqual(whole);
  }
  expect(room.diff(room.stateVector()).byteLength).toBeLessThan(whole.byteLength / 4);
  expect(room.isResting).toBe(true);
  room.change((doc) => doc.getText('default').insert(0, 'awake '));
  expect(room.isResting).toBe(false);
});

test('L5: a text that is as it was on disk rests as soon as somebody was given all of it; one that was changed here does not', () => {
  const doc = new Y.Doc();
  doc.getText('default').insert(0, 'as it was');
  const room = new RoomDocument(doc);
  const nothing = new Uint8Array([0]);
  const first = room.answer(nothing);
  expect(room.isResting).toBe(true);
  expect(room.answer(nothing)).toEqual(first);
  room.change((awake) => awake.getText('default').insert(0, 'not '));
  room.answer(nothing);
  expect(room.isResting).toBe(false);
  const copy = new Y.Doc();
  Y.applyUpdate(copy, room.state());
  expect(copy.getText('default').toString()).toBe('not as it was');
});
