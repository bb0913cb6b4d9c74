/** Activities in the calendars that members read in programs of their own (features/plan/feeds.server.ts). */
import type { Seat } from '~/features/partnerships/partnerships';
import type { CalendarEvent, FeedAsker } from '~/features/plan/feeds.server';
import { tFor } from '~/i18n/translate';
import { db } from '~/kit/db.server';
import { type ActivityState, type ActivityType, activityPath } from './activities';
import { visibleTo } from './permissions';

/**
 * Never a restricted one: whoever has the address reads such a calendar, and it lies on the servers of others. For the same reason the public title
 * stands there and never the internal one: where there is none, the type.
 */
export async function calendarEvents(seat: Seat, { scope, language, origin }: FeedAsker): Promise<CalendarEvent[]> {
  const { organisationId, userId } = seat;
  const whose = {
    mine: { createdById: userId },
    organisation: { OR: [{ organisationId }, { coOrganisers: { some: { organisationId } } }] },
    partnership: {},
  }[scope];
  const [rows, t] = await Promise.all([
    db().activity.findMany({
      where: { AND: [visibleTo(seat), { restriction: '' }, whose] },
      include: { organisation: { select: { name: true } }, place: { select: { name: true } } },
      orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    }),
    tFor(language, 'activities'),
  ]);
  return rows.map((row) => ({
    uid: `koinon-activity-${row.id}`,
    title: row.publicTitle || t(`type.${row.type as ActivityType}`),
    when: row.startTime === '' ? { start: row.startDate, end: row.endDate } : { from: row.startsAt, to: row.endsAt },
    isCancelled: row.state === 'cancelled',
    category: t(`type.${row.type as ActivityType}`),
    description: [
      `${t(`type.${row.type as ActivityType}`)}: ${t(`state.${row.state as ActivityState}`)}`,
      row.organisation.name,
      [row.place?.name, row.venue].filter(Boolean).join(', '),
    ]
      .filter(Boolean)
      .join('\n'),
    url: `${origin}${activityPath(row.partnershipId, row.id)}`,
  }));
}
