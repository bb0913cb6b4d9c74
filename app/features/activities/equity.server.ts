/** Whom and what no activity reaches: target groups and themes without any. */
import type { Seat } from '~/features/partnerships/partnerships';
import { db } from '~/kit/db.server';
import { type Theme, themes } from './activities';
import { visibleTo } from './permissions';

/** Of activities that the member sees and that were not cancelled: a restricted one does not exist for others here either. */
export async function notReached(seat: Seat): Promise<{ groups: { id: string; name: string }[]; themes: Theme[] }> {
  const where = { AND: [visibleTo(seat), { state: { not: 'cancelled' } }] };
  const [groups, rows] = await Promise.all([
    db().targetGroup.findMany({
      where: { partnershipId: seat.partnershipId, activities: { none: { activity: where } } },
      select: { id: true, name: true },
      orderBy: { position: 'asc' },
    }),
    // Grouped by the database: of `distinct` every row would come here first.
    db().activity.groupBy({ by: ['themes'], where }),
  ]);
  const reached = new Set(rows.flatMap((row) => row.themes.split(',')));
  return { groups, themes: themes.filter((theme) => !reached.has(theme)) };
}
