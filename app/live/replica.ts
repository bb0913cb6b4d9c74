/**
 * One Y.Doc of a room with everything that hangs on it: the stock y-websocket provider, the ledger of unsaved changes and the copy
 * on this device. It lives until the room is left, or until the server refuses one of its edits and a fresh one takes its place.
 * What the connection means for the reader is judged in `room-client.ts`.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { Awareness } from 'y-protocols/awareness';
import { writeSyncStep1 } from 'y-protocols/sync';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { decodeAck } from './ack';
import { decodeHello, decodeNotice, type Hello } from './hello';
import type { LocalCopy } from './local-copy';
import { afterClose, waitBefore } from './reconnect';
import { type Change, ownClock, UnsavedChanges } from './unsaved-changes';
import { Frame, PROTOCOL } from './wire';

export interface ReplicaOptions {
  /** `ws://host/sync` */
  url: string;
  room: string;
  generation: number;
  userId: string;
  WebSocket: typeof WebSocket;
  /** Told of each change from elsewhere while changes of this page are open (not acked), before Yjs forgets what it deleted. */
  merged?: Merged;
}

/** @param update what the transaction applied. @param open the changes of this page that no ack covers, oldest first */
export type Merged = (transaction: Y.Transaction, update: Uint8Array, open: readonly Change[]) => void;

/** What a replica tells its room client. */
export interface ReplicaEvents {
  hello(hello: Hello): void;
  /** A connection was lost or an attempt failed; the provider comes back by itself. Code null: closed from this side. */
  lost(code: number | null): void;
  /** The server closed for good. */
  closed(code: number): void;
  /** Something that the save state is made from has changed. */
  changed(): void;
}

const SYNC_STEP_2 = 1;
const SYNC_UPDATE = 2;

export class Replica {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  readonly unsaved = new UnsavedChanges();
  readonly provider: WebsocketProvider;
  /** When the open connection was opened, or the attempt that is under way began; milliseconds since 1970. */
  since = Date.now();
  /** The server said that its storage refuses at the moment. */
  refusing = false;
  /** Where every change is kept on this device; null where there is no such place. */
  copy: LocalCopy | null = null;
  #options: ReplicaOptions;
  #events: ReplicaEvents;
  /** The update in the frame that is being read. */
  #arriving: Uint8Array | null = null;

  constructor(options: ReplicaOptions, events: ReplicaEvents) {
    this.#options = options;
    this.#events = events;
    // Before the provider's own handler: a change must be in the ledger when its frame is sent.
    this.doc.on('update', (update: Uint8Array, origin: unknown) => this.#updated(update, origin));
    this.doc.on('afterTransaction', (transaction: Y.Transaction) => {
      const { open } = this.unsaved;
      if (this.#arriving && open.length > 0 && transaction.origin === this.provider) options.merged?.(transaction, this.#arriving, open);
    });
    this.provider = new WebsocketProvider(options.url, options.room, this.doc, {
      connect: false,
      awareness: this.awareness,
      // Tabs of two accounts in one browser must not leak into each other.
      disableBc: true,
      params: { ext: '1', v: String(PROTOCOL), generation: String(options.generation), user: options.userId },
      WebSocketPolyfill: this.#countingSocket(),
      shouldReconnect: (event) => afterClose(event.code, 0).do === 'comeBack',
    });
    this.#listen();
  }

  /** The text is here, from this device or from the server, and stays when the connection goes. */
  ready = false;

  /**
   * Puts in what this device has kept; call it before `provider.connect()`.
   * @param suffices may it be shown before the server has answered?
   */
  fill(copy: LocalCopy, updates: Uint8Array[], unsaved: Change[], suffices: (doc: Y.Doc) => boolean): void {
    this.copy = copy;
    // Made while the copy was being opened.
    for (const change of this.unsaved.open) copy.keep(change.update, change);
    if (updates.length === 0) return;
    this.unsaved.found(unsaved);
    Y.transact(
      this.doc,
      () => {
        for (const update of updates) Y.applyUpdate(this.doc, update, copy);
      },
      copy,
      false,
    );
    this.ready = suffices(this.doc);
  }

  /** Asks the server for what is missing here; its answer also proves that it is alive. */
  ask(): void {
    const ws = this.provider.ws;
    if (!this.provider.wsconnected || ws?.readyState !== ws?.OPEN) return;
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, Frame.sync);
    writeSyncStep1(encoder, this.doc);
    ws?.send(encoding.toUint8Array(encoder));
  }

  /** Drops the connection, whatever it is doing, and opens another at once. */
  reconnect(): void {
    this.provider.disconnect();
    this.provider.connect();
  }

  destroy(): void {
    this.provider.destroy();
    this.awareness.destroy();
    this.doc.destroy();
  }

  #updated(update: Uint8Array, origin: unknown): void {
    const { copy } = this;
    if (copy && origin === copy) return;
    if (origin === this.provider) {
      copy?.keep(update, null);
      return;
    }
    const change: Change = { update, at: Date.now(), frame: null };
    this.unsaved.made(change, this.doc.clientID, ownClock(this.doc));
    copy?.keep(update, change);
    this.#events.changed();
  }

  #listen(): void {
    const { provider } = this;
    const on = (type: number, handle: (decoder: decoding.Decoder) => void) => {
      provider.messageHandlers[type] = (_encoder, decoder) => handle(decoder);
    };
    const sync = provider.messageHandlers[Frame.sync] as (encoder: encoding.Encoder, decoder: decoding.Decoder, ...rest: unknown[]) => void;
    provider.messageHandlers[Frame.sync] = (encoder, decoder, ...rest) => {
      this.#arriving = updateAhead(decoder);
      try {
        sync(encoder, decoder, ...rest);
      } finally {
        this.#arriving = null;
      }
    };
    on(Frame.hello, (decoder) => this.#events.hello(decodeHello(decoder)));
    on(Frame.heartbeat, () => undefined);
    on(Frame.ack, (decoder) => {
      const saved = this.unsaved.acked(decodeAck(decoder));
      this.refusing = false;
      if (saved.length > 0) this.copy?.markSaved(saved);
      this.#events.changed();
    });
    on(Frame.notice, (decoder) => {
      const code = decodeNotice(decoder);
      if (code === 'notSaved' || code === 'saving') this.refusing = code === 'notSaved';
      this.#events.changed();
    });
    provider.on('status', ({ status }) => {
      if (status !== 'disconnected') this.since = Date.now();
      this.#events.changed();
    });
    provider.on('sync', (synced) => {
      if (synced) this.ready = true;
      this.#events.changed();
    });
    provider.on('connection-close', (event) => {
      const next = afterClose(event?.code ?? null, provider.wsUnsuccessfulReconnects + 1);
      if (next.do === 'comeBack') {
        // The provider waits min(100 ms * 2^attempts, maxBackoffTime) and counts the attempt after this event.
        provider.wsUnsuccessfulReconnects = next.attempts - 1;
        provider.maxBackoffTime = waitBefore(next.attempts);
      }
      this.refusing = false;
      this.#events.lost(event?.code ?? null);
    });
    provider.on('closed', ({ code }) => this.#events.closed(code));
  }

  /** A web socket that tells the ledger when it is new and which document frames it has sent: acks speak of them by number. */
  #countingSocket(): typeof WebSocket {
    const { unsaved } = this;
    return class extends this.#options.WebSocket {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        unsaved.connected();
      }
      override send(data: Uint8Array<ArrayBuffer>): void {
        super.send(data);
        if (data[0] === Frame.sync && (data[1] === SYNC_STEP_2 || data[1] === SYNC_UPDATE)) unsaved.sent(data[1] === SYNC_STEP_2);
      }
    };
  }
}

/** The update of a sync frame that is about to be read; null in a question. */
function updateAhead({ arr, pos }: decoding.Decoder): Uint8Array | null {
  const ahead = decoding.createDecoder(arr);
  ahead.pos = pos;
  const type = decoding.readVarUint(ahead);
  return type === SYNC_STEP_2 || type === SYNC_UPDATE ? decoding.readVarUint8Array(ahead) : null;
}
