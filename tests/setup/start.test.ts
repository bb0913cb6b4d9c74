/** What `npm start` does with a folder, a database and a signal: real processes of the built server. */
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { db } from '~/kit/db.server';
import { writeMail } from '~/kit/mail.server';
import { setUp } from '../../server/cli/set-up.mjs';
import { until } from '../live/harness';
import { buildRoom, inDatabase, join } from './living-room';
import { hasPostgres } from './postgres-url';
import { freePort, freshPostgres, launch, type ServerProcess, serve } from './server-process';
import { startSmtpServer } from './smtp-server';

vi.setConfig({ testTimeout: 60_000 });

const postgres = await hasPostgres();
const folders: string[] = [];
const running: ServerProcess[] = [];

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'koinon-start-'));
  folders.push(made);
  return made;
}

/** A server that is ended after the tests, whatever they do. */
function kept(server: ServerProcess): ServerProcess {
  running.push(server);
  return server;
}

beforeAll(() => setUp({ development: true, tell: () => undefined }), 300_000);

afterAll(async () => {
  for (const server of running) server.child.kill('SIGKILL');
  await Promise.all(running.map((server) => server.ended));
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

describe('settings', () => {
  test.each([
    ['PORT', { PORT: '80000' }],
    ['PORT', { PORT: 'three thousand' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://localhost/koinon' }],
    ['REDIS_URL', { REDIS_URL: 'localhost:6379' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'koinon.example' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'https://town.example/koinon' }],
    ['PUBLIC_URL', { SMTP_URL: 'smtp://mail.example', HOST: '0.0.0.0' }],
    ['PUBLIC_URL', { SMTP_URL: 'smtp://mail.example', TRUST_PROXY: '1' }],
    ['SMTP_URL', { SMTP_URL: 'mail.example', PUBLIC_URL: 'https://koinon.example' }],
    ['TRUST_PROXY', { TRUST_PROXY: 'yes' }],
    ['TRUST_PROXY', { TRUST_PROXY: '10.0.0.0/33' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
    ['APP_SECRET', { APP_SECRET: 'short' }],
    ['EXAMPLE_PASSWORD', { EXAMPLE_PASSWORD: 'short' }],
    ['DATA_DIR', { DATA_DIR: '/dev/null/data' }],
    ['FILES_DIR', { FILES_DIR: '/dev/null/files' }],
    ['APP_SECRET', { REDIS_URL: 'redis://127.0.0.1', DATABASE_URL: 'postgresql://127.0.0.1/koinon' }],
    ['METRICS_TOKEN', { METRICS_TOKEN: 'fifteen letters' }],
    ['LIMIT_FRAME_BYTES', { LIMIT_FRAME_BYTES: '1' }],
  ])('a wrong %s is named, and nothing starts (%o)', async (name, env) => {
    const server = kept(launch({ DATA_DIR: folder(), ...(env as Record<string, string>) }));
    expect(await server.ended).toBe(1);
    expect(server.said()).toContain(`${name}: `);
    expect(server.said()).not.toContain('    at ');
  });

  test('a port that is taken is said in a sentence', async () => {
    const taken = http.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as { port: number };
    const server = kept(launch({ DATA_DIR: folder(), PORT: String(port) }));
    expect(await server.ended).toBe(1);
    expect(server.said()).toContain(`Port ${port} on 127.0.0.1 is taken`);
    taken.close();
  });

  test.skipIf(!postgres)('a database that refuses is said in a sentence', async () => {
    const url = 'postgresql://postgres:secret-word@127.0.0.1:5432/there_is_no_such_database';
    const server = kept(launch({ DATA_DIR: folder(), PORT: '0', DATABASE_URL: url }));
    expect(await server.ended).toBe(1);
    expect(server.said()).toContain('DATABASE_URL: 127.0.0.1:5432/there_is_no_such_database: ');
    expect(server.said()).not.toContain('secret-word');
  });
});

describe('one life of a server', () => {
  test('the secret is made once, for its owner only; SIGTERM ends with 0; the second start finds everything', async () => {
    const dataDir = folder();
    const first = kept(await serve({ DATA_DIR: dataDir }));
    const secret = path.join(dataDir, 'secret');
    expect(statSync(secret).mode & 0o777).toBe(0o600);
    const made = statSync(secret).mtimeMs;
    expect(await first.stop()).toBe(0);

    const began = performance.now();
    const second = kept(await serve({ DATA_DIR: dataDir }));
    const took = performance.now() - began;
    expect(second.said()).not.toMatch(/Installing|Preparing|Building/);
    expect(took).toBeLessThan(10_000);
    expect(statSync(secret).mtimeMs).toBe(made);
    expect(readdirSync(dataDir).filter((name) => name.startsWith('secret'))).toEqual(['secret']);
    expect(await second.stop()).toBe(0);
  });

  test('the health page says 503 before, 200 while open, 503 while a request still runs at the end', async () => {
    const port = await freePort();
    const health = () =>
      fetch(`http://127.0.0.1:${port}/healthz`).then(
        async (response) => ({ status: response.status, body: await response.json() }),
        () => null,
      );
    const server = kept(launch({ DATA_DIR: folder(), PORT: String(port) }));
    const seen: number[] = [];
    while (seen.at(-1) !== 200) {
      const answer = await health();
      if (answer) {
        seen.push(answer.status);
        expect(answer.body).toEqual({ ready: answer.status === 200, closing: false });
      }
      expect(server.child.exitCode).toBeNull();
    }
    expect(seen[0]).toBe(503);

    // A form that is still being sent keeps its request under way: its action cannot begin without the rest.
    const slow = http.request({
      port,
      host: '127.0.0.1',
      path: '/sign-in',
      method: 'POST',
      headers: { Origin: server.url, 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': 10 },
    });
    slow.on('error', () => undefined);
    slow.write('a');
    await new Promise((resolve) => slow.once('socket', (socket) => (socket.connecting ? socket.once('connect', resolve) : resolve(null))));
    await health();
    server.child.kill('SIGTERM');
    let last = await health();
    while (last?.status === 200) last = await health();
    expect(last).toEqual({ status: 503, body: { ready: true, closing: true } });
    slow.destroy();
    expect(await server.ended).toBe(0);
  });

  test('what was typed in the last moment is on disk when SIGTERM ends it, and its sockets are told to come back', async () => {
    const env = { DATA_DIR: folder() };
    const server = kept(await serve(env));
    const document = await buildRoom(env);
    const writer = join(server, document);
    await writer.client.whenSaved();
    for (let i = 0; i < 50; i++) writer.write(`word ${i}`);
    // The server has them when somebody else sees them; most are not on disk yet.
    const reader = join(server, document);
    await until('another person sees it', () => reader.words().includes('word 49'));
    writer.write('the last word');
    await until('another person sees it', () => reader.words().includes('the last word'));
    const began = performance.now();
    expect(await server.stop()).toBe(0);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect([await writer.client.whenClosed(), await reader.client.whenClosed()]).toEqual([1012, 1012]);
    const again = join(kept(await serve(env)), document);
    await again.client.whenSynced();
    expect(again.words().match(/word/g)).toHaveLength(51);
    expect(again.words()).toBe(writer.words());
  });

  test('a mail that is being handed over when SIGTERM comes is handed over whole', async () => {
    const mails = await startSmtpServer();
    const env = { DATA_DIR: folder(), SMTP_URL: mails.state.url };
    const server = kept(await serve({ ...env, LOG_LEVEL: 'info' }));
    mails.state.mood = 'hold the message';
    const mail = { to: 'anna@town.example', kind: 'test', subject: 'Hello', language: 'en', paragraphs: ['Hello'], closing: [] };
    await inDatabase(env, () => db().$transaction((tx) => writeMail(tx, mail)));
    await until('the mail server has the message', () => mails.state.held !== null);
    server.child.kill('SIGTERM');
    await server.untilSaid('"closing"');
    mails.state.held?.();
    expect(await server.ended).toBe(0);
    const [sent] = await inDatabase(env, () => db().mail.findMany());
    expect(sent).toMatchObject({ sentAt: expect.any(Date), failedAt: null });
    await mails.close();
  });

  test('what it makes is for its own account alone', async () => {
    const dataDir = path.join(folder(), 'made', 'by it');
    const server = kept(await serve({ DATA_DIR: dataDir }));
    const mode = (name: string) => (statSync(path.join(dataDir, name)).mode & 0o777).toString(8);
    expect(mode('.')).toBe('700');
    for (const name of readdirSync(dataDir)) expect([name, mode(name)]).toEqual([name, '600']);
    expect(readdirSync(dataDir)).toEqual(expect.arrayContaining(['koinon.sqlite', 'secret']));
    expect(await server.stop()).toBe(0);
  });

  test('a socket to a place that is nobody’s gets 404, and the server lives on', async () => {
    const server = kept(await serve({ DATA_DIR: folder() }));
    const statusOf = (where: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const headers = {
          Connection: 'Upgrade',
          Upgrade: 'websocket',
          'Sec-WebSocket-Version': '13',
          'Sec-WebSocket-Key': 'YWFhYWFhYWFhYWFhYWFhYQ==',
        };
        http
          .get({ port: server.port, host: '127.0.0.1', path: where, headers })
          .on('response', (response) => {
            response.resume();
            resolve(response.statusCode);
          })
          .on('error', reject);
      });
    expect(await statusOf('/elsewhere')).toBe(404);
    expect(await statusOf('/sync/doc/abcdefghij01/en')).toBe(403); // no Origin
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect(await server.stop()).toBe(0);
  });

  test('a data folder that fails while it runs does not end the server', async () => {
    const dataDir = folder();
    const server = kept(await serve({ DATA_DIR: dataDir }));
    for (const name of readdirSync(dataDir)) rmSync(path.join(dataDir, name), { recursive: true });
    writeFileSync(path.join(dataDir, 'koinon.sqlite'), 'no database at all');
    const body = new URLSearchParams({ email: 'a@b.example', password: 'whatever it is' });
    for (let i = 0; i < 3; i++) {
      const answer = await fetch(`${server.url}/sign-in`, { method: 'POST', body, headers: { Origin: server.url }, redirect: 'manual' });
      expect(answer.status).toBeGreaterThan(199);
    }
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });
});

describe('a proxy', () => {
  const signIn = (server: ServerProcess) =>
    fetch(`${server.url}/sign-in`, {
      method: 'POST',
      body: new URLSearchParams({ email: 'nobody@town.example', password: 'not the right one' }),
      headers: { Origin: 'https://koinon.example', 'X-Forwarded-Host': 'koinon.example', 'X-Forwarded-Proto': 'https' },
      redirect: 'manual',
    });

  test('is believed only where TRUST_PROXY names it', async () => {
    const alone = kept(await serve({ DATA_DIR: folder() }));
    expect((await signIn(alone)).status).toBe(403);
    const behind = kept(await serve({ DATA_DIR: folder(), TRUST_PROXY: '1' }));
    expect((await signIn(behind)).status).toBe(400); // let in, and the password is wrong
    for (const server of [alone, behind]) await server.stop();
  });

  test('is not needed to know the address where PUBLIC_URL is set', async () => {
    const server = kept(await serve({ DATA_DIR: folder(), PUBLIC_URL: 'https://koinon.example' }));
    expect((await signIn(server)).status).toBe(400);
    expect((await fetch(`${server.url}/sign-in`, { method: 'POST', headers: { Origin: server.url } })).status).toBe(403);
    await server.stop();
  });
});

describe('two processes that start at once', () => {
  test('share no folder: one opens, the other says why it does not, and kill -9 makes room', async () => {
    const dataDir = folder();
    const [port, other] = [await freePort(), await freePort()];
    const both = [port, other].map((one) => kept(launch({ DATA_DIR: dataDir, PORT: String(one) })));
    const refused = await Promise.race(both.map((server) => server.ended.then((code) => ({ server, code }))));
    expect(refused.code).toBe(1);
    expect(refused.server.said()).toContain(`DATA_DIR: another Koinon has ${dataDir} open.`);
    const [opened] = both.filter((server) => server !== refused.server) as [ServerProcess];
    await opened.untilSaid('Koinon is open at');
    opened.child.kill('SIGKILL');
    await opened.ended;
    expect(await kept(await serve({ DATA_DIR: dataDir })).stop()).toBe(0);
  });

  test.skipIf(!postgres)('make one PostgreSQL database', async () => {
    const { url, drop } = await freshPostgres();
    const both = await Promise.all([serve({ DATA_DIR: folder(), DATABASE_URL: url }), serve({ DATA_DIR: folder(), DATABASE_URL: url })]);
    both.forEach(kept);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query('SELECT migration_name FROM _prisma_migrations');
    await client.end();
    expect(new Set(rows.map((row) => row.migration_name)).size).toBe(rows.length);
    expect(rows.length).toBe(readdirSync('prisma/migrations/postgresql').length);
    for (const server of both) expect(await server.stop()).toBe(0);
    await drop();
  });
});
