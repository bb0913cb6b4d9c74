import { afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Close } from '../../app/live/wire';
import { encodeUpdate } from '../../server/sync/frames';
import { RawClient } from './clients';
import { ROOM, startServer, type TestServer, type TestServerOptions, UnreliableLog, until } from './harness';

let server: TestServer;
const start = async (options?: TestServerOptions) => {
  server = await startServer(options);
  return server;
};
const join = (options?: ConstructorParameters<typeof RawClient>[1]) => new RawClient(server.origin, options).whenSynced();
const textOnDisk = async () => {
  const doc = new Y.Doc();
  const { snapshot, tail } = await server.log.load(ROOM, 1);
  if (snapshot) Y.applyUpdate(doc, snapshot.state);
  for (const { update } of tail) Y.applyUpdate(doc, update);
  return doc.getXmlFragment('default').toString();
};
afterEach(() => server.close());

/** Something that a test lets go when it wants to. */
function gate() {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

describe('life of rooms and server', () => {
  test('L1: fifty at once load the room once and have one document', async () => {
    const log = new UnreliableLog();
    const slow = gate();
    await start({ log });
    await log.seed(ROOM, 1, null, 0);
    log.loadDelay = slow.passed;
    const clients = Array.from({ length: 50 }, (_, i) => new RawClient(server.origin, { user: `u${i}` }));
    await until('all are let in', () => clients.every((client) => client.hello !== null));
    slow.open();
    await Promise.all(clients.map((client) => client.whenSynced()));
    expect(log.loads).toBe(1);
    expect(server.sync.stats().rooms).toBe(1);
    for (const client of clients) client.doc.getXmlFragment('default').insert(0, [new Y.XmlElement('p')]);
    await until('all have all', () => clients.every((client) => client.doc.getXmlFragment('default').length === 50));
  });

  test('L1: a load that fails sends those who wait away with 1013, and the next ones try again', async () => {
    const log = new UnreliableLog();
    await start({ log });
    log.loadDelay = Promise.reject(new Error('unreachable'));
    log.loadDelay.catch(() => {});
    expect(await new RawClient(server.origin).whenClosed()).toBe(Close.overloaded);
    log.loadDelay = null;
    await join();
    expect(server.sync.stats()).toMatchObject({ rooms: 1, connections: 1 });
  });

  test('L2: who joins while the room is being forgotten gets the same document and loses nothing', async () => {
    await start({ limits: { idleMs: 1, storedAfterMs: 1 } });
    const slow = gate();
    let called = false;
    server.backend.onStored = async () => {
      called = true;
      await slow.passed;
    };
    const first = await join();
    first.text.insert(0, 'one ');
    await first.whenSaved();
    first.cut();
    await until('the hook', () => called);
    const second = await join({ user: 'bert' });
    second.text.insert(4, 'two');
    await second.whenSaved();
    slow.open();
    await until('the hook is over', () => server.backend.storedCalls.length > 0);
    const third = await join({ user: 'carl' });
    expect(third.content).toBe('one two');
    second.text.insert(7, ' three');
    await until('the third sees the second', () => third.content === 'one two three');
    expect(server.sync.stats().rooms).toBe(1);
  });

  test('L2: leaving and joining at every moment never splits a room', async () => {
    const log = new UnreliableLog();
    await start({ log, limits: { idleMs: 3, commitQuietMs: 2 } });
    for (let i = 0; i < 40; i++) {
      const client = await join({ user: `u${i}` });
      client.text.insert(0, 'x');
      await client.whenSaved();
      expect(client.content).toBe('x'.repeat(i + 1));
      client.cut();
      // From not at all to long enough that the room is forgotten.
      const end = performance.now() + (i % 10);
      await until('the moment', () => performance.now() >= end);
    }
    await until('the room is forgotten', () => server.sync.stats().rooms === 0);
    expect(await textOnDisk()).toBe('x'.repeat(40));
    expect(log.loads).toBeGreaterThan(3);
  });

  test('L2: a room that everybody left while it was loading is forgotten too', async () => {
    const log = new UnreliableLog();
    const slow = gate();
    log.loadDelay = slow.passed;
    await start({ log, limits: { idleMs: 100 } });
    const client = new RawClient(server.origin);
    await until('it is let in', () => client.hello !== null);
    client.cut();
    await until('the server notices', () => server.sync.stats().connections === 0);
    slow.open();
    await until('the room is in memory', () => server.sync.stats().rooms === 1);
    await until('the room is forgotten', () => server.sync.stats().rooms === 0);
  });

  test('L3: rooms bring no timers of their own', async () => {
    await start({ limits: { idleMs: 60_000 } });
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const clients: RawClient[] = [];
    const settled = async () => {
      await Promise.all(clients.map((client) => client.whenSaved()));
      await until('the hook', () => server.sync.stats().unsavedBytes === 0);
    };
    for (let i = 0; i < 5; i++) clients.push(await join({ room: `doc/abcdefghij0${i}/en` }));
    await settled();
    const few = timers();
    for (let i = 0; i < 30; i++) clients.push(await join({ room: `doc/abcdefghi${100 + i}/en` }));
    await settled();
    expect(timers() - few).toBeLessThan(10);
  });

  test('L4: draining says 1012, saves everything and tells the application', async () => {
    await start({ limits: { commitQuietMs: 5_000, storedAfterMs: 5_000 } });
    const client = await join();
    const witness = await join({ user: 'bert' });
    client.text.insert(0, 'at the last moment');
    await until('the server has it', () => witness.content === 'at the last moment');
    await server.sync.drain();
    expect(await client.whenClosed()).toBe(Close.restarting);
    expect(await textOnDisk()).toBe('at the last moment');
    expect(server.backend.storedCalls.at(-1)?.authors).toEqual(['anna']);
    expect(await new RawClient(server.origin).whenRefused()).toBe(503);
  });

  test('L4: text goes to disk first, whatever else has to end', async () => {
    const log = new UnreliableLog();
    await log.seed('doc/abcdefghij02/en', 1, null, 0);
    const update = Y.encodeStateAsUpdate(new Y.Doc());
    await log.append([{ room: 'doc/abcdefghij02/en', generation: 1, update, authorId: null, at: 0 }]);
    await start({ log, limits: { commitQuietMs: 60_000, compactRows: 1 } });
    const client = await join();
    const { passed, open } = gate();
    log.loadDelay = passed;
    const folding = server.sync.compact();
    await until('a closed room is being folded', () => log.loads > 1);
    const witness = new RawClient(server.origin, { user: 'bert' });
    client.text.insert(0, 'at the last moment');
    await until('the server has it', () => witness.content === 'at the last moment');
    const drained = server.sync.drain();
    await until('it is on disk', () => server.sync.stats().unsavedBytes === 0);
    open();
    await Promise.all([folding, drained]);
    expect(await textOnDisk()).toBe('at the last moment');
  });
});

describe('rights', () => {
  test.each([
    [{ userId: 'anna' }, Close.accessLost],
    [{ sessionId: 'session-anna' }, Close.sessionGone],
    [{ room: ROOM, userId: 'anna' }, Close.deleted],
    [{ partnershipId: 'partnership', userId: 'anna' }, Close.accessLost],
  ])('R1: revoking %j closes those sockets at once, and takes nothing more from them', async (match, code) => {
    await start();
    const stays = await join({ user: 'bert' });
    const goes = await join();
    goes.text.insert(0, 'before');
    await goes.whenSaved();
    await until('the other has it', () => stays.content === 'before');
    // Sent before, arriving after: the loop of the server cannot read it in between.
    goes.text.insert(0, 'too late ');
    server.sync.service.revoke(match, code);
    goes.send(encodeUpdate(Y.encodeStateAsUpdate(goes.doc)));
    expect(await goes.whenClosed()).toBe(code);
    stays.text.insert(0, '');
    stays.doc.getXmlFragment('default').insert(1, [new Y.XmlElement('p')]);
    await stays.whenSaved();
    expect(await textOnDisk()).toBe('before<p></p>');
    expect(stays.closed).toBeNull();
  });

  test('R1: a match without a field closes nobody', async () => {
    await start();
    const client = await join();
    server.sync.service.revoke({}, Close.accessLost);
    client.text.insert(0, 'x');
    await client.whenSaved();
  });

  test.each<[string, Parameters<typeof asRecheck>[0], number]>([
    ['no session', { ok: false, status: 401 }, Close.sessionGone],
    ['no access', { ok: false, status: 404 }, Close.accessLost],
    ['another role', { mode: 'read' }, Close.restarting],
    ['another generation', { generation: 2 }, Close.otherGeneration],
  ])('R2: rights are asked again: %s', async (_name, answer, code) => {
    await start({ limits: { recheckMs: 30 } });
    const client = await join();
    let asked = 0;
    server.backend.onRecheck = async (actor) => {
      asked += 1;
      return asRecheck(asked < 3 ? {} : answer, actor.userId);
    };
    expect(await client.whenClosed()).toBe(code);
    expect(asked).toBe(3);
  });

  test('R3: while the application cannot answer, sockets stay', async () => {
    await start({ limits: { recheckMs: 20 } });
    const client = await join();
    let asked = 0;
    server.backend.onRecheck = async () => {
      asked += 1;
      throw new Error('database is away');
    };
    await until('several questions', () => asked > 3);
    client.text.insert(0, 'still here');
    await client.whenSaved();
  });
});

function asRecheck(answer: { ok?: false; status?: 401 | 404; mode?: 'read' | 'write'; generation?: number }, user: string) {
  if (answer.ok === false) return { ok: false as const, status: answer.status ?? 401 };
  const access = server.backend.access(`user=${user}`);
  if (!access.ok) throw new Error('the test person has access');
  return { ...access, ...(answer.mode && { mode: answer.mode }), ...(answer.generation && { generation: answer.generation }) };
}

describe('what the application asks', () => {
  const insert = (text: string) => (doc: Y.Doc) => doc.getXmlFragment('default').insert(0, [new Y.XmlText(text)]);
  const asText = (state: Uint8Array) => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, state);
    return doc.getXmlFragment('default').toString();
  };

  test('A1: read gives an open room, a closed one, and seeds one that was never written', async () => {
    await start({ limits: { idleMs: 1 } });
    const seed = new Y.Doc();
    insert('template ')(seed);
    server.backend.seedUpdate = Y.encodeStateAsUpdate(seed);
    const { service } = server.sync;
    expect(asText(await service.read(ROOM, 1))).toBe('template ');
    expect(server.sync.stats().rooms).toBe(0);
    const client = await join();
    client.text.insert(0, 'live ');
    await client.whenSaved();
    expect(asText(await service.read(ROOM, 1))).toBe('live template ');
    client.cut();
    await until('the room is forgotten', () => server.sync.stats().rooms === 0);
    expect(asText(await service.read(ROOM, 1))).toBe('live template ');
    expect(server.backend.seedCalls).toBe(1);
  });

  test('A2: edit is seen by clients, on disk when it resolves, and carries its author', async () => {
    await start();
    const client = await join();
    await server.sync.service.edit(ROOM, 1, 'editor', insert('from the server'));
    expect(await textOnDisk()).toBe('from the server');
    expect((await server.log.load(ROOM, 1)).tail[0]?.authorId).toBe('editor');
    await until('the client has it', () => client.content === 'from the server');
    await server.sync.service.edit('doc/abcdefghij02/en', 1, 'editor', insert('nobody here'));
    expect(asText(await server.sync.service.read('doc/abcdefghij02/en', 1))).toBe('nobody here');
  });

  test('A2: what an edit finds is what read gave, byte for byte, when nobody wrote in between', async () => {
    await start({ limits: { idleMs: 1 } });
    const client = await join();
    for (const letter of 'three of us') client.text.insert(0, letter);
    (await join({ user: 'bert' })).text.delete(2, 4);
    await client.whenSaved();
    const { service } = server.sync;
    const unchanged = async () => {
      const read = await service.read(ROOM, 1);
      let found: Uint8Array | undefined;
      await service.edit(ROOM, 1, 'editor', (doc) => {
        found = Y.encodeStateAsUpdate(doc);
      });
      expect(found).toEqual(read);
    };
    await unchanged();
    server.sync.service.revoke({ room: ROOM }, 4403);
    await until('the room is forgotten', () => server.sync.stats().rooms === 0);
    await unchanged();
  });

  test('A2: an edit is one transaction and one row', async () => {
    await start();
    await server.sync.service.edit(ROOM, 1, 'editor', (doc) => {
      insert('a')(doc);
      insert('b')(doc);
      doc.getXmlFragment('default').delete(0, 1);
    });
    expect((await server.log.load(ROOM, 1)).tail).toHaveLength(1);
  });

  test('A2: when the change throws, nothing of it is left, and others go on', async () => {
    await start();
    const client = await join();
    client.text.insert(0, 'kept');
    const failing = server.sync.service.edit(ROOM, 1, 'editor', (doc) => {
      insert('half ')(doc);
      throw new Error('cannot go on');
    });
    await expect(failing).rejects.toThrow('cannot go on');
    client.text.insert(4, ' and more');
    await client.whenSaved();
    expect(await textOnDisk()).toBe('kept and more');
    expect(client.content).toBe('kept and more');
    expect((await join({ user: 'bert' })).content).toBe('kept and more');
  });

  test('A3: edit rejects when the storage refuses for long, and the change is saved later', async () => {
    const log = new UnreliableLog();
    await start({ log, limits: { editWaitMs: 60 } });
    await server.sync.service.read(ROOM, 1);
    log.appendError = new Error('full');
    await expect(server.sync.service.edit(ROOM, 1, 'editor', insert('later'))).rejects.toThrow('not on disk yet');
    log.appendError = null;
    await until('it is saved', async () => (await textOnDisk()) === 'later');
  });

  test('A4: present names each person once', async () => {
    await start();
    await Promise.all([join(), join(), join({ user: 'bert' }), join({ user: 'carl', room: 'doc/abcdefghij02/en' })]);
    expect(server.sync.service.present(ROOM).sort((a, b) => a.userId.localeCompare(b.userId))).toEqual([
      { userId: 'anna', name: 'Name of anna', colour: 4 },
      { userId: 'bert', name: 'Name of bert', colour: 4 },
    ]);
    expect(server.sync.service.present('doc/abcdefghij03/en')).toEqual([]);
  });
});
