/** Costs, expenses and person-months as sheets of a workbook: what the reader may see of them on the pages, and no more. */
import type { Seat } from '~/features/partnerships/partnerships';
import type { T } from '~/i18n/translate';
import { db } from '~/kit/db.server';
import type { Cell, NewSheet } from '~/kit/tables/book';
import { letters } from './budget';
import { categoryOf, type Ground, groundOf } from './ground.server';
import { visibleTo } from './permissions';
import { periodOfDay, readEfforts, stateOf } from './queries.server';
import { effortTable } from './sums';
import { sumsOf } from './sums.server';
import { categoryRows, type PlannedAndSpent, type Span, sumRows, wholeRow } from './told';

export const euro = (cents: bigint | null | undefined): Cell =>
  cents === null || cents === undefined ? null : { decimal: decimalOf(cents) };

/** Less than nothing, too: what an organisation's part of a grant loses in a period. */
function decimalOf(cents: bigint): string {
  const size = cents < 0n ? -cents : cents;
  return `${cents < 0n ? '-' : ''}${size / 100n}.${String(size % 100n).padStart(2, '0')}`;
}

export const months = (hundredths: number | null): Cell => (hundredths === null ? null : { decimal: (hundredths / 100).toFixed(2) });

/** What one organisation put in, as far as the reader is told it; nothing: not told, or nothing there. */
export interface Contribution {
  /** Hundredths of person-months. */
  planned: number | null;
  worked: number | null;
  /** Cents: approved costs with their indirect ones, and how they are paid. */
  costs: bigint | null;
  grant: bigint | null;
  own: bigint | null;
}

export interface BudgetReport {
  /** Sums, and person-months. */
  summary: NewSheet[];
  /** Every planned cost and every expense. */
  rows: NewSheet[];
  contributionOf(organisationId: string): Contribution;
}

/** @param span what was spent and worked in it; what is planned is always whole */
export async function budgetReport(seat: Seat, t: T<'budget'>, span: Span | null): Promise<BudgetReport> {
  const ground = await groundOf(seat);
  const inSpan = span ? { day: { gte: span.first, lte: span.last } } : {};
  const [sums, lines, expenses, efforts] = await Promise.all([
    sumsOf(seat, ground, span),
    db().budgetLine.findMany({ where: visibleTo(seat), orderBy: [{ organisationId: 'asc' }, { category: 'asc' }, { id: 'asc' }] }),
    db().expense.findMany({
      where: { ...visibleTo(seat), ...inSpan },
      include: { _count: { select: { files: true } } },
      orderBy: [{ organisationId: 'asc' }, { day: 'asc' }, { id: 'asc' }],
    }),
    readEfforts(seat, ground, span),
  ]);
  const used = new Set([...lines, ...expenses, ...efforts.planned, ...efforts.worked].map(({ workPackageId }) => workPackageId));
  const names = namesIn(ground, used, t);
  const periods = await periodOfDay(seat, ground);
  const rows: NewSheet[] = [
    {
      name: t('sheet.lines'),
      columns: [
        { key: 'organisation', heading: t('column.organisation'), width: 28 },
        { key: 'category', heading: t('category'), width: 30 },
        { key: 'workPackage', heading: t('package'), width: 28 },
        { key: 'description', heading: t('description'), width: 40 },
        { key: 'amount', heading: t('amount') },
      ],
      rows: lines.map((line) => [
        names.organisation(line.organisationId),
        names.category(line),
        names.workPackage(line.workPackageId),
        line.description,
        euro(line.cents),
      ]),
    },
    {
      name: t('expenses.title'),
      columns: [
        { key: 'organisation', heading: t('column.organisation'), width: 28 },
        { key: 'day', heading: t('day') },
        { key: 'period', heading: t('period') },
        { key: 'category', heading: t('category'), width: 30 },
        { key: 'workPackage', heading: t('package'), width: 28 },
        { key: 'description', heading: t('description'), width: 40 },
        { key: 'amount', heading: t('amount') },
        { key: 'state', heading: t('state') },
        { key: 'evidence', heading: t('file.title') },
      ],
      rows: expenses.map((row) => [
        names.organisation(row.organisationId),
        { date: row.day },
        periods(row.day),
        names.category(row),
        names.workPackage(row.workPackageId),
        row.description,
        euro(row.cents),
        t(`state.${stateOf(row)}`),
        row._count.files,
      ]),
    },
  ];
  const [plans, works] = [effortTable(efforts.planned), effortTable(efforts.worked)];
  const spent = new Map(sums.spent.rows.map(({ id, costs }) => [id, costs]));
  return {
    summary: [sumSheet(sums, ground, t), categorySheet(sums, ground, names, t), effortSheet(efforts, ground, names, t)],
    rows,
    contributionOf: (id) => ({
      planned: plans.ofOrganisation(id),
      worked: efforts.mayRead(id) ? works.ofOrganisation(id) : null,
      costs: spent.get(id)?.total ?? (efforts.mayRead(id) ? 0n : null),
      grant: spent.get(id)?.grant ?? null,
      own: spent.get(id)?.own ?? null,
    }),
  };
}

type Names = ReturnType<typeof namesIn>;

function namesIn({ organisations, packages }: Ground, used: ReadonlySet<string>, t: T<'budget'>) {
  const byId = new Map(organisations.map(({ id, name }) => [id, name]));
  const packageNames = new Map(packages(used).map(({ id, code, title }) => [id, code ? `${code} ${title}` : t('package.gone', { title })]));
  return {
    organisation: (id: string) => byId.get(id) ?? '',
    workPackage: (id: string) => packageNames.get(id) ?? '',
    category: (row: { category: string }) => `${categoryOf(row)} ${t(`category.${categoryOf(row)}`)}`,
    packages: [...packageNames.keys()],
  };
}

function sumSheet(sums: PlannedAndSpent, { organisations }: Ground, t: T<'budget'>): NewSheet {
  const whole = wholeRow(sums);
  return {
    name: t('planned'),
    columns: [
      { key: 'organisation', heading: t('column.organisation'), width: 28 },
      ...[...letters, 'E'].map((letter) => ({ key: letter, heading: letter })),
      { key: 'total', heading: t('column.total') },
      { key: 'grant', heading: t('sum.grant') },
      { key: 'own', heading: t('sum.own') },
      { key: 'spent', heading: t('sum.spent') },
    ],
    rows: [...sumRows(sums, organisations), ...(whole ? [{ name: t('whole'), ...whole }] : [])].map(({ name, planned, spent }): Cell[] => [
      name,
      ...letters.map((letter) => euro(planned?.byLetter?.[letter])),
      ...[planned?.indirect, planned?.total, planned?.grant, planned?.own, spent].map(euro),
    ]),
  };
}

/** Planned and spent by category, of each organisation that the reader sees; of all for coordinators. */
function categorySheet(sums: PlannedAndSpent, { organisations }: Ground, names: Names, t: T<'budget'>): NewSheet {
  const all = [...organisations.map(({ id, name }) => ({ id, name })), { id: null, name: t('whole') }];
  const nameOf = (category: ReturnType<typeof categoryRows>[number]['category']) => {
    if (category === null) return t('column.total');
    return category === 'E' ? `E ${t('indirect')}` : names.category({ category });
  };
  return {
    name: t('byCategory'),
    columns: [
      { key: 'organisation', heading: t('column.organisation'), width: 28 },
      { key: 'category', heading: t('category'), width: 30 },
      { key: 'planned', heading: t('sum.planned') },
      { key: 'spent', heading: t('sum.spent') },
    ],
    rows: all.flatMap(({ id, name }) =>
      categoryRows(sums, id).map(({ category, planned, spent }): Cell[] => [name, nameOf(category), euro(planned), euro(spent)]),
    ),
  };
}

function effortSheet(
  { planned, worked, allWorked, mayRead }: Awaited<ReturnType<typeof readEfforts>>,
  { organisations }: Ground,
  names: Names,
  t: T<'budget'>,
): NewSheet {
  const [plans, works] = [effortTable(planned), effortTable(worked)];
  const rows = organisations.flatMap(({ id, name }) =>
    names.packages.flatMap((pack): Cell[][] => {
      const [plan, work] = [plans.of(id, pack), mayRead(id) ? works.of(id, pack) : null];
      return plan || work ? [[name, names.workPackage(pack), months(plan), months(work)]] : [];
    }),
  );
  const last: Cell[][] = rows.length > 0 || allWorked ? [[t('whole'), '', months(plans.total), months(allWorked)]] : [];
  return {
    name: t('effort.title'),
    columns: [
      { key: 'organisation', heading: t('column.organisation'), width: 28 },
      { key: 'workPackage', heading: t('package'), width: 28 },
      { key: 'planned', heading: t('effort.planned') },
      { key: 'worked', heading: t('effort.worked') },
    ],
    rows: [...rows, ...last],
  };
}
