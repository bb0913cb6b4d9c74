/** What a room client is given and what it shows (`room-client.ts` is the client). */
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { Aside } from './device-store';
import type { RoomPage } from './local-copy';
import type { Merged } from './replica';
import type { SaveState } from './save-state';

/** What a page shows; a new object whenever something in it has changed. */
export interface RoomSnapshot {
  doc: Y.Doc;
  awareness: Awareness;
  /** The text is here and may be bound to an editor. */
  ready: boolean;
  mode: 'write' | 'read';
  state: SaveState;
  /** Texts that could not be merged and wait for their writer. */
  aside: Aside[];
  /** Changes in those of them that are in this page's memory alone. */
  loose: number;
}

/** What an HTTP question about the room says when sockets fail: a refused upgrade has no status in a browser. */
export type Reach = 'ok' | 'signedOut' | 'gone' | 'trashed' | 'unreachable';

export interface RoomOptions {
  /** `ws://host/sync` */
  url: string;
  room: string;
  userId: string;
  generation: number;
  /** What the page's loader allowed; the server's hello overrules it. */
  mode: 'write' | 'read';
  /** Keep a copy on this device? Off where a person must leave no trace. */
  keepCopy: boolean;
  /** The page that shows the room, for whoever looks for what this device holds. */
  page?: RoomPage;
  /** Which text the page shows already (`text-mark.ts`): what this device has kept takes its place only when it lacks nothing of it. */
  shown?: string;
  WebSocket?: typeof WebSocket;
  probe?: () => Promise<Reach>;
  /** May put back what of my open changes a change from elsewhere has deleted unseen. Not asked where this person only reads. */
  merged?: Merged;
  timing?: Partial<typeof TIMING>;
}

/** All in milliseconds. */
export const TIMING = {
  tick: 500,
  /** A save takes less; then the screen says that it has not happened. */
  slow: 3000,
  /** A sign of life takes less; then the connection counts as dead. */
  proof: 4000,
  /** A living server that acks nothing for so long gets another connection. */
  stuck: 12_000,
  /** An attempt to connect takes less. */
  connect: 8000,
  /** A line that comes back so soon was never away. */
  grace: 2000,
  /** A clock that jumps so far has slept. */
  sleep: 15_000,
  /** Between two questions over HTTP. */
  probe: 15_000,
  /** How long a page that is left waits for its last acks. */
  linger: 5000,
};
