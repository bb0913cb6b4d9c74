/**
 * Comments and threads. The actor comes first; a subject that the actor may not see, and a deed that the actor may not do, are 404. Each deed is
 * told to the open pages of the partnership, and in the same transaction to those whom it concerns.
 */
import { recordChange } from '~/features/partnerships/changes.server';
import type { Seat } from '~/features/partnerships/partnerships';
import { type Asker, notFound, requireSeat } from '~/features/partnerships/queries.server';
import { type Tx, transact } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { mentionsIn, readComment } from './comment-text';
import { type CommentProblem, DiscussionLimits, type SubjectFacts, type SubjectRef, type Subjects } from './discussions';
import { notify, takeBack } from './notices.server';
import { can } from './permissions';
import { requireSubject, requireSubjectOfComment, requireSubjectOfThread } from './queries.server';

/** Done, or why not: expected refusals are values. */
export type Outcome = { ok: true } | { ok: false; problem: CommentProblem };

type Known = SubjectRef & SubjectFacts;

const DONE: Outcome = { ok: true };
/** Whoever spoke among so many comments is in the discussion still. */
const LATELY = 200;

/** The place of one comment. */
export const placeOfComment = (path: string, commentId: string) => `${path}#comment-${commentId}`;

interface NewComment {
  /** Made by who writes: sent again, because nobody heard the answer, it is the same comment. */
  id: string;
  subject: SubjectRef;
  text: string;
}

/** Says something about a subject; the first comment begins its thread, and one more opens a resolved thread again. */
export async function addComment(
  person: Asker,
  partnershipId: string,
  { id, subject, text: typed }: NewComment,
  subjects: Subjects,
): Promise<Outcome> {
  const known = await requireSubject(await requireWriter(person, partnershipId), subject, subjects);
  const read = readComment(typed);
  if (!read.ok) return read;
  const { text } = read;
  return transact(async (tx) => {
    await requireWriter(person, partnershipId, tx);
    const threadId = await threadOf(tx, partnershipId, known, person.userId);
    const before = await tx.comment.findUnique({ where: { id }, select: { authorId: true, threadId: true } });
    if (before && (before.authorId !== person.userId || before.threadId !== threadId)) throw notFound();
    if (before) return DONE;
    if ((await tx.comment.count({ where: { threadId } })) >= DiscussionLimits.comments) return { ok: false, problem: 'too-many' };
    await tx.comment.create({ data: { id, partnershipId, threadId, authorId: person.userId, text, at: new Date() } });
    await tx.thread.updateMany({ where: { id: threadId, resolvedAt: { not: null } }, data: { resolvedAt: null, resolvedById: null } });
    await recordChange(tx, { ...about(partnershipId, person, known, threadId), action: 'comment.written' });
    await tellMentioned(tx, partnershipId, person, known, { id, text });
    await tellInvolved(tx, partnershipId, person, known, { id, text, threadId });
    return DONE;
  });
}

/** One's own comment anew. Who is mentioned only now hears of it. */
export async function changeComment(
  person: Asker,
  partnershipId: string,
  commentId: string,
  typed: string,
  subjects: Subjects,
): Promise<Outcome> {
  const seat = await requireWriter(person, partnershipId);
  const known = await requireSubject(seat, await requireSubjectOfComment(seat, commentId), subjects);
  const read = readComment(typed);
  if (!read.ok) return read;
  const { text } = read;
  return transact(async (tx) => {
    const comment = await requireOwn(tx, await requireWriter(person, partnershipId, tx), commentId);
    if (comment.text === text) return DONE;
    await tx.comment.update({ where: { id: commentId }, data: { text, editedAt: new Date() } });
    await recordChange(tx, { ...about(partnershipId, person, known, comment.threadId), action: 'comment.changed' });
    await tellMentioned(tx, partnershipId, person, known, { id: commentId, text });
    return DONE;
  });
}

/** Takes one's own comment away: its place stays when others have spoken after it. What it told and nobody has read goes with it. */
export async function removeComment(person: Asker, partnershipId: string, commentId: string, subjects: Subjects): Promise<Outcome> {
  const seat = await requireWriter(person, partnershipId);
  const known = await requireSubject(seat, await requireSubjectOfComment(seat, commentId), subjects);
  return transact(async (tx) => {
    const { threadId, at } = await requireOwn(tx, await requireWriter(person, partnershipId, tx), commentId);
    const later = await tx.comment.count({ where: { threadId, OR: [{ at: { gt: at } }, { at, id: { gt: commentId } }] } });
    if (later > 0) await tx.comment.update({ where: { id: commentId }, data: { text: '', removedAt: new Date() } });
    else await removeFromEnd(tx, threadId, commentId);
    await takeBack(tx, partnershipId, [mentionKey(commentId), commentKey(commentId)]);
    await recordChange(tx, { ...about(partnershipId, person, known, threadId), action: 'comment.removed' });
    return DONE;
  });
}

/** With the last comment go the removed ones that nothing follows any more. */
async function removeFromEnd(tx: Tx, threadId: string, commentId: string): Promise<void> {
  await tx.comment.delete({ where: { id: commentId } });
  const last = await tx.comment.findFirst({ where: { threadId, removedAt: null }, orderBy: { at: 'desc' }, select: { at: true } });
  await tx.comment.deleteMany({ where: { threadId, removedAt: { not: null }, ...(last ? { at: { gt: last.at } } : {}) } });
}

/** Says that a thread has come to its end, or opens it again. */
export async function setResolved(
  person: Asker,
  partnershipId: string,
  threadId: string,
  resolved: boolean,
  subjects: Subjects,
): Promise<Outcome> {
  const seat = await requireWriter(person, partnershipId);
  const known = await requireSubject(seat, await requireSubjectOfThread(seat, threadId), subjects);
  return transact(async (tx) => {
    await requireWriter(person, partnershipId, tx);
    const { count } = await tx.thread.updateMany({
      where: { id: threadId, partnershipId, resolvedAt: resolved ? null : { not: null } },
      data: resolved ? { resolvedAt: new Date(), resolvedById: person.userId } : { resolvedAt: null, resolvedById: null },
    });
    // Somebody else was faster: it is as it was wanted.
    if (count === 0) return DONE;
    const change = about(partnershipId, person, known, threadId);
    await recordChange(tx, resolved ? { ...change, action: 'comment.resolved' } : { ...change, action: 'comment.reopened' });
    return DONE;
  });
}

async function requireWriter(person: Asker, partnershipId: string, tx?: Tx): Promise<Seat> {
  const seat = await requireSeat(person, partnershipId, tx);
  if (!can(seat, 'comment')) throw notFound();
  return seat;
}

async function requireOwn(tx: Tx, seat: Seat, id: string) {
  const comment = await tx.comment.findFirst({
    where: { id, partnershipId: seat.partnershipId, removedAt: null },
    select: { authorId: true, threadId: true, at: true, text: true },
  });
  if (!comment || !can(seat, 'change', comment)) throw notFound();
  return comment;
}

/** The subject's thread, made when it is not there: two who speak first at the same moment have one. */
async function threadOf(tx: Tx, partnershipId: string, { type, id }: SubjectRef, userId: string): Promise<string> {
  await tx.$executeRaw`
    INSERT INTO "Thread" ("id", "partnershipId", "subjectType", "subjectId", "anchor", "createdById", "createdAt")
    VALUES (${newId()}, ${partnershipId}, ${type}, ${id}, '', ${userId}, ${new Date()})
    ON CONFLICT ("partnershipId", "subjectType", "subjectId", "anchor") DO NOTHING`;
  const where = { partnershipId_subjectType_subjectId_anchor: { partnershipId, subjectType: type, subjectId: id, anchor: '' } };
  return (await tx.thread.findUniqueOrThrow({ where, select: { id: true } })).id;
}

const mentionKey = (commentId: string) => `mention/${commentId}`;
const commentKey = (commentId: string) => `comment/${commentId}`;

/** A change is told by its thread, which is there for as long as the subject. */
const about = (partnershipId: string, person: Asker, { title }: Known, threadId: string) => ({
  partnershipId,
  actorId: person.userId,
  subjectType: 'comment',
  subjectId: threadId,
  subjectTitle: title,
});

const noticeOf = (partnershipId: string, person: Asker, { type, id, title, path }: Known, commentId: string) => ({
  partnershipId,
  actorId: person.userId,
  subject: { type, id, title, path: placeOfComment(path, commentId) },
});

interface Said {
  id: string;
  text: string;
}

async function tellMentioned(tx: Tx, partnershipId: string, person: Asker, known: Known, { id, text }: Said): Promise<void> {
  const to = mentionsIn(text);
  await notify(tx, { ...noticeOf(partnershipId, person, known, id), kind: 'mention', to, dedupeKey: mentionKey(id) });
}

/** Those who spoke, who were mentioned, and whom the subject concerns; not those who hear that they are mentioned. */
async function tellInvolved(tx: Tx, partnershipId: string, person: Asker, known: Known, said: Said & { threadId: string }): Promise<void> {
  const earlier = await tx.comment.findMany({
    where: { threadId: said.threadId, id: { not: said.id }, removedAt: null },
    select: { authorId: true, text: true },
    orderBy: { at: 'desc' },
    take: LATELY,
  });
  const mentioned = new Set(mentionsIn(said.text));
  const involved = [...(known.people ?? []), ...earlier.flatMap(({ authorId, text }) => [authorId, ...mentionsIn(text)])];
  const to = involved.filter((userId) => !mentioned.has(userId));
  await notify(tx, { ...noticeOf(partnershipId, person, known, said.id), kind: 'comment', to, dedupeKey: commentKey(said.id) });
}
