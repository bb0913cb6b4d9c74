/** The facts that a plan is read against. */

import { listTitles } from '~/features/documents/queries.server';
import type { Seat } from '~/features/partnerships/partnerships';
import { workingLanguageOf } from '~/features/partnerships/partnerships';
import { db, type Tx } from '~/kit/db.server';
import { personColour } from '~/ui/person-colours';
import { agreedRisks } from './baselines.server';
import { holidaysIn, planCalendar } from './calendar.server';
import { type Decision, decisionKinds } from './decisions';
import type { PlanActivity, PlanFacts } from './facts';
import { listPeriods } from './period-rows.server';
import type { Item } from './plan';
import { portalCodes } from './portal-lists.server';

/** For one member. @param activities what this member sees of them */
export async function planFacts(seat: Seat, activities: readonly PlanActivity[] = []): Promise<PlanFacts> {
  const { partnershipId, userId, organisationId } = seat;
  const [shared, documents] = await Promise.all([sharedFacts(partnershipId), listTitles(seat)]);
  return { ...shared, me: { userId, organisationId }, documents, activities };
}

/** What is the same for everybody. */
export async function sharedFacts(partnershipId: string): Promise<Omit<PlanFacts, 'me' | 'documents' | 'activities'>> {
  const [partnership, members, decisions, periods, risks, codes] = await Promise.all([
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
    latestDecisions(partnershipId),
    listPeriods(partnershipId),
    agreedRisks(partnershipId),
    portalCodes(partnershipId),
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
    workdays: calendar.workdays,
    holidays: holidaysIn(calendar),
    decisions,
    periods,
    agreedRisks: risks,
    codes,
  };
}

/** The latest of each item. */
export async function latestDecisions(partnershipId: string, tx: Tx = db(), itemIds?: readonly string[]): Promise<Decision[]> {
  const rows = await tx.planDecision.findMany({
    where: { partnershipId, ...(itemIds ? { itemId: { in: [...itemIds] } } : {}) },
    orderBy: { number: 'asc' },
  });
  if (rows.length === 0) return [];
  const latest = [...new Map(rows.map((row) => [row.itemId, row])).values()];
  const deciders = await tx.user.findMany({
    where: { id: { in: latest.map((row) => row.decidedById) } },
    select: { id: true, name: true },
  });
  const names = new Map(deciders.map(({ id, name }) => [id, name]));
  return latest.flatMap(({ itemId, is, on, decidedById, note, frozen, copyId }) => {
    const kind = decisionKinds.find((one) => one === is);
    const item = frozen === null ? null : (JSON.parse(frozen) as Item);
    const copy = copyId && item?.document ? `/p/${partnershipId}/documents/${item.document}/history/${copyId}` : null;
    return kind ? [{ itemId, is: kind, on, by: names.get(decidedById) ?? '', note, frozen: item, copy }] : [];
  });
}
