/** A further period, or another end of one. It begins where the one before it ends. */
import { useFormat, useT } from '~/i18n/react';
import { Form, FormActions, FormErrors, SubmitButton } from '~/ui/form';
import { Link } from '~/ui/link';
import { TextInput } from '~/ui/text-input';
import type { PeriodRow, Refusal } from './periods-page';

interface Props {
  /** Null: a further one. */
  changed?: PeriodRow;
  last?: PeriodRow;
  refused: Refusal | null;
}

export function PeriodForm({ changed, last, refused }: Props) {
  const t = useT('plan');
  const format = useFormat();
  const intent = changed ? 'change-period' : 'add-period';
  const own = refused?.typed.intent === intent ? refused : null;
  const fields = Object.entries(own?.problems ?? {}).filter(([field]) => field !== '');
  const errors = Object.fromEntries(fields.map(([field, problem]) => [field, t(problem)]));
  const first = changed?.startMonth ?? (last?.endMonth ?? 0) + 1;
  return (
    <section id="form" className="mt-8 scroll-mt-20 rounded-card border border-line bg-surface p-5">
      <h2 className="mb-4 text-base font-semibold">{changed ? t('periods.change', { number: changed.number }) : t('periods.add')}</h2>
      <Form answer={own ? { errors, values: own.typed } : null} className="max-w-xl">
        <FormErrors />
        <input type="hidden" name="intent" value={intent} />
        {changed ? <input type="hidden" name="id" value={changed.id} /> : null}
        <TextInput
          name="endMonth"
          label={t('periods.endMonth')}
          hint={t('periods.begins', { month: first })}
          defaultValue={changed ? String(changed.endMonth) : ''}
          inputMode="numeric"
          required
          inputClassName="max-w-[12rem]"
        />
        <TextInput
          name="dueDate"
          label={t('periods.reportDue')}
          defaultValue={changed?.dueDate ? format.date(changed.dueDate) : ''}
          autoComplete="off"
          className="max-w-xs"
        />
        <FormActions>
          <SubmitButton>{t('save')}</SubmitButton>
          {changed ? <Link to="?">{t('decide.cancel')}</Link> : null}
        </FormActions>
      </Form>
    </section>
  );
}
