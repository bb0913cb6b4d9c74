/** Reads of partnerships. Who asks comes first, and access is part of the `where`. */
import type { Person } from '~/features/accounts/accounts';
import { db, type Tx } from '~/kit/db.server';
import { sharing } from '~/kit/under-way.server';
import { openInvitations } from './open-invitations.server';
import { type Grant, type OrganisationRole, type Role, readGrants, roles, type Seat, workingLanguageOf } from './partnerships';
import { can, isCoordinator } from './permissions';

/** Who asks: a signed-in person; reads need no more of it than this. */
export type Asker = Pick<Person, 'userId'>;

/** A page or thing that is not there, or not for this person: the answer is the same. */
export function notFound(): Response {
  return new Response(null, { status: 404 });
}

interface SeatRow {
  memberId: string;
  organisationId: string;
  lastVisitAt: Date | null;
  previousVisitAt: Date | null;
  closedAt: Date | null;
  /** One row for each role; null: there is none. */
  role: string | null;
  language: string | null;
}

/** The seat of a user in a partnership, or null when there is none (or no such partnership). Joined by the database: every page asks. */
export async function seatFor(userId: string, partnershipId: string, tx: Tx = db()): Promise<Seat | null> {
  const rows = await tx.$queryRaw<SeatRow[]>`
    SELECT m."id" AS "memberId", m."organisationId", m."lastVisitAt", m."previousVisitAt", p."closedAt", r."role", r."language"
    FROM "Member" m JOIN "Partnership" p ON p."id" = m."partnershipId" LEFT JOIN "MemberRole" r ON r."memberId" = m."id"
    WHERE m."partnershipId" = ${partnershipId} AND m."userId" = ${userId}`;
  const [member] = rows;
  if (!member) return null;
  const { memberId, organisationId, closedAt, lastVisitAt, previousVisitAt } = member;
  return {
    memberId,
    userId,
    partnershipId,
    organisationId,
    grants: grantsOf(rows.flatMap(({ role, language }) => (role === null ? [] : { role, language: language ?? '' }))),
    closed: closedAt !== null,
    lastVisitAt,
    previousVisitAt,
  };
}

const sharedSeats = sharing<Seat | null>();

/** The seat of who asks; throws the 404 answer when there is none. */
export async function requireSeat(person: Asker, partnershipId: string | undefined, tx?: Tx): Promise<Seat> {
  if (!partnershipId) throw notFound();
  const look = () => seatFor(person.userId, partnershipId, tx);
  // What a transaction sees is its own.
  const seat = await (tx ? look() : sharedSeats(`${person.userId} ${partnershipId}`, look));
  if (!seat) throw notFound();
  return seat;
}

/** Stored roles as grants; a role of a newer version of Koinon is left out, so that it allows nothing. */
export function grantsOf(rows: { role: string; language: string }[]): Grant[] {
  return rows
    .flatMap(({ role, language }) => {
      const known = roles.find((name) => name === role);
      return known ? [{ role: known, language }] : [];
    })
    .sort((a, b) => rank(a.role) - rank(b.role) || a.language.localeCompare(b.language));
}

const rank = (role: Role) => roles.indexOf(role);

/** The partnerships in which the person has a seat, the latest visit first. */
export async function listPartnerships(person: Asker) {
  const members = await db().member.findMany({
    where: { userId: person.userId },
    select: {
      lastVisitAt: true,
      joinedAt: true,
      roles: { select: { role: true, language: true } },
      organisation: { select: { name: true } },
      partnership: {
        select: {
          id: true,
          acronym: true,
          title: true,
          languages: true,
          startDate: true,
          endDate: true,
          endDateOpen: true,
          isExample: true,
          closedAt: true,
          organisations: { select: { country: true } },
          _count: { select: { members: true, organisations: true } },
        },
      },
    },
  });
  const visited = (row: (typeof members)[number]) => (row.lastVisitAt ?? row.joinedAt).getTime();
  return members
    .sort((a, b) => visited(b) - visited(a))
    .map(({ partnership: { organisations, _count, closedAt, languages, ...partnership }, ...member }) => ({
      ...partnership,
      language: workingLanguageOf(languages),
      closed: closedAt !== null,
      grants: grantsOf(member.roles),
      organisation: member.organisation.name,
      countries: countriesOf(organisations),
      counts: _count,
    }));
}

/** The countries that organisations come from, each once; a network of many countries adds none. */
export function countriesOf(organisations: readonly { country: string }[]): string[] {
  return [...new Set(organisations.flatMap(({ country }) => country || []))].sort();
}

/** Names for the frame's menu of partnerships. */
export async function listNames(person: Asker) {
  const rows = await db().partnership.findMany({
    where: { members: { some: { userId: person.userId } } },
    select: { id: true, acronym: true, title: true, languages: true },
    orderBy: { acronym: 'asc' },
  });
  return rows.map(({ languages, ...names }) => ({ ...names, language: workingLanguageOf(languages) }));
}

/** All facts, with where each was taken from. */
export async function getFacts(seat: Seat) {
  const { objectives, targetGroups, organisations, places, deadlines, sources, languages, ...partnership } =
    await db().partnership.findUniqueOrThrow({
      where: { id: seat.partnershipId },
      include: {
        objectives: { orderBy: { position: 'asc' } },
        targetGroups: { orderBy: { position: 'asc' } },
        organisations: { orderBy: [{ country: 'asc' }, { name: 'asc' }] },
        places: { orderBy: [{ country: 'asc' }, { name: 'asc' }] },
        deadlines: { orderBy: [{ date: 'asc' }, { at: 'asc' }] },
        sources: { orderBy: { id: 'asc' } },
      },
    });
  const groups = (rank: string) => targetGroups.filter((group) => group.rank === rank);
  return {
    ...partnership,
    languages: languages.split(',').filter(Boolean),
    objectives,
    principal: groups('principal'),
    secondary: groups('secondary'),
    // The coordinating organisation comes first, associated ones last.
    organisations: organisations.sort((a, b) => weight(a.role) - weight(b.role)),
    places,
    deadlines,
    sources,
  };
}

export type FactsData = Awaited<ReturnType<typeof getFacts>>;

const WEIGHTS: Record<OrganisationRole, number> = { coordinator: 0, partner: 1, associated: 2 };
const weight = (role: string) => WEIGHTS[role as OrganisationRole] ?? 3;

/** Names for menus. */
export async function listOrganisations(seat: Seat) {
  return db().organisation.findMany({
    where: { partnershipId: seat.partnershipId },
    select: { id: true, name: true, country: true },
    orderBy: { name: 'asc' },
  });
}

/** Who is in it, coordinators first. Addresses of members are nobody's business here; there is no search. */
export async function listMembers(seat: Seat) {
  const rows = await db().member.findMany({
    where: { partnershipId: seat.partnershipId },
    select: {
      id: true,
      userId: true,
      joinedAt: true,
      roles: { select: { role: true, language: true } },
      user: { select: { name: true, isExample: true } },
      organisation: { select: { id: true, name: true, country: true } },
    },
  });
  return rows
    .map(({ roles: held, user, ...member }) => ({ ...member, ...user, grants: grantsOf(held), isMe: member.userId === seat.userId }))
    .sort(
      (a, b) =>
        Number(isCoordinator(b)) - Number(isCoordinator(a)) ||
        a.organisation.name.localeCompare(b.organisation.name) ||
        a.name.localeCompare(b.name),
    );
}

/** Invitations that still open a door, for those who may make them. The links themselves are known to nobody any more. */
export async function listInvitations(seat: Seat) {
  if (!can(seat, 'invite')) return [];
  const rows = await db().invitation.findMany({
    where: { partnershipId: seat.partnershipId, ...openInvitations() },
    select: {
      id: true,
      name: true,
      email: true,
      roles: true,
      language: true,
      expiresAt: true,
      invitedById: true,
      organisation: { select: { name: true } },
    },
    orderBy: { createdAt: 'desc' },
  });
  const inviters = await db().user.findMany({
    where: { id: { in: rows.map(({ invitedById }) => invitedById) }, deletedAt: null },
    select: { id: true, name: true },
  });
  const names = new Map(inviters.map(({ id, name }) => [id, name]));
  return rows.map(({ roles: held, invitedById, ...invitation }) => ({
    ...invitation,
    grants: readGrants(held),
    inviter: names.get(invitedById) ?? null,
  }));
}

/** Whom a member asks who reads and would write: a few coordinators, those first who have been here longest. */
export async function coordinatorNames(seat: Seat): Promise<string[]> {
  const rows = await db().member.findMany({
    where: { partnershipId: seat.partnershipId, roles: { some: { role: 'coordinator' } }, user: { deletedAt: null } },
    select: { user: { select: { name: true } } },
    orderBy: { joinedAt: 'asc' },
    take: 3,
  });
  return rows.map(({ user }) => user.name);
}
