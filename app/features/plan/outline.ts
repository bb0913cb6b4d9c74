/**
 * What belongs to what, and the codes that follow from it. Worked out from whatever a merge has left: a parent that somebody deleted meanwhile, one
 * of the wrong kind, two tasks that were put into each other at once. Nothing is lost by it: what has no place is unassigned, the same everywhere.
 */
import { byOrder } from './order';
import { type Item, type Kind, parentsOf } from './plan';

export interface Outline {
  /** In order, by parent; those without one under null. */
  children: ReadonlyMap<string | null, readonly Item[]>;
  /** Tasks, deliverables and milestones that belong to no work package (any more). */
  unassigned: readonly Item[];
  /** `WP2`, `T2.3`, `T2.3.1`, `D2.1`, `MS4`, `R3`; what is unassigned has none. */
  codes: ReadonlyMap<string, string>;
}

export function outlineOf(items: readonly Item[]): Outline {
  const byId = new Map(items.map((item) => [item.id, item]));
  const children = new Map<string | null, Item[]>();
  const unassigned: Item[] = [];
  for (const item of items) {
    const parent = parentOf(item, byId);
    if (parent === undefined) unassigned.push(item);
    else children.get(parent)?.push(item) ?? children.set(parent, [item]);
  }
  for (const list of children.values()) list.sort(byOrder);
  unassigned.sort(byOrder);
  return { children, unassigned, codes: codesOf(children) };
}

/** The parent that counts; undefined where there is none that may be. */
function parentOf(item: Item, byId: ReadonlyMap<string, Item>): string | null | undefined {
  if (parentsOf[item.kind].length === 0) return null;
  const parent = item.parent === null ? undefined : byId.get(item.parent);
  if (!parent || !parentsOf[item.kind].includes(parent.kind) || standsInItself(item, byId)) return undefined;
  return parent.id;
}

/** Of tasks that were put into each other the one with the lowest id steps out, and takes the others along: everybody sees the same. */
function standsInItself(item: Item, byId: ReadonlyMap<string, Item>): boolean {
  let lowest = item.id;
  let at = byId.get(item.parent ?? '');
  for (let steps = 0; at && steps < byId.size; steps++) {
    if (at.id === item.id) return lowest === item.id;
    if (at.id < lowest) lowest = at.id;
    at = byId.get(at.parent ?? '');
  }
  return false;
}

function codesOf(children: ReadonlyMap<string | null, readonly Item[]>): Map<string, string> {
  const codes = new Map<string, string>();
  const roots = children.get(null) ?? [];
  const of = (list: readonly Item[], kind: Kind) => list.filter((item) => item.kind === kind);
  let milestones = 0;
  const within = (parent: string, number: string) => {
    const list = children.get(parent) ?? [];
    of(list, 'task').forEach((task, index) => {
      codes.set(task.id, `T${number}.${index + 1}`);
      within(task.id, `${number}.${index + 1}`);
    });
    for (const [index, one] of of(list, 'deliverable').entries()) codes.set(one.id, `D${number}.${index + 1}`);
    // Milestones are numbered through the whole project, as the portal does.
    for (const one of of(list, 'milestone')) {
      milestones += 1;
      codes.set(one.id, `MS${milestones}`);
    }
  };
  of(roots, 'workPackage').forEach((one, index) => {
    codes.set(one.id, `WP${index + 1}`);
    within(one.id, String(index + 1));
  });
  for (const [index, one] of of(roots, 'risk').entries()) codes.set(one.id, `R${index + 1}`);
  return codes;
}
