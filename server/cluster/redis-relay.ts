/**
 * The relay of `server/sync/cluster.ts` on Redis' publish and subscribe. Nothing is stored there. While Redis is away everything said is
 * lost, on purpose: a queue would grow without end and be old when it is sent. What was missed comes from the log.
 */
import { Redis } from 'ioredis';
import type { Logger } from '../../app/live/backend';
import type { Relay, RelayListener } from '../sync/cluster';

/** Longest pause between two tries to connect. */
const RETRY_MOST_MS = 2_000;
/** A Redis that does not answer for so long is taken for gone, and connected to anew. */
const SILENT_MS = 10_000;

/**
 * @param prefix of all channels: several installations may share a Redis
 */
export function openRedisRelay(url: string, prefix: string, listener: RelayListener, logger: Logger): Relay {
  const options = {
    enableOfflineQueue: false,
    // A command that was cut off must not be sent again by the library: it would be said twice, late.
    maxRetriesPerRequest: 0,
    autoResubscribe: false,
    retryStrategy: (times: number) => Math.min(50 * 2 ** times, RETRY_MOST_MS),
    keepAlive: 5_000,
    connectTimeout: 5_000,
  };
  const out = new Redis(url, { ...options, connectionName: 'koinon-out' });
  const heard = new Redis(url, { ...options, connectionName: 'koinon-heard' });
  const wanted = new Set<string>();
  const channel = (room: string) => prefix + room;
  let connected = true;
  let closed = false;

  /** Rooms that are heard on the open connection. */
  const subscribed = new Set<string>();

  const subscribe = (room: string) => {
    heard.subscribe(channel(room)).then(
      () => {
        if (!wanted.has(room)) return;
        subscribed.add(room);
        listener.subscribed(room);
      },
      // Asked for again when the connection is back.
      () => {},
    );
  };
  heard.on('ready', () => {
    for (const room of wanted) subscribe(room);
  });
  heard.on('close', () => subscribed.clear());
  // The two connections come back one after the other: what was to be said when the first was there was lost.
  out.on('ready', () => {
    for (const room of subscribed) listener.subscribed(room);
  });
  heard.on('messageBuffer', (name: Buffer, message: Buffer) => {
    const room = name.toString().slice(prefix.length);
    if (wanted.has(room)) listener.heard(room, message);
  });
  for (const client of [out, heard]) {
    // Without a listener an error would be printed by the library, each time.
    client.on('error', () => {});
    client.on('close', () => {
      if (connected && !closed)
        logger.warn({}, 'Redis cannot be reached; the other machines are followed through the database, more slowly');
      connected = false;
    });
    client.on('ready', () => {
      if (!connected && out.status === 'ready' && heard.status === 'ready') {
        connected = true;
        logger.info({}, 'Redis can be reached');
      }
    });
  }
  const watch = setInterval(() => {
    for (const client of [out, heard]) if (client.status === 'ready') void answersInTime(client);
  }, SILENT_MS);
  watch.unref();

  return {
    subscribe(room) {
      wanted.add(room);
      if (heard.status === 'ready') subscribe(room);
    },
    unsubscribe(room) {
      wanted.delete(room);
      subscribed.delete(room);
      if (heard.status === 'ready') heard.unsubscribe(channel(room)).catch(() => {});
    },
    publish(room, message) {
      if (out.status !== 'ready') return;
      // Of another array of bytes the library would send its numbers as text.
      out.publish(channel(room), Buffer.from(message.buffer, message.byteOffset, message.byteLength)).catch(() => {});
    },
    async close() {
      closed = true;
      clearInterval(watch);
      out.disconnect();
      heard.disconnect();
    },
  };
}

/** A connection over which nothing comes back looks open for many minutes. */
async function answersInTime(client: Redis): Promise<void> {
  const late = setTimeout(() => client.disconnect(true), SILENT_MS / 2).unref();
  await client.ping().catch(() => {});
  clearTimeout(late);
}
