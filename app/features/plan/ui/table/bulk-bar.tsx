/** What can be done with all rows that are chosen, each as one step to undo. What was submitted is left out, and named. */
import { CalendarDays, CircleDot, Landmark, MoveRight, Trash2, UserPlus, X } from 'lucide';
import { useState } from 'react';
import { useFormat, useT } from '~/i18n/react';
import { useAnnounce } from '~/ui/announcer';
import { Button } from '~/ui/button';
import { Icon } from '~/ui/icon';
import { Notice } from '~/ui/notice';
import type { PlanEdits } from '../../edits';
import type { Item } from '../../plan';
import type { ViewProps } from '../view';
import { usePlanWords } from '../words';
import { type BulkChange, bulkOf, writeBulk } from './bulk';
import { BulkDialog, type BulkField } from './bulk-dialog';
import type { Table } from './use-table';

const FIELDS = [
  { field: 'status', icon: CircleDot },
  { field: 'lead', icon: Landmark },
  { field: 'people', icon: UserPlus },
  { field: 'dates', icon: CalendarDays },
  { field: 'move', icon: MoveRight },
] as const;

export function BulkBar({ plan, edits, table }: ViewProps & { edits: PlanEdits; table: Table }) {
  const t = useT('plan');
  const words = usePlanWords();
  const format = useFormat();
  const announce = useAnnounce();
  const [asked, setAsked] = useState<BulkField | null>(null);
  const [left, setLeft] = useState<string | null>(null);
  const { selected, setSelected } = table;
  const names = (items: readonly Item[]) => format.list(items.map((item) => plan.codeOf(item.id) ?? words.title(item)));
  const change = (asks: BulkChange) => {
    const bulk = bulkOf(plan, selected, asks);
    writeBulk(edits, bulk);
    const said = [
      t('table.bulk.changed', { count: bulk.changed }),
      bulk.frozen.length > 0 ? t('table.bulk.frozen', { count: bulk.frozen.length, names: names(bulk.frozen) }) : '',
      bulk.unfit.length > 0 ? t('table.bulk.unfit', { count: bulk.unfit.length, names: names(bulk.unfit) }) : '',
    ].filter(Boolean);
    announce(said.join(' '));
    setLeft(said.length > 1 ? said.join(' ') : null);
    if (asks.field === 'remove') setSelected(new Set([...bulk.frozen, ...bulk.unfit].map(({ id }) => id)));
  };
  if (selected.size === 0 && left === null) return null;
  return (
    <section aria-label={t('table.bulk.title')} className="border-t border-line-strong bg-surface px-4 py-2 md:px-6">
      {left === null ? null : (
        <Notice
          tone="warn"
          className="mb-2"
          title={left}
          action={
            <Button look="plain" onClick={() => setLeft(null)}>
              {t('close')}
            </Button>
          }
        />
      )}
      {selected.size === 0 ? null : (
        <div className="flex flex-wrap items-center gap-2">
          <p role="status" className="me-2 text-sm font-semibold">
            {t('table.bulk.count', { count: selected.size })}
          </p>
          {FIELDS.map(({ field, icon }) => (
            <Button key={field} icon={<Icon of={icon} className="size-4" />} onClick={() => setAsked(field)}>
              {t(`table.bulk.${field}`)}
            </Button>
          ))}
          <Button look="danger" icon={<Icon of={Trash2} className="size-4" />} onClick={() => change({ field: 'remove' })}>
            {t('table.remove')}
          </Button>
          <Button
            look="plain"
            className="ms-auto"
            icon={<Icon of={X} className="size-4" />}
            onClick={() => {
              setSelected(new Set());
              setLeft(null);
              table.focus(table.at);
            }}
          >
            {t('table.bulk.clear')}
          </Button>
        </div>
      )}
      {asked ? <BulkDialog plan={plan} field={asked} count={selected.size} onClose={() => setAsked(null)} onChange={change} /> : null}
    </section>
  );
}
