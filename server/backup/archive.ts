/**
 * One file that holds others: a tar archive (POSIX ustar), packed with gzip, so that `tar xzf` opens a backup without Koinon.
 * Only what a backup needs: plain files with short names, written and read as streams. See docs/decisions/0004.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

const BLOCK = 512;
/** The largest size that fits in ustar's eleven octal digits. */
const OCTAL_LIMIT = 8 ** 11;

export interface Entry {
  name: string;
  size: number;
  /** Exactly `size` bytes. */
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

function checksum(header: Buffer): number {
  let sum = 0;
  for (let i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? 32 : (header[i] ?? 0);
  return sum;
}

function header(name: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  if (Buffer.byteLength(name) > 100) throw new Error(`The name is too long for a backup: ${name}`);
  const octal = (value: number, at: number, length: number) =>
    block.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1');
  block.write(name, 0, 'utf8');
  octal(0o600, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  if (size < OCTAL_LIMIT) octal(size, 124, 12);
  else {
    // As GNU tar writes what is larger than 8 GiB: the number itself, with the first bit set.
    block.writeBigUInt64BE(BigInt(size), 128);
    block[124] = 0x80;
  }
  octal(Math.floor(Date.now() / 1000), 136, 12);
  block.write('0', 156, 'latin1');
  block.write('ustar\0' + '00', 257, 'latin1');
  block.write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

const padding = (size: number) => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);

async function* packed(entries: AsyncIterable<Entry>): AsyncGenerator<Uint8Array> {
  for await (const { name, size, content } of entries) {
    yield header(name, size);
    let sent = 0;
    for await (const chunk of content) {
      sent += chunk.length;
      yield chunk;
    }
    if (sent !== size) throw new Error(`${name} changed while it was read.`);
    yield padding(size);
  }
  yield Buffer.alloc(2 * BLOCK);
}

/** Writes the entries, in their order, to a new file that only its owner may read. */
export async function writeArchive(file: string, entries: AsyncIterable<Entry>): Promise<void> {
  await pipeline(Readable.from(packed(entries)), createGzip(), createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }));
}

/** Takes exact numbers of bytes from a stream of chunks. */
class Bytes {
  readonly #source: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Up to `most` bytes, as they come; an empty buffer at the end. */
  async some(most: number): Promise<Buffer> {
    while (this.#rest.length === 0) {
      const next = await this.#source.next();
      if (next.done) return this.#rest;
      this.#rest = next.value;
    }
    const part = this.#rest.subarray(0, most);
    this.#rest = this.#rest.subarray(part.length);
    return part;
  }

  async *exactly(size: number): AsyncGenerator<Buffer> {
    for (let left = size; left > 0; ) {
      const part = await this.some(left);
      if (part.length === 0) throw new Error('The backup ends too early: it was cut off.');
      left -= part.length;
      yield part;
    }
  }

  async block(): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const part of this.exactly(BLOCK)) parts.push(part);
    return Buffer.concat(parts);
  }
}

function sizeIn(block: Buffer): number {
  if (block[124] === 0x80) return Number(block.readBigUInt64BE(128));
  return Number.parseInt(block.toString('latin1', 124, 136), 8);
}

const textIn = (block: Buffer, from: number, to: number) => block.toString('utf8', from, to).replace(/\0.*$/s, '');

/** Reads a backup: calls `take` for each entry, in order; `take` must read the whole content. Rejects when the file is damaged or cut off. */
export async function readArchive(file: string, take: (entry: Entry) => Promise<void>): Promise<void> {
  const gunzip = createGunzip();
  const bytes = new Bytes(gunzip);
  const read = async () => {
    for (;;) {
      const block = await bytes.block();
      if (block.every((byte) => byte === 0)) break;
      if (Number.parseInt(textIn(block, 148, 156), 8) !== checksum(block)) throw new Error('This is not a backup, or it is damaged.');
      const size = sizeIn(block);
      await take({ name: textIn(block, 0, 100), size, content: bytes.exactly(size) });
      for await (const _ of bytes.exactly(padding(size).length));
    }
    gunzip.resume(); // the rest is padding
  };
  await Promise.all([pipeline(createReadStream(file), gunzip), read()]);
}
