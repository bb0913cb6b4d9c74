import { afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { encodePresence } from '../../server/sync/frames';
import { type ClientOptions, RawClient, stockProvider } from './clients';
import { startServer, type TestServer, type TestServerOptions, until } from './harness';

let server: TestServer;
const start = async (options?: TestServerOptions) => {
  server = await startServer(options);
  return server;
};
const join = (options?: ClientOptions) => new RawClient(server.origin, options).whenSynced();
afterEach(() => server.close());

describe('presence', () => {
  test('P1: the identity is the server’s, whatever the client says', async () => {
    await start();
    const witness = await join({ user: 'bert' });
    const client = await join();
    client.sendPresence(1, { cursor: 7, user: { id: 'admin', name: 'The Mayor', colour: 99, color: 'url(x)' }, extra: 1 });
    await until('presence', () => witness.presence.has(client.doc.clientID));
    expect(witness.presence.get(client.doc.clientID)).toEqual({
      cursor: 7,
      extra: 1,
      user: { id: 'anna', name: 'Name of anna', colour: 4 },
    });
  });

  test('P2: nobody speaks for, moves or removes another', async () => {
    await start();
    const witness = await join({ user: 'bert' });
    const victim = await join();
    victim.sendPresence(5, { cursor: 'mine' });
    await until('presence', () => witness.presence.has(victim.doc.clientID));
    const attacker = await join({ user: 'eve' });
    attacker.sendPresence(1, { cursor: 'first word' }, victim.doc.clientID);
    attacker.sendPresence(99, { cursor: 'forged' }, victim.doc.clientID);
    attacker.sendPresence(100, null, victim.doc.clientID);
    attacker.sendPresence(1, { cursor: 'own' });
    await until('the attacker’s own', () => witness.presence.has(attacker.doc.clientID));
    expect(witness.presence.get(victim.doc.clientID)).toMatchObject({ cursor: 'mine', user: { id: 'anna' } });
    victim.sendPresence(6, { cursor: 'still mine' });
    await until('a move', () => witness.presence.get(victim.doc.clientID)?.cursor === 'still mine');
  });

  test('P2: the echo of a stock provider does not bring back who has left', async () => {
    await start();
    const doc = new Y.Doc();
    const provider = stockProvider(server.origin, doc, { user: 'echo' });
    await until('sync', () => provider.synced);
    const witness = await join({ user: 'bert' });
    const client = await join();
    client.sendPresence(1, { cursor: 1 });
    await until('presence', () => provider.awareness.getStates().has(client.doc.clientID));
    client.cut();
    await until(
      'it is gone',
      () => witness.presence.get(client.doc.clientID) === null && !provider.awareness.getStates().has(client.doc.clientID),
    );
    // A late echo of what the stock client had heard.
    provider.ws?.send(encodePresence([{ client: client.doc.clientID, clock: 1, state: '{"cursor":1}' }]) as Uint8Array<ArrayBuffer>);
    provider.awareness.setLocalStateField('after', true);
    await until('what came after the echo', () => witness.presence.get(doc.clientID)?.after === true);
    expect(witness.presence.get(client.doc.clientID)).toBeNull();
    provider.destroy();
  });

  test('P2: a socket may claim only a few client ids', async () => {
    await start({ limits: { clientIdsPerSocket: 3 } });
    const witness = await join({ user: 'bert' });
    const client = await join();
    for (let id = 1; id <= 6; id++) client.sendPresence(1, { id }, id);
    await until('three', () => witness.presence.size === 3);
    client.sendPresence(2, { id: 'last' }, 3);
    await until('an update of the third', () => witness.presence.get(3)?.id === 'last');
    expect([...witness.presence.keys()]).toEqual([1, 2, 3]);
  });

  test('P2: a frame with a hundred thousand states claims no more than a few', async () => {
    await start();
    const witness = await join({ user: 'bert' });
    const client = await join();
    client.send(encodePresence(Array.from({ length: 100_000 }, (_, i) => ({ client: i + 1, clock: 1, state: '{"a":1}' }))));
    client.sendPresence(2, { last: true }, 1);
    await until('the last', () => witness.presence.get(1)?.last === true);
    expect(witness.presence.size).toBe(4);
    expect(client.closed).toBeNull();
  });

  test.each<[string, string]>([
    ['too large', JSON.stringify({ text: 'x'.repeat(5_000) })],
    ['large in bytes though not in characters', JSON.stringify({ text: 'ω'.repeat(3_000) })],
    ['no object', '"text"'],
    ['an array', '[1]'],
    ['a number', '5'],
  ])('P3: a state that is %s is ignored', async (_name, state) => {
    await start();
    const witness = await join({ user: 'bert' });
    const client = await join();
    client.send(
      encodePresence([
        { client: 1, clock: 1, state },
        { client: 2, clock: 1, state: '{"fine":true}' },
      ]),
    );
    await until('the fine one', () => witness.presence.has(2));
    expect(witness.presence.has(1)).toBe(false);
    expect(client.closed).toBeNull();
  });

  test('P3: a forbidden key does not pass', async () => {
    await start();
    const witness = await join({ user: 'bert' });
    const client = await join();
    client.send(encodePresence([{ client: 1, clock: 1, state: '{"__proto__":{"admin":true},"fine":true}' }]));
    await until('presence', () => witness.presence.has(1));
    expect(Object.hasOwn(witness.presence.get(1) ?? {}, '__proto__')).toBe(false);
  });

  test('P4: many moves become few frames, and the last one is not lost', async () => {
    await start();
    const witness = await join({ user: 'bert' });
    const client = await join();
    const before = witness.frames.length;
    const begun = performance.now();
    for (let clock = 1; clock <= 400; clock++) {
      client.sendPresence(clock, { cursor: clock });
      if (clock % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await until('the last', () => witness.presence.get(client.doc.clientID)?.cursor === 400);
    const seconds = (performance.now() - begun) / 1000;
    expect(witness.frames.length - before).toBeLessThanOrEqual(Math.ceil(seconds * 10) + 2);
  });

  test('P4: in a large room they are sent seldomer', async () => {
    // Three times fifty, so three times the pause.
    await start();
    const crowd = await Promise.all(Array.from({ length: 110 }, (_, i) => join({ user: `user${i}` })));
    const [client, witness] = crowd as [RawClient, RawClient];
    const before = witness.frames.length;
    const begun = performance.now();
    let clock = 0;
    await until('a while', () => {
      clock += 1;
      client.sendPresence(clock, { cursor: clock });
      return performance.now() - begun > 1_800;
    });
    await until('the last', () => witness.presence.get(client.doc.clientID)?.cursor === clock);
    const seconds = (performance.now() - begun) / 1000;
    expect(witness.frames.length - before).toBeLessThanOrEqual(Math.ceil((seconds * 10) / 3) + 2);
  });

  test('P5: what a socket showed is gone when it closes', async () => {
    await start();
    const witness = await join({ user: 'bert' });
    const client = await join();
    client.sendPresence(1, { cursor: 1 });
    await until('presence', () => witness.presence.get(client.doc.clientID) != null);
    client.cut();
    await until('it is gone', () => witness.presence.get(client.doc.clientID) === null, 2_000);
    const newcomer = await join({ user: 'carl' });
    newcomer.sendPresence(1, { here: true });
    await until('its own', () => witness.presence.get(newcomer.doc.clientID) != null);
    expect(newcomer.presence.get(client.doc.clientID)).toBeUndefined();
  });

  test('P5: what is not renewed is gone after the time, what is renewed stays', async () => {
    // Long enough that the lively one is not forgotten when this process, which is both sides, gets no time for a moment.
    await start({ limits: { presenceGoneMs: 2_000 } });
    const witness = await join({ user: 'bert' });
    const [silent, lively] = [await join({ user: 'carl' }), await join()];
    silent.sendPresence(1, { cursor: 1 });
    let clock = 0;
    const renew = setInterval(() => lively.sendPresence(++clock, { cursor: 2 }), 50);
    await until('both', () => witness.presence.get(silent.doc.clientID) != null && witness.presence.get(lively.doc.clientID) != null);
    await until('the silent one is gone', () => witness.presence.get(silent.doc.clientID) === null);
    expect(witness.presence.get(lively.doc.clientID)).not.toBeNull();
    clearInterval(renew);
  });

  test('P6: who comes back with the same client id and no new clock is seen at once by stock clients', async () => {
    await start();
    const doc = new Y.Doc();
    const watcher = stockProvider(server.origin, doc, { user: 'watcher' });
    await until('sync', () => watcher.synced);
    const mine = new Y.Doc();
    const first = await join({ doc: mine });
    first.sendPresence(4, { cursor: 'before' });
    await until('presence', () => watcher.awareness.getStates().has(mine.clientID));
    first.cut();
    await until('it is gone', () => !watcher.awareness.getStates().has(mine.clientID));
    const second = await join({ doc: mine });
    second.sendPresence(4, { cursor: 'after' });
    await until('it is back', () => watcher.awareness.getStates().get(mine.clientID)?.cursor === 'after', 2_000);
    watcher.destroy();
  });

  test('P6: who comes back before the old socket is known to be dead keeps what is shown', async () => {
    await start();
    const witness = await join({ user: 'bert' });
    const mine = new Y.Doc();
    const first = await join({ doc: mine });
    first.sendPresence(4, { cursor: 'before' });
    await until('presence', () => witness.presence.has(mine.clientID));
    const second = await join({ doc: mine });
    second.sendPresence(4, { cursor: 'after' });
    await until('the new one', () => witness.presence.get(mine.clientID)?.cursor === 'after');
    first.cut();
    await until('the server notices', () => server.sync.stats().connections === 2);
    second.sendPresence(5, { cursor: 'later' });
    await until('it still speaks', () => witness.presence.get(mine.clientID)?.cursor === 'later');
  });
});
