import { expect, test } from 'vitest';
import { parseWhen } from './when';

test.each([
  ['M8', { month: 8 }],
  ['m 08', { month: 8 }],
  // The key M of a Greek keyboard.
  ['Μ12', { month: 12 }],
  ['31/5/2027', { date: '2027-05-31' }],
  ['31 Μαΐου 2027', { date: '2027-05-31' }],
  ['  ', null],
])('%j is read', (typed, when) => {
  expect(parseWhen(typed)).toEqual({ ok: true, when });
});

test.each([
  ['M0', 'no-such-project-month'],
  ['M241', 'no-such-project-month'],
  ['31/4/2027', 'days-in-month'],
  ['soon', 'not-a-date'],
])('%j is refused with its reason', (typed, reason) => {
  expect(parseWhen(typed)).toMatchObject({ ok: false, problem: { reason } });
});
