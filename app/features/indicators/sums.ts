/** What an indicator comes to: of activities that are linked to it, and of values that organisations typed. Pure. */
import type { Amount, Amounts, Countable } from '~/features/activities/countable.server';
import type { Rule } from './indicators';

/** What one activity adds. */
export interface Contribution {
  activity: Pick<Countable, 'id' | 'code' | 'title' | 'path' | 'organisationId' | 'country' | 'day'>;
  /** Null: not told to this reader, or nobody counted by that. */
  amount: number | null;
  /** So many numbers are missing in it because this reader is not told them. */
  leftOut: number;
  /** Nobody counted by that. */
  uncounted: boolean;
  /** It adds nothing yet: it is not held, not counted, or not approved. */
  waits: boolean;
}

export function contributionOf(activity: Countable, rule: Rule): Contribution {
  const plain = { activity, leftOut: 0, uncounted: false };
  if (rule === 'none') return { ...plain, amount: 0, waits: false };
  if (rule === 'activities') return { ...plain, amount: activity.isHeld ? 1 : 0, waits: !activity.isHeld };
  // What is not approved may still come back: nothing rises by it.
  if (!activity.isCounted || !activity.approved) return { ...plain, amount: 0, waits: true };
  const { amount, leftOut, uncounted } = peopleOf(activity.came, rule);
  return { activity, amount, leftOut, uncounted, waits: false };
}

function peopleOf(came: Amounts, rule: Rule): Amount {
  if (rule === 'people') return came.people();
  if (rule === 'personDays') return came.days();
  return came.part(...split(rule));
}

function split(rule: Rule): [string, string] {
  const at = rule.indexOf('.');
  return [rule.slice(0, at), rule.slice(at + 1)];
}

/** A number that an organisation typed, as the reader is told it. */
export interface TypedValue {
  organisationId: string;
  country: string;
  day: string;
  /** Of a sum over some days: the first of them; `day` is the last. */
  from?: string;
  /** Null: not told to this reader. */
  amount: number | null;
}

export interface Sum {
  value: number;
  /** How many numbers are missing in it because this reader is not told them. */
  leftOut: number;
  /** How many activities add nothing yet. */
  waiting: number;
}

export function sumOf(contributions: readonly Contribution[], typed: readonly TypedValue[]): Sum {
  // In one walk: a dashboard adds up thousands.
  const sum = { value: 0, leftOut: 0, waiting: 0 };
  for (const { amount, leftOut, waits } of contributions) {
    sum.value += amount ?? 0;
    sum.leftOut += leftOut;
    if (waits) sum.waiting += 1;
  }
  for (const { amount } of typed) {
    sum.value += amount ?? 0;
    if (amount === null) sum.leftOut += 1;
  }
  return sum;
}

export interface Group extends Sum {
  key: string;
  /** How many activities stand behind it. */
  activities: number;
}

/** The same numbers by organisation, country or period; what belongs to nothing has the empty key and stands last. */
export function sumsBy(
  contributions: readonly Contribution[],
  typed: readonly TypedValue[],
  keyOf: (one: { organisationId: string; country: string; day: string; from?: string }) => string,
): Group[] {
  const groups = new Map<string, { contributions: Contribution[]; typed: TypedValue[] }>();
  const of = (key: string) => groups.get(key) ?? groups.set(key, { contributions: [], typed: [] }).get(key);
  for (const one of contributions) of(keyOf(one.activity))?.contributions.push(one);
  for (const one of typed) of(keyOf(one))?.typed.push(one);
  return [...groups]
    .map(([key, group]) => ({ key, activities: group.contributions.length, ...sumOf(group.contributions, group.typed) }))
    .sort((a, b) => (a.key === '' ? 1 : b.key === '' ? -1 : b.value - a.value));
}
