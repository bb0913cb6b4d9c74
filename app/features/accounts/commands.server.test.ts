import { beforeEach, expect, test } from 'vitest';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { forgetTries } from '~/kit/limits.server';
import type { Person } from './accounts';
import {
  changePassword,
  changeProfile,
  confirmEmailChange,
  createAccount,
  createHost,
  deleteAccount,
  endOwnSessions,
  requestEmailChange,
  setMayOpenPartnerships,
} from './commands.server';
import { firstRunLink } from './first-run.server';
import { waitingMails } from './outbox.server';
import { hostOverview, ownSessions } from './queries.server';
import { sessionFromCookieHeader } from './session.server';
import { signInWithPassword } from './sign-in.server';
import { buildPerson, buildSession, buildUser } from './testing';

const origin = 'http://koinon.test';
const password = 'three blind mice';
const noTies = { lastCoordinatorOf: async () => [], leaveAll: async () => undefined };
const input = (overrides = {}) => ({
  email: `${newId()}@town.example`,
  name: 'Eleni Paradeigma',
  password,
  language: 'el' as const,
  timeZone: 'Asia/Nicosia',
  ...overrides,
});

beforeEach(forgetTries);

const secretIn = (link: string | null | undefined) => link?.split('/').at(-1) ?? '';
const lastMail = (toAddress: string) => db().mail.findFirst({ where: { toAddress }, orderBy: { id: 'desc' } });

test('the first-run link makes the host once; each start prints a new one until then', async () => {
  const first = secretIn(await firstRunLink(origin));
  const second = secretIn(await firstRunLink(origin));
  expect(await createHost(first, input())).toEqual({ ok: false, errors: { '': 'link.gone' } });
  expect(await createHost(second, input({ password: 'short' }))).toEqual({ ok: false, errors: { password: 'password.tooShort' } });
  expect(await db().user.count({ where: { isHost: true } })).toBe(0);
  const both = await Promise.all([createHost(second, input()), createHost(second, input())]);
  expect(both.filter((answer) => answer.ok)).toHaveLength(1);
  expect(await db().user.count({ where: { isHost: true } })).toBe(1);
  expect(await firstRunLink(origin)).toBeNull();
  expect(await createHost(second, input())).toMatchObject({ ok: false });
});

test('an account is made once per address; a refusal undoes what belonged to it', async () => {
  const data = input();
  const both = await Promise.all([createAccount(data), createAccount(data)]);
  expect(both.filter((answer) => answer.ok)).toHaveLength(1);
  expect(await createAccount(input({ password: 'password123' }))).toEqual({ ok: false, errors: { password: 'password.common' } });
  const undone = input();
  const also = () => Promise.reject(new Error('the invitation was used'));
  await expect(createAccount(undone, { also })).rejects.toThrow('invitation');
  expect(await db().user.findUnique({ where: { email: undone.email } })).toBeNull();
});

test('a profile is changed', async () => {
  const actor = await buildPerson();
  await changeProfile(actor, { name: 'Άννα', language: 'el', timeZone: 'Europe/Athens' });
  const row = await db().user.findUniqueOrThrow({ where: { id: actor.userId } });
  expect(row).toMatchObject({ name: 'Άννα', language: 'el', timeZone: 'Europe/Athens' });
});

test('a new password needs the current one and ends the other sessions', async () => {
  const user = await buildUser({ password });
  const here = await buildSession(user);
  const phone = await buildSession(user);
  const next = 'four and twenty birds';
  expect(await changePassword(here.person, 'wrong', next)).toEqual({ ok: false, errors: { currentPassword: 'password.wrong' } });
  expect(await changePassword(here.person, password, user.name)).toEqual({ ok: false, errors: { password: 'password.isYou' } });
  expect(await sessionFromCookieHeader(phone.cookie)).not.toBeNull();
  expect(await changePassword(here.person, password, next)).toEqual({ ok: true });
  expect(await sessionFromCookieHeader(phone.cookie)).toBeNull();
  expect(await sessionFromCookieHeader(here.cookie)).not.toBeNull();
  expect((await signInWithPassword(user.email, next, '192.0.2.1')).ok).toBe(true);
  expect((await lastMail(user.email))?.kind).toBe('password-changed');
});

test('an open browser is no place to guess the password', async () => {
  const { person } = await buildSession(await buildUser({ password }));
  for (let i = 0; i < 10; i++) await changePassword(person, 'wrong', 'four and twenty birds');
  const answer = await changePassword(person, password, 'four and twenty birds');
  expect(answer).toEqual({ ok: false, errors: { currentPassword: 'password.limited' } });
});

test('a new address counts after its link; the old address is told twice', async () => {
  const user = await buildUser({ password, emailUnproved: true });
  const { person } = await buildSession(user);
  const fresh = `${newId()}@new.example`;
  expect(await requestEmailChange(person, fresh, 'wrong')).toEqual({ ok: false, errors: { emailPassword: 'password.wrong' } });
  expect(await requestEmailChange(person, user.email, password)).toEqual({ ok: false, errors: { email: 'email.same' } });
  expect(await requestEmailChange(person, fresh, password)).toEqual({ ok: true });
  expect((await db().user.findUniqueOrThrow({ where: { id: user.id } })).email).toBe(user.email);
  const secret = secretIn((await lastMail(fresh))?.link);
  expect((await lastMail(user.email))?.link).toBeNull();
  expect(await confirmEmailChange('x'.repeat(43))).toMatchObject({ ok: false });
  expect(await confirmEmailChange(secret)).toEqual({ ok: true });
  expect(await confirmEmailChange(secret)).toMatchObject({ ok: false });
  expect(await db().user.findUniqueOrThrow({ where: { id: user.id } })).toMatchObject({ email: fresh, emailUnproved: false });
  expect(await db().mail.count({ where: { toAddress: user.email, kind: 'email-notice' } })).toBe(2);
});

test('the address of somebody else is not taken and not told', async () => {
  const owner = await buildUser();
  const { person } = await buildSession(await buildUser({ password }));
  expect(await requestEmailChange(person, owner.email, password)).toEqual({ ok: true });
  expect(await lastMail(owner.email)).toMatchObject({ kind: 'address-taken', link: null });
  const fresh = `${newId()}@new.example`;
  await requestEmailChange(person, fresh, password);
  await buildUser({ email: fresh });
  expect(await confirmEmailChange(secretIn((await lastMail(fresh))?.link))).toMatchObject({ ok: false });
  expect((await db().user.findUniqueOrThrow({ where: { id: person.userId } })).email).toBe(person.email);
});

test('devices are listed and ended by their owner only', async () => {
  const user = await buildUser();
  const phone = await buildSession(user);
  const here = await buildSession(user);
  const stranger = await buildSession();
  const listed = await ownSessions(here.person);
  expect(listed.map(({ id }) => id)).toEqual([here.sessionId, phone.sessionId]);
  expect(listed[0]?.current).toBe(true);
  expect(await endOwnSessions(stranger.person, phone.sessionId)).toBe(0);
  expect(await endOwnSessions(here.person, phone.sessionId)).toBe(1);
  await buildSession(user);
  expect(await endOwnSessions(here.person, 'others')).toBe(1);
  expect(await sessionFromCookieHeader(here.cookie)).not.toBeNull();
});

test('a deleted account keeps its id and nothing else', async () => {
  const user = await buildUser({ password, language: 'de' });
  const { person, cookie } = await buildSession(user);
  expect(await deleteAccount(person, 'wrong', noTies)).toEqual({ ok: false, errors: { deletionPassword: 'password.wrong' } });
  const tied = { ...noTies, lastCoordinatorOf: async () => ['@nclusion'] };
  expect(await deleteAccount(person, password, tied)).toEqual({ ok: false, lastCoordinatorOf: ['@nclusion'] });
  expect(await sessionFromCookieHeader(cookie)).not.toBeNull();
  const left: string[] = [];
  const ties = { ...noTies, leaveAll: async (_tx: unknown, actor: Person) => void left.push(actor.userId) };
  expect(await deleteAccount(person, password, ties)).toEqual({ ok: true });
  expect(left).toEqual([user.id]);
  expect(await sessionFromCookieHeader(cookie)).toBeNull();
  const row = await db().user.findUniqueOrThrow({ where: { id: user.id } });
  expect(row.deletedAt).not.toBeNull();
  const kept = JSON.stringify(row);
  for (const gone of [user.email, user.name, '"de"', 'argon2']) expect(kept).not.toContain(gone);
  expect((await signInWithPassword(user.email, password, '192.0.2.1')).ok).toBe(false);
});

test('the host account stays', async () => {
  const { person } = await buildSession(await buildUser({ password, isHost: true }));
  expect(await deleteAccount(person, password, noTies)).toEqual({ ok: false, errors: { '': 'deletion.host' } });
  await db().user.update({ where: { id: person.userId }, data: { isHost: false } });
});

test('only the host sees accounts and mails, and says who may open partnerships', async () => {
  const host = await buildPerson({ isHost: true });
  const other = await buildPerson({ mayOpenPartnerships: true });
  expect(await hostOverview(other)).toBeNull();
  expect(await waitingMails(other, origin)).toBeNull();
  expect(await setMayOpenPartnerships(other, other.userId, false)).toBe(false);
  expect(await setMayOpenPartnerships(host, newId(), true)).toBe(false);
  expect(await setMayOpenPartnerships(host, other.userId, false)).toBe(true);
  const overview = await hostOverview(host);
  expect(overview?.accounts.find(({ id }) => id === other.userId)?.mayOpenPartnerships).toBe(false);
  expect(JSON.stringify(overview)).not.toContain('passwordHash');
});
