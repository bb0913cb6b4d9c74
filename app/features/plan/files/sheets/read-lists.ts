/** What belongs to items and is more than one cell: steps, sections, proofs, states of risks. From sheets of their own, or from cells of the one table. */
import { generateNKeysBetween } from 'fractional-indexing';
import { newId } from '~/kit/ids';
import { type Check, type Item, limits, type Proof, type RiskState, type SectionLink } from '../../plan';
import { reference } from '../../reading';
import type { Matching } from '../matching';
import type { Reader, ReadItem } from './read-items';
import type { References } from './references';
import type { Table, TableRow } from './tables';

type List = 'checklist' | 'sections' | 'proofs' | 'riskStates';
type Lists = Pick<Item, List>;
type Tables = ReadonlyMap<string, Table>;

/** An entry of a list, wherever it stands. */
interface Entry {
  row: TableRow;
  /** The cell that is wrong when the entry is; of a sheet of its own, the one of the field. */
  at: (field: string) => string;
  said: (field: string) => unknown;
}

export function readLists(items: readonly ReadItem[], tables: Tables, references: References, reader: Reader): Map<string, Lists> {
  const entries = new Map<string, Map<List, Entry[]>>();
  const put = (id: string, list: List, entry: Entry) => {
    const of = entries.get(id) ?? new Map<List, Entry[]>();
    entries.set(id, of);
    of.get(list)?.push(entry) ?? of.set(list, [entry]);
  };
  for (const list of ['checklist', 'sections', 'proofs', 'riskStates'] as const) {
    for (const { row, item } of items) for (const entry of fromCell(row, list, reader)) put(item.id, list, entry);
    for (const row of tables.get(list)?.rows ?? []) {
      const found = references.find(row.text('item'));
      if (found.is === 'found') put(found.id, list, { row, at: (field) => field, said: (field) => row.cell(field) });
      else reader.problems.add(found.is === 'none' ? 'no-such-item' : 'not-one-item', row, 'item');
    }
  }
  return new Map([...entries].map(([id, of]) => [id, listsOf(of, reader)]));
}

/** JSON as it is written here; of steps and proofs also a line for each, as people write. */
function fromCell(row: TableRow, list: List, { problems }: Reader): Entry[] {
  const text = row.text(list).trim();
  if (text === '') return [];
  const at = () => list;
  const made = (record: Record<string, unknown>): Entry => ({
    row,
    at,
    said: (field) => (Object.hasOwn(record, field) ? record[field] : undefined),
  });
  try {
    const found: unknown = text.startsWith('[{')
      ? JSON.parse(text)
      : text.split(/\r\n|\r|\n/).flatMap((line) => fromLine(list, line.trim()));
    if (Array.isArray(found) && found.length > 0 && found.every((one) => typeof one === 'object' && one !== null)) return found.map(made);
  } catch {
    // No JSON after all: it is named below.
  }
  problems.add('not-readable', row, list);
  return [];
}

function fromLine(list: List, line: string): Record<string, unknown>[] {
  if (line === '') return [];
  if (list === 'checklist') {
    const [, box, text] = /^(?:[-*•]\s*)?(?:\[([ xX]?)\]\s*)?(.*)$/.exec(line) ?? [];
    return [{ text, done: box?.toLowerCase() === 'x' }];
  }
  return list === 'proofs' ? [{ title: '', url: line }] : [];
}

function listsOf(of: ReadonlyMap<List, readonly Entry[]>, reader: Reader): Lists {
  const within = (list: List) => {
    const entries = of.get(list) ?? [];
    if (entries.length <= limits.list) return entries;
    const [first] = entries;
    if (first) reader.problems.add('too-many', first.row, first.at('item'), { most: limits.list });
    return [];
  };
  const ids = new Set<string>();
  /** Its own id, where it is one and no other entry has it. */
  const idOf = (said: unknown) => {
    const own = typeof said === 'string' ? reference(said) : null;
    const id = own && !ids.has(own) ? own : newId();
    ids.add(id);
    return id;
  };
  return {
    checklist: inOrder(within('checklist').flatMap((entry) => readCheck(entry, idOf, reader) ?? [])),
    sections: byId(within('sections').flatMap((entry) => readSection(entry, idOf, reader) ?? [])),
    proofs: byId(within('proofs').flatMap((entry) => readProof(entry, idOf, reader) ?? [])),
    riskStates: within('riskStates')
      .flatMap((entry) => readState(entry, reader) ?? [])
      .sort((a, b) => (a.period < b.period ? -1 : 1)),
  };
}

const byId = <One extends { id: string }>(list: One[]): One[] => list.sort((a, b) => (a.id < b.id ? -1 : 1));

function inOrder(checks: Check[]): Check[] {
  if (checks.every(({ order }) => order !== '')) return checks;
  const places = generateNKeysBetween(null, null, checks.length);
  return checks.map((check, index) => ({ ...check, order: places[index] ?? '' }));
}

function textOf({ said, row, at }: Entry, field: string, most: number, { problems }: Reader): string {
  const value = said(field);
  const text =
    value === null || value === undefined ? '' : typeof value === 'object' ? ((value as { date?: string }).date ?? '') : String(value);
  if (text.length <= most) return text;
  problems.add('too-long', row, at(field), { most, value: text });
  return '';
}

function truthOf({ said, row, at }: Entry, field: string, { values, problems }: Reader): boolean {
  const value = said(field);
  if (value === null || value === undefined || typeof value === 'boolean') return value === true;
  if (at(field) === field) return values.choice(row, field, 'yesNo') === 'yes';
  problems.add('not-yes-or-no', row, at(field), { value: String(value) });
  return false;
}

function readCheck(entry: Entry, idOf: (said: unknown) => string, reader: Reader): Check {
  const order = textOf(entry, 'order', 200, reader);
  return { id: idOf(entry.said('id')), text: textOf(entry, 'text', limits.check, reader), order, done: truthOf(entry, 'done', reader) };
}

function readSection(entry: Entry, idOf: (said: unknown) => string, reader: Reader): SectionLink | null {
  const [told, language] = [textOf(entry, 'document', limits.title, reader).trim(), textOf(entry, 'language', 20, reader)];
  if (told === '' || !/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/.test(language)) {
    const field = told === '' ? 'document' : 'language';
    reader.problems.add('not-readable', entry.row, entry.at(field), { value: field === 'document' ? told : language });
    return null;
  }
  const document = reader.matching.document(told);
  const [block, title] = [textOf(entry, 'block', 40, reader), textOf(entry, 'title', limits.title, reader)];
  return document ? { id: idOf(entry.said('id')), document, language, block, title } : null;
}

function readProof(entry: Entry, idOf: (said: unknown) => string, reader: Reader): Proof | null {
  const [title, url] = [textOf(entry, 'title', limits.title, reader), textOf(entry, 'url', limits.url, reader)];
  if (/^(https?:\/\/|\/p\/)/.test(url)) return { id: idOf(entry.said('id')), title, url };
  reader.problems.add('not-an-address', entry.row, entry.at('url'), { value: url });
  return null;
}

function readState(entry: Entry, reader: Reader): RiskState | null {
  const period = periodOf(textOf(entry, 'period', 40, reader).trim(), reader.matching);
  const [materialised, applied] = [truthOf(entry, 'materialised', reader), truthOf(entry, 'applied', reader)];
  const comment = textOf(entry, 'comment', limits.text, reader);
  return period ? { period, materialised, applied, comment } : null;
}

const periodOf = (label: string, matching: Matching) => (label ? matching.period(label) : null);
