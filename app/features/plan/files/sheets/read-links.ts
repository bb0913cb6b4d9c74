/** What waits for what: rows of a sheet of links, or cells like `T1.1 FS+2d; T1.2`. */
import { type Link, type LinkType, limits, linkTypes } from '../../plan';
import { freshIds } from '../fresh-ids';
import { readSeveral } from '../names';
import { Unreadable } from '../problems';
import type { Reader, ReadItem } from './read-items';
import type { Reference, References } from './references';
import type { Table, TableRow } from './tables';

const LAG = 1_000;

/** The oldest first. */
export function readLinks(items: readonly ReadItem[], table: Table | undefined, references: References, reader: Reader): Link[] {
  const links = [
    ...(table?.rows ?? []).flatMap((row) => fromRow(row, references, reader) ?? []),
    ...items.flatMap((item) => fromCells(item, references, reader)),
  ];
  if (links.length > limits.links) throw new Unreadable('too-many-links', { most: limits.links });
  const ids = new Set<string>();
  const fresh = freshIds(links.length);
  const named = links.map((link) => {
    const id = link.id && !ids.has(link.id) ? link.id : fresh();
    ids.add(id);
    return { ...link, id };
  });
  return named.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function fromRow(row: TableRow, references: References, reader: Reader): Link | null {
  const from = found(references.find(row.text('from')), row, 'from', reader);
  const to = found(references.find(row.text('to')), row, 'to', reader);
  const said = row.text('type').trim().toUpperCase();
  const type = said === '' ? 'FS' : linkTypes.find((one) => one === said);
  const lag = reader.values.whole(row, 'lag', -LAG, LAG) ?? 0;
  if (!type) reader.problems.add('not-a-choice', row, 'type');
  if (!from || !to || !type) return null;
  return notToItself({ id: idOf(row.text('id')), from, to, type, lag }, row, 'to', reader);
}

function fromCells({ row, item }: ReadItem, references: References, reader: Reader): Link[] {
  const told = readSeveral(row.text('waitsFor'));
  const ids = row.text('linkIds').split(' ').filter(Boolean);
  return told.flatMap((text, index) => {
    const link = parsed(text, references);
    if (!link) {
      reader.problems.add('not-a-link', row, 'waitsFor', { value: text });
      return [];
    }
    const from = found(link.from, row, 'waitsFor', reader, text);
    // Somebody added to the cell or took from it: which id was whose is not known any more.
    const id = ids.length === told.length ? idOf(ids[index] ?? '') : '';
    return from ? (notToItself({ id, from, to: item.id, type: link.type, lag: link.lag }, row, 'waitsFor', reader) ?? []) : [];
  });
}

/** A title may look like a link: what is the name of an item is that. */
function parsed(text: string, references: References): { from: Reference; type: LinkType; lag: number } | null {
  const whole = references.find(text);
  if (whole.is === 'found') return { from: whole, type: 'FS', lag: 0 };
  const [, name = '', type, sign, days] = /^(.*?)(?:\s+(FS|SS|FF|SF))?(?:\s*([+-])\s*(\d{1,4})\s*\p{L}*)?$/iu.exec(text) ?? [];
  const lag = days ? Number(`${sign}${days}`) : 0;
  if (name === '' || Math.abs(lag) > LAG) return null;
  return { from: references.find(name), type: linkTypes.find((one) => one === type?.toUpperCase()) ?? 'FS', lag: lag || 0 };
}

function found(reference: Reference, row: TableRow, key: string, { problems }: Reader, value?: string): string | null {
  if (reference.is === 'found') return reference.id;
  problems.add(reference.is === 'none' ? 'no-such-item' : 'not-one-item', row, key, value === undefined ? {} : { value });
  return null;
}

function notToItself(link: Link, row: TableRow, key: string, { problems }: Reader): Link | null {
  if (link.from !== link.to) return link;
  problems.add('in-itself', row, key);
  return null;
}

const idOf = (text: string) => (/^[0-9a-z]{1,40}$/.test(text.trim()) ? text.trim() : '');
