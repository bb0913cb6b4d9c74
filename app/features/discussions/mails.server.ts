/**
 * The mails that hold notices: in their reader's language, each notice at most once. A mail is written in one transaction with the marks of what
 * it tells, and with the day's mark on the person: a restart, a second server or a day without any makes no second one. Titles and places, no more.
 */
import { stopLinkOf } from '~/features/accounts/mail-choices.server';
import { type Formats, formats } from '~/i18n/format';
import { isLanguage, type Language } from '~/i18n/languages';
import { type T, tFor } from '~/i18n/translate';
import { db, type Prisma, type Tx, transact } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { deleteMails, mailOrigin, writeMail } from '~/kit/mail.server';
import { services } from '~/kit/services.server';
import { instantOf, isZone, wallClock } from '~/kit/zones';
import { DiscussionLimits, urgentKinds } from './discussions';
import { namesOf } from './names.server';
import { noticeSentence } from './words';

/** By the reader's clock. */
const MORNING = '07:00';
const DAY = 24 * 3600_000;
const KEEP_MS = 180 * DAY;
export const MAIL_KIND = 'notices';

/** An address that is proved, of a person who exists. */
const reachable = { deletedAt: null, emailUnproved: false, isExample: false } as const satisfies Prisma.UserWhereInput;

/** Unread, told by no mail, and in a partnership where the reader still has a seat. */
const untold = (userId: string): Prisma.NoticeWhereInput => ({
  userId,
  readAt: null,
  mailedAt: null,
  partnership: { members: { some: { userId } } },
});

/** Mails what is urgent to one person, if the person wants that. */
export async function mailAtOnce(userId: string, now = new Date()): Promise<void> {
  await transact(async (tx) => {
    // Written as it is: until the end, no other server writes this person a mail of the same notices.
    const { count } = await tx.user.updateMany({ where: { id: userId, ...reachable, mailAtOnce: true }, data: { mailAtOnce: true } });
    if (count === 1) await mail(tx, userId, 'atOnce', { ...untold(userId), kind: { in: [...urgentKinds] } }, now);
  });
}

/** Sends the daily mail to everybody whose morning it is, or was while no server ran. */
export async function mailDaily(now: Date): Promise<void> {
  const readers = await db().user.findMany({
    where: { ...reachable, mailDaily: true, notices: { some: { readAt: null, mailedAt: null } } },
    select: { id: true, timeZone: true, dailyMailOn: true },
  });
  for (const { id, timeZone, dailyMailOn } of readers) {
    const morning = morningOf(timeZone, now);
    if (!morning || (dailyMailOn !== null && dailyMailOn >= morning.date)) continue;
    try {
      await mailDailyTo(id, morning, now);
    } catch (error) {
      // The next round tries again; the others have theirs.
      services().log.error({ err: error, userId: id }, 'a daily mail could not be written');
    }
  }
}

/** Today's morning on the clocks of a zone; null while it is still to come. */
export function morningOf(timeZone: string, now: Date): { date: string; at: Date } | null {
  const zone = isZone(timeZone) ? timeZone : 'Europe/Brussels';
  const { date } = wallClock(now, zone);
  const at = instantOf(date, MORNING, zone);
  return at && at <= now ? { date, at } : null;
}

async function mailDailyTo(userId: string, { date, at }: { date: string; at: Date }, now: Date): Promise<void> {
  await transact(async (tx) => {
    // What came later in the day waits for the next morning.
    if (!(await tx.notice.findFirst({ where: { ...untold(userId), at: { lte: at } }, select: { id: true } }))) return;
    const { count } = await tx.user.updateMany({
      where: { id: userId, ...reachable, mailDaily: true, OR: [{ dailyMailOn: null }, { dailyMailOn: { lt: date } }] },
      data: { dailyMailOn: date },
    });
    if (count === 1) await mail(tx, userId, 'daily', untold(userId), now);
  });
}

/** Writes one mail of the notices that are there, and marks them. The caller has changed the person's row: nobody else does this meanwhile. */
async function mail(tx: Tx, userId: string, when: 'atOnce' | 'daily', where: Prisma.NoticeWhereInput, now: Date): Promise<void> {
  const notices = await tx.notice.findMany({
    where,
    include: { partnership: { select: { acronym: true } } },
    orderBy: [{ partnershipId: 'asc' }, { at: 'asc' }],
  });
  const [first] = notices;
  if (!first) return;
  const select = { email: true, name: true, language: true, timeZone: true } as const;
  const reader = await tx.user.findUniqueOrThrow({ where: { id: userId }, select });
  const language: Language = isLanguage(reader.language) ? reader.language : 'en';
  const t = await tFor(language, 'discussions');
  const names = await namesOf(
    notices.flatMap(({ actorId }) => actorId ?? []),
    tx,
  );
  const { lists, left } = listsOf(notices, { t, format: formats(language, reader.timeZone), names });
  const isOne = notices.every(({ partnershipId }) => partnershipId === first.partnershipId);
  const count = notices.length;
  const mailId = newId();
  await writeMail(tx, {
    id: mailId,
    to: reader.email,
    userId,
    kind: MAIL_KIND,
    language,
    subject: isOne ? t('mail.subjectIn', { count, acronym: first.partnership.acronym }) : t('mail.subject', { count }),
    paragraphs: [t('mail.greeting', { name: reader.name }), t(when === 'daily' ? 'mail.daily' : 'mail.atOnce')],
    lists,
    closing: [...(left > 0 ? [t('mail.more', { count: left })] : []), t('mail.why')],
    stop: { label: t('mail.stop'), link: stopLinkOf(userId) },
  });
  await tx.notice.updateMany({ where: { id: { in: notices.map(({ id }) => id) } }, data: { mailedAt: now, mailId } });
}

interface Row {
  id: string;
  partnershipId: string;
  partnership: { acronym: string };
  kind: string;
  subjectType: string;
  subjectId: string;
  title: string;
  date: string | null;
  actorId: string | null;
}

interface Saying {
  t: T<'discussions'>;
  format: Formats;
  names: Map<string, string>;
}

/** A list for each partnership; comments on one thing are one line, which leads to the first of them. @returns and how many lines are left out */
function listsOf(notices: readonly Row[], saying: Saying) {
  const lines = new Map<string, Row[]>();
  for (const notice of notices) {
    const key = notice.kind === 'comment' ? `${notice.partnershipId} ${notice.subjectType} ${notice.subjectId}` : notice.id;
    lines.set(key, [...(lines.get(key) ?? []), notice]);
  }
  const lists = new Map<string, { title: string; lines: { text: string; link: string }[] }>();
  const groups = [...lines.values()];
  for (const [first, ...more] of groups.slice(0, DiscussionLimits.mailLines)) {
    if (!first) continue;
    const { id, partnershipId, partnership } = first;
    const list = lists.get(partnershipId) ?? { title: partnership.acronym, lines: [] };
    list.lines.push({ text: lineOf(first, 1 + more.length, saying), link: `${mailOrigin()}/p/${partnershipId}/notices/${id}` });
    lists.set(partnershipId, list);
  }
  return { lists: [...lists.values()], left: Math.max(groups.length - DiscussionLimits.mailLines, 0) };
}

function lineOf({ kind, title, date, actorId }: Row, count: number, { t, format, names }: Saying): string {
  if (count > 1) return t('notice.comments', { count, title: title || t('untitled') });
  return noticeSentence(t, { kind, title, actor: (actorId && names.get(actorId)) || null, date: date ? format.date(date) : '' });
}

/** Mails that were not sent yet and name this person are taken back; what else they told is told anew. */
export async function takeBackMailsNaming(tx: Tx, actorId: string): Promise<void> {
  const naming = await tx.notice.findMany({ where: { actorId, mailId: { not: null } }, select: { mailId: true }, distinct: ['mailId'] });
  const ids = naming.flatMap(({ mailId }) => mailId ?? []);
  const unsent = await tx.mail.findMany({ where: { id: { in: ids }, sentAt: null }, select: { id: true, sendingAt: true } });
  await deleteMails(tx, { id: { in: unsent.map(({ id }) => id) } });
  // Of one that was on its way nobody knows whether it arrived: it is not told a second time.
  const waiting = unsent.filter(({ sendingAt }) => sendingAt === null).map(({ id }) => id);
  await tx.notice.updateMany({ where: { mailId: { in: waiting } }, data: { mailedAt: null, mailId: null } });
}

/** Nobody looks for what is half a year old. */
export async function forgetOldNotices(now: Date): Promise<void> {
  await db().notice.deleteMany({ where: { at: { lt: new Date(now.getTime() - KEEP_MS) } } });
}
