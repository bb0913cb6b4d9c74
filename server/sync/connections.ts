/** All sockets, and who may no longer have one. */
import type { Logger, RevokeMatch, RoomActor, RoomBackend } from '../../app/live/backend';
import { Close } from '../../app/live/wire';
import type { Connection, ConnectionFacts } from './connection';
import type { SyncLimits } from './limits';
import { type SyncMetrics, UNMEASURED } from './metrics';

interface Revocation {
  number: number;
  match: RevokeMatch;
  code: number;
  at: number;
}

/** Who has open sockets of another kind, and must close them for the same reasons. */
export interface RevocationListener {
  revoked(match: RevokeMatch): void;
  /** Some may have been missed. */
  missed(): void;
}

/** A revocation is remembered for as long as an upgrade that began before it can take. */
const REMEMBER_MS = 60_000;
/** Questions about rights that run at the same time. */
const RECHECKS_AT_ONCE = 8;

export class Connections {
  readonly #backend: RoomBackend;
  readonly #limits: SyncLimits;
  readonly #logger: Logger;
  readonly #metrics: SyncMetrics;
  readonly #others: RevocationListener | undefined;
  /** In the order in which their rights are asked again. */
  readonly all = new Set<Connection>();
  #revocations: Revocation[] = [];
  #count = 0;
  #rechecking = 0;

  constructor(backend: RoomBackend, limits: SyncLimits, logger: Logger, metrics = UNMEASURED, others?: RevocationListener) {
    this.#backend = backend;
    this.#limits = limits;
    this.#logger = logger;
    this.#metrics = metrics;
    this.#others = others;
  }

  /** A moment, to be given to `revokedSince` later. */
  get moment(): number {
    return this.#count;
  }

  /** Did a revocation hit these facts since that moment? Returns its close code. */
  revokedSince(moment: number, facts: ConnectionFacts): number | null {
    return this.#revocations.find(({ number, match }) => number > moment && matches(match, facts))?.code ?? null;
  }

  revoke(match: RevokeMatch, code: number): void {
    this.#count += 1;
    this.#revocations.push({ number: this.#count, match, code, at: performance.now() });
    for (const connection of [...this.all]) if (matches(match, connection.facts)) connection.close(code, 'access changed');
    this.#others?.revoked(match);
  }

  add(connection: Connection): void {
    connection.recheckAt = performance.now() + this.#limits.recheckMs;
    this.all.add(connection);
    connection.onGone((code) => {
      this.all.delete(connection);
      this.#metrics.closed(code);
    });
  }

  countOf(userId: string): number {
    let count = 0;
    for (const connection of this.all) if (connection.actor.userId === userId) count++;
    return count;
  }

  /** Asks for the rights of all sockets anew, as soon as they can be asked: revocations may have been missed. */
  recheckAll(): void {
    const now = performance.now();
    for (const connection of this.all) connection.recheckAt = now;
    this.#recheckNext(now);
    this.#others?.missed();
  }

  /** One look from the server's timer. */
  sweep(now: number): void {
    this.#revocations = this.#revocations.filter(({ at }) => now - at < REMEMBER_MS);
    this.#recheckNext(now);
  }

  /** Who has waited longest comes first, and each answer makes room for the next question: however many sockets there are, all are asked. */
  #recheckNext(now: number): void {
    for (const connection of this.all) {
      if (now < connection.recheckAt || this.#rechecking >= RECHECKS_AT_ONCE) return;
      void this.#recheck(connection);
    }
  }

  /** A backstop for revocations that nobody told us of. While the application cannot answer, the socket stays. */
  async #recheck(connection: Connection): Promise<void> {
    connection.recheckAt = performance.now() + this.#limits.recheckMs;
    this.all.delete(connection);
    this.all.add(connection);
    this.#rechecking += 1;
    const { actor, room, generation, mode } = connection.facts;
    try {
      const access = await this.#backend.recheck(actor, room);
      if (!access.ok) connection.close(access.status === 401 ? Close.sessionGone : Close.accessLost, 'access ended');
      else if (access.generation !== generation) connection.close(Close.otherGeneration, 'other generation');
      // Whoever may still come in comes back, and is told the other role.
      else if (access.mode !== mode) connection.close(Close.restarting, 'another role');
    } catch (error) {
      this.#logger.warn({ error: (error as Error).message }, 'rights could not be asked again; asked next time');
    } finally {
      this.#rechecking -= 1;
      this.#recheckNext(performance.now());
    }
  }
}

/** Whom a revocation may hit; a room where there is one. */
type Target = Pick<RoomActor, 'userId' | 'sessionId'> & { partnershipId: string; room?: string };

/** Does the revocation hit them? All that it names must match; one that names nothing hits nobody. */
export function isHit({ sessionId, userId, partnershipId, room }: RevokeMatch, target: Target): boolean {
  if (sessionId === undefined && userId === undefined && partnershipId === undefined && room === undefined) return false;
  return (
    (sessionId === undefined || sessionId === target.sessionId) &&
    (userId === undefined || userId === target.userId) &&
    (partnershipId === undefined || partnershipId === target.partnershipId) &&
    (room === undefined || room === target.room)
  );
}

function matches(match: RevokeMatch, { actor, partnershipId, room }: ConnectionFacts): boolean {
  return isHit(match, { ...actor, partnershipId, room });
}
