/** Activities as something that adds to an indicator: how many came, as the reader is told it. */
import type { Seat } from '~/features/partnerships/partnerships';
import { db } from '~/kit/db.server';
import { activityPath, codeOf } from './activities';
import { type Amounts, amountsOf } from './attendance/numbers.server';
import { forEverybody, visibleTo } from './permissions';

export type { Amount, Amounts } from './attendance/numbers.server';

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
  isHeld: boolean;
  /** All that was counted is approved. Only then it adds people to an indicator. */
  approved: boolean;
  /** Somebody has counted. */
  isCounted: boolean;
  /** How many came, as the reader may know it. */
  came: Amounts;
}

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
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    organisationId: row.organisationId,
    country: row.country,
    approved: row.approved,
    code: codeOf(row.number),
    path: activityPath(seat.partnershipId, row.id),
    day: row.endDate,
    isHeld: row.state === 'held',
    isCounted: row.people !== null,
    came: amountsOf(row, as === 'reader' ? seat.organisationId : null),
  }));
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
