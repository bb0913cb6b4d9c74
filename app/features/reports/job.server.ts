/** Makes a report beside the requests: step by step, so that its asker sees how far it is and can take it back. */
import { z } from 'zod';
import { onlyTo } from '~/features/partnerships/audience.server';
import { seatFor } from '~/features/partnerships/queries.server';
import { listPeriods } from '~/features/plan/period-rows.server';
import { languages } from '~/i18n/languages';
import { db } from '~/kit/db.server';
import { GiveUp, jobKind } from '~/kit/jobs.server';
import { services } from '~/kit/services.server';
import { makePack } from './pack.server';
import { seenAs } from './permissions';
import { type ReportState, reportSteps } from './reports';

/** Its asker has taken it back, or may see other things now. */
class Stopped extends Error {}

export const makeReport = jobKind({
  name: 'report.make',
  payload: z.object({ reportId: z.string().max(40) }),
  maxAttempts: 3,
  async givenUp({ reportId }) {
    const report = await db().report.findUnique({ where: { id: reportId }, select: { partnershipId: true, askedById: true } });
    if (!report) return;
    await db().report.updateMany({
      where: { id: reportId, state: { in: ['waiting', 'making'] } },
      data: { state: 'failed' satisfies ReportState },
    });
    services().events.tell([onlyTo(report.partnershipId, report.askedById)], { about: 'report' });
  },
  async run({ reportId }, { signal }) {
    const report = await db().report.findUnique({ where: { id: reportId }, omit: { text: true, workbook: true } });
    if (!report) return;
    const { partnershipId, askedById } = report;
    /** Writes it unless it was taken back meanwhile. @returns false where it was */
    const note = async (data: {
      state?: ReportState;
      step?: number;
      madeAt?: Date;
      text?: Uint8Array<ArrayBuffer>;
      workbook?: Uint8Array<ArrayBuffer>;
    }) => {
      const { count } = await db().report.updateMany({ where: { id: reportId, state: { in: ['waiting', 'making'] } }, data });
      services().events.tell([onlyTo(partnershipId, askedById)], { about: 'report' });
      return count > 0;
    };
    try {
      const [seat, periods] = await Promise.all([seatFor(askedById, partnershipId), listPeriods(partnershipId)]);
      const period = periods.find(({ id }) => id === report.periodId);
      if (!seat || !period || seenAs(seat) !== report.seenAs) throw new GiveUp('Its asker or its period has changed since.');
      if (!(await note({ state: 'making', step: 0 }))) return;
      const { first, last: until } = report;
      const language = languages.find((one) => one === report.language) ?? 'en';
      const pack = await makePack({ seat, language, period, span: { first, last: until }, now: new Date() }, async (step) => {
        signal.throwIfAborted();
        if (!(await note({ step: reportSteps.indexOf(step) + 1 }))) throw new Stopped();
      });
      await note({ ...pack, state: 'ready', madeAt: new Date() });
    } catch (error) {
      if (error instanceof Stopped) return;
      throw error;
    }
  },
});
