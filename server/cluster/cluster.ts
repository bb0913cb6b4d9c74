/** This machine among others: what several nodes on one database need, made of the settings. */
import { createHmac, randomBytes } from 'node:crypto';
import type { Logger, Settings } from '../../app/live/backend';
import type { Cluster } from '../sync/cluster';
import { openPostgresCouncil } from './postgres-council';
import { openRedisRelay } from './redis-relay';

/** Undefined with SQLite: its file has one server. */
export function clusterOf({ databaseUrl, redisUrl, appSecret }: Settings, logger: Logger): Cluster | undefined {
  if (!databaseUrl) return undefined;
  // Installations that share a Redis do not hear each other.
  const prefix = `koinon:${createHmac('sha256', appSecret).update('relay').digest('hex').slice(0, 16)}:`;
  return {
    node: randomBytes(9).toString('base64url'),
    relay: redisUrl ? (listener) => openRedisRelay(redisUrl, prefix, listener, logger) : undefined,
    council: (listener) => openPostgresCouncil(databaseUrl, listener, logger),
  };
}
