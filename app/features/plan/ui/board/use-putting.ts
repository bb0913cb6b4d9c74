/** What happens when cards are put somewhere: checked, written as one step, and said aloud. */
import { useT } from '~/i18n/react';
import { useAnnounce } from '~/ui/announcer';
import type { Item } from '../../plan';
import type { ViewProps } from '../view';
import { usePlanWords } from '../words';
import type { CardOf } from './cells';
import { type ColumnKey, changesFor, columnOf, groupingOf, orderAtEnd, ranksAt } from './columns';

/** Puts cards into a column (and lane) at `index` among its other cards. @returns why one cannot be put there, in words; null when all are there */
export type Put = (
  ids: readonly string[],
  key: ColumnKey,
  lane: ColumnKey | null,
  there: readonly CardOf[],
  index: number,
) => string | null;

export function usePutting({ plan, edits }: Pick<ViewProps, 'plan' | 'edits'>): Put {
  const t = useT('plan');
  const words = usePlanWords();
  const announce = useAnnounce();
  return (ids, key, lane, there, index) => {
    const items = ids.flatMap((id) => plan.find(id) ?? []);
    const refused = whyNot(items);
    if (refused || !edits) {
      if (refused) announce(refused);
      return refused;
    }
    const others = there.flatMap(({ id }) => (ids.includes(id) ? [] : (plan.items.get(id) ?? [])));
    edits.together(() => {
      for (const item of items) {
        for (const target of lane ? [key, lane] : [key]) {
          const { parent, ...changes } = changesFor(plan, item, target) ?? {};
          if (parent !== undefined) edits.place(item.id, parent, orderAtEnd(plan, parent), changes);
          else edits.change(item.id, changes);
        }
      }
      for (const [id, rank] of ranksAt(others, index, ids)) edits.change(id, { rank });
    });
    announce(t('board.moved', { title: items.map(words.title).join(', '), column: words.column(plan, key).name, place: index + 1 }));
    return null;

    function whyNot(asked: readonly Item[]): string | null {
      for (const item of asked) {
        const title = words.title(item);
        for (const target of lane ? [key, lane] : [key]) {
          if (columnOf(plan, item, groupingOf(target)) === target && item.kind !== 'activity') continue;
          if (plan.isFrozen(item.id)) return words.frozen(item.kind, title);
          if (changesFor(plan, item, target) === null) return t('board.notThere', { title, column: words.column(plan, target).name });
        }
      }
      return null;
    }
  };
}
