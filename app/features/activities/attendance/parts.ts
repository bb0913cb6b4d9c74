/**
 * The same people by target group and by country of origin, where a partnership wants it. Each by itself, crossed with nothing: a country beside a gender
 * and a place names somebody. Each person is in one part or in none, so that parts and those who are not stated add up to the total. Runs anywhere.
 */

export const axes = ['group', 'country'] as const;
export type Axis = (typeof axes)[number];

export const isAxis = (name: unknown): name is Axis => axes.some((one) => one === name);

export interface Part {
  /** Of a target group, or the code of a country. */
  name: string;
  count: number;
}

/** Both, where they were counted. */
export type Parts = Record<Axis, readonly Part[]>;

/** In place of a country. */
export const STATELESS = 'stateless';

export const partLimits = {
  /** More than there are countries, or target groups of a partnership. */
  rows: 300,
  name: 200,
} as const;

/** Name of a field of a form: a part is a row of two. */
export const partField = (axis: Axis, what: 'name' | 'count', row: number) => `${axis}.${what}.${row}`;

/** Name of the field of a form that says which of them it asks for: one that was filled before there were any says nothing of them. */
export const ASKED = 'axis';

export const sumOf = (parts: readonly Part[]): number => parts.reduce((sum, { count }) => sum + count, 0);

/** What is typed adds up to, by the names of the fields: in all, and of each axis. */
export function typedSums(fields: Iterable<readonly [string, string]>): Record<Axis | 'total', number> {
  const sums = { total: 0, group: 0, country: 0 };
  for (const [name, typed] of fields) {
    const of = name.startsWith('count.') ? 'total' : axes.find((axis) => name.startsWith(`${axis}.count.`));
    if (of) sums[of] += Number(typed.replace(/\D/g, '').slice(0, 9));
  }
  return sums;
}
