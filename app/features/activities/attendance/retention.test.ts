import { expect, test } from 'vitest';
import { retentionOf } from './retention';

const asked = { projectEnd: '2027-03-31', activityEnd: '2026-05-12', restriction: '', today: '2026-05-13' } as const;

test('lists are kept for five years after the project, or after the activity where nobody knows when the project ends', () => {
  expect(retentionOf(asked)).toEqual({ latest: '2032-03-31', usual: '2032-03-31' });
  expect(retentionOf({ ...asked, projectEnd: null })?.latest).toBe('2031-05-12');
  expect(retentionOf({ ...asked, activityEnd: '2027-06-01' })?.latest).toBe('2032-06-01');
});

test('of a restricted activity it is proposed to keep them for half a year, and for a month at least', () => {
  const restricted = { ...asked, restriction: 'minors' } as const;
  expect(retentionOf(restricted)).toEqual({ latest: '2032-03-31', usual: '2026-11-12' });
  expect(retentionOf({ ...restricted, today: '2027-01-10' })?.usual).toBe('2027-02-09');
  expect(retentionOf({ ...restricted, today: '2032-03-20' })).toEqual({ latest: '2032-03-31', usual: '2032-03-31' });
});

test('when the time is over, none is kept any more', () => {
  expect(retentionOf({ ...asked, today: '2032-03-30' })).not.toBeNull();
  expect(retentionOf({ ...asked, today: '2032-03-31' })).toBeNull();
});
