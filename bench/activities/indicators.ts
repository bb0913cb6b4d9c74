/** Indicators of every kind, what activities add to them and what organisations typed. */

import { levels, limits, rulesFor, units } from '~/features/indicators/indicators';
import { keepTold } from '~/features/indicators/told.server';
import { addDays } from '~/kit/dates';
import { db, type Prisma, transact } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import type { Chance } from '../chance';
import type { MadeActivity } from './activities';
import type { Partnership } from './partnership';

export const INDICATORS = 60;
/** The first two count all activities: who came, and how many were held. */
const LINKED_TO_ALL = 2;
const LINKS = 40;
const VALUES = 12;

type Row = Prisma.IndicatorCreateManyInput & { id: string; unit: string };

/** @returns ids, that with the most links first */
export async function makeIndicators(partnership: Partnership, activities: readonly MadeActivity[], chance: Chance): Promise<string[]> {
  const { id: partnershipId } = partnership;
  const rows = Array.from({ length: INDICATORS }, (_, at) => indicatorOf(partnership, chance, at));
  // Of six, one is a part of the one before.
  for (const [at, row] of rows.entries()) row.parentId = at % 6 === 5 ? rows[at - 1]?.id : null;
  await db().indicator.createMany({ data: rows.filter(({ parentId }) => !parentId) });
  await db().indicator.createMany({ data: rows.filter(({ parentId }) => parentId) });
  const links = rows.flatMap(({ id: indicatorId, rule }, at) => {
    if (rule === 'none') return [];
    const linked = at < LINKED_TO_ALL ? activities.slice(0, limits.links) : chance.some(activities, LINKS);
    return linked.map(({ id: activityId }) => ({ indicatorId, activityId, partnershipId }));
  });
  await db().indicatorActivity.createMany({ data: links });
  await db().indicatorValue.createMany({ data: rows.flatMap((row) => valuesOf(row, partnership, chance)) });
  await transact(
    async (tx) => {
      for (const row of rows) for (const { organisationId } of partnership.towns) await keepTold(tx, row, organisationId);
    },
    { timeout: 120_000 },
  );
  return rows.map(({ id }) => id);
}

function indicatorOf({ id: partnershipId, towns, firstDay }: Partnership, chance: Chance, at: number): Row {
  const unit = at === 0 ? 'persons' : at === 1 ? 'items' : (units[at % units.length] ?? 'items');
  const rule = at === 0 ? 'people' : at === 1 ? 'activities' : chance.one(rulesFor(unit));
  return {
    ...{ id: newId(), partnershipId, unit, rule, level: levels[at % levels.length] ?? 'output' },
    ...{ code: `I.${at + 1}`, text: `What comes of it, as number ${at + 1} of the list says in a line or two`, note: '' },
    ...{ baseline: 0, baselineDate: firstDay, target: chance.between(50, 5000), createdById: towns[0]?.userId ?? '' },
    // One after another, as they are listed.
    createdAt: new Date(Date.now() - (INDICATORS - at) * 1000),
  };
}

function valuesOf({ id: indicatorId, unit }: Row, { id: partnershipId, towns, firstDay }: Partnership, chance: Chance) {
  return Array.from({ length: VALUES }, (): Prisma.IndicatorValueCreateManyInput => {
    const { organisationId, country, userId } = chance.one(towns);
    return {
      ...{ id: newId(), partnershipId, indicatorId, organisationId, country, createdById: userId },
      day: addDays(firstDay, chance.between(0, 360)),
      amount: unit === 'text' ? null : chance.between(1, 40),
      text: 'As the list of the town hall says',
    };
  });
}
