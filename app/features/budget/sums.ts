/**
 * Costs added up, in integer cents. Indirect costs (E) are a rate of the direct ones of each organisation, rounded to the cent once; the grant is a rate of
 * the whole, and each organisation's part of it is such that all parts add up to it. So every total on every page is the sum of what stands above it. Pure.
 */
import { type Category, type Letter, letterOf, letters } from './budget';

export interface Rules {
  /** 700 = 7 % */
  indirectBasisPoints: number;
  /** No indirect costs are reckoned on them. */
  exempt: readonly Category[];
}

/** 7 % of all but volunteers' work: the flat rate of the funds of home affairs, from memory (boards.md 3.4). */
export const usualRules: Rules = { indirectBasisPoints: 700, exempt: ['A5'] };

export interface Cost {
  organisationId: string;
  category: Category;
  cents: bigint;
}

/** All in cents. */
export interface Costs {
  byLetter: Record<Letter, bigint>;
  direct: bigint;
  indirect: bigint;
  total: bigint;
  /** Null: no rate of the grant is known. */
  grant: bigint | null;
  own: bigint | null;
}

export interface Funding {
  /** 9000 = 90 % */
  rateBasisPoints: number | null;
  /** What the agreement gives at most; null: not known. */
  mostCents: bigint | null;
}

/** A rate of a sum, halves rounded up: as the grant of the seed, 90 % of 1,430,071.05 = 1,287,063.945, is 1,287,063.95. */
export const shareOf = (cents: bigint, basisPoints: number): bigint => (cents * BigInt(basisPoints) + 5_000n) / 10_000n;

export interface Budget {
  byOrganisation: Map<string, Costs>;
  total: Costs;
  /** The grant stands at what the agreement gives at most. */
  isCapped: boolean;
}

export function budgetOf(costs: readonly Cost[], rules: Rules, { rateBasisPoints, mostCents }: Funding): Budget {
  const grouped = new Map<string, Cost[]>();
  for (const cost of costs) {
    const own = grouped.get(cost.organisationId);
    if (own) own.push(cost);
    else grouped.set(cost.organisationId, [cost]);
  }
  // Always in the same order, however the days are cut: of equal remainders the first gets the cent, and it must not be another one of a period than of the whole.
  const inOrder = [...grouped].sort(([one], [other]) => (one < other ? -1 : 1));
  const without = inOrder.map(([id, own]) => [id, withoutGrant(own, rules)] as const);
  const sum = without.reduce((so, [, one]) => plus(so, one), withoutGrant([], rules));
  const byRate = rateBasisPoints === null ? null : shareOf(sum.total, rateBasisPoints);
  const isCapped = byRate !== null && mostCents !== null && byRate > mostCents;
  const grant = isCapped ? mostCents : byRate;
  const parts =
    grant === null
      ? null
      : partsOf(
          grant,
          without.map(([, { total }]) => total),
        );
  const byOrganisation = new Map(without.map(([id, one], at) => [id, withGrant(one, parts?.[at] ?? null)]));
  return { byOrganisation, total: withGrant(sum, grant), isCapped };
}

/**
 * What some days come to: all until their end less all before them, as funds reckon it. Days that follow each other add up to the whole to the cent: rounding
 * and what the agreement gives at most are of the whole. So an organisation's part may be less than nothing: where others' costs share a grant at its most.
 * @param before costs of all days before
 * @param until those, and of the days themselves
 */
export function budgetBetween(before: readonly Cost[], until: readonly Cost[], rules: Rules, funding: Funding): Budget {
  const [earlier, now] = [budgetOf(before, rules, funding), budgetOf(until, rules, funding)];
  const nothing = withGrant(withoutGrant([], rules), funding.rateBasisPoints === null ? null : 0n);
  const between = [...now.byOrganisation].map(([id, costs]) => [id, less(costs, earlier.byOrganisation.get(id) ?? nothing)] as const);
  return {
    byOrganisation: new Map(between.filter(([, { total, grant }]) => total !== 0n || (grant ?? 0n) !== 0n)),
    total: less(now.total, earlier.total),
    isCapped: now.isCapped,
  };
}

function less(a: Costs, b: Costs): Costs {
  const byLetter = Object.fromEntries(letters.map((letter) => [letter, a.byLetter[letter] - b.byLetter[letter]])) as Record<Letter, bigint>;
  const [direct, indirect, total] = [a.direct - b.direct, a.indirect - b.indirect, a.total - b.total];
  return withGrant({ byLetter, direct, indirect, total }, a.grant === null || b.grant === null ? null : a.grant - b.grant);
}

type WithoutGrant = Omit<Costs, 'grant' | 'own'>;

function withoutGrant(costs: readonly Cost[], { indirectBasisPoints, exempt }: Rules): WithoutGrant {
  const sumOf = (some: readonly Cost[]) => some.reduce((sum, { cents }) => sum + cents, 0n);
  const byLetter = Object.fromEntries(
    letters.map((letter) => [letter, sumOf(costs.filter(({ category }) => letterOf(category) === letter))]),
  ) as Record<Letter, bigint>;
  const direct = sumOf(costs);
  const indirect = shareOf(sumOf(costs.filter(({ category }) => !exempt.includes(category))), indirectBasisPoints);
  return { byLetter, direct, indirect, total: direct + indirect };
}

function plus(a: WithoutGrant, b: WithoutGrant): WithoutGrant {
  const byLetter = Object.fromEntries(letters.map((letter) => [letter, a.byLetter[letter] + b.byLetter[letter]])) as Record<Letter, bigint>;
  return { byLetter, direct: a.direct + b.direct, indirect: a.indirect + b.indirect, total: a.total + b.total };
}

const withGrant = (costs: WithoutGrant, grant: bigint | null): Costs => ({
  ...costs,
  grant,
  own: grant === null ? null : costs.total - grant,
});

/**
 * Divides a sum by weights so that the parts add up to it: each is rounded down, and the cents that are left go to the largest remainders
 * (the method of Hare and Niemeyer); of equal ones to the first.
 */
export function partsOf(sum: bigint, weights: readonly bigint[]): bigint[] {
  const whole = weights.reduce((so, weight) => so + weight, 0n);
  if (whole === 0n) return weights.map(() => 0n);
  const exact = weights.map((weight) => ({ part: (sum * weight) / whole, rest: (sum * weight) % whole }));
  const left = Number(sum - exact.reduce((so, { part }) => so + part, 0n));
  const first = new Set(
    exact
      .map(({ rest }, at) => ({ rest, at }))
      .sort((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest < b.rest ? 1 : -1))
      .slice(0, left)
      .map(({ at }) => at),
  );
  return exact.map(({ part }, at) => (first.has(at) ? part + 1n : part));
}

/** Person-months, in hundredths. */
export interface Effort {
  organisationId: string;
  workPackageId: string;
  hundredths: number;
}

export interface EffortTable {
  /** By organisation, then by work package. */
  of(organisationId: string, workPackageId: string): number;
  ofOrganisation(organisationId: string): number;
  ofPackage(workPackageId: string): number;
  total: number;
}

export function effortTable(efforts: readonly Effort[]): EffortTable {
  const [cells, rows, columns] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  const add = (sums: Map<string, number>, key: string, hundredths: number) => sums.set(key, (sums.get(key) ?? 0) + hundredths);
  for (const { organisationId, workPackageId, hundredths } of efforts) {
    add(cells, `${organisationId} ${workPackageId}`, hundredths);
    add(rows, organisationId, hundredths);
    add(columns, workPackageId, hundredths);
  }
  return {
    of: (organisationId, workPackageId) => cells.get(`${organisationId} ${workPackageId}`) ?? 0,
    ofOrganisation: (organisationId) => rows.get(organisationId) ?? 0,
    ofPackage: (workPackageId) => columns.get(workPackageId) ?? 0,
    total: efforts.reduce((so, { hundredths }) => so + hundredths, 0),
  };
}
