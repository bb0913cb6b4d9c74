/**
 * Seats: who has which roles, leaving and removing. Whoever loses a seat loses the open sockets of that partnership at
 * once; whoever gets other roles comes back by itself and is judged anew, so that no open connection keeps old rights.
 */
import { db, type Tx, transact } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { services } from '~/kit/services.server';
import { Close } from '~/live/wire';
import { recordChange } from './changes.server';
import { goneAlready, type Outcome, refusedAt } from './commands.server';
import type { SeatForm } from './forms.server';
import { withdrawInvitationsOf } from './open-invitations.server';
import type { Grant, Seat } from './partnerships';
import { can, isCoordinator, type MemberThing } from './permissions';
import { type Asker, grantsOf, notFound, requireSeat } from './queries.server';

/** Waits for others who change this partnership's members: two last coordinators must not both leave. */
export async function lockMembers(tx: Tx, partnershipId: string): Promise<void> {
  await tx.$executeRaw`UPDATE "Partnership" SET "acronym" = "acronym" WHERE "id" = ${partnershipId}`;
}

interface FoundMember extends MemberThing {
  userId: string;
  name: string;
}

async function findMember(tx: Tx, partnershipId: string, memberId: string): Promise<FoundMember | null> {
  const member = await tx.member.findFirst({
    where: { id: memberId, partnershipId },
    select: { id: true, userId: true, user: { select: { name: true } }, roles: { select: { role: true, language: true } } },
  });
  if (!member) return null;
  const coordinators = await tx.memberRole.count({ where: { partnershipId, role: 'coordinator' } });
  const members = await tx.member.count({ where: { partnershipId } });
  return { kind: 'member', memberId, userId: member.userId, name: member.user.name, grants: grantsOf(member.roles), coordinators, members };
}

/** Gives a member other roles or another organisation. */
export async function changeSeat(person: Asker, partnershipId: string, memberId: string, form: SeatForm): Promise<Outcome> {
  const outcome = await transact(async (tx): Promise<Outcome<{ userId: string }>> => {
    await lockMembers(tx, partnershipId);
    const actor = await requireSeat(person, partnershipId, tx);
    if (!can(actor, 'invite')) throw notFound();
    const member = await findMember(tx, partnershipId, memberId);
    if (!member) return goneAlready;
    if (!can(actor, 'set-roles', { ...member, next: form.grants })) return refusedAt('grants', { reason: 'last-coordinator' });
    if (!(await hasOrganisation(tx, partnershipId, form.organisationId))) return refusedAt('organisationId', { reason: 'not-a-choice' });
    await tx.member.update({ where: { id: memberId }, data: { organisationId: form.organisationId } });
    await tx.memberRole.deleteMany({ where: { memberId } });
    await tx.memberRole.createMany({ data: roleRows(partnershipId, memberId, form.grants) });
    await recordChange(tx, aboutMember('member.changed', partnershipId, person, member));
    if (!can({ ...actor, grants: form.grants }, 'invite')) await withdrawInvitationsOf(tx, member.userId, partnershipId, person);
    return { ok: true, userId: member.userId };
  });
  if (outcome.ok) services().sync.revoke({ userId: outcome.userId, partnershipId }, Close.restarting);
  return outcome;
}

export function roleRows(partnershipId: string, memberId: string, grants: Grant[]) {
  return grants.map((grant) => ({ id: newId(), partnershipId, memberId, ...grant }));
}

export async function hasOrganisation(tx: Tx, partnershipId: string, id: string): Promise<boolean> {
  return (await tx.organisation.count({ where: { id, partnershipId } })) === 1;
}

const aboutMember = (action: string, partnershipId: string, person: Asker, member: { userId: string; name: string }) => ({
  partnershipId,
  actorId: person.userId,
  action,
  subjectType: 'member',
  subjectId: member.userId,
  subjectTitle: member.name,
});

/** Takes somebody's seat away. */
export function removeMember(person: Asker, partnershipId: string, memberId: string): Promise<Outcome> {
  return endSeat(person, partnershipId, memberId, 'remove-member');
}

/** Gives one's own seat up. */
export async function leave(person: Asker, partnershipId: string): Promise<Outcome> {
  const { memberId } = await requireSeat(person, partnershipId);
  return endSeat(person, partnershipId, memberId, 'leave');
}

/** Could nobody let anyone in once this member is gone? */
export async function isOnlyCoordinator(seat: Seat): Promise<boolean> {
  if (!isCoordinator(seat)) return false;
  const others = { partnershipId: seat.partnershipId, role: 'coordinator', memberId: { not: seat.memberId } };
  return (await db().memberRole.count({ where: others })) === 0;
}

async function endSeat(person: Asker, partnershipId: string, memberId: string, how: 'remove-member' | 'leave'): Promise<Outcome> {
  const outcome = await transact(async (tx): Promise<Outcome<{ userId: string }>> => {
    await lockMembers(tx, partnershipId);
    const actor = await requireSeat(person, partnershipId, tx);
    if (how === 'remove-member' && !can(actor, 'invite')) throw notFound();
    const member = await findMember(tx, partnershipId, memberId);
    if (!member) return goneAlready;
    if (!can(actor, how, member)) return refusedAt('form', { reason: 'last-coordinator' });
    await tx.member.delete({ where: { id: memberId } });
    const action = how === 'leave' ? 'member.left' : 'member.removed';
    await recordChange(tx, aboutMember(action, partnershipId, person, member));
    await withdrawInvitationsOf(tx, member.userId, partnershipId, person);
    return { ok: true, userId: member.userId };
  });
  if (outcome.ok) services().sync.revoke({ userId: outcome.userId, partnershipId }, Close.accessLost);
  return outcome;
}
