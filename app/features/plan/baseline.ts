/** A plan as it was at some moment, compared with what it is now. Pure. */

import type { Item, Link } from './plan';
import { type Span, schedule } from './schedule';
import type { Plan } from './whole';
import { MONDAY_TO_FRIDAY, WorkDays } from './work-days';

export const baselineReasons = ['grantAgreement', 'amendment', 'manual'] as const;
export type BaselineReason = (typeof baselineReasons)[number];

export const baselineLimits = { name: 120, amendmentCode: 60, perPlan: 200 } as const;

/** What is kept: enough to say which day everything was on. */
export interface Snapshot {
  items: readonly Item[];
  links: readonly Link[];
  startDate: string | null;
  workdays: readonly boolean[];
  /** ISO dates on which nobody worked. */
  holidays: readonly string[];
}

export const comparedFields = [
  'title',
  'parent',
  'lead',
  'partners',
  'status',
  'start',
  'end',
  'deliverable',
  'dissemination',
  'means',
  'likelihood',
  'severity',
  'mitigation',
] as const;
export type ComparedField = (typeof comparedFields)[number];

export interface ItemComparison {
  id: string;
  is: 'added' | 'removed' | 'changed' | 'same';
  /** The item as it was, null where it was not there; and as it is. */
  before: Item | null;
  now: Item | null;
  /** Days are ISO dates, as scheduled. */
  fields: { field: ComparedField; before: unknown; now: unknown }[];
  /** Its days then, for drawing them behind those of now. */
  span: Span | null;
}

export interface Comparison {
  /** Those that are there now in the order of the plan, then those that are gone. */
  items: ItemComparison[];
  counts: Record<ItemComparison['is'], number>;
}

export function snapshotOf(plan: Plan, holidays: Iterable<string>): Snapshot {
  const { startDate, workdays } = plan.facts;
  return { items: [...plan.items.values()], links: plan.links, startDate, workdays, holidays: [...holidays].sort() };
}

/** The days on which everything was then, by id. */
export function spansOf({ items, links, startDate, workdays = MONDAY_TO_FRIDAY.workdays, holidays = [] }: Snapshot): [string, Span][] {
  const then = schedule(items, links, startDate, new WorkDays({ workdays, holidays: new Set(holidays) }));
  return [...then.items].map(([id, { start, end }]) => [id, { start, end }]);
}

export function compareBaseline(before: Snapshot, now: Plan): Comparison {
  const { items } = before;
  const then = new Map(spansOf(before));
  const was = new Map(items.map((item) => [item.id, item]));
  const spanThen = (id: string): Span | null => then.get(id) ?? null;
  const compared = now.ordered.map((item): ItemComparison => {
    const old = was.get(item.id) ?? null;
    const span = spanThen(item.id);
    if (!old) return { id: item.id, is: 'added', before: null, now: item, fields: [], span };
    const fields = differing(old, span, item, now.scheduled(item.id));
    return { id: item.id, is: fields.length > 0 ? 'changed' : 'same', before: old, now: item, fields, span };
  });
  const gone = items.filter(({ id }) => !now.items.has(id));
  for (const item of gone) compared.push({ id: item.id, is: 'removed', before: item, now: null, fields: [], span: spanThen(item.id) });
  const counts = { added: 0, removed: 0, changed: 0, same: 0 };
  for (const { is } of compared) counts[is] += 1;
  return { items: compared, counts };
}

function differing(before: Item, then: Span | null, now: Item, days: Span | null): ItemComparison['fields'] {
  const was = { ...before, start: then?.start ?? null, end: then?.end ?? null };
  const is = { ...now, start: days?.start ?? null, end: days?.end ?? null };
  // Of what is due on one day both its days are the same.
  const oneDay = now.kind === 'deliverable' || now.kind === 'milestone';
  const fields = comparedFields.filter((field) => !(oneDay && field === 'start'));
  return fields.flatMap((field) =>
    JSON.stringify(was[field]) === JSON.stringify(is[field]) ? [] : [{ field, before: was[field], now: is[field] }],
  );
}
