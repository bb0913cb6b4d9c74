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
  /** First of all: nothing was told to this member for so long, in milliseconds. What is older than that may be known to nobody. */
  here: (sinceChange: number) => void;
  changed: (change: Change) => void;
}

/** Pages say nothing: they ask by HTTP. */
export type ClientEvents = Record<string, never>;
