/** A room's changes on their way to its clients: at once in a quiet room, together in a busy one, encoded once for all. */
import * as Y from 'yjs';
import { encodeUpdate } from './frames';
import { type SyncMetrics, UNMEASURED } from './metrics';

/** One frame for everybody but `except`, with the clocks at which its structs begin, per client id. */
export interface Outgoing<Receiver> {
  frame: Uint8Array;
  /** Worked out on demand: only a slow reader needs it. */
  from(): Map<number, number>;
  /** The only writer of all that is in the frame; null when there were several, who then get their own changes back, which is harmless. */
  except: Receiver | null;
}

export class Broadcast<Receiver> {
  readonly #windowMs: number;
  readonly #send: (outgoing: Outgoing<Receiver>) => void;
  readonly #metrics: SyncMetrics;
  /** When the first of those that wait had come. */
  #firstAt = 0;
  #waiting: { update: Uint8Array; from: Receiver | null }[] = [];
  #added = 0;
  #whenSent: (() => void)[] = [];
  #lastSent = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;

  constructor(windowMs: number, send: (outgoing: Outgoing<Receiver>) => void, metrics = UNMEASURED) {
    this.#windowMs = windowMs;
    this.#send = send;
    this.#metrics = metrics;
  }

  /** How many updates were ever added. */
  get added(): number {
    return this.#added;
  }

  /** `from` is the writer, who has it already; null when nobody has. `cameAt`: when its frame arrived. */
  add(update: Uint8Array, from: Receiver | null, cameAt = performance.now()): void {
    if (this.#waiting.length === 0) this.#firstAt = cameAt;
    this.#waiting.push({ update, from });
    this.#added += 1;
    if (this.#timer) return;
    const delay = this.#lastSent + this.#windowMs - performance.now();
    if (delay <= 0) this.flush();
    else this.#timer = setTimeout(() => this.flush(), delay);
  }

  /**
   * Runs `work` once the first so many updates are sent: at once, or after the window in which they wait. To send them now instead would cost
   * everybody in a busy room another frame for each group commit.
   */
  whenSent(added: number, work: () => void): void {
    if (this.#added - this.#waiting.length >= added) work();
    else this.#whenSent.push(work);
  }

  /** Sends what waits. */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const waiting = this.#waiting;
    this.#waiting = [];
    const [first] = waiting;
    if (!first) return;
    this.#lastSent = performance.now();
    const update = waiting.length === 1 ? first.update : Y.mergeUpdates(waiting.map((one) => one.update));
    const except = waiting.every((one) => one.from === first.from) ? first.from : null;
    this.#send({ frame: encodeUpdate(update), from: once(() => Y.parseUpdateMeta(update).from), except });
    for (const work of this.#whenSent.splice(0)) work();
    this.#metrics.fannedOut(performance.now() - this.#firstAt);
  }

  destroy(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#waiting = [];
    this.#whenSent = [];
  }
}

function once<T>(work: () => T): () => T {
  let value: { of: T } | null = null;
  return () => {
    value ??= { of: work() };
    return value.of;
  };
}
