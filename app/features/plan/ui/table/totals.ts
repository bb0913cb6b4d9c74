/** What the last row of the table says of the rows above it. Pure. */
import { type Item, type Kind, shownKinds } from '../../plan';
import type { Plan } from '../../whole';

export interface Totals {
  /** Kinds that there are any of. */
  counts: readonly [Kind, number][];
  /** Of what is to be done: no risks, and nothing that was cancelled. */
  done: number;
  all: number;
  overdue: number;
}

export function totalsOf(plan: Plan, items: readonly Item[], today: string): Totals {
  const counts = shownKinds.map((kind): [Kind, number] => [kind, items.filter((item) => item.kind === kind).length]);
  const due = items.filter(({ kind, status }) => kind !== 'risk' && status !== 'cancelled');
  return {
    counts: counts.filter(([, count]) => count > 0),
    done: due.filter((item) => plan.isOver(item)).length,
    all: due.length,
    overdue: items.filter((item) => plan.isOverdue(item, today)).length,
  };
}
