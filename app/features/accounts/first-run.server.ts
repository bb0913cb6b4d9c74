/** The link that makes the host account: printed at each start until it was used; the earlier ones end. */
import { transact } from '~/kit/db.server';
import { issueToken } from './one-time.server';
import { hasHost } from './queries.server';

/** @returns the link to print, or null when the host account exists */
export async function firstRunLink(origin: string): Promise<string | null> {
  if (await hasHost()) return null;
  const secret = await transact(async (tx) => {
    await tx.oneTimeToken.deleteMany({ where: { purpose: 'first-run', usedAt: null } });
    return issueToken(tx, 'first-run');
  });
  return `${origin}/set-up/${secret}`;
}
