import { expect, test } from 'vitest';
import type { CellName } from './columns';
import { nextCell, rangeOf } from './keys';

const reach = { rows: ['head', 'a', 'b', 'c', 'd', 'totals'], columns: ['select', 'code', 'title', 'end'] as CellName[], page: 2 };
const from = (row: string, column: CellName, key: string, ctrl = false) => {
  const to = nextCell({ row, column }, { key, ctrl }, reach);
  return to && `${to.row} ${to.column}`;
};

test('arrows go from cell to cell and stop at the edges', () => {
  expect(from('a', 'code', 'ArrowRight')).toBe('a title');
  expect(from('a', 'select', 'ArrowLeft')).toBe('a select');
  expect(from('a', 'code', 'ArrowUp')).toBe('head code');
  expect(from('d', 'code', 'ArrowDown')).toBe('totals code');
  expect(from('totals', 'code', 'ArrowDown')).toBe('totals code');
});

test('Home and End in the row, with Ctrl in the table, without its head and totals', () => {
  expect(from('b', 'title', 'Home')).toBe('b select');
  expect(from('b', 'title', 'End')).toBe('b end');
  expect(from('c', 'title', 'Home', true)).toBe('a select');
  expect(from('b', 'title', 'End', true)).toBe('d end');
});

test('a page at a time', () => {
  expect(from('a', 'title', 'PageDown')).toBe('c title');
  expect(from('c', 'title', 'PageDown')).toBe('d title');
  expect(from('d', 'title', 'PageUp')).toBe('b title');
  expect(from('a', 'title', 'PageUp')).toBe('a title');
});

test('other keys lead nowhere', () => expect(from('a', 'title', 'x')).toBeNull());

test('a range goes from where it began to here, in either direction', () => {
  expect(rangeOf(reach.rows, 'd', 'b')).toEqual(['b', 'c', 'd']);
  expect(rangeOf(reach.rows, null, 'b')).toEqual(['b']);
  expect(rangeOf(reach.rows, 'gone', 'b')).toEqual(['b']);
});
