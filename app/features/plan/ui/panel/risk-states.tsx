/** What became of a risk, period by period: the portal asks for it at the end of each. */
import { useState } from 'react';
import { useT } from '~/i18n/react';
import { Badge } from '~/ui/badge';
import { controlClasses } from '~/ui/text-input';
import type { Period } from '../../decisions';
import { limits } from '../../plan';
import { useDraft } from '../use-draft';
import type { PartProps } from './item-panel';
import { fieldOf, Row, Value } from './part';

export function RiskStates(props: PartProps) {
  const t = useT('plan');
  const { periods } = props.plan.facts;
  if (periods.length === 0) return null;
  return (
    <Row label={t('panel.riskStates')} plain>
      <ul className="grid gap-3 py-1">
        {periods.map((period) => (
          <li key={period.id}>
            <State {...props} period={period} />
          </li>
        ))}
      </ul>
    </Row>
  );
}

function State({ item, stateEdits: edits, plan, period }: PartProps & { period: Period }) {
  const t = useT('plan');
  const found = item.riskStates.find((one) => one.period === period.id);
  const [answer, setAnswer] = useState<boolean | null>(null);
  const now = { materialised: found?.materialised ?? answer ?? false, applied: found?.applied ?? false, comment: found?.comment ?? '' };
  const said = found !== undefined || answer !== null;
  const may = edits !== null && !period.locked;
  const put = (changes: Partial<typeof now>) => {
    setAnswer(changes.materialised ?? now.materialised);
    edits?.list(item.id, { list: 'riskStates', id: period.id, value: { ...now, ...changes } });
  };
  const comment = useDraft(now.comment, (typed) => {
    put({ comment: typed });
    return true;
  });
  return (
    <fieldset className="grid gap-1.5">
      <legend className="text-sm font-medium">
        {t('panel.period', { number: period.number, start: period.startMonth, end: period.endMonth })}{' '}
        {period.locked ? <Badge>{t('panel.locked')}</Badge> : null}
      </legend>
      {may ? (
        <>
          <select
            aria-label={t('panel.materialised')}
            value={said ? (now.materialised ? 'yes' : 'no') : ''}
            onChange={({ target }) => target.value && put({ materialised: target.value === 'yes' })}
            className={controlClasses}
          >
            <option value="">{t('panel.notSaid')}</option>
            <option value="no">{t('panel.notMaterialised')}</option>
            <option value="yes">{t('panel.hasMaterialised')}</option>
          </select>
          {said ? (
            <>
              <label className="flex min-h-8 items-center gap-2 text-sm">
                <input
                  type="checkbox"
                  className="size-4"
                  checked={now.applied}
                  onChange={({ target }) => put({ applied: target.checked })}
                />
                {t('panel.applied')}
              </label>
              <textarea rows={2} aria-label={t('panel.comment')} maxLength={limits.text} {...fieldOf(comment)} className={controlClasses} />
            </>
          ) : null}
        </>
      ) : (
        <Value lang={plan.facts.language}>
          {said ? `${t(now.materialised ? 'panel.hasMaterialised' : 'panel.notMaterialised')} ${now.comment}` : t('panel.notSaid')}
        </Value>
      )}
    </fieldset>
  );
}
