/** The reader's words for what only the table says. */
import { useFormat, useLocale, useT } from '~/i18n/react';
import { formatter } from '~/kit/formatter';
import type { Link } from '../../plan';
import type { Plan } from '../../whole';
import type { CellProblem } from './cells';
import type { CellName } from './columns';

export function useTableWords() {
  const t = useT('plan');
  const format = useFormat();
  const { language } = useLocale();
  return {
    heading: (column: CellName) => t(`table.column.${column}`),
    /** A day with the project month that it is in: `M8 · 31 May 2027`. */
    day: (plan: Plan, date: string | null) => {
      if (date === null) return '';
      const month = plan.monthOf(date);
      return month === null ? format.date(date) : `${t('month', { number: month })} · ${format.date(date)}`;
    },
    /** `T1.1 FS+2` */
    link: (plan: Plan, { from, type, lag }: Link) => {
      const code = plan.codeOf(from) ?? plan.items.get(from)?.title ?? '';
      return `${code} ${type}${lag === 0 ? '' : lag > 0 ? `+${lag}` : `−${-lag}`}`;
    },
    problem: (problem: CellProblem): string => {
      switch (problem.reason) {
        case 'not-a-date':
          return t('table.problem.notADate');
        case 'day-missing':
          return t('table.problem.dayMissing');
        case 'no-such-month':
          return t('table.problem.noSuchMonth', { month: problem.month });
        case 'days-in-month': {
          if (problem.month === 2) return t('table.problem.daysInFebruary', { year: String(problem.year), days: problem.days });
          const month = formatter(Intl.DateTimeFormat, language, { month: 'long', timeZone: 'UTC' }).format(
            new Date(Date.UTC(2027, problem.month - 1, 1)),
          );
          return t('table.problem.daysInMonth', { month, days: problem.days });
        }
        case 'year-out-of-range':
          return t('table.problem.year', { year: String(problem.year) });
        case 'no-such-project-month':
          return t('table.problem.projectMonth', { most: problem.most });
        case 'not-a-percentage':
          return t('table.problem.percentage');
      }
    },
  };
}
