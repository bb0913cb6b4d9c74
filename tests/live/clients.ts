/** Clients for socket tests: one that speaks raw frames, and the stock provider. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { type Ack, decodeAck } from '../../app/live/ack';
import { decodeHello, decodeNotice, type Hello } from '../../app/live/hello';
import { Frame } from '../../app/live/wire';
import { encodePresence, encodeStep1, encodeStep2, encodeUpdate, readPresence } from '../../server/sync/frames';
import { ROOM, until } from './harness';

export interface ClientOptions {
  room?: string;
  user?: string;
  mode?: 'read' | 'write';
  /** False: a client that knows none of our frames. */
  ext?: boolean;
  /** More of the query, e.g. `&generation=2`. */
  query?: string;
  doc?: Y.Doc;
  headers?: Record<string, string>;
  /** False: takes step 1 without answering. */
  answers?: boolean;
}

/** A whole client in a hundred lines: a document, what was heard, and full control of what is sent. */
export class RawClient {
  readonly socket: WebSocket;
  readonly doc: Y.Doc;
  hello: Hello | null = null;
  acks: Ack[] = [];
  notices: string[] = [];
  /** Frame types in order of arrival. */
  heard: number[] = [];
  frames: Uint8Array[] = [];
  /** State of others as told: client id to parsed state. */
  presence = new Map<number, Record<string, unknown> | null>();
  synced = false;
  /** Document frames sent on this socket. */
  sent = 0;
  /** Sent on this socket is also what the document held before: the server has asked for it. Until then it is the edits of this connection alone. */
  answered = false;
  closed: { code: number; reason: string } | null = null;
  /** The next edit is lost on its way, and nobody hears of it. */
  losesNext = false;
  /** HTTP status of a refused upgrade. */
  refused: number | null = null;
  /** Called after each document frame is sent, and with each ack. */
  onSent: () => void = () => {};
  onAck: (ack: Ack) => void = () => {};
  readonly #answers: boolean;
  readonly #sendEdit: (update: Uint8Array, from: unknown) => void;

  constructor(origin: string, options: ClientOptions = {}) {
    const { room = ROOM, user = 'anna', mode = 'write', ext = true, query = '', headers, answers = true } = options;
    this.doc = options.doc ?? new Y.Doc();
    this.#answers = answers;
    const url = `${origin.replace('http', 'ws')}/sync/${room}?${ext ? 'ext=1&v=1' : ''}${query}`;
    this.socket = new WebSocket(url, { headers: { origin, cookie: `user=${user}; mode=${mode}`, ...headers } });
    this.socket.on('open', () => this.send(encodeStep1(Y.encodeStateVector(this.doc))));
    this.socket.on('message', (data) => this.#receive(new Uint8Array(data as Buffer)));
    this.socket.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() };
    });
    this.socket.on('error', (error) => {
      this.refused = Number(/response: (\d+)/.exec(error.message)?.[1] ?? 0);
    });
    this.#sendEdit = (update, from) => {
      if (from === this || this.socket.readyState !== WebSocket.OPEN) return;
      if (!this.losesNext) this.sendUpdate(update);
      this.losesNext = false;
    };
    this.doc.on('update', this.#sendEdit);
  }

  /** What the document says. */
  get content(): string {
    return this.doc.getXmlFragment('default').toString();
  }

  /** For writing: makes the text where there is none, which is an edit. */
  get text(): Y.XmlText {
    const root = this.doc.getXmlFragment('default');
    if (root.length === 0) root.insert(0, [new Y.XmlText()]);
    return root.get(0) as Y.XmlText;
  }

  send(frame: Uint8Array): void {
    this.socket.send(frame);
  }

  /** Lets go of the document, for the next client of it. */
  forget(): void {
    this.doc.off('update', this.#sendEdit);
  }

  sendUpdate(update: Uint8Array): void {
    this.#sendDocument(encodeUpdate(update));
  }

  #sendDocument(frame: Uint8Array): void {
    this.sent += 1;
    this.send(frame);
    this.onSent();
  }

  sendPresence(clock: number, state: unknown, client = this.doc.clientID): void {
    this.send(encodePresence([{ client, clock, state: JSON.stringify(state) }]));
  }

  /** Is everything sent on this socket on disk? */
  get saved(): boolean {
    return this.synced && (this.acks.at(-1)?.frames ?? 0) === this.sent && this.sent > 0;
  }

  async whenSynced(): Promise<this> {
    await until('sync', () => this.synced);
    return this;
  }

  async whenSaved(): Promise<this> {
    await until('an ack for everything sent', () => this.saved);
    return this;
  }

  async whenClosed(): Promise<number> {
    await until('close', () => this.closed !== null || this.refused !== null);
    return this.closed?.code ?? 0;
  }

  async whenRefused(): Promise<number> {
    await until('refusal', () => this.refused !== null);
    return this.refused ?? 0;
  }

  /** Cuts the connection as a cable would. */
  cut(): void {
    this.socket.terminate();
  }

  #receive(frame: Uint8Array): void {
    this.frames.push(frame);
    const decoder = decoding.createDecoder(frame);
    const type = decoding.readVarUint(decoder);
    this.heard.push(type);
    if (type === Frame.sync) this.#receiveSync(decoder);
    else if (type === Frame.awareness) this.#receivePresence(decoding.readVarUint8Array(decoder));
    else if (type === Frame.hello) this.hello = decodeHello(decoder);
    else if (type === Frame.ack) this.#receiveAck(decodeAck(decoder));
    else if (type === Frame.notice) this.notices.push(decodeNotice(decoder));
  }

  #receiveAck(ack: Ack): void {
    this.acks.push(ack);
    this.onAck(ack);
  }

  #receiveSync(decoder: decoding.Decoder): void {
    const step = decoding.readVarUint(decoder);
    const payload = decoding.readVarUint8Array(decoder);
    if (step === 0) {
      if (!this.#answers) return;
      this.answered = true;
      this.#sendDocument(encodeStep2(Y.encodeStateAsUpdate(this.doc, payload)));
    } else {
      Y.applyUpdate(this.doc, payload, this);
      if (step === 1) this.synced = true;
    }
  }

  #receivePresence(update: Uint8Array): void {
    readPresence(update, ({ client, state }) => this.presence.set(client, JSON.parse(state)));
  }
}

/** The stock provider, with what a browser would send by itself: cookie and Origin. */
export function stockProvider(
  origin: string,
  doc: Y.Doc,
  { room = ROOM, user = 'anna', mode = 'write' }: ClientOptions = {},
): WebsocketProvider {
  class Socket extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols, { headers: { origin, cookie: `user=${user}; mode=${mode}` } });
    }
  }
  return new WebsocketProvider(`${origin.replace('http', 'ws')}/sync`, room, doc, {
    WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  });
}

/** An update that Yjs cannot integrate without the one before it, and that one. */
export function updateWithoutGround(): { ground: Uint8Array; update: Uint8Array } {
  const doc = new Y.Doc();
  const made: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => made.push(update));
  doc.getXmlFragment('default').insert(0, [new Y.XmlElement('paragraph')]);
  doc.getXmlFragment('default').insert(1, [new Y.XmlElement('heading')]);
  const [ground, update] = made as [Uint8Array, Uint8Array];
  return { ground, update };
}

/** Bytes of one frame, by hand. */
export function bytesOf(...values: (number | Uint8Array)[]): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const value of values) {
    if (typeof value === 'number') encoding.writeVarUint(encoder, value);
    else encoding.writeUint8Array(encoder, value);
  }
  return encoding.toUint8Array(encoder);
}
