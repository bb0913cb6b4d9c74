/** What can be done with a row by single presses: open it, set its dates, say what it waits for. */
import { CalendarRange, Link2, PanelRight, Pin, PinOff } from 'lucide';
import { useT } from '~/i18n/react';
import { Button } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { Icon } from '~/ui/icon';
import type { PlanEdits } from '../../edits';
import type { Item } from '../../plan';
import type { Plan } from '../../whole';
import { DatesDialog } from './dates-dialog';
import { isPoint } from './dragging';
import { LinksDialog } from './links-dialog';
import { useRowWords } from './row-words';

export type Asked = 'menu' | 'dates' | 'links';

export interface RowDialogsProps {
  plan: Plan;
  item: Item;
  edits: PlanEdits | null;
  asked: Asked;
  ask: (asked: Asked) => void;
  open: () => void;
  onClose: () => void;
}

export function RowDialogs(props: RowDialogsProps) {
  const { plan, item, edits, asked, ask, open, onClose } = props;
  const t = useT('plan');
  const words = useRowWords(plan);
  if (asked === 'dates' && edits) return <DatesDialog plan={plan} item={item} edits={edits} onClose={onClose} />;
  if (asked === 'links') return <LinksDialog plan={plan} item={item} edits={edits} onClose={onClose} />;
  const isFrozen = plan.isFrozen(item.id);
  const byHand = item.scheduling === 'manual';
  return (
    <Dialog open title={words.both(item)} onClose={onClose}>
      {isFrozen ? <p className="mb-3 text-sm text-ink-soft">{t('board.frozen', { title: words.name(item) })}</p> : null}
      <div className="grid gap-1.5">
        <Button
          data-autofocus
          className="justify-start"
          icon={<Icon of={PanelRight} className="size-4" />}
          onClick={() => {
            onClose();
            open();
          }}
        >
          {t('timeline.open')}
        </Button>
        {edits && !isFrozen ? (
          <Button className="justify-start" icon={<Icon of={CalendarRange} className="size-4" />} onClick={() => ask('dates')}>
            {t('timeline.setDates')}
          </Button>
        ) : null}
        <Button className="justify-start" icon={<Icon of={Link2} className="size-4" />} onClick={() => ask('links')}>
          {t('timeline.waitsFor')}
        </Button>
        {edits && !isFrozen && (item.kind === 'task' || isPoint(item)) ? (
          <Button
            className="justify-start"
            icon={byHand ? <Icon of={PinOff} className="size-4" /> : <Icon of={Pin} className="size-4" />}
            onClick={() => {
              edits.change(item.id, { scheduling: byHand ? 'auto' : 'manual' });
              onClose();
            }}
          >
            {t(byHand ? 'timeline.automatic' : 'timeline.byHand')}
          </Button>
        ) : null}
      </div>
    </Dialog>
  );
}
