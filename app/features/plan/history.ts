/** What changed of an item, field by field: pure. */
import type { Kept } from './kept';
import { type Check, type Item, type Link, type Proof, type RiskState, type SectionLink, sharedTexts } from './plan';
import { LISTS, TICKED } from './reading';

/** Fields with one value. The place among siblings is no news. */
const PLAIN = [
  'parent',
  'title',
  'lead',
  'status',
  'start',
  'end',
  'scheduling',
  'progress',
  'deliverable',
  'dissemination',
  'document',
  'origin',
  'likelihood',
  'severity',
] as const;
const LONG = [...sharedTexts, 'description'] as const;
const NAMES = ['partners', 'people', 'packages'] as const;

export const historyFields = [
  'created',
  'removed',
  'restored',
  ...PLAIN,
  ...LONG,
  ...NAMES,
  'checklist',
  'ticked',
  'sections',
  'proofs',
  'riskStates',
  'waitsFor',
] as const;
export type HistoryField = (typeof historyFields)[number];

/** Where in the room a change is to be found: the key of an item, an item (key null), or a link. */
export type Place = { root: 'items'; id: string; key: string | null } | { root: 'links'; id: string };

export interface FieldChange {
  field: HistoryField;
  /** Of lists: which entry. */
  about: string;
  before: unknown;
  after: unknown;
  place: Place;
}

/** The long texts: that they changed is told, never what they say. */
export function isLongText(field: string): field is (typeof LONG)[number] {
  return (LONG as readonly string[]).includes(field);
}

export function changesOf(before: Kept, after: Kept): FieldChange[] {
  const { id } = after.item;
  const at = (key: string | null): Place => ({ root: 'items', id, key });
  const changes: FieldChange[] = [];
  const note = (field: HistoryField, was: unknown, is: unknown, place: Place, about = '') => {
    if (!same(was, is)) changes.push({ field, about, before: was, after: is, place });
  };
  for (const field of PLAIN) note(field, before.item[field], after.item[field], at(field));
  for (const field of sharedTexts)
    if (before.item[field] !== after.item[field]) changes.push({ field, about: '', before: null, after: null, place: at(field) });
  if (before.description !== after.description)
    changes.push({ field: 'description', about: '', before: null, after: null, place: at('description') });
  for (const list of NAMES) {
    for (const [one, was, is] of compared(before.item[list], after.item[list], (name) => name))
      note(list, was, is, at(LISTS[list] + one), one);
  }
  for (const [one, was, is] of compared(before.item.checklist, after.item.checklist, idOf)) {
    note('checklist', was?.text ?? null, is?.text ?? null, at(LISTS.checklist + one), one);
    if (was && is && was.done !== is.done) note('ticked', wordsIf(was), wordsIf(is), at(TICKED + one), one);
  }
  for (const list of ['sections', 'proofs'] as const) {
    for (const [one, was, is] of compared<SectionLink | Proof>(before.item[list], after.item[list], idOf))
      note(list, was?.title ?? null, is?.title ?? null, at(LISTS[list] + one), one);
  }
  for (const [period, was, is] of compared(before.item.riskStates, after.item.riskStates, (state) => state.period)) {
    if (!same(was, is))
      changes.push({ field: 'riskStates', about: period, before: briefly(was), after: briefly(is), place: at(LISTS.riskStates + period) });
  }
  for (const [link, was, is] of compared(before.waitsFor, after.waitsFor, idOf))
    note('waitsFor', linkWords(was), linkWords(is), { root: 'links', id: link }, link);
  return changes;
}

/** An item that was not there before, is not any more, or is there again. */
export function arrival({ id, title }: Pick<Item, 'id' | 'title'>, field: 'created' | 'removed' | 'restored'): FieldChange {
  const key = field === 'created' ? null : 'removed';
  const [before, after] = field === 'removed' ? [title, null] : [null, title];
  return { field, about: '', before, after, place: { root: 'items', id, key } };
}

const idOf = ({ id }: { id: string }) => id;
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const wordsIf = ({ text, done }: Check) => (done ? text : null);
const briefly = (state: RiskState | null) => state && { materialised: state.materialised, applied: state.applied };
const linkWords = (link: Link | null) => link && { from: link.from, type: link.type, lag: link.lag };

/** Both lists by what their entries are known by. */
function compared<One>(before: readonly One[], after: readonly One[], nameOf: (one: One) => string): [string, One | null, One | null][] {
  const was = new Map(before.map((one) => [nameOf(one), one]));
  const is = new Map(after.map((one) => [nameOf(one), one]));
  return [...new Set([...was.keys(), ...is.keys()])].map((name) => [name, was.get(name) ?? null, is.get(name) ?? null]);
}
