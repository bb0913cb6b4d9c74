/** Keeps what others are told of typed numbers of people; the one place where that is worked out. */
import { rulesOf } from '~/features/activities/attendance.server';
import type { Axes } from '~/features/activities/counting';
import { holdPeriods, listPeriods } from '~/features/plan/period-rows.server';
import { daysOf } from '~/features/plan/periods';
import { beside } from '~/kit/beside.server';
import { db, type Tx, transact } from '~/kit/db.server';
import { type Member, type TypedMemory, tellFamily } from './family';
import { isOfPeople, peopleUnits } from './indicators';

interface Kept {
  id: string;
  partnershipId: string;
}

/**
 * Of all that an organisation typed for an indicator that counts people, and for those that it is a part of or that are parts of it: of a whole and
 * all parts of it but one, that one would be known. To be called in the transaction that changes it.
 * @param isTyped something of it was typed or taken out just now
 */
export async function keepTold(tx: Tx, { id, partnershipId }: Kept, organisationId: string, isTyped = true): Promise<void> {
  // What is told follows from what was told before: nobody else works it out meanwhile.
  await holdPeriods(tx, partnershipId);
  const { unit, parentId } = await tx.indicator.findUniqueOrThrow({ where: { id }, select: { unit: true, parentId: true } });
  if (!isOfPeople(unit)) return;
  const wholeId = parentId ?? id;
  // What was told of those that are removed, or count something else now, is remembered, too.
  const family = await tx.indicator.findMany({
    where: { partnershipId, OR: [{ id: wholeId }, { parentId: wholeId }] },
    select: { id: true, unit: true, removedAt: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const ids = family.map((one) => one.id);
  const [smallest, spans, links, rows, values] = await Promise.all([
    smallestOf(tx, partnershipId, unit),
    spansOf(tx, partnershipId),
    tx.indicatorActivity.findMany({
      where: { indicatorId: { in: ids }, activity: ofOrganisation(organisationId) },
      distinct: ['indicatorId'],
      select: { indicatorId: true },
    }),
    tx.indicatorTold.findMany({ where: { organisationId, indicatorId: { in: ids } } }),
    tx.indicatorValue.findMany({
      where: { organisationId, indicatorId: { in: ids } },
      select: { indicatorId: true, day: true, country: true, amount: true },
    }),
  ]);
  const kept = new Map(rows.map(({ indicatorId, told }) => [indicatorId, told]));
  const members = family.map((one): Member => {
    const own = values.filter(({ indicatorId }) => indicatorId === one.id);
    const json = kept.get(one.id);
    const isThere = one.unit === unit && one.removedAt === null && (own.length > 0 || json !== undefined);
    const isApart = links.some(({ indicatorId }) => (one.id === wholeId) !== (indicatorId === wholeId));
    return { id: one.id, memory: json ? (JSON.parse(json) as TypedMemory) : null, axes: isThere ? axesOf(own, spans) : null, isApart };
  });
  for (const [indicatorId, memory] of tellFamily(members, wholeId, isTyped ? id : null, smallest)) {
    const told = JSON.stringify(memory);
    if (told === kept.get(indicatorId)) continue;
    const key = { indicatorId, organisationId };
    await tx.indicatorTold.upsert({
      where: { indicatorId_organisationId: key },
      create: { ...key, partnershipId, told },
      update: { told },
    });
  }
}

/** Where it may count people. */
const ofOrganisation = (organisationId: string) => ({
  OR: [{ organisationId }, { coOrganisers: { some: { organisationId } } }, { sheets: { some: { organisationId } } }],
});

/**
 * What organisations of an activity typed for the whole of an indicator, or for its parts: once the activity is linked to it, that is told no more.
 * @returns of each whether it was told already: who remembers it would subtract
 */
export async function typedBeside(tx: Tx, { id, parentId }: { id: string; parentId: string | null }, activityId: string) {
  const some = { activityId };
  const organisation = { OR: [{ activities: { some: { id: activityId } } }, { coOrganised: { some } }, { sheets: { some } }] };
  const rows = await tx.indicatorTold.findMany({ where: { indicator: parentId ? { id: parentId } : { parentId: id }, organisation } });
  return rows.map(({ told, ...row }) => {
    const { now, before } = JSON.parse(told) as TypedMemory;
    return { ...row, isTold: [...before, now].some((one) => one && 'total' in one && one.total > 0) };
  });
}

/**
 * The same for all of whom nothing is told: a migration may have taken it away, also of those whose values were taken out. And for days and months, for a project
 * may last longer than it did. To be called when the application starts.
 */
export async function tellTypedAgain(): Promise<void> {
  const indicator = { unit: { in: [...peopleUnits] }, removedAt: null };
  const typed = await db().indicatorValue.groupBy({ by: ['partnershipId', 'indicatorId', 'organisationId'], where: { indicator } });
  const told = await db().indicatorTold.findMany({ where: { indicator }, include: { indicator: { select: { unit: true } } } });
  const keyOf = (one: { indicatorId: string; organisationId: string }) => `${one.indicatorId} ${one.organisationId}`;
  const rows = new Map([...typed, ...told].map((one) => [keyOf(one), one]));
  for (const one of told) if (one.indicator.unit === 'persons' && !one.told.startsWith('{"now":null')) rows.delete(keyOf(one));
  for (const { partnershipId, indicatorId: id, organisationId } of rows.values()) {
    // One that cannot be read keeps no other from being told.
    await beside(`what is told of indicator ${id}`, () => transact((tx) => keepTold(tx, { id, partnershipId }, organisationId, false)));
  }
}

const DAY = 86_400_000;
const SHORTEST_MONTH = 28;

/**
 * The smallest number that others are told. Of days and months it is of so many people at least, whatever each of them had: nobody has more than the whole project.
 * Of a project without dates none is told.
 */
async function smallestOf(tx: Tx, partnershipId: string, unit: string): Promise<number> {
  const { smallest } = await rulesOf(partnershipId, tx);
  if (unit === 'persons') return smallest;
  const { startDate, endDate } = await tx.partnership.findUniqueOrThrow({
    where: { id: partnershipId },
    select: { startDate: true, endDate: true },
  });
  if (!startDate || !endDate) return Number.MAX_SAFE_INTEGER;
  const days = Math.round((Date.parse(endDate) - Date.parse(startDate)) / DAY) + 1;
  return smallest * (unit === 'days' ? days : Math.ceil(days / SHORTEST_MONTH));
}

/** Reporting periods, as their days. */
async function spansOf(tx: Tx, partnershipId: string): Promise<{ first: string; last: string }[]> {
  const { startDate } = await tx.partnership.findUniqueOrThrow({ where: { id: partnershipId }, select: { startDate: true } });
  return (await listPeriods(partnershipId, tx)).flatMap((period) => daysOf(period, startDate) ?? []);
}

interface Value {
  day: string;
  country: string;
  amount: number | null;
}

/** The same numbers by period and by country. A period goes by its days: it may be another one later. */
function axesOf(values: readonly Value[], spans: readonly { first: string; last: string }[]): Axes {
  const period = ({ day }: Value) => {
    const span = spans.find(({ first, last }) => day >= first && day <= last);
    return span ? `${span.first}/${span.last}` : '';
  };
  const by = (keyOf: (value: Value) => string) => {
    const parts: Record<string, number> = {};
    for (const value of values) parts[keyOf(value)] = (parts[keyOf(value)] ?? 0) + (value.amount ?? 0);
    return parts;
  };
  return { period: by(period), country: by(({ country }) => country) };
}
