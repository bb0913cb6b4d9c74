/**
 * Group commit: one transaction for whatever all rooms have to write. A room asks for a commit; when the window closes it hands over its rows
 * and is told when they are on disk. A refused group is tried room by room; a room that is refused even then is kept aside with its rows, in
 * order, and tried again for ever, beside the commits of the others: one room cannot hold back the rest.
 */
import type { Logger } from '../../app/live/backend';
import type { NewRow, UpdateLog } from '../storage/update-log';
import type { SyncLimits } from './limits';
import { type SyncMetrics, UNMEASURED } from './metrics';

/** What one room gives to one group. Rows may be none: then it only wants to know that everything before is on disk. */
export interface Batch {
  rows: NewRow[];
  /** Called once, with the rows' `seq`, when they are on disk. */
  settled(seqs: number[]): void;
}

/** A room, as the committer sees it. */
export interface CommitSource {
  take(): Batch;
  /** The storage has begun to refuse this room's changes (false), or takes them again. */
  notify(saving: boolean): void;
}

/** What one source has to write, in order, and how often that was refused. */
interface Portion {
  source: CommitSource;
  batches: Batch[];
  refusals: number;
  retryAt: number;
  /** The source has asked again since; it hands over with the next try. */
  hasMore: boolean;
}

type Options = Pick<SyncLimits, 'commitQuietMs' | 'commitBusyMs' | 'commitBusyRows' | 'retryFirstMs' | 'retryMostMs'>;

/** So many sources refused one after the other, and none taken: then it is the storage, and the others need not be tried by themselves. */
const ENOUGH_REFUSALS = 2;

export class Committer {
  readonly #log: UpdateLog;
  readonly #options: Options;
  readonly #logger: Logger;
  readonly #metrics: SyncMetrics;

  #sources = new Set<CommitSource>();
  /** In the order in which they are tried again. A source is either here or among those above. */
  readonly #refused = new Map<CommitSource, Portion>();
  #waitingRows = 0;
  #unsavedBytes = 0;
  #running = false;
  #timer: NodeJS.Timeout | null = null;
  #timerAt = 0;
  #retrying = false;
  #retryTimer: NodeJS.Timeout | null = null;
  #idle: (() => void)[] = [];
  commits = 0;

  constructor(log: UpdateLog, options: Options, logger: Logger, metrics = UNMEASURED) {
    this.#log = log;
    this.#options = options;
    this.#logger = logger;
    this.#metrics = metrics;
  }

  /** Bytes that were accepted and are not on disk. */
  get unsavedBytes(): number {
    return this.#unsavedBytes;
  }

  /** Rooms that wait for the next commit, and rooms whose changes are being refused. */
  get queue(): { waiting: number; refused: number } {
    return { waiting: this.#sources.size, refused: this.#refused.size };
  }

  /** Nothing is being refused. */
  get saving(): boolean {
    return this.#refused.size === 0;
  }

  /** Are this source's changes being refused? */
  refuses(source: CommitSource): boolean {
    return this.#refused.has(source);
  }

  /** The source has so many more rows and bytes, or wants to be told when what it has is on disk. */
  request(source: CommitSource, rows = 0, bytes = 0): void {
    this.#unsavedBytes += bytes;
    const refused = this.#refused.get(source);
    if (refused) {
      refused.hasMore = true;
      return;
    }
    this.#sources.add(source);
    this.#waitingRows += rows;
    this.#schedule();
  }

  /** Commits at once and resolves when nothing is left to write. */
  async flush(): Promise<void> {
    if (this.#isIdle()) return;
    const idle = new Promise<void>((resolve) => this.#idle.push(resolve));
    this.#schedule();
    await idle;
  }

  #schedule(): void {
    if (this.#running || this.#sources.size === 0) return;
    const { commitBusyRows, commitBusyMs, commitQuietMs } = this.#options;
    this.#setTimer(this.#idle.length > 0 ? 0 : this.#waitingRows >= commitBusyRows ? commitBusyMs : commitQuietMs);
  }

  /** An earlier time wins over a later one. */
  #setTimer(delay: number): void {
    const at = performance.now() + delay;
    if (this.#timer) {
      if (at >= this.#timerAt) return;
      clearTimeout(this.#timer);
    }
    this.#timerAt = at;
    this.#timer = setTimeout(() => void this.#commit(), delay);
  }

  async #commit(): Promise<void> {
    this.#timer = null;
    this.#running = true;
    const refused = await this.#write(this.#takeAll());
    this.#running = false;
    if (refused.length > 0) this.#putAside(refused);
    this.#schedule();
    this.#resolveIdle();
  }

  #takeAll(): Portion[] {
    const sources = this.#sources;
    this.#sources = new Set();
    this.#waitingRows = 0;
    return [...sources].map((source) => ({ source, batches: [source.take()], refusals: 0, retryAt: 0, hasMore: false }));
  }

  /** Tries again whatever is due; what is due soon comes along, so that a storage that is away is not asked by each room in turn. */
  async #retry(): Promise<void> {
    this.#retryTimer = null;
    this.#retrying = true;
    const soon = performance.now() + this.#options.retryFirstMs;
    const due = [...this.#refused.values()].filter(({ retryAt }) => retryAt <= soon);
    for (const portion of due) if (portion.hasMore) portion.batches.push(portion.source.take());
    for (const portion of due) portion.hasMore = false;
    const refused = await this.#write(due);
    this.#retrying = false;
    for (const portion of due) if (!refused.includes(portion)) this.#takeBack(portion);
    if (refused.length > 0) this.#putAside(refused);
    else this.#scheduleRetry();
    if (due.length > 0 && this.saving) this.#logger.info({}, 'changes are saved again');
    this.#resolveIdle();
  }

  /** Writes all together; where that is refused, each by itself. Returns what is refused still, what was not tried by itself first. */
  async #write(portions: Portion[]): Promise<Portion[]> {
    const refusal = await this.#append(portions);
    if (!refusal) return [];
    const refused = portions.length > 1 ? await this.#writeEach(portions) : portions;
    if (refused.length > 0) this.#report(refused, refusal);
    return refused;
  }

  async #writeEach(portions: Portion[]): Promise<Portion[]> {
    const refused: Portion[] = [];
    const untried: Portion[] = [];
    let taken = 0;
    for (const portion of portions) {
      if (taken === 0 && refused.length >= ENOUGH_REFUSALS && hasRows(portion)) untried.push(portion);
      else if (await this.#append([portion])) refused.push(portion);
      else if (hasRows(portion)) taken += 1;
    }
    return [...untried, ...refused];
  }

  /** One transaction, all or nothing: null when it is on disk, else why it is not. */
  async #append(portions: Portion[]): Promise<Error | null> {
    const batches = portions.flatMap((portion) => portion.batches);
    const rows = batches.flatMap((batch) => batch.rows);
    let seqs: number[] = [];
    const began = performance.now();
    try {
      if (rows.length > 0) seqs = await this.#log.append(rows);
    } catch (error) {
      this.#metrics.commitRefused();
      return error as Error;
    }
    if (rows.length > 0) {
      this.commits += 1;
      this.#metrics.committed(performance.now() - began, rows.length, bytesOf(rows));
    }
    let from = 0;
    for (const batch of batches) {
      this.#settle(batch, seqs.slice(from, from + batch.rows.length));
      from += batch.rows.length;
    }
    return null;
  }

  #settle(batch: Batch, seqs: number[]): void {
    this.#unsavedBytes -= bytesOf(batch.rows);
    batch.settled(seqs);
  }

  /** Behind those that wait already, each with its own pause. */
  #putAside(portions: Portion[]): void {
    const { retryFirstMs, retryMostMs } = this.#options;
    const now = performance.now();
    for (const portion of portions) {
      portion.retryAt = now + Math.min(retryFirstMs * 2 ** portion.refusals, retryMostMs);
      portion.refusals += 1;
      // It may have asked while it was being refused.
      if (this.#sources.delete(portion.source)) portion.hasMore = true;
      this.#refused.delete(portion.source);
      this.#refused.set(portion.source, portion);
      if (portion.refusals === 1) portion.source.notify(false);
    }
    this.#scheduleRetry();
  }

  #takeBack({ source, hasMore }: Portion): void {
    this.#refused.delete(source);
    source.notify(true);
    if (hasMore) this.request(source);
  }

  #scheduleRetry(): void {
    if (this.#retrying || this.#refused.size === 0) return;
    if (this.#retryTimer) clearTimeout(this.#retryTimer);
    const first = Math.min(...[...this.#refused.values()].map(({ retryAt }) => retryAt));
    this.#retryTimer = setTimeout(() => void this.#retry(), Math.max(0, first - performance.now()));
  }

  #report(refused: Portion[], { message: error }: Error): void {
    const attempt = 1 + Math.max(...refused.map(({ refusals }) => refusals));
    this.#logger.error({ error, rooms: refused.length, attempt }, 'changes could not be saved; trying again');
  }

  #isIdle(): boolean {
    return !this.#running && this.#sources.size === 0 && this.#refused.size === 0;
  }

  #resolveIdle(): void {
    if (this.#isIdle()) for (const resolve of this.#idle.splice(0)) resolve();
  }
}

function bytesOf(rows: NewRow[]): number {
  return rows.reduce((sum, row) => sum + row.update.byteLength, 0);
}

function hasRows({ batches }: Portion): boolean {
  return batches.some(({ rows }) => rows.length > 0);
}
