/**
 * When things happen: project months as days, what waits for what, and the chain that the end of the project hangs on. Worked out from the plan,
 * the same for everybody who has the same plan, and stored nowhere.
 */
import { addDays, addMonths } from '~/kit/dates';
import type { Item, Link, When } from './plan';
import { dayOf as dateOf, numberOf, type WorkDays } from './work-days';

/** First and last days of project months that were asked for: thousands of items ask for the same few. */
const months = new Map<string, string>();
const MONTHS_KEPT = 2_000;

/** The day that is meant; of a project month its first for a beginning, its last for an end. Null while the project has no first day. */
export function dayOf(when: When | null, which: 'start' | 'end', projectStart: string | null): string | null {
  if (when === null) return null;
  if ('date' in when) return when.date;
  if (projectStart === null) return null;
  const key = `${projectStart} ${which} ${when.month}`;
  let day = months.get(key);
  if (day === undefined) {
    day = which === 'start' ? addMonths(projectStart, when.month - 1) : addDays(addMonths(projectStart, when.month), -1);
    if (months.size >= MONTHS_KEPT) months.clear();
    months.set(key, day);
  }
  return day;
}

export interface Span {
  start: string;
  end: string;
}

export interface Scheduled extends Span {
  /** Where it was put; other than start and end only where what it waits for moved it. */
  planned: Span;
  /** It stays by hand, and what it waits for would have it begin on this day. */
  late: string | null;
  /** Working days by which it may slip without moving the end of the plan. */
  slack: number;
  critical: boolean;
}

export interface Schedule {
  /** Of all items that have days. */
  items: ReadonlyMap<string, Scheduled>;
  /** Links that do not count because they would close a circle: of each circle the newest. */
  inactive: ReadonlySet<string>;
}

export function schedule(items: readonly Item[], links: readonly Link[], projectStart: string | null, days: WorkDays): Schedule {
  const planned = new Map<string, Span>();
  for (const item of items) {
    const span = spanOf(item, projectStart);
    if (span) planned.set(item.id, span);
  }
  const { active, inactive } = withoutCircles(links.filter(({ from, to }) => planned.has(from) && planned.has(to)));
  const order = inOrder([...planned.keys()], active);
  const manual = new Set(items.flatMap(({ id, scheduling }) => (scheduling === 'manual' ? id : [])));
  const found = forward(order, planned, active, manual, days);
  return { items: judged(order, planned, found, active, days), inactive };
}

/** Deliverables and milestones are one day; a span with one end is as long as that day. */
function spanOf({ kind, start, end }: Item, projectStart: string | null): Span | null {
  if (kind === 'risk') return null;
  const last = dayOf(end, 'end', projectStart);
  if (kind === 'deliverable' || kind === 'milestone') return last === null ? null : { start: last, end: last };
  const first = dayOf(start, 'start', projectStart);
  if (first === null || last === null)
    return first === null && last === null ? null : { start: (first ?? last) as string, end: (last ?? first) as string };
  return last < first ? { start: first, end: first } : { start: first, end: last };
}

/** Ids of links tell when they were made: older ones count first, and one that closes a circle of those is left out. */
function withoutCircles(links: readonly Link[]): { active: Link[]; inactive: Set<string> } {
  const ids = new Set(links.flatMap(({ from, to }) => [from, to]));
  if (inOrder([...ids], links).length === ids.size) return { active: [...links], inactive: new Set() };
  const active: Link[] = [];
  const inactive = new Set<string>();
  const next = new Map<string, string[]>();
  for (const link of [...links].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (leadsTo(next, link.to, link.from)) inactive.add(link.id);
    else {
      active.push(link);
      next.set(link.from, [...(next.get(link.from) ?? []), link.to]);
    }
  }
  return { active, inactive };
}

type Ends = Pick<Link, 'from' | 'to'>;

/**
 * The items that a link would close a circle of, in order, the first also at the end; null where it closes none.
 * @param links those that count already
 */
export function circleOf(links: readonly Ends[], { from, to }: Ends): string[] | null {
  const cameFrom = new Map<string, string>();
  const waiting = [to];
  for (const at of waiting) {
    if (at === from) break;
    for (const link of links) {
      if (link.from !== at || cameFrom.has(link.to) || link.to === to) continue;
      cameFrom.set(link.to, at);
      waiting.push(link.to);
    }
  }
  if (from !== to && !cameFrom.has(from)) return null;
  const path = [from];
  for (let at = from; at !== to; path.unshift(at)) at = cameFrom.get(at) as string;
  return [from, ...path];
}

function leadsTo(next: ReadonlyMap<string, readonly string[]>, from: string, to: string): boolean {
  const seen = new Set<string>();
  const waiting = [from];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (at === to) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    waiting.push(...(next.get(at) ?? []));
  }
  return false;
}

/** Each after all that it waits for. What is in a circle is missing. */
function inOrder(ids: readonly string[], links: readonly Link[]): string[] {
  const waitsFor = new Map(ids.map((id) => [id, 0]));
  const next = new Map<string, string[]>();
  for (const { from, to } of links) {
    waitsFor.set(to, (waitsFor.get(to) ?? 0) + 1);
    next.get(from)?.push(to) ?? next.set(from, [to]);
  }
  const order = ids.filter((id) => waitsFor.get(id) === 0);
  for (const id of order) {
    for (const to of next.get(id) ?? []) {
      const left = (waitsFor.get(to) ?? 0) - 1;
      waitsFor.set(to, left);
      if (left === 0) order.push(to);
    }
  }
  return order;
}

/** Days as numbers: two thousand items are worked out again with each change, and dates as text would take most of the time. */
interface Days {
  start: number;
  end: number;
}

/** The first day on which `to` may begin, for its length in working days, as one link sees it. */
function earliest({ type, lag }: Link, from: Days, length: number, days: WorkDays): number {
  // An end on a day off is the end of the working day before it: what follows begins on the very next working day.
  const end = () => days.shiftNumber(days.shiftNumber(from.end + 1, 0), -1);
  switch (type) {
    case 'FS':
      return days.shiftNumber(end(), 1 + lag);
    case 'SS':
      return days.shiftNumber(from.start, lag);
    case 'FF':
      return days.shiftNumber(days.shiftNumber(end(), lag), 1 - length);
    // It ends, at the earliest, with the day before the other begins.
    case 'SF':
      return days.shiftNumber(days.shiftNumber(from.start, lag - 1), 1 - length);
  }
}

interface Placed extends Days {
  late: number | null;
  /** In working days, at least 1. */
  length: number;
}

function forward(
  order: readonly string[],
  planned: ReadonlyMap<string, Span>,
  links: readonly Link[],
  manual: ReadonlySet<string>,
  days: WorkDays,
): Map<string, Placed> {
  const into = new Map<string, Link[]>();
  for (const link of links) into.get(link.to)?.push(link) ?? into.set(link.to, [link]);
  const found = new Map<string, Placed>();
  for (const id of order) {
    const span = planned.get(id) as Span;
    const own = { start: numberOf(span.start), end: numberOf(span.end) };
    const length = Math.max(1, days.countNumbers(own.start, own.end));
    const wanted = (into.get(id) ?? []).map((link) => earliest(link, found.get(link.from) as Placed, length, days));
    const first = Math.max(own.start, ...wanted);
    if (first === own.start || manual.has(id)) found.set(id, { ...own, length, late: first === own.start ? null : first });
    else found.set(id, { start: first, end: days.shiftNumber(first, length - 1), length, late: null });
  }
  return found;
}

/** From the end backwards: how late each may end without moving the last one. */
function judged(
  order: readonly string[],
  planned: ReadonlyMap<string, Span>,
  found: ReadonlyMap<string, Placed>,
  links: readonly Link[],
  days: WorkDays,
): Map<string, Scheduled> {
  const out = new Map<string, Link[]>();
  for (const link of links) out.get(link.from)?.push(link) ?? out.set(link.from, [link]);
  let last = Number.NEGATIVE_INFINITY;
  for (const { end } of found.values()) last = Math.max(last, end);
  const slackOf = new Map<string, number>();
  for (const id of [...order].reverse()) {
    const own = found.get(id) as Placed;
    let slack = Math.max(0, days.countNumbers(own.end, last) - 1);
    for (const link of out.get(id) ?? []) {
      const other = found.get(link.to) as Placed;
      const least = earliest(link, own, other.length, days);
      // What the other waits beyond what the link asks, and what it may slip itself.
      slack = Math.min(slack, Math.max(0, days.countNumbers(least, other.start) - 1) + (slackOf.get(link.to) ?? 0));
    }
    slackOf.set(id, slack);
  }
  const linked = new Set(links.flatMap(({ from, to }) => [from, to]));
  return new Map(
    order.map((id) => {
      const { start, end, late } = found.get(id) as Placed;
      const slack = slackOf.get(id) ?? 0;
      const own = planned.get(id) as Span;
      const where = start === numberOf(own.start) ? own : { start: dateOf(start), end: dateOf(end) };
      return [id, { ...where, late: late === null ? null : dateOf(late), planned: own, slack, critical: slack === 0 && linked.has(id) }];
    }),
  );
}
