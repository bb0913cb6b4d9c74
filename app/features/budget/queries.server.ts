/** Reads of costs and person-months: a member gets the rows that it may see, and sums of all only where they tell nobody's costs. */
import type { Seat } from '~/features/partnerships/partnerships';
import { workingLanguageOf } from '~/features/partnerships/partnerships';
import { isCoordinator } from '~/features/partnerships/permissions';
import { type Asker, notFound, requireSeat } from '~/features/partnerships/queries.server';
import type { Period } from '~/features/plan/decisions';
import { listPeriods } from '~/features/plan/period-rows.server';
import { dayOfMonth, daysOf, periodOf } from '~/features/plan/periods';
import { addMonths, today } from '~/kit/dates';
import { db, type Prisma } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { checkGrant } from '~/kit/money';
import { PAGE_ROWS, rowsBefore } from '~/kit/paging';
import { type Category, evidenceOf, isCategory, isState, type State } from './budget';
import { can, canDecide, seesSum, visibleTo } from './permissions';
import { budgetOf, type Cost, type Costs, type EffortTable, effortTable, type Rules, usualRules } from './sums';

export async function rulesOf(partnershipId: string): Promise<Rules> {
  const row = await db().budgetRules.findUnique({ where: { partnershipId } });
  if (!row) return usualRules;
  return { indirectBasisPoints: row.indirectBasisPoints, exempt: row.exempt.split(',').filter(isCategory) };
}

export const categoryOf = ({ category }: { category: string }): Category => (isCategory(category) ? category : 'D2');
export const stateOf = ({ state }: { state: string }): State => (isState(state) ? state : 'draft');

interface Package {
  id: string;
  code: string;
  title: string;
}

/** What all pages about money need: the agreement, the organisations, the work packages; those that were removed only where something names them. */
export async function groundOf(seat: Seat) {
  const { partnershipId } = seat;
  const [partnership, packages, rules] = await Promise.all([
    db().partnership.findUniqueOrThrow({
      where: { id: partnershipId },
      select: {
        acronym: true,
        languages: true,
        startDate: true,
        totalBudgetCents: true,
        grantCents: true,
        rateBasisPoints: true,
        organisations: { select: { id: true, name: true, shortName: true }, orderBy: { name: 'asc' } },
      },
    }),
    db().planItem.findMany({
      where: { partnershipId, kind: 'workPackage' },
      select: { id: true, code: true, title: true, removedAt: true },
    }),
    rulesOf(partnershipId),
  ]);
  const inOrder = packages.sort((a, b) => (a.code ?? '').localeCompare(b.code ?? '', 'en', { numeric: true }));
  const { languages, organisations, ...agreed } = partnership;
  return {
    agreed,
    rules,
    language: workingLanguageOf(languages),
    organisations: organisations.map(({ id, name, shortName }) => ({ id, name: shortName || name })),
    /** In the plan, and those that are not any more and that one of `used` names. */
    packages: (used: ReadonlySet<string>): Package[] =>
      inOrder
        .filter(({ id, removedAt }) => removedAt === null || used.has(id))
        .map(({ id, code, title, removedAt }) => ({ id, code: removedAt === null ? (code ?? '') : '', title })),
  };
}

export type Ground = Awaited<ReturnType<typeof groundOf>>;

/** Whose rows are looked at: the one that was asked for, else one's own; null: nobody's that this member may see. */
function shownOrganisation(seat: Seat, { organisations }: Ground, asked: string | null) {
  const readable = organisations.filter(({ id }) => can(seat, 'read', id));
  const shown = readable.find(({ id }) => id === asked) ?? readable.find(({ id }) => id === seat.organisationId) ?? readable[0] ?? null;
  return { readable, shown };
}

/** The sums of each organisation that the member may see, and of all where the member may be told. */
function sumsFor(seat: Seat, costs: readonly Cost[], { agreed, rules, organisations }: Ground) {
  const { byOrganisation, total, isCapped } = budgetOf(costs, rules, {
    rateBasisPoints: agreed.rateBasisPoints,
    mostCents: agreed.grantCents,
  });
  const isTold = seesSum(seat, [...byOrganisation.keys()]);
  const rows = organisations.flatMap(({ id, name }) => {
    const costs = can(seat, 'read', id) ? byOrganisation.get(id) : undefined;
    if (!costs) return [];
    // One's part of a grant that is divided among all says what all come to.
    return [{ id, name, costs: isTold || !isCapped ? costs : { ...costs, grant: null, own: null } }];
  });
  return {
    rows,
    /** Null: not told. Of all, members who are no coordinators are told no parts: they could be subtracted one by one. */
    total: isTold ? (isCoordinator(seat) ? total : onlyWhole(total)) : null,
    isCapped: isTold && isCapped,
  };
}

export type ToldSums = ReturnType<typeof sumsFor>;

const onlyWhole = ({ total, grant, own }: Costs) => ({ total, grant, own, byLetter: null, indirect: null });

interface Summed {
  organisationId: string;
  category: string;
  _sum: { cents: bigint | null };
}

const costOf = ({ organisationId, category, _sum }: Summed): Cost => ({
  organisationId,
  category: categoryOf({ category }),
  cents: _sum.cents ?? 0n,
});

/** What is planned, and what was approved of what was spent. @param span of which days; null: of all */
export async function sumsOf(seat: Seat, ground: Ground, span: { first: string; last: string } | null) {
  const { partnershipId } = seat;
  const days = span ? { day: { gte: span.first, lte: span.last } } : {};
  // Added up by the database: an organisation may have thousands of expenses.
  const [planned, spent] = await Promise.all([
    db().budgetLine.groupBy({ by: ['organisationId', 'category'], where: { partnershipId }, _sum: { cents: true } }),
    db().expense.groupBy({
      by: ['organisationId', 'category'],
      where: { partnershipId, state: 'approved', ...days },
      _sum: { cents: true },
    }),
  ]);
  const inOrder = (rows: Summed[]) => rows.map(costOf).sort((a, b) => (a.organisationId < b.organisationId ? -1 : 1));
  return { planned: sumsFor(seat, inOrder(planned), ground), spent: sumsFor(seat, inOrder(spent), ground) };
}

/** What is planned and spent, and the rows of one organisation. */
export async function getBudget(person: Asker, partnershipId: string | undefined, asked: string | null) {
  const seat = await requireSeat(person, partnershipId);
  const ground = await groundOf(seat);
  const { readable, shown } = shownOrganisation(seat, ground, asked);
  const [{ planned, spent }, lines] = await Promise.all([
    sumsOf(seat, ground, null),
    shown
      ? db().budgetLine.findMany({
          where: { organisationId: shown.id, AND: visibleTo(seat) },
          orderBy: [{ category: 'asc' }, { id: 'asc' }],
        })
      : [],
  ]);
  const packages = ground.packages(new Set(lines.map(({ workPackageId }) => workPackageId)));
  const { agreed, rules, language } = ground;
  return {
    partnershipId: seat.partnershipId,
    ...{ agreed, rules, language, packages, readable, shown },
    planned,
    spent,
    /** How the grant of the rows fits the rate: of what the member is told. */
    check: planned.total ? checkGrant(planned.total.total, planned.total.grant, agreed.rateBasisPoints) : null,
    lines: lines.map(({ id, workPackageId, description, cents, version, ...line }) => ({
      id,
      workPackageId,
      description,
      cents,
      version,
      category: categoryOf(line),
    })),
    newLine: newId(),
    mayWrite: shown !== null && can(seat, 'write', shown.id),
    mayDecide: canDecide(seat),
  };
}

export type BudgetPage = Awaited<ReturnType<typeof getBudget>>;

const WITH_FILES = {
  files: { select: { id: true, name: true, bytes: true }, orderBy: { createdAt: 'asc' } },
} satisfies Prisma.ExpenseInclude;

type FiledExpense = Prisma.ExpenseGetPayload<{ include: typeof WITH_FILES }>;

function shownExpense(row: FiledExpense, periods: readonly Period[], startDate: string | null) {
  const { id, organisationId, workPackageId, day, description, cents, reason, version, files } = row;
  const of = periodOf(periods, startDate, day);
  return {
    id,
    organisationId,
    workPackageId,
    day,
    description,
    cents,
    reason,
    version,
    files,
    category: categoryOf(row),
    state: stateOf(row),
    period: of?.number ?? null,
    isLocked: of?.locked ?? false,
    evidence: evidenceOf(row),
  };
}

export type ExpenseRow = ReturnType<typeof shownExpense>;

/** One expense with its evidence; throws the 404 answer for who may not see it. */
export async function getExpense(person: Asker, partnershipId: string | undefined, id: string | undefined) {
  const seat = await requireSeat(person, partnershipId);
  const row = await db().expense.findFirst({ where: { id: id ?? '', AND: visibleTo(seat) }, include: WITH_FILES });
  if (!row) throw notFound();
  const [ground, periods] = await Promise.all([groundOf(seat), listPeriods(seat.partnershipId)]);
  const { language, organisations, agreed } = ground;
  return {
    partnershipId: seat.partnershipId,
    language,
    expense: shownExpense(row, periods, agreed.startDate),
    organisation: organisations.find((one) => one.id === row.organisationId) ?? { id: row.organisationId, name: '' },
    packages: ground.packages(new Set([row.workPackageId])),
    mayWrite: can(seat, 'write', row.organisationId),
    mayDecide: canDecide(seat),
  };
}

export type ExpensePage = Awaited<ReturnType<typeof getExpense>>;

interface AskedExpenses {
  of: string | null;
  period: string | null;
  /** From 1, unless it is told. */
  page?: number;
}

/** Expenses of one organisation, of a reporting period or of all: a page of them, and the sums of all. */
export async function getExpenses(person: Asker, partnershipId: string | undefined, asked: AskedExpenses) {
  const seat = await requireSeat(person, partnershipId);
  const [ground, periods] = await Promise.all([groundOf(seat), listPeriods(seat.partnershipId)]);
  const { startDate } = ground.agreed;
  const { readable, shown } = shownOrganisation(seat, ground, asked.of);
  const period = periods.find(({ id }) => id === asked.period) ?? null;
  const days = period ? daysOf(period, startDate) : null;
  const where: Prisma.ExpenseWhereInput = {
    organisationId: shown?.id ?? { in: [] },
    AND: visibleTo(seat),
    ...(days ? { day: { gte: days.first, lte: days.last } } : {}),
  };
  const [groups, rows] = await Promise.all([
    // Added up by the database: an organisation may have thousands.
    db().expense.groupBy({ by: ['state', 'workPackageId'], where, _sum: { cents: true }, _count: true }),
    db().expense.findMany({
      where,
      include: WITH_FILES,
      orderBy: [{ day: 'desc' }, { id: 'desc' }],
      take: PAGE_ROWS,
      skip: rowsBefore(asked.page ?? 1),
    }),
  ]);
  const { language } = ground;
  const sumOf = (state: State) => groups.reduce((sum, of) => (stateOf(of) === state ? sum + (of._sum.cents ?? 0n) : sum), 0n);
  return {
    partnershipId: seat.partnershipId,
    ...{ language, readable, shown },
    packages: ground.packages(new Set(groups.map(({ workPackageId }) => workPackageId))),
    periods: periods.map(({ id, number, locked }) => ({ id, number, locked })),
    period: period?.id ?? null,
    expenses: rows.map((row) => shownExpense(row, periods, startDate)),
    /** Of all pages. */
    total: groups.reduce((sum, { _count }) => sum + _count, 0),
    sums: { draft: sumOf('draft') + sumOf('returned'), submitted: sumOf('submitted'), approved: sumOf('approved') },
    newExpense: newId(),
    mayWrite: shown !== null && can(seat, 'write', shown.id),
    mayDecide: canDecide(seat),
  };
}

export type ExpensesPage = Awaited<ReturnType<typeof getExpenses>>;

/** Person-months planned, and those worked of organisations whose rows the member may see. @param span which days the months belong to; null: all */
export async function readEfforts(seat: Seat, { agreed }: Ground, span: { first: string; last: string } | null) {
  const { partnershipId } = seat;
  const [planned, all] = await Promise.all([
    db().effortPlan.findMany({ where: { partnershipId } }),
    db().effortActual.findMany({ where: visibleTo(seat) }),
  ]);
  const isWithin = (day: string) => span === null || (day >= span.first && day <= span.last);
  const worked = all.filter(({ month }) => isWithin(dayOfMonth(month, agreed.startDate)));
  return { planned, worked, mayRead: (organisationId: string) => can(seat, 'read', organisationId) };
}

/** Number of the reporting period of a day; null: of none. */
export async function periodOfDay({ partnershipId }: Seat, { agreed }: Ground): Promise<(day: string) => number | null> {
  const periods = await listPeriods(partnershipId);
  return (day) => periodOf(periods, agreed.startDate, day)?.number ?? null;
}

/** Longer than any project: months to choose from. */
const MONTHS = 60;

/** Person-months: what is planned is for everybody, what was worked for its organisation and the coordinators. */
export async function getEffort(person: Asker, partnershipId: string | undefined, asked: { of: string | null; month: string | null }) {
  const seat = await requireSeat(person, partnershipId);
  const [ground, planned, worked] = await Promise.all([
    groundOf(seat),
    db().effortPlan.findMany({ where: { partnershipId: seat.partnershipId } }),
    db().effortActual.findMany({ where: { partnershipId: seat.partnershipId } }),
  ]);
  const { organisations, language, agreed } = ground;
  const { shown } = shownOrganisation(seat, ground, asked.of);
  const seen = worked.filter(({ organisationId }) => can(seat, 'read', organisationId));
  const packages = ground.packages(new Set([...planned, ...worked].map(({ workPackageId }) => workPackageId)));
  const [plan, actual] = [effortTable(planned), effortTable(seen)];
  const cell = (table: EffortTable, organisationId: string) => packages.map(({ id }) => table.of(organisationId, id));
  const isAllSeen = organisations.every(({ id }) => can(seat, 'read', id));
  const ids = worked.map(({ organisationId }) => organisationId);
  const month = asked.month !== null && /^\d{4}-\d{2}$/.test(asked.month) ? asked.month : null;
  return {
    partnershipId: seat.partnershipId,
    ...{ packages, language, shown },
    rows: organisations.map(({ id, name }) => ({
      id,
      name,
      planned: cell(plan, id),
      plannedTotal: plan.ofOrganisation(id),
      /** Null: not told. */
      worked: can(seat, 'read', id) ? cell(actual, id) : null,
      workedTotal: can(seat, 'read', id) ? actual.ofOrganisation(id) : null,
    })),
    total: {
      planned: packages.map(({ id }) => plan.ofPackage(id)),
      plannedTotal: plan.total,
      worked: isAllSeen ? packages.map(({ id }) => actual.ofPackage(id)) : null,
      workedTotal: seesSum(seat, ids) ? worked.reduce((sum, { hundredths }) => sum + hundredths, 0) : null,
    },
    months: monthsUntil(agreed.startDate, today('UTC')),
    month,
    /** What stands in the form: of the month that was asked for. */
    typed: shown ? seen.filter((one) => one.organisationId === shown.id && one.month === month) : [],
    choices: organisations.filter(({ id }) => can(seat, 'read', id)),
    mayWrite: shown !== null && can(seat, 'write', shown.id),
    mayDecide: canDecide(seat),
  };
}

export type EffortPage = Awaited<ReturnType<typeof getEffort>>;

/** From the project's first month to this one, the latest first; a year where no first day is known. */
function monthsUntil(startDate: string | null, now: string): string[] {
  const first = startDate === null || startDate > now ? addMonths(now, -11).slice(0, 7) : startDate.slice(0, 7);
  const months = Array.from({ length: MONTHS }, (_, back) => addMonths(`${now.slice(0, 7)}-01`, -back).slice(0, 7));
  return months.filter((month) => month >= first);
}
