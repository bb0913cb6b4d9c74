/**
 * Folds the logs of rooms, open or not, in a thread and from what is on disk: rows become one snapshot that says which rows it covers.
 *
 * The state is not taken from the document in memory of an open room, because to hand it over it has to be encoded, and that is what stops the
 * sockets: 350 ms for a document of 5 MB, where reading it back costs the main thread 10 ms for passing its bytes on. The disk reads
 * it once in `compactRows` rows. So a fold needs nothing of the room and works beside it: rows that come meanwhile are not covered, and a
 * snapshot that covers more is never replaced.
 */
import type { Worker } from 'node:worker_threads';
import type { Logger } from '../../app/live/backend';
import type { CompactionAnswer, CompactionCall } from '../storage/compaction-worker';
import type { LoadedRoom, UpdateLog } from '../storage/update-log';
import { startWorker } from '../storage/worker-entry';
import { type SyncMetrics, UNMEASURED } from './metrics';

/** A thread that has not answered by then is given up. */
const ANSWER_WITHIN_MS = 120_000;
/** A thread that has had nothing to do for so long goes, and its memory with it. */
const IDLE_MS = 60_000;

/** The server is closing: the log is as it was, and the next server folds it. */
export class FoldingClosed extends Error {
  constructor() {
    super('Folding was closed.');
  }
}

export class Folding {
  readonly #log: UpdateLog;
  readonly #logger: Logger;
  readonly #tryLock: (name: string) => Promise<(() => Promise<void>) | null>;
  readonly #metrics: SyncMetrics;
  #worker: Worker | null = null;
  /** Waits for the thread's answer. */
  #asked: { resolve(answer: CompactionAnswer): void; reject(error: Error): void } | null = null;
  #idleTimer: NodeJS.Timeout | undefined;
  /** The thread does one room at a time. */
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;
  #unfinished = 0;

  /** @param tryLock one node at a time folds a room; null while another one does */
  constructor(log: UpdateLog, logger: Logger, tryLock: (name: string) => Promise<(() => Promise<void>) | null>, metrics = UNMEASURED) {
    this.#log = log;
    this.#logger = logger;
    this.#tryLock = tryLock;
    this.#metrics = metrics;
  }

  /** Rooms that are being folded or wait for it. */
  get unfinished(): number {
    return this.#unfinished;
  }

  /**
   * Keeps a snapshot of all rows that are on disk when its turn comes. Resolves to false when something damaged was set aside instead.
   * Rejects when the log refuses, the thread dies, or with `FoldingClosed`; the log is as it was then.
   */
  fold(room: string, generation: number): Promise<boolean> {
    this.#unfinished += 1;
    const folded = this.#last
      .then(() => this.#fold(room, generation))
      .finally(() => {
        this.#unfinished -= 1;
      });
    this.#last = folded.catch(() => undefined);
    return folded;
  }

  /**
   * For good: ends the thread in the middle of its work. The fold under way and those that wait reject, and nothing new is asked of the log;
   * what has been asked already is the log's to finish.
   */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#idleTimer);
    await this.#worker?.terminate();
  }

  async #fold(room: string, generation: number): Promise<boolean> {
    this.#mustBeOpen();
    const unlock = await this.#tryLock(`fold ${room} ${generation}`);
    // Another node is at it, with the same rows.
    if (!unlock) return true;
    try {
      return await this.#foldLocked(room, generation);
    } finally {
      await unlock();
    }
  }

  async #foldLocked(room: string, generation: number): Promise<boolean> {
    this.#mustBeOpen();
    const began = performance.now();
    const loaded = await this.#log.load(room, generation);
    this.#mustBeOpen();
    const covers = loaded.tail.at(-1)?.seq;
    if (covers === undefined) return true;
    const answer = await this.#ask(loaded);
    this.#mustBeOpen();
    if ('state' in answer) {
      await this.#log.compact(room, generation, { covers, state: answer.state }, Date.now());
      this.#metrics.folded(performance.now() - began);
      return true;
    }
    for (const { damaged, reason } of answer.damaged) {
      this.#logger.error({ room, generation, ...damaged, reason }, 'a damaged part of the update log was set aside');
      await this.#log.quarantine(room, generation, damaged, reason);
      this.#mustBeOpen();
    }
    return false;
  }

  #mustBeOpen(): void {
    if (this.#closed) throw new FoldingClosed();
  }

  async #ask(loaded: LoadedRoom): Promise<CompactionAnswer> {
    clearTimeout(this.#idleTimer);
    const worker = this.#worker ?? this.#start();
    let late: NodeJS.Timeout | undefined;
    try {
      return await new Promise<CompactionAnswer>((resolve, reject) => {
        this.#asked = { resolve, reject };
        late = setTimeout(() => reject(new Error('the compaction thread does not answer')), ANSWER_WITHIN_MS).unref();
        worker.postMessage({ loaded } satisfies CompactionCall);
      });
    } catch (error) {
      await this.#letGo();
      this.#mustBeOpen();
      throw error;
    } finally {
      clearTimeout(late);
      this.#asked = null;
      if (!this.#closed) this.#idleTimer = setTimeout(() => void this.#letGo(), IDLE_MS).unref();
    }
  }

  #start(): Worker {
    const worker = startWorker('compaction-worker', null);
    let failure = new Error('the compaction thread ended');
    worker.on('message', (answer: CompactionAnswer) => this.#asked?.resolve(answer));
    worker.on('error', (error) => {
      failure = error;
    });
    worker.on('exit', () => {
      // One that was let go has nothing to say about the next one's work.
      if (this.#worker !== worker) return;
      this.#worker = null;
      this.#asked?.reject(failure);
    });
    this.#worker = worker;
    return worker;
  }

  async #letGo(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }
}
