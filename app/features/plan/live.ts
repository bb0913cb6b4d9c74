/**
 * A plan as shared types: the few ways to change it (how it is read: `reading.ts`). Maps at the root of the room `plan/<partnership>`: `items` and
 * `links`, by id, each entry a map of plain values, and `limits`, of how many cards a column should hold. So two people who change different fields
 * of one item both keep their change, a moved item is one field and never two items. An item that is removed keeps everything and is marked: whoever
 * removes it takes nothing along that somebody writes into it meanwhile, and it can be put back.
 */
import * as Y from 'yjs';
import { newId } from '~/kit/ids';
import { byOrder, orderAt } from './order';
import { type Item, type Kind, kinds, type Link, limits, linkTypes, type SharedText, sharedTexts } from './plan';
import { type Entry, LISTS, readEvenRemoved, readers, readItem, reference, TICKED, whole } from './reading';

type Entries = Y.Map<Entry>;
type Lists = keyof typeof LISTS;
/** What an item is made with; the rest is as it is read where nothing is written. */
export type NewItem = Pick<Item, 'kind' | 'title'> & Partial<Omit<Item, 'id' | 'order'>>;
/** What may be changed of an item, all at once. Moving, shared texts and lists have ways of their own. */
export type Changes = Partial<Omit<Item, 'id' | 'kind' | 'parent' | 'order' | SharedText | Lists>>;
/** One entry of a list: its id, and what it is; null takes it out. */
export type ListChange =
  | { list: 'partners' | 'people' | 'packages'; id: string; value: true | null }
  | { list: 'checklist'; id: string; value: { text: string; order: string } | null }
  | { list: 'sections'; id: string; value: { document: string; language: string; block: string; title: string } | null }
  | { list: 'proofs'; id: string; value: { title: string; url: string } | null }
  | { list: 'riskStates'; id: string; value: { materialised: boolean; applied: boolean; comment: string } | null };

const itemsOf = (doc: Y.Doc): Entries => doc.getMap('items');
const linksOf = (doc: Y.Doc): Entries => doc.getMap('links');
const limitsOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('limits');

/** What undo has to watch. */
export function rootsOf(doc: Y.Doc): Y.AbstractType<unknown>[] {
  return [itemsOf(doc), linksOf(doc), limitsOf(doc)] as unknown as Y.AbstractType<unknown>[];
}

/** All items, without an order. Changes nothing. What is no item of a kind that is known here is left out, and left alone. */
export function readItems(doc: Y.Doc): Item[] {
  return entriesOf(itemsOf(doc), limits.items).flatMap(([id, entry]) => readItem(id, entry) ?? []);
}

/** Has nobody ever put anything into it? What was removed is there still. */
export function isUnwritten(doc: Y.Doc): boolean {
  return itemsOf(doc).size === 0;
}

/** Those that were removed and can be put back. */
export function readRemoved(doc: Y.Doc): Item[] {
  return entriesOf(itemsOf(doc), limits.items).flatMap(([id, entry]) =>
    entry.get('removed') === true ? (readEvenRemoved(id, entry) ?? []) : [],
  );
}

/** One item again, after somebody has changed it; null where it is there no more. */
export function readOne(doc: Y.Doc, id: string): Item | null {
  const entry = itemsOf(doc).get(id);
  return entry instanceof Y.Map ? readItem(id, entry) : null;
}

/** Links between items that there are. One item may not wait for itself; which links make a circle says `schedule.ts`. */
export function readLinks(doc: Y.Doc): Link[] {
  const items = itemsOf(doc);
  const isThere = (id: string) => items.get(id)?.get('removed') !== true && items.has(id);
  return entriesOf(linksOf(doc), limits.links).flatMap(([id, entry]) => {
    const [from, to] = [reference(entry.get('from')), reference(entry.get('to'))];
    const [type, lag] = [linkTypes.find((one) => one === entry.get('type')), entry.get('lag')];
    if (!from || !to || from === to || !isThere(from) || !isThere(to) || !type) return [];
    return [{ id, from, to, type, lag: whole(lag, -1_000, 1_000) ? lag : 0 }];
  });
}

/** How many cards columns should hold at most, by the name of the column. */
export function readLimits(doc: Y.Doc): Map<string, number> {
  const found = [...limitsOf(doc).entries()].filter((one): one is [string, number] => whole(one[1], 1, limits.column));
  return new Map(found.slice(0, limits.list));
}

export function changeLimit(doc: Y.Doc, column: string, most: number | null): void {
  if (most === null) limitsOf(doc).delete(column);
  else if (limitsOf(doc).get(column) !== most) limitsOf(doc).set(column, most);
}

/** Texts that many write at once are there from the beginning: two who made one at the same moment would have two, and lose one. */
function textsFor(kind: Kind): readonly SharedText[] {
  const of: Record<Kind, readonly SharedText[]> = {
    workPackage: [],
    task: [],
    deliverable: ['delay'],
    milestone: ['means'],
    risk: ['mitigation'],
    activity: [],
  };
  return of[kind];
}

/**
 * Puts a new item behind its siblings, or at `index` among them. Call it within a transaction of the caller's, so that it is one step to undo.
 * @param known the place, where it is known already (an import): siblings are not read then
 */
export function addItem(doc: Y.Doc, item: NewItem, index?: number, known?: { id?: string; order?: string }): string {
  const id = known?.id ?? newId();
  const { partners, people, packages, checklist, sections, proofs, riskStates, ...plain } = item;
  const entry: Entry = new Y.Map();
  for (const [field, value] of Object.entries(plain)) if (value !== undefined && !isSharedText(field)) entry.set(field, value);
  for (const field of sharedTexts) {
    if (item[field] || textsFor(item.kind).includes(field)) entry.set(field, new Y.Text(item[field] ?? ''));
  }
  entry.set('description', new Y.XmlFragment());
  for (const one of partners ?? []) entry.set(LISTS.partners + one, true);
  for (const one of people ?? []) entry.set(LISTS.people + one, true);
  for (const one of packages ?? []) entry.set(LISTS.packages + one, true);
  for (const { id: check, done, ...rest } of checklist ?? []) {
    entry.set(LISTS.checklist + check, rest);
    if (done) entry.set(TICKED + check, true);
  }
  for (const { id: section, ...rest } of sections ?? []) entry.set(LISTS.sections + section, rest);
  for (const { id: proof, ...rest } of proofs ?? []) entry.set(LISTS.proofs + proof, rest);
  for (const { period, ...rest } of riskStates ?? []) entry.set(LISTS.riskStates + period, rest);
  const siblings = known?.order === undefined ? siblingsOf(doc, item.parent ?? null, id) : [];
  entry.set('order', known?.order ?? orderAt(siblings, index ?? siblings.length));
  itemsOf(doc).set(id, entry);
  return id;
}

const isSharedText = (field: string): field is SharedText => (sharedTexts as readonly string[]).includes(field);

/** Moves an item to a parent and a place among its items. Nothing else of it is touched. @returns false where it is gone */
export function moveItem(doc: Y.Doc, id: string, parent: string | null, index: number): boolean {
  const order = orderAt(siblingsOf(doc, parent, id), index);
  return placeItem(doc, id, parent, order);
}

/** The same, for who knows the place already. */
export function placeItem(doc: Y.Doc, id: string, parent: string | null, order: string): boolean {
  const entry = itemsOf(doc).get(id);
  if (!entry) return false;
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

/** Puts something into a list of an item, changes it there or takes it out. */
export function changeList(doc: Y.Doc, id: string, { list, id: one, value }: ListChange): boolean {
  const entry = itemsOf(doc).get(id);
  if (!entry) return false;
  const key = LISTS[list] + one;
  doc.transact(() => {
    if (value !== null) {
      if (JSON.stringify(entry.get(key)) !== JSON.stringify(value)) entry.set(key, value);
      return;
    }
    entry.delete(key);
    if (list === 'checklist') entry.delete(TICKED + one);
  });
  return true;
}

/** Ticks a step off, or not. */
export function tick(doc: Y.Doc, id: string, check: string, done: boolean): void {
  const entry = itemsOf(doc).get(id);
  if (!entry || (entry.get(TICKED + check) === true) === done) return;
  if (done) entry.set(TICKED + check, true);
  else entry.delete(TICKED + check);
}

/** The shared text of an item, to write in; made where an older plan has none. Null where the item is gone. */
export function textOf(doc: Y.Doc, id: string, field: SharedText): Y.Text | null {
  const entry = itemsOf(doc).get(id);
  const found = entry?.get(field);
  if (found instanceof Y.Text || !entry) return found instanceof Y.Text ? found : null;
  entry.set(field, new Y.Text(typeof found === 'string' ? found : ''));
  return entry.get(field) as Y.Text;
}

/** The rich text of an item, if it has one. Changes nothing. */
export function descriptionOf(doc: Y.Doc, id: string): Y.XmlFragment | null {
  const found = itemsOf(doc).get(id)?.get('description');
  return found instanceof Y.XmlFragment ? found : null;
}

/** Takes an item out of sight. What belonged to it, or is put into it by others at this moment, is unassigned then. */
export function removeItem(doc: Y.Doc, id: string): void {
  itemsOf(doc).get(id)?.set('removed', true);
}

/** Puts a removed item back where it was. */
export function restoreItem(doc: Y.Doc, id: string): void {
  itemsOf(doc).get(id)?.delete('removed');
}

export function addLink(doc: Y.Doc, { from, to, type, lag }: Omit<Link, 'id'>, id: string = newId()): string {
  linksOf(doc).set(id, new Y.Map<unknown>(Object.entries({ from, to, type, lag })));
  return id;
}

export function changeLink(doc: Y.Doc, id: string, changes: Partial<Pick<Link, 'type' | 'lag'>>): void {
  const entry = linksOf(doc).get(id);
  for (const [field, value] of Object.entries(changes)) if (value !== undefined && entry?.get(field) !== value) entry?.set(field, value);
}

export function removeLink(doc: Y.Doc, id: string): void {
  linksOf(doc).delete(id);
}

/** Read for the place alone: whole items of a large plan would take longer than a key may. */
function siblingsOf(doc: Y.Doc, parent: string | null, but: string): { id: string; order: string }[] {
  return entriesOf(itemsOf(doc), limits.items)
    .flatMap(([id, entry]) => {
      if (id === but || entry.get('removed') === true || readers.parent(entry.get('parent')) !== parent) return [];
      return kinds.some((one) => one === entry.get('kind')) ? { id, order: readers.order(entry.get('order')) } : [];
    })
    .sort(byOrder);
}

/** The first so many by id: which ones count must not depend on who looks. */
function entriesOf(entries: Entries, most: number): [string, Entry][] {
  const all = [...entries.entries()].filter((one): one is [string, Entry] => one[1] instanceof Y.Map);
  return all.length <= most ? all : all.sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, most);
}

/** A field that is written anew with what it says already would undo what somebody else writes into it at this moment. */
function set(entry: Entry, field: keyof typeof readers, value: unknown): void {
  if (JSON.stringify(readers[field](entry.get(field))) !== JSON.stringify(value)) entry.set(field, value);
}
