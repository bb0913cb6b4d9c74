import { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import { beforeEach, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { Connection, type FrameHandler } from './connection';
import { encodeStep2, encodeUpdate } from './frames';
import { DEFAULT_LIMITS } from './limits';

/** A socket whose reader is as slow as a test wants. */
class Socket extends EventEmitter {
  readonly readyState = 1;
  bufferedAmount = 0;
  sent: Uint8Array[] = [];
  send = (frame: Uint8Array) => void this.sent.push(frame);
  /** Short frames come here with two bytes of header. */
  stream = { write: (wire: Buffer) => this.sent.push(new Uint8Array(wire.subarray(2))) > 0 };
}

const UPDATE = new Uint8Array([1, 2, 3]);
const ALL = new Uint8Array([9]);
const ACK = new Uint8Array([101, 1]);
const outgoing = { frame: encodeUpdate(UPDATE), from: () => new Map([[1, 0]]), except: null };

let socket: Socket;
let connection: Connection;
const handler = {
  ready: true,
  handle() {},
  leave() {},
  diff: () => ALL,
  answer: () => encodeStep2(ALL),
  stateVectorBefore: () => new Uint8Array(),
};

beforeEach(() => {
  socket = new Socket();
  const actor = { userId: 'anna', sessionId: 's', name: 'Anna', colour: 0 };
  const facts = { actor, room: 'r', generation: 1, partnershipId: 'p', mode: 'write' as const, ext: true };
  connection = new Connection(socket as unknown as WebSocket, socket.stream as unknown as Duplex, facts, DEFAULT_LIMITS);
  connection.enter(handler as FrameHandler);
  handler.ready = true;
});

const slow = () => {
  socket.bufferedAmount = DEFAULT_LIMITS.softBufferBytes + 1;
};
const caughtUp = () => {
  socket.bufferedAmount = 0;
  connection.sweep(performance.now());
};

test('S10: a slow reader gets its acks after what it missed', () => {
  slow();
  connection.sendUpdate(outgoing);
  connection.sendAck(ACK);
  expect(socket.sent).toEqual([]);
  caughtUp();
  expect(socket.sent).toEqual([encodeUpdate(ALL), ACK]);
  connection.sendAck(ACK);
  expect(socket.sent).toHaveLength(3);
});

test('D4: a slow reader is not brought up to date from a document that is half changed', () => {
  slow();
  connection.sendUpdate(outgoing);
  handler.ready = false;
  caughtUp();
  expect(socket.sent).toEqual([]);
  handler.ready = true;
  connection.sweep(performance.now());
  expect(socket.sent).toEqual([encodeUpdate(ALL)]);
});
