/** What happens, day by day: what phones show. */
import { useMemo } from 'react';
import { useT } from '~/i18n/react';
import { classes } from '~/ui/classes';
import { useDayWords } from '../day-words';
import type { ViewProps } from '../view';
import { daysOff, entriesOf } from './entries';
import { DaysOff, ItemRow } from './item-list';
import { byDay } from './weeks';

/** @param from first and last day that are listed */
export function Agenda({ plan, shown, open, changedByOthers, today, from, to }: ViewProps & { from: string; to: string }) {
  const t = useT('plan');
  const days = useDayWords();
  const listed = useMemo(() => byDay(entriesOf(plan, shown, from, to, today), from, to), [plan, shown, from, to, today]);
  const off = useMemo(() => daysOff(plan.facts), [plan.facts]);
  const dates = [...new Set([...listed.keys(), ...[...off.keys()].filter((day) => day >= from && day <= to)])].sort();
  if (dates.length === 0) return <p className="p-4 text-ink-soft">{t('calendar.empty')}</p>;
  return (
    <div className="mx-auto max-w-3xl pb-6">
      {dates.map((day) => {
        const month = plan.monthOf(day);
        return (
          <section key={day} className="border-b border-line py-2 last:border-0">
            <h3 className={classes('flex items-baseline gap-2 px-2 py-1 text-sm font-semibold', day === today && 'text-accent')}>
              <time dateTime={day}>{days.full(day)}</time>
              {day === today ? <span className="font-normal">{t('calendar.today')}</span> : null}
              {month === null ? null : <span className="ms-auto text-xs font-normal text-ink-soft">{t('month', { number: month })}</span>}
            </h3>
            <DaysOff off={off.get(day) ?? []} language={plan.facts.language} />
            <ul>
              {(listed.get(day) ?? []).map(({ entry, is }) => (
                <ItemRow
                  key={`${entry.id} ${is}`}
                  plan={plan}
                  entry={entry}
                  is={is}
                  changed={changedByOthers.has(entry.id)}
                  onOpen={() => open(entry.id)}
                />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
