/** What the home page of a partnership answers: what waits for me, what comes next, what changed since I was last here. */

import { addDays, projectMonths, today } from '~/kit/dates';
import { db, type Prisma } from '~/kit/db.server';
import { visibleTo } from './audience.server';
import { openInvitations } from './open-invitations.server';
import { type Seat, workingLanguageOf } from './partnerships';
import { can } from './permissions';

/** A visit ends when nothing was asked for half an hour. */
const VISIT_GAP_MS = 30 * 60_000;
const NOTED_EVERY_MS = 5 * 60_000;
const CHANGES = 30;
const NEXT_DAYS = 120;
const NEXT = 8;
/** The funders' clocks. */
const ZONE = 'Europe/Brussels';

/** Notes that the member is here; when a new visit begins, the one before becomes "last time". */
export async function noteVisit({ memberId, lastVisitAt, previousVisitAt }: Seat, now = new Date()): Promise<void> {
  if (now.getTime() - (lastVisitAt?.getTime() ?? 0) < NOTED_EVERY_MS) return;
  // Not an update by id: the seat may have been taken away, or another page may have noted this visit, a moment ago.
  await db().member.updateMany({
    where: { id: memberId, lastVisitAt },
    data: { lastVisitAt: now, previousVisitAt: visitBefore({ lastVisitAt, previousVisitAt }, now) },
  });
}

/** When the visit before this one ended: a page may be the first of a new visit, noted by nobody yet. */
function visitBefore({ lastVisitAt, previousVisitAt }: Pick<Seat, 'lastVisitAt' | 'previousVisitAt'>, now: Date): Date | null {
  return lastVisitAt && now.getTime() - lastVisitAt.getTime() >= VISIT_GAP_MS ? lastVisitAt : previousVisitAt;
}

/** Something that this member should do; a page leads to the place. Other features add theirs in the route. */
export type Waiting =
  | { kind: 'start-date-missing' | 'start-date-open' | 'end-date-missing' | 'end-date-open'; typed: string | null }
  | { kind: 'sums-missing' | 'objectives-missing' | 'places-missing' | 'deadline-hours-missing'; count: number }
  | { kind: 'invitation-open'; count: number }
  | { kind: 'invite-somebody' };

/**
 * What the home page tells: the heading, what waits for the member, what comes next, what changed. One read of each table: a page that
 * is asked for most must be the cheapest.
 */
export async function getHome(seat: Seat, now = new Date()) {
  const { partnershipId } = seat;
  const [facts, invitations] = await Promise.all([
    db().partnership.findUniqueOrThrow({ where: { id: partnershipId }, select: homeFacts(today(ZONE, now)) }),
    can(seat, 'edit') ? db().invitation.count({ where: { partnershipId, ...openInvitations(now) } }) : 0,
  ]);
  return {
    facts,
    waiting: can(seat, 'edit') ? waitingIn(facts, invitations) : [],
    next: nextIn(facts, now),
    changes: await listChanges(seat, facts.languages, now),
  };
}

const homeFacts = (from: string) =>
  ({
    acronym: true,
    title: true,
    languages: true,
    isExample: true,
    closedAt: true,
    startDate: true,
    startDateTyped: true,
    startDateOpen: true,
    endDate: true,
    endDateTyped: true,
    endDateOpen: true,
    totalBudgetCents: true,
    grantCents: true,
    organisations: { select: { country: true } },
    deadlines: { where: { date: { gte: from } }, orderBy: { date: 'asc' } },
    _count: { select: { objectives: true, places: true, members: true } },
  }) as const satisfies Prisma.PartnershipSelect;

type HomeFacts = Prisma.PartnershipGetPayload<{ select: ReturnType<typeof homeFacts> }>;

function waitingIn(facts: HomeFacts, invitations: number): Waiting[] {
  const waiting: Waiting[] = [];
  if (!facts.startDate) waiting.push({ kind: facts.startDateOpen ? 'start-date-open' : 'start-date-missing', typed: facts.startDateTyped });
  if (!facts.endDate) waiting.push({ kind: facts.endDateOpen ? 'end-date-open' : 'end-date-missing', typed: facts.endDateTyped });
  const sums = [facts.totalBudgetCents, facts.grantCents].filter((sum) => sum === null).length;
  if (sums > 0) waiting.push({ kind: 'sums-missing', count: sums });
  if (facts._count.objectives === 0) waiting.push({ kind: 'objectives-missing', count: 0 });
  if (facts._count.places === 0) waiting.push({ kind: 'places-missing', count: 0 });
  const hourless = facts.deadlines.filter(({ at }) => at === null).length;
  if (hourless > 0) waiting.push({ kind: 'deadline-hours-missing', count: hourless });
  if (invitations > 0) waiting.push({ kind: 'invitation-open', count: invitations });
  else if (facts._count.members === 1) waiting.push({ kind: 'invite-somebody' });
  return waiting;
}

/** Something with a day of its own. */
export interface CalendarEntry {
  id: string;
  kind: 'deadline' | 'project-month' | 'project-end';
  title: string;
  /** ISO date, by the clocks of `zone`. */
  date: string;
  at: Date | null;
  zone: string;
  /** Project months: their number and how many there are. */
  month?: number;
  months?: number;
}

/** What comes next: deadlines, the beginnings of project months, the end. Soonest first. */
function nextIn({ deadlines, startDate, endDate }: HomeFacts, now: Date): CalendarEntry[] {
  const from = today(ZONE, now);
  const until = addDays(from, NEXT_DAYS);
  const entries: CalendarEntry[] = deadlines
    .filter(({ at }) => !at || at >= now)
    .map(({ id, title, date, at, zone }) => ({ id, kind: 'deadline', title, date, at, zone }));
  const asDay = { title: '', at: null, zone: ZONE };
  if (startDate) {
    const months = projectMonths(startDate, endDate ?? until).filter((month) => month.from >= from && month.from <= until);
    const total = endDate ? projectMonths(startDate, endDate).length : undefined;
    for (const { number, from: date } of months.slice(0, 2))
      entries.push({ ...asDay, id: `m${number}`, kind: 'project-month', date, month: number, months: total });
  }
  if (endDate && endDate >= from) entries.push({ ...asDay, id: 'end', kind: 'project-end', date: endDate });
  return entries.sort((a, b) => a.date.localeCompare(b.date)).slice(0, NEXT);
}

/** One line of "since your last visit". */
export interface ChangeLine {
  id: string;
  action: string;
  subjectType: string;
  subjectId: string;
  subjectTitle: string;
  at: Date;
  actor: string | null;
  /** Of the title; null for a person's name. */
  language: string | null;
}

/**
 * What others did since the visit before this one (for a first visit: the latest).
 * Changes inside an organisation are seen by it and by coordinators only.
 */
async function listChanges(seat: Seat, languages: string, now: Date): Promise<{ since: Date | null; changes: ChangeLine[] }> {
  const since = visitBefore(seat, now);
  const rows = await db().change.findMany({
    where: {
      partnershipId: seat.partnershipId,
      ...(since ? { at: { gt: since } } : {}),
      AND: [
        // Null is neither equal nor unequal to anything, so the system's own changes are named.
        { OR: [{ actorId: null }, { actorId: { not: seat.userId } }] },
        visibleTo(seat),
      ],
    },
    orderBy: { at: 'desc' },
    take: CHANGES,
  });
  const actorIds = [...new Set(rows.flatMap(({ actorId }) => actorId ?? []))];
  const actors =
    actorIds.length > 0
      ? await db().user.findMany({ where: { id: { in: actorIds }, deletedAt: null }, select: { id: true, name: true } })
      : [];
  const names = new Map(actors.map(({ id, name }) => [id, name]));
  const languageOf = await subjectLanguages(seat.partnershipId, languages, rows);
  return {
    since,
    changes: rows.map(({ actorId, organisationId: _, partnershipId: __, ...row }) => ({
      ...row,
      actor: (actorId && names.get(actorId)) || null,
      language: languageOf(row),
    })),
  };
}

/** In which language the titles of changes are: documents have their own, persons none, all else the partnership's first. */
async function subjectLanguages(partnershipId: string, languages: string, rows: readonly { subjectType: string; subjectId: string }[]) {
  const ids = rows.flatMap(({ subjectType, subjectId }) => (subjectType === 'document' ? subjectId : []));
  const documents =
    ids.length > 0
      ? await db().document.findMany({ where: { partnershipId, id: { in: ids } }, select: { id: true, sourceLanguage: true } })
      : [];
  const ofDocument = new Map(documents.map(({ id, sourceLanguage }) => [id, sourceLanguage]));
  return ({ subjectType, subjectId }: { subjectType: string; subjectId: string }): string | null => {
    if (subjectType === 'document') return ofDocument.get(subjectId) ?? null;
    return subjectType === 'member' ? null : workingLanguageOf(languages);
  };
}
