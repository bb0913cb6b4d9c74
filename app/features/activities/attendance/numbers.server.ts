/**
 * Keeps of each activity how many came, and what others are told of it; the one place where either is worked out. Each organisation's people by
 * themselves: of one number for several, each of them would subtract its own.
 */
import type { Seat } from '~/features/partnerships/partnerships';
import { holdPeriods } from '~/features/plan/period-rows.server';
import { beside } from '~/kit/beside.server';
import { db, type Tx, transact } from '~/kit/db.server';
import { seesNumbers } from '../permissions';
import { agesOf, type Cell, counted, isBandSet, type Sex, type SheetState, sexes, sumsBy } from './counts';
import { type Axes, type Memory, type Told, type ToldNumbers, toldNext } from './disclosure';
import { rulesOf, smallestOf } from './rules.server';

/** Columns of an activity that say how many came. */
export interface NumbersRow {
  people: number | null;
  countedBy: string;
  told: string;
}

/** As somebody sees it. */
export interface Numbers {
  /** Null: nobody has counted yet, or nothing is told. */
  people: number | null;
  /** It is not told, but they are fewer than so many. */
  few: number | null;
  /** Of so many organisations that counted, too, the number is not told. */
  leftOut: number;
  /** It is the number as it is, and not what others are told. */
  exact: boolean;
}

/** What is told of those whom one organisation counted: of the people, and of the days on which they came, one by one. */
interface OrganisationTold {
  people: Told | null;
  days: number | null;
}

/** What was told of them before; of days, where each day was counted. */
interface OrganisationBefore {
  people: readonly ToldNumbers[];
  days: readonly ToldNumbers[];
}

/** The people as they are. */
interface OrganisationParts {
  axes: Axes;
  days: number | null;
}

type By<Kept> = Readonly<Record<string, Kept>>;
const read = <Kept>(json: string): By<Kept> => (json === '' ? {} : (JSON.parse(json) as By<Kept>));

const organisationsOf = ({ countedBy }: { countedBy: string }) => countedBy.split(',').filter(Boolean);
const NOBODY: Numbers = { people: null, few: null, leftOut: 0, exact: true };

export function numbersFor(actor: Seat, row: NumbersRow): Numbers {
  if (row.people === null) return NOBODY;
  if (seesNumbers(actor, organisationsOf(row))) return { ...NOBODY, people: row.people };
  return numbersForEverybody(row);
}

/** As somebody is told it who counted nothing of it: what may be shown to a room. */
export function numbersForEverybody(row: NumbersRow): Numbers {
  if (row.people === null) return NOBODY;
  const told = read<OrganisationTold>(row.told);
  const numbers: Numbers = { people: null, few: null, leftOut: 0, exact: false };
  for (const organisation of organisationsOf(row)) {
    const people = told[organisation]?.people ?? null;
    if (people && !('few' in people)) numbers.people = (numbers.people ?? 0) + people.total;
    else numbers.leftOut += 1;
    if (people && 'few' in people) numbers.few = people.few;
  }
  return numbers;
}

/** By sex or gender and by age, as others are told it, of each organisation of which a number is told. */
export function toldBy(row: NumbersRow): { organisationId: string; told: ToldNumbers }[] {
  if (row.people === null) return [];
  const told = read<OrganisationTold>(row.told);
  return organisationsOf(row).flatMap((organisationId) => {
    const people = told[organisationId]?.people;
    return people && !('few' in people) ? [{ organisationId, told: people }] : [];
  });
}

/** A sum of what several organisations counted. */
export interface Amount {
  /** Null: nothing of it is told. */
  amount: number | null;
  /** So many numbers are missing in it, because they are not told. */
  leftOut: number;
  /** Nobody counted by that. */
  uncounted: boolean;
}

export interface Amounts {
  people(): Amount;
  /** Each person once for each day. */
  days(): Amount;
  /** Of one sex or gender, or of one band of age. */
  part(axis: string, name: string): Amount;
}

/** What a sum may take from it. @param own the organisation whose people are counted as they are; null: nobody's are */
export function amountsOf(row: NumbersRow & { parts: string }, own: string | null): Amounts {
  const organisations = row.people === null ? [] : organisationsOf(row);
  // Most are asked for one thing: what is kept is read when the first is asked for.
  let kept: { told: By<OrganisationTold>; parts: By<OrganisationParts> } | null = null;
  const sum = (of: { exact: (parts: OrganisationParts) => Answer; told: (told: OrganisationTold) => Answer }): Amount => {
    kept ??= { told: read(row.told), parts: own && organisations.includes(own) ? read(row.parts) : {} };
    const all: Amount = { amount: null, leftOut: 0, uncounted: organisations.length > 0 };
    for (const organisation of organisations) {
      const [parts, told] = [kept.parts[organisation], kept.told[organisation]];
      const one = organisation === own && parts ? of.exact(parts) : told ? of.told(told) : null;
      if (one === 'uncounted') continue;
      all.uncounted = false;
      if (one === null) all.leftOut += 1;
      else all.amount = (all.amount ?? 0) + one;
    }
    return all;
  };
  return {
    people: () => sum({ exact: ({ axes }) => totalOf(axes), told: ({ people }) => (people && !('few' in people) ? people.total : null) }),
    days: () => sum({ exact: ({ days }) => days, told: ({ days }) => days }),
    part: (axis, name) =>
      sum({
        exact: ({ axes }) => axes[axis]?.[name] ?? 'uncounted',
        told({ people }) {
          if (!people || 'few' in people) return null;
          const parts = people.by[axis];
          if (!parts || !(name in parts.parts || parts.hidden.includes(name))) return 'uncounted';
          return parts.parts[name] ?? null;
        },
      }),
  };
}

type Answer = number | null | 'uncounted';

const totalOf = (axes: Axes) => Object.values(Object.values(axes)[0] ?? {}).reduce((sum, count) => sum + count, 0);

/**
 * To be called in the transaction that changes what was counted, on how many days, or who may see it. It holds the partnership's row (`holdPeriods`): two that are
 * written at once would each leave out what the other one counted.
 */
export async function keepNumbers(tx: Tx, activityId: string): Promise<void> {
  const row = await tx.activity.findUniqueOrThrow({
    where: { id: activityId },
    select: {
      partnershipId: true,
      organisationId: true,
      restriction: true,
      startDate: true,
      endDate: true,
      type: true,
      details: true,
      heldParticipants: true,
      otherPeople: true,
      told: true,
      toldBefore: true,
      sheets: { select: { organisationId: true, state: true, day: true, bands: true, total: true, cells: true } },
    },
  });
  const sheets = row.sheets.filter(({ state }) => counted(state as SheetState));
  const smallest = smallestOf(await rulesOf(row.partnershipId, tx), row.restriction);
  const now = sheets.length > 0 ? bySheets(sheets, row) : byOneNumber(row);
  const [told, before] = [read<OrganisationTold>(row.told), read<OrganisationBefore>(row.toldBefore)];
  const next: Record<string, OrganisationTold> = {};
  const nextBefore: Record<string, OrganisationBefore> = {};
  // What was told once is remembered also while nothing counts: else it could be told anew with one person more.
  for (const organisation of new Set([...Object.keys(told), ...Object.keys(before), ...Object.keys(now)])) {
    const counted = now[organisation];
    const was = before[organisation] ?? { people: [], days: [] };
    const people = toldNext({ now: told[organisation]?.people ?? null, before: was.people }, counted?.axes ?? null, smallest);
    const days = daysTold({ counted, people, was, told: told[organisation], smallest });
    nextBefore[organisation] = { people: people.before, days: days.before };
    if (counted) next[organisation] = { people: people.now, days: days.now };
  }
  const organisations = Object.keys(now).sort();
  const kept = {
    people: organisations.length > 0 ? organisations.reduce((sum, one) => sum + totalOf(now[one]?.axes ?? {}), 0) : null,
    countedBy: organisations.join(),
    told: organisations.length > 0 ? JSON.stringify(next) : '',
    toldBefore: JSON.stringify(nextBefore),
    parts: organisations.length > 0 ? JSON.stringify(Object.fromEntries(organisations.map((one) => [one, partsOf(now[one])]))) : '',
    approved: sheets.length > 0 && sheets.every(({ state }) => state === 'approved'),
  };
  await tx.activity.update({ where: { id: activityId }, data: kept });
}

/** Works out what is told where a migration took it away. To be called when the application starts. */
export async function tellNumbersAgain(): Promise<void> {
  const rows = await db().activity.findMany({ where: { people: { not: null }, told: '' }, select: { id: true, partnershipId: true } });
  for (const { id, partnershipId } of rows) {
    const keep = async (tx: Tx) => {
      await holdPeriods(tx, partnershipId);
      await keepNumbers(tx, id);
    };
    // One that cannot be read keeps back none of the others.
    await beside('what is told of an activity', () => transact(keep));
  }
}

/** Whom an organisation counted. */
interface Counted {
  axes: Axes;
  /** Each day with how many came; null: they were counted once, for all of its days. */
  each: readonly number[] | null;
  /** How many days it lasts. */
  lasts: number;
}

const partsOf = (counted: Counted | undefined): OrganisationParts =>
  counted ? { axes: counted.axes, days: daysOf(counted) } : { axes: {}, days: null };

/** Each person once for each day. */
const daysOf = ({ axes, each, lasts }: Counted): number =>
  each === null ? Math.round(totalOf(axes) * lasts) : each.reduce((sum, people) => sum + people, 0);

/**
 * What is told of days: where people were counted once, what follows from their number. Else the sum of all days is told like a number of people, and
 * only where no day is a small number: who knows the number of people, and that of two days, knows that of the third.
 */
function daysTold({
  counted,
  people,
  was,
  told,
  smallest,
}: {
  counted: Counted | undefined;
  people: Memory;
  was: OrganisationBefore;
  told: OrganisationTold | undefined;
  smallest: number;
}): { now: number | null; before: readonly ToldNumbers[] } {
  const last = told?.days ?? null;
  const memory: Memory = { now: last === null ? null : numberOnly(last), before: was.days };
  const total = people.now && !('few' in people.now) ? people.now.total : null;
  if (counted && counted.each === null) {
    return { now: total === null ? null : Math.round(total * counted.lasts), before: toldNext(memory, null, smallest).before };
  }
  // While what is told of the people stays as it was, the sum of their days would tell how many have come since.
  if (counted && total !== null && total !== totalOf(counted.axes)) return { now: last, before: was.days };
  const isSafe = total !== null && counted?.each?.every((day) => day === 0 || day >= smallest);
  const next = toldNext(memory, counted && isSafe ? { all: { all: daysOf(counted) } } : null, smallest);
  return { now: next.now && !('few' in next.now) ? next.now.total : null, before: next.before };
}

const numberOnly = (total: number): ToldNumbers => ({ total, by: { all: { parts: { all: total }, rest: 0, hidden: [] } } });

const DAY = 86_400_000;

export interface Lasting {
  type: string;
  details: string;
  startDate: string;
  endDate: string;
}

/** As many days as a training has; of others those of the calendar. */
export function lastsOf({ type, details, startDate, endDate }: Lasting): number {
  const { days } = type === 'training' ? (JSON.parse(details) as { days?: number }) : {};
  return days || Math.round((Date.parse(endDate) - Date.parse(startDate)) / DAY) + 1;
}

/** How many came, as the organiser wrote it down. */
function byOneNumber(row: Lasting & { organisationId: string; heldParticipants: number | null }): By<Counted> {
  if (row.heldParticipants === null) return {};
  return { [row.organisationId]: { axes: { all: { all: row.heldParticipants } }, each: null, lasts: lastsOf(row) } };
}

interface CountedSheet {
  organisationId: string;
  day: string;
  bands: string;
  total: number;
  cells: readonly { sex: string; age: string; count: number }[];
}

function bySheets(sheets: readonly CountedSheet[], row: Lasting & { otherPeople: boolean }): By<Counted> {
  const counted: Record<string, Counted> = {};
  for (const organisation of new Set(sheets.map(({ organisationId }) => organisationId))) {
    const own = sheets.filter(({ organisationId }) => organisationId === organisation);
    const days = new Map<string, CountedSheet[]>();
    for (const sheet of own) days.set(sheet.day, [...(days.get(sheet.day) ?? []), sheet]);
    const peopleOf = (of: readonly CountedSheet[]) => of.reduce((sum, { total }) => sum + total, 0);
    const inOrder = [...days.keys()].sort().map((day) => days.get(day) ?? []);
    // The same people come every day: they are as many as on the fullest.
    const fullest = inOrder.reduce((most, day) => (peopleOf(day) > peopleOf(most) ? day : most));
    counted[organisation] = {
      axes: axesOf(row.otherPeople ? own : fullest),
      each: inOrder.length > 1 || row.otherPeople ? inOrder.map(peopleOf) : null,
      lasts: lastsOf(row),
    };
  }
  return counted;
}

/** The same people by sex or gender and, where all sheets know the same ages, by age. */
function axesOf(sheets: readonly CountedSheet[]): Axes {
  const cells = sheets.flatMap((sheet) => sheet.cells) as Cell[];
  const bands = new Set(sheets.map((sheet) => sheet.bands));
  const [set] = bands;
  const bySex = { sex: sumsBy<Sex>(cells, 'sex', sexes) };
  return bands.size === 1 && isBandSet(set) ? { ...bySex, age: sumsBy(cells, 'age', agesOf(set)) } : bySex;
}
