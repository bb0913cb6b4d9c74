/** What a plan is read against: the partnership's days, organisations and people, and what was decided about items. It comes from SQL. */
import type { Decision, Period } from './decisions';
import type { Item } from './plan';
import type { PortalCodes } from './portal-lists';

/** A plan's room never begins anew: there is no other text that it could be of. */
export const PLAN_GENERATION = 1;

export interface PlanOrganisation {
  id: string;
  name: string;
  shortName: string;
  /** ISO 3166-1 alpha-2; empty: many. */
  country: string;
}

export interface PlanPerson {
  /** Of the account. */
  id: string;
  name: string;
  organisationId: string;
  colour: number;
}

/** A document of the partnership that the reader sees. */
export interface PlanDocument {
  id: string;
  title: string;
  /** The language that it was begun in. */
  lang: string;
}

/** A day off. */
export interface Holiday {
  /** ISO date. */
  date: string;
  /** ISO 3166-1 alpha-2; empty: in the whole partnership. */
  country: string;
  name: string;
}

/** How far an activity is, as its own feature says it. */
export type ActivityState = 'planned' | 'confirmed' | 'held' | 'cancelled';

/** What the partnership does, as the plan shows it beside its items; those that the reader may not see are not among them. */
export interface PlanActivity {
  id: string;
  /** `A12` */
  code: string;
  title: string;
  state: ActivityState;
  /** Of its own page, where it is changed. */
  path: string;
  restricted: boolean;
  /** It goes on at this moment, and is not cancelled. */
  runs: boolean;
  /** Who organises it, and with whom. */
  organisationId: string;
  partners: readonly string[];
  /** Work package; empty: none. */
  workPackageId: string;
  /** ISO 3166-1 alpha-2; empty: not known. */
  country: string;
  /** ISO dates, and HH:MM or nothing, on the clocks of its place. */
  start: string;
  startTime: string;
  end: string;
  endTime: string;
}

export interface PlanFacts {
  partnershipId: string;
  acronym: string;
  /** The working language of titles. */
  language: string;
  /** First day of M1; null while it is not known. */
  startDate: string | null;
  endDate: string | null;
  organisations: readonly PlanOrganisation[];
  people: readonly PlanPerson[];
  me: { userId: string; organisationId: string };
  /** From Monday to Sunday: is it worked? */
  workdays: readonly boolean[];
  holidays: readonly Holiday[];
  decisions: readonly Decision[];
  /** Foreseen risks as the grant agreement has them, once it is kept as a baseline: only their state of play goes on. */
  agreedRisks: readonly Item[];
  periods: readonly Period[];
  /** Types of deliverables and dissemination levels that can be chosen. */
  codes: PortalCodes;
  documents: readonly PlanDocument[];
  activities: readonly PlanActivity[];
}

/** What is off for everybody: said for the whole partnership, or a holiday in each of its countries. */
export function sharedHolidays({
  organisations,
  holidays,
}: {
  organisations: readonly { country: string }[];
  holidays: readonly Holiday[];
}): Set<string> {
  const countries = new Set(organisations.flatMap(({ country }) => country || []));
  const offIn = new Map<string, Set<string>>();
  for (const { date, country } of holidays) offIn.get(date)?.add(country) ?? offIn.set(date, new Set([country]));
  const everywhere = [...offIn].filter(([, off]) => off.has('') || (countries.size > 0 && [...countries].every((one) => off.has(one))));
  return new Set(everywhere.map(([date]) => date));
}
