/**
 * Tells open pages of changes, by socket.io (`app/live/events.ts` says what). Who may hear what the application decides, before the upgrade and
 * again every minute; a revocation ends the sockets that it hits at once.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server, type Socket } from 'socket.io';
import type { EventsAccess, EventsBackend, EventsService, Listener, Logger, RevokeMatch, Settings } from '../../app/live/backend';
import { type Change, type ClientEvents, EVENTS_PATH, type ServerEvents } from '../../app/live/events';
import { addressOf, hostOf, trustOf } from '../http/proxy';
import { Refusals } from '../http/refusals';
import { isOurOrigin } from '../http/same-origin';
import { refuseUpgrade } from '../http/upgrade';
import { isHit } from '../sync/connections';
import type { SyncLimits } from '../sync/limits';

export interface EventsOptions {
  backend: EventsBackend;
  logger: Logger;
  publicUrl?: string;
  trustProxy: Settings['trustProxy'];
  limits: Pick<SyncLimits, 'socketsPerUser' | 'refusalsPerMinute' | 'recheckMs'>;
  /** How nodes tell each other; absent where there is one. `heard` takes what the others tell. */
  relay?: (heard: EventsRelay['tell']) => EventsRelay;
}

export interface EventsRelay {
  /** Returns at once and never throws. */
  tell(audiences: readonly string[], change: Change): void;
  close(): void;
}

export interface EventsServer {
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  service: EventsService;
  /** Ends the sockets that a revocation hits; who may still listen comes back. */
  revoke(match: RevokeMatch): void;
  /** Asks for the rights of all sockets anew: revocations may have been missed. */
  recheckAll(): Promise<void>;
  /** Open sockets of this node. */
  readonly sockets: number;
  close(): Promise<void>;
}

type OurSocket = Socket<ClientEvents, ServerEvents, Record<string, never>, Admission>;

interface Admission {
  listener: Listener;
  /** How many revocations there had been when it was asked for. */
  revocations: number;
}

/** Nothing is taken from pages: what they may send is what socket.io itself needs. */
const MOST_BYTES = 1_000;

export function createEventsServer({ backend, logger, publicUrl, trustProxy, limits, relay }: EventsOptions): EventsServer {
  const trust = trustOf(trustProxy);
  const refusals = new Refusals(limits.refusalsPerMinute);
  const admitted = new WeakMap<IncomingMessage, Admission>();
  /** When each audience was last told something, since this node is there: no more of them than members, organisations and partnerships. */
  const told = new Map<string, number>();
  const startedAt = performance.now();
  let revocations = 0;
  let closing = false;

  const io = new Server<ClientEvents, ServerEvents, Record<string, never>, Admission>({
    path: EVENTS_PATH,
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: MOST_BYTES,
    // Proxies cut what is silent for long.
    pingInterval: 20_000,
  });
  // It never listens: upgrades come from the one place that has them all (`http/upgrade.ts`).
  io.attach(createServer());

  io.use((socket, next) => {
    const admission = admitted.get(socket.request);
    if (!admission) return next(new Error('not admitted'));
    socket.data = admission;
    next();
  });
  io.on('connection', (socket) => {
    const { listener, revocations: before } = socket.data;
    void socket.join(listener.audiences);
    // What came before this node did it cannot know: whoever read a page before that reads it again.
    socket.emit('here', performance.now() - Math.max(startedAt, ...listener.audiences.map((audience) => told.get(audience) ?? 0)));
    if (before !== revocations) void recheck(socket);
  });

  function tellHere(audiences: readonly string[], change: Change): void {
    const now = performance.now();
    for (const audience of audiences) told.set(audience, now);
    io.to([...audiences]).emit('changed', change);
  }
  const others = relay?.(tellHere);

  async function recheck(socket: OurSocket): Promise<void> {
    try {
      const { audiences } = socket.data.listener;
      const now = await backend.recheck(socket.data.listener);
      if (!now || now.audiences.join() !== audiences.join()) socket.disconnect(true);
    } catch (error) {
      logger.warn({ error: (error as Error).message }, 'rights could not be asked again; asked next time');
    }
  }

  async function recheckAll(): Promise<void> {
    for (const socket of here()) if (socket.connected) await recheck(socket);
  }

  const here = () => [...io.sockets.sockets.values()];
  const countOf = (userId: string) => here().filter(({ data }) => data.listener.userId === userId).length;

  /** Who asks may listen, or the status of the refusal. */
  async function judge(request: IncomingMessage): Promise<number | (EventsAccess & { ok: true })> {
    if (!isOurOrigin(request.headers.origin, publicUrl, hostOf(request, trust))) return 403;
    if (refusals.tooMany(addressOf(request, trust))) return 429;
    const partnershipId = new URLSearchParams(request.url?.split('?', 2)[1]).get('partnership');
    if (!partnershipId) return 404;
    try {
      const access = await backend.listen(request.headers.cookie, partnershipId);
      if (!access.ok) return access.status;
      return countOf(access.listener.userId) >= limits.socketsPerUser ? 429 : access;
    } catch (error) {
      logger.error({ error: (error as Error).message }, 'the application could not say who may listen to changes');
      return 503;
    }
  }

  async function handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const before = revocations;
    const verdict = await judge(request);
    if (socket.destroyed) return;
    if (closing) return refuseUpgrade(socket, 503);
    if (typeof verdict === 'number') {
      if (verdict !== 429 && verdict !== 503) refusals.count(addressOf(request, trust));
      return refuseUpgrade(socket, verdict);
    }
    admitted.set(request, { listener: verdict.listener, revocations: before });
    // It reads the query itself, from the address as it came.
    io.engine.handleUpgrade(request, socket, head);
  }

  const timer = setInterval(() => void recheckAll(), limits.recheckMs);
  timer.unref();

  return {
    handleUpgrade: (request, socket, head) => void handleUpgrade(request, socket, head),
    service: {
      tell(audiences, change) {
        tellHere(audiences, change);
        others?.tell(audiences, change);
      },
    },
    revoke(match) {
      revocations += 1;
      for (const socket of here()) if (isHit(match, socket.data.listener)) socket.disconnect(true);
    },
    recheckAll,
    get sockets() {
      return io.sockets.sockets.size;
    },
    async close() {
      closing = true;
      clearInterval(timer);
      // Without a word of goodbye, which would keep pages from coming back by themselves.
      io.engine.close();
      await io.close();
      others?.close();
    },
  };
}
