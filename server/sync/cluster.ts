/**
 * What the sync server needs of the other nodes, as interfaces; `server/cluster` makes them of Redis and PostgreSQL. Two ways, because they
 * promise different things:
 * - the relay is fast and may lose, double or reorder anything: rows (which the log has) and presence (which is renewed);
 * - the council is right, or says that it was away: locks, and revocations, which must not depend on Redis.
 */

export interface Relay {
  /** From now on what others publish about the room is heard; `heard` is called, and `subscribed` once that is so. */
  subscribe(room: string): void;
  unsubscribe(room: string): void;
  /** To whoever subscribed, this node too. Never throws, never waits. */
  publish(room: string, message: Uint8Array): void;
  close(): Promise<void>;
}

export interface RelayListener {
  heard(room: string, message: Uint8Array): void;
  /** Also after a break: what was said before is lost. */
  subscribed(room: string): void;
}

export interface Council {
  /** One holder among all nodes, until released or until this node is gone. Null while somebody else has it. */
  tryLock(name: string): Promise<(() => Promise<void>) | null>;
  /** Every other node hears it. Resolves when it is on its way to all; rejects when this node is cut off. */
  announce(text: string): Promise<void>;
  close(): Promise<void>;
}

export interface CouncilListener {
  announced(text: string): void;
  /** Announcements may have been missed. */
  returned(): void;
}

/** How one node joins the others. Absent: this one has a log to itself. */
export interface Cluster {
  /** Unlike those of all other nodes, and of this one before it was started again. */
  node: string;
  /** Absent: the others are followed through the log alone, seconds late. */
  relay?: (listener: RelayListener) => Relay;
  council: (listener: CouncilListener) => Council;
}
