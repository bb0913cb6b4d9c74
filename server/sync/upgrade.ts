/** From an HTTP upgrade request to a socket, or to a refusal with an HTTP status: a stock client backs off from those. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Logger, RoomAccess, RoomBackend, Settings } from '../../app/live/backend';
import { Close, PROTOCOL, parseRoom } from '../../app/live/wire';
import { addressOf, hostOf, type Trust, trustOf } from '../http/proxy';
import { Refusals } from '../http/refusals';
import { isOurOrigin } from '../http/same-origin';
import { refuseUpgrade } from '../http/upgrade';
import type { ConnectionFacts } from './connection';
import type { Connections } from './connections';
import type { SyncLimits } from './limits';
import type { SyncMetrics } from './metrics';

const PATH = '/sync/';

export interface UpgradeOptions {
  publicUrl?: string;
  /** Whose `X-Forwarded-Host` and `X-Forwarded-For` count. */
  trustProxy: Settings['trustProxy'];
}

interface Asked {
  room: string;
  ext: boolean;
  /** What the client says that it speaks; absent for stock clients. */
  protocol: number | null;
  generation: number | null;
  /** Whose page it is, as the page knows it. */
  user: string | null;
}

export class Upgrades {
  readonly #backend: RoomBackend;
  readonly #connections: Connections;
  readonly #limits: SyncLimits;
  readonly #publicUrl: string | undefined;
  readonly #trust: Trust;
  readonly #logger: Logger;
  readonly #metrics: SyncMetrics;
  readonly #server: WebSocketServer;
  readonly #refusals: Refusals;
  closing = false;

  constructor(
    backend: RoomBackend,
    connections: Connections,
    limits: SyncLimits,
    options: UpgradeOptions,
    { logger, metrics }: { logger: Logger; metrics: SyncMetrics },
  ) {
    this.#backend = backend;
    this.#connections = connections;
    this.#limits = limits;
    this.#refusals = new Refusals(limits.refusalsPerMinute);
    this.#publicUrl = options.publicUrl;
    this.#trust = trustOf(options.trustProxy);
    this.#logger = logger;
    this.#metrics = metrics;
    this.#server = new WebSocketServer({ noServer: true, clientTracking: false, perMessageDeflate: false, maxPayload: limits.frameBytes });
  }

  /** Calls `accept` with the socket within the same tick in which it opens, so that no frame can come before its listeners. */
  async handle(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    accept: (socket: WebSocket, stream: Duplex, facts: ConnectionFacts) => void,
  ): Promise<void> {
    // A client that goes away meanwhile must not end the process.
    socket.on('error', () => socket.destroy());
    const moment = this.#connections.moment;
    const asked = readRequest(request.url ?? '');
    const verdict = await this.#judge(request, asked);
    if (socket.destroyed) return;
    // Asked again: a socket let in after the others were told to go would talk to a server that nobody else is on.
    if (this.closing) return this.#refuse(request, socket, 503);
    if (typeof verdict === 'number') return this.#refuse(request, socket, verdict);
    if (!asked) return;
    this.#server.handleUpgrade(request, socket, head, (opened) => {
      const facts: ConnectionFacts = { ...verdict, room: asked.room, ext: asked.ext };
      const code = this.#codeAgainst(asked, facts, moment);
      this.#metrics.opened();
      if (code === null) return accept(opened, socket, facts);
      this.#metrics.closed(code);
      opened.on('error', () => {});
      opened.close(code, 'not this way');
    });
  }

  /** The access of whoever asks, or the status of the refusal. */
  async #judge(request: IncomingMessage, asked: Asked | null): Promise<number | (RoomAccess & { ok: true })> {
    if (this.closing) return 503;
    if (!isOurOrigin(request.headers.origin, this.#publicUrl, hostOf(request, this.#trust))) return 403;
    if (this.#refusals.tooMany(addressOf(request, this.#trust))) return 429;
    if (!asked || parseRoom(asked.room) === null) return 404;
    try {
      const access = await this.#backend.authorize(request.headers.cookie, asked.room);
      if (!access.ok) return access.status;
      return this.#connections.countOf(access.actor.userId) >= this.#limits.socketsPerUser ? 429 : access;
    } catch (error) {
      this.#logger.error({ error: (error as Error).message }, 'the application could not say who may open a room');
      return 503;
    }
  }

  /** Reasons that a client of ours must be told by a close code, since browsers hide an HTTP status. */
  #codeAgainst(asked: Asked, facts: ConnectionFacts, moment: number): number | null {
    if (asked.protocol !== null && asked.protocol !== PROTOCOL) return Close.clientTooOld;
    // Somebody else has signed in since in that browser: one person's unsaved text must not go out under another's name.
    if (asked.user !== null && asked.user !== facts.actor.userId) return Close.sessionGone;
    if (asked.generation !== null && asked.generation !== facts.generation) return Close.otherGeneration;
    return this.#connections.revokedSince(moment, facts);
  }

  #refuse(request: IncomingMessage, socket: Duplex, status: number): void {
    this.#metrics.upgradeRefused(status);
    if (status !== 429 && status !== 503) this.#refusals.count(addressOf(request, this.#trust));
    refuseUpgrade(socket, status);
  }
}

/** The room is taken as it stands: names of rooms need no escapes, so one that has any is no room. */
function readRequest(url: string): Asked | null {
  const [path = '', query = ''] = url.split('?', 2);
  if (!path.startsWith(PATH)) return null;
  const params = new URLSearchParams(query);
  return {
    room: path.slice(PATH.length),
    ext: params.get('ext') === '1',
    protocol: numberOf(params.get('v')),
    generation: numberOf(params.get('generation')),
    user: params.get('user'),
  };
}

/** Not a number becomes one that equals none. */
function numberOf(value: string | null): number | null {
  return value === null ? null : Number(value);
}
