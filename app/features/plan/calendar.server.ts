/** The days on which a partnership works: read for everybody, written by who may decide (the actor comes first; for all others it is a 404). */
import { recordChange } from '~/features/partnerships/changes.server';
import type { Seat } from '~/features/partnerships/partnerships';
import { workingLanguageOf } from '~/features/partnerships/partnerships';
import { type Asker, countriesOf, notFound, requireSeat } from '~/features/partnerships/queries.server';
import { db, type Tx, transact } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { type CalendarDay, calendarLimits, dayKey, type PlanCalendar, readWorkdays, withChanges, writeWorkdays, yearsOf } from './calendar';
import type { DayForm } from './calendar-forms.server';
import { type Holiday, sharedHolidays } from './facts';
import { can } from './permissions';
import { publicHolidays } from './public-holidays.server';
import { MONDAY_TO_FRIDAY } from './work-days';

/** What a calendar is worked out from. */
interface Ground {
  startDate: string | null;
  endDate: string | null;
  languages: string;
  organisations: readonly { country: string }[];
}

const ground = {
  startDate: true,
  endDate: true,
  languages: true,
  organisations: { select: { country: true } },
} as const;

/** @param known the partnership, where it was read already */
export async function planCalendar({ partnershipId }: Pick<Seat, 'partnershipId'>, known?: Ground): Promise<PlanCalendar> {
  const [partnership, workdays, own] = await Promise.all([
    known ?? db().partnership.findUniqueOrThrow({ where: { id: partnershipId }, select: ground }),
    storedWorkdays(db(), partnershipId),
    db().planHoliday.findMany({ where: { partnershipId }, take: calendarLimits.days }),
  ]);
  const years = yearsOf(partnership);
  return { workdays, years, days: withChanges(await sourceDays(partnership, years), own) };
}

/** What is off. */
export function holidaysIn({ days }: PlanCalendar): Holiday[] {
  return days.flatMap(({ is, ...day }) => (is === 'removed' ? [] : day));
}

function sourceDays({ organisations, languages }: Ground, years: readonly number[]): Promise<Holiday[]> {
  return publicHolidays(countriesOf(organisations), years, workingLanguageOf(languages));
}

async function storedWorkdays(tx: Tx, partnershipId: string): Promise<readonly boolean[]> {
  const row = await tx.planCalendar.findUnique({ where: { partnershipId }, select: { workdays: true } });
  return (row && readWorkdays(row.workdays)) ?? MONDAY_TO_FRIDAY.workdays;
}

async function requireDecider(person: Asker, partnershipId: string): Promise<Seat> {
  const seat = await requireSeat(person, partnershipId);
  if (!can(seat, 'decide')) throw notFound();
  return seat;
}

/** Open pages of the plan fetch their facts anew. */
async function told(tx: Tx, { partnershipId, userId }: Seat, subjectTitle = ''): Promise<void> {
  const subject = { subjectType: 'plan', subjectId: partnershipId, subjectTitle };
  await recordChange(tx, { partnershipId, actorId: userId, action: 'plan.days-changed', ...subject });
}

/**
 * Says which days of the week are worked.
 * @param seen what the form was made from: what somebody else said meanwhile is not overwritten unasked
 */
export async function saveWorkdays(
  person: Asker,
  partnershipId: string,
  workdays: readonly boolean[],
  seen: string,
): Promise<{ ok: true } | { ok: false; stored: readonly boolean[] }> {
  const seat = await requireDecider(person, partnershipId);
  return transact(async (tx) => {
    const text = writeWorkdays(workdays);
    const stored = await storedWorkdays(tx, partnershipId);
    if (writeWorkdays(stored) === text) return { ok: true };
    if (writeWorkdays(stored) !== seen) return { ok: false, stored };
    const { count } = await tx.planCalendar.updateMany({ where: { partnershipId, workdays: seen }, data: { workdays: text } });
    if (count === 0) {
      // There is none yet; or somebody else saved since it was read, which stands then.
      const create = { id: newId(), partnershipId, workdays: text };
      const row = await tx.planCalendar.upsert({ where: { partnershipId }, create, update: {} });
      if (row.workdays !== text) return { ok: false, stored: readWorkdays(row.workdays) ?? stored };
    }
    await told(tx, seat);
    return { ok: true };
  });
}

/** Adds a day off, or gives one another name. @returns false where there are too many */
export async function addDayOff(person: Asker, partnershipId: string, { date, country, name }: DayForm): Promise<boolean> {
  const seat = await requireDecider(person, partnershipId);
  return transact(async (tx) => {
    const known = await tx.planHoliday.findFirst({ where: { partnershipId, date, country }, select: { id: true } });
    if (!known && (await tx.planHoliday.count({ where: { partnershipId } })) >= calendarLimits.days) return false;
    await put(tx, partnershipId, { date, country }, { name, removed: false });
    await told(tx, seat, name);
    return true;
  });
}

/** Takes a day off away: one of the partnership's own is gone, one of the source stays to be brought back. @returns false where it is none */
export async function removeDayOff(person: Asker, partnershipId: string, key: string): Promise<boolean> {
  const seat = await requireDecider(person, partnershipId);
  const partnership = await db().partnership.findUniqueOrThrow({ where: { id: partnershipId }, select: ground });
  const source = new Map((await sourceDays(partnership, yearsOf(partnership))).map((day) => [dayKey(day), day]));
  return transact(async (tx) => {
    const day = await dayOff(tx, partnershipId, key, source);
    if (!day || day.is === 'removed') return false;
    const { date, country, name } = day;
    if (source.has(key)) await put(tx, partnershipId, { date, country }, { name: '', removed: true });
    else await tx.planHoliday.deleteMany({ where: { partnershipId, date, country } });
    await told(tx, seat, name);
    return true;
  });
}

/** A day of the source is off again. @returns false where it was not taken away */
export async function bringBackDay(person: Asker, partnershipId: string, key: string): Promise<boolean> {
  const seat = await requireDecider(person, partnershipId);
  return transact(async (tx) => {
    const removed = await tx.planHoliday.findMany({ where: { partnershipId, removed: true } });
    const row = removed.find((day) => dayKey(day) === key);
    if (!row) return false;
    await tx.planHoliday.deleteMany({ where: { id: row.id, partnershipId } });
    await told(tx, seat);
    return true;
  });
}

async function dayOff(tx: Tx, partnershipId: string, key: string, source: ReadonlyMap<string, Holiday>): Promise<CalendarDay | undefined> {
  const own = await tx.planHoliday.findMany({ where: { partnershipId } });
  return withChanges([...source.values()], own).find((day) => dayKey(day) === key);
}

/** Two who say the same day at the same moment leave one row. */
async function put(
  tx: Tx,
  partnershipId: string,
  { date, country }: Pick<Holiday, 'date' | 'country'>,
  says: { name: string; removed: boolean },
): Promise<void> {
  await tx.planHoliday.upsert({
    where: { partnershipId_date_country: { partnershipId, date, country } },
    create: { id: newId(), partnershipId, date, country, ...says },
    update: says,
  });
}

/** The countries that a day off may be in. */
export async function countriesFor({ partnershipId }: Seat): Promise<string[]> {
  const { organisations } = await db().partnership.findUniqueOrThrow({ where: { id: partnershipId }, select: ground });
  return countriesOf(organisations);
}

/** What the page of working days shows: one year of them. @param asked the year, as the address says it */
export async function calendarPage(seat: Seat, asked: string | null, now = new Date()) {
  const known = await db().partnership.findUniqueOrThrow({ where: { id: seat.partnershipId }, select: ground });
  const calendar = await planCalendar(seat, known);
  const yearOf = ({ date }: Holiday) => Number(date.slice(0, 4));
  const years = [...new Set([...calendar.years, ...calendar.days.map(yearOf)])].sort();
  const wanted = Number(asked ?? now.getUTCFullYear());
  // The nearest one that there is.
  const year = years.reduce((best, one) => (Math.abs(one - wanted) < Math.abs(best - wanted) ? one : best), years[0] ?? wanted);
  const holidays = holidaysIn(calendar);
  return {
    workdays: calendar.workdays,
    years,
    year,
    days: calendar.days.filter((day) => yearOf(day) === year),
    shared: [...sharedHolidays({ organisations: known.organisations, holidays })],
    countries: countriesOf(known.organisations),
    language: workingLanguageOf(known.languages),
  };
}
