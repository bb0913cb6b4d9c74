/** Keeping ways to look at the plan. Everybody keeps their own; who may, shows them to all. */
import type { Seat } from '~/features/partnerships/partnerships';
import { notFound } from '~/features/partnerships/queries.server';
import { db, transact } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import type { NewView } from './forms.server';
import { can } from './permissions';
import { type Outcome, refused } from './problems';
import { type SavedView, viewLimits } from './views';

/** One's own and those that are shown to all, by name. */
export async function viewsFor(seat: Seat): Promise<SavedView[]> {
  const { partnershipId, userId } = seat;
  if (!can(seat, 'read')) throw notFound();
  const rows = await db().planView.findMany({ where: { partnershipId, OR: [{ userId }, { shared: true }] } });
  const owners = await db().user.findMany({
    where: { id: { in: rows.map((row) => row.userId) }, deletedAt: null },
    select: { id: true, name: true },
  });
  const names = new Map(owners.map((owner) => [owner.id, owner.name]));
  return rows
    .map(({ id, name, query, shared, isDefault, ...row }) => {
      const mine = row.userId === userId;
      return { id, name, query, shared, mine, owner: names.get(row.userId) ?? null, isDefault: mine && isDefault };
    })
    .sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}

export async function keepView(seat: Seat, { name, query, shared }: NewView): Promise<Outcome<{ id: string }>> {
  const { partnershipId, userId } = seat;
  if (!can(seat, 'read')) throw notFound();
  if (shared && !can(seat, 'share-view')) return refused('shared', 'problem.mayNotShare');
  const id = newId();
  // As an address says it: nothing else gets into a link of ours.
  const words = new URLSearchParams(query).toString();
  if (words.length > viewLimits.query) return refused('', 'problem.queryLong');
  return transact(async (tx) => {
    if ((await tx.planView.count({ where: { partnershipId, userId } })) >= viewLimits.perPerson) return refused('', 'problem.tooMany');
    await tx.planView.create({ data: { id, partnershipId, userId, name, query: words, shared } });
    return { ok: true, id };
  });
}

export async function renameView(seat: Seat, id: string, name: string): Promise<Outcome> {
  return changeOwn(seat, id, { name });
}

/** Shows it to everybody, or to oneself alone again. */
export async function shareView(seat: Seat, id: string, shared: boolean): Promise<Outcome> {
  if (shared && !can(seat, 'share-view')) throw notFound();
  return changeOwn(seat, id, { shared });
}

export async function removeView(seat: Seat, id: string): Promise<Outcome> {
  const { count } = await transact((tx) => tx.planView.deleteMany({ where: own(seat, id) }));
  return count > 0 ? { ok: true } : refused('', 'problem.gone');
}

/** What the plan opens with, for its owner; '' for none of them. */
export async function makeDefault(seat: Seat, id: string): Promise<Outcome> {
  const { partnershipId, userId } = seat;
  return transact(async (tx) => {
    await tx.planView.updateMany({ where: { partnershipId, userId, isDefault: true }, data: { isDefault: false } });
    if (id === '') return { ok: true };
    const { count } = await tx.planView.updateMany({ where: own(seat, id), data: { isDefault: true } });
    return count > 0 ? { ok: true } : refused('', 'problem.gone');
  });
}

const own = ({ partnershipId, userId }: Seat, id: string) => ({ id, partnershipId, userId });

async function changeOwn(seat: Seat, id: string, data: { name?: string; shared?: boolean }): Promise<Outcome> {
  const { count } = await transact((tx) => tx.planView.updateMany({ where: own(seat, id), data }));
  return count > 0 ? { ok: true } : refused('', 'problem.gone');
}
