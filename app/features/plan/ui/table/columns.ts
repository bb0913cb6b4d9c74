/** The columns of the table: which there are, how wide, and what may be changed in each. Pure. */
import type { Item, Link } from '../../plan';
import type { Plan } from '../../whole';

/** Those that can be chosen, in their usual order; code and title always stand before them. */
export const choices = [
  'kind',
  'status',
  'lead',
  'country',
  'partners',
  'people',
  'start',
  'end',
  'duration',
  'progress',
  'type',
  'level',
  'decision',
  'scheduling',
  'waits',
  'checklist',
  'origin',
  'likelihood',
  'severity',
] as const;
export type Choice = (typeof choices)[number];
export type Column = 'code' | 'title' | Choice;
/** A place in a row that the arrow keys reach. */
export type CellName = 'select' | Column;

const USUAL: readonly Choice[] = ['status', 'lead', 'people', 'start', 'end', 'progress', 'decision'];

/** px; code and title have widths of their own, which the screen decides. */
export const WIDTHS: Record<Choice, number> = {
  kind: 144,
  status: 132,
  lead: 168,
  country: 120,
  partners: 190,
  people: 150,
  start: 184,
  end: 232,
  duration: 104,
  progress: 128,
  type: 190,
  level: 168,
  decision: 148,
  scheduling: 128,
  waits: 170,
  checklist: 118,
  origin: 130,
  likelihood: 132,
  severity: 120,
};

/** Heights of a row in px, for a mouse and for fingers. */
export const HEIGHTS = { fine: 36, coarse: 44 };

export const isColumn = (name: string): name is Column =>
  name === 'code' || name === 'title' || (choices as readonly string[]).includes(name);

/** What the address asks for; what it does not know is left out. */
export function chosenOf(asked: readonly string[] | null): readonly Choice[] {
  if (asked === null) return USUAL;
  return [...new Set(asked)].flatMap((name) => choices.find((one) => one === name) ?? []);
}

/** Null where that is as usual: then it stands in no address. */
export function toAsk(chosen: readonly Choice[]): readonly string[] | null {
  return chosen.join() === USUAL.join() ? null : chosen;
}

/** Has a cell anything to say for this kind of item? A risk has no end, a work package no type. */
export function fits({ kind }: Pick<Item, 'kind'>, column: Column): boolean {
  switch (column) {
    case 'start':
      return kind === 'workPackage' || kind === 'task' || kind === 'activity';
    case 'end':
      return kind !== 'risk';
    case 'scheduling':
    case 'waits':
    case 'people':
    case 'checklist':
      return kind !== 'risk' && kind !== 'activity';
    case 'duration':
      return kind === 'workPackage' || kind === 'task' || kind === 'activity';
    case 'progress':
      return kind === 'task';
    case 'type':
    case 'level':
      return kind === 'deliverable';
    case 'decision':
      return kind === 'deliverable' || kind === 'milestone';
    case 'origin':
    case 'likelihood':
    case 'severity':
      return kind === 'risk';
    default:
      return true;
  }
}

const READ_ONLY: readonly Column[] = ['code', 'kind', 'country', 'duration', 'decision', 'waits', 'checklist'];

/** May a cell be changed by whoever may write the plan? What was submitted stays as it was then. */
export function isEditable(plan: Plan, item: Item, column: Column): boolean {
  return !READ_ONLY.includes(column) && fits(item, column) && !plan.isFrozen(item.id);
}

const waiting = new WeakMap<Plan, ReadonlyMap<string, readonly Link[]>>();

/** What an item waits for: the links that lead to it. */
export function waitsOf(plan: Plan, id: string): readonly Link[] {
  let links = waiting.get(plan);
  if (!links) {
    const made = new Map<string, Link[]>();
    for (const link of plan.links) made.get(link.to)?.push(link) ?? made.set(link.to, [link]);
    waiting.set(plan, made);
    links = made;
  }
  return links.get(id) ?? NONE;
}
const NONE: readonly Link[] = [];
