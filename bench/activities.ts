/** `activities`: pages of a partnership in its second year, twenty requests a second on one core, on SQLite and on PostgreSQL. */
import { freshPostgres } from '../tests/setup/server-process';
import { ACTIVITIES, ATTENDANCE_ROWS } from './activities/activities';
import { INDICATORS } from './activities/indicators';
import { measureReport } from './activities/report';
import { openWorld } from './activities/world';
import { against, percentile, type Result, rounded } from './figures';
import { load } from './load';
import { pinLoad, pinServer } from './pin';
import { processorMsOf } from './usage';

const RATE = 20;
/**
 * Answers of each page. First those of a server that has just begun, whose code is not compiled yet: told by themselves, with no goal. Then
 * those of one that runs for a minute, as it does for weeks.
 */
const FIRST_EACH = 20;
const WARM_UP_EACH = 30;
const EACH = 100;
const GOAL_P95_MS = 150;

export const DATABASES = ['sqlite', 'postgresql'] as const;
type DatabaseName = (typeof DATABASES)[number];

async function measure(database: DatabaseName, databaseUrl?: string): Promise<Result> {
  const world = await openWorld(databaseUrl);
  try {
    const { pid } = world.server.child;
    if (pid) pinServer(pid);
    const [names, pages] = [Object.keys(world.pages), Object.values(world.pages)];
    const seconds = (each: number) => (each * pages.length) / RATE;
    const first = await load(pages, RATE, seconds(FIRST_EACH));
    await load(pages, RATE, seconds(WARM_UP_EACH));
    const before = processorMsOf(pid);
    const times = await load(pages, RATE, seconds(EACH));
    const after = processorMsOf(pid);
    // Alone, when the pages are done: no page waits for it.
    const report = await measureReport(database, world.report);
    const all = times.flat();
    const ofPages = names.map((name, at) => against(`${database}${capital(name)}P95Ms`, percentile(times[at] ?? [], 0.95), GOAL_P95_MS));
    return {
      [`${database}FirstP95Ms`]: rounded(percentile(first.flat(), 0.95)),
      [`${database}Requests`]: all.length,
      [`${database}P50Ms`]: rounded(percentile(all, 0.5)),
      ...against(`${database}P95Ms`, percentile(all, 0.95), GOAL_P95_MS),
      [`${database}P99Ms`]: rounded(percentile(all, 0.99)),
      ...(before !== null && after !== null && { [`${database}ProcessorMs`]: rounded((after - before) / all.length) }),
      ...Object.assign({}, ...ofPages),
      ...report,
    };
  } finally {
    await world.close();
  }
}

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

async function measurePostgres(): Promise<Result> {
  const { url, drop } = await freshPostgres('bench');
  try {
    return await measure('postgresql', url);
  } finally {
    await drop();
  }
}

/** @param only the name of one database; null: both, one after the other */
export async function benchActivities({ only }: { only: string | null }): Promise<Result> {
  const pinned = pinLoad();
  console.error(pinned);
  const measured: Result = { activities: ACTIVITIES, attendanceRows: ATTENDANCE_ROWS, indicators: INDICATORS };
  const runs: Record<DatabaseName, () => Promise<Result>> = { sqlite: () => measure('sqlite'), postgresql: measurePostgres };
  for (const name of DATABASES) if (only === null || only === name) Object.assign(measured, await runs[name]());
  return measured;
}
