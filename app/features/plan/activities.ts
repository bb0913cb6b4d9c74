/** Activities as the views of the plan show them. They are no items of the room: an item is made of each to look at, which nobody can change there. Pure. */
import type { ActivityState, PlanActivity, PlanFacts } from './facts';
import { blankItem, type Item, type Status } from './plan';
import type { Scheduled } from './schedule';

/** Where a board puts them; their own word is said on the card. */
const STATUS: Record<ActivityState, Status> = { planned: 'todo', confirmed: 'todo', held: 'done', cancelled: 'cancelled' };

export interface Activities {
  facts: ReadonlyMap<string, PlanActivity>;
  items: ReadonlyMap<string, Item>;
  spans: ReadonlyMap<string, Scheduled>;
  /** By the id of the work package, empty for none; in each the first ones first. */
  within: ReadonlyMap<string, readonly Item[]>;
}

/** Made once of the same facts: a plan is made anew with each change. */
const made = new WeakMap<PlanFacts, Activities>();

export function activitiesOf(facts: PlanFacts): Activities {
  let activities = made.get(facts);
  if (!activities) {
    activities = read(facts.activities);
    made.set(facts, activities);
  }
  return activities;
}

function read(activities: readonly PlanActivity[]): Activities {
  const inOrder = [...activities].sort((a, b) => (dayAndHour(a) < dayAndHour(b) ? -1 : 1));
  const items = inOrder.map(itemOf);
  const within = new Map<string, Item[]>();
  for (const item of items) within.get(item.parent ?? '')?.push(item) ?? within.set(item.parent ?? '', [item]);
  return {
    facts: new Map(activities.map((one) => [one.id, one])),
    items: new Map(items.map((item) => [item.id, item])),
    spans: new Map(activities.map((one) => [one.id, spanOf(one)])),
    within,
  };
}

const dayAndHour = ({ start, startTime, id }: PlanActivity) => `${start} ${startTime} ${id}`;

function itemOf({ id, title, state, runs, organisationId, partners, workPackageId, start, end }: PlanActivity): Item {
  return {
    ...blankItem('activity'),
    id,
    title,
    parent: workPackageId || null,
    lead: organisationId,
    partners,
    status: runs ? 'doing' : STATUS[state],
    start: { date: start },
    end: { date: end },
  };
}

/** What waits for nothing stands where it was put. */
function spanOf({ start, end }: PlanActivity): Scheduled {
  return { start, end, planned: { start, end }, late: null, slack: 0, critical: false };
}
