/** A plan on its way to a browser: what is as it is read where nothing is written is left out, as most of it is. */
import type { PlanActivity } from './facts';
import { blankItem, type Item, type Link } from './plan';
import type { PlanContent } from './whole';

export interface PackedPlan {
  items: (Partial<Item> & Pick<Item, 'id' | 'kind'>)[];
  links: readonly Link[];
  limits: [string, number][];
}

export function pack({ items, links, limits }: PlanContent): PackedPlan {
  return { items: items.map(packItem), links, limits: [...limits] };
}

export function unpack({ items, links, limits }: PackedPlan): PlanContent {
  return { items: items.map((item) => ({ ...blankItem(item.kind), ...item })), links, limits: new Map(limits) };
}

function packItem(item: Item): PackedPlan['items'][number] {
  const blank: Record<string, unknown> = { ...blankItem(item.kind) };
  const said = Object.entries(item).filter(([field, value]) => !isSame(value, blank[field]));
  return { ...(Object.fromEntries(said) as Partial<Item>), id: item.id, kind: item.kind };
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || (Array.isArray(a) && a.length === 0 && Array.isArray(b) && b.length === 0);
}

/** What is said of an activity, in the order in which it is packed: all of it, or the compiler says what is missing. */
const SAID = Object.keys({
  id: true,
  code: true,
  title: true,
  state: true,
  path: true,
  restricted: true,
  runs: true,
  organisationId: true,
  partners: true,
  workPackageId: true,
  country: true,
  start: true,
  startTime: true,
  end: true,
  endTime: true,
} satisfies Record<keyof PlanActivity, true>) as (keyof PlanActivity)[];

/** As one text: what carries a page's data takes far longer for thousands of small values. */
export const packActivities = (activities: readonly PlanActivity[]): string =>
  JSON.stringify(activities.map((one) => SAID.map((name) => one[name])));

export function unpackActivities(packed: string): PlanActivity[] {
  const rows = JSON.parse(packed) as unknown[][];
  return rows.map((row) => Object.fromEntries(SAID.map((name, at) => [name, row[at]])) as unknown as PlanActivity);
}
