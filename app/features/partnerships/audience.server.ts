/** Who may see a change, as a `where`, and as the names of groups that sockets belong to. The two must give the same answer. */
import { sessionById, sessionFromCookieHeader } from '~/features/accounts/session.server';
import type { Prisma } from '~/kit/db.server';
import type { EventsAccess, Listener } from '~/live/backend';
import type { ChangeEntry } from './changes.server';
import type { Seat } from './partnerships';
import { can, isCoordinator } from './permissions';
import { seatFor } from './queries.server';

type Place = Pick<ChangeEntry, 'partnershipId' | 'organisationId'>;

/** Changes inside an organisation are seen by it and by coordinators only. */
export function visibleTo(seat: Seat): Prisma.ChangeWhereInput {
  return isCoordinator(seat) ? {} : { OR: [{ organisationId: null }, { organisationId: seat.organisationId }] };
}

const everybody = (partnershipId: string) => `${partnershipId}/all`;
const coordinators = (partnershipId: string) => `${partnershipId}/coordinators`;
/** The members of one organisation. */
export const organisationAudience = (partnershipId: string, id: string) => `${partnershipId}/organisation/${id}`;

/** One member: what is told to nobody else. */
export const onlyTo = (partnershipId: string, userId: string) => `${partnershipId}/person/${userId}`;

/** Whose news a change is. */
export function audiencesOf({ partnershipId, organisationId }: Place): string[] {
  return organisationId ? [organisationAudience(partnershipId, organisationId), coordinators(partnershipId)] : [everybody(partnershipId)];
}

/** To whose news a member listens. */
function audiencesFor({ partnershipId, organisationId, userId, ...seat }: Seat): string[] {
  const own = [everybody(partnershipId), organisationAudience(partnershipId, organisationId), onlyTo(partnershipId, userId)];
  return isCoordinator(seat) ? [...own, coordinators(partnershipId)] : own;
}

/** May the browser behind this Cookie header be told of changes in the partnership? */
export async function listenTo(cookie: string | undefined, partnershipId: string): Promise<EventsAccess> {
  const person = await sessionFromCookieHeader(cookie);
  if (!person) return { ok: false, status: 401 };
  const seat = await seatFor(person.userId, partnershipId);
  if (!seat || !can(seat, 'see')) return { ok: false, status: 404 };
  return { ok: true, listener: listenerOf(person, seat) };
}

/** The same question again for an open socket: null when it may not listen any more, other audiences when the seat is another. */
export async function recheckListener({ sessionId, userId, partnershipId }: Listener): Promise<Listener | null> {
  const person = await sessionById(sessionId);
  if (person?.userId !== userId) return null;
  const seat = await seatFor(userId, partnershipId);
  return seat && can(seat, 'see') ? listenerOf(person, seat) : null;
}

function listenerOf({ userId, sessionId }: { userId: string; sessionId: string }, seat: Seat): Listener {
  return { userId, sessionId, partnershipId: seat.partnershipId, audiences: audiencesFor(seat) };
}
