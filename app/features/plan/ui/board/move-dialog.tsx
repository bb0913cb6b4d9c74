/** "Move to ...": every drag as a single press. The columns, and the places within the column where the card is. */
import { ArrowDown, ArrowDownToLine, ArrowUp, ArrowUpToLine, Check } from 'lucide';
import { useState } from 'react';
import { useT } from '~/i18n/react';
import { Button } from '~/ui/button';
import { classes } from '~/ui/classes';
import { Dialog } from '~/ui/dialog';
import { Icon } from '~/ui/icon';
import { Notice } from '~/ui/notice';
import type { Item } from '../../plan';
import type { Plan } from '../../whole';
import { usePlanWords } from '../words';
import type { CardOf } from './cells';
import { type ColumnKey, columnOf, groupingOf } from './columns';

export interface MoveDialogProps {
  plan: Plan;
  item: Item;
  columns: readonly ColumnKey[];
  cards: (key: ColumnKey) => readonly CardOf[];
  onPut: (key: ColumnKey, index: number) => string | null;
  onClose: () => void;
}

export function MoveDialog({ plan, item, columns, cards, onPut, onClose }: MoveDialogProps) {
  const t = useT('plan');
  const words = usePlanWords();
  const [refused, setRefused] = useState<string | null>(null);
  const here = columns.find((key) => columnOf(plan, item, groupingOf(key)) === key);
  const own = here ? cards(here) : [];
  const at = own.findIndex(({ id }) => id === item.id);
  const put = (key: ColumnKey, index: number) => {
    const why = onPut(key, index);
    if (why === null) onClose();
    else setRefused(why);
  };
  const places = [
    { label: t('board.first'), icon: ArrowUpToLine, to: 0, useless: at === 0 },
    { label: t('board.up'), icon: ArrowUp, to: at - 1, useless: at <= 0 },
    { label: t('board.down'), icon: ArrowDown, to: at + 1, useless: at >= own.length - 1 },
    { label: t('board.last'), icon: ArrowDownToLine, to: own.length - 1, useless: at >= own.length - 1 },
  ];
  return (
    <Dialog open title={t('board.moveTo', { title: words.title(item) })} onClose={onClose}>
      {refused ? (
        <Notice tone="warn" title={refused} live>
          {''}
        </Notice>
      ) : null}
      <ul className="mt-2 grid gap-1.5">
        {columns.map((key) => {
          const { name, lang } = words.column(plan, key);
          const current = key === here;
          return (
            <li key={key}>
              <Button
                className="w-full justify-between text-start"
                aria-current={current || undefined}
                disabled={current}
                onClick={() => put(key, cards(key).length)}
              >
                <span lang={lang}>{name}</span>
                <span className={classes('text-xs text-ink-soft', current && 'inline-flex items-center gap-1')}>
                  {current ? (
                    <>
                      <Icon of={Check} className="size-3.5" />
                      {t('board.here')}
                    </>
                  ) : (
                    t('board.cards', { count: cards(key).length })
                  )}
                </span>
              </Button>
            </li>
          );
        })}
      </ul>
      {here && own.length > 1 ? (
        <div className="mt-4">
          <h3 className="mb-1.5 text-sm font-semibold">{t('board.within')}</h3>
          <div className="flex flex-wrap gap-2">
            {places.map(({ label, icon, to, useless }) => (
              <Button key={label} icon={<Icon of={icon} className="size-4" />} disabled={useless} onClick={() => put(here, to)}>
                {label}
              </Button>
            ))}
          </div>
        </div>
      ) : null}
    </Dialog>
  );
}
