/** What stands in a row of the line of time: a bar, the summary of a work package, or a mark on a day, with all that is said beside it. */
import { Check, Diamond, Flag, Pin, TriangleAlert } from 'lucide';
import type { PointerEvent } from 'react';
import { useFormat, useT } from '~/i18n/react';
import { classes } from '~/ui/classes';
import { Icon } from '~/ui/icon';
import { LockIcon } from '../board/card';
import { usePlanWords } from '../words';
import type { Row } from './rows';
import { boxOf, type Scale, xOf } from './scale';

/** Px. */
export const BAR_PX = 24;
/** Letters of a title that is inside are about this wide. */
const LETTER_PX = 7;

export const criticalBar = 'border-danger bg-[repeating-linear-gradient(135deg,var(--danger-soft)_0_5px,var(--surface)_5px_10px)]';

const LOOKS: Record<Row['status'], string> = {
  todo: 'border-accent/70 bg-accent-soft',
  doing: 'border-accent bg-accent-soft',
  review: 'border-accent bg-accent-soft',
  blocked: 'border-warn bg-warn-soft',
  done: 'border-good bg-good-soft',
  cancelled: 'border-dashed border-line-strong bg-sunken',
};

export interface BarProps {
  row: Row;
  scale: Scale;
  /** Px: so much on the left is covered. */
  listWidth: number;
  /** Language of titles. */
  lang: string;
  marksCritical: boolean;
  movable: boolean;
  isHeld: boolean;
  /** Words for the days while it is held. */
  heldWords: string | null;
  onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  onClick: () => void;
}

export function Bar(props: BarProps) {
  const { row, scale, marksCritical, isHeld, heldWords } = props;
  const { start, end } = row;
  if (start === null || end === null) return null;
  const isPoint = row.kind === 'deliverable' || row.kind === 'milestone';
  const box = boxOf(scale, start, end, isPoint);
  const Shape = row.kind === 'workPackage' ? Summary : isPoint ? Point : Task;
  return (
    <>
      <Behind row={row} scale={scale} isPoint={isPoint} />
      {marksCritical && row.slackEnd !== null && row.kind !== 'workPackage' && !isHeld ? (
        <Slack from={box.x + box.width} to={xOf(scale, row.slackEnd) + scale.perDay} />
      ) : null}
      <Shape {...props} box={box} />
      {heldWords !== null && isHeld ? (
        <span
          aria-hidden
          className="pointer-events-none absolute bottom-full z-20 -mb-1 rounded-control bg-ink px-2 py-0.5 text-xs whitespace-nowrap text-ground"
          style={{ insetInlineStart: box.x }}
        >
          {heldWords}
        </span>
      ) : null}
    </>
  );
}

type ShapeProps = BarProps & { box: { x: number; width: number } };

function Task(props: ShapeProps) {
  const { row, box, lang, listWidth, marksCritical, movable, isHeld, onPointerDown, onClick } = props;
  const words = usePlanWords();
  const title = words.title(row);
  const isCritical = marksCritical && row.critical;
  const inside = title.length * LETTER_PX + 16 < box.width;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the row that it is in has the focus, the keys and the words.
    <div
      data-bar={row.id}
      className={classes(
        'group/bar pointer-events-auto absolute z-[1] flex items-center',
        movable && 'cursor-grab',
        isHeld && 'cursor-grabbing',
      )}
      style={{ insetInlineStart: box.x, width: box.width, height: BAR_PX }}
      onPointerDown={onPointerDown}
      onClick={onClick}
    >
      <div
        className={classes(
          'relative flex size-full min-w-0 items-center overflow-clip rounded-[5px] border',
          isCritical ? `border-2 ${criticalBar}` : LOOKS[row.status],
          isHeld && 'shadow-md ring-2 shadow-shade/30 ring-focus',
        )}
      >
        {row.progress > 0 ? (
          <span
            className={classes(
              'absolute bottom-0 start-0 h-[3px]',
              row.status === 'done' ? 'bg-good' : isCritical ? 'bg-danger' : 'bg-accent',
            )}
            style={{ width: `${row.progress}%` }}
          />
        ) : null}
        {inside ? (
          <span
            lang={lang}
            className={classes('sticky truncate px-1.5 pb-0.5 text-xs leading-4', row.status === 'cancelled' && 'line-through')}
            style={{ insetInlineStart: listWidth }}
          >
            {title}
          </span>
        ) : null}
      </div>
      {movable ? <Handles wide={box.width > 40} /> : null}
      <Beside row={row}>
        {inside ? null : (
          <span lang={lang} className={classes('max-w-72 truncate', row.status === 'cancelled' && 'line-through')}>
            {title}
          </span>
        )}
      </Beside>
    </div>
  );
}

/** Its days, and a clamp around those of what it contains. */
function Summary(props: ShapeProps) {
  const { row, box, scale, lang, movable, isHeld, marksCritical, onPointerDown, onClick } = props;
  const t = useT('plan');
  const words = usePlanWords();
  const { withinStart, withinEnd } = row;
  const clamp = row.own && withinStart !== null && withinEnd !== null ? boxOf(scale, withinStart, withinEnd, false) : null;
  const isOutside = row.outside > 0;
  const tone = marksCritical && row.critical ? 'bg-danger' : 'bg-ink-soft';
  return (
    <>
      {clamp ? (
        <span
          aria-hidden
          className={classes(
            'absolute bottom-1 h-1.5 rounded-b-[2px] border-x-2 border-b-2',
            isOutside ? 'border-danger' : 'border-line-strong/70',
          )}
          style={{ insetInlineStart: clamp.x, width: clamp.width }}
        />
      ) : null}
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the row that it is in has the focus, the keys and the words. */}
      <div
        data-bar={row.id}
        className={classes(
          'group/bar pointer-events-auto absolute z-[1] flex items-center',
          movable && 'cursor-grab',
          isHeld && 'cursor-grabbing',
        )}
        style={{ insetInlineStart: box.x, width: box.width, height: BAR_PX }}
        onPointerDown={onPointerDown}
        onClick={onClick}
      >
        <span className={classes('absolute inset-x-0 top-2 h-2', tone, isHeld && 'ring-2 ring-focus')}>
          <span className={classes('absolute start-0 top-full size-2 [clip-path:polygon(0_0,100%_0,0_100%)] rtl:-scale-x-100', tone)} />
          <span className={classes('absolute end-0 top-full size-2 [clip-path:polygon(0_0,100%_0,100%_100%)] rtl:-scale-x-100', tone)} />
        </span>
        {movable ? <Handles wide={box.width > 40} /> : null}
        <Beside row={row} from={clamp ? Math.max(0, clamp.x + clamp.width - box.x - box.width) : 0}>
          <span lang={lang} className="max-w-72 truncate font-semibold text-ink">
            {words.title(row)}
          </span>
          {isOutside ? (
            <span className="inline-flex items-center gap-1 font-medium text-danger">
              <Icon of={TriangleAlert} className="size-3.5" />
              {t('timeline.outside', { count: row.outside })}
            </span>
          ) : null}
        </Beside>
      </div>
    </>
  );
}

/** A flag for a deliverable, a diamond for a milestone. */
function Point(props: ShapeProps) {
  const { row, box, lang, marksCritical, movable, isHeld, onPointerDown, onClick } = props;
  const words = usePlanWords();
  const icon = row.kind === 'milestone' ? Diamond : Flag;
  const isCritical = marksCritical && row.critical;
  const tone = row.frozen || row.status === 'done' ? 'text-good' : isCritical || row.overdue ? 'text-danger' : 'text-accent';
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the row that it is in has the focus, the keys and the words.
    <div
      data-bar={row.id}
      className={classes('group/bar pointer-events-auto absolute z-[1] flex items-center justify-center', movable && 'cursor-grab')}
      style={{ insetInlineStart: box.x, width: box.width, height: BAR_PX }}
      onPointerDown={onPointerDown}
      onClick={onClick}
    >
      <Icon
        of={icon}
        fill={isCritical ? 'var(--danger-soft)' : 'currentColor'}
        strokeWidth={isCritical ? 2.5 : 2}
        className={classes('size-[1.125rem] shrink-0', tone, isHeld && 'rounded-full ring-2 ring-focus')}
      />
      {movable ? <LinkHandle side="end" className="start-full" /> : null}
      <Beside row={row}>
        <span lang={lang} className="max-w-72 truncate">
          <span className="font-medium text-ink tabular-nums">{row.code}</span> {words.title(row)}
        </span>
      </Beside>
    </div>
  );
}

/** Words after a bar, and what has to be known about it. */
function Beside({ row, from = 0, children }: { row: Row; from?: number; children: React.ReactNode }) {
  const t = useT('plan');
  const format = useFormat();
  return (
    <span
      className="pointer-events-none absolute start-full ms-3 flex items-center gap-2 rounded-control bg-ground px-1 text-xs whitespace-nowrap text-ink-soft group-hover/bar:ms-6"
      style={from > 0 ? { marginInlineStart: from + 8 } : undefined}
    >
      <LockIcon lock={row.lock} />
      {row.manual ? <Icon of={Pin} className="size-3.5" /> : null}
      {row.status === 'done' && row.lock !== 'frozen' ? <Icon of={Check} className="size-3.5 text-good" /> : null}
      {row.overdue ? <Icon of={TriangleAlert} className="size-3.5 text-danger" /> : null}
      {children}
      {row.late === null ? null : (
        <span className="rounded-full bg-warn-soft px-2 leading-5 font-medium text-warn">
          {t('timeline.late', { date: format.date(row.late) })}
        </span>
      )}
    </span>
  );
}

/** Where it was planned before what it waits for moved it, and where it stood when the baseline was taken. */
function Behind({ row, scale, isPoint }: { row: Row; scale: Scale; isPoint: boolean }) {
  const { plannedStart, plannedEnd, baselineStart, baselineEnd } = row;
  const planned = plannedStart !== null && plannedEnd !== null ? boxOf(scale, plannedStart, plannedEnd, isPoint) : null;
  const base = baselineStart !== null && baselineEnd !== null ? boxOf(scale, baselineStart, baselineEnd, isPoint) : null;
  return (
    <>
      {planned ? (
        <span
          aria-hidden
          className="absolute rounded-[5px] border border-dashed border-line-strong"
          style={{ insetInlineStart: planned.x, width: planned.width, height: BAR_PX }}
        />
      ) : null}
      {base ? (
        <span
          aria-hidden
          data-baseline
          className="absolute bottom-0.5 h-[3px] rounded-full bg-line-strong"
          style={{ insetInlineStart: base.x, width: base.width }}
        />
      ) : null}
    </>
  );
}

/** A thin line to the last day until which it may slip. */
function Slack({ from, to }: { from: number; to: number }) {
  return (
    <span
      aria-hidden
      className="absolute bottom-0.5 flex h-2 items-end border-e-2 border-ink-soft"
      style={{ insetInlineStart: from, width: Math.max(0, to - from) }}
    >
      <span className="h-px w-full bg-ink-soft" />
    </span>
  );
}

/** Ends to drag; of a narrow bar they stand beside it, so that its middle can still be taken. */
function Handles({ wide }: { wide: boolean }) {
  return (
    <>
      <span data-part="start" className={classes('absolute inset-y-0 w-2 cursor-ew-resize', wide ? 'start-0' : '-start-2')} />
      <span data-part="end" className={classes('absolute inset-y-0 w-2 cursor-ew-resize', wide ? 'end-0' : '-end-2')} />
      <LinkHandle side="start" className="end-full me-2" />
      <LinkHandle side="end" className="start-full ms-2" />
    </>
  );
}

/** From here a line is drawn to what waits for this. */
function LinkHandle({ side, className }: { side: 'start' | 'end'; className: string }) {
  return (
    <span
      data-link={side}
      className={classes(
        'absolute z-10 hidden size-3 cursor-crosshair rounded-full border-2 border-accent bg-surface group-hover/bar:block pointer-coarse:hidden',
        className,
      )}
    />
  );
}
