/** The words of tables: written in one language, recognised in all of them, and by the keys that are the same everywhere. */
import { fold } from '~/kit/fold';
import { decisionKinds } from '../decisions';
import { degrees, kinds, origins, schedulings, statuses } from '../plan';

export const choices = {
  kind: kinds,
  status: statuses,
  degree: degrees,
  origin: origins,
  scheduling: schedulings,
  yesNo: ['yes', 'no'],
  decision: decisionKinds,
} as const;
export type Choice = keyof typeof choices;

/** Which text says a value. */
const TEXTS: Record<Choice, (value: string) => string> = {
  kind: (value) => `kind.${value}`,
  status: (value) => `status.${value}`,
  degree: (value) => `degree.${value}`,
  origin: (value) => `origin.${value}`,
  decision: (value) => `decision.${value}`,
  scheduling: (value) => `files.scheduling.${value}`,
  yesNo: (value) => `files.yesNo.${value}`,
};

/** What short forms mean, beside the words. */
const SHORT: Partial<Record<Choice, Readonly<Record<string, string>>>> = {
  kind: { wp: 'workPackage', t: 'task', d: 'deliverable', ms: 'milestone', r: 'risk' },
  yesNo: { true: 'yes', false: 'no', 1: 'yes', 0: 'no', x: 'yes' },
};

/** Texts of one language by key, as the catalogue has them. */
export type Texts = Readonly<Record<string, string>>;

export class Vocabulary {
  readonly #own: Texts;
  readonly #all: readonly Texts[];
  readonly #keys = new Map<string, Map<string, Set<string>>>();
  readonly #values = new Map<Choice, ReadonlyMap<string, string>>();

  /** @param own the language that is written; `all`: every language that is read */
  constructor(own: Texts, all: readonly Texts[]) {
    this.#own = own;
    this.#all = all;
  }

  text(key: string): string {
    return this.#own[key] ?? key;
  }

  heading(key: string): string {
    return this.text(`files.column.${key}`);
  }

  sheet(key: string): string {
    return this.text(`files.sheet.${key}`);
  }

  value(choice: Choice, value: string): string {
    return this.text(TEXTS[choice](value));
  }

  /** Which of the columns is called so? */
  columnOf<Key extends string>(heading: string, columns: readonly Key[]): Key | null {
    return this.#find(heading, 'column', columns);
  }

  sheetOf<Key extends string>(name: string, sheets: readonly Key[]): Key | null {
    return this.#find(name, 'sheet', sheets);
  }

  valueOf(choice: Choice, text: string): string | null {
    let known = this.#values.get(choice);
    if (!known) {
      known = this.#valuesOf(choice);
      this.#values.set(choice, known);
    }
    // As it is written first: thousands of rows say the same few words.
    return known.get(text) ?? known.get(fold(text)) ?? null;
  }

  #find<Key extends string>(text: string, group: string, keys: readonly Key[]): Key | null {
    // A star and a colon are decoration.
    const meant = this.#meanings(group).get(fold(text).replace(/[\s*:]+$/, ''));
    return (meant && keys.find((key) => meant.has(key))) ?? null;
  }

  #meanings(group: string): ReadonlyMap<string, ReadonlySet<string>> {
    let known = this.#keys.get(group);
    if (known) return known;
    known = new Map<string, Set<string>>();
    const beginning = `files.${group}.`;
    for (const [name, word] of this.#all.flatMap((texts) => Object.entries(texts))) {
      if (!name.startsWith(beginning)) continue;
      const key = name.slice(beginning.length);
      for (const written of [fold(word), fold(key)]) known.get(written)?.add(key) ?? known.set(written, new Set([key]));
    }
    this.#keys.set(group, known);
    return known;
  }

  #valuesOf(choice: Choice): Map<string, string> {
    const found = new Map(Object.entries(SHORT[choice] ?? {}));
    for (const value of choices[choice]) {
      for (const texts of this.#all) {
        const word = texts[TEXTS[choice](value)];
        if (word) for (const written of [word, fold(word)]) found.set(written, value);
      }
      found.set(fold(value), value);
    }
    return found;
  }
}
