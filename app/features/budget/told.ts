/**
 * Sums of what was spent, as far as a member is told them. The days are cut into cells at the ends of all reporting periods, so that every sum that anybody is
 * told is one of whole cells: whether it may be told is asked of each cell (permissions.ts, seesSum). What a period comes to is what all came to at its end less what
 * all came to before it: so periods add up to the whole to the cent, also where the grant is at its most. Pure.
 */
import type { Seat } from '~/features/partnerships/partnerships';
import { isCoordinator } from '~/features/partnerships/permissions';
import { addDays } from '~/kit/dates';
import { type Category, categories } from './budget';
import { can, seesSum } from './permissions';
import { budgetBetween, type Cost, type Costs, type Funding, type Rules } from './sums';

/** ISO dates, both within. */
export interface Span {
  first: string;
  last: string;
}

/** Days that no sum divides. Null: since ever, for ever. */
export interface Cell {
  first: string | null;
  last: string | null;
}

/** All days, cut where one of the spans begins or ends; the earliest first. */
export function cellsOf(spans: readonly Span[]): Cell[] {
  const begins = [...new Set(spans.flatMap(({ first, last }) => [first, addDays(last, 1)]))].sort();
  return [null, ...begins].map((first, at) => {
    const next = begins[at];
    return { first, last: next === undefined ? null : addDays(next, -1) };
  });
}

const isBefore = (cell: Cell, span: Span | null) => span !== null && cell.last !== null && cell.last < span.first;
const isAfter = (cell: Cell, span: Span | null) => span !== null && cell.first !== null && cell.first > span.last;

export interface CostCell extends Cell {
  costs: readonly Cost[];
}

/** What everybody's sums are reckoned by. */
export interface Grounds {
  rules: Rules;
  funding: Funding;
  organisations: readonly { id: string; name: string }[];
}

/** Costs of a category; of one organisation, or of all. */
export type ByCategory = Partial<Record<Category, bigint>>;

const onlyWhole = ({ total, grant, own }: Costs) => ({ total, grant, own, byLetter: null, indirect: null });
const idsIn = (cells: readonly CostCell[]) => cells.map(({ costs }) => costs.map(({ organisationId }) => organisationId));

/**
 * The sums of each organisation that the member may see, and of all where the member may be told.
 * @param cells with all costs, the earliest first
 * @param span some of the cells; null: all
 */
export function toldSums(seat: Seat, cells: readonly CostCell[], span: Span | null, { rules, funding, organisations }: Grounds) {
  const earlier = cells.filter((cell) => isBefore(cell, span));
  const within = cells.filter((cell) => !isBefore(cell, span) && !isAfter(cell, span));
  const costsOf = (some: readonly CostCell[]) => some.flatMap(({ costs }) => costs);
  const { byOrganisation, total, isCapped } = budgetBetween(costsOf(earlier), costsOf([...earlier, ...within]), rules, funding);
  const isTold = seesSum(seat, idsIn(within));
  // A grant at its most is divided among all: any part of it says what all came to, until then and before.
  const isGrantTold = !isCapped || (isTold && seesSum(seat, idsIn([...earlier, ...within])));
  const asTold = (costs: Costs): Costs => (isGrantTold ? costs : { ...costs, grant: null, own: null });
  const readable = organisations.filter(({ id }) => can(seat, 'read', id));
  return {
    rows: readable.flatMap(({ id, name }) => {
      const costs = byOrganisation.get(id);
      return costs ? [{ id, name, costs: asTold(costs), byCategory: byCategory(costsOf(within), id) }] : [];
    }),
    /** Null: not told. Of all, members who are no coordinators are told no parts: they could be subtracted one by one. */
    total: isTold ? (isCoordinator(seat) ? total : onlyWhole(asTold(total))) : null,
    /** Of all, for coordinators. */
    byCategory: isCoordinator(seat) ? byCategory(costsOf(within), null) : null,
    isCapped: isCapped && isGrantTold,
  };
}

export type ToldSums = ReturnType<typeof toldSums>;

function byCategory(costs: readonly Cost[], organisationId: string | null): ByCategory {
  const sums: ByCategory = {};
  for (const { category, cents, organisationId: of } of costs)
    if (organisationId === null || of === organisationId) sums[category] = (sums[category] ?? 0n) + cents;
  return sums;
}

export interface PlannedAndSpent {
  planned: ToldSums;
  spent: ToldSums;
}

/** One line for each organisation that plans or spent something, in the order of `organisations`: the same on the page and in files. */
export function sumRows({ planned, spent }: PlannedAndSpent, organisations: readonly { id: string; name: string }[]) {
  const [plans, costs] = [planned, spent].map(({ rows }) => new Map(rows.map((row) => [row.id, row.costs])));
  return organisations.flatMap(({ id, name }) => {
    const [plan, cost] = [plans?.get(id) ?? null, costs?.get(id) ?? null];
    return plan || cost ? [{ id, name, planned: plan, spent: cost?.total ?? 0n }] : [];
  });
}

/** The last line; null: the member is told no sum of all. */
export function wholeRow({ planned, spent }: PlannedAndSpent) {
  return planned.total || spent.total ? { planned: planned.total, spent: spent.total?.total ?? null } : null;
}

/** Planned and spent of each category that has one of them; then the indirect costs (E), and the whole (null). */
export interface CategoryRow {
  category: Category | 'E' | null;
  planned: bigint;
  spent: bigint;
}

/** @param of an organisation; null: all, for coordinators. Empty: nothing there, or not told. */
export function categoryRows({ planned, spent }: PlannedAndSpent, of: string | null): CategoryRow[] {
  const [plan, cost] = [planned, spent].map((sums) => {
    if (of !== null) return sums.rows.find(({ id }) => id === of);
    return sums.byCategory && sums.total ? { costs: sums.total, byCategory: sums.byCategory } : undefined;
  });
  const rows = categories.flatMap((category): CategoryRow[] => {
    const [one, other] = [plan?.byCategory[category] ?? 0n, cost?.byCategory[category] ?? 0n];
    return one !== 0n || other !== 0n ? [{ category, planned: one, spent: other }] : [];
  });
  if (rows.length === 0) return [];
  return [
    ...rows,
    { category: 'E', planned: plan?.costs.indirect ?? 0n, spent: cost?.costs.indirect ?? 0n },
    { category: null, planned: plan?.costs.total ?? 0n, spent: cost?.costs.total ?? 0n },
  ];
}

/** Hundredths of person-months of one organisation that belong to a day. */
export interface Worked {
  organisationId: string;
  day: string;
  hundredths: number;
}

/** What all worked, by the same rule; null: not told. */
export function workedTotal(seat: Seat, worked: readonly Worked[], cells: readonly Cell[], span: Span | null): number | null {
  const inCell = ({ first, last }: Cell) => worked.filter(({ day }) => (first === null || day >= first) && (last === null || day <= last));
  const within = cells.filter((cell) => !isBefore(cell, span) && !isAfter(cell, span)).map(inCell);
  const isTold = seesSum(
    seat,
    within.map((some) => some.map(({ organisationId }) => organisationId)),
  );
  return isTold ? within.flat().reduce((sum, { hundredths }) => sum + hundredths, 0) : null;
}
