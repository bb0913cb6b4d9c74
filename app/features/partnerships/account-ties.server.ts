/** What an account that is about to be deleted still holds in partnerships, and where they know its name and address. */
import type { Person } from '~/features/accounts/accounts';
import { isLanguage } from '~/i18n/languages';
import { tFor } from '~/i18n/translate';
import { db, type Tx } from '~/kit/db.server';
import { quote } from '~/kit/mail-text';
import { recordChange } from './changes.server';
import { lockMembers } from './members.server';
import { withdrawInvitationsOf } from './open-invitations.server';

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

type Leaver = Pick<Person, 'userId' | 'name' | 'email'>;

/** Gives all seats of a person back, and forgets name and address. Their texts stay; their sockets close with their sessions. */
export async function leaveAll(tx: Tx, leaver: Leaver): Promise<void> {
  const { userId } = leaver;
  const seats = await tx.member.findMany({ where: { userId }, select: { partnershipId: true } });
  await tx.member.deleteMany({ where: { userId } });
  for (const { partnershipId } of seats) {
    await recordChange(tx, { partnershipId, actorId: userId, action: 'member.left', subjectType: 'member', subjectId: userId });
    await withdrawInvitationsOf(tx, userId, partnershipId, { userId });
  }
  await tx.change.updateMany({ where: { subjectType: 'member', subjectId: userId }, data: { subjectTitle: '' } });
  await forgetInvitations(tx, leaver);
  await forgetInviter(tx, leaver);
}

/** The invitations that brought the person here, or were meant to, and their mails: those have no account of a reader. */
async function forgetInvitations(tx: Tx, { userId, email }: Leaver): Promise<void> {
  const about = { OR: [{ usedById: userId }, { email }] };
  const found = await tx.invitation.findMany({ where: about, select: { email: true } });
  const addresses = [...new Set([email, ...found.map((invitation) => invitation.email)])].filter((address) => address !== '');
  await tx.mail.deleteMany({ where: { kind: 'invitation', toAddress: { in: addresses } } });
  await tx.invitation.updateMany({ where: about, data: { name: '', email: '' } });
}

/** Mails that still wait to be handed over name who invites; their links stay good. */
async function forgetInviter(tx: Tx, { name }: Leaver): Promise<void> {
  const waiting = await tx.mail.findMany({ where: { kind: 'invitation', text: { contains: name } } });
  for (const { id, language, text, html } of waiting) {
    const t = await tFor(isLanguage(language) ? language : 'en', 'partnerships');
    const former = t('change.formerMember');
    await tx.mail.update({
      where: { id },
      data: { text: text.replaceAll(name, former), html: html.replaceAll(quote(name), quote(former)) },
    });
  }
}
