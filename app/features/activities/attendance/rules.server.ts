/** How people are counted in a partnership: by which ages, and which numbers are too small to be told to others. */
import type { Seat } from '~/features/partnerships/partnerships';
import { db, type Tx, transact } from '~/kit/db.server';
import { tidy } from '~/kit/forms.server';
import { type Problems, refused } from '../problems';
import { type BandSet, bandSetNames, smallestRange } from './counts';

export interface CountingRules {
  bands: BandSet;
  /** Smaller numbers are told to nobody but the organisation that counted. */
  smallest: number;
  /** By what else: the numbers are for the organisation that counted alone. */
  byGroup: boolean;
  byCountry: boolean;
}

/** As is usual in official statistics. */
const USUAL: CountingRules = { bands: 'amif', smallest: 5, byGroup: false, byCountry: false };
/** Where people may be in danger (trafficking, minors, sensitive). */
const SMALLEST_RESTRICTED = 10;

export async function rulesOf(partnershipId: string, tx: Tx = db()): Promise<CountingRules> {
  const row = await tx.countingRules.findUnique({ where: { partnershipId } });
  if (!row) return USUAL;
  const { smallest, byGroup, byCountry } = row;
  return { bands: bandSetNames.find((one) => one === row.bands) ?? USUAL.bands, smallest, byGroup, byCountry };
}

/** The smallest number of people of one activity that others are told. */
export const smallestOf = ({ smallest }: CountingRules, restriction: string) =>
  restriction === '' ? smallest : Math.max(smallest, SMALLEST_RESTRICTED);

/** What was told before stays told: a smaller number holds for what is counted from now on. */
export async function setRules({ partnershipId }: Pick<Seat, 'partnershipId'>, rules: CountingRules): Promise<void> {
  await transact((tx) => tx.countingRules.upsert({ where: { partnershipId }, create: { partnershipId, ...rules }, update: rules }));
}

export function readRules(form: FormData): { ok: true; rules: CountingRules } | { ok: false; problems: Problems } {
  const [typedBands, typedSmallest] = [form.get('bands'), form.get('smallest')];
  const bands = bandSetNames.find((one) => one === typedBands);
  const smallest = typeof typedSmallest === 'string' && /^\d{1,2}$/.test(tidy(typedSmallest)) ? Number(tidy(typedSmallest)) : 0;
  if (!bands) return refused('bands', 'problem.choice');
  if (smallest < smallestRange.from || smallest > smallestRange.to) return refused('smallest', 'problem.smallest');
  return { ok: true, rules: { bands, smallest, byGroup: form.has('byGroup'), byCountry: form.has('byCountry') } };
}
