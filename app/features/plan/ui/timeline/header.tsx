// biome-ignore-all lint/a11y/useSemanticElements: see row-view.tsx.
/** The head of the timeline: project months and the calendar, and where today is; and the lines and tints behind the rows. */
import { useMemo } from 'react';
import { useLocale, useT } from '~/i18n/react';
import { formatter } from '~/kit/formatter';
import { classes } from '~/ui/classes';
import type { Plan } from '../../whole';
import { calendarTicks, daysOff, everySo, projectTicks, type Scale, type Tick, xOf } from './scale';
import type { ShownPart } from './use-chart';

export const HEAD_ROW_PX = 26;

export interface HeaderProps {
  plan: Plan;
  scale: Scale;
  part: ShownPart;
  listWidth: number;
  listShown: boolean;
  today: string;
}

export function headHeight(plan: Plan): number {
  return plan.facts.startDate === null ? HEAD_ROW_PX : 2 * HEAD_ROW_PX;
}

export function Header({ plan, scale, part, listWidth, listShown, today }: HeaderProps) {
  const t = useT('plan');
  const calendarWords = useCalendarWords();
  const months = useProjectTicks(plan, scale, part);
  const calendar = useMemo(() => calendarTicks(scale, part.from, part.to), [scale, part]);
  const every = everySo(30.4 * scale.perDay, 34);
  const height = headHeight(plan);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the head of a grid is read, not gone to.
    <div role="row" aria-rowindex={1} className="sticky top-0 z-30 flex bg-sunken" style={{ height }}>
      {/* biome-ignore lint/a11y/useFocusableInteractive: see above. */}
      <div
        role="columnheader"
        className="sticky start-0 z-10 flex shrink-0 items-end border-e border-b border-line bg-sunken px-3 pb-1 text-xs font-semibold"
        style={{ width: listWidth }}
      >
        <span className={listShown ? 'truncate' : 'sr-only'}>{t('timeline.item')}</span>
      </div>
      {/* biome-ignore lint/a11y/useFocusableInteractive: see above. */}
      <div
        role="columnheader"
        aria-label={t('timeline.time')}
        className="relative shrink-0 border-b border-line"
        style={{ width: scale.width }}
      >
        <div aria-hidden className="text-xs text-ink-soft">
          {months.map((tick) => (
            <Mark key={tick.month} tick={tick} listWidth={listWidth} top={0} strong wide={every > 1}>
              {(tick.month - 1) % every === 0 ? t('month', { number: tick.month }) : ''}
            </Mark>
          ))}
          {calendar.map((tick) => (
            <Mark key={tick.day} tick={tick} listWidth={listWidth} top={height - HEAD_ROW_PX}>
              {calendarWords(tick.day, scale.zoom)}
            </Mark>
          ))}
          <span
            className="absolute bottom-0 z-10 -translate-x-1/2 rounded-t-control bg-accent px-1.5 text-[0.6875rem] leading-4 font-semibold text-on-accent rtl:translate-x-1/2"
            style={{ insetInlineStart: xOf(scale, today) + scale.perDay / 2 }}
          >
            {t('timeline.today')}
          </span>
        </div>
      </div>
    </div>
  );
}

function Mark({
  tick,
  listWidth,
  top,
  strong,
  wide,
  children,
}: {
  tick: Tick;
  listWidth: number;
  top: number;
  strong?: boolean;
  /** Its words may stand over the marks after it, which have none. */
  wide?: boolean;
  children: string;
}) {
  return (
    <div
      className={classes('absolute border-s border-line', !wide && 'overflow-clip', strong && 'font-semibold text-ink')}
      style={{ insetInlineStart: tick.x, width: tick.width, top, height: HEAD_ROW_PX }}
    >
      {/* Its words stay beside the list while any of it shows. */}
      <span className="sticky inline-block px-1.5 leading-[1.625rem] whitespace-nowrap" style={{ insetInlineStart: listWidth }}>
        {children}
      </span>
    </div>
  );
}

/** Lines and tints as high as the screen: they stay where they are while the rows scroll by. */
export function Ground({ plan, scale, part, listWidth, today }: HeaderProps) {
  const head = headHeight(plan);
  const months = useProjectTicks(plan, scale, part);
  const calendar = useMemo(() => calendarTicks(scale, part.from, part.to), [scale, part]);
  const off = useMemo(() => daysOff(scale, (day) => plan.days.count(day, day) > 0, part.from, part.to), [scale, plan.days, part]);
  // Lines of both would be a thicket: months of the project where it has some, and weeks where they are what one sees.
  const lines: readonly Tick[] = scale.zoom === 'week' || months.length === 0 ? calendar : months;
  const style = (x: number) => ({ insetInlineStart: listWidth + x, height: part.height });
  return (
    <div aria-hidden className="sticky h-0" style={{ top: head }}>
      {off.map(({ x, width }) => (
        <div key={x} className="absolute top-0 bg-sunken" style={{ ...style(x), width }} />
      ))}
      {lines.map(({ x }) => (
        <div key={x} className="absolute top-0 w-px bg-line/60" style={style(x)} />
      ))}
      <div className="absolute top-0 w-0.5 -translate-x-1/2 bg-accent/70" style={style(xOf(scale, today) + scale.perDay / 2)} />
      {/* Below the last row, too, nothing of the line shows through the list. */}
      <div className="sticky start-0 border-e border-line bg-ground" style={{ width: listWidth, height: part.height }} />
    </div>
  );
}

function useProjectTicks(plan: Plan, scale: Scale, part: ShownPart) {
  const { startDate, endDate } = plan.facts;
  return useMemo(
    () => (startDate === null ? [] : projectTicks(scale, startDate, endDate, part.from, part.to)),
    [scale, startDate, endDate, part],
  );
}

function useCalendarWords() {
  const t = useT('plan');
  const { language } = useLocale();
  const locale = language === 'en' ? 'en-GB' : language;
  return (day: string, zoom: Scale['zoom']): string => {
    const year = Number(day.slice(0, 4));
    const words = (options: Intl.DateTimeFormatOptions) =>
      formatter(Intl.DateTimeFormat, locale, { ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
    if (zoom === 'year') return String(year);
    if (zoom === 'quarter') return t('timeline.quarter', { quarter: (Number(day.slice(5, 7)) + 2) / 3, year: String(year) });
    return words(zoom === 'month' ? { month: 'short', year: 'numeric' } : { day: 'numeric', month: 'short', year: 'numeric' });
  };
}
