/** Who is to be reminded of a deadline, and the notices that do it: each once, also where no server ran on the very day. */
import type { BeforeDaily } from '~/features/discussions/mail-jobs.server';
import { notify } from '~/features/discussions/notices.server';
import { addDays, today } from '~/kit/dates';
import { db, transact } from '~/kit/db.server';
import { itemSubject } from './subject';
import { decidedOf, stillOpen } from './waiting.server';

/** So many days before, in the reader's own time zone. */
export const REMIND_DAYS = [30, 14, 3] as const;

export interface Reminder {
  userId: string;
  partnershipId: string;
  itemId: string;
  code: string | null;
  title: string;
  days: number;
  /** ISO date on which it is due. */
  date: string;
  /** Of this person, the same for the same reminder, whenever it is found. */
  key: string;
}

/** Before the daily mails: they carry what is noted here. */
export const noteDeadlines: BeforeDaily = (now) =>
  remindOfDeadlines(now, async ({ userId, partnershipId, itemId, code, title, date, key }) => {
    const subject = itemSubject(partnershipId, { id: itemId, code, title });
    await transact((tx) =>
      notify(tx, { partnershipId, kind: 'deadline', to: [userId], actorId: null, subject, date, dedupeKey: `deadline/${key}` }, now),
    );
  });

export async function remindOfDeadlines(now: Date, tell: (reminder: Reminder) => Promise<void>): Promise<void> {
  // It is yesterday or tomorrow somewhere.
  const dates = { gte: addDays(today('UTC', now), -1), lte: addDays(today('UTC', now), 1 + Math.max(...REMIND_DAYS)) };
  const items = await db().planItem.findMany({
    where: { ...stillOpen, dueDate: dates, partnership: { closedAt: null } },
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
  if (date === null || date < here) return;
  // The nearest that has come: what was told 30 days before is not told again after 29.
  const days = [...REMIND_DAYS].reverse().find((one) => date <= addDays(here, one));
  if (days === undefined) return;
  await tell({ userId: person.userId, partnershipId, itemId, code, title, days, date, key: `${itemId}/${date}/${days}` });
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
