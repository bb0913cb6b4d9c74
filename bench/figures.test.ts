import { expect, test } from 'vitest';
import { against, median, percentile, rounded, table } from './figures';

test('a percentile is one of the values: the nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect([percentile(hundred, 0.5), percentile(hundred, 0.95), percentile(hundred, 1)]).toEqual([50, 95, 100]);
  expect([median([3, 1, 2]), median([4, 1, 3, 2]), percentile([7], 0.95)]).toEqual([2, 2, 7]);
  expect(percentile([], 0.5)).toBeNaN();
});

test('values stay in the order in which they were measured', () => {
  const values = [3, 1, 2];
  median(values);
  expect(values).toEqual([3, 1, 2]);
});

test('a goal is judged by the figure that is printed', () => {
  expect(rounded(22.04)).toBe(22);
  expect(against('p95Ms', 22.04, 22)).toEqual({ p95Ms: 22, p95MsGoal: 22, p95MsMet: true });
  expect(against('p95Ms', 22.06, 22)).toEqual({ p95Ms: 22.1, p95MsGoal: 22, p95MsMet: false });
});

test('the table has a row for each figure, its goal beside it', () => {
  const result = { keys: 80, ...against('p50Ms', 14.2, 14), ...against('p95Ms', 20, 22), heaviest: 'a.js 12, b.js 3' };
  expect(table(result)).toBe(
    ['keys      80', 'p50Ms     14.2  goal 14  missed', 'p95Ms     20    goal 22  met', 'heaviest  a.js 12, b.js 3'].join('\n'),
  );
});
