/** "Set dates ...": what dragging does, typed. */
import { type FormEvent, useState } from 'react';
import { useT } from '~/i18n/react';
import { Button } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { TextInput } from '~/ui/text-input';
import type { PlanEdits } from '../../edits';
import type { Item, When } from '../../plan';
import { dayOf } from '../../schedule';
import { type ParsedWhen, parseWhen } from '../../when';
import type { Plan } from '../../whole';
import { useWhenProblemText } from '../panel/part';
import { usePlanWords } from '../words';
import { isPoint } from './dragging';
import { useRowWords } from './row-words';
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
  const say = useWhenProblemText();
  const [start, setStart] = useState(() => words.when(item.start));
  const [end, setEnd] = useState(() => words.when(item.end));
  const [wrong, setWrong] = useState<{ start?: string; end?: string }>({});
  const single = isPoint(item);
  const save = (event: FormEvent) => {
    event.preventDefault();
    // What is as it was is not read again.
    const read = (text: string, was: When | null): ParsedWhen => (text === words.when(was) ? { ok: true, when: was } : parseWhen(text));
    const [from, to] = [single ? ({ ok: true, when: item.start } as const) : read(start, item.start), read(end, item.end)];
    if (!from.ok || !to.ok) {
      setWrong({ start: from.ok ? undefined : say(from.problem), end: to.ok ? undefined : say(to.problem) });
      return;
    }
    const { startDate } = plan.facts;
    const [first, last] = [dayOf(from.when, 'start', startDate), dayOf(to.when, 'end', startDate)];
    if (!single && first !== null && last !== null && last < first) return setWrong({ end: t('timeline.endFirst') });
    edits.change(item.id, changesOf(item, { start: from.when, end: to.when }));
    onClose();
  };
  return (
    <Dialog open title={t('timeline.datesTitle', { name: rowWords.both(item) })} onClose={onClose}>
      <form noValidate onSubmit={save}>
        {single ? null : (
          <TextInput
            name="start"
            label={t('panel.start')}
            required
            value={start}
            error={wrong.start}
            autoComplete="off"
            onChange={(event) => setStart(event.target.value)}
          />
        )}
        <TextInput
          name="end"
          label={t(single ? 'panel.due' : 'panel.end')}
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
