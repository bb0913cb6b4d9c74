/** Whatever somebody typed or pasted, programs open the files that it stands in. */
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import type { NewSheet } from './book';
import { escapeCell, fitCell, MOST_IN_CELL } from './cell-text';
import { writeDocx } from './docx.server';
import { writeXlsx } from './xlsx';

const partsOf = (bytes: Uint8Array) => Object.entries(unzipSync(bytes)).filter(([name]) => /\.(xml|rels)$/.test(name));
const partOf = (bytes: Uint8Array, name: string) => new TextDecoder().decode(unzipSync(bytes)[name]);

/** What a parser of XML 1.0 has against the parts of a packed file. */
function faultsIn(bytes: Uint8Array): string[] {
  return partsOf(bytes).flatMap(([name, part]) => {
    const faults: string[] = [];
    const parser = new SaxesParser({ xmlns: true });
    parser.on('error', (error) => faults.push(`${name}: ${error.message}`));
    parser.write(new TextDecoder('utf-8', { fatal: true }).decode(part)).close();
    return faults;
  });
}

/** Every kind of sign that is apart in XML, among ordinary ones. */
const sign = fc.constantFrom(
  ...['\u0000', '\u0001', '\v', '\f', '\r', '\n', '\t', '\u001F', '\u007F', '\u0085', '\u2028', '\uD800', '\uDFFF', '\uFFFE', '\uFFFF'],
  ...['😀', '\u{1FFFE}', '&', '<', '>', '"', "'", ']]>', '_x0041_', 'a', ' ', 'ß'],
);
const text = fc.array(sign, { maxLength: 12 }).map((signs) => signs.join(''));

function sheetOf(words: string): NewSheet {
  const columns = ['a', 'b'].map((key) => ({ key, heading: words }));
  const rows = [[words, 'whole']];
  return { name: words, note: words, columns, rows, indented: { column: 0, levels: [1] } };
}
const textOf = (words: string, sheets: NewSheet[]) => ({
  ...{ title: words, header: words, facts: [[words, words]] as const, sheets, empty: words, language: 'en' },
});

test('every part of a text and of a workbook is well-formed, whatever is in it', async () => {
  const check = async (words: string) => {
    const sheet = sheetOf(words);
    const empty = { ...sheet, rows: [] };
    expect(faultsIn(await writeDocx(textOf(words, [sheet, empty])))).toEqual([]);
    expect(faultsIn(writeXlsx([sheet, empty]))).toEqual([]);
  };
  await fc.assert(fc.asyncProperty(text, check), { numRuns: 60, seed: 7 });
});

test('in a text, lines of other programs are lines, and nothing else is lost with what XML cannot carry', async () => {
  const note = 'one\vtwo\u0001\uD800 and\uFFFE more';
  const bytes = await writeDocx(textOf('T', [{ ...sheetOf('x'), note, rows: [['first\vsecond\r\nthird', null]] }]));
  const xml = partOf(bytes, 'word/document.xml');
  expect(xml).toMatch(/one<\/w:t><\/w:r><w:r><w:br\/><w:t[^>]*>two and more</);
  for (const line of ['first', 'second', 'third']) expect(xml).toMatch(new RegExp(`<w:p>(?:(?!</w:p>).)*>${line}</w:t></w:r></w:p>`));
});

test('a cell of a workbook holds what Excel lets it hold, and says that there was more', () => {
  const longest = 'a'.repeat(MOST_IN_CELL);
  expect(fitCell(longest)).toBe(longest);
  expect(fitCell(`${longest}b`)).toBe(`${'a'.repeat(MOST_IN_CELL - 1)}…`);
  const cut = fitCell(`${'a'.repeat(MOST_IN_CELL - 2)}😀${longest}`);
  expect(cut).toBe(`${'a'.repeat(MOST_IN_CELL - 2)}…`);
  const strings = partOf(writeXlsx([sheetOf('b'.repeat(MOST_IN_CELL + 5_000))]), 'xl/sharedStrings.xml');
  expect(strings).toContain(`>${'b'.repeat(MOST_IN_CELL - 1)}…<`);
  expect(strings).not.toContain('b'.repeat(MOST_IN_CELL));
  expect(escapeCell('\uD800\uFFFF')).toBe('_xD800__xFFFF_');
});
