/** The reader's words for what only the table says. */
import { useFormat, useT } from '~/i18n/react';
import type { Link } from '../../plan';
import type { Plan } from '../../whole';
import { useWhenProblemText } from '../panel/part';
import type { CellProblem } from './cells';
import type { CellName } from './columns';

export function useTableWords() {
  const t = useT('plan');
  const format = useFormat();
  const whenProblem = useWhenProblemText();
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
    problem: (problem: CellProblem): string =>
      problem.reason === 'not-a-percentage' ? t('table.problem.percentage') : whenProblem(problem),
  };
}
