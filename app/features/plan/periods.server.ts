/** Reporting periods: the coordinator says which months belong together, and locks a period when nothing is missing in it. */
import { recordChange } from '~/features/partnerships/changes.server';
import type { Seat } from '~/features/partnerships/partnerships';
import { notFound } from '~/features/partnerships/queries.server';
import { type Tx, transact } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import type { Period } from './decisions';
import { latestDecisions, planFacts } from './facts.server';
import type { PeriodForm } from './forms.server';
import { holdPeriods, listPeriods } from './period-rows.server';
import { daysOf, missingIn, statesIn, toLockBefore, toOpenBefore } from './periods';
import { can } from './permissions';
import { type Missing, type Outcome, refused } from './problems';
import { projectNow } from './projection.server';
import { planNow } from './queries.server';
import { Plan } from './whole';

/** More of them has no programme. */
const MOST = 40;

/** A further one, from where the last one ends. */
export async function addPeriod(seat: Seat, { endMonth, dueDate }: PeriodForm): Promise<Outcome> {
  return changing(seat, async (tx, periods) => {
    const last = periods.at(-1);
    const startMonth = (last?.endMonth ?? 0) + 1;
    if (endMonth < startMonth) return refused('endMonth', 'problem.periodEnd');
    if (periods.length >= MOST) return refused('', 'problem.tooMany');
    const { partnershipId } = seat;
    await tx.reportingPeriod.create({
      data: { id: newId(), partnershipId, number: (last?.number ?? 0) + 1, startMonth, endMonth, dueDate },
    });
    return { ok: true };
  });
}

/** Another end, which the one after it begins with, or another day for the report. */
export async function changePeriod(seat: Seat, id: string, { endMonth, dueDate }: PeriodForm): Promise<Outcome> {
  return changing(seat, async (tx, periods) => {
    const at = periods.findIndex((period) => period.id === id);
    const [period, next] = [periods[at], periods[at + 1]];
    if (!period) return refused('', 'problem.gone');
    const moves = endMonth !== period.endMonth;
    if (period.locked || (moves && next?.locked)) return refused('', 'problem.periodLocked');
    if (endMonth < period.startMonth || (next && endMonth >= next.endMonth)) return refused('endMonth', 'problem.periodEnd');
    await tx.reportingPeriod.update({ where: { id }, data: { endMonth, dueDate } });
    if (next && moves) await tx.reportingPeriod.update({ where: { id: next.id }, data: { startMonth: endMonth + 1 } });
    return { ok: true };
  });
}

/** The last one: no gap is left. */
export async function removePeriod(seat: Seat, id: string): Promise<Outcome> {
  return changing(seat, async (tx, periods) => {
    const last = periods.at(-1);
    if (last?.id !== id) return refused('', 'problem.periodNotLast');
    if (last.locked) return refused('', 'problem.periodLocked');
    await tx.reportingPeriod.delete({ where: { id } });
    return { ok: true };
  });
}

/** What other features have open in some days, first and last: attendance that nobody approved, expenses that nobody took. */
export type OpenElsewhere = (tx: Tx, days: { first: string; last: string }) => Promise<Missing[]>;

interface Locking {
  elsewhere?: OpenElsewhere;
  /** It is locked although something is open elsewhere: what an organisation never hands in holds nobody up. */
  anyway?: boolean;
  now?: Date;
}

/** In order of time, and refused with the list of what is missing. From now on what was said of risks in it stays as it is, and so do its expenses. */
export async function lockPeriod(seat: Seat, id: string, today: string, how: Locking = {}): Promise<Outcome> {
  if (!can(seat, 'decide')) throw notFound();
  const [content, facts] = await Promise.all([planNow(seat), planFacts(seat)]);
  const period = facts.periods.find((one) => one.id === id);
  if (!period) return refused('', 'problem.gone');
  if (period.locked) return { ok: true };
  const days = daysOf(period, facts.startDate);
  const { partnershipId, userId } = seat;
  const outcome = await transact(async (tx): Promise<Outcome> => {
    await holdPeriods(tx, partnershipId);
    // Somebody may have said another first day since: those were other days.
    const { startDate } = await tx.partnership.findUniqueOrThrow({ where: { id: partnershipId }, select: { startDate: true } });
    if (startDate !== facts.startDate) return refused('', 'problem.decidedMeanwhile');
    if (toLockBefore(await listPeriods(partnershipId, tx), period)) return refused('', 'problem.lockBefore');
    // Nor is what somebody opened again since locked in as if it were decided.
    const plan = new Plan(content, { ...facts, decisions: await latestDecisions(partnershipId, tx) });
    const inPlan = missingIn(plan, period, today);
    const open = days && how.elsewhere ? await how.elsewhere(tx, days) : [];
    if (inPlan.length > 0 || (open.length > 0 && !how.anyway)) return refused('', 'problem.missing', [...inPlan, ...open]);
    const { count } = await tx.reportingPeriod.updateMany({
      // Somebody may have moved its end since: what was looked at was another period then.
      where: { id, partnershipId, lockedAt: null, startMonth: period.startMonth, endMonth: period.endMonth },
      data: { lockedAt: how.now ?? new Date(), lockedById: userId, riskStates: JSON.stringify(statesIn(plan, period)) },
    });
    if (count === 0) return refused('', 'problem.decidedMeanwhile');
    await recordChange(tx, { partnershipId, actorId: userId, action: 'plan.period-locked', ...subjectOf(period) });
    return { ok: true };
  });
  if (outcome.ok) await projectNow(partnershipId);
  return outcome;
}

/** Opens a period again: the last one that is locked. */
export async function unlockPeriod(seat: Seat, id: string): Promise<Outcome> {
  if (!can(seat, 'decide')) throw notFound();
  const { partnershipId, userId } = seat;
  const outcome = await transact(async (tx): Promise<Outcome> => {
    await holdPeriods(tx, partnershipId);
    const periods = await listPeriods(partnershipId, tx);
    const period = periods.find((one) => one.id === id);
    if (!period) return refused('', 'problem.gone');
    if (!period.locked) return { ok: true };
    if (toOpenBefore(periods, period)) return refused('', 'problem.openBefore');
    await tx.reportingPeriod.update({ where: { id }, data: { lockedAt: null, lockedById: null, riskStates: null } });
    await recordChange(tx, { partnershipId, actorId: userId, action: 'plan.period-unlocked', ...subjectOf(period) });
    return { ok: true };
  });
  if (outcome.ok) await projectNow(partnershipId);
  return outcome;
}

const subjectOf = ({ id, number }: Period) => ({ subjectType: 'plan', subjectId: id, subjectTitle: String(number) });

/** Changes of the list of periods, one after the other: each must see what the one before it left. */
async function changing(seat: Seat, work: (tx: Tx, periods: Period[]) => Promise<Outcome>): Promise<Outcome> {
  if (!can(seat, 'decide')) throw notFound();
  const { partnershipId, userId } = seat;
  return transact(async (tx) => {
    await holdPeriods(tx, partnershipId);
    const outcome = await work(tx, await listPeriods(partnershipId, tx));
    const subject = { subjectType: 'plan', subjectId: partnershipId };
    if (outcome.ok) await recordChange(tx, { partnershipId, actorId: userId, action: 'plan.periods-changed', ...subject });
    return outcome;
  });
}
