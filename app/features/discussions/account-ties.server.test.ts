import type { AppLoadContext } from '@remix-run/node';
import { expect, test } from 'vitest';
import { ownData } from '~/features/accounts/own-data.server';
import { buildSession, buildUser } from '~/features/accounts/testing';
import { buildMember } from '~/features/partnerships/testing';
import { db } from '~/kit/db.server';
import { action } from '~/routes/account_.delete';
import { getDiscussion } from './queries.server';
import { besides, buildComment, buildNotice, thing } from './testing';

test('the download has what the person said and was told, and not whose deeds it tells', async () => {
  const anna = await buildMember({ roles: 'editor' });
  const otto = await besides(anna);
  const subject = thing();
  await buildComment(anna, subject, 'My own words');
  await buildComment(otto, subject, `His words @[${anna.person.userId}]`);
  const own = await ownData(anna.person);
  expect(own).toMatchObject({
    threads: [{ subjectType: 'thing', createdAt: expect.any(Date), resolvedAt: undefined }],
    comments: [{ text: 'My own words' }],
    notices: [{ kind: 'mention', title: 'Kick-off meeting' }],
    noticesOfYourDeeds: [],
  });
  for (const foreign of [otto.person.userId, 'His words']) expect(JSON.stringify(own)).not.toContain(foreign);
  expect((await ownData(otto.person)).noticesOfYourDeeds).toMatchObject([{ kind: 'mention' }]);
});

test('an account that is deleted leaves its words, without a name, and nothing of what it was told', async () => {
  const coordinator = await buildMember();
  const session = await buildSession(await buildUser({ password: 'three blind mice' }));
  const anna = await buildMember({ person: session.person, partnershipId: coordinator.seat.partnershipId, roles: 'editor' });
  const subject = thing();
  await buildComment(anna, subject, 'What stays');
  await buildNotice(anna);
  await db().user.update({ where: { id: anna.person.userId }, data: { dailyMailOn: '2027-01-15' } });
  const form = new FormData();
  form.set('deletionPassword', 'three blind mice');
  const request = new Request('http://koinon.test/account/delete', { method: 'POST', body: form, headers: { Cookie: session.cookie } });
  const answer = await action({ request, params: {}, context: { origin: 'http://koinon.test' } as AppLoadContext });
  expect((answer as Response).status).toBe(302);
  expect(await db().notice.count({ where: { userId: anna.person.userId } })).toBe(0);
  expect((await db().user.findUniqueOrThrow({ where: { id: anna.person.userId } })).dailyMailOn).toBeNull();
  const { threads, names } = await getDiscussion(coordinator.seat, subject);
  expect([threads[0]?.comments[0]?.text, names]).toEqual(['What stays', {}]);
});
