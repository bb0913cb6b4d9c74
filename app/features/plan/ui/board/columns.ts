/** How cards are arranged on the board, and what it means to put one elsewhere. Pure. */
import { addMonths } from '~/kit/dates';
import type { Changes } from '../../live';
import { orderAt, orderBetween } from '../../order';
import { type Item, parentsOf, statuses } from '../../plan';
import type { Grouping } from '../../query';
import type { Plan } from '../../whole';

/** One column (or lane): `status:doing`, `organisation:<id>`, `month:8`; with nothing after the colon: what has none. */
export type ColumnKey = `${Grouping}:${string}`;

export const wordOf = (key: ColumnKey): string => key.slice(key.indexOf(':') + 1);
export const groupingOf = (key: ColumnKey) => key.slice(0, key.indexOf(':')) as Grouping;

/** The columns of a grouping, in their order. */
export function columnsOf(plan: Plan, group: Grouping, shown: readonly Item[]): ColumnKey[] {
  const used = new Set(shown.map((item) => columnOf(plan, item, group)));
  const none: ColumnKey = `${group}:`;
  const withNone = (keys: ColumnKey[]) => (used.has(none) ? [...keys, none] : keys);
  switch (group) {
    case 'status':
      return statuses.map((status) => `status:${status}` as const);
    case 'organisation':
      return withNone(plan.facts.organisations.map(({ id }) => `organisation:${id}` as const));
    case 'package':
      return withNone(
        (plan.outline.children.get(null) ?? []).filter(({ kind }) => kind === 'workPackage').map(({ id }) => `package:${id}` as const),
      );
    case 'country':
      return withNone(
        [...new Set([...plan.facts.organisations.map(({ country }) => country), ...[...used].map(wordOf)])]
          .filter(Boolean)
          .sort()
          .map((country) => `country:${country}` as const),
      );
    case 'month':
      return withNone(monthsOf(used));
  }
}

/** From the first month that anything is in to the last, without gaps: a card can be put into each. */
function monthsOf(used: ReadonlySet<ColumnKey>): ColumnKey[] {
  const values = [...used].map(wordOf).filter(Boolean).sort();
  const numbers = values.map(Number);
  if (values.length === 0) return [];
  if (numbers.every(Number.isInteger)) {
    const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
    return Array.from({ length: last - first + 1 }, (_, index) => `month:${first + index}` as const);
  }
  const months: ColumnKey[] = [];
  for (let at = `${values[0]}-01`; at.slice(0, 7) <= (values.at(-1) ?? '') && months.length < 240; at = addMonths(at, 1))
    months.push(`month:${at.slice(0, 7)}`);
  return months;
}

/** Where an item stands. Months are the project's, and those of the calendar while it has no first day. */
export function columnOf(plan: Plan, item: Item, group: Grouping): ColumnKey {
  switch (group) {
    case 'status':
      return `status:${item.status}`;
    case 'organisation':
      return `organisation:${plan.organisation(item.lead)?.id ?? ''}`;
    case 'package':
      return `package:${plan.packageOf(item)?.id ?? ''}`;
    case 'country':
      return `country:${plan.countryOf(item)}`;
    case 'month': {
      const due = plan.dueOf(item);
      if (due === null) return 'month:';
      return `month:${plan.facts.startDate === null ? due.slice(0, 7) : (plan.monthOf(due) ?? '')}`;
    }
  }
}

/** What putting an item into a column changes; null where the column cannot take it. */
export function changesFor(plan: Plan, item: Item, key: ColumnKey): (Changes & { parent?: string | null }) | null {
  const value = wordOf(key);
  if (columnOf(plan, item, groupingOf(key)) === key) return {};
  switch (groupingOf(key)) {
    case 'status':
      return { status: statuses.find((one) => one === value) ?? item.status };
    case 'organisation':
      return { lead: value || null };
    case 'package':
      return parentsOf[item.kind].includes('workPackage') && value ? { parent: value } : null;
    case 'country': {
      const there = plan.facts.organisations.filter(({ country }) => country === value);
      // With several in a country nobody but the reader can know which one is meant.
      return there.length === 1 && there[0] ? { lead: there[0].id } : null;
    }
    case 'month':
      return monthChanges(plan, item, value);
  }
}

/** A project month stays one; a day keeps its place in the month. What has a beginning keeps its length in months. */
function monthChanges(plan: Plan, item: Item, value: string): Changes | null {
  const due = plan.dueOf(item);
  if (!value) return null;
  const byProject = plan.facts.startDate !== null;
  if (due === null) return byProject ? { end: { month: Number(value) } } : null;
  const now = byProject ? plan.monthOf(due) : null;
  if (byProject && now === null) return { end: { month: Number(value) } };
  const by = byProject ? Number(value) - (now as number) : monthsBetween(due.slice(0, 7), value);
  const moved = (when: Item['end']) =>
    when === null ? null : 'month' in when ? { month: Math.max(1, when.month + by) } : { date: addMonths(when.date, by) };
  return item.start === null ? { end: moved(item.end) } : { start: moved(item.start), end: moved(item.end) };
}

function monthsBetween(from: string, to: string): number {
  const number = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
  return number(to) - number(from);
}

/** The cards of a column: those that somebody has put to a place first, then the others in the order of the plan, and activities, which have none. */
export function inRank(all: readonly Item[]): Item[] {
  const items = all.filter(({ kind }) => kind !== 'activity');
  const placed = items
    .filter(({ rank }) => rank !== '')
    .sort((a, b) => (a.rank === b.rank ? (a.id < b.id ? -1 : 1) : a.rank < b.rank ? -1 : 1));
  return [...placed, ...items.filter(({ rank }) => rank === ''), ...all.filter(({ kind }) => kind === 'activity')];
}

/**
 * Ranks that put `moved` (in this order) at `index` among the other cards of a column. Cards before it that nobody has placed yet get one, too:
 * else they would not stay before it.
 */
export function ranksAt(others: readonly Item[], index: number, moved: readonly string[]): [string, string][] {
  const ranks: [string, string][] = [];
  let before: string | null = null;
  for (const item of others.slice(0, index)) {
    if (item.rank === '') {
      before = orderBetween(before, null);
      ranks.push([item.id, before]);
    } else before = item.rank;
  }
  const next = others[index]?.rank || null;
  for (const id of moved) {
    const at: string = before !== null && next !== null && before >= next ? orderBetween(before, null) : orderBetween(before, next);
    ranks.push([id, at]);
    before = at;
  }
  return ranks;
}

/** The place at the end of a parent's items, for what is put into another work package. */
export function orderAtEnd(plan: Plan, parent: string | null): string {
  const siblings = plan.outline.children.get(parent) ?? [];
  return orderAt(siblings, siblings.length);
}
