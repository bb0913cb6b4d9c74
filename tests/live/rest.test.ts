/** Documents that are kept as bytes while nobody needs more (SPEC.md, L5). */
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { RawClient } from './clients';
import { fromDisk } from './fuzz';
import { ROOM, startServer, type TestServer, type TestServerOptions, UnreliableLog, until } from './harness';

let server: TestServer;
const start = async (options?: TestServerOptions) => {
  server = await startServer(options);
  return server;
};
const join = (options?: ConstructorParameters<typeof RawClient>[1]) => new RawClient(server.origin, options).whenSynced();
const textOnDisk = async () => (await fromDisk(server.log)).getXmlFragment('default').toString();
afterEach(() => server.close());

const resting = () => until('the document rests', () => server.sync.stats().restingRooms === 1);

test('L5: a text that is only read rests, and reading, joining and presence leave it at that', async () => {
  const writer = new Y.Doc();
  writer.getXmlFragment('default').insert(0, [new Y.XmlText('read by many')]);
  await start();
  await server.log.seed(ROOM, 1, Y.encodeStateAsUpdate(writer), 0);
  const reader = await join({ mode: 'read' });
  await resting();
  const second = await join({ user: 'bert' });
  expect(second.content).toBe('read by many');
  second.sendPresence(1, { cursor: 1 });
  await until('the first sees the second', () => reader.presence.size === 1);
  // Comes back with all there is: its own step 2 brings nothing.
  expect((await join({ user: 'carl', doc: second.doc })).content).toBe('read by many');
  expect(await server.sync.service.read(ROOM, 1)).toEqual(Y.encodeStateAsUpdate(writer));
  expect(server.sync.stats().restingRooms).toBe(1);
});

test('L5: who writes into a text that rests notices nothing: edits, acks, deletions and what comes after a restart are as ever', async () => {
  await start();
  const anna = await join();
  const bert = await join({ user: 'bert' });
  for (let round = 1; round <= 3; round++) {
    anna.text.insert(0, `${round} `);
    await anna.whenSaved();
    bert.text.delete(bert.text.length - 1, 1);
    await bert.whenSaved();
    await until('both have both', () => anna.content === bert.content);
    const before = anna.acks.at(-1);
    await resting();
    expect(bert.acks.at(-1)?.deletes).toBeDefined();
    // Nothing new, and still acked: with the digest of the deletions that the document had before it rested.
    anna.sendUpdate(Y.encodeStateAsUpdate(anna.doc));
    await anna.whenSaved();
    expect(anna.acks.at(-1)?.deletes).toEqual(bert.acks.at(-1)?.deletes);
    expect(anna.acks.at(-1)).not.toBe(before);
  }
  expect(await textOnDisk()).toBe(anna.content);
  await resting();
  await server.sync.service.edit(ROOM, 1, 'editor', (doc) => void doc.getXmlFragment('default').push([new Y.XmlElement('p')]));
  await resting();
  await server.sync.service.edit(ROOM, 1, 'editor', (doc) => void doc.getXmlFragment('default').push([new Y.XmlElement('p')]));
  await until('both edits are seen', () => anna.content.endsWith('<p></p><p></p>') && bert.content === anna.content);
  expect(await textOnDisk()).toBe(anna.content);
});

test('L5: what waits for the disk keeps a document from resting', async () => {
  const log = new UnreliableLog();
  await start({ log });
  const client = await join();
  log.appendError = new Error('full');
  client.text.insert(0, 'not saved yet');
  await until('it is refused', () => client.notices.includes('notSaved'));
  const end = performance.now() + 300;
  await until('three times the pause is over', () => performance.now() > end);
  expect(server.sync.stats().restingRooms).toBe(0);
  log.appendError = null;
  await client.whenSaved();
  await resting();
  expect((await join({ user: 'bert' })).content).toBe('not saved yet');
});

test('L6: a text that nobody has open is built from the log once, and again when it has a row more', async () => {
  const log = new UnreliableLog();
  await start({ log });
  const writer = new Y.Doc();
  const write = (text: string) => writer.getXmlFragment('default').insert(0, [new Y.XmlText(text)]);
  write('first');
  await log.seed(ROOM, 1, Y.encodeStateAsUpdate(writer), 0);
  const read = () => server.sync.service.read(ROOM, 1);
  const first = await read();
  expect(await read()).toBe(first);
  expect(log.loads).toBe(1);
  // As another server writes to it, which this one hears nothing of.
  const before = Y.encodeStateVector(writer);
  write('second');
  await log.append([{ room: ROOM, generation: 1, update: Y.encodeStateAsUpdate(writer, before), authorId: 'anna', at: 1 }]);
  expect(await read()).toEqual(Y.encodeStateAsUpdate(writer));
  expect(log.loads).toBe(2);
  // Another generation is another text.
  expect(await server.sync.service.read(ROOM, 2)).not.toEqual(await read());
});
