// biome-ignore-all lint/a11y/useSemanticElements: rows of a table element cannot be placed one by one, as only those on the screen are drawn.
// biome-ignore-all lint/a11y/useFocusableInteractive: cells have the focus, not rows; which cell the tab key reaches is said for each.
/** What the rows add up to; it stays at the lower edge. */
import { AlertTriangle } from 'lucide';
import { type CSSProperties, memo, useMemo } from 'react';
import { useFormat, useT } from '~/i18n/react';
import { classes } from '~/ui/classes';
import { Icon } from '~/ui/icon';
import type { Item, Kind } from '../../plan';
import type { Plan } from '../../whole';
import { KindIcon } from '../board/card';
import type { CellName } from './columns';
import { TOTALS } from './keys';
import { cellClasses } from './row';
import { totalsOf } from './totals';

export interface TotalsRowProps {
  plan: Plan;
  shown: readonly Item[];
  today: string;
  columns: readonly CellName[];
  index: number;
  isAt: boolean;
  style: CSSProperties;
}

export const TotalsRow = memo(function TotalsRow({ plan, shown, today, columns, index, isAt, style }: TotalsRowProps) {
  const t = useT('plan');
  const format = useFormat();
  const totals = useMemo(() => totalsOf(plan, shown, today), [plan, shown, today]);
  const count = (kind: Kind, count: number) => t(`table.count.${kind}`, { count });
  return (
    <div role="rowgroup" className="sticky bottom-0 z-30" style={style}>
      <div
        role="row"
        data-row={TOTALS}
        aria-rowindex={index}
        aria-level={1}
        className="flex h-(--row) border-t border-line-strong bg-ground"
      >
        <div
          role="gridcell"
          aria-colindex={1}
          aria-colspan={columns.length}
          data-cell="title"
          tabIndex={isAt ? 0 : -1}
          className={classes(
            cellClasses,
            'sticky start-0 max-w-[100vw] gap-x-4 overflow-x-auto px-3 text-xs! whitespace-nowrap text-ink-soft',
          )}
        >
          <span className="font-semibold text-ink">{t('table.total')}</span>
          {totals.counts.map(([kind, number]) => (
            <span key={kind} className="inline-flex items-center gap-1">
              <KindIcon kind={kind} />
              {count(kind, number)}
            </span>
          ))}
          <span>{t('table.doneOf', { done: format.number(totals.done), all: format.number(totals.all) })}</span>
          {totals.overdue > 0 ? (
            <span className="inline-flex items-center gap-1 font-medium text-danger">
              <Icon of={AlertTriangle} className="size-3.5" />
              {t('table.overdueCount', { count: totals.overdue })}
            </span>
          ) : null}
        </div>
      </div>
    </div>
  );
});
