/** Builders for tests of the plan. */
import type { PlanFacts } from './facts';
import { type Item, kinds, type Link } from './plan';
import { blankItem, Plan } from './whole';
import { MONDAY_TO_FRIDAY } from './work-days';

let made = 0;

/** An item with everything as it is read where nothing is written. */
export function buildItem(overrides: Partial<Item> = {}): Item {
  made += 1;
  const id = overrides.id ?? `item${String(made).padStart(6, '0')}`;
  return { ...blankItem(overrides.kind ?? kinds[1]), order: id, title: id, ...overrides, id };
}

/** A plan of these items, in a partnership of nobody. */
export function buildPlan({ items, links = [], startDate = null }: { items: Item[]; links?: Link[]; startDate?: string | null }): Plan {
  const facts: PlanFacts = {
    partnershipId: 'partnership',
    acronym: 'ACRO',
    language: 'en',
    startDate,
    endDate: null,
    organisations: [],
    people: [],
    me: { userId: '', organisationId: '' },
    workdays: MONDAY_TO_FRIDAY.workdays,
    holidays: [],
    decisions: [],
    periods: [],
    agreedRisks: [],
    documents: [],
  };
  return new Plan({ items, links, limits: new Map() }, facts);
}
