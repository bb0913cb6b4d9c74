/** Tells the application, after commits and not too often, that a room's content on disk has changed. */
import type { Logger } from '../../app/live/backend';
import type { SyncLimits } from './limits';

type Options = Pick<SyncLimits, 'storedAfterMs' | 'storedAtMostMs'>;

/** Pause before a failed call is tried again. */
const RETRY_MS = 5_000;

export class StoredHook {
  readonly #options: Options;
  readonly #logger: Logger;
  readonly #call: (authors: string[]) => Promise<void>;
  #authors = new Set<string>();
  #due = false;
  #firstAt = 0;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;

  /** `call` gives the room's state and these authors to the application. */
  constructor(options: Options, logger: Logger, call: (authors: string[]) => Promise<void>) {
    this.#options = options;
    this.#logger = logger;
    this.#call = call;
  }

  /** Rows of these authors are on disk. */
  note(authors: Iterable<string | null>): void {
    for (const author of authors) if (author !== null) this.#authors.add(author);
    if (!this.#due) this.#firstAt = performance.now();
    this.#due = true;
    const { storedAfterMs, storedAtMostMs } = this.#options;
    this.#runIn(Math.min(storedAfterMs, Math.max(0, this.#firstAt + storedAtMostMs - performance.now())));
  }

  /** Makes an outstanding call now. Resolves when it is over, also when it failed. */
  async flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#running;
    if (this.#due) await this.#run();
  }

  destroy(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #runIn(delay: number): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = null;
      // Never two at once: the later state must not be overtaken by the earlier one.
      if (this.#running) this.#runIn(this.#options.storedAfterMs);
      else void this.#run();
    }, delay);
  }

  #run(): Promise<void> {
    const authors = [...this.#authors];
    this.#authors.clear();
    this.#due = false;
    this.#running = this.#call(authors)
      .catch((error: Error) => {
        this.#logger.warn({ error: error.message }, 'the stored hook failed; it is called again');
        for (const author of authors) this.#authors.add(author);
        if (!this.#due) this.#firstAt = performance.now();
        this.#due = true;
        if (!this.#timer) this.#runIn(RETRY_MS);
      })
      .finally(() => {
        this.#running = null;
      });
    return this.#running;
  }
}
