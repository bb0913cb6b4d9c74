/** A room's Y.Doc with what acks need: the digest of its deletions and the clocks that moved. */
import * as Y from 'yjs';
import { type DeleteDigest, digestAfter, digestOfStore } from '../../app/live/ack';
import { encodeStep2 } from './frames';
import type { SyncLimits } from './limits';

/** Origin of what a caller brought. Everything else that happens meanwhile is Yjs' own. */
const CALLER = Symbol('caller');
const REMEMBER_BYTES = 256;
/** State vector of a client that has nothing. */
const NO_CLOCKS = new Uint8Array([0]);

/** One transaction's update. */
export interface Produced {
  update: Uint8Array;
  /** Yjs removed superfluous marks of formatting after it: nobody has this yet, the writer neither. */
  cleanup: boolean;
}

/** Larger documents stay: to build one again would stop all sockets for too long. */
const REST_BYTES = 128 * 1024;

/** A document at rest: twenty times smaller than a Y.Doc, and all that people who only read and come and go need. */
interface Resting {
  state: Uint8Array;
  stateVector: Uint8Array;
  clientId: number;
}

export class RoomDocument {
  /** One of the two is there. */
  #doc: Y.Doc | null = null;
  #resting: Resting | null = null;
  /** Since when nobody has needed the Y.Doc. */
  #usedAt = performance.now();
  #isChanged = false;
  /** Too large to rest, or with gaps that may still be filled. */
  #stays: boolean;
  /** What Yjs cleaned up while the document was built again. */
  #cleanedUp: Produced[] = [];
  #deletes: DeleteDigest;
  /** Update events of the running call, in order. */
  #produced: Produced[] = [];
  /** Number of the latest batch, and of the one that took each client id's latest clock. Client ids that have not moved are not there. */
  #batch = 0;
  readonly #movedIn = new Map<number, number>();
  /** A damaged log left gaps: what waits in the document for them may still find its ground, so it is kept. */
  readonly #hasGaps: boolean;
  /** Answers to step 1, whole frames, by state vector: shared by newcomers until the document changes. */
  #answers = new Map<string, Uint8Array>();
  #stateVector: Uint8Array | null = null;
  /** A step 2 of which everything is in the document; nothing ever leaves it again. */
  #known: Uint8Array | null = null;

  constructor(doc: Y.Doc) {
    this.#use(doc);
    this.#deletes = digestOfStore(doc);
    this.#hasGaps = doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
    this.#stays = this.#hasGaps;
  }

  get isResting(): boolean {
    return this.#resting !== null;
  }

  /** The document, built again where it was at rest. Not to be kept by whoever asks. */
  get doc(): Y.Doc {
    this.#usedAt = performance.now();
    return this.#doc ?? this.#wake();
  }

  /**
   * To be called now and then: a document that nobody has needed for so long is kept as bytes, until somebody does. Most texts that are open are
   * only read; one that was changed here will probably be changed again, and waits longer.
   */
  rest(now: number, { restMs, restUnchangedMs }: Pick<SyncLimits, 'restMs' | 'restUnchangedMs'>): void {
    const doc = this.#doc;
    if (!doc || this.#stays || now - this.#usedAt < (this.#isChanged ? restMs : restUnchangedMs)) return;
    this.#restAs(Y.encodeStateAsUpdate(doc), doc);
  }

  /** @param state the whole document */
  #restAs(state: Uint8Array, doc: Y.Doc): void {
    this.#stays = state.byteLength > REST_BYTES;
    if (this.#stays) return;
    this.#resting = { state, stateVector: Y.encodeStateVector(doc), clientId: doc.clientID };
    this.#doc = null;
    // It would be the same bytes twice.
    this.#forgetAnswers();
    doc.destroy();
  }

  /** The whole document as an update. */
  state(): Uint8Array {
    return this.diff(NO_CLOCKS);
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
    if (this.#resting)
      return Buffer.compare(stateVector, NO_CLOCKS) === 0 ? this.#resting.state : Y.diffUpdate(this.#resting.state, stateVector);
    return Y.encodeStateAsUpdate(this.doc, stateVector);
  }

  /** The same as the frame that answers step 1. */
  answer(stateVector: Uint8Array): Uint8Array {
    const key = Buffer.from(stateVector).toString('latin1');
    const known = this.#answers.get(key);
    if (known) return known;
    const state = this.diff(stateVector);
    // Whoever comes first gets all of a text that is as it was on disk: the bytes are there, and who comes next needs no more.
    if (this.#doc && !this.#isChanged && !this.#stays && Buffer.compare(stateVector, NO_CLOCKS) === 0) this.#restAs(state, this.#doc);
    const answer = encodeStep2(state);
    if (this.#answers.size >= 16) this.#answers.clear();
    this.#answers.set(key, answer);
    return answer;
  }

  /** Is it, byte for byte, what another client sent that had nothing new? After a restart all come back with the same list of deletions. */
  isKnown(update: Uint8Array): boolean {
    return this.#known !== null && Buffer.compare(this.#known, update) === 0;
  }

  /** The update is part of the document, deletions too. Small ones are looked at faster than remembered. */
  remember(update: Uint8Array): void {
    if (update.byteLength >= REMEMBER_BYTES) this.#known = update;
  }

  stateVector(): Uint8Array {
    if (this.#resting) return this.#resting.stateVector;
    this.#stateVector ??= Y.encodeStateVector(this.doc);
    return this.#stateVector;
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
    this.#doc?.destroy();
  }

  #use(doc: Y.Doc): void {
    this.#doc = doc;
    doc.on('afterTransaction', (transaction: Y.Transaction) => this.#note(transaction));
    doc.on('update', (update: Uint8Array, origin: unknown) => this.#produced.push({ update, cleanup: origin !== CALLER }));
  }

  #wake(): Y.Doc {
    const { state, stateVector, clientId } = this.#resting as Resting;
    const doc = new Y.Doc();
    // Its own later changes go on where its earlier ones ended.
    doc.clientID = clientId;
    Y.applyUpdate(doc, state);
    const deletes = digestOfStore(doc);
    if (deletes[0] !== this.#deletes[0] || deletes[1] !== this.#deletes[1]) {
      this.#deletes = deletes;
      this.#cleanedUp.push({ update: Y.encodeStateAsUpdate(doc, stateVector), cleanup: true });
    }
    this.#resting = null;
    this.#isChanged = true;
    this.#use(doc);
    return doc;
  }

  #produce(work: () => void): Produced[] {
    this.#produced = [];
    work();
    const produced = [...this.#cleanedUp, ...this.#produced];
    this.#cleanedUp = [];
    this.#produced = [];
    if (produced.length > 0) this.#isChanged = true;
    if (produced.length > 0) this.#forgetAnswers();
    return produced;
  }

  #forgetAnswers(): void {
    this.#answers.clear();
    this.#stateVector = null;
  }

  #note(transaction: Y.Transaction): void {
    this.#deletes = digestAfter(this.#deletes, transaction);
    for (const [client, clock] of transaction.afterState) {
      if (clock !== transaction.beforeState.get(client)) this.#movedIn.set(client, this.#batch + 1);
    }
  }
}
