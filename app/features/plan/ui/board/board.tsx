/** The board: cards in columns by status, organisation, work package, country or month, in lanes where wanted. */
import { useMemo, useRef, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { useLocale, useT } from '~/i18n/react';
import type { Item } from '../../plan';
import type { Grouping } from '../../query';
import type { Plan } from '../../whole';
import type { ViewProps } from '../view';
import { usePlanWords } from '../words';
import { Column, type ColumnProps } from './column';
import { type ColumnKey, columnOf, columnsOf, inRank } from './columns';
import { MoveDialog } from './move-dialog';
import { usePutting } from './use-putting';

export default function Board(props: ViewProps) {
  const { plan, shown, query, edits } = props;
  const { language } = useLocale();
  const t = useT('plan');
  const words = usePlanWords();
  const columns = useMemo(() => columnsOf(plan, query.group, shown), [plan, query.group, shown]);
  const lanes = useMemo(() => (query.lane ? columnsOf(plan, query.lane, shown) : [null]), [plan, query.lane, shown]);
  const cells = useMemo(() => cellsOf(plan, shown, query.group, query.lane), [plan, shown, query.group, query.lane]);
  const dragged = useRef<readonly string[]>([]);
  const put = usePutting(props);
  const [moving, setMoving] = useState<string | null>(null);
  const asked = moving === null ? null : plan.items.get(moving);

  const inCell = (lane: ColumnKey | null, key: ColumnKey) => cells.get(cellName(lane, key)) ?? NOTHING;
  const laneOf = (item: Item) => query.lane && columnOf(plan, item, query.lane);
  const column = (key: ColumnKey, lane: ColumnKey | null): ColumnProps => ({
    ...props,
    columnKey: key,
    lane,
    items: inCell(lane, key),
    ...words.column(plan, key),
    dragged,
    put: (ids, index) => put(ids, key, lane, inCell(lane, key), index),
    ask: setMoving,
  });
  return (
    <I18nProvider locale={language}>
      <div className="relative flex h-full min-h-0 flex-col overflow-auto overscroll-x-contain px-4 pb-4 md:px-6" data-board>
        {lanes.map((lane) => (
          <section
            key={lane ?? ''}
            aria-label={lane ? words.column(plan, lane).name : undefined}
            className={lane ? 'mb-4' : 'flex min-h-0 flex-1'}
          >
            {lane ? (
              <h2
                className="sticky start-0 mb-1 w-fit max-w-[80vw] truncate pt-2 text-sm font-semibold"
                lang={words.column(plan, lane).lang}
              >
                {words.column(plan, lane).name}{' '}
                <span className="font-normal text-ink-soft">
                  {t('board.cards', { count: columns.reduce((sum, key) => sum + inCell(lane, key).length, 0) })}
                </span>
              </h2>
            ) : null}
            <div className="flex min-h-0 flex-1 snap-x snap-proximity gap-3">
              {columns.map((key) => (
                <Column key={key} {...column(key, lane)} />
              ))}
            </div>
          </section>
        ))}
      </div>
      {/* react-aria would put its own style element into the page, which the policy forbids; the rule stands in app.css. */}
      <span hidden id="react-aria-pressable-style" />
      {asked && edits ? (
        <MoveDialog
          plan={plan}
          item={asked}
          columns={columns}
          onClose={() => setMoving(null)}
          onPut={(key, index) => put([asked.id], key, laneOf(asked), inCell(laneOf(asked), key), index)}
          cards={(key) => inCell(laneOf(asked), key)}
        />
      ) : null}
    </I18nProvider>
  );
}

const NOTHING: readonly Item[] = [];
const cellName = (lane: ColumnKey | null, column: ColumnKey) => `${lane ?? ''} ${column}`;

function cellsOf(plan: Plan, shown: readonly Item[], group: Grouping, lane: Grouping | null): Map<string, readonly Item[]> {
  const cells = new Map<string, Item[]>();
  for (const item of shown) {
    const name = cellName(lane && columnOf(plan, item, lane), columnOf(plan, item, group));
    cells.get(name)?.push(item) ?? cells.set(name, [item]);
  }
  return new Map([...cells].map(([name, items]) => [name, inRank(items)]));
}
