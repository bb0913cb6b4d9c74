/** Asks what all chosen rows are to have. */
import { type FormEvent, type ReactNode, useState } from 'react';
import { useT } from '~/i18n/react';
import { Button } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { controlClasses } from '~/ui/text-input';
import { statuses } from '../../plan';
import type { Plan } from '../../whole';
import { usePlanWords } from '../words';
import type { BulkChange } from './bulk';
import { BulkDates } from './bulk-dates';

export type BulkField = 'status' | 'lead' | 'people' | 'dates' | 'move';

export interface BulkDialogProps {
  plan: Plan;
  field: BulkField;
  count: number;
  onChange: (change: BulkChange) => void;
  onClose: () => void;
}

export function BulkDialog(props: BulkDialogProps) {
  const { field, count, onClose } = props;
  const t = useT('plan');
  return (
    <Dialog open title={t(`table.bulk.${field}Title`, { count })} onClose={onClose}>
      {field === 'dates' ? <BulkDates {...props} /> : field === 'people' ? <People {...props} /> : <Choice {...props} />}
    </Dialog>
  );
}

export function BulkForm({ onSubmit, children }: { onSubmit: (event: FormEvent) => void; children: ReactNode }) {
  const t = useT('plan');
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(event);
      }}
    >
      {children}
      <div className="mt-6 flex justify-end">
        <Button type="submit" look="primary">
          {t('table.bulk.apply')}
        </Button>
      </div>
    </form>
  );
}

function Choice({ plan, field, onChange, onClose }: BulkDialogProps) {
  const t = useT('plan');
  const words = usePlanWords();
  const { language, organisations } = plan.facts;
  const packages = (plan.outline.children.get(null) ?? []).filter(({ kind }) => kind === 'workPackage');
  const options =
    field === 'status'
      ? statuses.map((value) => ({ value, label: words.status(value), lang: undefined }))
      : field === 'lead'
        ? organisations.map(({ id, name, shortName }) => ({ value: id, label: shortName || name, lang: language }))
        : packages.map(({ id, title }) => ({ value: id, label: `${plan.codeOf(id) ?? ''} ${title}`, lang: language }));
  const [value, setValue] = useState<string>(options[0]?.value ?? '');
  return (
    <BulkForm
      onSubmit={() => {
        const status = statuses.find((one) => one === value);
        if (field === 'status' && status) onChange({ field, status });
        if (field === 'lead') onChange({ field, lead: value || null });
        if (field === 'move' && value) onChange({ field, parent: value });
        onClose();
      }}
    >
      <label className="block text-sm font-medium">
        {t(`table.bulk.${field}`)}
        <select value={value} onChange={(event) => setValue(event.target.value)} className={`${controlClasses} mt-1`}>
          {options.map((option) => (
            <option key={option.value} value={option.value} lang={option.lang}>
              {option.label}
            </option>
          ))}
          {field === 'lead' ? <option value="">{t('none.organisation')}</option> : null}
        </select>
      </label>
    </BulkForm>
  );
}

/** Each person stays as it is with each item, is added to all, or taken out of all. */
function People({ plan, onChange, onClose }: BulkDialogProps) {
  const t = useT('plan');
  const [asked, setAsked] = useState<ReadonlyMap<string, 'add' | 'remove'>>(new Map());
  const of = (what: 'add' | 'remove') => [...asked].flatMap(([id, one]) => (one === what ? id : []));
  return (
    <BulkForm
      onSubmit={() => {
        if (asked.size > 0) onChange({ field: 'people', add: of('add'), remove: of('remove') });
        onClose();
      }}
    >
      <ul className="grid max-h-[50vh] gap-1 overflow-y-auto">
        {plan.facts.people.map(({ id, name }) => (
          <li key={id}>
            <label className="flex items-center gap-3 text-sm">
              <span className="min-w-0 flex-1 wrap-anywhere">{name}</span>
              <select
                value={asked.get(id) ?? ''}
                onChange={({ target }) => {
                  const next = new Map(asked);
                  if (target.value === 'add' || target.value === 'remove') next.set(id, target.value);
                  else next.delete(id);
                  setAsked(next);
                }}
                className={`${controlClasses} max-w-44`}
              >
                <option value="">{t('table.bulk.asIs')}</option>
                <option value="add">{t('table.bulk.add')}</option>
                <option value="remove">{t('table.bulk.takeOut')}</option>
              </select>
            </label>
          </li>
        ))}
      </ul>
    </BulkForm>
  );
}
