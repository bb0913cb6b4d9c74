/** Links that work once. The database keeps what their secret hashes to; looking at one (GET) does not use it up. */
import { db, type Tx } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { hashSecret, newSecret } from '~/kit/secrets.server';

export type Purpose = 'first-run' | 'sign-in' | 'reset' | 'email-change';

const MINUTE = 60_000;
/** How long a link works, in milliseconds. The first-run link is made anew at each start. */
export const linkLife: Record<Purpose, number> = {
  'first-run': 30 * 24 * 60 * MINUTE,
  'sign-in': 20 * MINUTE,
  reset: 60 * MINUTE,
  'email-change': 24 * 60 * MINUTE,
};

/** Makes a link's secret in the caller's transaction. */
export async function issueToken(tx: Tx, purpose: Purpose, about: { userId?: string; email?: string } = {}): Promise<string> {
  const secret = newSecret();
  const expiresAt = new Date(Date.now() + linkLife[purpose]);
  await tx.oneTimeToken.create({ data: { id: newId(), hash: hashSecret(secret), purpose, expiresAt, ...about } });
  return secret;
}

const usable = (purpose: Purpose, secret: string) => ({
  hash: hashSecret(secret),
  purpose,
  usedAt: null,
  expiresAt: { gt: new Date() },
});

/** Is this link still good? Looks without using it. */
export function findToken(purpose: Purpose, secret: string) {
  return db().oneTimeToken.findFirst({ where: usable(purpose, secret), include: { user: true } });
}

/** Uses a link up, and the other open ones of the same purpose and person. Null when it is not good (any more). */
export async function consumeToken(tx: Tx, purpose: Purpose, secret: string) {
  const { count } = await tx.oneTimeToken.updateMany({ where: usable(purpose, secret), data: { usedAt: new Date() } });
  if (count === 0) return null;
  const token = await tx.oneTimeToken.findUniqueOrThrow({ where: { hash: hashSecret(secret) }, include: { user: true } });
  if (token.userId) await tx.oneTimeToken.deleteMany({ where: { purpose, userId: token.userId, usedAt: null } });
  return token.user?.deletedAt ? null : token;
}
