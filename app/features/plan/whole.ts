/** A plan as a whole, to look at: what stands in the room, read against the facts of the partnership. Never changes; a change makes another one. */
import { projectMonth } from '~/kit/dates';
import { type Activities, activitiesOf } from './activities';
import { type Decision, freezes, type Period } from './decisions';
import { type PlanActivity, type PlanFacts, type PlanOrganisation, type PlanPerson, sharedHolidays } from './facts';
import { type Outline, outlineOf } from './outline';
import type { Item, Link, RiskState, When } from './plan';
import { type Schedule, type Scheduled, schedule } from './schedule';
import { type WorkDays, workDaysOf } from './work-days';

/** What the room holds. */
export interface PlanContent {
  items: readonly Item[];
  links: readonly Link[];
  /** How many cards columns should hold at most, by the name of the column. */
  limits: ReadonlyMap<string, number>;
}

/** A sign beside a name. */
export type LockOf = 'frozen' | 'restricted' | null;

const NONE: readonly never[] = [];

/** Made once of the same facts: a plan is made anew with each change. */
const calendars = new WeakMap<PlanFacts, WorkDays>();

function daysOf(facts: PlanFacts): WorkDays {
  let days = calendars.get(facts);
  if (!days) {
    days = workDaysOf({ workdays: facts.workdays, holidays: sharedHolidays(facts) });
    calendars.set(facts, days);
  }
  return days;
}

const hasDates = ({ kind, start, end }: Item) => kind !== 'risk' && (start !== null || end !== null);

function hasSameDates(a: Item, b: Item): boolean {
  return a.kind === b.kind && a.scheduling === b.scheduling && isSameWhen(a.start, b.start) && isSameWhen(a.end, b.end);
}

const isSameWhen = (a: When | null, b: When | null) => a === b || JSON.stringify(a) === JSON.stringify(b);

export class Plan {
  /** By id; what a decision froze is as it was then. */
  readonly items: ReadonlyMap<string, Item>;
  readonly links: readonly Link[];
  readonly limits: ReadonlyMap<string, number>;
  readonly facts: PlanFacts;
  readonly days: WorkDays;
  readonly #activities: Activities;
  readonly #decisions: ReadonlyMap<string, Decision>;
  readonly #agreed: ReadonlyMap<string, Item>;
  readonly #locked: readonly Period[];
  readonly #organisations: ReadonlyMap<string, PlanOrganisation>;
  readonly #people: ReadonlyMap<string, PlanPerson>;
  #outline: Outline | null = null;
  #schedule: Schedule | null = null;
  #ordered: readonly Item[] | null = null;
  #drawn: readonly Item[] | null = null;

  /** @param before the plan that this one follows: what is the same is not worked out again */
  constructor({ items, links, limits }: PlanContent, facts: PlanFacts, before: Plan | null = null) {
    this.facts = facts;
    this.links = links;
    this.limits = limits;
    this.#decisions = new Map(facts.decisions.map((decision) => [decision.itemId, decision]));
    this.#agreed = new Map(facts.agreedRisks.map((risk) => [risk.id, risk]));
    this.#locked = facts.periods.filter(({ locked }) => locked);
    this.#organisations = new Map(facts.organisations.map((one) => [one.id, one]));
    this.#people = new Map(facts.people.map((one) => [one.id, one]));
    this.days = daysOf(facts);
    this.#activities = activitiesOf(facts);
    const shown = new Map(items.map((item) => [item.id, this.#asDecided(item)]));
    // What was handed in or reached stays, also where somebody's client has taken it out of the room.
    for (const { itemId, is, frozen } of facts.decisions) if (frozen && freezes(is) && !shown.has(itemId)) shown.set(itemId, frozen);
    this.items = shown;
    if (before !== null && before.#schedule !== null && this.#datesAreOf(before)) this.#schedule = before.#schedule;
  }

  /** The place may change still: which work package it belongs to is the plan's order, not what was submitted. */
  #asDecided(item: Item): Item {
    if (item.kind === 'risk') return this.#asAgreed(item);
    const decision = this.#decisions.get(item.id);
    if (!decision?.frozen || !freezes(decision.is)) return item;
    const { id, kind, parent, order, rank } = item;
    return { ...decision.frozen, id, kind, parent, order, rank };
  }

  /** Of a risk in the grant agreement only the state of play goes on, and that of a locked period does not either. */
  #asAgreed(risk: Item): Item {
    const agreed = this.#agreed.get(risk.id);
    if (!agreed && this.#locked.length === 0) return risk;
    const riskStates = this.#locked.length === 0 ? risk.riskStates : this.#statesOf(risk);
    return { ...(agreed ?? risk), id: risk.id, order: risk.order, riskStates };
  }

  #statesOf({ id, riskStates }: Item): RiskState[] {
    const kept = this.#locked.flatMap((period) => period.riskStates[id] ?? []);
    const open = riskStates.filter(({ period }) => !this.#locked.some((one) => one.id === period));
    return [...open, ...kept].sort((a, b) => (a.period < b.period ? -1 : 1));
  }

  get outline(): Outline {
    this.#outline ??= outlineOf([...this.items.values()]);
    return this.#outline;
  }

  get schedule(): Schedule {
    this.#schedule ??= schedule([...this.items.values()], this.links, this.facts.startDate, this.days);
    return this.#schedule;
  }

  /** Are all dates what they were, and all that moves them? */
  #datesAreOf(before: Plan): boolean {
    if (before.facts !== this.facts || before.links !== this.links) return false;
    let there = 0;
    for (const [id, item] of this.items) {
      const was = before.items.get(id);
      if (was) there += 1;
      if (was !== item && (was ? !hasSameDates(was, item) : hasDates(item))) return false;
    }
    // What has no dates may come and go.
    return there === before.items.size || [...before.items.values()].every((item) => this.items.has(item.id) || !hasDates(item));
  }

  /** An item of the room, or an activity. */
  find(id: string): Item | null {
    return this.items.get(id) ?? this.#activities.items.get(id) ?? null;
  }

  /** What stands directly below an item: what the room has there, then the activities of the work package, by their days. */
  below(id: string): readonly Item[] {
    const within = this.outline.children.get(id) ?? NONE;
    const activities = this.#activities.within.get(id);
    return activities ? [...within, ...activities] : within;
  }

  /** Activities of no work package that is there, the first ones first. */
  get looseActivities(): readonly Item[] {
    return [...this.#activities.items.values()].filter(({ parent }) => this.items.get(parent ?? '')?.kind !== 'workPackage');
  }

  /** What views show, in the order of the plan: its items, and activities at the end of their work packages. */
  get drawn(): readonly Item[] {
    if (this.#activities.items.size === 0) return this.ordered;
    this.#drawn ??= this.#listed((id) => this.below(id), this.looseActivities);
    return this.#drawn;
  }

  activityOf(id: string): PlanActivity | null {
    return this.#activities.facts.get(id) ?? null;
  }

  /** ISO 3166-1 alpha-2: where an activity is held, else of who leads; empty where nobody knows. */
  countryOf({ id, lead }: Pick<Item, 'id' | 'lead'>): string {
    return this.activityOf(id)?.country || this.organisation(lead)?.country || '';
  }

  /** As a list shows them: each work package with what belongs to it, then risks, then what is unassigned. */
  get ordered(): readonly Item[] {
    this.#ordered ??= this.#listed((id) => this.outline.children.get(id) ?? NONE, NONE);
    return this.#ordered;
  }

  /** @param loose comes after what has a place, and before what is unassigned */
  #listed(below: (id: string) => readonly Item[], loose: readonly Item[]): Item[] {
    const { children, unassigned } = this.outline;
    const within = (item: Item): Item[] => [item, ...below(item.id).flatMap(within)];
    const roots = children.get(null) ?? [];
    const packages = roots.filter(({ kind }) => kind === 'workPackage');
    const others = roots.filter(({ kind }) => kind !== 'workPackage');
    return [...[...packages, ...others].flatMap(within), ...loose, ...unassigned.flatMap(within)];
  }

  /** `T2.3`, `A12`; null for what is unassigned. */
  codeOf(id: string): string | null {
    return this.outline.codes.get(id) ?? this.activityOf(id)?.code ?? null;
  }

  organisation(id: string | null): PlanOrganisation | null {
    return (id && this.#organisations.get(id)) || null;
  }

  person(id: string): PlanPerson | null {
    return this.#people.get(id) ?? null;
  }

  decisionOf(id: string): Decision | null {
    return this.#decisions.get(id) ?? null;
  }

  /** Nobody changes it any more. Of what the grant agreement froze the state of play in open periods goes on (`frozenBy`). */
  isFrozen(id: string): boolean {
    return this.frozenBy(id) !== null;
  }

  /** By a decision: it was submitted, accepted or achieved. By the grant agreement: it is a risk that was foreseen there. An activity has its own page. */
  frozenBy(id: string): 'decision' | 'agreement' | 'page' | null {
    if (this.#activities.facts.has(id)) return 'page';
    if (this.#isDecided(id)) return 'decision';
    return this.#agreed.has(id) ? 'agreement' : null;
  }

  /** What is shown beside its name: that it stays as it is, or that it is not for everybody's eyes. */
  lockOf(id: string): LockOf {
    const by = this.frozenBy(id);
    if (by !== 'page') return by === null ? null : 'frozen';
    return this.activityOf(id)?.restricted ? 'restricted' : null;
  }

  #isDecided(id: string): boolean {
    const decision = this.#decisions.get(id);
    return decision !== undefined && freezes(decision.is);
  }

  /** The work package that it belongs to, over as many tasks as there are; itself, where it is one. */
  packageOf(item: Item): Item | null {
    let at: Item | undefined = item;
    for (let steps = 0; at && steps < 50; steps++) {
      if (at.kind === 'workPackage') return at;
      at = at.parent ? this.items.get(at.parent) : undefined;
    }
    return null;
  }

  /** How deep it stands: 0 for work packages, risks and what is unassigned. */
  depthOf(item: Item): number {
    let depth = 0;
    for (let at = item; at.parent && depth < 50; depth++) {
      const parent = this.items.get(at.parent);
      if (!parent || !this.codeOf(at.id)) break;
      at = parent;
    }
    return depth;
  }

  scheduled(id: string): Scheduled | null {
    return this.schedule.items.get(id) ?? this.#activities.spans.get(id) ?? null;
  }

  /** The last day, or the day on which it is due, as an ISO date. */
  dueOf(item: Item): string | null {
    return this.scheduled(item.id)?.end ?? null;
  }

  /** Nothing is to be done about it any more. */
  isOver(item: Item): boolean {
    return item.status === 'done' || item.status === 'cancelled' || this.#isDecided(item.id);
  }

  isOverdue(item: Item, today: string): boolean {
    const due = this.dueOf(item);
    return due !== null && due < today && !this.isOver(item) && item.kind !== 'risk';
  }

  /** The project month of a day: 1 for the first; null before it, and while the project has no first day. */
  monthOf(date: string): number | null {
    const { startDate } = this.facts;
    return startDate === null ? null : projectMonth(startDate, date);
  }

  /** How a change looks to whoever has the same facts. */
  with(content: PlanContent): Plan {
    return new Plan(content, this.facts);
  }
}
