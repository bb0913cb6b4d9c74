// biome-ignore-all lint/a11y/useSemanticElements: rows that are drawn at a place, a few of thousands, are no table to the browser.
/** One row of the timeline: what it is on the left, its bar on the line of time. */
import { ChevronDown, ChevronRight, Ellipsis } from 'lucide';
import { memo, type PointerEvent } from 'react';
import { useT } from '~/i18n/react';
import { classes } from '~/ui/classes';
import { Icon } from '~/ui/icon';
import type { Plan } from '../../whole';
import { KindIcon } from '../board/card';
import { usePlanWords } from '../words';
import { Bar } from './bar';
import { useRowWords } from './row-words';
import type { Row } from './rows';
import { sameRow } from './rows';
import type { Scale } from './scale';

/** What a row asks for. Always the same object. */
export interface RowActions {
  begin: (event: PointerEvent<HTMLElement>, row: Row) => void;
  press: (row: Row) => void;
  focus: (row: Row) => void;
  fold: (row: Row) => void;
  menu: (row: Row) => void;
  /** A press in the empty row of what has no dates. */
  place: (row: Row, clientX: number) => void;
}

export interface RowViewProps {
  plan: Plan;
  row: Row;
  index: number;
  height: number;
  scale: Scale;
  listWidth: number;
  listShown: boolean;
  lang: string;
  isActive: boolean;
  isHeld: boolean;
  changed: boolean;
  marksCritical: boolean;
  writes: boolean;
  actions: RowActions;
}

export const RowView = memo(function RowView(props: RowViewProps) {
  const { plan, row, index, height, scale, isActive, isHeld, marksCritical, writes, actions } = props;
  const t = useT('plan');
  const words = useRowWords(plan);
  const isEmpty = row.start === null;
  return (
    <div
      role="row"
      data-row={row.id}
      aria-rowindex={index + 2}
      aria-level={row.depth + 1}
      aria-expanded={row.folded === null ? undefined : !row.folded}
      aria-label={words.all(row, marksCritical)}
      tabIndex={isActive ? 0 : -1}
      onFocus={() => actions.focus(row)}
      onContextMenu={(event) => {
        event.preventDefault();
        actions.menu(row);
      }}
      className={classes(
        'group/row pointer-events-none absolute start-0 top-0 flex w-full border-b border-line/50 -outline-offset-2',
        props.changed && 'settling',
      )}
      style={{ height, transform: `translateY(${index * height}px)` }}
    >
      <ListCell {...props} />
      {/* biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the row has the focus, the grid the keys. */}
      <div
        role="gridcell"
        title={isEmpty && writes && !row.frozen ? t('timeline.place') : undefined}
        className={classes(
          'relative flex shrink-0 items-center border-b border-line/50',
          isEmpty && writes && 'pointer-events-auto cursor-copy hover:bg-accent-soft/40',
        )}
        style={{ width: scale.width }}
        onClick={isEmpty && writes ? (event) => actions.place(row, event.clientX) : undefined}
      >
        <Bar
          row={row}
          scale={scale}
          listWidth={props.listWidth}
          lang={props.lang}
          marksCritical={marksCritical}
          movable={writes && row.own && !row.frozen}
          isHeld={isHeld}
          heldWords={isHeld && row.start !== null && row.end !== null ? words.span(row.start, row.end) : null}
          onPointerDown={(event) => actions.begin(event, row)}
          onClick={() => actions.press(row)}
        />
      </div>
    </div>
  );
}, sameProps);

function ListCell({ row, listWidth, listShown, lang, plan, actions }: RowViewProps) {
  const t = useT('plan');
  const words = usePlanWords();
  const rowWords = useRowWords(plan);
  const Chevron = row.folded ? ChevronRight : ChevronDown;
  const isNarrow = listWidth < 200;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the row has the focus, the grid the keys.
    <div
      role="gridcell"
      className="pointer-events-auto sticky start-0 z-10 flex shrink-0 cursor-default items-center gap-1.5 border-e border-b border-e-line border-b-line/50 bg-ground pe-1 text-sm group-focus-within/row:bg-accent-soft group-hover/row:bg-sunken"
      style={{ width: listWidth, paddingInlineStart: listShown ? 6 + Math.min(row.depth, 5) * (isNarrow ? 6 : 16) : 0 }}
      onClick={() => actions.press(row)}
    >
      {listShown ? (
        <>
          {row.folded === null ? (
            <span className="w-4 shrink-0" />
          ) : (
            // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: by keys the arrows fold the row.
            <span
              data-fold
              className="inline-flex h-full w-4 shrink-0 cursor-pointer items-center text-ink-soft"
              onClick={(event) => {
                event.stopPropagation();
                actions.fold(row);
              }}
            >
              <Icon of={Chevron} className="size-4 rtl:-scale-x-100" />
            </span>
          )}
          {isNarrow ? null : <KindIcon kind={row.kind} className="text-ink-soft" />}
          <span className={classes('min-w-0 flex-1', isNarrow ? 'grid leading-4' : 'flex items-center gap-1.5')}>
            <span className="shrink-0 truncate text-xs font-medium text-ink-soft tabular-nums">{row.code ?? t('unassigned')}</span>
            <span
              lang={lang}
              title={row.title}
              className={classes('truncate', row.kind === 'workPackage' && 'font-semibold', isNarrow && 'text-xs')}
            >
              {words.title(row)}
            </span>
          </span>
        </>
      ) : null}
      <button
        type="button"
        data-menu
        tabIndex={-1}
        aria-label={t('timeline.menu', { name: rowWords.both(row) })}
        className="inline-flex h-7 w-7 shrink-0 items-center justify-center rounded-control text-ink-soft hover:bg-line hover:text-ink pointer-coarse:h-11 pointer-coarse:w-9"
        onClick={(event) => {
          event.stopPropagation();
          actions.menu(row);
        }}
      >
        <Icon of={Ellipsis} className="size-4" />
      </button>
    </div>
  );
}

/** The plan is another one after each change of anything: what a row shows of it is in the row. */
function sameProps(a: RowViewProps, b: RowViewProps): boolean {
  return (Object.keys(b) as (keyof RowViewProps)[]).every(
    (key) => key === 'plan' || (key === 'row' ? sameRow(a.row, b.row) : a[key] === b[key]),
  );
}
