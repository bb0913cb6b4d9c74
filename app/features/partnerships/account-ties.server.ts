/** What an account that is about to be deleted still holds in partnerships, and where they know its name and address. */
import type { Person } from '~/features/accounts/accounts';
import { type OwnAddress, whileOwn } from '~/features/accounts/commands.server';
import { db, type Tx } from '~/kit/db.server';
import { recordChange } from './changes.server';
import { lockMembers } from './members.server';
import { deleteInvitationMails, withdrawInvitationsOf } from './open-invitations.server';

/** Open, and with somebody else in it: the others, or the host, can do without a coordinator elsewhere. */
const neededBy = (userId: string) => ({
  closedAt: null,
  AND: [{ members: { some: { userId, roles: { some: { role: 'coordinator' } } } } }, { members: { some: { userId: { not: userId } } } }],
});

/** Acronyms of the partnerships that would be left without a coordinator. Holds their member lists still until the transaction ends. */
export async function lastCoordinatorOf(tx: Tx, userId: string): Promise<string[]> {
  const held = await tx.partnership.findMany({ where: neededBy(userId), select: { id: true, acronym: true }, orderBy: { id: 'asc' } });
  // One fixed order, so that two who leave at once wait for each other and do not deadlock.
  for (const { id } of held) await lockMembers(tx, id);
  const others = await tx.memberRole.findMany({
    where: { role: 'coordinator', partnershipId: { in: held.map(({ id }) => id) }, member: { userId: { not: userId } } },
    select: { partnershipId: true },
  });
  const safe = new Set(others.map(({ partnershipId }) => partnershipId));
  return held.filter(({ id }) => !safe.has(id)).map(({ acronym }) => acronym);
}

/** Acronyms of all partnerships, closed ones and those without others too, in which nobody could let anyone in once this person is gone. */
export async function onlyCoordinatorOf(userId: string): Promise<string[]> {
  const held = await db().partnership.findMany({
    where: {
      AND: [
        { members: { some: { userId, roles: { some: { role: 'coordinator' } } } } },
        { members: { none: { userId: { not: userId }, roles: { some: { role: 'coordinator' } } } } },
      ],
    },
    select: { acronym: true },
    orderBy: { id: 'asc' },
  });
  return held.map(({ acronym }) => acronym);
}

/** Gives all seats of a person back, and forgets name and addresses. Their texts stay; their sockets close with their sessions. */
export async function leaveAll(tx: Tx, { userId }: Pick<Person, 'userId'>, addresses: OwnAddress[]): Promise<void> {
  const seats = await tx.member.findMany({ where: { userId }, select: { partnershipId: true } });
  await tx.member.deleteMany({ where: { userId } });
  for (const { partnershipId } of seats) {
    await recordChange(tx, { partnershipId, actorId: userId, action: 'member.left', subjectType: 'member', subjectId: userId });
    await withdrawInvitationsOf(tx, userId, partnershipId, { userId });
  }
  await tx.change.updateMany({ where: { subjectType: 'member', subjectId: userId }, data: { subjectTitle: '' } });
  // Ways to look at the plan that nobody else has seen; those that are shown to all stay, without a name.
  await tx.planView.deleteMany({ where: { userId, shared: false } });
  await forgetInvitations(tx, userId, addresses);
  await forgetInviter(tx, userId);
}

/** The invitations that brought the person here, or were meant to, and their mails: those have no account of a reader. */
async function forgetInvitations(tx: Tx, userId: string, addresses: OwnAddress[]): Promise<void> {
  const toThem = addresses.map((address) => ({ email: address.email, ...whileOwn(address) }));
  const about = { OR: [{ usedById: userId }, ...toThem] };
  await deleteInvitationMails(tx, about);
  await tx.invitation.updateMany({ where: about, data: { name: '', email: '' } });
}

/** Mails that were not sent still name who invites. Their links open nothing: used, too old, or withdrawn with the right to invite. */
async function forgetInviter(tx: Tx, userId: string): Promise<void> {
  await deleteInvitationMails(tx, { invitedById: userId }, { sentAt: null });
}
