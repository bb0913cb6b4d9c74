/**
 * The ack: what the sync server says is on disk (frame `Frame.ack`, only to clients that joined with `?ext=1`).
 *
 * Bytes: varUint 101 · varUint frames · varUint8Array stateVector (as Yjs encodes one) · 8 bytes delete digest (two uint32, little endian).
 *
 * - `frames` counts, per connection and from 1, the document frames (sync step 2 and sync update) that this socket has sent.
 *   An ack with `frames: n` says: everything in the first n of them is on disk, deletions too, also where a frame changed nothing.
 *   So a client is saved when `frames` equals the number it has sent and it holds no local change that it has not sent.
 * - `stateVector` holds clocks that are on disk. The first ack of a connection names every client id, later ones only those that moved:
 *   keep the highest per client id (`mergeStateVector`).
 * - `deletes` is the digest of every deletion on disk at that moment. In a quiet room it equals `digestOfStore(doc)`;
 *   while others delete, theirs may be ahead or behind, so use it as a cross-check and never as the only sign.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { Frame } from './wire';

/** Two independent unsigned 32-bit sums; equal for equal sets of deleted characters, whatever the order they were deleted in. */
export type DeleteDigest = readonly [number, number];

export interface Ack {
  frames: number;
  stateVector: Uint8Array;
  deletes: DeleteDigest;
}

export const NO_DELETES: DeleteDigest = [0, 0];

/** The whole frame, its type included. */
export function encodeAck(ack: Ack): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, Frame.ack);
  encoding.writeVarUint(encoder, ack.frames);
  encoding.writeVarUint8Array(encoder, ack.stateVector);
  encoding.writeUint32(encoder, ack.deletes[0]);
  encoding.writeUint32(encoder, ack.deletes[1]);
  return encoding.toUint8Array(encoder);
}

/** Reads an ack whose frame type is already taken from the decoder. Throws on a truncated frame. */
export function decodeAck(decoder: decoding.Decoder): Ack {
  const frames = decoding.readVarUint(decoder);
  const stateVector = decoding.readVarUint8Array(decoder);
  // lib0 reads beyond the end of a view without a word.
  if (decoder.arr.length - decoder.pos < 8) throw new Error('An ack ends with the 8 bytes of its delete digest.');
  return { frames, stateVector, deletes: [decoding.readUint32(decoder), decoding.readUint32(decoder)] };
}

/** Raises `clocks` (client id to clock) to what an ack's state vector says is on disk. */
export function mergeStateVector(clocks: Map<number, number>, stateVector: Uint8Array): void {
  for (const [client, clock] of Y.decodeStateVector(stateVector)) {
    if (clock > (clocks.get(client) ?? 0)) clocks.set(client, clock);
  }
}

/**
 * Adds the deleted range [clock, clock + length) of one client to a digest.
 * Each end of a range has a pseudo-random value and a range counts for the difference of its two, so adjacent ranges add up to the joined one:
 * the digest can be kept up to date per transaction, and does not depend on how ranges were cut or merged. Ranges must not overlap.
 */
export function addDeleted(digest: DeleteDigest, client: number, clock: number, length: number): DeleteDigest {
  const end = clock + length;
  return [
    (digest[0] + endValue(client, end, 0x9e3779b9) - endValue(client, clock, 0x9e3779b9)) >>> 0,
    (digest[1] + endValue(client, end, 0x85ebca6b) - endValue(client, clock, 0x85ebca6b)) >>> 0,
  ];
}

/** The digest of everything deleted in a document; walks the whole store. */
export function digestOfStore(doc: Y.Doc): DeleteDigest {
  let digest = NO_DELETES;
  for (const [client, ranges] of Y.createDeleteSetFromStructStore(doc.store).clients) {
    for (const { clock, len } of ranges) digest = addDeleted(digest, client, clock, len);
  }
  return digest;
}

/**
 * The digest after one more transaction. Call it from the document's `afterTransaction` event, before Yjs collects garbage:
 * later, something inserted and deleted in one transaction would count twice.
 */
export function digestAfter(digest: DeleteDigest, transaction: Y.Transaction): DeleteDigest {
  let next = digest;
  for (const [client, ranges] of transaction.deleteSet.clients) {
    for (const { clock, len } of ranges) next = addDeleted(next, client, clock, len);
  }
  for (const [client, after] of transaction.afterState) {
    const before = transaction.beforeState.get(client) ?? 0;
    if (after > before) next = addCollected(next, transaction, client, before);
  }
  return next;
}

/** What arrives already collected was deleted elsewhere, long ago: it is in no delete set, only in the store. */
function addCollected(digest: DeleteDigest, transaction: Y.Transaction, client: number, before: number): DeleteDigest {
  const structs = transaction.doc.store.clients.get(client) ?? [];
  let next = digest;
  for (let i = structs.length - 1; i >= 0; i--) {
    const struct = structs[i];
    if (!struct || struct.id.clock < before) break;
    if (struct instanceof Y.GC) next = addDeleted(next, client, struct.id.clock, struct.length);
  }
  return next;
}

/** A well-mixed 32-bit value of (client, clock); both may exceed 32 bits. The mixing steps are MurmurHash3's. */
function endValue(client: number, clock: number, seed: number): number {
  let hash = seed;
  hash = mix(hash, client >>> 0);
  hash = mix(hash, Math.floor(client / 0x100000000));
  hash = mix(hash, clock >>> 0);
  hash = mix(hash, Math.floor(clock / 0x100000000));
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function mix(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51);
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  const h = hash ^ k;
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}
