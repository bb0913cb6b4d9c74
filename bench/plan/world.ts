/** The plan that is measured: 2,000 items of eight organisations, one person whose page it is, and nine others who go on changing it. */
import path from 'node:path';
import Database from 'better-sqlite3';
import { type Changes, changeItem, readItems } from '../../app/features/plan/live';
import { statuses } from '../../app/features/plan/plan';
import { Koinon } from '../../tests/e2e/koinon';
import { fillPlan, joinPlan, writePlan } from '../../tests/e2e/plans';
import { type Seated, seat } from '../../tests/e2e/seats';
import type { RawClient } from '../../tests/live/clients';
import { numbers } from '../chance';

export const ITEMS = 2000;
export const PEOPLE = 10;
const ORGANISATIONS = 8;
/** How often each of the others changes something. */
const CHANGE_EVERY_MS = 2000;

export interface PlanWorld {
  url: string;
  /** Cookie header of the person whose page is measured. */
  cookie: string;
  /** Path of the plan's page. */
  plan: string;
  /** Somebody else gives an item this title. @returns when, in milliseconds since 1970 with fractions */
  rename(id: string, title: string): number;
  close(): Promise<void>;
}

function seats(koinon: Koinon): [Seated, ...Seated[]] {
  const first = seat(koinon);
  const others = Array.from({ length: PEOPLE - 1 }, (_, index) => {
    const own = index + 1 < ORGANISATIONS ? { organisation: `Municipality ${index + 2}` } : { sameOrganisation: true };
    return seat(koinon, { role: 'editor', beside: first, name: `Person ${index + 2}`, ...own });
  });
  return [first, ...others];
}

/** Project months need a first and a last day. */
function setDates(koinon: Koinon, { partnershipId }: Seated): void {
  const database = new Database(path.join(koinon.dataDir, 'koinon.sqlite'), { timeout: 5000 });
  const sql = 'UPDATE "Partnership" SET "startDate" = ?, "endDate" = ? WHERE "id" = ?';
  database.prepare(sql).run('2026-01-01', '2028-12-31', partnershipId);
  database.close();
}

/** A status, a title or the progress of one item, as people change them. */
function someChange(next: () => number, title: string): Changes {
  const kind = Math.floor(next() * 3);
  if (kind === 0) return { status: statuses[Math.floor(next() * statuses.length)] ?? 'todo' };
  if (kind === 1) return { title: `${title.replace(/ \(\d+\)$/, '')} (${Math.floor(next() * 1000)})` };
  return { progress: Math.floor(next() * 101) };
}

/** Each changes something on its turn, one after another. @returns how to end it */
function keepChanging(others: readonly RawClient[]): () => void {
  const next = numbers();
  let turn = 0;
  const timer = setInterval(() => {
    const client = others[turn++ % others.length];
    const items = client ? readItems(client.doc) : [];
    const item = items[Math.floor(next() * items.length)];
    if (!client || !item) return;
    client.doc.transact(() => changeItem(client.doc, item.id, someChange(next, item.title)));
  }, CHANGE_EVERY_MS / others.length);
  return () => clearInterval(timer);
}

export async function openPlanWorld(): Promise<PlanWorld> {
  const koinon = await Koinon.start({ example: false });
  const people = seats(koinon);
  const [first, ...rest] = people;
  setDates(koinon, first);
  const organisations = [...new Set(people.map(({ organisationId }) => organisationId))];
  await writePlan(koinon, first, (doc) => fillPlan(doc, ITEMS, organisations));
  const others = await Promise.all(rest.map((person) => joinPlan(koinon, person)));
  const endChanging = keepChanging(others);
  const [renamer] = others as [RawClient];
  return {
    url: koinon.url,
    cookie: `${first.cookie.name}=${first.cookie.value}`,
    plan: `/p/${first.partnershipId}/plan`,
    rename(id, title) {
      const began = performance.timeOrigin + performance.now();
      renamer.doc.transact(() => changeItem(renamer.doc, id, { title }));
      return began;
    },
    async close() {
      endChanging();
      for (const client of others) client.socket.close();
      await koinon.stop();
    },
  };
}
