/** The panel of an item: everything about it, to read and to change. */
import { X } from 'lucide-react';
import { useT } from '~/i18n/react';
import { IconButton } from '~/ui/button';
import type { PlanEdits } from '../../edits';
import type { Item } from '../../plan';
import type { Plan } from '../../whole';

export interface ItemPanelProps {
  plan: Plan;
  item: Item;
  edits: PlanEdits | null;
  today: string;
  open: (id: string) => void;
  onClose: () => void;
}

export default function ItemPanel({ plan, item, onClose }: ItemPanelProps) {
  const t = useT('plan');
  return (
    <aside aria-label={item.title} className="w-96 shrink-0 overflow-y-auto border-s border-line bg-surface p-4">
      <IconButton label={t('close')} onClick={onClose}>
        <X aria-hidden className="size-4" />
      </IconButton>
      <h2 lang={plan.facts.language}>{item.title}</h2>
    </aside>
  );
}
