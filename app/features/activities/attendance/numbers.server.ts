/** Keeps of each activity how many came, and what others are told of it; the one place where either is worked out. */
import type { Seat } from '~/features/partnerships/partnerships';
import type { Tx } from '~/kit/db.server';
import { seesNumbers } from '../permissions';
import { agesOf, type Cell, counted, isBandSet, type Sex, type SheetState, sexes, sumsBy } from './counts';
import { type Told, type ToldNumbers, toldNext, toldOf } from './disclosure';
import { rulesOf, smallestOf } from './rules.server';

/** Columns of an activity that say how many came. */
export interface NumbersRow {
  people: number | null;
  countedBy: string;
  told: string;
}

/** As somebody sees it: a number, or only that it is smaller than another; null: nobody has counted yet. */
export interface Numbers {
  people: number | null;
  /** They are fewer than so many. */
  few: number | null;
  /** It is the number as it is, and not what others are told. */
  exact: boolean;
}

const organisationsOf = ({ countedBy }: NumbersRow) => countedBy.split(',').filter(Boolean);
const readTold = ({ told }: NumbersRow) => (told === '' ? null : (JSON.parse(told) as Told));

export function numbersFor(actor: Seat, row: NumbersRow): Numbers {
  if (row.people === null) return { people: null, few: null, exact: true };
  if (seesNumbers(actor, organisationsOf(row))) return { people: row.people, few: null, exact: true };
  return numbersForEverybody(row);
}

/** As somebody is told it who counted nothing of it: what may be shown to a room. */
export function numbersForEverybody(row: NumbersRow): Numbers {
  if (row.people === null) return { people: null, few: null, exact: true };
  const told = readTold(row);
  if (!told) return { people: null, few: null, exact: false };
  return 'few' in told ? { people: null, few: told.few, exact: false } : { people: told.total, few: null, exact: false };
}

/** By sex or gender and by age, as others are told it; null where no number is told, or nobody has counted. */
export function toldBy(row: NumbersRow): ToldNumbers | null {
  const told = row.people === null ? null : readTold(row);
  return told && !('few' in told) ? told : null;
}

/** To be called in the transaction that changes what was counted, or who may see it. */
export async function keepNumbers(tx: Tx, activityId: string): Promise<void> {
  const row = await tx.activity.findUniqueOrThrow({
    where: { id: activityId },
    select: {
      partnershipId: true,
      organisationId: true,
      restriction: true,
      heldParticipants: true,
      people: true,
      countedBy: true,
      told: true,
      sheets: { select: { organisationId: true, state: true, bands: true, total: true, cells: true } },
    },
  });
  const sheets = row.sheets.filter(({ state }) => counted(state as SheetState));
  const people = sheets.length > 0 ? sheets.reduce((sum, { total }) => sum + total, 0) : row.heldParticipants;
  const by = sheets.length > 0 ? sheets.map(({ organisationId }) => organisationId) : [row.organisationId];
  const smallest = smallestOf(await rulesOf(row.partnershipId, tx), row.restriction);
  // What was told once is remembered also while nothing counts: else it could be told anew with one person more.
  const told =
    people === null
      ? readTold(row)
      : toldNext(readTold(row), toldOf(sheets.length > 0 ? axesOf(sheets) : { all: { all: people } }, smallest), smallest);
  const next = {
    people,
    countedBy: [...new Set(by)].sort().join(),
    told: told ? JSON.stringify(told) : '',
    parts: sheets.length > 0 ? JSON.stringify(axesOf(sheets)) : '',
    approved: sheets.length > 0 && sheets.every(({ state }) => state === 'approved'),
  };
  await tx.activity.update({ where: { id: activityId }, data: next });
}

interface CountedSheet {
  bands: string;
  cells: readonly { sex: string; age: string; count: number }[];
}

/** The same people by sex or gender and, where all sheets know the same ages, by age. */
function axesOf(sheets: readonly CountedSheet[]): Record<string, Record<string, number>> {
  const cells = sheets.flatMap((sheet) => sheet.cells) as Cell[];
  const bands = new Set(sheets.map((sheet) => sheet.bands));
  const [set] = bands;
  const bySex = { sex: sumsBy<Sex>(cells, 'sex', sexes) };
  return bands.size === 1 && isBandSet(set) ? { ...bySex, age: sumsBy(cells, 'age', agesOf(set)) } : bySex;
}
