/** Weeks as rows of days: a month, or one week with more room. */
import { type DragEvent, useId, useMemo, useRef } from 'react';
import { useLocale, useT } from '~/i18n/react';
import { addDays } from '~/kit/dates';
import { useDayWords } from '../day-words';
import type { ViewProps } from '../view';
import { usePlanWords } from '../words';
import { Chip, nameOf } from './chip';
import { DayCell, HEAD_PX } from './day-cell';
import { daysOff, type Entry, entriesOf } from './entries';
import { useCarrying } from './use-carrying';
import { useGridKeys } from './use-grid-keys';
import type { useMoving } from './use-moving';
import { type Bar, firstWeekday, onDay, placeWeek } from './weeks';

export interface DayGridProps extends ViewProps {
  label: string;
  weeks: readonly (readonly string[])[];
  /** Of the month that is shown, where it is one. */
  isOutside: (day: string) => boolean;
  /** The day where keys are. */
  day: string;
  onDay: (day: string) => void;
  openDay: (day: string) => void;
  moving: ReturnType<typeof useMoving>;
  /** Lines for items in each week; more are behind "3 more". */
  lanes: number;
  /** Items have a second line. */
  roomy: boolean;
}

const NOTHING: readonly never[] = [];
const LANE = { month: 24, week: 42 };

export function DayGrid(props: DayGridProps) {
  const {
    plan,
    shown,
    edits,
    open,
    changedByOthers,
    today,
    label,
    weeks,
    isOutside,
    day,
    onDay: goTo,
    openDay,
    moving,
    lanes,
    roomy,
  } = props;
  const t = useT('plan');
  const { language } = useLocale();
  const days = useDayWords();
  const words = usePlanWords();
  const grid = useRef<HTMLDivElement>(null);
  const hint = useId();
  const firstDay = firstWeekday(language);
  const [from, to] = [weeks[0]?.[0] ?? day, weeks.at(-1)?.at(-1) ?? day];
  const entries = useMemo(() => entriesOf(plan, shown, from, to, today), [plan, shown, from, to, today]);
  const off = useMemo(() => daysOff(plan.facts), [plan.facts]);

  const carrying = useCarrying((id, start) => {
    const now = moving.move(id, start);
    if (now) focusDay(now, id);
  });
  const { carried } = carrying;
  const byKeys = carried?.by === 'keys';
  const { onKeyDown, focusDay } = useGridKeys({
    grid,
    day,
    firstDay,
    carrying: byKeys,
    goTo: (next) => {
      goTo(next);
      if (byKeys) carrying.moveOver(next);
    },
    openDay,
    take: (id) => {
      const entry = entries.find((one) => one.id === id);
      if (!edits || !entry) return false;
      const why = moving.refusal(id);
      if (why === null) carrying.take(entry, day, 'keys');
      moving.say(why ?? t('calendar.taken', { title: nameOf(entry, words) }));
      return why === null;
    },
    put: carrying.put,
    cancel: () => {
      carrying.cancel();
      moving.say(t('calendar.cancelled'));
    },
  });

  const dragOver = (event: DragEvent) => {
    const over = carried?.by === 'pointer' ? dayAt(event) : null;
    if (!over) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
    carrying.moveOver(over);
  };
  const lane = roomy ? LANE.week : LANE.month;

  const chip = ({ entry, from: first, to: last, lane: line, before, after }: Bar<Entry>, column: string) => (
    <Chip
      key={entry.id}
      entry={entry}
      language={plan.facts.language}
      before={before}
      after={after}
      carried={carried?.entry.id === entry.id}
      changed={changedByOthers.has(entry.id)}
      draggable={edits !== null && !entry.frozen}
      organisation={roomy ? leadOf(props, entry) : undefined}
      style={{
        top: HEAD_PX + line * lane,
        height: lane - 2,
        insetInlineStart: before ? 0 : 3,
        width: `calc(${(last - first + 1) * 100}% + ${last - first}px - ${(before ? 0 : 3) + (after ? 0 : 3)}px)`,
      }}
      onOpen={() => open(entry.id)}
      onDragStart={(event) => carrying.startDrag(event, entry, dayAt(event) ?? column)}
      onDragEnd={carrying.cancel}
    />
  );

  return (
    <>
      <p id={hint} className="sr-only">
        {edits ? t('calendar.keys') : t('calendar.keysReading')}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: bars reach over several cells. */}
      <div
        ref={grid}
        role="grid"
        aria-label={label}
        aria-describedby={hint}
        onKeyDown={onKeyDown}
        onFocus={({ target }) => {
          const cell = target.closest<HTMLElement>('[data-day]')?.dataset.day;
          if (cell && cell !== day && !byKeys) goTo(cell);
        }}
        onDragOver={dragOver}
        onDrop={(event) => {
          event.preventDefault();
          const over = dayAt(event);
          if (over) carrying.put(over);
        }}
        className="flex min-h-full flex-col border-s border-line"
      >
        {/* biome-ignore lint/a11y/useSemanticElements: as above. */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: headings of columns. */}
        <div role="row" className="sticky top-0 z-20 grid grid-cols-7 border-y border-line bg-ground">
          {(weeks[0] ?? NOTHING).map((first) => (
            // biome-ignore lint/a11y/useSemanticElements: as above.
            // biome-ignore lint/a11y/useFocusableInteractive: as above.
            <div
              key={first}
              role="columnheader"
              aria-label={days.weekday(first)}
              className="truncate px-1.5 py-1 text-xs font-medium text-ink-soft"
            >
              {days.shortWeekday(first)}
            </div>
          ))}
        </div>
        {weeks.map((week) => {
          const placed = placeWeek(entries, week, lanes);
          const height = (roomy ? Math.max(placed.lanes, 4) : lanes) * lane;
          return (
            // biome-ignore lint/a11y/useSemanticElements: as above.
            // biome-ignore lint/a11y/useFocusableInteractive: as above.
            <div key={week[0]} role="row" data-week={week[0]} className="grid flex-1 grid-cols-7">
              {week.map((one, column) => (
                <DayCell
                  key={one}
                  plan={plan}
                  day={one}
                  today={today}
                  outside={isOutside(one)}
                  off={off.get(one) ?? NOTHING}
                  count={onDay(entries, one).length}
                  hidden={placed.hidden[column] ?? 0}
                  isStop={one === day}
                  isTarget={carrying.isTarget(one)}
                  height={height}
                  onDay={() => openDay(one)}
                >
                  {placed.bars.filter((bar) => bar.from === column).map((bar) => chip(bar, one))}
                </DayCell>
              ))}
            </div>
          );
        })}
      </div>
    </>
  );
}

function leadOf({ plan }: ViewProps, { item }: Entry): string | undefined {
  const organisation = plan.organisation(item.lead);
  return organisation ? organisation.shortName || organisation.name : undefined;
}

/** The day under the pointer: bars lie over the cells of other days. */
function dayAt({ target, clientX }: DragEvent): string | null {
  const row = (target as HTMLElement).closest<HTMLElement>('[data-week]');
  if (!row?.dataset.week) return null;
  const { left, right, width } = row.getBoundingClientRect();
  const along = getComputedStyle(row).direction === 'rtl' ? right - clientX : clientX - left;
  return addDays(row.dataset.week, Math.min(6, Math.max(0, Math.floor((along / width) * 7))));
}
