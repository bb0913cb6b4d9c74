/** Tables in all the ways that offices write them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Unreadable } from '../problems';
import { readCsv } from './read';
import { guarded, unguarded, writeCsv } from './write';

const bytes = (text: string) => new TextEncoder().encode(text);
const cells = async (input: Uint8Array | string) =>
  (await readCsv(typeof input === 'string' ? bytes(input) : input)).rows.map(({ line, cells }) => [line, ...cells]);

test.each([
  [',', '\r\n'],
  [';', '\n'],
  ['\t', '\r'],
])('cells parted by %j, lines by %j, quotes within and around', async (separator, end) => {
  const text = [
    `Title${separator}Kind`,
    `"a ""b""${separator}c"${separator}x`,
    '',
    `"two${end}lines"${separator}`,
    `last${separator}`,
  ].join(end);
  expect(await cells(text)).toEqual([
    [1, 'Title', 'Kind'],
    [2, `a "b"${separator}c`, 'x'],
    [4, `two${end}lines`, null],
    [6, 'last'],
  ]);
});

test('a mark of UTF-8, UTF-16 of both kinds, and what Windows writes', async () => {
  const text = 'Títle;Größe\r\nÄ;€\r\n';
  const utf16 = (little: boolean) => {
    const view = new DataView(new ArrayBuffer(2 + text.length * 2));
    view.setUint16(0, 0xfeff, little);
    for (const [at, sign] of [...text].entries()) view.setUint16(2 + at * 2, sign.charCodeAt(0), little);
    return new Uint8Array(view.buffer);
  };
  const windows = Uint8Array.from([...text].map((sign) => (sign === '€' ? 0x80 : sign.charCodeAt(0))));
  const expected = [
    [1, 'Títle', 'Größe'],
    [2, 'Ä', '€'],
  ];
  for (const input of [bytes(`\uFEFF${text}`), bytes(text), utf16(true), utf16(false), windows])
    expect(await cells(input)).toEqual(expected);
});

test('a separator that is told in the first line counts, and the line is counted', async () => {
  expect(await cells('sep=|\r\nTitle|a;b\r\nx|y')).toEqual([
    [2, 'Title', 'a;b'],
    [3, 'x', 'y'],
  ]);
});

test('a quote that never ends, and more rows or columns than anybody has, are refused', async () => {
  const refusal = (text: string) => readCsv(bytes(text)).catch((error: Unreadable) => error.problem);
  expect(await refusal('a,b\n"c')).toEqual({ code: 'damaged', line: 2 });
  expect(await refusal('a\n'.repeat(20_001))).toMatchObject({ code: 'too-many-rows' });
  expect(await refusal(','.repeat(301))).toMatchObject({ code: 'too-many-columns' });
});

test('no text begins as a formula does, also not where somebody opens the file with another separator', () => {
  for (const text of ['=1+1', '+49', '-5', '@SUM(A1)', '\t=1', '＝1', "'=1"]) expect(guarded(text)).toBe(`'${text.replace(/\t=/, "\t'=")}`);
  expect(guarded('a;=cmd|x')).toBe("a;'=cmd|x");
  expect(guarded('plain, text; with-signs')).toBe('plain, text; with-signs');
});

test('what was guarded is what it was', () => {
  const signs = fc.string({ unit: fc.constantFrom('=', "'", ';', ',', '\t', '"', '+', '-', '@', 'a', '\r', '＝') });
  fc.assert(fc.property(signs, (text) => unguarded(guarded(text)) === text));
});

test('a table comes back cell by cell, whatever is in it', async () => {
  const rows = fc.array(
    fc.array(fc.string({ unit: fc.constantFrom('=', "'", ';', ',', '"', '\n', '\r', ' ', 'a', 'ß') }), { minLength: 3, maxLength: 3 }),
    { maxLength: 6 },
  );
  await fc.assert(
    fc.asyncProperty(rows, fc.constantFrom<',' | ';'>(',', ';'), async (texts, separator) => {
      const columns = ['a', 'b', 'c'].map((heading) => ({ key: heading, heading }));
      const read = await readCsv(bytes(writeCsv({ name: '', columns, rows: texts }, separator)));
      const expected = texts.filter((row) => row.some((text) => text !== '')).map((row) => row.map((text) => text || null));
      expect(read.rows.slice(1).map((row) => [...row.cells, null, null].slice(0, 3))).toEqual(expected);
    }),
  );
});

test('what is read is no formula for the next one either: guarded texts in a file of Excel lose their guard once', async () => {
  expect(await cells("'=1+1,''tis,it's")).toEqual([[1, '=1+1', "'tis", "it's"]]);
});
