/** Clients that stop reading at the level of TCP: the kernel's buffers fill, then the server's, and these are bounded. */
import { afterEach, expect, test } from 'vitest';
import { Close } from '../../app/live/wire';
import { RawClient } from './clients';
import { startServer, type TestServer, type TestServerOptions, until } from './harness';

let server: TestServer;
const start = async (options: TestServerOptions) => {
  server = await startServer(options);
};
const join = (user: string) => new RawClient(server.origin, { user }).whenSynced();
afterEach(() => server.close());

const PEERS = process.env.FULL ? 99 : 8;
/** More than any kernel keeps for one connection on this machine, both sides together. */
const KERNEL_BYTES = 16_000_000;

test('W8: while a room gets far more than a connection holds, one that does not read is owed little, and the others get all of it at once', async () => {
  await start({ limits: { softBufferBytes: 100_000 } });
  const writer = await join('writer');
  const peers = await Promise.all(Array.from({ length: PEERS }, (_, i) => join(`peer${i}`)));
  const slow = await join('slow');
  let received = 0;
  slow.socket.on('message', (data: Buffer) => {
    received += data.byteLength;
  });
  slow.socket.pause();
  // Each replaces the one before it: what is missed is much, what it adds up to is little.
  const page = 'x'.repeat(100_000);
  const pages = (2 * KERNEL_BYTES) / page.length;
  for (let i = 0; i < pages; i++) {
    if (i > 0) writer.text.delete(0, page.length);
    writer.text.insert(0, page);
    if (i % 20 === 0) await writer.whenSaved();
  }
  writer.text.insert(0, 'the end');
  await writer.whenSaved();
  await until('all who read have all', () => peers.every(({ content }) => content === writer.content));
  expect(received).toBe(0);
  slow.socket.resume();
  await until('the slow one too', () => slow.content === writer.content);
  expect(slow.closed).toBeNull();
  expect(received).toBeLessThan(KERNEL_BYTES + 2 * page.length);
});

test('W8: above the hard limit a reader is closed with 1013, and nobody else notices', async () => {
  const softBufferBytes = 100_000;
  await start({ limits: { softBufferBytes, hardBufferBytes: softBufferBytes + 1, behindMs: 3_600_000, heartbeatMs: 400 } });
  const [writer, peer] = [await join('writer'), await join('peer')];
  const slow = await join('slow');
  slow.socket.pause();
  // Above the soft limit updates are held back: so it takes one that passes both at once, and then anything that must be said.
  for (let i = 0; i < 20 && server.sync.stats().connections > 2; i++) {
    writer.text.insert(0, 'x'.repeat(2_000_000));
    await writer.whenSaved();
  }
  await until('the server lets go', () => server.sync.stats().connections === 2);
  slow.socket.resume();
  expect(await slow.whenClosed()).toBe(Close.overloaded);
  writer.text.insert(0, 'still here');
  await until('the other one sees it', () => peer.content === writer.content);
  expect([writer.closed, peer.closed]).toEqual([null, null]);
});
