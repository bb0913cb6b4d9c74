import { expect, test } from 'vitest';
import { becameDay, daysBetween, movedTo } from './moving';
import type { Item, Link } from './plan';
import { buildFacts, buildItem } from './testing';
import { Plan } from './whole';

const planOf = (items: readonly Item[], startDate: string | null = '2026-04-01', links: readonly Link[] = []) =>
  new Plan({ items, links, limits: new Map() }, buildFacts({ startDate }));

function moved(item: Item, day: string, startDate: string | null = '2026-04-01') {
  return movedTo(planOf([item], startDate), item, day);
}

test('a deliverable is due on the day that it is put on', () => {
  const item = buildItem({ kind: 'deliverable', end: { date: '2026-06-30' } });
  expect(moved(item, '2026-07-03')).toEqual({ end: { date: '2026-07-03' } });
  expect(moved(item, '2026-06-30')).toEqual({});
});

test('a due month stays a month on the last day of one, and becomes a day elsewhere', () => {
  const item = buildItem({ kind: 'milestone', end: { month: 3 } });
  expect(moved(item, '2026-07-31')).toEqual({ end: { month: 4 } });
  expect(moved(item, '2026-07-30')).toEqual({ end: { date: '2026-07-30' } });
  // Its own day.
  expect(moved(item, '2026-06-30')).toEqual({});
  // The project has not begun.
  expect(moved(item, '2026-03-31')).toEqual({ end: { date: '2026-03-31' } });
  expect(becameDay(item, { end: { month: 4 } })).toBe(false);
  expect(becameDay(item, { end: { date: '2026-07-30' } })).toBe(true);
});

test('months of a project that begins within a month end within one', () => {
  const item = buildItem({ kind: 'deliverable', end: { month: 1 } });
  expect(moved(item, '2026-06-14', '2026-04-15')).toEqual({ end: { month: 2 } });
  expect(moved(item, '2026-06-30', '2026-04-15')).toEqual({ end: { date: '2026-06-30' } });
});

test('a day stays a day, also on the last of a month', () => {
  const item = buildItem({ kind: 'deliverable', end: { date: '2026-06-15' } });
  expect(moved(item, '2026-06-30')).toEqual({ end: { date: '2026-06-30' } });
});

test('a task keeps its length in working days', () => {
  // Monday to Friday.
  const item = buildItem({ kind: 'task', start: { date: '2026-06-01' }, end: { date: '2026-06-05' } });
  expect(moved(item, '2026-06-03')).toEqual({ start: { date: '2026-06-03' }, end: { date: '2026-06-09' } });
  expect(moved(item, '2026-05-25')).toEqual({ start: { date: '2026-05-25' }, end: { date: '2026-05-29' } });
  // On a Saturday it stands where it was put, and is worked from Monday on.
  expect(moved(item, '2026-06-06')).toEqual({ start: { date: '2026-06-06' }, end: { date: '2026-06-12' } });
  expect(moved(item, '2026-06-01')).toEqual({});
});

test('a task of one weekend keeps its days', () => {
  const item = buildItem({ kind: 'task', start: { date: '2026-06-06' }, end: { date: '2026-06-07' } });
  expect(moved(item, '2026-06-10')).toEqual({ start: { date: '2026-06-10' }, end: { date: '2026-06-11' } });
});

test('a task of project months moves by whole months onto the first day of one', () => {
  const item = buildItem({ kind: 'task', start: { month: 2 }, end: { month: 4 } });
  expect(moved(item, '2026-08-01')).toEqual({ start: { month: 5 }, end: { month: 7 } });
  const elsewhere = moved(item, '2026-05-04');
  expect(elsewhere.start).toEqual({ date: '2026-05-04' });
  expect(becameDay(item, elsewhere)).toBe(true);
});

test('a task with one date moves that one', () => {
  const begins = buildItem({ kind: 'task', start: { date: '2026-06-01' } });
  expect(moved(begins, '2026-06-08')).toEqual({ start: { date: '2026-06-08' } });
  const ends = buildItem({ kind: 'task', end: { month: 1 } });
  expect(moved(ends, '2026-05-31')).toEqual({ end: { month: 2 } });
});

test('what has no days, or months without a project start, is not moved', () => {
  expect(moved(buildItem({ kind: 'task' }), '2026-06-01')).toEqual({});
  expect(moved(buildItem({ kind: 'risk', end: { date: '2026-06-01' } }), '2026-06-02')).toEqual({});
  expect(moved(buildItem({ kind: 'deliverable', end: { month: 3 } }), '2026-06-02', null)).toEqual({});
});

test('a task that waits for another is moved from where it is shown', () => {
  const first = buildItem({ kind: 'task', start: { date: '2026-06-01' }, end: { date: '2026-06-10' } });
  const second = buildItem({ kind: 'task', start: { date: '2026-06-01' }, end: { date: '2026-06-02' } });
  const plan = planOf([first, second], null, [{ id: 'a', from: first.id, to: second.id, type: 'FS', lag: 0 }]);
  expect(plan.scheduled(second.id)?.start).toBe('2026-06-11');
  expect(movedTo(plan, second, '2026-06-15')).toEqual({ start: { date: '2026-06-15' }, end: { date: '2026-06-16' } });
  expect(movedTo(plan, second, '2026-06-11')).toEqual({});
});

test('days between', () => {
  expect(daysBetween('2026-02-27', '2026-03-02')).toBe(3);
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  expect(daysBetween('2026-03-02', '2026-03-01')).toBe(-1);
});
