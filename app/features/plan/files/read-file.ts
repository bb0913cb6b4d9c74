/** Reads a plan out of whatever file somebody brings: what it is, its bytes tell, never its name. */
import { readCsv } from './csv/read';
import type { Partnership } from './matching';
import { readMspdi } from './mspdi/read';
import type { Reading } from './plan-file';
import { fileLimits, Unreadable } from './problems';
import { readSheets } from './sheets/read';
import type { Vocabulary } from './vocabulary';
import { readXlsx } from './xlsx/read';

/** @throws Unreadable and nothing else, whatever the bytes are */
export async function readPlanFile(bytes: Uint8Array, words: Vocabulary, partnership: Partnership): Promise<Reading> {
  if (bytes.length === 0) throw new Unreadable('empty');
  if (bytes.length > fileLimits.bytes) throw new Unreadable('too-large', { most: fileLimits.bytes / 1024 / 1024 });
  if (beginsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw new Unreadable('protected');
  if (beginsWith(bytes, [0x50, 0x4b])) return readSheets(await readXlsx(bytes), words, partnership);
  if (isXml(bytes)) return readMspdi(bytes, partnership);
  return readSheets([await readCsv(bytes)], words, partnership);
}

const beginsWith = (bytes: Uint8Array, sign: readonly number[]) => sign.every((byte, index) => bytes[index] === byte);

/** Also with a mark of its encoding, in UTF-16, and with space before it. */
function isXml(bytes: Uint8Array): boolean {
  const first = [...bytes.subarray(0, 400)].find((byte) => ![0, 0xef, 0xbb, 0xbf, 0xff, 0xfe, 9, 10, 13, 32].includes(byte));
  return first === '<'.charCodeAt(0);
}
