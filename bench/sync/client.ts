/** One client of the load, and how each server is spoken to. All four carry y-protocols' frames; Hocuspocus puts the room's name before each. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { decodeAck } from '../../app/live/ack';
import { documentRoom, Frame } from '../../app/live/wire';
import { type Arrived, LoadSocket, maskedFrame } from './load-socket';
import type { MeasuredServer, ServerName } from './servers';

export type Heard =
  | { kind: 'step1' | 'step2' | 'update' | 'presence'; bytes: Uint8Array }
  | { kind: 'ack'; frames: number }
  | { kind: 'other' };

/** Of a document that holds nothing, or of one that lacks nothing. */
export const NOTHING = new Uint8Array([0, 0]);
export const EMPTY_STATE_VECTOR = new Uint8Array([0]);

const SYNC_STEPS = ['step1', 'step2', 'update'] as const;
const HOCUSPOCUS_AUTH = 2;
const HOCUSPOCUS_SYNC_REPLY = 4;

/** The name under which a server knows a room. Ours takes names of its own kind only. */
export function roomName(server: ServerName, room: string): string {
  return server === 'ours' ? documentRoom(room, 'en') : room;
}

/** A payload as this server wants it. */
export function payloadFor(
  server: ServerName,
  room: string,
  kind: 'step1' | 'step2' | 'update' | 'presence',
  bytes: Uint8Array,
): Uint8Array {
  const encoder = encoding.createEncoder();
  if (server === 'hocuspocus') encoding.writeVarString(encoder, room);
  if (kind === 'presence') encoding.writeVarUint(encoder, Frame.awareness);
  else {
    encoding.writeVarUint(encoder, Frame.sync);
    encoding.writeVarUint(encoder, SYNC_STEPS.indexOf(kind));
  }
  encoding.writeVarUint8Array(encoder, bytes);
  return encoding.toUint8Array(encoder);
}

function authentication(room: string): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, room);
  encoding.writeVarUint(encoder, HOCUSPOCUS_AUTH);
  encoding.writeVarUint(encoder, 0);
  encoding.writeVarString(encoder, 'token');
  return encoding.toUint8Array(encoder);
}

/** What a server's frame says. */
export function read(server: ServerName, payload: Uint8Array): Heard {
  const decoder = decoding.createDecoder(payload);
  if (server === 'hocuspocus') decoding.readVarString(decoder);
  const type = decoding.readVarUint(decoder);
  if (type === Frame.sync || (server === 'hocuspocus' && type === HOCUSPOCUS_SYNC_REPLY)) {
    const kind = SYNC_STEPS[decoding.readVarUint(decoder)];
    return kind ? { kind, bytes: decoding.readVarUint8Array(decoder) } : { kind: 'other' };
  }
  if (type === Frame.awareness) return { kind: 'presence', bytes: decoding.readVarUint8Array(decoder) };
  if (type === Frame.ack && server === 'ours') return { kind: 'ack', frames: decodeAck(decoder).frames };
  return { kind: 'other' };
}

export interface ClientOptions {
  stateVector?: Uint8Array;
  /** The answer to the server's step 1. */
  answer?: Uint8Array;
}

export class Client {
  readonly socket: LoadSocket;
  readonly #server: ServerName;
  readonly #room: string;
  readonly #answer: Uint8Array;
  /** Frames that ours counts and acks. */
  documentFrames = 0;
  acked = 0;
  onHeard: (heard: Heard, arrived: Arrived) => void = () => {};
  /** Step 2 is here; with the relay, which answers nothing, the socket is open. */
  readonly synced: Promise<void>;

  constructor(server: MeasuredServer, room: string, user: string, options: ClientOptions = {}) {
    const { stateVector = EMPTY_STATE_VECTOR, answer = NOTHING } = options;
    this.#server = server.name;
    this.#room = room;
    this.#answer = answer;
    const ours = server.name === 'ours';
    const path = ours ? `/sync/${roomName('ours', room)}?ext=1&v=1` : server.name === 'hocuspocus' ? '/' : `/${room}`;
    const headers: Record<string, string> = ours ? { Origin: `http://127.0.0.1:${server.port}`, Cookie: `user=${user}` } : {};
    this.socket = new LoadSocket(server.port, path, headers);
    let isSynced: () => void = () => {};
    const hasStep2 = new Promise<void>((resolve) => {
      isSynced = resolve;
    });
    this.socket.onFrame = (arrived) => {
      const heard = read(this.#server, arrived.payload);
      if (heard.kind === 'step1') this.send('step2', this.#answer);
      if (heard.kind === 'step2') isSynced();
      if (heard.kind === 'ack') this.acked = heard.frames;
      this.onHeard(heard, arrived);
    };
    this.synced = this.socket.opened.then(() => {
      if (server.name === 'relay') return;
      if (server.name === 'hocuspocus') this.socket.write(maskedFrame(authentication(room)));
      this.send('step1', stateVector);
      return hasStep2;
    });
  }

  send(kind: 'step1' | 'step2' | 'update' | 'presence', bytes: Uint8Array): void {
    this.write(this.frame(kind, bytes), kind === 'step2' || kind === 'update');
  }

  /** Made beforehand, for `write`. */
  frame(kind: 'step1' | 'step2' | 'update' | 'presence', bytes: Uint8Array): Buffer {
    return maskedFrame(payloadFor(this.#server, this.#room, kind, bytes));
  }

  write(frame: Buffer, document: boolean): void {
    if (document) this.documentFrames += 1;
    this.socket.write(frame);
  }
}

/** Resolves when the condition holds; throws, with what it waited for. */
export async function until(what: string, condition: () => boolean, ms = 30_000): Promise<void> {
  const end = performance.now() + ms;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`Waited ${ms / 1000} s in vain: ${what}`);
    await pause(5);
  }
}

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Resolves when nothing has arrived for a while. */
export async function untilQuiet(clients: Client[], quietMs = 1000, mostMs = 20_000): Promise<void> {
  const end = performance.now() + mostMs;
  const received = () => clients.reduce((sum, { socket }) => sum + socket.bytes, 0);
  for (let before = -1, now = received(); now !== before && performance.now() < end; now = received()) {
    before = now;
    await pause(quietMs);
  }
}

/** Lets all of them in, some at a time. */
export async function joinAll(count: number, join: (index: number) => Client, atOnce = 50): Promise<Client[]> {
  const clients: Client[] = [];
  for (let from = 0; from < count; from += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, count - from) }, (_, index) => join(from + index));
    await within(30_000, 'clients to be let in', Promise.all(some.map(({ synced }) => synced)));
    clients.push(...some);
  }
  return clients;
}

export async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Waited ${ms / 1000} s in vain for ${what}.`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
