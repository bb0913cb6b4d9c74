/** Workbooks as Excel and LibreOffice write them, and what is in ours. */
import { strToU8, unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { dateOf, isDateFormat, serialOf } from '~/kit/tables/serial-dates';
import { writeXlsx } from '~/kit/tables/xlsx';
import { Unreadable } from '../problems';
import { readXlsx } from './read';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A workbook of parts; those that every workbook has are there unless told otherwise. */
function workbook(parts: Record<string, string>, more: { level?: 0 | 1 | 9 } = {}): Uint8Array {
  const all = {
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}"><Relationship Id="r" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="rId3" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    ...parts,
  };
  return zipSync(Object.fromEntries(Object.entries(all).map(([name, xml]) => [name, strToU8(xml)])), { level: more.level ?? 9 });
}

const sheet = (rows: string, after = '') => `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${after}</worksheet>`;
const cellsOf = async (bytes: Uint8Array) => (await readXlsx(bytes))[0]?.rows.map(({ line, cells }) => [line, ...cells]);
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'read',
    (error) => (error instanceof Unreadable ? error.problem.code : error),
  );

test('what Excel writes: shared strings with runs and readings, days by their format, cached values of formulas, merged and empty cells', async () => {
  const bytes = workbook({
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}"><si><t>Title</t></si><si><r><rPr><b/></rPr><t xml:space="preserve">Two </t></r><r><t>runs</t></r><rPh sb="0" eb="1"><t>reading</t></rPh></si><si><t>a_x000D_b_x005F_x0041_</t></si></sst>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts><numFmt numFmtId="165" formatCode="[$-407]dd\\.\\ mmmm\\ yyyy;@"/><numFmt numFmtId="166" formatCode="0.00&quot; days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': sheet(
      `<row r="1" spans="1:4"><c r="A1" t="s"><v>0</v></c><c r="D1" t="s"><v>1</v></c></row>
       <row r="3"><c r="A3" s="1"><v>46477</v></c><c r="B3" s="2"><v>46477.75</v></c><c r="C3" s="3"><v>46477</v></c><c r="D3" t="b"><v>1</v></c></row>
       <row r="4"><c r="A4" t="str"><f>A1&amp;"x"</f><v>Titlex</v></c><c r="B4"><f>1+1</f><v>2</v></c><c r="C4" t="e"><v>#REF!</v></c><c r="D4" t="s"><v>2</v></c></row>
       <row r="5"><c r="A5" s="1"/></row>`,
      '<mergeCells><mergeCell ref="A1:C1"/></mergeCells>',
    ),
  });
  expect(await cellsOf(bytes)).toEqual([
    [1, 'Title', null, null, 'Two runs'],
    [3, { date: '2027-03-31' }, { date: '2027-03-31' }, 46477, true],
    [4, 'Titlex', 2, '#REF!', 'a\rb_x0041_'],
  ]);
});

test('what LibreOffice and others write: inline strings, no references, another prefix, days from 1904, stored without packing', async () => {
  const bytes = workbook(
    {
      'xl/workbook.xml': `<x:workbook xmlns:x="${MAIN}" xmlns:q="${OFFICE}"><x:workbookPr date1904="true"/><x:sheets><x:sheet name="Δ &amp; co" sheetId="1" q:id="rId1"/></x:sheets></x:workbook>`,
      'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>`,
      'xl/worksheets/sheet1.xml': `<x:worksheet xmlns:x="${MAIN}"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>Ein</x:t></x:is></x:c><x:c/><x:c s="1"><x:v>0.5</x:v></x:c><x:c s="1"><x:v>45015</x:v></x:c><x:c t="d"><x:v>2027-03-31T00:00:00</x:v></x:c></x:row><x:row><x:c><x:v>-1.5E2</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
    },
    { level: 0 },
  );
  expect((await readXlsx(bytes))[0]?.name).toBe('Δ & co');
  expect(await cellsOf(bytes)).toEqual([
    [1, 'Ein', null, 0.5, { date: '2027-03-31' }, { date: '2027-03-31' }],
    [2, -150],
  ]);
});

test('several sheets are read in the order of the book, and drawings and external books are left alone', async () => {
  const bytes = workbook({
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="B" sheetId="2" state="hidden" r:id="b"/><sheet name="A" sheetId="1" r:id="a"/><sheet name="C" sheetId="3" r:id="c"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}"><Relationship Id="a" Type="${OFFICE}/worksheet" Target="worksheets/../worksheets/a.xml"/><Relationship Id="b" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="worksheets/b.xml"/><Relationship Id="c" Type="${OFFICE}/chartsheet" Target="c.xml"/><Relationship Id="e" Type="${OFFICE}/worksheet" TargetMode="External" Target="file:///etc/passwd"/></Relationships>`,
    'xl/worksheets/a.xml': sheet('<row><c t="str"><v>of A</v></c></row>'),
    'xl/worksheets/b.xml': sheet('<row><c t="str"><v>of B</v></c></row>'),
  });
  expect((await readXlsx(bytes)).map(({ name, rows }) => [name, rows[0]?.cells[0]])).toEqual([
    ['B', 'of B'],
    ['A', 'of A'],
  ]);
});

test('document types, entities, depth without end, passwords, and what is no workbook are refused by name', async () => {
  const bad = (xml: string) => refusal(readXlsx(workbook({ 'xl/worksheets/sheet1.xml': xml })));
  expect(await bad(`<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>`)).toBe('forbidden-xml');
  expect(await bad('<worksheet>&a;</worksheet>')).toBe('damaged');
  expect(await bad('<a>'.repeat(200))).toBe('forbidden-xml');
  expect(await bad('<worksheet>')).toBe('damaged');
  expect(await refusal(readXlsx(zipSync({ 'a.txt': strToU8('a') })))).toBe('unknown-format');
  expect(await refusal(readXlsx(strToU8('PK')))).toBe('damaged');
  const locked = workbook({ 'xl/worksheets/sheet1.xml': sheet('') });
  const flag =
    locked.findLastIndex((_, at) => locked[at] === 0x50 && locked[at + 1] === 0x4b && locked[at + 2] === 1 && locked[at + 3] === 2) + 8;
  locked[flag] = (locked[flag] ?? 0) | 1;
  expect(await refusal(readXlsx(locked))).toBe('protected');
});

test('a zip that unpacks to more than it may is refused before it has, whatever its list says of sizes', async () => {
  const bomb = workbook(
    { 'xl/worksheets/sheet1.xml': sheet(`<row><c t="str"><v>${' '.repeat(60 * 1024 * 1024)}</v></c></row>`) },
    { level: 1 },
  );
  expect(bomb.length).toBeLessThan(1_000_000);
  const view = new DataView(bomb.buffer);
  // The sizes of all entries, in the list and before each: 1.
  for (let at = 0; at + 4 < bomb.length; at++) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1, true);
    if (view.getUint32(at, true) === 0x04034b50) view.setUint32(at + 22, 1, true);
  }
  expect(await refusal(readXlsx(bomb))).toBe('too-large');
});

test('more rows or columns than anybody has are refused, with their sheet', async () => {
  const rows = '<row><c><v>1</v></c></row>'.repeat(20_001);
  expect(await refusal(readXlsx(workbook({ 'xl/worksheets/sheet1.xml': sheet(rows) })))).toBe('too-many-rows');
  expect(await refusal(readXlsx(workbook({ 'xl/worksheets/sheet1.xml': sheet('<row r="7"><c r="XFD7"><v>1</v></c></row>') })))).toBe(
    'too-many-columns',
  );
});

test('ours: the parts that a workbook has, headings in sight, keys hidden, days as days, texts as texts, names that Excel takes', async () => {
  const bytes = writeXlsx([
    {
      name: "A/B: what's [this] and much longer than it may be",
      columns: [
        { key: 'items.title', heading: 'Title' },
        { key: 'items.start', heading: 'Start' },
      ],
      rows: [
        ['=1+1', { date: '2027-03-31' }],
        ['00', { date: '1899-01-01' }],
      ],
    },
    { name: "a b  what's  this  and much longer", columns: [{ key: 'links.lag', heading: 'Lag' }], rows: [[-2], [true], [null]] },
  ]);
  const parts = unzipSync(bytes);
  const text = (name: string) => new TextDecoder().decode(parts[name]);
  // Excel looks for the types first.
  expect(Object.keys(parts)[0]).toBe('[Content_Types].xml');
  expect(text('xl/worksheets/sheet1.xml')).toContain('<row r="2" hidden="1">');
  expect(text('xl/worksheets/sheet1.xml')).toContain('<c r="B3" s="2"><v>46477</v></c>');
  expect(text('xl/worksheets/sheet1.xml')).not.toContain('<f>');
  const sheets = await readXlsx(bytes);
  expect(sheets.map(({ name }) => name.length <= 31)).toEqual([true, true]);
  expect(new Set(sheets.map(({ name }) => name.toLowerCase())).size).toBe(2);
  expect(sheets.map(({ rows }) => rows.map(({ cells }) => cells))).toEqual([
    [
      ['Title', 'Start'],
      ['items.title', 'items.start'],
      ['=1+1', { date: '2027-03-31' }],
      ['00', '1899-01-01'],
    ],
    [['Lag'], ['links.lag'], [-2], [true]],
  ]);
});

test('days and their numbers, on both sides of the day that never was', () => {
  expect(serialOf('2027-03-31')).toBe(46477);
  expect(serialOf('1900-02-28')).toBeNull();
  expect(dateOf(61, false)).toBe('1900-03-01');
  expect(dateOf(59, false)).toBe('1900-02-28');
  expect(dateOf(0.3, false)).toBeNull();
  expect(dateOf(45015, true)).toBe('2027-03-31');
  const dates = ['yyyy-mm-dd', 'd/m/yy h:mm', 'mmmm', '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy'];
  const others = ['0.00', '#,##0 "days"', '[h]:mm', 'h:mm:ss', '0.00E+00', '[Red]0', 'General', '@'];
  expect(dates.map((code) => isDateFormat(164, code))).toEqual([true, true, true, true]);
  expect(others.map((code) => isDateFormat(164, code))).toEqual(others.map(() => false));
});
