import type { AppLoadContext } from '@remix-run/node';
import { expect, test } from 'vitest';
import { signInAs } from '~/features/accounts/session.server';
import { buildMember } from '~/features/partnerships/testing';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { ACCOUNT } from '~/live/waiting-forms';
import { action } from '~/routes/p.$partnership.activities.$activity._index';
import { action as send } from '~/routes/p.$partnership.activities.$activity.attendance.send';
import { buildActivity } from './testing';

test('a button that a locked period refuses is answered with why', async () => {
  const fay = await buildMember({ roles: 'facilitator' });
  const { partnershipId } = fay.seat;
  const id = await buildActivity(fay.seat);
  await db().partnership.update({ where: { id: partnershipId }, data: { startDate: '2027-01-01' } });
  await db().reportingPeriod.create({ data: { id: newId(), partnershipId, number: 1, startMonth: 1, endMonth: 6, lockedAt: new Date() } });
  const cookie = await signInAs(fay.person.userId, new Request('http://koinon.test'), 'http://koinon.test');
  for (const fields of [{ intent: 'state', state: 'held' }, { intent: 'remove' }] as Record<string, string>[]) {
    const request = new Request('http://koinon.test/', { method: 'POST', headers: { cookie }, body: new URLSearchParams(fields) });
    const answer = await action({ request, params: { partnership: partnershipId, activity: id }, context: {} as AppLoadContext });
    expect(answer).toMatchObject({ init: { status: 400 }, data: { errors: { '': expect.stringContaining('locked') }, values: fields } });
  }
});

test('a count that waited on the device of somebody else who was signed in there is not taken as theirs', async () => {
  const fay = await buildMember({ roles: 'facilitator' });
  const { partnershipId } = fay.seat;
  const id = await buildActivity(fay.seat);
  const cookie = await signInAs(fay.person.userId, new Request('http://koinon.test'), 'http://koinon.test');
  const sent = (account: Record<string, string>) => {
    const fields = { sheet: newId(), seen: '0', intent: 'submit', method: 'headCount', 'count.F.18-60': '9', ...account };
    const request = new Request('http://koinon.test/', { method: 'POST', headers: { cookie }, body: new URLSearchParams(fields) });
    return send({ request, params: { partnership: partnershipId, activity: id }, context: {} as AppLoadContext });
  };
  for (const account of [{}, { [ACCOUNT]: newId() }] as Record<string, string>[]) {
    const answer = await sent(account);
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([409, null]);
  }
  expect(await db().attendanceSheet.count({ where: { activityId: id } })).toBe(0);
  expect(await (await sent({ [ACCOUNT]: fay.person.userId })).json()).toEqual({ ok: true });
});
