import { once } from 'node:events';
import net from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasPostgres, missingServices } from '../../server/cli/services.mjs';

/** Listens, and lets nobody in. */
const server = net.createServer((socket) => socket.on('error', () => undefined).end());
let host: string;

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  host = `127.0.0.1:${(server.address() as net.AddressInfo).port}`;
});
afterAll(() => {
  server.close();
});

test('a service that listens and lets nobody in counts as missing, and its password is not told', async () => {
  const postgres = `postgresql://somebody:secret-word@${host}/nothing`;
  expect(await hasPostgres(postgres)).toBe(false);
  const missing = await missingServices({ postgres, redis: `redis://${host}` });
  expect(missing).toEqual([expect.stringContaining(`PostgreSQL (${host}: `), expect.stringContaining(`Redis (${host}: `)]);
  expect(missing.join()).not.toContain('secret-word');
});

test('a service that is not there counts as missing', async () => {
  expect(await hasPostgres('postgresql://somebody@127.0.0.1:9/nothing')).toBe(false);
});
