/** Writes the plan of an example into its room. The same each time: ids, places and all. */
import * as Y from 'yjs';
import { addDays, addMonths } from '~/kit/dates';
import { addItem, addLink, descriptionOf, type NewItem, readItems } from '../live';
import { orderBetween } from '../order';
import { outlineOf } from '../outline';
import type { Kind, Status, When } from '../plan';
import type { At, ExamplePlan, ExampleTask, State } from './shape';

/** What the keys of the data stand for. */
export interface ExampleIds {
  partnershipId: string;
  users: Record<string, string>;
  organisations: Record<string, string>;
  /** By the template that they were made from. */
  documents: Record<string, { id: string; title: string }>;
}

/** In one transaction of the caller's. */
export function writeExample(doc: Y.Doc, plan: ExamplePlan, ids: ExampleIds): void {
  const writer = new Writer(doc, plan, ids);
  for (const one of plan.packages) writer.package(one);
  const codes = Object.fromEntries([...outlineOf(readItems(doc)).codes].map(([id, code]) => [code, id]));
  const byCode = (code: string) => idOf(codes, code);
  for (const { state, about, packages, likelihood, severity, origin, mitigation, ...one } of plan.risks)
    writer.add('risk', null, {
      ...writer.who(one),
      status: statusOf(state),
      ...{ likelihood, severity, origin, mitigation, about },
      packages: packages.map(byCode),
    });
  for (const [at, [from, to, type = 'FS', lag = 0]] of plan.links.entries())
    addLink(doc, { from: byCode(from), to: byCode(to), type, lag }, fixedId(ids.partnershipId, 'l', at));
}

type Draft = Omit<NewItem, 'kind' | 'parent'> & { about?: string[] };

class Writer {
  #doc: Y.Doc;
  #plan: ExamplePlan;
  #ids: ExampleIds;
  #order: string | null = null;
  #made = 0;

  constructor(doc: Y.Doc, plan: ExamplePlan, ids: ExampleIds) {
    this.#doc = doc;
    this.#plan = plan;
    this.#ids = ids;
  }

  package({ tasks, deliverables, milestones, ...one }: ExamplePlan['packages'][number]): void {
    const status = statusOf(one.state);
    const parent = this.add('workPackage', null, { ...this.who(one), ...this.#span(one), status, about: one.about });
    for (const each of tasks) this.#task(each, parent);
    for (const { type, level, due, state, delay, document, about, ...each } of deliverables)
      this.add('deliverable', parent, {
        ...this.who(each),
        ...{ deliverable: type, dissemination: level, delay, about },
        end: this.#when(due, 'end'),
        status: statusOf(state),
        document: document && this.#document(document).id,
      });
    for (const { due, state, means, proof, about, ...each } of milestones)
      this.add('milestone', parent, {
        ...this.who(each),
        ...{ means, about },
        end: this.#when(due, 'end'),
        status: statusOf(state),
        proofs: proof ? [this.#proof(proof)] : undefined,
      });
  }

  #task({ tasks, state, manual, done = [], open = [], about, ...one }: ExampleTask, parent: string): void {
    const steps = [...done.map((text) => ({ text, done: true })), ...open.map((text) => ({ text, done: false }))];
    let order: string | null = null;
    const checklist = steps.map((step, at) => {
      order = placeAfter(order);
      return { id: `step${at + 1}`, order, ...step };
    });
    const id = this.add('task', parent, {
      ...this.who(one),
      ...this.#span(one),
      status: statusOf(state),
      progress: typeof state === 'number' ? state : state === 'done' ? 100 : 0,
      scheduling: manual ? 'manual' : undefined,
      ...{ checklist, about },
    });
    for (const each of tasks ?? []) this.#task(each, id);
  }

  add(kind: Kind, parent: string | null, { about = [], ...draft }: Draft): string {
    this.#order = placeAfter(this.#order);
    const id = fixedId(this.#ids.partnershipId, 'i', this.#made++);
    addItem(this.#doc, { kind, parent, ...draft }, undefined, { id, order: this.#order });
    const paragraphs = about.map((text) => {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(text)]);
      return paragraph;
    });
    descriptionOf(this.#doc, id)?.insert(0, paragraphs);
    return id;
  }

  who(one: {
    title: string;
    lead: string;
    partners?: string[];
    people?: string[];
  }): Pick<NewItem, 'title' | 'lead' | 'partners' | 'people'> {
    const { users, organisations } = this.#ids;
    return {
      title: one.title,
      lead: idOf(organisations, one.lead),
      partners: one.partners?.map((key) => idOf(organisations, key)),
      people: one.people?.map((key) => idOf(users, key)),
    };
  }

  #span({ from, to }: { from: At; to: At }): { start: When; end: When } {
    return { start: this.#when(from, 'start'), end: this.#when(to, 'end') };
  }

  #when(at: At, which: 'start' | 'end'): When {
    if (typeof at === 'string') return { date: at };
    const { firstDay } = this.#plan;
    if (!firstDay) return { month: at };
    return { date: which === 'start' ? addMonths(firstDay, at - 1) : addDays(addMonths(firstDay, at), -1) };
  }

  #document(template: string): { id: string; title: string } {
    return idOf(this.#ids.documents, template);
  }

  #proof(template: string) {
    const { id, title } = this.#document(template);
    return { id, title, url: `/p/${this.#ids.partnershipId}/documents/${id}` };
  }
}

const statusOf = (state: State): Status => (typeof state === 'number' ? 'doing' : state);

/** Without chance: whoever loads the example has the same places. */
const placeAfter = (before: string | null) => orderBetween(before, null, () => 0.5);

/** Older than any that is made while people work: of links in a circle the newest gives way, and that is never one of these. */
function fixedId(partnershipId: string, letter: string, at: number): string {
  return `0000000000${partnershipId.slice(8, 16)}${letter}${String(at).padStart(7, '0')}`;
}

/** An example that names somebody or something it does not have is wrong in itself. */
function idOf<Value>(known: Record<string, Value>, key: string): Value {
  const found = known[key];
  if (!found) throw new Error(`The plan of the example names "${key}", which there is not.`);
  return found;
}
