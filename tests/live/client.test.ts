/** The browser's room client against the real sync server, over a cable that breaks. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { RoomOptions } from '~/live/room';
import { RoomClient } from '~/live/room-client';
import { unsavedIn } from '~/live/save-state';
import { Close } from '~/live/wire';
import { openSqliteLog } from '../../server/storage/sqlite-log';
import type { UpdateLog } from '../../server/storage/update-log';
import { type FaultProxy, startFaultProxy } from './fault-proxy';
import { makeFolder, ROOM, startServer, type TestServerOptions, UnreliableLog, until } from './harness';

const QUICK = { tick: 20, slow: 150, proof: 200, stuck: 800, connect: 300, grace: 100, sleep: 60_000, probe: 50, linger: 2000 };

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function begin(options: TestServerOptions = {}) {
  const server = await startServer(options);
  endings.push(() => server.close());
  const cable = await startFaultProxy(server.port);
  endings.push(() => cable.close());
  return { server, cable };
}

function join(cable: FaultProxy, user = 'anna', more: Partial<RoomOptions> & { cookie?: () => string } = {}) {
  const { cookie = () => `user=${user}; mode=write`, ...options } = more;
  class Socket extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols, { headers: { origin: cable.origin, cookie: cookie() } });
    }
  }
  const client = new RoomClient({
    url: `${cable.origin.replace('http', 'ws')}/sync`,
    room: ROOM,
    userId: user,
    generation: 1,
    mode: 'write',
    keepCopy: false,
    WebSocket: Socket as unknown as typeof globalThis.WebSocket,
    timing: QUICK,
    ...options,
  });
  const ended = client.start();
  endings.push(async () => {
    cable.mend();
    await ended;
    await client.leave();
  });
  return client;
}

function textOf(doc: Y.Doc): Y.XmlText {
  const root = doc.getXmlFragment('default');
  if (root.length === 0) root.insert(0, [new Y.XmlText()]);
  return root.get(0) as Y.XmlText;
}
const type = (client: RoomClient, words: string) => textOf(client.snapshot.doc).insert(textOf(client.snapshot.doc).length, words);
const reads = (client: RoomClient) => client.snapshot.doc.getXmlFragment('default').toString();
const is = (client: RoomClient) => client.snapshot.state.is;
const saved = (client: RoomClient) => until('"Saved"', () => is(client) === 'saved');

/** What a server that starts now would show. */
async function onDisk(log: UpdateLog): Promise<Y.Doc> {
  const { snapshot, tail } = await log.load(ROOM, 1);
  const doc = new Y.Doc();
  if (snapshot) Y.applyUpdate(doc, snapshot.state);
  for (const row of tail) Y.applyUpdate(doc, row.update);
  return doc;
}
const textOnDisk = async (log: UpdateLog) => (await onDisk(log)).getXmlFragment('default').toString();

describe('"Saved"', () => {
  test('C1: "Saved" comes without an edit once the server has confirmed this connection, and after each edit when it is on disk', async () => {
    const { server, cable } = await begin();
    const client = join(cable);
    expect(is(client)).toBe('opening');
    await saved(client);
    type(client, 'Στρατηγική');
    expect(client.snapshot.state).toMatchObject({ is: 'saving' });
    await saved(client);
    expect(await textOnDisk(server.log)).toBe('Στρατηγική');
  });

  test('C1: "Saved" waits for deletions too', async () => {
    const { server, cable } = await begin();
    const client = join(cable);
    type(client, 'one two');
    await saved(client);
    cable.hold();
    textOf(client.snapshot.doc).delete(0, 4);
    expect(client.snapshot.state).toEqual({ is: 'saving', changes: 1 });
    await until('doubt', () => is(client) === 'notSaved');
    cable.mend();
    await saved(client);
    expect(await textOnDisk(server.log)).toBe('two');
  });

  test('C2: "Saved" is not said while the storage refuses, and comes by itself when it takes changes again', async () => {
    const log = new UnreliableLog();
    const { cable } = await begin({ log });
    const client = join(cable);
    await saved(client);
    log.appendError = new Error('no space left on device');
    type(client, 'a');
    type(client, 'b');
    await until('the refusal', () => client.snapshot.state.is === 'notSaved' && client.snapshot.state.why === 'refusing');
    const changes = unsavedIn(client.snapshot.state);
    type(client, 'c');
    expect(unsavedIn(client.snapshot.state)).toBe(changes + 1);
    expect(await textOnDisk(log)).toBe('');
    log.appendError = null;
    await saved(client);
    expect(await textOnDisk(log)).toBe('abc');
  });
});

describe('a broken line', () => {
  test('C2: edits made meanwhile are counted one by one, reach the others afterwards, and are there once', async () => {
    const { server, cable } = await begin();
    const [anna, bert] = [join(cable), join(cable, 'bert')];
    await Promise.all([saved(anna), saved(bert)]);
    cable.block();
    await until('offline', () => is(anna) === 'offline');
    // The editor stays on the screen.
    expect(anna.snapshot.ready).toBe(true);
    for (let i = 1; i <= 12; i++) {
      type(anna, `${i},`);
      // The first keystroke also makes the paragraph.
      expect(unsavedIn(anna.snapshot.state)).toBe(i + 1);
    }
    cable.mend();
    await saved(anna);
    await until('the other reads it', () => reads(bert) === '1,2,3,4,5,6,7,8,9,10,11,12,');
    expect(await textOnDisk(server.log)).toBe('1,2,3,4,5,6,7,8,9,10,11,12,');
  });

  test('C4: a short break is never called offline, and "Saved" returns without an edit', async () => {
    const { cable } = await begin();
    const client = join(cable, 'anna', { timing: { ...QUICK, grace: 5000 } });
    await saved(client);
    const said = new Set<string>();
    client.subscribe(() => said.add(is(client)));
    cable.cut();
    await until('a new connection', () => cable.opened >= 2);
    await saved(client);
    expect([...said]).not.toContain('offline');
  });

  test('C3: an open but silent line is found out: the count stands, another connection is tried, and all arrives', async () => {
    const { server, cable } = await begin();
    const client = join(cable);
    type(client, 'a');
    await saved(client);
    cable.hold();
    type(client, 'b');
    await until('"1 change not saved"', () => client.snapshot.state.is === 'notSaved');
    expect(client.snapshot.state).toEqual({ is: 'notSaved', changes: 1, why: 'silent', kept: false });
    const before = cable.opened;
    await until('another connection', () => cable.opened > before + 1);
    type(client, 'c');
    expect(client.snapshot.state).toMatchObject({ is: 'notSaved', changes: 2 });
    cable.mend();
    await saved(client);
    expect(await textOnDisk(server.log)).toBe('abc');
  });

  test('C4: the server restarts: everybody comes back soon, and nobody is told to sign in or reload', async () => {
    const log = new UnreliableLog();
    const { server, cable } = await begin({ log });
    const client = join(cable);
    type(client, 'before ');
    await saved(client);
    await server.sync.drain();
    const next = await startServer({ log });
    endings.push(() => next.close());
    cable.toward(next.port);
    type(client, 'after');
    await saved(client);
    expect(await textOnDisk(log)).toBe('before after');
  });
});

describe('the server says no', () => {
  test.each([
    [Close.sessionGone, 'signedOut'],
    [Close.accessLost, 'accessLost'],
    [Close.deleted, 'deleted'],
    [Close.clientTooOld, 'tooOld'],
  ] as const)('C5: %i is final: the text stays, nothing is tried again, the reason is known', async (code, why) => {
    const { server, cable } = await begin();
    let attempts = 0;
    const cookie = () => `user=anna; mode=write; attempt=${++attempts}`;
    const [anna, bert] = [join(cable, 'anna', { cookie }), join(cable, 'bert')];
    type(anna, 'mine');
    await Promise.all([saved(anna), saved(bert)]);
    const before = attempts;
    server.sync.service.revoke({ userId: 'anna' }, code);
    await until('the end', () => is(anna) === 'stopped');
    expect(anna.snapshot.state).toEqual({ is: 'stopped', why, changes: 0, kept: false });
    expect(reads(anna)).toBe('mine');
    type(anna, '!');
    expect(unsavedIn(anna.snapshot.state)).toBe(1);
    anna.check();
    // Bert's line breaks and returns; in that time Anna's would have, too.
    const { opened } = cable;
    cable.cut();
    await until('the other is back', () => is(bert) === 'saved' && cable.opened > opened);
    expect(attempts).toBe(before);
  });

  test('C5: another generation: nothing is merged', async () => {
    const { server, cable } = await begin();
    server.backend.generation = 2;
    const client = join(cable);
    type(client, 'old');
    await until('the end', () => is(client) === 'stopped');
    expect(client.snapshot.state).toMatchObject({ why: 'otherGeneration', changes: 2 });
    expect(await textOnDisk(server.log)).toBe('');
  });

  test('C6: edits made offline by somebody who may only read by now: kept for download, the document is fresh, and it lives on', async () => {
    const { server, cable } = await begin();
    let mode = 'write';
    const anna = join(cable, 'anna', { cookie: () => `user=anna; mode=${mode}` });
    const bert = join(cable, 'bert');
    type(anna, 'agreed');
    await Promise.all([saved(anna), saved(bert)]);
    const first = anna.snapshot.doc;
    cable.block();
    await until('offline', () => is(anna) === 'offline');
    type(anna, ' and mine');
    mode = 'read';
    // An attempt that is under way still says who may write.
    const before = cable.opened;
    await until('the next attempt', () => cable.opened > before);
    cable.mend();
    await until('a fresh document', () => anna.snapshot.doc !== first && is(anna) === 'readOnly');
    expect(anna.snapshot.mode).toBe('read');
    expect(reads(anna)).toBe('agreed');
    const [aside] = anna.snapshot.aside;
    expect(aside).toMatchObject({ why: 'refused', changes: 1 });
    const kept = new Y.Doc();
    Y.applyUpdate(kept, aside?.state ?? new Uint8Array());
    expect(kept.getXmlFragment('default').toString()).toBe('agreed and mine');
    await saved(bert);
    type(bert, ' by all');
    await until('the reader follows', () => reads(anna) === 'agreed by all');
    await saved(bert);
    expect(await textOnDisk(server.log)).toBe('agreed by all');
    await anna.discardAside(aside?.id ?? 0);
    expect(anna.snapshot.aside).toEqual([]);
  });

  test('C6: a change too big for the server is kept for download, nobody else notices, and the room goes on', async () => {
    const { server, cable } = await begin({ limits: { frameBytes: 10_000 } });
    const [anna, bert] = [join(cable), join(cable, 'bert')];
    type(anna, 'agreed');
    await Promise.all([saved(anna), saved(bert)]);
    const first = anna.snapshot.doc;
    type(anna, 'x'.repeat(10_000));
    await until('a fresh document', () => anna.snapshot.doc !== first && is(anna) === 'saved');
    expect(anna.snapshot.aside).toMatchObject([{ why: 'refused', changes: 1 }]);
    expect(reads(anna)).toBe('agreed');
    type(anna, ' by all');
    await saved(anna);
    await until('the other reads it', () => reads(bert) === 'agreed by all');
    expect(is(bert)).toBe('saved');
    expect(await textOnDisk(server.log)).toBe('agreed by all');
  });

  test('C7: a session that ended while offline: a refused socket has no reason, so the page is asked over HTTP', async () => {
    const { cable } = await begin();
    let session = true;
    const client = join(cable, 'anna', {
      cookie: () => (session ? 'user=anna' : ''),
      probe: async () => (session ? 'ok' : 'signedOut'),
    });
    await saved(client);
    session = false;
    cable.cut();
    await until('the end', () => is(client) === 'stopped');
    expect(client.snapshot.state).toMatchObject({ why: 'signedOut' });
  });
});

test('C8: leaving at once after a keystroke still brings it to the server, and the caret goes with its owner', async () => {
  const { server, cable } = await begin();
  const [anna, bert] = [join(cable), join(cable, 'bert')];
  await Promise.all([saved(anna), saved(bert)]);
  anna.snapshot.awareness.setLocalStateField('user', { name: 'Anna' });
  await until('presence', () => bert.snapshot.awareness.getStates().has(anna.snapshot.doc.clientID));
  type(anna, 'last word');
  await anna.leave();
  expect(await textOnDisk(server.log)).toBe('last word');
  await until('nobody there', () => !bert.snapshot.awareness.getStates().has(anna.snapshot.doc.clientID));
});

test.each([7, 1848, 20_240_401])('C1: in two hundred accidents "Saved" is never said of what is not on disk, seed %i', async (seed) => {
  const pick = random(seed);
  const log = new UnreliableLog();
  const { cable } = await begin({ log });
  const clients = [join(cable), join(cable, 'bert'), join(cable, 'carla')];
  let claims = 0;
  const lies: Promise<string | null>[] = [];
  for (const client of clients) {
    client.subscribe(() => {
      if (is(client) !== 'saved') return;
      claims++;
      const { clientID, store } = client.snapshot.doc;
      const clock = Y.getState(store, clientID);
      const gone = deletedBy(client);
      // Reads the log in this very moment.
      lies.push(onDisk(log).then((disk) => missing(disk, clientID, clock, gone)));
    });
  }
  await Promise.all(clients.map(saved));
  let typed = 0;
  for (let step = 0; step < 200; step++) {
    const client = clients[pick(3)] as RoomClient;
    const dice = pick(20);
    if (dice < 12) type(client, `${client === clients[0] ? 'a' : client === clients[1] ? 'b' : 'c'}${typed++} `);
    else if (dice < 14 && textOf(client.snapshot.doc).length > 4) textOf(client.snapshot.doc).delete(pick(3), 1);
    else if (dice < 15) cable.cut();
    else if (dice < 16) cable.hold();
    else if (dice < 17) log.appendError = new Error('disk full');
    else {
      cable.mend();
      log.appendError = null;
      if (dice < 19) await saved(client);
    }
    if (pick(3) === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  log.appendError = null;
  cable.mend();
  await Promise.all(clients.map((client) => until('all saved', () => is(client) === 'saved', 20_000)));
  await until('all equal', () => new Set(clients.map(reads)).size === 1);
  expect(await textOnDisk(log)).toBe(reads(clients[0] as RoomClient));
  for (const client of clients) expect(unsavedIn(client.snapshot.state)).toBe(0);
  expect(typed).toBeGreaterThan(80);
  expect(claims).toBeGreaterThan(10);
  expect((await Promise.all(lies)).filter(Boolean)).toEqual([]);
});

describe('kill -9', () => {
  test('C1: three times while two type: every character that was saved is there, and nothing is there twice', async () => {
    const folder = makeFolder();
    endings.push(async () => folder.remove());
    let child = await startChild(folder.path, 0);
    const cable = await startFaultProxy(child.port);
    endings.push(() => cable.close());
    const [anna, bert] = [join(cable), join(cable, 'bert')];
    await Promise.all([saved(anna), saved(bert)]);
    let word = 0;
    for (let round = 0; round < 3; round++) {
      const target = word + 60;
      let savedWords = 0;
      while (word < target) {
        type(word % 2 ? anna : bert, `<${word++}>`);
        await new Promise((resolve) => setImmediate(resolve));
        if (is(anna) === 'saved' && is(bert) === 'saved') savedWords = word;
        if (word === target - 20) child.process.kill('SIGKILL');
      }
      await child.gone;
      // Its port may be given to anybody now.
      cable.block();
      const log = openSqliteLog(folder.path);
      const text = await textOnDisk(log);
      await log.close();
      for (let i = 0; i < savedWords; i++) expect(text).toContain(`<${i}>`);
      child = await startChild(folder.path, 0);
      cable.toward(child.port);
      cable.mend();
      await Promise.all([saved(anna), saved(bert)]);
    }
    await until('equal', () => reads(anna) === reads(bert));
    child.process.kill('SIGKILL');
    await child.gone;
    const log = openSqliteLog(folder.path);
    const words = (await textOnDisk(log)).match(/<\d+>/g) ?? [];
    await log.close();
    expect(words).toHaveLength(word);
    expect(new Set(words).size).toBe(word);
  });
});

async function startChild(folder: string, port: number): Promise<{ process: ChildProcess; port: number; gone: Promise<unknown> }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/live/server-process.ts', String(port), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // From the beginning: a process that was killed may have ended before anybody comes to wait for it.
  const gone = once(child, 'exit');
  endings.push(async () => child.kill('SIGKILL'));
  const [line] = await Promise.race([
    once(child.stdout as NonNullable<typeof child.stdout>, 'data'),
    gone.then(([code]) => Promise.reject(new Error(`the server ended with ${code} before it was ready`))),
  ]);
  return { process: child, port: Number(String(line)), gone };
}

/** What a client holds as deleted, of its own text. */
function deletedBy(client: RoomClient): [number, number][] {
  const { store, clientID } = client.snapshot.doc;
  return (Y.createDeleteSetFromStructStore(store).clients.get(clientID) ?? []).map(({ clock, len }) => [clock, len]);
}

/** Names what of a client's own text, or of its deletions in it, is not on disk; null when all of it is. */
function missing(disk: Y.Doc, client: number, clock: number, gone: [number, number][]): string | null {
  if (Y.getState(disk.store, client) < clock) return `characters of ${client} from ${Y.getState(disk.store, client)} on`;
  const deletedThere = Y.createDeleteSetFromStructStore(disk.store);
  for (const [from, length] of gone) {
    for (let at = from; at < from + length; at++) {
      if (!Y.isDeleted(deletedThere, Y.createID(client, at))) return `the deletion of ${client}:${at}`;
    }
  }
  return null;
}

/** A small seeded generator (mulberry32), so that a failing run can be repeated. */
function random(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

test('C8: leaving during a short break waits for the line, and the last word arrives', async () => {
  const { server, cable } = await begin();
  const client = join(cable, 'anna', { timing: { ...QUICK, grace: 30_000, linger: 10_000 } });
  await saved(client);
  cable.block();
  type(client, 'last word');
  await until('the break', () => 'kept' in client.snapshot.state);
  expect(client.snapshot.state).toEqual({ is: 'saving', changes: 2, kept: false });
  const left = client.leave();
  cable.mend();
  await left;
  expect(await textOnDisk(server.log)).toBe('last word');
});
