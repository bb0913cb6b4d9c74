/** The board: cards in columns by status, organisation, work package, country or month, in lanes where wanted. */
import { useCallback, useMemo, useRef, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { useLocale, useT } from '~/i18n/react';
import { type Item, kinds } from '../../plan';
import type { ViewProps } from '../view';
import { usePlanWords } from '../words';
import { CardsContext } from './card';
import { type CardOf, cellName, useCells } from './cells';
import { Column } from './column';
import { type ColumnKey, columnOf, columnsOf } from './columns';
import { MoveDialog } from './move-dialog';
import { type Put, usePutting } from './use-putting';

const NOTHING: readonly CardOf[] = [];

export default function Board(props: ViewProps) {
  const { plan, shown, query, edits, today, changedByOthers, people, writes } = props;
  const { language } = useLocale();
  const t = useT('plan');
  const words = usePlanWords();
  const columns = useMemo(() => columnsOf(plan, query.group, shown), [plan, query.group, shown]);
  const lanes = useMemo(() => (query.lane ? columnsOf(plan, query.lane, shown) : [null]), [plan, query.lane, shown]);
  const cells = useCells(plan, shown, query.group, query.lane);
  const inCell = (lane: ColumnKey | null, key: ColumnKey) => cells.get(cellName(lane, key)) ?? NOTHING;
  const laneOf = (item: Item) => query.lane && columnOf(plan, item, query.lane);
  const dragged = useRef<readonly string[]>([]);
  // One function for good: a column is drawn again when its own cards change.
  const putting = useRef<Put>(() => null);
  putting.current = usePutting(props);
  const put = useCallback<Put>((...given) => putting.current(...given), []);
  const [moving, setMoving] = useState<string | null>(null);
  const asked = moving === null ? null : plan.items.get(moving);
  const cards = useMemo(() => ({ plan, today, changedByOthers, people }), [plan, today, changedByOthers, people]);
  const column = (key: ColumnKey, lane: ColumnKey | null) => {
    const { name, lang } = words.column(plan, key);
    const { open } = props;
    const most = plan.limits.get(key) ?? null;
    const adding = query.kinds.length === 1 ? (kinds.find((kind) => kind === query.kinds[0]) ?? null) : 'task';
    const within = query.packages.length === 1 ? (query.packages[0] ?? null) : null;
    const items = inCell(lane, key);
    return (
      <Column
        key={key}
        {...{ columnKey: key, lane, name, lang, most, edits, open, items, dragged, put, adding, within, ask: setMoving, writes }}
      />
    );
  };
  return (
    <I18nProvider locale={language}>
      <CardsContext.Provider value={cards}>
        <div className="relative flex h-full min-h-0 flex-col overflow-auto overscroll-x-contain px-4 pb-4 md:px-6" data-board>
          {lanes.map((lane) => {
            const named = lane && words.column(plan, lane);
            return (
              <section key={lane ?? ''} aria-label={named?.name} className={lane ? 'mb-4' : 'flex min-h-0 flex-1'}>
                {named ? (
                  <h2 className="sticky start-0 mb-1 w-fit max-w-[80vw] truncate pt-2 text-sm font-semibold" lang={named.lang}>
                    {named.name}{' '}
                    <span className="font-normal text-ink-soft">
                      {t('board.cards', { count: columns.reduce((sum, key) => sum + inCell(lane, key).length, 0) })}
                    </span>
                  </h2>
                ) : null}
                <div className="flex min-h-0 flex-1 snap-x snap-proximity gap-3">{columns.map((key) => column(key, lane))}</div>
              </section>
            );
          })}
        </div>
      </CardsContext.Provider>
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
