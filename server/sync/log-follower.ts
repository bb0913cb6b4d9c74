/**
 * Follows the log of a room that other nodes write to as well: their rows become part of the document in the order of `seq`, so that each
 * finds what it builds on. They come through the relay; what did not come is read from the log.
 */
import * as Y from 'yjs';
import type { AuthoredUpdate } from './authorship';
import { loadRoom } from './load-room';
import type { SharedRow } from './node-messages';
import type { RoomDocument } from './room-document';
import type { RoomContext, RoomSaver } from './room-saver';

/** So long rows may take to arrive in order before the log is asked; and the longest pause while it refuses. */
const LOOK_FIRST_MS = 50;
const LOOK_MOST_MS = 5_000;
/** Rows that wait for one before them. More, and they are read from the log. */
const AHEAD_MOST = 1_000;

/** The room, as its follower sees it. */
export interface FollowedRoom {
  readonly name: string;
  readonly generation: number;
  readonly document: RoomDocument;
  readonly saver: RoomSaver;
  /** False while the document may be half changed. */
  readonly ready: boolean;
  readonly ended: boolean;
  whenReady(): Promise<void>;
  /** With it the document holds all rows up to `seq`; `rows`: those it was made of, as far as they are known one by one. */
  takeFromLog(update: Uint8Array, seq: number, rows: readonly AuthoredUpdate[]): void;
}

export class LogFollower {
  readonly #room: FollowedRoom;
  readonly #context: RoomContext;
  /** Rows that came before one that the document lacks. */
  #ahead = new Map<number, AuthoredUpdate>();
  /** The log holds rows up to this `seq`, as far as anybody said. */
  #lastSeq: number;
  #catchingUp: Promise<void> | null = null;

  constructor(room: FollowedRoom, lastSeq: number, context: RoomContext) {
    this.#room = room;
    this.#lastSeq = lastSeq;
    this.#context = context;
  }

  /** Rows that are on disk, in any order, some perhaps known. */
  receive(rows: SharedRow[]): void {
    for (const row of rows) if (row.seq > this.#room.saver.coveredTo) this.#ahead.set(row.seq, row);
    if (this.#ahead.size > AHEAD_MOST) this.#ahead.clear();
    this.takeAhead();
    this.noteLastSeq(Math.max(0, ...rows.map(({ seq }) => seq)));
  }

  /** The log holds rows up to this `seq`: those that are missing are brought in. */
  noteLastSeq(seq: number): void {
    this.#lastSeq = Math.max(this.#lastSeq, seq);
    if (this.#isBehind) void this.catchUp();
  }

  /** Asks the log whether it holds more. */
  look(): void {
    const { name: room, generation } = this.#room;
    this.#context.log.lastSeqs([{ room, generation }]).then(
      ([lastSeq = 0]) => this.noteLastSeq(lastSeq),
      (error: Error) => this.#context.logger.warn({ room, error: error.message }, 'the log could not be asked for news; it is asked again'),
    );
  }

  /** Resolves when the document holds what the log held at the call. */
  async follow(): Promise<void> {
    const { name: room, generation } = this.#room;
    if (!this.#context.log.isShared) return;
    const [lastSeq = 0] = await this.#context.log.lastSeqs([{ room, generation }]);
    this.#lastSeq = Math.max(this.#lastSeq, lastSeq);
    await this.catchUp();
  }

  /** Resolves when nothing is known to be missing. Never rejects. */
  catchUp(): Promise<void> {
    this.#catchingUp ??= this.#catchUp().finally(() => {
      this.#catchingUp = null;
    });
    return this.#catchingUp;
  }

  /** Rows whose turn it is, and those that follow. */
  takeAhead(): void {
    const { saver } = this.#room;
    for (const seq of this.#ahead.keys()) if (seq <= saver.coveredTo) this.#ahead.delete(seq);
    // A document that is being loaded again has them from the log.
    while (this.#room.ready) {
      const rows: AuthoredUpdate[] = [];
      let next = saver.coveredTo + 1;
      for (let row = this.#ahead.get(next); row; row = this.#ahead.get(next)) {
        this.#ahead.delete(next);
        rows.push(row);
        next += 1;
      }
      const [first] = rows;
      if (!first) return;
      this.#room.takeFromLog(rows.length === 1 ? first.update : Y.mergeUpdates(rows.map(({ update }) => update)), next - 1, rows);
    }
  }

  get #isBehind(): boolean {
    const { saver } = this.#room;
    return saver.missesRows || this.#lastSeq > saver.coveredTo;
  }

  async #catchUp(): Promise<void> {
    for (let pause = LOOK_FIRST_MS; this.#isBehind && !this.#room.ended; ) {
      await new Promise((resolve) => setTimeout(resolve, pause).unref());
      if (!this.#isBehind) return;
      try {
        await this.#bringIn();
      } catch (error) {
        pause = Math.min(pause * 2, LOOK_MOST_MS);
        const { name: room } = this.#room;
        this.#context.logger.error({ room, error: (error as Error).message }, 'what another node wrote could not be brought in');
      }
    }
  }

  /** From the log: what is there by itself row by row, else all of it. */
  async #bringIn(): Promise<void> {
    const room = this.#room;
    const rows = await this.#context.log.since(room.name, room.generation, room.saver.coveredTo);
    if (rows) {
      for (const row of rows) this.#ahead.set(row.seq, row);
      this.takeAhead();
      return;
    }
    let tail: readonly AuthoredUpdate[] = [];
    const { doc, lastSeq } = await loadRoom(this.#context, room.name, room.generation, async (loaded) => {
      tail = loaded.tail;
    });
    if (!room.ready && !room.ended) await room.whenReady();
    if (room.ended) return;
    const update = Y.encodeStateAsUpdate(doc, room.document.stateVector());
    doc.destroy();
    room.takeFromLog(update, lastSeq, tail);
  }
}
