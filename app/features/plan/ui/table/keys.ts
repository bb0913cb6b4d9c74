/** Where the keys lead in the table. Pure. */
import type { CellName } from './columns';

/** The ids of the first and the last row, which are no items. */
export const HEAD = 'head';
export const TOTALS = 'totals';

/** The cell that the focus is on, or comes to. */
export interface At {
  /** `HEAD`, `TOTALS`, or the id of a row. */
  row: string;
  column: CellName;
}

export interface Reach {
  /** From the head to the totals. */
  rows: readonly string[];
  columns: readonly CellName[];
  /** So many rows fit on the screen. */
  page: number;
}

interface Pressed {
  key: string;
  ctrl: boolean;
}

/** Null for keys that lead nowhere. */
export function nextCell(at: At, { key, ctrl }: Pressed, { rows, columns, page }: Reach): At | null {
  const row = rows.indexOf(at.row);
  const column = columns.indexOf(at.column);
  const to = (rowIndex: number, columnIndex: number): At => ({
    row: rows[clamp(rowIndex, rows.length)] ?? at.row,
    column: columns[clamp(columnIndex, columns.length)] ?? at.column,
  });
  switch (key) {
    case 'ArrowUp':
      return ctrl ? to(1, column) : to(row - 1, column);
    case 'ArrowDown':
      return ctrl ? to(rows.length - 2, column) : to(row + 1, column);
    case 'ArrowLeft':
      return to(row, ctrl ? 0 : column - 1);
    case 'ArrowRight':
      return to(row, ctrl ? columns.length - 1 : column + 1);
    case 'Home':
      return ctrl ? to(1, 0) : to(row, 0);
    case 'End':
      return ctrl ? to(rows.length - 2, columns.length - 1) : to(row, columns.length - 1);
    case 'PageUp':
      return to(Math.max(row === 0 ? 0 : 1, row - page), column);
    case 'PageDown':
      return to(Math.min(Math.max(row, rows.length - 2), row + page), column);
    default:
      return null;
  }
}

const clamp = (index: number, length: number) => Math.min(Math.max(index, 0), Math.max(0, length - 1));

/** Everything between two rows, both included. */
export function rangeOf(rows: readonly string[], from: string | null, to: string): readonly string[] {
  const [a, b] = [rows.indexOf(from ?? to), rows.indexOf(to)];
  return a < 0 ? [to] : rows.slice(Math.min(a, b), Math.max(a, b) + 1);
}
