/** Rows of a sheet as items, each with what it refers to still as it was written. */
import { blankItem, type Kind, limits } from '../../plan';
import type { PortalList } from '../../portal-lists';
import { freshIds } from '../fresh-ids';
import type { Matching } from '../matching';
import { readSeveral } from '../names';
import type { FileItem } from '../plan-file';
import { fileLimits, Unreadable } from '../problems';
import { readHtml } from '../rich/read';
import type { RichNode } from '../rich/tree';
import { kindOfCode, References } from './references';
import type { Table, TableRow } from './tables';
import type { Problems, Values } from './values';

export interface ReadItem {
  row: TableRow;
  code: string;
  item: FileItem;
}

export interface Reader {
  values: Values;
  problems: Problems;
  matching: Matching;
}

export function readItems(table: Table, reader: Reader): { items: ReadItem[]; references: References } {
  if (table.rows.length > limits.items) throw new Unreadable('too-many-items', { most: limits.items });
  const references = new References();
  const fresh = freshIds(table.rows.length);
  const items = table.rows.flatMap((row) => {
    const read = readItem(row, fresh(), reader);
    if (read && !references.add({ id: read.item.id, code: read.code, title: read.item.title })) {
      reader.problems.add('twice', row, row.text('id') ? 'id' : 'code');
    }
    return read ?? [];
  });
  return { items, references };
}

const placeIn = (row: TableRow, key: 'order' | 'rank') => (row.text(key).length <= 200 ? row.text(key) : '');

function readItem(row: TableRow, fresh: string, { values, problems, matching }: Reader): ReadItem | null {
  const number = row.text('code').trim();
  const kind = kindOf(row, number, values, problems);
  const title = values.text(row, 'title', limits.title);
  const id = row.text('id').trim().slice(0, 100);
  // What comes out of a plan may have no title yet; what somebody writes down has one.
  if (row.text('title').trim() === '' && id === '') problems.add('title-missing', row, 'title');
  if (!kind) return null;
  const blank = blankItem(kind);
  const named = (text: string, find: (name: string) => string | null) => (text.trim() ? find(text.trim()) : null);
  const code = (key: string, list: PortalList) => {
    const text = row.text(key).trim();
    const found = text ? matching.code(list, text) : null;
    if (text && found === null) problems.add('not-a-choice', row, key);
    return found;
  };
  const several = (key: string, find: (name: string) => string | null) => listed(row, key, find, problems);
  const item: FileItem = {
    ...blank,
    id: id || fresh,
    title,
    order: placeIn(row, 'order'),
    rank: placeIn(row, 'rank'),
    lead: named(row.text('lead'), (name) => matching.organisation(name)),
    partners: several('partners', (name) => matching.organisation(name)),
    people: several('people', (name) => matching.person(name)),
    status: values.choice(row, 'status', 'status') ?? blank.status,
    start: values.when(row, 'start'),
    end: values.when(row, 'end'),
    scheduling: values.choice(row, 'scheduling', 'scheduling') ?? blank.scheduling,
    progress: values.percent(row, 'progress') ?? blank.progress,
    deliverable: code('deliverable', 'type') ?? blank.deliverable,
    dissemination: code('dissemination', 'level') ?? blank.dissemination,
    document: named(row.text('document'), (name) => matching.document(name)),
    delay: values.text(row, 'delay', limits.text),
    means: values.text(row, 'means', limits.text),
    origin: values.choice(row, 'origin', 'origin') ?? blank.origin,
    likelihood: values.choice(row, 'likelihood', 'degree') ?? blank.likelihood,
    severity: values.choice(row, 'severity', 'degree') ?? blank.severity,
    mitigation: values.text(row, 'mitigation', limits.text),
    description: readDescription(row, problems),
  };
  return { row, code: number, item };
}

function kindOf(row: TableRow, code: string, values: Values, problems: Problems): Kind | null {
  if (row.text('kind').trim()) return values.choice(row, 'kind', 'kind');
  const belongs = row.text('parent').trim() !== '' || Number(row.text('level')) > 0;
  const kind = kindOfCode(code) ?? (belongs ? 'task' : null);
  if (!kind) problems.add('kind-missing', row, 'kind');
  return kind;
}

function listed(row: TableRow, key: string, find: (name: string) => string | null, problems: Problems): string[] {
  const found = [...new Set(readSeveral(row.text(key)).flatMap((name) => find(name) ?? []))].sort();
  if (found.length <= limits.list) return found;
  problems.add('too-many', row, key, { most: limits.list });
  return [];
}

function readDescription(row: TableRow, problems: Problems): RichNode[] {
  const text = row.text('description');
  if (text.length > fileLimits.cell) problems.add('too-long', row, 'description', { most: fileLimits.cell });
  else {
    try {
      return readHtml(text);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      problems.add('not-readable', row, 'description');
    }
  }
  return [];
}
