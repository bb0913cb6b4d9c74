/** Known dates, so that an update of the source that breaks one is seen. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { holidaySource } from './holiday-source';
import { publicHolidays } from './public-holidays.server';

const datesOf = async (country: string, year: number) => (await publicHolidays([country], [year], 'en')).map(({ date }) => date.slice(5));

test('the version that the page names is the one that is installed', () => {
  expect(JSON.parse(readFileSync('node_modules/date-holidays/package.json', 'utf8')).version).toBe(holidaySource.version);
});

test.each([
  ['CY', 2024, '01-01 01-06 03-18 03-25 04-01 05-01 05-03 05-05 05-06 06-23 06-24 08-15 10-01 10-28 12-25 12-26'],
  ['CY', 2025, '01-01 01-06 03-03 03-25 04-01 04-18 04-20 04-21 05-01 06-08 06-09 08-15 10-01 10-28 12-25 12-26'],
  ['CY', 2026, '01-01 01-06 02-23 03-25 04-01 04-10 04-12 04-13 05-01 05-31 06-01 08-15 10-01 10-28 12-25 12-26'],
  ['CY', 2027, '01-01 01-06 03-15 03-25 04-01 04-30 05-01 05-02 05-03 06-20 06-21 08-15 10-01 10-28 12-25 12-26'],
  ['GR', 2024, '01-01 01-06 03-18 03-25 05-03 05-05 05-06 05-07 06-23 06-24 08-15 10-28 12-25 12-26'],
  ['GR', 2025, '01-01 01-06 03-03 03-25 04-18 04-20 04-21 05-01 06-08 06-09 08-15 10-28 12-25 12-26'],
  ['GR', 2026, '01-01 01-06 02-23 03-25 04-10 04-12 04-13 05-01 05-31 06-01 08-15 10-28 12-25 12-26'],
  ['PL', 2024, '01-01 01-06 03-31 04-01 05-01 05-03 05-19 05-30 08-15 11-01 11-11 12-25 12-26'],
  // Christmas Eve is one since 2025.
  ['PL', 2025, '01-01 01-06 04-20 04-21 05-01 05-03 06-08 06-19 08-15 11-01 11-11 12-24 12-25 12-26'],
  ['PL', 2026, '01-01 01-06 04-05 04-06 05-01 05-03 05-24 06-04 08-15 11-01 11-11 12-24 12-25 12-26'],
  ['DE', 2024, '01-01 03-29 04-01 05-01 05-09 05-20 10-03 12-25 12-26'],
  ['DE', 2026, '01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26'],
  ['DE', 2027, '01-01 03-26 03-29 05-01 05-06 05-17 10-03 12-25 12-26'],
  ['IT', 2025, '01-01 01-06 04-20 04-21 04-25 05-01 06-02 08-15 11-01 12-08 12-25 12-26'],
  // Saint Francis is one again since 2026.
  ['IT', 2026, '01-01 01-06 04-05 04-06 04-25 05-01 06-02 08-15 10-04 11-01 12-08 12-25 12-26'],
  ['ES', 2024, '01-01 01-06 03-29 05-01 08-15 10-12 11-01 12-06 12-08 12-25'],
  ['ES', 2027, '01-01 01-06 03-26 05-01 08-15 10-12 11-01 12-06 12-08 12-25'],
])('%s %i', async (country, year, dates) => {
  expect((await datesOf(country, year)).join(' ')).toBe(dates);
});

test('feasts of several days count by whole days', async () => {
  // The Feast of Sacrifice began on 27 May 2026 and lasted four days; the half day before it is none.
  expect((await datesOf('TR', 2026)).filter((day) => day >= '05-25' && day <= '06-02')).toEqual(['05-27', '05-28', '05-29', '05-30']);
});

test('names are in the language that is asked for, else in English', async () => {
  const named = async (country: string, language: string, date: string) =>
    (await publicHolidays([country], [2026], language)).find((day) => day.date === date)?.name;
  expect(await named('DE', 'de', '2026-10-03')).toBe('Tag der Deutschen Einheit');
  expect(await named('CY', 'el', '2026-02-23')).toBe('Καθαρά Δευτέρα');
  expect(await named('CY', 'en', '2026-02-23')).toBe('Green Monday');
  expect(await named('GR', 'en', '2026-02-23')).toBe('Clean Monday');
  expect(await named('GR', 'tr', '2026-02-23')).toBe('Clean Monday');
  expect(await named('PL', 'pl', '2026-11-11')).toBe('Narodowe Święto Niepodległości');
});

test('several countries come in the order of days; one that is not known has none', async () => {
  const days = await publicHolidays(['DE', 'CY', 'ZZ'], [2026, 2027], 'en');
  expect(days.slice(0, 3).map(({ date, country }) => `${date} ${country}`)).toEqual(['2026-01-01 CY', '2026-01-01 DE', '2026-01-06 CY']);
  expect(days.at(-1)?.date).toBe('2027-12-26');
});
