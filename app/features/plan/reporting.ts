/** What of a plan belongs to some days of it: to the report on them. Pure. */
import type { Item, RiskState } from './plan';
import type { Plan } from './whole';

/** ISO dates, first and last. */
export interface Span {
  first: string;
  last: string;
}

export interface Reported {
  /** Work packages and tasks that go on in these days, each task after what it belongs to. */
  work: readonly Item[];
  /** Due in these days, or something was decided about them then. */
  deliverables: readonly Item[];
  milestones: readonly Item[];
  /** Those that are not over, and those of which something was said. */
  risks: readonly Item[];
  /** What was said of a risk in the period. */
  stateOf(risk: Item): RiskState | null;
}

/**
 * @param periodId of which risks are told
 * @param decided ids of items about which something was decided in these days
 */
export function reportedIn(plan: Plan, periodId: string, span: Span, decided: ReadonlySet<string>): Reported {
  const overlaps = (item: Item) => {
    const days = plan.scheduled(item.id);
    return days !== null && days.start <= span.last && days.end >= span.first;
  };
  const isDue = (item: Item) => {
    const due = plan.dueOf(item);
    return due !== null && due >= span.first && due <= span.last;
  };
  const stateOf = (risk: Item) => risk.riskStates.find(({ period }) => period === periodId) ?? null;
  const ofKind = (kind: Item['kind'], belongs: (item: Item) => boolean) =>
    plan.ordered.filter((item) => item.kind === kind && belongs(item));
  const there = (item: Item) => isDue(item) || decided.has(item.id);
  const deliverables = ofKind('deliverable', there);
  const milestones = ofKind('milestone', there);
  const tasks = new Set(ofKind('task', overlaps).map(({ id }) => id));
  // A work package is told with whatever is told of it, also where it has no days of its own.
  const above = new Set(
    [...plan.ordered.filter(({ id }) => tasks.has(id)), ...deliverables, ...milestones].map((one) => plan.packageOf(one)?.id),
  );
  return {
    work: plan.ordered.filter((item) => tasks.has(item.id) || (item.kind === 'workPackage' && (overlaps(item) || above.has(item.id)))),
    deliverables,
    milestones,
    risks: ofKind('risk', (risk) => stateOf(risk) !== null || !plan.isOver(risk)),
    stateOf,
  };
}
