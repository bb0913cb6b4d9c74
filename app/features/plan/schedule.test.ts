import { describe, expect, test } from 'vitest';
import type { Item, Link, LinkType } from './plan';
import { circleOf, dayOf, schedule } from './schedule';
import { buildItem } from './testing';
import { MONDAY_TO_FRIDAY, WorkDays } from './work-days';

const days = new WorkDays({ ...MONDAY_TO_FRIDAY, holidays: new Set(['2027-05-03']) });

function item(id: string, start: string | null, end: string, more: Partial<Item> = {}): Item {
  return buildItem({ id, start: start === null ? null : { date: start }, end: { date: end }, ...more });
}

const link = (id: string, from: string, to: string, type: LinkType = 'FS', lag = 0): Link => ({ id, from, to, type, lag });
const spans = (items: Item[], links: Link[]) =>
  Object.fromEntries([...schedule(items, links, null, days).items].map(([id, { start, end }]) => [id, `${start}..${end}`]));

describe('project months', () => {
  test('M1 begins with the project, and a month ends with the day before the next', () => {
    expect(dayOf({ month: 10 }, 'end', '2020-10-01')).toBe('2021-07-31');
    expect(dayOf({ month: 1 }, 'start', '2027-04-15')).toBe('2027-04-15');
    expect(dayOf({ month: 1 }, 'end', '2027-04-15')).toBe('2027-05-14');
    expect(dayOf({ month: 3 }, 'end', null)).toBeNull();
    expect(dayOf({ date: '2027-01-02' }, 'start', null)).toBe('2027-01-02');
  });
});

describe('working days', () => {
  test('weekends and holidays do not count', () => {
    // 30 April 2027 is a Friday; Monday is a holiday.
    expect(days.shift('2027-04-30', 1)).toBe('2027-05-04');
    expect(days.shift('2027-05-04', -1)).toBe('2027-04-30');
    expect(days.shift('2027-05-01', 0)).toBe('2027-05-04');
    expect(days.count('2027-04-30', '2027-05-05')).toBe(3);
    expect(days.count('2027-05-05', '2027-04-30')).toBe(0);
  });

  test('a calendar without any working day stops nobody', () => {
    const none = new WorkDays({ workdays: [], holidays: new Set() });
    expect(none.shift('2027-05-03', 5)).toBe('2027-05-08');
    expect(none.count('2027-05-03', '2027-05-08')).toBe(0);
  });
});

describe('what waits for what', () => {
  test('is moved, and keeps its length in working days', () => {
    // A week; the next one two days long.
    const items = [item('a', '2027-04-26', '2027-04-30'), item('b', '2027-04-28', '2027-04-29')];
    expect(spans(items, [link('l', 'a', 'b')]).b).toBe('2027-05-04..2027-05-05');
    expect(spans(items, [link('l', 'a', 'b', 'FS', 2)]).b).toBe('2027-05-06..2027-05-07');
    expect(spans(items, [link('l', 'a', 'b', 'FS', -2)]).b).toBe('2027-04-29..2027-04-30');
    expect(spans(items, [link('l', 'a', 'b', 'SS', 3)]).b).toBe('2027-04-29..2027-04-30');
    expect(spans(items, [link('l', 'a', 'b', 'FF')]).b).toBe('2027-04-29..2027-04-30');
    // It may end as early as the day before the other begins, and stays where it is.
    expect(spans(items, [link('l', 'a', 'b', 'SF')]).b).toBe('2027-04-28..2027-04-29');
    expect(spans(items, [link('l', 'a', 'b', 'SF', 6)]).b).toBe('2027-04-30..2027-05-04');
  });

  test('an end on a day off, as many months have, is the end of the working day before it', () => {
    // 1 May 2027 is a Saturday.
    const items = [item('a', '2027-04-01', '2027-05-01'), item('b', '2027-05-02', '2027-05-31'), item('c', null, '2027-05-01')];
    expect(spans(items, [link('l', 'a', 'b')]).b).toBe('2027-05-04..2027-05-31');
    expect(spans(items, [link('l', 'a', 'b', 'FS', 1)]).b).toBe('2027-05-05..2027-06-01');
    expect(spans(items, [link('l', 'a', 'c', 'FF')]).c).toBe('2027-05-01..2027-05-01');
    expect(spans(items, [link('l', 'a', 'c', 'FF', 1)]).c).toBe('2027-05-04..2027-05-04');
  });

  test('is never moved to an earlier day than it was put on', () => {
    const items = [item('a', '2027-04-26', '2027-04-26'), item('b', '2027-06-01', '2027-06-02')];
    expect(spans(items, [link('l', 'a', 'b')]).b).toBe('2027-06-01..2027-06-02');
  });

  test('moves what waits for it in turn; by hand it stays, and says where it should be', () => {
    const items = [item('a', '2027-04-26', '2027-04-30'), item('b', '2027-04-26', '2027-04-26'), item('c', '2027-04-26', '2027-04-26')];
    const links = [link('1', 'a', 'b'), link('2', 'b', 'c')];
    expect(spans(items, links).c).toBe('2027-05-05..2027-05-05');
    const byHand = items.map((one) => (one.id === 'b' ? { ...one, scheduling: 'manual' as const } : one));
    const { items: found } = schedule(byHand, links, null, days);
    expect(found.get('b')).toMatchObject({ start: '2027-04-26', end: '2027-04-26', late: '2027-05-04' });
    expect(found.get('c')).toMatchObject({ start: '2027-04-27', late: null });
  });

  test('deliverables and milestones are one day, items without days are in no schedule', () => {
    const items = [item('d', '2027-04-01', '2027-04-26', { kind: 'deliverable' }), item('r', null, '2027-04-26', { kind: 'risk' })];
    const open = { ...item('t', null, '2027-04-26'), end: null };
    expect(spans([...items, open], [link('l', 't', 'd')])).toEqual({ d: '2027-04-26..2027-04-26' });
  });
});

describe('circles', () => {
  const items = ['a', 'b', 'c'].map((id) => item(id, '2027-04-26', '2027-04-26'));

  test('a link that would close one is seen before it is drawn, with all that is in it', () => {
    const links = [link('1', 'a', 'b'), link('2', 'b', 'c'), link('3', 'b', 'd')];
    expect(circleOf(links, { from: 'c', to: 'a' })).toEqual(['c', 'a', 'b', 'c']);
    expect(circleOf(links, { from: 'a', to: 'a' })).toEqual(['a', 'a']);
    expect(circleOf(links, { from: 'a', to: 'c' })).toBeNull();
    expect(circleOf(links, { from: 'd', to: 'c' })).toBeNull();
  });

  test('where a merge has made one, the newest link does not count', () => {
    const links = [link('3', 'c', 'a'), link('1', 'a', 'b'), link('2', 'b', 'c')];
    const { inactive, items: found } = schedule(items, links, null, days);
    expect([...inactive]).toEqual(['3']);
    expect(found.get('c')?.start).toBe('2027-04-28');
  });
});

describe('the critical path', () => {
  test('is the chain that the end hangs on; the others tell by how much they may slip', () => {
    const items = [
      item('a', '2027-04-26', '2027-04-30'),
      item('b', '2027-05-04', '2027-05-07'),
      item('short', '2027-04-26', '2027-04-27'),
      item('alone', '2027-05-07', '2027-05-07'),
    ];
    const { items: found } = schedule(items, [link('1', 'a', 'b'), link('2', 'short', 'b')], null, days);
    const told = Object.fromEntries([...found].map(([id, { slack, critical }]) => [id, [slack, critical]]));
    expect(told).toEqual({ a: [0, true], b: [0, true], short: [3, false], alone: [0, false] });
  });
});

test('two thousand items with three thousand links take no longer than a blink', () => {
  const items = Array.from({ length: 2_000 }, (_, i) => item(String(i).padStart(4, '0'), '2027-04-26', '2027-04-30'));
  const links = Array.from({ length: 3_000 }, (_, i) =>
    link(`${i}`, String(i % 1_900).padStart(4, '0'), String((i % 1_900) + 1 + (i % 97)).padStart(4, '0')),
  );
  const { items: found, inactive } = schedule(items, links, null, days);
  expect([found.size, inactive.size]).toEqual([2_000, 0]);
});
