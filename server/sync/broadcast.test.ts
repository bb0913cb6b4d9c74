import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { Broadcast } from './broadcast';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => vi.useRealTimers());

/** Updates of one writer, a letter each. */
function updates(count: number): Uint8Array[] {
  const doc = new Y.Doc();
  const made: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => made.push(update));
  for (let i = 0; i < count; i++) doc.getText('t').insert(i, 'a');
  return made;
}

test('S10 an ack waits for the frame that it stands on, and makes no frame of its own', () => {
  const said: string[] = [];
  const broadcast = new Broadcast<string>(20, () => said.push('update'));
  const [first, second, third] = updates(3) as [Uint8Array, Uint8Array, Uint8Array];
  broadcast.add(first, 'anna');
  broadcast.whenSent(broadcast.added, () => said.push('ack of 1'));
  expect(said).toEqual(['update', 'ack of 1']);
  broadcast.add(second, 'anna');
  broadcast.whenSent(1, () => said.push('ack of 1 again'));
  broadcast.whenSent(2, () => said.push('ack of 2'));
  broadcast.add(third, 'ben');
  expect(said).toEqual(['update', 'ack of 1', 'ack of 1 again']);
  vi.advanceTimersByTime(20);
  expect(said.slice(3)).toEqual(['update', 'ack of 2']);
});
