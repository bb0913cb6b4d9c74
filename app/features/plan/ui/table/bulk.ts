/** One change of many rows: what it writes, and what it has to leave out. Pure but for `writeBulk`. */
import { addMonths } from '~/kit/dates';
import type { PlanEdits } from '../../edits';
import type { Changes } from '../../live';
import { orderAt } from '../../order';
import type { Item, Status, When } from '../../plan';
import { limits } from '../../plan';
import { dayOf } from '../../schedule';
import type { Plan } from '../../whole';
import { fits } from './columns';
import { mayBelong } from './moving';

export type BulkChange =
  | { field: 'status'; status: Status }
  | { field: 'lead'; lead: string | null }
  | { field: 'people'; add: readonly string[]; remove: readonly string[] }
  /** What is not given stays as it is. */
  | { field: 'dates'; start?: When | null; end?: When | null }
  | { field: 'shift'; by: number; unit: 'days' | 'months' }
  | { field: 'move'; parent: string }
  | { field: 'remove' };

type Write =
  | { id: string; changes: Changes }
  | { id: string; person: string; present: boolean }
  | { id: string; parent: string; order: string }
  | { id: string; removed: true };

export interface Bulk {
  writes: readonly Write[];
  /** How many items that are. */
  changed: number;
  /** They were submitted or achieved, and stay as they are. */
  frozen: readonly Item[];
  /** It makes no sense for them: a risk has no end, a work package is in no other. */
  unfit: readonly Item[];
}

export function bulkOf(plan: Plan, ids: Iterable<string>, change: BulkChange): Bulk {
  const asked = new Set(ids);
  const items = plan.ordered.filter(({ id }) => asked.has(id));
  const frozen = items.filter(({ id }) => plan.isFrozen(id));
  const open = items.filter(({ id }) => !plan.isFrozen(id));
  const unfit = open.filter((item) => !suits(plan, item, change));
  const fit = open.filter((item) => !unfit.includes(item));
  return { writes: writesOf(plan, fit, change), changed: fit.length, frozen, unfit };
}

function suits(plan: Plan, item: Item, change: BulkChange): boolean {
  switch (change.field) {
    case 'dates':
      return (change.start !== undefined && fits(item, 'start')) || (change.end !== undefined && fits(item, 'end'));
    case 'shift':
      return (item.start !== null && fits(item, 'start')) || (item.end !== null && fits(item, 'end'));
    case 'move': {
      const parent = plan.items.get(change.parent);
      return parent !== undefined && mayBelong(plan, item, parent);
    }
    default:
      return true;
  }
}

function writesOf(plan: Plan, items: readonly Item[], change: BulkChange): Write[] {
  switch (change.field) {
    case 'status':
      return items.map(({ id }) => ({ id, changes: { status: change.status } }));
    case 'lead':
      return items.map(({ id }) => ({ id, changes: { lead: change.lead } }));
    case 'people':
      return items.flatMap(({ id }) => [
        ...change.add.map((person) => ({ id, person, present: true })),
        ...change.remove.map((person) => ({ id, person, present: false })),
      ]);
    case 'dates':
      return items.map((item) => ({
        id: item.id,
        changes: {
          start: change.start !== undefined && fits(item, 'start') ? change.start : undefined,
          end: change.end !== undefined && fits(item, 'end') ? change.end : undefined,
        },
      }));
    case 'shift': {
      const shifted = (item: Item, which: 'start' | 'end') =>
        item[which] !== null && fits(item, which) ? shiftWhen(plan, item[which], which, change) : undefined;
      return items.map((item) => ({ id: item.id, changes: { start: shifted(item, 'start'), end: shifted(item, 'end') } }));
    }
    case 'move':
      return places(plan, items, change.parent);
    case 'remove':
      return items.map(({ id }) => ({ id, removed: true }));
  }
}

/** Behind what is there already, in the order in which they stand. What moves along with its parent keeps its place in it. */
function places(plan: Plan, items: readonly Item[], parent: string): Write[] {
  const ids = new Set(items.map(({ id }) => id));
  const others = (plan.outline.children.get(parent) ?? []).filter(({ id }) => !ids.has(id)).map(({ id, order }) => ({ id, order }));
  return items
    .filter((item) => !(item.parent !== null && ids.has(item.parent) && plan.codeOf(item.id)))
    .map(({ id }) => {
      const order = orderAt(others, others.length);
      others.push({ id, order });
      return { id, parent, order };
    });
}

/** A project month stays one where it moves by months; by days it becomes a day. */
export function shiftWhen(
  plan: Plan,
  when: When,
  which: 'start' | 'end',
  { by, unit }: { by: number; unit: 'days' | 'months' },
): When | undefined {
  if (unit === 'months') {
    if ('date' in when) return { date: addMonths(when.date, by) };
    return { month: Math.min(limits.months, Math.max(1, when.month + by)) };
  }
  const day = dayOf(when, which, plan.facts.startDate);
  return day === null ? undefined : { date: plan.days.shift(day, by) };
}

/** As one step to undo. */
export function writeBulk(edits: PlanEdits, { writes }: Bulk): void {
  edits.together(() => {
    for (const write of writes) {
      if ('changes' in write) edits.change(write.id, write.changes);
      else if ('person' in write) edits.list(write.id, { list: 'people', id: write.person, value: write.present || null });
      else if ('parent' in write) edits.place(write.id, write.parent, write.order);
      else edits.remove([write.id]);
    }
  });
}
