/**
 * Reads items out of the shared types, whatever somebody's client has written: what makes no sense is as if it were not there. Lists within an
 * item are keys of its map with a prefix (`who:<account>`), so that two who add to one list at once both keep what they added.
 */
import * as Y from 'yjs';
import { isIsoDate } from '~/kit/dates';
import { byOrder } from './order';
import {
  type Check,
  degrees,
  type Item,
  kinds,
  limits,
  origins,
  type Proof,
  type RiskState,
  type SectionLink,
  schedulings,
  statuses,
  type When,
} from './plan';
import { isCode } from './portal-lists';

export type Entry = Y.Map<unknown>;

/** Keys of lists: the prefix, then the id of what is listed. */
export const LISTS = {
  partners: 'with:',
  people: 'who:',
  packages: 'wp:',
  checklist: 'check:',
  sections: 'see:',
  proofs: 'proof:',
  riskStates: 'state:',
} as const;
/** A step that is ticked off has a key of its own: ticking it does not write its words anew. */
export const TICKED = 'done:';

type ListField = keyof typeof LISTS;
type Field = keyof Omit<Item, 'id' | 'kind' | ListField>;

export const readers: { [One in Field]: (value: unknown) => Item[One] } = {
  parent: reference,
  order: (value) => text(value, 200),
  rank: (value) => text(value, 200),
  title: (value) => text(value, limits.title),
  lead: reference,
  status: oneOf(statuses, 'todo'),
  start: readWhen,
  end: readWhen,
  scheduling: oneOf(schedulings, 'auto'),
  progress: (value) => (whole(value, 0, 100) ? value : 0),
  deliverable: code('R'),
  dissemination: code('PU'),
  document: reference,
  delay: (value) => text(value, limits.text),
  means: (value) => text(value, limits.text),
  origin: oneOf(origins, 'foreseen'),
  likelihood: oneOf(degrees, 'medium'),
  severity: oneOf(degrees, 'medium'),
  mitigation: (value) => text(value, limits.text),
};
const FIELDS = Object.keys(readers) as Field[];
const NONE: readonly never[] = [];

/** One item; null where it is of no kind that is known here, or was removed. */
export function readItem(id: string, entry: Entry): Item | null {
  return entry.get('removed') === true ? null : readEvenRemoved(id, entry);
}

export function readEvenRemoved(id: string, entry: Entry): Item | null {
  const kind = kinds.find((one) => one === entry.get('kind'));
  if (!kind) return null;
  const fields = Object.fromEntries(FIELDS.map((field) => [field, readers[field](entry.get(field))])) as Pick<Item, Field>;
  return { id, kind, ...fields, ...readLists(entry) };
}

function readLists(entry: Entry): Pick<Item, ListField> {
  const found: { [One in ListField]: unknown[] } = {
    partners: [],
    people: [],
    packages: [],
    checklist: [],
    sections: [],
    proofs: [],
    riskStates: [],
  };
  let any = false;
  for (const [key, value] of entry.entries()) {
    const at = key.indexOf(':');
    if (at < 0) continue;
    const list = LIST_OF[key.slice(0, at + 1)];
    const id = reference(key.slice(at + 1));
    const one = list && id ? READ_ONE[list](id, value, entry) : null;
    if (!list || one === null) continue;
    any = true;
    found[list].push(one);
  }
  return any ? sorted(found as { -readonly [One in ListField]: Item[One] }) : EMPTY;
}

const EMPTY: Pick<Item, ListField> = {
  partners: NONE,
  people: NONE,
  packages: NONE,
  checklist: NONE,
  sections: NONE,
  proofs: NONE,
  riskStates: NONE,
};
const LIST_OF = Object.fromEntries(Object.entries(LISTS).map(([list, prefix]) => [prefix, list])) as Record<string, ListField>;

/** In an order that does not depend on who looks, and no longer than any list should be. */
function sorted(found: { [One in ListField]: Item[One] }): Pick<Item, ListField> {
  const cut = <One>(list: readonly One[], order?: (a: One, b: One) => number) => [...list].sort(order).slice(0, limits.list);
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  return {
    partners: cut(found.partners),
    people: cut(found.people),
    packages: cut(found.packages),
    checklist: cut(found.checklist, byOrder),
    sections: cut(found.sections, byId),
    proofs: cut(found.proofs, byId),
    riskStates: cut(found.riskStates, (a, b) => (a.period < b.period ? -1 : 1)),
  };
}

const READ_ONE: { [One in ListField]: (id: string, value: unknown, entry: Entry) => Item[One][number] | null } = {
  partners: (id, value) => (value === true ? id : null),
  people: (id, value) => (value === true ? id : null),
  packages: (id, value) => (value === true ? id : null),
  checklist: readCheck,
  sections: readSection,
  proofs: readProof,
  riskStates: readState,
};

function readCheck(id: string, value: unknown, entry: Entry): Check | null {
  const { text: words, order } = record(value);
  if (typeof words !== 'string') return null;
  return { id, text: words.slice(0, limits.check), order: text(order, 200), done: entry.get(`${TICKED}${id}`) === true };
}

function readSection(id: string, value: unknown): SectionLink | null {
  const { document, language, block, title } = record(value);
  const found = reference(document);
  if (!found || typeof language !== 'string' || !/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/.test(language)) return null;
  return { id, document: found, language, block: text(block, 40), title: text(title, limits.title) };
}

function readProof(id: string, value: unknown): Proof | null {
  const { title, url } = record(value);
  // Only what a browser may be sent to: a link that runs a script is none.
  if (typeof url !== 'string' || !/^(https?:\/\/|\/p\/)/.test(url)) return null;
  return { id, title: text(title, limits.title), url: url.slice(0, limits.url) };
}

function readState(period: string, value: unknown): RiskState | null {
  const { materialised, applied, comment } = record(value);
  if (typeof materialised !== 'boolean') return null;
  return { period, materialised, applied: applied === true, comment: text(comment, limits.text) };
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown, most: number): string {
  if (value instanceof Y.Text) return value.toString().slice(0, most);
  return typeof value === 'string' ? value.slice(0, most) : '';
}

export function reference(value: unknown): string | null {
  return typeof value === 'string' && /^[0-9a-z]{1,40}$/.test(value) ? value : null;
}

export function whole(value: unknown, least: number, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}

function oneOf<Value extends string>(values: readonly Value[], otherwise: Value): (value: unknown) => Value {
  return (value) => values.find((one) => one === value) ?? otherwise;
}

function code(otherwise: string): (value: unknown) => string {
  return (value) => (typeof value === 'string' && isCode(value) ? value : otherwise);
}

function readWhen(value: unknown): When | null {
  const { month, date } = record(value);
  if (whole(month, 1, limits.months)) return { month };
  return typeof date === 'string' && isIsoDate(date) ? { date } : null;
}
