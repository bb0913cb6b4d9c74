import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { openSqliteLog } from '../../server/storage/sqlite-log';
import { RawClient } from './clients';
import { makeFolder, ROOM, startServer, type TestServer, type TestServerOptions, UnreliableLog, until } from './harness';
import { STORAGES } from './storages';

let server: TestServer;
const start = async (options?: TestServerOptions) => {
  server = await startServer(options);
  return server;
};
const join = (options?: ConstructorParameters<typeof RawClient>[1]) => new RawClient(server.origin, options).whenSynced();
const rows = async (room = ROOM) => (await server.log.load(room, 1)).tail;
const snapshotOf = async (room = ROOM) => (await server.log.load(room, 1)).snapshot;
afterEach(() => server.close());

describe('saving', () => {
  test('S1: peers see an edit before it is on disk, its writer is acked only after', async () => {
    const log = new UnreliableLog();
    await start({ log });
    const reader = await join({ user: 'bert' });
    const writer = await (await join()).whenSaved();
    log.appendError = new Error('not now');
    writer.text.insert(0, 'seen');
    await until('the peer', () => reader.content === 'seen');
    await until('the storage was asked', () => log.appends > 2);
    expect(writer.saved).toBe(false);
    expect(await rows()).toEqual([]);
    log.appendError = null;
    await writer.whenSaved();
    expect(await rows()).not.toEqual([]);
  });

  test('S2: many quick edits are few commits and few acks', async () => {
    const log = new UnreliableLog();
    await start({ log, limits: { commitQuietMs: 50, commitBusyMs: 10 } });
    const writer = await (await join()).whenSaved();
    const [acks, appends] = [writer.acks.length, log.appends];
    for (let i = 0; i < 200; i++) writer.text.insert(0, 'x');
    await writer.whenSaved();
    expect(await rows()).toHaveLength(201);
    expect(writer.acks.length - acks).toBeLessThanOrEqual(10);
    expect(log.appends - appends).toBeLessThanOrEqual(10);
  });

  test.each(['SQLITE_FULL', 'SQLITE_IOERR', 'SQLITE_BUSY'])('S3: %s is no ack and no end: saving resumes by itself', async (code) => {
    const log = new UnreliableLog();
    await start({ log, limits: { idleMs: 10 } });
    const writer = await (await join()).whenSaved();
    log.appendError = Object.assign(new Error(code), { code });
    writer.text.insert(0, 'kept');
    await until('the notice', () => writer.notices.includes('notSaved'));
    const tries = log.appends;
    await until('more tries', () => log.appends > tries + 5);
    expect(writer.saved).toBe(false);
    // The writer leaves; the room must stay until it is saved.
    writer.cut();
    await until('the server notices', () => server.sync.stats().connections === 0);
    const more = log.appends;
    await until('more tries', () => log.appends > more + 5);
    expect(server.sync.stats().rooms).toBe(1);
    log.appendError = null;
    await until('the room is saved and forgotten', () => server.sync.stats().rooms === 0);
    expect(await rows()).toHaveLength(1 + 1);
    expect(server.logger.said('could not be saved')).toBe(true);
    expect(server.logger.said('saved again')).toBe(true);
    expect(server.sync.stats()).toMatchObject({ unsavedBytes: 0, saving: true });
  });

  test('S3: clients hear when it is over', async () => {
    const log = new UnreliableLog();
    await start({ log });
    const writer = await (await join()).whenSaved();
    log.appendError = new Error('full');
    writer.text.insert(0, 'kept');
    await until('the first notice', () => writer.notices.length === 1);
    // Who comes meanwhile is told too.
    const late = await join({ user: 'bert' });
    await until('the notice', () => late.notices[0] === 'notSaved');
    log.appendError = null;
    await writer.whenSaved();
    await until('the second notice', () => writer.notices.length === 2);
    expect(writer.notices).toEqual(['notSaved', 'saving']);
  });

  test('S4: a room that the storage refuses does not hold back the others', async () => {
    class Choosy extends UnreliableLog {
      override async append(group: Parameters<UnreliableLog['append']>[0]) {
        if (group.some(({ room }) => room.endsWith('/de'))) throw new Error('this one is damaged');
        return super.append(group);
      }
    }
    await start({ log: new Choosy(), limits: { retryFirstMs: 100, retryMostMs: 120_000 } });
    const bad = await (await join({ room: 'doc/abcdefghij01/de' })).whenSaved();
    const good = await (await join({ user: 'bert' })).whenSaved();
    bad.text.insert(0, 'refused');
    // The bad one is never taken: whoever waited for it would never be saved.
    for (let i = 0; i < 5; i++) {
      good.text.insert(0, 'taken');
      await good.whenSaved();
    }
    await until('the notice', () => bad.notices.length > 0);
    expect(good.notices).toEqual([]);
    // Who comes to the good room now hears nothing either, who comes to the other one does.
    expect((await join({ user: 'carl' })).notices).toEqual([]);
    const late = await join({ user: 'dora', room: 'doc/abcdefghij01/de' });
    await until('the notice', () => late.notices[0] === 'notSaved');
    // What changes nothing in the refused room covers what is refused, so it is no ack either.
    bad.sendUpdate(Y.encodeStateAsUpdate(bad.doc));
    good.text.insert(0, 'again ');
    await good.whenSaved();
    expect(bad.saved).toBe(false);
    expect(bad.acks).toHaveLength(1);
    server.close = async () => {};
  });

  const postgres = STORAGES.find(({ name }) => name === 'PostgreSQL');
  test.skipIf(postgres?.skipped)('S4: a room whose row another session of PostgreSQL holds is passed by, not waited for', async () => {
    const storage = await (postgres as (typeof STORAGES)[number]).make();
    const log = await storage.open();
    const admin = new pg.Client({ connectionString: storage.place });
    await admin.connect();
    try {
      await start({ log });
      const held = await (await join({ room: 'doc/abcdefghij01/de' })).whenSaved();
      const good = await (await join({ user: 'bert' })).whenSaved();
      await admin.query(`BEGIN; SELECT 1 FROM sync.rooms WHERE room = 'doc/abcdefghij01/de' FOR UPDATE`);
      held.text.insert(0, 'waits');
      good.text.insert(0, 'goes on');
      await good.whenSaved();
      expect(held.saved).toBe(false);
      expect(await rows('doc/abcdefghij01/de')).toHaveLength(0);
      await admin.query('COMMIT');
      await held.whenSaved();
    } finally {
      await admin.end();
      await server.close();
      server.close = async () => {};
      await log.close();
      await storage.remove();
    }
  });

  test('S5: first content is asked for once and written once', async () => {
    const first = new Y.Doc();
    first.getXmlFragment('default').insert(0, [new Y.XmlText('From the template')]);
    await start({ limits: { idleMs: 5 } });
    server.backend.seedUpdate = Y.encodeStateAsUpdate(first);
    const clients = await Promise.all(['a', 'b', 'c', 'd'].map((user) => join({ user })));
    for (const client of clients) expect(client.content).toBe('From the template');
    for (const client of clients) client.cut();
    await until('the room is forgotten', () => server.sync.stats().rooms === 0);
    const again = await join();
    expect(again.content).toBe('From the template');
    expect(await rows()).toHaveLength(1);
    expect((await rows())[0]?.authorId).toBeNull();
    expect(server.backend.seedCalls).toBe(1);
  });

  test('S6: a damaged row is set aside and reported, and the room opens with the rest', async () => {
    await start();
    const writer = await (await join()).whenSaved();
    writer.text.insert(0, 'good');
    await writer.whenSaved();
    await server.log.append([{ room: ROOM, generation: 1, update: new Uint8Array([1, 1, 200, 5, 9]), authorId: null, at: 0 }]);
    await server.close();
    await start({ log: server.log });
    const reader = await join();
    expect(reader.content).toBe('good');
    expect(server.logger.said('set aside')).toBe(true);
    expect(await server.log.quarantined()).toHaveLength(1);
  });

  test('S6: a damaged snapshot is set aside; the one before it and the rows since give the same', async () => {
    await start({ limits: { compactRows: 10 } });
    const writer = await join();
    for (let i = 0; i < 25; i++) {
      writer.text.insert(0, `${i % 10}`);
      await writer.whenSaved();
    }
    const expected = writer.content;
    await until('a snapshot', async () => (await snapshotOf())?.covers !== undefined);
    await server.close();
    const snapshot = await snapshotOf();
    expect(snapshot?.covers).toBeGreaterThan(9);
    snapshot?.state.fill(0xff);
    await start({ log: server.log });
    const reader = await join();
    expect(reader.content).toBe(expected);
    expect((await server.log.quarantined())[0]?.damaged).toEqual({ snapshotCovers: snapshot?.covers });
  });

  test('S7: a busy room folds itself; nothing that is not covered goes', async () => {
    await start({ limits: { compactRows: 20 } });
    const writers = await Promise.all(['a', 'b', 'c'].map((user) => join({ user })));
    for (let i = 0; i < 60; i++) for (const writer of writers) writer.doc.getXmlFragment('default').insert(0, [new Y.XmlElement('p')]);
    await Promise.all(writers.map((writer) => writer.whenSaved()));
    await until('a snapshot', async () => (await snapshotOf())?.covers !== undefined);
    const { snapshot, tail, lastSeq } = await server.log.load(ROOM, 1);
    expect(lastSeq).toBe(180);
    expect(snapshot?.covers).toBeGreaterThanOrEqual(20);
    expect(tail.map(({ seq }) => seq)).toEqual(
      Array.from({ length: 180 - (snapshot?.covers ?? 0) }, (_, i) => (snapshot?.covers ?? 0) + i + 1),
    );
    const doc = new Y.Doc();
    for (const { update } of [{ update: snapshot?.state ?? new Uint8Array() }, ...tail]) Y.applyUpdate(doc, update);
    expect(doc.getXmlFragment('default').length).toBe(180);
  });

  test('S7: the log of a closed room is folded in a thread', async () => {
    const folder = makeFolder();
    const log = openSqliteLog(folder.path);
    await start({ log, limits: { compactRows: 50, idleMs: 1 } });
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    for (let i = 0; i < 120; i++) doc.getXmlFragment('default').insert(0, [new Y.XmlElement('p')]);
    await log.seed(ROOM, 1, null, 0);
    await log.append(updates.map((update) => ({ room: ROOM, generation: 1, update, authorId: 'anna', at: 0 })));
    await server.sync.compact();
    const { snapshot, tail } = await log.load(ROOM, 1);
    expect(snapshot?.covers).toBe(120);
    expect(tail).toEqual([]);
    expect((await join()).doc.getXmlFragment('default').length).toBe(120);
    await server.close();
    await log.close();
    folder.remove();
    server.close = async () => {};
  });

  test('S8: the application is told after commits, not for each, with the authors', async () => {
    // Ten commits are done by then, on a busy machine too.
    await start({ limits: { storedAfterMs: 1_000, storedAtMostMs: 4_000 } });
    const [anna, bert] = [await join(), await join({ user: 'bert' })];
    for (let i = 0; i < 10; i++) {
      anna.text.insert(0, 'a');
      bert.text.insert(0, 'b');
      await anna.whenSaved();
    }
    await bert.whenSaved();
    await until('the hook', () => server.backend.storedCalls.length > 0 && textOf(server.backend.storedCalls.at(-1)?.state).length >= 20);
    expect(server.backend.storedCalls.length).toBeLessThan(8);
    const authors = new Set(server.backend.storedCalls.flatMap((call) => call.authors));
    expect(authors).toEqual(new Set(['anna', 'bert']));
  });

  test('S16: the application is told whose each change is, deletions too, also after a failure', async () => {
    await start({ limits: { storedAfterMs: 20, storedAtMostMs: 20 } });
    const [anna, bert] = [await join(), await join({ user: 'bert' })];
    let fails = 0;
    server.backend.onStored = async () => {
      fails += 1;
      throw new Error('the search index is down');
    };
    anna.text.insert(0, 'abc');
    await anna.whenSaved();
    await until('a failure', () => fails > 0 && bert.text.toString().includes('abc'));
    bert.text.delete(0, 1);
    bert.text.insert(0, 'b');
    await bert.whenSaved();
    server.backend.onStored = null;
    await until('the hook', () => textOf(server.backend.storedCalls.at(-1)?.state).includes('bbc'));
    const { wrote, erased } = server.backend.storedCalls.at(-1)?.authorship ?? { wrote: new Map(), erased: [] };
    expect(wrote.get(anna.doc.clientID)).toEqual({ userId: 'anna', from: 0 });
    expect(wrote.get(bert.doc.clientID)).toEqual({ userId: 'bert', from: 0 });
    expect(erased).toMatchObject([{ client: anna.doc.clientID, length: 1, userId: 'bert' }]);
    server.backend.storedCalls = [];
    const before = Y.getState(anna.doc.store, anna.doc.clientID);
    anna.text.insert(0, 'd');
    await until('the hook again', () => server.backend.storedCalls.length > 0);
    expect(server.backend.storedCalls[0]?.authorship).toEqual({
      wrote: new Map([[anna.doc.clientID, { userId: 'anna', from: before }]]),
      erased: [],
    });
  });

  test('S8: a failing hook hurts nothing and is called again with the same authors', async () => {
    await start({ limits: { storedAfterMs: 10, storedAtMostMs: 10, idleMs: 10 } });
    let fails = 0;
    server.backend.onStored = async () => {
      fails += 1;
      throw new Error('the search index is down');
    };
    const writer = await join();
    writer.text.insert(0, 'x');
    await writer.whenSaved();
    await until('a failure', () => fails > 0);
    server.backend.onStored = null;
    writer.cut();
    await until('the hook', () => server.backend.storedCalls.length === 1);
    expect(server.backend.storedCalls[0]?.authors).toEqual(['anna']);
    await until('the room is forgotten', () => server.sync.stats().rooms === 0);
  });
});

function textOf(state: Uint8Array | undefined): string {
  const doc = new Y.Doc();
  if (state) Y.applyUpdate(doc, state);
  return doc.getXmlFragment('default').toString();
}
