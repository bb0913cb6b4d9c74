/** Tables as files carry them, whatever the format: rows of typed cells. */

/** `decimal`: a number written out, `1430071.05`: no cent of a large sum is lost. */
export type Cell = string | number | boolean | { date: string } | { decimal: string } | null;

export interface Row {
  /** From 1, as programs show it. */
  line: number;
  cells: readonly Cell[];
}

export interface Sheet {
  name: string;
  rows: readonly Row[];
}

export interface Column {
  /** The same in every language; a hidden row of each sheet carries it. */
  key: string;
  heading: string;
  /** In characters. */
  width?: number;
}

/** A sheet to be written. */
export interface NewSheet {
  name: string;
  columns: readonly Column[];
  rows: readonly (readonly Cell[])[];
  /** A sentence for who reads it; spreadsheets have no room for it. */
  note?: string;
  /** A column whose cells are set in by a number for each row. */
  indented?: { column: number; levels: readonly number[] };
}

/** 0 is A, 26 is AA. */
export function columnName(index: number): string {
  let name = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/** A is 0; -1 for what is no column. */
export function columnIndex(name: string): number {
  if (!/^[A-Z]{1,4}$/.test(name)) return -1;
  return [...name].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** What a cell says, as text. */
export function textIn(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'object') return 'date' in cell ? cell.date : cell.decimal;
  return String(cell);
}

export function isEmptyRow({ cells }: Row): boolean {
  return cells.every((cell) => textIn(cell).trim() === '');
}

/** Lets others run for a moment: reading a large file must not hold up those who type. */
export const pause = () => new Promise<void>((resolve) => setTimeout(resolve));
