/** Makes the report on a period: each feature gives its tables, as the asker may see them; the same tables become a text and a workbook. */
import { activityReport } from '~/features/activities/report.server';
import { type BudgetReport, budgetReport, euro, months } from '~/features/budget/sheets.server';
import { indicatorReport } from '~/features/indicators/report.server';
import type { Seat } from '~/features/partnerships/partnerships';
import { isCoordinator } from '~/features/partnerships/permissions';
import type { Period } from '~/features/plan/decisions';
import { type PlanReport, planReport } from '~/features/plan/report.server';
import type { Span } from '~/features/plan/reporting';
import { formats } from '~/i18n/format';
import type { Language } from '~/i18n/languages';
import { type T, tFor } from '~/i18n/translate';
import { db } from '~/kit/db.server';
import type { Cell, NewSheet } from '~/kit/tables/book';
import { writeDocx } from '~/kit/tables/docx.server';
import { writeXlsx } from '~/kit/tables/xlsx';
import type { ReportStep } from './reports';

export interface Asked {
  seat: Seat;
  language: Language;
  period: Period;
  /** The days of the period. */
  span: Span;
  now: Date;
}

export interface Pack {
  /** DOCX */
  text: Uint8Array<ArrayBuffer>;
  /** XLSX */
  workbook: Uint8Array<ArrayBuffer>;
}

/** @param done called after each step; it may throw, to make an end of it */
export async function makePack(asked: Asked, done: (step: ReportStep) => Promise<void>): Promise<Pack> {
  const { seat, language, period, span } = asked;
  const t = await tFor(language, 'reports');
  const plan = await planReport(seat, language, period, span);
  await done('plan');
  const activities = await activityReport(seat, language, span);
  await done('activities');
  const indicators = await indicatorReport(seat, language, span);
  await done('indicators');
  const budget = await budgetReport(seat, await tFor(language, 'budget'), span);
  await done('money');
  const facts = await factsOf(asked, t);
  const parts = [
    ...plan.sheets,
    activities.sheet,
    ...indicators,
    ...budget.summary,
    contributions(plan, activities.held, budget, language, t),
  ];
  await done('contributions');
  const workbook = writeXlsx([factSheet(facts, t), ...parts, ...budget.rows]);
  await done('workbook');
  const { acronym } = plan.plan.facts;
  const title = t('file.title', { number: period.number });
  // Row by row what was spent belongs into the workbook: hundreds of pages of it nobody reads.
  const text = await writeDocx({ title, header: `${acronym} · ${title}`, facts, sheets: parts, empty: t('file.empty'), language });
  await done('text');
  return { text: new Uint8Array(text), workbook: new Uint8Array(workbook) };
}

async function factsOf({ seat, language, period, span, now }: Asked, t: T<'reports'>): Promise<[string, string][]> {
  const { date } = formats(language, 'UTC');
  const { organisations, ...partnership } = await db().partnership.findUniqueOrThrow({
    where: { id: seat.partnershipId },
    select: {
      acronym: true,
      title: true,
      projectCode: true,
      organisations: { where: { id: seat.organisationId }, select: { name: true } },
    },
  });
  const organisation = organisations[0]?.name ?? '';
  return [
    [t('fact.partnership'), [partnership.acronym, partnership.title].filter(Boolean).join(': ')],
    [t('fact.code'), partnership.projectCode],
    [t('fact.period'), t('fact.periodIs', { number: period.number, from: period.startMonth, to: period.endMonth })],
    [t('fact.days'), `${date(span.first)} – ${date(span.last)}`],
    [t('fact.state'), period.locked ? t('locked') : t('open')],
    [t('fact.made'), `${date(now)}, ${now.toISOString().slice(11, 16)} UTC`],
    [t('fact.seen'), isCoordinator(seat) ? t('fact.seenAll') : t('fact.seenOwn', { organisation })],
    [t('fact.people'), t('fact.peopleAre')],
  ];
}

function factSheet(facts: readonly (readonly [string, string])[], t: T<'reports'>): NewSheet {
  return {
    name: t('title'),
    columns: [
      { key: 'fact', heading: t('fact.about'), width: 28 },
      { key: 'value', heading: t('fact.is'), width: 90 },
    ],
    rows: facts.map((fact) => [...fact]),
  };
}

/** What each organisation did and put in. Costs and months of work are told as far as the asker sees them. */
function contributions(
  { plan, reported }: PlanReport,
  held: readonly { organisationId: string; coOrganisers: readonly string[] }[],
  { contributionOf }: BudgetReport,
  language: Language,
  t: T<'reports'>,
): NewSheet {
  const led = (items: PlanReport['reported']['work'], id: string) => items.filter(({ lead }) => lead === id).length;
  const tasks = reported.work.filter(({ kind }) => kind === 'task');
  return {
    name: t('contribution.title'),
    note: t('contribution.note'),
    columns: [
      { key: 'organisation', heading: t('contribution.organisation'), width: 28 },
      { key: 'country', heading: t('contribution.country'), width: 10 },
      { key: 'packages', heading: t('contribution.packages'), width: 12 },
      { key: 'tasks', heading: t('contribution.tasks'), width: 12 },
      { key: 'takesPart', heading: t('contribution.takesPart'), width: 12 },
      { key: 'deliverables', heading: t('contribution.deliverables'), width: 12 },
      { key: 'activities', heading: t('contribution.activities'), width: 12 },
      { key: 'together', heading: t('contribution.together'), width: 12 },
      { key: 'planned', heading: t('contribution.planned'), width: 14 },
      { key: 'worked', heading: t('contribution.worked'), width: 14 },
      { key: 'costs', heading: t('contribution.costs'), width: 16 },
      { key: 'grant', heading: t('contribution.grant'), width: 16 },
      { key: 'own', heading: t('contribution.own'), width: 16 },
    ],
    rows: plan.facts.organisations.map(({ id, name, country }): Cell[] => {
      const money = contributionOf(id);
      return [
        name,
        formats(language, 'UTC').country(country),
        led(
          reported.work.filter(({ kind }) => kind === 'workPackage'),
          id,
        ),
        led(tasks, id),
        tasks.filter(({ lead, partners }) => lead !== id && partners.includes(id)).length,
        led(reported.deliverables, id),
        held.filter(({ organisationId }) => organisationId === id).length,
        held.filter(({ coOrganisers }) => coOrganisers.includes(id)).length,
        ...[months(money.planned), months(money.worked)],
        ...[euro(money.costs), euro(money.grant), euro(money.own)],
      ];
    }),
  };
}
