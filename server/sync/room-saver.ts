/** What of a room is not on disk yet, and what follows when it is: the application's hook and compaction. */
import * as Y from 'yjs';
import type { Logger, RoomBackend } from '../../app/live/backend';
import type { NewRow, UpdateLog } from '../storage/update-log';
import type { AuthoredUpdate } from './authorship';
import type { CommitSource, Committer } from './committer';
import { type Folding, FoldingClosed } from './folding';
import type { SyncLimits } from './limits';
import type { LoadedDocument } from './load-room';
import type { SyncMetrics } from './metrics';
import type { Nodes } from './nodes';
import type { RoomDocument } from './room-document';
import { StoredHook } from './stored-hook';

export interface RoomContext {
  log: UpdateLog;
  backend: RoomBackend;
  committer: Committer;
  folding: Folding;
  nodes: Nodes;
  limits: SyncLimits;
  logger: Logger;
  metrics: SyncMetrics;
}

/** The room, as its saver sees it. */
export interface SavedRoom extends CommitSource {
  readonly name: string;
  readonly generation: number;
  readonly document: RoomDocument;
  /** Own rows have their place in the log now: what others wrote may fit before them. */
  placed(rows: NewRow[], seqs: number[]): void;
  /** False while the document may be half changed. */
  readonly ready: boolean;
  whenReady(): Promise<void>;
}

export class RoomSaver {
  readonly #room: SavedRoom;
  readonly #context: RoomContext;
  readonly #hook: StoredHook;
  /** Not yet given to a batch, and given but not on disk. */
  #rows: NewRow[] = [];
  #underway: NewRow[][] = [];
  #unsavedBytes = 0;
  /** Waiting for everything up to now: resolved by the batch that takes them. */
  #waiters: (() => void)[] = [];
  #waitersUnderway: { batch: NewRow[]; resolve: () => void }[] = [];
  /** The document holds every row up to this `seq`. Another server may write to the same log, so the highest own row says nothing. */
  #coveredTo: number;
  /** Own rows beyond it: between them are rows that this server has not seen. */
  #ownBeyond = new Set<number>();
  #tailRows: number;
  #tailBytes: number;
  #compacting: Promise<void> | null = null;
  /** Something damaged was set aside, and what it held is in memory alone. */
  #toMend = false;

  constructor(room: SavedRoom, loaded: LoadedDocument, context: RoomContext) {
    this.#room = room;
    this.#context = context;
    this.#coveredTo = loaded.lastSeq;
    this.#tailRows = loaded.tailRows;
    this.#tailBytes = loaded.tailBytes;
    this.#hook = new StoredHook(context.limits, context.logger, async (authors, authorship) => {
      while (!room.ready) await room.whenReady();
      await context.backend.stored(room.name, Y.encodeStateAsUpdate(room.document.doc), authors, authorship);
    });
  }

  /** Everything that the room has taken is on disk. */
  get isClean(): boolean {
    return this.#rows.length === 0 && this.#underway.length === 0;
  }

  /** Bytes that the room has taken and that are not on disk. */
  get unsavedBytes(): number {
    return this.#unsavedBytes;
  }

  get coveredTo(): number {
    return this.#coveredTo;
  }

  /** The log holds rows of another server that the document may lack. */
  get missesRows(): boolean {
    return this.#ownBeyond.size > 0;
  }

  add(updates: Uint8Array[], authorId: string | null): void {
    const { name: room, generation } = this.#room;
    const at = Date.now();
    let bytes = 0;
    for (const update of updates) {
      this.#rows.push({ room, generation, update, authorId, at });
      bytes += update.byteLength;
    }
    this.#unsavedBytes += bytes;
    this.#context.committer.request(this.#room, updates.length, bytes);
  }

  /** In the order in which they will be written. */
  unsavedRows(): NewRow[] {
    return [...this.#underway.flat(), ...this.#rows];
  }

  /** Resolves when everything that the room has taken so far is on disk. */
  saved(): Promise<void> {
    if (this.isClean) return Promise.resolve();
    this.#context.committer.request(this.#room);
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  takeRows(): NewRow[] {
    const rows = this.#rows;
    this.#rows = [];
    if (rows.length > 0) this.#underway.push(rows);
    for (const resolve of this.#waiters.splice(0)) this.#waitersUnderway.push({ batch: rows, resolve });
    return rows;
  }

  /** The rows of one batch are on disk. */
  settled(rows: NewRow[], seqs: number[]): void {
    this.#underway = this.#underway.filter((other) => other !== rows);
    for (const seq of seqs) this.#ownBeyond.add(seq);
    this.#advance();
    this.#room.placed(rows, seqs);
    this.#tailRows += rows.length;
    const bytes = rows.reduce((sum, { update }) => sum + update.byteLength, 0);
    this.#tailBytes += bytes;
    this.#unsavedBytes -= bytes;
    if (rows.length > 0) this.#hook.note(rows, 'here');
    const done = this.#waitersUnderway.filter(({ batch }) => batch === rows);
    this.#waitersUnderway = this.#waitersUnderway.filter(({ batch }) => batch !== rows);
    for (const { resolve } of done) resolve();
    this.#compactIfGrown();
  }

  /** The document holds all that was in the log up to `seq`, with these rows; `bytes`: of rows of others that were not known. */
  caughtUp(seq: number, bytes: number, rows: readonly AuthoredUpdate[] = []): void {
    this.#tailRows += Math.max(0, seq - this.#coveredTo);
    this.#tailBytes += bytes;
    this.#coveredTo = Math.max(this.#coveredTo, seq);
    this.#advance();
    if (bytes === 0) return;
    this.#hook.note(rows, 'elsewhere');
    this.#compactIfGrown();
  }

  /** Everything on disk and the application told: after it the room may be forgotten, if nobody came meanwhile. */
  async finish(): Promise<void> {
    await this.saved();
    await this.#hook.flush();
    // Nobody waits for it: it needs the log and nothing of the room.
    if (this.#tailRows >= this.#context.limits.compactRows / 5) void this.compact();
  }

  /** Keeps a snapshot of what is on disk. Never rejects. */
  compact(): Promise<void> {
    this.#compacting ??= this.#compact().finally(() => {
      this.#compacting = null;
      // It may have waited for its turn for long, and nobody need write in the room again.
      this.#compactIfGrown();
    });
    return this.#compacting;
  }

  destroy(): void {
    this.#hook.destroy();
  }

  #advance(): void {
    while (this.#ownBeyond.delete(this.#coveredTo + 1)) this.#coveredTo += 1;
    for (const seq of this.#ownBeyond) if (seq <= this.#coveredTo) this.#ownBeyond.delete(seq);
  }

  #compactIfGrown(): void {
    const { compactRows, compactBytes } = this.#context.limits;
    if (this.#tailRows >= compactRows || this.#tailBytes >= compactBytes) void this.compact();
  }

  async #compact(): Promise<void> {
    const { folding, logger } = this.#context;
    const { name, generation } = this.#room;
    // Also after a failure: the next try comes with the next so many rows, not with the next keystroke.
    this.#tailRows = 0;
    this.#tailBytes = 0;
    try {
      this.#toMend ||= !(await folding.fold(name, generation));
      if (this.#toMend) await this.#mend();
    } catch (error) {
      if (error instanceof FoldingClosed) return;
      logger.warn({ room: name, error: (error as Error).message }, 'a room could not be compacted; its log stays as it is');
    }
  }

  /**
   * The log is damaged, and what is in memory is better: it is kept as a snapshot, encoded here for once. It may hold more than it says it
   * covers, never less.
   */
  async #mend(): Promise<void> {
    if (!this.#room.ready) return;
    const { name, generation, document } = this.#room;
    const state = Y.encodeStateAsUpdate(document.doc);
    await this.#context.log.compact(name, generation, { covers: this.#coveredTo, state }, Date.now());
    this.#toMend = false;
  }
}
