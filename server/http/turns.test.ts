import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express, { type Response } from 'express';
import { afterEach, expect, test, vi } from 'vitest';
import { inTurn, type Turns } from './turns';

/** Of each request, in the order in which they came, and of those that began, in which they began. */
interface Site {
  came: { path: string; closed: boolean }[];
  begun: { path: string; response: Response }[];
  ask(path: string, init?: RequestInit): Promise<string>;
}

const FOR_EVER_MS = 60_000;
let close: () => void = () => undefined;
afterEach(() => close());

async function open(turns: Partial<Turns> = {}): Promise<Site> {
  const [came, begun]: [Site['came'], Site['begun']] = [[], []];
  const app = express()
    .use((request, response, next) => {
      const one = { path: request.path, closed: false };
      came.push(one);
      response.once('close', () => {
        one.closed = true;
      });
      next();
    })
    .use(inTurn({ atOnce: 1, endsAfterMs: FOR_EVER_MS, ...turns }))
    .use((request, response) => void begun.push({ path: request.path, response }));
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  close = () => {
    server.close();
    server.closeAllConnections();
  };
  const { port } = server.address() as AddressInfo;
  return { came, begun, ask: async (path, init) => (await fetch(`http://127.0.0.1:${port}${path}`, init)).text() };
}

const until = (look: () => unknown, expected: unknown) =>
  vi.waitFor(() => expect(look()).toEqual(expected), { interval: 1, timeout: 5000 });
const paths = (list: { path: string }[]) => list.map(({ path }) => path);

test('a page begins when the one before it is done; what changes something waits for none', async () => {
  const { came, begun, ask } = await open();
  const first = ask('/1');
  await until(() => paths(begun), ['/1']);
  const second = ask('/2');
  await until(() => paths(came), ['/1', '/2']);
  const form = ask('/form', { method: 'POST' });
  await until(() => paths(begun), ['/1', '/form']);
  begun[0]?.response.end('one');
  expect(await first).toBe('one');
  await until(() => paths(begun), ['/1', '/form', '/2']);
  for (const { response } of begun.slice(1)) response.end('done');
  expect(await Promise.all([second, form])).toEqual(['done', 'done']);
});

test('as many as may begin at once', async () => {
  const { came, begun, ask } = await open({ atOnce: 2 });
  const all = ['/1', '/2', '/3'].map((path) => ask(path));
  await until(() => came.length, 3);
  expect(begun.length).toBe(2);
  begun[1]?.response.end();
  await until(() => begun.length, 3);
  for (const { response } of begun) response.end();
  await Promise.all(all);
});

test('whoever gives up is passed over while waiting, and lets the next one begin', async () => {
  const { came, begun, ask } = await open();
  const [first, gone] = [new AbortController(), new AbortController()];
  const left = [ask('/1', { signal: first.signal }).catch((error: Error) => error.name)];
  await until(() => paths(begun), ['/1']);
  left.push(ask('/gone', { signal: gone.signal }).catch((error: Error) => error.name));
  await until(() => came.length, 2);
  const last = ask('/last');
  await until(() => came.length, 3);
  gone.abort();
  await until(() => came[1]?.closed, true);
  first.abort();
  await until(() => paths(begun), ['/1', '/last']);
  begun[1]?.response.end('last');
  expect(await last).toBe('last');
  expect(await Promise.all(left)).toEqual(['AbortError', 'AbortError']);
});

test('one that takes long lets the next one begin, and ends its turn once', async () => {
  const { begun, ask } = await open({ endsAfterMs: 1 });
  const all = ['/long', '/2', '/3'].map((path) => ask(path));
  await until(() => begun.length, 3);
  for (const { path, response } of begun) response.end(path);
  expect(await Promise.all(all)).toEqual(['/long', '/2', '/3']);
});
