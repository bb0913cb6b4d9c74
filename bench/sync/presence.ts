/** Presence from everybody: one room, a hundred people who all move their carets ten times a second. */

import * as encoding from 'lib0/encoding';
import { readPresence } from '../../server/sync/frames';
import { Client, joinAll, payloadFor, untilQuiet } from './client';
import { maskedFrame } from './load-socket';
import { scattered } from './script';
import { dataFolder, type MeasuredServer, type ServerName, startServer } from './servers';

export interface PresenceFigures {
  /** Of the server, per second of moving. */
  cpuMs: number;
  frames: number;
  kilobytes: number;
  node: string;
}

const PEOPLE = 100;
const RATE = 10;

export async function measurePresence(server: ServerName, seconds: number): Promise<PresenceFigures> {
  const folder = dataFolder();
  const running = await startServer(server, folder.path);
  try {
    return await run(running, seconds);
  } finally {
    await running.stop();
    folder.remove();
  }
}

function awareness(client: number, clock: number, text: string): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, clock);
  encoding.writeVarString(encoder, text);
  return encoding.toUint8Array(encoder);
}

/** What y-prosemirror says of a person and a selection. */
function state(index: number, moves: number): string {
  const at = (clock: number) => ({ type: null, tname: null, item: { client: 3_000_000_000 + index, clock }, assoc: -1 });
  return JSON.stringify({ user: { name: `Person ${index}`, color: '#30bced' }, cursor: { anchor: at(moves), head: at(moves + 3) } });
}

async function run(server: MeasuredServer, seconds: number): Promise<PresenceFigures> {
  const room = 'presence01';
  const clients = await joinAll(PEOPLE, (index) => new Client(server, room, `u${index}`));
  const idOf = (index: number) => 3_000_000_000 + index;
  const moves = Math.round(seconds * RATE);
  const frames = clients.map((_, index) =>
    Array.from({ length: moves }, (_, move) =>
      maskedFrame(payloadFor(server.name, room, 'presence', awareness(idOf(index), move + 1, state(index, move)))),
    ),
  );
  // One of them looks at what comes; the others count.
  const clocks = new Map<number, number>();
  let received = 0;
  for (const { socket } of clients.slice(1)) socket.onFrame = () => (received += 1);
  (clients[0] as Client).onHeard = (heard) => {
    received += 1;
    if (heard.kind === 'presence')
      readPresence(new Uint8Array(heard.bytes), ({ client, clock }) => clocks.set(client, Math.max(clock, clocks.get(client) ?? 0)));
  };
  const bytes = () => clients.reduce((sum, { socket }) => sum + socket.bytes, 0);
  const before = { usage: await server.usage(), bytes: bytes(), received };
  await move(clients, frames);
  await untilQuiet(clients, 1000);
  const after = await server.usage();
  for (let index = 1; index < PEOPLE; index++) {
    if ((clocks.get(idOf(index)) ?? 0) < moves) throw new Error('a client was not shown where somebody is');
  }
  for (const { socket } of clients) socket.close();
  return {
    cpuMs: (after.cpuMicros - before.usage.cpuMicros) / 1000 / seconds,
    frames: (received - before.received) / seconds,
    kilobytes: (bytes() - before.bytes) / 1000 / seconds,
    node: server.node,
  };
}

/** Each moves at moments of its own, ten times a second. */
async function move(clients: Client[], frames: Buffer[][]): Promise<void> {
  const sends = frames
    .flatMap((own, index) =>
      own.map((frame, at) => ({ due: ((at + scattered(index)) / RATE) * 1000, client: clients[index] as Client, frame })),
    )
    .sort((a, b) => a.due - b.due);
  const begin = performance.now();
  for (const { due, client, frame } of sends) {
    const wait = begin + due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    client.write(frame, false);
  }
}
