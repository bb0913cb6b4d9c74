/** Lines of dependencies: from an end of one bar to an end of another, in right angles, with a head. */
import type { LinkType } from '../../plan';

export interface Anchor {
  x: number;
  width: number;
  /** The middle of its row. */
  y: number;
}

export interface Elbow {
  line: string;
  head: string;
  /** Where the lag is written. */
  at: { x: number; y: number };
}

type Point = readonly [x: number, y: number];

/** Px: how far a line leaves a bar before it turns, how round it turns, half the height of a bar, and of a row. */
const OUT = 9;
const ROUND = 4;
const HEAD = 5;

export interface Heights {
  bar: number;
  row: number;
}

export function elbow(type: LinkType, from: Anchor, to: Anchor, heights: Heights): Elbow {
  const points = simplified(route(type, from, to, heights));
  return { line: rounded(points), head: headOf(points), at: middleOf(points) };
}

function route(type: LinkType, from: Anchor, to: Anchor, { bar, row }: Heights): Point[] {
  const [start, end] = [from.x, from.x + from.width];
  const [toStart, toEnd] = [to.x, to.x + to.width];
  const down = to.y >= from.y;
  /** Between the rows, beside the one that it comes from. */
  const between = from.y + (down ? row / 2 : -row / 2);
  /** The edge of the other bar that it meets from above or below. */
  const edge = to.y + (down ? -bar / 2 : bar / 2);
  switch (type) {
    case 'FS': {
      // From above into its beginning, where there is room; else around.
      const into = toStart + Math.min(8, to.width / 2);
      if (into >= end + 2 && from.y !== to.y) return [p(end, from.y), p(into, from.y), p(into, edge)];
      return [
        p(end, from.y),
        p(end + OUT, from.y),
        p(end + OUT, between),
        p(toStart - OUT, between),
        p(toStart - OUT, to.y),
        p(toStart, to.y),
      ];
    }
    case 'SS': {
      const left = Math.min(start, toStart) - OUT;
      return [p(start, from.y), p(left, from.y), p(left, to.y), p(toStart, to.y)];
    }
    case 'FF': {
      const right = Math.max(end, toEnd) + OUT;
      return [p(end, from.y), p(right, from.y), p(right, to.y), p(toEnd, to.y)];
    }
    case 'SF': {
      const into = toEnd - Math.min(8, to.width / 2);
      if (into <= start - 2 && from.y !== to.y) return [p(start, from.y), p(into, from.y), p(into, edge)];
      return [
        p(start, from.y),
        p(start - OUT, from.y),
        p(start - OUT, between),
        p(toEnd + OUT, between),
        p(toEnd + OUT, to.y),
        p(toEnd, to.y),
      ];
    }
  }
}

const p = (x: number, y: number): Point => [x, y];

/** Without what has no length, and without corners that turn nowhere. */
function simplified(points: readonly Point[]): Point[] {
  const out: Point[] = [];
  for (const point of points) {
    const [before, last] = [out.at(-2), out.at(-1)];
    if (last && last[0] === point[0] && last[1] === point[1]) continue;
    if (before && last && ((before[0] === last[0] && last[0] === point[0]) || (before[1] === last[1] && last[1] === point[1]))) out.pop();
    out.push(point);
  }
  return out;
}

function rounded(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      if (index === 0) return `M${text(point)}`;
      const next = points[index + 1];
      if (!next) return `L${text(point)}`;
      const before = points[index - 1] as Point;
      const round = Math.min(ROUND, lengthOf(before, point) / 2, lengthOf(point, next) / 2);
      return `L${text(towards(point, before, round))}Q${text(point)} ${text(towards(point, next, round))}`;
    })
    .join('');
}

function headOf(points: readonly Point[]): string {
  const tip = points.at(-1) as Point;
  const from = points.at(-2) ?? tip;
  const [dx, dy] = [Math.sign(tip[0] - from[0]), Math.sign(tip[1] - from[1])];
  const back: Point = [tip[0] - dx * HEAD, tip[1] - dy * HEAD];
  const side = HEAD * 0.7;
  return `M${text(tip)}L${text([back[0] - dy * side, back[1] - dx * side])}L${text([back[0] + dy * side, back[1] + dx * side])}Z`;
}

/** The middle of the longest part. */
function middleOf(points: readonly Point[]): { x: number; y: number } {
  let best: [Point, Point] = [points[0] as Point, points[0] as Point];
  points.forEach((point, index) => {
    const before = points[index - 1];
    if (before && lengthOf(before, point) > lengthOf(...best)) best = [before, point];
  });
  return { x: (best[0][0] + best[1][0]) / 2, y: (best[0][1] + best[1][1]) / 2 };
}

const lengthOf = (a: Point, b: Point) => Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]);
const towards = (from: Point, to: Point, by: number): Point => [
  from[0] + Math.sign(to[0] - from[0]) * by,
  from[1] + Math.sign(to[1] - from[1]) * by,
];
const text = ([x, y]: Point) => `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
