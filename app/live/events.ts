/**
 * What the server tells open pages by socket.io, for both halves. It tells that something changed, never what it is now: a page asks for its
 * own data again, by its own address, where "may I?" is answered as ever.
 */

/** Where socket.io answers; `?partnership=` names whose changes are wanted. */
export const EVENTS_PATH = '/events/';

/** Something that a page of the partnership may show has changed. */
export interface Change {
  /** The noun: `document`, `member`, `deadline` ... */
  about: string;
}

export interface ServerEvents {
  /** First of all: how long ago, in milliseconds, the latest change was that this member may see; null where there is none. */
  here: (sinceChange: number | null) => void;
  changed: (change: Change) => void;
}

/** Pages say nothing: they ask by HTTP. */
export type ClientEvents = Record<string, never>;
