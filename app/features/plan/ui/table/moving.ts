/** Where a row may go: among those beside it, out of what it belongs to, into another. Pure; what may not be is null. */
import { byOrder, orderAt } from '../../order';
import { type Item, parentsOf } from '../../plan';
import type { Plan } from '../../whole';

export interface Place {
  parent: string | null;
  order: string;
}

/** The item that it counts as part of; null at the top and where it is unassigned. */
export function parentOf(plan: Plan, item: Item): Item | null {
  const parent = item.parent === null ? undefined : plan.items.get(item.parent);
  return (parent && plan.outline.children.get(parent.id)?.some(({ id }) => id === item.id) && parent) || null;
}

const isRoot = ({ kind }: Item) => parentsOf[kind].length === 0;

/** Those it stands among, itself included: work packages with work packages, risks with risks. */
export function besides(plan: Plan, item: Item): readonly Item[] {
  if (isRoot(item)) return (plan.outline.children.get(null) ?? []).filter(({ kind }) => kind === item.kind);
  const parent = parentOf(plan, item);
  return parent ? (plan.outline.children.get(parent.id) ?? []) : plan.outline.unassigned;
}

/** May it belong to this one? Not to itself, nor to what belongs to it. */
export function mayBelong(plan: Plan, item: Item, parent: Item): boolean {
  if (!parentsOf[item.kind].includes(parent.kind)) return false;
  for (let at: Item | null = parent, steps = 0; at && steps < 100; at = parentOf(plan, at), steps++) if (at.id === item.id) return false;
  return true;
}

/** One up or down among those it stands among. */
export function step(plan: Plan, item: Item, by: 1 | -1): Place | null {
  const list = besides(plan, item);
  const to = list.findIndex(({ id }) => id === item.id) + by;
  if (to < 0 || to >= list.length) return null;
  const others = list.filter(({ id }) => id !== item.id);
  return { parent: item.parent, order: orderAt(others, to) };
}

/** Before or behind another row, in what that one belongs to. */
export function beside(plan: Plan, item: Item, target: Item, where: 'before' | 'after'): Place | null {
  if (item.id === target.id || (isRoot(item) ? item.kind !== target.kind : isRoot(target))) return null;
  const parent = parentOf(plan, target);
  if (parent && !mayBelong(plan, item, parent)) return null;
  const others = besides(plan, target).filter(({ id }) => id !== item.id);
  const at = others.findIndex(({ id }) => id === target.id) + (where === 'after' ? 1 : 0);
  return { parent: parent?.id ?? null, order: orderAt(others, at) };
}

/** Into another, behind everything that is in it already (or at `index`). */
export function into(plan: Plan, item: Item, parent: Item, index?: number): Place | null {
  if (!mayBelong(plan, item, parent)) return null;
  const others = (plan.outline.children.get(parent.id) ?? []).filter(({ id }) => id !== item.id);
  return { parent: parent.id, order: orderAt(others, index ?? others.length) };
}

/** Out of the task that it belongs to, right behind it. */
export function out(plan: Plan, item: Item): Place | null {
  const parent = parentOf(plan, item);
  return parent && beside(plan, item, parent, 'after');
}

/** Into the task above it. */
export function inward(plan: Plan, item: Item): Place | null {
  const list = besides(plan, item);
  const before = list.slice(
    0,
    list.findIndex(({ id }) => id === item.id),
  );
  const parent = before.reverse().find((one) => mayBelong(plan, item, one));
  return parent ? into(plan, item, parent) : null;
}

/** What an item could be put into, in the order of the plan. */
export function parentsFor(plan: Plan, item: Item): readonly Item[] {
  return plan.ordered.filter((one) => mayBelong(plan, item, one));
}

/** How many of the same parent stand before the place right behind `item`: where a new one is put. */
export function indexBehind(plan: Plan, item: Item): number {
  const list = [...plan.items.values()].filter(({ parent }) => parent === item.parent).sort(byOrder);
  return list.findIndex(({ id }) => id === item.id) + 1;
}
