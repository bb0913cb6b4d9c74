/** Which cell the focus is on. It follows its row wherever others move it, and goes to the next one where the row is taken away. */
import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { type At, HEAD, TOTALS } from './keys';

export interface Cursor {
  at: At;
  /** Puts the focus there, and brings it into sight. */
  focus: (at: At) => void;
  /** The focus comes by itself: somebody pressed there. */
  here: (at: At) => void;
}

export function useCursor(grid: RefObject<HTMLElement>, rows: readonly string[]): Cursor {
  const [asked, setAsked] = useState<At>({ row: '', column: 'title' });
  const place = useRef(1);
  const wanted = useRef(false);
  const found = rows.indexOf(asked.row);
  if (found >= 0) place.current = found;
  const at = found >= 0 ? asked : { ...asked, row: rows[Math.min(place.current, rows.length - 1)] ?? '' };

  const last = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    const element = grid.current;
    if (!element) return;
    // What had the focus was taken away with it.
    const lost = last.current !== null && !last.current.isConnected && document.activeElement === document.body;
    if (wanted.current || lost) {
      const cell = cellOf(element, at);
      cell?.focus({ preventScroll: true });
      if (wanted.current && cell) reveal(element, cell);
      wanted.current = false;
    }
    last.current = element.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null;
  });
  const focus = useCallback((to: At) => {
    wanted.current = true;
    setAsked({ ...to });
  }, []);
  const here = useCallback((to: At) => setAsked((before) => (before.row === to.row && before.column === to.column ? before : to)), []);
  return { at, focus, here };
}

/** A row that is one wide cell has that one alone. */
export function cellOf(grid: HTMLElement, { row, column }: At): HTMLElement | null {
  const element = grid.querySelector(`[data-row="${CSS.escape(row)}"]`);
  return (
    element?.querySelector<HTMLElement>(`[data-cell="${CSS.escape(column)}"]`) ?? element?.querySelector<HTMLElement>('[data-cell]') ?? null
  );
}

/** The cell that an element stands in. */
export function atOf(target: EventTarget | null): At | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-cell]') : null;
  const row = cell?.closest<HTMLElement>('[data-row]')?.dataset.row;
  const column = cell?.dataset.cell;
  return row && column ? { row, column: column as At['column'] } : null;
}

/** Brings a cell into sight between the heads, the totals, and the columns that stay at the side. */
function reveal(grid: HTMLElement, cell: HTMLElement): void {
  const [box, own] = [grid.getBoundingClientRect(), cell.getBoundingClientRect()];
  const { row } = (cell.closest('[data-row]') as HTMLElement).dataset;
  if (row !== HEAD && row !== TOTALS) {
    const [top, bottom] = [box.top + own.height, box.top + grid.clientHeight - own.height];
    if (own.top < top) grid.scrollTop -= top - own.top;
    else if (own.bottom > bottom) grid.scrollTop += own.bottom - bottom;
  }
  if (cell.closest('[data-side]') || getComputedStyle(cell).position === 'sticky') return;
  const side = cellOf(grid, { row: HEAD, column: 'title' })?.getBoundingClientRect() ?? box;
  const rtl = getComputedStyle(grid).direction === 'rtl';
  const [left, right] = rtl ? [box.left, side.left] : [side.right, box.left + grid.clientWidth];
  if (own.left < left) grid.scrollLeft -= left - own.left;
  else if (own.right > right) grid.scrollLeft += Math.min(own.right - right, own.left - left);
}
