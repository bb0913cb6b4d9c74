/** Reads of attendance: numbers as they are for who counted them, what may be told for others. */
import type { Seat } from '~/features/partnerships/partnerships';
import type { Asker } from '~/features/partnerships/queries.server';
import { isLockedOn } from '~/features/plan/period-rows.server';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { can, seesNumbers } from '../permissions';
import { activityFor, languageOf, thingOf } from '../queries.server';
import { agesOf, type Cell, isBandSet, type Method, methods, type SheetState, sheetStates } from './counts';
import { type NumbersRow, numbersFor, toldBy } from './numbers.server';
import { papersOf } from './papers.server';
import { type Axis, axes, type Parts } from './parts';
import { rulesOf, smallestOf } from './rules.server';

/** All that the page of an activity's attendance says. */
export async function attendanceOf(person: Asker, partnershipId: string | undefined, activityId: string | undefined) {
  const { seat, row } = await activityFor(person, partnershipId, activityId);
  const thing = thingOf(row);
  const [rules, language, isLocked, papers, groups, sheets] = await Promise.all([
    rulesOf(seat.partnershipId),
    languageOf(seat.partnershipId),
    isLockedOn(seat.partnershipId, row.endDate),
    papersOf(seat, row),
    db().targetGroup.findMany({ where: { partnershipId: seat.partnershipId }, orderBy: { position: 'asc' }, select: { name: true } }),
    db().attendanceSheet.findMany({
      where: { activityId: row.id },
      include: {
        cells: true,
        parts: { orderBy: [{ count: 'desc' }, { name: 'asc' }] },
        organisation: { select: { name: true, shortName: true } },
      },
      orderBy: [{ day: 'asc' }, { createdAt: 'asc' }],
    }),
  ]);
  return {
    partnershipId: seat.partnershipId,
    userId: seat.userId,
    activityId: row.id,
    title: row.title,
    /** Then nothing of it is kept on a device. */
    isRestricted: row.restriction !== '',
    /** In which titles and names are written. */
    language,
    startDate: row.startDate,
    endDate: row.endDate,
    bands: rules.bands,
    /** What else people are counted by. */
    asks: axes.filter((axis) => (axis === 'group' ? rules.byGroup && groups.length > 0 : rules.byCountry)),
    groups: [...new Set(groups.map(({ name }) => name))],
    smallest: smallestOf(rules, row.restriction),
    numbers: numbersFor(seat, row),
    told: await toldOfEach(row),
    /** On each of its days others come. */
    otherPeople: row.otherPeople,
    // Drafts are nobody else's yet.
    sheets: sheets
      .filter(({ organisationId, state }) => state !== 'draft' || seesNumbers(seat, [organisationId]))
      .map((sheet) => sheetFor(seat, sheet)),
    /** Null: for this reader there are none, and cannot be. */
    papers,
    /** When this was read: a copy on a device says so. */
    asOf: new Date(),
    /** For a new sheet: sent twice, it is one. */
    newSheet: newId(),
    mayCount: can(seat, 'count', thing) && !row.removedAt,
    /** Its reporting period is: what counts stays as it was reported. */
    isLocked,
    mayApprove: can(seat, 'approve', thing) && !row.removedAt && !isLocked,
  };
}

/** By its name where there are several. */
async function toldOfEach(row: NumbersRow) {
  const told = toldBy(row);
  const names = row.countedBy.includes(',')
    ? await db().organisation.findMany({
        where: { id: { in: told.map(({ organisationId }) => organisationId) } },
        select: { id: true, name: true, shortName: true },
      })
    : [];
  return told.map(({ organisationId, told: numbers }) => {
    const { shortName, name } = names.find(({ id }) => id === organisationId) ?? { shortName: '', name: '' };
    return { organisationId, name: shortName || name, numbers };
  });
}

export type AttendancePage = Awaited<ReturnType<typeof attendanceOf>>;
export type SheetOf = AttendancePage['sheets'][number];

interface SheetRow {
  id: string;
  organisationId: string;
  day: string;
  state: string;
  method: string;
  bands: string;
  total: number;
  note: string;
  comment: string;
  version: number;
  cells: readonly { sex: string; age: string; count: number }[];
  parts: readonly { axis: string; name: string; count: number }[];
  organisation: { name: string; shortName: string };
}

function partsOf({ parts }: SheetRow): Parts {
  const of = (axis: Axis) => parts.filter((one) => one.axis === axis).map(({ name, count }) => ({ name, count }));
  return { group: of('group'), country: of('country') };
}

function sheetFor(seat: Seat, row: SheetRow) {
  const { id, day, comment, version, organisation, note, total } = row;
  const own = seesNumbers(seat, [row.organisationId]);
  const bands = isBandSet(row.bands) ? row.bands : 'amif';
  return {
    id,
    day,
    version,
    bands,
    own,
    organisation: organisation.shortName || organisation.name,
    state: sheetStates.find((one) => one === row.state) ?? ('draft' as SheetState),
    method: methods.find((one) => one === row.method) ?? ('estimate' as Method),
    // Each sheet by itself would tell too much of small groups; a note may name somebody.
    counted: own
      ? {
          total,
          note,
          parts: partsOf(row),
          cells: row.cells.map(({ sex, age, count }) => ({ sex, age, count }) as Cell),
          ages: agesOf(bands),
        }
      : null,
    comment: own || seat.organisationId === row.organisationId ? comment : '',
  };
}
