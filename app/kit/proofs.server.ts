/** Scans and photos of paper that somebody has to be able to show later: PDF or a picture. Which of them somebody may read, the feature asks. */
import { files, hashOf } from './files.server';
import { decodePicture } from './pictures.server';

/** What a table says of one. */
export interface Proof {
  /** Of the bytes as they are kept (files.server.ts). */
  hash: string;
  /** As it was called where it came from. */
  name: string;
  mime: string;
  bytes: number;
}

const PDF = new TextEncoder().encode('%PDF-');
const isPdf = (bytes: Uint8Array) => PDF.every((byte, at) => bytes[at] === byte);

/**
 * Reads what was put in: a PDF as it is, a picture drawn anew, without the place and the phone that it was taken with.
 * @returns what is to be kept, or what is wrong with it
 */
export async function readProof({ name, bytes }: { name: string; bytes: Uint8Array }) {
  const picture = isPdf(bytes) ? null : await decodePicture(bytes);
  if (typeof picture === 'string') return picture === 'too-large' ? 'too-large' : 'unreadable';
  const content = picture?.bytes ?? bytes;
  const proof: Proof = { hash: hashOf(content), name: nameOf(name), mime: picture?.mime ?? 'application/pdf', bytes: content.length };
  return { proof, content };
}

/** Reads and keeps it. */
export async function keepProof(given: { name: string; bytes: Uint8Array }): Promise<Proof | 'too-large' | 'unreadable'> {
  const read = await readProof(given);
  if (typeof read === 'string') return read;
  await files().put(read.content);
  return read.proof;
}

/** The last part of a path, without what no file may be called. */
function nameOf(name: string): string {
  const last = (name.split(/[/\\]/).at(-1) ?? '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cs}<>:"|?*]/gu, ' ')
    .trim();
  // By signs, not by their halves: half a sign cannot be written into an address.
  return [...last].slice(0, 120).join('') || 'file';
}

/** @param plain a name in ASCII, for programs that know no other */
export function asDownload({ bytes, mime, name }: { bytes: Uint8Array<ArrayBuffer>; mime: string; name: string }, plain: string): Response {
  return new Response(bytes, {
    headers: {
      'Content-Type': mime,
      'Content-Length': String(bytes.length),
      // Never shown inside our own pages: a PDF may hold programs.
      'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Cache-Control': 'private, no-store',
    },
  });
}
