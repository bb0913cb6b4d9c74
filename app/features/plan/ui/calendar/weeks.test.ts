import { expect, test } from 'vitest';
import { languages } from '~/i18n/languages';
import { byDay, firstWeekday, monthOf, onDay, placeWeek, weekdayOf, weekOf, weeksOf } from './weeks';

const entry = (id: string, start: string, end = start) => ({ id, start, end });
const WEEK = weekOf('2026-06-03', 0);

test('weeks begin on Monday for all our readers; elsewhere as the language says', () => {
  expect(languages.map(firstWeekday)).toEqual(languages.map(() => 0));
  expect(firstWeekday('en-US')).toBe(6);
});

test('a week has seven days, from its first one', () => {
  expect(weekdayOf('2026-06-01')).toBe(0);
  expect(WEEK).toEqual(['2026-06-01', '2026-06-02', '2026-06-03', '2026-06-04', '2026-06-05', '2026-06-06', '2026-06-07']);
  expect(weekOf('2026-06-01', 6)[0]).toBe('2026-05-31');
  expect(weekOf('2026-06-07', 0)[0]).toBe('2026-06-01');
});

test('a month has the weeks that its days are in', () => {
  expect(monthOf('2028-02-11')).toEqual(['2028-02-01', '2028-02-29']);
  // February 2027 begins on a Monday and ends on a Sunday.
  expect(weeksOf('2027-02-11', 0).map(([first]) => first)).toEqual(['2027-02-01', '2027-02-08', '2027-02-15', '2027-02-22']);
  expect(weeksOf('2026-08-31', 0)).toHaveLength(6);
  expect(weeksOf('2026-08-31', 0).at(-1)?.at(-1)).toBe('2026-09-06');
});

test('what does not fit beside each other takes further lines', () => {
  const placed = placeWeek(
    [entry('a', '2026-06-01', '2026-06-03'), entry('b', '2026-06-03', '2026-06-04'), entry('c', '2026-06-04')],
    WEEK,
    3,
  );
  // Shorter ones first.
  expect(placed.bars.map(({ entry: { id }, lane, from, to }) => [id, lane, from, to])).toEqual([
    ['a', 0, 0, 2],
    ['c', 0, 3, 3],
    ['b', 1, 2, 3],
  ]);
  expect(placed.lanes).toBe(2);
  expect(placed.hidden).toEqual([0, 0, 0, 0, 0, 0, 0]);
});

test('a bar goes on before and after the week', () => {
  const { bars } = placeWeek([entry('a', '2026-05-20', '2026-06-02'), entry('b', '2026-06-06', '2026-07-01')], WEEK, 3);
  expect(bars.map(({ entry: { id }, from, to, before, after }) => [id, from, to, before, after])).toEqual([
    ['a', 0, 1, true, false],
    ['b', 5, 6, false, true],
  ]);
});

test('what is due in the week is shown before what only runs through it; what finds no room is counted on each of its days', () => {
  const long = ['x', 'y', 'z'].map((id) => entry(id, '2026-01-01', '2026-12-31'));
  const { bars, hidden } = placeWeek([...long, entry('due', '2026-06-05')], WEEK, 2);
  expect(bars.map(({ entry: { id } }) => id)).toEqual(['due', 'x']);
  expect(hidden).toEqual([2, 2, 2, 2, 2, 2, 2]);
  // As long within the week as the others, but it begins there.
  const begins = placeWeek([...long, entry('begins', '2026-06-01', '2026-08-31')], WEEK, 1);
  expect(begins.bars.map(({ entry: { id } }) => id)).toEqual(['begins']);
});

test('what lies elsewhere is not there', () => {
  expect(placeWeek([entry('a', '2026-05-31'), entry('b', '2026-06-08')], WEEK, 3).bars).toEqual([]);
  expect(onDay([entry('a', '2026-05-31', '2026-06-01'), entry('b', '2026-06-02')], '2026-06-01').map(({ id }) => id)).toEqual(['a']);
});

test('a list has each beginning and end on its day, and one-day things once', () => {
  const days = byDay([entry('t', '2026-06-02', '2026-06-09'), entry('d', '2026-06-01')], '2026-06-01', '2026-06-07');
  expect([...days].map(([day, list]) => [day, list.map(({ entry: { id }, is }) => `${id} ${is}`)])).toEqual([
    ['2026-06-01', ['d only']],
    ['2026-06-02', ['t begins']],
  ]);
});

test('two thousand entries are placed in a blink', () => {
  const many = Array.from({ length: 2_000 }, (_, index) =>
    entry(String(index), `2026-0${1 + (index % 6)}-10`, `2026-${(index % 4) + 7 > 9 ? '' : '0'}${(index % 4) + 7}-05`),
  );
  const started = performance.now();
  const { bars, hidden } = placeWeek(many, WEEK, 3);
  expect(bars).toHaveLength(3);
  expect(hidden.every((count) => count > 900)).toBe(true);
  expect(performance.now() - started).toBeLessThan(200);
});
