/** Below the frames: bytes of TCP that are no WebSocket, or a broken one. Whoever sends them is closed; the others go on being served. */
import { randomBytes } from 'node:crypto';
import net from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Close } from '../../app/live/wire';
import { RawClient } from './clients';
import { ROOM, startServer, type TestServer, until } from './harness';

let server: TestServer;
let witness: RawClient;
let before: Uint8Array;
beforeEach(async () => {
  server = await startServer({ limits: { frameBytes: 100_000 } });
  witness = await new RawClient(server.origin, { user: 'bert' }).whenSynced();
  witness.text.insert(0, 'safe');
  await witness.whenSaved();
  before = await server.sync.service.read(ROOM, 1);
});
afterEach(() => server.close());

const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9 };

interface Framed {
  opcode: number;
  payload?: Buffer;
  last?: boolean;
  /** Reserved bits, 0 to 7. */
  reserved?: number;
  masked?: boolean;
  /** What the frame says of its length; its own by itself. */
  claims?: bigint;
}

function framed({ opcode, payload = Buffer.alloc(0), last = true, reserved = 0, masked = true, claims }: Framed): Buffer {
  const first = (last ? 0x80 : 0) | (reserved << 4) | opcode;
  const mask = masked ? 0x80 : 0;
  const size = claims ?? BigInt(payload.length);
  const head = size < 126n ? Buffer.from([first, mask | Number(size)]) : Buffer.alloc(10);
  if (size >= 126n) {
    head.set([first, mask | 127]);
    head.writeBigUInt64BE(size, 2);
  }
  if (!masked) return Buffer.concat([head, payload]);
  const key = randomBytes(4);
  return Buffer.concat([head, key, payload.map((byte, i) => byte ^ (key[i % 4] ?? 0))]);
}

interface RawSocket {
  socket: net.Socket;
  /** Everything that came back. */
  heard(): Buffer;
  isClosed(): boolean;
}

function connect(): RawSocket {
  const socket = net.connect(server.port, '127.0.0.1');
  let bytes: Buffer = Buffer.alloc(0);
  let closed = false;
  socket.on('error', () => {});
  socket.on('data', (data) => {
    bytes = Buffer.concat([bytes, data]);
  });
  socket.on('close', () => {
    closed = true;
  });
  return { socket, heard: () => bytes, isClosed: () => closed };
}

const handshake = (more = '') =>
  `GET /sync/${ROOM} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nOrigin: ${server.origin}\r\nCookie: user=mallory\r\nConnection: Upgrade\r\n` +
  `Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n${more}\r\n`;

/** A socket that the server has let in. */
async function upgraded(): Promise<RawSocket> {
  const raw = connect();
  raw.socket.write(handshake());
  // With step 1 behind it: it is in the room.
  await until('the upgrade', () => raw.heard().includes('\r\n\r\n') && server.sync.stats().connections === 2);
  expect(raw.heard().toString('latin1')).toContain('101 Switching Protocols');
  return raw;
}

/** Code of the close frame at the end of what was heard. Frames of a server are not masked. */
function closeCode(heard: Buffer): number | null {
  let at = heard.indexOf('\r\n\r\n') + 4;
  while (at + 2 <= heard.length) {
    const short = (heard[at + 1] ?? 0) & 0x7f;
    const [size, skip] =
      short < 126 ? [short, 2] : short === 126 ? [heard.readUInt16BE(at + 2), 4] : [Number(heard.readBigUInt64BE(at + 2)), 10];
    if (((heard[at] ?? 0) & 0x0f) === OPCODE.close) return heard.readUInt16BE(at + skip);
    at += skip + size;
  }
  return null;
}

/** Nobody else notices, and the document is what it was. */
async function othersGoOn(): Promise<void> {
  expect(await server.sync.service.read(ROOM, 1)).toEqual(before);
  witness.text.insert(0, 'still ');
  await witness.whenSaved();
  expect(witness.closed).toBeNull();
  const newcomer = await new RawClient(server.origin, { user: 'carl' }).whenSynced();
  expect(newcomer.content).toBe('still safe');
  newcomer.cut();
  await until('only the witness is there', () => server.sync.stats().connections === 1);
  expect(server.logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
}

const bytes = (...values: number[]) => Buffer.from(values);
const UPDATE = Buffer.from(Y.encodeStateAsUpdate(new Y.Doc()));

/** A message that is not over yet. */
const piecesOf = (count: number, size: number) =>
  Buffer.concat(
    Array.from({ length: count }, (_, i) =>
      framed({ opcode: i === 0 ? OPCODE.binary : OPCODE.continuation, last: false, payload: Buffer.alloc(size) }),
    ),
  );

test.each<[string, () => Buffer, number]>([
  ['an opcode that means nothing', () => framed({ opcode: 3 }), 1002],
  ['a control opcode that means nothing', () => framed({ opcode: 11 }), 1002],
  ['a reserved bit, as of a compressed frame', () => framed({ opcode: OPCODE.binary, reserved: 4, payload: UPDATE }), 1002],
  ['all reserved bits', () => framed({ opcode: OPCODE.binary, reserved: 7, payload: UPDATE }), 1002],
  ['a frame without a mask', () => framed({ opcode: OPCODE.binary, masked: false, payload: UPDATE }), 1002],
  ['a continuation of nothing', () => framed({ opcode: OPCODE.continuation, payload: UPDATE }), 1002],
  [
    'a message within a message',
    () => Buffer.concat([1, 2].map(() => framed({ opcode: OPCODE.binary, last: false, payload: UPDATE }))),
    1002,
  ],
  ['a ping in pieces', () => framed({ opcode: OPCODE.ping, last: false }), 1002],
  ['a ping that is too long', () => framed({ opcode: OPCODE.ping, payload: Buffer.alloc(126) }), 1002],
  ['a close frame of one byte', () => framed({ opcode: OPCODE.close, payload: bytes(3) }), 1002],
  ['a close frame with a code that nobody may send', () => framed({ opcode: OPCODE.close, payload: bytes(0x03, 0xee) }), 1002],
  ['a close frame whose reason is no UTF-8', () => framed({ opcode: OPCODE.close, payload: bytes(0x03, 0xe8, 0xc3, 0x28) }), 1007],
  ['a text frame that is no UTF-8', () => framed({ opcode: OPCODE.text, payload: bytes(0xff, 0xfe) }), 1007],
  ['a text frame', () => framed({ opcode: OPCODE.text, payload: Buffer.from('hello') }), Close.malformed],
  ['a message in pieces that add up to more than a frame may be', () => piecesOf(200, 1_000), Close.tooBig],
  ['a claim of more than any number', () => framed({ opcode: OPCODE.binary, claims: 2n ** 63n }), Close.tooBig],
  ['a claim of a terabyte, and nothing of it', () => framed({ opcode: OPCODE.binary, claims: 2n ** 40n }), Close.tooBig],
])('W4: %s closes its own socket and nothing else', async (_what, make, code) => {
  const raw = await upgraded();
  raw.socket.write(make());
  await until('the close', () => raw.isClosed());
  expect(closeCode(raw.heard())).toBe(code);
  await othersGoOn();
});

test.each<[string, () => Buffer]>([
  [
    'fragments that add up to more than a frame may be',
    () => framed({ opcode: OPCODE.continuation, last: false, payload: Buffer.alloc(1_000) }),
  ],
  ['fragments of nothing', () => framed({ opcode: OPCODE.continuation, last: false })],
])('W5: a flood of %s is cut off, and the others are served meanwhile', async (_what, fragment) => {
  const raw = await upgraded();
  raw.socket.write(framed({ opcode: OPCODE.binary, last: false, payload: UPDATE }));
  // Ten times what `ws` and the limit on frames let pass.
  const flood = Buffer.concat(Array.from({ length: 1_000 }, fragment));
  for (let i = 0; i < 200 && !raw.isClosed(); i++) {
    raw.socket.write(flood);
    if (i % 20 !== 0) continue;
    witness.sendPresence(i + 1, { i });
    await witness.whenSaved();
  }
  await until('the close', () => raw.isClosed());
  await othersGoOn();
});

test('W4: random bytes after a good handshake, two hundred times', async () => {
  for (let i = 0; i < 200; i++) {
    const raw = connect();
    raw.socket.write(Buffer.concat([Buffer.from(handshake()), randomBytes(1 + (i % 64))]));
    // Some of them are the beginning of something, which need not be closed: the client goes.
    await until('an answer', () => raw.heard().includes('\r\n\r\n') || raw.isClosed());
    raw.socket.destroy();
  }
  await until('all are gone', () => server.sync.stats().connections === 1);
  await othersGoOn();
});

test('U1: a handshake that stops half-way, or is none, is nobody’s', async () => {
  const whole = handshake();
  const halves = Array.from({ length: 50 }, (_, i) => {
    const raw = connect();
    raw.socket.write(whole.slice(0, Math.floor((whole.length * i) / 50)));
    return raw;
  });
  const wrong = ['Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: [^\r]*', 'GET'].map((part) => {
    const raw = connect();
    raw.socket.write(whole.replace(new RegExp(part), part === 'GET' ? 'POST' : 'X-Nothing: 1'));
    return raw;
  });
  await until('refusals', () => wrong.every((raw) => raw.isClosed()));
  for (const raw of wrong) expect(raw.heard().toString('latin1')).not.toContain('101 Switching');
  await othersGoOn();
  for (const { socket } of halves) socket.destroy();
});
