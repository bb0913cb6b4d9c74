import { expect, test } from 'vitest';
import { addDays } from '~/kit/dates';
import { MONDAY_TO_FRIDAY, WorkDays } from './work-days';

const days = new WorkDays({ ...MONDAY_TO_FRIDAY, holidays: new Set(['2026-12-25', '2026-12-26', '2026-12-24', '2027-01-01']) });

test('working days are counted over weekends and holidays; a holiday on a weekend takes none away', () => {
  // Monday to Sunday; Thursday and Friday are off, Saturday is a holiday, too.
  expect(days.count('2026-12-21', '2026-12-27')).toBe(3);
  expect(days.count('2026-12-24', '2026-12-25')).toBe(0);
  expect(days.count('2026-12-28', '2027-01-04')).toBe(5);
  expect(days.count('2026-12-02', '2026-12-01')).toBe(0);
  // Before 1970, where numbers of days are below 0: a Thursday.
  expect(days.count('1969-12-31', '1970-01-04')).toBe(3);
});

test('any span counts as many as one finds by looking at each day', () => {
  const calendar = new WorkDays({
    workdays: [true, false, true, true, false, true, false],
    holidays: new Set(['2026-06-01', '2026-06-03', '2026-06-04']),
  });
  for (let from = 0; from < 15; from++) {
    for (let length = 0; length < 30; length++) {
      const first = addDays('2026-05-25', from);
      const each = Array.from({ length }, (_, index) => addDays(first, index)).filter((day) => calendar.count(day, day) === 1);
      expect(calendar.count(first, addDays(first, length - 1))).toBe(each.length);
    }
  }
});

test('so many working days later and earlier', () => {
  expect(days.shift('2026-12-23', 1)).toBe('2026-12-28');
  expect(days.shift('2026-12-26', 0)).toBe('2026-12-28');
  expect(days.shift('2026-12-28', -1)).toBe('2026-12-23');
});
