import { expect, test } from 'vitest';
import { deleteAccount } from '~/features/accounts/commands.server';
import { ownData } from '~/features/accounts/own-data.server';
import { buildPerson } from '~/features/accounts/testing';
import { lastCoordinatorOf, leaveAll } from '~/features/partnerships/account-ties.server';
import { leave, removeMember } from '~/features/partnerships/members.server';
import { buildMember } from '~/features/partnerships/testing';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { forgetTries } from '~/kit/limits.server';
import { services } from '~/kit/services.server';
import { planRoom } from '~/live/wire';
import { PLAN_GENERATION } from './facts';
import { listFeeds, makeFeed, readFeed, revokeFeed } from './feeds.server';
import { brokenRules } from './files/testing-icalendar';
import { addItem, changeItem } from './live';

type Member = Awaited<ReturnType<typeof buildMember>>;

const asked = { origin: 'https://koinon.example', clientAddress: '203.0.113.9' };
const read = (token: string) =>
  readFeed({ ...asked, token }, async () => []).then(
    (answer) => (answer.ok ? answer : answer.wait),
    (answer: Response) => answer.status,
  );
const bodyOf = async (token: string) => {
  const answer = await read(token);
  return typeof answer === 'number' ? String(answer) : answer.body;
};
const made = async ({ person, seat }: Member, scope: 'mine' | 'organisation' | 'partnership' = 'mine') =>
  (await makeFeed(person, seat.partnershipId, scope)) ?? '';

async function planned({ person, seat }: Member) {
  await services().sync.edit(planRoom(seat.partnershipId), PLAN_GENERATION, person.userId, (doc) => {
    const end = { date: '2027-03-31' };
    addItem(doc, { kind: 'workPackage', title: 'Package', end }, undefined, { id: 'package', order: 'a0' });
    addItem(doc, { kind: 'task', title: 'Mine', parent: 'package', end, people: [person.userId] }, undefined, { id: 'mine', order: 'a0' });
    addItem(doc, { kind: 'task', title: 'Ours', parent: 'package', end, lead: seat.organisationId }, undefined, {
      id: 'ours',
      order: 'a1',
    });
  });
  await db().deadline.create({
    data: {
      id: newId(),
      partnershipId: seat.partnershipId,
      title: 'Call closes',
      date: '2027-04-01',
      at: new Date('2027-04-01T15:00:00Z'),
    },
  });
}

test('who has the address reads the dates, in the words of who made it, by all rules of calendars', async () => {
  const member = await buildMember({ person: await buildPerson({ language: 'de' }), roles: 'observer' });
  await planned(member);
  const mine = await bodyOf(await made(member));
  const ours = await bodyOf(await made(member, 'organisation'));
  const all = await bodyOf(await made(member, 'partnership'));
  for (const text of [mine, ours, all]) expect(brokenRules(text)).toEqual([]);
  expect(mine).toContain('SUMMARY:T1.1 Mine\r\n');
  expect(mine).toContain(`URL:https://koinon.example/p/${member.seat.partnershipId}/plan?item=mine`.slice(0, 70));
  expect(mine).not.toContain('Ours');
  expect(ours).toContain('SUMMARY:T1.2 Ours\r\n');
  expect(ours).toContain('Federführung: Town');
  expect(all).toContain('SUMMARY:WP1 Package\r\n');
  expect(all).toContain('SUMMARY:Call closes\r\n');
  expect(all).toContain('DTSTART:20270401T150000Z\r\n');
});

test('what did not change is the same to the last letter; a change is newer', async () => {
  const member = await buildMember();
  await planned(member);
  const token = await made(member);
  const [first, second] = [await read(token), await read(token)];
  expect(second).toEqual(first);
  await services().sync.edit(planRoom(member.seat.partnershipId), PLAN_GENERATION, member.person.userId, (doc) => {
    changeItem(doc, 'mine', { title: 'Renamed' });
  });
  const third = await read(token);
  expect(third).not.toEqual(first);
  const body = await bodyOf(token);
  expect(body).toContain('SEQUENCE:1\r\n');
  expect(brokenRules(body)).toEqual([]);
});

test('an address is shown once: what is kept opens nothing, and the list has none', async () => {
  const member = await buildMember();
  const token = await made(member);
  const row = await db().planFeed.findFirstOrThrow({ where: { memberId: member.seat.memberId } });
  expect(JSON.stringify(row)).not.toContain(token);
  expect(await read(row.tokenHash)).toBe(404);
  const [listed] = await listFeeds(member.seat);
  expect(Object.keys(listed ?? {}).sort()).toEqual(['createdAt', 'id', 'lastReadAt', 'scope']);
  expect(listed?.lastReadAt).toBeNull();
  await read(token);
  expect((await listFeeds(member.seat))[0]?.lastReadAt).not.toBeNull();
});

test('an address that is revoked is closed at once, by its maker alone', async () => {
  const member = await buildMember();
  const other = await buildMember({ partnershipId: member.seat.partnershipId });
  const token = await made(member);
  const id = (await listFeeds(member.seat))[0]?.id ?? '';
  await expect(revokeFeed(other.person, member.seat.partnershipId, id)).rejects.toMatchObject({ status: 404 });
  expect(await read(token)).toMatchObject({ ok: true });
  await revokeFeed(member.person, member.seat.partnershipId, id);
  expect(await read(token)).toBe(404);
  expect(await listFeeds(member.seat)).toEqual([]);
  await expect(revokeFeed(member.person, member.seat.partnershipId, id)).rejects.toMatchObject({ status: 404 });
});

test('an address ends with the seat that it was made with, also for who comes back', async () => {
  const coordinator = await buildMember();
  const { partnershipId } = coordinator.seat;
  const [left, removed] = [await buildMember({ partnershipId, roles: 'editor' }), await buildMember({ partnershipId, roles: 'editor' })];
  const tokens = [await made(left), await made(removed)];
  await leave(left.person, partnershipId);
  await removeMember(coordinator.person, partnershipId, removed.seat.memberId);
  for (const token of tokens) expect(await read(token)).toBe(404);
  await buildMember({ partnershipId, person: left.person, roles: 'editor' });
  expect(await read(tokens[0] ?? '')).toBe(404);
});

test('an account that is deleted leaves no address', async () => {
  const person = await buildPerson({ password: 'three blind mice' });
  const member = await buildMember({ person, roles: 'editor' });
  await buildMember({ partnershipId: member.seat.partnershipId });
  const token = await made(member);
  expect(await deleteAccount(person, 'three blind mice', { lastCoordinatorOf, leaveAll })).toMatchObject({ ok: true });
  expect(await read(token)).toBe(404);
  expect(await db().planFeed.count({ where: { userId: person.userId } })).toBe(0);
});

test('one’s own data names the addresses and not what opens them', async () => {
  const member = await buildMember();
  await made(member, 'organisation');
  const { calendarAddresses } = await ownData(member.person);
  expect(calendarAddresses).toMatchObject([{ scope: 'organisation', revokedAt: null }]);
  expect(JSON.stringify(calendarAddresses)).not.toContain('Hash');
});

test('strangers make none, nobody makes many, and who guesses has to wait', async () => {
  const member = await buildMember();
  const stranger = await buildMember();
  await expect(makeFeed(stranger.person, member.seat.partnershipId, 'mine')).rejects.toMatchObject({ status: 404 });
  for (let count = 0; count < 20; count++) await made(member);
  expect(await makeFeed(member.person, member.seat.partnershipId, 'mine')).toBeNull();
  forgetTries();
  for (let tries = 0; tries < 60; tries++) expect(await read(`guess${tries}`)).toBe(404);
  const wait = await read('one more');
  expect(wait).not.toBe(404);
  expect(wait).toBeGreaterThan(0);
  forgetTries();
});
