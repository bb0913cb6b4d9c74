/** Keeps what others are told of typed numbers of people; the one place where that is worked out. */
import { rulesOf } from '~/features/activities/attendance.server';
import { type Axes, type Memory, NOTHING_TOLD, type ToldNumbers, toldNext } from '~/features/activities/counting';
import { listPeriods } from '~/features/plan/period-rows.server';
import { daysOf } from '~/features/plan/periods';
import type { Tx } from '~/kit/db.server';
import { isOfPeople } from './indicators';

/** A whole is compared with each sum of so many of its parts. */
const MOST_PARTS = 8;

interface Kept {
  id: string;
  unit: string;
  parentId: string | null;
  partnershipId: string;
}

/**
 * Of all that an organisation typed for an indicator that counts people, and for those that it is a part of or that are parts of it: of a whole and
 * all parts of it but one, that one would be known. To be called in the transaction that changes it.
 */
export async function keepTold(tx: Tx, indicator: Kept, organisationId: string): Promise<void> {
  if (!isOfPeople(indicator.unit)) return;
  const { partnershipId, unit } = indicator;
  const wholeId = indicator.parentId ?? indicator.id;
  const family = await tx.indicator.findMany({
    where: { partnershipId, unit, removedAt: null, OR: [{ id: wholeId }, { parentId: wholeId }] },
    select: { id: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const ids = family.map(({ id }) => id);
  const [{ smallest }, spans, rows, values] = await Promise.all([
    rulesOf(partnershipId, tx),
    spansOf(tx, partnershipId),
    tx.indicatorTold.findMany({ where: { organisationId, indicatorId: { in: ids } } }),
    tx.indicatorValue.findMany({
      where: { organisationId, indicatorId: { in: ids } },
      select: { indicatorId: true, day: true, country: true, amount: true },
    }),
  ]);
  const told = new Map(rows.map(({ indicatorId, told: json }) => [indicatorId, JSON.parse(json) as Memory]));
  // First what was changed: what others are told of the rest changes only where it must, or can.
  for (const id of [indicator.id, ...ids.filter((one) => one !== indicator.id)]) {
    const own = values.filter(({ indicatorId }) => indicatorId === id);
    if (own.length === 0 && !told.has(id)) continue;
    const memory = toldNext(told.get(id) ?? NOTHING_TOLD, axesOf(own, spans), smallest, besideOf(id, wholeId, told));
    told.set(id, memory);
    const key = { indicatorId: id, organisationId };
    const json = JSON.stringify(memory);
    await tx.indicatorTold.upsert({
      where: { indicatorId_organisationId: key },
      create: { ...key, partnershipId, told: json },
      update: { told: json },
    });
  }
}

const numbersOf = ({ now, before }: Memory): ToldNumbers[] => (now && !('few' in now) ? [...before, now] : [...before]);

/** What else is told of the same people: a whole beside its parts, and beside what is left of it without some of them. */
function besideOf(id: string, wholeId: string, told: ReadonlyMap<string, Memory>): ToldNumbers[] {
  const parts = [...told].filter(([one]) => one !== wholeId && one !== id).map(([, memory]) => numbersOf(memory).at(-1)?.total ?? 0);
  const sums = [0];
  for (const part of parts.slice(0, MOST_PARTS)) sums.push(...sums.map((sum) => sum + part));
  const only = (total: number): ToldNumbers => ({ total, by: {} });
  if (id === wholeId)
    return [...[...told].flatMap(([one, memory]) => (one === id ? [] : numbersOf(memory))), ...sums.filter((sum) => sum > 0).map(only)];
  const whole = told.get(wholeId);
  const wholes = whole ? numbersOf(whole) : [];
  const last = wholes.at(-1)?.total ?? 0;
  return [
    ...wholes,
    ...sums
      .map((sum) => last - sum)
      .filter((left) => left > 0)
      .map(only),
  ];
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
