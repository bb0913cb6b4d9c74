/** Organisations and people as files name them: by a short name or name that means one only, else by id. */
import { fold } from '~/kit/fold';

export interface Named {
  id: string;
  /** What it may be called, the best first. */
  names: readonly string[];
}

export class Names {
  readonly #byId = new Map<string, Named>();
  /** Folded; null: several are called so. */
  readonly #byName = new Map<string, string | null>();
  /** As it is written: thousands of rows name the same few. */
  readonly #found = new Map<string, string | null>();

  constructor(things: readonly Named[]) {
    for (const thing of things) this.#byId.set(thing.id, thing);
    for (const { id, names } of things) {
      for (const name of new Set(names.map(fold).filter(Boolean))) this.#byName.set(name, this.#byName.has(name) ? null : id);
    }
  }

  find(text: string): string | null {
    let found = this.#found.get(text);
    if (found === undefined) {
      found = this.#byId.has(text) ? text : (this.#byName.get(fold(text)) ?? null);
      this.#found.set(text, found);
    }
    return found;
  }

  /** Of what is not known here: its id. */
  labelOf(id: string): string {
    return this.#byId.get(id)?.names.find((name) => name === name.trim() && this.find(name) === id) ?? id;
  }
}

/** Several in one cell: `ATH; LIS`. Those with a semicolon, a line end or a quote in them stand in quotes. */
export function writeSeveral(labels: readonly string[]): string {
  return labels.map((label) => (/[;\r\n"]|^\s|\s$/.test(label) ? `"${label.replace(/"/g, '""')}"` : label)).join('; ');
}

export function readSeveral(text: string): string[] {
  const found: string[] = [];
  for (const [, quoted, plain = ''] of text.matchAll(/\s*(?:"((?:[^"]|"")*)"|([^;\r\n]*))\s*(?:[;\r\n]|$)/g)) {
    const one = quoted === undefined ? plain.trim() : quoted.replace(/""/g, '"');
    if (one) found.push(one);
  }
  return found;
}
