/** One socket: keeps early frames, speaks for its person, and knows what its client has been told. It decides nothing about documents. */
import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import * as Y from 'yjs';
import type { RoomActor } from '../../app/live/backend';
import { Close } from '../../app/live/wire';
import type { Outgoing } from './broadcast';
import { encodeStep1, encodeUpdate, HEARTBEAT, STOCK_HEARTBEAT } from './frames';
import type { SyncLimits } from './limits';
import { WIRE_FRAME_BYTES, wireFrame } from './wire-frame';

export interface ConnectionFacts {
  actor: RoomActor;
  room: string;
  generation: number;
  partnershipId: string;
  mode: 'read' | 'write';
  /** Joined with `?ext=1`: understands our own frames. */
  ext: boolean;
}

/** What a connection tells the room that it is in. */
export interface FrameHandler {
  /** False while the room cannot take frames: they wait. */
  readonly ready: boolean;
  handle(connection: Connection, data: Uint8Array): void;
  leave(connection: Connection): void;
  /** What a client with this state vector lacks. */
  diff(stateVector: Uint8Array): Uint8Array;
  /** The same as the frame that answers step 1. */
  answer(stateVector: Uint8Array): Uint8Array;
  /** State vector of the room with some clocks lowered. */
  stateVectorBefore(from: Map<number, number>): Uint8Array;
}

type Options = Pick<
  SyncLimits,
  'earlyFrames' | 'earlyBytes' | 'softBufferBytes' | 'hardBufferBytes' | 'behindMs' | 'heartbeatMs' | 'silentMs' | 'sweepMs'
>;

/** A socket that was closed and whose peer does not answer is cut after this. */
const CUT_AFTER_MS = 2_000;
/** Step 1 of a client that has nothing. */
const ASKS_FOR_ALL = encodeStep1(new Uint8Array([0]));
/** `WebSocket.OPEN`: after the client's own close nothing may follow the answer to it. */
const OPEN = 1;
/** The code of a connection that broke. */
const NO_WORD = 1006;

export class Connection {
  readonly facts: ConnectionFacts;
  readonly #socket: WebSocket;
  /** What `socket` writes to; frames made once for many go there directly. */
  readonly #stream: Pick<Duplex, 'write'>;
  readonly #options: Options;
  #handler: FrameHandler | null = null;
  #early: Uint8Array[] = [];
  #earlyBytes = 0;
  /** Null while it is open; 1006 when it ended without a word. */
  #closedWith: number | null = null;
  #afterwards: ((code: number) => void)[] = [];
  #lastSent = performance.now();
  #lastHeard = performance.now();
  /** Updates that a slow reader was not sent: where each client's begin. */
  #missed: Map<number, number> | null = null;
  #askedWhileBehind: Uint8Array | null = null;
  /** Acks that wait until it has caught up: they stand on what it was not sent. */
  #heldAcks: Uint8Array[] = [];
  #behindSince = 0;

  /** Document frames received, and how many of them are part of the document. */
  framesReceived = 0;
  framesCovered = 0;
  /** The room's batch that the latest ack was of; 0 before the first, which names every client id. */
  ackedBatch = 0;
  /** A frame's ground was missing: nothing more is covered until a step 2 is. */
  stuck = false;
  /** When to ask a stuck client again, and how long to wait the time after. */
  askAt = 0;
  askPause = 0;
  /** When the first of the frames came that the next ack is for. */
  awaitedSince = 0;
  /** When the rights are asked again. */
  recheckAt = 0;

  constructor(socket: WebSocket, stream: Pick<Duplex, 'write'>, facts: ConnectionFacts, options: Options) {
    this.#socket = socket;
    this.#stream = stream;
    this.facts = facts;
    this.#options = options;
    socket.on('message', (data, isBinary) => this.#received(data, isBinary));
    socket.on('pong', () => this.#heard());
    socket.on('close', (code) => this.#gone(code));
    // ws closes the socket itself after an error, with the right code; without a listener the error would end the process.
    socket.on('error', () => {});
  }

  get actor(): RoomActor {
    return this.facts.actor;
  }

  get isOpen(): boolean {
    return this.#closedWith === null;
  }

  /** When the latest frame came. */
  get heardAt(): number {
    return this.#lastHeard;
  }

  /** Frames that wait for the room. */
  get earlyFrames(): number {
    return this.#early.length;
  }

  /** Runs `work` once when the socket is closed, by whomever. */
  onGone(work: (code: number) => void): void {
    if (this.#closedWith === null) this.#afterwards.push(work);
    else work(this.#closedWith);
  }

  /** From now on frames go to the room; the early ones first. */
  enter(handler: FrameHandler): void {
    this.#handler = handler;
  }

  /** Gives the room the frames that waited, for as long as it is ready. */
  drain(): void {
    while (this.isOpen && this.#handler?.ready) {
      const data = this.#early.shift();
      if (!data) return;
      this.#earlyBytes -= data.byteLength;
      this.#handler.handle(this, data);
    }
  }

  send(frame: Uint8Array): void {
    if (!this.isOpen) return;
    if (this.#socket.bufferedAmount > this.#options.hardBufferBytes) this.close(Close.overloaded, 'reads too slowly');
    else this.#write(frame);
  }

  /** Where the buffer has been looked at. */
  #write(frame: Uint8Array): void {
    this.#lastSent = performance.now();
    if (frame.byteLength > WIRE_FRAME_BYTES) this.#socket.send(frame);
    else if (this.#socket.readyState === OPEN) this.#stream.write(wireFrame(frame));
  }

  /** Presence is worth nothing later: a slow reader does not get it. */
  sendPresence(frame: Uint8Array): void {
    if (this.isOpen && !this.#isSlow()) this.#write(frame);
  }

  /** A slow reader gets everything that it missed in one update, when it has caught up. */
  sendUpdate({ frame, from }: Outgoing<Connection>): void {
    if (!this.#missed && !this.#isSlow()) {
      if (this.isOpen) this.#write(frame);
      return;
    }
    const missed = this.#fallBehind();
    for (const [client, clock] of from()) missed.set(client, Math.min(clock, missed.get(client) ?? clock));
  }

  /** An ack never overtakes what it was written on, so a slow reader's waits. */
  sendAck(frame: Uint8Array): void {
    if (this.#missed) this.#heldAcks.push(frame);
    else this.send(frame);
  }

  /** Answers step 1; a slow reader's answer waits, or its asking would fill the memory. */
  answer(stateVector: Uint8Array): void {
    if (!this.#handler) return;
    if (this.#isSlow()) {
      this.#askedWhileBehind = stateVector;
      this.#fallBehind();
      return;
    }
    this.send(this.#handler.answer(stateVector));
  }

  /**
   * While the room is being built: these are the whole state. If the client has asked for just that, it need not wait; what it sends waits still.
   */
  answerEarly(frames: Uint8Array[]): void {
    const asked = this.#early.findIndex((data) => Buffer.compare(data, ASKS_FOR_ALL) === 0);
    if (asked < 0) return;
    this.#early.splice(asked, 1);
    this.#earlyBytes -= ASKS_FOR_ALL.byteLength;
    for (const frame of frames) this.send(frame);
  }

  /** One look from the server's timer. */
  sweep(now: number): void {
    if (!this.isOpen) return;
    if (now - this.#lastHeard > this.#options.silentMs) {
      this.cut();
      return;
    }
    if (now - this.#lastHeard > this.#options.heartbeatMs) this.#socket.ping();
    if (this.#missed) this.#catchUp(now);
    // Early enough that even the next look would not be too late.
    if (now - this.#lastSent > this.#options.heartbeatMs - 2 * this.#options.sweepMs)
      this.send(this.facts.ext ? HEARTBEAT : STOCK_HEARTBEAT);
  }

  /** Closes with a code; from this moment nothing more is taken from the socket. */
  close(code: number, reason: string): void {
    if (!this.isOpen) return;
    this.#socket.close(code, reason);
    setTimeout(() => this.#socket.terminate(), CUT_AFTER_MS).unref();
    this.#gone(code);
  }

  /** Ends the connection without a word: nobody listens at the other end. */
  cut(): void {
    this.#socket.terminate();
    this.#gone(NO_WORD);
  }

  #received(data: RawData, isBinary: boolean): void {
    if (!this.isOpen) return;
    this.#heard();
    if (!isBinary) {
      this.close(Close.malformed, 'text frame');
      return;
    }
    const bytes = data as Buffer;
    if (this.#handler?.ready && this.#early.length === 0) {
      this.#handler.handle(this, bytes);
      return;
    }
    this.#earlyBytes += bytes.byteLength;
    // A copy: the frame is a view of a larger chunk, which must not be kept alive for it.
    this.#early.push(new Uint8Array(bytes));
    const { earlyFrames, earlyBytes } = this.#options;
    if (this.#early.length > earlyFrames || this.#earlyBytes > earlyBytes)
      this.close(Close.overloaded, 'too much before the room was ready');
  }

  #heard(): void {
    this.#lastHeard = performance.now();
  }

  #isSlow(): boolean {
    return this.#socket.bufferedAmount > this.#options.softBufferBytes;
  }

  #fallBehind(): Map<number, number> {
    if (!this.#missed) this.#behindSince = performance.now();
    this.#missed ??= new Map();
    return this.#missed;
  }

  #catchUp(now: number): void {
    if (!this.#handler || !this.#missed) return;
    if (this.#isSlow()) {
      if (now - this.#behindSince > this.#options.behindMs) this.close(Close.overloaded, 'reads too slowly');
      return;
    }
    // While the room is loaded again its document may be half changed.
    if (!this.#handler.ready) return;
    const missed = this.#missed;
    const asked = this.#askedWhileBehind;
    this.#missed = null;
    this.#askedWhileBehind = null;
    if (asked) this.send(this.#handler.answer(asked));
    else this.send(encodeUpdate(this.#handler.diff(this.#handler.stateVectorBefore(missed))));
    for (const ack of this.#heldAcks.splice(0)) this.send(ack);
  }

  #gone(code: number): void {
    if (!this.isOpen) return;
    this.#closedWith = code;
    this.#early = [];
    this.#handler?.leave(this);
    for (const work of this.#afterwards.splice(0)) work(code);
  }
}

/** The state vector of `doc` as it was before these clocks. */
export function stateVectorBefore(doc: Y.Doc, from: Map<number, number>): Uint8Array {
  const clocks = Y.decodeStateVector(Y.encodeStateVector(doc));
  for (const [client, clock] of from) clocks.set(client, Math.min(clock, clocks.get(client) ?? 0));
  return Y.encodeStateVector(clocks);
}
