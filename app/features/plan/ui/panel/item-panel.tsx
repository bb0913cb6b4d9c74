/** The panel of an item: everything about it, to read and to change. Beside the view on a wide screen, over it on a small one. */
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import type * as Y from 'yjs';
import { useT } from '~/i18n/react';
import type { PlanEdits } from '../../edits';
import type { Item } from '../../plan';
import type { Plan } from '../../whole';
import { DecisionBox } from '../decisions/decision-box';
import { ItemHistory } from '../history/item-history';
import { usePlanWords } from '../words';
import { Basics } from './basics';
import { Checklist } from './checklist';
import { Description } from './description';
import { Head } from './head';
import { KindFields } from './kind-fields';
import { Part } from './part';
import { Sections } from './sections';
import { WaitsFor } from './waits-for';

export interface ItemPanelProps {
  plan: Plan;
  item: Item;
  edits: PlanEdits | null;
  /** The room, once the page has joined it. */
  doc: Y.Doc | null;
  today: string;
  may: { write: boolean; decide: boolean };
  /** What else there is about it: comments. */
  about: (item: Item) => ReactNode;
  open: (id: string) => void;
  onClose: () => void;
}

/** What each part of the panel is given. `edits` is null also where the item is frozen; `stateEdits` is there while the state of play goes on. */
export type PartProps = Omit<ItemPanelProps, 'onClose'> & { stateEdits: PlanEdits | null };

export default function ItemPanel(props: ItemPanelProps) {
  const { plan, item, about, onClose } = props;
  const t = useT('plan');
  const words = usePlanWords();
  const whole = useRef<HTMLElement>(null);
  // Whoever opens it goes on here, and comes back to where they were.
  useEffect(() => {
    const before = document.activeElement;
    whole.current?.focus();
    return () => {
      if (
        before instanceof HTMLElement &&
        before.isConnected &&
        (document.activeElement === document.body || document.activeElement === null)
      )
        before.focus();
    };
  }, []);
  const more = useMemo(() => about(item), [about, item]);
  const frozen = plan.isFrozen(item.id);
  const stateEdits = plan.frozenBy(item.id) === 'decision' ? null : props.edits;
  const part: PartProps = { ...props, edits: frozen ? null : props.edits, stateEdits };
  return (
    <aside
      ref={whole}
      tabIndex={-1}
      aria-label={t('panel.label', { title: words.title(item) })}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        onClose();
      }}
      className="fixed inset-0 z-40 overflow-y-auto bg-surface p-4 outline-none sm:start-auto sm:w-[26rem] sm:border-s sm:border-line lg:static lg:z-auto lg:w-[27rem] lg:shrink-0"
    >
      <Head {...props} edits={part.edits} />
      {frozen ? (
        <p className="mt-2 rounded-control bg-sunken px-3 py-2 text-sm">
          {plan.frozenBy(item.id) === 'agreement' ? t('panel.agreed') : t('panel.frozen')}
        </p>
      ) : null}
      <div className="mt-4 grid gap-6">
        <Basics {...part} />
        <KindFields {...part} />
        <DecisionBox {...props} />
        <Description {...part} />
        <Checklist {...part} />
        <WaitsFor {...part} />
        <Sections {...part} />
        {more}
        <Part title={t('history.heading')}>
          <ItemHistory plan={plan} itemId={item.id} />
        </Part>
      </div>
    </aside>
  );
}
