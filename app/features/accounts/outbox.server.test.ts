import { expect, test } from 'vitest';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { mailOrigin, writeMail } from '~/kit/mail.server';
import { consumeToken, issueToken } from './one-time.server';
import { givenUpMails, waitingMails } from './outbox.server';
import { buildPerson, buildUser } from './testing';

const mail = { kind: 'sign-in', language: 'en', subject: 'Sign in', paragraphs: [], closing: [] };

test('a mailbox says which links open nothing any more', async () => {
  const host = await buildPerson({ isHost: true });
  const secrets = await Promise.all(
    ['good', 'used'].map(async (name) => {
      const user = await buildUser();
      const secret = await db().$transaction((tx) => issueToken(tx, 'sign-in', { userId: user.id }));
      await writeMail(db(), { ...mail, to: `${name}@town.example`, action: { label: 'Go', link: `${mailOrigin()}/sign-in/${secret}` } });
      return secret;
    }),
  );
  await writeMail(db(), { ...mail, to: 'notice@town.example' });
  await db().$transaction((tx) => consumeToken(tx, 'sign-in', secrets[1] ?? ''));
  const mails = (await waitingMails(host, 'http://koinon.test')) ?? [];
  const gone = (name: string) => mails.find(({ toAddress }) => toAddress === `${name}@town.example`)?.linkGone;
  expect(['good', 'used', 'notice'].map(gone)).toEqual([false, true, false]);
});

test('the host is told which mails were given up, and nobody else', async () => {
  const row = { id: newId(), toAddress: 'gone@town.example', subject: 'Join', text: '', html: '', language: 'en', kind: 'invitation' };
  await db().mail.create({ data: { ...row, failedAt: new Date(), lastError: 'no such mailbox' } });
  const host = await buildPerson({ isHost: true });
  expect(await givenUpMails(host)).toMatchObject([{ toAddress: row.toAddress, lastError: 'no such mailbox' }]);
  expect(await givenUpMails(await buildPerson())).toBeNull();
  await db().mail.delete({ where: { id: row.id } });
});
