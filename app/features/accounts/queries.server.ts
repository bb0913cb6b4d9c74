/** What people may read about accounts. */
import { db } from '~/kit/db.server';
import type { Person } from './accounts';
import { can } from './permissions';

/** The actor's signed-in devices, the current one first, then the latest seen. */
export async function ownSessions(actor: Person) {
  const rows = await db().session.findMany({
    where: { userId: actor.userId, expiresAt: { gt: new Date() } },
    select: { id: true, device: true, createdAt: true, lastSeenAt: true },
    orderBy: { lastSeenAt: 'desc' },
  });
  return rows.map((row) => ({ ...row, current: row.id === actor.sessionId })).sort((a, b) => Number(b.current) - Number(a.current));
}

/** For the host: all accounts, and how many partnerships there are. Nothing of what is inside them. Null for others. */
export async function hostOverview(actor: Person) {
  if (!can(actor, 'manage-accounts')) return null;
  const [accounts, partnerships] = await Promise.all([
    db().user.findMany({
      where: { deletedAt: null },
      select: {
        id: true,
        name: true,
        email: true,
        emailUnproved: true,
        isHost: true,
        isExample: true,
        mayOpenPartnerships: true,
        createdAt: true,
      },
      orderBy: { name: 'asc' },
    }),
    db().partnership.count(),
  ]);
  return { accounts, partnerships };
}

/** Does the host account exist? */
export async function hasHost(): Promise<boolean> {
  return (await db().user.findFirst({ where: { isHost: true }, select: { id: true } })) !== null;
}
