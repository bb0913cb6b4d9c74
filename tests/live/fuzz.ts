/** Random work by several clients on one document, from a seed: what they do, when they lose the line, and what must hold afterwards. */
import type { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { Ack } from '../../app/live/ack';
import { rebuild } from '../../server/storage/rebuild';
import type { UpdateLog } from '../../server/storage/update-log';
import { RawClient, stockProvider } from './clients';
import { ROOM, until } from './harness';

export type Pick = (below: number) => number;

/** A seeded generator (mulberry32): a failing run is repeated by its seed. */
export function seeded(seed: number): Pick {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

/** Chinese and Korean letters: ten thousand words for each. */
const FIRST_LETTER = 0x3400;
const LAST_LETTER = 0xd7ff;
/** Their names begin with the first letters of the alphabet. */
const PEOPLE = 4;
/** Letters of a word. */
const WORD = 8;

/** A person with one document who keeps coming back. */
export class Writer {
  readonly doc = new Y.Doc();
  readonly name: string;
  readonly #origin: string;
  readonly #stock: boolean;
  readonly #room: string;
  #provider: ReturnType<typeof stockProvider> | null = null;
  #client: RawClient | null = null;
  /** Own deletions, in order. */
  #deleted: { client: number; clock: number; len: number }[] = [];
  /** What was on disk by the server's own word: own clock, and how many of the own deletions. */
  #acked = { clock: 0, deletions: 0 };
  #stopped = false;
  edits = 0;
  cuts = 0;
  acks = 0;
  #words = 0;

  constructor(origin: string, name: string, stock: boolean, room = ROOM) {
    this.#origin = origin;
    this.name = name;
    this.#stock = stock;
    this.#room = room;
    this.doc.on('afterTransaction', (transaction: Y.Transaction) => {
      if (!transaction.local) return;
      for (const [client, ranges] of transaction.deleteSet.clients)
        for (const { clock, len } of ranges) this.#deleted.push({ client, clock, len });
    });
    this.#connect();
  }

  cut(): void {
    this.cuts += 1;
    if (this.#client) this.#client.cut();
    else (this.#provider?.ws as unknown as WebSocket | null)?.terminate();
  }

  stop(): void {
    this.#stopped = true;
    this.#provider?.destroy();
    this.#client?.cut();
  }

  /** One random change. */
  edit(pick: Pick): void {
    this.edits += 1;
    const root = this.doc.getXmlFragment('default');
    const element = root.length > 0 ? root.get(pick(root.length)) : null;
    const text = element instanceof Y.XmlElement && element.get(0) instanceof Y.XmlText ? (element.get(0) as Y.XmlText) : null;
    const action = pick(10);
    if (!element || action === 0) root.insert(pick(root.length + 1), [this.#paragraph()]);
    else if (action === 1 && root.length > 3) root.delete(pick(root.length), 1);
    else if (action === 2 && element instanceof Y.XmlElement) element.setAttribute('level', `${pick(4)}`);
    else if (action === 3 && element instanceof Y.XmlElement) element.insert(element.length, [this.#paragraph()]);
    else if (action === 4 && text && text.length > 4) text.format(pick(text.length - 3), 3, { bold: pick(2) === 0 ? true : null });
    else if (action <= 6 && text && text.length > 2) text.delete(pick(text.length - 1), 1 + pick(2));
    else if (text) text.insert(pick(text.length + 1), this.#word());
    else root.insert(0, [this.#paragraph()]);
  }

  /** Writes two paragraphs, the first of which is lost on its way. False where nothing can be: for stock clients, and while there is no line. */
  lose(): boolean {
    if (!this.#client?.answered || this.#client.socket.readyState !== this.#client.socket.OPEN) return false;
    this.#client.losesNext = true;
    for (let i = 0; i < 2; i++) this.doc.getXmlFragment('default').insert(0, [this.#paragraph()]);
    this.#client.losesNext = false;
    return true;
  }

  /** Sends everything that it has once more. False for stock clients. */
  resend(): boolean {
    if (this.#client?.socket.readyState !== this.#client?.socket.OPEN) return false;
    this.#client?.sendUpdate(Y.encodeStateAsUpdate(this.doc));
    return this.#client !== null;
  }

  get isSettled(): boolean {
    return this.#client ? this.#client.saved : (this.#provider?.synced ?? false);
  }

  describe(): string {
    const line = this.#client ? `sent ${this.#client.sent}, acked ${this.#client.acks.at(-1)?.frames}` : `synced ${this.#provider?.synced}`;
    const { pendingStructs, pendingDs } = this.doc.store;
    return `${this.name}: ${line}, waiting ${pendingStructs?.missing.size ?? 0} structs, ${pendingDs?.byteLength ?? 0} bytes of deletions`;
  }

  /** Everything of this writer that was ever acked must be in this document. */
  checkAcked(disk: Y.Doc): void {
    const clock = Y.getState(disk.store, this.doc.clientID);
    if (clock < this.#acked.clock) throw new Error(`${this.name}: acked up to ${this.#acked.clock}, on disk up to ${clock}`);
    for (const { client, clock: from, len } of this.#deleted.slice(0, this.#acked.deletions)) {
      for (let at = from; at < from + len; at++) {
        const struct = Y.getItem(disk.store, Y.createID(client, at)) as Y.Item | Y.GC;
        if (!struct.deleted) throw new Error(`${this.name}: the deletion of ${client}:${at} was acked and is not on disk`);
      }
    }
  }

  #connect(): void {
    if (this.#stock) {
      this.#provider = stockProvider(this.#origin, this.doc, { user: this.name, room: this.#room });
      this.#provider.maxBackoffTime = 200;
      return;
    }
    this.#client?.forget();
    const client = new RawClient(this.#origin, { doc: this.doc, user: this.name, room: this.#room });
    this.#client = client;
    const journal: { clock: number; deletions: number }[] = [];
    // An edit may be sent, and acked, before the server has asked for what was written without a line: that is not acked with it.
    client.onSent = () => {
      const all = { clock: Y.getState(this.doc.store, this.doc.clientID), deletions: this.#deleted.length };
      journal.push(client.answered ? all : this.#acked);
    };
    client.onAck = (ack: Ack) => {
      this.acks += 1;
      this.#acked = journal[ack.frames - 1] ?? this.#acked;
    };
    client.socket.on('close', () => {
      if (!this.#stopped) setTimeout(() => this.#connect(), 20);
    });
  }

  #paragraph(): Y.XmlElement {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(this.#word())]);
    return paragraph;
  }

  /**
   * A letter of its own for each word, so that a doubled one is seen, and what is left of two is never taken for a third. Where they are all used up
   * (half a minute on a fast machine), words are of one that is not counted.
   */
  #word(): string {
    this.#words += 1;
    const letter = FIRST_LETTER + this.#words * PEOPLE + (this.name.charCodeAt(0) - 97);
    return (letter <= LAST_LETTER ? String.fromCharCode(letter) : 'x').repeat(WORD);
  }
}

/** Four people, two with clients of ours and two with the stock provider. */
export const startWriters = (origin: string, room = ROOM): Writer[] =>
  ['anna', 'bert', 'carl', 'dora'].map((name, i) => new Writer(origin, name, i >= 2, room));

/** All writers agree among themselves and with what is rebuilt from disk alone, and nothing is there twice. */
export async function checkAgreement(writers: Writer[], log: UpdateLog, room = ROOM): Promise<void> {
  const [first] = writers as [Writer];
  const same = (a: Y.Doc, b: Y.Doc) => Y.equalSnapshots(Y.snapshot(a), Y.snapshot(b)) && textOf(a) === textOf(b);
  await until('agreement of all', () => writers.every((writer) => writer.isSettled && same(writer.doc, first.doc)), 20_000).catch(
    (error: Error) => {
      const states = writers.map((writer) => `${writer.describe()}, ${same(writer.doc, first.doc) ? 'agrees' : 'differs'}`);
      throw new Error([error.message, ...states].join('\n'));
    },
  );
  let disk = await fromDisk(log, room);
  await until('agreement with the disk', async () => {
    disk = await fromDisk(log, room);
    return same(disk, first.doc);
  });
  for (const writer of writers) writer.checkAcked(disk);
  if (disk.store.pendingStructs || disk.store.pendingDs) throw new Error('The log has gaps.');
  const letters = new Map<string, number>();
  for (const letter of textOf(disk)) if (letter.charCodeAt(0) > FIRST_LETTER) letters.set(letter, (letters.get(letter) ?? 0) + 1);
  const twice = [...letters].filter(([, times]) => times > WORD);
  if (twice.length > 0) throw new Error(`Words are there twice: ${JSON.stringify(twice)}`);
}

export async function fromDisk(log: UpdateLog, room = ROOM): Promise<Y.Doc> {
  const { doc, damaged } = rebuild(await log.load(room, 1));
  if (damaged.length > 0) throw new Error('The log is damaged.');
  return doc;
}

/** The text without the marks of formatting. */
export function textOf(doc: Y.Doc): string {
  const strip = (node: unknown): string => {
    if (node instanceof Y.XmlText)
      return node
        .toDelta()
        .map((op: { insert: unknown }) => op.insert)
        .join('');
    if (node instanceof Y.XmlElement || node instanceof Y.XmlFragment) return node.toArray().map(strip).join('\n');
    return '';
  };
  return strip(doc.getXmlFragment('default'));
}
