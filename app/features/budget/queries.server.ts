/** Reads of costs and person-months: a member gets the rows that it may see, and sums of all only where they tell nobody's costs. */
import type { Seat } from '~/features/partnerships/partnerships';
import { type Asker, notFound, requireSeat } from '~/features/partnerships/queries.server';
import type { Period } from '~/features/plan/decisions';
import { isLockedOn, listPeriods } from '~/features/plan/period-rows.server';
import { dayOfMonth, daysOf, isBeforeLocked, periodOf } from '~/features/plan/periods';
import { addMonths, today } from '~/kit/dates';
import { db, type Prisma } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { checkGrant } from '~/kit/money';
import { PAGE_ROWS, rowsBefore } from '~/kit/paging';
import { evidenceOf, isState, type State } from './budget';
import { categoryOf, type Ground, groundOf } from './ground.server';
import { can, canDecide, visibleTo } from './permissions';
import { type EffortTable, effortTable } from './sums';
import { cellsFor, sumsOf } from './sums.server';
import { categoryRows, type Span, sumRows, wholeRow, workedTotal } from './told';

export const stateOf = ({ state }: { state: string }): State => (isState(state) ? state : 'draft');

/** Whose rows are looked at: the one that was asked for, else one's own; null: nobody's that this member may see. */
function shownOrganisation(seat: Seat, { organisations }: Ground, asked: string | null) {
  const readable = organisations.filter(({ id }) => can(seat, 'read', id));
  const shown = readable.find(({ id }) => id === asked) ?? readable.find(({ id }) => id === seat.organisationId) ?? readable[0] ?? null;
  return { readable, shown };
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
  const { agreed, rules, language, organisations } = ground;
  return {
    partnershipId: seat.partnershipId,
    ...{ agreed, rules, language, packages, readable, shown },
    planned,
    spent,
    rows: sumRows({ planned, spent }, organisations),
    whole: wholeRow({ planned, spent }),
    byCategory: shown ? categoryRows({ planned, spent }, shown.id) : [],
    /** Of all organisations, for coordinators. */
    allByCategory: categoryRows({ planned, spent }, null),
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
    /** Money of a locked period follows from whether it counts. */
    isReckoned: isBeforeLocked(periods, startDate, day),
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
export async function readEfforts(seat: Seat, ground: Ground, span: Span | null) {
  const { partnershipId } = seat;
  const [planned, all, allWorked] = await Promise.all([
    db().effortPlan.findMany({ where: { partnershipId } }),
    db().effortActual.findMany({ where: visibleTo(seat) }),
    workedByAll(seat, ground, span),
  ]);
  const isWithin = (day: string) => span === null || (day >= span.first && day <= span.last);
  const worked = all.filter(({ month }) => isWithin(dayOfMonth(month, ground.agreed.startDate)));
  return { planned, worked, allWorked, mayRead: (organisationId: string) => can(seat, 'read', organisationId) };
}

/** What all worked, in hundredths; null: not told. */
async function workedByAll(seat: Seat, ground: Ground, span: Span | null): Promise<number | null> {
  const [cells, months] = await Promise.all([
    cellsFor(seat, ground, span),
    db().effortActual.groupBy({
      by: ['organisationId', 'month'],
      where: { partnershipId: seat.partnershipId },
      _sum: { hundredths: true },
    }),
  ]);
  const worked = months.map(({ organisationId, month, _sum }) => ({
    organisationId,
    day: dayOfMonth(month, ground.agreed.startDate),
    hundredths: _sum.hundredths ?? 0,
  }));
  return workedTotal(seat, worked, cells, span);
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
  const packages = ground.packages(new Set([...planned, ...seen].map(({ workPackageId }) => workPackageId)));
  const [plan, actual] = [effortTable(planned), effortTable(seen)];
  const cell = (table: EffortTable, organisationId: string) => packages.map(({ id }) => table.of(organisationId, id));
  const isAllSeen = organisations.every(({ id }) => can(seat, 'read', id));
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
      workedTotal: await workedByAll(seat, ground, null),
    },
    months: monthsUntil(agreed.startDate, today('UTC')),
    month,
    isLocked: month !== null && (await isLockedOn(seat.partnershipId, month)),
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
