import { expect, test } from 'vitest';
import { isSameWhen, readProgress, readTitle } from './cells';

test('progress is a whole percentage; nothing is none', () => {
  expect(readProgress(' 50 % ')).toEqual({ ok: true, value: 50 });
  expect(readProgress('%50')).toEqual({ ok: true, value: 50 });
  expect(readProgress('')).toEqual({ ok: true, value: 0 });
  for (const wrong of ['101', '-1', '5.5', 'half', '1000']) {
    expect(readProgress(wrong), wrong).toEqual({ ok: false, problem: { reason: 'not-a-percentage' } });
  }
});

test('a title is one line', () => {
  expect(readTitle('  Ask\n newcomers ')).toBe('Ask newcomers');
  expect(readTitle('x'.repeat(600))).toHaveLength(500);
});

test('a month and the day that it ends on are not the same', () => {
  expect(isSameWhen({ month: 2 }, { month: 2 })).toBe(true);
  expect(isSameWhen({ month: 2 }, { date: '2027-02-28' })).toBe(false);
  expect(isSameWhen(null, { month: 2 })).toBe(false);
});
