/**
 * A plan as shared types: how it is read, and the few ways to change it. Two maps at the root of the room `plan/<partnership>`: `items` and `links`, by
 * id, each entry a map of plain values. So two people who change different fields of one item both keep their change, a moved item is one field and
 * never two items, and whoever deletes an item takes nothing along that somebody puts into it meanwhile.
 */
import * as Y from 'yjs';
import { isIsoDate } from '~/kit/dates';
import { newId } from '~/kit/ids';
import { byOrder, orderAt } from './order';
import {
  degrees,
  deliverableTypes,
  disseminationLevels,
  type Item,
  kinds,
  type Link,
  limits,
  linkTypes,
  origins,
  schedulings,
  statuses,
  type When,
} from './plan';

type Entries = Y.Map<Y.Map<unknown>>;
/** What an item is made with; the rest is as it is read where nothing is written. */
export type NewItem = Pick<Item, 'kind' | 'title'> & Partial<Omit<Item, 'id' | 'order'>>;
/** What may be changed of an item, all at once. Moving has a way of its own. */
export type Changes = Partial<Omit<Item, 'id' | 'kind' | 'parent' | 'order'>>;

const itemsOf = (doc: Y.Doc): Entries => doc.getMap('items');
const linksOf = (doc: Y.Doc): Entries => doc.getMap('links');

/** Reads one value, whatever somebody's client has written: what makes no sense is as if it were not there. */
const readers: { [Field in keyof Omit<Item, 'id' | 'kind'>]: (value: unknown) => Item[Field] } = {
  parent: reference,
  order: (value) => text(value, 200),
  title: (value) => text(value, limits.title),
  lead: reference,
  status: oneOf(statuses, 'todo'),
  start: readWhen,
  end: readWhen,
  scheduling: oneOf(schedulings, 'auto'),
  progress: (value) => (whole(value, 0, 100) ? value : 0),
  deliverable: oneOf(deliverableTypes, 'R'),
  dissemination: oneOf(disseminationLevels, 'PU'),
  document: reference,
  delay: (value) => text(value, limits.text),
  means: (value) => text(value, limits.text),
  origin: oneOf(origins, 'foreseen'),
  likelihood: oneOf(degrees, 'medium'),
  severity: oneOf(degrees, 'medium'),
  mitigation: (value) => text(value, limits.text),
};
const FIELDS = Object.keys(readers) as (keyof typeof readers)[];

/** All items, without an order. Changes nothing. What is no item of a kind that is known here is left out, and left alone. */
export function readItems(doc: Y.Doc): Item[] {
  return entriesOf(itemsOf(doc), limits.items).flatMap(([id, entry]) => readItem(id, entry) ?? []);
}

function readItem(id: string, entry: Y.Map<unknown>): Item | null {
  const kind = kinds.find((one) => one === entry.get('kind'));
  if (!kind) return null;
  return {
    id,
    kind,
    ...(Object.fromEntries(FIELDS.map((field) => [field, readers[field](entry.get(field))])) as Omit<Item, 'id' | 'kind'>),
  };
}

/** Links between items that there are. One item may not wait for itself; which links make a circle says `schedule.ts`. */
export function readLinks(doc: Y.Doc): Link[] {
  const items = itemsOf(doc);
  return entriesOf(linksOf(doc), limits.links).flatMap(([id, entry]) => {
    const [from, to] = [reference(entry.get('from')), reference(entry.get('to'))];
    const [type, lag] = [linkTypes.find((one) => one === entry.get('type')), entry.get('lag')];
    if (!from || !to || from === to || !items.has(from) || !items.has(to) || !type) return [];
    return [{ id, from, to, type, lag: whole(lag, -1_000, 1_000) ? lag : 0 }];
  });
}

/** Puts a new item behind its siblings, or at `index` among them. Call it within a transaction of the caller's, so that it is one step to undo. */
export function addItem(doc: Y.Doc, item: NewItem, index?: number): string {
  const id = newId();
  const siblings = siblingsOf(doc, item.parent ?? null, id);
  const entry = new Y.Map<unknown>();
  for (const [field, value] of Object.entries(item)) if (value !== undefined) entry.set(field, value);
  entry.set('order', orderAt(siblings, index ?? siblings.length));
  itemsOf(doc).set(id, entry);
  return id;
}

/** Moves an item to a parent and a place among its items. Nothing else of it is touched. @returns false where it is gone */
export function moveItem(doc: Y.Doc, id: string, parent: string | null, index: number): boolean {
  const entry = itemsOf(doc).get(id);
  if (!entry) return false;
  const order = orderAt(siblingsOf(doc, parent, id), index);
  doc.transact(() => {
    set(entry, 'parent', parent);
    set(entry, 'order', order);
  });
  return true;
}

/** Changes fields of an item; those that are already so are left alone. @returns false where it is gone */
export function changeItem(doc: Y.Doc, id: string, changes: Changes): boolean {
  const entry = itemsOf(doc).get(id);
  if (!entry) return false;
  doc.transact(() => {
    for (const [field, value] of Object.entries(changes)) if (value !== undefined) set(entry, field as keyof Changes, value);
  });
  return true;
}

/** Takes an item out. What belonged to it, or is put into it by others at this moment, is unassigned then. */
export function removeItem(doc: Y.Doc, id: string): void {
  doc.transact(() => {
    itemsOf(doc).delete(id);
    for (const link of readLinks(doc)) if (link.from === id || link.to === id) linksOf(doc).delete(link.id);
  });
}

export function addLink(doc: Y.Doc, { from, to, type, lag }: Omit<Link, 'id'>): string {
  const id = newId();
  linksOf(doc).set(id, new Y.Map<unknown>(Object.entries({ from, to, type, lag })));
  return id;
}

function siblingsOf(doc: Y.Doc, parent: string | null, but: string): Item[] {
  return readItems(doc)
    .filter((item) => item.parent === parent && item.id !== but)
    .sort(byOrder);
}

/** The first so many by id: which ones count must not depend on who looks. */
function entriesOf(entries: Entries, most: number): [string, Y.Map<unknown>][] {
  const all = [...entries.entries()].filter((one): one is [string, Y.Map<unknown>] => one[1] instanceof Y.Map);
  return all.length <= most ? all : all.sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, most);
}

/** A field that is written anew with what it says already would undo what somebody else writes into it at this moment. */
function set(entry: Y.Map<unknown>, field: keyof typeof readers, value: unknown): void {
  if (JSON.stringify(readers[field](entry.get(field))) !== JSON.stringify(value)) entry.set(field, value);
}

function text(value: unknown, most: number): string {
  return typeof value === 'string' ? value.slice(0, most) : '';
}

function reference(value: unknown): string | null {
  return typeof value === 'string' && /^[0-9a-z]{1,40}$/.test(value) ? value : null;
}

function whole(value: unknown, least: number, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}

function oneOf<Value extends string>(values: readonly Value[], otherwise: Value): (value: unknown) => Value {
  return (value) => values.find((one) => one === value) ?? otherwise;
}

function readWhen(value: unknown): When | null {
  const { month, date } = (value ?? {}) as { month?: unknown; date?: unknown };
  if (whole(month, 1, limits.months)) return { month };
  return typeof date === 'string' && isIsoDate(date) ? { date } : null;
}
