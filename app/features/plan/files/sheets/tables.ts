/** Finds the sheets and columns of a plan in whatever somebody brings: by hidden keys, or by names and headings in any of our languages. */
import { type Cell, columnName, isEmptyRow, type Row, type Sheet, textIn } from '~/kit/tables/book';
import type { Place } from '../problems';
import type { Vocabulary } from '../vocabulary';
import { columnsOf, type SheetKey, sheetKeys } from './columns';

export interface TableRow {
  cell(key: string): Cell;
  text(key: string): string;
  place(key?: string): Place;
}

export interface Table {
  has(key: string): boolean;
  rows: readonly TableRow[];
}

/** Rows at the top that may be a title, before the headings. */
const HEADINGS_WITHIN = 20;

interface Found {
  sheet: Sheet;
  key: SheetKey;
  /** Of the columns that are known, by key. */
  columns: ReadonlyMap<string, number>;
  headings: readonly string[];
  /** Number of rows before the first one with data. */
  begin: number;
}

export function findTables(sheets: readonly Sheet[], words: Vocabulary): { tables: Map<SheetKey, Table>; ignored: string[] } {
  const tables = new Map<SheetKey, Table>();
  const ignored: string[] = [];
  for (const sheet of sheets) {
    const found = find(sheet, words);
    if (!found || tables.has(found.key)) {
      if (sheet.rows.length > 0 && found?.key !== 'notes') ignored.push(sheet.name);
      continue;
    }
    tables.set(found.key, tableOf(found));
    const known = new Set(found.columns.values());
    ignored.push(...found.headings.filter((heading, index) => heading.trim() && !known.has(index)));
  }
  return { tables, ignored };
}

function find(sheet: Sheet, words: Vocabulary): Found | null {
  return byKeys(sheet) ?? byHeadings(sheet, words, words.sheetOf(sheet.name, sheetKeys) ?? 'items');
}

function byKeys(sheet: Sheet): Found | null {
  for (const [index, { cells }] of sheet.rows.slice(0, HEADINGS_WITHIN).entries()) {
    const keys = cells.map((cell) => /^(\w+)\.(\w+)$/.exec(textIn(cell)));
    const key = sheetKeys.find((one) => keys.filter((found) => found?.[1] === one).length >= 2);
    if (!key) continue;
    const known: readonly string[] = columnsOf[key];
    const columns = new Map(
      keys.flatMap((found, column) => (found?.[1] === key && known.includes(found[2] ?? '') ? [[found[2] ?? '', column] as const] : [])),
    );
    const headings = (sheet.rows[index - 1]?.cells ?? []).map((cell) => textIn(cell));
    return { sheet, key, columns, headings, begin: index + 1 };
  }
  return null;
}

/** The row of headings is the first one with a title and one more that is known. */
function byHeadings(sheet: Sheet, words: Vocabulary, key: SheetKey): Found | null {
  const needed = key === 'items' ? 'title' : columnsOf[key][0];
  for (const [index, { cells }] of sheet.rows.slice(0, HEADINGS_WITHIN).entries()) {
    const columns = new Map<string, number>();
    for (const [column, cell] of cells.entries()) {
      const name = words.columnOf<string>(textIn(cell), columnsOf[key]);
      if (name && !columns.has(name)) columns.set(name, column);
    }
    if (columns.has(needed) && columns.size >= 2)
      return { sheet, key, columns, headings: cells.map((cell) => textIn(cell)), begin: index + 1 };
  }
  return null;
}

function tableOf({ sheet, columns, begin }: Found): Table {
  const rows = sheet.rows.slice(begin).filter((row) => !isEmptyRow(row));
  return { has: (key) => columns.has(key), rows: rows.map((row) => rowOf(sheet.name, row, columns)) };
}

function rowOf(sheet: string, { line, cells }: Row, columns: ReadonlyMap<string, number>): TableRow {
  const cell = (key: string): Cell => cells[columns.get(key) ?? -1] ?? null;
  return {
    cell,
    text: (key) => textIn(cell(key)),
    place(key) {
      const column = key === undefined ? undefined : columns.get(key);
      return { sheet, line, ...(column === undefined ? {} : { cell: `${columnName(column)}${line}` }) };
    },
  };
}
