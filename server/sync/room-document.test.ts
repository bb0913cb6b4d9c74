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
