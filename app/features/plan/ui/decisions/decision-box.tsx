/** What was decided about a deliverable or a milestone, in words, and the buttons of whoever may decide. */
import { useState } from 'react';
import { useFormat, useT } from '~/i18n/react';
import { Badge, type BadgeTone } from '~/ui/badge';
import { Button } from '~/ui/button';
import type { DecisionKind } from '../../decisions';
import type { Item } from '../../plan';
import type { Plan } from '../../whole';
import { usePlanWords } from '../words';
import { DecisionDialog } from './decision-dialog';

const TONES: Record<DecisionKind, BadgeTone> = {
  submitted: 'accent',
  accepted: 'good',
  rejected: 'danger',
  achieved: 'good',
  partly: 'warn',
  reopened: 'plain',
};

/** What it may become next, by what it is; the first is the usual one. */
function nextOf({ kind, status }: Item, was: DecisionKind | null): DecisionKind[] {
  if (was === 'accepted' || was === 'achieved') return ['reopened'];
  if (was === 'submitted') return ['accepted', 'rejected', 'reopened'];
  if (status === 'cancelled') return [];
  if (kind === 'deliverable') return ['submitted'];
  return was === 'partly' ? ['achieved', 'reopened'] : ['achieved', 'partly'];
}

export interface DecisionBoxProps {
  plan: Plan;
  item: Item;
  /** ISO date where the reader is. */
  today: string;
  may: { decide: boolean; write: boolean };
}

/** Nothing for what nobody decides about. */
export function DecisionBox({ plan, item, today, may }: DecisionBoxProps) {
  const t = useT('plan');
  const [asking, setAsking] = useState<DecisionKind | null>(null);
  if (item.kind !== 'deliverable' && item.kind !== 'milestone') return null;
  const decision = plan.decisionOf(item.id);
  const next = may.decide ? nextOf(item, decision?.is ?? null) : [];
  const due = plan.dueOf(item);
  const isLate = item.kind === 'deliverable' && next.includes('submitted') && due !== null && due < today && item.delay.trim() === '';
  return (
    <section>
      <h3 className="mb-2 text-sm font-semibold">{item.kind === 'deliverable' ? t('decide.ofDeliverable') : t('decide.ofMilestone')}</h3>
      <DecisionWords plan={plan} item={item} />
      {isLate ? <p className="mt-2 text-sm text-warn">{t('problem.delayMissing')}</p> : null}
      {!may.decide && may.write && !decision ? <p className="mt-1 text-sm text-ink-soft">{t('decide.coordinators')}</p> : null}
      {next.length > 0 ? (
        <div className="mt-3 flex flex-wrap gap-2">
          {next.map((is, index) => (
            <Button key={is} type="button" look={index === 0 ? 'primary' : 'quiet'} onClick={() => setAsking(is)}>
              <ActWords is={is} />
            </Button>
          ))}
        </div>
      ) : null}
      {asking ? <DecisionDialog key={asking} plan={plan} item={item} is={asking} today={today} onClose={() => setAsking(null)} /> : null}
    </section>
  );
}

/** What a button says. */
export function ActWords({ is }: { is: DecisionKind }) {
  const t = useT('plan');
  switch (is) {
    case 'submitted':
      return t('decide.submit');
    case 'accepted':
      return t('decide.accept');
    case 'rejected':
      return t('decide.reject');
    case 'achieved':
      return t('decide.achieve');
    case 'partly':
      return t('decide.partly');
    case 'reopened':
      return t('decide.reopen');
  }
}

function DecisionWords({ plan, item }: Pick<DecisionBoxProps, 'plan' | 'item'>) {
  const t = useT('plan');
  const format = useFormat();
  const words = usePlanWords();
  const decision = plan.decisionOf(item.id);
  if (!decision)
    return <p className="text-sm text-ink-soft">{item.kind === 'deliverable' ? t('decide.notSubmitted') : t('decide.notAchieved')}</p>;
  const { is, on, by, note, copy } = decision;
  return (
    <div className="grid gap-1 text-sm">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={TONES[is]}>{words.decision(is)}</Badge>
        <span className="text-ink-soft">{by ? t('decide.onBy', { date: format.date(on), name: by }) : format.date(on)}</span>
      </p>
      {note ? (
        <p lang={plan.facts.language} className="whitespace-pre-line wrap-anywhere">
          {note}
        </p>
      ) : null}
      {copy ? (
        <a href={copy} className="inline-flex min-h-8 items-center pointer-coarse:min-h-11">
          {t('decide.copy')}
        </a>
      ) : null}
    </div>
  );
}
