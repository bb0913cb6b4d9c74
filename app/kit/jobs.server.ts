/**
 * Work for later, kept in the database: written inside the caller's transaction, so that it exists exactly when the change does.
 *
 * A runner claims a job with one conditional update, which two runners cannot both win. The claim is a lease that is
 * renewed while the job runs; a runner that dies gives the job back when its lease ends. So a job runs at least once, and
 * never twice at a time while clocks of the nodes agree within the lease. Work that must not happen twice needs a mark of
 * its own (see mail.server.ts).
 */
import { z } from 'zod';
import type { Logger } from '~/live/backend';
import type { Db, Tx } from './db.server';
import { newId } from './ids';

const LEASE_MS = 60_000;
const FIRST_WAIT_MS = 10_000;
const LONGEST_WAIT_MS = 3600_000;
const AT_ONCE = 4;
const SWEEP_EVERY_MS = 3600_000;
const DAY = 24 * 3600_000;
const KEEP_DONE_MS = 7 * DAY;
const KEEP_FAILED_MS = 90 * DAY;
const MAX_ATTEMPTS = 8;

export interface JobRun {
  id: string;
  /** 1 at the first attempt. */
  attempt: number;
  /** True when it will be given up if it fails now. */
  last: boolean;
  /** Aborted when the lease was lost: somebody else may have begun. */
  signal: AbortSignal;
}

/**
 * One kind of work. The payload is checked when it is written and again when it is read: a new version may meet old rows.
 * It names persons by id only: jobs are kept for weeks, and an account that is deleted must not be looked for in them.
 */
export interface JobKind<P> {
  name: string;
  payload: z.ZodType<P>;
  /** Attempts before it is given up; 8 (about two hours) unless told. */
  maxAttempts?: number;
  run(payload: P, job: JobRun): Promise<void>;
  /**
   * It is given up: it failed for good, or its runners died. Whoever waits for it learns so here, and not in `run`, which a killed process never
   * ends. Called before that is written down; called twice where a runner dies just then.
   */
  givenUp?(payload: P): Promise<void>;
}

/** Thrown by a job for which trying again is pointless. */
export class GiveUp extends Error {}

/** Only helps the types along: a kind is a plain value that `createJobRunner` is given. */
export function jobKind<P>(kind: JobKind<P>): JobKind<P> {
  return kind;
}

/**
 * Writes a job in the caller's transaction.
 * @param when.runAt the earliest moment; now unless told
 * @param when.dedupeKey at most one job per key waits: a second one hands its payload over to the first, which keeps the
 *   earlier moment. When the first is running already, it runs once more for the second.
 */
export async function enqueue<P>(tx: Tx, kind: JobKind<P>, payload: P, when: { runAt?: Date; dedupeKey?: string } = {}): Promise<void> {
  const now = new Date();
  const data = {
    id: newId(),
    kind: kind.name,
    payload: JSON.stringify(kind.payload.parse(payload)),
    runAt: when.runAt ?? now,
    maxAttempts: kind.maxAttempts ?? MAX_ATTEMPTS,
    createdAt: now,
  };
  if (when.dedupeKey === undefined) {
    await tx.job.create({ data });
    return;
  }
  // One statement that both databases know; Prisma's upsert can neither choose the earlier moment nor see a running job.
  await tx.$executeRaw`
    INSERT INTO "Job" ("id", "kind", "payload", "runAt", "maxAttempts", "createdAt", "attempts", "dedupeKey")
    VALUES (${data.id}, ${data.kind}, ${data.payload}, ${data.runAt}, ${data.maxAttempts}, ${data.createdAt}, 0, ${when.dedupeKey})
    ON CONFLICT ("dedupeKey") DO UPDATE SET
      "payload" = excluded."payload",
      "attempts" = 0,
      "runAt" = CASE WHEN "Job"."lockedBy" IS NULL AND "Job"."runAt" < excluded."runAt" THEN "Job"."runAt" ELSE excluded."runAt" END`;
}

interface RunnerOptions {
  // biome-ignore lint/suspicious/noExplicitAny: kinds of different payloads live in one list; each checks its own.
  kinds: JobKind<any>[];
  database: () => Db;
  log: () => Logger;
  leaseMs?: number;
}

interface Claim {
  id: string;
  kind: string;
  payload: string;
  attempt: number;
  maxAttempts: number;
  token: string;
}

/** How long to wait before attempt `attempt + 1`: 10 s, 30 s, 90 s ... up to an hour, a fifth more or less. */
function waitAfter(attempt: number): number {
  return Math.min(FIRST_WAIT_MS * 3 ** (attempt - 1), LONGEST_WAIT_MS) * (0.8 + 0.4 * Math.random());
}

const reason = (error: unknown) => (error instanceof Error ? error.message : String(error)).slice(0, 2000);

/** Makes a runner; any number of them may share a database. */
export function createJobRunner({ kinds, database, log, leaseMs = LEASE_MS }: RunnerOptions) {
  const byName = new Map(kinds.map((kind) => [kind.name, kind]));
  let running = 0;
  let sweepAt = 0;
  let stopped = false;
  const underWay = new Set<Promise<unknown>>();

  /** Jobs that nobody holds. */
  const free = (now: Date) => ({ doneAt: null, failedAt: null, OR: [{ lockedUntil: null }, { lockedUntil: { lte: now } }] });

  async function claim(limit: number): Promise<Claim[]> {
    const now = new Date();
    const due = await database().job.findMany({ where: { ...free(now), runAt: { lte: now } }, orderBy: { runAt: 'asc' }, take: limit });
    const claims: Claim[] = [];
    for (const job of due) {
      const { id, kind, payload, maxAttempts } = job;
      const attempt = job.attempts + 1;
      if (job.attempts >= maxAttempts) {
        const data = {
          failedAt: now,
          dedupeKey: null,
          lockedBy: null,
          lockedUntil: null,
          lastError: 'Its runner ended during the last attempt.',
        };
        await tellGivenUp({ id, kind, payload });
        await database().job.updateMany({ where: { ...free(now), id, attempts: job.attempts }, data });
        continue;
      }
      const token = newId();
      const { count } = await database().job.updateMany({
        where: { ...free(now), id, attempts: job.attempts, payload },
        data: { lockedBy: token, lockedUntil: new Date(now.getTime() + leaseMs), attempts: attempt },
      });
      if (count === 1) claims.push({ id, kind, payload, attempt, maxAttempts, token });
    }
    return claims;
  }

  /** What goes wrong in it keeps no job from ending: it would be claimed for ever. */
  async function tellGivenUp({ id, kind, payload }: Pick<Claim, 'id' | 'kind' | 'payload'>): Promise<void> {
    try {
      const known = byName.get(kind);
      const read = known?.payload.safeParse(JSON.parse(payload));
      if (read?.success) await known?.givenUp?.(read.data);
    } catch (error) {
      log().error({ error, job: id, kind }, 'that a job was given up could not be told');
    }
  }

  /** Is it this claim's still, and has nobody asked for it anew meanwhile? */
  const holds = async ({ id, token, attempt }: Claim) =>
    (await database().job.count({ where: { id, lockedBy: token, attempts: attempt } })) === 1;

  /** Ends a claim. A second request that came in meanwhile has set the attempts back: then the job only becomes free again. */
  async function settle({ id, token, attempt }: Claim, data: object): Promise<void> {
    const unlocked = { lockedBy: null, lockedUntil: null };
    const { count } = await database().job.updateMany({
      where: { id, lockedBy: token, attempts: attempt },
      data: { ...data, ...unlocked },
    });
    if (count === 0) await database().job.updateMany({ where: { id, lockedBy: token }, data: unlocked });
  }

  async function attemptOnce(held: Claim): Promise<void> {
    const kind = byName.get(held.kind);
    if (!kind) throw new GiveUp(`No job of the kind "${held.kind}" is known here.`);
    const lost = new AbortController();
    const renew = setInterval(() => {
      const until = new Date(Date.now() + leaseMs);
      database()
        .job.updateMany({ where: { id: held.id, lockedBy: held.token }, data: { lockedUntil: until } })
        .then(({ count }) => count === 0 && lost.abort(new Error('The lease of this job was lost.')))
        // A database that is away for a moment: the next renewal tells.
        .catch((error: unknown) => log().warn({ error, job: held.id }, 'a lease could not be renewed'));
    }, leaseMs / 3);
    try {
      const payload = kind.payload.safeParse(JSON.parse(held.payload));
      if (!payload.success) throw new GiveUp(`The payload does not fit: ${z.prettifyError(payload.error)}`);
      const { id, attempt, maxAttempts } = held;
      await kind.run(payload.data, { id, attempt, last: attempt >= maxAttempts, signal: lost.signal });
    } finally {
      clearInterval(renew);
    }
  }

  async function runOne(held: Claim): Promise<void> {
    try {
      await attemptOnce(held);
      await settle(held, { doneAt: new Date(), dedupeKey: null, lastError: null });
    } catch (error) {
      const last = error instanceof GiveUp || held.attempt >= held.maxAttempts;
      const fields = { error, job: held.id, kind: held.kind, attempt: held.attempt };
      if (last) log().error(fields, 'a job was given up');
      else log().warn(fields, 'a job failed and will be tried again');
      const data = last ? { failedAt: new Date(), dedupeKey: null } : { runAt: new Date(Date.now() + waitAfter(held.attempt)) };
      if (last && (await holds(held))) await tellGivenUp(held);
      await settle(held, { ...data, lastError: reason(error) });
    }
  }

  async function sweep(): Promise<void> {
    if (Date.now() < sweepAt) return;
    sweepAt = Date.now() + SWEEP_EVERY_MS;
    const before = (age: number) => ({ lt: new Date(Date.now() - age) });
    await database().job.deleteMany({ where: { OR: [{ doneAt: before(KEEP_DONE_MS) }, { failedAt: before(KEEP_FAILED_MS) }] } });
  }

  async function runDue(): Promise<number> {
    try {
      const room = AT_ONCE - running;
      if (room <= 0) return 0;
      running += room;
      const claims = await claim(room).finally(() => {
        running -= room;
      });
      running += claims.length;
      await Promise.all(claims.map((held) => runOne(held).finally(() => running--)));
      await sweep();
      return claims.length;
    } catch (error) {
      log().error({ error }, 'the job queue could not be read or written');
      return 0;
    }
  }

  return {
    /** Runs what is due, a few side by side; resolves to how many ran. Never throws: what failed is kept with the job. */
    async runDue(): Promise<number> {
      if (stopped) return 0;
      const round = runDue();
      underWay.add(round);
      return round.finally(() => underWay.delete(round));
    },

    /** Begins no more; resolves when everything that was begun has ended and is written down. */
    async stop(): Promise<void> {
      stopped = true;
      await Promise.all(underWay);
    },
  };
}
