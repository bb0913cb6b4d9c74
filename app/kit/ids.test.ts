import { expect, test } from 'vitest';
import { newId } from './ids';

test('ids sort by the time they were made and never repeat', () => {
  const early = newId(1_700_000_000_000);
  const late = newId(1_700_000_000_001);
  expect(early < late).toBe(true);
  expect(early).toMatch(/^[0-9a-z]{26}$/);
  expect(new Set(Array.from({ length: 10_000 }, () => newId(1))).size).toBe(10_000);
});
