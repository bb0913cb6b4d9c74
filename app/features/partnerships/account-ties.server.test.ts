import { expect, test } from 'vitest';
import { deleteAccount, requestEmailChange } from '~/features/accounts/commands.server';
import { requestLink } from '~/features/accounts/sign-in.server';
import { buildPerson } from '~/features/accounts/testing';
import { db } from '~/kit/db.server';
import { Prisma } from '../../../prisma/generated/sqlite/client';
import { lastCoordinatorOf, leaveAll, onlyCoordinatorOf } from './account-ties.server';
import { getHome } from './home.server';
import { acceptInvitation, invite } from './invitations.server';
import { readGrants } from './partnerships';
import { buildMember, buildPartnership } from './testing';

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
  await db().$transaction((tx) => leaveAll(tx, person));
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

test('after the account is deleted no table knows its name or address', async () => {
  const { person: coordinator, seat } = await buildMember();
  const partnershipId = seat.partnershipId;
  const form = { organisationId: seat.organisationId, language: 'el' as const, grants: readGrants('coordinator') };
  const leaver = await buildPerson({ name: 'Zenobia <Vergesslich>', email: 'zenobia@vergesslich.example', password: 'three blind mice' });
  const invited = { ...form, name: leaver.name, email: leaver.email };
  const made = await invite(coordinator, partnershipId, invited, 'http://koinon.test');
  if (!made.ok) throw new Error('not invited');
  await acceptInvitation(leaver.userId, made.link.split('/').at(-1) ?? '');
  // An open invitation to another partnership, one that she wrote, a link and a change of address that she asked for.
  const elsewhere = await buildMember();
  await invite(elsewhere.person, elsewhere.seat.partnershipId, { ...invited, organisationId: elsewhere.seat.organisationId }, '');
  await invite(leaver, partnershipId, { ...form, name: 'Otto', email: 'otto@town.example' }, 'http://koinon.test');
  await requestLink('reset', leaver.email, '192.0.2.1');
  await requestEmailChange(leaver, 'zenobia2@vergesslich.example', 'three blind mice');
  const before = await wholeDatabase();
  for (const trace of ['Zenobia', 'zenobia']) expect(before).toContain(trace);

  expect(await deleteAccount(leaver, 'three blind mice', { lastCoordinatorOf, leaveAll })).toEqual({ ok: true });
  const after = await wholeDatabase();
  for (const trace of [/zenobia/i, /vergesslich/i]) expect(after).not.toMatch(trace);
  const { changes } = (await getHome(seat)).changes;
  expect(changes.map(({ action, subjectTitle }) => [action, subjectTitle])).toEqual(
    expect.arrayContaining([
      ['member.joined', ''],
      ['member.left', ''],
    ]),
  );
});
