/** What whoever runs a server sees of it, and what they never see: figures, limits and the log of a real process. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildUser } from '~/features/accounts/testing';
import { db } from '~/kit/db.server';
import { writeMail } from '~/kit/mail.server';
import { setUp } from '../../server/cli/set-up.mjs';
import { encodePresence } from '../../server/sync/frames';
import { RawClient } from '../live/clients';
import { until } from '../live/harness';
import { buildRoom, inDatabase, join } from './living-room';
import { type ServerProcess, serve } from './server-process';
import { startSmtpServer } from './smtp-server';

vi.setConfig({ testTimeout: 60_000 });

const folders: string[] = [];
const running: ServerProcess[] = [];

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'koinon-operators-'));
  folders.push(made);
  return made;
}

async function open(env: Record<string, string>): Promise<ServerProcess> {
  const server = await serve(env);
  running.push(server);
  return server;
}

beforeAll(() => setUp({ development: true, tell: () => undefined }), 300_000);

afterAll(async () => {
  for (const server of running) server.child.kill('SIGKILL');
  await Promise.all(running.map((server) => server.ended));
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

describe('the figures', () => {
  const TOKEN = 'a token of thirty letters, or so'.replaceAll(/\W/g, '-');
  /** Status, and what kind of answer it is. */
  const ask = async (server: ServerProcess, where: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${server.url}${where}`, { headers });
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
  };
  const asUnknown = async (server: ServerProcess, headers: Record<string, string> = {}) => {
    const { status, type, text } = await ask(server, '/metrics', headers);
    const other = await ask(server, '/metrixx', headers);
    expect({ status, type }).toEqual({ status: other.status, type: other.type });
    expect(text).not.toContain('koinon_rooms');
    return status;
  };

  test('are there for this machine, tell of real traffic, and are an unknown address for everybody else', async () => {
    const env = { DATA_DIR: folder(), LIMIT_REFUSALS_PER_MINUTE: '10' };
    const server = await open(env);
    const before = await ask(server, '/metrics');
    expect([before.status, before.type]).toEqual([200, expect.stringMatching(/^text\/plain; ?version=0\.0\.4/)]);
    expect(before.text).toMatch(/^koinon_updates_total 0$/m);
    const writer = join(server, await buildRoom(env));
    await writer.client.whenSaved();
    writer.write('one more');
    await until('it is saved', () => writer.client.saved);
    const { text } = await ask(server, '/metrics');
    for (const line of [/^koinon_updates_total [1-9]/m, /^koinon_acks_total [1-9]/m, /^koinon_sockets 1$/m, /^koinon_rooms 1$/m])
      expect(text).toMatch(line);
    for (const name of ['nodejs_eventloop_lag_p99_seconds', 'process_resident_memory_bytes', 'koinon_log_disk_bytes'])
      expect(text).toMatch(new RegExp(`^${name} [0-9]`, 'm'));

    expect(await asUnknown(server, { 'X-Forwarded-For': '127.0.0.1' })).toBe(404);
    expect(await asUnknown(server, { Authorization: 'Bearer anything' })).toBe(404);
    // A limit from the environment holds: ten within a minute, which may begin anew meanwhile; without it they would be 120.
    const refused: number[] = [];
    while (refused.at(-1) !== 429 && refused.length < 25)
      refused.push(await new RawClient(server.url, { headers: { cookie: '' } }).whenRefused());
    expect([refused.at(-1), refused.length > 10]).toEqual([429, true]);
    expect((await ask(server, '/metrics')).text).toMatch(/^koinon_upgrades_refused_total\{status="429"\} 1$/m);
    expect(await server.stop()).toBe(0);
  });

  test('are there for the token alone where a proxy stands in front', async () => {
    const server = await open({ DATA_DIR: folder(), TRUST_PROXY: '1', METRICS_TOKEN: TOKEN });
    expect(await asUnknown(server)).toBe(404);
    expect(await asUnknown(server, { Authorization: `Bearer ${TOKEN}x` })).toBe(404);
    const answer = await ask(server, '/metrics', { Authorization: `Bearer ${TOKEN}`, 'X-Forwarded-For': '203.0.113.9' });
    expect([answer.status, answer.text.includes('koinon_rooms')]).toEqual([200, true]);
    expect(await server.stop()).toBe(0);
  });
});

describe('the log', () => {
  const ADDRESS = '203.0.113.77';
  const PASSWORD = 'Bergkristall und Thymian';
  const WORDS = 'Theofania';
  const SECRET = 'Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF';
  const headers = (server: ServerProcess) => ({ Origin: server.url, 'X-Forwarded-For': ADDRESS });
  const post = (server: ServerProcess, where: string, fields: Record<string, string>, cookie = '') =>
    fetch(`${server.url}${where}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { ...headers(server), Cookie: cookie },
      redirect: 'manual',
    });

  /** An account that signs in over HTTP, and what nobody may read of it. */
  async function signIn(server: ServerProcess, env: Record<string, string>) {
    const email = `stavroula-${folders.length}@dimos.example`;
    await inDatabase(env, () => buildUser({ email, password: PASSWORD, name: WORDS }));
    expect((await post(server, '/sign-in', { email, password: 'not the right one' })).status).toBe(400);
    const answer = await post(server, '/sign-in', { email, password: PASSWORD });
    expect(answer.status).toBe(302);
    const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    return { email, cookie, session: cookie.split('=')[1] ?? '' };
  }

  /** Everything that the process printed, but for what it prints at its start for whoever started it. */
  const logOf = (server: ServerProcess) => {
    const lines = server.said().split('\n');
    return lines.filter((_line, index) => !lines[index - 1]?.startsWith('Set up this installation with this link')).join('\n');
  };

  function expectNothingOf(log: string, forbidden: string[]) {
    for (const word of forbidden) {
      expect(word.length).toBeGreaterThan(5);
      expect(log).not.toContain(word);
    }
  }

  test('of a session in a quiet and a talkative server holds no word, mailbox, address, cookie or secret', async () => {
    const env = { DATA_DIR: folder(), LOG_LEVEL: 'trace', TRUST_PROXY: '1', PUBLIC_URL: '' };
    const server = await open(env);
    const { email, cookie, session } = await signIn(server, env);
    const document = await buildRoom(env);
    for (const page of [
      '/',
      '/account',
      document.page,
      `${document.page}/download/markdown`,
      '/nothing/here',
      `/reset/${SECRET}`,
      `/set-up/${SECRET}`,
    ])
      await fetch(`${server.url}${page}`, { headers: { ...headers(server), Cookie: document.cookie } });
    await post(server, '/reset', { email });
    await post(server, '/account', { intent: 'email', email: `new-${email}`, emailPassword: PASSWORD }, cookie);

    const writer = join(server, document);
    await writer.client.whenSaved();
    writer.write(`${WORDS} schreibt`);
    await writer.client.whenSaved();
    // Broken on purpose: what a parser says of it would begin with the text itself.
    const broken = new RawClient(server.url, { room: document.room, headers: { ...headers(server), cookie: document.cookie } });
    await broken.whenSynced();
    broken.send(encodePresence([{ client: broken.doc.clientID, clock: 1, state: `${WORDS} is no JSON` }]));
    expect(await broken.whenClosed()).toBe(4400);
    const foreign = new RawClient(server.url, { room: document.room, headers: { ...headers(server), cookie: document.cookie } });
    await foreign.whenSynced();
    foreign.doc.getText(WORDS).insert(0, WORDS);
    expect(await foreign.whenClosed()).toBe(4400);
    await post(server, '/sign-out', {}, cookie);
    expect(await server.stop()).toBe(0);
    const log = logOf(server);
    expect(log).toContain('a malformed frame closed its socket');
    expect(log).toContain('"closing"');
    const roomSession = document.cookie.split('=')[1] ?? '';
    expectNothingOf(log, [WORDS, 'dimos.example', 'anna.example', PASSWORD, ADDRESS, session, roomSession, SECRET]);
  });

  test('of what failed names no secret of an address and nobody who asked', async () => {
    const env = { DATA_DIR: folder(), TRUST_PROXY: '1' };
    const server = await open(env);
    const { email, cookie, session } = await signIn(server, env);
    const database = new Database(path.join(env.DATA_DIR, 'koinon.sqlite'), { timeout: 5_000 });
    for (const table of ['OneTimeToken', 'Invitation', 'Session'])
      database.exec(`ALTER TABLE "${table}" RENAME TO "${table} that is gone"`);
    database.close();
    for (const page of ['reset', 'sign-in', 'set-up', 'invite', 'account/email'])
      await fetch(`${server.url}/${page}/${SECRET}`, { headers: { ...headers(server), Cookie: cookie } });
    await post(server, '/sign-in', { email, password: PASSWORD });
    await server.untilSaid('a request failed');
    server.child.kill('SIGKILL');
    await server.ended;
    const log = logOf(server);
    // What failed is told, with the reason.
    expect(log).toMatch(/"error":\{"type":"[^"]+"/);
    expect(log).toContain('[not for the log]');
    expectNothingOf(log, [SECRET, 'dimos.example', session, ADDRESS, PASSWORD]);
  });

  test('of a mail that its server refuses has codes, and not the words of the server', async () => {
    const mails = await startSmtpServer();
    const env = { DATA_DIR: folder(), SMTP_URL: mails.state.url };
    const server = await open(env);
    mails.state.mood = 'refuse for now';
    const mail = { kind: 'test', subject: WORDS, language: 'en', paragraphs: [WORDS], closing: [] };
    const write = (to: string) => inDatabase(env, () => db().$transaction((tx) => writeMail(tx, { ...mail, to })));
    await write('otto@dimos.example');
    await server.untilSaid('a job failed and will be tried again');
    mails.state.mood = 'refuse for good';
    await write('stavroula@dimos.example');
    await server.untilSaid('a mail was given up');
    expect(await server.stop()).toBe(0);
    expect(server.said()).toContain('EENVELOPE 550 RCPT TO');
    expectNothingOf(logOf(server), ['dimos.example', 'no such mailbox', 'mailbox busy', WORDS]);
    // The host's page has them.
    const [row] = await inDatabase(env, () => db().mail.findMany({ where: { NOT: { failedAt: null } } }));
    expect(row?.lastError).toContain('<stavroula@dimos.example>: no such mailbox');
    await mails.close();
  });
});
