/** Who is to be reminded of a deadline today. How they are told, and that nobody is told twice, is for whoever asks: each reminder has a key. */
import { addDays, today } from '~/kit/dates';
import { db } from '~/kit/db.server';
import { decidedOf, stillOpen } from './waiting.server';

/** So many days before, in the reader's own time zone. */
export const REMIND_DAYS = [30, 14, 3] as const;

export interface Reminder {
  userId: string;
  partnershipId: string;
  itemId: string;
  code: string | null;
  title: string;
  path: string;
  days: number;
  /** ISO date on which it is due. */
  date: string;
  /** The same for the same reminder, whenever it is found. */
  key: string;
}

export async function remindOfDeadlines(now: Date, tell: (reminder: Reminder) => Promise<void>): Promise<void> {
  const anywhere = [addDays(today('UTC', now), -1), today('UTC', now), addDays(today('UTC', now), 1)];
  const dates = [...new Set(anywhere.flatMap((day) => REMIND_DAYS.map((days) => addDays(day, days))))];
  const items = await db().planItem.findMany({
    where: { ...stillOpen, dueDate: { in: dates }, partnership: { closedAt: null } },
    orderBy: [{ partnershipId: 'asc' }, { dueDate: 'asc' }, { id: 'asc' }],
    omit: { content: true },
  });
  for (const partnershipId of new Set(items.map((item) => item.partnershipId))) {
    const own = items.filter((item) => item.partnershipId === partnershipId);
    const over = await decidedOf(partnershipId, own);
    const people = await peopleOf(partnershipId);
    for (const item of own) if (!over.has(item.id)) for (const person of people(item)) await remind(item, person, now, tell);
  }
}

interface DueItem {
  partnershipId: string;
  id: string;
  code: string | null;
  title: string;
  dueDate: string | null;
  leadOrganisationId: string | null;
}

async function remind(item: DueItem, person: { userId: string; timeZone: string }, now: Date, tell: (reminder: Reminder) => Promise<void>) {
  const { partnershipId, id: itemId, code, title, dueDate: date } = item;
  const here = today(person.timeZone, now);
  const days = REMIND_DAYS.find((one) => addDays(here, one) === date);
  if (days === undefined || date === null) return;
  const path = `/p/${partnershipId}/plan?item=${itemId}`;
  await tell({
    userId: person.userId,
    partnershipId,
    itemId,
    code,
    title,
    path,
    days,
    date,
    key: `${itemId}/${date}/${days}/${person.userId}`,
  });
}

/** Those who are named, as far as they are members still; where nobody is, the writers of the organisation that leads. */
async function peopleOf(partnershipId: string): Promise<(item: DueItem) => { userId: string; timeZone: string }[]> {
  const [members, named] = await Promise.all([
    db().member.findMany({
      where: { partnershipId, user: { deletedAt: null } },
      select: { userId: true, organisationId: true, roles: { select: { role: true } }, user: { select: { timeZone: true } } },
    }),
    db().planItemPerson.findMany({ where: { partnershipId } }),
  ]);
  const writes = (member: (typeof members)[number]) => member.roles.some(({ role }) => role === 'coordinator' || role === 'editor');
  return ({ id, leadOrganisationId }) => {
    const ids = new Set(named.filter(({ itemId }) => itemId === id).map(({ userId }) => userId));
    const doers = members.filter(({ userId }) => ids.has(userId));
    const told = doers.length > 0 ? doers : members.filter((member) => member.organisationId === leadOrganisationId && writes(member));
    return told.map(({ userId, user }) => ({ userId, timeZone: user.timeZone }));
  };
}
