/**
 * Ways in for somebody who is not signed in: password, link by mail, reset. None of them tells whether an account exists:
 * the answer is the same, and so is the work done before it.
 */
import { z } from 'zod';
import { db, transact } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { enqueue, jobKind } from '~/kit/jobs.server';
import { giveBack, type Limit, take } from '~/kit/limits.server';
import { canSendMail, mailOrigin } from '~/kit/mail.server';
import { services } from '~/kit/services.server';
import { mailPasswordChanged, mailReset, mailSignInLink } from './mails.server';
import { consumeToken, issueToken } from './one-time.server';
import { type PasswordProblem, passwordProblem } from './password-rules';
import { hashPassword, verifyPassword } from './passwords.server';
import { endSessions } from './session.server';

const QUARTER = 15 * 60;
const HOUR = 3600;
/** Failed sign-ins. A whole town hall may share one address, so that limit is wide; one guesser is stopped by the first. */
const failures = {
  accountAndAddress: { name: 'sign-in account+address', tries: 10, seconds: QUARTER },
  account: { name: 'sign-in account', tries: 40, seconds: HOUR },
  address: { name: 'sign-in address', tries: 100, seconds: QUARTER },
} satisfies Record<string, Limit>;
const requests = {
  account: { name: 'link account', tries: 5, seconds: HOUR },
  address: { name: 'link address', tries: 30, seconds: HOUR },
} satisfies Record<string, Limit>;
const guesses: Limit = { name: 'link guess', tries: 30, seconds: QUARTER };

export type SignIn = { ok: true; userId: string } | { ok: false; reason: 'wrong' } | { ok: false; reason: 'limited'; waitSeconds: number };

/**
 * Signs in with a password.
 * @param email folded @param clientAddress counts failures only, and is not stored
 */
export async function signInWithPassword(email: string, password: string, clientAddress: string): Promise<SignIn> {
  const tries = [
    { limit: failures.accountAndAddress, who: `${email} ${clientAddress}` },
    { limit: failures.account, who: email },
    { limit: failures.address, who: clientAddress },
  ];
  const waitSeconds = await take(tries);
  if (waitSeconds > 0) return { ok: false, reason: 'limited', waitSeconds };
  const user = await db().user.findUnique({ where: { email } });
  const fits = await verifyPassword(user?.deletedAt ? null : user?.passwordHash, password);
  if (!user || !fits) return { ok: false, reason: 'wrong' };
  await giveBack(tries);
  return { ok: true, userId: user.id };
}

const linkRequest = z.object({
  purpose: z.enum(['sign-in', 'reset']),
  userId: z.string().max(40),
});

/** Works for the account only here, in a job, so that the page answers as fast whether there is one or not. */
export const sendLink = jobKind({
  name: 'accounts.link',
  payload: linkRequest,
  async run({ purpose: asked, userId }, { id }) {
    const user = await db().user.findUnique({ where: { id: userId } });
    if (!user || user.deletedAt) return;
    // Whoever made the account may have typed a stranger's address, and knows the password. A sign-in link would let the stranger write
    // beside them; a reset leaves in the account nobody but the reader of the mail, and proves the address.
    const purpose = user.emailUnproved ? 'reset' : asked;
    const link = await transact(async (tx) => {
      // The mail has the job's id: whoever runs the job again after a death finds it here, and writes no second link.
      const written = await tx.mail.findUnique({ where: { id }, select: { link: true } });
      if (written) return written.link;
      const link = `${mailOrigin()}/${purpose}/${await issueToken(tx, purpose, { userId })}`;
      await (purpose === 'reset' ? mailReset : mailSignInLink)(tx, { ...user, userId }, link, id);
      return link;
    });
    // The host's only way back in when no mail can be sent, so a quiet log has it too: who reads this log runs the server.
    if (link && user.isHost && !canSendMail())
      services().log.warn({ path: new URL(link).pathname }, 'no mail server is set: where the host account finds what it asked for');
  },
});

/**
 * Asks for a link by mail. @returns 0, or the seconds to wait when it was asked too often
 * @param email folded
 */
export async function requestLink(purpose: 'sign-in' | 'reset', email: string, clientAddress: string): Promise<number> {
  const wait = await take([
    { limit: requests.account, who: email },
    { limit: requests.address, who: clientAddress },
  ]);
  if (wait > 0) return wait;
  // One look-up and one row, whoever it is: an unknown address gets the id of nobody. The queue keeps jobs for weeks, so it gets no address.
  const user = await db().user.findUnique({ where: { email }, select: { id: true } });
  await enqueue(db(), sendLink, { purpose, userId: user?.id ?? newId() });
  return 0;
}

/** What a link was worth. `signIn.limited` says nothing about it: whoever waits finds it as good as it was. */
export type LinkUse =
  | { ok: true; userId: string }
  | { ok: false; problem: 'link.gone' }
  | { ok: false; problem: 'signIn.limited'; waitSeconds: number };

/** Uses a sign-in link. */
export async function consumeSignInLink(secret: string, clientAddress: string): Promise<LinkUse> {
  const tries = [{ limit: guesses, who: clientAddress }];
  const waitSeconds = await take(tries);
  if (waitSeconds > 0) return { ok: false, problem: 'signIn.limited', waitSeconds };
  const token = await transact((tx) => consumeToken(tx, 'sign-in', secret));
  if (!token?.userId) return { ok: false, problem: 'link.gone' };
  await giveBack(tries);
  return { ok: true, userId: token.userId };
}

export type Reset = LinkUse | { ok: false; problem: PasswordProblem };

/** Sets a new password by a reset link. All sessions and all other open links of the person end. */
export async function resetPassword(secret: string, password: string, clientAddress: string): Promise<Reset> {
  const tries = [{ limit: guesses, who: clientAddress }];
  const waitSeconds = await take(tries);
  if (waitSeconds > 0) return { ok: false, problem: 'signIn.limited', waitSeconds };
  const passwordHash = await hashPassword(password);
  const done = await transact(async (tx): Promise<Reset> => {
    const token = await consumeToken(tx, 'reset', secret);
    if (!token?.user) return { ok: false, problem: 'link.gone' };
    const { user } = token;
    const problem = passwordProblem(password, user);
    if (problem) {
      // The link stays good for a better password.
      await tx.oneTimeToken.update({ where: { id: token.id }, data: { usedAt: null } });
      return { ok: false, problem };
    }
    await tx.user.update({ where: { id: user.id }, data: { passwordHash, emailUnproved: false } });
    await tx.oneTimeToken.deleteMany({ where: { userId: user.id, usedAt: null } });
    await mailPasswordChanged(tx, { ...user, userId: user.id });
    return { ok: true, userId: user.id };
  });
  if (done.ok) await endSessions({ userId: done.userId });
  // A good link was no guess, also with a password that was refused.
  if (done.ok || done.problem !== 'link.gone') await giveBack(tries);
  return done;
}
