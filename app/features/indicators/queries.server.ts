/** Reads of indicators: numbers of people as this reader is told them, or as the whole partnership is. */
import { type Countable, countables, linkable } from '~/features/activities/countable.server';
import type { Memory } from '~/features/activities/counting';
import type { Seat } from '~/features/partnerships/partnerships';
import { workingLanguageOf } from '~/features/partnerships/partnerships';
import { type Asker, notFound, requireSeat } from '~/features/partnerships/queries.server';
import type { Period } from '~/features/plan/decisions';
import { listPeriods } from '~/features/plan/period-rows.server';
import { daysOf } from '~/features/plan/periods';
import { db, type Prisma } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { PAGE_ROWS, rowsBefore } from '~/kit/paging';
import { isFromSource } from './catalogues';
import { isOfPeople, type Level, levels, type PartAsked, peopleUnits, progressOf, type Rule, rules, type Unit, units } from './indicators';
import { can } from './permissions';
import { type Contribution, contributionOf, type Group, sumOf, sumsBy, type TypedValue } from './sums';

export const WITH_ALL = {
  values: { orderBy: [{ day: 'desc' }, { createdAt: 'desc' }] },
  told: true,
} satisfies Prisma.IndicatorInclude;

export const unitOf = ({ unit }: { unit: string }): Unit => units.find((one) => one === unit) ?? 'items';
export const levelOf = ({ level }: { level: string }): Level => levels.find((one) => one === level) ?? 'output';
export const ruleOf = ({ rule }: { rule: string }): Rule => rules.find((one) => one === rule) ?? 'none';

interface Typed {
  unit: string;
  values: readonly (Omit<TypedValue, 'amount'> & { amount: number | null })[];
  told: readonly { organisationId: string; told: string }[];
}

/**
 * Typed numbers, as they are told: those of people as sums of each organisation, unless they are the reader's own.
 * @param axis what they are divided by: what is told of either is not told of both together
 */
export function typedOf(row: Typed, own: string | null, axis: 'period' | 'country' | null = null): TypedValue[] {
  if (unitOf(row) === 'text') return [];
  const counts = isOfPeople(row.unit);
  const plain = row.values.flatMap(({ organisationId, country, day, amount }) =>
    amount !== null && (!counts || organisationId === own) ? [{ organisationId, country, day, amount }] : [],
  );
  if (!counts) return plain;
  const others = row.told.filter(({ organisationId }) => organisationId !== own);
  return [...plain, ...others.flatMap(({ organisationId, told }) => toldValues(organisationId, JSON.parse(told) as Memory, axis))];
}

function toldValues(organisationId: string, { now }: Memory, axis: 'period' | 'country' | null): TypedValue[] {
  const value = (key: string, amount: number | null): TypedValue => {
    const [from, day = ''] = axis === 'period' ? key.split('/') : ['', ''];
    return { organisationId, country: axis === 'country' ? key : '', day, from, amount };
  };
  if (!now || 'few' in now) return [value('', null)];
  const divided = axis && now.by[axis];
  if (!divided) return [value('', now.total)];
  return [
    ...Object.entries(divided.parts).map(([key, amount]) => value(key, amount)),
    ...divided.hidden.filter(Boolean).map((key) => value(key, null)),
    // Of which of them these are is not told.
    ...(divided.rest > 0 ? [value('', divided.rest)] : []),
  ];
}

export function contributionsOf(rule: Rule, ids: readonly string[], activities: ReadonlyMap<string, Countable>): Contribution[] {
  return ids.flatMap((id) => {
    const activity = activities.get(id);
    return activity ? [contributionOf(activity, rule)] : [];
  });
}

export const byId = (list: readonly Countable[]) => new Map(list.map((one) => [one.id, one]));

async function groundOf(partnershipId: string) {
  const { languages, startDate } = await db().partnership.findUniqueOrThrow({
    where: { id: partnershipId },
    select: { languages: true, startDate: true },
  });
  return { language: workingLanguageOf(languages), startDate };
}

/**
 * All indicators with what they come to, as the whole partnership is told it: nothing of restricted activities, and not the reader's own small numbers.
 * So the page may be shown to a room.
 */
export async function listIndicators(seat: Seat) {
  const { partnershipId } = seat;
  const there = { partnershipId, removedAt: null };
  const [rows, links, values, ground] = await Promise.all([
    db().indicator.findMany({
      where: there,
      include: { told: { select: { organisationId: true, told: true } }, _count: { select: { values: true } } },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    }),
    linksIn(partnershipId, null),
    // Of people nobody's own numbers are shown here, and of words only how many there are. Added up by the database.
    db().indicatorValue.groupBy({
      by: ['indicatorId'],
      where: { partnershipId, indicator: { ...there, unit: { notIn: [...peopleUnits, 'text'] } } },
      _sum: { amount: true },
    }),
    groundOf(partnershipId),
  ]);
  const activities = byId(await countables(seat, [...new Set([...links.values()].flat())], 'everybody'));
  const valuesOf = new Map(
    values.map(({ indicatorId, _sum }) => [indicatorId, [{ organisationId: '', country: '', day: '', amount: _sum.amount }]]),
  );
  const listed = rows.map((row) => {
    const typed = typedOf({ unit: row.unit, told: row.told, values: valuesOf.get(row.id) ?? [] }, null);
    const sum = sumOf(contributionsOf(ruleOf(row), links.get(row.id) ?? [], activities), typed);
    const { id, code, text, baseline, target } = row;
    return {
      id,
      code,
      text,
      /** A whole that was removed is none. */
      parentId: rows.some((one) => one.id === row.parentId) ? row.parentId : null,
      baseline,
      target,
      value: sum.value,
      leftOut: sum.leftOut,
      waiting: sum.waiting,
      level: levelOf(row),
      unit: unitOf(row),
      /** How many have written something, where it is no number. */
      texts: unitOf(row) === 'text' ? row._count.values : 0,
      progress: progressOf({ value: sum.value, baseline, target }),
      isChecked: row.checked,
    };
  });
  return { language: ground.language, indicators: inOrder(listed), mayDefine: can(seat, 'define') };
}

interface Linked {
  id: string;
  /** Ids with commas between. */
  activities: string;
}

/**
 * Activities by indicator. In one row for each: of thousands of links, objects would be made that nobody needs.
 * @param of one of them; null: all that are not removed
 */
export async function linksIn(partnershipId: string, of: string | null): Promise<Map<string, string[]>> {
  const rows = await (of === null
    ? db().$queryRaw<Linked[]>`
        SELECT "indicatorId" AS "id", string_agg("activityId", ',') AS "activities" FROM "IndicatorActivity"
        WHERE "indicatorId" IN (SELECT "id" FROM "Indicator" WHERE "partnershipId" = ${partnershipId} AND "removedAt" IS NULL)
        GROUP BY "indicatorId"`
    : db().$queryRaw<Linked[]>`
        SELECT "indicatorId" AS "id", string_agg("activityId", ',') AS "activities" FROM "IndicatorActivity"
        WHERE "indicatorId" = ${of} AND "partnershipId" = ${partnershipId}
        GROUP BY "indicatorId"`);
  return new Map(rows.map(({ id, activities }) => [id, activities.split(',').sort()]));
}

export type ListedIndicator = Awaited<ReturnType<typeof listIndicators>>['indicators'][number];

/** By level, each part after its whole; whatever else in the order in which they came. */
export function inOrder<One extends { id: string; parentId: string | null; level: Level }>(list: readonly One[]): One[] {
  const known = new Set(list.map(({ id }) => id));
  const wholes = list.filter(({ parentId }) => !parentId || !known.has(parentId));
  const sorted = levels.flatMap((level) => wholes.filter((one) => one.level === level));
  return sorted.flatMap((whole) => [whole, ...list.filter(({ parentId }) => parentId === whole.id)]);
}

/** An indicator that the person may read, and the seat that says so; throws the 404 answer otherwise. */
async function indicatorFor(person: Asker, partnershipId: string | undefined, id: string | undefined) {
  const seat = await requireSeat(person, partnershipId);
  const row = id
    ? await db().indicator.findFirst({ where: { id, partnershipId: seat.partnershipId, removedAt: null }, include: WITH_ALL })
    : null;
  if (!row) throw notFound();
  return { seat, row };
}

/**
 * All that the page of one says: its numbers by organisation, country and period, and the activities and values behind each.
 * @param asked which of the activities are listed: a page of them, or of those behind one number; the numbers are of all
 */
export async function getIndicator(
  person: Asker,
  partnershipId: string | undefined,
  id: string | undefined,
  { page, part }: { page: number; part: PartAsked | null } = { page: 1, part: null },
) {
  const { seat, row } = await indicatorFor(person, partnershipId, id);
  const linked = (await linksIn(seat.partnershipId, row.id)).get(row.id) ?? [];
  const [ground, organisations, periods, activities, parts, parent, choices] = await Promise.all([
    groundOf(seat.partnershipId),
    db().organisation.findMany({
      where: { partnershipId: seat.partnershipId },
      select: { id: true, name: true, shortName: true, country: true },
    }),
    listPeriods(seat.partnershipId),
    countables(seat, linked, 'reader'),
    db().indicator.findMany({ where: { parentId: row.id, removedAt: null }, select: { id: true, code: true, text: true } }),
    row.parentId
      ? db().indicator.findFirst({ where: { id: row.parentId, removedAt: null }, select: { id: true, code: true, text: true } })
      : null,
    can(seat, 'define') ? linkable(seat, { notOf: row.id }) : [],
  ]);
  // In the order of their days, as they are read.
  const contributions = activities.map((one) => contributionOf(one, ruleOf(row)));
  const typed = typedOf(row, seat.organisationId);
  const numberOf = periodNumbers(periods, ground.startDate);
  const locked = new Set(periods.flatMap((period) => (period.locked ? String(period.number) : [])));
  const names = new Map(organisations.map(({ id: of, name, shortName }) => [of, shortName || name]));
  const named = (groups: Group[]) => groups.map((group) => ({ ...group, name: names.get(group.key) ?? '' }));
  const sum = sumOf(contributions, typed);
  const keyOf = {
    organisation: (one: { organisationId: string }) => one.organisationId,
    country: (one: { country: string }) => one.country,
    period: ({ from, day }: { from?: string; day: string }) => (from && numberOf(from) !== numberOf(day) ? '' : numberOf(day)),
  };
  const behind = part ? contributions.filter(({ activity }) => keyOf[part.axis](activity) === part.key) : contributions;
  const { code, text, baseline, baselineDate, target, note, version, catalogue } = row;
  return {
    id: row.id,
    code,
    text,
    baseline,
    baselineDate,
    target,
    note,
    version,
    parent,
    parts,
    // Without what only the sums need.
    contributions: behind
      .slice(rowsBefore(page), rowsBefore(page) + PAGE_ROWS)
      .map(({ activity: { id: of, code: as, title, path }, amount, leftOut, uncounted, waits }) => ({
        activity: { id: of, code: as, title, path },
        amount,
        leftOut,
        uncounted,
        waits,
      })),
    /** Of all pages, without those that this reader may not see. */
    activities: behind.length,
    /** Those of this number alone are listed. */
    part,
    level: levelOf(row),
    unit: unitOf(row),
    rule: ruleOf(row),
    sum,
    parentId: parent?.id ?? null,
    isChecked: row.checked,
    /** There is a source to compare it with. */
    hasSource: isFromSource(catalogue),
    progress: progressOf({ value: sum.value, baseline, target }),
    by: {
      organisation: named(sumsBy(contributions, typed, keyOf.organisation)),
      country: sumsBy(contributions, typedOf(row, seat.organisationId, 'country'), keyOf.country),
      period: sumsBy(contributions, typedOf(row, seat.organisationId, 'period'), keyOf.period).sort(
        (one, other) => Number(one.key || 999) - Number(other.key || 999),
      ),
    },
    values: row.values
      .filter((value) => !isOfPeople(row.unit) || value.organisationId === seat.organisationId)
      .map((value) => ({
        id: value.id,
        day: value.day,
        country: value.country,
        amount: value.amount,
        text: value.text,
        organisation: names.get(value.organisationId) ?? '',
        mayRemove: can(seat, 'measure') && value.organisationId === seat.organisationId && !locked.has(numberOf(value.day)),
      })),
    organisationNames: Object.fromEntries(names),
    countries: [...new Set(organisations.flatMap(({ country }) => country || []))].sort(),
    ownCountry: organisations.find(({ id: of }) => of === seat.organisationId)?.country ?? '',
    choices,
    language: ground.language,
    /** For a new value: sent twice, it is one. */
    newValue: newId(),
    mayDefine: can(seat, 'define'),
    mayMeasure: can(seat, 'measure'),
  };
}

/** Numbers of reporting periods, as keys; each period's days are worked out once for all activities. */
function periodNumbers(periods: readonly Period[], startDate: string | null): (day: string) => string {
  const spans = periods.map((period) => ({ number: String(period.number), days: daysOf(period, startDate) }));
  return (day) => spans.find(({ days }) => days !== null && day >= days.first && day <= days.last)?.number ?? '';
}

export type IndicatorPage = Awaited<ReturnType<typeof getIndicator>>;

/** What the forms that add indicators offer; a 404 for who may not. */
export async function choicesFor(person: Asker, partnershipId: string | undefined, ofId: string | null = null) {
  const seat = await requireSeat(person, partnershipId);
  if (!can(seat, 'define')) throw notFound();
  const [rows, { language }] = await Promise.all([
    db().indicator.findMany({
      where: { partnershipId: seat.partnershipId, removedAt: null },
      select: { id: true, code: true, text: true, parentId: true, catalogue: true },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    }),
    groundOf(seat.partnershipId),
  ]);
  return {
    seat,
    language,
    wholes: rows.filter(({ id, parentId }) => parentId === null && id !== ofId).map(({ id, code, text }) => ({ id, code, text })),
    /** `amif.o21` */
    known: rows.map(({ catalogue }) => catalogue),
  };
}
