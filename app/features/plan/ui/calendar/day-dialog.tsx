/** All of a day: who is off, and each item. */
import { useT } from '~/i18n/react';
import { Dialog } from '~/ui/dialog';
import { useDayWords } from '../day-words';
import type { ViewProps } from '../view';
import { daysOff, entriesOf } from './entries';
import { DaysOff, ItemRow, type Part } from './item-list';

type Props = Pick<ViewProps, 'plan' | 'shown' | 'open' | 'today'> & { day: string; onClose: () => void };

export function DayDialog({ plan, shown, open, today, day, onClose }: Props) {
  const t = useT('plan');
  const days = useDayWords();
  const entries = entriesOf(plan, shown, day, day, today);
  const part = ({ start, end }: { start: string; end: string }): Part =>
    start === end ? 'only' : start === day ? 'begins' : end === day ? 'ends' : 'goes on';
  // What is due or begins first; what only goes on is the long rest.
  const inOrder = [...entries].sort((a, b) => Number(part(a) === 'goes on') - Number(part(b) === 'goes on'));
  const month = plan.monthOf(day);
  return (
    <Dialog open title={days.full(day)} onClose={onClose}>
      {month === null ? null : <p className="-mt-2 mb-2 text-sm text-ink-soft">{t('month', { number: month })}</p>}
      <DaysOff off={daysOff(plan.facts).get(day) ?? []} language={plan.facts.language} />
      {plan.days.count(day, day) === 0 ? <p className="px-2 py-1 text-sm text-ink-soft">{t('calendar.notWorkedLong')}</p> : null}
      {inOrder.length > 0 ? (
        <ul className="mt-1 -mx-2 max-h-[60vh] overflow-y-auto">
          {inOrder.map((entry) => (
            <ItemRow
              key={entry.id}
              plan={plan}
              entry={entry}
              is={part(entry)}
              onOpen={() => {
                onClose();
                open(entry.id);
              }}
            />
          ))}
        </ul>
      ) : (
        <p className="px-2 py-1 text-sm text-ink-soft">{t('calendar.nothing')}</p>
      )}
    </Dialog>
  );
}
