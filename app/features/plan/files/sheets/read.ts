/** Reads a plan out of sheets: everything first, then what is wrong with it, cell by cell. */

import type { Sheet } from '~/kit/tables/book';
import type { Item } from '../../plan';
import { limits } from '../../plan';
import { Matching, type Partnership } from '../matching';
import { readSeveral } from '../names';
import type { FileItem, Reading } from '../plan-file';
import { Unreadable } from '../problems';
import type { Vocabulary } from '../vocabulary';
import type { SheetKey } from './columns';
import { withParents } from './parents';
import { type Reader, readItems } from './read-items';
import { readLinks } from './read-links';
import { readLists } from './read-lists';
import type { References } from './references';
import { findTables, type Table, type TableRow } from './tables';
import { Problems, Values } from './values';

/** @throws Unreadable */
export function readSheets(sheets: readonly Sheet[], words: Vocabulary, partnership: Partnership): Reading {
  const { tables, ignored } = findTables(sheets, words);
  const table = withLongTexts(tables);
  if (!table || table.rows.length === 0) throw new Unreadable('no-items');
  const problems = new Problems();
  const reader: Reader = { problems, values: new Values(words, problems), matching: new Matching(partnership) };
  const { items, references } = readItems(table, reader);
  const lists = readLists(items, tables, references, reader);
  const placed = withParents(table, items, references, problems);
  const rows = new Map(items.map(({ item, row }) => [item.id, row]));
  const whole = placed.map(
    (item): FileItem => ({ ...item, ...lists.get(item.id), packages: packagesOf(item, rows.get(item.id), placed, references, reader) }),
  );
  const links = readLinks(items, tables.get('links'), references, reader);
  return {
    plan: { items: whole, links, limits: limitsOf(tables.get('limits'), reader) },
    unmatched: reader.matching.unmatched,
    unlisted: reader.matching.unlisted,
    problems: problems.list,
    problemCount: problems.count,
    ignored,
  };
}

function packagesOf(
  item: FileItem,
  row: TableRow | undefined,
  items: readonly FileItem[],
  references: References,
  { problems }: Reader,
): Item['packages'] {
  if (!row) return [];
  const found = readSeveral(row.text('packages')).flatMap((text) => {
    const one = references.find(text);
    if (one.is === 'found') return one.id;
    problems.add(one.is === 'none' ? 'no-such-item' : 'not-one-item', row, 'packages', { value: text });
    return [];
  });
  const isThere = new Set(items.map(({ id }) => id));
  return [...new Set(found)].filter((id) => isThere.has(id) && id !== item.id).sort();
}

function limitsOf(table: Table | undefined, { values, problems }: Reader): [string, number][] {
  return (table?.rows ?? []).flatMap((row): [string, number][] => {
    const [column, most] = [values.text(row, 'column', 200), values.whole(row, 'most', 1, limits.column)];
    if (column === '') problems.add('not-readable', row, 'column');
    return column && most !== null ? [[column, most]] : [];
  });
}

/** Cells that were too long for a sheet go on in another one. */
function withLongTexts(tables: ReadonlyMap<SheetKey, Table>): Table | undefined {
  const items = tables.get('items');
  const longer = new Map<string, TableRow[]>();
  for (const row of tables.get('texts')?.rows ?? []) {
    const key = `${row.text('item')} ${row.text('column')}`;
    longer.get(key)?.push(row) ?? longer.set(key, [row]);
  }
  if (!items || longer.size === 0) return items;
  const rest = (row: TableRow, key: string) =>
    (longer.get(`${row.text('id')} ${key}`) ?? [])
      .sort((a, b) => Number(a.text('part')) - Number(b.text('part')))
      .map((part) => part.text('text'))
      .join('');
  return { has: items.has, rows: items.rows.map((row) => ({ ...row, text: (key) => row.text(key) + rest(row, key) })) };
}
