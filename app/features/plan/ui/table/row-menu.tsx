/** What can be done with a row; it opens at the row, also by the key for menus. */
import { ArrowDownToLine, MoveRight, PanelRightOpen, Plus, Trash2 } from 'lucide';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { useT } from '~/i18n/react';
import { useAnnounce } from '~/ui/announcer';
import { Icon } from '~/ui/icon';
import type { PlanEdits } from '../../edits';
import { type Item, kinds, parentsOf } from '../../plan';
import { KindIcon } from '../board/card';
import type { ViewProps } from '../view';
import { usePlanWords } from '../words';
import { Floating } from './floating';
import type { Table } from './use-table';

export interface RowMenuProps extends ViewProps {
  edits: PlanEdits;
  table: Table;
  item: Item;
  cell: HTMLElement;
}

const ITEM =
  'flex min-h-9 w-full items-center gap-2.5 rounded-control px-2.5 py-1.5 text-start hover:bg-sunken focus:bg-sunken pointer-coarse:min-h-11 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-ink-soft';

export function RowMenu({ plan, edits, open, table, item, cell }: RowMenuProps) {
  const t = useT('plan');
  const words = usePlanWords();
  const announce = useAnnounce();
  const list = useRef<HTMLDivElement>(null);
  const title = words.title(item);
  const close = (again = true) => {
    table.setMenu(null);
    if (again) table.focus({ row: item.id, column: table.at.row === item.id ? table.at.column : 'title' });
  };
  useLayoutEffect(() => {
    list.current?.querySelector('button')?.focus({ preventScroll: true });
  }, []);
  const below = kinds.filter((kind) => parentsOf[kind].includes(item.kind));
  const entry = (label: string, icon: ReactNode, act: () => void, again = false) => (
    <button
      key={label}
      type="button"
      role="menuitem"
      tabIndex={-1}
      className={ITEM}
      onClick={() => {
        close(again);
        act();
      }}
    >
      {icon}
      {label}
    </button>
  );
  return (
    <Floating
      anchor={cell}
      className="w-max max-w-[min(20rem,calc(100vw-1rem))] min-w-52 p-1"
      onAway={() => table.setMenu(null)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape' || event.key === 'Tab') {
          event.preventDefault();
          close();
        }
        if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
        event.preventDefault();
        const stops = [...(list.current?.querySelectorAll('button') ?? [])];
        const at = stops.indexOf(document.activeElement as HTMLButtonElement);
        stops.at((at + (event.key === 'ArrowDown' ? 1 : -1)) % stops.length)?.focus();
      }}
    >
      <div ref={list} role="menu" aria-label={t('table.menu', { title })}>
        {entry(t('table.openShort'), <Icon of={PanelRightOpen} />, () => open(item.id))}
        {below.map((kind) =>
          entry(t('table.addKind', { kind: words.kind(kind) }), <KindIcon kind={kind} />, () => table.actions.add(kind, item.id)),
        )}
        {table.sort ? null : entry(t('table.addBehind'), <Icon of={Plus} />, () => table.addBehind(item))}
        {parentsOf[item.kind].length > 0 ? entry(t('table.bulk.move'), <Icon of={MoveRight} />, () => table.setMoving(item.id)) : null}
        {parentsOf[item.kind].length === 0 && !table.sort
          ? entry(t('table.place'), <Icon of={ArrowDownToLine} />, () => table.setMoving(item.id))
          : null}
        {plan.isFrozen(item.id)
          ? null
          : entry(
              t('table.remove'),
              <Icon of={Trash2} />,
              () => {
                edits.remove([item.id]);
                announce(t('table.removed', { title }));
              },
              true,
            )}
      </div>
    </Floating>
  );
}
