/** Hostile bytes for everything that reads what came over a wire, from a seed: none may throw anything but `MalformedFrame`, take long or grow. */
import * as Y from 'yjs';
import { decodeClientFrame, encodePresence, encodeStep1, encodeStep2, encodeUpdate, MalformedFrame } from '../../server/sync/frames';
import { DEFAULT_LIMITS } from '../../server/sync/limits';
import { decodeNodeMessage, encodeNodeMessage } from '../../server/sync/node-messages';
import { Presence, type PresenceOwner } from '../../server/sync/presence';
import { scanUpdate } from '../../server/sync/update-scan';
import { bytesOf } from './clients';
import type { Pick } from './fuzz';

/** CPU time of one case: the most that a frame of these sizes may cost, far above what it does cost. */
const CASE_CPU_MS = 500;
const GROWTH_BYTES = 64 * 1024 * 1024;
/** Cases between two looks at the memory. */
const LOOK_EVERY = 2_000;

/** What became of the cases, to see that they were of all kinds. */
export interface FrameFuzzed {
  cases: number;
  malformed: number;
  taken: number;
  /** Updates that passed the scan and went into a document. */
  applied: number;
  /** Longest CPU time of one case, in milliseconds. */
  slowestMs: number;
}

type Reader = 'frame' | 'update' | 'presence' | 'node';
const READERS: Reader[] = ['frame', 'update', 'presence', 'node'];

export function fuzzFrames(cases: number, pick: Pick): FrameFuzzed {
  const real = realBytes();
  const result: FrameFuzzed = { cases: 0, malformed: 0, taken: 0, applied: 0, slowestMs: 0 };
  const memory = () => {
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  let lowest = memory();
  for (; result.cases < cases; result.cases++) {
    const reader = READERS[pick(READERS.length)] as Reader;
    const bytes = damaged(real[reader], pick);
    const begun = process.cpuUsage();
    try {
      if (read(reader, bytes)) result.applied += 1;
      result.taken += 1;
    } catch (error) {
      if (!(error instanceof MalformedFrame)) throw new Error(`${reader} ${hex(bytes)}: ${(error as Error).stack}`);
      result.malformed += 1;
    }
    const { user, system } = process.cpuUsage(begun);
    const ms = (user + system) / 1000;
    if (ms > CASE_CPU_MS) throw new Error(`${reader} ${hex(bytes)}: took ${ms} ms`);
    result.slowestMs = Math.max(result.slowestMs, ms);
    if (result.cases % LOOK_EVERY !== 0) continue;
    const now = memory();
    if (now - lowest > 4 * GROWTH_BYTES) throw new Error(`after ${reader} ${hex(bytes)}: the memory has grown by ${now - lowest} bytes`);
    lowest = Math.min(lowest, now);
  }
  return result;
}

/** As the server reads it. True when an update went into a document. */
function read(reader: Reader, bytes: Uint8Array): boolean {
  if (reader === 'node') decodeNodeMessage(bytes);
  else if (reader === 'presence') readAsPresence(bytes);
  else if (reader === 'update') return apply(bytes);
  else {
    const frame = decodeClientFrame(bytes);
    if (frame.kind === 'presence') readAsPresence(frame.update);
    else if (frame.kind === 'document') return apply(frame.update);
    else if (frame.kind === 'step1') Y.encodeStateAsUpdate(document, frame.stateVector);
  }
  return false;
}

/** Yjs takes what the scan lets pass. */
function apply(update: Uint8Array): boolean {
  scanUpdate(update, DEFAULT_LIMITS.valueDepth);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  doc.destroy();
  return true;
}

const owner: PresenceOwner = { actor: { userId: 'u', sessionId: 's', name: 'N', colour: 1 } };

function readAsPresence(update: Uint8Array): void {
  const presence = new Presence(
    DEFAULT_LIMITS,
    () => {},
    () => 1,
  );
  try {
    presence.receive(owner, update);
    presence.snapshot();
  } finally {
    presence.destroy();
  }
}

const document = richDocument();

/** Every kind of content that Yjs 13 writes, by two clients, with deletions. */
function richDocument(): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = 1_001;
  const root = doc.getXmlFragment('default');
  const paragraph = new Y.XmlElement('paragraph');
  const text = new Y.XmlText('Στρατηγική 🏛️ bold');
  paragraph.insert(0, [text, new Y.XmlHook('hook') as unknown as Y.XmlText]);
  root.insert(0, [paragraph, new Y.XmlText('second')]);
  text.format(2, 5, { bold: true, link: { href: 'https://example.org' } });
  text.insertEmbed(3, { image: 'a.png' });
  paragraph.setAttribute('any', { a: [1, 2.5, -3, null, true, 12345678901n, 'x'], b: new Uint8Array([1, 2]) } as unknown as string);
  doc.getMap('map').set('array', Y.Array.from([1, 'two', { three: [3] }]));
  const other = new Y.Doc();
  other.clientID = 1_002;
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  other.getXmlFragment('default').delete(1, 1);
  other.getXmlFragment('default').insert(1, [new Y.XmlElement('heading')]);
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
  return doc;
}

/** What each reader is really given. */
function realBytes(): Record<Reader, Uint8Array[]> {
  const update = [
    Y.encodeStateAsUpdate(document),
    Y.encodeStateAsUpdate(new Y.Doc()),
    Y.encodeStateAsUpdate(document, bytesOf(1, 1_001, 7)),
  ];
  const state = JSON.stringify({
    cursor: { anchor: { type: null, item: { client: 1, clock: 2 } }, head: [1, [2, [3]]] },
    user: { name: 'Ωmega' },
  });
  const entries = [
    { client: 1_001, clock: 3, state },
    { client: 2 ** 32 - 1, clock: 0, state: 'null' },
  ];
  const whole = encodePresence(entries);
  const frame = [
    encodeStep1(Y.encodeStateVector(document)),
    ...update.flatMap((one) => [encodeStep2(one), encodeUpdate(one)]),
    whole,
    new Uint8Array([3]),
    new Uint8Array([102]),
  ];
  const node = [
    encodeNodeMessage('n1', {
      kind: 'rows',
      rows: update.map((one, seq) => ({ seq, update: one, authorId: seq % 2 === 0 ? 'anna' : null })),
    }),
    encodeNodeMessage('n1', { kind: 'presence', entries: entries.map((entry) => ({ ...entry, own: 4 })) }),
    encodeNodeMessage('n1', { kind: 'who' }),
  ];
  // Without the type and the length in front.
  return { frame, update, presence: [(decodeClientFrame(whole) as { update: Uint8Array }).update], node };
}

/** Numbers at which readers go wrong. */
const HOSTILE = [0, 1, 127, 128, 2 ** 16, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 53 - 1];
/** More than fits any number: continued for ever, or past 2^53. */
const ENDLESS = [new Uint8Array(12).fill(0xff), new Uint8Array([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f])];

function damaged(real: Uint8Array[], pick: Pick): Uint8Array {
  const way = pick(7);
  if (way === 0) return random(1 + pick(64), pick);
  const bytes = (real[pick(real.length)] as Uint8Array).slice();
  if (way === 1) return bytes.subarray(0, pick(bytes.length));
  if (way === 2) return join(bytes.subarray(0, pick(bytes.length)), random(pick(64), pick));
  if (way === 3) return spliced(bytes, bytesOf(HOSTILE[pick(HOSTILE.length)] as number), pick);
  if (way === 4) return spliced(bytes, ENDLESS[pick(2)] as Uint8Array, pick);
  if (way === 5) {
    const other = real[pick(real.length)] as Uint8Array;
    return join(bytes.subarray(0, pick(bytes.length)), other.subarray(pick(other.length)));
  }
  for (let flips = 1 + pick(4); flips > 0; flips--) {
    const at = pick(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << pick(8));
  }
  return bytes;
}

const random = (length: number, pick: Pick) => Uint8Array.from({ length }, () => pick(256));
const join = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** In the place of one byte. */
function spliced(bytes: Uint8Array, piece: Uint8Array, pick: Pick): Uint8Array {
  const at = pick(bytes.length);
  return join(bytes.subarray(0, at), piece, bytes.subarray(at + 1));
}
