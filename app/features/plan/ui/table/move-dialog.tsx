/** "Move to ...": what the row belongs to, and its place in it. Every drag as two choices. */
import { useState } from 'react';
import { useT } from '~/i18n/react';
import { Button } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { controlClasses } from '~/ui/text-input';
import { type Item, parentsOf } from '../../plan';
import type { Plan } from '../../whole';
import { usePlanWords } from '../words';
import { beside, besides, into, type Place, parentOf, parentsFor } from './moving';

export interface MoveDialogProps {
  plan: Plan;
  item: Item;
  onPut: (place: Place) => void;
  onClose: () => void;
}

export function MoveDialog({ plan, item, onPut, onClose }: MoveDialogProps) {
  const t = useT('plan');
  const words = usePlanWords();
  const here = parentOf(plan, item);
  const [parent, setParent] = useState(here?.id ?? '');
  const [behind, setBehind] = useState('');
  const isRoot = parentsOf[item.kind].length === 0;
  const parents = isRoot ? [] : parentsFor(plan, item);
  const target = plan.items.get(parent);
  const others = (target ? (plan.outline.children.get(parent) ?? []) : besides(plan, item)).filter(({ id }) => id !== item.id);
  const name = (one: Item) => `${plan.codeOf(one.id) ?? ''} ${words.title(one)}`.trim();
  const place = (): Place | null => {
    const after = others.find(({ id }) => id === behind);
    if (after) return beside(plan, item, after, 'after');
    if (target) return into(plan, item, target, behind === 'first' ? 0 : undefined);
    const edge = behind === 'first' ? others[0] : others.at(-1);
    return edge ? beside(plan, item, edge, behind === 'first' ? 'before' : 'after') : null;
  };
  return (
    <Dialog open title={t('board.moveTo', { title: words.title(item) })} onClose={onClose}>
      <form
        method="dialog"
        onSubmit={() => {
          const to = place();
          if (to) onPut(to);
        }}
      >
        {parents.length > 0 ? (
          <label className="mb-4 block text-sm font-medium">
            {t('table.into')}
            <select
              value={parent}
              onChange={(event) => {
                setParent(event.target.value);
                setBehind('');
              }}
              className={`${controlClasses} mt-1`}
            >
              {here ? null : <option value="">{t('unassigned')}</option>}
              {parents.map((one) => (
                <option key={one.id} value={one.id} lang={plan.facts.language}>
                  {`${'\u2003'.repeat(plan.depthOf(one))}${name(one)}`}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        <label className="block text-sm font-medium">
          {t('table.placeIn')}
          <select value={behind} onChange={(event) => setBehind(event.target.value)} className={`${controlClasses} mt-1`}>
            <option value="">{t('table.atEnd')}</option>
            <option value="first">{t('table.atBeginning')}</option>
            {others.slice(0, -1).map((one) => (
              <option key={one.id} value={one.id}>
                {t('table.behind', { title: name(one) })}
              </option>
            ))}
          </select>
        </label>
        <div className="mt-6 flex justify-end gap-3">
          <Button type="submit" look="primary">
            {t('table.move')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
