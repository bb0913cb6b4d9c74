/** Random plans, with everything that a plan may hold, for tests of what travels in files. */
import fc from 'fast-check';
import * as Y from 'yjs';
import type { PlanFacts } from '../facts';
import { addItem, addLink, changeLimit, descriptionOf, readItems, readLimits, readLinks } from '../live';
import { degrees, kinds, type Link, linkTypes, origins, schedulings, statuses } from '../plan';
import { codesWith, presetCodes } from '../portal-lists';
import { Plan } from '../whole';
import { MONDAY_TO_FRIDAY } from '../work-days';
import { Names } from './names';
import { standings } from './parents';
import type { RichNode } from './rich/tree';
import { readTree, writeTree } from './rich/tree';
import type { Written } from './sheets/write';
import { type Texts, Vocabulary } from './vocabulary';

const catalogues = import.meta.glob<{ default: Texts }>('../locales/*.json', { eager: true });
const textsOf = (language: string): Texts => catalogues[`../locales/${language}.json`]?.default ?? {};

export function vocabulary(language = 'en'): Vocabulary {
  return new Vocabulary(
    textsOf(language),
    Object.values(catalogues).map((one) => one.default),
  );
}

export const facts: PlanFacts = {
  partnershipId: 'partnership',
  acronym: 'INCLUDE',
  language: 'en',
  startDate: '2027-02-01',
  endDate: '2029-01-31',
  organisations: [
    { id: 'orgathens', name: 'City of Athens', shortName: 'ATH', country: 'GR' },
    { id: 'orglisbon', name: 'Lisbon; and around', shortName: '', country: 'PT' },
    { id: 'orgtwina', name: 'Twin', shortName: 'TW', country: 'DE' },
    { id: 'orgtwinb', name: 'Twin', shortName: 'TW', country: 'DE' },
  ],
  people: [
    { id: 'persona', name: 'Ana Ría', organisationId: 'orglisbon', colour: 1 },
    { id: 'personb', name: 'Γιώργος Π.', organisationId: 'orgathens', colour: 2 },
    { id: 'personc', name: 'Ana Ria', organisationId: 'orgathens', colour: 3 },
  ],
  me: { userId: 'persona', organisationId: 'orglisbon' },
  workdays: MONDAY_TO_FRIDAY.workdays,
  holidays: [],
  decisions: [],
  agreedRisks: [],
  codes: codesWith([]),
  activities: [],
  documents: [{ id: 'documentone', title: 'Strategy of Athens', lang: 'en' }],
  periods: [
    { id: 'periodone', number: 1, startMonth: 1, endMonth: 12, dueDate: null, locked: false, riskStates: {} },
    { id: 'periodtwo', number: 2, startMonth: 13, endMonth: 24, dueDate: null, locked: false, riskStates: {} },
  ],
};

export const organisationNames = new Names(facts.organisations.map(({ id, name, shortName }) => ({ id, names: [shortName, name] })));
export const peopleNames = new Names(facts.people.map(({ id, name }) => ({ id, names: [name] })));
export const documentNames = new Names(facts.documents.map(({ id, title }) => ({ id, names: [title] })));
const documents = ['documentone', 'documenttwo'];
export const partnership = {
  organisations: organisationNames,
  people: peopleNames,
  documents: documentNames,
  documentIds: new Set(documents),
  periods: facts.periods,
  codes: facts.codes,
};

/** Texts that break what is careless. */
const nasty = fc.constantFrom(
  '=1+1',
  '+49 30',
  '-5',
  '@SUM(A1)',
  "'quoted",
  "''=",
  'a;=b,+c',
  '"",;\t',
  'line\nline\r\nline\r',
  '_x0041_ and _x005F_',
  '\u0001\u001f\ufffe',
  '<b>&amp;</b>',
  'Ω😀ß',
  ' spaced ',
  'M3',
  '2027-03-31',
  'TRUE',
  '1e5',
  '0123',
);
// Half a sign is no text: Yjs itself does not carry it. Nor is NUL, which databases refuse.
export const someText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }).filter((text) => !/[\p{Surrogate}\0]/u.test(text)),
  nasty,
  fc.string({ maxLength: 12 }),
);
const id = fc.stringMatching(/^[0-9a-z]{6,12}$/);
const when = fc.oneof(
  fc.constant(null),
  fc.integer({ min: 1, max: 36 }).map((month) => ({ month })),
  fc
    .date({ min: new Date('2024-01-01'), max: new Date('2032-12-31'), noInvalidDate: true })
    .map((date) => ({ date: date.toISOString().slice(0, 10) })),
);
const some = <One>(one: fc.Arbitrary<One>) => fc.uniqueArray(one, { maxLength: 3 });
const listed = <One extends object>(shape: fc.Arbitrary<One>) =>
  fc
    .uniqueArray(fc.tuple(id, shape), { maxLength: 3, selector: ([own]) => own })
    .map((list) => list.map(([own, one]) => ({ id: own, ...one })));

const order = fc.oneof(
  id,
  someText.filter((text) => text !== ''),
);

const mark = fc.oneof(
  fc.constantFrom({}, { bold: {} }, { italic: {}, bold: {} }, { code: true }, { 'strange--mark': { a: 1 } }),
  someText.map((title) => ({ link: { href: 'https://example.org/?a=1&b=2', title } })),
);
const words = fc.array(fc.record({ text: someText.filter((text) => text.trim() !== ''), marks: mark }), { minLength: 1, maxLength: 3 });
const paragraph = words.map((children) => ({ name: 'paragraph', attributes: {}, children }));
const block: fc.Arbitrary<RichNode> = fc.oneof(
  paragraph,
  fc.constant({ name: 'paragraph', attributes: { id: 'block"1' }, children: [] }),
  fc.tuple(fc.integer({ min: 1, max: 4 }), words).map(([level, children]) => ({ name: 'heading', attributes: { level }, children })),
  fc.array(paragraph, { minLength: 1, maxLength: 2 }).map((children) => ({
    name: 'bulletList',
    attributes: {},
    children: children.map((child) => ({ name: 'listItem', attributes: {}, children: [child] })),
  })),
  paragraph.map((child) => ({ name: 'somethingNew', attributes: { checked: true, some: ['thing'] }, children: [child] })),
  fc.constant({ name: 'horizontalRule', attributes: {}, children: [] }),
);
const richText = fc.array(block, { maxLength: 3 });

const fields = fc.record({
  kind: fc.constantFrom(...kinds),
  order,
  rank: fc.oneof(fc.constant(''), order),
  title: someText,
  lead: fc.constantFrom(null, ...facts.organisations.map((one) => one.id)),
  status: fc.constantFrom(...statuses),
  start: when,
  end: when,
  scheduling: fc.constantFrom(...schedulings),
  progress: fc.integer({ min: 0, max: 100 }),
  deliverable: fc.constantFrom(...presetCodes.type, 'TRANSLATION'),
  dissemination: fc.constantFrom(...presetCodes.level, 'ΕΣΩ.1'),
  document: fc.constantFrom(null, ...documents),
  delay: someText,
  means: someText,
  origin: fc.constantFrom(...origins),
  likelihood: fc.constantFrom(...degrees),
  severity: fc.constantFrom(...degrees),
  mitigation: someText,
  partners: some(fc.constantFrom(...facts.organisations.map((one) => one.id))),
  people: some(fc.constantFrom(...facts.people.map((one) => one.id))),
  checklist: listed(fc.record({ text: someText, order, done: fc.boolean() })),
  sections: listed(
    fc.record({ document: fc.constantFrom(...documents), language: fc.constantFrom('en', 'pt-PT'), block: id, title: someText }),
  ),
  proofs: listed(fc.record({ title: someText, url: someText.map((text) => `https://example.org/${text}`) })),
  riskStates: some(fc.constantFrom(...facts.periods.map((one) => one.id))).chain((periods) =>
    fc.tuple(
      ...periods.map((period) =>
        fc.record({ period: fc.constant(period), materialised: fc.boolean(), applied: fc.boolean(), comment: someText }),
      ),
    ),
  ),
});

/** A room with a random plan in it: also parents that are gone, of the wrong kind, or within their own tasks. */
export const planRoomContent: fc.Arbitrary<Y.Doc> = fc
  .record({
    items: fc.uniqueArray(fc.tuple(id, fields, fc.nat(), fc.nat(), richText), { maxLength: 14, selector: ([own]) => own }),
    links: fc.uniqueArray(fc.tuple(id, fc.nat(), fc.nat(), fc.constantFrom(...linkTypes), fc.integer({ min: -20, max: 20 })), {
      maxLength: 8,
      selector: ([own]) => own,
    }),
    limits: fc.uniqueArray(fc.tuple(fc.constantFrom('status:doing', 'status:done'), fc.integer({ min: 1, max: 99 })), {
      selector: ([column]) => column,
    }),
  })
  .map(({ items, links, limits }) => {
    const doc = new Y.Doc();
    const ids = items.map(([own]) => own);
    const pick = (at: number) => ids[at % ids.length];
    doc.transact(() => {
      for (const [own, { order: place, ...item }, parent, other, description] of items) {
        const packages = items.length > 1 && other % 3 === 0 && pick(other) !== own ? [pick(other) ?? ''] : [];
        addItem(doc, { ...item, packages, parent: parent % 5 === 0 ? null : (pick(parent) ?? null) }, undefined, { id: own, order: place });
        const fragment = descriptionOf(doc, own);
        if (fragment) writeTree(fragment, description);
      }
      for (const [own, from, to, type, lag] of ids.length > 0 ? links : []) {
        addLink(doc, { from: pick(from) ?? '', to: pick(to) ?? '', type, lag }, own);
      }
      for (const [column, most] of limits) changeLimit(doc, column, most);
    });
    return doc;
  });

export function planIn(doc: Y.Doc, more: Partial<PlanFacts> = {}): Plan {
  return new Plan({ items: readItems(doc), links: readLinks(doc), limits: readLimits(doc) }, { ...facts, ...more });
}

export function descriptionsIn(doc: Y.Doc): Map<string, RichNode[]> {
  return new Map(
    readItems(doc).map(({ id: own }) => {
      const fragment = descriptionOf(doc, own);
      return [own, fragment ? readTree(fragment) : []];
    }),
  );
}

/** Everything in a room, with the parents that count and ids replaced by their rank: two rooms that hold the same plan say the same. */
export function saysOf(doc: Y.Doc) {
  const plan = planIn(doc);
  const descriptions = descriptionsIn(doc);
  const rank = new Map([...plan.items.keys()].sort().map((own, index) => [own, index]));
  const known = (own: string | null) => (own === null ? null : (rank.get(own) ?? null));
  const standing = standings(plan);
  return {
    items: plan.ordered.map((item) => ({
      ...item,
      id: known(item.id),
      code: plan.codeOf(item.id),
      parent: known(standing.get(item.id)?.parent ?? null),
      packages: item.packages.flatMap((one) => known(one) ?? []).sort(),
      partners: [...item.partners].sort(),
      people: [...item.people].sort(),
      description: descriptions.get(item.id),
    })),
    links: [...plan.links]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id: _, ...link }: Link) => ({ ...link, from: known(link.from), to: known(link.to) })),
    limits: Object.fromEntries(plan.limits),
  };
}

/** The plan of a room, ready to be written. */
export function writtenOf(doc: Y.Doc, language = 'en', more: Partial<PlanFacts> = {}): Written {
  return {
    plan: planIn(doc, more),
    descriptions: descriptionsIn(doc),
    words: vocabulary(language),
    organisations: organisationNames,
    people: peopleNames,
    documents: documentNames,
  };
}
