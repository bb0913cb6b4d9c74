/** Reads the sheets of an XLSX file, as Excel, LibreOffice and others write it: what cells show, not how. */
import { type Cell, columnIndex, type Row, type Sheet } from '~/kit/tables/book';
import { unescapeCell } from '~/kit/tables/cell-text';
import { dateOf, isDateFormat } from '~/kit/tables/serial-dates';
import { fileLimits, Unreadable } from '../problems';
import { readXml } from '../xml/read';
import { openZip, type Zip } from './zip';

interface Relation {
  id: string;
  type: string;
  target: string;
}

interface Shared {
  strings: readonly string[];
  /** By number of a cell's style: is it a day? */
  isDate: readonly boolean[];
  from1904: boolean;
}

export async function readXlsx(bytes: Uint8Array): Promise<Sheet[]> {
  const zip = openZip(bytes);
  const main = (await relationsOf(zip, '')).find(({ type }) => type.endsWith('/officeDocument'))?.target;
  if (!main) throw new Unreadable('unknown-format');
  const book = await workbookOf(zip, main);
  const relations = await relationsOf(zip, main);
  const part = (kind: string) => relations.find(({ type }) => type.endsWith(`/${kind}`))?.target;
  const shared: Shared = {
    strings: await stringsOf(zip, part('sharedStrings')),
    isDate: await datesOf(zip, part('styles')),
    from1904: book.from1904,
  };
  const sheets: Sheet[] = [];
  for (const { name, relation } of book.sheets) {
    const sheet = relations.find(({ id, type }) => id === relation && type.endsWith('/worksheet'));
    if (sheet) sheets.push({ name, rows: await rowsOf(await zip.unpack(sheet.target), name, shared) });
  }
  return sheets;
}

/** What a part of the package refers to; targets are relative to its folder. */
async function relationsOf(zip: Zip, part: string): Promise<Relation[]> {
  const at = part.lastIndexOf('/') + 1;
  const [folder, file] = [part.slice(0, at), part.slice(at)];
  const name = `${folder}_rels/${file}.rels`;
  if (!zip.has(name)) return [];
  const found: Relation[] = [];
  await readXml(await zip.unpack(name), {
    open(tag, { Id = '', Type = '', Target = '', TargetMode }) {
      if (tag === 'Relationship' && TargetMode !== 'External') found.push({ id: Id, type: Type, target: resolve(folder, Target) });
    },
  });
  return found;
}

function resolve(folder: string, target: string): string {
  const steps = target.startsWith('/') ? [] : folder.split('/').filter(Boolean);
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

async function workbookOf(zip: Zip, part: string) {
  const sheets: { name: string; relation: string }[] = [];
  let from1904 = false;
  await readXml(await zip.unpack(part), {
    open(tag, { name = '', id = '', date1904 }) {
      if (tag === 'sheet') sheets.push({ name, relation: id });
      if (tag === 'workbookPr') from1904 = isTrue(date1904);
    },
  });
  return { sheets, from1904 };
}

const isTrue = (value: string | undefined) => value === '1' || value === 'true';

async function stringsOf(zip: Zip, part: string | undefined): Promise<string[]> {
  if (!part || !zip.has(part)) return [];
  const strings: string[] = [];
  const text = new TextOf();
  await readXml(await zip.unpack(part), {
    open(tag) {
      if (tag === 'si') text.begin();
      else text.open(tag);
    },
    text: (found) => text.add(found),
    close(tag) {
      text.close(tag);
      if (tag === 'si') strings.push(text.end());
    },
  });
  return strings;
}

/** The words of a text that may be of runs with styles: what is in `<t>`, without readings (`<rPh>`) of East Asian signs. */
class TextOf {
  #text = '';
  #inText = false;
  #inReading = false;

  begin(): void {
    this.#text = '';
  }

  open(tag: string): void {
    if (tag === 't') this.#inText = true;
    if (tag === 'rPh') this.#inReading = true;
  }

  add(found: string): void {
    if (this.#inText && !this.#inReading) this.#text += found;
  }

  close(tag: string): void {
    if (tag === 't') this.#inText = false;
    if (tag === 'rPh') this.#inReading = false;
  }

  end(): string {
    return unescapeCell(this.#text);
  }
}

async function datesOf(zip: Zip, part: string | undefined): Promise<boolean[]> {
  if (!part || !zip.has(part)) return [];
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let inCells = false;
  await readXml(await zip.unpack(part), {
    open(tag, { numFmtId, formatCode }) {
      if (tag === 'numFmt' && formatCode !== undefined) codes.set(Number(numFmtId), formatCode);
      if (tag === 'cellXfs') inCells = true;
      if (tag === 'xf' && inCells) formats.push(Number(numFmtId ?? 0));
    },
    close(tag) {
      if (tag === 'cellXfs') inCells = false;
    },
  });
  return formats.map((id) => isDateFormat(id, codes.get(id)));
}

/** Rows with something in them. */
async function rowsOf(bytes: Uint8Array, sheet: string, shared: Shared): Promise<Row[]> {
  const rows: Row[] = [];
  const inline = new TextOf();
  let [line, column, type, style, value] = [0, -1, '', 0, ''];
  let cells: Cell[] = [];
  let isInValue = false;
  await readXml(bytes, {
    open(tag, { r, t, s }) {
      if (tag === 'row') {
        line = /^\d{1,7}$/.test(r ?? '') ? Number(r) : line + 1;
        [column, cells] = [-1, []];
      } else if (tag === 'c') {
        column = r ? columnIndex(r.replace(/\d+$/, '')) : column + 1;
        [type, style, value] = [t ?? 'n', Number(s ?? 0), ''];
        inline.begin();
      } else if (tag === 'v') isInValue = true;
      else inline.open(tag);
    },
    text(found) {
      if (isInValue) value += found;
      else inline.add(found);
    },
    close(tag) {
      if (tag === 'v') isInValue = false;
      else if (tag === 'c') {
        const cell = cellOf(type, type === 'inlineStr' ? inline.end() : value, shared.isDate[style] === true, shared);
        if (cell !== null) put(cells, column, cell, { sheet, line });
      } else if (tag === 'row' && cells.length > 0) rows.push({ line, cells });
      else inline.close(tag);
      if (rows.length > fileLimits.rows) throw new Unreadable('too-many-rows', { sheet, most: fileLimits.rows });
    },
  });
  return rows;
}

function put(cells: Cell[], column: number, cell: Cell, at: { sheet: string; line: number }): void {
  if (column < 0) throw new Unreadable('damaged');
  if (column >= fileLimits.columns) throw new Unreadable('too-many-columns', { ...at, most: fileLimits.columns });
  while (cells.length < column) cells.push(null);
  cells[column] = cell;
}

function cellOf(type: string, value: string, isDate: boolean, { strings, from1904 }: Shared): Cell {
  if (value === '') return null;
  switch (type) {
    case 's':
      return strings[Number(value)] ?? null;
    case 'inlineStr':
      return value;
    case 'str':
      return unescapeCell(value);
    case 'b':
      return isTrue(value);
    case 'd':
      return /^\d{4}-\d{2}-\d{2}/.test(value) ? { date: value.slice(0, 10) } : value;
    case 'e':
      return value;
    default:
      return numberOf(value, isDate, from1904);
  }
}

function numberOf(value: string, isDate: boolean, from1904: boolean): Cell {
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  const date = isDate ? dateOf(number, from1904) : null;
  return date ? { date } : number;
}
