/** Writes of what is planned: rows of the budget, person-months, how costs are reckoned. The actor comes first, and may, or gets the same 404 as for nothing. */
import { recordChange } from '~/features/partnerships/changes.server';
import type { Seat } from '~/features/partnerships/partnerships';
import { type Asker, notFound, requireSeat } from '~/features/partnerships/queries.server';
import { holdPeriods, isOpenOn, lockedDays } from '~/features/plan/period-rows.server';
import { type Tx, transact } from '~/kit/db.server';
import { limits } from './budget';
import type { EffortForm, LineForm, LineSeen } from './forms.server';
import { rulesOf } from './ground.server';
import { can, canDecide } from './permissions';
import { type Outcome, type Problem, refused, savedMeanwhile } from './problems';
import type { Rules } from './sums';

/** What open pages are told; never whose rows changed but to those who may see them. */
export const NOUN = 'budget';

export async function tell(
  tx: Tx,
  { partnershipId, userId }: Seat,
  action: string,
  organisation: { id: string; name: string } | null,
): Promise<void> {
  await recordChange(tx, {
    partnershipId,
    actorId: userId,
    organisationId: organisation?.id ?? null,
    action,
    subjectType: NOUN,
    subjectId: organisation?.id ?? partnershipId,
    subjectTitle: organisation?.name ?? '',
  });
}

/** The organisation whose rows the actor writes; throws the 404 answer for another. */
export async function writable(tx: Tx, seat: Seat, organisationId: string): Promise<{ id: string; name: string }> {
  const { partnershipId } = seat;
  const found = can(seat, 'write', organisationId)
    ? await tx.organisation.findFirst({ where: { id: organisationId, partnershipId }, select: { id: true, name: true } })
    : null;
  if (!found) throw notFound();
  return found;
}

/** A row names a work package that is in the plan, or none; one that was removed since may stay where it was. */
export async function knowsPackage(tx: Tx, { partnershipId }: Seat, workPackageId: string): Promise<boolean> {
  return workPackageId === '' || (await tx.planItem.count({ where: { partnershipId, id: workPackageId, kind: 'workPackage' } })) > 0;
}

/** Does a form that is sent once more say what is stored? It may have been mended since it was sent first. */
export function saysAs<Form extends object>(form: Form, row: Record<keyof Form, unknown>): boolean {
  return (Object.keys(form) as (keyof Form)[]).every((field) => form[field] === row[field]);
}

/** Adds a row, or changes the one of that id. Sent twice, it is one. */
export async function saveLine(person: Asker, partnershipId: string, { id, seen, ...form }: LineForm): Promise<Outcome> {
  const seat = await requireSeat(person, partnershipId);
  return transact(async (tx) => {
    // One after the other: of two sendings of one form the second sees what the first wrote.
    await holdPeriods(tx, partnershipId);
    const organisation = await writable(tx, seat, form.organisationId);
    if (!(await knowsPackage(tx, seat, form.workPackageId))) return refused('workPackageId', 'problem.choice');
    const row = await tx.budgetLine.findUnique({ where: { id } });
    // A row stays with its organisation: else one could be pushed onto another.
    if (row && (row.partnershipId !== partnershipId || row.organisationId !== organisation.id)) throw notFound();
    if (row && row.version !== seen) return saysAs(form, row) ? { ok: true } : savedMeanwhile(row);
    if (!row && seen > 0) return refused('', 'problem.gone');
    if (row) {
      await tx.budgetLine.update({ where: { id }, data: { ...form, version: seen + 1 } });
    } else {
      if ((await tx.budgetLine.count({ where: { organisationId: organisation.id } })) >= limits.lines)
        return refused('', 'problem.tooMany');
      await tx.budgetLine.create({ data: { ...form, id, partnershipId, createdById: seat.userId } });
    }
    await tell(tx, seat, 'budget.changed', organisation);
    return { ok: true };
  });
}

/** Takes out a row as it was seen. */
export async function removeLine(person: Asker, partnershipId: string, { id, seen }: LineSeen): Promise<Outcome> {
  const seat = await requireSeat(person, partnershipId);
  return transact(async (tx) => {
    await holdPeriods(tx, partnershipId);
    const row = await tx.budgetLine.findFirst({ where: { id, partnershipId } });
    // The same as for another organisation's: it tells nobody which rows there are.
    if (!row) throw notFound();
    const organisation = await writable(tx, seat, row.organisationId);
    if (row.version !== seen) return refused('', 'problem.removeMeanwhile');
    await tx.budgetLine.delete({ where: { id } });
    await tell(tx, seat, 'budget.changed', organisation);
    return { ok: true };
  });
}

/** What was reported stays as it is: no other rates while costs stand in a locked period. */
export async function setRules(person: Asker, partnershipId: string, { indirectBasisPoints, exempt }: Rules): Promise<Outcome> {
  const seat = await requireSeat(person, partnershipId);
  if (!canDecide(seat)) throw notFound();
  const data = { indirectBasisPoints, exempt: exempt.join(',') };
  return transact(async (tx) => {
    await holdPeriods(tx, partnershipId);
    const now = await rulesOf(partnershipId, tx);
    if (now.indirectBasisPoints === indirectBasisPoints && sameIn(now.exempt, exempt)) return { ok: true };
    if (await hasLockedCosts(tx, partnershipId)) return refused('', 'problem.rulesLocked');
    await tx.budgetRules.upsert({ where: { partnershipId }, create: { partnershipId, ...data }, update: data });
    await tell(tx, seat, 'budget.rules-changed', null);
    return { ok: true };
  });
}

const sameIn = (one: readonly string[], other: readonly string[]) => [...one].sort().join() === [...other].sort().join();

async function hasLockedCosts(tx: Tx, partnershipId: string): Promise<boolean> {
  const within = (await lockedDays(tx, partnershipId)).map(({ first, last }) => ({ day: { gte: first, lte: last } }));
  return within.length > 0 && (await tx.expense.count({ where: { partnershipId, state: 'approved', OR: within } })) > 0;
}

/**
 * Person-months of an organisation: planned, or worked in a month. The form sends all its cells and what it showed in them: those that were changed are written,
 * 0 takes one out. Where somebody else changed one to another number meanwhile, nothing is written.
 */
export async function saveEffort(person: Asker, partnershipId: string, form: EffortForm): Promise<Outcome> {
  const seat = await requireSeat(person, partnershipId);
  const { organisationId, month } = form;
  // What is planned stands in the agreement: the coordinator writes it, also for others.
  if (month === null && !canDecide(seat)) throw notFound();
  return transact(async (tx) => {
    const organisation = await writable(tx, seat, organisationId);
    // One after the other: what stands there is read, and then written.
    await holdPeriods(tx, partnershipId);
    if (month !== null && !(await isOpenOn(tx, partnershipId, month))) return refused('', 'problem.periodLocked');
    const stored = await storedEffort(tx, form);
    const changed = form.cells.filter(({ hundredths, seen, workPackageId }) => hundredths !== seen && hundredths !== stored(workPackageId));
    const errors: Record<string, Problem> = {};
    const now: Record<string, number> = {};
    for (const { workPackageId, seen } of changed) {
      if (!(await knowsPackage(tx, seat, workPackageId))) errors[`pm-${workPackageId}`] = 'problem.choice';
      else if (stored(workPackageId) !== seen) {
        errors[`pm-${workPackageId}`] = 'problem.monthsMeanwhile';
        now[`seen-${workPackageId}`] = stored(workPackageId);
      }
    }
    if (Object.keys(errors).length > 0) return { ok: false, errors, seen: now };
    if (changed.length === 0) return { ok: true };
    for (const cell of changed) await writeCell(tx, partnershipId, form, cell);
    // What is planned is for everybody; what was worked for its organisation and the coordinators.
    if (month === null) await tell(tx, seat, 'effort.planned', null);
    else await tell(tx, seat, 'effort.reported', organisation);
    return { ok: true };
  });
}

/** In hundredths, by work package. */
async function storedEffort(tx: Tx, { organisationId, month }: EffortForm): Promise<(workPackageId: string) => number> {
  const rows =
    month === null
      ? await tx.effortPlan.findMany({ where: { organisationId } })
      : await tx.effortActual.findMany({ where: { organisationId, month } });
  const found = new Map(rows.map(({ workPackageId, hundredths }) => [workPackageId, hundredths]));
  return (workPackageId) => found.get(workPackageId) ?? 0;
}

async function writeCell(
  tx: Tx,
  partnershipId: string,
  { organisationId, month }: EffortForm,
  { workPackageId, hundredths }: EffortForm['cells'][number],
): Promise<void> {
  const where = { organisationId, workPackageId, partnershipId };
  if (month === null) {
    await tx.effortPlan.deleteMany({ where });
    if (hundredths > 0) await tx.effortPlan.create({ data: { ...where, hundredths } });
  } else {
    await tx.effortActual.deleteMany({ where: { ...where, month } });
    if (hundredths > 0) await tx.effortActual.create({ data: { ...where, month, hundredths } });
  }
}
