/** "Set dates ...": what dragging does, typed. */
import { type FormEvent, useState } from 'react';
import { useT } from '~/i18n/react';
import { Button } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { TextInput } from '~/ui/text-input';
import type { PlanEdits } from '../../edits';
import type { Item } from '../../plan';
import { dayOf } from '../../schedule';
import type { Plan } from '../../whole';
import { usePlanWords } from '../words';
import { isPoint } from './dragging';
import { useRowWords } from './row-words';
import { readWhen } from './typed-when';
import { changesOf } from './use-held';

export interface DatesDialogProps {
  plan: Plan;
  item: Item;
  edits: PlanEdits;
  onClose: () => void;
}

export function DatesDialog({ plan, item, edits, onClose }: DatesDialogProps) {
  const t = useT('plan');
  const words = usePlanWords();
  const rowWords = useRowWords(plan);
  const [start, setStart] = useState(() => words.when(item.start));
  const [end, setEnd] = useState(() => words.when(item.end));
  const [wrong, setWrong] = useState<{ start?: string; end?: string }>({});
  const single = isPoint(item);
  const save = (event: FormEvent) => {
    event.preventDefault();
    // What is as it was is not read again: it might be written in another way than one types.
    const read = (text: string, was: Item['start']) => (text === words.when(was) ? was : readWhen(text));
    const dates = { start: single ? item.start : read(start, item.start), end: read(end, item.end) };
    const problems: typeof wrong = {};
    if (dates.start === undefined) problems.start = t('timeline.noDate');
    if (dates.end === undefined) problems.end = t('timeline.noDate');
    const { startDate } = plan.facts;
    const [first, last] = [dayOf(dates.start ?? null, 'start', startDate), dayOf(dates.end ?? null, 'end', startDate)];
    if (!single && first !== null && last !== null && last < first) problems.end ??= t('timeline.endFirst');
    setWrong(problems);
    if (dates.start === undefined || dates.end === undefined || problems.end) return;
    edits.change(item.id, changesOf(item, { start: dates.start, end: dates.end }));
    onClose();
  };
  return (
    <Dialog open title={t('timeline.datesTitle', { name: rowWords.both(item) })} onClose={onClose}>
      <form noValidate onSubmit={save}>
        {single ? null : (
          <TextInput
            name="start"
            label={t('timeline.begin')}
            required
            value={start}
            error={wrong.start}
            autoComplete="off"
            onChange={(event) => setStart(event.target.value)}
          />
        )}
        <TextInput
          name="end"
          label={t(single ? 'timeline.due' : 'timeline.end')}
          required
          hint={t('timeline.datesHint')}
          value={end}
          error={wrong.end}
          autoComplete="off"
          onChange={(event) => setEnd(event.target.value)}
        />
        <Button type="submit" look="primary">
          {t('save')}
        </Button>
      </form>
    </Dialog>
  );
}
