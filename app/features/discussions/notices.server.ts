/**
 * Notices: what one person should know. Features write them with `notify`, in the transaction of what they tell; the person finds them under
 * the bell until they are read, and mails.server.ts sends those on that nobody has read by then.
 */
import { onlyTo } from '~/features/partnerships/audience.server';
import { type Seat, workingLanguageOf } from '~/features/partnerships/partnerships';
import { afterCommit, db, type Prisma, type Tx, transact } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { services } from '~/kit/services.server';
import { DiscussionLimits, type NoticeKind, type Subject, type SubjectRef, urgentKinds } from './discussions';
import { enqueueMailAtOnce } from './mail-jobs.server';
import { namesOf } from './names.server';

export interface NewNotice {
  partnershipId: string;
  kind: NoticeKind;
  /** User ids. Whoever has no seat, or did it, is left out. */
  to: readonly string[];
  /** Whose deed it is; null: nobody's. */
  actorId: string | null;
  subject: Subject;
  /** Of a deadline: the ISO date. */
  date?: string;
  /** Nobody is told twice with one key: `deadline/<item>/<date>/14`. */
  dedupeKey: string;
}

/** Tells members something, in the caller's transaction. What they were told already is not told again. */
export async function notify(tx: Tx, notice: NewNotice, now = new Date()): Promise<void> {
  const { partnershipId, kind, actorId, to } = notice;
  const wanted = [...new Set(to)].filter((userId) => userId !== actorId);
  if (wanted.length === 0) return;
  const readers = await tx.member.findMany({
    where: { partnershipId, userId: { in: wanted }, user: { deletedAt: null } },
    select: { userId: true },
  });
  const told: string[] = [];
  for (const { userId } of readers) {
    if (!(await addNotice(tx, notice, userId, now))) continue;
    told.push(userId);
    if (urgentKinds.includes(kind)) await enqueueMailAtOnce(tx, userId, now);
  }
  tellReaders(tx, partnershipId, told);
}

/** One statement that both databases know: asking first would let two writers in, and a refused insert ends a transaction of PostgreSQL. */
async function addNotice(tx: Tx, notice: NewNotice, userId: string, now: Date): Promise<boolean> {
  const { partnershipId, kind, subject, actorId, date = null, dedupeKey } = notice;
  const title = subject.title.slice(0, DiscussionLimits.title);
  const added = await tx.$executeRaw`
    INSERT INTO "Notice" ("id", "partnershipId", "userId", "kind", "subjectType", "subjectId", "title", "path", "date", "actorId", "dedupeKey", "at")
    VALUES (${newId()}, ${partnershipId}, ${userId}, ${kind}, ${subject.type}, ${subject.id}, ${title}, ${subject.path}, ${date}, ${actorId},
      ${dedupeKey}, ${now})
    ON CONFLICT ("userId", "dedupeKey") DO NOTHING`;
  return added > 0;
}

/** Open pages of these members ask for their notices again. */
function tellReaders(tx: Tx, partnershipId: string, userIds: readonly string[]): void {
  if (userIds.length === 0) return;
  const audiences = userIds.map((userId) => onlyTo(partnershipId, userId));
  afterCommit(tx, () => services().events.tell(audiences, { about: 'notice' }));
}

/** What was told and is not true any more: nobody needs to read it. Mails that left are gone. */
export async function takeBack(tx: Tx, partnershipId: string, dedupeKeys: string[]): Promise<void> {
  const where = { partnershipId, dedupeKey: { in: dedupeKeys } };
  const readers = await tx.notice.findMany({ where, select: { userId: true } });
  await tx.notice.deleteMany({ where });
  tellReaders(
    tx,
    partnershipId,
    readers.map(({ userId }) => userId),
  );
}

const own = ({ userId, partnershipId }: Seat) => ({ userId, partnershipId });

/** How many notices the member has not read. */
export function countUnread(seat: Seat): Promise<number> {
  return db().notice.count({ where: { ...own(seat), readAt: null } });
}

/** A notice as its page shows it. */
export type NoticeLine = Awaited<ReturnType<typeof listNotices>>['notices'][number];

/** The member's notices, the unread ones first, then the newest; whether there are more of them, and the language that titles are written in. */
export async function listNotices(seat: Seat) {
  const select = { id: true, kind: true, title: true, date: true, actorId: true, at: true, readAt: true } as const;
  const take = DiscussionLimits.shown + 1;
  const read = (where: Prisma.NoticeWhereInput) =>
    db().notice.findMany({ where: { ...own(seat), ...where }, select, orderBy: { at: 'desc' }, take });
  const rows = [...(await read({ readAt: null })), ...(await read({ readAt: { not: null } }))];
  const shown = rows.slice(0, DiscussionLimits.shown);
  const { languages } = await db().partnership.findUniqueOrThrow({ where: { id: seat.partnershipId }, select: { languages: true } });
  const names = await namesOf(shown.flatMap(({ actorId }) => actorId ?? []));
  return {
    notices: shown.map(({ actorId, ...notice }) => ({ ...notice, actor: (actorId && names.get(actorId)) || null })),
    more: rows.length > shown.length,
    language: workingLanguageOf(languages),
  };
}

/** Where a notice of the member leads; it is read with that. Null where there is none. */
export async function openNotice(seat: Seat, id: string): Promise<string | null> {
  const notice = await db().notice.findFirst({ where: { ...own(seat), id }, select: { path: true } });
  if (notice) await markRead(seat, { id });
  return notice?.path ?? null;
}

/** Marks one notice of the member as read, or all. */
export function readNotices(seat: Seat, which: { id: string } | 'all'): Promise<void> {
  return markRead(seat, which === 'all' ? {} : which);
}

/** The member looks at the subject: what is told about it is read. */
export function readNoticesAbout(seat: Seat, { type, id }: SubjectRef): Promise<void> {
  return markRead(seat, { subjectType: type, subjectId: id });
}

async function markRead(seat: Seat, where: Prisma.NoticeWhereInput): Promise<void> {
  await transact(async (tx) => {
    const { count } = await tx.notice.updateMany({ where: { ...own(seat), ...where, readAt: null }, data: { readAt: new Date() } });
    if (count > 0) tellReaders(tx, seat.partnershipId, [seat.userId]);
  });
}
