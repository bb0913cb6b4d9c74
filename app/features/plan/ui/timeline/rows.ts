/** What each row of the timeline shows, worked out from the plan: plain values, so that a row whose values are the same is not drawn again. */
import type { Item, Kind, Status } from '../../plan';
import type { Scheduled, Span } from '../../schedule';
import type { LockOf, Plan } from '../../whole';

export interface Row {
  id: string;
  kind: Kind;
  code: string | null;
  title: string;
  depth: number;
  status: Status;
  progress: number;
  /** Where it is drawn; null where it has no dates. */
  start: string | null;
  end: string | null;
  /** It has dates of its own; else those that are drawn are those of what it contains. */
  own: boolean;
  /** Where it was put, if what it waits for has moved it. */
  plannedStart: string | null;
  plannedEnd: string | null;
  /** From the first to the last day of what it contains. */
  withinStart: string | null;
  withinEnd: string | null;
  /** How many of what it contains lie outside its own dates. */
  outside: number;
  baselineStart: string | null;
  baselineEnd: string | null;
  manual: boolean;
  late: string | null;
  slack: number;
  /** The last day until which it may slip; null: it may not. */
  slackEnd: string | null;
  critical: boolean;
  frozen: boolean;
  lock: LockOf;
  overdue: boolean;
  /** Null: it contains nothing that is shown. */
  folded: boolean | null;
}

/** Where things stood when a baseline was taken. */
export type Baseline = ReadonlyMap<string, Span>;

export interface RowsOptions {
  plan: Plan;
  shown: readonly Item[];
  today: string;
  /** What is somewhere else while a bar is held. */
  moved?: ReadonlyMap<string, Scheduled>;
  baseline?: Baseline;
  /** Items whose content is folded away. */
  folded?: ReadonlySet<string>;
}

export function rowsOf({ plan, shown, today, moved, baseline, folded }: RowsOptions): Row[] {
  const spans = (id: string) => moved?.get(id) ?? plan.scheduled(id);
  const within = spansWithin(plan, spans);
  const rows: Row[] = [];
  /** Rows deeper than this are folded away. */
  let until = Number.POSITIVE_INFINITY;
  for (const [index, item] of shown.entries()) {
    const depth = plan.depthOf(item);
    if (depth > until) continue;
    const next = shown[index + 1];
    const contains = next !== undefined && plan.depthOf(next) > depth;
    const isFolded = contains && (folded?.has(item.id) ?? false);
    until = isFolded ? depth : Number.POSITIVE_INFINITY;
    rows.push(
      rowOf(plan, item, { depth, today, span: spans(item.id), inner: within.get(item.id) ?? null, base: baseline?.get(item.id) ?? null }),
    );
    if (contains) (rows.at(-1) as Row).folded = isFolded;
  }
  for (const row of rows) row.outside = row.own ? outsideOf(plan, row, spans) : 0;
  return rows;
}

interface Found {
  depth: number;
  today: string;
  span: Scheduled | null;
  inner: Span | null;
  base: Span | null;
}

function rowOf(plan: Plan, item: Item, { depth, today, span, inner, base }: Found): Row {
  // How much time there is can be told from the whole plan alone: while a bar is held, it is said as it was.
  const judged = plan.scheduled(item.id);
  const isMoved = span !== null && (span.planned.start !== span.start || span.planned.end !== span.end);
  return {
    id: item.id,
    kind: item.kind,
    code: plan.codeOf(item.id),
    title: item.title,
    depth,
    status: item.status,
    progress: item.progress,
    start: span?.start ?? inner?.start ?? null,
    end: span?.end ?? inner?.end ?? null,
    own: span !== null,
    plannedStart: isMoved ? span.planned.start : null,
    plannedEnd: isMoved ? span.planned.end : null,
    withinStart: inner?.start ?? null,
    withinEnd: inner?.end ?? null,
    outside: 0,
    baselineStart: base?.start ?? null,
    baselineEnd: base?.end ?? null,
    manual: item.scheduling === 'manual',
    late: span?.late ?? null,
    slack: judged?.slack ?? 0,
    slackEnd: judged && judged.slack > 0 ? plan.days.shift(judged.end, judged.slack) : null,
    critical: judged?.critical ?? false,
    frozen: plan.isFrozen(item.id),
    lock: plan.lockOf(item.id),
    overdue: plan.isOverdue(item, today),
    folded: null,
  };
}

/** For all that contains something with dates: from the first to the last of these. */
function spansWithin(plan: Plan, spans: (id: string) => Span | null): Map<string, Span> {
  const { children } = plan.outline;
  const found = new Map<string, Span>();
  // Backwards: what is within comes before what it is within.
  for (const item of [...plan.ordered].reverse()) {
    let [start, end] = ['', ''];
    for (const child of children.get(item.id) ?? []) {
      for (const span of [spans(child.id), found.get(child.id)]) {
        if (!span) continue;
        if (start === '' || span.start < start) start = span.start;
        if (span.end > end) end = span.end;
      }
    }
    if (start !== '') found.set(item.id, { start, end });
  }
  return found;
}

/** Directly or further down. */
function outsideOf(plan: Plan, row: Row, spans: (id: string) => Span | null): number {
  const { start, end, withinStart, withinEnd } = row;
  if (start === null || end === null || withinStart === null || withinEnd === null) return 0;
  if (withinStart >= start && withinEnd <= end) return 0;
  let count = 0;
  const waiting = [...(plan.outline.children.get(row.id) ?? [])];
  for (let item = waiting.pop(); item; item = waiting.pop()) {
    const span = spans(item.id);
    if (span && (span.start < start || span.end > end)) count += 1;
    waiting.push(...(plan.outline.children.get(item.id) ?? []));
  }
  return count;
}

export function sameRow(a: Row, b: Row): boolean {
  return a === b || (Object.keys(a) as (keyof Row)[]).every((key) => a[key] === b[key]);
}

/** Every day that has to be on the line. */
export function daysOf(plan: Plan, baseline?: Baseline): string[] {
  const spans = [...plan.schedule.items.values(), ...plan.facts.activities, ...(baseline?.values() ?? [])];
  return [...spans.flatMap(({ start, end }) => [start, end]), plan.facts.startDate ?? '', plan.facts.endDate ?? ''].filter(Boolean);
}
