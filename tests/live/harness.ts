/** Starts the real sync server on a real port, with an in-test application behind it, and gives clients of both kinds. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Authorship, Logger, RoomAccess, RoomActor, RoomBackend } from '../../app/live/backend';
import { MemoryLog } from '../../server/storage/memory-log';
import type { NewRow, UpdateLog } from '../../server/storage/update-log';
import type { Cluster } from '../../server/sync/cluster';
import type { SyncLimits } from '../../server/sync/limits';
import type { SyncMetrics } from '../../server/sync/metrics';
import { createSyncServer, type SyncServer } from '../../server/sync/sync-server';

/** Times short enough for tests; what a test is about it sets itself. */
export const FAST: Partial<SyncLimits> = {
  commitQuietMs: 5,
  commitBusyMs: 2,
  sweepMs: 20,
  restMs: 100,
  restUnchangedMs: 40,
  storedAfterMs: 20,
  storedAtMostMs: 100,
  retryFirstMs: 10,
  retryMostMs: 50,
};

export const ROOM = 'doc/abcdefghij01/en';

/** An application that says yes unless told otherwise. A cookie `user=NAME` makes the person, `; mode=read` a reader. */
export class TestBackend implements RoomBackend {
  generation = 1;
  seedUpdate: Uint8Array | null = null;
  seedCalls = 0;
  storedCalls: { room: string; state: Uint8Array; authors: string[]; authorship: Authorship }[] = [];
  /** Answers that tests put in the place of the usual ones. */
  onAuthorize: ((cookie: string, room: string) => Promise<RoomAccess>) | null = null;
  onRecheck: ((actor: RoomActor, room: string) => Promise<RoomAccess>) | null = null;
  onStored: (() => Promise<void>) | null = null;

  async authorize(cookie: string | undefined, room: string): Promise<RoomAccess> {
    if (this.onAuthorize) return this.onAuthorize(cookie ?? '', room);
    return this.access(cookie ?? '');
  }

  async recheck(actor: RoomActor, room: string): Promise<RoomAccess> {
    return this.onRecheck ? this.onRecheck(actor, room) : this.access(`user=${actor.userId}`);
  }

  async seed(): Promise<Uint8Array | null> {
    this.seedCalls += 1;
    return this.seedUpdate;
  }

  async stored(room: string, state: Uint8Array, authors: string[], authorship: Authorship): Promise<void> {
    await this.onStored?.();
    this.storedCalls.push({ room, state, authors, authorship });
  }

  access(cookie: string): RoomAccess {
    const user = /user=(\w+)/.exec(cookie)?.[1];
    if (!user) return { ok: false, status: 401 };
    const actor: RoomActor = { userId: user, sessionId: `session-${user}`, name: `Name of ${user}`, colour: user.length % 12 };
    const mode = cookie.includes('mode=read') ? 'read' : 'write';
    return { ok: true, actor, mode, generation: this.generation, partnershipId: 'partnership' };
  }
}

/** Keeps what was logged, so that tests can ask for it and see nothing on the screen. */
export class TestLogger implements Logger {
  lines: { level: string; fields: object; message: string }[] = [];
  info = (fields: object, message: string) => void this.lines.push({ level: 'info', fields, message });
  warn = (fields: object, message: string) => void this.lines.push({ level: 'warn', fields, message });
  error = (fields: object, message: string) => void this.lines.push({ level: 'error', fields, message });

  said(part: string): boolean {
    return this.lines.some(({ message }) => message.includes(part));
  }
}

export interface TestServer {
  sync: SyncServer;
  backend: TestBackend;
  logger: TestLogger;
  log: UpdateLog;
  port: number;
  /** `http://127.0.0.1:PORT`, which is also the right Origin. */
  origin: string;
  close(): Promise<void>;
}

export interface TestServerOptions {
  limits?: Partial<SyncLimits>;
  log?: UpdateLog;
  backend?: TestBackend;
  publicUrl?: string;
  trustProxy?: boolean | number | string;
  port?: number;
  cluster?: Cluster;
  metrics?: SyncMetrics;
}

export async function startServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { backend = new TestBackend(), log = new MemoryLog(), limits, cluster, metrics, ...more } = options;
  const { publicUrl, trustProxy = false, port: wanted = 0 } = more;
  const logger = new TestLogger();
  const sync = createSyncServer({ log, backend, logger, limits: { ...FAST, ...limits }, publicUrl, trustProxy, cluster, metrics });
  const http: Server = createServer((_request, response) => response.writeHead(404).end());
  http.on('upgrade', (request, socket, head) => sync.handleUpgrade(request, socket, head));
  await new Promise<void>((resolve) => http.listen(wanted, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const close = async () => {
    const closed = new Promise((resolve) => http.close(resolve));
    await sync.drain();
    http.closeAllConnections();
    await closed;
  };
  return { sync, backend, logger, log, port, origin: `http://127.0.0.1:${port}`, close };
}

/** From now on the application's `stored` hook fails, or works again. */
export function breakHookOf({ backend }: TestServer, broken: boolean): void {
  backend.onStored = broken ? () => Promise.reject(new Error('the application cannot')) : null;
}

/** Resolves when `condition` holds; throws, with what it waited for, when it does not in time. */
export async function until(what: string, condition: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Waited ${ms} ms in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Watches from now on how long this process was away (its core given to others, memory being cleared); returns the longest, in milliseconds. */
export function watchAbsence(): () => number {
  const everyMs = 5;
  let longest = 0;
  let last = performance.now();
  const look = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last - everyMs);
    last = now;
  };
  const timer = setInterval(look, everyMs);
  return () => {
    clearInterval(timer);
    look();
    return longest;
  };
}

/** A folder for one test's storage. */
export function makeFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'koinon-live-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A log that a test can make refuse. */
export class UnreliableLog extends MemoryLog {
  /** Thrown by the next appends, while set. */
  appendError: Error | null = null;
  loadDelay: Promise<void> | null = null;
  loads = 0;
  appends = 0;

  override async append(rows: Parameters<UpdateLog['append']>[0]): Promise<number[]> {
    this.appends += 1;
    if (this.appendError) throw this.appendError;
    return super.append(rows);
  }

  override async load(room: string, generation: number): ReturnType<UpdateLog['load']> {
    this.loads += 1;
    await this.loadDelay;
    return super.load(room, generation);
  }
}

/** Any log, which refuses to write while `appendError` is set. */
export function refusing(log: UpdateLog): UpdateLog & { appendError: Error | null } {
  const made = {
    appendError: null as Error | null,
    append: async (rows: NewRow[]) => {
      if (made.appendError) throw made.appendError;
      return log.append(rows);
    },
    isShared: log.isShared,
    load: log.load.bind(log),
    since: log.since.bind(log),
    lastSeqs: log.lastSeqs.bind(log),
    seed: log.seed.bind(log),
    compact: log.compact.bind(log),
    roomsToCompact: log.roomsToCompact.bind(log),
    quarantine: log.quarantine.bind(log),
    quarantined: log.quarantined.bind(log),
    measure: log.measure.bind(log),
    close: log.close.bind(log),
  };
  return made;
}
