/** When something is due, in words: relative while it is near, a date when it is further. */
import { useFormat, useLocale, useT } from '~/i18n/react';
import { formatter } from '~/kit/formatter';

const DAY_MS = 86_400_000;
/** So many days around today a number of days says more than a date. */
const NEAR_DAYS = 14;

/** @returns words for an ISO date; null for none */
export function useDueWords(today: string): (due: string | null, overdue: boolean) => string | null {
  const t = useT('plan');
  const format = useFormat();
  const { language } = useLocale();
  return (due, overdue) => {
    if (due === null) return null;
    const days = Math.round((Date.parse(due) - Date.parse(today)) / DAY_MS);
    const near = Math.abs(days) <= NEAR_DAYS;
    const when = near ? formatter(Intl.RelativeTimeFormat, language, { numeric: 'auto' }).format(days, 'day') : format.date(due);
    return overdue ? t('overdue', { when }) : when;
  };
}
