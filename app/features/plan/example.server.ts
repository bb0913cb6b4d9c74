/** Plans of the example partnerships, written where a plan was never begun. */
import type { ExamplePart, LoadedExample } from '~/features/partnerships/example.server';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { services } from '~/kit/services.server';
import { planRoom } from '~/live/wire';
import { includEu } from './example/includ-eu';
import { nclusion } from './example/nclusion';
import type { ExamplePlan } from './example/shape';
import { writeExample } from './example/write';
import { PLAN_GENERATION } from './facts';
import { isUnwritten } from './live';

const plans: Record<LoadedExample['key'], ExamplePlan> = { nclusion, 'includ-eu': includEu };

export const examplePlans: ExamplePart = async ({ key, partnershipId, users, organisations }) => {
  const found = await db().document.findMany({ where: { partnershipId }, select: { id: true, title: true, template: true } });
  const documents = Object.fromEntries(found.map(({ template, ...document }) => [template, document]));
  const plan = plans[key];
  let isBegun = true;
  await services().sync.edit(planRoom(partnershipId), PLAN_GENERATION, users[plan.author] ?? '', (doc) => {
    isBegun = !isUnwritten(doc);
    if (!isBegun) writeExample(doc, plan, { partnershipId, users, organisations, documents });
  });
  if (!isBegun) await writePeriods(partnershipId, plan.periods ?? []);
};

async function writePeriods(partnershipId: string, periods: NonNullable<ExamplePlan['periods']>): Promise<void> {
  if ((await db().reportingPeriod.count({ where: { partnershipId } })) > 0) return;
  const rows = periods.map(({ end, due }, at) => ({
    id: newId(),
    partnershipId,
    number: at + 1,
    startMonth: (periods[at - 1]?.end ?? 0) + 1,
    endMonth: end,
    dueDate: due,
  }));
  await db().reportingPeriod.createMany({ data: rows });
}
