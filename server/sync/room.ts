/**
 * One live room: applies its clients' changes in the order of arrival, shows them to the others at once, hands them to the committer,
 * and acknowledges them when they are on disk. SPEC.md numbers the rules.
 */
import * as Y from 'yjs';
import { encodeAck } from '../../app/live/ack';
import { encodeNotice } from '../../app/live/hello';
import { Close, DOCUMENT_ROOT, parseRoom } from '../../app/live/wire';
import type { NewRow } from '../storage/update-log';
import type { AuthoredUpdate } from './authorship';
import { Broadcast, type Outgoing } from './broadcast';
import type { Batch, CommitSource } from './committer';
import { type Connection, type FrameHandler, stateVectorBefore } from './connection';
import { decodeClientFrame, encodeStep1, MalformedFrame } from './frames';
import { type LoadedDocument, loadRoom } from './load-room';
import { type FollowedRoom, LogFollower } from './log-follower';
import type { SharedPresence, SharedRow } from './node-messages';
import type { SharedRoom } from './nodes';
import { Presence } from './presence';
import { type Produced, RoomDocument } from './room-document';
import { type RoomContext, RoomSaver } from './room-saver';
import { countNewClients, isCleanup, isEmpty, isIntegrated, isNews, scanUpdate, type UpdateScan } from './update-scan';

/** A first question to a client that sent something without its ground comes at once, the next ones ever later. */
const ASK_FIRST_MS = 1_000;
const ASK_MOST_MS = 30_000;
/** What becomes of a document frame that brings something new. */
type Verdict = 'take' | 'cover' | 'ignore' | { code: number; reason: string };

export class Room implements CommitSource, FrameHandler, FollowedRoom, SharedRoom {
  readonly name: string;
  readonly generation: number;
  readonly connections = new Set<Connection>();
  readonly presence: Presence;
  readonly saver: RoomSaver;
  readonly follower: LogFollower;
  readonly #context: RoomContext;
  readonly #broadcast: Broadcast<Connection>;
  #document: RoomDocument;
  #state: 'open' | 'reloading' | 'closed' = 'open';
  #whenReady: (() => void)[] = [];
  /** Connections that have something new covered since the last batch. */
  #toAck = new Set<Connection>();

  constructor(name: string, generation: number, loaded: LoadedDocument, context: RoomContext) {
    this.name = name;
    this.generation = generation;
    this.#context = context;
    this.#document = new RoomDocument(loaded.doc);
    this.saver = new RoomSaver(this, loaded, context);
    this.follower = new LogFollower(this, loaded.lastSeq, context);
    const send = (outgoing: Outgoing<Connection>) => {
      for (const connection of this.connections) if (connection !== outgoing.except) connection.sendUpdate(outgoing);
    };
    this.#broadcast = new Broadcast(context.limits.coalesceMs, send, context.metrics);
    this.presence = new Presence(
      context.limits,
      (frame, own) => {
        for (const connection of this.connections) connection.sendPresence(frame);
        context.nodes.tellPresence(this, own);
      },
      () => this.connections.size,
    );
  }

  /** False while the document may be half changed: nobody may look at it then. */
  get ready(): boolean {
    return this.#state === 'open';
  }

  /** Resolves when the room has become ready; ask `ready` again then. Never resolves once the room has ended. */
  whenReady(): Promise<void> {
    return this.ready ? Promise.resolve() : new Promise((resolve) => this.#whenReady.push(resolve));
  }

  get ended(): boolean {
    return this.#state === 'closed';
  }

  get document(): RoomDocument {
    return this.#document;
  }

  join(connection: Connection): void {
    this.connections.add(connection);
    connection.enter(this);
    if (this.ready) this.#greet(connection);
  }

  leave(connection: Connection): void {
    if (!this.connections.delete(connection)) return;
    this.#toAck.delete(connection);
    this.presence.leave(connection);
  }

  /** One frame of a client that is in the room. A frame that breaks the rules closes its own socket and touches nothing else. */
  handle(connection: Connection, data: Uint8Array): void {
    try {
      const frame = decodeClientFrame(data);
      if (frame.kind === 'document') this.#receive(connection, frame.update, frame.step2);
      else if (frame.kind === 'step1') connection.answer(frame.stateVector);
      else if (frame.kind === 'presence') this.presence.receive(connection, frame.update);
      else if (frame.kind === 'queryPresence') this.#showPresence(connection);
    } catch (error) {
      if (!(error instanceof MalformedFrame)) {
        this.#context.logger.error({ room: this.name, error: (error as Error).stack }, 'a frame met an unforeseen error');
      }
      this.#context.logger.info(
        { room: this.name, userId: connection.actor.userId, reason: (error as Error).message },
        'a malformed frame closed its socket',
      );
      connection.close(Close.malformed, 'malformed frame');
    }
  }

  diff(stateVector: Uint8Array): Uint8Array {
    return this.#document.diff(stateVector);
  }

  answer(stateVector: Uint8Array): Uint8Array {
    return this.#document.answer(stateVector);
  }

  stateVectorBefore(from: Map<number, number>): Uint8Array {
    return stateVectorBefore(this.#document.doc, from);
  }

  /** Runs a change of the server's own. Throws what `work` throws, and then nothing of it is left. */
  async change(authorId: string, work: (doc: Y.Doc) => void): Promise<void> {
    while (!this.ready) await this.whenReady();
    let produced: Produced[];
    try {
      produced = this.#document.change(work);
    } catch (error) {
      await this.#reload();
      throw error;
    }
    this.#publish(produced, authorId, null);
    await this.saver.saved();
  }

  placed(rows: NewRow[], seqs: number[]): void {
    this.#context.nodes.tellRows(this, rows, seqs);
    this.follower.takeAhead();
    this.follower.noteLastSeq(seqs.at(-1) ?? 0);
  }

  receiveRows(rows: SharedRow[]): void {
    this.follower.receive(rows);
  }

  receivePresence(node: string, entries: SharedPresence[]): void {
    this.presence.receiveFrom(node, entries);
  }

  ownPresence(): SharedPresence[] {
    return this.presence.own();
  }

  look(): void {
    this.follower.look();
  }

  /** It is on disk, all rows up to `seq`: so only what Yjs cleans up after it is logged. What does not fit has the document loaded again. */
  takeFromLog(update: Uint8Array, seq: number, rows: readonly AuthoredUpdate[]): void {
    const { limits, logger } = this.#context;
    try {
      const produced = this.#document.integrate(update);
      if (!isIntegrated(this.#document.doc, scanUpdate(update, limits.valueDepth))) throw new Error('what it builds on is missing');
      for (const { update: news } of produced) this.#broadcast.add(news, null);
      const cleanups = produced.filter(({ cleanup }) => cleanup).map((one) => one.update);
      if (cleanups.length > 0) this.saver.add(cleanups, null);
      this.saver.caughtUp(seq, produced.length > 0 ? update.byteLength : 0, rows);
    } catch (error) {
      logger.warn({ room: this.name, error: (error as Error).message }, 'what another node wrote does not fit; the room is loaded again');
      void this.#reload();
    }
  }

  /** What one group commit takes from this room. */
  take(): Batch {
    const rows = this.saver.takeRows();
    const acks = this.#takeAcks();
    const updates = this.#broadcast.added;
    return {
      rows,
      settled: (seqs) => {
        this.saver.settled(rows, seqs);
        if (acks.length === 0) return;
        this.#broadcast.whenSent(updates, () => {
          for (const send of acks) send();
        });
      },
    };
  }

  /** Tells clients that have their own word for it whether the room's changes are being saved. */
  notify(saving: boolean): void {
    const frame = encodeNotice(saving ? 'saving' : 'notSaved');
    for (const connection of this.connections) if (connection.facts.ext) connection.send(frame);
  }

  /** One look from the server's timer. */
  sweep(now: number): void {
    this.presence.sweep(Date.now());
    if (this.ready && this.saver.isClean) this.#document.rest(now, this.#context.limits);
    for (const connection of this.connections) {
      if (this.ready && connection.stuck && now >= connection.askAt) this.#ask(connection, now);
    }
  }

  destroy(): void {
    this.#state = 'closed';
    this.#broadcast.destroy();
    this.presence.destroy();
    this.saver.destroy();
    this.#document.destroy();
  }

  #greet(connection: Connection): void {
    connection.send(encodeStep1(this.#document.stateVector()));
    this.#showPresence(connection);
    if (connection.facts.ext && this.#context.committer.refuses(this)) connection.send(encodeNotice('notSaved'));
    connection.drain();
  }

  #showPresence(connection: Connection): void {
    const here = this.presence.snapshot();
    if (here) connection.send(here);
  }

  #receive(connection: Connection, update: Uint8Array, step2: boolean): void {
    const isKnown = step2 && this.#document.isKnown(update);
    const scan = isKnown ? null : scanUpdate(update, this.#context.limits.valueDepth);
    connection.framesReceived += 1;
    if (!scan || isEmpty(scan)) {
      this.#cover(connection, true, step2);
      return;
    }
    if (isNews(this.#document.doc, scan)) {
      const verdict = connection.facts.mode === 'read' ? this.#judgeReader(connection, scan) : this.#judgeWriter(scan);
      if (verdict === 'ignore') return;
      if (verdict !== 'take' && verdict !== 'cover') {
        connection.close(verdict.code, verdict.reason);
        return;
      }
      if (verdict === 'take' && !this.#integrate(connection, update)) return;
    } else if (step2) this.#document.remember(update);
    this.#cover(connection, isIntegrated(this.#document.doc, scan), step2);
  }

  /** Nothing is taken from a reader. A stock client would not understand why, and is ignored. */
  #judgeReader(connection: Connection, scan: UpdateScan): Verdict {
    if (isCleanup(this.#document.doc, scan)) return 'cover';
    return connection.facts.ext ? { code: Close.refusedEdit, reason: 'read only' } : 'ignore';
  }

  #judgeWriter(scan: UpdateScan): Verdict {
    const { limits, committer } = this.#context;
    if (!this.#allowsRoots([...scan.roots])) return { code: Close.malformed, reason: 'foreign root type' };
    if (countNewClients(this.#document.doc, scan) > limits.newClientsPerUpdate)
      return { code: Close.tooBig, reason: 'too many client ids' };
    if (committer.unsavedBytes > limits.unsavedBytes || this.saver.unsavedBytes > limits.roomUnsavedBytes)
      return { code: Close.overloaded, reason: 'storage is behind' };
    return 'take';
  }

  /** False when Yjs could not take the update: then the document is as it was before. */
  #integrate(connection: Connection, update: Uint8Array): boolean {
    try {
      this.#publish(this.#document.integrate(update), connection.actor.userId, connection);
      return true;
    } catch (error) {
      this.#context.logger.warn({ room: this.name, error: (error as Error).message }, 'an update broke half-way; the room is loaded again');
      connection.close(Close.malformed, 'malformed update');
      void this.#reload();
      return false;
    }
  }

  #publish(produced: Produced[], authorId: string, from: Connection | null): void {
    if (produced.length === 0) return;
    this.saver.add(
      produced.map(({ update }) => update),
      authorId,
    );
    for (const { update, cleanup } of produced) this.#broadcast.add(update, cleanup ? null : from, from?.heardAt);
    this.#context.metrics.taken(produced.length);
  }

  /** Counts the frame as covered, unless something that it builds on is missing: then its client is asked for it. */
  #cover(connection: Connection, integrated: boolean, step2: boolean): void {
    if (integrated && (step2 || !connection.stuck)) {
      connection.stuck = false;
      connection.askPause = 0;
      connection.framesCovered = connection.framesReceived;
      if (!this.#toAck.has(connection)) connection.awaitedSince = connection.heardAt;
      this.#toAck.add(connection);
      this.#context.committer.request(this);
      return;
    }
    if (!connection.stuck) this.#ask(connection, performance.now());
  }

  #ask(connection: Connection, now: number): void {
    connection.stuck = true;
    connection.askPause = Math.min(Math.max(ASK_FIRST_MS, connection.askPause * 2), ASK_MOST_MS);
    connection.askAt = now + connection.askPause;
    connection.send(encodeStep1(this.#document.stateVector()));
  }

  /** Which root types a client may write to. Rooms whose root types are the application's to choose may have a few, however many come at once. */
  #allowsRoots(roots: string[]): boolean {
    if (parseRoom(this.name)?.kind === 'doc') return roots.every((root) => root === DOCUMENT_ROOT);
    const { share } = this.#document.doc;
    const fresh = roots.filter((root) => !share.has(root));
    return share.size + fresh.length <= 16 && fresh.every((root) => /^[a-z][A-Za-z]{0,31}$/.test(root));
  }

  /** The acks that become true with the batch that is being taken; each names what has moved in the document since the one before it. */
  #takeAcks(): (() => void)[] {
    // Half changed, the document would name what is on no disk; they are taken when it is whole again.
    if (!this.ready) return [];
    const document = this.#document;
    const receivers = [...this.#toAck].filter((connection) => connection.facts.ext);
    this.#toAck = new Set();
    const batch = document.endBatch();
    const since = new Map<number, Uint8Array>();
    return receivers.map((connection) => {
      const stateVector = since.get(connection.ackedBatch) ?? document.stateVectorSince(connection.ackedBatch);
      since.set(connection.ackedBatch, stateVector);
      const ack = encodeAck({ frames: connection.framesCovered, stateVector, deletes: document.deletes });
      connection.ackedBatch = batch;
      const cameAt = connection.awaitedSince;
      return () => {
        connection.sendAck(ack);
        this.#context.metrics.acked(performance.now() - cameAt);
      };
    });
  }

  /** Builds the document again from the log and from what is not yet in it. Frames wait meanwhile. */
  async #reload(): Promise<void> {
    if (this.#state !== 'open') return;
    this.#state = 'reloading';
    // Asked before loading: what is committed meanwhile is then met twice, which is harmless, and never missed.
    const unsaved = this.saver.unsavedRows();
    for (let pause = 100; !(await this.#loadAgain(unsaved)); pause = Math.min(pause * 2, 5_000)) {
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    for (const resolve of this.#whenReady.splice(0)) resolve();
    for (const connection of [...this.connections]) this.#greet(connection);
    if (this.#toAck.size > 0) this.#context.committer.request(this);
  }

  /** True when there is nothing more to do. */
  async #loadAgain(unsaved: NewRow[]): Promise<boolean> {
    try {
      const { doc, lastSeq } = await loadRoom(this.#context, this.name, this.generation);
      if (this.#state === 'closed') return true;
      const fresh = new RoomDocument(doc);
      // Rows of another server among them: clients have not seen those, and nobody can tell them apart any more.
      if (lastSeq > this.saver.coveredTo) this.#broadcast.add(Y.encodeStateAsUpdate(doc), null);
      for (const row of unsaved) fresh.integrate(row.update);
      this.#document.destroy();
      this.#document = fresh;
      // Its batches are counted anew.
      for (const connection of this.connections) connection.ackedBatch = 0;
      this.#state = 'open';
      this.saver.caughtUp(lastSeq, 0);
      this.follower.takeAhead();
      return true;
    } catch (error) {
      this.#context.logger.error({ room: this.name, error: (error as Error).message }, 'a room could not be loaded again');
      return this.#state === 'closed';
    }
  }
}
