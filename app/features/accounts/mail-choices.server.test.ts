import { expect, test } from 'vitest';
import { db } from '~/kit/db.server';
import { services, setServices } from '~/kit/services.server';
import { changeMailChoices, findStopLink, mailChoices, stopLinkOf, stopMails } from './mail-choices.server';
import { buildPerson } from './testing';

const tokenOf = (userId: string) => stopLinkOf(userId).split('/').at(-1) ?? '';

test('everybody gets mails until they choose otherwise', async () => {
  const person = await buildPerson();
  expect(await mailChoices(person)).toEqual({ atOnce: true, daily: true });
  await changeMailChoices(person, { atOnce: false, daily: true });
  expect(await mailChoices(person)).toEqual({ atOnce: false, daily: true });
});

test('the link stops all, for its reader alone; looking at it stops nothing', async () => {
  const [anna, otto] = [await buildPerson({ language: 'de' }), await buildPerson()];
  const token = tokenOf(anna.userId);
  expect(await findStopLink(token)).toEqual({ language: 'de', stopped: false });
  expect(await mailChoices(anna)).toEqual({ atOnce: true, daily: true });
  expect([await stopMails(token), await stopMails(token)]).toEqual([true, true]);
  expect(await findStopLink(token)).toEqual({ language: 'de', stopped: true });
  expect([await mailChoices(anna), await mailChoices(otto)]).toEqual([
    { atOnce: false, daily: false },
    { atOnce: true, daily: true },
  ]);
});

test('a link that was changed, or is of another installation or of a deleted account, does nothing', async () => {
  const [anna, otto] = [await buildPerson(), await buildPerson()];
  const token = tokenOf(anna.userId);
  const [, signature] = token.split('.');
  const before = services();
  setServices({ ...before, settings: { ...before.settings, appSecret: 'another secret, of 32 letters or more' } });
  const foreign = tokenOf(anna.userId);
  setServices(before);
  for (const wrong of ['', '.', anna.userId, `${otto.userId}.${signature}`, `${token}.`, `${token}0`, token.slice(0, -1), foreign]) {
    expect(await findStopLink(wrong), wrong).toBeNull();
    expect(await stopMails(wrong), wrong).toBe(false);
  }
  await db().user.update({ where: { id: anna.userId }, data: { deletedAt: new Date() } });
  expect([await findStopLink(token), await stopMails(token)]).toEqual([null, false]);
});
