/** A comparison as rows that a page can draw without the plan: names of organisations and work packages in place of their ids. Pure. */
import type { ComparedField, Comparison, ItemComparison } from './baseline';
import type { Kind } from './plan';
import type { Plan } from './whole';

export interface ComparisonRow {
  id: string;
  is: Exclude<ItemComparison['is'], 'same'>;
  kind: Kind;
  code: string | null;
  title: string;
  fields: { field: ComparedField; before: ComparedValue; now: ComparedValue }[];
}

/** Days as ISO dates, choices as they are stored, names of things; null where there is nothing. */
export type ComparedValue = string | null;

/** Those that are not the same. */
export function comparisonRows({ items }: Comparison, plan: Plan): ComparisonRow[] {
  return items.flatMap(({ id, is, before, now, fields }) => {
    const item = now ?? before;
    if (is === 'same' || !item) return [];
    const { kind, title } = item;
    const named = fields.map((one) => ({
      field: one.field,
      before: nameOf(plan, one.field, one.before),
      now: nameOf(plan, one.field, one.now),
    }));
    return [{ id, is, kind, code: plan.codeOf(id), title, fields: named }];
  });
}

function nameOf(plan: Plan, field: ComparedField, value: unknown): ComparedValue {
  if (value === null || value === undefined || value === '') return null;
  if (field === 'lead') return organisationName(plan, String(value));
  if (field === 'partners') return (value as string[]).map((id) => organisationName(plan, id)).join(', ') || null;
  if (field === 'parent') {
    const item = plan.items.get(String(value));
    return item ? `${plan.codeOf(item.id) ?? ''} ${item.title}`.trim() : '–';
  }
  return String(value);
}

function organisationName(plan: Plan, id: string): string {
  const organisation = plan.organisation(id);
  return organisation ? organisation.shortName || organisation.name : '–';
}
