/**
 * Invitations: a link that gives its holder a seat, once, within 14 days. The database keeps only what the link's secret
 * hashes to. Nothing here looks an e-mail address up: an invitation never tells whether it has an account.
 */
import { foldEmail, isEmail, type Person } from '~/features/accounts/accounts';
import { createAccount } from '~/features/accounts/commands.server';
import type { NewAccount } from '~/features/accounts/forms.server';
import { tFor } from '~/i18n/translate';
import { db, type Tx, transact } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { giveBack, type Limit, take } from '~/kit/limits.server';
import { mailOrigin, writeMail } from '~/kit/mail.server';
import { hashSecret, newSecret } from '~/kit/secrets.server';
import { recordChange } from './changes.server';
import { type Outcome, refusedAt } from './commands.server';
import type { InvitationForm } from './forms.server';
import { hasOrganisation, lockMembers, roleRows } from './members.server';
import { invitationSubject, openInvitations, recordInvitation } from './open-invitations.server';
import { INVITATION_DAYS, limits, readGrants, workingLanguageOf, writeGrant } from './partnerships';
import { can } from './permissions';
import { type Asker, notFound, requireSeat } from './queries.server';

const DAY = 24 * 3600_000;

/**
 * Makes an invitation, and mails it when an address is given.
 * @param origin address of this site for the link on the screen, without a trailing slash
 * @returns the link: it is shown once, and nobody can read it later
 */
export async function invite(
  person: Pick<Person, 'userId' | 'name'>,
  partnershipId: string,
  form: InvitationForm,
  origin: string,
): Promise<Outcome<{ id: string; link: string }>> {
  const [id, secret, now] = [newId(), newSecret(), new Date()];
  const link = `${origin}/invite/${secret}`;
  const mail = await invitationMail(person.name, form, `${mailOrigin()}/invite/${secret}`);
  return transact(async (tx) => {
    // Whoever is losing the right to invite at this moment must not slip one more link past the withdrawal.
    await lockMembers(tx, partnershipId);
    if (!can(await requireSeat(person, partnershipId, tx), 'invite')) throw notFound();
    if (!(await hasOrganisation(tx, partnershipId, form.organisationId))) return refusedAt('organisationId', { reason: 'not-a-choice' });
    if ((await tx.invitation.count({ where: { partnershipId, ...openInvitations(now) } })) >= limits.openInvitations)
      return refusedAt('form', { reason: 'too-many', max: limits.openInvitations });
    const { organisationId, name, email, language } = form;
    const made = await tx.invitation.create({
      data: {
        id,
        partnershipId,
        organisationId,
        name,
        email,
        language,
        roles: form.grants.map(writeGrant).join(','),
        tokenHash: hashSecret(secret),
        invitedById: person.userId,
        expiresAt: new Date(now.getTime() + INVITATION_DAYS * DAY),
      },
      select: invitationSubject,
    });
    await recordInvitation(tx, 'invitation.made', made, person);
    if (email) {
      const { acronym } = await tx.partnership.findUniqueOrThrow({ where: { id: partnershipId }, select: { acronym: true } });
      await writeMail(tx, { ...mail(acronym), aboutId: id });
    }
    return { ok: true, id, link };
  });
}

async function invitationMail(inviter: string, { email, name, language }: InvitationForm, link: string) {
  const t = await tFor(language, 'partnerships');
  return (acronym: string) => ({
    to: email,
    kind: 'invitation',
    language,
    subject: t('invitation.mail.subject', { acronym }),
    paragraphs: [...(name ? [t('invitation.mail.greeting', { name })] : []), t('invitation.mail.text', { inviter, acronym })],
    action: { label: t('invitation.mail.action'), link },
    closing: [t('invitation.mail.expires', { days: INVITATION_DAYS }), t('invitation.mail.ignore')],
  });
}

/** Takes an invitation back; the link is worth nothing from now on. @returns false when it opens nothing any more: used, or withdrawn */
export async function withdrawInvitation(person: Asker, partnershipId: string, id: string): Promise<boolean> {
  return transact(async (tx) => {
    if (!can(await requireSeat(person, partnershipId, tx), 'invite')) throw notFound();
    const open = { id, partnershipId, ...openInvitations() };
    const found = await tx.invitation.findFirst({ where: open, select: invitationSubject });
    const { count } = await tx.invitation.updateMany({ where: open, data: { withdrawnAt: new Date() } });
    if (!found || count === 0) return false;
    await recordInvitation(tx, 'invitation.withdrawn', found, person);
    return true;
  });
}

/**
 * The address that an invitation names. Rows of former versions may hold one that no account can have: as pasted, it is mended; one that
 * cannot be read is none, so that the holder of the link says another.
 */
function addressIn(stored: string): string {
  const email = foldEmail(stored);
  return isEmail(email) ? email : '';
}

/** What the holder of a link may see before accepting; null when the link opens nothing (any more). */
export async function findInvitation(secret: string | undefined) {
  if (!secret || secret.length > 100) return null;
  const found = await db().invitation.findFirst({
    where: { tokenHash: hashSecret(secret), ...openInvitations(), partnership: { closedAt: null } },
    select: {
      partnershipId: true,
      email: true,
      name: true,
      language: true,
      roles: true,
      invitedById: true,
      expiresAt: true,
      partnership: { select: { acronym: true, title: true, languages: true } },
      organisation: { select: { name: true, country: true } },
    },
  });
  if (!found) return null;
  const inviter = await db().user.findFirst({ where: { id: found.invitedById, deletedAt: null }, select: { name: true } });
  const { acronym, title, languages } = found.partnership;
  const partnership = { acronym, title, language: workingLanguageOf(languages) };
  return { ...found, email: addressIn(found.email), partnership, grants: readGrants(found.roles), inviter: inviter?.name ?? null };
}

/**
 * Uses an invitation up and gives `userId` the seat. Who has a seat already keeps it and gets the roles on top.
 * @returns the partnership's id, or null when the link opens nothing (any more)
 */
export async function acceptInvitation(userId: string, secret: string): Promise<string | null> {
  return transact((tx) => acceptInvitationWithin(tx, userId, secret));
}

/** The same within the caller's transaction. */
async function acceptInvitationWithin(tx: Tx, userId: string, secret: string): Promise<string | null> {
  const where = { tokenHash: hashSecret(secret), ...openInvitations(), partnership: { closedAt: null } };
  const found = await tx.invitation.findFirst({ where, select: { partnershipId: true, organisationId: true, roles: true } });
  if (!found) return null;
  const { partnershipId, organisationId, roles } = found;
  // Before the invitation, in the order of those who take a seat away and withdraw its invitations.
  await lockMembers(tx, partnershipId);
  // One conditional update, which two holders of the link cannot both win.
  const { count } = await tx.invitation.updateMany({ where, data: { usedAt: new Date(), usedById: userId } });
  if (count === 0) return null;
  const grants = readGrants(roles);
  const seat = await tx.member.findUnique({
    where: { partnershipId_userId: { partnershipId, userId } },
    select: { id: true, roles: { select: { role: true, language: true } } },
  });
  const held = new Set(seat?.roles.map(({ role, language }) => `${role}:${language}`));
  const memberId = seat?.id ?? newId();
  if (!seat) await tx.member.create({ data: { id: memberId, partnershipId, organisationId, userId } });
  const added = grants.filter(({ role, language }) => !held.has(`${role}:${language}`));
  await tx.memberRole.createMany({ data: roleRows(partnershipId, memberId, added) });
  const { name } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { name: true } });
  const change = { partnershipId, actorId: userId, subjectType: 'member', subjectId: userId, subjectTitle: name };
  await recordChange(tx, { ...change, action: seat ? 'member.changed' : 'member.joined' });
  return partnershipId;
}

/** Addresses that had an account already. Who holds an invitation must not find out about many of them. */
const taken = {
  invitation: { name: 'taken invitation', tries: 5, seconds: 3600 },
  address: { name: 'taken address', tries: 30, seconds: 3600 },
} satisfies Record<string, Limit>;

/**
 * Makes an account together with its first seat: both or none. An invitation that names an address makes an account for that
 * address only: its link went there. One without an address was handed over, and its holder says what the address is: until that is
 * proved, it opens nothing but what the password opens (`sendLink`), so that neither a slip nor a stranger's address lets two people in.
 * @returns null when the link opens nothing (any more)
 */
export async function acceptWithAccount(secret: string, account: NewAccount, clientAddress: string) {
  const invitation = await findInvitation(secret);
  if (!invitation) return null;
  const tries = [
    { limit: taken.invitation, who: secret },
    { limit: taken.address, who: clientAddress },
  ];
  if ((await take(tries)) > 0) return { ok: false as const, errors: { email: 'email.limited' as const } };
  const answer = await makeAccountAndSeat(secret, { ...account, email: invitation.email || account.email }, invitation.email === '');
  if (!answer || answer.ok || answer.errors.email !== 'email.taken') await giveBack(tries);
  return answer;
}

async function makeAccountAndSeat(secret: string, account: NewAccount, emailUnproved: boolean) {
  class Gone extends Error {}
  let partnershipId = '';
  try {
    const made = await createAccount(account, {
      emailUnproved,
      also: async (tx, userId) => {
        const joined = await acceptInvitationWithin(tx, userId, secret);
        if (!joined) throw new Gone();
        partnershipId = joined;
      },
    });
    return made.ok ? { ...made, partnershipId } : made;
  } catch (error) {
    if (error instanceof Gone) return null;
    throw error;
  }
}
