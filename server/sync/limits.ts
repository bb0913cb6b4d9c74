import { Limits } from '../../app/live/wire';

/** Every bound and interval of the sync server. Times in milliseconds, sizes in bytes. Tests shorten the times. */
export interface SyncLimits {
  /** Largest frame from a client; a larger one closes its socket with 1009 before it is read. */
  frameBytes: number;
  /** Frames of one socket that wait while its room is loading. */
  earlyFrames: number;
  earlyBytes: number;
  /** Longest silence towards a client. */
  heartbeatMs: number;
  /** A socket from which nothing was heard, not even the answer to a ping, for so long is dead. */
  silentMs: number;
  /** How often the one timer looks after all sockets. */
  sweepMs: number;

  /** Struct-bearing client ids that the room does not know yet, in one update. */
  newClientsPerUpdate: number;
  /** Nesting of JSON-like values in an update or a presence state. */
  valueDepth: number;

  /** Longest that an update waits to be sent together with others. */
  coalesceMs: number;
  /** Above it, presence is dropped and updates are held back, to be sent as one. */
  softBufferBytes: number;
  /** Above it, the socket is closed with 1013. */
  hardBufferBytes: number;
  /** A reader that stays above the soft limit for so long is closed with 1013. */
  behindMs: number;

  presenceBytes: number;
  /** Client ids that one socket may speak for (an editor that is opened again in the same page takes a new one). */
  clientIdsPerSocket: number;
  presenceEveryMs: number;
  /** Presence that was not renewed for so long is gone. */
  presenceGoneMs: number;

  /** Wait for company before a commit, in a quiet server and in a busy one. */
  commitQuietMs: number;
  commitBusyMs: number;
  /** So many waiting rows make the server busy. */
  commitBusyRows: number;
  /** First and longest pause before a refused commit is tried again. */
  retryFirstMs: number;
  retryMostMs: number;
  /** More than this not on disk, and sockets that write are closed with 1013: they keep their text and come back. */
  unsavedBytes: number;
  /** The same for one room: a flood in one must not send away the writers of all. Well above the largest frame, or that could not be taken. */
  roomUnsavedBytes: number;
  /** `edit` gives up waiting for the disk after this; the change is kept and saved later all the same. */
  editWaitMs: number;

  /** An unused room stays in memory for so long. */
  idleMs: number;
  /** Where several nodes write to one log: how often it is asked for rows that nobody told of. */
  lookEveryMs: number;
  /** The document of a used room is kept as bytes when nobody has needed more for so long; one that was never changed sooner. */
  restMs: number;
  restUnchangedMs: number;
  /** The application's `stored` hook runs so long after the last commit, and at the latest so long after the first. */
  storedAfterMs: number;
  storedAtMostMs: number;
  compactRows: number;
  compactBytes: number;
  compactEveryMs: number;

  /** Rights of an open socket are asked again so often. */
  recheckMs: number;
  socketsPerUser: number;
  /** Refused upgrades per address and minute before the answer is 429. */
  refusalsPerMinute: number;
}

export const DEFAULT_LIMITS: SyncLimits = {
  frameBytes: Limits.frameBytes,
  earlyFrames: 64,
  earlyBytes: Limits.frameBytes + 256 * 1024,
  heartbeatMs: Limits.heartbeatMs,
  silentMs: 45_000,
  sweepMs: 1_000,

  newClientsPerUpdate: 4_096,
  valueDepth: 64,

  coalesceMs: 20,
  softBufferBytes: 1024 * 1024,
  hardBufferBytes: 64 * 1024 * 1024,
  behindMs: 30_000,

  presenceBytes: Limits.presenceBytes,
  clientIdsPerSocket: 4,
  presenceEveryMs: 100,
  presenceGoneMs: 30_000,

  commitQuietMs: 50,
  commitBusyMs: 10,
  commitBusyRows: 32,
  retryFirstMs: 100,
  retryMostMs: 5_000,
  unsavedBytes: 64 * 1024 * 1024,
  roomUnsavedBytes: 16 * 1024 * 1024,
  editWaitMs: 10_000,

  idleMs: 30_000,
  lookEveryMs: 2_000,
  restMs: 30_000,
  restUnchangedMs: 2_000,
  storedAfterMs: 2_000,
  storedAtMostMs: 10_000,
  compactRows: 500,
  compactBytes: 256 * 1024,
  compactEveryMs: 60_000,

  recheckMs: 60_000,
  socketsPerUser: 200,
  refusalsPerMinute: 120,
};
