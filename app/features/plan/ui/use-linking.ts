/** Makes one item wait for another, unless that cannot be. */
import { useT } from '~/i18n/react';
import { useAnnounce } from '~/ui/announcer';
import type { PlanEdits } from '../edits';
import type { LinkType } from '../plan';
import { circleOf } from '../schedule';
import type { Plan } from '../whole';
import { usePlanWords } from './words';

/** @returns why not, in words; null where it waits now */
export function useLinking(plan: Plan, edits: PlanEdits | null) {
  const t = useT('plan');
  const words = usePlanWords();
  const announce = useAnnounce();
  const nameOf = (id: string) => {
    const item = plan.items.get(id);
    return item ? (plan.codeOf(id) ?? words.title(item)) : id;
  };
  return (from: string, to: string, type: LinkType, lag: number): string | null => {
    const names = { from: nameOf(from), to: nameOf(to) };
    if (!edits) return t('links.readOnly');
    if (plan.links.some((link) => link.from === from && link.to === to)) return t('links.there', names);
    const counting = plan.links.filter(({ id }) => !plan.schedule.inactive.has(id));
    const circle = circleOf(counting, { from, to });
    if (circle) return t('links.circle', { ...names, path: circle.map(nameOf).join(' → ') });
    edits.link({ from, to, type, lag });
    announce(t('links.made', names));
    return null;
  };
}
