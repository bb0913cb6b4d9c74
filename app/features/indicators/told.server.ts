/** Keeps what others are told of typed numbers of people; the one place where that is worked out. */
import { rulesOf } from '~/features/activities/attendance.server';
import { type Told, toldNext, toldOf } from '~/features/activities/counting';
import type { Tx } from '~/kit/db.server';

/** Of all that an organisation typed for an indicator that counts people. To be called in the transaction that changes it. */
export async function keepTold(
  tx: Tx,
  { id: indicatorId, unit, partnershipId }: { id: string; unit: string; partnershipId: string },
  organisationId: string,
): Promise<void> {
  if (unit !== 'persons') return;
  const key = { indicatorId_organisationId: { indicatorId, organisationId } };
  const { smallest } = await rulesOf(partnershipId, tx);
  const [before, { _sum }] = await Promise.all([
    tx.indicatorTold.findUnique({ where: key }),
    tx.indicatorValue.aggregate({ where: { indicatorId, organisationId }, _sum: { amount: true } }),
  ]);
  const last = before ? (JSON.parse(before.told) as Told) : null;
  const told = JSON.stringify(toldNext(last, toldOf({ all: { all: _sum.amount ?? 0 } }, smallest), smallest));
  await tx.indicatorTold.upsert({ where: key, create: { indicatorId, organisationId, partnershipId, told }, update: { told } });
}
