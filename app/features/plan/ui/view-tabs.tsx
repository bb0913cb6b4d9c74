/** The four views of the plan; the filter stays when the view changes. */
import { CalendarDays, ChartGantt, Columns3, Table2 } from 'lucide';
import { useT } from '~/i18n/react';
import { Icon } from '~/ui/icon';
import { LinkTabs } from '~/ui/link-tabs';
import { type PlanQuery, type View, views, writeQuery } from '../query';
import { usePlanWords } from './words';

const ICONS: Record<View, typeof Table2> = { board: Columns3, table: Table2, timeline: ChartGantt, calendar: CalendarDays };

export function ViewTabs({ query }: { query: PlanQuery }) {
  const t = useT('plan');
  const words = usePlanWords();
  const tabs = views.map((view) => {
    const icon = ICONS[view];
    return {
      key: view,
      to: { search: writeQuery({ ...query, view }).toString() },
      label: words.view(view),
      current: view === query.view,
      icon: <Icon of={icon} className="size-4" />,
    };
  });
  return <LinkTabs label={t('views')} tabs={tabs} />;
}
