/** A day of the grid: its number, who is off, and what begins on it. */
import type { ReactNode } from 'react';
import { useFormat, useT } from '~/i18n/react';
import { addDays } from '~/kit/dates';
import { classes } from '~/ui/classes';
import type { Plan } from '../../whole';
import { useDayWords } from '../day-words';
import type { DayOff } from './entries';

export interface DayCellProps {
  plan: Plan;
  day: string;
  today: string;
  /** Not of the month that is shown. */
  outside: boolean;
  off: readonly DayOff[];
  /** Items of the day, those included that find no room. */
  count: number;
  hidden: number;
  /** Where keys are: the one stop of the grid. */
  isStop: boolean;
  /** What is carried would be put here. */
  isTarget: boolean;
  /** Height of the lines of the week; px. */
  height: number;
  onDay: () => void;
  children: ReactNode;
}

export const HEAD_PX = 28;
export const MORE_PX = 24;
/** So many country codes leave room for a name. */
const FEW_CODES = 3;

export function DayCell(props: DayCellProps) {
  const { plan, day, today, outside, off, count, hidden, isStop, isTarget, height, onDay, children } = props;
  const t = useT('plan');
  const days = useDayWords();
  const label = useDayLabel();
  const worked = plan.days.count(day, day) > 0;
  const month = monthThatBegins(plan, day);
  const [first] = off;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a grid of its own, whose cells bars reach over.
    <div
      role="gridcell"
      tabIndex={isStop ? 0 : -1}
      data-day={day}
      aria-label={label({ plan, day, today, off, count })}
      aria-current={day === today ? 'date' : undefined}
      style={{ minHeight: HEAD_PX + height + MORE_PX }}
      className={classes(
        'relative min-w-0 border-e border-b border-line -outline-offset-2',
        worked ? 'bg-surface' : 'bg-sunken',
        isTarget && 'bg-accent-soft! outline-2 outline-accent outline-dashed',
      )}
    >
      <div className="@container flex items-center gap-1 px-1" style={{ height: HEAD_PX }}>
        <button
          type="button"
          tabIndex={-1}
          aria-label={days.full(day)}
          onClick={onDay}
          className={classes(
            'inline-flex h-6 min-w-6 shrink-0 items-center justify-center rounded-full px-1 text-xs tabular-nums hover:bg-line',
            day === today ? 'bg-accent font-semibold text-on-accent hover:bg-accent-hover' : outside ? 'text-ink-faint' : 'font-medium',
          )}
        >
          {Number(day.slice(8))}
        </button>
        {first ? (
          <span
            className="min-w-0 flex-1 truncate text-xs leading-4 text-ink-soft @max-[4.5rem]:hidden"
            title={off.map(({ countries, name }) => [countries.join(' '), name].filter(Boolean).join(' ')).join('; ')}
          >
            <OffShort first={first} language={plan.facts.language} />
            {off.length > 1 ? ` +${off.length - 1}` : null}
          </span>
        ) : null}
        {first ? <span aria-hidden className="size-1.5 rounded-full bg-warn @[4.5rem]:hidden" /> : null}
        {month === null ? null : (
          <span className="ms-auto shrink-0 rounded-sm bg-ground px-1 @max-[7rem]:hidden text-xs font-medium text-ink-soft">
            {t('month', { number: month })}
          </span>
        )}
      </div>
      {children}
      {hidden > 0 ? (
        <button
          type="button"
          tabIndex={-1}
          data-more
          onClick={onDay}
          style={{ top: HEAD_PX + height, height: MORE_PX - 2 }}
          className="absolute inset-x-1 truncate rounded-sm text-start text-xs text-ink-soft hover:bg-line hover:text-ink sm:px-1"
        >
          <span className="sm:hidden">+{hidden}</span>
          <span className="max-sm:sr-only">{t('calendar.more', { count: hidden })}</span>
        </button>
      ) : null}
    </div>
  );
}

/** Countries by their codes, and what the day is called; the name first where many codes would leave no room for it. */
function OffShort({ first: { countries, name }, language }: { first: DayOff; language: string }) {
  const codes = countries.length > 0 ? <span className="font-semibold">{countries.join(' ')}</span> : null;
  const called = <span lang={language}>{name}</span>;
  return countries.length > FEW_CODES ? (
    <>
      {called} {codes}
    </>
  ) : (
    <>
      {codes} {called}
    </>
  );
}

/** The number of the project month that begins on this day. */
function monthThatBegins(plan: Plan, day: string): number | null {
  const month = plan.monthOf(day);
  return month !== null && plan.monthOf(addDays(day, -1)) !== month ? month : null;
}

interface Labelled {
  plan: Plan;
  day: string;
  today: string;
  off: readonly DayOff[];
  count: number;
}

/** A day as it is read aloud. */
export function useDayLabel(): (day: Labelled) => string {
  const t = useT('plan');
  const format = useFormat();
  const days = useDayWords();
  return ({ plan, day, today, off, count }) => {
    const month = plan.monthOf(day);
    const parts = [days.full(day)];
    if (day === today) parts.push(t('calendar.today'));
    if (month !== null) parts.push(t('month', { number: month }));
    for (const { countries, name } of off)
      parts.push(countries.length > 0 ? `${name} (${format.list(countries.map(format.country))})` : name);
    if (plan.days.count(day, day) === 0) parts.push(t('calendar.notWorked'));
    if (count > 0) parts.push(t('filter.count', { count }));
    return parts.join(', ');
  };
}
