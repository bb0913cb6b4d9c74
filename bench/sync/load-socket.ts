/**
 * A web socket client that costs next to nothing: frames are made beforehand, what arrives is copied into one large memory with its time and
 * looked at later. `ws` at both ends would measure the load as much as the server.
 */
import { randomBytes } from 'node:crypto';
import net from 'node:net';

/** Any mask but nought, which servers skip. */
const MASK = Buffer.from([0x5a, 0x17, 0xc3, 0x2e]);
const CHUNK = Buffer.allocUnsafe(256 * 1024);

/** A client's whole frame: header, mask, masked bytes. */
export function maskedFrame(payload: Uint8Array): Buffer {
  const length = payload.byteLength;
  const header = length < 126 ? 2 : length < 65536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(header + 4 + length);
  frame[0] = 0x82;
  if (header === 2) frame[1] = 0x80 | length;
  else if (header === 4) {
    frame[1] = 0x80 | 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 0x80 | 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  MASK.copy(frame, header);
  for (let i = 0; i < length; i++) frame[header + 4 + i] = (payload[i] as number) ^ (MASK[i & 3] as number);
  return frame;
}

export interface Arrived {
  payload: Uint8Array;
  /** When its last byte was read, on `performance.now()`. */
  at: number;
}

/** What the sockets of a measurement receive while it runs. */
export class Arena {
  #memory = Buffer.allocUnsafe(8 * 1024 * 1024);
  #used = 0;

  keep(bytes: Uint8Array): number {
    while (this.#used + bytes.byteLength > this.#memory.byteLength) {
      const larger = Buffer.allocUnsafe(this.#memory.byteLength * 2);
      this.#memory.copy(larger, 0, 0, this.#used);
      this.#memory = larger;
    }
    const from = this.#used;
    this.#memory.set(bytes, from);
    this.#used += bytes.byteLength;
    return from;
  }

  read(from: number, length: number): Buffer {
    return this.#memory.subarray(from, from + length);
  }
}

export class LoadSocket {
  readonly #socket: net.Socket;
  #reader = new FrameReader();
  #arena: Arena | null = null;
  /** Offset in the arena, length and time of each piece. */
  #pieces: number[] = [];
  #head = '';
  #open = false;
  bytes = 0;
  closed = false;
  readonly opened: Promise<void>;
  /** Gets each frame until `record` is called. The payload is good during the call only. */
  onFrame: (arrived: Arrived) => void = () => {};

  constructor(port: number, path: string, headers: Record<string, string>) {
    let failed: (error: Error) => void = () => {};
    let isOpen: () => void = () => {};
    this.opened = new Promise((resolve, reject) => {
      isOpen = resolve;
      failed = reject;
    });
    const receive = (length: number) => {
      if (this.#open) this.#take(CHUNK.subarray(0, length));
      else if (this.#shake(CHUNK.subarray(0, length), failed)) isOpen();
      return true;
    };
    this.#socket = net.connect({ port, host: '127.0.0.1', noDelay: true, onread: { buffer: CHUNK, callback: receive } });
    const fields = {
      Upgrade: 'websocket',
      Connection: 'Upgrade',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    };
    const lines = Object.entries({ Host: `127.0.0.1:${port}`, ...fields, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    this.#socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
    this.#socket.on('close', () => {
      this.closed = true;
      failed(new Error('A socket was closed before it was open.'));
    });
    this.#socket.on('error', (error) => failed(error));
  }

  /** A frame of `maskedFrame`. */
  write(frame: Buffer): void {
    this.#socket.write(frame);
  }

  close(): void {
    this.#socket.destroy();
  }

  /** From now on what arrives is only kept, with its time. */
  record(arena: Arena): void {
    this.#arena = arena;
    const begun = this.#reader.rest;
    if (begun.byteLength > 0) this.#pieces.push(arena.keep(begun), begun.byteLength, performance.now());
  }

  /** What was recorded. */
  *recorded(): Generator<Arrived> {
    const reader = new FrameReader();
    for (let i = 0; i < this.#pieces.length; i += 3) {
      const bytes = (this.#arena as Arena).read(this.#pieces[i] as number, this.#pieces[i + 1] as number);
      for (const payload of reader.read(bytes)) yield { payload, at: this.#pieces[i + 2] as number };
    }
  }

  /** Returns false until the answer's headers are over. */
  #shake(bytes: Buffer, failed: (error: Error) => void): boolean {
    this.#head += bytes.toString('latin1');
    const end = this.#head.indexOf('\r\n\r\n');
    if (end < 0) return false;
    if (!this.#head.startsWith('HTTP/1.1 101')) {
      failed(new Error(`An upgrade was refused: ${this.#head.split('\r\n')[0]}`));
      return false;
    }
    this.#open = true;
    const rest = Buffer.from(this.#head.slice(end + 4), 'latin1');
    this.#head = '';
    if (rest.byteLength > 0) this.#take(rest);
    return true;
  }

  #take(bytes: Buffer): void {
    this.bytes += bytes.byteLength;
    const at = performance.now();
    if (this.#arena) this.#pieces.push(this.#arena.keep(bytes), bytes.byteLength, at);
    else for (const payload of this.#reader.read(bytes)) this.onFrame({ payload, at });
  }
}

/** Takes a stream of server frames apart. Pings and closes are left out; no server here sends fragments. */
export class FrameReader {
  /** The begun frame. */
  rest: Uint8Array = new Uint8Array(0);

  *read(bytes: Buffer): Generator<Uint8Array> {
    let left = this.rest.byteLength === 0 ? bytes : Buffer.concat([this.rest, bytes]);
    for (;;) {
      const frame = firstFrame(left);
      if (!frame) break;
      if (frame.opcode === 2) yield left.subarray(frame.from, frame.to);
      left = left.subarray(frame.to);
    }
    // A copy: the bytes are the caller's, who reads the next ones into them.
    this.rest = new Uint8Array(left);
  }
}

function firstFrame(bytes: Buffer): { opcode: number; from: number; to: number } | null {
  if (bytes.byteLength < 2) return null;
  const short = (bytes[1] as number) & 0x7f;
  const from = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (bytes.byteLength < from) return null;
  const length = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
  return bytes.byteLength < from + length ? null : { opcode: (bytes[0] as number) & 0x0f, from, to: from + length };
}
