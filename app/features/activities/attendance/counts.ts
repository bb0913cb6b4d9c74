/**
 * Attendance: how many people took part, by sex or gender and by age. Names are never asked for. One table of both, so that either adds up to the
 * same total. Runs anywhere.
 */

import { pictureLimits } from '~/kit/picture-limits';

/** As people say it themselves; `NS`: not stated, or not asked. */
export const sexes = ['F', 'M', 'X', 'NS'] as const;
export type Sex = (typeof sexes)[number];

/** Years of age, both ends included; without an end: and older. */
export interface Band {
  name: string;
  from: number;
  to: number | null;
}

const band = (from: number, to: number | null): Band => ({ name: `${from}-${to ?? ''}`, from, to });

/**
 * The bands that a partnership may choose: those of the AMIF's common indicators (Regulation (EU) 2021/1147, Annex VIII: under 18, 18 to 60, over 60;
 * from memory, to be checked), those of the 2018 call for children in migration (0 to 14, 15 to 17), and both.
 */
export const bandSets = {
  amif: [band(0, 17), band(18, 60), band(61, null)],
  children: [band(0, 14), band(15, 17), band(18, null)],
  both: [band(0, 14), band(15, 17), band(18, 60), band(61, null)],
} as const satisfies Record<string, readonly Band[]>;
export type BandSet = keyof typeof bandSets;
export const bandSetNames = Object.keys(bandSets) as BandSet[];

/** Ages of whom nobody knows it. */
export const NO_AGE = 'NS';

export const isBandSet = (name: string | undefined): name is BandSet => bandSetNames.some((one) => one === name);

/** Names of the ages of a set, not stated included. */
export const agesOf = (set: BandSet): string[] => [...bandSets[set].map(({ name }) => name), NO_AGE];

/** Name of the field of a form in which people of one sex or gender and age are counted. */
export const cellField = (sex: Sex, age: string) => `count.${sex}.${age}`;

/** How it was counted. */
export const methods = ['signInSheet', 'registration', 'headCount', 'estimate'] as const;
export type Method = (typeof methods)[number];

export const sheetStates = ['draft', 'submitted', 'approved', 'returned'] as const;
export type SheetState = (typeof sheetStates)[number];

/** Those that are counted: somebody stands for them. */
export const counted = (state: SheetState) => state === 'submitted' || state === 'approved';

export interface Cell {
  sex: Sex;
  /** Name of a band, or `NS`. */
  age: string;
  count: number;
}

/** The number under which nothing is told: from what protects hardly anybody to what would tell nothing of a workshop. */
export const smallestRange = { from: 3, to: 20, digits: 2 } as const;

export const limits = {
  /** Of one cell: larger than any hall. */
  count: 100_000,
  /** Of one activity: a sheet for each day of a long training. */
  sheets: 400,
  comment: 1_000,
  note: 1_000,
} as const;

/** Signed lists of one activity, for one organisation. */
export const paperLimits = { files: 20, fileBytes: pictureLimits.bytes } as const;

/** How many there are of each, those included of whom there is nobody. */
export function sumsBy<Name extends string>(cells: readonly Cell[], axis: 'sex' | 'age', names: readonly Name[]): Record<Name, number> {
  const sums = Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
  for (const cell of cells) {
    const name = cell[axis] as Name;
    sums[name] = (sums[name] ?? 0) + cell.count;
  }
  return sums;
}

export const totalOf = (cells: readonly Cell[]): number => cells.reduce((sum, { count }) => sum + count, 0);
