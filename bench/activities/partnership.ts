/** The partnership that the pages are of: eight organisations in six countries, their people, documents, and a plan. */
import * as Y from 'yjs';
import { buildSession, buildUser } from '~/features/accounts/testing';
import { buildDocument } from '~/features/documents/testing';
import { buildMember, buildPartnership } from '~/features/partnerships/testing';
import { readItems } from '~/features/plan/live';
import { addDays, addMonths, today } from '~/kit/dates';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { fillPlan } from '../../tests/e2e/plans';
import type { Chance } from '../chance';

/** Eight towns of six countries, each with its clock. */
const TOWNS = [
  ['Nicosia', 'CY', 'Asia/Nicosia'],
  ['Berlin', 'DE', 'Europe/Berlin'],
  ['Athens', 'GR', 'Europe/Athens'],
  ['Palermo', 'IT', 'Europe/Rome'],
  ['Wrocław', 'PL', 'Europe/Warsaw'],
  ['Alzira', 'ES', 'Europe/Madrid'],
  ['Limassol', 'CY', 'Asia/Nicosia'],
  ['Leipzig', 'DE', 'Europe/Berlin'],
] as const;
/** Whose the coordinators are. */
const COORDINATING = 0;
const PEOPLE_EACH = 3;
const PLAN_ITEMS = 200;
const DOCUMENTS = 20;
const CHANGES = 200;
/** Half of its months are over. */
const PROJECT_MONTHS = 24;
const PERIOD_MONTHS = 6;

export interface Town {
  organisationId: string;
  placeId: string;
  country: string;
  zone: string;
  /** Somebody who may write. */
  userId: string;
}

export interface Partnership {
  id: string;
  /** ISO dates; today lies in the middle. */
  firstDay: string;
  today: string;
  towns: readonly Town[];
  objectives: readonly string[];
  targetGroups: readonly string[];
  /** Id of the latest reporting period that is over. */
  reported: string;
  /** The content of its room (a Yjs update), which is empty still: the server's own tables follow from what is written there. */
  plan: Uint8Array;
  /** Ids of items of the plan. */
  workPackages: readonly string[];
  /** Cookie headers. */
  coordinator: string;
  editor: string;
}

const ids = (count: number) => Array.from({ length: count }, () => newId());

export async function makePartnership(chance: Chance): Promise<Partnership> {
  const { id } = await buildPartnership({ acronym: '@bench', title: 'Eight towns, two years', languages: 'en,el,de,it,pl,es' });
  const now = today('UTC');
  const firstDay = addMonths(`${now.slice(0, 7)}-01`, -PROJECT_MONTHS / 2);
  const [objectives, targetGroups, reported] = await makeFacts(id, firstDay);
  const made: Awaited<ReturnType<typeof makeTown>>[] = [];
  for (const [at] of TOWNS.entries()) made.push(await makeTown(id, at));
  const towns = made.map(({ town }) => town);
  const organisations = towns.map(({ organisationId }) => organisationId);
  for (let at = 0; at < DOCUMENTS; at++) {
    const home = { partnershipId: id, organisationId: chance.one(organisations), sharedAt: new Date() };
    await buildDocument({ ...home, title: `Record of workshop ${at + 1}` });
  }
  await db().change.createMany({
    data: Array.from({ length: CHANGES }, (_, at) => ({
      ...{ id: newId(), partnershipId: id, actorId: chance.one(towns).userId, action: 'activity.changed', subjectType: 'activity' },
      ...{ subjectId: newId(), subjectTitle: `Activity ${at}`, at: new Date(Date.now() - at * 3_600_000) },
    })),
  });
  const plan = new Y.Doc();
  plan.transact(() => fillPlan(plan, PLAN_ITEMS, organisations));
  const cookieOf = (at: number) => made[at]?.cookie ?? '';
  return {
    ...{ id, firstDay, today: now, towns, objectives, targetGroups, reported },
    plan: Y.encodeStateAsUpdate(plan),
    workPackages: readItems(plan).flatMap((item) => (item.kind === 'workPackage' ? item.id : [])),
    coordinator: cookieOf(COORDINATING),
    editor: cookieOf(COORDINATING + 1),
  };
}

/** @returns ids of objectives, of target groups, and of the latest reporting period that is over */
async function makeFacts(partnershipId: string, firstDay: string): Promise<[string[], string[], string]> {
  const [objectives, targetGroups, periods] = [ids(4), ids(6), ids(PROJECT_MONTHS / PERIOD_MONTHS)];
  const endDate = addDays(addMonths(firstDay, PROJECT_MONTHS), -1);
  await db().partnership.update({
    where: { id: partnershipId },
    data: { startDate: firstDay, endDate, totalBudgetCents: 1_430_071_05n, grantCents: 1_287_063_95n, rateBasisPoints: 9000 },
  });
  await db().objective.createMany({
    data: objectives.map((id, position) => ({ id, partnershipId, position, code: `SO${position + 1}`, text: `Objective ${position + 1}` })),
  });
  await db().targetGroup.createMany({
    data: targetGroups.map((id, position) => ({ id, partnershipId, position, name: `Group ${position + 1}`, rank: 'principal' })),
  });
  await db().reportingPeriod.createMany({
    data: periods.map((id, at) => ({
      ...{ id, partnershipId, number: at + 1, startMonth: at * PERIOD_MONTHS + 1, endMonth: (at + 1) * PERIOD_MONTHS },
    })),
  });
  return [objectives, targetGroups, periods[PROJECT_MONTHS / 2 / PERIOD_MONTHS - 1] ?? ''];
}

async function makeTown(partnershipId: string, at: number): Promise<{ town: Town; cookie: string }> {
  const [name, country, zone] = TOWNS[at] ?? TOWNS[0];
  const { user, person, cookie } = await buildSession(await buildUser({ name: `Person of ${name}`, timeZone: zone }));
  const roles = at === COORDINATING ? 'coordinator' : 'editor';
  const { id: organisationId } = await db().organisation.create({
    data: {
      id: newId(),
      partnershipId,
      name: `Municipality of ${name}`,
      shortName: name,
      country,
      type: 'local-authority',
      role: 'partner',
    },
  });
  await buildMember({ person, organisationId, roles });
  for (let other = 1; other < PEOPLE_EACH; other++) {
    const { person: colleague } = await buildSession(await buildUser({ name: `Colleague ${other} in ${name}` }));
    await buildMember({ person: colleague, organisationId, roles: 'editor' });
  }
  const place = { id: newId(), partnershipId, organisationId, name, country, kind: 'municipality' };
  await db().place.create({ data: place });
  return { town: { organisationId, placeId: place.id, country, zone, userId: user.id }, cookie };
}
