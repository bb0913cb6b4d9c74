/** The stock provider of y-websocket, unchanged, against the real server. */
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { RawClient, stockProvider } from './clients';
import { startServer, type TestServer, until } from './harness';

let server: TestServer;
afterEach(() => server.close());

test('W1: stock providers and a client of ours write together', async () => {
  server = await startServer();
  const [a, b] = [new Y.Doc(), new Y.Doc()];
  const providers = [stockProvider(server.origin, a), stockProvider(server.origin, b, { user: 'bert' })];
  const ours = await new RawClient(server.origin, { user: 'carl' }).whenSynced();
  await until('sync', () => providers.every((provider) => provider.synced));
  a.getXmlFragment('default').insert(0, [new Y.XmlText('stock')]);
  await until('the others', () => ours.content === 'stock' && b.getXmlFragment('default').toString() === 'stock');
  ours.text.insert(0, 'ours and ');
  await ours.whenSaved();
  await until('the stock ones', () => a.getXmlFragment('default').toString() === 'ours and stock');
  await until('presence', () => providers.every((provider) => provider.awareness.getStates().size === 2));
  for (const provider of providers) provider.destroy();
});

test('R1: a stock provider that is revoked stays away', async () => {
  server = await startServer();
  const provider = stockProvider(server.origin, new Y.Doc());
  await until('sync', () => provider.synced);
  let closed: { code: number } | null = null;
  provider.on('closed', (event) => {
    closed = event;
  });
  server.sync.service.revoke({ userId: 'anna' }, 4403);
  await until('the end', () => closed !== null);
  expect(closed).toMatchObject({ code: 4403 });
  expect(provider.shouldConnect).toBe(false);
  provider.destroy();
});

// Longer than the 30 s of silence after which a stock provider gives up; with FULL=1 only.
if (process.env.FULL) {
  test('W6: a stock provider alone and idle stays connected for 40 s', async () => {
    server = await startServer({ limits: { sweepMs: 1_000 } });
    const provider = stockProvider(server.origin, new Y.Doc());
    provider.awareness.setLocalState(null);
    await until('sync', () => provider.synced);
    let lost = 0;
    provider.on('connection-close', () => {
      lost += 1;
    });
    const end = performance.now() + 40_000;
    await until('40 s', () => performance.now() > end, 45_000);
    expect([lost, provider.wsconnected]).toEqual([0, true]);
    provider.destroy();
  }, 60_000);
}
