import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { NO_DELETES } from './ack';
import { type Change, ownClock, UnsavedChanges } from './unsaved-changes';

/** A ledger that follows a document, as the room client lets it. */
function follow() {
  const doc = new Y.Doc();
  const text = doc.getText('default');
  const ledger = new UnsavedChanges();
  doc.on('update', (update: Uint8Array) => ledger.made({ update, at: 0, frame: null }, doc.clientID, ownClock(doc)));
  const type = (letters: string) => text.insert(text.length, letters);
  const ack = (frames: number, stateVector = Y.encodeStateVector(doc)) => ledger.acked({ frames, stateVector, deletes: NO_DELETES });
  return { doc, text, ledger, type, ack };
}

const NOTHING = new Uint8Array([0]);

test('a change is open until the frame that carries it is acked', () => {
  const { ledger, type, ack } = follow();
  ledger.connected();
  ledger.sent(true);
  type('a');
  ledger.sent(false);
  type('b');
  ledger.sent(false);
  expect(ledger.count).toBe(2);
  ack(2);
  expect(ledger.count).toBe(1);
  ack(3);
  expect(ledger.count).toBe(0);
});

test('an ack of the first frames does not cover a deletion in a later one', () => {
  const { ledger, type, text, ack } = follow();
  ledger.connected();
  ledger.sent(true);
  type('abc');
  ledger.sent(false);
  text.delete(0, 2);
  ledger.sent(false);
  ack(2);
  // The state vector is complete: only the frame number knows.
  expect(ledger.count).toBe(1);
  ack(3);
  expect(ledger.count).toBe(0);
});

test('what was sent on a broken connection is open again, and the first whole exchange carries it', () => {
  const { ledger, type, ack } = follow();
  ledger.connected();
  ledger.sent(true);
  ack(1, NOTHING);
  type('a');
  ledger.sent(false);
  ledger.connected();
  type('b');
  ledger.sent(false);
  expect(ledger.count).toBe(2);
  ack(1);
  expect(ledger.count).toBe(1);
  expect(ledger.confirmed).toBe(false);
  ledger.sent(true);
  ack(2);
  expect(ledger.count).toBe(0);
  expect(ledger.confirmed).toBe(true);
});

test('a change made while nothing is connected is not taken for the frame of another', () => {
  const { ledger, type, ack } = follow();
  type('offline');
  ledger.connected();
  type('online');
  ledger.sent(false);
  ack(1, NOTHING);
  expect(ledger.open.length).toBe(1);
});

test('an ack whose state vector lacks a clock of ours does not make it saved', () => {
  const { ledger, type, ack } = follow();
  ledger.connected();
  ledger.sent(true);
  type('abc');
  ledger.sent(false);
  ack(2, NOTHING);
  expect(ledger.open.length).toBe(0);
  expect(ledger.count).toBe(1);
  ack(2);
  expect(ledger.count).toBe(0);
});

test('changes of an earlier visit count, and an ack gives them back so that their rows can be marked', () => {
  const { ledger, ack } = follow();
  const found: Change[] = [1, 2, 3].map((row) => ({ update: NOTHING, at: 0, row, frame: null }));
  ledger.found(found);
  expect(ledger.count).toBe(3);
  ledger.connected();
  ledger.sent(true);
  expect(ack(1).map((change) => change.row)).toEqual([1, 2, 3]);
});

test('confirmed needs an ack of this connection', () => {
  const { ledger, ack } = follow();
  expect(ledger.confirmed).toBe(false);
  ledger.connected();
  ledger.sent(true);
  expect(ledger.confirmed).toBe(false);
  ack(1);
  expect(ledger.confirmed).toBe(true);
  ledger.connected();
  expect(ledger.confirmed).toBe(false);
});
