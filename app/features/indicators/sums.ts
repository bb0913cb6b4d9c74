/** What an indicator comes to: of activities that are linked to it, and of values that organisations typed. Pure. */
import type { Countable } from '~/features/activities/countable.server';
import type { Rule } from './indicators';

/** What one activity adds. */
export interface Contribution {
  activity: Pick<Countable, 'id' | 'code' | 'title' | 'path' | 'organisationId' | 'country' | 'day'>;
  /** Null: not told to this reader, or nobody counted by that. */
  amount: number | null;
  /** It adds nothing yet: it is not held, not counted, or not approved. */
  waits: boolean;
}

export function contributionOf(activity: Countable, rule: Rule): Contribution {
  if (rule === 'none') return { activity, amount: 0, waits: false };
  if (rule === 'activities') return { activity, amount: activity.isHeld ? 1 : 0, waits: !activity.isHeld };
  // What is not approved may still come back: nothing rises by it.
  if (!activity.isCounted || !activity.approved) return { activity, amount: 0, waits: true };
  return { activity, amount: peopleOf(activity, rule), waits: false };
}

function peopleOf(activity: Countable, rule: Rule): number | null {
  if (rule === 'people') return activity.people;
  if (rule === 'personDays') return activity.people === null ? null : activity.people * activity.days;
  const [axis, name = ''] = split(rule);
  return axis === 'sex' || axis === 'age' ? activity.part(axis, name) : null;
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
  const add = ({ amount }: { amount: number | null }) => {
    if (amount === null) sum.leftOut += 1;
    else sum.value += amount;
  };
  for (const one of contributions) {
    add(one);
    if (one.waits) sum.waiting += 1;
  }
  for (const one of typed) add(one);
  return sum;
}

export interface Group extends Sum {
  key: string;
}

/** The same numbers by organisation, country or period; what belongs to nothing has the empty key and stands last. */
export function sumsBy(
  contributions: readonly Contribution[],
  typed: readonly TypedValue[],
  keyOf: (one: { organisationId: string; country: string; day: string }) => string,
): Group[] {
  const groups = new Map<string, { contributions: Contribution[]; typed: TypedValue[] }>();
  const of = (key: string) => groups.get(key) ?? groups.set(key, { contributions: [], typed: [] }).get(key);
  for (const one of contributions) of(keyOf(one.activity))?.contributions.push(one);
  for (const one of typed) of(keyOf(one))?.typed.push(one);
  return [...groups]
    .map(([key, group]) => ({ key, ...sumOf(group.contributions, group.typed) }))
    .sort((a, b) => (a.key === '' ? 1 : b.key === '' ? -1 : b.value - a.value));
}
