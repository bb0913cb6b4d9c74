/** Keeps what others are told of typed numbers of people; the one place where that is worked out. */
import { rulesOf } from '~/features/activities/attendance.server';
import { type Axes, type Memory, NOTHING_TOLD, type ToldNumbers, together, toldNext } from '~/features/activities/counting';
import { listPeriods } from '~/features/plan/period-rows.server';
import { daysOf } from '~/features/plan/periods';
import { db, type Tx, transact } from '~/kit/db.server';
import { isOfPeople, peopleUnits } from './indicators';

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

/** The same for all of whom nothing is told: a migration may have taken it away. To be called when the application starts. */
export async function tellTypedAgain(): Promise<void> {
  const typed = await db().indicatorValue.groupBy({
    by: ['indicatorId', 'organisationId'],
    where: { indicator: { unit: { in: [...peopleUnits] }, removedAt: null } },
  });
  const told = await db().indicatorTold.findMany({ where: { NOT: { told: { startsWith: '{"now":null' } } } });
  const isTold = new Set(told.map(({ indicatorId, organisationId }) => `${indicatorId} ${organisationId}`));
  for (const { indicatorId, organisationId } of typed) {
    if (isTold.has(`${indicatorId} ${organisationId}`)) continue;
    await transact(async (tx) => keepTold(tx, await tx.indicator.findUniqueOrThrow({ where: { id: indicatorId } }), organisationId));
  }
}

const numbersOf = ({ now, before }: Memory): ToldNumbers[] => (now && !('few' in now) ? [...before, now] : [...before]);

/** What else is told of the same people: beside a whole its parts and their sums, beside a part what is left of the whole without some of the others. */
function besideOf(id: string, wholeId: string, told: ReadonlyMap<string, Memory>): ToldNumbers[] {
  const others = [...told].filter(([one]) => one !== wholeId && one !== id).map(([, memory]) => numbersOf(memory));
  const parts = others.flatMap((numbers) => numbers.at(-1) ?? []).slice(0, MOST_PARTS);
  const whole = told.get(wholeId);
  const wholes = whole ? numbersOf(whole) : [];
  const last = wholes.at(-1);
  if (id === wholeId) return [...others.flat(), ...combined(parts, null, 1)];
  return [...wholes, ...(last ? combined(parts, last, -1) : [])];
}

/** `from` with each choice of the numbers added to it, or taken from it. */
function combined(numbers: readonly ToldNumbers[], from: ToldNumbers | null, sign: 1 | -1): ToldNumbers[] {
  let all: (ToldNumbers | null)[] = [from];
  for (const one of numbers) all = [...all, ...all.map((sum) => (sum ? together(sum, one, sign) : sign === 1 ? one : null))];
  return all.flatMap((sum) => (sum && sum !== from ? sum : []));
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
