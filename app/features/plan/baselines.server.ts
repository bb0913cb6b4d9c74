/** Baselines: the whole plan as it was, taken by the coordinator and never changed or removed again. */
import { recordChange } from '~/features/partnerships/changes.server';
import type { Seat } from '~/features/partnerships/partnerships';
import { notFound } from '~/features/partnerships/queries.server';
import { db, transact } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { type BaselineReason, baselineLimits, baselineReasons, type Snapshot, snapshotOf } from './baseline';
import { sharedHolidays } from './facts';
import type { NewBaseline } from './forms.server';
import { can } from './permissions';
import type { Item } from './plan';
import { type Outcome, refused } from './problems';
import { planFor } from './queries.server';

export interface Baseline {
  id: string;
  name: string;
  reason: BaselineReason;
  amendmentCode: string;
  takenAt: Date;
  by: string | null;
}

/** Keeps the plan as it is now. */
export async function takeBaseline(seat: Seat, { name, reason, amendmentCode }: NewBaseline): Promise<Outcome<{ id: string }>> {
  if (!can(seat, 'decide')) throw notFound();
  const plan = await planFor(seat);
  if (plan.items.size === 0) return refused('', 'problem.nothingToKeep');
  const { partnershipId, userId } = seat;
  const snapshot = Buffer.from(JSON.stringify(snapshotOf(plan, sharedHolidays(plan.facts))));
  const id = newId();
  return transact(async (tx) => {
    if ((await tx.planBaseline.count({ where: { partnershipId } })) >= baselineLimits.perPlan) return refused('', 'problem.tooMany');
    await tx.planBaseline.create({ data: { id, partnershipId, name, reason, amendmentCode, takenById: userId, snapshot } });
    const subject = { subjectType: 'plan', subjectId: id, subjectTitle: name };
    await recordChange(tx, { partnershipId, actorId: userId, action: 'plan.baseline-taken', ...subject });
    return { ok: true, id };
  });
}

/** The latest first. */
export async function listBaselines(seat: Seat): Promise<Baseline[]> {
  if (!can(seat, 'read')) throw notFound();
  const rows = await db().planBaseline.findMany({
    where: { partnershipId: seat.partnershipId },
    orderBy: { takenAt: 'desc' },
    omit: { snapshot: true },
  });
  const people = await db().user.findMany({
    where: { id: { in: rows.map(({ takenById }) => takenById) } },
    select: { id: true, name: true },
  });
  return rows.map(({ id, name, reason, amendmentCode, takenAt, takenById }) => ({
    id,
    name,
    reason: baselineReasons.find((one) => one === reason) ?? 'manual',
    amendmentCode,
    takenAt,
    by: people.find((person) => person.id === takenById)?.name || null,
  }));
}

/** What the plan was then. Throws the 404 answer where there is no such baseline in the partnership. */
export async function readBaseline(seat: Seat, id: string): Promise<Snapshot> {
  if (!can(seat, 'read')) throw notFound();
  const row = await db().planBaseline.findFirst({ where: { id, partnershipId: seat.partnershipId }, select: { snapshot: true } });
  if (!row) throw notFound();
  return snapshotIn(row.snapshot);
}

const snapshotIn = (bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString()) as Snapshot;

/** By the id of the baseline, which never changes: the facts of every page of the plan ask for them. */
const known = new Map<string, Item[]>();
const KNOWN_MOST = 200;

/** The foreseen risks of the grant agreement, as it has them: of its first baseline, since amendments are baselines of their own. */
export async function agreedRisks(partnershipId: string): Promise<Item[]> {
  const where = { partnershipId, reason: 'grantAgreement' };
  const first = await db().planBaseline.findFirst({ where, orderBy: [{ takenAt: 'asc' }, { id: 'asc' }], select: { id: true } });
  if (!first) return [];
  const before = known.get(first.id);
  if (before) return before;
  const { snapshot } = await db().planBaseline.findUniqueOrThrow({ where: { id: first.id }, select: { snapshot: true } });
  const risks = snapshotIn(snapshot).items.filter(({ kind, origin }) => kind === 'risk' && origin === 'foreseen');
  if (known.size >= KNOWN_MOST) known.clear();
  known.set(first.id, risks);
  return risks;
}
