/** States of rooms as they were read last, while nobody had them open. */

/** Of so many rooms, and none that is larger. */
const MOST_ROOMS = 16;
const MOST_BYTES = 1024 * 1024;

interface Kept {
  /** Of the latest row of the log that is in it. */
  seq: number;
  state: Uint8Array;
}

export class KeptStates {
  /** In the order in which they were asked for. */
  readonly #byRoom = new Map<string, Kept>();

  get(room: string): Kept | undefined {
    const kept = this.#byRoom.get(room);
    if (kept) this.keep(room, kept);
    return kept;
  }

  keep(room: string, kept: Kept): void {
    this.#byRoom.delete(room);
    if (kept.state.byteLength > MOST_BYTES) return;
    this.#byRoom.set(room, kept);
    const [oldest] = this.#byRoom.keys();
    if (this.#byRoom.size > MOST_ROOMS && oldest !== undefined) this.#byRoom.delete(oldest);
  }
}
