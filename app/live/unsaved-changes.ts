/**
 * Which local changes are not on the server's disk: the truth behind "Saved" and "N changes not saved".
 *
 * Nothing here is counted up and down. Every change keeps the number of the frame that carries it on the open connection, and an ack
 * takes away those that it covers; a new connection takes all numbers back, because a frame that was sent is no proof of anything.
 * The state vector of the acks is a second, independent sign: the clocks that this page produced must be on disk too.
 * The acks' delete digest is not used: while others delete it is ahead or behind, and the frame number covers deletions exactly.
 */
import * as Y from 'yjs';
import { type Ack, mergeStateVector } from './ack';

/** One local transaction. */
export interface Change {
  update: Uint8Array;
  /** When it was made, in milliseconds since 1970. */
  at: number;
  /** Its row in the copy on this device, once that is written. */
  row?: number;
  /** Number of the document frame that carries it on this connection. */
  frame: number | null;
}

export class UnsavedChanges {
  #open: Change[] = [];
  #underWay: Change[] = [];
  #sent = 0;
  #full: number | null = null;
  #acked = 0;
  #onDisk = new Map<number, number>();
  #mine = new Map<number, number>();

  /** The changes that no ack covers, oldest first. */
  get open(): readonly Change[] {
    return this.#open;
  }

  /** Never 0 while a clock of ours is known to be missing on disk, whatever the frames say. */
  get count(): number {
    return this.#open.length > 0 ? this.#open.length : this.confirmed && !this.#clocksOnDisk() ? 1 : 0;
  }

  /** An ack of this connection covers everything that was here when it opened. */
  get confirmed(): boolean {
    return this.#full !== null && this.#acked >= this.#full;
  }

  /** A local transaction has just ended and is about to be sent. `clocks`: what it brought the clocks of this page to. */
  made(change: Change, client: number, clock: number): void {
    this.#open.push(change);
    this.#underWay = [change];
    if (clock > 0) this.#mine.set(client, clock);
  }

  /** Changes of an earlier visit, read from this device and about to be sent. */
  found(changes: Change[]): void {
    this.#open.unshift(...changes);
    this.#underWay = changes;
  }

  /** A new connection: what the one before has sent proves nothing. */
  connected(): void {
    this.#sent = 0;
    this.#acked = 0;
    this.#full = null;
    this.#underWay = [];
    this.#onDisk.clear();
    for (const change of this.#open) change.frame = null;
  }

  /**
   * A document frame leaves on the open connection.
   * @param whole it is a sync step 2: it brings everything that the server lacks. Otherwise it brings the latest change.
   */
  sent(whole: boolean): void {
    this.#sent++;
    const carried = whole ? this.#open : this.#underWay;
    for (const change of carried) change.frame ??= this.#sent;
    this.#underWay = [];
    if (whole) this.#full ??= this.#sent;
  }

  /** Takes an ack of the open connection; returns the changes that are on disk now. */
  acked(ack: Ack): Change[] {
    this.#acked = Math.max(this.#acked, ack.frames);
    mergeStateVector(this.#onDisk, ack.stateVector);
    const covered = (change: Change) => change.frame !== null && change.frame <= this.#acked;
    const saved = this.#open.filter(covered);
    if (saved.length > 0) this.#open = this.#open.filter((change) => !covered(change));
    return saved;
  }

  #clocksOnDisk(): boolean {
    for (const [client, clock] of this.#mine) if ((this.#onDisk.get(client) ?? 0) < clock) return false;
    return true;
  }
}

/** The clock of this page's own client in a document; 0 before its first insertion. */
export function ownClock(doc: Y.Doc): number {
  return Y.getState(doc.store, doc.clientID);
}
