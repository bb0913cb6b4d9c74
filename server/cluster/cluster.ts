/** This machine among others: what several nodes on one database need, made of the settings. */
import { createHmac, randomBytes } from 'node:crypto';
import type { Logger, Settings } from '../../app/live/backend';
import type { EventsOptions } from '../events/events';
import type { Cluster } from '../sync/cluster';
import { openPostgresCouncil } from './postgres-council';
import { openRedisEvents } from './redis-events';
import { openRedisRelay } from './redis-relay';

/** Undefined with SQLite: its file has one server. */
export function clusterOf({ databaseUrl, redisUrl, appSecret }: Settings, logger: Logger): Cluster | undefined {
  if (!databaseUrl) return undefined;
  const prefix = prefixOf(appSecret);
  return {
    node: randomBytes(9).toString('base64url'),
    relay: redisUrl ? (listener) => openRedisRelay(redisUrl, prefix, listener, logger) : undefined,
    council: (listener) => openPostgresCouncil(databaseUrl, listener, logger),
  };
}

/** The same for events; undefined where this machine is alone. */
export function eventsRelayOf({ databaseUrl, redisUrl, appSecret }: Settings): EventsOptions['relay'] {
  return databaseUrl && redisUrl ? (heard) => openRedisEvents(redisUrl, prefixOf(appSecret), heard) : undefined;
}

/** Installations that share a Redis do not hear each other. */
function prefixOf(appSecret: string): string {
  return `koinon:${createHmac('sha256', appSecret).update('relay').digest('hex').slice(0, 16)}:`;
}
