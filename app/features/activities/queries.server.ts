/** Reads of activities. Who asks comes first, and access is part of the `where`: a restricted one is in no list and no count of those who may not see it. */
import type { Seat } from '~/features/partnerships/partnerships';
import { workingLanguageOf } from '~/features/partnerships/partnerships';
import { type Asker, notFound, requireSeat } from '~/features/partnerships/queries.server';
import type { PlanActivity } from '~/features/plan/facts';
import { isLockedOn } from '~/features/plan/period-rows.server';
import { db, type Prisma, type Tx } from '~/kit/db.server';
import { foldedWords } from '~/kit/fold';
import { PAGE_ROWS, rowsBefore } from '~/kit/paging';
import {
  type ActivityState,
  type ActivityThing,
  type ActivityType,
  activityPath,
  codeOf,
  type Restriction,
  states,
  types,
} from './activities';
import { type NumbersRow, numbersFor, numbersForEverybody } from './attendance/numbers.server';
import { storedDetails, withoutPeople } from './details';
import type { Known, ListQuery } from './forms.server';
import { happeningOf, windowsOf } from './happening';
import { can, canPlan, canSetRules, forEverybody, seesNumbers, visibleTo } from './permissions';

const WITH_ALL = {
  organisation: { select: { id: true, name: true, shortName: true, country: true } },
  place: { select: { id: true, name: true, country: true } },
  objective: { select: { id: true, code: true, text: true } },
  coOrganisers: { select: { organisationId: true, organisation: { select: { id: true, name: true, shortName: true } } } },
  targetGroups: { select: { targetGroup: { select: { id: true, name: true } } } },
} satisfies Prisma.ActivityInclude;

type Row = Prisma.ActivityGetPayload<{ include: typeof WITH_ALL }>;

/** What a line of a list says. */
const LISTED = {
  id: true,
  number: true,
  type: true,
  title: true,
  publicTitle: true,
  restriction: true,
  state: true,
  country: true,
  venue: true,
  zone: true,
  startDate: true,
  startTime: true,
  endDate: true,
  endTime: true,
  startsAt: true,
  endsAt: true,
  plannedParticipants: true,
  people: true,
  countedBy: true,
  told: true,
  organisation: { select: { name: true, shortName: true } },
  place: { select: { name: true } },
} satisfies Prisma.ActivitySelect;

type ListedRow = Prisma.ActivityGetPayload<{ select: typeof LISTED }>;

/** The row as permissions see it. */
export function thingOf(
  row: Pick<Row, 'partnershipId' | 'organisationId' | 'restriction'> & { coOrganisers: { organisationId: string }[] },
): ActivityThing {
  const { partnershipId, organisationId } = row;
  const restriction = row.restriction as Restriction | '';
  return { partnershipId, organisationId, restriction, coOrganisers: row.coOrganisers.map((one) => one.organisationId) };
}

export const typeOf = (row: { type: string }): ActivityType => types.find((one) => one === row.type) ?? 'other';
export const stateOf = (row: { state: string }): ActivityState => states.find((one) => one === row.state) ?? 'planned';

/** An activity that the person may read, and the seat that says so; throws the 404 answer otherwise. */
export async function activityFor(person: Asker, partnershipId: string | undefined, id: string | undefined, tx?: Tx) {
  const seat = await requireSeat(person, partnershipId, tx);
  const row = id ? await (tx ?? db()).activity.findFirst({ where: { id, partnershipId: seat.partnershipId }, include: WITH_ALL }) : null;
  // One that was removed is there for those who can put it back.
  if (!row || !can(seat, row.removedAt ? 'write' : 'read', thingOf(row))) throw notFound();
  return { seat, row };
}

/** All that a page says of one. */
export async function getActivity(person: Asker, partnershipId: string | undefined, id: string | undefined) {
  const { seat, row } = await activityFor(person, partnershipId, id);
  const {
    place,
    organisation,
    objective,
    coOrganisers,
    targetGroups,
    createdById,
    people: _,
    countedBy: __,
    told: ___,
    toldBefore: ____,
    parts: _____,
    ...plain
  } = row;
  const own = seesNumbers(seat, [row.organisationId]);
  const [language, isLocked, workPackage, author] = await Promise.all([
    languageOf(seat.partnershipId),
    isLockedOn(seat.partnershipId, row.endDate),
    row.workPackageId
      ? db().planItem.findUnique({
          where: { partnershipId_id: { partnershipId: seat.partnershipId, id: row.workPackageId } },
          select: { code: true, title: true },
        })
      : null,
    db().user.findFirst({ where: { id: createdById, deletedAt: null }, select: { name: true } }),
  ]);
  return {
    ...plain,
    type: typeOf(row),
    state: stateOf(row),
    code: codeOf(row.number),
    languages: row.languages.split(',').filter(Boolean),
    themes: row.themes.split(',').filter(Boolean),
    exclusions: row.exclusions.split(',').filter(Boolean),
    details: own ? storedDetails(typeOf(row), row.details) : withoutPeople(typeOf(row), storedDetails(typeOf(row), row.details)),
    organisation,
    coOrganisers: coOrganisers.map((one) => one.organisation),
    targetGroups: targetGroups.map((one) => one.targetGroup),
    place,
    objective,
    workPackage,
    author: author?.name ?? null,
    numbers: numbersFor(seat, row),
    heldParticipants: own ? row.heldParticipants : null,
    /** How many came is asked of those who organise it alone. */
    asksPeople: own,
    /** In which titles and names are written. */
    language,
    mayWrite: can(seat, 'write', thingOf(row)),
    /** Its reporting period is: what became of it, its last day and how many came stay as they were reported. */
    isLocked,
  };
}

export type ActivityPage = Awaited<ReturnType<typeof getActivity>>;

/** In which titles and names of a partnership are written. */
export async function languageOf(partnershipId: string): Promise<string> {
  const { languages } = await db().partnership.findUniqueOrThrow({ where: { id: partnershipId }, select: { languages: true } });
  return workingLanguageOf(languages);
}

const NAMED = { id: true, name: true, shortName: true, country: true } as const;

/** All organisations of the partnership, for what is said of them in an activity's own fields. */
export const organisationsOf = ({ partnershipId }: Seat) =>
  db().organisation.findMany({ where: { partnershipId }, orderBy: { name: 'asc' }, select: NAMED });

/** What the form of an activity offers. */
export async function choicesFor(seat: Seat, tx: Tx = db()) {
  const { partnershipId } = seat;
  const byName = { orderBy: { name: 'asc' } } as const;
  const [partnership, packages] = await Promise.all([
    tx.partnership.findUniqueOrThrow({
      where: { id: partnershipId },
      select: {
        languages: true,
        organisations: { ...byName, select: NAMED },
        places: { ...byName, select: { id: true, name: true, country: true } },
        objectives: { orderBy: { position: 'asc' }, select: { id: true, code: true, text: true } },
        targetGroups: { orderBy: { position: 'asc' }, select: { id: true, name: true } },
      },
    }),
    tx.planItem.findMany({
      where: { partnershipId, kind: 'workPackage', removedAt: null },
      select: { id: true, code: true, title: true },
    }),
  ]);
  const inOrder = packages.sort((a, b) => (a.code ?? '').localeCompare(b.code ?? '', 'en', { numeric: true }));
  const { languages, ...rest } = partnership;
  return { ...rest, languages: languages.split(',').filter(Boolean), packages: inOrder };
}

export type Choices = Awaited<ReturnType<typeof choicesFor>>;

/** The same as ids, to check a form against. */
export function knownOf(choices: Choices): Known {
  const ids = (rows: readonly { id: string }[]) => new Set(rows.map(({ id }) => id));
  const { organisations, places, objectives, targetGroups, packages } = choices;
  return {
    organisations: ids(organisations),
    places: ids(places),
    objectives: ids(objectives),
    targetGroups: ids(targetGroups),
    packages: ids(packages),
  };
}

/** More pages than a device keeps (`live/service-worker.ts`). */
const MOST_KEPT = 100;

/** Databases take these signs for "anything", each in its own way: by them alone nothing is found. */
const WILDCARD = /[%_\\]/;

/** The activities that a member sees, the latest first, and how many there are. */
export async function listActivities(seat: Seat, query: ListQuery) {
  const { organisationId } = seat;
  const where: Prisma.ActivityWhereInput = {
    AND: [
      visibleTo(seat),
      ...foldedWords(query.words).map((word) => (WILDCARD.test(word) ? { id: { in: [] } } : { titleFolded: { contains: word } })),
      query.type ? { type: query.type } : {},
      query.state ? { state: query.state } : {},
      query.country ? { country: query.country } : {},
      query.mine ? { OR: [{ organisationId }, { coOrganisers: { some: { organisationId } } }] } : {},
    ],
  };
  const [total, all, countries, rows, language] = await Promise.all([
    db().activity.count({ where }),
    db().activity.count({ where: visibleTo(seat) }),
    countriesIn(visibleTo(seat)),
    db().activity.findMany({
      where,
      select: LISTED,
      orderBy: [{ startsAt: 'desc' }, { id: 'desc' }],
      take: PAGE_ROWS,
      skip: rowsBefore(query.page),
    }),
    languageOf(seat.partnershipId),
  ]);
  return {
    total,
    all,
    language,
    countries,
    activities: rows.map((row) => listed(seat, row)),
    mayPlan: canPlan(seat),
    maySetRules: canSetRules(seat),
  };
}

/** Which of these a device may keep: what the member counts at, and everybody in the partnership may see. */
export async function keepable(seat: Seat, ids: readonly string[]): Promise<string[]> {
  if (!canPlan(seat)) return [];
  const asked = ids.map((id) => id.replaceAll('\0', ''));
  const { organisationId } = seat;
  const own = [{ organisationId }, { coOrganisers: { some: { organisationId } } }];
  const where = { AND: [forEverybody(seat), { OR: own }, { id: { in: asked.slice(0, MOST_KEPT) } }] };
  return (await db().activity.findMany({ where, select: { id: true } })).map(({ id }) => id);
}

/** Each once. Grouped by the database: of `distinct` every row would come here first. */
async function countriesIn(where: Prisma.ActivityWhereInput): Promise<string[]> {
  const groups = await db().activity.groupBy({ by: ['country'], where });
  return groups.flatMap(({ country }) => country || []).sort();
}

export type ListedActivity = ReturnType<typeof listed>;

function listed(seat: Seat, row: ListedRow) {
  const { id, title, restriction, startDate, startTime, endDate, endTime, startsAt, endsAt, zone, country } = row;
  return {
    id,
    title,
    code: codeOf(row.number),
    type: typeOf(row),
    state: stateOf(row),
    restriction: restriction as Restriction | '',
    organisation: row.organisation.shortName || row.organisation.name,
    place: row.place?.name ?? row.venue,
    startDate,
    startTime,
    endDate,
    endTime,
    startsAt,
    endsAt,
    zone,
    country,
    plannedParticipants: row.plannedParticipants,
    numbers: numbersFor(seat, row),
  };
}

/** The same for who walks by: without a public title the page says the type. */
function shown(seat: Seat, row: ListedRow): ListedActivity {
  return { ...listed(seat, row), title: row.publicTitle, place: row.place?.name ?? '', numbers: numbersForEverybody(row) };
}

/** What the plan shows beside its items: all that the member sees. */
export async function plannedActivities(seat: Seat, now = new Date()): Promise<PlanActivity[]> {
  const seen = visibleTo(seat);
  // Of hundreds, moments and rows within rows are most of the time it takes: which run, and who organises them, too, is asked by itself.
  const [rows, running, partners] = await Promise.all([
    db().activity.findMany({
      where: seen,
      select: {
        id: true,
        number: true,
        title: true,
        state: true,
        restriction: true,
        organisationId: true,
        workPackageId: true,
        country: true,
        startDate: true,
        startTime: true,
        endDate: true,
        endTime: true,
      },
      orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    }),
    db().activity.findMany({
      where: { AND: [seen, { startsAt: { lte: now }, endsAt: { gt: now }, state: { notIn: ['cancelled', 'held'] } }] },
      select: { id: true },
    }),
    db().activityCoOrganiser.findMany({ where: { activity: seen }, select: { activityId: true, organisationId: true } }),
  ]);
  const runs = new Set(running.map(({ id }) => id));
  const partnersOf = new Map<string, string[]>();
  for (const { activityId, organisationId } of partners)
    partnersOf.set(activityId, [...(partnersOf.get(activityId) ?? []), organisationId]);
  // Named one by one: hundreds of objects made of "the rest" take the engine milliseconds.
  return rows.map((row) => {
    const { id, title, organisationId, workPackageId, country, startTime, endTime } = row;
    return {
      id,
      title,
      state: stateOf(row),
      organisationId,
      workPackageId,
      country,
      startTime,
      endTime,
      code: codeOf(row.number),
      path: activityPath(seat.partnershipId, id),
      restricted: row.restriction !== '',
      runs: runs.has(id),
      partners: partnersOf.get(id) ?? [],
      start: row.startDate,
      end: row.endDate,
    };
  });
}

export interface HappeningAsked {
  country: string;
  zone: string;
  now: Date;
  /** For a screen that strangers walk by: public titles or none, towns without the house, nothing restricted, and numbers as everybody is told them. */
  screen?: boolean;
}

/** What runs now, today and this week, and what was just held: of all countries, or of one. Weeks and days are those of the reader's clock. */
export async function whatHappens(seat: Seat, asked: HappeningAsked) {
  const windows = windowsOf(asked.now, asked.zone);
  const seen = asked.screen ? forEverybody(seat) : visibleTo(seat);
  const numbersOf = (row: NumbersRow) => (asked.screen ? numbersForEverybody(row) : numbersFor(seat, row));
  const where: Prisma.ActivityWhereInput = {
    AND: [seen, asked.country ? { country: asked.country } : {}, { startsAt: { lt: windows.to }, endsAt: { gte: windows.from } }],
  };
  const [rows, countries, everHeld, language] = await Promise.all([
    db().activity.findMany({ where, select: LISTED, orderBy: [{ startsAt: 'asc' }, { id: 'asc' }] }),
    countriesIn(seen),
    db().activity.findMany({
      where: { AND: [seen, asked.country ? { country: asked.country } : {}, { state: 'held' }] },
      select: { people: true, countedBy: true, told: true },
    }),
    languageOf(seat.partnershipId),
  ]);
  const held = everHeld.map(numbersOf);
  return {
    ...happeningOf(
      rows.map((row) => (asked.screen ? shown(seat, row) : listed(seat, row))),
      asked.now,
      windows,
    ),
    held: held.length,
    // Of what this reader is told: a sum of all would give away the small numbers that are left out of it.
    participants: held.reduce((sum, { people }) => sum + (people ?? 0), 0),
    leftOut: held.filter(({ leftOut }) => leftOut > 0).length,
    countries,
    language,
  };
}
