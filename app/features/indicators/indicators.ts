/** What a partnership measures: levels, units, and what an activity adds. Runs anywhere. */
import { bandSets } from '~/features/activities/counting';

/** What is done, what comes of it, how the partnership works together, and what is said in words. */
export const levels = ['output', 'result', 'process', 'quality'] as const;
export type Level = (typeof levels)[number];

export const units = ['persons', 'authorities', 'items', 'places', 'days', 'months', 'text'] as const;
export type Unit = (typeof units)[number];

/** People, and the days and months that each of them spent: small numbers of these give somebody away. */
export const peopleUnits: readonly Unit[] = ['persons', 'days', 'months'];
export const isOfPeople = (unit: string) => peopleUnits.some((one) => one === unit);

/** Names of the bands of age of all sets that a partnership may count by. */
const ages = [...new Set(Object.values(bandSets).flatMap((bands) => bands.map(({ name }) => name)))];

/**
 * What a linked activity adds. `none`: nothing by itself; `people`: who came; `personDays`: each of them once for each day; `activities`: one, once it was held;
 * else those of one sex or gender, or of one band of age.
 */
export const rules = [
  ...(['none', 'people', 'personDays', 'activities', 'sex.F', 'sex.M', 'sex.X', 'sex.NS'] as const),
  ...ages.map((age) => `age.${age}` as const),
  'age.NS' as const,
];
export type Rule = (typeof rules)[number];

/** Rules that can be asked of a unit: who came is no number of towns. */
export function rulesFor(unit: Unit): readonly Rule[] {
  switch (unit) {
    case 'persons':
      return rules.filter((rule) => rule !== 'personDays' && rule !== 'activities');
    case 'days':
      return ['none', 'personDays'];
    case 'items':
      return ['none', 'activities'];
    case 'authorities':
    case 'places':
    case 'months':
    case 'text':
      return ['none'];
  }
}

export const limits = {
  /** Of a partnership. */
  indicators: 200,
  code: 20,
  text: 500,
  note: 2_000,
  /** Typed values of one indicator. */
  values: 2_000,
  links: 1_000,
  /** A number: larger than the population of the Union. */
  amount: 1_000_000_000,
} as const;

/** One of the numbers into which an indicator is divided. */
export interface PartAsked {
  axis: 'organisation' | 'country' | 'period';
  /** Of an organisation its id, of a country ISO 3166-1 alpha-2, of a period its number; empty: what belongs to none. */
  key: string;
}

/** `by=country.ES`, in the address of an indicator's page: the activities behind that number alone. */
export function readPart(search: URLSearchParams): PartAsked | null {
  const [, axis, key = ''] = /^(organisation|country|period)\.(\w*)$/.exec(search.get('by') ?? '') ?? [];
  return axis ? { axis: axis as PartAsked['axis'], key } : null;
}

export const indicatorsPath = (partnershipId: string) => `/p/${partnershipId}/indicators`;
export const indicatorPath = (partnershipId: string, id: string) => `${indicatorsPath(partnershipId)}/${id}`;

/**
 * How far what was added since the baseline has come on the way from it to the target, from 0 to 1; null where no target can be reached that way.
 * @param progress.value what was added: the baseline itself is nobody's activity
 */
export function progressOf({ value, baseline, target }: { value: number; baseline: number | null; target: number | null }): number | null {
  const from = baseline ?? 0;
  if (target === null || target <= from) return null;
  return Math.max(0, Math.min(1, value / (target - from)));
}
