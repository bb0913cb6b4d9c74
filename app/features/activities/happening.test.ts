import { expect, test } from 'vitest';
import type { ActivityState } from './activities';
import { happeningOf, windowsOf } from './happening';

const ZONE = 'Asia/Nicosia';
/** Wednesday, 10:00 in Nicosia. */
const NOW = new Date('2027-05-12T07:00:00Z');
const windows = windowsOf(NOW, ZONE);
const one = (name: string, from: string, to: string, state: ActivityState = 'planned') => ({
  name,
  startsAt: new Date(from),
  endsAt: new Date(to),
  state,
});
const named = (...activities: ReturnType<typeof one>[]) => {
  const { lists } = happeningOf(activities, NOW, windows);
  return Object.fromEntries(Object.entries(lists).map(([list, found]) => [list, (found as typeof activities).map(({ name }) => name)]));
};

test('days are those of the clock that is asked', () => {
  expect(windows.tomorrow.toISOString()).toBe('2027-05-12T21:00:00.000Z');
  expect(windows.to.toISOString()).toBe('2027-05-18T21:00:00.000Z');
});

test('each activity stands in one list', () => {
  expect(
    named(
      one('runs', '2027-05-12T06:00:00Z', '2027-05-12T08:00:00Z', 'confirmed'),
      one('at ten sharp', '2027-05-12T07:00:00Z', '2027-05-12T08:00:00Z'),
      one('this evening', '2027-05-12T16:00:00Z', '2027-05-12T18:00:00Z'),
      one('on Friday', '2027-05-14T07:00:00Z', '2027-05-14T08:00:00Z'),
      one('next week', '2027-05-19T07:00:00Z', '2027-05-19T08:00:00Z'),
      one('over', '2027-05-11T07:00:00Z', '2027-05-11T08:00:00Z'),
      one('held this morning', '2027-05-12T05:00:00Z', '2027-05-12T09:00:00Z', 'held'),
      one('long ago', '2027-04-11T07:00:00Z', '2027-04-11T08:00:00Z', 'held'),
      one('cancelled', '2027-05-12T06:00:00Z', '2027-05-12T08:00:00Z', 'cancelled'),
    ),
  ).toEqual({
    now: ['runs', 'at ten sharp'],
    today: ['this evening'],
    week: ['on Friday'],
    held: ['held this morning', 'over'],
  });
});
