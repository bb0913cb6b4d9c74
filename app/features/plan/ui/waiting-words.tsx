/** One line of "waiting for me" on the partnership's home: an item of the plan, and why. */
import { useFormat, useT } from '~/i18n/react';
import type { PlanWaiting } from '../waiting.server';
import { usePlanWords } from './words';

export function WaitingWords({ row: { code, title, is, dueDate }, language }: { row: PlanWaiting['rows'][number]; language: string }) {
  const t = useT('plan');
  const format = useFormat();
  const words = usePlanWords();
  const date = dueDate === null ? null : format.date(dueDate);
  return (
    <>
      <span className="block">
        {code ? <span className="text-ink-soft">{code} </span> : null}
        <span lang={title ? language : undefined}>{words.title({ title })}</span>
      </span>
      <span className={is === 'overdue' ? 'block text-sm text-danger' : 'block text-sm text-ink-soft'}>
        {is === 'to-submit'
          ? t('waiting.toSubmit')
          : is === 'overdue'
            ? t('waiting.overdue', { date: date ?? '' })
            : t('waiting.due', { date: date ?? '' })}
      </span>
    </>
  );
}

/** What stands below the lines where not all are listed. */
export function WaitingMore({ count }: { count: number }) {
  const t = useT('plan');
  return <>{t('waiting.more', { count })}</>;
}
