/** One column of the board: its name and count, its cards, and a way to add one. */
import { Ellipsis, GripVertical, MoveRight } from 'lucide-react';
import { type RefObject, useState } from 'react';
import { Button as DragButton } from 'react-aria-components/Button';
import { GridList, GridListItem } from 'react-aria-components/GridList';
import { DropIndicator, useDragAndDrop } from 'react-aria-components/useDragAndDrop';
import { ListLayout, Virtualizer } from 'react-aria-components/Virtualizer';
import { useT } from '~/i18n/react';
import { iconButtonClasses } from '~/ui/button';
import { classes } from '~/ui/classes';
import { Menu, MenuButton } from '~/ui/menu';
import type { Item } from '../../plan';
import type { ViewProps } from '../view';
import { usePlanWords } from '../words';
import { CardBody, cardClasses, columnClasses } from './card';
import type { ColumnKey } from './columns';
import { LimitDialog } from './limit-dialog';
import { QuickAdd } from './quick-add';

const CARD_TYPE = 'application/x-koinon-item';
/** Heights in px: of a card before it is measured, between cards, and of a cell of a lane at most. */
const SIZES = { card: 96, gap: 8, cell: 420 };

export interface ColumnProps extends ViewProps {
  columnKey: ColumnKey;
  lane: ColumnKey | null;
  items: readonly Item[];
  name: string;
  lang?: string;
  /** Ids of what is dragged now, over all columns. */
  dragged: RefObject<readonly string[]> & { current: readonly string[] };
  put: (ids: readonly string[], index: number) => string | null;
  /** Asks where to move a card. */
  ask: (id: string) => void;
}

export function Column(props: ColumnProps) {
  const { plan, columnKey, lane, items, name, lang, edits } = props;
  const t = useT('plan');
  const most = plan.limits.get(columnKey) ?? null;
  const over = most !== null && items.length > most;
  const [limiting, setLimiting] = useState(false);
  return (
    <section aria-label={name} className={classes(columnClasses, !lane && 'max-h-full')}>
      <div className="flex items-center gap-2 px-3 pt-2 pb-1">
        <h3 lang={lang} className="min-w-0 flex-1 truncate text-sm font-semibold" title={name}>
          {name}
        </h3>
        <span
          className={classes(
            'shrink-0 text-xs tabular-nums',
            over ? 'rounded-full bg-warn-soft px-2 py-px font-semibold text-warn' : 'text-ink-soft',
          )}
        >
          {most === null ? items.length : t('board.ofLimit', { count: items.length, most })}
          <span className="sr-only"> {t('board.cards', { count: items.length })}</span>
        </span>
        {edits && !lane ? (
          <Menu label={t('board.columnMenu', { name })} trigger={<Ellipsis aria-hidden className="size-4" />}>
            <MenuButton type="button" onClick={() => setLimiting(true)}>
              {t('board.setLimit')}
            </MenuButton>
          </Menu>
        ) : null}
      </div>
      <Cards {...props} />
      {edits ? <QuickAdd {...props} /> : <div className="h-2" />}
      {limiting && edits ? (
        <LimitDialog name={name} most={most} onClose={() => setLimiting(false)} onSet={(limit) => edits.limit(columnKey, limit)} />
      ) : null}
    </section>
  );
}

function Cards(props: ColumnProps) {
  const { plan, lane, items, name, edits, open, today, dragged, put, ask, changedByOthers } = props;
  const t = useT('plan');
  const words = usePlanWords();
  /** Where among the cards that are not dragged. */
  const at = ({ key, dropPosition }: { key: string | number; dropPosition: 'before' | 'after' | 'on' }) => {
    const place = items.findIndex(({ id }) => id === key) + (dropPosition === 'after' ? 1 : 0);
    return items.slice(0, Math.max(0, place)).filter(({ id }) => !dragged.current.includes(id)).length;
  };
  const { dragAndDropHooks } = useDragAndDrop<Item>({
    getItems: (keys) => {
      dragged.current = [...keys].map(String);
      return dragged.current.map((id) => ({ [CARD_TYPE]: id, 'text/plain': plan.items.get(id)?.title ?? id }));
    },
    acceptedDragTypes: [CARD_TYPE],
    getDropOperation: () => 'move',
    onInsert: ({ target }) => void put(dragged.current, at(target)),
    onReorder: ({ target }) => void put(dragged.current, at(target)),
    onRootDrop: () => void put(dragged.current, items.length),
    onDragEnd: () => {
      dragged.current = [];
    },
    renderDropIndicator: (target) => (
      <DropIndicator target={target} className="rounded-full data-[drop-target]:outline-2 data-[drop-target]:outline-accent" />
    ),
  });
  const height = lane ? Math.min(SIZES.cell, Math.max(64, items.length * (SIZES.card + SIZES.gap) + 8)) : undefined;
  return (
    <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowHeight: SIZES.card, gap: SIZES.gap, padding: 8 }}>
      <GridList
        aria-label={name}
        items={items}
        dependencies={[plan, today, changedByOthers]}
        dragAndDropHooks={edits ? dragAndDropHooks : undefined}
        onAction={(key) => open(String(key))}
        style={{ height }}
        className={classes('overflow-y-auto outline-none data-[drop-target]:bg-accent-soft', lane ? '' : 'min-h-16 flex-1')}
        renderEmptyState={() => <p className="px-3 py-2 text-xs text-ink-faint">{t('board.empty')}</p>}
      >
        {(item) => (
          <GridListItem
            id={item.id}
            textValue={words.title(item)}
            className={classes(cardClasses, 'cursor-default', changedByOthers.has(item.id) && 'settling')}
          >
            <CardBody plan={plan} id={item.id} today={today} />
            {edits ? (
              <div className="absolute end-1 top-1 flex">
                <button
                  type="button"
                  className={iconButtonClasses}
                  aria-label={t('board.moveTo', { title: words.title(item) })}
                  title={t('board.moveToShort')}
                  onClick={() => ask(item.id)}
                >
                  <MoveRight aria-hidden className="size-4" />
                </button>
                <DragButton
                  slot="drag"
                  className={classes(iconButtonClasses, 'cursor-grab')}
                  aria-label={t('board.drag', { title: words.title(item) })}
                >
                  <GripVertical aria-hidden className="size-4" />
                </DragButton>
              </div>
            ) : null}
          </GridListItem>
        )}
      </GridList>
    </Virtualizer>
  );
}
