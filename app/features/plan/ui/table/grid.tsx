// biome-ignore-all lint/a11y/useSemanticElements: rows of a table element cannot be placed one by one, as only those on the screen are drawn.
// biome-ignore-all lint/a11y/useFocusableInteractive: cells have the focus, not rows; which cell the tab key reaches is said for each.
/** The table itself: heads that stay above, rows of which only those on the screen are drawn, and what they add up to below. */
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type KeyboardEvent, type RefObject, type SyntheticEvent, useCallback, type WheelEvent } from 'react';
import { useT } from '~/i18n/react';
import { classes } from '~/ui/classes';
import type { ViewProps } from '../view';
import { usePlanWords } from '../words';
import { type CellName, type Choice, WIDTHS } from './columns';
import { DraftTitle } from './draft-title';
import { Head } from './head';
import { HEAD, TOTALS } from './keys';
import { cellClasses, HEAD_CELLS, TableRow } from './row';
import type { ItemRow } from './rows';
import type { Editing } from './state';
import { TotalsRow } from './totals-row';
import { atOf } from './use-cursor';
import type { Dropping } from './use-dragging';
import type { Table } from './use-table';
import { useTableWords } from './words';

export interface GridProps extends ViewProps {
  table: Table;
  grid: RefObject<HTMLDivElement>;
  height: number;
  dropping: Dropping | null;
  onKeyDown: (event: KeyboardEvent<HTMLElement>, page: number) => void;
}

/** px of everything but the title, which takes the rest. */
const widthOf = (columns: readonly CellName[]) => columns.reduce((sum, column) => sum + (WIDTHS[column as Choice] ?? 0), 0);
/** How wide the sides are: less on a phone. */
const SIDES = '[--code:3.25rem] [--title:10rem] sm:[--code:4.5rem] sm:[--title:21rem]';
/** The column to choose rows in; none where nothing may be changed. */
const SELECT = '[--select:2.25rem] sm:[--select:2.75rem]';

/**
 * Only who scrolls sideways needs sides that stay. Said before it happens where it can be foreseen, so that they do not go along for a moment; a
 * table that is scrolled up and down alone is spared a layer for each of its rows.
 */
const goesAside = ({ currentTarget: table }: SyntheticEvent<HTMLElement>) => table.toggleAttribute('data-aside', true);
const ASIDE = {
  onScroll: ({ currentTarget: table }: SyntheticEvent<HTMLElement>) => table.toggleAttribute('data-aside', table.scrollLeft !== 0),
  onWheel: (event: WheelEvent<HTMLElement>) => {
    if (event.deltaX !== 0 || event.shiftKey) goesAside(event);
  },
  onTouchStart: goesAside,
};

export function Grid(props: GridProps) {
  const { plan, shown, today, table, grid, height, edits, writes, changedByOthers, dropping, onKeyDown } = props;
  const { rows, columns, sort, at, editing, kept, selected, adding } = table;
  const t = useT('plan');
  const active = rows.findIndex(({ id }) => id === at.row);
  const edited = rows.findIndex(({ id }) => id === (editing?.id ?? 'draft'));
  const rangeExtractor = useCallback(
    (range: Range) => [...new Set([...defaultRangeExtractor(range), active, edited])].filter((one) => one >= 0).sort((a, b) => a - b),
    [active, edited],
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => grid.current,
    estimateSize: () => height,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 4,
    scrollPaddingStart: height,
    rangeExtractor,
  });
  const page = () => Math.max(1, Math.floor((grid.current?.clientHeight ?? 400) / height) - 3);
  const meanwhile = useMeanwhile(props);
  const style = { '--row': `${height}px` } as CSSProperties;
  const inner = { width: `calc(var(--select) + var(--code) + var(--title) + ${widthOf(columns)}px)`, minWidth: '100%' };
  return (
    <div
      ref={grid}
      role="treegrid"
      aria-label={t('table.name')}
      aria-rowcount={rows.length + 2}
      aria-colcount={columns.length}
      aria-multiselectable={writes ? true : undefined}
      aria-readonly={edits ? undefined : true}
      style={style}
      className={classes(
        'group/grid relative min-h-0 flex-1 overflow-auto overscroll-contain border-t border-line bg-surface [scrollbar-gutter:stable]',
        'scroll-pt-(--row) scroll-pb-(--row)',
        SIDES,
        writes ? SELECT : '[--select:0px]',
      )}
      onFocus={(event) => {
        const found = atOf(event.target);
        if (found && event.target instanceof HTMLElement && event.target.dataset.cell) table.here(found);
      }}
      onMouseDown={(event) => {
        // A second press on the cell that is chosen edits it.
        const cell = (event.target as Element).closest<HTMLElement>('[data-cell]');
        grid.current?.toggleAttribute('data-again', cell !== null && cell === document.activeElement);
      }}
      onClick={(event) => {
        const found = atOf(event.target);
        const pressed = event.target as Element;
        if (!found || pressed.closest('button, input, select, [data-editor], [data-grip]')) return;
        if (event.shiftKey && writes) table.selectTo(found.row);
        else if (grid.current?.hasAttribute('data-again') && found.column !== 'select' && found.column !== 'code')
          table.actions.edit(found.row, found.column);
      }}
      onContextMenu={(event) => {
        const found = atOf(event.target);
        const cell = (event.target as Element).closest<HTMLElement>('[data-cell]');
        if (!found || !cell || !edits || !plan.items.has(found.row) || (event.target as Element).closest('[data-editor]')) return;
        event.preventDefault();
        table.focus(found);
        table.setMenu({ id: found.row, cell });
      }}
      onKeyDown={(event) => onKeyDown(event, page())}
      {...ASIDE}
    >
      <Head columns={columns} sort={sort} at={at.row === HEAD ? at.column : null} style={inner} table={table} />
      <div role="rowgroup" className="relative" style={{ ...inner, height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          if (!row) return null;
          if (row.type === 'heading') {
            return <HeadingRow key={row.id} count={row.count} {...{ index, top: start, height, columns }} isAt={at.row === row.id} />;
          }
          if (row.type === 'draft') {
            return adding ? <DraftRow key={row.id} {...{ adding, index, top: start, height, columns }} /> : null;
          }
          const own = editing?.id === row.id ? editing : null;
          const item = plan.find(row.id) ?? own?.before;
          if (!item) return null;
          return (
            <TableRow
              key={row.id}
              plan={plan}
              item={item}
              row={row}
              index={index + 2}
              top={start}
              height={height}
              columns={columns}
              today={today}
              at={at.row === row.id ? at.column : null}
              editing={own}
              meanwhile={own && meanwhile(own)}
              kept={kept}
              selected={selected.has(row.id)}
              changed={changedByOthers.has(row.id)}
              writes={edits !== null}
              drags={edits !== null && sort === null}
            />
          );
        })}
        {dropping ? <DropLine dropping={dropping} height={height} rows={rows} /> : null}
      </div>
      <TotalsRow {...{ plan, shown, today, columns }} index={rows.length + 2} isAt={at.row === TOTALS} style={inner} />
    </div>
  );
}

/** What others did to the item since its editor was opened. */
function useMeanwhile({ plan }: GridProps): (editing: Editing) => string | null {
  const t = useT('plan');
  const words = usePlanWords();
  const own = useTableWords();
  return ({ id, before, column }) => {
    const now = plan.items.get(id);
    const title = words.title(before);
    if (!now) return t('table.meanwhile.removed', { title });
    if (plan.isFrozen(id)) return t('table.meanwhile.frozen', { title });
    if (now.parent !== before.parent || now.order !== before.order) return t('table.meanwhile.moved', { title });
    if (column === 'title' && now.title !== before.title) return t('table.meanwhile.changed', { column: own.heading(column) });
    return null;
  };
}

interface Placed {
  index: number;
  top: number;
  height: number;
  columns: readonly CellName[];
}

const rowClasses = 'absolute inset-x-0 flex border-b border-line contain-strict';

function HeadingRow({ count, index, top, height, columns, isAt }: Placed & { count: number; isAt: boolean }) {
  const t = useT('plan');
  return (
    <div
      role="row"
      data-row="unassigned"
      aria-rowindex={index + 2}
      aria-level={1}
      style={{ top, height }}
      className={classes(rowClasses, 'bg-sunken')}
    >
      <div
        role="gridcell"
        aria-colindex={1}
        aria-colspan={columns.length}
        data-cell="title"
        tabIndex={isAt ? 0 : -1}
        className={classes(cellClasses, 'sticky start-0 px-3 font-semibold')}
      >
        {t('unassigned')}
        <span className="font-normal text-ink-soft">{t('filter.count', { count })}</span>
      </div>
    </div>
  );
}

function DraftRow({ adding, index, top, height, columns }: Placed & { adding: NonNullable<Table['adding']> }) {
  return (
    <div
      role="row"
      data-row="draft"
      aria-rowindex={index + 2}
      aria-level={adding.level}
      style={{ top, height }}
      className={classes(rowClasses, 'bg-surface')}
    >
      {columns.map((column, at) => (
        <div
          key={column}
          role="gridcell"
          aria-colindex={at + 1}
          data-cell={column}
          tabIndex={-1}
          style={{ width: WIDTHS[column as Choice] }}
          className={classes(cellClasses, HEAD_CELLS[column as 'code'])}
        >
          {column === 'title' ? <DraftTitle adding={adding} /> : null}
        </div>
      ))}
    </div>
  );
}

function DropLine({ dropping, height, rows }: { dropping: Dropping; height: number; rows: Table['rows'] }) {
  const index = rows.findIndex(({ id }) => id === dropping.target);
  const row = rows[index] as ItemRow | undefined;
  if (!row) return null;
  const top = (index + (dropping.where === 'after' ? 1 : 0)) * height;
  return (
    <div
      aria-hidden
      data-drop
      style={{ top: dropping.where === 'into' ? top : top - 1, height: dropping.where === 'into' ? height : 2 }}
      className={classes(
        'pointer-events-none absolute inset-x-0 z-20',
        dropping.place === null ? 'opacity-40' : '',
        dropping.where === 'into' ? 'border-2 border-accent' : 'bg-accent',
      )}
    />
  );
}
