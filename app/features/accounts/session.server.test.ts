import { expect, test } from 'vitest';
import { db, setDb } from '~/kit/db.server';
import { hashSecret } from '~/kit/secrets.server';
import { services, setServices } from '~/kit/services.server';
import { Close } from '~/live/wire';
import type { RecordingSync } from '../../../tests/setup/recording-sync';
import {
  endSessions,
  getSession,
  IDLE_MS,
  LONGEST_MS,
  requireSession,
  sessionById,
  sessionFromCookieHeader,
  signInAs,
  signOut,
} from './session.server';
import { buildSession, buildUser } from './testing';

const HOUR = 3600_000;
const page = (cookie: string, path = '/p/one?tab=2', init: RequestInit = {}) =>
  new Request(`http://koinon.test${path}`, { ...init, headers: { ...init.headers, Cookie: cookie } });
const revoked = () => (services().sync as RecordingSync).revoked;

test('a cookie stands for its person, and the database cannot give the cookie back', async () => {
  const { cookie, person, sessionId } = await buildSession(await buildUser({ language: 'el', timeZone: 'Asia/Nicosia' }));
  expect(await getSession(page(`theme=dark; ${cookie}; x=y`))).toEqual(person);
  expect(await sessionFromCookieHeader(cookie)).toEqual(person);
  expect(await sessionById(sessionId)).toEqual(person);
  const secret = cookie.split('=')[1] ?? '';
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
  const row = await db().session.findUniqueOrThrow({ where: { id: sessionId } });
  expect(row.hash).toBe(hashSecret(secret));
  expect(JSON.stringify(row)).not.toContain(secret);
});

test('no cookie, a wrong one or a crooked one is nobody', async () => {
  const { cookie } = await buildSession();
  const wrong = [undefined, '', 'koinon_session=', `${cookie}x`, cookie.slice(0, -1), `koinon_session=${'A'.repeat(43)}`, `x${cookie}`];
  for (const header of wrong) expect(await sessionFromCookieHeader(header), String(header)).toBeNull();
});

test('without a session a page leads to the sign-in page and back', async () => {
  const thrown = await requireSession(page('')).catch((response: Response) => response);
  expect(thrown).toBeInstanceOf(Response);
  expect((thrown as Response).headers.get('Location')).toBe('/sign-in?next=%2Fp%2Fone%3Ftab%3D2');
  const form = await requireSession(page('', '/p/one', { method: 'POST' })).catch((response: Response) => response);
  expect((form as Response).headers.get('Location')).toBe('/sign-in');
  const headers = { Referer: 'http://koinon.test/p/one/settings/facts' };
  const sent = await requireSession(page('', '/rail', { method: 'POST', headers })).catch((response: Response) => response);
  expect((sent as Response).headers.get('Location')).toBe('/sign-in?next=%2Fp%2Fone%2Fsettings%2Ffacts');
});

test('the cookie is hidden from scripts and other sites, and secure where the site is', async () => {
  const user = await buildUser();
  const plain = await signInAs(user.id, page(''), 'http://koinon.test');
  expect(plain).toMatch(/^koinon_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=15552000$/);
  expect(await signInAs(user.id, page(''), 'https://koinon.test')).toMatch(/; Secure$/);
});

test('signing in replaces the session that the browser had', async () => {
  const before = await buildSession();
  const other = await buildUser();
  const after = await signInAs(other.id, page(before.cookie), 'http://koinon.test');
  expect(after).not.toContain(before.cookie);
  expect(await sessionFromCookieHeader(before.cookie)).toBeNull();
  expect(revoked()).toContainEqual({ match: { sessionId: before.sessionId }, code: Close.sessionGone });
  expect((await sessionFromCookieHeader(after.split(';')[0]))?.userId).toBe(other.id);
});

test('signing out ends the session here and closes its sockets', async () => {
  const { cookie, sessionId } = await buildSession();
  expect(await signOut(page(cookie), 'http://koinon.test')).toContain('Max-Age=0');
  expect(await sessionFromCookieHeader(cookie)).toBeNull();
  expect(revoked()).toContainEqual({ match: { sessionId }, code: Close.sessionGone });
});

test('one person cannot end the session of another', async () => {
  const mine = await buildSession();
  const theirs = await buildSession();
  expect(await endSessions({ userId: mine.user.id, id: theirs.sessionId })).toBe(0);
  expect(await sessionById(theirs.sessionId)).not.toBeNull();
});

test('a session slides while it is used, is written at most hourly, and ends', async () => {
  const { cookie, sessionId } = await buildSession();
  const age = async (data: { lastSeenAt?: Date; createdAt?: Date; expiresAt?: Date }) =>
    db().session.update({ where: { id: sessionId }, data });
  const row = () => db().session.findUniqueOrThrow({ where: { id: sessionId } });

  const seen = new Date(Date.now() - HOUR / 2);
  await age({ lastSeenAt: seen });
  await sessionFromCookieHeader(cookie);
  expect((await row()).lastSeenAt).toEqual(seen);

  await age({ lastSeenAt: new Date(Date.now() - 2 * HOUR), expiresAt: new Date(Date.now() + HOUR) });
  await sessionFromCookieHeader(cookie);
  expect((await row()).expiresAt.getTime()).toBeGreaterThan(Date.now() + IDLE_MS - HOUR);

  await age({ lastSeenAt: new Date(Date.now() - 2 * HOUR), createdAt: new Date(Date.now() - LONGEST_MS + HOUR) });
  await sessionFromCookieHeader(cookie);
  expect((await row()).expiresAt.getTime()).toBeLessThanOrEqual(Date.now() + HOUR);

  await age({ expiresAt: new Date(Date.now() - 1) });
  expect(await sessionFromCookieHeader(cookie)).toBeNull();
  expect(await sessionById(sessionId)).toBeNull();
});

test('a disk that takes no more lets people go on reading', async () => {
  const { cookie, sessionId, person } = await buildSession();
  const lastSeenAt = new Date(Date.now() - 2 * HOUR);
  await db().session.update({ where: { id: sessionId }, data: { lastSeenAt } });
  const [whole, before] = [db(), services()];
  const full = async () => {
    throw new Error('database or disk is full');
  };
  const session = new Proxy(whole.session, { get: (target, key) => (key === 'updateMany' ? full : Reflect.get(target, key)) });
  const warned: object[] = [];
  setDb(new Proxy(whole, { get: (target, key) => (key === 'session' ? session : Reflect.get(target, key)) }));
  setServices({ ...before, log: { ...before.log, warn: (fields) => void warned.push(fields) } });
  expect(await sessionFromCookieHeader(cookie)).toEqual(person);
  setServices(before);
  setDb(whole);
  expect(String((warned[0] as { err?: Error }).err)).toContain('disk is full');
});

test('a deleted account is nobody', async () => {
  const { cookie, user } = await buildSession();
  await db().user.update({ where: { id: user.id }, data: { deletedAt: new Date() } });
  expect(await sessionFromCookieHeader(cookie)).toBeNull();
});
