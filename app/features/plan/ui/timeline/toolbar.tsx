/** What stands above the timeline: how near one looks, where to, and what is marked. */
import { Maximize2, PanelLeft, Route, ZoomIn, ZoomOut } from 'lucide';
import { useT } from '~/i18n/react';
import { Button, IconButton } from '~/ui/button';
import { Icon } from '~/ui/icon';
import type { PlanQuery, Zoom } from '../../query';
import type { Plan } from '../../whole';
import { criticalBar } from './bar';
import { type Chart, fittingZoom, nextZoom } from './use-chart';

export interface ToolbarProps {
  plan: Plan;
  query: PlanQuery;
  setQuery: (changes: Partial<PlanQuery>) => void;
  chart: Chart;
  today: string;
}

export function Toolbar({ plan, query, setQuery, chart, today }: ToolbarProps) {
  const t = useT('plan');
  const nearer = nextZoom(query.zoom, -1);
  const further = nextZoom(query.zoom, 1);
  const zooms: Record<Zoom, string> = {
    week: t('timeline.weeks'),
    month: t('timeline.months'),
    quarter: t('timeline.quarters'),
    year: t('timeline.years'),
  };
  const showAll = () => {
    const zoom = fittingZoom(plan, today, chart.part.width - chart.listWidth);
    const first = [...plan.schedule.items.values()].map(({ start }) => start).sort()[0] ?? plan.facts.startDate ?? today;
    if (zoom === query.zoom) return chart.goTo(first, true);
    chart.beginAt(first);
    setQuery({ zoom });
  };
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-1.5 gap-y-1 px-4 pb-2 md:px-6">
      <div className="flex items-center">
        <IconButton label={t('timeline.zoomOut')} disabled={further === null} onClick={() => further && setQuery({ zoom: further })}>
          <Icon of={ZoomOut} className="size-4" />
        </IconButton>
        <span role="status" className="min-w-16 text-center text-sm max-sm:sr-only">
          {zooms[query.zoom]}
        </span>
        <IconButton label={t('timeline.zoomIn')} disabled={nearer === null} onClick={() => nearer && setQuery({ zoom: nearer })}>
          <Icon of={ZoomIn} className="size-4" />
        </IconButton>
      </div>
      <Button onClick={() => chart.goTo(today, true)}>{t('timeline.today')}</Button>
      <Button className="max-sm:px-2.5" icon={<Icon of={Maximize2} className="size-4" />} onClick={showAll}>
        <span className="max-sm:sr-only">{t('timeline.all')}</span>
      </Button>
      <IconButton label={t('timeline.list')} aria-pressed={chart.listShown} onClick={() => chart.showList(!chart.listShown)}>
        <Icon of={PanelLeft} className="size-4" />
      </IconButton>
      <Button
        aria-pressed={query.critical}
        className="aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent max-sm:px-2.5"
        icon={<Icon of={Route} className="size-4" />}
        onClick={() => setQuery({ critical: !query.critical })}
      >
        <span className="max-sm:sr-only">{t('timeline.criticalPath')}</span>
      </Button>
      {query.critical ? (
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-ink-soft">
          <span className="inline-flex items-center gap-1.5">
            <span aria-hidden className={`h-3.5 w-7 rounded-[3px] border-2 ${criticalBar}`} />
            {t('timeline.criticalLegend')}
          </span>
          <span className="inline-flex items-center gap-1.5">
            <span
              aria-hidden
              className="h-2 w-7 border-e-2 border-ink-soft bg-[linear-gradient(currentColor,currentColor)] bg-[length:100%_1px] bg-bottom bg-no-repeat"
            />
            {t('timeline.slackLegend')}
          </span>
        </p>
      ) : null}
    </div>
  );
}
