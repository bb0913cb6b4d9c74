/** A room's Y.Doc with what acks need: the digest of its deletions and the clocks that moved. */
import * as Y from 'yjs';
import { type DeleteDigest, digestAfter, digestOfStore } from '../../app/live/ack';

/** Origin of what a caller brought. Everything else that happens meanwhile is Yjs' own. */
const CALLER = Symbol('caller');

/** One transaction's update. */
export interface Produced {
  update: Uint8Array;
  /** Yjs removed superfluous marks of formatting after it: nobody has this yet, the writer neither. */
  cleanup: boolean;
}

export class RoomDocument {
  readonly doc: Y.Doc;
  #deletes: DeleteDigest;
  /** Update events of the running call, in order. */
  #produced: Produced[] = [];
  /** Number of the latest batch, and of the one that took each client id's latest clock. Client ids that have not moved are not there. */
  #batch = 0;
  readonly #movedIn = new Map<number, number>();
  /** A damaged log left gaps: what waits in the document for them may still find its ground, so it is kept. */
  readonly #hasGaps: boolean;
  /** Answers to step 1 by state vector, shared by newcomers until the document changes. */
  #diffs = new Map<string, Uint8Array>();

  constructor(doc: Y.Doc) {
    this.doc = doc;
    this.#deletes = digestOfStore(doc);
    this.#hasGaps = doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
    doc.on('afterTransaction', (transaction: Y.Transaction) => this.#note(transaction));
    doc.on('update', (update: Uint8Array, origin: unknown) => this.#produced.push({ update, cleanup: origin !== CALLER }));
  }

  get deletes(): DeleteDigest {
    return this.#deletes;
  }

  /**
   * Applies an update and returns what Yjs made part of the document, as updates; nothing where it brought nothing new.
   * Structs whose ground is missing are not kept: their sender is asked and will send them again.
   * After a throw the document may be half changed: throw it away.
   */
  integrate(update: Uint8Array): Produced[] {
    return this.#produce(() => {
      Y.applyUpdate(this.doc, update, CALLER);
      if (this.#hasGaps) return;
      this.doc.store.pendingStructs = null;
      this.doc.store.pendingDs = null;
    });
  }

  /** Runs a change of the server's own in one transaction. After a throw the document may be half changed. */
  change(work: (doc: Y.Doc) => void): Produced[] {
    return this.#produce(() => this.doc.transact(() => work(this.doc), CALLER));
  }

  /** What a client with this state vector lacks. */
  diff(stateVector: Uint8Array): Uint8Array {
    const key = Buffer.from(stateVector).toString('latin1');
    const known = this.#diffs.get(key);
    if (known) return known;
    const diff = Y.encodeStateAsUpdate(this.doc, stateVector);
    if (this.#diffs.size >= 16) this.#diffs.clear();
    this.#diffs.set(key, diff);
    return diff;
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.doc);
  }

  /** Whatever is in the document now belongs to a batch or to an earlier one. Returns the batch's number; they count from 1. */
  endBatch(): number {
    this.#batch += 1;
    return this.#batch;
  }

  /** State vector of the client ids that moved in a batch after this one; of all of them for 0. */
  stateVectorSince(batch: number): Uint8Array {
    if (batch === 0) return this.stateVector();
    const clocks = new Map<number, number>();
    for (const [client, movedIn] of this.#movedIn) if (movedIn > batch) clocks.set(client, Y.getState(this.doc.store, client));
    return Y.encodeStateVector(clocks);
  }

  destroy(): void {
    this.doc.destroy();
  }

  #produce(work: () => void): Produced[] {
    this.#produced = [];
    work();
    const produced = this.#produced;
    this.#produced = [];
    if (produced.length > 0) this.#diffs.clear();
    return produced;
  }

  #note(transaction: Y.Transaction): void {
    this.#deletes = digestAfter(this.#deletes, transaction);
    for (const [client, clock] of transaction.afterState) {
      if (clock !== transaction.beforeState.get(client)) this.#movedIn.set(client, this.#batch + 1);
    }
  }
}
