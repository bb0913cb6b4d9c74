/**
 * A browser's seat in a room: keeps a replica connected, and knows at every moment what may be said about the safety of its text.
 *
 * The stock provider brings the frames and the back-off; this adds what it cannot know (server/sync/SPEC.md has the other half):
 * - "Saved" by the server's acks and by nothing else (`unsaved-changes.ts`, `save-state.ts`);
 * - an open socket is no proof: with a change open and no ack for seconds, after sleep and after a change of network, it asks the server
 *   for a sign of life and opens another connection when none comes;
 * - final close codes stop for good; a refused edit puts the text aside for download and begins again with a fresh document;
 * - what this device has kept is there before the first connection, and stays after the last.
 */
import * as Y from 'yjs';
import type { Aside } from './device-store';
import type { Hello } from './hello';
import { LocalCopy } from './local-copy';
import { afterClose } from './reconnect';
import { Replica } from './replica';
import { type RoomOptions, type RoomSnapshot, TIMING } from './room';
import { OPENING, type StopReason, sameState, saveStateOf } from './save-state';
import { covers } from './text-mark';

export class RoomClient {
  #options: RoomOptions;
  #timing: typeof TIMING;
  #copy: LocalCopy | null = null;
  #replica: Replica;
  #mode: 'write' | 'read';
  #stop: StopReason | null = null;
  #aside: Aside[] = [];
  #listeners = new Set<() => void>();
  #snapshot: RoomSnapshot;
  #timer: ReturnType<typeof setInterval> | undefined;
  #left = false;
  /** When the last connection was lost; until there is one, when the room was opened. */
  #lostAt = Date.now();
  #wasUp = false;
  /** The last connection ended in silence, not with a refusal. */
  #silent = false;
  #proofAskedAt: number | null = null;
  #lastTick = Date.now();
  #failures = 0;
  #probedAt = 0;
  #askedAt = 0;
  #refusedBefore = false;
  #hidden: Record<string, unknown> | null = null;

  constructor(options: RoomOptions) {
    this.#options = options;
    this.#timing = { ...TIMING, ...options.timing };
    this.#mode = options.mode;
    this.#replica = this.#newReplica();
    this.#snapshot = this.#look();
  }

  get snapshot(): RoomSnapshot {
    return this.#snapshot;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Reads what this device has kept, then connects. */
  async start(): Promise<void> {
    const { userId, room, generation, keepCopy } = this.#options;
    this.#copy = keepCopy ? await LocalCopy.open(userId, room, generation) : null;
    if (this.#left) return void this.#copy?.close();
    await this.#fill();
    if (this.#left) return;
    this.#lostAt = Date.now();
    this.#replica.provider.connect();
    this.#timer = setInterval(() => this.#tick(), this.#timing.tick);
    this.#watchBrowser(true);
    this.#publish();
  }

  /** Leaves the room. What is on its way gets a moment to arrive; the copy on this device stays. */
  async leave(): Promise<void> {
    if (this.#left) return;
    this.#left = true;
    this.#watchBrowser(false);
    const { awareness } = this.#replica;
    awareness.setLocalState(null);
    const until = Date.now() + this.#timing.linger;
    while (this.#mayArrive() && this.#replica.unsaved.count > 0 && Date.now() < until) await this.#nextChange();
    clearInterval(this.#timer);
    this.#listeners.clear();
    if (this.#gone) await this.#letGo();
    else await this.#copy?.compact(this.#replica.doc, this.#replica.unsaved.open);
    await this.#copy?.close();
    this.#replica.destroy();
  }

  /** Something happened that may have cut the line: make sure of it now. */
  check(): void {
    const { provider } = this.#replica;
    if (this.#stop || this.#left) return;
    if (!provider.wsconnected) {
      if (!provider.wsconnecting) provider.connect();
    } else if (this.#proofAskedAt === null) {
      this.#askedAt = Date.now();
      this.#proofAskedAt = this.#askedAt;
      this.#replica.ask();
    }
  }

  /** The person has signed out in another tab: nothing more may be sent under the next one's name. */
  signedOut(): void {
    if (this.#stop) return;
    this.#replica.provider.disconnect();
    this.#stopFor('signedOut');
  }

  /** The writer has the text, or does not want it. */
  async discardAside(id: number): Promise<void> {
    this.#aside = this.#aside.filter((one) => one.id !== id);
    this.#publish();
    await this.#copy?.discardAside(id);
  }

  #newReplica(): Replica {
    const { url, room, generation, userId } = this.#options;
    const replica: Replica = new Replica(
      {
        url,
        room,
        generation,
        userId,
        WebSocket: this.#options.WebSocket ?? WebSocket,
        // What may not be written any more is put aside as a whole.
        merged: (...change) => this.#mode === 'write' && !this.#stop && this.#options.merged?.(...change),
      },
      {
        hello: (hello) => replica === this.#replica && this.#hello(hello),
        lost: (code) => replica === this.#replica && this.#lost(code),
        closed: (code) => replica === this.#replica && void this.#closed(code),
        changed: () => replica === this.#replica && this.#publish(),
      },
    );
    return replica;
  }

  /** Gives the replica what this device has kept; where that cannot be read, the room goes on without a copy. */
  async #fill(): Promise<void> {
    const copy = this.#copy;
    if (!copy) return;
    copy.onChange = () => this.#publish();
    try {
      const loaded = await copy.load();
      if (this.#left) return;
      this.#replica.fill(copy, loaded.updates, loaded.unsaved, (doc) => covers(doc, this.#options.shown));
      this.#aside = loaded.aside;
      // What is remembered may be older than the page: it can take the pen away and never give it.
      if (loaded.mode === 'read') this.#mode = 'read';
      await copy.compact(this.#replica.doc, this.#replica.unsaved.open);
    } catch {
      this.#copy = null;
      this.#replica.copy = null;
    }
  }

  #hello(hello: Hello): void {
    if (hello.generation !== this.#options.generation) {
      this.#replica.provider.disconnect();
      this.#stopFor('otherGeneration');
      return;
    }
    this.#failures = 0;
    this.#silent = false;
    this.#wasUp = true;
    this.#mode = hello.role;
    this.#copy?.remember(hello.role, this.#options.page);
    this.#publish();
  }

  #lost(code: number | null): void {
    this.#proofAskedAt = null;
    if (this.#replica.provider.wsconnected) this.#lostAt = Date.now();
    if (code !== null) {
      this.#failures++;
      this.#silent = false;
    }
    this.#publish();
  }

  async #closed(code: number): Promise<void> {
    const next = afterClose(code, 0);
    if (next.do === 'stop') this.#stopFor(next.why);
    else if (next.do === 'startAfresh') await this.#startAfresh();
  }

  #stopFor(why: StopReason): void {
    this.#stop = why;
    if (this.#gone) void this.#letGo();
    this.#publish();
  }

  /** The room is not there for this person, at least for now. */
  get #gone(): boolean {
    return this.#stop === 'accessLost' || this.#stop === 'deleted';
  }

  /**
   * What the server has is not kept here any longer. What it lacks stays: out of the trash a text comes back, and its changes with it;
   * where access was taken away they are put aside for their writer.
   */
  async #letGo(): Promise<void> {
    const { doc } = this.#replica;
    if (this.#stop === 'accessLost') await this.#copy?.withdraw(() => Y.encodeStateAsUpdate(doc));
    else await this.#copy?.forgetSaved();
  }

  /** The server refused an edit: later ones stand on it and would be refused too. */
  async #startAfresh(): Promise<void> {
    const old = this.#replica;
    // Nothing of ours was in it, and yet a second time: it would go on for ever.
    if (old.unsaved.count === 0 && this.#refusedBefore) return this.#stopFor('faulty');
    this.#refusedBefore = true;
    old.copy = null;
    // At once: what is typed from here on would be in neither document.
    this.#mode = 'read';
    this.#replica = this.#newReplica();
    this.#lostAt = Date.now();
    this.#publish();
    const text = () => ({ state: Y.encodeStateAsUpdate(old.doc), changes: old.unsaved.count });
    const kept = await this.#copy?.putAside('refused', text);
    if (this.#left) return old.destroy();
    if (kept) await this.#fill();
    else this.#aside = [...this.#aside, { id: -Date.now(), room: this.#options.room, why: 'refused', ...text(), at: Date.now() }];
    if (this.#left) return old.destroy();
    this.#replica.awareness.setLocalState(old.awareness.getLocalState());
    this.#replica.provider.connect();
    this.#publish();
    old.destroy();
  }

  #tick(): void {
    const now = Date.now();
    const slept = now - this.#lastTick > this.#timing.sleep;
    this.#lastTick = now;
    if (this.#stop) return;
    const { provider, doc, since, refusing } = this.#replica;
    if (slept) this.check();
    if (provider.wsconnecting && now - since > this.#timing.connect) this.#giveUpOnSilence();
    else if (provider.wsconnected) {
      const heard = this.#proofAskedAt !== null && provider.wsLastMessageReceived >= this.#proofAskedAt;
      if (heard) this.#proofAskedAt = null;
      const waits = refusing ? null : this.#waitingSince();
      const doubts = (waits !== null && now - waits > this.#timing.slow) || doc.store.pendingStructs !== null;
      if (this.#proofAskedAt !== null && now - this.#proofAskedAt > this.#timing.proof) this.#giveUpOnSilence();
      else if (waits !== null && now - waits > this.#timing.stuck) this.#giveUpOnSilence();
      else if (doubts && now - this.#askedAt > this.#timing.slow) this.check();
    } else if (this.#failures >= 2) void this.#askOverHttp(now);
    this.#publish();
  }

  /** Since when does the oldest open change wait on this connection? */
  #waitingSince(): number | null {
    const { unsaved, since } = this.#replica;
    if (unsaved.count === 0) return null;
    return Math.max(unsaved.open[0]?.at ?? since, since);
  }

  #giveUpOnSilence(): void {
    this.#silent = true;
    this.#replica.reconnect();
  }

  async #askOverHttp(now: number): Promise<void> {
    if (!this.#options.probe || now - this.#probedAt < this.#timing.probe) return;
    this.#probedAt = now;
    const reach = await this.#options.probe();
    if (this.#left || this.#stop || this.#replica.provider.wsconnected) return;
    const why = ({ signedOut: 'signedOut', gone: 'accessLost', trashed: 'deleted' } as const)[reach as string];
    if (!why) return;
    this.#replica.provider.disconnect();
    this.#stopFor(why);
  }

  #link(): 'opening' | 'up' | 'silent' | 'down' {
    const { provider } = this.#replica;
    if (provider.wsconnected) return 'up';
    const offline = typeof navigator !== 'undefined' && navigator.onLine === false;
    if (!offline && Date.now() - this.#lostAt < this.#timing.grace) return this.#wasUp ? 'up' : 'opening';
    return this.#silent && !offline ? 'silent' : 'down';
  }

  #look(): RoomSnapshot {
    const { doc, awareness, unsaved, refusing, ready, provider } = this.#replica;
    const waits = this.#waitingSince();
    const state =
      this.#timer || this.#stop
        ? saveStateOf({
            stop: this.#stop,
            ready,
            connected: provider.wsconnected,
            link: this.#link(),
            confirmed: provider.wsconnected && unsaved.confirmed,
            mode: this.#mode,
            unsaved: unsaved.count,
            slow: waits !== null && Date.now() - waits > this.#timing.slow,
            refusing,
            keeping: this.#copy?.keeping ?? 'not',
          })
        : OPENING;
    // What is typed after the last word of the server could never be sent.
    return { doc, awareness, ready, mode: this.#stop ? 'read' : this.#mode, state, aside: this.#aside, loose: looseIn(this.#aside) };
  }

  #publish(): void {
    const next = this.#look();
    const old = this.#snapshot;
    const same =
      next.doc === old.doc &&
      next.ready === old.ready &&
      next.mode === old.mode &&
      next.aside === old.aside &&
      sameState(next.state, old.state);
    if (!same) this.#snapshot = next;
    if (!same || this.#left) for (const listener of this.#listeners) listener();
  }

  /** Somebody who leaves during a short break has not lost the line; but where this device keeps the text, it need not be waited for. */
  #mayArrive(): boolean {
    return !this.#stop && (this.#replica.provider.wsconnected || this.#copy?.keeping !== 'kept');
  }

  #nextChange(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.#timing.tick);
      const off = this.subscribe(() => {
        clearTimeout(timer);
        off();
        resolve();
      });
    });
  }

  #onWake = () => {
    if (document.visibilityState !== 'visible') return;
    if (this.#hidden) this.#replica.awareness.setLocalState(this.#hidden);
    this.#hidden = null;
    this.check();
  };
  #onOffline = () => {
    this.check();
    this.#publish();
  };
  /** The page goes into the browser's back-forward cache or away: its caret must not stay behind. */
  #onHide = () => {
    this.#hidden = this.#replica.awareness.getLocalState();
    this.#replica.awareness.setLocalState(null);
  };

  #watchBrowser(on: boolean): void {
    if (typeof window === 'undefined') return;
    const change = on ? 'addEventListener' : 'removeEventListener';
    window[change]('online', this.#onWake);
    window[change]('offline', this.#onOffline);
    window[change]('pageshow', this.#onWake);
    window[change]('pagehide', this.#onHide);
    document[change]('visibilitychange', this.#onWake);
  }
}

/** Those without a row have an id below 0. */
function looseIn(aside: Aside[]): number {
  return aside.filter(({ id }) => id < 0).reduce((sum, { changes }) => sum + Math.max(1, changes), 0);
}
