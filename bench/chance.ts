/** Chance that is the same in every run. @returns numbers from 0 to below 1 */
export function numbers(): () => number {
  let state = 20_260_101;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** Draws from lists and ranges; the same in every run. */
export class Chance {
  readonly #next = numbers();

  /** A whole number, both ends included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.#next() * (to - from + 1));
  }

  one<One>(list: readonly One[]): One {
    return list[this.between(0, list.length - 1)] as One;
  }

  /** So many of a list, in its order. */
  some<One>(list: readonly One[], count: number): One[] {
    const left = new Set(list);
    while (left.size > count) left.delete(this.one([...left]));
    return [...left];
  }

  /** @param share 0.1 for one in ten */
  happens(share: number): boolean {
    return this.#next() < share;
  }
}
