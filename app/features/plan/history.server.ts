/** The history of items: written as the plan is carried into tables, read item by item. */
import type { Seat } from '~/features/partnerships/partnerships';
import { notFound } from '~/features/partnerships/queries.server';
import { db, type Prisma, type Tx } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { type DecisionKind, decisionKinds } from './decisions';
import { type FieldChange, type HistoryField, historyFields, isLongText } from './history';
import { can } from './permissions';
import type { Item } from './plan';

/** A change, whose it is, and the item as it is now (as it was, where it is gone). */
export interface Noted {
  item: Item;
  change: FieldChange;
  actorId: string | null;
}

/** What one person does to one field within so long is one entry; to a long text a little longer. */
const TOGETHER_MS = 10 * 60_000;
const TEXT_TOGETHER_MS = 30 * 60_000;
const BATCH = 500;
const PAGE = 50;

export async function noteChanges(tx: Tx, partnershipId: string, noted: readonly Noted[], now: Date): Promise<void> {
  const latest = await latestEntries(tx, partnershipId, noted, now);
  const made: Prisma.PlanChangeCreateManyInput[] = [];
  for (const { item, change, actorId } of noted) {
    const { field, about } = change;
    const recent = latest.get(keyOf({ itemId: item.id, field, about, actorId }));
    const [before, after] = [jsonOf(change.before), jsonOf(change.after)];
    if (!recent || !goesOn(recent, field, actorId, now))
      made.push({ id: newId(now.getTime()), partnershipId, itemId: item.id, at: now, actorId, field, about, before, after });
    else if (recent.before === after && !isLongText(field)) await tx.planChange.deleteMany({ where: { id: recent.id } });
    else await tx.planChange.updateMany({ where: { id: recent.id }, data: { after } });
  }
  for (let from = 0; from < made.length; from += BATCH) await tx.planChange.createMany({ data: made.slice(from, from + BATCH) });
}

interface Recent {
  id: string;
  at: Date;
  actorId: string | null;
  before: string | null;
}

/** The latest entry of each field that changed, where it is young enough to go on. */
async function latestEntries(tx: Tx, partnershipId: string, noted: readonly Noted[], now: Date): Promise<Map<string, Recent>> {
  const found = new Map<string, Recent>();
  const ids = [...new Set(noted.filter(({ change }) => change.field !== 'created').map(({ item }) => item.id))];
  for (let from = 0; from < ids.length; from += BATCH) {
    const at = { gt: new Date(now.getTime() - TEXT_TOGETHER_MS) };
    const rows = await tx.planChange.findMany({
      where: { partnershipId, itemId: { in: ids.slice(from, from + BATCH) }, at },
      orderBy: [{ at: 'asc' }, { id: 'asc' }],
    });
    for (const row of rows) {
      found.set(keyOf(row), row);
    }
  }
  return found;
}

function keyOf({ itemId, field, about, actorId }: { itemId: string; field: string; about: string; actorId: string | null }): string {
  // Two may write in one text by turns: each has an entry of their own.
  return [itemId, field, about, isLongText(field) ? actorId : ''].join(' ');
}

/** What comes and goes is told each time. */
function goesOn(recent: Recent, field: HistoryField, actorId: string | null, now: Date): boolean {
  if (field === 'removed' || field === 'restored' || recent.actorId !== actorId) return false;
  return now.getTime() - recent.at.getTime() < (isLongText(field) ? TEXT_TOGETHER_MS : TOGETHER_MS);
}

const jsonOf = (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value));

/** One line of an item's history. Who did it has a name unless nobody knows, or the account is gone. */
export type HistoryEntry = { id: string; at: Date; by: string | null } & (
  | { field: HistoryField; about: string; before: unknown; after: unknown }
  | { decision: DecisionKind; on: string; note: string }
);

/**
 * The latest first, so many at a time.
 * @param page.before the `next` of the page before
 */
export async function itemHistory(
  seat: Seat,
  itemId: string,
  page: { before?: string } = {},
): Promise<{ entries: HistoryEntry[]; next: string | null }> {
  if (!can(seat, 'read')) throw notFound();
  const { partnershipId } = seat;
  const where = { partnershipId, itemId, ...(page.before ? { id: { lt: page.before } } : {}) };
  const query = { where, orderBy: { id: 'desc' as const }, take: PAGE + 1 };
  const [changes, decisions] = await Promise.all([db().planChange.findMany(query), db().planDecision.findMany(query)]);
  const names = await namesOf([...changes.map(({ actorId }) => actorId), ...decisions.map(({ decidedById }) => decidedById)]);
  const entries: HistoryEntry[] = [
    ...changes.flatMap(({ id, at, actorId, field, about, before, after }) => {
      const known = historyFields.find((one) => one === field);
      return known
        ? [{ id, at, by: names.get(actorId ?? '') ?? null, field: known, about, before: parsed(before), after: parsed(after) }]
        : [];
    }),
    ...decisions.flatMap(({ id, createdAt, decidedById, is, on, note }) => {
      const known = decisionKinds.find((one) => one === is);
      return known ? [{ id, at: createdAt, by: names.get(decidedById) ?? null, decision: known, on, note }] : [];
    }),
  ].sort((a, b) => (a.id < b.id ? 1 : -1));
  return { entries: entries.slice(0, PAGE), next: entries.length > PAGE ? (entries[PAGE - 1]?.id ?? null) : null };
}

const parsed = (json: string | null): unknown => (json === null ? null : JSON.parse(json));

async function namesOf(userIds: readonly (string | null)[]): Promise<Map<string, string>> {
  const ids = [...new Set(userIds.flatMap((id) => id ?? []))];
  const rows = await db().user.findMany({ where: { id: { in: ids }, deletedAt: null }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
