/** Reads of reports: a member's own, and what is missing in each period. */
import type { Seat } from '~/features/partnerships/partnerships';
import { type Asker, notFound, requireSeat } from '~/features/partnerships/queries.server';
import { daysOf } from '~/features/plan/periods';
import { can } from '~/features/plan/permissions';
import { planFor } from '~/features/plan/queries.server';
import { languages } from '~/i18n/languages';
import { tFor } from '~/i18n/translate';
import { today } from '~/kit/dates';
import { db } from '~/kit/db.server';
import { missingOfEach } from './missing.server';
import { seenAs } from './permissions';
import { type ReportFormat, type ReportState, reportFormats, reportStates } from './reports';

const stateOf = ({ state }: { state: string }): ReportState => reportStates.find((one) => one === state) ?? 'failed';

/** Periods, the latest that has begun first, with what is missing in them; and the reports that the member asked for. */
export async function reportsFor(person: Asker & { timeZone: string }, partnershipId: string | undefined) {
  const seat = await requireSeat(person, partnershipId);
  const now = today(person.timeZone);
  const [plan, reports] = await Promise.all([planFor(seat), ownReports(seat)]);
  const { facts } = plan;
  const open = facts.periods.filter(({ locked }) => !locked);
  const missing = await missingOfEach(seat, plan, open, now);
  const periods = facts.periods.map((period) => {
    const { id, number, startMonth, endMonth, dueDate, locked } = period;
    return { id, number, startMonth, endMonth, dueDate, locked, missing: missing.get(id) ?? [], days: daysOf(period, facts.startDate) };
  });
  const hasBegun = ({ days }: (typeof periods)[number]) => days !== null && days.first <= now;
  return {
    partnershipId: seat.partnershipId,
    language: facts.language,
    periods: [...periods.filter(hasBegun).reverse(), ...periods.filter((one) => !hasBegun(one))],
    reports,
    mayDecide: can(seat, 'decide'),
  };
}

export type ReportsPage = Awaited<ReturnType<typeof reportsFor>>;

async function ownReports(seat: Seat) {
  const rows = await db().report.findMany({
    where: { partnershipId: seat.partnershipId, askedById: seat.userId },
    orderBy: { id: 'desc' },
    select: { id: true, periodId: true, number: true, language: true, state: true, step: true, askedAt: true, madeAt: true, seenAs: true },
  });
  return rows.map(({ seenAs: as, ...row }) => ({
    ...row,
    state: stateOf(row),
    /** The member holds other roles now, or belongs elsewhere: it is not given out. */
    isOutdated: as !== seenAs(seat),
  }));
}

export type ReportRow = Awaited<ReturnType<typeof ownReports>>[number];

const MIME: Record<ReportFormat, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** @throws the 404 answer for reports that are not the person's own, or not made */
export async function reportFile(person: Asker, asked: { partnership?: string; report?: string; format?: string }) {
  const seat = await requireSeat(person, asked.partnership);
  const format = reportFormats.find((one) => one === asked.format);
  const row =
    asked.report && format
      ? await db().report.findFirst({
          where: { id: asked.report, partnershipId: seat.partnershipId, askedById: seat.userId, state: 'ready', seenAs: seenAs(seat) },
          include: { partnership: { select: { acronym: true } } },
        })
      : null;
  const bytes = row && (format === 'docx' ? row.text : row.workbook);
  if (!row || !format || !bytes) throw notFound();
  const language = languages.find((one) => one === row.language) ?? 'en';
  const t = await tFor(language, 'reports');
  return { bytes, mime: MIME[format], name: `${row.partnership.acronym} ${t('file.title', { number: row.number })}.${format}` };
}
