/** Whatever bytes somebody sends, the answer is a plan or a named problem. */

import fc from 'fast-check';
import { strToU8 } from 'fflate';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { writeXlsx } from '~/kit/tables/xlsx';
import { addItem } from '../live';
import { writeCsv } from './csv/write';
import { writeMspdi } from './mspdi/write';
import { fileLimits, Unreadable } from './problems';
import { readPlanFile } from './read-file';
import { readHtml } from './rich/read';
import { writeHtml } from './rich/write';
import { writeSheets, writeTable } from './sheets/write';
import { partnership, vocabulary, writtenOf } from './testing-plans';

const read = async (bytes: Uint8Array) => {
  try {
    return (await readPlanFile(bytes, vocabulary(), partnership)).plan.items.length;
  } catch (error) {
    if (error instanceof Unreadable) return error.problem.code;
    throw error;
  }
};

function files() {
  const doc = new Y.Doc();
  addItem(doc, { kind: 'workPackage', title: 'One' }, undefined, { id: 'one', order: 'a0' });
  addItem(doc, { kind: 'task', title: 'Two', parent: 'one' }, undefined, { id: 'two', order: 'a0' });
  const written = writtenOf(doc);
  return [writeXlsx(writeSheets(written, [])), strToU8(writeCsv(writeTable(written), ';')), strToU8(writeMspdi(written))];
}

test('what a file is, its bytes tell', async () => {
  for (const file of files()) expect(await read(file)).toBe(2);
  expect(await read(new Uint8Array())).toBe('empty');
  expect(await read(new Uint8Array(fileLimits.bytes + 1))).toBe('too-large');
  expect(await read(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1))).toBe('protected');
  expect(await read(strToU8('  <html></html>'))).toBe('no-project');
  expect(await read(strToU8('%PDF-1.7'))).toBe('no-items');
});

test('random bytes are answered', { timeout: 60_000 }, async () => {
  const beginning = fc.constantFrom<number[]>([], [0x50, 0x4b, 3, 4], [0x3c], [0xff, 0xfe], [0xef, 0xbb, 0xbf], [0x22]);
  await fc.assert(
    fc.asyncProperty(beginning, fc.uint8Array({ maxLength: 400 }), async (first, rest) => {
      expect(typeof (await read(Uint8Array.from([...first, ...rest])))).toMatch(/string|number/);
    }),
    { numRuns: 300 },
  );
});

test('files that were damaged on the way are answered', { timeout: 60_000 }, async () => {
  const whole = files();
  const damage = fc.record({
    file: fc.nat(whole.length - 1),
    changes: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }),
    cut: fc.nat(),
  });
  await fc.assert(
    fc.asyncProperty(damage, async ({ file, changes, cut }) => {
      const bytes = Uint8Array.from(whole[file] ?? []);
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
      const left = cut % 4 === 0 ? bytes.subarray(0, cut % bytes.length) : bytes;
      expect(typeof (await read(left))).toMatch(/string|number/);
    }),
    { numRuns: 200 },
  );
});

test('any HTML becomes a text that comes back as it is', () => {
  const html = fc.string({
    unit: fc.constantFrom(
      '<',
      '>',
      '/',
      'p',
      'b',
      '"',
      '=',
      ' ',
      '&',
      ';',
      '#',
      '1',
      'ul',
      '<p>',
      '</p>',
      '<li>',
      '<!--',
      '<a href="https://x">',
    ),
  });
  fc.assert(
    fc.property(html, (text) => {
      const read = readHtml(`<p>${text}`);
      expect(readHtml(writeHtml(read))).toEqual(read);
    }),
  );
});

test('links of rich texts lead to addresses only, and depth has an end', () => {
  expect(writeHtml(readHtml('<p><a href="javascript:alert(1)">a</a><a href="https://example.org">b</a></p>'))).toBe(
    '<p>a<a href="https://example.org">b</a></p>',
  );
  expect(() => readHtml('<blockquote>'.repeat(60))).toThrow(Unreadable);
});
