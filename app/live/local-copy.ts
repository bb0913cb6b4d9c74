/**
 * The copy of a room that this browser keeps (IndexedDB), so that what is typed offline survives a reload and the closing of the browser.
 *
 * One database per person: another account in the same browser opens another one, and signing out deletes it whole (`account-data.ts`).
 * A row is one update; those that no server has acked are marked, so that a reload still knows how many changes are not saved.
 * Several tabs of one person may write to the same room: each adds rows, and replaces only rows that it has read or written itself.
 * A row belongs to a generation of the room; text of another generation, and text that the server refused, can never be merged,
 * so it is put aside for its writer to download.
 */
import * as Y from 'yjs';
import {
  ANSWER_MS,
  type Aside,
  done,
  forgetIfSaved,
  forgetRows,
  type KnownRoom,
  openDatabase,
  type Row,
  result,
  withinTime,
} from './device-store';
import type { Change } from './unsaved-changes';

export interface Loaded {
  updates: Uint8Array[];
  /** Changes of earlier visits that no server has acked; their updates are among `updates`. */
  unsaved: Change[];
  /** What the last hello allowed; null in a room that is new to this browser. */
  mode: 'write' | 'read' | null;
  aside: Aside[];
}

/** More rows than this are replaced by one. */
const ROWS_AT_MOST = 300;
/** Remote changes may wait so long to be written together; local ones are written at once. */
const REMOTE_WAIT_MS = 1000;
/** A write that takes longer is no copy to count on. */
const PROMPT_MS = 1500;

/** The page that shows a room, remembered so that other pages can name it. */
export interface RoomPage {
  title: string;
  /** BCP 47 of the title. */
  language: string;
  path: string;
}

/** What may be said of the local changes: all written; about to be within a moment; or not, and not soon. */
export type Keeping = 'kept' | 'keeping' | 'not';

export class LocalCopy {
  #db: IDBDatabase;
  #room: string;
  #generation: number;
  #rows: number[] = [];
  #queue: { update: Uint8Array; change: Change | null }[] = [];
  #saved: Change[] = [];
  #writing: Promise<void> | null = null;
  #waitingSince: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The text that `withdraw` has put aside. */
  #withdrawn: number | null = null;
  #failed = false;
  #closed = false;
  /** Called when `keeping` may have changed. */
  onChange: () => void = () => undefined;

  private constructor(db: IDBDatabase, room: string, generation: number) {
    this.#db = db;
    this.#room = room;
    this.#generation = generation;
    // Another tab signs out or updates: let go, else it would wait for us.
    db.onversionchange = () => this.#fail();
    db.onclose = () => this.#fail();
  }

  /** Opens the copy; null where the browser has or gives none (private windows, storage switched off or full). */
  static async open(userId: string, room: string, generation: number): Promise<LocalCopy | null> {
    try {
      const db = await withinTime(openDatabase(userId), ANSWER_MS);
      return new LocalCopy(db, room, generation);
    } catch {
      // Whatever the reason: the screen says "not kept on this device".
      return null;
    }
  }

  /** Is every local change on this device? */
  get keeping(): Keeping {
    if (this.#failed) return 'not';
    if (this.#waitingSince === null) return 'kept';
    return Date.now() - this.#waitingSince < PROMPT_MS ? 'keeping' : 'not';
  }

  async load(): Promise<Loaded> {
    const transaction = this.#db.transaction(['updates', 'rooms', 'aside'], 'readwrite');
    const updates = transaction.objectStore('updates');
    const [keys, rows] = await Promise.all([
      result(updates.index('room').getAllKeys(this.#room)) as Promise<number[]>,
      result(updates.index('room').getAll(this.#room)) as Promise<Row[]>,
    ]);
    const loaded: Loaded = { updates: [], unsaved: [], mode: null, aside: [] };
    const foreign: Row[] = [];
    rows.forEach((row, i) => {
      const key = keys[i] as number;
      if (row.generation !== this.#generation) {
        foreign.push(row);
        updates.delete(key);
        return;
      }
      this.#rows.push(key);
      loaded.updates.push(row.update);
      if (row.unsaved) loaded.unsaved.push({ update: row.update, at: Date.now(), row: key, frame: null });
    });
    if (foreign.some((row) => row.unsaved)) transaction.objectStore('aside').add(asideOf(this.#room, 'otherGeneration', foreign));
    loaded.aside = await result(transaction.objectStore('aside').index('room').getAll(this.#room));
    const known = await result<KnownRoom | undefined>(transaction.objectStore('rooms').get(this.#room));
    loaded.mode = known?.mode ?? null;
    await done(transaction);
    return loaded;
  }

  /** Remembers what this person may do in the room, for the next time without a server, and where it is to be found. */
  remember(mode: 'write' | 'read', page: RoomPage | undefined): void {
    if (this.#failed) return;
    const known: KnownRoom = { room: this.#room, mode, ...page };
    void this.#attempt(['rooms'], (transaction) => transaction.objectStore('rooms').put(known));
  }

  /** Keeps one update. `change` is given for a local one; its `row` is filled in when it is written. */
  keep(update: Uint8Array, change: Change | null): void {
    this.#queue.push({ update, change });
    if (change) this.#waitingSince ??= Date.now();
    this.#schedule(change ? 0 : REMOTE_WAIT_MS);
  }

  /** These changes are on the server's disk. */
  markSaved(changes: Change[]): void {
    this.#saved.push(...changes);
    this.#schedule(0);
  }

  /** Replaces the rows that this tab knows by one with the whole document, when they have become many. */
  async compact(doc: Y.Doc, unsaved: readonly Change[]): Promise<void> {
    if (this.#failed || this.#rows.length < ROWS_AT_MOST) return;
    await this.flush();
    const keepRows = new Set(unsaved.map((change) => change.row));
    const old = this.#rows.filter((key) => !keepRows.has(key));
    const whole: Row = { room: this.#room, generation: this.#generation, update: Y.encodeStateAsUpdate(doc), unsaved: false };
    await this.#attempt(['updates'], (transaction) => {
      const store = transaction.objectStore('updates');
      for (const key of old) store.delete(key);
      store.add(whole).onsuccess = (event) => {
        this.#rows = [...this.#rows.filter((key) => keepRows.has(key)), (event.target as IDBRequest<number>).result];
      };
    });
  }

  /**
   * Keeps a text apart and takes away the rows that this tab knows: those of another tab may still find their way.
   * @param text asked again until nothing was typed into it while it was written
   * @returns false where the browser refuses
   */
  async putAside(why: Aside['why'], text: () => Pick<Aside, 'state' | 'changes'>): Promise<boolean> {
    await this.flush();
    const known = this.#rows;
    this.#rows = [];
    let id: number | undefined;
    for (let changes = -1; changes !== text().changes; ) {
      const now = text();
      changes = now.changes;
      const written = await this.#attempt(['updates', 'aside'], (transaction) => {
        for (const key of known) transaction.objectStore('updates').delete(key);
        const aside = { room: this.#room, why, ...now, at: Date.now() };
        transaction.objectStore('aside').put(id === undefined ? aside : { ...aside, id }).onsuccess = (event) => {
          id = (event.target as IDBRequest<number>).result;
        };
      });
      if (!written) return false;
    }
    return true;
  }

  async discardAside(id: number): Promise<void> {
    await this.#attempt(['aside'], (transaction) => transaction.objectStore('aside').delete(id));
  }

  /** Forgets the room, unless it holds what no server has, of this tab or of another. */
  async forgetSaved(): Promise<void> {
    await this.flush();
    await this.#attempt(['updates', 'rooms', 'aside'], (transaction) => forgetIfSaved(transaction, this.#room));
  }

  /**
   * Access is gone: what no server has is put aside with the ground that it stands on, also that of other tabs; the rest is forgotten.
   * Called again, it adds what was written in between.
   * @param state the whole text of this page
   */
  async withdraw(state: () => Uint8Array): Promise<void> {
    await this.flush();
    await this.#attempt(['updates', 'rooms', 'aside'], (transaction) => {
      const rows: IDBRequest<Row[]> = transaction.objectStore('updates').index('room').getAll(this.#room);
      rows.onsuccess = () => {
        const unsaved = rows.result.filter((row) => row.unsaved).length;
        if (unsaved > 0) this.#addWithdrawn(transaction.objectStore('aside'), [state(), ...rows.result.map((row) => row.update)], unsaved);
        forgetRows(transaction, this.#room);
      };
    });
    this.#rows = [];
  }

  #addWithdrawn(store: IDBObjectStore, updates: Uint8Array[], changes: number): void {
    const before: IDBRequest<Aside | undefined> = store.get(this.#withdrawn ?? -1);
    before.onsuccess = () => {
      const { id, state, changes: counted } = before.result ?? { changes: 0 };
      const aside = { room: this.#room, why: 'accessLost', changes: counted + changes, at: Date.now() };
      const whole = { ...aside, state: Y.mergeUpdates(state ? [state, ...updates] : updates) };
      store.put(id === undefined ? whole : { ...whole, id }).onsuccess = (event) => {
        this.#withdrawn = (event.target as IDBRequest<number>).result;
      };
    };
  }

  /** Resolves when everything given so far is written, or cannot be. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (!this.#failed && (this.#writing || this.#queue.length > 0 || this.#saved.length > 0)) await (this.#writing ?? this.#write());
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    await this.flush();
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#db.close();
  }

  #schedule(waitMs: number): void {
    if (this.#failed || this.#closed || this.#writing) return;
    if (waitMs === 0) void this.#write();
    else
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        if (!this.#writing) void this.#write();
      }, waitMs);
  }

  /** One transaction for all that waits; what arrives meanwhile goes into the next. */
  #write(): Promise<void> {
    const batch = this.#queue;
    const saved = this.#saved;
    this.#queue = [];
    this.#saved = [];
    const savedNow = new Set(saved);
    const remote = batch.filter((one) => !one.change).map((one) => one.update);
    const row = (update: Uint8Array, unsaved: boolean): Row => ({ room: this.#room, generation: this.#generation, update, unsaved });
    this.#writing = this.#attempt(['updates'], (transaction) => {
      const store = transaction.objectStore('updates');
      const add = (value: Row, change?: Change) => {
        store.add(value).onsuccess = (event) => {
          const key = (event.target as IDBRequest<number>).result;
          this.#rows.push(key);
          if (change) change.row = key;
        };
      };
      if (remote.length > 0) add(row(remote.length === 1 ? (remote[0] as Uint8Array) : Y.mergeUpdates(remote), false));
      for (const { update, change } of batch) if (change) add(row(update, !savedNow.has(change)), change);
      for (const change of saved) if (change.row !== undefined) store.put(row(change.update, false), change.row);
    }).then((written) => {
      this.#writing = null;
      if (!written) return;
      this.#waitingSince = this.#queue.some((one) => one.change) ? Date.now() : null;
      this.onChange();
      if (this.#queue.length > 0 || this.#saved.length > 0) this.#schedule(0);
    });
    return this.#writing;
  }

  /** Resolves to false when the browser refuses, most often because its disk or its quota is full. */
  async #attempt(stores: string[], work: (transaction: IDBTransaction) => void): Promise<boolean> {
    if (this.#failed || this.#closed) return false;
    try {
      // Strict: on disk and not only with the operating system, so that "kept on this device" outlives a power cut.
      const transaction = this.#db.transaction(stores, 'readwrite', { durability: 'strict' });
      work(transaction);
      await done(transaction);
      return true;
    } catch {
      this.#fail();
      return false;
    }
  }

  #fail(): void {
    if (this.#closed) return;
    this.#failed = true;
    this.#db.close();
    this.onChange();
  }
}

function asideOf(room: string, why: Aside['why'], rows: Row[]): Omit<Aside, 'id'> {
  return {
    room,
    why,
    changes: rows.filter((row) => row.unsaved).length,
    state: Y.mergeUpdates(rows.map((row) => row.update)),
    at: Date.now(),
  };
}
