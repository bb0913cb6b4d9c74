/** Writes sheets as XLSX (ECMA-376): typed cells, days as days, one row of headings that stays in sight and one, hidden, of keys. */
import { strToU8, zipSync } from 'fflate';
import { type Cell, type Column, columnName, type NewSheet } from './book';
import { escapeCell, fitCell } from './cell-text';
import { serialOf } from './serial-dates';
import { escapeXml, XML_BEGIN } from './xml';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Styles by place in `STYLES`; those of levels follow. */
const [PLAIN, HEADING, DATE, TEXT] = [0, 1, 2, 3];
const LEVELS = 6;
/** Number format 4 of ECMA-376: thousands and two decimals, as the reader's country writes them. */
const DECIMAL = TEXT + LEVELS + 1;
const font = (bold: boolean) => `<font>${bold ? '<b/>' : ''}<sz val="11"/><name val="Calibri"/><family val="2"/></font>`;
const xf = (inner: string, alignment: string) =>
  `<xf ${inner} borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" ${alignment}/></xf>`;
const text = (indent: number) =>
  xf('numFmtId="49" fontId="0" fillId="0" applyNumberFormat="1"', `wrapText="1"${indent ? ` horizontal="left" indent="${indent}"` : ''}`);
const STYLES = `${XML_BEGIN}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2">${font(false)}${font(true)}</fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EDF3"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${5 + LEVELS}">${xf('numFmtId="0" fontId="0" fillId="0"', '')}${xf('numFmtId="49" fontId="1" fillId="2" applyNumberFormat="1" applyFont="1" applyFill="1"', 'wrapText="1"')}${xf('numFmtId="164" fontId="0" fillId="0" applyNumberFormat="1"', 'horizontal="left"')}${text(0)}${Array.from({ length: LEVELS }, (_, level) => text(level + 1)).join('')}${xf('numFmtId="4" fontId="0" fillId="0" applyNumberFormat="1"', '')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

export function writeXlsx(sheets: readonly NewSheet[]): Uint8Array {
  const strings = new Strings();
  const names = uniqueNames(sheets.map(({ name }) => name));
  const parts: Record<string, string> = {};
  for (const [index, sheet] of sheets.entries()) parts[`xl/worksheets/sheet${index + 1}.xml`] = sheetXml(sheet, strings, index === 0);
  parts['xl/sharedStrings.xml'] = strings.xml();
  parts['xl/styles.xml'] = STYLES;
  parts['xl/workbook.xml'] =
    `${XML_BEGIN}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${names.map((name, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`;
  parts['xl/_rels/workbook.xml.rels'] = relations([
    ...names.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const),
    ['styles', 'styles.xml'],
    ['sharedStrings', 'sharedStrings.xml'],
  ]);
  parts['_rels/.rels'] = relations([['officeDocument', 'xl/workbook.xml']]);
  parts['[Content_Types].xml'] = contentTypes(names.length);
  // Packing programs differ in their clocks; the same plan is to be the same bytes.
  const mtime = new Date(2000, 0, 1);
  return zipSync(
    Object.fromEntries(
      Object.entries(parts)
        .reverse()
        .map(([name, xml]) => [name, [strToU8(xml), { mtime }]]),
    ),
  );
}

const relations = (targets: readonly (readonly [string, string])[]) =>
  `${XML_BEGIN}<Relationships xmlns="${RELATIONS}">${targets.map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`).join('')}</Relationships>`;

function contentTypes(sheets: number): string {
  const parts = [
    ['/xl/workbook.xml', 'sheet.main'],
    ...Array.from({ length: sheets }, (_, index) => [`/xl/worksheets/sheet${index + 1}.xml`, 'worksheet']),
    ['/xl/styles.xml', 'styles'],
    ['/xl/sharedStrings.xml', 'sharedStrings'],
  ];
  const overrides = parts.map(([name, type]) => `<Override PartName="${name}" ContentType="${TYPE}.${type}+xml"/>`).join('');
  return `${XML_BEGIN}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides}</Types>`;
}

/** At most 31 characters, none of `[]:*?/\`, no apostrophe at an end, and no two alike. */
function uniqueNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>();
  return wanted.map((name) => {
    const plain =
      name
        .replace(/[[\]:*?/\\\p{Cc}]/gu, ' ')
        .replace(/^'+|'+$/g, '')
        .trim() || 'Sheet';
    let own = plain.slice(0, 31);
    for (let count = 2; taken.has(own.toLowerCase()); count++) own = `${plain.slice(0, 31 - ` ${count}`.length)} ${count}`;
    taken.add(own.toLowerCase());
    return own;
  });
}

/** Texts of all cells, each once. */
class Strings {
  readonly #places = new Map<string, number>();
  #uses = 0;

  placeOf(text: string): number {
    this.#uses += 1;
    const place = this.#places.get(text) ?? this.#places.size;
    this.#places.set(text, place);
    return place;
  }

  xml(): string {
    const items = [...this.#places.keys()].map((text) => `<si><t xml:space="preserve">${escapeXml(escapeCell(fitCell(text)))}</t></si>`);
    return `${XML_BEGIN}<sst xmlns="${MAIN}" count="${this.#uses}" uniqueCount="${items.length}">${items.join('')}</sst>`;
  }
}

function sheetXml({ columns, rows, indented }: NewSheet, strings: Strings, isFirst: boolean): string {
  const last = `${columnName(columns.length - 1)}${rows.length + 2}`;
  const width = ({ width = 14 }: Column, index: number) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`;
  const head = rowXml(
    1,
    columns.map(({ heading }) => heading),
    strings,
    () => HEADING,
    '',
  );
  const keys = rowXml(
    2,
    columns.map(({ key }) => key),
    strings,
    () => TEXT,
    ' hidden="1"',
  );
  const body = rows.map((cells, index) => {
    const level = Math.min(LEVELS, indented?.levels[index] ?? 0);
    const styled = (column: number) => (level > 0 && column === indented?.column ? TEXT + level : TEXT);
    return rowXml(index + 3, cells, strings, styled, '');
  });
  return `${XML_BEGIN}<worksheet xmlns="${MAIN}"><dimension ref="A1:${last}"/><sheetViews><sheetView workbookViewId="0"${isFirst ? ' tabSelected="1"' : ''}><pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${columns.map(width).join('')}</cols><sheetData>${head}${keys}${body.join('')}</sheetData></worksheet>`;
}

function rowXml(line: number, cells: readonly Cell[], strings: Strings, textStyle: (column: number) => number, more: string): string {
  const written = cells.map((cell, column) => cellXml(`${columnName(column)}${line}`, cell, strings, textStyle(column)));
  return `<row r="${line}"${more}>${written.join('')}</row>`;
}

function cellXml(at: string, cell: Cell, strings: Strings, textStyle: number): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'boolean') return `<c r="${at}" s="${PLAIN}" t="b"><v>${Number(cell)}</v></c>`;
  if (typeof cell === 'number') return `<c r="${at}" s="${PLAIN}"><v>${cell}</v></c>`;
  if (typeof cell === 'object' && 'decimal' in cell) return `<c r="${at}" s="${DECIMAL}"><v>${cell.decimal}</v></c>`;
  const serial = typeof cell === 'object' ? serialOf(cell.date) : null;
  if (serial !== null) return `<c r="${at}" s="${DATE}"><v>${serial}</v></c>`;
  return `<c r="${at}" s="${textStyle}" t="s"><v>${strings.placeOf(typeof cell === 'object' ? cell.date : cell)}</v></c>`;
}
