/** What a row of the timeline says in words: to who hears it, and as a hint. */
import { useFormat, useT } from '~/i18n/react';
import type { Item } from '../../plan';
import type { Plan } from '../../whole';
import { usePlanWords } from '../words';
import type { Row } from './rows';

export function useRowWords(plan: Plan) {
  const t = useT('plan');
  const format = useFormat();
  const words = usePlanWords();
  const span = (start: string, end: string) =>
    start === end
      ? t('timeline.on', { date: format.date(start) })
      : t('timeline.from', { start: format.date(start), end: format.date(end) });
  return {
    span,
    /** `T1.2`, and its title where it has no code. */
    name: (item: Pick<Item, 'id' | 'title'>) => plan.codeOf(item.id) ?? words.title(item),
    /** Code and title. */
    both: (item: Pick<Item, 'id' | 'title'>) => `${plan.codeOf(item.id) ?? ''} ${words.title(item)}`.trim(),
    /** Everything that its bar shows. */
    all: (row: Row, marksCritical: boolean): string => {
      const { start, end, plannedStart, plannedEnd, baselineStart, baselineEnd } = row;
      const parts = [
        words.kind(row.kind),
        `${row.code ?? t('unassigned')} ${words.title(row)}`,
        start !== null && end !== null ? span(start, end) : t('timeline.noDates'),
        row.kind === 'task' && t('percent', { progress: row.progress }),
        words.state(plan, row),
        row.overdue && end !== null && t('overdue', { when: format.date(end) }),
        marksCritical && row.critical && t('timeline.critical'),
        marksCritical && row.slack > 0 && t('timeline.slack', { days: row.slack }),
        row.manual && t('timeline.manual'),
        row.late !== null && t('timeline.late', { date: format.date(row.late) }),
        plannedStart !== null && plannedEnd !== null && t('timeline.planned', { span: span(plannedStart, plannedEnd) }),
        row.outside > 0 && t('timeline.outside', { count: row.outside }),
        baselineStart !== null && baselineEnd !== null && t('timeline.baseline', { span: span(baselineStart, baselineEnd) }),
        row.lock !== null && t(row.lock === 'restricted' ? 'activity.restricted' : 'frozen'),
      ];
      return parts.filter(Boolean).join(', ');
    },
  };
}
