/** How rows of a file refer to each other: by id, by code, or by a title that one item has alone. */
import { fold } from '~/kit/fold';
import type { Kind } from '../../plan';

export type Reference = { is: 'found'; id: string } | { is: 'none' } | { is: 'several' };

export class References {
  readonly #ids = new Set<string>();
  readonly #codes = new Map<string, string>();
  readonly #titles = new Map<string, string | null>();

  /** @returns false where another row has the same id or code */
  add({ id, code, title }: { id: string; code: string; title: string }): boolean {
    const folded = fold(code);
    const isNew = !this.#ids.has(id) && !(folded && this.#codes.has(folded));
    this.#ids.add(id);
    if (folded) this.#codes.set(folded, id);
    const name = fold(title);
    if (name) this.#titles.set(name, this.#titles.has(name) ? null : id);
    return isNew;
  }

  find(text: string): Reference {
    const told = text.trim();
    const id = this.#ids.has(told) ? told : (this.#codes.get(fold(told)) ?? this.#titles.get(fold(told)));
    if (id) return { is: 'found', id };
    return { is: id === null ? 'several' : 'none' };
  }
}

const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [/^WP\s*\d/i, 'workPackage'],
  [/^T\s*\d/i, 'task'],
  [/^D\s*\d/i, 'deliverable'],
  [/^MS?\s*\d/i, 'milestone'],
  [/^R\s*\d/i, 'risk'],
];

export function kindOfCode(code: string): Kind | null {
  return KINDS.find(([pattern]) => pattern.test(code.trim()))?.[1] ?? null;
}

/** `T2.3.1` belongs to `T2.3`, `T2.3` and `D2.1` to `WP2`. */
export function parentOfCode(code: string): string | null {
  const [, letter, number = ''] = /^([TD])\s*(\d+(?:\.\d+)*)\.\d+$/i.exec(code.trim()) ?? [];
  if (!letter) return null;
  return number.includes('.') ? `T${number}` : `WP${number}`;
}
