/** What hostile or careless requests get, over plain HTTP. */
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { startSmtpServer } from '../setup/smtp-server';
import { addPerson, cookieOf, HOST, mailTo, post, setUp } from './accounts';
import { expect, test } from './fixtures';
import { Koinon } from './koinon';

const signIn = { email: HOST.email, password: HOST.password };
const get = (koinon: Koinon, address: string, cookie = '') =>
  fetch(new URL(address, koinon.url), { redirect: 'manual', headers: cookie ? { Cookie: cookie } : {} });
/** What the server answers to lines that no HTTP client would send. */
const rawly = (koinon: Koinon, ...lines: string[]) =>
  new Promise<string>((resolve, reject) => {
    const socket = connect(Number(new URL(koinon.url).port), '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8').on('data', (text) => {
      answer += text;
    });
    socket.on('end', () => resolve(answer)).on('error', reject);
    socket.write(`${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`);
  });
/** A page without what differs at each request: nonces, the time, React's ids. */
const shape = async (answer: Response) => (await answer.text()).replaceAll(/nonce="[^"]*"|"nonce":"[^"]*"/g, '');

test.describe('with one installation', () => {
  let koinon: Koinon;
  test.beforeAll(async () => {
    koinon = await Koinon.start({ example: false });
    await setUp(koinon);
  });
  test.afterAll(() => koinon.stop());

  test('changes that another site sends are refused before anything happens', async () => {
    const foreign: Record<string, string>[] = [
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { Origin: '' },
      { Origin: koinon.url, 'Sec-Fetch-Site': 'cross-site' },
      { Origin: koinon.url, 'Sec-Fetch-Site': 'same-site' },
      { Origin: koinon.url.replace('127.0.0.1', '127.0.0.1.evil.example') },
    ];
    for (const headers of foreign) {
      const answer = await post(koinon, '/sign-in', signIn, headers);
      expect(answer.status, JSON.stringify(headers)).toBe(403);
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
    const Cookie = await cookieOf(koinon, HOST);
    for (const address of ['/sign-out', '/account', '/account/delete', '/host']) {
      const answer = await post(koinon, address, { intent: 'end-others' }, { Cookie, Origin: 'https://evil.example' });
      expect(answer.status, address).toBe(403);
    }
    expect((await get(koinon, '/account', Cookie)).status).toBe(200);
  });

  test('a session cookie is hidden from scripts, new at each sign-in, and never the one that was planted', async () => {
    const first = await post(koinon, '/sign-in', signIn);
    expect(first.headers.get('set-cookie')).toMatch(/^koinon_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/);
    const before = first.headers.get('set-cookie')?.split(';')[0] ?? '';
    const second = await post(koinon, '/sign-in', signIn, { Cookie: before });
    const after = second.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(after).not.toBe(before);
    expect((await get(koinon, '/account', before)).status).toBe(302);
    expect((await get(koinon, '/account', after)).status).toBe(200);
    const planted = `koinon_session=${'A'.repeat(43)}`;
    const third = await post(koinon, '/sign-in', signIn, { Cookie: planted });
    expect(third.headers.get('set-cookie')).not.toContain(planted);
    expect((await get(koinon, '/account', planted)).status).toBe(302);
    const out = await post(koinon, '/sign-out', {}, { Cookie: after });
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
    expect((await get(koinon, '/account', after)).status).toBe(302);
  });

  test('no answer tells whether an account exists', async () => {
    const unknown = 'nobody@nowhere.example';
    const answers = await Promise.all([
      post(koinon, '/sign-in', { email: HOST.email, password: 'wrong password' }),
      post(koinon, '/sign-in', { email: unknown, password: 'wrong password' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([400, 400]);
    const [known, stranger] = await Promise.all(answers.map(shape));
    expect(stranger?.replaceAll(unknown, HOST.email)).toBe(known);
    for (const address of ['/reset', '/sign-in/link']) {
      const both = await Promise.all([HOST.email, unknown].map((email) => post(koinon, address, { email })));
      expect(both.map(({ status }) => status)).toEqual([302, 302]);
      expect(both.map(({ headers }) => headers.get('location'))).toEqual([`${address}?sent`, `${address}?sent`]);
    }
  });

  test('who asks for somebody’s link cannot choose where it leads', async () => {
    const body = new URLSearchParams({ email: HOST.email }).toString();
    const headers = {
      Host: 'evil.example',
      Origin: 'http://evil.example',
      'Content-Type': 'application/x-www-form-urlencoded',
      'Content-Length': body.length,
    };
    const status = await new Promise((resolve, reject) => {
      const asked = httpRequest(`${koinon.url}/reset`, { method: 'POST', headers }, (answer) => resolve(answer.resume().statusCode));
      asked.on('error', reject).end(body);
    });
    expect(status).toBe(302);
    const { link, text } = await mailTo(koinon, HOST.email, 'reset');
    expect(link).toMatch(new RegExp(`^${koinon.url}/reset/`));
    expect(text).not.toContain('evil.example');
  });

  test('after signing in nobody is sent to another site', async () => {
    for (const next of ['//evil.example/', 'https://evil.example/', '/\\evil.example', '/\t/evil.example', '/.//evil.example']) {
      const answer = await post(koinon, '/sign-in', { ...signIn, next });
      expect(answer.headers.get('location'), next).toBe('/');
      const Cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
      const already = await get(koinon, `/sign-in?next=${encodeURIComponent(next)}`, Cookie);
      expect(new URL(already.headers.get('location') ?? '', koinon.url).origin, next).toBe(koinon.url);
    }
    expect((await post(koinon, '/sign-in', { ...signIn, next: '/account?x=1' })).headers.get('location')).toBe('/account?x=1');
  });

  test('links that were never made, and pages of the host, are not there', async () => {
    for (const address of ['/set-up/nothing', '/sign-in/nothing', '/reset/nothing', '/account/email/nothing'])
      expect((await get(koinon, address)).status, address).toBe(404);
    expect((await get(koinon, await koinon.firstRunLink())).status).toBe(404);
    // A used link tells nothing about addresses either.
    const form = { ...HOST, language: 'en', timeZone: 'Europe/Brussels' };
    expect(await (await post(koinon, await koinon.firstRunLink(), form)).text()).not.toContain('account with this address');
    const eleni = { name: 'Eleni', email: 'eleni@dimos.example', password: 'four and twenty birds' };
    await addPerson(koinon, eleni);
    const Cookie = await cookieOf(koinon, eleni);
    for (const address of ['/host', '/dev/mail', '/dev/mail.json']) expect((await get(koinon, address, Cookie)).status, address).toBe(404);
    expect((await post(koinon, '/host', { userId: 'x', may: 'yes' }, { Cookie })).status).toBe(404);
  });

  test('every script of a page carries the nonce of its policy, and nothing may come from elsewhere', async () => {
    const answer = await get(koinon, '/sign-in');
    const policy = answer.headers.get('content-security-policy') ?? '';
    const nonce = policy.match(/'nonce-([^']+)'/)?.[1] ?? 'none';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|https?:\/\/(?!127)/);
    const html = await answer.text();
    const scripts = html.match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
    expect((await get(koinon, '/sign-in')).headers.get('content-security-policy')).not.toContain(nonce);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
  });

  test('typed text comes back as text, and a password never comes back', async () => {
    const answer = await post(koinon, '/sign-in', { email: '"><script>alert(1)</script>', password: 'a secret that I typed' });
    const html = await answer.text();
    expect(html).not.toContain('<script>alert(1)');
    expect(html).not.toContain('a secret that I typed');
    expect((await post(koinon, '/sign-in', { email: 'x'.repeat(100_000), password: 'y'.repeat(100_000) })).status).toBe(400);
  });

  test('only small forms are read: anything longer, endless or of another kind is answered before a page sees it', async () => {
    const send = (address: string, body: BodyInit, headers: Record<string, string> = {}) =>
      fetch(new URL(address, koinon.url), {
        method: 'POST',
        body,
        duplex: 'half',
        redirect: 'manual',
        headers: { Origin: koinon.url, ...headers },
      } as RequestInit);
    const long = new URLSearchParams({ ...signIn, next: 'x'.repeat(1_100_000) });
    expect((await send('/sign-in', long)).status).toBe(413);
    const endless = new Blob(['x'.repeat(1000)]).stream();
    expect((await send('/sign-in', endless, { 'Content-Type': 'application/x-www-form-urlencoded' })).status).toBe(411);
    expect((await send('/sign-in', JSON.stringify(signIn), { 'Content-Type': 'application/json' })).status).toBe(415);
    expect((await fetch(`${koinon.url}/sign-out`, { method: 'POST', headers: { Origin: koinon.url } })).status).toBe(415);
    const picture = new FormData();
    picture.set('file', new Blob([new Uint8Array(1_100_000)]), 'large.png');
    const Cookie = await cookieOf(koinon, HOST);
    // It came as far as the question whose document this is.
    expect((await send('/files/none', picture, { Cookie })).status).toBe(404);
    const tooLarge = new FormData();
    tooLarge.set('file', new Blob([new Uint8Array(25 * 1024 * 1024)]), 'huge.png');
    expect((await send('/files/none', tooLarge, { Cookie })).status).toBe(413);
    expect((await post(koinon, '/sign-in', signIn)).status).toBe(302);
  });

  test('a request for a host or an address that cannot be one is refused, and what is written next to it is never read as a path', async () => {
    const status = async (host: string, address = '/sign-in') =>
      (await rawly(koinon, `GET ${address} HTTP/1.1`, `Host: ${host}`)).slice(9, 12);
    const wrong = [
      'a b',
      '[::',
      '[::1',
      'a/b',
      'a?b',
      'a#b',
      'x@koinon.example',
      'a\\b',
      '<a>',
      '%',
      'a:b',
      'a:99999',
      '999.1.1.1',
      'a, b',
    ];
    for (const host of wrong) expect(await status(host), host).toBe('400');
    for (const host of ['koinon.example', 'koinon.example:8080', '127.0.0.1:3000', '[::1]:3000', 'KOINON_1'])
      expect(await status(host), host).toBe('200');
    // An address in full, as clients of a proxy may send it.
    expect(await status('koinon.example', 'http://koinon.example/sign-in')).toBe('400');
    // Clients without a host are old monitors.
    expect((await rawly(koinon, 'GET /sign-in HTTP/1.0')).slice(9, 12)).toBe('200');
  });

  // Last: it uses up what this installation allows.
  test('guessing is stopped, also for an address that has no account', async () => {
    const guessed = { name: 'Gesa Beispiel', email: 'gesa@guessed.example', password: 'a league of its own cities' };
    await addPerson(koinon, guessed);
    for (const email of [guessed.email, 'nobody@guessed.example']) {
      const statuses = [];
      for (let i = 0; i < 11; i++) statuses.push((await post(koinon, '/sign-in', { email, password: 'wrong password' })).status);
      expect(statuses).toEqual([...Array(10).fill(400), 429]);
    }
    expect((await post(koinon, '/sign-in', { email: guessed.email, password: guessed.password })).status).toBe(429);
  });
});

test('behind https the cookie is secure and cannot be planted by a neighbour', async ({ freshKoinon }) => {
  const koinon = await freshKoinon({ example: false, env: { PUBLIC_URL: 'https://koinon.example' } });
  const link = new URL(await koinon.firstRunLink()).pathname;
  const form = { ...HOST, language: 'en', timeZone: 'Europe/Brussels' };
  const answer = await post(koinon, link, form, { Origin: 'https://koinon.example' });
  expect(answer.headers.get('set-cookie')).toMatch(/^__Host-koinon_session=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+; Secure$/);
  const secret = answer.headers.get('set-cookie')?.split(/[=;]/)[1] ?? '';
  expect((await get(koinon, '/account', `koinon_session=${secret}`)).status).toBe(302);
  expect((await get(koinon, '/account', `__Host-koinon_session=${secret}`)).status).toBe(200);
});

test('with a mail server, links begin with the public address, and the host sees what the server did not take', async ({ freshKoinon }) => {
  const smtp = await startSmtpServer();
  const Origin = 'http://koinon.example';
  const koinon = await freshKoinon({ example: false, env: { PUBLIC_URL: Origin, SMTP_URL: smtp.state.url } });
  const form = { ...HOST, language: 'en', timeZone: 'Europe/Brussels' };
  const made = await post(koinon, new URL(await koinon.firstRunLink()).pathname, form, { Origin });
  const Cookie = made.headers.get('set-cookie')?.split(';')[0] ?? '';
  await post(koinon, '/reset', { email: HOST.email }, { Origin });
  await expect.poll(() => smtp.messages.length).toBe(1);
  expect(smtp.messages[0]).toContain('http://koinon.example/reset/');
  expect((await get(koinon, '/dev/mail', Cookie)).status).toBe(404);

  smtp.state.mood = 'refuse for good';
  await post(koinon, '/sign-in/link', { email: HOST.email }, { Origin });
  const hostPage = async () => (await get(koinon, '/host', Cookie)).text();
  await expect.poll(hostPage).toContain('One mail could not be sent');
  expect(await hostPage()).toContain('no such mailbox');
  await smtp.close();
});
