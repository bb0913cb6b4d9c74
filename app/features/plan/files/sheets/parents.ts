/** What belongs to what, from a column that says it, from codes, from how deep a row stands, or from what it stands under. */
import { generateNKeysBetween } from 'fractional-indexing';
import { parentsOf } from '../../plan';
import type { FileItem } from '../plan-file';
import type { ReadItem } from './read-items';
import { parentOfCode, type References } from './references';
import type { Table } from './tables';
import type { Problems } from './values';

export function withParents(table: Table, items: readonly ReadItem[], references: References, problems: Problems): FileItem[] {
  const byId = new Map(items.map((one) => [one.item.id, one]));
  const isBare = !['parent', 'code', 'level'].some((key) => table.has(key));
  const parents = new Map<string, string | null>();
  for (const [index, one] of items.entries()) {
    const told = toldParent(one, byId, references, problems);
    parents.set(one.item.id, told === undefined ? impliedParent(items, index, byId, references, isBare) : told);
  }
  for (const one of items) if (standsInItself(one.item.id, parents)) problems.add('in-itself', one.row, 'parent');
  return withOrders(items.map(({ item }) => ({ ...item, parent: parents.get(item.id) ?? null })));
}

/** Undefined where the row does not say. */
function toldParent(
  { row, item }: ReadItem,
  byId: ReadonlyMap<string, ReadItem>,
  references: References,
  problems: Problems,
): string | null | undefined {
  const text = row.text('parent');
  if (text.trim() === '') return undefined;
  const found = references.find(text);
  if (found.is !== 'found') {
    problems.add(found.is === 'none' ? 'no-such-item' : 'not-one-item', row, 'parent');
    return null;
  }
  const parent = byId.get(found.id)?.item;
  if (parent && parentsOf[item.kind].includes(parent.kind)) return parent.id;
  problems.add('wrong-parent', row, 'parent');
  return null;
}

function impliedParent(
  items: readonly ReadItem[],
  index: number,
  byId: ReadonlyMap<string, ReadItem>,
  references: References,
  isBare: boolean,
): string | null {
  const one = items[index];
  if (!one) return null;
  const allowed = parentsOf[one.item.kind];
  const code = parentOfCode(one.code);
  const byCode = code ? references.find(code) : null;
  if (byCode?.is === 'found' && allowed.includes(byId.get(byCode.id)?.item.kind ?? 'risk')) return byCode.id;
  const level = Number(one.row.text('level'));
  const isAbove = (other: ReadItem) => (isBare ? other.item.kind === 'workPackage' : Number(other.row.text('level')) < level);
  if (!isBare && !(level > 0)) return null;
  const above = items.slice(Math.max(0, index - 1_000), index).findLast(isAbove);
  return above && allowed.includes(above.item.kind) ? above.item.id : null;
}

function standsInItself(id: string, parents: ReadonlyMap<string, string | null>): boolean {
  let at = parents.get(id);
  for (let steps = 0; at && steps <= parents.size; steps++) {
    if (at === id) return true;
    at = parents.get(at);
  }
  return false;
}

/** Places as they are written, where all that belong together have one; else as the rows stand. */
function withOrders(items: readonly FileItem[]): FileItem[] {
  const siblings = new Map<string | null, FileItem[]>();
  for (const item of items) siblings.get(item.parent)?.push(item) ?? siblings.set(item.parent, [item]);
  const orders = new Map<string, string>();
  for (const list of siblings.values()) {
    if (list.every(({ order }) => order !== '')) continue;
    const places = generateNKeysBetween(null, null, list.length);
    for (const [index, { id }] of list.entries()) orders.set(id, places[index] ?? '');
  }
  return items.map((item) => ({ ...item, order: orders.get(item.id) ?? item.order }));
}
