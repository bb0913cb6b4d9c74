/** Asks for the day and a note, and says what follows. */
import { useFetcher } from '@remix-run/react';
import { useEffect } from 'react';
import { useFormat, useT } from '~/i18n/react';
import { useAnnounce } from '~/ui/announcer';
import { Button } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { Notice } from '~/ui/notice';
import { TextArea, TextInput } from '~/ui/text-input';
import type { DecisionKind } from '../../decisions';
import type { Item } from '../../plan';
import type { Outcome } from '../../problems';
import type { Plan } from '../../whole';
import { usePlanWords } from '../words';
import { ActWords } from './decision-box';

interface Props {
  plan: Plan;
  item: Item;
  is: DecisionKind;
  today: string;
  onClose: () => void;
}

const NEEDS_REASON: readonly DecisionKind[] = ['rejected', 'reopened'];

export function DecisionDialog({ plan, item, is, today, onClose }: Props) {
  const t = useT('plan');
  const words = usePlanWords();
  const format = useFormat();
  const announce = useAnnounce();
  const fetcher = useFetcher<Outcome>();
  const { data, state } = fetcher;
  const done = data?.ok === true && state === 'idle';
  useEffect(() => {
    if (!done) return;
    announce(t('decide.done', { title: words.title(item), decision: words.decision(is) }));
    onClose();
  }, [done, announce, onClose, t, words, item, is]);
  const problems = data && !data.ok && state === 'idle' ? data.problems : {};
  const say = (field: string) => (problems[field] ? t(problems[field]) : undefined);
  return (
    <Dialog open onClose={onClose} title={t('decide.title', { decision: words.decision(is), title: words.title(item) })}>
      <fetcher.Form method="post" action={`/p/${plan.facts.partnershipId}/plan/decide`}>
        <input type="hidden" name="intent" value="decide" />
        <input type="hidden" name="item" value={item.id} />
        <input type="hidden" name="is" value={is} />
        {say('') ? (
          <Notice tone="danger" live className="mb-4">
            {say('')}
          </Notice>
        ) : null}
        {is === 'submitted' || is === 'achieved' ? <p className="mb-4 text-sm text-ink-soft">{t('decide.staysHint')}</p> : null}
        <TextInput name="on" label={t('decide.day')} defaultValue={format.date(today)} error={say('on')} required autoComplete="off" />
        <TextArea
          name="note"
          label={NEEDS_REASON.includes(is) ? t('decide.reason') : t('decide.note')}
          rows={3}
          maxLength={2_000}
          error={say('note')}
          required={NEEDS_REASON.includes(is)}
        />
        <div className="mt-6 flex flex-wrap justify-end gap-3">
          <Button type="button" look="quiet" onClick={onClose}>
            {t('decide.cancel')}
          </Button>
          <Button type="submit" look="primary" pending={state !== 'idle'}>
            <ActWords is={is} />
          </Button>
        </div>
      </fetcher.Form>
    </Dialog>
  );
}
