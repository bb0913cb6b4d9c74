/** Reporting periods as rows, for all that belongs to one: whether it is locked, and that nobody locks it while something of it is written. */
import { db, type Tx } from '~/kit/db.server';
import type { Period } from './decisions';
import { dayOfMonth, daysOf, isBeforeLocked, periodOf } from './periods';

export async function listPeriods(partnershipId: string, tx: Tx = db()): Promise<Period[]> {
  const rows = await tx.reportingPeriod.findMany({ where: { partnershipId }, orderBy: { number: 'asc' } });
  return rows.map(({ id, number, startMonth, endMonth, dueDate, lockedAt, riskStates }) => ({
    id,
    number,
    startMonth,
    endMonth,
    dueDate,
    locked: lockedAt !== null,
    riskStates: lockedAt !== null && riskStates !== null ? (JSON.parse(riskStates) as Period['riskStates']) : {},
  }));
}

/** What depends on which periods are locked is written one after the other: holds the partnership's row until the end, and changes nothing of it. */
export async function holdPeriods(tx: Tx, partnershipId: string): Promise<void> {
  await tx.$executeRaw`UPDATE "Partnership" SET "acronym" = "acronym" WHERE "id" = ${partnershipId}`;
}

/** The days of all periods that are locked. Asked in the transaction that writes what was reported of them, or what their days or money follow from: none is locked meanwhile. */
export async function lockedDays(tx: Tx, partnershipId: string): Promise<{ first: string; last: string }[]> {
  await holdPeriods(tx, partnershipId);
  const { startDate } = await tx.partnership.findUniqueOrThrow({ where: { id: partnershipId }, select: { startDate: true } });
  return (await listPeriods(partnershipId, tx)).flatMap((period) => (period.locked ? (daysOf(period, startDate) ?? []) : []));
}

/**
 * Is the reporting period of a day locked? What was reported of it stays as it is.
 * @param when an ISO date, or a month (YYYY-MM)
 */
export async function isLockedOn(partnershipId: string, when: string, tx: Tx = db()): Promise<boolean> {
  const { startDate } = await tx.partnership.findUniqueOrThrow({ where: { id: partnershipId }, select: { startDate: true } });
  const day = when.length === 7 ? dayOfMonth(when, startDate) : when;
  return periodOf(await listPeriods(partnershipId, tx), startDate, day)?.locked === true;
}

/** May what belongs to a day be written? Asked in the transaction that writes it: a period that is being locked is seen, or waits until it is there. */
export async function isOpenOn(tx: Tx, partnershipId: string, when: string): Promise<boolean> {
  await holdPeriods(tx, partnershipId);
  return !(await isLockedOn(partnershipId, when, tx));
}

/** Does money of a locked period follow from what counts by this day? Asked in the transaction that writes it, as `isOpenOn`. */
export async function isReckonedOn(tx: Tx, partnershipId: string, day: string): Promise<boolean> {
  await holdPeriods(tx, partnershipId);
  const { startDate } = await tx.partnership.findUniqueOrThrow({ where: { id: partnershipId }, select: { startDate: true } });
  return isBeforeLocked(await listPeriods(partnershipId, tx), startDate, day);
}
