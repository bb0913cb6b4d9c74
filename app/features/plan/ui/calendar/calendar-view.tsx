/** The plan as a calendar: a month, a week, or a list of days. Due days and tasks are moved by drag and by keyboard. Safe on the server. */
import { useEffect, useState } from 'react';
import { useLocale, useT } from '~/i18n/react';
import { addDays } from '~/kit/dates';
import type { CalendarSpan } from '../../query';
import { useDayWords } from '../day-words';
import type { ViewProps } from '../view';
import { Agenda } from './agenda';
import { DayDialog } from './day-dialog';
import { DayGrid } from './day-grid';
import { Toolbar } from './toolbar';
import { useMoving } from './use-moving';
import { useNarrow } from './use-narrow';
import { firstWeekday, monthOf, monthsLater, weekOf, weeksOf } from './weeks';

/** Days that the list shows from today on. */
const NEXT_DAYS = 60;
/** Lines of a week in a month; a week of its own shows all. */
const LANES = 3;

export default function CalendarView(props: ViewProps) {
  const { plan, query, setQuery, today } = props;
  const t = useT('plan');
  const days = useDayWords();
  const { language } = useLocale();
  const narrow = useNarrow();
  const moving = useMoving(props);
  const span: CalendarSpan = query.span ?? (narrow ? 'agenda' : 'month');
  const [chosen, choose] = useChosenDay(query.at, setQuery);
  const at = chosen ?? today;
  const [cursor, setCursor] = useState(at);
  const [opened, setOpened] = useState<string | null>(null);

  const firstDay = firstWeekday(language);
  const [from, to] = shownDays(span, chosen, today, firstDay);
  const weeks = span === 'week' ? [weekOf(at, firstDay)] : weeksOf(at, firstDay);
  const isShown = (day: string) => day >= from && day <= to;
  const day = isShown(cursor) ? cursor : at;

  const goTo = (next: string) => {
    setCursor(next);
    if (!isShown(next)) choose(next);
  };
  const step = (by: -1 | 1) => choose(span === 'week' ? addDays(at, 7 * by) : monthsLater(at, by));
  const title =
    span === 'week' ? days.range(from, to) : span === 'agenda' && !chosen ? t('calendar.nextDays', { days: NEXT_DAYS }) : days.month(at);
  const grid = { ...props, label: title, weeks, day, onDay: goTo, openDay: setOpened, moving };
  return (
    <div className="flex h-full min-h-0 flex-col px-4 pb-2 md:px-6" data-calendar={span}>
      <Toolbar
        title={title}
        months={monthsOf(plan.monthOf(from), plan.monthOf(to), (number) => t('month', { number }))}
        span={span}
        partnershipId={plan.facts.partnershipId}
        onStep={step}
        onToday={() => {
          setCursor(today);
          choose(null);
        }}
        onSpan={(one) => setQuery({ span: one })}
      />
      <div className="relative min-h-0 flex-1 overflow-auto">
        {span === 'agenda' ? <Agenda {...props} from={from} to={to} /> : null}
        {span === 'month' ? <DayGrid {...grid} isOutside={(one) => one < from || one > to} lanes={LANES} roomy={false} /> : null}
        {span === 'week' ? <DayGrid {...grid} isOutside={() => false} lanes={Number.POSITIVE_INFINITY} roomy /> : null}
      </div>
      {props.edits && span !== 'agenda' ? (
        <p className="mt-1.5 line-clamp-2 min-h-5 shrink-0 text-sm text-ink-soft" title={moving.said}>
          {moving.said}
        </p>
      ) : null}
      {opened === null ? null : <DayDialog {...props} day={opened} onClose={() => setOpened(null)} />}
    </div>
  );
}

/** The day that the address names. It follows a moment later than keys are pressed: until then the day that they led to counts. */
function useChosenDay(named: string | null, setQuery: ViewProps['setQuery']): [string | null, (day: string | null) => void] {
  const [ahead, setAhead] = useState<{ day: string | null } | null>(null);
  useEffect(() => setAhead((now) => (now?.day === named ? null : now)), [named]);
  const choose = (day: string | null) => {
    if (day !== named || ahead) setAhead({ day });
    setQuery({ at: day });
  };
  return [ahead ? ahead.day : named, choose];
}

/** First and last day of the span; of a month those of the month, not of its weeks. */
function shownDays(span: CalendarSpan, at: string | null, today: string, firstDay: ReturnType<typeof firstWeekday>): [string, string] {
  const day = at ?? today;
  if (span === 'week') {
    const week = weekOf(day, firstDay);
    return [week[0] as string, week[6] as string];
  }
  return span === 'agenda' && at === null ? [today, addDays(today, NEXT_DAYS)] : monthOf(day);
}

function monthsOf(first: number | null, last: number | null, word: (number: number) => string): string {
  if (first === null && last === null) return '';
  const [from, to] = [first ?? 1, last ?? first ?? 1];
  return from === to ? word(from) : `${word(from)}–${word(to)}`;
}
