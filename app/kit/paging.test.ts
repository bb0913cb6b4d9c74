import { expect, test } from 'vitest';
import { lastInstead, pagesOf, readPage, searchOf } from './paging';

test.each([
  ['', 1],
  ['page=', 1],
  ['page=1', 1],
  ['page=12&of=x', 12],
  ['page=0', 1],
  ['page=-2', 1],
  ['page=02', 1],
  ['page=1.5', 1],
  ['page=1e3', 1],
  ['page= 2', 1],
  ['page=two', 1],
  ['page=99999', 99_999],
  ['page=100000', 1],
  ['page=3&page=4', 3],
])('"%s" asks for page %i', (search, page) => {
  expect(readPage(new URLSearchParams(search))).toBe(page);
});

test('a list has as many pages as its rows fill, and one where it has none', () => {
  expect([0, 1, 50, 51, 100, 120].map(pagesOf)).toEqual([1, 1, 1, 2, 2, 3]);
});

test('another page keeps whatever else is asked for, and the first is not named', () => {
  const asked = new URLSearchParams('q=a+b&page=2&org=mine');
  expect(String(searchOf(asked, 3))).toBe('q=a+b&page=3&org=mine');
  expect(String(searchOf(asked, 1))).toBe('q=a+b&org=mine');
  expect(String(asked)).toBe('q=a+b&page=2&org=mine');
});

test('past the end it leads to the last page, and nowhere from a page that is there', () => {
  const from = (search: string, rows: number) => lastInstead(new URL(`https://koinon.example/p/1/activities${search}`), rows);
  expect(from('?q=a&page=99', 120)).toBe('/p/1/activities?q=a&page=3');
  expect(from('?page=4', 150)).toBe('/p/1/activities?page=3');
  expect(from('?page=2', 50)).toBe('/p/1/activities');
  expect(from('?page=2&q=a', 0)).toBe('/p/1/activities?q=a');
  for (const [search, rows] of [
    ['', 0],
    ['?page=1', 0],
    ['?page=3', 120],
    ['?page=nothing', 120],
  ] as const)
    expect(from(search, rows), search).toBeNull();
});
