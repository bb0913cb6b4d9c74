/** Several nodes in this process, on one PostgreSQL and one Redis: what they tell each other, and what happens when they cannot. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { UpdateLog } from '../../server/storage/update-log';
import { hasPostgres } from '../setup/postgres-url';
import { type ClientOptions, RawClient } from './clients';
import { type FaultProxy, startFaultProxy } from './fault-proxy';
import { fromDisk, seeded } from './fuzz';
import { ROOM, startServer, TestLogger, type TestServer, until } from './harness';
import { clusterFor, freshPrefix, type Mangler, portOf, redisUrl, startMangler, startNamedCable, through } from './nodes';
import { STORAGES, type Storage } from './storages';

const postgres = STORAGES[1] as (typeof STORAGES)[number];
const LIMITS = { compactRows: 40, idleMs: 60_000, lookEveryMs: 200, presenceEveryMs: 10 };

describe.skipIf(!(await hasPostgres()))('several nodes', () => {
  let storage: Storage;
  let logs: UpdateLog[] = [];
  let nodes: TestServer[] = [];
  let clients: RawClient[] = [];
  let closing: (() => Promise<void>)[] = [];

  beforeEach(async () => {
    storage = await postgres.make();
    [logs, nodes, clients, closing] = [[], [], [], []];
  });

  afterEach(async () => {
    for (const client of clients) client.cut();
    await Promise.all(nodes.map((node) => node.close()));
    for (const log of logs) await log.close();
    for (const close of closing) await close();
    await storage.remove();
  });

  /** @param redis one address for all, or one for each */
  async function start(count: number, redis: string | undefined | (string | undefined)[], database = storage.place, limits: object = {}) {
    const prefix = freshPrefix();
    for (let i = 0; i < count; i++) {
      const log = await storage.open();
      const logger = new TestLogger();
      const place = { database, redis: Array.isArray(redis) ? redis[i] : redis, prefix };
      logs.push(log);
      nodes.push(await startServer({ log, limits: { ...LIMITS, ...limits }, cluster: clusterFor(place, logger) }));
    }
  }

  async function join(node: number, user: string, options: ClientOptions = {}) {
    const client = new RawClient((nodes[node] as TestServer).origin, { user, ...options });
    clients.push(client);
    return client.whenSynced();
  }

  const write = (client: RawClient, word: string) => client.doc.getXmlFragment('default').push([new Y.XmlText(`<${word}>`)]);
  const words = (doc: Y.Doc): string[] => (doc.getXmlFragment('default').toString().match(/<\w+>/g) ?? []).map(String).sort();
  const equal = (...docs: Y.Doc[]) => docs.every((doc) => Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(docs[0] as Y.Doc)));

  test('N1: what one node has on disk is shown by the others, and said to nobody before', async () => {
    await start(3, redisUrl, storage.place, { lookEveryMs: 60_000 });
    const [anna, bert, carl] = [await join(0, 'anna'), await join(1, 'bert'), await join(2, 'carl')];
    for (let i = 0; i < 20; i++) {
      write(anna, `a${i}`);
      write(bert, `b${i}`);
      write(carl, `c${i}`);
      if (i % 5 === 0) await until('all see it', () => words(anna.doc).length === (i + 1) * 3);
    }
    await until('all are equal', () => words(anna.doc).length === 60 && equal(anna.doc, bert.doc, carl.doc));
    for (const client of [anna, bert, carl]) await client.whenSaved();
    expect(words(await fromDisk(logs[0] as UpdateLog))).toEqual(words(anna.doc));
    // Each row once: what came from another node is not logged again.
    expect((await (logs[0] as UpdateLog).lastSeqs([{ room: ROOM, generation: 1 }]))[0]).toBeLessThanOrEqual(60);
  });

  test('S16: each node tells whose the changes are that came through the other', async () => {
    await start(2, redisUrl, storage.place, { storedAfterMs: 20, storedAtMostMs: 20 });
    const [anna, bert] = [await join(0, 'anna'), await join(1, 'bert')];
    write(anna, 'a');
    await anna.whenSaved();
    await until('bert sees it', () => words(bert.doc).length === 1);
    write(bert, 'b');
    await bert.whenSaved();
    for (const node of nodes) {
      const told = () =>
        node.backend.storedCalls.flatMap(({ authorship }) => [...authorship.wrote].map(([client, { userId }]) => `${client} ${userId}`));
      const both = [`${anna.doc.clientID} anna`, `${bert.doc.clientID} bert`];
      await until('the hook', () => both.every((one) => told().includes(one)));
      expect(new Set(told())).toEqual(new Set(both));
    }
    // The hook's authors are those who wrote through this node.
    expect(new Set(nodes.map(({ backend }) => backend.storedCalls.flatMap(({ authors }) => authors).join()))).toEqual(
      new Set(['anna', 'bert']),
    );
  });

  test.each([11, 12, 13])('N2: a relay that loses, doubles and reorders changes nothing (seed %i)', async (seed) => {
    const pick = seeded(seed);
    const manglers: Mangler[] = [];
    for (let i = 0; i < 3; i++) manglers.push(await startMangler(portOf(redisUrl, 6379), new URL(redisUrl).hostname, pick));
    closing.push(...manglers.map((mangler) => () => mangler.close()));
    await start(
      3,
      manglers.map(({ port }) => through(redisUrl, port)),
    );
    const writers = [await join(0, 'anna'), await join(1, 'bert'), await join(2, 'carl')];
    let written = 0;
    for (let i = 0; i < 120; i++) {
      const writer = writers[pick(3)] as RawClient;
      const root = writer.doc.getXmlFragment('default');
      if (pick(4) === 0 && root.length > 2) root.delete(pick(root.length), 1);
      else write(writer, `w${written++}`);
      if (pick(3) === 0) await new Promise((resolve) => setTimeout(resolve, pick(8)));
    }
    await until('all are equal', () => equal(...writers.map(({ doc }) => doc)) && writers.every(({ saved }) => saved));
    expect(equal(await fromDisk(logs[0] as UpdateLog), (writers[0] as RawClient).doc)).toBe(true);
    const sum = (key: 'lost' | 'doubled' | 'late') => manglers.reduce((total, mangler) => total + mangler[key], 0);
    expect(Math.min(sum('lost'), sum('doubled'), sum('late'))).toBeGreaterThan(3);
  });

  describe('with Redis behind a cable', () => {
    let cable: FaultProxy;
    const cabled = async (count: number, limits: object = {}) => {
      cable = await startFaultProxy(portOf(redisUrl, 6379), new URL(redisUrl).hostname);
      closing.push(() => cable.close());
      await start(count, through(redisUrl, Number(new URL(cable.origin).port)), storage.place, limits);
    };

    test.each(['refuses', 'is silent'])(
      'N2: while Redis %s the others are followed through the log; presence is back when Redis is',
      async (how) => {
        await cabled(2);
        const [anna, bert] = [await join(0, 'anna'), await join(1, 'bert')];
        write(anna, 'before');
        await until('bert sees it', () => words(bert.doc).length === 1);
        if (how === 'refuses') cable.block();
        else cable.hold();
        write(anna, 'during');
        await anna.whenSaved();
        await until('bert sees it without Redis', () => words(bert.doc).length === 2);
        anna.sendPresence(1, { cursor: 1 });
        cable.mend();
        await until('bert sees anna', () => bert.presence.get(anna.doc.clientID)?.cursor === 1);
        write(bert, 'after');
        await until('anna sees it', () => words(anna.doc).length === 3);
      },
    );

    test('N5: access that is revoked while Redis is away closes the sockets on every node within a second', async () => {
      await cabled(3);
      const [anna, bert] = [await join(1, 'anna'), await join(2, 'bert')];
      cable.block();
      const began = performance.now();
      nodes[0]?.sync.service.revoke({ userId: 'anna' }, 4403);
      await until('anna is out', () => anna.closed !== null);
      expect(performance.now() - began).toBeLessThan(1_000);
      expect(anna.closed?.code).toBe(4403);
      expect(bert.closed).toBeNull();
    });
  });

  test('N2: a node that can hear again before it can speak tells who is there as soon as it can', async () => {
    const cable = await startNamedCable(portOf(redisUrl, 6379), new URL(redisUrl).hostname, 'koinon-out');
    closing.push(() => cable.close());
    await start(2, through(redisUrl, cable.port));
    const [anna, bert] = [await join(0, 'anna'), await join(1, 'bert')];
    anna.sendPresence(1, { cursor: 1 });
    await until('bert sees anna', () => bert.presence.get(anna.doc.clientID)?.cursor === 1);
    cable.cutAndHold();
    anna.sendPresence(2, { cursor: 2 });
    await until('both nodes hear', () => cable.subscribed >= 2);
    cable.release();
    await until('bert sees where anna went', () => bert.presence.get(anna.doc.clientID)?.cursor === 2);
  });

  test('N2: nodes that know of no Redis follow each other through the log', async () => {
    await start(2, undefined);
    const [anna, bert] = [await join(0, 'anna'), await join(1, 'bert')];
    write(anna, 'one');
    await until('bert sees it', () => words(bert.doc).length === 1);
    write(bert, 'two');
    await until('anna sees it', () => words(anna.doc).length === 2);
  });

  test('N3: a room whose rows were folded away meanwhile is brought in whole', async () => {
    await start(2, undefined, storage.place, { lookEveryMs: 60_000 });
    const [anna, bert] = [await join(0, 'anna'), await join(1, 'bert')];
    const log = logs[1] as UpdateLog;
    for (let i = 0; i < 100; i++) {
      write(bert, `b${i}`);
      await bert.whenSaved();
    }
    // The oldest rows go with the second fold.
    await until('folded twice', async () => (await log.since(ROOM, 1, 0)) === null);
    write(anna, 'late');
    await until('anna has all', () => words(anna.doc).length === 101);
    await until('bert has all', async () => {
      write(bert, 'x');
      await bert.whenSaved();
      return words(bert.doc).includes('<late>');
    });
  });

  test('N4: people of other nodes are seen, move, and are gone when they leave', async () => {
    await start(2, redisUrl);
    const [anna, bert] = [await join(0, 'anna'), await join(1, 'bert')];
    anna.sendPresence(1, { cursor: 1, user: { id: 'mayor' } });
    await until('seen', () => bert.presence.get(anna.doc.clientID)?.cursor === 1);
    expect(bert.presence.get(anna.doc.clientID)?.user).toMatchObject({ id: 'anna', name: 'Name of anna' });
    anna.sendPresence(2, { cursor: 2 });
    await until('moved', () => bert.presence.get(anna.doc.clientID)?.cursor === 2);
    const late = await join(1, 'carl');
    await until('seen by who comes later', () => late.presence.get(anna.doc.clientID)?.cursor === 2);
    anna.cut();
    await until('gone', () => bert.presence.get(anna.doc.clientID) === null);
  });

  test('N4: a node that opens a room later is told who is there', async () => {
    await start(2, redisUrl);
    const anna = await join(0, 'anna');
    anna.sendPresence(1, { cursor: 1 });
    const bert = await join(1, 'bert');
    await until('seen', () => bert.presence.get(anna.doc.clientID)?.cursor === 1);
  });

  test('N4: who comes back by way of another node is there once; nobody else can take the place', async () => {
    await start(3, redisUrl);
    const [witness, other] = [await join(1, 'bert'), await join(2, 'carl')];
    const first = await join(0, 'anna');
    first.sendPresence(5, { cursor: 'first' });
    await until('seen', () => witness.presence.get(first.doc.clientID)?.cursor === 'first');
    const thief = await join(2, 'eve');
    await until('carl sees anna', () => other.presence.get(first.doc.clientID)?.cursor === 'first');
    thief.sendPresence(9, { cursor: 'stolen' }, first.doc.clientID);
    thief.sendPresence(1, { cursor: 'own' });
    await until('the thief’s own', () => witness.presence.get(thief.doc.clientID)?.cursor === 'own');
    expect(witness.presence.get(first.doc.clientID)?.cursor).toBe('first');
    // The same document on another node; the first node does not know yet that its line is dead.
    const again = await join(2, 'anna', { doc: first.doc });
    again.sendPresence(6, { cursor: 'again' });
    await until('seen again', () => witness.presence.get(first.doc.clientID)?.cursor === 'again');
    first.cut();
    write(again, 'word');
    await until('the old line is gone', () => nodes[0]?.sync.stats().connections === 0);
    again.sendPresence(7, { cursor: 'still' });
    await until('still there', () => witness.presence.get(first.doc.clientID)?.cursor === 'still');
    const states = [...witness.presence.values()].filter((state) => (state?.user as { id?: string })?.id === 'anna');
    expect(states).toHaveLength(1);
  });

  test('N4: the people of a node that says nothing any more are gone after the time', async () => {
    const cable = await startFaultProxy(portOf(redisUrl, 6379), new URL(redisUrl).hostname);
    closing.push(() => cable.close());
    await start(2, [through(redisUrl, Number(new URL(cable.origin).port)), redisUrl], storage.place, { presenceGoneMs: 600 });
    const [anna, bert] = [await join(0, 'anna'), await join(1, 'bert')];
    anna.sendPresence(1, { cursor: 1 });
    await until('seen', () => bert.presence.get(anna.doc.clientID)?.cursor === 1);
    cable.block();
    await until('gone', () => bert.presence.get(anna.doc.clientID) === null);
  });

  test('N5: a node whose line to the others was cut asks for the rights of all its sockets when it is back', async () => {
    const cable = await startFaultProxy(portOf(storage.place, 5432), new URL(storage.place).hostname);
    closing.push(() => cable.close());
    await start(2, redisUrl, through(storage.place, Number(new URL(cable.origin).port)), { recheckMs: 60_000 });
    const anna = await join(1, 'anna');
    const backend = (nodes[1] as TestServer).backend;
    cable.block();
    backend.onRecheck = async () => ({ ok: false, status: 404 });
    nodes[0]?.sync.service.revoke({ userId: 'anna' }, 4403);
    cable.mend();
    await until('anna is out', () => anna.closed !== null);
    expect(anna.closed?.code).toBe(4403);
  });

  test('N6: the server’s own edits come one after the other among all nodes, each on what the one before it left', async () => {
    await start(3, redisUrl, storage.place, { lookEveryMs: 60_000 });
    const mend = (doc: Y.Doc) => {
      const root = doc.getXmlFragment('default');
      if (!root.toString().includes('<mended>')) root.push([new Y.XmlText('<mended>')]);
    };
    await Promise.all(nodes.map((node) => node.sync.service.edit(ROOM, 1, 'anna', mend)));
    expect(words(await fromDisk(logs[0] as UpdateLog))).toEqual(['<mended>']);
  });

  test('N6: one node at a time folds a room', async () => {
    await start(3, redisUrl);
    const writers = [await join(0, 'anna'), await join(1, 'bert'), await join(2, 'carl')];
    for (let i = 0; i < 60; i++) {
      const writer = writers[i % 3] as RawClient;
      write(writer, `w${i}`);
      await writer.whenSaved();
    }
    const log = logs[0] as UpdateLog;
    await until('folded', async () => ((await log.load(ROOM, 1)).snapshot?.covers ?? 0) >= 40);
    await until('all are equal', () => words((writers[0] as RawClient).doc).length === 60 && equal(...writers.map(({ doc }) => doc)));
    expect(equal(await fromDisk(log), (writers[0] as RawClient).doc)).toBe(true);
  });

  test('N7: people of other nodes count as present', async () => {
    await start(2, redisUrl);
    const [anna, bert] = [await join(0, 'anna'), await join(1, 'bert')];
    anna.sendPresence(1, { cursor: 1 });
    await until('seen', () => bert.presence.has(anna.doc.clientID));
    const people = nodes[1]?.sync.service.present(ROOM) ?? [];
    expect(people.map(({ userId }) => userId).sort()).toEqual(['anna', 'bert']);
  });
});
