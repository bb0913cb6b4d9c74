/**
 * Carries the plan's room into tables: what home, reminders, search and reports ask for, and each item's history. It is written from whole states, by
 * whichever server has one: a state that lacks something of what was written already is left aside, since the server that has all of it comes, too.
 */
import { createHash } from 'node:crypto';
import * as Y from 'yjs';
import { db, type Tx, transact } from '~/kit/db.server';
import { fold } from '~/kit/fold';
import { services } from '~/kit/services.server';
import type { Authorship } from '~/live/backend';
import { covers, markOf } from '~/live/text-mark';
import { planRoom } from '~/live/wire';
import { authorsIn } from './authors';
import { freezes } from './decisions';
import { PLAN_GENERATION, type PlanFacts, sharedHolidays } from './facts';
import { sharedFacts } from './facts.server';
import { arrival, changesOf, type FieldChange } from './history';
import { type Noted, noteChanges } from './history.server';
import { type Kept, keptOf } from './kept';
import { readItems, readLimits, readLinks } from './live';
import { tellOf } from './news.server';
import { Plan } from './whole';

/** Who brought the state about, as the sync server says. */
export interface Authors {
  authors: readonly string[];
  authorship: Authorship;
}

const NOBODY: Authors = { authors: [], authorship: { wrote: new Map(), erased: [] } };
/** Another server may be doing the same at this moment. */
const TRIES = 5;
/** In one statement: databases take so many values and not many more. */
const BATCH = 500;

interface Row {
  id: string;
  hash: string;
  kept: Kept;
  content: string;
}

/**
 * Something that the tables depend on has changed, and nothing in the room. What somebody wrote there and the sync server has not told yet waits for
 * that: it knows whose it is, and what is carried over then follows from the new facts as well.
 */
export async function projectNow(partnershipId: string): Promise<void> {
  await project(partnershipId, await services().sync.read(planRoom(partnershipId), PLAN_GENERATION), null);
}

/** @param by null: only what was carried over before is looked at again */
export async function project(partnershipId: string, state: Uint8Array, by: Authors | null, now = new Date()): Promise<void> {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  for (let left = TRIES; left > 0; left--) if (await projectOnce(partnershipId, doc, by, now)) break;
  doc.destroy();
}

/** @returns false where another server was faster: what it wrote has to be compared with again */
async function projectOnce(partnershipId: string, doc: Y.Doc, by: Authors | null, now: Date): Promise<boolean> {
  const last = await lastProjection(partnershipId);
  if (!covers(doc, last.mark)) return true;
  const facts = { ...(await sharedFacts(partnershipId)), me: { userId: '', organisationId: '' }, documents: [], activities: [] };
  const [mark, factsHash] = [markOf(doc), hashOf(dependsOn(facts))];
  if (last.mark === mark ? last.facts === factsHash : by === null) return true;
  const { authors, authorship } = by ?? NOBODY;
  const links = readLinks(doc);
  const plan = new Plan({ items: readItems(doc), links, limits: readLimits(doc) }, facts);
  const rows = rowsOf(plan, keptOf(doc, plan.items.values(), links));
  const known = await db().planItem.findMany({ where: { partnershipId }, select: { id: true, hash: true, removedAt: true } });
  const diff = diffOf(rows, known);
  const before = await keptBefore(partnershipId, [...diff.changed.map(({ id }) => id), ...diff.removed]);
  const noted = notedIn(diff, before, authorsIn(doc, authorship, authors.length === 1 ? (authors[0] ?? null) : null));
  return transact(
    async (tx) => {
      const where = { partnershipId, version: last.version };
      const mine = await tx.planProjection.updateMany({
        where,
        data: { mark, facts: factsHash, version: last.version + 1, updatedAt: now },
      });
      if (mine.count === 0) return false;
      await writeRows(tx, plan, diff, now);
      await noteChanges(tx, partnershipId, noted, now);
      if (last.mark !== mark) await tellOf(tx, plan, authors, noted, now);
      return true;
    },
    { timeout: 60_000 },
  );
}

async function lastProjection(partnershipId: string) {
  const found = await db().planProjection.findUnique({ where: { partnershipId } });
  if (found) return found;
  try {
    return await db().planProjection.create({ data: { partnershipId, mark: '', facts: '' } });
  } catch (error) {
    // Another server made it at this moment.
    if ((error as { code?: string }).code !== 'P2002') throw error;
    return db().planProjection.findUniqueOrThrow({ where: { partnershipId } });
  }
}

/** What else the rows follow from. */
function dependsOn(facts: PlanFacts): unknown {
  const { startDate, workdays, decisions, periods, agreedRisks } = facts;
  const frozen = decisions.filter(({ is }) => freezes(is)).map(({ itemId, is, on }) => [itemId, is, on]);
  const locked = periods.filter((period) => period.locked).map(({ id }) => id);
  return [startDate, workdays, [...sharedHolidays(facts)].sort(), frozen, locked, agreedRisks.map(({ id }) => id)];
}

function rowsOf(plan: Plan, kept: ReadonlyMap<string, Kept>): Map<string, Row> {
  return new Map(
    [...kept].map(([id, one]) => {
      const content = JSON.stringify(one);
      const { start, end } = plan.scheduled(id) ?? {};
      const hash = hashOf([content, plan.codeOf(id), plan.packageOf(one.item)?.id, start, end]);
      return [id, { id, hash, kept: one, content }];
    }),
  );
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url');
}

interface Diff {
  changed: (Row & { was: 'new' | 'removed' | 'there' })[];
  removed: string[];
}

function diffOf(rows: ReadonlyMap<string, Row>, known: readonly { id: string; hash: string; removedAt: Date | null }[]): Diff {
  const was = new Map(known.map((one) => [one.id, one]));
  const changed = [...rows.values()].flatMap((row) => {
    const old = was.get(row.id);
    if (old?.hash === row.hash && !old.removedAt) return [];
    return [{ ...row, was: old === undefined ? ('new' as const) : old.removedAt ? ('removed' as const) : ('there' as const) }];
  });
  return { changed, removed: known.flatMap(({ id, removedAt }) => (removedAt || rows.has(id) ? [] : id)) };
}

async function keptBefore(partnershipId: string, ids: readonly string[]): Promise<Map<string, Kept>> {
  const found = new Map<string, Kept>();
  for (const some of batches(ids)) {
    const rows = await db().planItem.findMany({ where: { partnershipId, id: { in: some } }, select: { id: true, content: true } });
    for (const { id, content } of rows) found.set(id, JSON.parse(content) as Kept);
  }
  return found;
}

function notedIn({ changed, removed }: Diff, before: ReadonlyMap<string, Kept>, authorsOf: ReturnType<typeof authorsIn>): Noted[] {
  const noted = (item: Kept['item'], change: FieldChange) => authorsOf(change).map((actorId) => ({ item, change, actorId }));
  const seen = changed.flatMap(({ id, was, kept }) => {
    if (was === 'new') return noted(kept.item, arrival(kept.item, 'created'));
    const old = before.get(id);
    const changes = old ? changesOf(old, kept) : [];
    if (was === 'removed') changes.unshift(arrival(kept.item, 'restored'));
    return changes.flatMap((change) => noted(kept.item, change));
  });
  const gone = removed.flatMap((id) => {
    const old = before.get(id);
    return old ? noted(old.item, arrival(old.item, 'removed')) : [];
  });
  return [...seen, ...gone];
}

async function writeRows(tx: Tx, plan: Plan, { changed, removed }: Diff, now: Date): Promise<void> {
  const { partnershipId } = plan.facts;
  for (const some of batches(removed)) {
    await tx.planItem.updateMany({ where: { partnershipId, id: { in: some } }, data: { removedAt: now, updatedAt: now } });
    await tx.planItemPerson.deleteMany({ where: { partnershipId, itemId: { in: some } } });
  }
  for (const some of batches(changed)) {
    const ids = some.filter(({ was }) => was !== 'new').map(({ id }) => id);
    if (ids.length > 0) {
      await tx.planItem.deleteMany({ where: { partnershipId, id: { in: ids } } });
      await tx.planItemPerson.deleteMany({ where: { partnershipId, itemId: { in: ids } } });
    }
    await tx.planItem.createMany({ data: some.map((row) => columnsOf(plan, row, now)) });
    const people = some.flatMap(({ id, kept }) => kept.item.people.map((userId) => ({ partnershipId, itemId: id, userId })));
    for (const few of batches(people)) await tx.planItemPerson.createMany({ data: few });
  }
}

function columnsOf(plan: Plan, { id, hash, kept, content }: Row, now: Date) {
  const { kind, title, parent, lead, status, progress } = kept.item;
  const days = plan.scheduled(id);
  return {
    partnershipId: plan.facts.partnershipId,
    id,
    kind,
    code: plan.codeOf(id),
    title,
    titleFolded: fold(title),
    parentId: parent,
    packageId: plan.packageOf(kept.item)?.id ?? null,
    leadOrganisationId: lead,
    status,
    startDate: days?.start ?? null,
    dueDate: days?.end ?? null,
    progress,
    hash,
    content,
    updatedAt: now,
  };
}

function* batches<One>(all: readonly One[]): Generator<One[]> {
  for (let from = 0; from < all.length; from += BATCH) yield all.slice(from, from + BATCH);
}
