import { describe, expect, test } from 'vitest';
import type { Item, Link } from '../../plan';
import { buildFacts, buildItem } from '../../testing';
import { Plan } from '../../whole';
import { daysOf, rowsOf, sameRow } from './rows';

const facts = buildFacts({ startDate: '2027-01-01' });
const planOf = (items: Item[], links: Link[] = []) => new Plan({ items, links, limits: new Map() }, facts);
const date = (day: string) => ({ date: day });
const wp = (more: Partial<Item> = {}) => buildItem({ id: 'wp', kind: 'workPackage', ...more });
const task = (id: string, start: string, end: string, more: Partial<Item> = {}) =>
  buildItem({ id, parent: 'wp', start: date(start), end: date(end), ...more });
const today = '2027-01-02';
const rows = (plan: Plan, more = {}) => rowsOf({ plan, shown: plan.ordered, today, ...more });
const byId = (plan: Plan, id: string, more = {}) => rows(plan, more).find((row) => row.id === id);

describe('a work package', () => {
  const a = task('a', '2027-01-04', '2027-01-08');
  const b = task('b', '2027-02-01', '2027-02-12');

  test('without dates reaches over what it contains, and needs none of its own', () => {
    expect(byId(planOf([wp(), a, b]), 'wp')).toMatchObject({ start: '2027-01-04', end: '2027-02-12', own: false, outside: 0 });
  });
  test('with dates says how many things lie outside', () => {
    const plan = planOf([wp({ start: date('2027-01-01'), end: date('2027-02-05') }), a, b]);
    expect(byId(plan, 'wp')).toMatchObject({ end: '2027-02-05', own: true, withinEnd: '2027-02-12', outside: 1 });
  });
  test('that contains nothing with dates has none', () => {
    expect(byId(planOf([wp()]), 'wp')).toMatchObject({ start: null, end: null, withinStart: null });
  });
  test('that is folded hides what it contains, at every depth', () => {
    const plan = planOf([wp(), a, task('c', '2027-01-04', '2027-01-05', { parent: 'a' }), wp({ id: 'wp2', order: 'z' })]);
    expect(rows(plan).map(({ id, folded }) => [id, folded])).toEqual([
      ['wp', false],
      ['a', false],
      ['c', null],
      ['wp2', null],
    ]);
    expect(rows(plan, { folded: new Set(['wp']) }).map(({ id }) => id)).toEqual(['wp', 'wp2']);
  });
  test('reaches further while a bar of it is held further', () => {
    const plan = planOf([wp(), a, b]);
    const span = { start: '2027-03-01', end: '2027-03-05' };
    const moved = new Map([['b', { ...span, planned: span, late: null, slack: 0, critical: false }]]);
    expect(byId(plan, 'wp', { moved })?.end).toBe('2027-03-05');
    expect(byId(plan, 'b', { moved })?.start).toBe('2027-03-01');
  });
});

test('what its predecessor moved tells where it was put, and how far it may slip', () => {
  const plan = planOf(
    [task('a', '2027-01-04', '2027-01-08'), task('b', '2027-01-05', '2027-01-06'), task('c', '2027-01-04', '2027-01-20')],
    [{ id: 'l', from: 'a', to: 'b', type: 'FS', lag: 0 }],
  );
  expect(byId(plan, 'b')).toMatchObject({ start: '2027-01-11', plannedStart: '2027-01-05', slack: 6, slackEnd: '2027-01-20' });
  expect(byId(plan, 'a')).toMatchObject({ plannedStart: null });
});

test('the baseline stands beside what it was taken of', () => {
  const baseline = new Map([['a', { start: '2026-12-01', end: '2026-12-05' }]]);
  const plan = planOf([task('a', '2027-01-04', '2027-01-08')]);
  expect(byId(plan, 'a', { baseline })).toMatchObject({ baselineStart: '2026-12-01', baselineEnd: '2026-12-05' });
  expect(daysOf(plan, baseline)).toEqual(['2027-01-04', '2027-01-08', '2026-12-01', '2026-12-05', '2027-01-01']);
});

test('rows that say the same are the same', () => {
  const plan = planOf([wp(), task('a', '2027-01-04', '2027-01-08')]);
  const [before, after] = [rows(plan), rows(plan, { today: '2027-12-01' })];
  expect(before.map((row, index) => sameRow(row, after[index] as typeof row))).toEqual([true, false]);
});
