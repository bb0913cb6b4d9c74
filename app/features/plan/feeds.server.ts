/**
 * Calendars of the plan at secret addresses, for programs that know no cookie. Who has the address reads, for as long as who made it has the seat it
 * was made with and has not revoked it. It is shown once; the database keeps what it hashes to.
 */
import { createHash } from 'node:crypto';
import type { Seat } from '~/features/partnerships/partnerships';
import { type Asker, notFound, requireSeat, seatFor } from '~/features/partnerships/queries.server';
import { isLanguage, type Language } from '~/i18n/languages';
import { type T, tFor } from '~/i18n/translate';
import { db, transact } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { giveBack, type Limit, take } from '~/kit/limits.server';
import { hashSecret, newSecret } from '~/kit/secrets.server';
import { eventsOf, type FeedScope, type FoundEvent, feedScopes } from './files/calendar/events';
import { type CalendarEvent, writeCalendar } from './files/calendar/write';
import { wholePlan } from './files/room.server';
import type { Plan } from './whole';

/** Nobody reads more calendars than this; more would be a mistake or worse. */
const MOST_FEEDS = 20;
/** Who guesses addresses. */
const wrongAddresses: Limit = { name: 'feeds', tries: 60, seconds: 600 };
/** What the list of calendars says about the last time need not be exact. */
const READ_EVERY_MS = 3600_000;

/** Whose calendar it is, in which language, and the address of this site. */
export interface FeedAsker {
  scope: FeedScope;
  language: Language;
  origin: string;
}

/** What stands in calendars from features that the plan does not know. */
type MoreEvents = (seat: Seat, asker: FeedAsker) => Promise<CalendarEvent[]>;

export type { CalendarEvent };

export const isFeedScope = (text: unknown): text is FeedScope => feedScopes.some((scope) => scope === text);

/** One's own calendars that are open, the newest first. */
export function listFeeds({ memberId }: Pick<Seat, 'memberId'>) {
  return db().planFeed.findMany({
    where: { memberId, revokedAt: null },
    select: { id: true, scope: true, createdAt: true, lastReadAt: true },
    orderBy: { createdAt: 'desc' },
  });
}

/** @returns the secret of the address, told this once; null when there are too many already */
export async function makeFeed(person: Asker, partnershipId: string | undefined, scope: FeedScope): Promise<string | null> {
  const secret = newSecret();
  return transact(async (tx) => {
    const { memberId, userId, ...seat } = await requireSeat(person, partnershipId, tx);
    if ((await tx.planFeed.count({ where: { memberId, revokedAt: null } })) >= MOST_FEEDS) return null;
    const { partnershipId: of } = seat;
    await tx.planFeed.create({ data: { id: newId(), partnershipId: of, memberId, userId, scope, tokenHash: hashSecret(secret) } });
    return secret;
  });
}

/** Closes one of one's own calendars at once. @throws the 404 answer where it is none */
export async function revokeFeed(person: Asker, partnershipId: string | undefined, id: string): Promise<void> {
  await transact(async (tx) => {
    const { memberId } = await requireSeat(person, partnershipId, tx);
    const { count } = await tx.planFeed.updateMany({ where: { id, memberId, revokedAt: null }, data: { revokedAt: new Date() } });
    if (count === 0) throw notFound();
  });
}

export interface FeedAsked {
  token: string;
  /** Address of this site. */
  origin: string;
  clientAddress: string;
}

export type FeedAnswer = { ok: true; body: string; etag: string } | { ok: false; wait: number };

/** @throws the 404 answer for addresses that open nothing (any more) */
export async function readFeed({ token, origin, clientAddress }: FeedAsked, more: MoreEvents): Promise<FeedAnswer> {
  const tries = [{ limit: wrongAddresses, who: clientAddress }];
  const wait = await take(tries);
  if (wait > 0) return { ok: false, wait };
  const feed = await db().planFeed.findFirst({ where: { tokenHash: hashSecret(token), revokedAt: null } });
  const seat = feed && (await seatFor(feed.userId, feed.partnershipId));
  if (!feed || seat?.memberId !== feed.memberId || !isFeedScope(feed.scope)) throw notFound();
  await giveBack(tries);
  const body = await calendarOf(feed, seat, { scope: feed.scope, language: await languageOf(seat.userId), origin }, more);
  return { ok: true, body, etag: `"${sha256(body)}"` };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

interface FeedRow {
  id: string;
  contentHash: string;
  changedAt: Date;
  revision: number;
  lastReadAt: Date | null;
}

async function calendarOf(feed: FeedRow, seat: Seat, asker: FeedAsker, more: MoreEvents): Promise<string> {
  const { scope, language, origin } = asker;
  const [{ plan }, t, others] = await Promise.all([wholePlan(seat), tFor(language, 'plan'), more(seat, asker)]);
  const found = eventsOf(plan, scope).map((event) => itemEvent(event, plan, t, origin));
  const events = [...found, ...others, ...(scope === 'partnership' ? await deadlines(plan, t, origin) : [])];
  const content = { name: nameOf(scope, plan, t), language, events };
  return writeCalendar({ ...content, ...(await stamp(feed, sha256(JSON.stringify(content)))) });
}

async function languageOf(userId: string): Promise<Language> {
  const { language } = await db().user.findUniqueOrThrow({ where: { id: userId }, select: { language: true } });
  return isLanguage(language) ? language : 'en';
}

function nameOf(scope: FeedScope, plan: Plan, t: T<'plan'>): string {
  const { acronym, me } = plan.facts;
  if (scope === 'mine') return t('feeds.name.mine', { acronym });
  const organisation = plan.organisation(me.organisationId);
  return scope === 'organisation' && organisation ? `${acronym} · ${organisation.shortName || organisation.name}` : acronym;
}

/** When it said something else last, and how often that was. Two who read at the same moment write the same. */
async function stamp(feed: FeedRow, contentHash: string): Promise<{ changedAt: Date; revision: number }> {
  const now = new Date();
  const isNew = feed.contentHash !== contentHash;
  const isFirst = feed.contentHash === '';
  const changedAt = isNew ? now : feed.changedAt;
  const revision = isNew && !isFirst ? feed.revision + 1 : feed.revision;
  const readLately = feed.lastReadAt !== null && now.getTime() - feed.lastReadAt.getTime() < READ_EVERY_MS;
  if (isNew || !readLately)
    await db().planFeed.updateMany({ where: { id: feed.id }, data: { contentHash, changedAt, revision, lastReadAt: now } });
  return { changedAt, revision };
}

function itemEvent({ item, ...event }: FoundEvent, plan: Plan, t: T<'plan'>, origin: string): CalendarEvent {
  const lead = plan.organisation(item.lead);
  const package_ = plan.packageOf(item);
  const category = t(`kind.${item.kind}`);
  const lines = [
    `${category}: ${t(`status.${item.status}`)}`,
    lead ? t('feeds.event.lead', { name: lead.name }) : '',
    package_ && package_ !== item ? [plan.codeOf(package_.id), package_.title].filter(Boolean).join(' ') : '',
  ];
  const url = `${origin}/p/${plan.facts.partnershipId}/plan?item=${item.id}`;
  return { ...event, category, description: lines.filter(Boolean).join('\n'), url };
}

/** What the partnership has to keep stands in its settings, not in the plan. */
async function deadlines(plan: Plan, t: T<'plan'>, origin: string): Promise<CalendarEvent[]> {
  const { partnershipId } = plan.facts;
  const rows = await db().deadline.findMany({ where: { partnershipId }, orderBy: [{ date: 'asc' }, { id: 'asc' }] });
  return rows.map(({ id, title, date, at }) => ({
    uid: `koinon-deadline-${id}`,
    title,
    when: at ? { at } : { start: date, end: date },
    isCancelled: false,
    category: t('feeds.event.deadline'),
    description: '',
    url: `${origin}/p/${partnershipId}/settings/deadlines`,
  }));
}
