/** The rows of the table: the outline with what is folded left out, or a flat list where it is sorted. Pure. */
import type { Item } from '../../plan';
import type { Plan } from '../../whole';

export interface ItemRow {
  type: 'item';
  id: string;
  /** From 1. */
  level: number;
  /** Something below it is in the table. */
  parent: boolean;
  folded: boolean;
  /** It is here for what is below it alone: the filter does not let it through itself. */
  dimmed: boolean;
}

/** Says what comes after it. */
export interface HeadingRow {
  type: 'heading';
  id: 'unassigned';
  count: number;
}

/** A row that is being typed in for the first time. */
export interface DraftRow {
  type: 'draft';
  id: 'draft';
  level: number;
}

export type Row = ItemRow | HeadingRow | DraftRow;

export interface Outlined {
  plan: Plan;
  shown: readonly Item[];
  folded: ReadonlySet<string>;
}

/** In the order of the plan. What is shown stands below what it belongs to, also where that itself is not shown. */
export function outlineRows({ plan, shown, folded }: Outlined): Row[] {
  const { children, unassigned } = plan.outline;
  const lets = new Set(shown.map(({ id }) => id));
  const wanted = withParents(plan, shown);
  const rows: Row[] = [];
  const put = (item: Item, level: number) => {
    if (!wanted.has(item.id)) return;
    const below = plan.below(item.id).filter(({ id }) => wanted.has(id));
    const isFolded = below.length > 0 && folded.has(item.id);
    rows.push({ type: 'item', id: item.id, level, parent: below.length > 0, folded: isFolded, dimmed: !lets.has(item.id) });
    if (!isFolded) for (const child of below) put(child, level + 1);
  };
  const roots = children.get(null) ?? [];
  for (const item of roots) if (item.kind === 'workPackage') put(item, 1);
  for (const item of roots) if (item.kind !== 'workPackage') put(item, 1);
  for (const item of plan.looseActivities) put(item, 1);
  const loose = unassigned.filter(({ id }) => wanted.has(id));
  if (loose.length > 0) rows.push({ type: 'heading', id: 'unassigned', count: loose.length });
  for (const item of loose) put(item, 1);
  return rows;
}

function withParents(plan: Plan, shown: readonly Item[]): Set<string> {
  const wanted = new Set<string>();
  for (const item of shown) {
    for (let at: Item | undefined = item; at && !wanted.has(at.id); at = at.parent ? plan.items.get(at.parent) : undefined)
      wanted.add(at.id);
  }
  return wanted;
}

/** One below the other, without what they belong to. */
export function flatRows(items: readonly Item[]): Row[] {
  return items.map(({ id }) => ({ type: 'item', id, level: 1, parent: false, folded: false, dimmed: false }));
}

/** A row that somebody writes in stays where it is, whatever others do with it meanwhile: it moves, or goes, when it is left. */
export function held(rows: readonly Row[], row: Row | null, index: number): readonly Row[] {
  if (row === null) return rows;
  const at = rows.findIndex(({ id }) => id === row.id);
  if (at === index) return rows;
  const others = at < 0 ? [...rows] : rows.filter(({ id }) => id !== row.id);
  others.splice(Math.min(index, others.length), 0, at < 0 ? row : (rows[at] as Row));
  return others;
}

/** With the row that is being added: behind everything that belongs to `after`, or at the end of what there is. */
export function withDraft(rows: readonly Row[], after: string | null, level: number): readonly Row[] {
  const draft: DraftRow = { type: 'draft', id: 'draft', level };
  const at = rows.findIndex(({ id }) => id === after);
  if (at < 0) return [...rows, draft];
  let next = at + 1;
  while (levelOf(rows[next]) > level || (levelOf(rows[next]) === level && level > levelOf(rows[at]))) next += 1;
  return [...rows.slice(0, next), draft, ...rows.slice(next)];
}

const levelOf = (row: Row | undefined) => (row?.type === 'item' ? row.level : 0);
