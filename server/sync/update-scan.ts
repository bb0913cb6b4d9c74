/**
 * Reads a Yjs update (V1) to its last byte without building anything, before Yjs may touch it: Yjs applies as it decodes, so what breaks
 * half-way has already changed the document, and what is merely huge or strange is never taken back.
 * Follows `readClientsStructRefs` and `readDeleteSet` of yjs 13.6.
 */
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { MalformedFrame, malformedUnless } from './frames';

export interface UpdateScan {
  /** Per client id, the clock of its first struct, and the one after its last. */
  starts: Map<number, number>;
  ends: Map<number, number>;
  /** Deleted ranges: client, clock, length, client, clock, length ... */
  deletes: number[];
  /** Names of the root types that the update writes to. */
  roots: Set<string>;
}

const HAS_ORIGIN = 0x80;
const HAS_RIGHT_ORIGIN = 0x40;
const HAS_PARENT_SUB = 0x20;
const KIND = 0x1f;

/** Throws `MalformedFrame` for anything that a Yjs 13 client would not write, subdocuments included. `depth` bounds nested values. */
export function scanUpdate(update: Uint8Array, depth: number): UpdateScan {
  const scan: UpdateScan = { starts: new Map(), ends: new Map(), deletes: [], roots: new Set() };
  const decoder = decoding.createDecoder(update);
  malformedUnless(() => {
    for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) scanClient(decoder, scan, depth);
    for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) scanDeletes(decoder, scan);
    if (decoding.hasContent(decoder)) throw new MalformedFrame('Bytes after the end of an update.');
  });
  return scan;
}

function scanClient(decoder: decoding.Decoder, scan: UpdateScan, depth: number): void {
  let structs = decoding.readVarUint(decoder);
  const client = decoding.readVarUint(decoder);
  let clock = decoding.readVarUint(decoder);
  if (scan.ends.has(client)) throw new MalformedFrame('A client id twice in one update.');
  for (; structs > 0; structs--) {
    const info = decoding.readUint8(decoder);
    const before = clock;
    clock += (info & KIND) === 0 || (info & KIND) === 10 ? length(decoder) : scanItem(decoder, info, { client, clock }, scan, depth);
    if ((info & KIND) === 10) continue;
    if (!scan.starts.has(client)) scan.starts.set(client, before);
    scan.ends.set(client, clock);
  }
  if (!Number.isSafeInteger(clock)) throw new MalformedFrame('A clock out of bounds.');
}

interface Id {
  client: number;
  clock: number;
}

function scanItem(decoder: decoding.Decoder, info: number, self: Id, scan: UpdateScan, depth: number): number {
  if (info & HAS_ORIGIN) skipId(decoder, self);
  if (info & HAS_RIGHT_ORIGIN) skipId(decoder, self);
  if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) === 0) {
    if (decoding.readVarUint(decoder) === 1) scan.roots.add(decoding.readVarString(decoder));
    else skipId(decoder, self);
    if (info & HAS_PARENT_SUB) decoding.readVarString(decoder);
  }
  return scanContent(decoder, info & KIND, depth);
}

/** Returns how many clocks the content takes. */
function scanContent(decoder: decoding.Decoder, kind: number, depth: number): number {
  switch (kind) {
    case 1: // deleted
      return length(decoder);
    case 2: // JSON, of old Yjs versions
      return repeat(length(decoder), () => skipJson(decoding.readVarString(decoder), depth));
    case 3: // binary
      decoding.readVarUint8Array(decoder);
      return 1;
    case 4: // string: a clock per UTF-16 unit
      return positive(decoding.readVarString(decoder).length);
    case 5: // embed
      skipJson(decoding.readVarString(decoder), depth);
      return 1;
    case 6: // format
      decoding.readVarString(decoder);
      skipJson(decoding.readVarString(decoder), depth);
      return 1;
    case 7: // a nested type
      skipType(decoder);
      return 1;
    case 8: // any
      return repeat(length(decoder), () => skipAny(decoder, depth));
    default: // 9 is a subdocument: no provider of ours syncs them
      throw new MalformedFrame('Content of an unknown kind.');
  }
}

/** What a struct builds on; its own client's must be older, or Yjs looks for something that is not there yet. */
function skipId(decoder: decoding.Decoder, self: Id): void {
  const client = decoding.readVarUint(decoder);
  const clock = decoding.readVarUint(decoder);
  if (client === self.client && clock >= self.clock) throw new MalformedFrame('A struct that builds on itself.');
}

function skipType(decoder: decoding.Decoder): void {
  const type = decoding.readVarUint(decoder);
  if (type > 6) throw new MalformedFrame('A shared type of an unknown kind.');
  const named = type === 3 || type === 5; // XML element and hook
  if (named) decoding.readVarString(decoder);
}

/** A length of nothing would confuse Yjs' binary search. */
function positive(value: number): number {
  if (value === 0) throw new MalformedFrame('A struct without length.');
  return value;
}

const length = (decoder: decoding.Decoder) => positive(decoding.readVarUint(decoder));

function repeat(times: number, work: () => void): number {
  for (let left = times; left > 0; left--) work();
  return times;
}

/** Parses to check, after bounding the depth: a value that parses may still be too deep to be written again. */
function skipJson(text: string, depth: number): void {
  if (text === 'undefined') return;
  checkJsonDepth(text, depth);
  JSON.parse(text);
}

/** Counts brackets outside of strings. Exported for presence states. */
export function checkJsonDepth(text: string, most: number): void {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (quoted) {
      if (char === 92) i++;
      else if (char === 34) quoted = false;
    } else if (char === 34) quoted = true;
    else if (char === 91 || char === 123) {
      if (++depth > most) throw new MalformedFrame('A value nested too deeply.');
    } else if (char === 93 || char === 125) depth--;
  }
}

/** lib0's `any`, by its type byte (lib0/decoding.js). */
function skipAny(decoder: decoding.Decoder, depth: number): void {
  if (depth < 0) throw new MalformedFrame('A value nested too deeply.');
  const type = decoding.readUint8(decoder);
  switch (type) {
    case 127: // undefined
    case 126: // null
    case 121: // false
    case 120: // true
      return;
    case 125:
      decoding.readVarInt(decoder);
      return;
    case 124:
      decoding.readFloat32(decoder);
      return;
    case 123:
      decoding.readFloat64(decoder);
      return;
    case 122:
      decoding.readBigInt64(decoder);
      return;
    case 119:
      decoding.readVarString(decoder);
      return;
    case 118:
      repeat(decoding.readVarUint(decoder), () => {
        if (decoding.readVarString(decoder) === '__proto__') throw new MalformedFrame('A forbidden key.');
        skipAny(decoder, depth - 1);
      });
      return;
    case 117:
      repeat(decoding.readVarUint(decoder), () => skipAny(decoder, depth - 1));
      return;
    case 116:
      decoding.readVarUint8Array(decoder);
      return;
    default:
      throw new MalformedFrame('A value of an unknown type.');
  }
}

function scanDeletes(decoder: decoding.Decoder, scan: UpdateScan): void {
  const client = decoding.readVarUint(decoder);
  for (let ranges = decoding.readVarUint(decoder); ranges > 0; ranges--) {
    const clock = decoding.readVarUint(decoder);
    const len = length(decoder);
    if (!Number.isSafeInteger(clock + len)) throw new MalformedFrame('A clock out of bounds.');
    scan.deletes.push(client, clock, len);
  }
}

/** Does the update say nothing at all? That is what a client without a document answers to step 1. */
export function isEmpty({ ends, deletes }: UpdateScan): boolean {
  return ends.size === 0 && deletes.length === 0;
}

/** Is everything in the update part of the document? Not so while something that it builds on is missing. */
export function isIntegrated({ store }: Y.Doc, { ends, deletes }: UpdateScan): boolean {
  for (const [client, end] of ends) if (end > Y.getState(store, client)) return false;
  for (const [client, clock, len] of triples(deletes)) if (clock + len > Y.getState(store, client)) return false;
  return true;
}

/** Would the update change the document, or wait in it for something missing? */
export function isNews(doc: Y.Doc, scan: UpdateScan): boolean {
  if (!isIntegrated(doc, scan)) return true;
  for (const [client, clock, len] of triples(scan.deletes)) if (!isDeleted(doc, client, clock, clock + len)) return true;
  return false;
}

/**
 * Is the news only that marks of formatting are gone? Yjs removes superfluous ones in every replica, a reader's too, when it receives a change
 * of formatting; nobody wrote anything.
 */
export function isCleanup({ store }: Y.Doc, scan: UpdateScan): boolean {
  for (const [client, end] of scan.ends) if (end > Y.getState(store, client)) return false;
  for (const [client, clock, len] of triples(scan.deletes)) {
    if (clock + len > Y.getState(store, client)) return false;
    for (const struct of structsIn(store, client, clock, clock + len)) {
      if (!struct.deleted && !(struct instanceof Y.Item && struct.content instanceof Y.ContentFormat)) return false;
    }
  }
  return true;
}

/** How many client ids of the update the document has never seen. */
export function countNewClients({ store }: Y.Doc, { ends }: UpdateScan): number {
  let count = 0;
  for (const client of ends.keys()) if (!store.clients.has(client)) count++;
  return count;
}

function isDeleted({ store }: Y.Doc, client: number, from: number, to: number): boolean {
  for (const struct of structsIn(store, client, from, to)) if (!struct.deleted) return false;
  return true;
}

/** The structs that hold these clocks, which the store must know. */
function* structsIn(store: Y.Doc['store'], client: number, from: number, to: number): Generator<Y.Item | Y.GC> {
  if (from >= to) return;
  const structs = store.clients.get(client) ?? [];
  for (let i = Y.findIndexSS(structs as Y.Item[], from); i < structs.length; i++) {
    const struct = structs[i];
    if (!struct || struct.id.clock >= to) return;
    yield struct as Y.Item | Y.GC;
  }
}

function* triples(flat: number[]): Generator<[number, number, number]> {
  for (let i = 0; i + 2 < flat.length; i += 3) yield [flat[i] as number, flat[i + 1] as number, flat[i + 2] as number];
}
