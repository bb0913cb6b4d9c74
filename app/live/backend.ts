/**
 * The two hand-shakes between the Node server (`server/`) and the Remix build (`app/`), as types only.
 * They are two module graphs: the server gets a `Backend` from the build's entry and gives it `Services`; neither imports the other's code.
 */
import type * as Y from 'yjs';
import type { Change } from './events';

/** Everything that a running server was told by its environment (checked in `server/settings.ts`). */
export interface Settings {
  port: number;
  host: string;
  trustProxy: string | number | boolean;
  dataDir: string;
  /** Where uploads lie: in `dataDir`, or in a folder that several servers share. */
  filesDir: string;
  /** Absent: SQLite in `dataDir`. */
  databaseUrl?: string;
  redisUrl?: string;
  /** An origin. Absent: pages name the request’s own host, and links in mails the address that is listened on. */
  publicUrl?: string;
  smtpUrl?: string;
  examplePassword?: string;
  appSecret: string;
  logLevel: string;
  /** The kill switch: browsers remove the service worker and what it keeps. */
  withoutServiceWorker?: boolean;
  production: boolean;
}

/** Who is behind a socket, as the server knows it; presence is stamped with it. */
export interface RoomActor {
  userId: string;
  sessionId: string;
  name: string;
  /** Index of the person's colour, 0-11. */
  colour: number;
}

export type RoomAccess =
  | { ok: true; actor: RoomActor; mode: 'write' | 'read'; generation: number; partnershipId: string }
  | { ok: false; status: 401 | 404 };

/** Who made what is new in a room, as far as the server that tells it saw it come. */
export interface Authorship {
  /** By Yjs client id: whose it is, and from which clock on it is new. */
  wrote: ReadonlyMap<number, { userId: string; from: number }>;
  /** What was deleted, as clocks of a client id, and by whom. Who sets a key anew deletes what stood there. */
  erased: readonly { client: number; clock: number; length: number; userId: string }[];
}

/** What the sync server asks of the application. */
export interface RoomBackend {
  /** May the session in this Cookie header open the room, and how? */
  authorize(cookie: string | undefined, room: string): Promise<RoomAccess>;
  /** The same question again for an open socket, by ids. */
  recheck(actor: RoomActor, room: string): Promise<RoomAccess>;
  /** First content of a room that was never written, as a Yjs update V1; asked once per (room, generation). */
  seed(room: string, generation: number): Promise<Uint8Array | null>;
  /**
   * Called after a room's changes are on disk, at most every few seconds and once when the room closes.
   * `state` is a whole Yjs update V1; `authors` are the user ids whose changes are new in it and came through this server; `authorship` says
   * whose each change is, of those that came through other servers too.
   */
  stored(room: string, state: Uint8Array, authors: string[], authorship: Authorship): Promise<void>;
}

/** Whose sockets a revocation closes: all fields given must match. */
export interface RevokeMatch {
  sessionId?: string;
  userId?: string;
  partnershipId?: string;
  room?: string;
}

/** What the application may ask of the sync server. */
export interface SyncService {
  /** The whole state of a room (Yjs update V1), from memory or from the log; seeds it when it was never written. Others get the same bytes: not to be changed. */
  read(room: string, generation: number): Promise<Uint8Array>;
  /** Runs `change` in one transaction on the room's document; resolves when it is on disk. Throws when the storage refuses. */
  edit(room: string, generation: number, authorId: string, change: (doc: Y.Doc) => void): Promise<void>;
  /** Closes all matching sockets with a final code within a second; the clients that still have access may join again. */
  revoke(match: RevokeMatch, code: number): void;
  /** Who has the room open now, one entry per person. */
  present(room: string): { userId: string; name: string; colour: number }[];
}

/** A page that wants to be told of changes, as the server knows its reader. */
export interface Listener {
  userId: string;
  sessionId: string;
  partnershipId: string;
  /** Names of the groups of people whose news these are. */
  audiences: string[];
}

/** What the events server asks of the application. */
export interface EventsBackend {
  /** May the session in this Cookie header listen to the partnership, and to whose news? */
  listen(cookie: string | undefined, partnershipId: string): Promise<EventsAccess>;
  /** The same question again for an open socket; null when it may not any more. */
  recheck(listener: Listener): Promise<Listener | null>;
}

export type EventsAccess = { ok: true; listener: Listener } | { ok: false; status: 401 | 404 };

/** What the application may ask of the events server. */
export interface EventsService {
  /** Tells everybody who belongs to one of the audiences, wherever their sockets are. Returns at once and never throws. */
  tell(audiences: string[], change: Change): void;
}

export interface JobRunner {
  /** Runs what is due; resolves to how many jobs ran. Never throws: failures are kept with the job. */
  runDue(): Promise<number>;
  /** Begins no more; resolves when nothing runs any more. */
  stop(): Promise<void>;
}

/** What `app/entry.server.tsx` exports as `backend`. */
export interface Backend {
  /** Opens the database and keeps the services; called once before anything else. */
  start(services: { settings: Settings; sync: SyncService; events: EventsService; log: Logger }): Promise<void>;
  stop(): Promise<void>;
  rooms: RoomBackend;
  events: EventsBackend;
  jobs: JobRunner;
  /** One-time link of the first-run page, or null when the host account exists. */
  firstRunLink(origin: string): Promise<string | null>;
  /** Loads the example partnerships once; resolves to the lines to print. */
  loadExample(): Promise<string[]>;
}

export interface Logger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What loaders and actions find in `context`. */
export type LoadContext = {
  /** The page's Content-Security-Policy nonce. */
  nonce: string;
  /** Address that links in mails and pages begin with, without a trailing slash. */
  origin: string;
  /** The client's address, for limits only; never stored. */
  clientAddress: string;
  /** See app/kit/drawn.tsx. */
  drawn: Map<string, string> | null;
};

declare module '@remix-run/server-runtime' {
  interface AppLoadContext extends LoadContext {}
}
