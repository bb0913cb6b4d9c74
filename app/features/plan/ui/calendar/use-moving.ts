/** Puts an item on another day and says what became of it. */
import { useState } from 'react';
import { useT } from '~/i18n/react';
import { useAnnounce } from '~/ui/announcer';
import { becameDay, type Moved, movedTo } from '../../moving';
import type { Item } from '../../plan';
import type { Plan } from '../../whole';
import { useDayWords } from '../day-words';
import type { ViewProps } from '../view';
import { usePlanWords } from '../words';
import { nameOf } from './chip';

/** @returns what was said last, and how to move: the day on which the item begins then, or null where nothing was moved */
export function useMoving({ plan, edits }: Pick<ViewProps, 'plan' | 'edits'>) {
  const t = useT('plan');
  const words = usePlanWords();
  const days = useDayWords();
  const announce = useAnnounce();
  const [said, setSaid] = useState('');
  const say = (text: string) => {
    announce(text);
    setSaid(text);
  };
  const named = (item: Item) => nameOf({ item, code: plan.codeOf(item.id) }, words);

  /** Why it stays where it is; null where it can be moved. */
  const refusal = (id: string): string | null => {
    const item = plan.find(id);
    return item && plan.isFrozen(id) ? words.frozen(item.kind, named(item)) : null;
  };

  const move = (id: string, day: string): string | null => {
    const item = plan.items.get(id);
    if (!item || !edits) return null;
    const why = refusal(id);
    const moved = why === null ? movedTo(plan, item, day) : {};
    if (!moved.start && !moved.end) {
      say(why ?? t('calendar.stays', { title: named(item) }));
      return null;
    }
    edits.change(id, moved);
    const now = afterwards(plan, item, moved).scheduled(id);
    const [start, end] = [now?.start ?? day, now?.end ?? day];
    const title = named(item);
    const what =
      start === end
        ? t('calendar.movedDay', { title, date: days.full(end) })
        : t('calendar.movedSpan', { title, from: days.full(start), to: days.full(end) });
    const held = start > day && start !== end ? t('calendar.heldBack') : '';
    say([what, becameDay(item, moved) ? t('calendar.becameDay') : '', held].filter(Boolean).join(' '));
    return start;
  };

  return { said, say, refusal, move };
}

/** The plan as it is once the change is in it: what the item waits for may hold it back. */
function afterwards(plan: Plan, item: Item, moved: Moved): Plan {
  // Nothing holds it: the rest of the plan need not be worked out.
  if (!plan.links.some(({ to }) => to === item.id)) return plan.with({ items: [{ ...item, ...moved }], links: [], limits: plan.limits });
  const items = [...plan.items.values()].map((one) => (one.id === item.id ? { ...one, ...moved } : one));
  return plan.with({ items, links: plan.links, limits: plan.limits });
}
