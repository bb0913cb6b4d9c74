/** Days as places on the line of time and back, and the marks of its head. Days are ISO dates. */
import { addDays, addMonths } from '~/kit/dates';
import type { Zoom } from '../../query';

const DAY_MS = 86_400_000;
/** Width of a day in px. */
const PER_DAY: Record<Zoom, number> = { week: 24, month: 5, quarter: 2, year: 0.75 };
/** Days that stand free before the first and behind the last: somewhere to drag to. */
const AROUND: Record<Zoom, number> = { week: 21, month: 62, quarter: 120, year: 240 };
/** A day further away than this from everything else does not stretch the line: a mistyped year would make it endless. */
const FURTHEST = 366 * 12;

export interface Scale {
  zoom: Zoom;
  /** The first day that is drawn, and the day behind the last. */
  first: string;
  end: string;
  perDay: number;
  width: number;
}

const numberOf = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY_MS;

/** @param days all that have to be on it; empty texts do not count */
export function scaleOf(zoom: Zoom, days: readonly string[], today: string): Scale {
  const near = addDays(today, -FURTHEST);
  const far = addDays(today, FURTHEST);
  let [first, last] = [today, today];
  for (const day of days) {
    if (day < first && day >= near) first = day;
    if (day > last && day <= far) last = day;
  }
  // From the first of a month, so that it does not begin elsewhere with each day that an item moves.
  const begin = `${addDays(first, -AROUND[zoom]).slice(0, 7)}-01`;
  const end = addMonths(`${addDays(last, AROUND[zoom]).slice(0, 7)}-01`, 1);
  const perDay = PER_DAY[zoom];
  return { zoom, first: begin, end, perDay, width: (numberOf(end) - numberOf(begin)) * perDay };
}

/** Where a day begins. */
export function xOf({ first, perDay }: Scale, day: string): number {
  return (numberOf(day) - numberOf(first)) * perDay;
}

/** The day that a place belongs to. */
export function dayAt({ first, perDay }: Scale, x: number): string {
  return addDays(first, Math.floor(x / perDay));
}

/** The first day that is nearest to a place: where a bar that is let go there begins. */
export function nearestDay({ first, perDay }: Scale, x: number): string {
  return addDays(first, Math.round(x / perDay));
}

/** Deliverables and milestones, which are one day, are drawn with this width at every zoom. */
export const POINT_PX = 18;

/** From where to where an item is drawn; both days belong to it. */
export function boxOf(scale: Scale, start: string, end: string, isPoint: boolean): { x: number; width: number } {
  const x = xOf(scale, start);
  if (isPoint) return { x: x + scale.perDay / 2 - POINT_PX / 2, width: POINT_PX };
  return { x, width: Math.max(4, xOf(scale, end) + scale.perDay - x) };
}

export interface Tick {
  /** The first day of it. */
  day: string;
  x: number;
  width: number;
}

/** Marks of project months have their number. */
export interface MonthTick extends Tick {
  month: number;
}

const UNITS: Record<Zoom, number> = { week: 0, month: 1, quarter: 3, year: 12 };

/** Weeks, months, quarters or years of the calendar that show between two places. */
export function calendarTicks(scale: Scale, from: number, to: number): Tick[] {
  const months = UNITS[scale.zoom];
  const at = dayAt(scale, Math.max(0, from));
  const next = (day: string) => (months === 0 ? addDays(day, 7) : addMonths(day, months));
  const ticks: Tick[] = [];
  for (let day = months === 0 ? mondayOf(at) : unitOf(at, months); day < scale.end; day = next(day)) {
    const x = xOf(scale, day);
    if (x > to) break;
    ticks.push({ day, x, width: xOf(scale, next(day)) - x });
  }
  return ticks;
}

/** M1, M2, ... that show between two places, until the project ends. */
export function projectTicks(scale: Scale, start: string, end: string | null, from: number, to: number): MonthTick[] {
  const ticks: MonthTick[] = [];
  const at = dayAt(scale, Math.max(0, from));
  const last = end !== null && end < scale.end ? end : addDays(scale.end, -1);
  let month = 1;
  if (at > start) month = Math.max(1, Math.floor((numberOf(at) - numberOf(start)) / 31));
  for (let day = addMonths(start, month - 1); day <= last; month += 1) {
    const next = addMonths(start, month);
    const x = xOf(scale, day);
    if (x > to) break;
    const right = xOf(scale, next > last ? addDays(last, 1) : next);
    if (right > from) ticks.push({ day, x, width: right - x, month });
    day = next;
  }
  return ticks;
}

/** Every so manieth mark has room for its words, of this width in px. */
export function everySo(width: number, words: number): number {
  return [1, 2, 3, 6, 12].find((count) => count * width >= words) ?? 12;
}

/** Spans of days on which nobody works, between two places; read at the zoom where days can be told apart. */
export function daysOff(scale: Scale, isWorked: (day: string) => boolean, from: number, to: number): Tick[] {
  if (scale.zoom !== 'week') return [];
  const off: Tick[] = [];
  const last = dayAt(scale, Math.min(scale.width - 1, to));
  for (let day = dayAt(scale, Math.max(0, from)); day <= last; day = addDays(day, 1)) {
    if (isWorked(day)) continue;
    const before = off.at(-1);
    const x = xOf(scale, day);
    if (before && Math.abs(before.x + before.width - x) < 0.5) before.width += scale.perDay;
    else off.push({ day, x, width: scale.perDay });
  }
  return off;
}

function mondayOf(day: string): string {
  // 1 January 1970 was a Thursday.
  return addDays(day, -((((numberOf(day) + 3) % 7) + 7) % 7));
}

function unitOf(day: string, months: number): string {
  const [year = '', month = '01'] = day.split('-');
  const first = Math.floor((Number(month) - 1) / months) * months + 1;
  return `${year}-${String(first).padStart(2, '0')}-01`;
}
