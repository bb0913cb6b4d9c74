import { beforeAll, describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { exampleDocuments } from '~/features/documents/example.server';
import { type LoadedExample, loadExample } from '~/features/partnerships/example.server';
import { seatFor } from '~/features/partnerships/queries.server';
import { services } from '~/kit/services.server';
import { planRoom } from '~/live/wire';
import { examplePlans } from './example.server';
import { PLAN_GENERATION } from './facts';
import { planFacts } from './facts.server';
import { descriptionOf, removeItem } from './live';
import type { Item } from './plan';
import { planNow } from './queries.server';
import { Plan } from './whole';

/** The day that the states of the example were thought of. */
const THEN = '2026-11-26';

const loaded: LoadedExample[] = [];
const plans: Record<string, Plan> = {};

async function planOf(example: LoadedExample): Promise<Plan> {
  const seat = await seatFor(example.users.anna ?? '', example.partnershipId);
  if (!seat) throw new Error('Anna has no seat.');
  return new Plan(await planNow(seat), await planFacts(seat));
}

const change = ({ partnershipId }: LoadedExample, work: (doc: Y.Doc) => void) =>
  services().sync.edit(planRoom(partnershipId), PLAN_GENERATION, 'somebody', work);

beforeAll(async () => {
  await loadExample([exampleDocuments, examplePlans, async (example) => void loaded.push(example)]);
  for (const example of loaded) plans[example.key] = await planOf(example);
});

const all = (key: string) => [...(plans[key] as Plan).items.values()];
const countOf = (items: readonly Item[], kind: Item['kind']) => items.filter((item) => item.kind === kind).length;

describe.each(['nclusion', 'includ-eu'])('the plan of %s', (key) => {
  test('is led and done by its own organisations and members', () => {
    const plan = plans[key] as Plan;
    for (const item of all(key)) {
      expect(plan.organisation(item.lead), item.title).not.toBeNull();
      for (const id of item.partners) expect(plan.organisation(id), item.title).not.toBeNull();
      expect(item.partners, item.title).not.toContain(item.lead);
      for (const id of item.people) expect(plan.person(id), item.title).not.toBeNull();
    }
  });

  test('has a place and a code for everything, each title once, and days for all but risks', () => {
    const plan = plans[key] as Plan;
    expect(plan.outline.unassigned).toEqual([]);
    expect(plan.outline.codes.size).toBe(plan.items.size);
    const titles = all(key).flatMap(({ kind, title }) => `${kind} ${title}`);
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
    expect(all(key).filter((item) => item.kind !== 'risk' && !plan.scheduled(item.id))).toEqual([]);
  });

  test('has links without a circle, and nothing that they push to another month', () => {
    const plan = plans[key] as Plan;
    expect(plan.schedule.inactive).toEqual(new Set());
    const month = (day: string) => day.slice(0, 7);
    const pushed = all(key).filter(({ id }) => {
      const found = plan.scheduled(id);
      return found && month(found.start) !== month(found.planned.start);
    });
    expect(pushed.map(({ id }) => plan.codeOf(id))).toEqual([]);
    for (const { id } of all(key)) expect(plan.scheduled(id)?.late ?? null).toBeNull();
  });

  test('keeps what belongs to something within its days', () => {
    const plan = plans[key] as Plan;
    const outside = all(key).filter(({ id, parent }) => {
      const [own, whole] = [plan.scheduled(id), parent && plan.scheduled(parent)];
      return own && whole && (own.start < whole.planned.start || own.end > whole.planned.end);
    });
    expect(outside.map(({ id }) => plan.codeOf(id))).toEqual([]);
  });

  test('is as large as the plan of a whole project', () => {
    expect(all(key).length).toBeGreaterThanOrEqual(110);
    expect(all(key).length).toBeLessThanOrEqual(130);
  });

  test('says first that it is an example, and what it is built from', async () => {
    const example = loaded.find((one) => one.key === key) as LoadedExample;
    let said = '';
    await change(example, (doc) => {
      said = descriptionOf(doc, (plans[key] as Plan).ordered[0]?.id ?? '')?.toString() ?? '';
    });
    expect(said).toMatch(/^<paragraph>This plan is an example\..*What it is built from/);
  });
});

test('@nclusion has a whole project, of which much is done, some is late and one thing is stuck', () => {
  const plan = plans.nclusion as Plan;
  const items = all('nclusion');
  expect(countOf(items, 'workPackage')).toBe(8);
  expect(countOf(items, 'milestone')).toBe(10);
  expect(countOf(items, 'risk')).toBe(9);
  const of = (status: Item['status']) => items.filter((item) => item.status === status).length;
  expect(of('done')).toBeGreaterThan(items.length / 3);
  expect(of('doing')).toBeGreaterThan(20);
  expect(of('todo')).toBeGreaterThan(15);
  expect(of('blocked')).toBe(1);
  const overdue = items.filter((item) => plan.isOverdue(item, THEN));
  expect(overdue.length).toBeGreaterThan(3);
  expect(overdue.length).toBeLessThan(12);
  // What begins later cannot be done by now, and what waits is not begun.
  const early = items.filter((item) => item.status === 'done' && (plan.scheduled(item.id)?.start ?? '') > THEN);
  expect(early).toEqual([]);
});

test('@nclusion has a critical path from the first question to the last strategy', () => {
  const plan = plans.nclusion as Plan;
  const critical = new Set(all('nclusion').flatMap(({ id }) => (plan.scheduled(id)?.critical ? plan.codeOf(id) : [])));
  for (const code of ['T2.1', 'T2.2', 'T2.5', 'T3.1', 'T3.2', 'T5.1', 'T5.2', 'T5.3', 'T6.2', 'T5.4', 'T6.5.2', 'T6.6', 'D6.4'])
    expect(critical, code).toContain(code);
  expect(critical.size).toBeLessThan(30);
  expect(plan.scheduled(all('nclusion').find(({ id }) => plan.codeOf(id) === 'D6.4')?.id ?? '')?.end).toBe('2027-03-31');
});

test('@nclusion reports year by year, without a gap', () => {
  const { periods } = (plans.nclusion as Plan).facts;
  expect(periods.map(({ startMonth, endMonth }) => [startMonth, endMonth])).toEqual([
    [1, 12],
    [13, 24],
    [25, 36],
  ]);
});

test('a deliverable is the document of the example, and the minutes show that the kick-off was held', () => {
  const plan = plans.nclusion as Plan;
  const byCode = (code: string) => all('nclusion').find(({ id }) => plan.codeOf(id) === code);
  expect(plan.facts.documents.map(({ id }) => id)).toContain(byCode('D6.2')?.document);
  expect(byCode('MS1')?.proofs).toMatchObject([{ url: expect.stringContaining('/documents/') }]);
});

test('a plan that was begun is left as its people made it, even one of which all was removed', async () => {
  const [first, second] = loaded as [LoadedExample, LoadedExample];
  await change(first, (doc) => removeItem(doc, (plans.nclusion as Plan).ordered[0]?.id ?? ''));
  await change(second, (doc) => {
    for (const { id } of all('includ-eu')) removeItem(doc, id);
  });
  await loadExample([exampleDocuments, examplePlans]);
  expect((await planOf(first)).items.size).toBe(all('nclusion').length - 1);
  expect((await planOf(second)).items.size).toBe(0);
});
