/** The sync server: what the composition root makes, and what closes with grace. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Logger, RoomBackend, SyncService } from '../../app/live/backend';
import { encodeHello } from '../../app/live/hello';
import { Close, PROTOCOL } from '../../app/live/wire';
import type { UpdateLog } from '../storage/update-log';
import type { Cluster } from './cluster';
import { Committer } from './committer';
import { Compactor } from './compactor';
import { Connection, type ConnectionFacts } from './connection';
import { Connections, type RevocationListener } from './connections';
import { Folding } from './folding';
import { DEFAULT_LIMITS, type SyncLimits } from './limits';
import { type SyncMetrics, UNMEASURED } from './metrics';
import { Nodes } from './nodes';
import { Rooms } from './rooms';
import { createSyncService } from './service';
import { type UpgradeOptions, Upgrades } from './upgrade';

export interface SyncServerOptions extends UpgradeOptions {
  /** Stays the caller's: close it after `drain`. */
  log: UpdateLog;
  backend: RoomBackend;
  logger: Logger;
  limits?: Partial<SyncLimits>;
  /** The other machines; absent where there is one. */
  cluster?: Cluster;
  metrics?: SyncMetrics;
  /** Hears of every revocation, of this node and of others. */
  others?: RevocationListener;
}

/** What there is at this moment. */
export interface SyncStats {
  rooms: number;
  /** Those of them whose document is kept as bytes. */
  restingRooms: number;
  connections: number;
  unsavedBytes: number;
  commits: number;
  saving: boolean;
  /** Rooms that wait for the next commit, and rooms whose changes the storage refuses. */
  waitingRooms: number;
  refusedRooms: number;
  /** Frames that wait until their room is loaded. */
  earlyFrames: number;
  /** Rooms whose logs are being folded, or wait for it. */
  folds: number;
}

export interface SyncServer {
  /** For upgrade requests whose path begins with `/sync/`. Answers every request, with a socket or a status. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  service: SyncService;
  /** Takes no more sockets, sends 1012 to all, and resolves when everything that was taken is on disk and the application was told. */
  drain(): Promise<void>;
  stats(): SyncStats;
  /** One round of folding logs of closed rooms; it also runs by itself. */
  compact(): Promise<void>;
}

export function createSyncServer(options: SyncServerOptions): SyncServer {
  const { log, backend, logger, limits: given, cluster, metrics = UNMEASURED, others, ...upgrade } = options;
  const limits = { ...DEFAULT_LIMITS, ...given };
  const committer = new Committer(log, limits, logger, metrics);
  const folding = new Folding(log, logger, (name) => nodes.tryLock(name), metrics);
  const connections = new Connections(backend, limits, logger, metrics, others);
  const nodes = new Nodes(cluster, connections, logger);
  const context = { log, backend, logger, limits, committer, folding, nodes, metrics };
  const rooms = new Rooms(context);
  const upgrades = new Upgrades(backend, connections, limits, upgrade, { logger, metrics });
  const compactor = new Compactor(log, limits, logger, folding, (room, generation) => rooms.find(room, generation) !== null);
  compactor.start();

  const accept = (socket: WebSocket, stream: Duplex, facts: ConnectionFacts) => {
    const connection = new Connection(socket, stream, facts, limits);
    connections.add(connection);
    void enterRoom(connection, rooms, logger);
  };

  const sweeper = setInterval(() => {
    const now = performance.now();
    connections.sweep(now);
    for (const connection of connections.all) connection.sweep(now);
    for (const room of rooms.open) room.sweep(now);
  }, limits.sweepMs);
  sweeper.unref();
  // What no other node told of, or this one did not hear.
  const looker = log.isShared ? setInterval(() => void lookAtAll(rooms, log, logger), limits.lookEveryMs) : null;
  looker?.unref();

  return {
    handleUpgrade: (request, socket, head) => void upgrades.handle(request, socket, head, accept),
    service: createSyncService(rooms, context),
    compact: () => compactor.run(),
    stats: () => ({
      rooms: rooms.open.length,
      restingRooms: rooms.open.filter(({ document }) => document.isResting).length,
      connections: connections.all.size,
      unsavedBytes: committer.unsavedBytes,
      commits: committer.commits,
      saving: committer.saving,
      waitingRooms: committer.queue.waiting,
      refusedRooms: committer.queue.refused,
      earlyFrames: [...connections.all].reduce((sum, { earlyFrames }) => sum + earlyFrames, 0),
      folds: folding.unfinished,
    }),
    async drain() {
      upgrades.closing = true;
      for (const connection of [...connections.all]) connection.close(Close.restarting, 'restarting');
      clearInterval(sweeper);
      compactor.close();
      // Given up at once: large documents take long, and the log is whole without it.
      const noMoreFolds = folding.close();
      // Text first: whatever else takes long, it is on disk by then.
      await committer.flush();
      await noMoreFolds;
      await Promise.all(rooms.open.map((room) => room.saver.finish()));
      for (const room of rooms.open) room.presence.flush();
      if (looker) clearInterval(looker);
      await nodes.close();
      rooms.destroy();
    },
  };
}

/** Asks the log, in one question, which open rooms have rows that this node has not seen. */
async function lookAtAll(rooms: Rooms, log: UpdateLog, logger: Logger): Promise<void> {
  const { open } = rooms;
  if (open.length === 0) return;
  try {
    const lastSeqs = await log.lastSeqs(open.map(({ name: room, generation }) => ({ room, generation })));
    for (const [index, room] of open.entries()) room.follower.noteLastSeq(lastSeqs[index] ?? 0);
  } catch (error) {
    logger.warn({ error: (error as Error).message }, 'the log could not be asked for news; it is asked again');
  }
}

/** Greets the client at once; everything else waits until the room is there. */
async function enterRoom(connection: Connection, rooms: Rooms, logger: Logger): Promise<void> {
  const { room: name, generation, mode, ext } = connection.facts;
  if (ext) connection.send(encodeHello({ protocol: PROTOCOL, generation, role: mode, serverTime: Date.now() }));
  const hold = rooms.hold(name, generation, (frames) => connection.answerEarly(frames));
  connection.onGone(hold.release);
  try {
    const room = await hold.room;
    if (connection.isOpen) room.join(connection);
  } catch (error) {
    logger.error({ room: name, error: (error as Error).message }, 'a room could not be opened');
    connection.close(Close.overloaded, 'the room cannot be opened now');
  }
}
