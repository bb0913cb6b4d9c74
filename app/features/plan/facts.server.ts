/** The facts that a plan is read against, for one member. */

import { listTitles } from '~/features/documents/queries.server';
import type { Seat } from '~/features/partnerships/partnerships';
import { workingLanguageOf } from '~/features/partnerships/partnerships';
import { db } from '~/kit/db.server';
import { personColour } from '~/ui/person-colours';
import { holidaysIn, planCalendar } from './calendar.server';
import type { PlanFacts } from './facts';

export async function planFacts(seat: Seat): Promise<PlanFacts> {
  const { partnershipId, userId, organisationId } = seat;
  const [partnership, members, documents] = await Promise.all([
    db().partnership.findUniqueOrThrow({
      where: { id: partnershipId },
      select: {
        acronym: true,
        languages: true,
        startDate: true,
        endDate: true,
        organisations: { select: { id: true, name: true, shortName: true, country: true }, orderBy: { name: 'asc' } },
      },
    }),
    db().member.findMany({
      where: { partnershipId },
      select: { userId: true, organisationId: true, user: { select: { name: true } } },
    }),
    listTitles(seat),
  ]);
  const { acronym, languages, startDate, endDate, organisations } = partnership;
  const calendar = await planCalendar({ partnershipId }, partnership);
  return {
    partnershipId,
    acronym,
    language: workingLanguageOf(languages),
    startDate,
    endDate,
    organisations,
    people: members
      .map((member) => ({
        id: member.userId,
        name: member.user.name,
        organisationId: member.organisationId,
        colour: personColour(member.userId),
      }))
      .sort((a, b) => a.name.localeCompare(b.name)),
    me: { userId, organisationId },
    workdays: calendar.workdays,
    holidays: holidaysIn(calendar),
    decisions: [],
    periods: [],
    documents,
  };
}
