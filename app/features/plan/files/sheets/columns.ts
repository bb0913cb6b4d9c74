/** Which sheets there are, and their columns. Headings are texts `files.column.<key>`. */

export const sheetKeys = ['items', 'links', 'checklist', 'sections', 'proofs', 'riskStates', 'limits', 'texts', 'notes'] as const;
export type SheetKey = (typeof sheetKeys)[number];

/** In the order in which they are written. Those that are worked out are not read. */
const PLACE = ['id', 'code', 'level', 'kind', 'title', 'parent', 'lead', 'partners', 'people', 'status'] as const;
const TIME = ['start', 'end', 'firstDay', 'lastDay', 'scheduling', 'progress'] as const;
const MORE = [
  'deliverable',
  'dissemination',
  'document',
  'delay',
  'means',
  'origin',
  'likelihood',
  'severity',
  'mitigation',
  'packages',
] as const;
const LAST = ['description', 'order', 'rank', 'decision', 'decidedOn'] as const;
/** Sheets of their own in a workbook, columns of the one table where there is only one. */
const LISTS = ['waitsFor', 'linkIds', 'checklist', 'sections', 'proofs', 'riskStates'] as const;

export const workbookColumns = [...PLACE, ...TIME, ...MORE, ...LAST] as const;
export const tableColumns = [...PLACE, ...TIME, 'waitsFor', ...MORE, ...LAST, ...LISTS.slice(1)] as const;
/** All that are read in a sheet of items; what people write themselves may have some of them. */
export const itemColumns = [...workbookColumns, ...LISTS] as const;
export type ItemColumn = (typeof itemColumns)[number];

export const columnsOf = {
  items: itemColumns,
  links: ['from', 'to', 'type', 'lag', 'id'],
  checklist: ['item', 'text', 'done', 'order', 'id'],
  sections: ['item', 'title', 'document', 'language', 'block', 'id'],
  proofs: ['item', 'title', 'url', 'id'],
  riskStates: ['item', 'period', 'materialised', 'applied', 'comment'],
  limits: ['column', 'most'],
  texts: ['item', 'column', 'part', 'text'],
  notes: ['name', 'value'],
} as const satisfies Record<SheetKey, readonly string[]>;

const WIDTHS: Readonly<Record<string, number>> = {
  id: 10,
  order: 10,
  rank: 10,
  code: 8,
  level: 7,
  title: 44,
  text: 60,
  description: 60,
  delay: 30,
  means: 30,
  mitigation: 30,
  comment: 40,
  url: 40,
  name: 30,
  value: 90,
  people: 24,
  partners: 20,
};
export const widthOf = (key: string): number => WIDTHS[key] ?? 14;

/** A workbook's cell holds 32,767 characters; what is longer goes on in the sheet of long texts. */
export const CELL_MAX = 32_000;
