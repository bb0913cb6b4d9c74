import { beforeEach, describe, expect, test } from 'vitest';
import { type BuiltMember, buildMember } from '~/features/partnerships/testing';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { services } from '~/kit/services.server';
import type { RecordingEvents } from '../../../tests/setup/recording-events';
import { addComment, changeComment, removeComment, setResolved } from './commands.server';
import { DiscussionLimits, type SubjectRef, type Subjects } from './discussions';
import { getDiscussion } from './queries.server';
import { besides, buildComment, thing, things } from './testing';

const events = () => services().events as RecordingEvents;
beforeEach(() => void events().told.splice(0));

const refusal = async (attempt: Promise<unknown>) => {
  const thrown = await attempt.catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(Response);
  expect((thrown as Response).status).toBe(404);
};
const mention = ({ person }: BuiltMember) => `@[${person.userId}]`;
const add = ({ person, seat }: BuiltMember, subject: SubjectRef, text: string, id = newId(), subjects: Subjects = things) =>
  addComment(person, seat.partnershipId, { id, subject, text }, subjects);
const commentsOf = async ({ seat }: BuiltMember, subject: SubjectRef) =>
  (await getDiscussion(seat, subject)).threads.flatMap(({ comments }) => comments);
const noticesOf = async ({ person }: BuiltMember) =>
  (await db().notice.findMany({ where: { userId: person.userId }, orderBy: { at: 'asc' } })).map(({ kind, path }) => [
    kind,
    path.split('#').at(-1),
  ]);

describe('a comment', () => {
  test('stands with its author and time, and open pages are told', async () => {
    const anna = await buildMember();
    const subject = thing();
    const id = await buildComment(anna, subject, '  First\r\nline ');
    const { threads, names } = await getDiscussion(anna.seat, subject);
    expect(threads).toMatchObject([
      { anchor: '', resolvedAt: null, comments: [{ id, authorId: anna.person.userId, text: 'First\nline', removed: false }] },
    ]);
    expect(names).toEqual({ [anna.person.userId]: anna.person.name });
    expect(events().told).toContainEqual({ audiences: [`${anna.seat.partnershipId}/all`], change: { about: 'comment' } });
    const change = await db().change.findFirstOrThrow({ where: { partnershipId: anna.seat.partnershipId, subjectType: 'comment' } });
    expect(change).toMatchObject({ action: 'comment.written', subjectId: threads[0]?.id, subjectTitle: 'Kick-off meeting' });
  });

  test('is refused to observers, strangers, in a closed partnership, and about what the member may not see', async () => {
    const anna = await buildMember();
    await refusal(add(await besides(anna, 'observer'), thing(), 'x'));
    const stranger = await buildMember();
    await refusal(addComment(stranger.person, anna.seat.partnershipId, { id: newId(), subject: thing(), text: 'x' }, things));
    for (const subject of [thing('hidden'), { type: 'no-such-type', id: 'a' }, { type: 'constructor', id: 'a' }])
      await refusal(add(anna, subject, 'x'));
    await db().partnership.update({ where: { id: anna.seat.partnershipId }, data: { closedAt: new Date() } });
    await refusal(add(anna, thing(), 'x'));
    expect(await db().thread.count({ where: { partnershipId: anna.seat.partnershipId } })).toBe(0);
  });

  test('is not taken without words, too long, or into a thread that is full', async () => {
    const anna = await buildMember();
    const subject = thing();
    expect(await add(anna, subject, ' \n ')).toEqual({ ok: false, problem: 'empty' });
    expect(await add(anna, subject, 'x'.repeat(DiscussionLimits.comment + 1))).toEqual({ ok: false, problem: 'too-long' });
    const id = await buildComment(anna, subject);
    const { threadId } = await db().comment.findUniqueOrThrow({ where: { id } });
    const row = { partnershipId: anna.seat.partnershipId, threadId, authorId: anna.person.userId, text: 'x' };
    await db().comment.createMany({ data: Array.from({ length: DiscussionLimits.comments - 1 }, () => ({ id: newId(), ...row })) });
    expect(await add(anna, subject, 'one more')).toEqual({ ok: false, problem: 'too-many' });
  });

  test('that is sent twice is one; with the id of somebody else’s it is nothing', async () => {
    const anna = await buildMember();
    const [subject, id] = [thing(), newId()];
    for (const _ of [1, 2]) expect(await add(anna, subject, 'Hello', id)).toEqual({ ok: true });
    expect(await commentsOf(anna, subject)).toHaveLength(1);
    await refusal(add(await besides(anna), subject, 'Hello', id));
    await refusal(add(anna, thing(), 'Hello', id));
  });

  test('of two who speak first at the same moment is in one thread', async () => {
    const anna = await buildMember();
    const eleni = await besides(anna);
    const subject = thing();
    await Promise.all([buildComment(anna, subject), buildComment(eleni, subject)]);
    const { threads } = await getDiscussion(anna.seat, subject);
    expect(threads.map(({ comments }) => comments.length)).toEqual([2]);
  });

  test('is seen in its own partnership alone', async () => {
    const [anna, otto] = [await buildMember(), await buildMember()];
    const subject = thing();
    await buildComment(anna, subject);
    expect(await getDiscussion(otto.seat, subject)).toEqual({ threads: [], names: {} });
  });

  test('names members, and never a stranger whose id somebody wrote into it', async () => {
    const [anna, stranger] = [await buildMember(), await buildMember()];
    const subject = thing();
    await buildComment(anna, subject, `${mention(stranger)} ${mention(await besides(anna))}`);
    const { names } = await getDiscussion(anna.seat, subject);
    expect(Object.keys(names)).toHaveLength(2);
    expect(names).not.toHaveProperty(stranger.person.userId);
    expect(await noticesOf(stranger)).toEqual([]);
  });

  test('of a deleted account stays, without a name', async () => {
    const anna = await buildMember();
    const eleni = await besides(anna);
    const subject = thing();
    await buildComment(eleni, subject);
    await db().user.update({ where: { id: eleni.person.userId }, data: { deletedAt: new Date() } });
    const { threads, names } = await getDiscussion(anna.seat, subject);
    expect([threads.length, names]).toEqual([1, {}]);
  });
});

describe('one’s own comment', () => {
  test('is changed, with a mark; who is mentioned only now hears of it', async () => {
    const anna = await buildMember();
    const [eleni, otto] = [await besides(anna), await besides(anna)];
    const subject = thing();
    const id = await buildComment(anna, subject, `Ask ${mention(eleni)}`);
    const { partnershipId } = anna.seat;
    expect(await changeComment(anna.person, partnershipId, id, ' ', things)).toEqual({ ok: false, problem: 'empty' });
    expect(await changeComment(anna.person, partnershipId, id, `Ask ${mention(eleni)} or ${mention(otto)}`, things)).toEqual({ ok: true });
    expect(await commentsOf(anna, subject)).toMatchObject([{ editedAt: expect.any(Date), text: expect.stringContaining('or') }]);
    expect([await noticesOf(eleni), await noticesOf(otto)]).toEqual([[['mention', `comment-${id}`]], [['mention', `comment-${id}`]]]);
  });

  test('that is saved as it was has no mark', async () => {
    const anna = await buildMember();
    const subject = thing();
    const id = await buildComment(anna, subject, 'As it is');
    await changeComment(anna.person, anna.seat.partnershipId, id, ' As it is ', things);
    expect(await commentsOf(anna, subject)).toMatchObject([{ editedAt: null }]);
  });

  test('nobody else changes or removes, nor its author without the right to comment or to see', async () => {
    const anna = await buildMember({ roles: 'editor' });
    const coordinator = await besides(anna, 'coordinator');
    const { partnershipId, memberId } = anna.seat;
    const id = await buildComment(anna, thing());
    for (const { person } of [coordinator, await buildMember()]) {
      await refusal(changeComment(person, partnershipId, id, 'x', things));
      await refusal(removeComment(person, partnershipId, id, things));
    }
    const blind: Subjects = { thing: async () => null };
    await refusal(changeComment(anna.person, partnershipId, id, 'x', blind));
    await db().memberRole.updateMany({ where: { memberId }, data: { role: 'observer' } });
    await refusal(removeComment(anna.person, partnershipId, id, things));
  });

  test('that was answered leaves its place when it is removed; the last one leaves nothing', async () => {
    const anna = await buildMember();
    const eleni = await besides(anna);
    const subject = thing();
    const { partnershipId } = anna.seat;
    const [first, second] = [await buildComment(anna, subject, 'A secret'), await buildComment(eleni, subject)];
    await removeComment(anna.person, partnershipId, first, things);
    expect(await commentsOf(anna, subject)).toMatchObject([
      { id: first, removed: true, text: '' },
      { id: second, removed: false },
    ]);
    await refusal(changeComment(anna.person, partnershipId, first, 'again', things));
    await removeComment(eleni.person, partnershipId, second, things);
    expect(await getDiscussion(anna.seat, subject)).toEqual({ threads: [], names: {} });
    expect(await db().comment.count({ where: { partnershipId } })).toBe(0);
    // The thread is there for the next one.
    expect(await add(anna, subject, 'Anew')).toEqual({ ok: true });
    expect(await commentsOf(anna, subject)).toHaveLength(1);
  });

  test('takes what it told along when it is removed', async () => {
    const anna = await buildMember();
    const eleni = await besides(anna);
    const id = await buildComment(anna, thing(), mention(eleni));
    expect(await noticesOf(eleni)).toHaveLength(1);
    await removeComment(anna.person, anna.seat.partnershipId, id, things);
    expect(await noticesOf(eleni)).toEqual([]);
  });
});

describe('who hears of a comment', () => {
  test('those who are mentioned, who spoke before, and whom the subject concerns; each once, and not who speaks', async () => {
    const anna = await buildMember();
    const [eleni, otto, lead, reader] = [await besides(anna), await besides(anna), await besides(anna), await besides(anna)];
    const subject = thing();
    const concerned: Subjects = {
      thing: async () => ({ title: 'Kick-off', path: '/p/x', people: [lead.person.userId, anna.person.userId] }),
    };
    const first = await buildComment(eleni, subject, `Hello ${mention(otto)}`);
    const second = await buildComment(anna, subject, `Yes ${mention(eleni)} ${mention(anna)} ${mention(eleni)}`, concerned);
    expect(await noticesOf(eleni)).toEqual([['mention', `comment-${second}`]]);
    expect(await noticesOf(otto)).toEqual([
      ['mention', `comment-${first}`],
      ['comment', `comment-${second}`],
    ]);
    expect(await noticesOf(lead)).toEqual([['comment', `comment-${second}`]]);
    expect([await noticesOf(anna), await noticesOf(reader)]).toEqual([[], []]);
  });
});

describe('a thread', () => {
  test('is resolved and opened again, once for who comes at the same moment, and by the next comment', async () => {
    const anna = await buildMember({ roles: 'translator:el' });
    const eleni = await besides(anna);
    const subject = thing();
    await buildComment(anna, subject);
    const { partnershipId } = anna.seat;
    const state = async () => (await getDiscussion(anna.seat, subject)).threads[0];
    const id = (await state())?.id ?? '';
    for (const { person } of [anna, eleni]) expect(await setResolved(person, partnershipId, id, true, things)).toEqual({ ok: true });
    expect(await state()).toMatchObject({ resolvedAt: expect.any(Date), resolvedById: anna.person.userId });
    await setResolved(eleni.person, partnershipId, id, false, things);
    expect(await state()).toMatchObject({ resolvedAt: null, resolvedById: null });
    await setResolved(anna.person, partnershipId, id, true, things);
    await buildComment(eleni, subject);
    expect(await state()).toMatchObject({ resolvedAt: null });
    const told = await db().change.findMany({ where: { partnershipId, subjectId: id }, select: { action: true }, orderBy: { id: 'asc' } });
    expect(told.map(({ action }) => action).sort()).toEqual(
      ['comment.written', 'comment.resolved', 'comment.reopened', 'comment.resolved', 'comment.written'].sort(),
    );
  });

  test('is not resolved by observers, by strangers, or by who may not see what it is about', async () => {
    const anna = await buildMember();
    const subject = thing();
    await buildComment(anna, subject);
    const id = (await getDiscussion(anna.seat, subject)).threads[0]?.id ?? '';
    const { partnershipId } = anna.seat;
    await refusal(setResolved((await besides(anna, 'observer')).person, partnershipId, id, true, things));
    const stranger = await buildMember();
    await refusal(setResolved(stranger.person, stranger.seat.partnershipId, id, true, things));
    await refusal(setResolved(anna.person, partnershipId, id, true, { thing: async () => null }));
  });
});
