// biome-ignore-all lint/a11y/useSemanticElements: rows of a table element cannot be placed one by one, as only those on the screen are drawn.
// biome-ignore-all lint/a11y/useFocusableInteractive: cells have the focus, not rows; which cell the tab key reaches is said for each.
/** A row of the table. Drawn again only when something that it says has changed, not with each change of the plan. */
import { ChevronDown, ChevronRight, Ellipsis, GripVertical, PanelRightOpen, Plus } from 'lucide';
import { memo, type ReactNode, useReducer } from 'react';
import { useT } from '~/i18n/react';
import { classes } from '~/ui/classes';
import { Icon } from '~/ui/icon';
import type { Item } from '../../plan';
import type { Plan } from '../../whole';
import { KindIcon, LockIcon } from '../board/card';
import { usePlanWords } from '../words';
import { useContent } from './cell-content';
import { type CellName, type Column, HEIGHTS, WIDTHS, waitsOf } from './columns';
import { CellEditor } from './editors';
import type { ItemRow } from './rows';
import { type Editing, type Kept, keptName, useActions } from './state';
import { useTableWords } from './words';

export interface TableRowProps {
  plan: Plan;
  /** As it is now; as it was, where somebody has removed it while it is edited. */
  item: Item;
  row: ItemRow;
  /** Of the whole table, from 1. */
  index: number;
  top: number;
  height: number;
  columns: readonly CellName[];
  today: string;
  /** The cell of this row that the tab key reaches; null: none. */
  at: CellName | null;
  editing: Editing | null;
  meanwhile: string | null;
  kept: ReadonlyMap<string, Kept>;
  selected: boolean;
  changed: boolean;
  writes: boolean;
  /** Rows can be dragged: not where they are sorted. */
  drags: boolean;
}

export const TableRow = memo(function TableRow(props: TableRowProps) {
  const { item, row, index, top, height, columns, selected, changed } = props;
  const side = sideOf(columns);
  // Buttons that show under the mouse and around the focus are made when either has come near: two rows in three are only scrolled past.
  const [came, comeNear] = useReducer(() => true, false);
  const near = came || height === HEIGHTS.coarse;
  // Once for the row, not for each cell: while somebody scrolls, a row comes with every frame.
  const [content, own] = [useContent(), useTableWords()];
  const cell = (column: CellName, at: number) =>
    column === 'select' ? (
      <SelectCell key={column} {...props} near={near} colIndex={at + 1} />
    ) : (
      <DataCell key={column} {...props} near={near} content={content} own={own} column={column} colIndex={at + 1} />
    );
  return (
    <div
      role="row"
      data-row={row.id}
      aria-rowindex={index}
      aria-level={row.level}
      aria-expanded={row.parent ? !row.folded : undefined}
      aria-selected={columns.includes('select') ? selected : undefined}
      style={{ top, height }}
      onPointerEnter={comeNear}
      onFocus={comeNear}
      className={classes(
        // What changes within a row moves nothing outside of it: the browser need not look.
        'group/row absolute inset-x-0 flex border-b border-line contain-strict',
        selected
          ? 'bg-[color-mix(in_srgb,var(--accent-soft)_50%,var(--surface))]'
          : item.kind === 'workPackage'
            ? 'bg-ground'
            : 'bg-surface hover:bg-ground',
        changed && 'settling',
      )}
    >
      {/* One thing that stays, and not each of its cells: the browser makes a layer of each, with every frame of scrolling. Of none, until it has to. */}
      <div role="none" data-side className="relative start-0 z-10 flex grow bg-inherit group-data-[aside]/grid:sticky">
        {columns.slice(0, side).map(cell)}
      </div>
      {columns.slice(side).map((column, at) => cell(column, side + at))}
    </div>
  );
}, isSame);

/** How many columns stay at the side. */
function sideOf(columns: readonly CellName[]): number {
  const first = columns.findIndex((column) => !(column in CELLS));
  return first < 0 ? columns.length : first;
}

/** Another plan may say the same of this row: then it is not drawn again. */
function isSame(a: TableRowProps, b: TableRowProps): boolean {
  const names = Object.keys(b) as (keyof TableRowProps)[];
  const others = names.filter((name) => name !== 'plan' && name !== 'row');
  return others.every((name) => a[name] === b[name]) && isSameRow(a.row, b.row) && (a.plan === b.plan || saysTheSame(a, b));
}

function isSameRow(a: ItemRow, b: ItemRow): boolean {
  return a.id === b.id && a.level === b.level && a.parent === b.parent && a.folded === b.folded && a.dimmed === b.dimmed;
}

function saysTheSame({ plan: a, item, columns }: TableRowProps, { plan: b }: TableRowProps): boolean {
  const { id } = item;
  const [before, now] = [a.scheduled(id), b.scheduled(id)];
  return (
    a.facts === b.facts &&
    a.codeOf(id) === b.codeOf(id) &&
    before?.start === now?.start &&
    before?.end === now?.end &&
    (!columns.includes('waits') || saysOfLinks(a, id) === saysOfLinks(b, id))
  );
}

const saysOfLinks = (plan: Plan, id: string) =>
  waitsOf(plan, id)
    .map(({ from, type, lag }) => `${plan.codeOf(from)} ${type} ${lag}`)
    .join();

/** Where cells that stay at the side stand, and how wide they are; `--select` is 0 where nothing can be chosen. */
export const CELLS: Record<'select' | 'code' | 'title', string> = {
  select: 'w-(--select)',
  code: 'w-(--code)',
  title: 'w-(--title) grow border-e border-line',
};
/** In the head each stays by itself: there is one. */
export const HEAD_CELLS: typeof CELLS = {
  select: `sticky z-10 start-0 ${CELLS.select}`,
  code: `sticky z-10 start-(--select) ${CELLS.code}`,
  title: `sticky z-10 start-[calc(var(--select)+var(--code))] ${CELLS.title}`,
};
export const cellClasses =
  'relative flex shrink-0 items-center gap-1.5 bg-inherit px-2 text-sm focus:z-20 focus:outline-2 focus:-outline-offset-2 focus:outline-solid focus:outline-focus';

function SelectCell({ plan, item, row, near, at, colIndex, selected, drags }: TableRowProps & { near: boolean; colIndex: number }) {
  const t = useT('plan');
  const words = usePlanWords();
  const { select, focus, drag } = useActions();
  // An activity is changed on its own page.
  const isOfRoom = item.kind !== 'activity';
  return (
    <div
      role="gridcell"
      aria-colindex={colIndex}
      data-cell="select"
      tabIndex={at === 'select' ? 0 : -1}
      className={classes(cellClasses, CELLS.select, 'gap-0 px-0')}
    >
      {drags && isOfRoom ? (
        <span
          data-grip
          aria-hidden
          onPointerDown={(event) => drag(row.id, event)}
          className="hidden h-full w-5 cursor-grab touch-none items-center justify-center text-ink-faint opacity-0 group-hover/row:opacity-100 sm:flex"
        >
          {near ? <Icon of={GripVertical} className="size-4" /> : null}
        </span>
      ) : (
        <span className="hidden w-5 sm:block" />
      )}
      {isOfRoom ? (
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={t('table.select', { title: `${plan.codeOf(row.id) ?? ''} ${words.title(item)}`.trim() })}
          checked={selected}
          onChange={() => undefined}
          onMouseDown={(event) => event.preventDefault()}
          onClick={(event) => {
            select(row.id, event.shiftKey);
            focus({ row: row.id, column: 'select' });
          }}
          className="size-4 max-sm:ms-2"
        />
      ) : null}
    </div>
  );
}

interface DataCellProps extends TableRowProps {
  near: boolean;
  content: ReturnType<typeof useContent>;
  own: ReturnType<typeof useTableWords>;
  column: Column;
  colIndex: number;
}

function DataCell(props: DataCellProps) {
  const { plan, item, row, content, own, column, colIndex, at, editing, kept, today, meanwhile } = props;
  const wrong = kept.get(keptName(row.id, column));
  const isEditing = editing?.column === column;
  const shared = {
    'aria-colindex': colIndex,
    'data-cell': column,
    tabIndex: at === column ? 0 : -1,
    'aria-invalid': wrong && !isEditing ? true : undefined,
  } as const;
  const editor = isEditing ? (
    <CellEditor plan={plan} item={item} column={column} first={editing.first} kept={wrong} meanwhile={meanwhile} />
  ) : null;
  if (column === 'code') return <CodeCell {...props} shared={shared} />;
  if (column === 'title') return <TitleCell {...props} shared={shared} editor={editor} />;
  const { shown, title } = wrong
    ? { shown: <span className="text-danger">{wrong.text}</span>, title: own.problem(wrong.problem) }
    : content({ plan, item, column, today });
  return (
    <div
      {...shared}
      role="gridcell"
      title={title}
      style={{ width: WIDTHS[column] }}
      className={classes(
        cellClasses,
        'border-e border-line',
        row.dimmed && 'text-ink-faint',
        wrong && !isEditing && 'outline-2 -outline-offset-2 outline-danger',
      )}
    >
      {editor ?? <span className="flex min-w-0 flex-1 items-center gap-1.5 truncate [&>span:last-child]:truncate">{shown}</span>}
    </div>
  );
}

function CodeCell({ plan, row, shared }: TableRowProps & { shared: object }) {
  const t = useT('plan');
  const { open } = useActions();
  return (
    <div {...shared} role="gridcell" className={classes(cellClasses, CELLS.code)}>
      <button
        type="button"
        tabIndex={-1}
        onClick={() => open(row.id)}
        className="min-w-0 truncate rounded-sm text-xs font-medium text-ink-soft tabular-nums hover:text-accent hover:underline pointer-coarse:min-h-11"
      >
        {plan.codeOf(row.id) ?? '–'}
        <span className="sr-only"> {t('table.openShort')}</span>
      </button>
    </div>
  );
}

function TitleCell({
  plan,
  item,
  row,
  writes,
  near,
  shared,
  editor,
}: TableRowProps & { near: boolean; shared: object; editor: ReactNode }) {
  const t = useT('plan');
  const words = usePlanWords();
  const { fold, focus } = useActions();
  const title = words.title(item);
  return (
    <div {...shared} role="rowheader" className={classes(cellClasses, CELLS.title, 'ps-1')}>
      <span aria-hidden style={{ width: `${(row.level - 1) * 1.125}rem` }} className="shrink-0 max-sm:max-w-3" />
      {row.parent ? (
        <button
          type="button"
          tabIndex={-1}
          aria-label={row.folded ? t('table.unfold', { title }) : t('table.fold', { title })}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            fold(row.id);
            focus({ row: row.id, column: 'title' });
          }}
          className="flex size-6 shrink-0 items-center justify-center rounded-control text-ink-soft hover:bg-sunken pointer-coarse:size-9"
        >
          {row.folded ? <Icon of={ChevronRight} className="size-4 rtl:-scale-x-100" /> : <Icon of={ChevronDown} className="size-4" />}
        </button>
      ) : (
        <span aria-hidden className="w-6 shrink-0 max-sm:w-1" />
      )}
      <KindIcon kind={item.kind} className={row.dimmed ? 'text-ink-faint' : 'text-ink-soft'} />
      <span className="sr-only">{words.kind(item.kind)}</span>
      <span
        lang={plan.facts.language}
        title={title}
        className={classes(
          'min-w-0 flex-1 truncate',
          item.kind === 'workPackage' && 'font-semibold',
          row.dimmed && 'text-ink-faint',
          item.status === 'cancelled' && 'line-through',
        )}
      >
        {title}
      </span>
      <LockIcon lock={plan.lockOf(row.id)} className="text-ink-soft" />
      {near ? <RowButtons item={item} title={title} writes={writes} /> : null}
      {editor}
    </div>
  );
}

/** What can be done with the row, for the mouse: by keys there are others. On a phone the cell is too narrow. */
function RowButtons({ item, title, writes }: { item: Item; title: string; writes: boolean }) {
  const t = useT('plan');
  const { open, menu, add } = useActions();
  return (
    <>
      <span className="hidden shrink-0 items-center group-focus-within/row:flex group-hover/row:flex max-sm:hidden!">
        {writes && item.kind === 'workPackage' ? (
          <SmallButton label={t('table.addTo', { title })} onClick={() => add('task', item.id)}>
            <Icon of={Plus} className="size-4" />
          </SmallButton>
        ) : null}
        <SmallButton label={t('table.open', { title })} onClick={() => open(item.id)}>
          <Icon of={PanelRightOpen} className="size-4" />
        </SmallButton>
      </span>
      {writes && item.kind !== 'activity' ? (
        <SmallButton
          label={t('table.menu', { title })}
          className="hidden group-focus-within/row:flex group-hover/row:flex pointer-coarse:flex max-sm:hidden!"
          onClick={(cell) => menu(item.id, cell)}
        >
          <Icon of={Ellipsis} className="size-4" />
        </SmallButton>
      ) : null}
    </>
  );
}

function SmallButton({
  label,
  className,
  onClick,
  children,
}: {
  label: string;
  className?: string;
  onClick: (button: HTMLElement) => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={label}
      title={label}
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => onClick(event.currentTarget)}
      className={classes(
        'flex size-7 shrink-0 items-center justify-center rounded-control text-ink-soft hover:bg-sunken hover:text-ink',
        className,
      )}
    >
      {children}
    </button>
  );
}
