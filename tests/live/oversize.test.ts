/** Too much at once, and much in all. */
import { afterEach, expect, test } from 'vitest';
import { Close, Limits } from '../../app/live/wire';
import { RawClient } from './clients';
import { fromDisk } from './fuzz';
import { startServer, type TestServer, until } from './harness';
import { STORAGES, type Storage } from './storages';

const MEGABYTES = process.env.FULL ? 1_000 : 30;

let server: TestServer;
let storage: Storage;
const start = async () => {
  storage = await (STORAGES[0] as (typeof STORAGES)[number]).make();
  server = await startServer({ log: await storage.open() });
};
const join = (user: string) => new RawClient(server.origin, { user }).whenSynced();
afterEach(async () => {
  await server.close();
  await server.log.close();
  await storage.remove();
});

test('W5: a paste of 50 MB closes its own socket with 1009, and nothing of it is kept', async () => {
  await start();
  const witness = await join('bert');
  witness.text.insert(0, 'safe');
  await witness.whenSaved();
  const client = await join('anna');
  // That no such frame is waited for, nor kept: the claims of length in framing.test.ts.
  client.text.insert(0, 'x'.repeat(50_000_000));
  expect(await client.whenClosed()).toBe(Close.tooBig);
  witness.text.insert(0, 'still ');
  await witness.whenSaved();
  expect(witness.content).toBe('still safe');
  expect(await server.log.load('doc/abcdefghij01/en', 1)).toMatchObject({ lastSeq: 3 });
});

test(`D8: ${MEGABYTES} pastes of 1 MB by one person: all are saved, whoever was sent away comes back, and the room beside it is served`, async () => {
  await start();
  expect(Limits.frameBytes).toBeGreaterThan(1_100_000);
  const witness = await new RawClient(server.origin, { user: 'bert', room: 'doc/abcdefghij02/en' }).whenSynced();
  let client = await join('anna');
  for (let i = 0; i < MEGABYTES; i++) {
    const { doc } = client;
    // Not more than a page may hold: each takes the place of the one before it.
    if (client.text.length > 0) client.text.delete(0, client.text.length);
    client.text.insert(0, `${i} ${'x'.repeat(1_000_000)}`);
    witness.text.insert(0, 'x');
    if (i % 5 === 0) await until('saved or sent away', () => client.saved || client.closed !== null);
    await witness.whenSaved();
    if (client.closed === null) continue;
    expect(client.closed.code).toBe(Close.overloaded);
    client.forget();
    client = await new RawClient(server.origin, { user: 'anna', doc }).whenSynced();
  }
  await client.whenSaved();
  const disk = (await fromDisk(server.log)).getXmlFragment('default').toString();
  expect(disk.length).toBe(client.content.length);
  expect(disk.startsWith(`${MEGABYTES - 1} x`)).toBe(true);
  expect(witness.closed).toBeNull();
}, 600_000);
