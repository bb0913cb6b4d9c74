/** One column of the board: its name and count, its cards, and a way to add one. */
import { Ellipsis, GripVertical, MoveRight } from 'lucide';
import { type MutableRefObject, memo, useState } from 'react';
import { Button as Press } from 'react-aria-components/Button';
import { GridList, GridListItem } from 'react-aria-components/GridList';
import { DropIndicator, useDragAndDrop } from 'react-aria-components/useDragAndDrop';
import { ListLayout, Virtualizer } from 'react-aria-components/Virtualizer';
import { useT } from '~/i18n/react';
import { iconButtonClasses } from '~/ui/button';
import { classes } from '~/ui/classes';
import { Icon } from '~/ui/icon';
import { Menu, MenuButton } from '~/ui/menu';
import type { PlanEdits } from '../../edits';
import type { RoomKind } from '../../plan';
import { CardBody, cardClasses, columnClasses } from './card';
import type { CardOf } from './cells';
import type { ColumnKey } from './columns';
import { LimitDialog } from './limit-dialog';
import { QuickAdd } from './quick-add';
import type { Put } from './use-putting';

const CARD_TYPE = 'application/x-koinon-item';
/** Heights in px: of a card before it is measured, between cards, and of a cell of a lane at most. */
const SIZES = { card: 96, gap: 8, cell: 420 };

export interface ColumnProps {
  columnKey: ColumnKey;
  lane: ColumnKey | null;
  items: readonly CardOf[];
  name: string;
  lang?: string;
  /** How many cards it should hold at most. */
  most: number | null;
  edits: PlanEdits | null;
  open: (id: string) => void;
  /** Ids of what is dragged now, over all columns. */
  dragged: MutableRefObject<readonly string[]>;
  put: Put;
  /** Asks where to move a card. */
  ask: (id: string) => void;
  /** The kind of a card that is added, if one can be, and the work package that it belongs to. */
  adding: RoomKind | null;
  within: string | null;
  /** This person may write: cards can be dragged as soon as the page has joined the room. */
  writes: boolean;
}

/** Drawn again when its own cards change, not with each change of the plan. */
export const Column = memo(function Column(props: ColumnProps) {
  const { columnKey, lane, items, name, lang, most, edits } = props;
  const t = useT('plan');
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
          <Menu label={t('board.columnMenu', { name })} trigger={<Icon of={Ellipsis} className="size-4" />}>
            <MenuButton type="button" onClick={() => setLimiting(true)}>
              {t('board.setLimit')}
            </MenuButton>
          </Menu>
        ) : null}
      </div>
      <Cards {...props} />
      {edits && props.adding ? <QuickAdd {...props} adding={props.adding} /> : <div className="h-2" />}
      {limiting && edits ? (
        <LimitDialog name={name} most={most} onClose={() => setLimiting(false)} onSet={(limit) => edits.limit(columnKey, limit)} />
      ) : null}
    </section>
  );
});

function Cards(props: ColumnProps) {
  const { columnKey, lane, items, name, edits, open, dragged, put, ask, writes } = props;
  const t = useT('plan');
  /** Where among the cards that are not dragged. */
  const at = ({ key, dropPosition }: { key: string | number; dropPosition: 'before' | 'after' | 'on' }) => {
    const place = items.findIndex(({ id }) => id === key) + (dropPosition === 'after' ? 1 : 0);
    return items.slice(0, Math.max(0, place)).filter(({ id }) => !dragged.current.includes(id)).length;
  };
  const { dragAndDropHooks } = useDragAndDrop<CardOf>({
    isDisabled: edits === null,
    getItems: (_, cards) => {
      dragged.current = cards.map(({ id }) => id);
      return cards.map(({ id, title }) => ({ [CARD_TYPE]: id, 'text/plain': title || id }));
    },
    acceptedDragTypes: [CARD_TYPE],
    getDropOperation: () => 'move',
    onInsert: ({ target }) => void put(dragged.current, columnKey, lane, items, at(target)),
    onReorder: ({ target }) => void put(dragged.current, columnKey, lane, items, at(target)),
    onRootDrop: () => void put(dragged.current, columnKey, lane, items, items.length),
    onDragEnd: () => {
      dragged.current = [];
    },
    renderDropIndicator: (target) => (
      <DropIndicator target={target} className="rounded-full data-[drop-target]:outline-2 data-[drop-target]:outline-accent" />
    ),
  });
  const titleOf = ({ title }: CardOf) => title || t('untitled');
  const height = lane ? Math.min(SIZES.cell, Math.max(64, items.length * (SIZES.card + SIZES.gap) + 8)) : undefined;
  return (
    <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowHeight: SIZES.card, gap: SIZES.gap, padding: 8 }}>
      <GridList
        aria-label={name}
        items={items}
        dependencies={[writes, edits]}
        // One that can be dragged in and one that cannot have other hooks inside.
        key={writes ? 'write' : 'read'}
        dragAndDropHooks={writes ? dragAndDropHooks : undefined}
        onAction={(key) => open(String(key))}
        style={{ height }}
        className={classes('overflow-y-auto outline-none data-[drop-target]:bg-accent-soft', lane ? '' : 'min-h-16 flex-1')}
        renderEmptyState={() => <p className="px-3 py-2 text-xs text-ink-faint">{t('board.empty')}</p>}
      >
        {(item) => (
          <GridListItem id={item.id} textValue={titleOf(item)} className={classes(cardClasses, 'cursor-default')}>
            <CardBody id={item.id} />
            {writes && !item.fixed ? (
              <div className="absolute end-1 top-1 flex">
                <Press className={iconButtonClasses} aria-label={t('board.moveTo', { title: titleOf(item) })} onPress={() => ask(item.id)}>
                  <Icon of={MoveRight} className="size-4" />
                </Press>
                <Press
                  slot="drag"
                  className={classes(iconButtonClasses, 'cursor-grab')}
                  aria-label={t('board.drag', { title: titleOf(item) })}
                >
                  <Icon of={GripVertical} className="size-4" />
                </Press>
              </div>
            ) : null}
          </GridListItem>
        )}
      </GridList>
    </Virtualizer>
  );
}
