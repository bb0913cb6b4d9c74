/** A partnership in its second year, and the pages of it that are measured. */

import * as Y from 'yjs';
import { activitiesPath, activityPath, attendancePath } from '~/features/activities/activities';
import { budgetPath, effortPath, expensesPath } from '~/features/budget/budget';
import { indicatorPath, indicatorsPath } from '~/features/indicators/indicators';
import { reportsPath } from '~/features/reports/reports';
import { planRoom } from '~/live/wire';
import { RawClient } from '../../tests/live/clients';
import { Chance } from '../chance';
import type { Asked } from '../load';
import { type Served, serveWith } from '../served';
import { makeActivities } from './activities';
import { makeIndicators } from './indicators';
import { makeMoney } from './money';
import { makePartnership, type Partnership } from './partnership';
import type { measureReport } from './report';

const ASK_EVERY_MS = 100;

export interface World extends Omit<Served<unknown>, 'made'> {
  /** By the name of its figure, in the order in which they are asked for. */
  pages: Record<string, Asked>;
  /** Of the coordinator, on a period that is over. */
  report: Parameters<typeof measureReport>[1];
}

/** @param databaseUrl an empty PostgreSQL database; without it SQLite */
export async function openWorld(databaseUrl?: string): Promise<World> {
  const { made, ...served } = await serveWith(makeAll, databaseUrl);
  const { coordinator, editor } = made.partnership;
  const asked = (cookie: string, path: string): Asked => ({ url: served.url + path, cookie });
  const paths = pathsOf(made);
  await writePlan(made.partnership, served.url, paths.effort);
  const pages = Object.entries(paths).map(([name, path]) => [name, asked(coordinator, path)] as const);
  // Members who are no coordinators are asked about in other ways: by whose something is, and what may be told of it.
  const asEditor = (['home', 'activities', 'happening', 'indicators', 'indicator', 'budget'] as const).map(
    (name) => [`${name}Editor`, asked(editor, paths[name])] as const,
  );
  const { id: partnershipId, reported: periodId } = made.partnership;
  const report = { url: served.url, cookie: coordinator, partnershipId, periodId };
  return { ...served, pages: Object.fromEntries([...pages, ...asEditor]), report };
}

interface Made {
  partnership: Partnership;
  /** Ids: the activity with the most sheets, the indicator with the most links. */
  activity: string;
  indicator: string;
}

async function makeAll(): Promise<Made> {
  const chance = new Chance();
  const partnership = await makePartnership(chance);
  const activities = await makeActivities(partnership, chance);
  const [indicator = ''] = await makeIndicators(partnership, activities, chance);
  await makeMoney(partnership, chance);
  const [longest] = [...activities].sort((a, b) => b.sheets - a.sheets);
  return { partnership, activity: longest?.id ?? '', indicator };
}

/** As a member's browser writes it. @param effort path of a page that names the work packages, once the server has carried them into its tables */
async function writePlan({ id, plan, coordinator: cookie }: Partnership, url: string, effort: string): Promise<void> {
  const client = await new RawClient(url, { room: planRoom(id), headers: { cookie } }).whenSynced();
  Y.applyUpdate(client.doc, plan);
  await client.whenSaved();
  client.socket.close();
  const isThere = async () => (await (await fetch(url + effort, { headers: { cookie } })).text()).includes('Work package 1');
  while (!(await isThere())) await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
}

function pathsOf({ partnership: { id }, activity, indicator }: Made) {
  return {
    home: `/p/${id}`,
    activities: activitiesPath(id),
    search: `${activitiesPath(id)}?q=housing`,
    activity: activityPath(id, activity),
    attendance: attendancePath(id, activity),
    counting: `${activitiesPath(id)}/counting`,
    happening: `${activitiesPath(id)}/happening`,
    screen: `${activitiesPath(id)}/happening?screen=1`,
    calendar: `/p/${id}/plan?view=calendar`,
    periods: `/p/${id}/plan/periods`,
    indicators: indicatorsPath(id),
    indicator: indicatorPath(id, indicator),
    budget: budgetPath(id),
    expenses: expensesPath(id),
    effort: effortPath(id),
    reports: reportsPath(id),
  };
}
