import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { Close, Frame } from '../../app/live/wire';
import { encodePresence, encodeStep1, encodeStep2, encodeUpdate } from '../../server/sync/frames';
import { bytesOf, RawClient, stockProvider } from './clients';
import { ROOM, startServer, type TestServer, type TestServerOptions, UnreliableLog, until, watchAbsence } from './harness';

let server: TestServer;
const start = async (options?: TestServerOptions) => {
  server = await startServer(options);
  return server;
};
const join = (options?: ConstructorParameters<typeof RawClient>[1]) => new RawClient(server.origin, options).whenSynced();
afterEach(() => server.close());

/** What a newcomer is given. */
async function stateNow(): Promise<string> {
  const client = await join({ user: 'looker', mode: 'read' });
  client.cut();
  return client.content;
}

describe('the wire', () => {
  test('W1: our frames go only to clients that ask for them', async () => {
    await start();
    const stock = await join({ ext: false });
    const ours = await join({ user: 'bert' });
    stock.text.insert(0, 'stock');
    ours.text.insert(0, 'ours');
    await ours.whenSaved();
    await until('the words of the other', () => stock.content.includes('ours'));
    expect(stock.heard.filter((type) => type >= 100)).toEqual([]);
    expect(ours.heard.filter((type) => type >= 100).length).toBeGreaterThan(1);
  });

  test('W2: first hello, then step 1, then who is here', async () => {
    await start();
    const there = await join();
    there.sendPresence(1, { cursor: 1 });
    const client = await join({ user: 'bert', mode: 'read' });
    await until('presence', () => client.presence.size === 1);
    expect(client.heard.slice(0, 3)).toEqual([Frame.hello, Frame.sync, Frame.awareness]);
    expect(client.frames[1]).toEqual(encodeStep1(Y.encodeStateVector(new Y.Doc())));
    expect(client.hello).toEqual({ protocol: 1, generation: 1, role: 'read', serverTime: expect.any(Number) });
    expect(Math.abs((client.hello?.serverTime ?? 0) - Date.now())).toBeLessThan(10_000);
  });

  test('W3: frames sent while the room is loading are kept and taken in order', async () => {
    const log = new UnreliableLog();
    let loaded = () => {};
    log.loadDelay = new Promise((resolve) => {
      loaded = resolve;
    });
    await start({ log });
    const client = new RawClient(server.origin);
    await until('hello', () => client.hello !== null);
    client.text.insert(0, 'a');
    client.text.insert(1, 'b');
    client.text.insert(2, 'c');
    expect(client.heard).toEqual([Frame.hello]);
    expect((await log.roomsToCompact({ rows: 1, bytes: 1 }, 1)).length).toBe(0);
    loaded();
    await client.whenSaved();
    expect(await stateNow()).toBe('abc');
  });

  test.each([
    ['frames', { earlyFrames: 5 }, 10, 1],
    ['bytes', { earlyBytes: 5_000 }, 2, 3_000],
  ])('W3: too many %s before the room is ready close that socket alone, with 1013', async (_what, limits, count, size) => {
    const log = new UnreliableLog();
    let loaded = () => {};
    log.loadDelay = new Promise((resolve) => {
      loaded = resolve;
    });
    await start({ log, limits });
    const patient = new RawClient(server.origin, { user: 'bert' });
    const client = new RawClient(server.origin);
    await until('hello', () => client.hello !== null && patient.hello !== null);
    for (let i = 0; i < count; i++) client.send(encodeUpdate(new Uint8Array(size)));
    expect(await client.whenClosed()).toBe(Close.overloaded);
    loaded();
    await patient.whenSynced();
  });

  const valid = new Y.Doc();
  valid.getXmlFragment('default').insert(0, [new Y.XmlText('text')]);
  const update = Y.encodeStateAsUpdate(valid);
  const frame = encodeUpdate(update);

  test.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array(0)],
    ['an unknown type', bytesOf(99)],
    ['a type of the server', bytesOf(Frame.ack, 1)],
    ['an unknown sync step', bytesOf(0, 3, 0)],
    ['a frame cut short', frame.slice(0, -1)],
    ['a frame with more behind it', new Uint8Array([...frame, 0])],
    ['two messages in one frame', new Uint8Array([...frame, ...frame])],
    ['an update cut short', encodeUpdate(update.slice(0, -4))],
    ['an update with more behind it', encodeUpdate(new Uint8Array([...update, 0]))],
    ['an empty update', encodeUpdate(new Uint8Array(0))],
    ['an update of version 2', encodeUpdate(Y.encodeStateAsUpdateV2(valid))],
    ['a claim of 2^31 structs', encodeUpdate(bytesOf(1, 2 ** 31, 1, 0))],
    ['a claim of 2^31 clients', encodeUpdate(bytesOf(2 ** 31))],
    ['a claim of a huge state vector', encodeStep1(bytesOf(2 ** 31, 1, 1))],
    ['a claim of a huge payload', bytesOf(0, 2, 2 ** 31)],
    ['a step 2 of random bytes', encodeStep2(new Uint8Array([7, 1, 200, 3, 9, 77, 12]))],
    ['a claim of 2^31 presences', bytesOf(1, 5, bytesOf(2 ** 31))],
    ['a presence that is no JSON', encodePresence([{ client: 1, clock: 1, state: '{' }])],
  ])('W4: %s closes its own socket and nothing else', async (_name, bad) => {
    await start();
    const witness = await join({ user: 'bert' });
    witness.text.insert(0, 'safe');
    await witness.whenSaved();
    const before = await server.sync.service.read('doc/abcdefghij01/en', 1);
    const count = witness.frames.length;
    const client = await join();
    client.send(bad);
    expect(await client.whenClosed()).toBe(Close.malformed);
    expect(await server.sync.service.read('doc/abcdefghij01/en', 1)).toEqual(before);
    witness.text.insert(0, 'still ');
    await witness.whenSaved();
    expect(witness.frames.length).toBe(count + 1);
    expect(await stateNow()).toBe('still safe');
    expect(server.logger.said('unforeseen')).toBe(false);
  });

  test('W4: a text frame closes its own socket', async () => {
    await start();
    const client = await join();
    client.socket.send('hello');
    expect(await client.whenClosed()).toBe(Close.malformed);
  });

  test('W4: broken WebSocket framing closes its own socket', async () => {
    await start();
    const witness = await join({ user: 'bert' });
    const client = await join();
    // An unmasked frame with reserved bits set, below what ws would ever send.
    (client.socket as unknown as { _socket: { write(data: Buffer): void } })._socket.write(Buffer.from([0xf2, 0x05, 1, 2, 3, 4, 5]));
    await client.whenClosed();
    witness.text.insert(0, 'x');
    await witness.whenSaved();
  });

  test('W5: a frame over the limit closes its socket with 1009', async () => {
    await start({ limits: { frameBytes: 10_000 } });
    const witness = await join({ user: 'bert' });
    witness.text.insert(0, 'safe');
    await witness.whenSaved();
    const before = await server.sync.service.read('doc/abcdefghij01/en', 1);
    const count = witness.frames.length;
    const client = await join();
    client.text.insert(0, 'x'.repeat(10_000));
    expect(await client.whenClosed()).toBe(Close.tooBig);
    // Nobody else notices.
    expect(await server.sync.service.read('doc/abcdefghij01/en', 1)).toEqual(before);
    witness.text.insert(0, 'still ');
    await witness.whenSaved();
    expect(witness.frames.length).toBe(count + 1);
    expect(await stateNow()).toBe('still safe');
  });

  test('W6: nobody is left without a frame, and nobody hears one that is not known there', async () => {
    await start({ limits: { heartbeatMs: 300, sweepMs: 20 } });
    const ours = await (await join()).whenSaved();
    const stock = await join({ ext: false, user: 'bert' });
    const doc = new Y.Doc();
    const provider = stockProvider(server.origin, doc, { user: 'carl' });
    const seen = () => [ours, stock].flatMap(({ presence }) => [...presence.values()]);
    await until('presence', () => provider.synced && seen().length === 2);
    provider.awareness.setLocalState(null);
    await until('presence is over', () => seen().every((state) => state === null));
    ours.heard = [];
    stock.heard = [];
    const heardAt: number[] = [performance.now()];
    ours.socket.on('message', () => heardAt.push(performance.now()));
    const absence = watchAbsence();
    await until('five heartbeats', () => ours.heard.length >= 5 && stock.heard.length >= 5);
    expect(new Set(ours.heard)).toEqual(new Set([Frame.heartbeat]));
    expect(new Set(stock.heard)).toEqual(new Set([Frame.awareness]));
    const pauses = heardAt.slice(1).map((at, i) => at - (heardAt[i] ?? 0));
    // What this process was away for delays the sending of one and the reading of another.
    expect(Math.max(...pauses)).toBeLessThan(320 + 2 * absence());
    expect(provider.wsconnected).toBe(true);
    provider.destroy();
  });

  test('W7: a socket that answers nothing any more is cut, and its presence is gone', async () => {
    // Long enough that the witness is not taken for frozen when this process, which is both sides, gets no time for a moment.
    await start({ limits: { heartbeatMs: 200, silentMs: 2_000, sweepMs: 20 } });
    const witness = await join({ user: 'bert' });
    const client = await join();
    client.sendPresence(1, { cursor: 1 });
    await until('it is seen', () => witness.presence.get(client.doc.clientID) != null);
    // The process freezes: the kernel still takes bytes, nobody reads them.
    client.socket.pause();
    await until('it is gone', () => witness.presence.get(client.doc.clientID) === null);
    expect(server.sync.stats().connections).toBe(1);
    expect(witness.closed).toBeNull();
    client.cut();
  });

  test('W8: a slow reader gets one update for all it missed, and holds up nobody', async () => {
    await start({ limits: { softBufferBytes: 50_000, heartbeatMs: 20_000 } });
    const writer = await join();
    const slow = await join({ user: 'slow' });
    slow.socket.pause();
    const big = 'x'.repeat(100_000);
    // Enough to fill the kernel's buffers and the soft limit above them.
    for (let i = 0; i < 120; i++) {
      writer.text.insert(0, big);
      if (i % 20 === 0) await writer.whenSaved();
    }
    writer.text.delete(10, 50);
    writer.sendPresence(1, { cursor: 'late' });
    await writer.whenSaved();
    const before = slow.frames.length;
    slow.socket.resume();
    await until('the same state', () => Y.equalSnapshots(Y.snapshot(slow.doc), Y.snapshot(writer.doc)));
    expect(slow.content).toBe(writer.content);
    expect(slow.frames.length - before).toBeLessThan(115);
    expect(slow.closed).toBeNull();
  });

  test('W8: who stays slow for too long is closed with 1013', async () => {
    await start({ limits: { softBufferBytes: 50_000, behindMs: 200 } });
    const writer = await join();
    const slow = await join({ user: 'slow' });
    slow.socket.pause();
    for (let i = 0; i < 120; i++) writer.text.insert(0, 'x'.repeat(100_000));
    await writer.whenSaved();
    await until('the server lets go', () => server.sync.stats().connections === 1);
    slow.socket.resume();
    expect([Close.overloaded, 1006]).toContain(await slow.whenClosed());
  });

  test('W9: in a quiet room an update is sent at once, in a busy one several become one', async () => {
    // No commit meanwhile: its acks would take what waits along (S10).
    const coalesceMs = 2_000;
    await start({ limits: { coalesceMs, commitQuietMs: 60_000, commitBusyMs: 60_000 } });
    const reader = await join({ user: 'reader' });
    const writers = await Promise.all(['a', 'b', 'c', 'd'].map((user) => join({ user })));
    const count = () => reader.heard.filter((type) => type === Frame.sync).length;
    const before = count();
    const begun = performance.now();
    for (const writer of writers) for (let i = 0; i < 10; i++) writer.doc.getXmlFragment('default').insert(0, [new Y.XmlElement('p')]);
    await until('the first', () => count() === before + 1);
    // A timer would have let it wait for a whole window.
    expect(performance.now() - begun).toBeLessThan(coalesceMs / 2);
    await until('all of them', () => reader.doc.getXmlFragment('default').length === 40);
    expect(count() - before).toBeLessThanOrEqual(3);
  });

  test('W9: a lone writer hears no echo of its own', async () => {
    await start();
    const writer = await join();
    const before = writer.heard.filter((type) => type === Frame.sync).length;
    writer.text.insert(0, 'alone');
    await writer.whenSaved();
    expect(writer.heard.filter((type) => type === Frame.sync).length).toBe(before);
  });

  test('W10: step 1 is answered with what the client lacks and no more', async () => {
    await start();
    const writer = await join();
    writer.text.insert(0, 'x'.repeat(5_000));
    await writer.whenSaved();
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(writer.doc));
    const returning = await join({ user: 'bert', doc: copy });
    expect(returning.frames.every((one) => one.byteLength < 100)).toBe(true);
    expect(returning.socket.readyState).toBe(WebSocket.OPEN);
  });

  describe('a large room that is not in memory', () => {
    const large = () => {
      const doc = new Y.Doc();
      doc.getXmlFragment('default').insert(0, [new Y.XmlText('large '.repeat(20_000))]);
      return doc;
    };
    /** The first frames of somebody who asked before the room was loaded: `100` hello, `0.0` step 1, `0.1` step 2. */
    const firstFrames = async (log: UnreliableLog, options?: ConstructorParameters<typeof RawClient>[1]) => {
      let open = () => {};
      log.loadDelay = new Promise((resolve) => {
        open = resolve;
      });
      await start({ log });
      const client = new RawClient(server.origin, options);
      await until('it has asked', () => server.sync.stats().earlyFrames === 1);
      open();
      await client.whenSynced();
      await until('step 1', () => client.frames.some(([type, step]) => type === Frame.sync && step === 0));
      return { client, order: client.frames.slice(0, 3).map(([type, step]) => (type === Frame.sync ? `${type}.${step}` : `${type}`)) };
    };

    test('W11: who has nothing gets the text before the document is built, and then all that follows', async () => {
      const log = new UnreliableLog();
      const doc = large();
      await log.seed(ROOM, 1, Y.encodeStateAsUpdate(doc), 0);
      const { client, order } = await firstFrames(log);
      expect(order).toEqual(['100', '0.1', '0.0']);
      expect(client.content).toBe(doc.getXmlFragment('default').toString());
      const other = await join({ user: 'bert' });
      other.text.insert(0, 'more ');
      await until('what follows', () => client.content.startsWith('more large'));
      client.text.insert(0, 'and ');
      await client.whenSaved();
      await until('both have both', () => other.content === client.content && client.content.startsWith('and more large'));
    });

    const withMore = async (text: string) => {
      const log = new UnreliableLog();
      const doc = large();
      await log.seed(ROOM, 1, Y.encodeStateAsUpdate(doc), 0);
      const root = doc.getXmlFragment('default').get(0) as Y.XmlText;
      for (const change of [() => root.insert(0, text), () => root.delete(root.length - 50, 20)]) {
        const before = Y.encodeStateVector(doc);
        change();
        await log.append([{ room: ROOM, generation: 1, update: Y.encodeStateAsUpdate(doc, before), authorId: 'anna', at: 0 }]);
      }
      const { client, order } = await firstFrames(log);
      // At the moment at which it believes that it has everything, it has.
      expect(client.content).toBe(doc.getXmlFragment('default').toString());
      expect(client.frames.filter(([type, step]) => type === Frame.sync && step === 1)).toHaveLength(1);
      return order;
    };

    test('W11: rows after the large update come before it, so that step 2 is the last word', async () => {
      expect(await withMore('later ')).toEqual(['100', '0.2', '0.1']);
    });

    test('W11: where there is much to merge the answer comes from the document', async () => {
      expect(await withMore('much later '.repeat(10_000))).toEqual(['100', '0.0', '0.1']);
    });

    test('W11: who has something already gets what it lacks, and no more', async () => {
      const log = new UnreliableLog();
      const doc = large();
      await log.seed(ROOM, 1, Y.encodeStateAsUpdate(doc), 0);
      const copy = new Y.Doc();
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
      const { client, order } = await firstFrames(log, { doc: copy });
      expect(order).toEqual(['100', '0.0', '0.1']);
      expect(client.frames.every((one) => one.byteLength < 100)).toBe(true);
    });
  });
});
