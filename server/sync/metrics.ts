/**
 * What the sync server tells whoever measures it. Called on the hot path: plain numbers, once per update, group or ack and never per delivery.
 * Nothing that names a room, a person or an address comes through here, so no measure can hold one.
 */
export interface SyncMetrics {
  /** So many updates became part of a document. */
  taken(updates: number): void;
  /** Changes were handed to the sockets of their room so long after the first of them had come. */
  fannedOut(ms: number): void;
  /** An ack was sent so long after the first of the frames that it is for had come. */
  acked(ms: number): void;
  /** A group is on disk. */
  committed(ms: number, rows: number, bytes: number): void;
  /** The storage did not take a group. */
  commitRefused(): void;
  /** A room's log was folded. */
  folded(ms: number): void;
  opened(): void;
  /** A socket is closed, by whomever; 1006 without a word. */
  closed(code: number): void;
  upgradeRefused(status: number): void;
}

const nothing = () => undefined;

/** For servers that nobody measures. */
export const UNMEASURED: SyncMetrics = {
  taken: nothing,
  fannedOut: nothing,
  acked: nothing,
  committed: nothing,
  commitRefused: nothing,
  folded: nothing,
  opened: nothing,
  closed: nothing,
  upgradeRefused: nothing,
};
