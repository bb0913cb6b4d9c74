/** Changes to one's own account, and the making of accounts. */
import { db, type Tx, transact } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { giveBack, type Limit, take } from '~/kit/limits.server';
import { deleteMails, mailOrigin } from '~/kit/mail.server';
import type { Person } from './accounts';
import type { Message, NewAccount } from './forms.server';
import { mailAddressTaken, mailConfirmEmail, mailEmailNotice, mailPasswordChanged } from './mails.server';
import { consumeToken, findToken, issueToken } from './one-time.server';
import { passwordProblem } from './password-rules';
import { hashPassword, verifyPassword } from './passwords.server';
import { can } from './permissions';
import { endSessions } from './session.server';

/** A command's answer: done, or what is wrong with which field. */
export type Answer<T = object> = ({ ok: true } & T) | { ok: false; errors: Record<string, Message> };

const refused = (field: string, message: Message) => ({ ok: false as const, errors: { [field]: message } });

/** Mails to addresses of the actor's choice. */
const emailChanges: Limit = { name: 'email change', tries: 5, seconds: 3600 };
const ownPassword: Limit = { name: 'own password', tries: 10, seconds: 15 * 60 };

/** Is this the actor's password? A found open browser must not become a place to guess it. */
async function checkOwnPassword(actor: Person, password: string): Promise<Message | null> {
  const tries = [{ limit: ownPassword, who: actor.userId }];
  if ((await take(tries)) > 0) return 'password.limited';
  const user = await db().user.findUnique({ where: { id: actor.userId } });
  if (!(await verifyPassword(user?.passwordHash, password))) return 'password.wrong';
  await giveBack(tries);
  return null;
}

/**
 * Makes an account: the host's at first run, or that of somebody who holds an invitation.
 * @param emailUnproved the address was only typed: until a link that is mailed there is used, it may be somebody else's
 * @param also runs in the same transaction with the new account's id; what it throws undoes both
 */
export async function createAccount(
  input: NewAccount,
  {
    isHost = false,
    emailUnproved = false,
    also,
  }: { isHost?: boolean; emailUnproved?: boolean; also?: (tx: Tx, userId: string) => Promise<void> } = {},
): Promise<Answer<{ userId: string }>> {
  const { email, name, password, language, timeZone } = input;
  const problem = passwordProblem(password, input);
  if (problem) return refused('password', problem);
  if (await db().user.findUnique({ where: { email } })) return refused('email', 'email.taken');
  const userId = newId();
  const data = {
    id: userId,
    email,
    emailUnproved,
    name,
    passwordHash: await hashPassword(password),
    language,
    timeZone,
    isHost,
    mayOpenPartnerships: isHost,
  };
  try {
    await transact(async (tx) => {
      await tx.user.create({ data });
      await also?.(tx, userId);
    });
  } catch (error) {
    if (isTaken(error)) return refused('email', 'email.taken');
    throw error;
  }
  return { ok: true, userId };
}

/** Prisma's code for a value that must be unique and is not: somebody else was faster. */
function isTaken(error: unknown): boolean {
  return (error as { code?: string }).code === 'P2002';
}

/** Makes the host account with the one-time link of the first run. `link.gone` when it was used meanwhile. */
export async function createHost(secret: string, input: NewAccount): Promise<Answer<{ userId: string }>> {
  // Before anything else is looked at: without the link, this tells nobody which addresses have accounts.
  if (!(await findToken('first-run', secret))) return refused('', 'link.gone');
  class LinkGone extends Error {}
  try {
    return await createAccount(input, {
      isHost: true,
      also: async (tx, userId) => {
        const token = await consumeToken(tx, 'first-run', secret);
        const other = await tx.user.findFirst({ where: { isHost: true, id: { not: userId } } });
        if (!token || other) throw new LinkGone();
      },
    });
  } catch (error) {
    if (error instanceof LinkGone) return refused('', 'link.gone');
    throw error;
  }
}

/** Name, language and time zone. */
export async function changeProfile(actor: Person, input: { name: string; language: string; timeZone: string }): Promise<void> {
  const { name, language, timeZone } = input;
  await db().user.update({ where: { id: actor.userId }, data: { name, language, timeZone } });
}

/** A new password; asks for the current one, and ends all other sessions. */
export async function changePassword(actor: Person, current: string, password: string): Promise<Answer> {
  const wrong = await checkOwnPassword(actor, current);
  if (wrong) return refused('currentPassword', wrong);
  const problem = passwordProblem(password, actor);
  if (problem) return refused('password', problem);
  const passwordHash = await hashPassword(password);
  await transact(async (tx) => {
    await tx.user.update({ where: { id: actor.userId }, data: { passwordHash } });
    await tx.oneTimeToken.deleteMany({ where: { userId: actor.userId, usedAt: null } });
    await mailPasswordChanged(tx, actor);
  });
  await endSessions({ userId: actor.userId, id: { not: actor.sessionId } });
  return { ok: true };
}

/**
 * Asks for another address: a link goes to the new one, a notice to the old one. Nothing changes before the link is used.
 * The answer is the same when the new address belongs to somebody else: only its owner is told.
 */
export async function requestEmailChange(actor: Person, email: string, password: string): Promise<Answer> {
  const wrong = await checkOwnPassword(actor, password);
  if (wrong) return refused('emailPassword', wrong);
  if (email === actor.email) return refused('email', 'email.same');
  if ((await take([{ limit: emailChanges, who: actor.userId }])) > 0) return refused('email', 'email.limited');
  await transact(async (tx) => {
    const owner = await tx.user.findUnique({ where: { email } });
    if (owner) await mailAddressTaken(tx, { ...owner, userId: owner.id });
    else {
      const secret = await issueToken(tx, 'email-change', { userId: actor.userId, email });
      await mailConfirmEmail(tx, { ...actor, email }, `${mailOrigin()}/account/email/${secret}`);
    }
    await mailEmailNotice(tx, actor, email, 'asked');
  });
  return { ok: true };
}

/** Uses the link that went to the new address. */
export async function confirmEmailChange(secret: string): Promise<Answer> {
  try {
    return await transact(async (tx): Promise<Answer> => {
      const token = await consumeToken(tx, 'email-change', secret);
      if (!token?.user || !token.email) return refused('', 'link.gone');
      const { user, email } = token;
      await tx.user.update({ where: { id: user.id }, data: { email, emailUnproved: false } });
      // Links that went to the old address end with it.
      await tx.oneTimeToken.deleteMany({ where: { userId: user.id, usedAt: null } });
      await mailEmailNotice(tx, { ...user, userId: user.id }, email, 'done');
      return { ok: true };
    });
  } catch (error) {
    if (isTaken(error)) return refused('', 'link.gone');
    throw error;
  }
}

/** Ends one of the actor's own sessions, or all but the one that asks. @returns how many ended */
export function endOwnSessions(actor: Person, which: string | 'others'): Promise<number> {
  return endSessions({ userId: actor.userId, id: which === 'others' ? { not: actor.sessionId } : which });
}

/** An address that the account has or had. */
export interface OwnAddress {
  email: string;
  /** Of an earlier one: the last moment at which it was surely this account's. What went there later is its next owner's. */
  until?: Date;
}

/** What ties an account to features above this one; the route fills it in. */
export interface Ties {
  /** Acronyms of the partnerships that would be left without a coordinator. */
  lastCoordinatorOf(tx: Tx, userId: string): Promise<string[]>;
  /** Gives the person's seats back, and forgets name and addresses, and what was told to the person. */
  leaveAll(tx: Tx, actor: Person, addresses: OwnAddress[]): Promise<void>;
}

/** The present address and the earlier ones: both notices of a move went to the one that was left. */
async function addressesOf(tx: Tx, { userId, email }: Person): Promise<OwnAddress[]> {
  const notices = await tx.mail.findMany({
    where: { userId, kind: 'email-notice' },
    select: { toAddress: true, createdAt: true },
    orderBy: { createdAt: 'asc' },
  });
  const until = new Map<string, Date | undefined>(notices.map(({ toAddress, createdAt }) => [toAddress, createdAt]));
  until.set(email, undefined);
  return [...until].map(([email, until]) => ({ email, until }));
}

/** Narrows rows to those made while the address was the account's own. */
export const whileOwn = ({ until }: OwnAddress) => (until ? { createdAt: { lte: until } } : {});

export type Deletion = Answer | { ok: false; lastCoordinatorOf: string[] };

/**
 * Deletes the actor's account. Its id stays, because text keeps its author, and nothing else: no row that is about the person, in any
 * table, knows name or address, nor those of before. What others typed into their own (a text, a change of address) is theirs.
 * Refused to the host account, and while a partnership would lose its last coordinator.
 */
export async function deleteAccount(actor: Person, password: string, ties: Ties): Promise<Deletion> {
  const wrong = await checkOwnPassword(actor, password);
  if (wrong) return refused('deletionPassword', wrong);
  if (actor.isHost) return refused('', 'deletion.host');
  const { userId } = actor;
  const acronyms = await transact(async (tx) => {
    const held = await ties.lastCoordinatorOf(tx, userId);
    if (held.length > 0) return held;
    const addresses = await addressesOf(tx, actor);
    await ties.leaveAll(tx, actor, addresses);
    await tx.oneTimeToken.deleteMany({ where: { userId } });
    const toThem = addresses.map((address) => ({ toAddress: address.email, ...whileOwn(address) }));
    await deleteMails(tx, { OR: [{ userId }, ...toThem] });
    const nothing = { passwordHash: null, language: 'en', timeZone: 'Europe/Brussels', mayOpenPartnerships: false, dailyMailOn: null };
    const data = { ...nothing, name: '', email: `${userId}@deleted.invalid`, deletedAt: new Date() };
    await tx.user.update({ where: { id: userId }, data });
    return [];
  });
  if (acronyms.length > 0) return { ok: false, lastCoordinatorOf: acronyms };
  await endSessions({ userId });
  return { ok: true };
}

/** Lets an account open partnerships, or not. The host only. @returns whether there is such an account */
export async function setMayOpenPartnerships(actor: Person, userId: string, may: boolean): Promise<boolean> {
  if (!can(actor, 'manage-accounts')) return false;
  const where = { id: userId, deletedAt: null, isHost: false };
  const { count } = await db().user.updateMany({ where, data: { mayOpenPartnerships: may } });
  return count > 0;
}
