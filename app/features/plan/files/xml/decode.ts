/** Bytes as text, in the encodings that programs of offices write. */
import { Unreadable } from '../problems';

/** By its first bytes, else by what its first line says, else UTF-8. */
export function decodeXml(bytes: Uint8Array): string {
  const marked = byMark(bytes);
  if (marked !== null) return marked;
  const said = /^<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(String.fromCharCode(...bytes.subarray(0, 200)))?.[1];
  try {
    return /^(windows-1252|iso-8859-1)$/i.test(said ?? '')
      ? western(bytes)
      : new TextDecoder(said ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    // An encoding that nobody knows, or bytes that are none of it.
    throw new Unreadable('damaged');
  }
}

/** By its first bytes, else UTF-8 where it is, else what Windows wrote in western Europe. */
export function decodeText(bytes: Uint8Array): string {
  const marked = byMark(bytes);
  if (marked !== null) return marked;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return western(bytes);
  }
}

/** What Windows put where ISO 8859-1 has signs that nobody sees, from 128 on; some versions of Node leave them out. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

function western(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes).replace(/[\u0080-\u009F]/g, (sign) => WINDOWS[sign.charCodeAt(0) - 128] ?? sign);
}

function byMark(bytes: Uint8Array): string | null {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (first === 0xef && second === 0xbb && third === 0xbf) return new TextDecoder('utf-8').decode(bytes);
  return null;
}
