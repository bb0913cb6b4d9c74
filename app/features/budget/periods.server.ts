/** Which days may still be written: a locked reporting period stays as it was reported. */
import type { Seat } from '~/features/partnerships/partnerships';
import { listPeriods } from '~/features/plan/facts.server';
import { periodOf } from '~/features/plan/periods';
import { holdPeriods } from '~/features/plan/periods.server';
import type { Tx } from '~/kit/db.server';
import { dayOfMonth } from './budget';

/**
 * Read in the transaction that writes: a period that is being locked is seen, or waits until what is written is there.
 * @param when an ISO date, or a month (YYYY-MM)
 */
export async function isOpen(tx: Tx, { partnershipId }: Seat, when: string): Promise<boolean> {
  await holdPeriods(tx, partnershipId);
  const { startDate } = await tx.partnership.findUniqueOrThrow({ where: { id: partnershipId }, select: { startDate: true } });
  const day = when.length === 7 ? dayOfMonth(when, startDate) : when;
  return periodOf(await listPeriods(partnershipId, tx), startDate, day)?.locked !== true;
}
