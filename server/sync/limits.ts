/**
 * Every bound and interval of the sync server, in one table: what it is, why it is so, and how far the environment may move it.
 * docs/operating.md shows the same table (a test compares them). Tests shorten times by object, beyond these ranges.
 */
import { Limits } from '../../app/live/wire';

const KIB = 1024;
const MIB = 1024 * KIB;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

export type Unit = 'ms' | 'bytes' | 'number';

export interface Limit {
  /** Without a word from the environment. */
  value: number;
  unit: Unit;
  /** The smallest and the largest that the environment may set: beyond them something would not work any more. */
  least: number;
  most: number;
  /** Another limit that this one may not be below. */
  notBelow?: string;
  reason: string;
}

const TABLE = {
  frameBytes: {
    value: Limits.frameBytes,
    unit: 'bytes',
    least: Limits.frameBytes,
    most: 64 * MIB,
    reason:
      'Largest frame from a client; a larger one closes its socket with 1009 before it is read. A long text that is pasted in one go must fit.',
  },
  earlyFrames: {
    value: 64,
    unit: 'number',
    least: 8,
    most: 10_000,
    reason: 'Frames of one socket that wait while its room is loading: a client that floods meanwhile is closed with 1013.',
  },
  earlyBytes: {
    value: Limits.frameBytes + 256 * KIB,
    unit: 'bytes',
    least: Limits.frameBytes,
    most: 256 * MIB,
    notBelow: 'frameBytes',
    reason: 'The same in bytes: the largest frame and a little beside it.',
  },
  heartbeatMs: {
    value: Limits.heartbeatMs,
    unit: 'ms',
    least: 5 * SECOND,
    most: Limits.heartbeatMs,
    reason: 'Longest silence towards a client: stock clients give up after 30 s, proxies often after 60 s.',
  },
  silentMs: {
    value: 45 * SECOND,
    unit: 'ms',
    least: 10 * SECOND,
    most: 10 * MINUTE,
    notBelow: 'heartbeatMs',
    reason: 'A socket from which nothing was heard for so long, not even the answer to a ping, is dead: two pings may get lost.',
  },
  sweepMs: {
    value: SECOND,
    unit: 'ms',
    least: 100,
    most: 2 * SECOND,
    reason: 'How often the one timer looks after all sockets and rooms: often enough for all that is counted in seconds.',
  },

  newClientsPerUpdate: {
    value: 4_096,
    unit: 'number',
    least: 64,
    most: 1_000_000,
    reason: 'Client ids that a room does not know yet, in one update: each costs memory for ever; months offline bring some hundred.',
  },
  valueDepth: {
    value: 64,
    unit: 'number',
    least: 16,
    most: 256,
    reason: 'Nesting of values in an update or a presence state: deeper ones overflow the stack of whoever reads them. Editors need ten.',
  },

  coalesceMs: {
    value: 20,
    unit: 'ms',
    least: 0,
    most: 200,
    reason: 'Longest that an update of a busy room waits to be sent together with others: nobody sees 20 ms, and a dense room needs it.',
  },
  softBufferBytes: {
    value: MIB,
    unit: 'bytes',
    least: 64 * KIB,
    most: 64 * MIB,
    reason: 'So much unsent makes a reader slow: it gets no presence, and its updates are held back to be sent as one.',
  },
  hardBufferBytes: {
    value: 64 * MIB,
    unit: 'bytes',
    least: 8 * MIB,
    most: 1024 * MIB,
    notBelow: 'softBufferBytes',
    reason: 'So much unsent closes the socket with 1013. Above the largest document that is sent whole.',
  },
  behindMs: {
    value: 30 * SECOND,
    unit: 'ms',
    least: SECOND,
    most: 10 * MINUTE,
    reason: 'A reader that stays slow for so long is closed with 1013 and comes back fresh.',
  },

  presenceBytes: {
    value: Limits.presenceBytes,
    unit: 'bytes',
    least: KIB,
    most: 64 * KIB,
    reason: 'Largest presence state: it goes to everybody in the room, again and again. A caret and a name need 300 bytes.',
  },
  clientIdsPerSocket: {
    value: 4,
    unit: 'number',
    least: 1,
    most: 64,
    reason: 'Client ids that one socket may speak for: an editor that is opened again in the same page takes a new one.',
  },
  presenceEveryMs: {
    value: 100,
    unit: 'ms',
    least: 50,
    most: 2 * SECOND,
    reason: 'Shortest pause between two frames of presence in a room; twice that from 51 people on, and so on.',
  },
  presenceGoneMs: {
    value: 30 * SECOND,
    unit: 'ms',
    least: 20 * SECOND,
    most: 2 * MINUTE,
    reason: 'Presence that was not renewed for so long is gone; clients renew theirs every 15 s.',
  },

  commitQuietMs: {
    value: 50,
    unit: 'ms',
    least: 1,
    most: 2 * SECOND,
    notBelow: 'commitBusyMs',
    reason: 'Wait for company before a commit: a disk does some hundred a second, and "Saved" may come a little later.',
  },
  commitBusyMs: {
    value: 10,
    unit: 'ms',
    least: 1,
    most: SECOND,
    reason: 'The same when many rows wait: there is company already.',
  },
  commitBusyRows: {
    value: 32,
    unit: 'number',
    least: 1,
    most: 10_000,
    reason: 'So many waiting rows make the server busy.',
  },
  retryFirstMs: {
    value: 100,
    unit: 'ms',
    least: 10,
    most: 10 * SECOND,
    reason: 'First pause before a refused commit is tried again; the next ones are twice as long each.',
  },
  retryMostMs: {
    value: 5 * SECOND,
    unit: 'ms',
    least: 100,
    most: MINUTE,
    notBelow: 'retryFirstMs',
    reason: 'Longest such pause: so long after a full disk has room again "Saved" is back.',
  },
  unsavedBytes: {
    value: 64 * MIB,
    unit: 'bytes',
    least: 16 * MIB,
    most: 4096 * MIB,
    notBelow: 'roomUnsavedBytes',
    reason: 'More than this not on disk, and sockets that write are closed with 1013: they keep their text and come back.',
  },
  roomUnsavedBytes: {
    value: 16 * MIB,
    unit: 'bytes',
    least: 8 * MIB,
    most: 1024 * MIB,
    notBelow: 'frameBytes',
    reason:
      'The same for one room: a flood in one must not send away the writers of all. A room that could not take the largest frame would never be saved.',
  },
  editWaitMs: {
    value: 10 * SECOND,
    unit: 'ms',
    least: SECOND,
    most: 2 * MINUTE,
    reason: "A change of the server's own says that the disk does not answer after this; it is kept and saved later all the same.",
  },

  idleMs: {
    value: 30 * SECOND,
    unit: 'ms',
    least: SECOND,
    most: 60 * MINUTE,
    reason: 'A room that nobody uses stays in memory for so long: a reload finds it open.',
  },
  lookEveryMs: {
    value: 2 * SECOND,
    unit: 'ms',
    least: 200,
    most: MINUTE,
    reason: 'Where several nodes write to one log: how often it is asked for rows that nobody told of, in one question for all open rooms.',
  },
  restMs: {
    value: 30 * SECOND,
    unit: 'ms',
    least: SECOND,
    most: 24 * 60 * MINUTE,
    reason: 'The document of a used room is kept as bytes when nobody has needed more for so long: a twentieth of the memory.',
  },
  restUnchangedMs: {
    value: 2 * SECOND,
    unit: 'ms',
    least: SECOND,
    most: 24 * 60 * MINUTE,
    reason: 'The same for a document that was not changed since it was opened: most are only read.',
  },
  storedAfterMs: {
    value: 2 * SECOND,
    unit: 'ms',
    least: 100,
    most: MINUTE,
    reason: 'So long after the last commit the application counts words and takes copies: not at every keystroke.',
  },
  storedAtMostMs: {
    value: 10 * SECOND,
    unit: 'ms',
    least: SECOND,
    most: 10 * MINUTE,
    notBelow: 'storedAfterMs',
    reason: 'And at the latest so long after the first, where somebody types without a pause.',
  },
  compactRows: {
    value: 500,
    unit: 'number',
    least: 50,
    most: 100_000,
    reason: 'So many rows since the last snapshot, and a log is folded: opening a room reads them all.',
  },
  compactBytes: {
    value: 256 * KIB,
    unit: 'bytes',
    least: 64 * KIB,
    most: 64 * MIB,
    reason: 'The same in bytes.',
  },
  compactEveryMs: {
    value: MINUTE,
    unit: 'ms',
    least: SECOND,
    most: 24 * 60 * MINUTE,
    reason: 'How often logs of rooms that nobody has open are looked at.',
  },

  recheckMs: {
    value: MINUTE,
    unit: 'ms',
    least: SECOND,
    most: 60 * MINUTE,
    reason: 'Rights of an open socket are asked again so often: the backstop for a revocation that this server was not told of.',
  },
  socketsPerUser: {
    value: 200,
    unit: 'number',
    least: 10,
    most: 100_000,
    reason: 'Sockets of one person: many tabs on several devices, and no more than a flood of them can harm.',
  },
  refusalsPerMinute: {
    value: 120,
    unit: 'number',
    least: 10,
    most: 100_000,
    reason: 'Refused upgrades per address and minute before the answer is 429: a town hall behind one address whose sessions all ended.',
  },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof TABLE;
export type SyncLimits = Record<LimitName, number>;

export const SYNC_LIMITS: Readonly<Record<LimitName, Limit>> = TABLE;
export const LIMIT_NAMES = Object.keys(TABLE) as LimitName[];
export const DEFAULT_LIMITS = Object.fromEntries(LIMIT_NAMES.map((name) => [name, TABLE[name].value])) as SyncLimits;

/** The environment variable that sets a limit: `frameBytes` is `LIMIT_FRAME_BYTES`. */
export function variableOf(name: string): string {
  return `LIMIT_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}
