import { expect, test } from 'vitest';
import { type Anchor, elbow } from './elbows';

const heights = { bar: 20, row: 36 };
const at = (x: number, width: number, row: number): Anchor => ({ x, width, y: row * 36 + 18 });
/** Corners of a line, the round ones as if they were sharp. */
const corners = (line: string) => [...line.matchAll(/[MQL]([\d.-]+),([\d.-]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
const ends = (line: string) => [corners(line)[0], corners(line).at(-1)];

test('an end goes down into a later beginning', () => {
  const { line, head } = elbow('FS', at(0, 100, 0), at(100, 50, 1), heights);
  expect(ends(line)).toEqual([
    [100, 18],
    [108, 44],
  ]);
  expect(head).toMatch(/^M108,44L104.5,39L111.5,39Z$/);
});

test('it goes up where the other stands above', () => {
  expect(ends(elbow('FS', at(0, 100, 3), at(200, 50, 1), heights).line)[1]).toEqual([208, 64]);
});

test('an earlier beginning is reached around, from before it', () => {
  const { line } = elbow('FS', at(0, 100, 0), at(50, 50, 2), heights);
  expect(corners(line).some(([x, y]) => x === 109 && y === 18)).toBe(true);
  expect(corners(line).some(([x]) => x === 41)).toBe(true);
  expect(ends(line)[1]).toEqual([50, 90]);
});

test('beginnings are joined before, ends behind both', () => {
  expect(corners(elbow('SS', at(40, 10, 0), at(20, 10, 1), heights).line).some(([x]) => x === 11)).toBe(true);
  expect(corners(elbow('FF', at(40, 10, 0), at(20, 10, 1), heights).line).some(([x]) => x === 59)).toBe(true);
  expect(ends(elbow('FF', at(40, 10, 0), at(20, 10, 1), heights).line)[1]).toEqual([30, 54]);
});

test('a beginning goes down into an earlier end, or around to a later one', () => {
  expect(ends(elbow('SF', at(100, 50, 0), at(20, 40, 1), heights).line)).toEqual([
    [100, 18],
    [52, 44],
  ]);
  expect(ends(elbow('SF', at(100, 50, 0), at(120, 40, 1), heights).line)[1]).toEqual([160, 54]);
});
