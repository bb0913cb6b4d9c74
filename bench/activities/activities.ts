/** Activities of two years and how many people came to them. What is told of that is worked out by the application itself. */
import { type ActivityState, formats, restrictions, themes, types } from '~/features/activities/activities';
import { agesOf, methods, type SheetState, sexes } from '~/features/activities/attendance/counts';
import { keepNumbers } from '~/features/activities/attendance/numbers.server';
import { addDays } from '~/kit/dates';
import { db, type Prisma, transact } from '~/kit/db.server';
import { fold } from '~/kit/fold';
import { newId } from '~/kit/ids';
import { instantOf } from '~/kit/zones';
import type { Chance } from '../chance';
import type { Partnership } from './partnership';

export const ACTIVITIES = 500;
export const ATTENDANCE_ROWS = 20_000;
const DAYS = 730;
/** Sheets of the longest course, one for each day. */
const LONGEST = 30;
const BANDS = 'amif';
const COUNTABLE = agesOf(BANDS).flatMap((age) => sexes.map((sex) => ({ sex, age })));

export interface MadeActivity {
  id: string;
  state: ActivityState;
  organisationId: string;
  coOrganisers: readonly string[];
  startDate: string;
  /** Sheets of attendance. */
  sheets: number;
}

const SUBJECTS = ['housing', 'language', 'health', 'work', 'school', 'welcome', 'rights', 'care'] as const;

/** @returns the earliest first */
export async function makeActivities(partnership: Partnership, chance: Chance): Promise<MadeActivity[]> {
  const made = Array.from({ length: ACTIVITIES }, (_, at) => activityOf(partnership, chance, at));
  const { id: partnershipId, targetGroups } = partnership;
  await db().activity.createMany({ data: made.map(({ row }) => row) });
  await db().activityCoOrganiser.createMany({
    data: made.flatMap(({ row, coOrganisers }) =>
      coOrganisers.map((organisationId) => ({ partnershipId, activityId: row.id, organisationId })),
    ),
  });
  await db().activityTargetGroup.createMany({
    data: made.flatMap(({ row }) =>
      chance.some(targetGroups, 2).map((targetGroupId) => ({ partnershipId, activityId: row.id, targetGroupId })),
    ),
  });
  const activities = made.map(({ row, coOrganisers }): MadeActivity => {
    const { id, organisationId, startDate } = row;
    return { id, organisationId, startDate, coOrganisers, state: row.state as ActivityState, sheets: 0 };
  });
  await count(partnership, activities, chance);
  // One transaction for all: with one for each a disk would be waited for five hundred times.
  await transact(
    async (tx) => {
      for (const { id } of activities) await keepNumbers(tx, id);
    },
    { timeout: 120_000 },
  );
  return activities;
}

function activityOf({ id: partnershipId, today, firstDay, towns, objectives, workPackages }: Partnership, chance: Chance, at: number) {
  const town = chance.one(towns);
  const startDate = addDays(firstDay, Math.floor((at * DAYS) / ACTIVITIES));
  const type = types[at % types.length] ?? 'other';
  const endDate = addDays(startDate, chance.happens(0.3) ? chance.between(1, 4) : 0);
  const [startTime, endTime] = chance.happens(0.7) ? ['09:00', '17:30'] : ['', ''];
  const state = stateOf(endDate < today, startDate <= today, chance);
  const title = `${type} on ${chance.one(SUBJECTS)}, number ${at + 1}`;
  const row = {
    ...{ id: newId(), partnershipId, number: at + 1, type, title, titleFolded: fold(title), publicTitle: `Meeting ${at + 1}`, state },
    ...{ organisationId: town.organisationId, createdById: town.userId, placeId: town.placeId, country: town.country, zone: town.zone },
    ...{ startDate, startTime, endDate, endTime },
    startsAt: instantOf(startDate, startTime || '00:00', town.zone) ?? new Date(startDate),
    endsAt: instantOf(endTime ? endDate : addDays(endDate, 1), endTime || '00:00', town.zone) ?? new Date(endDate),
    restriction: chance.happens(0.1) ? chance.one(restrictions) : '',
    format: chance.one(formats),
    workPackageId: chance.one(workPackages),
    objectiveId: chance.one(objectives),
    themes: chance.some(themes, 2).join(),
    languages: 'en,el',
    venue: 'Town hall, room 2',
    plannedParticipants: chance.between(10, 60),
    heldParticipants: state === 'held' ? chance.between(5, 60) : null,
    details: '{}',
  } satisfies Prisma.ActivityCreateManyInput;
  const others = towns.map((one) => one.organisationId).filter((one) => one !== town.organisationId);
  return { row, coOrganisers: chance.some(others, chance.between(0, 2)) };
}

function stateOf(isOver: boolean, hasBegun: boolean, chance: Chance): ActivityState {
  if (chance.happens(0.05)) return 'cancelled';
  if (isOver) return 'held';
  return hasBegun || chance.happens(0.5) ? 'confirmed' : 'planned';
}

/** Sheets of all that were held, in turn, until the rows are as many as they should be; the first one is a long course. */
async function count({ id: partnershipId, towns }: Partnership, activities: readonly MadeActivity[], chance: Chance): Promise<void> {
  const held = activities.filter(({ state }) => state === 'held');
  const sheets: Prisma.AttendanceSheetCreateManyInput[] = [];
  const cells: Prisma.AttendanceCellCreateManyInput[] = [];
  for (let turn = 0; cells.length < ATTENDANCE_ROWS; turn++) {
    const activity = held[turn < LONGEST ? 0 : turn % held.length] as MadeActivity;
    const day = addDays(activity.startDate, activity.sheets++);
    const organisationId = chance.one([activity.organisationId, ...activity.coOrganisers]);
    const createdById = towns.find((town) => town.organisationId === organisationId)?.userId ?? '';
    const id = newId();
    const rows = chance
      .some(COUNTABLE, Math.min(chance.between(8, 13), ATTENDANCE_ROWS - cells.length))
      .map((cell) => ({ sheetId: id, partnershipId, ...cell, count: chance.between(1, 12) }));
    cells.push(...rows);
    const total = rows.reduce((sum, { count: people }) => sum + people, 0);
    const state: SheetState = chance.happens(0.92) ? 'approved' : chance.one(['submitted', 'returned', 'draft']);
    const made = { partnershipId, activityId: activity.id, organisationId, createdById };
    sheets.push({ id, ...made, day, total, state, bands: BANDS, method: chance.one(methods) });
  }
  await db().attendanceSheet.createMany({ data: sheets });
  await db().attendanceCell.createMany({ data: cells });
}
