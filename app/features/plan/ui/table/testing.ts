/** A plan for tests of the table. */
import type { PlanFacts } from '../../facts';
import type { Item, Link } from '../../plan';
import { buildFacts, buildItem } from '../../testing';
import { Plan } from '../../whole';

const FACTS = buildFacts({
  startDate: '2027-01-01',
  endDate: '2028-12-31',
  organisations: [
    { id: 'nicosia', name: 'Municipality of Nicosia', shortName: 'Nicosia', country: 'CY' },
    { id: 'rome', name: 'Comune di Roma', shortName: '', country: 'IT' },
  ],
  me: { userId: 'me', organisationId: 'nicosia' },
});

export function buildPlan(items: readonly Item[], facts: Partial<PlanFacts> = {}, links: readonly Link[] = []): Plan {
  return new Plan({ items, links, limits: new Map() }, { ...FACTS, ...facts });
}

/** WP1 with T1.1 (which has T1.1.1), D1.1 and T1.2; WP2 with T2.1; R1; and a task that belongs nowhere. Ids are the codes. */
export function smallPlan(facts: Partial<PlanFacts> = {}): Plan {
  const item = (id: string, parent: string | null, more: Partial<Item>) =>
    buildItem({ id, parent, order: id, title: `Title of ${id}`, ...more });
  return buildPlan(
    [
      item('wp1', null, { kind: 'workPackage', order: 'a1' }),
      item('t11', 'wp1', { order: 'a1', lead: 'rome', start: { month: 1 }, end: { month: 2 } }),
      item('t111', 't11', { order: 'a1' }),
      item('d11', 'wp1', { kind: 'deliverable', order: 'a2', end: { month: 2 } }),
      item('t12', 'wp1', { order: 'a3', lead: 'nicosia', end: { date: '2027-03-31' } }),
      item('wp2', null, { kind: 'workPackage', order: 'a3' }),
      item('t21', 'wp2', { order: 'a1', status: 'done' }),
      item('r1', null, { kind: 'risk', order: 'a2' }),
      item('loose', null, { order: 'a1' }),
    ],
    facts,
  );
}

export function frozen(itemId: string): Pick<PlanFacts, 'decisions'> {
  return { decisions: [{ itemId, is: 'submitted', on: '2027-02-01', by: 'Anna', note: '', frozen: null, copy: null }] };
}
