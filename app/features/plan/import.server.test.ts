import { strToU8 } from 'fflate';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { buildPerson } from '~/features/accounts/testing';
import { buildMember, buildOrganisation } from '~/features/partnerships/testing';
import { db } from '~/kit/db.server';
import { forgetTries } from '~/kit/limits.server';
import { services } from '~/kit/services.server';
import { planRoom } from '~/live/wire';
import { planDownload } from './export.server';
import { PLAN_GENERATION } from './facts';
import { bringPlan } from './import.server';
import { addItem, addLink, descriptionOf } from './live';
import { planNow } from './queries.server';

type Member = Awaited<ReturnType<typeof buildMember>>;

const table = (text: string) => strToU8(text);
const look = ({ person, seat }: Member, bytes: Uint8Array | null, more: { confirmed?: string; leaveOut?: boolean } = {}) =>
  bringPlan(person, seat.partnershipId, { bytes, confirmed: more.confirmed ?? null, leaveOut: more.leaveOut ?? false });
const titlesOf = async ({ seat }: Member) => (await planNow(seat)).items.map(({ title }) => title).sort();
const statusOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 200,
    (answer: Response) => answer.status,
  );

async function planned(member: Member) {
  const { person, seat } = member;
  await services().sync.edit(planRoom(seat.partnershipId), PLAN_GENERATION, person.userId, (doc) => {
    const lead = seat.organisationId;
    addItem(doc, { kind: 'workPackage', title: 'Package', lead }, undefined, { id: 'package', order: 'a0' });
    addItem(doc, { kind: 'task', title: 'Task', parent: 'package', people: [person.userId] }, undefined, { id: 'task', order: 'a0' });
    addItem(doc, { kind: 'deliverable', title: 'Report', parent: 'package', end: { month: 3 } }, undefined, { id: 'report', order: 'a1' });
    addLink(doc, { from: 'task', to: 'report', type: 'FS', lag: 2 });
    descriptionOf(doc, 'task')?.insert(0, [new Y.XmlElement('paragraph')]);
  });
}

test('a file is looked at, then brought in as it was looked at, and everybody hears of it', async () => {
  const member = await buildMember({ roles: 'editor' });
  const file = table('Title;Kind\nFirst;work package\nSecond;task\n');
  const seen = await look(member, file);
  expect(seen).toMatchObject({
    is: 'looked-at',
    items: 2,
    links: 0,
    there: 0,
    problemCount: 0,
    counts: { workPackage: 1, task: 1, risk: 0 },
  });
  expect(await titlesOf(member)).toEqual([]);
  const confirmed = seen.is === 'looked-at' ? seen.hash : '';
  // Another file than the one that was looked at is looked at first.
  expect(await look(member, table('Title;Kind\nThird;task\n'), { confirmed })).toMatchObject({ is: 'looked-at', items: 1 });
  expect(await look(member, file, { confirmed })).toEqual({ is: 'done', items: 2, links: 0 });
  expect(await titlesOf(member)).toEqual(['First', 'Second']);
  const changes = await db().change.findMany({ where: { partnershipId: member.seat.partnershipId } });
  expect(changes).toMatchObject([{ action: 'plan.imported', actorId: member.person.userId, subjectType: 'plan' }]);
});

test('nothing is half brought in: with one wrong cell nothing is, whoever confirms it', async () => {
  const member = await buildMember({ roles: 'editor' });
  const file = table('Title;Kind;Start\nFirst;task;M1\nSecond;task;someday\n');
  const seen = await look(member, file);
  expect(seen).toMatchObject({ is: 'looked-at', problems: [{ code: 'not-a-day', line: 3, cell: 'C3', value: 'someday' }] });
  const confirmed = seen.is === 'looked-at' ? seen.hash : '';
  expect(await look(member, file, { confirmed, leaveOut: true })).toMatchObject({ is: 'looked-at', problemCount: 1 });
  expect(await titlesOf(member)).toEqual([]);
});

test('who is not known here is left out only when somebody says so; a mail finds who has it, and tells nobody whose it is', async () => {
  const member = await buildMember({ roles: 'editor' });
  await db().organisation.update({ where: { id: member.seat.organisationId }, data: { shortName: 'OWN' } });
  const other = await buildMember({ partnershipId: member.seat.partnershipId });
  const file = table(`Title;Kind;Lead;People\nFirst;task;OWN;${other.person.email}\nSecond;task;Atlantis;stranger@example.org\n`);
  const seen = await look(member, file);
  expect(seen).toMatchObject({
    unmatched: [
      { kind: 'organisation', name: 'Atlantis' },
      { kind: 'person', name: 'stranger@example.org' },
    ],
  });
  const confirmed = seen.is === 'looked-at' ? seen.hash : '';
  expect(await look(member, file, { confirmed })).toMatchObject({ is: 'looked-at' });
  expect(await look(member, file, { confirmed, leaveOut: true })).toMatchObject({ is: 'done' });
  const items = (await planNow(member.seat)).items;
  expect(items.find(({ title }) => title === 'First')).toMatchObject({ lead: member.seat.organisationId, people: [other.person.userId] });
  expect(items.find(({ title }) => title === 'Second')).toMatchObject({ lead: null, people: [] });
});

test('observers and strangers bring nothing in: they are told that there is nothing', async () => {
  const editor = await buildMember({ roles: 'editor' });
  const observer = await buildMember({ partnershipId: editor.seat.partnershipId, roles: 'observer' });
  const stranger = await buildMember();
  const file = { bytes: table('Title;Kind\nA;task\n'), confirmed: null, leaveOut: false };
  expect(await statusOf(bringPlan(observer.person, editor.seat.partnershipId, file))).toBe(404);
  expect(await statusOf(bringPlan(stranger.person, editor.seat.partnershipId, file))).toBe(404);
});

test('what is no plan is refused by name, no file too, and many files in a short time', async () => {
  const member = await buildMember();
  expect(await look(member, null)).toEqual({ is: 'missing' });
  expect(await look(member, table('nothing of a plan'))).toEqual({ is: 'unreadable', problem: { code: 'no-items' } });
  expect(await look(member, Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0))).toMatchObject({ problem: { code: 'protected' } });
  for (let times = 0; times < 40; times++) await look(member, new Uint8Array());
  expect(await look(member, new Uint8Array())).toMatchObject({ is: 'limited' });
  forgetTries();
});

test.each(['xlsx', 'csv'])('a plan that is taken along as %s is the same in an empty partnership of other people', async (format) => {
  const from = await buildMember({ person: await buildPerson({ name: 'Zoe of elsewhere' }), roles: 'observer' });
  await planned(from);
  const to = await buildMember({ roles: 'editor' });
  const own = await db().organisation.findUniqueOrThrow({ where: { id: from.seat.organisationId } });
  const same = await buildOrganisation({ partnershipId: to.seat.partnershipId, name: own.name });
  const { bytes, name } = await planDownload({ ...from.person, language: 'el' }, { partnership: from.seat.partnershipId, format });
  expect(name).toMatch(new RegExp(`^ACRO\\d+ .*\\.${format}$`));
  const file = typeof bytes === 'string' ? strToU8(bytes) : bytes;
  const seen = await look(to, file);
  expect(seen).toMatchObject({ problemCount: 0, unmatched: [{ kind: 'person', name: 'Zoe of elsewhere' }] });
  const confirmed = seen.is === 'looked-at' ? seen.hash : '';
  expect(await look(to, file, { confirmed, leaveOut: true })).toMatchObject({ is: 'done', items: 3, links: 1 });
  const plan = await planNow(to.seat);
  expect(plan.items.map(({ title, order, end }) => [title, order, end]).sort()).toEqual([
    ['Package', 'a0', null],
    ['Report', 'a1', { month: 3 }],
    ['Task', 'a0', null],
  ]);
  expect(plan.items.find(({ title }) => title === 'Package')?.lead).toBe(same.id);
  expect(plan.links).toMatchObject([{ type: 'FS', lag: 2 }]);
});

test('files are for members, in formats that there are', async () => {
  const member = await buildMember({ roles: 'observer' });
  const stranger = await buildMember();
  const { partnershipId: partnership } = member.seat;
  for (const format of ['xlsx', 'csv', 'xml']) expect(await statusOf(planDownload(member.person, { partnership, format }))).toBe(200);
  expect(await statusOf(planDownload(member.person, { partnership, format: 'pdf' }))).toBe(404);
  expect(await statusOf(planDownload(stranger.person, { partnership, format: 'xlsx' }))).toBe(404);
});
