/** Dates of all chosen rows: the same for all, or all of them earlier or later. */
import { useId, useState } from 'react';
import { useT } from '~/i18n/react';
import { controlClasses } from '~/ui/text-input';
import { parseWhen } from '../../when';
import type { BulkChange } from './bulk';
import { type BulkDialogProps, BulkForm } from './bulk-dialog';
import { useTableWords } from './words';

/** Further than this nobody moves a plan. */
const MOST = 1_000;

export function BulkDates({ onChange, onClose }: BulkDialogProps) {
  const t = useT('plan');
  const words = useTableWords();
  const [how, setHow] = useState<'shift' | 'set'>('shift');
  const [by, setBy] = useState('');
  const [unit, setUnit] = useState<'days' | 'months'>('months');
  const [dates, setDates] = useState({ start: '', end: '' });
  const [wrong, setWrong] = useState<{ field: 'by' | 'start' | 'end'; said: string } | null>(null);
  const hint = useId();

  const asked = (): BulkChange | null => {
    if (how === 'shift') {
      const number = Number(by.trim().replace(/[−–]/, '-'));
      if (by.trim() !== '' && Number.isInteger(number) && number !== 0 && Math.abs(number) <= MOST)
        return { field: 'shift', by: number, unit };
      setWrong({ field: 'by', said: t('table.bulk.byWrong') });
      return null;
    }
    const change: BulkChange = { field: 'dates' };
    for (const field of ['start', 'end'] as const) {
      if (dates[field].trim() === '') continue;
      const read = parseWhen(dates[field]);
      if (!read.ok) {
        setWrong({ field, said: words.problem(read.problem) });
        return null;
      }
      change[field] = read.when;
    }
    return change;
  };
  const told = (field: 'by' | 'start' | 'end') =>
    wrong?.field === field ? { 'aria-invalid': true, 'aria-describedby': `${hint} ${hint}wrong` } : { 'aria-describedby': hint };
  const said = (field: 'by' | 'start' | 'end') =>
    wrong?.field === field ? (
      <span id={`${hint}wrong`} role="alert" className="mt-1 block text-sm font-medium text-danger">
        {wrong.said}
      </span>
    ) : null;
  return (
    <BulkForm
      onSubmit={() => {
        const change = asked();
        if (!change) return;
        onChange(change);
        onClose();
      }}
    >
      <fieldset className="mb-4 flex flex-wrap gap-x-5">
        <legend className="sr-only">{t('table.bulk.dates')}</legend>
        {(['shift', 'set'] as const).map((one) => (
          <label key={one} className="flex min-h-9 items-center gap-2 text-sm">
            <input type="radio" name="how" checked={how === one} onChange={() => setHow(one)} className="size-4" />
            {t(`table.bulk.${one}`)}
          </label>
        ))}
      </fieldset>
      {how === 'shift' ? (
        <>
          <div className="flex items-end gap-3">
            <label className="block text-sm font-medium">
              {t('table.bulk.by')}
              <input
                value={by}
                inputMode="text"
                onChange={(event) => setBy(event.target.value)}
                {...told('by')}
                className={`${controlClasses} mt-1 max-w-24`}
              />
            </label>
            <label className="block flex-1 text-sm font-medium">
              {t('table.bulk.unit')}
              <select
                value={unit}
                onChange={({ target }) => setUnit(target.value === 'days' ? 'days' : 'months')}
                className={`${controlClasses} mt-1`}
              >
                <option value="months">{t('table.bulk.months')}</option>
                <option value="days">{t('table.bulk.days')}</option>
              </select>
            </label>
          </div>
          {said('by')}
          <p id={hint} className="mt-1.5 text-sm text-ink-soft">
            {t('table.bulk.byHint')}
          </p>
        </>
      ) : (
        <>
          <div className="grid gap-3 sm:grid-cols-2">
            {(['start', 'end'] as const).map((field) => (
              <label key={field} className="block text-sm font-medium">
                {words.heading(field)}
                <input
                  value={dates[field]}
                  onChange={(event) => setDates({ ...dates, [field]: event.target.value })}
                  {...told(field)}
                  className={`${controlClasses} mt-1`}
                />
                {said(field)}
              </label>
            ))}
          </div>
          <p id={hint} className="mt-1.5 text-sm text-ink-soft">
            {t('table.bulk.datesHint')}
          </p>
        </>
      )}
    </BulkForm>
  );
}
