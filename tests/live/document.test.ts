import { afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { digestOfStore, mergeStateVector } from '../../app/live/ack';
import { Close, Frame } from '../../app/live/wire';
import { encodeStep2, encodeUpdate } from '../../server/sync/frames';
import { bytesOf, RawClient, updateWithoutGround } from './clients';
import { ROOM, startServer, type TestServer, type TestServerOptions, UnreliableLog, until } from './harness';

const OPENINGS = process.env.FULL ? 1_000 : 100;

let server: TestServer;
const start = async (options?: TestServerOptions) => {
  server = await startServer(options);
  return server;
};
const join = (options?: ConstructorParameters<typeof RawClient>[1]) => new RawClient(server.origin, options).whenSynced();
const rows = async () => (await server.log.load(ROOM, 1)).tail;
const fromDisk = async () => {
  const doc = new Y.Doc();
  for (const { update } of await rows()) Y.applyUpdate(doc, update);
  return doc;
};
afterEach(() => server.close());

describe('documents', () => {
  test('D1: what Yjs integrated is logged, not the frame', async () => {
    await start();
    const client = await join();
    client.text.insert(0, 'one');
    await client.whenSaved();
    const first = await rows();
    // The whole state again, with one more word: only the word is new.
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(client.doc));
    (copy.getXmlFragment('default').get(0) as Y.XmlText).insert(3, ' two');
    const frame = Y.encodeStateAsUpdate(copy);
    client.sendUpdate(frame);
    await client.whenSaved();
    const added = (await rows()).slice(first.length);
    expect(added).toHaveLength(1);
    expect(added[0]?.update.byteLength).toBeLessThan(frame.byteLength);
    expect(Y.parseUpdateMeta(added[0]?.update ?? new Uint8Array()).from).toEqual(new Map([[copy.clientID, 0]]));
    expect((await fromDisk()).getXmlFragment('default').toString()).toBe('one two');
    expect(added[0]?.authorId).toBe('anna');
  });

  test('D2: opening and sending everything again makes no row and no broadcast, and is acked', async () => {
    await start();
    const writer = await join();
    const witness = await join({ user: 'bert' });
    writer.text.insert(0, 'some words');
    writer.text.delete(2, 3);
    await writer.whenSaved();
    await until('the peer has it', () => witness.content === writer.content);
    await until('the application was told', () => server.backend.storedCalls.length > 0);
    const toldBefore = server.backend.storedCalls.length;
    const [rowsBefore, framesBefore] = [(await rows()).length, witness.frames.length];
    const open = async () => {
      const copy = new Y.Doc();
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(writer.doc));
      const again = await join({ user: 'carl', doc: copy });
      again.sendUpdate(Y.encodeStateAsUpdate(copy));
      await again.whenSaved();
      again.cut();
    };
    for (let i = 0; i < OPENINGS; i += 10) await Promise.all(Array.from({ length: 10 }, open));
    expect(server.backend.storedCalls.length).toBe(toldBefore);
    expect((await rows()).length).toBe(rowsBefore);
    expect(witness.frames.slice(framesBefore).filter((frame) => frame[0] === Frame.sync)).toEqual([]);
  });

  test('D2: a frame that changes nothing waits for what it covers', async () => {
    const log = new UnreliableLog();
    await start({ log });
    const writer = await join();
    const other = await join({ user: 'bert' });
    await other.whenSaved();
    log.appendError = new Error('disk full');
    writer.text.insert(0, 'unsaved');
    await until('the peer has it', () => other.content === 'unsaved');
    other.sendUpdate(Y.encodeStateAsUpdate(other.doc));
    await until('the storage was asked', () => log.appends > 3);
    expect(other.saved).toBe(false);
    log.appendError = null;
    await other.whenSaved();
  });

  test('D3: an update without its ground is neither acked nor kept, and its client is asked', async () => {
    await start();
    const client = await join({ answers: false });
    const witness = await join({ user: 'bert' });
    const { ground, update } = updateWithoutGround();
    const step1s = () => client.frames.filter((frame) => frame[0] === Frame.sync && frame[1] === 0).length;
    const before = step1s();
    client.sendUpdate(update);
    await until('the question', () => step1s() === before + 1);
    // Later frames of that client are not acked either, though they are taken.
    client.text.insert(0, 'later');
    await until('the peer has it', () => witness.content.includes('later'));
    witness.text.insert(0, 'mine ');
    await witness.whenSaved();
    expect(client.acks).toEqual([]);
    expect((await fromDisk()).store.pendingStructs).toBeNull();
    const served = new Y.Doc();
    Y.applyUpdate(served, await server.sync.service.read(ROOM, 1));
    expect(served.store.pendingStructs).toBeNull();
    expect(Y.decodeStateVector(Y.encodeStateVector(await fromDisk())).size).toBe(2);
    // The answer to the question brings all of it.
    Y.applyUpdate(client.doc, ground, client);
    Y.applyUpdate(client.doc, update, client);
    client.sent += 1;
    client.send(encodeStep2(Y.encodeStateAsUpdate(client.doc)));
    await until('an ack for all', () => client.acks.at(-1)?.frames === client.sent);
    expect(Y.decodeStateVector(Y.encodeStateVector(await fromDisk())).size).toBe(3);
  });

  test('D3: a lost frame is asked for again and arrives without the user doing anything', async () => {
    await start();
    const client = await join();
    const send = client.sendUpdate.bind(client);
    client.sendUpdate = () => {};
    client.text.insert(0, 'lost ');
    client.sendUpdate = send;
    client.text.insert(5, 'and found');
    await client.whenSaved();
    expect((await fromDisk()).getXmlFragment('default').toString()).toBe('lost and found');
  });

  test('D3: a deletion of something unknown is not acked before it is carried out', async () => {
    await start();
    const client = await join({ answers: false });
    const source = new Y.Doc();
    source.getXmlFragment('default').insert(0, [new Y.XmlText('gone')]);
    const ground = Y.encodeStateAsUpdate(source);
    const before = Y.encodeStateVector(source);
    source.getXmlFragment('default').delete(0, 1);
    client.sendUpdate(Y.encodeStateAsUpdate(source, before));
    // Somebody else brings the text: the deletion was not kept, so it must not count as done.
    const other = await join({ user: 'bert' });
    other.sendUpdate(ground);
    await other.whenSaved();
    expect(client.acks).toEqual([]);
    expect((await fromDisk()).getXmlFragment('default').toString()).toBe('gone');
    client.sent += 1;
    client.send(encodeStep2(Y.encodeStateAsUpdate(source)));
    await until('an ack', () => client.acks.at(-1)?.frames === client.sent);
    expect((await fromDisk()).getXmlFragment('default').toString()).toBe('');
  });

  test('D4: when Yjs throws half-way, nobody sees a part of it and nothing is lost', async () => {
    await start({ limits: { commitQuietMs: 300 } });
    const witness = await join({ user: 'bert' });
    const writer = await join({ user: 'carl' });
    writer.text.insert(0, 'not yet on disk');
    await until('the peer has it', () => witness.content === 'not yet on disk');
    const client = await join();
    const bad = await breakHalfway(client);
    writer.text.insert(0, 'and more, ');
    await writer.whenSaved();
    expect((await fromDisk()).getXmlFragment('default').toString()).toBe('and more, not yet on disk');
    await until('the peer has it', () => witness.content === 'and more, not yet on disk');
    expect(Y.decodeStateVector(await stateVector()).has(bad)).toBe(false);
    expect(ackedClock(writer)).toBe(Y.getState(writer.doc.store, writer.doc.clientID));
  });

  test('D4: until the document is whole again nobody is given it: no reader, no hook, no snapshot, no ack', async () => {
    const log = new UnreliableLog();
    // Time enough to break the document before what was taken is committed, on a machine that is busy with other things too.
    await start({ log, limits: { commitQuietMs: 2_000, compactRows: 1, storedAfterMs: 1, storedAtMostMs: 1 } });
    const [client, writer] = [await join(), await join({ user: 'carl' })];
    await writer.whenSaved();
    const { length } = writer.acks;
    writer.text.insert(0, 'kept');
    await until('the server has it', async () => asText(await server.sync.service.read(ROOM, 1)) === 'kept');
    let loaded = () => {};
    log.loadDelay = new Promise((resolve) => {
      loaded = resolve;
    });
    const bad = await breakHalfway(client);
    const reading = server.sync.service.read(ROOM, 1);
    // What was taken before is written meanwhile: that is when the hook and the snapshot are due, and the writer's ack.
    await until('the rows are on disk', async () => server.sync.stats().unsavedBytes === 0);
    await until('time for the hook', afterTurns(20));
    expect(server.backend.storedCalls).toEqual([]);
    expect(writer.acks).toHaveLength(length);
    loaded();
    await writer.whenSaved();
    await until('the hook', () => server.backend.storedCalls.length > 0);
    const { snapshot } = await log.load(ROOM, 1);
    for (const state of [await reading, server.backend.storedCalls[0]?.state, snapshot?.state]) {
      if (state) expect(Y.decodeStateVector(Y.encodeStateVectorFromUpdate(state)).has(bad)).toBe(false);
    }
    for (const { stateVector } of writer.acks) expect(Y.decodeStateVector(stateVector).has(bad)).toBe(false);
    expect(asText(await reading)).toBe('kept');
  });

  test('D5: a hundred thousand root types in one update are refused before Yjs makes any', async () => {
    await start();
    const client = await join();
    // One deleted clock in each: in all of them the first struct has a parent by name.
    const structs = Array.from({ length: 100_000 }, (_, i) => bytesOf(1, 1, Buffer.byteLength(`root${i}`), Buffer.from(`root${i}`), 1));
    client.sendUpdate(bytesOf(1, structs.length, 77, 0, Buffer.concat(structs), 0));
    expect(await client.whenClosed()).toBe(Close.malformed);
    expect((await rows()).length).toBe(0);
    expect((await join({ user: 'bert' })).content).toBe('');
  });

  test('D5: where the application chooses the root types there may be a few, also when all come in one update', async () => {
    await start();
    const room = 'plan/abcdefghij01';
    const letters = [...'abcdefghijklmnop'];
    const few = await join({ room });
    few.doc.transact(() => {
      for (const letter of letters) few.doc.getMap(letter).set('a', 1);
    });
    await few.whenSaved();
    const more = new Y.Doc();
    more.getMap('q').set('a', 1);
    few.sendUpdate(Y.encodeStateAsUpdate(more));
    expect(await few.whenClosed()).toBe(Close.malformed);
    const many = await join({ room: 'plan/abcdefghij02' });
    many.doc.transact(() => {
      for (const letter of [...letters, 'q']) many.doc.getMap(letter).set('a', 1);
    });
    expect(await many.whenClosed()).toBe(Close.malformed);
    expect((await server.log.load('plan/abcdefghij02', 1)).lastSeq).toBe(0);
  });

  test('D5: other root types than the document are refused', async () => {
    await start();
    const client = await join();
    client.doc.getMap('elsewhere').set('key', 1);
    expect(await client.whenClosed()).toBe(Close.malformed);
    expect(await rows()).toEqual([]);
    const plan = await join({ room: 'plan/abcdefghij01' });
    plan.doc.getMap('items').set('key', 1);
    await plan.whenSaved();
  });

  test.each<[string, (doc: Y.Doc) => void]>([
    ['a subdocument', (doc) => embed(doc, new Y.Doc())],
    ['a value nested too deeply', (doc) => embed(doc, nested(200))],
  ])('D6: %s is refused', async (_name, change) => {
    await start();
    const client = await join();
    change(client.doc);
    expect(await client.whenClosed()).toBe(Close.malformed);
    expect(await rows()).toEqual([]);
  });

  test('D6: too many unknown client ids at once are refused', async () => {
    await start({ limits: { newClientsPerUpdate: 20 } });
    const merged = Y.mergeUpdates(
      Array.from({ length: 21 }, () => {
        const doc = new Y.Doc();
        doc.getXmlFragment('default').insert(0, [new Y.XmlElement('p')]);
        return Y.encodeStateAsUpdate(doc);
      }),
    );
    const client = await join();
    client.send(encodeUpdate(merged));
    expect(await client.whenClosed()).toBe(Close.tooBig);
  });

  test('D7: a reader may open, show presence and send what is known, and is closed when writing', async () => {
    await start();
    const writer = await join({ user: 'bert' });
    writer.text.insert(0, 'text');
    writer.text.delete(0, 1);
    await writer.whenSaved();
    const reader = await join({ mode: 'read' });
    reader.sendPresence(1, { cursor: 1 });
    await until('presence', () => writer.presence.get(reader.doc.clientID) != null);
    reader.send(encodeStep2(Y.encodeStateAsUpdate(reader.doc)));
    reader.sent += 1;
    await reader.whenSaved();
    reader.text.insert(0, 'not allowed ');
    expect(await reader.whenClosed()).toBe(Close.refusedEdit);
    expect((await fromDisk()).getXmlFragment('default').toString()).toBe('ext');
  });

  test('D7: a deletion by a reader is an edit too', async () => {
    await start();
    const writer = await join({ user: 'bert' });
    writer.text.insert(0, 'text');
    await writer.whenSaved();
    const reader = await join({ mode: 'read' });
    reader.text.delete(0, 4);
    expect(await reader.whenClosed()).toBe(Close.refusedEdit);
    expect(writer.content).toBe('text');
  });

  test('D7: a stock client that may only read is ignored and stays', async () => {
    await start();
    const writer = await join({ user: 'bert' });
    const reader = await join({ mode: 'read', ext: false });
    reader.text.insert(0, 'ignored');
    writer.text.insert(0, 'seen');
    await until('the reader sees', () => reader.content.includes('seen'));
    await writer.whenSaved();
    expect((await fromDisk()).getXmlFragment('default').toString()).toBe('seen');
    expect(reader.closed).toBeNull();
  });

  /** Two people who make the same word bold at the same time: Yjs keeps one pair of marks and removes the other. */
  function bothBold() {
    const base = new Y.Doc();
    base.getXmlFragment('default').insert(0, [new Y.XmlText('word')]);
    const ground = Y.encodeStateAsUpdate(base);
    const marks = [1, 2].map(() => {
      const doc = new Y.Doc();
      Y.applyUpdate(doc, ground);
      (doc.getXmlFragment('default').get(0) as Y.XmlText).format(0, 4, { bold: true });
      return Y.encodeStateAsUpdate(doc, Y.encodeStateVector(base));
    });
    return { ground, marks: Y.mergeUpdates(marks) };
  }

  test('D9: marks of formatting that Yjs removes on the server are removed for everybody, the writer included', async () => {
    await start();
    const { ground, marks } = bothBold();
    const witness = await join({ user: 'bert' });
    const client = await join();
    client.sendUpdate(ground);
    await client.whenSaved();
    const heard = () => client.heard.filter((type) => type === Frame.sync).length;
    const before = heard();
    client.sendUpdate(marks);
    await until('what was removed', () => heard() > before);
    await client.whenSaved();
    const disk = await fromDisk();
    await until('the same marks', () => Y.equalSnapshots(Y.snapshot(witness.doc), Y.snapshot(disk)));
    // The witness removes them too and says so: nothing of it is held against it.
    await witness.whenSaved();
  });

  test('D9: a reader’s removal of marks is no offence', async () => {
    await start();
    const { ground, marks } = bothBold();
    const writer = await join({ user: 'bert' });
    writer.sendUpdate(ground);
    writer.sendUpdate(marks);
    await writer.whenSaved();
    const reader = await join({ mode: 'read' });
    const text = reader.doc.getXmlFragment('default').get(0) as Y.XmlText;
    const mark = [...structsOf(text)].find((item) => !item.deleted && item.content instanceof Y.ContentFormat);
    reader.doc.transact((transaction) => mark?.delete(transaction));
    await reader.whenSaved();
    expect(reader.closed).toBeNull();
    text.delete(0, 1);
    expect(await reader.whenClosed()).toBe(Close.refusedEdit);
  });

  test('D8: with too much not on disk, writers are sent away and come back', async () => {
    const log = new UnreliableLog();
    await start({ log, limits: { unsavedBytes: 1_000 } });
    const client = await join();
    await client.whenSaved();
    log.appendError = new Error('disk full');
    client.text.insert(0, 'x'.repeat(2_000));
    client.text.insert(0, 'y');
    expect(await client.whenClosed()).toBe(Close.overloaded);
    log.appendError = null;
    // Whoever comes before it has caught up is sent away again.
    await until('it has caught up', () => server.sync.stats().unsavedBytes === 0);
    const back = await join({ doc: client.doc });
    await back.whenSaved();
    expect((await fromDisk()).getXmlFragment('default').toString()).toBe(`y${'x'.repeat(2_000)}`);
  });

  test('D8: a room that is flooded while the storage refuses takes its own share, and leaves the others theirs', async () => {
    const log = new UnreliableLog();
    await start({ log, limits: { unsavedBytes: 10_000, roomUnsavedBytes: 1_000 } });
    const [flood, other] = [await join(), await join({ user: 'bert', room: 'doc/abcdefghij02/en' })];
    await Promise.all([flood.whenSaved(), other.whenSaved()]);
    log.appendError = new Error('disk full');
    flood.text.insert(0, 'x'.repeat(2_000));
    flood.text.insert(0, 'y');
    expect(await flood.whenClosed()).toBe(Close.overloaded);
    other.text.insert(0, 'there is room for this');
    await until('it is taken', async () => asText(await server.sync.service.read('doc/abcdefghij02/en', 1)) === other.content);
    expect(other.closed).toBeNull();
    log.appendError = null;
    await other.whenSaved();
    // What is on disk no longer counts.
    await until('all is on disk', () => server.sync.stats().unsavedBytes === 0);
    const back = await (await join({ doc: flood.doc })).whenSaved();
    back.text.insert(0, 'z');
    await back.whenSaved();
    expect((await fromDisk()).getXmlFragment('default').toString()).toBe(`zy${'x'.repeat(2_000)}`);
  });

  test('S2: the ack names clocks and deletions that are on disk', async () => {
    await start();
    const client = await join();
    client.text.insert(0, 'words to delete');
    client.text.delete(3, 5);
    await client.whenSaved();
    const ack = client.acks.at(-1);
    expect(Y.decodeStateVector(ack?.stateVector ?? new Uint8Array([0])).get(client.doc.clientID)).toBe(
      Y.getState(client.doc.store, client.doc.clientID),
    );
    expect(ack?.deletes).toEqual(digestOfStore(client.doc));
    expect(ack?.deletes).toEqual(digestOfStore(await fromDisk()));
  });

  test('S2: the acks of a connection name its clocks also when somebody else brought the change', async () => {
    await start();
    const client = await (await join()).whenSaved();
    const other = await (await join({ user: 'bert' })).whenSaved();
    const send = client.sendUpdate.bind(client);
    let change = new Uint8Array();
    client.sendUpdate = (update) => {
      change = new Uint8Array(update);
    };
    client.doc.getXmlFragment('default').insert(0, [new Y.XmlElement('p')]);
    other.sendUpdate(change);
    await other.whenSaved();
    send(change);
    await client.whenSaved();
    expect(ackedClock(client)).toBe(Y.getState(client.doc.store, client.doc.clientID));
  });

  test('S2: the acks of a connection name its clocks also when they were taken while it was not acked', async () => {
    await start();
    const client = await join({ answers: false });
    client.text.insert(0, 'first');
    await client.whenSaved();
    const witness = await join({ user: 'bert' });
    const { ground, update } = updateWithoutGround();
    client.sendUpdate(update);
    client.text.insert(0, 'later ');
    await until('the peer has it', () => witness.content === 'later first');
    witness.text.insert(0, 'mine, ');
    await witness.whenSaved();
    Y.applyUpdate(client.doc, ground, client);
    Y.applyUpdate(client.doc, update, client);
    client.sent += 1;
    client.send(encodeStep2(Y.encodeStateAsUpdate(client.doc)));
    await client.whenSaved();
    expect(ackedClock(client)).toBe(Y.getState(client.doc.store, client.doc.clientID));
  });

  test('S10: an ack comes after what was in the document before, also where updates wait to be sent together', async () => {
    await start({ limits: { coalesceMs: 500 } });
    const anna = await (await join()).whenSaved();
    const bert = await (await join({ user: 'bert' })).whenSaved();
    // The first is sent at once, the second waits for half a second.
    bert.doc.getXmlFragment('default').insert(0, [new Y.XmlElement('first')]);
    bert.doc.getXmlFragment('default').insert(1, [new Y.XmlElement('second')]);
    await bert.whenSaved();
    await until('the other has the first', () => anna.content.includes('<first>'));
    let heard = '';
    anna.onAck = () => {
      heard = anna.content;
    };
    anna.doc.getXmlFragment('default').insert(0, [new Y.XmlElement('third')]);
    await anna.whenSaved();
    expect(heard).toBe('<third></third><first></first><second></second>');
  });
});

/** The client's own clock on disk, by its acks. */
function ackedClock(client: RawClient): number | undefined {
  const clocks = new Map<number, number>();
  for (const { stateVector } of client.acks) mergeStateVector(clocks, stateVector);
  return clocks.get(client.doc.clientID);
}

/** Yjs breaks in the middle of an update of this client: the first part is applied, the second explodes. Returns the update's client id. */
async function breakHalfway(client: RawClient): Promise<number> {
  const bad = new Y.Doc();
  bad.getXmlFragment('default').insert(0, [new Y.XmlText('half')]);
  const apply = Y.Item.prototype.integrate;
  let calls = 0;
  Y.Item.prototype.integrate = function integrate(...args: Parameters<typeof apply>) {
    if (this.id.client === bad.clientID && this.content instanceof Y.ContentString && calls++ === 0) throw new TypeError('broken');
    return apply.apply(this, args);
  };
  try {
    client.send(encodeUpdate(Y.encodeStateAsUpdate(bad)));
    expect(await client.whenClosed()).toBe(Close.malformed);
  } finally {
    Y.Item.prototype.integrate = apply;
  }
  expect(calls).toBe(1);
  return bad.clientID;
}

/** True after so many turns of the loop in which something else could have happened. */
function afterTurns(turns: number): () => boolean {
  return () => turns-- <= 0;
}

function asText(state: Uint8Array): string {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  return doc.getXmlFragment('default').toString();
}

function* structsOf(text: Y.XmlText): Generator<Y.Item> {
  for (let item = text._start; item; item = item.right) yield item;
}

async function stateVector(): Promise<Uint8Array> {
  return Y.encodeStateVectorFromUpdate(await server.sync.service.read(ROOM, 1));
}

function embed(doc: Y.Doc, value: unknown): void {
  const element = new Y.XmlElement('p');
  element.setAttribute('value', value as string);
  doc.getXmlFragment('default').insert(0, [element]);
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < depth; i++) value = [value];
  return value;
}
