/**
 * Invitations that still open a door. A link outlives the page that showed it, so whoever loses the right to invite loses the
 * links made with it: with one of their own they could come back in.
 */
import type { Prisma, Tx } from '~/kit/db.server';
import { deleteMails } from '~/kit/mail.server';
import { recordChange } from './changes.server';

/** Which invitations still open a door. */
export const openInvitations = (now = new Date()) => ({ usedAt: null, withdrawnAt: null, expiresAt: { gt: now } });

/** Withdraws every open invitation that `inviterId` made, in the transaction that takes the right to invite away. */
export async function withdrawInvitationsOf(tx: Tx, inviterId: string, partnershipId: string, by: { userId: string }): Promise<void> {
  const made = { invitedById: inviterId, partnershipId, ...openInvitations() };
  const found = await tx.invitation.findMany({ where: made, select: invitationSubject });
  await tx.invitation.updateMany({ where: made, data: { withdrawnAt: new Date() } });
  for (const invitation of found) await recordInvitation(tx, 'invitation.withdrawn', invitation, by);
}

/** What `recordInvitation` needs of an invitation. */
export const invitationSubject = { id: true, partnershipId: true, organisation: { select: { name: true } } } as const;

/** Told by its organisation: every member reads changes, and who was invited is known to coordinators only. */
export async function recordInvitation(
  tx: Tx,
  action: 'invitation.made' | 'invitation.withdrawn',
  { id, partnershipId, organisation }: { id: string; partnershipId: string; organisation: { name: string } },
  by: { userId: string },
): Promise<void> {
  const subject = { subjectType: 'invitation', subjectId: id, subjectTitle: organisation.name };
  await recordChange(tx, { partnershipId, actorId: by.userId, action, ...subject });
}

/** Takes the mails of these invitations out of the outbox; `which` of them, all unless told. */
export async function deleteInvitationMails(tx: Tx, where: Prisma.InvitationWhereInput, which: { sentAt?: null } = {}): Promise<void> {
  const invitations = await tx.invitation.findMany({ where, select: { id: true } });
  await deleteMails(tx, { ...which, aboutId: { in: invitations.map(({ id }) => id) } });
}
