/** What is said about a subject. Whoever asks has shown before that the member may see the subject (`requireSubject`). */
import type { Seat } from '~/features/partnerships/partnerships';
import { notFound } from '~/features/partnerships/queries.server';
import { db, type Tx } from '~/kit/db.server';
import { mentionsIn } from './comment-text';
import { type Discussion, DiscussionLimits, type SubjectFacts, type SubjectRef, type Subjects } from './discussions';
import { namesOf } from './names.server';

/** What the subject's own feature says about it; throws 404 when the member may not see it, or there is no such thing. */
export async function requireSubject(seat: Seat, { type, id }: SubjectRef, subjects: Subjects): Promise<SubjectRef & SubjectFacts> {
  const facts = Object.hasOwn(subjects, type) ? await subjects[type]?.(seat, id) : null;
  if (!facts) throw notFound();
  return { type, id, ...facts };
}

/** The threads of a subject with their comments, the oldest first. */
export async function getDiscussion(seat: Seat, { type, id }: SubjectRef): Promise<Discussion> {
  const rows = await db().thread.findMany({
    where: { partnershipId: seat.partnershipId, subjectType: type, subjectId: id, comments: { some: {} } },
    select: {
      id: true,
      anchor: true,
      resolvedAt: true,
      resolvedById: true,
      comments: {
        select: { id: true, authorId: true, text: true, at: true, editedAt: true, removedAt: true },
        orderBy: [{ at: 'asc' }, { id: 'asc' }],
        take: DiscussionLimits.comments,
      },
    },
    orderBy: { createdAt: 'asc' },
  });
  const threads = rows.map(({ comments, ...thread }) => ({
    ...thread,
    comments: comments.map(({ removedAt, ...comment }) => ({ ...comment, removed: removedAt !== null })),
  }));
  const comments = threads.flatMap((thread) => thread.comments);
  const authors = [...comments.map(({ authorId }) => authorId), ...threads.flatMap(({ resolvedById }) => resolvedById ?? [])];
  // Whoever writes an id into a comment must not learn the name of a stranger.
  const mentioned = await membersAmong(
    seat.partnershipId,
    comments.flatMap(({ text }) => mentionsIn(text)),
  );
  return { threads, names: Object.fromEntries(await namesOf([...authors, ...mentioned])) };
}

/** Those of the ids that belong to members. */
export async function membersAmong(partnershipId: string, userIds: readonly string[], tx: Tx = db()): Promise<string[]> {
  if (userIds.length === 0) return [];
  const members = await tx.member.findMany({ where: { partnershipId, userId: { in: [...userIds] } }, select: { userId: true } });
  return members.map(({ userId }) => userId);
}

/** What a comment is about; throws 404 where there is no such comment in the partnership. */
export async function requireSubjectOfComment({ partnershipId }: Seat, commentId: string): Promise<SubjectRef> {
  const comment = await db().comment.findFirst({
    where: { id: commentId, partnershipId },
    select: { thread: { select: { subjectType: true, subjectId: true } } },
  });
  if (!comment) throw notFound();
  return { type: comment.thread.subjectType, id: comment.thread.subjectId };
}

/** What a thread is about; throws 404 where there is no such thread in the partnership. */
export async function requireSubjectOfThread({ partnershipId }: Seat, threadId: string): Promise<SubjectRef> {
  const thread = await db().thread.findFirst({ where: { id: threadId, partnershipId }, select: { subjectType: true, subjectId: true } });
  if (!thread) throw notFound();
  return { type: thread.subjectType, id: thread.subjectId };
}
