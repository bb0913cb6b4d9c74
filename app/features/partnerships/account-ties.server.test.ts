import { beforeEach, expect, test } from 'vitest';
import type { Person } from '~/features/accounts/accounts';
import { changeProfile, confirmEmailChange, deleteAccount, requestEmailChange } from '~/features/accounts/commands.server';
import { requestLink } from '~/features/accounts/sign-in.server';
import { buildPerson } from '~/features/accounts/testing';
import { db } from '~/kit/db.server';
import { forgetTries } from '~/kit/limits.server';
import { services, setServices } from '~/kit/services.server';
import { Prisma } from '../../../prisma/generated/sqlite/client';
import { lastCoordinatorOf, leaveAll, onlyCoordinatorOf } from './account-ties.server';
import { getHome } from './home.server';
import { acceptInvitation, invite } from './invitations.server';
import { readGrants } from './partnerships';
import { buildMember, buildPartnership } from './testing';

beforeEach(forgetTries);

test('a partnership keeps its last coordinator, and tells which partnership it is', async () => {
  const shared = await buildPartnership({ acronym: 'SHARED' });
  const alone = await buildPartnership({ acronym: 'ALONE' });
  const elsewhere = await buildPartnership({ acronym: 'ELSEWHERE' });
  const { person } = await buildMember({ partnershipId: shared.id });
  await buildMember({ partnershipId: shared.id });
  expect(await db().$transaction((tx) => lastCoordinatorOf(tx, person.userId))).toEqual([]);
  await buildMember({ person, partnershipId: alone.id });
  await buildMember({ partnershipId: alone.id, roles: 'editor' });
  await buildMember({ person, partnershipId: elsewhere.id, roles: 'observer' });
  expect(await db().$transaction((tx) => lastCoordinatorOf(tx, person.userId))).toEqual(['ALONE']);
  // What is said before: also where nobody else would be left behind.
  await buildMember({ person, partnershipId: (await buildPartnership({ acronym: 'NOBODY ELSE' })).id });
  expect(await onlyCoordinatorOf(person.userId)).toEqual(['ALONE', 'NOBODY ELSE']);
});

test('all seats are given back, and the partnership is told', async () => {
  const { person, seat } = await buildMember({ roles: 'editor' });
  const other = await buildMember({ partnershipId: seat.partnershipId });
  await db().$transaction((tx) => leaveAll(tx, person, [{ email: person.email }]));
  const members = await db().member.findMany({ where: { partnershipId: seat.partnershipId } });
  expect(members.map(({ userId }) => userId)).toEqual([other.person.userId]);
  expect(await db().change.findFirst({ where: { subjectId: person.userId } })).toMatchObject({ action: 'member.left' });
});

test('a partnership that is closed, or has nobody else in it, holds nobody back', async () => {
  const closed = await buildPartnership({ closedAt: new Date() });
  const { person } = await buildMember({ partnershipId: closed.id });
  await buildMember({ partnershipId: closed.id, roles: 'editor' });
  await buildMember({ person });
  expect(await db().$transaction((tx) => lastCoordinatorOf(tx, person.userId))).toEqual([]);
});

/** Every row of every table, as text. */
async function wholeDatabase(): Promise<string> {
  const tables = Object.values(Prisma.ModelName).map((model) => model.charAt(0).toLowerCase() + model.slice(1));
  const readers = db() as unknown as Record<string, { findMany(): Promise<unknown[]> }>;
  const rows = await Promise.all(tables.map(async (table) => [table, await readers[table]?.findMany()]));
  return JSON.stringify(rows, (_key, value) => (typeof value === 'bigint' ? String(value) : value));
}

const password = 'three blind mice';
const ties = { lastCoordinatorOf, leaveAll };

/** The mail server's words about a mail that it did not take name the address. */
async function refuseMails(): Promise<void> {
  for (const { id, toAddress } of await db().mail.findMany())
    await db().job.updateMany({ where: { payload: JSON.stringify({ mailId: id }) }, data: { lastError: `no mailbox <${toAddress}>` } });
}

/** Moves the person to another name and address, as the pages do it. */
async function move(person: Person, name: string, email: string): Promise<Person> {
  await changeProfile(person, { ...person, name });
  expect(await requestEmailChange(person, email, password)).toEqual({ ok: true });
  const mail = await db().mail.findFirstOrThrow({ where: { toAddress: email, kind: 'email-change' } });
  expect(await confirmEmailChange(mail.link?.split('/').at(-1) ?? '')).toEqual({ ok: true });
  return { ...person, name, email };
}

test('after the account is deleted no table knows its name or address, nor those that it had before', async () => {
  const { settings } = services();
  setServices({ ...services(), settings: { ...settings, smtpUrl: 'smtp://127.0.0.1:1' } });
  const { person: coordinator, seat } = await buildMember();
  const elsewhere = await buildMember();
  const partnershipId = seat.partnershipId;
  const form = { organisationId: seat.organisationId, language: 'el' as const, grants: readGrants('coordinator') };
  const first = await buildPerson({ name: 'Zenobia <Vergesslich>', email: 'zenobia@vergesslich.example', password });
  const made = await invite(coordinator, partnershipId, { ...form, name: first.name, email: first.email }, 'http://koinon.test');
  if (!made.ok) throw new Error('not invited');
  await acceptInvitation(first.userId, made.link.split('/').at(-1) ?? '');

  /** An open invitation to another partnership, one that she wrote, a link and a change of address that she asked for. */
  const leaveTraces = async (leaver: Person) => {
    const invited = { ...form, name: leaver.name, email: leaver.email, organisationId: elsewhere.seat.organisationId };
    await invite(elsewhere.person, elsewhere.seat.partnershipId, invited, '');
    await invite(leaver, partnershipId, { ...form, name: 'Otto', email: 'otto@town.example' }, 'http://koinon.test');
    await requestLink('reset', leaver.email, '192.0.2.1');
    await requestEmailChange(leaver, `other-${leaver.email}`, password);
  };
  await leaveTraces(first);
  const leaver = await move(first, 'Xanthippe <Umgezogen>', 'xanthippe@umgezogen.example');
  await leaveTraces(leaver);
  await refuseMails();
  const names = [/zenobia/i, /vergesslich/i, /xanthippe/i, /umgezogen/i];
  const before = await wholeDatabase();
  for (const name of names) expect(before).toMatch(name);

  expect(await deleteAccount(leaver, password, ties)).toEqual({ ok: true });
  const after = await wholeDatabase();
  for (const name of names) expect(after).not.toMatch(name);
  const { changes } = (await getHome(seat)).changes;
  expect(changes.map(({ action, subjectTitle }) => [action, subjectTitle])).toEqual(
    expect.arrayContaining([
      ['member.joined', ''],
      ['member.left', ''],
    ]),
  );
  setServices({ ...services(), settings });
});

test.each(['Eva', 'e'])(
  'the invitations of others stay as they are, also when the name of who leaves (%s) is a part of theirs',
  async (name) => {
    const { person: other, seat } = await buildMember({ person: await buildPerson({ name: 'Evangelos' }) });
    const leaver = await buildPerson({ name, password });
    await buildMember({ person: leaver, partnershipId: seat.partnershipId });
    const form = { organisationId: seat.organisationId, language: 'en' as const, grants: readGrants('editor') };
    const invited = { ...form, name: 'Evangelia', email: `evangelia-of-${name}@town.example` };
    expect(await invite(other, seat.partnershipId, invited, '')).toMatchObject({ ok: true });
    expect(await invite(leaver, seat.partnershipId, { ...form, name: 'Otto', email: `otto-of-${name}@town.example` }, '')).toMatchObject({
      ok: true,
    });
    const waiting = () => db().mail.findMany({ where: { toAddress: { contains: `-of-${name}@` } }, orderBy: { id: 'asc' } });
    const before = await waiting();
    expect(before).toHaveLength(2);
    expect(await deleteAccount(leaver, password, ties)).toEqual({ ok: true });
    // The link of the other one was withdrawn with the seat.
    expect(await waiting()).toEqual(before.filter(({ toAddress }) => toAddress === invited.email));
  },
);

test('what went to an address after the person had given it up is its next owner’s', async () => {
  const { person: coordinator, seat } = await buildMember();
  const office = 'office@town.example';
  const leaver = await move(await buildPerson({ email: office, password }), 'Hypatia', 'hypatia@home.example');
  const form = { organisationId: seat.organisationId, language: 'en' as const, grants: readGrants('editor') };
  const made = await invite(coordinator, seat.partnershipId, { ...form, name: 'Otto', email: office }, '');
  if (!made.ok) throw new Error('not invited');
  const later = { createdAt: new Date(Date.now() + 1000) };
  await db().invitation.update({ where: { id: made.id }, data: later });
  await db().mail.updateMany({ where: { toAddress: office, kind: 'invitation' }, data: later });
  expect(await deleteAccount(leaver, password, ties)).toEqual({ ok: true });
  expect(await db().invitation.findUnique({ where: { id: made.id } })).toMatchObject({ name: 'Otto', email: office });
  expect(await db().mail.count({ where: { toAddress: office } })).toBe(1);
});
