// biome-ignore-all lint/a11y/useSemanticElements: rows of a table element cannot be placed one by one, as only those on the screen are drawn.
// biome-ignore-all lint/a11y/useFocusableInteractive: cells have the focus, not rows; which cell the tab key reaches is said for each.
/** The heads of the columns: pressed, they sort by it, the other way, and not at all. */
import { ArrowDown, ArrowUp } from 'lucide';
import type { CSSProperties } from 'react';
import { useT } from '~/i18n/react';
import { classes } from '~/ui/classes';
import { Icon } from '~/ui/icon';
import { type CellName, type Choice, WIDTHS } from './columns';
import { HEAD } from './keys';
import { cellClasses, HEAD_CELLS } from './row';
import type { Table } from './use-table';
import { useTableWords } from './words';

export interface HeadProps {
  columns: readonly CellName[];
  sort: Table['sort'];
  at: CellName | null;
  style: CSSProperties;
  table: Table;
}

export function Head({ columns, sort, at, style, table }: HeadProps) {
  const t = useT('plan');
  const words = useTableWords();
  const ids = table.rows.flatMap((row) => (row.type === 'item' ? row.id : []));
  const all = ids.length > 0 && ids.every((id) => table.selected.has(id));
  return (
    <div role="rowgroup" className="sticky top-0 z-30" style={style}>
      <div role="row" data-row={HEAD} aria-rowindex={1} className="flex h-(--row) border-b border-line-strong bg-ground">
        {columns.map((column, index) => {
          const shared = { 'aria-colindex': index + 1, 'data-cell': column, tabIndex: at === column ? 0 : -1 } as const;
          if (column === 'select') {
            return (
              <div key={column} {...shared} role="columnheader" className={classes(cellClasses, HEAD_CELLS.select, 'px-0')}>
                <input
                  type="checkbox"
                  tabIndex={-1}
                  aria-label={t('table.selectAll')}
                  checked={all}
                  onChange={() => table.setSelected(new Set(all ? [] : ids))}
                  className="ms-2 size-4 sm:ms-5"
                />
              </div>
            );
          }
          const sorts = sort?.column === column ? sort : null;
          const Arrow = sorts?.down ? ArrowDown : ArrowUp;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the table hears the keys of all its cells.
            <div
              key={column}
              {...shared}
              role="columnheader"
              aria-sort={sorts ? (sorts.down ? 'descending' : 'ascending') : 'none'}
              title={t('table.sortBy', { column: words.heading(column) })}
              onClick={() => table.actions.sort(column)}
              style={{ width: WIDTHS[column as Choice] }}
              className={classes(
                cellClasses,
                HEAD_CELLS[column as 'code'] ?? 'border-e border-line',
                'cursor-pointer text-xs! font-semibold text-ink-soft select-none hover:bg-sunken hover:text-ink',
                column === 'title' && 'ps-8 max-sm:ps-2',
              )}
            >
              <span className="truncate">{words.heading(column)}</span>
              {sorts ? <Icon of={Arrow} className="size-3.5 shrink-0 text-accent" /> : null}
            </div>
          );
        })}
      </div>
    </div>
  );
}
