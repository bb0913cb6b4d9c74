import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RoomActor, RoomBackend } from '../../app/live/backend';
import type { Connection } from './connection';
import { Connections } from './connections';
import { DEFAULT_LIMITS } from './limits';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

const { recheckMs, sweepMs } = DEFAULT_LIMITS;
const SOCKETS = 600;

/** An application that notes whom it was asked about, in order, and takes a turn of the loop to answer. */
function application() {
  const asked: string[] = [];
  let underWay = 0;
  const most = { underWay: 0 };
  const recheck = async (actor: RoomActor) => {
    asked.push(actor.userId);
    underWay += 1;
    most.underWay = Math.max(most.underWay, underWay);
    await new Promise((resolve) => setImmediate(resolve));
    underWay -= 1;
    return { ok: true, actor, mode: 'write', generation: 1, partnershipId: 'p' };
  };
  return { asked, most, backend: { recheck } as unknown as RoomBackend };
}

function socket(userId: string): Connection {
  const actor = { userId, sessionId: userId, name: userId, colour: 0 };
  return {
    facts: { actor, room: 'r', generation: 1, mode: 'write' },
    actor,
    recheckAt: 0,
    onGone() {},
    close() {},
  } as unknown as Connection;
}

test('R2: of very many sockets each is asked again in its turn, the longest waiting first, few at a time', async () => {
  const { asked, most, backend } = application();
  const connections = new Connections(backend, DEFAULT_LIMITS, { info() {}, warn() {}, error() {} });
  const people = Array.from({ length: SOCKETS }, (_, i) => `u${i}`);
  for (const user of people) connections.add(socket(user));
  vi.advanceTimersByTime(recheckMs);
  connections.sweep(performance.now());
  await vi.waitFor(() => expect(asked).toHaveLength(SOCKETS));
  expect(asked).toEqual(people);
  expect(most.underWay).toBe(8);
  // Nobody is asked twice in one interval, and all again in the next.
  vi.advanceTimersByTime(recheckMs - sweepMs);
  connections.sweep(performance.now());
  expect(asked).toHaveLength(SOCKETS);
  vi.advanceTimersByTime(sweepMs);
  connections.sweep(performance.now());
  await vi.waitFor(() => expect(asked).toHaveLength(2 * SOCKETS));
  expect(asked.slice(SOCKETS)).toEqual(people);
});
