/**
 * What this browser keeps of a person's rooms, as rows (IndexedDB): one database per account, whose name is the person's id.
 * `updates` hold the text, one row per update; `rooms` what is known of a room; `aside` texts that can never be merged.
 * The shared-text library stays out of this file: list pages and the service worker look into the store without it.
 */

/** One update of a room's text. */
export interface Row {
  room: string;
  generation: number;
  update: Uint8Array;
  /** No server has acked it. */
  unsaved: boolean;
}

/** What was known of a room when the server last said hello. */
export interface KnownRoom {
  room: string;
  mode: 'write' | 'read';
  /** Title and path of the page that shows it, and the title's language; rows of earlier versions have none. */
  title?: string;
  language?: string;
  path?: string;
}

/** Text that cannot be merged any more and waits to be downloaded. */
export interface Aside {
  id: number;
  room: string;
  why: 'refused' | 'otherGeneration' | 'accessLost';
  /** How many local changes of it are on no server. */
  changes: number;
  /** The whole document, Yjs update V1. */
  state: Uint8Array;
  at: number;
}

/** A room of which this device holds what no server has. */
export interface HeldText {
  room: string;
  title: string | null;
  language: string | null;
  path: string | null;
  /** Changes that are sent when the room is opened with a connection. */
  unsaved: number;
  aside: Pick<Aside, 'id' | 'changes' | 'why'>[];
}

/** The browser answers sooner, or not at all: another tab may be frozen with the database open. */
export const ANSWER_MS = 3000;

const databaseName = (userId: string) => `koinon-${userId}`;

export function openDatabase(userId: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName(userId), 1);
    request.onupgradeneeded = () => {
      const db = request.result;
      db.createObjectStore('updates', { autoIncrement: true }).createIndex('room', 'room');
      db.createObjectStore('rooms', { keyPath: 'room' });
      db.createObjectStore('aside', { keyPath: 'id', autoIncrement: true }).createIndex('room', 'room');
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('Another tab holds an older database open.'));
  });
}

/** Null where nothing is kept of this person; nothing is created. */
export function openExisting(userId: string): Promise<IDBDatabase | null> {
  const opened = new Promise<IDBDatabase | null>((resolve) => {
    const request = indexedDB.open(databaseName(userId));
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => resolve(null);
  });
  return withinTime(opened, ANSWER_MS);
}

/** Rejects when a tab that does not answer holds the database; the browser then deletes it once that tab is gone. */
export function deleteDatabase(userId: string): Promise<void> {
  const deleted = new Promise<void>((resolve, reject) => {
    const request = indexedDB.deleteDatabase(databaseName(userId));
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
  return withinTime(deleted, ANSWER_MS);
}

/** Everything of this person that is on this device and on no server, by room. */
export async function heldTexts(userId: string): Promise<HeldText[]> {
  const db = await openExisting(userId);
  if (!db) return [];
  try {
    const transaction = db.transaction(['updates', 'rooms', 'aside']);
    const all = <T>(store: string) => result<T[]>(transaction.objectStore(store).getAll());
    const [rows, known, aside] = await Promise.all([all<Row>('updates'), all<KnownRoom>('rooms'), all<Aside>('aside')]);
    const unsaved = rows.filter((row) => row.unsaved);
    return [...new Set([...unsaved, ...aside].map(({ room }) => room))].map((room) => {
      const page = known.find((one) => one.room === room);
      return {
        room,
        title: page?.title ?? null,
        language: page?.language ?? null,
        path: page?.path ?? null,
        unsaved: unsaved.filter((row) => row.room === room).length,
        aside: aside.filter((one) => one.room === room).map(({ id, changes, why }) => ({ id, changes, why })),
      };
    });
  } finally {
    db.close();
  }
}

/** The bytes behind what `heldTexts` names: what cannot be merged, and the room's own rows with the ground that they stand on. */
export async function heldUpdates(userId: string, room: string, asideId?: number): Promise<Uint8Array[]> {
  const db = await openExisting(userId);
  if (!db) return [];
  try {
    if (asideId === undefined) {
      const rows = await result<Row[]>(db.transaction('updates').objectStore('updates').index('room').getAll(room));
      return rows.map(({ update }) => update);
    }
    const aside = await result<Aside | undefined>(db.transaction('aside').objectStore('aside').get(asideId));
    return aside ? [aside.state] : [];
  } finally {
    db.close();
  }
}

export async function discardHeldAside(userId: string, id: number): Promise<void> {
  const db = await openExisting(userId);
  if (!db) return;
  const transaction = db.transaction('aside', 'readwrite');
  transaction.objectStore('aside').delete(id);
  await done(transaction).finally(() => db.close());
}

/** The page of this room is not there for the person any more: what the server has need not stay here; what it lacks does. */
export async function forgetRoom(userId: string, room: string): Promise<void> {
  const db = await openExisting(userId);
  if (!db) return;
  const transaction = db.transaction(['updates', 'rooms', 'aside'], 'readwrite');
  forgetIfSaved(transaction, room);
  await done(transaction).finally(() => db.close());
}

/** Takes a room out of an open transaction over all three stores, unless it holds something that no server has. */
export function forgetIfSaved(transaction: IDBTransaction, room: string): void {
  const rows: IDBRequest<Row[]> = transaction.objectStore('updates').index('room').getAll(room);
  rows.onsuccess = () => {
    if (rows.result.some((row) => row.unsaved)) return;
    forgetRows(transaction, room);
  };
}

/** Deletes the rows of a room, and what is known of it where no text of it stays aside. */
export function forgetRows(transaction: IDBTransaction, room: string): void {
  const updates = transaction.objectStore('updates');
  updates.index('room').openKeyCursor(room).onsuccess = (event) => {
    const cursor = (event.target as IDBRequest<IDBCursor | null>).result;
    if (!cursor) return;
    updates.delete(cursor.primaryKey);
    cursor.continue();
  };
  const aside = transaction.objectStore('aside').index('room').count(room);
  aside.onsuccess = () => {
    if (aside.result === 0) transaction.objectStore('rooms').delete(room);
  };
}

export function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export function done(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

export function withinTime<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The browser does not answer.')), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
