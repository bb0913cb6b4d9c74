/** Tells the application, after commits and not too often, that a room's content on disk has changed. */
import type { Authorship, Logger } from '../../app/live/backend';
import { type AuthoredUpdate, AuthorshipKeeper } from './authorship';
import type { SyncLimits } from './limits';

type Options = Pick<SyncLimits, 'storedAfterMs' | 'storedAtMostMs' | 'valueDepth'>;
/** Gives the room's state, these authors and what each of them did to the application. */
type Call = (authors: string[], authorship: Authorship) => Promise<void>;

/** Pause before a failed call is tried again. */
const RETRY_MS = 5_000;

export class StoredHook {
  readonly #options: Options;
  readonly #logger: Logger;
  readonly #call: Call;
  readonly #authorship: AuthorshipKeeper;
  #authors = new Set<string>();
  #due = false;
  #firstAt = 0;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;

  constructor(options: Options, logger: Logger, call: Call) {
    this.#options = options;
    this.#authorship = new AuthorshipKeeper(options.valueDepth);
    this.#logger = logger;
    this.#call = call;
  }

  /** Rows are on disk, written by this server or by another. */
  note(rows: readonly AuthoredUpdate[], by: 'here' | 'elsewhere'): void {
    this.#authorship.note(rows);
    if (by === 'here') for (const { authorId } of rows) if (authorId !== null) this.#authors.add(authorId);
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
    const authorship = this.#authorship.take();
    this.#running = this.#call(authors, authorship)
      .catch((error: Error) => {
        this.#logger.warn({ error: error.message }, 'the stored hook failed; it is called again');
        for (const author of authors) this.#authors.add(author);
        this.#authorship.giveBack(authorship);
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
