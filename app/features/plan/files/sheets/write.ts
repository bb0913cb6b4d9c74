/** A plan as sheets: a workbook of several, or one table with everything in it. */

import type { Cell, NewSheet } from '~/kit/tables/book';
import type { Decision } from '../../decisions';
import { blankItem, type Item, type Link, type When } from '../../plan';
import type { Plan } from '../../whole';
import { type Names, writeSeveral } from '../names';
import { type Standing, standings } from '../parents';
import type { RichNode } from '../rich/tree';
import { writeHtml } from '../rich/write';
import type { Vocabulary } from '../vocabulary';
import { CELL_MAX, columnsOf, type ItemColumn, type SheetKey, tableColumns, widthOf, workbookColumns } from './columns';

export interface Written {
  plan: Plan;
  descriptions: ReadonlyMap<string, readonly RichNode[]>;
  words: Vocabulary;
  organisations: Names;
  people: Names;
  documents: Names;
}

export function writeSheets(written: Written, notes: readonly (readonly [string, Cell])[]): NewSheet[] {
  const { plan, documents } = written;
  const { cut, rest } = withoutLongTexts(itemsSheet(written, workbookColumns), plan.ordered);
  const each = <One>(list: (item: Item) => readonly One[], row: (one: One) => Cell[]) =>
    plan.ordered.flatMap((item) => list(item).map((one) => [referTo(plan, item.id), ...row(one)]));
  const sheets: [SheetKey, Cell[][]][] = [
    ['links', plan.links.map((link) => [referTo(plan, link.from), referTo(plan, link.to), link.type, link.lag, link.id])],
    [
      'checklist',
      each(
        ({ checklist }) => checklist,
        ({ text, done, order, id }) => [text, done, order, id],
      ),
    ],
    [
      'sections',
      each(
        ({ sections }) => sections,
        ({ title, document, language, block, id }) => [title, documents.labelOf(document), language, block, id],
      ),
    ],
    [
      'proofs',
      each(
        ({ proofs }) => proofs,
        ({ title, url, id }) => [title, url, id],
      ),
    ],
    [
      'riskStates',
      each(
        ({ riskStates }) => riskStates,
        ({ period, materialised, applied, comment }) => [periodLabel(plan, period), materialised, applied, comment],
      ),
    ],
    ['limits', [...plan.limits].map(([column, most]) => [column, most])],
    ['texts', rest],
  ];
  const named = (key: SheetKey, rows: Cell[][]) => sheet(written.words, key, columnsOf[key], rows);
  // Empty lists would be sheets that nobody needs.
  return [
    cut,
    ...sheets.filter(([, rows]) => rows.length > 0).map(([key, rows]) => named(key, rows)),
    named(
      'notes',
      notes.map((note) => [...note]),
    ),
  ];
}

export function writeTable(written: Written): NewSheet {
  return itemsSheet(written, tableColumns);
}

function sheet(words: Vocabulary, key: SheetKey, columns: readonly string[], rows: readonly (readonly Cell[])[]): NewSheet {
  return {
    name: words.sheet(key),
    columns: columns.map((column) => ({ key: `${key}.${column}`, heading: words.heading(column), width: widthOf(column) })),
    rows,
  };
}

function itemsSheet(written: Written, columns: readonly ItemColumn[]): NewSheet {
  const { plan, words } = written;
  const standing = standings(plan);
  const into = new Map<string, Link[]>();
  for (const link of plan.links) into.get(link.to)?.push(link) ?? into.set(link.to, [link]);
  const rows = plan.ordered.map((item) => {
    const cells = cellsOf(item, standing.get(item.id), written, into.get(item.id) ?? []);
    return columns.map((column) => cells[column]);
  });
  const levels = plan.ordered.map(({ id }) => standing.get(id)?.level ?? 0);
  return { ...sheet(words, 'items', columns, rows), indented: { column: columns.indexOf('title'), levels } };
}

/** The code, where it has one. */
const referTo = (plan: Plan, id: string): string => plan.codeOf(id) ?? id;

export function periodLabel(plan: Plan, id: string): string {
  const period = plan.facts.periods.find((one) => one.id === id);
  return period ? String(period.number) : id;
}

const whenCell = (when: When | null): Cell => (when === null ? null : 'month' in when ? `M${when.month}` : { date: when.date });
const day = (date: string | null | undefined): Cell => (date ? { date } : null);
const json = (list: readonly unknown[]): Cell => (list.length > 0 ? JSON.stringify(list) : null);

/** What an item of another kind would have alike is left out, so that the sheet can be read. */
const OF_KINDS: Partial<Record<ItemColumn, readonly Item['kind'][]>> = {
  status: ['workPackage', 'task', 'deliverable', 'milestone', 'risk'],
  scheduling: ['task', 'workPackage', 'deliverable', 'milestone'],
  progress: ['task'],
  deliverable: ['deliverable'],
  dissemination: ['deliverable'],
  origin: ['risk'],
  likelihood: ['risk'],
  severity: ['risk'],
};

function cellsOf(
  item: Item,
  standing: Standing | undefined,
  { plan, descriptions, words, organisations, people, documents }: Written,
  links: readonly Link[],
): Record<ItemColumn, Cell> {
  const code = plan.codeOf(item.id);
  const days = plan.scheduled(item.id);
  const decision: Decision | null = plan.decisionOf(item.id);
  const blank = blankItem(item.kind);
  const said = (column: ItemColumn & keyof Item, cell: Cell): Cell =>
    OF_KINDS[column]?.includes(item.kind) || item[column] !== blank[column] ? cell : null;
  return {
    id: item.id,
    code,
    level: standing?.level ?? 0,
    kind: words.value('kind', item.kind),
    title: item.title,
    parent: standing?.parent ? referTo(plan, standing.parent) : null,
    lead: item.lead && organisations.labelOf(item.lead),
    partners: writeSeveral(item.partners.map((id) => organisations.labelOf(id))),
    people: writeSeveral(item.people.map((id) => people.labelOf(id))),
    status: words.value('status', item.status),
    start: whenCell(item.start),
    end: whenCell(item.end),
    firstDay: day(days?.start),
    lastDay: day(days?.end),
    scheduling: said('scheduling', words.value('scheduling', item.scheduling)),
    progress: said('progress', item.progress),
    deliverable: said('deliverable', item.deliverable),
    dissemination: said('dissemination', item.dissemination),
    document: item.document && documents.labelOf(item.document),
    delay: item.delay,
    means: item.means,
    origin: said('origin', words.value('origin', item.origin)),
    likelihood: said('likelihood', words.value('degree', item.likelihood)),
    severity: said('severity', words.value('degree', item.severity)),
    mitigation: item.mitigation,
    packages: writeSeveral(item.packages.map((id) => referTo(plan, id))),
    description: writeHtml(descriptions.get(item.id) ?? []),
    order: item.order,
    rank: item.rank,
    decision: decision && words.value('decision', decision.is),
    decidedOn: day(decision?.on),
    waitsFor: writeSeveral(links.map((link) => linkText(plan, link))),
    linkIds: links.map(({ id }) => id).join(' '),
    checklist: json(item.checklist),
    sections: json(item.sections.map((section) => ({ ...section, document: documents.labelOf(section.document) }))),
    proofs: json(item.proofs),
    riskStates: json(item.riskStates.map((state) => ({ ...state, period: periodLabel(plan, state.period) }))),
  };
}

/** `T1.1 FS+2d`, as planners write it. */
function linkText(plan: Plan, { from, type, lag }: Link): string {
  return `${referTo(plan, from)} ${type}${lag === 0 ? '' : `${lag > 0 ? '+' : ''}${lag}d`}`;
}

function withoutLongTexts(items: NewSheet, ordered: readonly Item[]): { cut: NewSheet; rest: Cell[][] } {
  const rest: Cell[][] = [];
  const rows = items.rows.map((cells, index) =>
    cells.map((cell, column) => {
      if (typeof cell !== 'string' || cell.length <= CELL_MAX) return cell;
      const [first = '', ...others] = inParts(cell);
      const key = items.columns[column]?.key.split('.')[1] ?? '';
      for (const [part, text] of others.entries()) rest.push([ordered[index]?.id ?? null, key, part + 2, text]);
      return first;
    }),
  );
  return { cut: { ...items, rows }, rest };
}

function inParts(text: string): string[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length; ) {
    let end = Math.min(text.length, at + CELL_MAX);
    // The two halves of a sign stay together.
    if (end < text.length && /[\uD800-\uDBFF]/.test(text[end - 1] ?? '')) end -= 1;
    parts.push(text.slice(at, end));
    at = end;
  }
  return parts;
}
