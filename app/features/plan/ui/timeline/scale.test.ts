import { expect, test } from 'vitest';
import { boxOf, calendarTicks, dayAt, daysOff, everySo, nearestDay, POINT_PX, projectTicks, scaleOf, xOf } from './scale';

const month = scaleOf('month', ['2027-01-01', '2028-12-31'], '2027-06-15');

test('a day is found again at its place, at every zoom', () => {
  for (const zoom of ['week', 'month', 'quarter', 'year'] as const) {
    const scale = scaleOf(zoom, ['2027-01-01', '2028-12-31'], '2027-06-15');
    for (const day of ['2027-01-01', '2027-03-28', '2028-02-29']) {
      expect(dayAt(scale, xOf(scale, day) + scale.perDay / 2)).toBe(day);
      expect(nearestDay(scale, xOf(scale, day) + scale.perDay * 0.4)).toBe(day);
    }
    expect(xOf(scale, scale.end)).toBe(scale.width);
  }
});

test('the line has room around what is on it, begins with a month, and is not made endless by a mistyped year', () => {
  expect(month.first).toBe('2026-10-01');
  expect(month.end).toBe('2029-04-01');
  expect(scaleOf('month', ['2027-01-01', '2270-01-01'], '2027-06-15').end < '2029').toBe(true);
});

test('a bar covers its first and its last day, a milestone stands on its day', () => {
  const x = xOf(month, '2027-02-01');
  expect(boxOf(month, '2027-02-01', '2027-02-10', false)).toEqual({ x, width: 50 });
  expect(boxOf(month, '2027-02-01', '2027-02-01', true)).toEqual({ x: x + 2.5 - POINT_PX / 2, width: POINT_PX });
});

test('the calendar has weeks from Monday, months, quarters and years', () => {
  const firstTwo = (zoom: 'week' | 'month' | 'quarter' | 'year') => {
    const scale = scaleOf(zoom, ['2027-01-01', '2028-12-31'], '2027-06-15');
    return calendarTicks(scale, xOf(scale, '2027-05-05'), scale.width)
      .slice(0, 2)
      .map(({ day }) => day);
  };
  expect(firstTwo('week')).toEqual(['2027-05-03', '2027-05-10']);
  expect(firstTwo('month')).toEqual(['2027-05-01', '2027-06-01']);
  expect(firstTwo('quarter')).toEqual(['2027-04-01', '2027-07-01']);
  expect(firstTwo('year')).toEqual(['2027-01-01', '2028-01-01']);
});

test('project months begin on the day of the month on which the project does, and end with it', () => {
  const ticks = projectTicks(month, '2027-01-15', '2027-04-14', 0, month.width);
  expect(ticks.map(({ month: number, day }) => [number, day])).toEqual([
    [1, '2027-01-15'],
    [2, '2027-02-15'],
    [3, '2027-03-15'],
  ]);
  expect(ticks[2]?.width).toBe(31 * 5);
  const late = projectTicks(month, '2027-01-31', null, xOf(month, '2028-06-10'), xOf(month, '2028-06-20'));
  expect(late.map(({ month: number }) => number)).toEqual([17]);
});

test('days off are told apart at the zoom of weeks alone', () => {
  const week = scaleOf('week', ['2027-05-01'], '2027-05-10');
  const isWorked = (day: string) => ![0, 6].includes(new Date(day).getUTCDay());
  const off = daysOff(week, isWorked, xOf(week, '2027-05-03'), xOf(week, '2027-05-17') - 1);
  expect(off.map(({ day, width }) => [day, width])).toEqual([
    ['2027-05-08', 48],
    ['2027-05-15', 48],
  ]);
  expect(daysOff(month, isWorked, 0, 1000)).toEqual([]);
});

test('words of marks that are too narrow stand at every third or sixth', () => {
  expect([everySo(150, 34), everySo(23, 34), everySo(11, 34)]).toEqual([1, 2, 6]);
});
