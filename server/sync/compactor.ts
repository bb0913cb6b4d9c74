/** Has the logs of rooms that nobody has open folded: without it most rooms would never be. */
import type { Logger } from '../../app/live/backend';
import type { RoomSize, UpdateLog } from '../storage/update-log';
import { type Folding, FoldingClosed } from './folding';
import type { SyncLimits } from './limits';

/** Rooms per round: a round must not keep the log busy for long. */
const ROOMS_PER_ROUND = 20;

export class Compactor {
  readonly #log: UpdateLog;
  readonly #limits: SyncLimits;
  readonly #logger: Logger;
  readonly #folding: Folding;
  readonly #isOpen: (room: string, generation: number) => boolean;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #closed = false;

  /** Open rooms fold themselves when they have grown. */
  constructor(log: UpdateLog, limits: SyncLimits, logger: Logger, folding: Folding, isOpen: (room: string, generation: number) => boolean) {
    this.#log = log;
    this.#limits = limits;
    this.#logger = logger;
    this.#folding = folding;
    this.#isOpen = isOpen;
  }

  start(): void {
    this.#timer = setInterval(() => void this.run(), this.#limits.compactEveryMs);
    this.#timer.unref();
  }

  /** One round. Never rejects. */
  run(): Promise<void> {
    this.#running ??= this.#round()
      .catch((error: Error) => {
        if (!this.#closed) this.#logger.warn({ error: error.message }, 'compaction stopped; it goes on in the next round');
      })
      .finally(() => {
        this.#running = null;
      });
    return this.#running;
  }

  /** No more rounds. The one under way ends by itself, when what it asked last is answered or folding is closed. */
  close(): void {
    this.#closed = true;
    if (this.#timer) clearInterval(this.#timer);
  }

  async #round(): Promise<void> {
    const { compactRows: rows, compactBytes: bytes } = this.#limits;
    const large = await this.#log.roomsToCompact({ rows, bytes }, ROOMS_PER_ROUND);
    const closed = large.filter(({ room, generation }) => !this.#isOpen(room, generation));
    for (const size of closed) if (!this.#closed) await this.#fold(size);
  }

  /** One room that cannot be folded, be it the largest, keeps no other from it. */
  async #fold({ room, generation }: RoomSize): Promise<void> {
    try {
      await this.#folding.fold(room, generation);
    } catch (error) {
      if (error instanceof FoldingClosed) return;
      this.#logger.warn(
        { room, generation, error: (error as Error).message },
        'a room could not be folded; it is tried again in the next round',
      );
    }
  }
}
