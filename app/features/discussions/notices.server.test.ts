import { beforeEach, describe, expect, test } from 'vitest';
import { buildMember } from '~/features/partnerships/testing';
import { db, transact } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { services } from '~/kit/services.server';
import type { RecordingEvents } from '../../../tests/setup/recording-events';
import { DiscussionLimits } from './discussions';
import { countUnread, listNotices, notify, openNotice, readNotices, readNoticesAbout } from './notices.server';
import { besides, buildNotice } from './testing';

const events = () => services().events as RecordingEvents;
beforeEach(() => void events().told.splice(0));
const rows = (userId: string) => db().notice.findMany({ where: { userId } });

describe('a notice', () => {
  test('is told once for its key, however many tell it at the same moment', async () => {
    const anna = await buildMember();
    const dedupeKey = `deadline/${newId()}/2027-03-31/14`;
    await Promise.all([1, 2, 3].map(() => buildNotice(anna, { dedupeKey, date: '2027-03-31' })));
    expect(await rows(anna.person.userId)).toMatchObject([{ kind: 'deadline', date: '2027-03-31', readAt: null, mailedAt: null }]);
  });

  test('is never told of one’s own deed, to who has no seat here, to a deleted account, or of what was rolled back', async () => {
    const [anna, stranger] = [await buildMember(), await buildMember()];
    const [gone, left] = [await besides(anna), await besides(anna)];
    await db().user.update({ where: { id: gone.person.userId }, data: { deletedAt: new Date() } });
    await db().member.delete({ where: { id: left.seat.memberId } });
    const all = [anna, stranger, gone, left].map(({ person }) => person.userId);
    await buildNotice(anna, { kind: 'assignment', to: all, actorId: anna.person.userId });
    const failing = transact(async (tx) => {
      const subject = { type: 'thing', id: 'a', title: 'A', path: '/' };
      await notify(tx, { partnershipId: anna.seat.partnershipId, kind: 'deadline', to: all, actorId: null, subject, dedupeKey: 'x' });
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(await db().notice.count({ where: { userId: { in: all } } })).toBe(0);
    expect(events().told).toEqual([]);
  });

  test('reaches the open pages of its reader, and nobody else’s', async () => {
    const anna = await buildMember();
    const eleni = await besides(anna);
    await buildNotice(eleni, { kind: 'assignment', actorId: anna.person.userId });
    expect(events().told).toEqual([
      { audiences: [`${anna.seat.partnershipId}/person/${eleni.person.userId}`], change: { about: 'notice' } },
    ]);
  });

  test('is read when its place is opened, when its subject is looked at, by itself, or with all', async () => {
    const anna = await buildMember();
    const about = (id: string) => ({ subject: { type: 'thing', id, title: id, path: `/there/${id}` } });
    for (const id of ['a', 'b', 'b', 'c', 'd']) await buildNotice(anna, about(id));
    const idOf = async (title: string) => (await listNotices(anna.seat)).notices.find((notice) => notice.title === title)?.id ?? '';
    expect(await countUnread(anna.seat)).toBe(5);
    expect(await openNotice(anna.seat, await idOf('a'))).toBe('/there/a');
    expect(await countUnread(anna.seat)).toBe(4);
    await readNoticesAbout(anna.seat, { type: 'thing', id: 'b' });
    expect(await countUnread(anna.seat)).toBe(2);
    await readNotices(anna.seat, { id: await idOf('c') });
    expect(await countUnread(anna.seat)).toBe(1);
    events().told.splice(0);
    await readNotices(anna.seat, 'all');
    await readNotices(anna.seat, 'all');
    expect(await countUnread(anna.seat)).toBe(0);
    // Her other pages hear of it, once.
    expect(events().told).toHaveLength(1);
  });

  test('of somebody else, or of another partnership, is not there', async () => {
    const anna = await buildMember();
    const [eleni, elsewhere] = [await besides(anna), await buildMember({ person: anna.person })];
    await buildNotice(anna);
    const { id } = (await listNotices(anna.seat)).notices[0] ?? { id: '' };
    for (const { seat } of [eleni, elsewhere]) {
      expect(await openNotice(seat, id)).toBeNull();
      await readNotices(seat, { id });
      await readNotices(seat, 'all');
      expect((await listNotices(seat)).notices).toEqual([]);
    }
    expect(await countUnread(anna.seat)).toBe(1);
  });
});

test('the list has the unread ones first, then the newest, and says when there are more', async () => {
  const anna = await buildMember();
  const eleni = await besides(anna);
  const at = (minute: number) => new Date(Date.UTC(2027, 0, 1, 0, minute));
  const titled = (title: string) => ({ subject: { type: 'thing', id: title, title, path: '/' }, actorId: eleni.person.userId });
  for (const [minute, title] of ['old', 'middle', 'new'].entries()) await buildNotice(anna, titled(title), at(minute));
  await readNoticesAbout(anna.seat, { type: 'thing', id: 'new' });
  const { notices, more } = await listNotices(anna.seat);
  expect(notices.map(({ title, actor }) => [title, actor])).toEqual(['middle', 'old', 'new'].map((title) => [title, eleni.person.name]));
  expect(more).toBe(false);
  for (let n = 0; n < DiscussionLimits.shown - 2; n++) await buildNotice(anna, titled(`more ${n}`), at(10 + n));
  const long = await listNotices(anna.seat);
  expect([long.notices.length, long.more]).toEqual([DiscussionLimits.shown, true]);
});
