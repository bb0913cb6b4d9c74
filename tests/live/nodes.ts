/** Several nodes on one PostgreSQL and one Redis, in this process or in processes of their own, and ways to disturb them. */
import { randomBytes } from 'node:crypto';
import net from 'node:net';
import type { Logger } from '../../app/live/backend';
import { REDIS } from '../../server/cli/services.mjs';
import { openPostgresCouncil } from '../../server/cluster/postgres-council';
import { openRedisRelay } from '../../server/cluster/redis-relay';
import type { Cluster } from '../../server/sync/cluster';
import type { Pick } from './fuzz';
import { type ServerChild, startChild } from './processes';

export interface NodePlace {
  /** Address of the database, perhaps through a proxy. */
  database: string;
  /** Absent: without a relay. */
  redis?: string;
  prefix: string;
}

/** A prefix of channels that no other test has. */
export const freshPrefix = () => `koinon-test-${randomBytes(6).toString('hex')}:`;

export function clusterFor({ database, redis, prefix }: NodePlace, logger: Logger): Cluster {
  return {
    node: randomBytes(6).toString('hex'),
    relay: redis ? (listener) => openRedisRelay(redis, prefix, listener, logger) : undefined,
    council: (listener) => openPostgresCouncil(database, listener, logger),
  };
}

export const startNode = (node: NodePlace, limits: object = {}): Promise<ServerChild> => startChild(node.database, { limits, node });

/** The address of a service, by way of a proxy on this machine. */
export function through(address: string, proxyPort: number): string {
  const url = new URL(address);
  url.hostname = '127.0.0.1';
  url.port = String(proxyPort);
  return url.href;
}

export const redisUrl = REDIS;
export const portOf = (address: string, otherwise: number) => Number(new URL(address).port || otherwise);

export interface Mangler {
  port: number;
  /** How many published messages it lost, doubled and held back behind a later one. */
  lost: number;
  doubled: number;
  late: number;
  /** From now on it passes everything on as it comes. */
  calm(): void;
  close(): Promise<void>;
}

/** A cable to Redis that loses, doubles and reorders published messages, and passes on everything else. */
export async function startMangler(target: number, host: string, pick: Pick): Promise<Mangler> {
  const sockets = new Set<net.Socket>();
  let calm = false;
  const server = net.createServer((client) => {
    const upstream = net.connect(target, host);
    let rest: Buffer = Buffer.alloc(0);
    let held: Buffer[] = [];
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket
        .on('error', () => {})
        .on('close', () => {
          client.destroy();
          upstream.destroy();
        });
    }
    client.on('data', (data) => upstream.write(data));
    upstream.on('data', (data) => {
      rest = Buffer.concat([rest, data]);
      for (let length = replyLength(rest, 0); length !== null; length = replyLength(rest, 0)) {
        const reply = rest.subarray(0, length);
        rest = rest.subarray(length);
        if (calm || !reply.toString('latin1', 0, 20).startsWith('*3\r\n$7\r\nmessage')) client.write(reply);
        else {
          const fate = pick(10);
          if (fate < 2) mangler.lost += 1;
          else if (fate < 4) {
            held.push(reply);
            mangler.late += 1;
            continue;
          } else if (fate < 6) {
            client.write(Buffer.concat([reply, reply]));
            mangler.doubled += 1;
          } else client.write(reply);
        }
        for (const late of held.reverse()) client.write(late);
        held = [];
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const mangler: Mangler = {
    port: (server.address() as net.AddressInfo).port,
    lost: 0,
    doubled: 0,
    late: 0,
    calm() {
      calm = true;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return mangler;
}

/** Length in bytes of the RESP reply that begins here; null while it is not all there. */
function replyLength(bytes: Buffer, from: number): number | null {
  const lineEnd = bytes.indexOf('\r\n', from);
  if (lineEnd < 0) return null;
  const head = String.fromCharCode(bytes[from] ?? 0);
  const count = Number(bytes.toString('latin1', from + 1, lineEnd));
  const body = lineEnd + 2;
  if (head === '$') {
    const end = count < 0 ? body : body + count + 2;
    return end <= bytes.length ? end - from : null;
  }
  if (head !== '*') return body - from;
  let at = body;
  for (let left = count; left > 0; left--) {
    const length = at < bytes.length ? replyLength(bytes, at) : null;
    if (length === null) return null;
    at += length;
  }
  return at - from;
}

export interface NamedCable {
  port: number;
  /** Cuts all connections; of those that come back the named ones wait, until `release`. */
  cutAndHold(): void;
  release(): void;
  /** Rooms that were subscribed since the cut. */
  subscribed: number;
  close(): Promise<void>;
}

/** A cable to Redis on which the connections that call themselves `name` can be made to come back later than the others. */
export async function startNamedCable(target: number, host: string, name: string): Promise<NamedCable> {
  const sockets = new Set<net.Socket>();
  let holding = false;
  let held: (() => void)[] = [];
  const server = net.createServer((client) => {
    const upstream = net.connect(target, host);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket
        .on('error', () => {})
        .on('close', () => {
          sockets.delete(socket);
          client.destroy();
          upstream.destroy();
        });
    }
    let waiting: Buffer[] | null = null;
    client.on('data', (data) => {
      if (waiting) waiting.push(data);
      else if (holding && data.includes(name)) {
        const chunks = [data];
        waiting = chunks;
        held.push(() => {
          for (const chunk of chunks) upstream.write(chunk);
          waiting = null;
        });
      } else upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (data.includes('subscribe')) cable.subscribed += 1;
      client.write(data);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const cable: NamedCable = {
    port: (server.address() as net.AddressInfo).port,
    subscribed: 0,
    cutAndHold() {
      holding = true;
      cable.subscribed = 0;
      cut();
    },
    release() {
      holding = false;
      for (const flow of held) flow();
      held = [];
    },
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return cable;
}
