/**
 * What somebody looks at, as the address of the page says it: the view, what is let through, how it is arranged. So a view can be kept, shared and
 * opened again. Dates in it are relative ("due in 30 days"), and "mine" is whoever looks.
 */
import { addDays, isIsoDate } from '~/kit/dates';
import { fold, foundIn } from '~/kit/fold';
import { type Item, type Kind, type Status, shownKinds, statuses } from './plan';
import type { Plan } from './whole';

export const views = ['board', 'table', 'timeline', 'calendar'] as const;
export type View = (typeof views)[number];

export const groupings = ['status', 'organisation', 'package', 'country', 'month'] as const;
export type Grouping = (typeof groupings)[number];

export const spans = ['month', 'week', 'agenda'] as const;
export type CalendarSpan = (typeof spans)[number];

export const zooms = ['week', 'month', 'quarter', 'year'] as const;
export type Zoom = (typeof zooms)[number];

/** `overdue`, or the number of days within which it is due, what is overdue included. */
export type Due = 'overdue' | number;

export interface Filter {
  text: string;
  kinds: readonly Kind[];
  /** Organisations that lead or take part; `mine` is the reader's. */
  organisations: readonly string[];
  /** People who do it; `me` is the reader. */
  people: readonly string[];
  statuses: readonly Status[];
  packages: readonly string[];
  /** ISO 3166-1 alpha-2, of the leading organisation; of an activity where it is held. */
  countries: readonly string[];
  due: Due | null;
  /** Only what is still to be done: not done, cancelled, submitted or achieved. */
  open: boolean;
}

export interface PlanQuery extends Filter {
  view: View;
  group: Grouping;
  lane: Grouping | null;
  /** Column of the table, and whether downwards; null: in the order of the plan. */
  sort: { column: string; down: boolean } | null;
  /** Of the table, in their order; null: the usual ones. */
  columns: readonly string[] | null;
  zoom: Zoom;
  /** Marks the chain that the end of the project hangs on. */
  critical: boolean;
  /** Id of the baseline that is compared with. */
  baseline: string | null;
  /** ISO date that the calendar shows; null: today. */
  at: string | null;
  span: CalendarSpan | null;
  /** The item whose panel is open. */
  item: string | null;
}

export const NO_FILTER: Filter = {
  text: '',
  kinds: [],
  organisations: [],
  people: [],
  statuses: [],
  packages: [],
  countries: [],
  due: null,
  open: false,
};

export const BLANK_QUERY: PlanQuery = {
  ...NO_FILTER,
  view: 'board',
  group: 'status',
  lane: null,
  sort: null,
  columns: null,
  zoom: 'month',
  critical: false,
  baseline: null,
  at: null,
  span: null,
  item: null,
};

/** Longest list of anything that an address may ask for. */
const MOST = 100;

const known =
  <Value extends string>(values: readonly Value[]) =>
  (text: string | null): Value | null =>
    values.find((value) => value === text) ?? null;
const isWord = (text: string) => /^[\w:-]{1,60}$/.test(text);

/** Reads an address; what makes no sense in it is as if it were not there. */
export function readQuery(params: URLSearchParams): PlanQuery {
  const list = (name: string) => (params.get(name) ?? '').split(',').filter(isWord).slice(0, MOST);
  const sort = params.get('sort') ?? '';
  const column = sort.replace(/^-/, '');
  const due = params.get('due');
  const days = Number(due);
  const at = params.get('at') ?? '';
  const word = (name: string) => list(name)[0] ?? null;
  return {
    view: known(views)(params.get('view')) ?? 'board',
    text: (params.get('q') ?? '').slice(0, 200),
    kinds: list('kind').flatMap((one) => known(shownKinds)(one) ?? []),
    organisations: list('org'),
    people: list('who'),
    statuses: list('status').flatMap((one) => known(statuses)(one) ?? []),
    packages: list('wp'),
    countries: list('country'),
    due: due === 'overdue' ? due : due && Number.isInteger(days) && days >= 0 && days <= 3_660 ? days : null,
    open: params.get('open') === '1',
    group: known(groupings)(params.get('by')) ?? 'status',
    lane: known(groupings)(params.get('lanes')),
    sort: isWord(column) ? { column, down: sort.startsWith('-') } : null,
    columns: params.has('cols') ? list('cols') : null,
    zoom: known(zooms)(params.get('zoom')) ?? 'month',
    critical: params.get('critical') === '1',
    baseline: word('baseline'),
    at: isIsoDate(at) ? at : null,
    span: known(spans)(params.get('span')),
    item: word('item'),
  };
}

/** The address of a query; but for the view, what is as usual is left out. */
export function writeQuery(query: PlanQuery): URLSearchParams {
  const params = new URLSearchParams();
  const put = (name: string, value: string | null | false) => {
    if (value) params.set(name, value);
  };
  // Said in any case: an address without anything opens the reader's own first view.
  params.set('view', query.view);
  put('q', query.text);
  put('kind', query.kinds.join());
  put('org', query.organisations.join());
  put('who', query.people.join());
  put('status', query.statuses.join());
  put('wp', query.packages.join());
  put('country', query.countries.join());
  put('due', query.due === null ? null : String(query.due));
  put('open', query.open && '1');
  put('by', query.group !== 'status' && query.group);
  put('lanes', query.lane);
  put('sort', query.sort && `${query.sort.down ? '-' : ''}${query.sort.column}`);
  if (query.columns) params.set('cols', query.columns.join());
  put('zoom', query.zoom !== 'month' && query.zoom);
  put('critical', query.critical && '1');
  put('baseline', query.baseline);
  put('at', query.at);
  put('span', query.span);
  put('item', query.item);
  return params;
}

/** Is anything let through only in part? */
export function isFiltered(query: Filter): boolean {
  return Object.entries(NO_FILTER).some(([name, none]) => JSON.stringify(query[name as keyof Filter]) !== JSON.stringify(none));
}

/** The kinds that a view shows while nobody has chosen any: a work package is a column of a board or a frame, not a card. */
const USUAL: Record<View, readonly Kind[]> = {
  board: ['task', 'deliverable', 'milestone', 'activity'],
  table: shownKinds,
  timeline: ['workPackage', 'task', 'deliverable', 'milestone', 'activity'],
  calendar: ['task', 'deliverable', 'milestone', 'activity'],
};

/** What a view shows of a plan, in the order of the plan. */
export function shownOf(plan: Plan, query: PlanQuery, today: string): Item[] {
  const usual = query.kinds.length > 0 ? query.kinds : USUAL[query.view];
  const lets = letsThrough(plan, query, today);
  return plan.drawn.filter((item) => usual.includes(item.kind) && lets(item));
}

/** Does the filter let an item through? */
export function letsThrough(plan: Plan, filter: Filter, today: string): (item: Item) => boolean {
  const { me } = plan.facts;
  const asked = fold(filter.text.trim());
  const organisations = filter.organisations.map((id) => (id === 'mine' ? me.organisationId : id));
  const people = filter.people.map((id) => (id === 'me' ? me.userId : id));
  const until = typeof filter.due === 'number' ? addDays(today, filter.due) : null;
  return (item) => {
    if (filter.open && plan.isOver(item)) return false;
    if (filter.statuses.length > 0 && !filter.statuses.includes(item.status)) return false;
    if (organisations.length > 0 && !organisations.some((id) => id === item.lead || item.partners.includes(id))) return false;
    if (people.length > 0 && !people.some((id) => item.people.includes(id))) return false;
    if (filter.countries.length > 0 && !filter.countries.includes(plan.countryOf(item))) return false;
    if (filter.packages.length > 0 && !isIn(plan, item, filter.packages)) return false;
    if (filter.due !== null && !isDue(plan, item, today, until)) return false;
    return asked === '' || foundIn(fold(`${plan.codeOf(item.id) ?? ''} ${item.title}`), asked);
  };
}

function isIn(plan: Plan, item: Item, packages: readonly string[]): boolean {
  const own = plan.packageOf(item)?.id;
  return (own !== undefined && packages.includes(own)) || item.packages.some((id) => packages.includes(id));
}

function isDue(plan: Plan, item: Item, today: string, until: string | null): boolean {
  if (plan.isOverdue(item, today)) return true;
  const due = plan.dueOf(item);
  return until !== null && due !== null && due >= today && due <= until;
}
