/** Takes a zip apart by its own list of contents, never further than it may unpack: what a list says of sizes is not believed. */
import { Inflate } from 'fflate';
import { pause } from '~/kit/tables/book';
import { fileLimits, Unreadable } from '../problems';

interface Entry {
  method: number;
  packed: number;
  offset: number;
}

export interface Zip {
  has(name: string): boolean;
  /** @throws Unreadable where it is missing, damaged, or too much together with what was unpacked before */
  unpack(name: string): Promise<Uint8Array>;
}

const END = 0x06054b50;
const LISTED = 0x02014b50;
const LOCAL = 0x04034b50;
/** As much as may be unpacked at once before somebody looks: packed bytes become at most 1,032 times as many. */
const PIECE = 8 * 1024;

export function openZip(bytes: Uint8Array): Zip {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = listOf(view, bytes);
  let unpacked = 0;
  const take = (count: number) => {
    unpacked += count;
    if (unpacked > fileLimits.unpacked) throw new Unreadable('too-large');
  };
  return {
    has: (name) => entries.has(name),
    async unpack(name) {
      const entry = entries.get(name);
      if (!entry) throw new Unreadable('damaged');
      const packed = packedBytes(view, bytes, entry);
      if (entry.method === 8) return inflate(packed, take);
      if (entry.method !== 0) throw new Unreadable('damaged');
      take(packed.length);
      return packed;
    },
  };
}

function listOf(view: DataView, bytes: Uint8Array): Map<string, Entry> {
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > fileLimits.entries) throw new Unreadable('too-large');
  const entries = new Map<string, Entry>();
  for (let index = 0; index < count; index++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== LISTED) throw new Unreadable('damaged');
    if (view.getUint16(at + 8, true) & 1) throw new Unreadable('protected');
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)).replace(/\\/g, '/');
    entries.set(name, {
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** The list's own end stands last, before a remark of at most 65,535 bytes. */
function endOf(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--) {
    if (view.getUint32(at, true) === END) return at;
  }
  throw new Unreadable('damaged');
}

function packedBytes(view: DataView, bytes: Uint8Array, { offset, packed }: Entry): Uint8Array {
  if (offset + 30 > view.byteLength || view.getUint32(offset, true) !== LOCAL) throw new Unreadable('damaged');
  const begin = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (begin + packed > view.byteLength) throw new Unreadable('damaged');
  return bytes.subarray(begin, begin + packed);
}

async function inflate(packed: Uint8Array, take: (count: number) => void): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const inflating = new Inflate((piece) => {
    take(piece.length);
    pieces.push(piece);
  });
  for (let at = 0; at < packed.length || at === 0; at += PIECE) {
    pushed(() => inflating.push(packed.subarray(at, at + PIECE), at + PIECE >= packed.length));
    await pause();
  }
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let to = 0;
  for (const piece of pieces) {
    whole.set(piece, to);
    to += piece.length;
  }
  return whole;
}

function pushed(push: () => void): void {
  try {
    push();
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable('damaged');
  }
}
