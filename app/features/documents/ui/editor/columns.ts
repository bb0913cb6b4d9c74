/** The width of a table's column, by keyboard and by buttons (the mouse drags its edge). */
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { isInTable, selectedRect } from '@tiptap/pm/tables';
import type { EditorView } from '@tiptap/pm/view';
import { COLUMN_MIN } from '../../html';

/** One press of a key, in pixels. */
export const COLUMN_STEP = 24;

/** Makes the column of the selection `by` pixels wider; null outside of a table. */
export function resizeColumn(state: EditorState, view: EditorView | null, by: number): Transaction | null {
  if (!isInTable(state)) return null;
  const { map, table, tableStart, left } = selectedRect(state);
  const transaction = state.tr;
  const width = Math.max(COLUMN_MIN, (storedWidth(state, left) ?? drawnWidth(view, tableStart + (map.map[left] as number))) + by);
  for (const pos of new Set(map.cellsInRect({ left, right: left + 1, top: 0, bottom: map.height }))) {
    const cell = table.nodeAt(pos);
    if (!cell) continue;
    const { colspan, colwidth } = cell.attrs as { colspan: number; colwidth: number[] | null };
    const widths = colwidth ? [...colwidth] : Array.from({ length: colspan }, () => 0);
    widths[left - map.colCount(pos)] = Math.round(width);
    transaction.setNodeMarkup(tableStart + pos, null, { ...cell.attrs, colwidth: widths });
  }
  return transaction;
}

function storedWidth(state: EditorState, column: number): number | null {
  const { map, table } = selectedRect(state);
  const pos = map.map[column] as number;
  const { colwidth } = (table.nodeAt(pos)?.attrs ?? {}) as { colwidth?: number[] | null };
  return colwidth?.[column - map.colCount(pos)] || null;
}

function drawnWidth(view: EditorView | null, pos: number): number {
  const cell = view?.nodeDOM(pos);
  return cell instanceof HTMLElement && cell.offsetWidth > 0 ? cell.offsetWidth : 120;
}
