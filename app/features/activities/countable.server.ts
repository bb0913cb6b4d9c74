/** Activities as something that adds to an indicator: how many came, as the reader is told it. */
import type { Seat } from '~/features/partnerships/partnerships';
import { db } from '~/kit/db.server';
import { activityPath, codeOf } from './activities';
import type { ToldNumbers } from './attendance/disclosure';
import { type NumbersRow, numbersForEverybody, toldBy } from './attendance/numbers.server';
import { forEverybody, seesNumbers, visibleTo } from './permissions';

export interface Countable {
  id: string;
  /** `A12` */
  code: string;
  title: string;
  path: string;
  organisationId: string;
  /** ISO 3166-1 alpha-2; empty: not known. */
  country: string;
  /** ISO date of its last day: it belongs to the period of that. */
  day: string;
  /** How many days of the calendar it lasts. */
  days: number;
  isHeld: boolean;
  /** All that was counted is approved. Only then it adds people to an indicator. */
  approved: boolean;
  /** Somebody has counted. */
  isCounted: boolean;
  /** How many came; null: nobody has counted, or the number is not told. */
  people: number | null;
  /** Of one sex or gender (`sex`) or one band of age (`age`); null: not counted by it, or not told. */
  part(axis: 'sex' | 'age', name: string): number | null;
}

const DAY = 86_400_000;
/** More ids than this are slower to ask for than all are to read. */
const ASKED_BY_ID = 100;

/**
 * @param as `reader`: those that the reader sees, with the reader's own numbers as they are; `everybody`: what the whole partnership is told, without
 *   restricted ones, so that a page may be shown to a room
 */
export async function countables(seat: Seat, ids: readonly string[], as: 'reader' | 'everybody'): Promise<Countable[]> {
  const where = as === 'everybody' ? forEverybody(seat) : visibleTo(seat);
  const asked = ids.length <= ASKED_BY_ID ? { id: { in: [...ids] } } : {};
  const found = await db().activity.findMany({
    where: { AND: [where, asked, { state: { not: 'cancelled' } }] },
    select: {
      id: true,
      number: true,
      title: true,
      state: true,
      organisationId: true,
      country: true,
      startDate: true,
      endDate: true,
      people: true,
      countedBy: true,
      told: true,
      parts: true,
      approved: true,
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  });
  const wanted = new Set(ids);
  const rows = found.filter(({ id }) => wanted.has(id));
  // Written out, without "the rest" and without objects within: of hundreds, copies take the engine milliseconds.
  return rows.map((row) => {
    const exact = as === 'reader' && seesNumbers(seat, row.countedBy.split(',').filter(Boolean));
    return {
      id: row.id,
      title: row.title,
      organisationId: row.organisationId,
      country: row.country,
      approved: row.approved,
      code: codeOf(row.number),
      path: activityPath(seat.partnershipId, row.id),
      day: row.endDate,
      days: Math.round((Date.parse(row.endDate) - Date.parse(row.startDate)) / DAY) + 1,
      isHeld: row.state === 'held',
      isCounted: row.people !== null,
      people: exact ? row.people : numbersForEverybody(row).people,
      part: exact && row.parts !== '' ? partOf(row.parts) : toldPartOf(row),
    };
  });
}

function partOf(parts: string): Countable['part'] {
  const axes = JSON.parse(parts) as Record<string, Record<string, number>>;
  return (axis, name) => axes[axis]?.[name] ?? null;
}

/** Most are asked for no part: what is told is read when the first one is. */
function toldPartOf(numbers: NumbersRow): Countable['part'] {
  let by: ToldNumbers['by'] | null = null;
  return (axis, name) => {
    by ??= toldBy(numbers)?.by ?? {};
    return by[axis]?.parts[name] ?? null;
  };
}

const LISTED = 500;

/** Those that can be linked: what the reader sees, the latest first. @param which these alone, or those that are not linked to an indicator yet */
export async function linkable(
  seat: Seat,
  which: { ids: readonly string[] } | { notOf: string },
): Promise<{ id: string; code: string; title: string }[]> {
  const asked = 'ids' in which ? { id: { in: [...which.ids] } } : { indicators: { none: { indicatorId: which.notOf } } };
  const rows = await db().activity.findMany({
    where: { AND: [visibleTo(seat), { state: { not: 'cancelled' } }, asked] },
    select: { id: true, number: true, title: true },
    orderBy: [{ startsAt: 'desc' }, { id: 'desc' }],
    take: LISTED,
  });
  return rows.map(({ number, ...row }) => ({ ...row, code: codeOf(number) }));
}
