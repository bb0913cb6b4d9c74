/** Costs, expenses and person-months as sheets of a workbook: what the reader may see of them on the pages, and no more. */
import type { Seat } from '~/features/partnerships/partnerships';
import { isCoordinator } from '~/features/partnerships/permissions';
import type { T } from '~/i18n/translate';
import { db } from '~/kit/db.server';
import type { Cell, NewSheet } from '~/kit/tables/book';
import { letters } from './budget';
import { visibleTo } from './permissions';
import { categoryOf, type Ground, groundOf, periodOfDay, readEfforts, stateOf, sumsOf } from './queries.server';
import { effortTable } from './sums';

/** ISO dates; what was spent and worked in them alone is told. Null: all. */
export interface Span {
  first: string;
  last: string;
}

export const euro = (cents: bigint | null | undefined): Cell =>
  cents === null || cents === undefined ? null : { decimal: `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}` };
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
    summary: [sumSheet(sums, ground, t), effortSheet(efforts, ground, names, t, isCoordinator(seat))],
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

function sumSheet({ planned, spent }: Awaited<ReturnType<typeof sumsOf>>, { organisations }: Ground, t: T<'budget'>): NewSheet {
  const spentBy = new Map(spent.rows.map(({ id, costs }) => [id, costs.total]));
  const known = new Map(planned.rows.map((row) => [row.id, row.costs]));
  const shown = organisations.filter(({ id }) => known.has(id) || spentBy.has(id));
  const whole = planned.total;
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
    rows: [
      ...shown.map(({ id, name }): Cell[] => {
        const costs = known.get(id);
        return [
          name,
          ...letters.map((letter) => euro(costs?.byLetter[letter])),
          ...[costs?.indirect, costs?.total, costs?.grant, costs?.own, spentBy.get(id) ?? 0n].map(euro),
        ];
      }),
      ...(whole === null
        ? []
        : [
            [
              t('whole'),
              ...letters.map((letter) => euro(whole.byLetter?.[letter])),
              ...[whole.indirect, whole.total, whole.grant, whole.own, spent.total?.total].map(euro),
            ],
          ]),
    ],
  };
}

function effortSheet(
  { planned, worked, mayRead }: Awaited<ReturnType<typeof readEfforts>>,
  { organisations }: Ground,
  names: Names,
  t: T<'budget'>,
  seesAll: boolean,
): NewSheet {
  const [plans, works] = [effortTable(planned), effortTable(worked)];
  const rows = organisations.flatMap(({ id, name }) =>
    names.packages.flatMap((pack): Cell[][] => {
      const [plan, work] = [plans.of(id, pack), mayRead(id) ? works.of(id, pack) : null];
      return plan || work ? [[name, names.workPackage(pack), months(plan), months(work)]] : [];
    }),
  );
  const last: Cell[][] = rows.length > 0 ? [[t('whole'), '', months(plans.total), months(seesAll ? works.total : null)]] : [];
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
