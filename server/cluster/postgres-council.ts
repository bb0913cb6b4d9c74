/**
 * The council of `server/sync/cluster.ts` on one connection to PostgreSQL: advisory locks, which end with the connection, and LISTEN/NOTIFY.
 */
import pg from 'pg';
import type { Logger } from '../../app/live/backend';
import type { Council, CouncilListener } from '../sync/cluster';

const CHANNEL = 'koinon_council';
const RETRY_FIRST_MS = 100;
const RETRY_MOST_MS = 2_000;
/** How often the connection is tried, and how long its answer may take: one that is silently broken would miss announcements. */
const ALIVE_EVERY_MS = 5_000;
const ANSWER_WITHIN_MS = 5_000;

export function openPostgresCouncil(databaseUrl: string, listener: CouncilListener, logger: Logger): Council {
  return new PostgresCouncil(databaseUrl, listener, logger);
}

class PostgresCouncil implements Council {
  readonly #url: string;
  readonly #listener: CouncilListener;
  readonly #logger: Logger;
  #client: pg.Client | null = null;
  #connecting: Promise<void>;
  /** This node's own: PostgreSQL gives one session the same lock twice. */
  #held = new Set<string>();
  #closed = false;
  #watch: NodeJS.Timeout;

  constructor(url: string, listener: CouncilListener, logger: Logger) {
    this.#url = url;
    this.#listener = listener;
    this.#logger = logger;
    this.#connecting = this.#connect(false);
    this.#watch = setInterval(() => void this.#tryLine(), ALIVE_EVERY_MS);
    this.#watch.unref();
  }

  async tryLock(name: string): Promise<(() => Promise<void>) | null> {
    if (this.#held.has(name)) return null;
    this.#held.add(name);
    try {
      const client = await this.#connected();
      const { rows } = await client.query('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS got', [name]);
      if (!rows[0].got) {
        this.#held.delete(name);
        return null;
      }
      return async () => {
        this.#held.delete(name);
        // With the connection the lock went.
        await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [name]).catch(() => {});
      };
    } catch (error) {
      this.#held.delete(name);
      throw error;
    }
  }

  async announce(text: string): Promise<void> {
    const client = await this.#connected();
    await client.query('SELECT pg_notify($1, $2)', [CHANNEL, text]);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#watch);
    await this.#client?.end().catch(() => {});
  }

  async #connected(): Promise<pg.Client> {
    const late = new Promise((resolve) => setTimeout(resolve, ANSWER_WITHIN_MS).unref());
    await Promise.race([this.#connecting, late]);
    if (!this.#client) throw new Error('The database cannot be reached.');
    return this.#client;
  }

  async #tryLine(): Promise<void> {
    const client = this.#client;
    await client?.query('SELECT 1').catch(() => this.#lost(client));
  }

  /** Until there is a connection, or the end. */
  async #connect(again: boolean): Promise<void> {
    for (let pause = RETRY_FIRST_MS; !this.#closed; pause = Math.min(pause * 2, RETRY_MOST_MS)) {
      const client = new pg.Client({
        connectionString: this.#url,
        connectionTimeoutMillis: ANSWER_WITHIN_MS,
        query_timeout: ANSWER_WITHIN_MS,
        keepAlive: true,
      });
      client.on('error', () => this.#lost(client));
      client.on('end', () => this.#lost(client));
      client.on('notification', ({ payload }) => this.#listener.announced(payload ?? ''));
      try {
        await client.connect();
        await client.query(`LISTEN ${CHANNEL}`);
        if (this.#closed) return await client.end();
        this.#client = client;
        if (again) this.#listener.returned();
        return;
      } catch {
        await client.end().catch(() => {});
        await new Promise((resolve) => setTimeout(resolve, pause).unref());
      }
    }
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = null;
    client.end().catch(() => {});
    if (this.#closed) return;
    this.#logger.warn({}, 'the line to the database on which machines tell each other of revoked access is cut; it is opened again');
    this.#connecting = this.#connect(true);
  }
}
