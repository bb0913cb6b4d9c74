/** Why something that was typed is no date, in the reader's language. The page has the catalogue `partnerships`. */
import { useT } from '~/i18n/react';
import type { DateProblem } from '~/kit/dates';

const FEBRUARY = 2;

export function useDateProblemText(): (problem: DateProblem) => string {
  const t = useT('partnerships');
  return (problem) => {
    switch (problem.reason) {
      case 'not-a-date':
        return t('problem.notADate');
      case 'day-missing':
        return t('problem.dayMissing');
      case 'no-such-month':
        return t('problem.noSuchMonth', { month: problem.month });
      case 'days-in-month':
        return problem.month === FEBRUARY
          ? t('problem.daysInFebruary', { days: problem.days, year: String(problem.year) })
          : // The month is the subject of the sentence: `Intl` would give a Greek one in the genitive.
            t('problem.daysInMonth', { month: t(`month.${problem.month}` as 'month.1'), days: problem.days });
      case 'year-out-of-range':
        return t('problem.year', { year: String(problem.year) });
    }
  };
}
