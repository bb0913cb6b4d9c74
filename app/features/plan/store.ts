/** A live plan for a page: another `Plan` after each change in the room, worked out from what has changed alone. */
import type * as Y from 'yjs';
import type { PlanFacts } from './facts';
import { readItems, readLimits, readLinks, readOne, rootsOf } from './live';
import type { Item, Link } from './plan';
import { Plan } from './whole';

/** Changes of others that come together are drawn together: ten people who drag are not ten drawings of everything; milliseconds. */
const GATHER_MS = 40;

export class PlanStore {
  readonly #doc: Y.Doc;
  readonly #listeners = new Set<() => void>();
  readonly #items: Map<string, Item>;
  #links: readonly Link[];
  #limits: ReadonlyMap<string, number>;
  #facts: PlanFacts;
  #plan: Plan | null = null;
  #before: Plan | null = null;
  #changedByOthers: ReadonlySet<string> = new Set();
  readonly #waiting = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #off: () => void;

  constructor(doc: Y.Doc, facts: PlanFacts) {
    this.#doc = doc;
    this.#facts = facts;
    this.#items = new Map(readItems(doc).map((item) => [item.id, item]));
    this.#links = readLinks(doc);
    this.#limits = readLimits(doc);
    const [items, links, limits] = rootsOf(doc) as [Y.Map<unknown>, Y.Map<unknown>, Y.Map<unknown>];
    const itemsChanged = (events: Y.YEvent<Y.AbstractType<unknown>>[], { local }: Y.Transaction) => this.#itemsChanged(events, local);
    const linksChanged = (_: unknown, { local }: Y.Transaction) => {
      this.#readLinks();
      this.#changed(local);
    };
    const limitsChanged = (_: unknown, { local }: Y.Transaction) => {
      this.#limits = readLimits(this.#doc);
      this.#changed(local);
    };
    items.observeDeep(itemsChanged);
    links.observeDeep(linksChanged);
    limits.observe(limitsChanged);
    this.#off = () => {
      items.unobserveDeep(itemsChanged);
      links.unobserveDeep(linksChanged);
      limits.unobserve(limitsChanged);
    };
  }

  destroy(): void {
    this.#off();
    clearTimeout(this.#timer);
  }

  get plan(): Plan {
    if (!this.#plan) {
      const content = { items: [...this.#items.values()], links: this.#links, limits: this.#limits };
      this.#plan = new Plan(content, this.#facts, this.#before);
      this.#before = null;
    }
    return this.#plan;
  }

  /** The items that others have changed since the plan before this one: a page shows them with a short tint. */
  get changedByOthers(): ReadonlySet<string> {
    return this.#changedByOthers;
  }

  /** The facts are asked for anew when somebody has changed them. */
  setFacts(facts: PlanFacts): void {
    if (facts === this.#facts) return;
    this.#facts = facts;
    this.#tell();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #itemsChanged(events: Y.YEvent<Y.AbstractType<unknown>>[], local: boolean): void {
    const ids = new Set<string>();
    for (const event of events) {
      const [id] = event.path;
      if (typeof id === 'string') ids.add(id);
      else for (const key of event.keys.keys()) ids.add(key);
    }
    let came = false;
    for (const id of ids) {
      const before = this.#items.get(id);
      const now = readOne(this.#doc, id);
      if (now) this.#items.set(id, now);
      else this.#items.delete(id);
      came ||= (before === undefined) !== (now === null);
      if (!local) this.#waiting.add(id);
    }
    // Links of an item that comes or goes come and go with it.
    if (came) this.#readLinks();
    this.#changed(local);
  }

  /** The same list where nothing in it is new: what follows from links is not worked out again then. */
  #readLinks(): void {
    const now = readLinks(this.#doc);
    const before = this.#links;
    const isSame = now.length === before.length && now.every((link, index) => isSameLink(link, before[index] as Link));
    if (!isSame) this.#links = now;
  }

  /** One's own change is drawn at once, with whatever of others waits. */
  #changed(local: boolean): void {
    if (local) this.#tell();
    else this.#timer ??= setTimeout(() => this.#tell(), GATHER_MS);
  }

  #tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#changedByOthers = new Set(this.#waiting);
    this.#waiting.clear();
    this.#before = this.#plan ?? this.#before;
    this.#plan = null;
    for (const listener of this.#listeners) listener();
  }
}

const isSameLink = (a: Link, b: Link) => a.id === b.id && a.from === b.from && a.to === b.to && a.type === b.type && a.lag === b.lag;
