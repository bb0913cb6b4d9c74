/** Asks for a report, takes it back, throws it away. The actor comes first, and may, or gets the same 404 as for nothing. */
import { onlyTo } from '~/features/partnerships/audience.server';
import type { Seat } from '~/features/partnerships/partnerships';
import { notFound } from '~/features/partnerships/queries.server';
import { holdPeriods, listPeriods } from '~/features/plan/period-rows.server';
import { daysOf } from '~/features/plan/periods';
import type { Language } from '~/i18n/languages';
import { afterCommit, type Tx, transact } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { enqueue } from '~/kit/jobs.server';
import { services } from '~/kit/services.server';
import { makeReport } from './job.server';
import { seenAs } from './permissions';
import type { Outcome } from './problems';
import { limits, type ReportState } from './reports';

/** States in which something is still to be done. */
const UNDER_WAY: ReportState[] = ['waiting', 'making'];

/** One at a time for each member: who asks twice gets the one that is being made. @throws the 404 answer for a period that is not there */
export async function askForReport(seat: Seat, periodId: string, language: Language): Promise<Outcome> {
  const { partnershipId, userId, memberId } = seat;
  return transact(async (tx) => {
    // Two presses at once must see each other.
    await holdPeriods(tx, partnershipId);
    const [periods, { startDate }] = [
      await listPeriods(partnershipId, tx),
      await tx.partnership.findUniqueOrThrow({ where: { id: partnershipId }, select: { startDate: true } }),
    ];
    const period = periods.find(({ id }) => id === periodId);
    if (!period) throw notFound();
    const days = daysOf(period, startDate);
    if (!days) return { ok: false, problem: 'problem.noStart' };
    const own = { partnershipId, askedById: userId };
    if ((await tx.report.count({ where: { ...own, state: { in: UNDER_WAY } } })) > 0) return { ok: false, problem: 'problem.underWay' };
    const id = newId();
    const { number } = period;
    await tx.report.create({ data: { ...own, memberId, id, periodId, number, ...days, language, seenAs: seenAs(seat) } });
    const old = await tx.report.findMany({ where: own, orderBy: { id: 'desc' }, skip: limits.kept, select: { id: true } });
    await tx.report.deleteMany({ where: { id: { in: old.map((one) => one.id) } } });
    await enqueue(tx, makeReport, { reportId: id });
    tellAsker(tx, own);
    return { ok: true };
  });
}

/** What is being made is not made further; what is made already stays. */
export async function cancelReport(seat: Seat, id: string): Promise<void> {
  const own = { partnershipId: seat.partnershipId, askedById: seat.userId };
  await transact(async (tx) => {
    await tx.report.updateMany({ where: { ...own, id, state: { in: UNDER_WAY } }, data: { state: 'cancelled' satisfies ReportState } });
    tellAsker(tx, own);
  });
}

export async function removeReport(seat: Seat, id: string): Promise<void> {
  const own = { partnershipId: seat.partnershipId, askedById: seat.userId };
  await transact(async (tx) => {
    await tx.report.deleteMany({ where: { ...own, id, state: { notIn: UNDER_WAY } } });
    tellAsker(tx, own);
  });
}

/** Open pages of the asker alone. */
export function tellAsker(tx: Tx, { partnershipId, askedById }: { partnershipId: string; askedById: string }): void {
  afterCommit(tx, () => services().events.tell([onlyTo(partnershipId, askedById)], { about: 'report' }));
}
