/** What of a plan stands in whose calendar. */
import type { Item } from '../../plan';
import type { Plan } from '../../whole';
import type { CalendarEvent } from './write';

export const feedScopes = ['mine', 'organisation', 'partnership'] as const;
export type FeedScope = (typeof feedScopes)[number];

/** An event as it is found, before words of a language are put to it. */
export interface FoundEvent extends Pick<CalendarEvent, 'uid' | 'title' | 'when' | 'isCancelled'> {
  item: Item;
}

/** Days of items; who does them, or takes part, is judged by the facts that the plan was read against (`facts.me`). */
export function eventsOf(plan: Plan, scope: FeedScope): FoundEvent[] {
  return plan.ordered.flatMap((item) => {
    const days = plan.scheduled(item.id);
    if (!days || !isIn(item, scope, plan)) return [];
    const { start, end } = days;
    const code = plan.codeOf(item.id);
    const title = [code, item.title].filter(Boolean).join(' ');
    return { uid: `koinon-plan-${item.id}`, title, when: { start, end }, isCancelled: item.status === 'cancelled', item };
  });
}

function isIn({ kind, people, lead, partners }: Item, scope: FeedScope, { facts: { me } }: Plan): boolean {
  switch (scope) {
    case 'mine':
      return people.includes(me.userId);
    case 'organisation':
      return lead === me.organisationId || partners.includes(me.organisationId);
    // Tasks of everybody would fill every day.
    case 'partnership':
      return kind === 'workPackage' || kind === 'deliverable' || kind === 'milestone';
  }
}
