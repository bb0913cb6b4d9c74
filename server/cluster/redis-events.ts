/**
 * How the events server's nodes tell each other: a stream of Redis, which a node reads on from where it was when it had been cut off. While Redis
 * is away, what is to be told waits, each noun once with all whose news it is: there are so many members and no more.
 */
import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import type { Change } from '../../app/live/events';
import type { EventsRelay } from '../events/events';

/** Longest pause between two tries to connect. */
const RETRY_MOST_MS = 2_000;
/** A question to the stream waits so long for something new. */
const READ_MS = 5_000;
/** A Redis that does not answer for so long is taken for gone, and connected to anew. */
const SILENT_MS = 2 * READ_MS;
/** What the stream keeps for nodes that were cut off; some hundred bytes each. */
const MOST_KEPT = 10_000;
/** Entries of one answer. */
const MOST_READ = 100;
/** A node that starts hears so much of what was told before: its first pages may have been read meanwhile. */
const BEFORE_START_S = 60;

type Entries = [stream: string, entries: [id: string, fields: string[]][]][];

/**
 * @param prefix of all names: several installations may share a Redis
 * @param heard is called with what other nodes tell, once or more often, in their order
 */
export function openRedisEvents(url: string, prefix: string, heard: EventsRelay['tell']): EventsRelay {
  const stream = `${prefix}told`;
  const self = randomBytes(9).toString('base64url');
  const options = {
    // What is asked waits for the connection, and what was cut off is asked again: to be told twice does no harm.
    maxRetriesPerRequest: null,
    retryStrategy: (times: number) => Math.min(50 * 2 ** times, RETRY_MOST_MS),
    keepAlive: 5_000,
    connectTimeout: 5_000,
    socketTimeout: SILENT_MS,
  };
  const out = new Redis(url, { ...options, connectionName: 'koinon-events-out' });
  const reader = new Redis(url, { ...options, connectionName: 'koinon-events-heard' });
  // Without a listener an error would be printed by the library, each time; `redis-relay.ts` logs that Redis is away.
  for (const client of [out, reader]) client.on('error', () => {});
  let closed = false;

  let waiting = new Map<string, Set<string>>();
  let sending = false;

  function add({ about }: Change, audiences: Iterable<string>): void {
    const all = waiting.get(about) ?? new Set();
    for (const audience of audiences) all.add(audience);
    waiting.set(about, all);
  }

  async function send(): Promise<void> {
    if (sending) return;
    sending = true;
    while (waiting.size > 0 && !closed) {
      const batch = waiting;
      waiting = new Map();
      for (const [about, audiences] of batch) {
        const fields = [self, about, ...audiences];
        await out.xadd(stream, 'MAXLEN', '~', MOST_KEPT, '*', 'told', JSON.stringify(fields)).catch(async () => {
          add({ about }, audiences);
          await pause();
        });
      }
    }
    sending = false;
  }

  function hear(text: string): void {
    const [node, about, ...audiences] = JSON.parse(text) as string[];
    if (node !== self && about !== undefined) heard(audiences, { about });
  }

  async function follow(): Promise<void> {
    let last: string | null = null;
    while (!closed) {
      try {
        last ??= `${(Number((await reader.time())[0]) - BEFORE_START_S) * 1_000}-0`;
        const answer = (await reader.xread('COUNT', MOST_READ, 'BLOCK', READ_MS, 'STREAMS', stream, last)) as Entries | null;
        for (const [id, [, text]] of answer?.[0]?.[1] ?? []) {
          last = id;
          if (text !== undefined) hear(text);
        }
      } catch {
        await pause();
      }
    }
  }

  void follow();
  return {
    tell(audiences, change) {
      add(change, audiences);
      void send();
    },
    close() {
      closed = true;
      out.disconnect();
      reader.disconnect();
    },
  };
}

/** After an answer that was an error: it may stay so for a while. */
const pause = () => new Promise<void>((resolve) => setTimeout(resolve, RETRY_MOST_MS).unref());
