/** Two real servers on one PostgreSQL and one Redis: the same installation, whichever of them is asked. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { EVENTS_PATH } from '../../app/live/events';
import { REDIS } from '../../server/cli/services.mjs';
import { setUp } from '../../server/cli/set-up.mjs';
import { until } from '../live/harness';
import { buildRoom, join } from './living-room';
import { hasPostgres } from './postgres-url';
import { freshPostgres, type ServerProcess, serve } from './server-process';

vi.setConfig({ testTimeout: 120_000 });

const top = mkdtempSync(path.join(tmpdir(), 'koinon-nodes-'));
const running: ServerProcess[] = [];

beforeAll(() => setUp({ development: true, tell: () => undefined }), 300_000);

afterAll(async () => {
  for (const server of running) server.child.kill('SIGKILL');
  await Promise.all(running.map((server) => server.ended));
  rmSync(top, { recursive: true, force: true });
});

describe.skipIf(!(await hasPostgres()))('two servers', () => {
  test('are one: a session, a text, and who may no longer be there', async () => {
    const { url, drop } = await freshPostgres();
    const settings = {
      DATABASE_URL: url,
      REDIS_URL: REDIS,
      APP_SECRET: 'the same secret for all of the machines',
      DATA_DIR: path.join(top, 'data'),
    };
    // Both make the tables where they are missing.
    const [one, two] = (await Promise.all([serve(settings), serve(settings)])) as [ServerProcess, ServerProcess];
    running.push(one, two);
    const document = await buildRoom(settings);
    const [here, there] = [join(one, document), join(two, document)];
    await until('both are in', () => here.client.synced && there.client.synced);
    here.write('written on the first');
    await until('read on the second', () => there.client.content.includes('written on the first'));
    there.write('and on the second');
    await until('read on the first', () => here.client.content.includes('and on the second'));
    // A page of the second hears what was done on the first, and asks the database that both have.
    const [, partnershipId] = /^\/p\/(\w+)/.exec(document.page) ?? [];
    const page = io(two.url, {
      path: EVENTS_PATH,
      query: { partnership: partnershipId },
      transports: ['websocket'],
      extraHeaders: { Origin: two.url, Cookie: document.cookie },
    });
    const heard: unknown[] = [];
    const ended: string[] = [];
    page.on('changed', (change) => void heard.push(change)).on('disconnect', (reason) => void ended.push(reason));
    await until('the page listens', () => page.connected);
    const form = new URLSearchParams({ title: 'Minutes', template: 'blank', language: 'en' });
    const made = await fetch(`${one.url}/p/${partnershipId}/documents/new`, {
      method: 'POST',
      headers: { Cookie: document.cookie, Origin: one.url },
      body: form,
      redirect: 'manual',
    });
    expect(made.status).toBe(302);
    await until('it hears of the new document', () => heard.length > 0);
    expect(heard[0]).toEqual({ about: 'document' });
    // Signed out on one, out on the other.
    const answer = await fetch(`${one.url}/sign-out`, {
      method: 'POST',
      headers: { Cookie: document.cookie, Origin: one.url, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: '',
      redirect: 'manual',
    });
    expect(answer.status).toBe(302);
    const signedOut = performance.now();
    await until(
      'all sockets are closed, also those on the other server',
      () => [here, there].every(({ client }) => client.closed !== null) && ended.length > 0,
    );
    expect(performance.now() - signedOut).toBeLessThan(1_000);
    expect([here.client.closed?.code, there.client.closed?.code]).toEqual([4401, 4401]);
    page.close();
    expect(ended).toEqual(['io server disconnect']);
    expect(await one.stop()).toBe(0);
    expect(await two.stop()).toBe(0);
    await drop();
  });
});
