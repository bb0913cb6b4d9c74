/** National public holidays by country and year. The source is large: it is loaded when somebody asks for the first time, and never in a browser. */
import type { HolidaysTypes } from 'date-holidays';
import { addDays } from '~/kit/dates';
import { remembered } from '~/kit/remember.server';
import type { Holiday } from './facts';
import { type Correction, corrections } from './holiday-source';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Lists that are remembered: each a country's year in one language. */
const KEPT_MAX = 5_000;

const kept = remembered('public-holidays', () => new Map<string, readonly Holiday[]>());

/** Days off by law in all of a country, by date; named in `language` where the source knows the name in it, else in the country's or in English. */
export async function publicHolidays(countries: readonly string[], years: readonly number[], language: string): Promise<Holiday[]> {
  const lists: (readonly Holiday[])[] = [];
  for (const country of countries) for (const year of years) lists.push(await holidaysOf(country, year, language));
  return lists.flat().sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.country < b.country ? -1 : 1));
}

async function holidaysOf(country: string, year: number, language: string): Promise<readonly Holiday[]> {
  const key = `${country} ${year} ${language}`;
  const known = kept.get(key);
  if (known) return known;
  const { default: Holidays } = await import('date-holidays');
  const found = new Holidays(country, { languages: [...new Set([language, 'en'])] }).getHolidays(year) ?? [];
  const list = oneEachDay(corrected(country, year, language, found));
  if (kept.size >= KEPT_MAX) kept.clear();
  kept.set(key, list);
  return list;
}

function corrected(country: string, year: number, language: string, found: readonly HolidaysTypes.Holiday[]): Holiday[] {
  const ours = corrections.filter((one) => one.country === country && (one.year ?? year) === year);
  const wrong = new Set(ours.map(({ insteadOf }) => insteadOf));
  const right = found.filter(({ type, rule }) => type === 'public' && !wrong.has(rule));
  const easter = found.find(({ rule }) => rule === 'orthodox')?.date.slice(0, 10);
  return [
    ...right.flatMap((one) => daysOf(one).map((date) => ({ date, country, name: one.name }))),
    ...ours.map((one) => ({ date: dateOf(one, year, easter), country, name: one.names[language] ?? one.names.en })),
  ];
}

function dateOf({ country, on }: Correction, year: number, easter: string | undefined): string {
  if (typeof on === 'string') return `${year}-${on}`;
  if (!easter) throw new Error(`The source has no Orthodox Easter for ${country} in ${year}: its correction has nothing to count from.`);
  return addDays(easter, on);
}

/** The days that are off from morning to evening: some feasts last several, and begin or end at noon. */
function daysOf({ date, start, end }: HolidaysTypes.Holiday): string[] {
  const [first = '', time = ''] = date.split(' ');
  const hours = Number(time.slice(0, 2));
  const from = hours === 0 ? first : addDays(first, 1);
  // A day on which the clocks change may lack an hour.
  const whole = Math.floor((end.getTime() - start.getTime() - (hours === 0 ? 0 : (24 - hours) * HOUR_MS) + HOUR_MS) / DAY_MS);
  return Array.from({ length: Math.max(0, whole) }, (_, index) => addDays(from, index));
}

/** Two feasts of a country on one day are one day off. */
function oneEachDay(days: readonly Holiday[]): Holiday[] {
  const byDate = new Map<string, Holiday>();
  for (const day of days) {
    const known = byDate.get(day.date);
    byDate.set(day.date, known && known.name !== day.name ? { ...day, name: `${known.name} / ${day.name}` } : day);
  }
  return [...byDate.values()];
}
