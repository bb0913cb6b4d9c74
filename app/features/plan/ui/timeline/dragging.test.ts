import { describe, expect, test } from 'vitest';
import type { Item, Link } from '../../plan';
import { buildFacts, buildItem } from '../../testing';
import { Plan } from '../../whole';
import { MONDAY_TO_FRIDAY, WorkDays } from '../../work-days';
import { type Dates, follow, put, putNew, type Rule, sameDates, spanOf, stepped } from './dragging';

const days = new WorkDays(MONDAY_TO_FRIDAY);
const rule = (zoom: Rule['zoom'], projectStart: string | null = '2027-01-01'): Rule => ({ zoom, projectStart, days });
// 3 May 2027 is a Monday.
const span = { start: '2027-05-03', end: '2027-05-07' };
const dated = buildItem({ start: { date: span.start }, end: { date: span.end } });
const byMonth = buildItem({ start: { month: 5 }, end: { month: 6 } });
const monthSpan = { start: '2027-05-01', end: '2027-06-30' };
const dates = (start: string, end: string): Dates => ({ start: { date: start }, end: { date: end } });

describe('a bar that is put elsewhere', () => {
  test('keeps its length in working days', () => {
    expect(put(dated, span, 'whole', '2027-05-05', rule('week'))).toEqual(dates('2027-05-05', '2027-05-11'));
  });
  test('does not begin on a day off', () => {
    expect(put(dated, span, 'whole', '2027-05-08', rule('week'))).toEqual(dates('2027-05-10', '2027-05-14'));
  });
  test('has its ends changed one by one, never past each other, never onto a day off', () => {
    expect(put(dated, span, 'end', '2027-05-16', rule('week'))).toEqual(dates('2027-05-03', '2027-05-14'));
    expect(put(dated, span, 'end', '2027-04-01', rule('week'))).toEqual(dates('2027-05-03', '2027-05-03'));
    expect(put(dated, span, 'start', '2027-05-05', rule('week'))).toEqual(dates('2027-05-05', '2027-05-07'));
    expect(put(dated, span, 'start', '2027-06-05', rule('week'))).toEqual(dates('2027-05-07', '2027-05-07'));
  });
  test('stays in project months where those are what one sees', () => {
    expect(put(byMonth, monthSpan, 'whole', '2027-06-20', rule('month'))).toEqual({ start: { month: 7 }, end: { month: 8 } });
    expect(put(byMonth, monthSpan, 'end', '2027-09-02', rule('quarter'))).toEqual({ start: { month: 5 }, end: { month: 8 } });
    expect(put(byMonth, monthSpan, 'start', '2027-03-03', rule('year'))).toEqual({ start: { month: 3 }, end: { month: 6 } });
    expect(put(byMonth, monthSpan, 'whole', '2020-01-01', rule('month'))).toEqual({ start: { month: 1 }, end: { month: 2 } });
  });
  test('becomes days where days are what one sees', () => {
    expect(put(byMonth, monthSpan, 'end', '2027-07-02', rule('week'))).toEqual(dates('2027-05-01', '2027-07-02'));
  });
  test('keeps days also where months are seen', () => {
    expect(put(dated, span, 'whole', '2027-05-04', rule('month'))).toEqual(dates('2027-05-04', '2027-05-10'));
  });
  test('is one day where it is a deliverable, whatever day that is', () => {
    const due = buildItem({ kind: 'deliverable', end: { date: '2027-05-07' } });
    expect(put(due, { start: '2027-05-07', end: '2027-05-07' }, 'whole', '2027-05-09', rule('month'))).toEqual({
      start: null,
      end: { date: '2027-05-09' },
    });
    const milestone = buildItem({ kind: 'milestone', end: { month: 5 } });
    expect(put(milestone, { start: '2027-05-31', end: '2027-05-31' }, 'whole', '2027-07-03', rule('month')).end).toEqual({ month: 6 });
  });
});

describe('what had no dates', () => {
  test('gets the project month, or a week', () => {
    expect(putNew(buildItem(), '2027-05-20', rule('month'))).toEqual({ start: { month: 5 }, end: { month: 5 } });
    expect(putNew(buildItem(), '2027-05-20', rule('month', null))).toEqual(dates('2027-05-20', '2027-05-26'));
    expect(putNew(buildItem({ kind: 'milestone' }), '2027-05-20', rule('week')).end).toEqual({ date: '2027-05-20' });
  });
});

describe('one press of an arrow', () => {
  test('is a working day, or a week', () => {
    expect(stepped(dated, span, 'end', 1, false, rule('week'))).toBe('2027-05-10');
    expect(stepped(dated, span, 'whole', -1, false, rule('month'))).toBe('2027-04-30');
    expect(stepped(dated, span, 'whole', 1, true, rule('week'))).toBe('2027-05-10');
  });
  test('is a month where months are kept or wanted', () => {
    expect(stepped(dated, span, 'whole', 1, true, rule('month'))).toBe('2027-06-03');
    const next = stepped(byMonth, monthSpan, 'end', 1, false, rule('month'));
    expect(put(byMonth, monthSpan, 'end', next, rule('month')).end).toEqual({ month: 7 });
    const before = stepped(byMonth, monthSpan, 'whole', -1, false, rule('month'));
    expect(put(byMonth, monthSpan, 'whole', before, rule('month'))).toEqual({ start: { month: 4 }, end: { month: 5 } });
  });
});

test('days that dates mean, and dates that say the same', () => {
  expect(spanOf({ start: { month: 1 }, end: { month: 2 } }, { kind: 'task' }, '2027-01-01')).toEqual({
    start: '2027-01-01',
    end: '2027-02-28',
  });
  expect(spanOf({ start: { month: 1 }, end: { month: 2 } }, { kind: 'task' }, null)).toBeNull();
  expect(sameDates(dates('2027-01-01', '2027-01-02'), dates('2027-01-01', '2027-01-02'))).toBe(true);
});

describe('what waits for a bar that is held', () => {
  const facts = buildFacts({ startDate: '2027-01-01' });
  const planOf = (items: Item[], links: Link[]) => new Plan({ items, links, limits: new Map() }, facts);
  const task = (id: string, start: string, end: string, more: Partial<Item> = {}) =>
    buildItem({ id, start: { date: start }, end: { date: end }, ...more });
  const link = (from: string, to: string): Link => ({ id: `${from}-${to}`, from, to, type: 'FS', lag: 0 });
  const longer = put(dated, span, 'end', days.shift(span.end, 5), rule('week'));

  test('follows by as many working days, and what is by hand stays and is late', () => {
    const a = task('a', span.start, span.end);
    const b = task('b', '2027-05-10', '2027-05-11');
    const auto = follow(planOf([a, b], [link('a', 'b')]), 'a', longer);
    expect(auto.get('b')).toMatchObject({ start: '2027-05-17', end: '2027-05-18', late: null });
    const manual = follow(planOf([a, { ...b, scheduling: 'manual' }], [link('a', 'b')]), 'a', longer);
    expect(manual.get('b')).toMatchObject({ start: '2027-05-10', end: '2027-05-11', late: '2027-05-17' });
  });

  test('still waits for others that stay', () => {
    const plan = planOf(
      [task('a', span.start, span.end), task('b', '2027-05-10', '2027-05-11'), task('c', '2027-06-01', '2027-06-30')],
      [link('a', 'b'), link('c', 'b')],
    );
    const found = follow(plan, 'a', longer);
    expect(found.get('b')?.start).toBe('2027-07-01');
    expect(found.has('c')).toBe(false);
  });

  test('says the same as the whole plan would after the change', () => {
    const items = [task('a', span.start, span.end), task('b', '2027-05-10', '2027-05-11'), task('c', '2027-05-12', '2027-05-13')];
    const links = [link('a', 'b'), link('b', 'c')];
    const found = follow(planOf(items, links), 'a', longer);
    const after = planOf(
      items.map((item) => (item.id === 'a' ? { ...item, ...longer } : item)),
      links,
    );
    for (const id of ['a', 'b', 'c']) expect(found.get(id)).toEqual(after.scheduled(id));
  });
});
