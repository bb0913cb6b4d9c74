/** The order of rows by a column: up, down, and back to the order of the plan. Pure. */
import { degrees, type Item, origins, schedulings, shownKinds, statuses } from '../../plan';
import type { PortalList } from '../../portal-lists';
import type { PlanQuery } from '../../query';
import type { Plan } from '../../whole';
import { type Column, fits, waitsOf } from './columns';

type Sort = PlanQuery['sort'];
/** What a column is ordered by; null: last, in both directions. */
export type SortValue = string | number | null;

/** What pressing the head of a column asks for: up, then down, then as in the plan. */
export function nextSort(sort: Sort, column: Column): Sort {
  if (sort?.column !== column) return { column, down: false };
  return sort.down ? null : { column, down: true };
}

export function sortValue(plan: Plan, item: Item, column: Column): SortValue {
  if (!fits(item, column)) return null;
  const names = (list: readonly (string | undefined)[]) => list.filter(Boolean).join(', ') || null;
  const scheduled = plan.scheduled(item.id);
  switch (column) {
    case 'code':
      return plan.codeOf(item.id);
    case 'title':
      return item.title || null;
    case 'kind':
      return shownKinds.indexOf(item.kind);
    case 'status':
      return statuses.indexOf(item.status);
    case 'lead':
      return nameOf(plan, item.lead) ?? null;
    case 'country':
      return plan.countryOf(item) || null;
    case 'partners':
      return names(item.partners.map((id) => nameOf(plan, id)));
    case 'people':
      return names(item.people.map((id) => plan.person(id)?.name));
    case 'start':
      return scheduled?.start ?? monthOf(item.start);
    case 'end':
      return scheduled?.end ?? monthOf(item.end);
    case 'duration':
      return scheduled ? plan.days.count(scheduled.start, scheduled.end) : null;
    case 'progress':
      return item.progress;
    case 'type':
      return rankOf(plan, 'type', item.deliverable);
    case 'level':
      return rankOf(plan, 'level', item.dissemination);
    case 'decision':
      return plan.decisionOf(item.id)?.is ?? null;
    case 'scheduling':
      return schedulings.indexOf(item.scheduling);
    case 'waits':
      return waitsOf(plan, item.id).length || null;
    case 'checklist':
      return item.checklist.length === 0 ? null : item.checklist.filter(({ done }) => done).length / item.checklist.length;
    case 'origin':
      return origins.indexOf(item.origin);
    case 'likelihood':
      return degrees.indexOf(item.likelihood);
    case 'severity':
      return degrees.indexOf(item.severity);
  }
}

/** As the list has them; what is not in it comes after. */
const rankOf = (plan: Plan, list: PortalList, code: string) => {
  const at = plan.facts.codes[list].findIndex((one) => one.code === code);
  return at < 0 ? plan.facts.codes[list].length : at;
};
const nameOf = (plan: Plan, id: string | null) => {
  const organisation = plan.organisation(id);
  return organisation?.shortName || organisation?.name;
};
/** Months of a project that has no first day yet still have an order. */
const monthOf = (when: Item['end']) => (when && 'month' in when ? String(when.month).padStart(4, '0') : null);

/** Sorted in the reader's alphabet; equal ones stay in the order of the plan. */
export function sorted(plan: Plan, items: readonly Item[], sort: { column: Column; down: boolean }, language: string): readonly Item[] {
  const { compare } = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
  const keyed = items.map((item) => [item, sortValue(plan, item, sort.column)] as const);
  const by = (a: SortValue, b: SortValue) => {
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    const order = typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b));
    return sort.down ? -order : order;
  };
  return keyed.sort(([, a], [, b]) => by(a, b)).map(([item]) => item);
}
