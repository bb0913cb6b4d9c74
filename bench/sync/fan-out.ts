/** Fan-out: rooms of people, some of whom type; what one delivery costs the server, how long it takes, and whether all arrived. */
import * as Y from 'yjs';
import { percentile } from '../figures';
import { Client, joinAll, read, until, untilQuiet } from './client';
import { Arena } from './load-socket';
import { finalText, type Script, scattered, textOf, writeScript } from './script';
import { dataFolder, type MeasuredServer, type ServerName, startServer } from './servers';

export interface FanOut {
  name: string;
  rooms: number;
  clients: number;
  typing: number;
  /** Keystrokes a second of each who types. */
  rate: number;
}

export interface FanOutFigures {
  cpuMicrosPerDelivery: number;
  bytesPerDelivery: number;
  p50Ms: number;
  p99Ms: number;
  node: string;
}

export interface Seconds {
  warmUp: number;
  measured: number;
}

/** Before it is measured they type faster where that is not too much: a server that has run for an hour has long been compiled. */
const WARM_UP_DELIVERIES = 20_000;

function warmUpSpeed({ rooms, clients, typing, rate }: FanOut): number {
  return Math.max(1, Math.min(5, Math.floor(WARM_UP_DELIVERIES / (rooms * typing * rate * (clients - 1)))));
}

/** One keystroke on its way. */
interface Send {
  due: number;
  room: number;
  writer: number;
  client: Client;
  frame: Buffer;
  sentAt: number;
}

/** Throws where an update did not reach somebody: then the figures are worth nothing. */
export async function measureFanOut(server: ServerName, work: FanOut, seconds: Seconds): Promise<FanOutFigures> {
  const folder = dataFolder();
  const running = await startServer(server, folder.path);
  try {
    return await run(running, work, seconds);
  } finally {
    await running.stop();
    folder.remove();
  }
}

async function run(server: MeasuredServer, work: FanOut, { warmUp, measured }: Seconds): Promise<FanOutFigures> {
  const script = writeScript(work.typing, Math.round((warmUp * warmUpSpeed(work) + measured) * work.rate));
  const rooms = await openRooms(server, work, script);
  const clients = rooms.flat();
  const arena = new Arena();
  for (const { socket } of clients) socket.record(arena);

  const sends = schedule(rooms, script, work, warmUp);
  const received = () => clients.reduce((sum, { socket }) => sum + socket.bytes, 0);
  const begin = performance.now() + 100;
  const from = begin + warmUp * 1000;
  const before = new Promise<{ cpu: number; bytes: number }>((resolve, reject) => {
    setTimeout(
      () => server.usage().then(({ cpuMicros }) => resolve({ cpu: cpuMicros, bytes: received() }), reject),
      from - performance.now(),
    );
  });
  await play(sends, begin);
  await untilQuiet(clients);
  const after = await server.usage();
  const { cpu, bytes } = await before;

  const latencies = deliveries(server.name, rooms, script, sends, from);
  checkAcks(server.name, clients);
  if (clients.some(({ socket }) => socket.closed)) throw new Error('a socket was closed');
  const late = percentile(
    sends.map(({ due, sentAt }) => sentAt - begin - due),
    0.99,
  );
  process.stderr.write(`  ${server.name}: ${latencies.length} deliveries, all seen; the load was late by ${late.toFixed(1)} ms (p99)\n`);
  for (const { socket } of clients) socket.close();
  return {
    cpuMicrosPerDelivery: (after.cpuMicros - cpu) / latencies.length,
    bytesPerDelivery: (received() - bytes) / latencies.length,
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
    node: server.node,
  };
}

const roomOf = (index: number) => `room${String(index).padStart(8, '0')}`;

/** Everybody is there and has the first content. */
async function openRooms(server: MeasuredServer, work: FanOut, { content }: Script): Promise<Client[][]> {
  const all = await joinAll(work.rooms * work.clients, (index) => {
    return new Client(server, roomOf(Math.floor(index / work.clients)), `u${index}`);
  });
  const rooms = Array.from({ length: work.rooms }, (_, room) => all.slice(room * work.clients, (room + 1) * work.clients));
  let waiting = work.rooms * (work.clients - 1);
  for (const [first, ...others] of rooms) {
    for (const other of others) {
      other.onHeard = ({ kind }) => {
        if (kind !== 'update') return;
        waiting -= 1;
        other.onHeard = () => {};
      };
    }
    first?.send('update', content);
  }
  await until('the first content to be everywhere', () => waiting === 0);
  await untilQuiet(all);
  return rooms;
}

/** Open loop: each keystroke has its moment, whether the server keeps up or not. Who types begins somewhere within the first interval. */
function schedule(rooms: Client[][], script: Script, work: FanOut, warmUp: number): Send[] {
  const sends: Send[] = [];
  const speed = warmUpSpeed(work);
  const faster = Math.round(warmUp * speed * work.rate);
  const momentOf = (index: number) => (index < faster ? index / work.rate / speed : warmUp + (index - faster) / work.rate);
  rooms.forEach((clients, room) => {
    script.writers.forEach(({ keystrokes }, writer) => {
      const client = clients[writer] as Client;
      const phase = scattered(room * 1009 + writer);
      keystrokes.forEach((update, index) => {
        const due = (momentOf(index) + phase / work.rate) * 1000;
        sends.push({ due, room, writer, client, frame: client.frame('update', update), sentAt: 0 });
      });
    });
  });
  return sends.sort((a, b) => a.due - b.due);
}

function play(sends: Send[], begin: number): Promise<void> {
  return new Promise((resolve) => {
    let next = 0;
    const step = () => {
      for (;;) {
        const send = sends[next];
        if (!send) return resolve();
        const now = performance.now();
        if (begin + send.due > now) {
          setTimeout(step, begin + send.due - now);
          return;
        }
        send.sentAt = now;
        send.client.write(send.frame, true);
        next += 1;
      }
    };
    step();
  });
}

/** How long each delivery of a keystroke took that was sent from `from` on. Throws where one is missing, or where a probe's text is another. */
function deliveries(server: ServerName, rooms: Client[][], script: Script, sends: Send[], from: number): number[] {
  const sentAt = rooms.map(() => script.writers.map((): number[] => []));
  for (const send of sends) sentAt[send.room]?.[send.writer]?.push(send.sentAt);
  const rangesOf = rangeReader(script);
  const text = finalText(script);
  const times: number[] = [];
  rooms.forEach((clients, room) => {
    clients.forEach((client, index) => {
      // One who only reads, in each room, builds the text of all that came.
      const probe = index === script.writers.length ? new Y.Doc() : null;
      if (probe) Y.applyUpdate(probe, script.content);
      const seen = script.writers.map(() => 0);
      for (const { payload, at } of client.socket.recorded()) {
        const heard = read(server, payload);
        if (heard.kind === 'ack') client.acked = heard.frames;
        if (heard.kind !== 'update') continue;
        if (probe) Y.applyUpdate(probe, heard.bytes);
        for (const { writer, first, end } of rangesOf(heard.bytes)) {
          const known = seen[writer] ?? 0;
          if (writer === index || end <= known) continue;
          if (first > known) throw new Error(`a client got keystroke ${first} of a writer before ${known}`);
          for (let key = known; key < end; key++) {
            const sent = sentAt[room]?.[writer]?.[key] ?? 0;
            if (sent >= from) times.push(at - sent);
          }
          seen[writer] = end;
        }
      }
      const missing = script.writers.reduce((sum, { keystrokes }, writer) => {
        return writer === index ? sum : sum + keystrokes.length - (seen[writer] ?? 0);
      }, 0);
      if (missing > 0) throw new Error(`${missing} updates did not reach a client`);
      if (probe && textOf(probe) !== text) throw new Error('a probe has another text');
    });
  });
  return times;
}

/** Which keystrokes an update holds. Everybody in a room gets the same bytes, so each is looked at once. */
function rangeReader({ writers }: Script) {
  const writerOf = new Map(writers.map(({ clientId }, index) => [clientId, index]));
  const known = new Map<string, { writer: number; first: number; end: number }[]>();
  return (update: Uint8Array) => {
    const key = Buffer.from(update.buffer, update.byteOffset, update.byteLength).toString('latin1');
    const found = known.get(key);
    if (found) return found;
    const { from, to } = Y.parseUpdateMeta(update);
    const ranges = [...to].flatMap(([client, end]) => {
      const writer = writerOf.get(client);
      return writer === undefined ? [] : [{ writer, first: from.get(client) ?? 0, end }];
    });
    known.set(key, ranges);
    return ranges;
  };
}

/** Ours says what is on disk: whoever typed must have been told that all of it is. */
function checkAcks(server: ServerName, clients: Client[]): void {
  if (server !== 'ours') return;
  const unacked = clients.filter(({ acked, documentFrames }) => acked < documentFrames);
  if (unacked.length > 0) throw new Error(`${unacked.length} clients were not told that all they sent is on disk`);
}
