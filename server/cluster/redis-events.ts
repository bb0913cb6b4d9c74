/**
 * How the events server's nodes tell each other: socket.io's own adapter over a stream of Redis, which after a break goes on where it was. While
 * Redis is away each node still tells its own pages.
 */
import { createAdapter } from '@socket.io/redis-streams-adapter';
import { Redis } from 'ioredis';
import type { EventsRelay } from '../events/events';

/** Longest pause between two tries to connect. */
const RETRY_MOST_MS = 2_000;
/** What waits for a Redis that is away; beyond it a page of another node is as it was until the next change. */
const MOST_WAITING = 1_000;
/** What the stream keeps for nodes that were cut off; some hundred bytes each. */
const MOST_KEPT = 10_000;

/** @param prefix of all names: several installations may share a Redis */
export function openRedisEvents(url: string, prefix: string): EventsRelay {
  const redis = new Redis(url, {
    connectionName: 'koinon-events',
    // The adapter asks again at once when a question fails: questions must wait for the connection instead.
    maxRetriesPerRequest: null,
    retryStrategy: (times: number) => Math.min(50 * 2 ** times, RETRY_MOST_MS),
    keepAlive: 5_000,
    connectTimeout: 5_000,
  });
  const connections = [redis];
  // Without a listener an error would be printed by the library, each time; `redis-relay.ts` logs that Redis is away.
  redis.on('error', () => {});

  const duplicate = redis.duplicate.bind(redis);
  redis.duplicate = (options) => {
    const copy = duplicate(options);
    connections.push(copy);
    return copy;
  };
  let waiting = 0;
  const add = redis.xadd.bind(redis) as (...args: unknown[]) => Promise<string | null>;
  // The adapter tells its own pages when the stream has taken it, to give them the place in it, which nobody here uses: they are told at once.
  redis.xadd = (async (...args: unknown[]) => {
    if (waiting >= MOST_WAITING) return null;
    waiting += 1;
    add(...args)
      .catch(() => {})
      .finally(() => {
        waiting -= 1;
      });
    return null;
  }) as typeof redis.xadd;

  return {
    adapter: createAdapter(redis, {
      streamName: `${prefix}events`,
      channelPrefix: `${prefix}events`,
      maxLen: MOST_KEPT,
      onlyPlaintext: true,
    }),
    close() {
      for (const connection of connections) connection.disconnect();
    },
  };
}
