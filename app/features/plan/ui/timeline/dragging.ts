/**
 * What becomes of an item's dates when its bar, or an end of it, is put elsewhere; and where what waits for it goes then. Nothing is written here: a
 * bar that is held over a place is drawn from this, and its dates are written once, when it is let go.
 */
import { addDays, addMonths, projectMonth } from '~/kit/dates';
import type { Item, When } from '../../plan';
import type { Zoom } from '../../query';
import { dayOf, type Scheduled, type Span, schedule } from '../../schedule';
import type { Plan } from '../../whole';
import type { WorkDays } from '../../work-days';

export type Part = 'whole' | 'start' | 'end';

/** Dates to write. */
export interface Dates {
  start: When | null;
  end: When | null;
}

export interface Rule {
  zoom: Zoom;
  projectStart: string | null;
  days: WorkDays;
}

export const isPoint = ({ kind }: Pick<Item, 'kind'>) => kind === 'deliverable' || kind === 'milestone';

/** In project months, as far as it has dates: it stays so where months are what can be told apart. */
export function isByMonths({ start, end, kind }: Pick<Item, 'start' | 'end' | 'kind'>, { zoom, projectStart }: Rule): boolean {
  const dates = isPoint({ kind }) ? [end] : [start, end];
  const set = dates.filter((one) => one !== null);
  return zoom !== 'week' && projectStart !== null && set.length > 0 && set.every((one) => 'month' in one);
}

/**
 * Dates of an item of which a part is put to a day.
 * @param span where it is drawn now
 * @param day its new first day, or its new last one where its end is dragged
 */
export function put(item: Item, span: Span, part: Part, day: string, rule: Rule): Dates {
  if (isPoint(item)) return { start: item.start, end: isByMonths(item, rule) ? { month: monthEndingNear(rule, day) } : { date: day } };
  if (isByMonths(item, rule)) return putMonths(span, part, day, rule);
  const { days } = rule;
  if (part === 'start') {
    const start = workedFrom(days, day);
    return { start: { date: earlierOf(start, span.end) }, end: asDate(span.end) };
  }
  if (part === 'end') {
    const end = workedUntil(days, day);
    return { start: asDate(span.start), end: { date: laterOf(end, span.start) } };
  }
  const start = workedFrom(days, day);
  const length = Math.max(1, days.count(span.start, span.end));
  return { start: { date: start }, end: { date: days.shift(start, length - 1) } };
}

function putMonths(span: Span, part: Part, day: string, rule: Rule): Dates {
  const projectStart = rule.projectStart as string;
  const first = projectMonth(projectStart, span.start) ?? 1;
  const last = Math.max(first, projectMonth(projectStart, span.end) ?? first);
  if (part === 'start') return { start: { month: Math.min(last, monthBeginningNear(rule, day)) }, end: { month: last } };
  if (part === 'end') return { start: { month: first }, end: { month: Math.max(first, monthEndingNear(rule, day)) } };
  const month = monthBeginningNear(rule, day);
  return { start: { month }, end: { month: month + last - first } };
}

/** Dates of an item that had none, for the place that somebody pressed. */
export function putNew(item: Item, day: string, rule: Rule): Dates {
  const month = rule.zoom !== 'week' && rule.projectStart !== null ? projectMonth(rule.projectStart, day) : null;
  if (month !== null) return { start: isPoint(item) ? item.start : { month }, end: { month } };
  if (isPoint(item)) return { start: item.start, end: { date: day } };
  const start = workedFrom(rule.days, day);
  return { start: { date: start }, end: { date: rule.days.shift(start, 4) } };
}

/** The day for one press of an arrow key: a working day, or with Shift a week or month further; a project month where months are kept. */
export function stepped(item: Item, span: Span, part: Part, by: 1 | -1, far: boolean, rule: Rule): string {
  const from = part === 'end' || isPoint(item) ? span.end : span.start;
  const months = isByMonths(item, rule);
  if (months || (far && rule.zoom !== 'week')) {
    // The last day of a month is followed by the last of the next, however long they are.
    if (part === 'end' || isPoint(item)) return addDays(addMonths(addDays(from, 1), by), -1);
    return addMonths(from, by);
  }
  if (far) return addDays(from, 7 * by);
  return isPoint(item) ? addDays(from, by) : rule.days.shift(from, by);
}

/** The days that dates mean. */
export function spanOf(dates: Dates, { kind }: Pick<Item, 'kind'>, projectStart: string | null): Span | null {
  const end = dayOf(dates.end, 'end', projectStart);
  const start = isPoint({ kind }) ? end : dayOf(dates.start, 'start', projectStart);
  return start === null || end === null ? null : { start, end };
}

export const sameDates = (a: Dates, b: Dates) => JSON.stringify([a.start, a.end]) === JSON.stringify([b.start, b.end]);

/** Where an item and all that waits for it would go. Only these are worked out: a plan may have thousands of others. */
export function follow(plan: Plan, id: string, dates: Dates): Map<string, Scheduled> {
  const item = plan.items.get(id);
  if (!item) return new Map();
  const links = plan.links.filter(({ id: link }) => !plan.schedule.inactive.has(link));
  const next = new Map<string, string[]>();
  for (const { from, to } of links) next.get(from)?.push(to) ?? next.set(from, [to]);
  const moved = new Set([id]);
  for (const at of moved) for (const to of next.get(at) ?? []) moved.add(to);
  const into = links.filter(({ to }) => moved.has(to));
  // What they wait for beside that stays where it is.
  const still = new Set(into.flatMap(({ from }) => (moved.has(from) ? [] : [from])));
  const items = [...moved].flatMap((one) => plan.items.get(one) ?? []).map((one) => (one.id === id ? { ...one, ...dates } : one));
  for (const one of still) {
    const [other, span] = [plan.items.get(one), plan.scheduled(one)];
    if (other && span) items.push({ ...other, start: { date: span.start }, end: { date: span.end } });
  }
  const all = schedule(items, into, plan.facts.startDate, plan.days).items;
  return new Map([...all].filter(([one]) => moved.has(one)));
}

const earlierOf = (a: string, b: string) => [a, b].sort()[0] as string;
const laterOf = (a: string, b: string) => [a, b].sort()[1] as string;
const asDate = (date: string): When => ({ date });

/** The day itself, or the first working day after it. */
const workedFrom = (days: WorkDays, day: string) => days.shift(day, 0);

/** The day itself, or the last working day before it. */
function workedUntil(days: WorkDays, day: string): string {
  const at = days.shift(day, 0);
  return at === day ? day : days.shift(at, -1);
}

/** The project month whose first day is nearest. */
function monthBeginningNear({ projectStart }: Rule, day: string): number {
  return Math.max(1, projectMonth(projectStart as string, addDays(day, 15)) ?? 1);
}

/** The project month whose last day is nearest. */
function monthEndingNear({ projectStart }: Rule, day: string): number {
  return Math.max(1, projectMonth(projectStart as string, addDays(day, -14)) ?? 1);
}
