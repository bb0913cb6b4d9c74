/** A large document: opened cold from disk, by two hundred at once, and by two hundred who have it already. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import * as Y from 'yjs';
import { openSqliteLog } from '../../server/storage/sqlite-log';
import { median, percentile } from '../figures';
import { Client, type ClientOptions, payloadFor, roomName, until, untilQuiet } from './client';
import type { LargeDocument } from './large-document';
import { Arena } from './load-socket';
import { dataFolder, HOCUSPOCUS_FILE, type MeasuredServer, type ServerName, startServer } from './servers';

export interface OpeningFigures {
  coldMs: number;
  newcomersCpuMs: number;
  newcomersWallMs: number;
  /** Null with the relay, which has nothing to compare. */
  returnCpuMs: number | null;
  node: string;
}

/** Opened one after the other; the median counts, so that neither the first nor a disturbed one does. */
const COLD = ['large00001', 'large00002', 'large00003', 'large00004', 'large00005'];

export async function measureOpening(server: ServerName, document: LargeDocument, people: number): Promise<OpeningFigures> {
  const folder = dataFolder();
  await putOnDisk(server, document, folder.path);
  const running = await startServer(server, folder.path);
  try {
    return await run(running, document, people);
  } finally {
    await running.stop();
    folder.remove();
  }
}

async function run(server: MeasuredServer, document: LargeDocument, people: number): Promise<OpeningFigures> {
  // A server that has just been started is no fair picture of one that runs: somebody has opened a small room before.
  const someone = new Client(server, 'small00001', 'someone');
  await someone.synced;
  const times: number[] = [];
  const open: Client[] = [someone];
  for (const room of COLD) {
    const [opened] = await visit(server, document, [room], 'first');
    times.push(opened?.ms as number);
    open.push(opened?.client as Client);
  }
  const room = COLD[0] as string;
  const { newcomersCpuMs, newcomersWallMs } = await newcomers(server, document, people, room, open);
  const returnCpuMs = server.name === 'relay' ? null : await comeBack(server, document, people, room);
  for (const { socket } of open) socket.close();
  return { coldMs: median(times), newcomersCpuMs, newcomersWallMs, returnCpuMs, node: server.node };
}

async function newcomers(server: MeasuredServer, document: LargeDocument, people: number, room: string, open: Client[]) {
  const before = await server.usage();
  const came = await visit(
    server,
    document,
    Array.from({ length: people }, () => room),
    'new',
  );
  await untilQuiet(came.map(({ client }) => client));
  const after = await server.usage();
  open.push(...came.map(({ client }) => client));
  return {
    newcomersCpuMs: (after.cpuMicros - before.cpuMicros) / 1000,
    newcomersWallMs: percentile(
      came.map(({ ms }) => ms),
      1,
    ),
  };
}

/** The same number again, whose documents are the server's: nothing has to be sent but the two state vectors and the deletions. */
async function comeBack(server: MeasuredServer, document: LargeDocument, people: number, room: string): Promise<number> {
  const before = await server.usage();
  const options: ClientOptions = { stateVector: document.stateVector, answer: document.deletions };
  const clients = Array.from({ length: people }, (_, index) => new Client(server, room, `back${index}`, options));
  await Promise.all(clients.map(({ synced }) => synced));
  if (server.name === 'ours')
    await until('acks', () => clients.every(({ acked, documentFrames }) => documentFrames > 0 && acked === documentFrames));
  await untilQuiet(clients);
  const after = await server.usage();
  for (const { socket } of clients) socket.close();
  return (after.cpuMicros - before.cpuMicros) / 1000;
}

/** Clients with nothing, all at once. From the first step of all to the moment at which each has the whole text, which is checked afterwards. */
async function visit(
  server: MeasuredServer,
  document: LargeDocument,
  rooms: string[],
  user: string,
): Promise<{ client: Client; ms: number }[]> {
  const begun = performance.now();
  const arena = new Arena();
  const visitors = rooms.map((room, index) => {
    const client = new Client(server, room, `${user}${index}`);
    const got: { from: number; length: number; at: number }[] = [];
    let bytes = 0;
    client.onHeard = (heard, { at }) => {
      if (heard.kind !== 'step2' && heard.kind !== 'update') return;
      bytes += heard.bytes.byteLength;
      got.push({ from: arena.keep(heard.bytes), length: heard.bytes.byteLength, at });
    };
    // Looked into later: what arrives must not wait for that.
    return { client, got, isLikelyDone: () => bytes >= document.whole.byteLength * 0.95 };
  });
  await until('the large text', () => visitors.every(({ isLikelyDone }) => isLikelyDone()));
  await untilQuiet(visitors.map(({ client }) => client));
  const clockOf = clockReader(document.clientId);
  return visitors.map(({ client, got }) => {
    let known = 0;
    // What comes ahead of its ground waits in a client's document until that is there.
    const ahead: { first: number; end: number }[] = [];
    for (const { from, length, at } of got) {
      ahead.push(clockOf(arena.read(from, length)));
      for (let next = 0; next >= 0; ) {
        next = ahead.findIndex(({ first, end }) => first <= known && end > known);
        known = ahead[next]?.end ?? known;
      }
      if (known >= document.clock) return { client, ms: at - begun };
    }
    throw new Error(`a client has ${known} of ${document.clock} clocks of the text`);
  });
}

/** The clocks that an update brings; equal updates are looked at once. */
function clockReader(clientId: number) {
  const known = new Map<string, { first: number; end: number }>();
  return (update: Buffer) => {
    const key = update.toString('latin1');
    const found = known.get(key);
    if (found) return found;
    const { from, to } = Y.parseUpdateMeta(new Uint8Array(update));
    const range = { first: from.get(clientId) ?? 0, end: to.get(clientId) ?? 0 };
    known.set(key, range);
    return range;
  };
}

/** As each server would have left it: those that keep updates have a snapshot or a long update, and the last hundred edits behind it. */
export async function putOnDisk(server: ServerName, document: LargeDocument, folder: string): Promise<void> {
  switch (server) {
    case 'relay':
      for (const room of COLD) writeFileSync(path.join(folder, room), payloadFor('relay', room, 'step2', document.whole));
      return;
    case 'yWebsocket':
      return putIntoLevelDb(document, path.join(folder, 'leveldb'));
    case 'hocuspocus':
      return putIntoHocuspocus(document, path.join(folder, HOCUSPOCUS_FILE));
    case 'ours':
      return putIntoOurs(document, folder);
  }
}

/** In a process of its own: it brings its own copy of Yjs. */
function putIntoLevelDb(document: LargeDocument, folder: string): void {
  const updates = [document.before, ...document.last].map((update) => Buffer.from(update).toString('base64'));
  const script = path.resolve(import.meta.dirname, '../peers/fill-leveldb.mjs');
  execFileSync(process.execPath, [script, folder], { input: JSON.stringify({ rooms: COLD, updates }) });
}

function putIntoHocuspocus(document: LargeDocument, file: string): void {
  const db = new Database(file);
  db.exec('CREATE TABLE "documents" ("name" varchar(255) NOT NULL, "data" blob NOT NULL, UNIQUE(name))');
  for (const room of COLD) db.prepare('INSERT INTO "documents" ("name", "data") VALUES (?, ?)').run(room, document.whole);
  db.close();
}

async function putIntoOurs(document: LargeDocument, folder: string): Promise<void> {
  const log = openSqliteLog(folder);
  for (const name of COLD) {
    const room = roomName('ours', name);
    await log.seed(room, 1, document.before, Date.now());
    await log.compact(room, 1, { covers: 1, state: document.before }, Date.now());
    await log.append(document.last.map((update) => ({ room, generation: 1, update, authorId: 'anna', at: Date.now() })));
  }
  await log.close();
}
