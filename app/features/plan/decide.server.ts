/**
 * What needs authority: handing a deliverable in, what became of it, a milestone that is reached. The item is read from the room and kept with the
 * decision as it was. Decisions are appended; of two at the same moment one is told that it came too late.
 */
import { recordChange } from '~/features/partnerships/changes.server';
import type { Seat } from '~/features/partnerships/partnerships';
import { notFound } from '~/features/partnerships/queries.server';
import { db, type Tx, transact } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { type DecisionKind, freezes } from './decisions';
import type { DecisionForm } from './forms.server';
import { isLockedOn, isOpenOn } from './period-rows.server';
import { can } from './permissions';
import type { Item } from './plan';
import { type Outcome, type Problem, refused } from './problems';
import { projectNow } from './projection.server';
import { planFor } from './queries.server';
import type { Plan } from './whole';

/** Keeps the text of a document for good, as it is now; null where it is not there for the actor. What documents are is not the plan's to know. */
export type Freeze = (documentId: string) => Promise<{ copyId: string } | null>;

export async function decide(seat: Seat, form: DecisionForm, today: string, freeze: Freeze): Promise<Outcome> {
  if (!can(seat, 'decide')) throw notFound();
  const plan = await planFor(seat);
  const item = plan.items.get(form.item);
  if (!item) throw notFound();
  const wrong = whyNot(plan, item, form, today);
  if (wrong) return wrong;
  // Asked again with the write; no copy of a document is kept for nothing.
  if (await isLockedOn(seat.partnershipId, form.on)) return refused('on', 'problem.periodLocked');
  const copy = form.is === 'submitted' && item.document ? await freeze(item.document) : undefined;
  if (copy === null) return refused('', 'problem.documentGone');
  const number = await nextNumber(seat.partnershipId, item.id, plan);
  if (number === null) return refused('', 'problem.decidedMeanwhile');
  const outcome = await append(seat, item, form, { number, copyId: copy?.copyId ?? null });
  if (outcome.ok) await projectNow(seat.partnershipId);
  return outcome;
}

function whyNot(plan: Plan, item: Item, form: DecisionForm, today: string): Extract<Outcome, { ok: false }> | null {
  const was = plan.decisionOf(item.id)?.is ?? null;
  if (!isNext(item, was, form.is)) return refused('', 'problem.notNow');
  // It may be tomorrow elsewhere, but not later.
  if (form.on > today) return refused('on', 'problem.dateFuture');
  const needs = NEEDS[form.is]?.(plan, item, form);
  return needs ? refused(needs.field, needs.problem) : null;
}

/** What each may become, by what it is. */
function isNext(item: Item, was: DecisionKind | null, is: DecisionKind): boolean {
  if (is === 'reopened') return was !== null && (freezes(was) || was === 'partly');
  if (item.kind === 'milestone') return (is === 'achieved' || is === 'partly') && was !== 'achieved' && item.status !== 'cancelled';
  if (item.kind !== 'deliverable') return false;
  if (is === 'submitted') return (was === null || !freezes(was)) && item.status !== 'cancelled';
  return (is === 'accepted' || is === 'rejected') && was === 'submitted';
}

type Need = (plan: Plan, item: Item, form: DecisionForm) => { field: string; problem: Problem } | null;

const noted: Need = (_plan, _item, { note }) => (note === '' ? { field: 'note', problem: 'problem.noteMissing' } : null);
const proved: Need = (_plan, { proofs, document }) =>
  proofs.length === 0 && document === null ? { field: '', problem: 'problem.proofMissing' } : null;
const excused: Need = (plan, item, { on }) => {
  const due = plan.dueOf(item);
  return due !== null && due < on && item.delay.trim() === '' ? { field: '', problem: 'problem.delayMissing' } : null;
};

const NEEDS: Partial<Record<DecisionKind, Need>> = {
  submitted: excused,
  rejected: noted,
  reopened: noted,
  achieved: proved,
  partly: proved,
};

/** Null where somebody has decided since the plan was read. */
async function nextNumber(partnershipId: string, itemId: string, plan: Plan): Promise<number | null> {
  const last = await db().planDecision.findFirst({ where: { partnershipId, itemId }, orderBy: { number: 'desc' } });
  return (last?.is ?? null) === (plan.decisionOf(itemId)?.is ?? null) ? (last?.number ?? 0) + 1 : null;
}

/** Refused where somebody else decided at this moment, and on a day whose period is locked: its report tells what was decided in it. */
async function append(
  { partnershipId, userId }: Seat,
  item: Item,
  { is, on, note }: DecisionForm,
  { number, copyId }: { number: number; copyId: string | null },
): Promise<Outcome> {
  const row = { partnershipId, itemId: item.id, number, is, on, note, decidedById: userId, frozen: JSON.stringify(item), copyId };
  try {
    return await transact(async (tx): Promise<Outcome> => {
      if (!(await isOpenOn(tx, partnershipId, on))) return refused('on', 'problem.periodLocked');
      await tx.planDecision.create({ data: { id: newId(), ...row } });
      await tell(tx, { partnershipId, actorId: userId, is, item });
      return { ok: true };
    });
  } catch (error) {
    if ((error as { code?: string }).code === 'P2002') return refused('', 'problem.decidedMeanwhile');
    throw error;
  }
}

const ACTIONS = {
  submitted: 'plan.submitted',
  accepted: 'plan.accepted',
  rejected: 'plan.rejected',
  achieved: 'plan.achieved',
  partly: 'plan.partly-achieved',
  reopened: 'plan.reopened',
} as const satisfies Record<DecisionKind, string>;

function tell(tx: Tx, { partnershipId, actorId, is, item }: { partnershipId: string; actorId: string; is: DecisionKind; item: Item }) {
  const subject = { subjectType: 'plan', subjectId: item.id, subjectTitle: item.title };
  return recordChange(tx, { partnershipId, actorId, action: ACTIONS[is], ...subject });
}
