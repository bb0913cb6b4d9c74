/** The words of tables: written in one language, recognised in all of them, and by the keys that are the same everywhere. */
import { fold } from '~/kit/fold';
import { degrees, deliverableTypes, disseminationLevels, kinds, origins, schedulings, statuses } from '../plan';

export const choices = {
  kind: kinds,
  status: statuses,
  degree: degrees,
  origin: origins,
  scheduling: schedulings,
  yesNo: ['yes', 'no'],
  deliverable: deliverableTypes,
  dissemination: disseminationLevels,
} as const;
export type Choice = keyof typeof choices;

/** Names of the portal, the same in every language. */
const NOT_TRANSLATED: readonly Choice[] = ['deliverable', 'dissemination'];

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
  readonly #values = new Map<Choice, ReadonlyMap<string, string>>();

  /** @param own the language that is written; `all`: every language that is read */
  constructor(own: Texts, all: readonly Texts[]) {
    this.#own = own;
    this.#all = all;
  }

  text(key: string): string {
    return this.#own[`files.${key}`] ?? key;
  }

  heading(key: string): string {
    return this.text(`column.${key}`);
  }

  sheet(key: string): string {
    return this.text(`sheet.${key}`);
  }

  value(choice: Choice, value: string): string {
    return NOT_TRANSLATED.includes(choice) ? value : this.text(`value.${choice}.${value}`);
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
    return known.get(fold(text)) ?? null;
  }

  #find<Key extends string>(text: string, group: string, keys: readonly Key[]): Key | null {
    // A star and a colon are decoration.
    const folded = fold(text).replace(/[\s*:]+$/, '');
    const isSo = (key: Key) => fold(key) === folded || this.#all.some((texts) => fold(texts[`files.${group}.${key}`] ?? '') === folded);
    return folded ? (keys.find(isSo) ?? null) : null;
  }

  #valuesOf(choice: Choice): Map<string, string> {
    const found = new Map(Object.entries(SHORT[choice] ?? {}));
    for (const value of choices[choice]) {
      for (const texts of this.#all) {
        const word = texts[`files.value.${choice}.${value}`];
        if (word) found.set(fold(word), value);
      }
      found.set(fold(value), value);
    }
    return found;
  }
}
