import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildPerson } from '~/features/accounts/testing';
import { type BuiltMember, buildMember } from '~/features/partnerships/testing';
import { type Db, db, openDatabase, transact } from '~/kit/db.server';
import { createJobRunner } from '~/kit/jobs.server';
import { sendMail } from '~/kit/mail.server';
import { services, setServices } from '~/kit/services.server';
import { forgetNotices } from './account-ties.server';
import { beginRounds, dailyRound, mailNoticesAtOnce, nextRound, runRound } from './mail-jobs.server';
import { forgetOldNotices, mailAtOnce, mailDaily, morningOf } from './mails.server';
import { besides, buildNotice } from './testing';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
let other: Db;
let before: ReturnType<typeof services>;

beforeAll(async () => {
  other = await openDatabase(services().settings);
  before = services();
});
afterAll(() => other.$disconnect());
beforeEach(async () => {
  for (const table of [db().notice, db().mail, db().job] as { deleteMany(): Promise<unknown> }[]) await table.deleteMany();
  setServices({
    ...before,
    log: quiet,
    settings: { ...before.settings, smtpUrl: 'smtp://127.0.0.1:1', publicUrl: 'https://koinon.example' },
  });
});
afterEach(() => setServices(before));

/** A member whose clocks and language are these. */
async function reader(zone: string, overrides: Parameters<typeof buildPerson>[0] = {}): Promise<BuiltMember> {
  return buildMember({ person: await buildPerson({ timeZone: zone, ...overrides }) });
}
const mails = (userId?: string) => db().mail.findMany({ where: { userId }, orderBy: { id: 'asc' } });
const count = async ({ person }: BuiltMember) => (await mails(person.userId)).length;
const utc = (text: string) => new Date(`${text}Z`);

describe('the daily mail', () => {
  test.each([
    // Winter and summer, and a zone that is ahead by a quarter of an hour more.
    ['Asia/Nicosia', '2027-01-15T04:59:59', '2027-01-15T05:00:00'],
    ['Asia/Nicosia', '2027-07-15T03:59:59', '2027-07-15T04:00:00'],
    ['Europe/Madrid', '2027-01-15T05:59:59', '2027-01-15T06:00:00'],
    ['Asia/Kathmandu', '2027-01-15T01:14:59', '2027-01-15T01:15:00'],
    // The nights in which clocks go on and back.
    ['Europe/Warsaw', '2027-03-28T04:59:59', '2027-03-28T05:00:00'],
    ['Europe/Warsaw', '2027-10-31T05:59:59', '2027-10-31T06:00:00'],
  ])('goes out at 7:00 in %s, not at %s', async (zone, early, morning) => {
    const anna = await reader(zone);
    await buildNotice(anna, {}, utc('2027-01-01T00:00:00'));
    await mailDaily(utc(early));
    expect(await count(anna)).toBe(0);
    await mailDaily(utc(morning));
    expect(await count(anna)).toBe(1);
    expect((await db().user.findUniqueOrThrow({ where: { id: anna.person.userId } })).dailyMailOn).toBe(morning.slice(0, 10));
  });

  test('knows whose morning it is', () => {
    expect(morningOf('Europe/Athens', utc('2027-01-15T04:59:59'))).toBeNull();
    expect(morningOf('Europe/Athens', utc('2027-01-15T05:00:00'))).toEqual({ date: '2027-01-15', at: utc('2027-01-15T05:00:00') });
    // Its day has begun there, and its morning has not.
    expect(morningOf('Pacific/Auckland', utc('2027-01-15T12:00:00'))).toBeNull();
    expect(morningOf('no such zone', utc('2027-01-15T06:00:00'))).toMatchObject({ date: '2027-01-15' });
  });

  test('goes out once a day, with what came before the morning; what comes later waits for the next', async () => {
    const anna = await reader('Europe/Rome');
    await buildNotice(anna, {}, utc('2027-01-15T05:00:00'));
    for (const time of ['06:00', '06:15', '23:45']) await mailDaily(utc(`2027-01-15T${time}:00`));
    expect(await count(anna)).toBe(1);
    await buildNotice(anna, {}, utc('2027-01-15T12:00:00'));
    await mailDaily(utc('2027-01-15T12:15:00'));
    await mailDaily(utc('2027-01-16T05:45:00'));
    expect(await count(anna)).toBe(1);
    await mailDaily(utc('2027-01-16T06:00:00'));
    expect(await count(anna)).toBe(2);
  });

  test('does not go out at noon of a day without news in the morning', async () => {
    const anna = await reader('Europe/Rome');
    await buildNotice(anna, {}, utc('2027-01-15T10:00:00'));
    await mailDaily(utc('2027-01-15T10:15:00'));
    expect(await count(anna)).toBe(0);
    await mailDaily(utc('2027-01-16T06:00:00'));
    expect(await count(anna)).toBe(1);
  });

  test('after days without a server goes out once, late, and loses nothing', async () => {
    const anna = await reader('Europe/Rome');
    for (const day of [12, 13, 14]) await buildNotice(anna, {}, utc(`2027-01-${day}T12:00:00`));
    await mailDaily(utc('2027-01-16T15:07:00'));
    expect(await db().notice.count({ where: { userId: anna.person.userId, mailedAt: null } })).toBe(0);
    await mailDaily(utc('2027-01-16T15:15:00'));
    expect(await count(anna)).toBe(1);
  });

  test('of a person who travels is one a day all the same', async () => {
    const anna = await reader('Europe/Rome');
    await buildNotice(anna, {}, utc('2027-01-15T05:00:00'));
    await mailDaily(utc('2027-01-15T06:00:00'));
    await db().user.update({ where: { id: anna.person.userId }, data: { timeZone: 'America/New_York' } });
    await buildNotice(anna, {}, utc('2027-01-15T11:00:00'));
    await mailDaily(utc('2027-01-15T12:00:00'));
    expect(await count(anna)).toBe(1);
    await mailDaily(utc('2027-01-16T12:00:00'));
    expect(await count(anna)).toBe(2);
  });

  test('is one, when two servers write at the same moment', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => reader('Europe/Rome')));
    for (const one of all) await buildNotice(one, {}, utc('2027-01-15T05:00:00'));
    const now = utc('2027-01-15T06:00:00');
    await Promise.all([mailDaily(now), mailDaily(now), mailDaily(now)]);
    expect((await mails()).map(({ userId }) => userId).sort()).toEqual(all.map(({ person }) => person.userId).sort());
  });

  test('is about all partnerships, in the reader’s language, with places and a way to stop it', async () => {
    const eleni = await reader('Europe/Athens', { language: 'el', name: 'Ελένη Παράδειγμα' });
    const there = await buildMember({ person: eleni.person });
    const otto = await besides(eleni);
    const subject = { type: 'thing', id: 'a', title: 'Workshop <1>', path: '/p/x#comment-1' };
    const morning = utc('2027-01-15T04:00:00');
    await buildNotice(eleni, { kind: 'comment', actorId: otto.person.userId, subject }, morning);
    await buildNotice(eleni, { kind: 'comment', actorId: otto.person.userId, subject }, morning);
    await buildNotice(there, { kind: 'deadline', date: '2027-03-31' }, morning);
    await mailDaily(utc('2027-01-15T05:00:00'));
    const [mail] = await mails(eleni.person.userId);
    const { acronym } = await db().partnership.findUniqueOrThrow({ where: { id: eleni.seat.partnershipId } });
    const first = await db().notice.findFirstOrThrow({ where: { partnershipId: eleni.seat.partnershipId }, orderBy: { id: 'asc' } });
    expect(mail).toMatchObject({
      toAddress: eleni.person.email,
      language: 'el',
      kind: 'notices',
      subject: '3 νέες ειδοποιήσεις στο Koinon',
    });
    for (const words of [
      'Γεια σας, Ελένη Παράδειγμα,',
      acronym,
      '2 νέα σχόλια στο «Workshop <1>»',
      'Προθεσμία για το «Kick-off meeting»: 31 Μαρ 2027',
      mail?.stopLink,
    ])
      expect(mail?.text).toContain(words);
    expect(mail?.text).toContain(`https://koinon.example/p/${eleni.seat.partnershipId}/notices/${first.id}\n`);
    expect(mail?.text.trimEnd().split('\n').at(-1)).toBe(mail?.stopLink);
    expect(mail?.html).toContain('Workshop &lt;1&gt;');
    expect(mail?.html).toMatch(/lang="el"/);
  });

  test('is not sent about what was read, told by mail, or where the seat is gone; nor to who does not want or cannot get it', async () => {
    const morning = utc('2027-01-15T05:00:00');
    const [read, seatless, unwilling, unproved, example, deleted] = [
      await reader('Europe/Rome'),
      await reader('Europe/Rome'),
      await reader('Europe/Rome', { mailDaily: false }),
      await reader('Europe/Rome', { emailUnproved: true }),
      await reader('Europe/Rome', { isExample: true }),
      await reader('Europe/Rome'),
    ];
    for (const one of [read, seatless, unwilling, unproved, example, deleted]) await buildNotice(one, {}, morning);
    await db().notice.updateMany({ where: { userId: read.person.userId }, data: { readAt: morning } });
    await db().member.delete({ where: { id: seatless.seat.memberId } });
    await db().user.update({ where: { id: deleted.person.userId }, data: { deletedAt: morning } });
    await mailDaily(utc('2027-01-15T06:00:00'));
    expect(await mails()).toEqual([]);
  });

  test('names what it leaves out', async () => {
    const anna = await reader('Europe/Rome');
    for (let n = 0; n < 43; n++) await buildNotice(anna, {}, utc('2027-01-15T05:00:00'));
    await mailDaily(utc('2027-01-15T06:00:00'));
    const [mail] = await mails(anna.person.userId);
    expect(mail?.subject).toMatch(/^43 new notices in /);
    expect(mail?.text).toContain('3 more are in Koinon.');
  });
});

describe('mails at once', () => {
  const runner = (database = db) => createJobRunner({ kinds: [mailNoticesAtOnce], database, log: () => quiet });
  const due = () => db().job.updateMany({ where: { kind: mailNoticesAtOnce.name, doneAt: null }, data: { runAt: new Date() } });

  test('gather what comes within a minute, and are written once by two servers', async () => {
    const anna = await reader('Europe/Rome');
    const otto = await besides(anna);
    for (const kind of ['mention', 'mention', 'assignment'] as const) await buildNotice(anna, { kind, actorId: otto.person.userId });
    await runner().runDue();
    expect(await count(anna)).toBe(0);
    await due();
    await Promise.all([runner().runDue(), runner(() => other).runDue()]);
    const [mail, ...more] = await mails(anna.person.userId);
    expect(more).toEqual([]);
    expect(mail?.subject).toMatch(/^3 new notices in ACRO/);
    expect(mail?.text).toContain(`${otto.person.name} mentioned you in “Kick-off meeting”.`);
    expect(mail?.text).toContain(`${otto.person.name} assigned “Kick-off meeting” to you.`);
  });

  test('tell what is urgent, and leave the rest to the daily mail', async () => {
    const anna = await reader('Europe/Rome');
    await buildNotice(anna, { kind: 'comment' });
    expect(await db().job.count({ where: { kind: mailNoticesAtOnce.name } })).toBe(0);
    await buildNotice(anna, { kind: 'mention' });
    await mailAtOnce(anna.person.userId);
    expect((await db().notice.findMany({ where: { mailId: { not: null } } })).map(({ kind }) => kind)).toEqual(['mention']);
  });

  test('do not come to who has read it, or does not want them: then it is in the daily mail', async () => {
    const [quick, patient] = [await reader('Europe/Rome'), await reader('Europe/Rome', { mailAtOnce: false })];
    const yesterday = utc('2027-01-14T12:00:00');
    for (const one of [quick, patient]) await buildNotice(one, { kind: 'mention' }, yesterday);
    await db().notice.updateMany({ where: { userId: quick.person.userId }, data: { readAt: new Date() } });
    for (const { person } of [quick, patient]) await mailAtOnce(person.userId);
    expect(await mails()).toEqual([]);
    await mailDaily(utc('2027-01-15T06:00:00'));
    expect(await Promise.all([quick, patient].map(count))).toEqual([0, 1]);
  });
});

test('without a mail server nothing is written: what is said inside a partnership is not for its host to read', async () => {
  setServices(before);
  const anna = await reader('Europe/Rome');
  await buildNotice(anna, { kind: 'mention' }, utc('2027-01-14T05:00:00'));
  await runRound([], utc('2027-01-15T06:00:00'));
  expect([await db().mail.count(), await db().job.count()]).toEqual([0, 0]);
});

describe('rounds', () => {
  const roundJobs = () => db().job.findMany({ where: { kind: 'notices.daily', doneAt: null } });

  test('follow one another, one at a time, whoever fails in them and however many servers begin them', async () => {
    const told: Date[] = [];
    const failing = async () => {
      throw new Error('a feature fails');
    };
    const round = dailyRound([failing, async (now) => void told.push(now)]);
    await Promise.all([beginRounds(round), beginRounds(round)]);
    const runner = (database = db) => createJobRunner({ kinds: [round], database, log: () => quiet });
    await Promise.all([runner().runDue(), runner(() => other).runDue()]);
    expect(told).toHaveLength(1);
    const [next, ...more] = await roundJobs();
    expect(more).toEqual([]);
    expect(next?.runAt).toEqual(nextRound(told[0] ?? new Date(0)));
    expect(next).toMatchObject({ lockedBy: null, attempts: 0, failedAt: null });
    // Not before its time; after a time without a server at once, and once.
    await runner().runDue();
    expect(told).toHaveLength(1);
    await beginRounds(round);
    await runner().runDue();
    await runner().runDue();
    expect(told).toHaveLength(2);
    expect(await roundJobs()).toHaveLength(1);
  });

  test('begin with each quarter of an hour', () => {
    expect(nextRound(utc('2027-01-15T06:59:59.999'))).toEqual(utc('2027-01-15T07:00:00'));
    expect(nextRound(utc('2027-01-15T07:00:00'))).toEqual(utc('2027-01-15T07:15:00'));
  });

  test('tell what features find due in the mails of the same round', async () => {
    const anna = await reader('Europe/Rome');
    const findDue = () => buildNotice(anna, { dedupeKey: 'deadline/item/2027-02-14/30', date: '2027-02-14' }, utc('2027-01-15T00:00:00'));
    for (const time of ['00:00', '05:45', '06:00', '06:15']) await runRound([findDue], utc(`2027-01-15T${time}:00`));
    expect(await count(anna)).toBe(1);
  });

  test('forget what is half a year old', async () => {
    const anna = await reader('Europe/Rome');
    await buildNotice(anna, {}, utc('2026-07-01T00:00:00'));
    await buildNotice(anna, {}, utc('2026-08-01T00:00:00'));
    await forgetOldNotices(utc('2027-01-15T00:00:00'));
    expect((await db().notice.findMany()).map(({ at }) => at)).toEqual([utc('2026-08-01T00:00:00')]);
  });
});

test('a deleted account was told nothing, and mails that wait do not name it; what was on its way is not told again', async () => {
  const anna = await reader('Europe/Rome');
  const [otto, eleni] = [await besides(anna), await besides(anna)];
  await buildNotice(otto);
  await buildNotice(anna, { kind: 'mention', actorId: otto.person.userId });
  await buildNotice(eleni, { kind: 'mention', actorId: otto.person.userId });
  for (const { person } of [anna, eleni]) await mailAtOnce(person.userId);
  await db().mail.updateMany({ where: { userId: eleni.person.userId }, data: { sendingAt: new Date() } });
  await transact((tx) => forgetNotices(tx, otto.person));
  expect(await db().notice.count({ where: { userId: otto.person.userId } })).toBe(0);
  expect(await mails()).toEqual([]);
  expect(await db().job.count({ where: { kind: sendMail.name } })).toBe(0);
  await db().user.update({ where: { id: otto.person.userId }, data: { deletedAt: new Date(), name: '' } });
  for (const { person } of [anna, eleni]) await mailAtOnce(person.userId);
  expect((await mails()).map(({ userId, text }) => [userId, text.includes('Former member mentioned you')])).toEqual([
    [anna.person.userId, true],
  ]);
});
