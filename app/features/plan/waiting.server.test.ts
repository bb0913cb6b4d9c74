import { expect, test } from 'vitest';
import { buildMember } from '~/features/partnerships/testing';
import { db } from '~/kit/db.server';
import { decide } from './decide.server';
import { addItem, type NewItem } from './live';
import { noteDeadlines, type Reminder, remindOfDeadlines } from './reminders.server';
import { TestRoom } from './testing-room';
import { planWaiting } from './waiting.server';

const TODAY = '2026-06-15';

async function begun(items: (who: { anna: string; otto: string; led: string }) => NewItem[]) {
  const anna = await buildMember();
  const { partnershipId } = anna.seat;
  const bert = await buildMember({ partnershipId, roles: 'editor' });
  const otto = await buildMember({ partnershipId, organisationId: bert.seat.organisationId, roles: 'observer' });
  const room = new TestRoom(partnershipId);
  const who = { anna: anna.person.userId, otto: otto.person.userId, led: bert.seat.organisationId };
  const ids = room.write(anna.person.userId, (doc) => {
    const pack = addItem(doc, { kind: 'workPackage', title: 'Coordination' });
    return items(who).map((item) => addItem(doc, { parent: pack, ...item }));
  });
  await room.store();
  return { anna, bert, otto, partnershipId, ids, room };
}

const task = (title: string, end: string, more: Partial<NewItem> = {}): NewItem => ({ kind: 'task', title, end: { date: end }, ...more });

test('what is mine waits for me: by name for all, by organisation for those who write', async () => {
  const { anna, bert, otto, partnershipId, ids } = await begun(({ anna, otto, led }) => [
    task('Named', '2026-07-15', { people: [otto, anna] }),
    task('Led', '2026-06-01', { lead: led }),
    task('Too far', '2026-07-16', { lead: led, people: [anna] }),
    task('Done', '2026-06-20', { lead: led, status: 'done' }),
    task('Of nobody', '2026-06-20'),
    { kind: 'deliverable', title: 'Ready', end: { date: '2026-06-30' }, status: 'review', lead: led },
  ]);
  const listed = async (seat: typeof anna.seat) => (await planWaiting(seat, TODAY)).rows.map(({ title, is }) => `${title}: ${is}`);
  expect(await listed(otto.seat)).toEqual(['Named: due']);
  expect(await listed(bert.seat)).toEqual(['Led: overdue', 'Ready: due']);
  expect(await listed(anna.seat)).toEqual(['Ready: to-submit', 'Named: due']);
  await decide(anna.seat, { item: ids[5] ?? '', is: 'submitted', on: TODAY, note: '' }, TODAY, async () => null);
  expect(await listed(bert.seat)).toEqual(['Led: overdue']);
  expect(await listed(anna.seat)).toEqual(['Named: due']);
  const stranger = (await buildMember()).seat;
  expect(await planWaiting(stranger, TODAY)).toEqual({ rows: [], count: 0 });
  expect(await planWaiting({ ...bert.seat, partnershipId: stranger.partnershipId }, TODAY)).toEqual({ rows: [], count: 0 });
  expect(partnershipId).not.toBe(stranger.partnershipId);
});

test('ten are listed, all are counted', async () => {
  const { otto } = await begun((who) => Array.from({ length: 12 }, (_, i) => task(`Task ${i}`, '2026-06-20', { people: [who.otto] })));
  const { rows, count } = await planWaiting(otto.seat, TODAY);
  expect([rows.length, count]).toEqual([10, 12]);
});

async function remindedAt(now: string, partnershipId: string): Promise<Reminder[]> {
  const told: Reminder[] = [];
  await remindOfDeadlines(new Date(now), async (reminder) => void told.push(reminder));
  return told.filter((one) => one.partnershipId === partnershipId);
}

test('deadlines are told 30, 14 and 3 days before, to who is named, else to the writers of who leads', async () => {
  const { bert, otto, partnershipId, ids } = await begun(({ otto, led }) => [
    task('Thirty', '2026-07-15', { people: [otto] }),
    task('Fourteen', '2026-06-29', { lead: led }),
    task('Three', '2026-06-18', { lead: led, people: ['nobodywhoisamember'] }),
    task('Four', '2026-06-19', { lead: led }),
    task('Over', '2026-06-18', { lead: led, status: 'done' }),
  ]);
  const told = await remindedAt('2026-06-15T10:00:00Z', partnershipId);
  expect(told.map(({ title, userId, days }) => [title, userId, days])).toEqual([
    ['Three', bert.person.userId, 3],
    // It came into the plan late, or nobody was there to tell it.
    ['Four', bert.person.userId, 14],
    ['Fourteen', bert.person.userId, 14],
    ['Thirty', otto.person.userId, 30],
  ]);
  expect(told[3]).toMatchObject({ itemId: ids[0], date: '2026-07-15' });
  const again = await remindedAt('2026-06-15T12:00:00Z', partnershipId);
  expect(again.map(({ key }) => key)).toEqual(told.map(({ key }) => key));
});

test('the day is the reader’s', async () => {
  const { otto, partnershipId } = await begun((who) => [task('Three', '2026-06-18', { people: [who.otto] })]);
  await db().user.update({ where: { id: otto.person.userId }, data: { timeZone: 'Asia/Nicosia' } });
  // It is the 15th in Nicosia for three hours already.
  expect((await remindedAt('2026-06-14T20:30:00Z', partnershipId)).map(({ days }) => days)).toEqual([14]);
  expect((await remindedAt('2026-06-14T21:30:00Z', partnershipId)).map(({ days }) => days)).toEqual([3]);
  await db().partnership.update({ where: { id: partnershipId }, data: { closedAt: new Date() } });
  expect(await remindedAt('2026-06-14T21:30:00Z', partnershipId)).toEqual([]);
});

test('each deadline is noted once for each of the three days, and carried by the daily mail', async () => {
  const { otto, partnershipId, ids } = await begun((who) => [task('Thirty', '2026-07-15', { people: [who.otto] })]);
  const noted = () => db().notice.findMany({ where: { partnershipId, kind: 'deadline' }, orderBy: { at: 'asc' } });
  for (const day of ['2026-06-15', '2026-06-15', '2026-06-20', '2026-07-02', '2026-07-14'])
    await noteDeadlines(new Date(`${day}T04:00:00Z`));
  expect((await noted()).map(({ userId, subjectId, date, dedupeKey }) => [userId, subjectId, date, dedupeKey.split('/').at(-1)])).toEqual([
    [otto.person.userId, ids[0], '2026-07-15', '30'],
    [otto.person.userId, ids[0], '2026-07-15', '14'],
    [otto.person.userId, ids[0], '2026-07-15', '3'],
  ]);
});
