/** Reading XML that strangers made: no document types, no entities of their own, no depth without end, and in pieces. */
import { SaxesParser } from 'saxes';
import { pause } from '~/kit/tables/book';
import { fileLimits, Unreadable } from '../problems';
import { decodeXml } from './decode';

export interface XmlHandlers {
  /** Names come without their prefix. */
  open?(name: string, attributes: Record<string, string>): void;
  close?(name: string): void;
  text?(text: string): void;
}

const PIECE = 128 * 1024;

export async function readXml(bytes: Uint8Array, { open, close, text }: XmlHandlers): Promise<void> {
  const parser = new SaxesParser();
  let depth = 0;
  parser.on('error', () => {
    throw new Unreadable('damaged');
  });
  parser.on('doctype', () => {
    throw new Unreadable('forbidden-xml');
  });
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    if (depth > fileLimits.depth) throw new Unreadable('forbidden-xml');
    open?.(local(name), withLocalNames(attributes as Record<string, string>));
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    close?.(local(name));
  });
  parser.on('text', (found) => text?.(found));
  parser.on('cdata', (found) => text?.(found));
  const all = decodeXml(bytes);
  for (let at = 0; at < all.length; at += PIECE) {
    parser.write(all.slice(at, at + PIECE));
    await pause();
  }
  parser.close();
}

const local = (name: string) => name.slice(name.indexOf(':') + 1);

function withLocalNames(attributes: Record<string, string>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) if (!name.startsWith('xmlns')) found[local(name)] ??= value;
  return found;
}
