/** Puts a plan out of a file into a room, behind what is there: everything gets a new id, and what refers to what stays so. */
import { generateNKeysBetween } from 'fractional-indexing';
import type * as Y from 'yjs';
import { newId } from '~/kit/ids';
import { addItem, addLink, changeLimit, descriptionOf, readItems, readLimits } from '../live';
import { byOrder } from '../order';
import { blankItem, type Item, limits } from '../plan';
import type { FileItem, PlanFile } from './plan-file';
import { writeTree } from './rich/tree';

/** Why a plan does not fit into the room any more. */
export type NoRoom = 'too-many-items' | 'too-many-links';

/** Call it within a transaction. @returns why nothing was done, or null */
export function placePlan(doc: Y.Doc, { items, links, limits: columns }: PlanFile): NoRoom | null {
  const there = readItems(doc);
  // Also what was removed counts where the rest is not shown any more.
  if (doc.getMap('items').size + items.length > limits.items) return 'too-many-items';
  if (doc.getMap('links').size + links.length > limits.links) return 'too-many-links';
  const ids = newIds(items.map(({ id }) => id));
  const orders = behind(there, items);
  for (const item of items) {
    const known = { id: ids.get(item.id), order: orders.get(item.id) ?? item.order };
    const id = addItem(doc, { ...lean(item), ...referring(item, ids) }, undefined, known);
    const description = descriptionOf(doc, id);
    if (description && item.description.length > 0) writeTree(description, item.description);
  }
  // Of links that make a circle the older ones count.
  const linkIds = newIds(links.map(({ id }) => id));
  for (const { id, from, to, ...link } of links) {
    addLink(doc, { ...link, from: ids.get(from) ?? from, to: ids.get(to) ?? to }, linkIds.get(id));
  }
  const limited = readLimits(doc);
  for (const [column, most] of columns) {
    const own = column.replace(/[0-9a-z]{10,40}/g, (word) => ids.get(word) ?? word);
    if (!limited.has(own)) changeLimit(doc, own, most);
  }
  return null;
}

/** New ids in the order of the old ones: where two have one place, the id decides. */
function newIds(old: readonly string[]): Map<string, string> {
  const made = old.map(() => newId()).sort();
  return new Map([...old].sort().map((id, index) => [id, made[index] ?? newId()]));
}

/** Those that belong to nothing come behind what is there; into an empty plan they come as they were. */
function behind(there: readonly Item[], items: readonly FileItem[]): Map<string, string> {
  const last = there
    .filter(({ parent }) => parent === null)
    .sort(byOrder)
    .at(-1)?.order;
  if (last === undefined) return new Map();
  const roots = items.filter(({ parent }) => parent === null).sort(byOrder);
  const places = keysAfter(last, roots.length);
  return new Map(roots.map(({ id }, index) => [id, places[index] ?? '']));
}

function keysAfter(last: string, count: number): string[] {
  try {
    return generateNKeysBetween(last, null, count);
  } catch {
    // What stands last has a place that is none: behind it is what sorts behind it.
    return generateNKeysBetween(null, null, count).map((key) => `${last}${key}`);
  }
}

function referring(item: FileItem, ids: ReadonlyMap<string, string>): Pick<Item, 'kind' | 'title' | 'parent' | 'packages'> {
  return {
    kind: item.kind,
    title: item.title,
    parent: item.parent === null ? null : (ids.get(item.parent) ?? null),
    packages: item.packages.flatMap((id) => ids.get(id) ?? []),
  };
}

/** What is as it would be read anyway needs no room. */
function lean({ description: _, id: __, order: ___, ...item }: FileItem): Partial<Item> {
  const blank = blankItem(item.kind);
  return Object.fromEntries(Object.entries(item).filter(([field, value]) => value !== blank[field as keyof Item]));
}
