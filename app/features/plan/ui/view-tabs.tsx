/** The four views of the plan; the filter stays when the view changes. */
import { Link } from '@remix-run/react';
import { CalendarDays, ChartGantt, Columns3, Table2 } from 'lucide-react';
import { useT } from '~/i18n/react';
import { classes } from '~/ui/classes';
import { type PlanQuery, type View, views, writeQuery } from '../query';
import { usePlanWords } from './words';

const ICONS: Record<View, typeof Table2> = { board: Columns3, table: Table2, timeline: ChartGantt, calendar: CalendarDays };

export function ViewTabs({ query }: { query: PlanQuery }) {
  const t = useT('plan');
  const words = usePlanWords();
  return (
    <nav aria-label={t('views')}>
      <ul className="flex rounded-control bg-sunken p-0.5">
        {views.map((view) => {
          const Icon = ICONS[view];
          const current = view === query.view;
          return (
            <li key={view}>
              <Link
                to={{ search: writeQuery({ ...query, view }).toString() }}
                preventScrollReset
                aria-current={current ? 'page' : undefined}
                className={classes(
                  'inline-flex min-h-8 items-center gap-1.5 rounded-control px-2.5 text-sm no-underline pointer-coarse:min-h-11',
                  current ? 'bg-surface font-semibold text-ink shadow-xs' : 'text-ink-soft hover:text-ink',
                )}
              >
                <Icon aria-hidden className="size-4" />
                <span className="max-sm:sr-only">{words.view(view)}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
