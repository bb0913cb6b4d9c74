import type { ActionFunctionArgs, AppLoadContext } from '@remix-run/node';
import { expect, test } from 'vitest';
import { signInAs } from '~/features/accounts/session.server';
import { type BuiltMember, buildMember, buildOrganisation } from '~/features/partnerships/testing';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { action as budget } from '~/routes/p.$partnership.budget._index';
import { action as effort } from '~/routes/p.$partnership.budget.effort';

async function sent(who: BuiltMember, action: (args: ActionFunctionArgs) => Promise<unknown>, fields: Record<string, string>, search = '') {
  const { partnershipId } = who.seat;
  const cookie = await signInAs(who.person.userId, new Request('http://koinon.test'), 'http://koinon.test');
  const request = new Request(`http://koinon.test/${search}`, { method: 'POST', headers: { cookie }, body: new URLSearchParams(fields) });
  return action({ request, params: { partnership: partnershipId }, context: {} as AppLoadContext }).catch((thrown: unknown) => thrown);
}

test('removing a planned cost of others is answered like one that is gone, and removes nothing', async () => {
  const ed = await buildMember({ roles: 'editor' });
  const { partnershipId, organisationId } = ed.seat;
  const other = await buildOrganisation({ partnershipId, name: 'Berlin' });
  const row = { partnershipId, category: 'B', description: 'Hall', cents: 5n, createdById: ed.person.userId };
  const [own, theirs] = [newId(), newId()];
  await db().budgetLine.createMany({
    data: [
      { ...row, id: own, organisationId },
      { ...row, id: theirs, organisationId: other.id },
    ],
  });
  const remove = async (id: string) => {
    const answer = await sent(ed, budget, { intent: 'remove', id, seen: '1', of: organisationId });
    return answer instanceof Response ? [answer.status, answer.headers.get('Location')] : answer;
  };
  expect(await sent(ed, budget, { intent: 'remove', id: own, seen: '0', of: organisationId })).toMatchObject({
    init: { status: 400 },
    data: { about: 'remove', errors: { '': expect.stringContaining('it was not removed') } },
  });
  const there = [302, expect.stringContaining(`/p/${partnershipId}/budget?of=${organisationId}`)];
  for (const id of [own, own, theirs, newId()]) expect(await remove(id)).toEqual(there);
  expect(await db().budgetLine.findMany({ where: { partnershipId }, select: { id: true } })).toEqual([{ id: theirs }]);
});

test('a form of person-months that was made before somebody else saved is answered at the number that both changed', async () => {
  const ed = await buildMember({ roles: 'editor' });
  const { partnershipId, organisationId } = ed.seat;
  const item = { kind: 'workPackage', title: 'Listen', titleFolded: 'listen', status: 'todo', hash: '', content: '{}' };
  await db().planItem.create({ data: { ...item, partnershipId, id: 'wp1', code: 'WP1' } });
  await db().effortActual.create({ data: { partnershipId, organisationId, workPackageId: 'wp1', month: '2026-03', hundredths: 50 } });
  const form = { intent: 'worked', organisationId, month: '2026-03', 'pm-wp1': '0,7' };
  expect(await sent(ed, effort, { ...form, 'seen-wp1': '0' })).toMatchObject({
    init: { status: 400 },
    data: {
      errors: { 'pm-wp1': expect.stringContaining('Somebody else changed this number') },
      // To be written over when it is sent once more.
      values: { 'pm-wp1': '0,7', 'seen-wp1': '50' },
    },
  });
  // What cannot be read tells nobody of a number.
  expect(await sent(ed, effort, { ...form, 'pm-wp1': 'x', 'seen-wp1': '0' })).toMatchObject({ data: { values: { 'seen-wp1': '0' } } });
  expect(await sent(ed, effort, { ...form, 'seen-wp1': '50' })).toBeInstanceOf(Response);
  expect(await db().effortActual.findMany({ where: { organisationId } })).toMatchObject([{ hundredths: 70 }]);
});

test('a planned cost that somebody else saved is answered with the version to write over: one that a third saves then is not', async () => {
  const ed = await buildMember({ roles: 'editor' });
  const { partnershipId, organisationId } = ed.seat;
  const id = newId();
  const row = { partnershipId, organisationId, category: 'B', description: 'Hall', cents: 5n, createdById: ed.person.userId };
  await db().budgetLine.create({ data: { ...row, id, version: 2 } });
  const form = { intent: 'change', id, organisationId, category: 'B', description: 'Hall' };
  const told = { init: { status: 400 }, data: { errors: { '': expect.stringContaining('Somebody else saved this meanwhile') } } };
  const answer = await sent(ed, budget, { ...form, cents: '7', seen: '1' });
  expect(answer).toMatchObject({ ...told, data: { values: { cents: '7', seen: '2' } } });
  await db().budgetLine.update({ where: { id }, data: { cents: 9n, version: 3 } });
  expect(await sent(ed, budget, { ...form, cents: '7', seen: '2' })).toMatchObject({ ...told, data: { values: { seen: '3' } } });
  // What was wrong otherwise tells of no version.
  expect(await sent(ed, budget, { ...form, cents: 'x', seen: '2' })).toMatchObject({ data: { values: { seen: '2' } } });
  expect(await sent(ed, budget, { ...form, cents: '7', seen: '3' })).toBeInstanceOf(Response);
  expect(await db().budgetLine.findMany({ where: { partnershipId } })).toMatchObject([{ cents: 7_00n, version: 4 }]);
});

test('of two forms of person-months on a page only the one that was sent begins anew', async () => {
  const anna = await buildMember();
  const { organisationId } = anna.seat;
  const marks = async (fields: Record<string, string>, search: string) => {
    const answer = await sent(anna, effort, { organisationId, ...fields }, search);
    const to = new URL((answer as Response).headers.get('Location') ?? '', 'http://koinon.test').searchParams;
    return Object.fromEntries(to);
  };
  const before = '?of=other&month=2026-03&worked=one&plan=two';
  const worked = await marks({ intent: 'worked', month: '2026-03' }, before);
  expect(worked).toEqual({ of: organisationId, month: '2026-03', worked: expect.not.stringMatching(/^one$/), plan: 'two' });
  const planned = await marks({ intent: 'plan' }, before);
  expect(planned).toEqual({ of: organisationId, month: '2026-03', worked: 'one', plan: expect.not.stringMatching(/^two$/) });
});
