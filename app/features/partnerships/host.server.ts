/** What the host may do with partnerships: see that they exist, close them, and open them again. Nothing inside them. */
import type { Person } from '~/features/accounts/accounts';
import { can, type Rights } from '~/features/accounts/permissions';
import { db, transact } from '~/kit/db.server';
import { services } from '~/kit/services.server';
import { Close } from '~/live/wire';
import { recordChange } from './changes.server';
import { notFound } from './queries.server';

type Host = Pick<Person, 'userId'> & Rights;

/** Names and sizes only; an empty list for everybody else. */
export async function listForHost(person: Host) {
  if (!can(person, 'close-partnership')) return [];
  const rows = await db().partnership.findMany({
    select: {
      id: true,
      acronym: true,
      createdAt: true,
      closedAt: true,
      _count: { select: { members: true } },
      members: { where: { roles: { some: { role: 'coordinator' } } }, select: { id: true }, take: 1 },
    },
    orderBy: { createdAt: 'asc' },
  });
  return rows.map(({ _count, closedAt, members, ...row }) => ({
    ...row,
    closed: closedAt !== null,
    led: members.length > 0,
    members: _count.members,
  }));
}

/**
 * Closes a partnership (everybody reads, nobody writes) or opens it again; open sockets come back and are judged anew.
 * One that has no coordinator any more stays closed: nobody could let anyone in, or do anything about it.
 */
export async function setClosed(person: Host, partnershipId: string, closed: boolean): Promise<void> {
  if (!can(person, 'close-partnership')) throw notFound();
  await transact(async (tx) => {
    const led = closed ? {} : { members: { some: { roles: { some: { role: 'coordinator' } } } } };
    const { count } = await tx.partnership.updateMany({
      where: { id: partnershipId, ...led },
      data: { closedAt: closed ? new Date() : null },
    });
    if (count === 0) throw notFound();
    const subject = { subjectType: 'partnership', subjectId: partnershipId };
    await recordChange(tx, {
      partnershipId,
      actorId: person.userId,
      action: closed ? 'partnership.closed' : 'partnership.reopened',
      ...subject,
    });
  });
  services().sync.revoke({ partnershipId }, Close.restarting);
}
