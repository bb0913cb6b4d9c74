/** The plan as a table: every field of every item in a row, changed where it stands. */
import { Columns3Cog } from 'lucide';
import { useCallback, useRef, useState, useSyncExternalStore } from 'react';
import { useT } from '~/i18n/react';
import { useAnnounce } from '~/ui/announcer';
import { Button } from '~/ui/button';
import { Icon } from '~/ui/icon';
import type { Item } from '../../plan';
import type { ViewProps } from '../view';
import { usePlanWords } from '../words';
import { AddMenu } from './add-menu';
import { BulkBar } from './bulk-bar';
import { HEIGHTS } from './columns';
import { ColumnsDialog } from './columns-dialog';
import { Grid } from './grid';
import { MoveDialog } from './move-dialog';
import type { Place } from './moving';
import { RowMenu } from './row-menu';
import { ActionsContext } from './state';
import { useDragging } from './use-dragging';
import { useKeys } from './use-keys';
import { useTable } from './use-table';

function useRowHeight(): number {
  return useSyncExternalStore(
    (listener) => {
      const coarse = window.matchMedia('(pointer: coarse)');
      coarse.addEventListener('change', listener);
      return () => coarse.removeEventListener('change', listener);
    },
    () => (window.matchMedia('(pointer: coarse)').matches ? HEIGHTS.coarse : HEIGHTS.fine),
    () => HEIGHTS.fine,
  );
}

export default function TableView(props: ViewProps) {
  const { plan, edits, query, setQuery } = props;
  const t = useT('plan');
  const grid = useRef<HTMLDivElement>(null);
  const height = useRowHeight();
  const place = usePlacing(props);
  const now = useRef({ plan, rows: [] as ReturnType<typeof useTable>['rows'] });
  const drop = useCallback(
    (id: string, to: Place) => {
      const item = now.current.plan.items.get(id);
      if (item) place(item, to);
    },
    [place],
  );
  const { dropping, drag } = useDragging({ grid, height, now, drop });
  const table = useTable(props, grid, drag);
  now.current = { plan, rows: table.rows };
  const onKeyDown = useKeys(props, table, place);
  const [choosing, setChoosing] = useState(false);
  const moved = table.moving === null ? undefined : plan.items.get(table.moving);
  const asked = table.menu && plan.items.get(table.menu.id);
  return (
    <ActionsContext.Provider value={table.actions}>
      <div className="relative flex h-full min-h-0 flex-col">
        <div className="flex flex-wrap items-center gap-2 px-4 pb-2 md:px-6">
          {edits ? <AddMenu table={table} /> : null}
          <Button look="plain" className="ms-auto" icon={<Icon of={Columns3Cog} className="size-4" />} onClick={() => setChoosing(true)}>
            {t('table.columns')}
          </Button>
        </div>
        <Grid {...props} table={table} grid={grid} height={height} dropping={dropping} onKeyDown={onKeyDown} />
        {table.rows.length === 0 ? (
          <p className="pointer-events-none absolute inset-x-0 top-1/3 px-6 text-center text-ink-soft">{t('table.empty')}</p>
        ) : null}
        {edits ? <BulkBar {...props} edits={edits} table={table} /> : null}
      </div>
      {asked && table.menu && edits ? <RowMenu {...props} edits={edits} table={table} item={asked} cell={table.menu.cell} /> : null}
      {moved && edits ? (
        <MoveDialog plan={plan} item={moved} onClose={() => table.setMoving(null)} onPut={(to) => place(moved, to)} />
      ) : null}
      {choosing ? (
        <ColumnsDialog columns={query.columns} onClose={() => setChoosing(false)} onChange={(columns) => setQuery({ columns })} />
      ) : null}
    </ActionsContext.Provider>
  );
}

/** Puts an item to another place, and says where it is then. */
function usePlacing({ plan, edits }: ViewProps) {
  const t = useT('plan');
  const words = usePlanWords();
  const announce = useAnnounce();
  const latest = useRef<(item: Item, to: Place) => void>(() => undefined);
  latest.current = (item, to) => {
    edits?.place(item.id, to.parent, to.order);
    const parent = to.parent === null ? undefined : plan.items.get(to.parent);
    const name = parent && `${plan.codeOf(parent.id) ?? ''} ${words.title(parent)}`.trim();
    announce(name ? t('table.movedInto', { title: words.title(item), parent: name }) : t('table.movedHere', { title: words.title(item) }));
  };
  return useCallback((item: Item, to: Place) => latest.current(item, to), []);
}
