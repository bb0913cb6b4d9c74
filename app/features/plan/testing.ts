/** Builders for tests of the plan. */

import type { PlanFacts } from './facts';
import { blankItem, type Item, kinds, type Link } from './plan';
import { codesWith } from './portal-lists';
import { Plan } from './whole';
import { MONDAY_TO_FRIDAY } from './work-days';

let made = 0;

/** An item with everything as it is read where nothing is written. */
export function buildItem(overrides: Partial<Item> = {}): Item {
  made += 1;
  const id = overrides.id ?? `item${String(made).padStart(6, '0')}`;
  return { ...blankItem(overrides.kind ?? kinds[1]), order: id, title: id, ...overrides, id };
}

/** Facts of a partnership with nothing in it, that works from Monday to Friday. */
export function buildFacts(overrides: Partial<PlanFacts> = {}): PlanFacts {
  return {
    partnershipId: 'partnership',
    acronym: 'ACRO',
    language: 'en',
    startDate: null,
    endDate: null,
    organisations: [],
    people: [],
    me: { userId: 'me', organisationId: 'mine' },
    workdays: MONDAY_TO_FRIDAY.workdays,
    holidays: [],
    codes: codesWith([]),
    decisions: [],
    periods: [],
    agreedRisks: [],
    documents: [],
    activities: [],
    ...overrides,
  };
}

/** A plan of these items, in a partnership of nobody. */
export function buildPlan({ items, links = [], startDate = null }: { items: Item[]; links?: Link[]; startDate?: string | null }): Plan {
  return new Plan({ items, links, limits: new Map() }, buildFacts({ startDate }));
}
