/**
 * A choice among the items of a plan. There may be thousands: they are listed as soon as somebody turns to it, and as they were then; a list that is
 * written anew with each change of others would take longer than a key may, and move under the pointer.
 */
import { type ComponentProps, useState } from 'react';
import { controlClasses } from '~/ui/text-input';
import type { Item } from '../../plan';
import type { Plan } from '../../whole';
import { usePlanWords } from '../words';

interface ItemChoiceProps extends Pick<ComponentProps<'select'>, 'aria-label' | 'className'> {
  plan: Plan;
  chosen: Item | null;
  /** What it says where nothing is chosen. */
  empty: string;
  listed: () => readonly Item[];
  onChoose: (id: string | null) => void;
}

export function ItemChoice({ plan, chosen, empty, listed, onChoose, className = '', ...props }: ItemChoiceProps) {
  const words = usePlanWords();
  const [list, setList] = useState<readonly Item[] | null>(null);
  const turnTo = () => setList((before) => before ?? listed());
  const isListed = list?.some(({ id }) => id === chosen?.id);
  return (
    <select
      {...props}
      value={chosen?.id ?? ''}
      onFocus={turnTo}
      onPointerDown={turnTo}
      onBlur={() => setList(null)}
      onChange={({ target }) => onChoose(target.value || null)}
      className={`${controlClasses} ${className}`}
    >
      <option value="">{empty}</option>
      {(chosen && !isListed ? [chosen, ...(list ?? [])] : (list ?? [])).map((item) => (
        <option key={item.id} value={item.id} lang={plan.facts.language}>
          {`${plan.codeOf(item.id) ?? ''} ${words.title(item)}`.trim()}
        </option>
      ))}
    </select>
  );
}
