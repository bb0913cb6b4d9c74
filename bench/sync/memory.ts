/** Memory: sockets on which nothing happens, and a thousand open texts with two readers each. Resident, as the operator of a small machine sees it. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { seedUpdate } from '~/features/documents/live';
import { templateText } from '~/features/documents/templates/templates';
import { Client, joinAll, pause, untilQuiet } from './client';
import { dataFolder, type MeasuredServer, type ServerName, startServer } from './servers';

export interface MemoryFigures {
  kilobytesPerConnection: number;
  /** Beyond what its two connections take. Null with the relay, which keeps no text. */
  kilobytesPerRoom: number | null;
  totalMegabytes: number;
  node: string;
}

const SETTLE_MS = 3_000;
/** A garbage collector that has been busy gives memory back when nothing has happened for a while. */
const SETTLE_ROOMS_MS = 45_000;

/** Two servers: what the first keeps of its connections must not be counted for the rooms of the second. */
export async function measureMemory(server: ServerName, rooms: number): Promise<MemoryFigures> {
  const template = seedUpdate(templateText('strategy', 'en'));
  const perConnection = await withServer(server, template, (running) => connections(running, rooms * 2));
  const total = await withServer(server, template, (running) => openRooms(running, rooms, template));
  return {
    kilobytesPerConnection: perConnection / 1000,
    kilobytesPerRoom: server === 'relay' ? null : (total.resident - total.before - rooms * 2 * perConnection) / rooms / 1000,
    totalMegabytes: total.resident / 1_000_000,
    node: total.node,
  };
}

async function withServer<T>(name: ServerName, template: Uint8Array, work: (server: MeasuredServer) => Promise<T>): Promise<T> {
  const folder = dataFolder();
  const file = path.join(folder.path, 'template');
  writeFileSync(file, template);
  const server = await startServer(name, folder.path, file);
  try {
    return await work(server);
  } finally {
    await server.stop();
    folder.remove();
  }
}

/** All in one empty room. The first hundred make the server ready and are not counted. */
async function connections(server: MeasuredServer, count: number): Promise<number> {
  const first = await joinAll(100, (index) => new Client(server, 'room000001', `first${index}`));
  await pause(SETTLE_MS);
  const before = await server.usage();
  const clients = await joinAll(count, (index) => new Client(server, 'room000001', `u${index}`));
  await untilQuiet(clients);
  await pause(SETTLE_MS);
  const after = await server.usage();
  for (const { socket } of [...first, ...clients]) socket.close();
  return (after.residentBytes - before.residentBytes) / count;
}

/** Ours gets the first content from its application; to the others the first client of each room gives it. */
async function openRooms(server: MeasuredServer, rooms: number, template: Uint8Array) {
  const before = await server.usage();
  const clients = await joinAll(rooms * 2, (index) => new Client(server, `t${String(index >> 1).padStart(9, '0')}`, `u${index}`));
  const needsNone = server.name === 'ours' || server.name === 'relay';
  if (!needsNone) for (let index = 0; index < clients.length; index += 2) clients[index]?.send('update', template);
  await untilQuiet(clients);
  await pause(rooms < 1000 ? SETTLE_MS : SETTLE_ROOMS_MS);
  const { residentBytes } = await server.usage();
  for (const { socket } of clients) socket.close();
  return { before: before.residentBytes, resident: residentBytes, node: server.node };
}
