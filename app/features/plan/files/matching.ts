/** Finds what a file names among what the partnership has, and keeps what is not there. */
import type { Period } from '../decisions';
import { codeOf, isCode, type PortalCodes, type PortalList } from '../portal-lists';
import type { Names } from './names';
import type { Unmatched } from './plan-file';
import { excerpt } from './problems';

export interface Partnership {
  organisations: Names;
  /** By name or mail. */
  people: Names;
  /** Those that whoever brings the file sees, by title. */
  documents: Names;
  /** Ids of all its documents: who sees a document is asked where it is opened. */
  documentIds: ReadonlySet<string>;
  periods: readonly Pick<Period, 'id' | 'number'>[];
  codes: PortalCodes;
}

export class Matching {
  readonly #partnership: Partnership;
  readonly #unmatched = new Map<string, Unmatched>();
  readonly #unlisted = new Set<string>();

  constructor(partnership: Partnership) {
    this.#partnership = partnership;
  }

  organisation(name: string): string | null {
    return this.#partnership.organisations.find(name) ?? this.#missing('organisation', name);
  }

  person(name: string): string | null {
    return this.#partnership.people.find(name) ?? this.#missing('person', name);
  }

  document(name: string): string | null {
    const { documents, documentIds } = this.#partnership;
    return documents.find(name) ?? (documentIds.has(name) ? name : this.#missing('document', name));
  }

  period(label: string): string | null {
    const found = this.#partnership.periods.find(({ id, number }) => id === label || String(number) === label);
    return found?.id ?? this.#missing('period', label);
  }

  /** A code that looks like one comes in as it is, so that the plan of another partnership keeps its own; other words are null. */
  code(list: PortalList, text: string): string | null {
    const listed = codeOf(this.#partnership.codes[list], text);
    if (listed !== null || !isCode(text)) return listed;
    this.#unlisted.add(text);
    return text;
  }

  /** Codes that came in and are in no list of the partnership. */
  get unlisted(): string[] {
    return [...this.#unlisted].sort();
  }

  get unmatched(): Unmatched[] {
    return [...this.#unmatched.values()];
  }

  #missing(kind: Unmatched['kind'], name: string): null {
    const key = `${kind} ${name}`;
    const known = this.#unmatched.get(key);
    this.#unmatched.set(key, { kind, name: excerpt(name), times: (known?.times ?? 0) + 1 });
    return null;
  }
}
