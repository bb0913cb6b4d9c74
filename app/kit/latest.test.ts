import { expect, test } from 'vitest';
import { Latest } from './latest';

test('so many are kept, and the one that nobody has asked for longest gives way', () => {
  const kept = new Latest<number>(2);
  kept.set('a', 1);
  kept.set('b', 2);
  expect(kept.get('a')).toBe(1);
  kept.set('c', 3);
  expect([kept.get('a'), kept.get('b'), kept.get('c')]).toEqual([1, undefined, 3]);
});

test('what is said anew takes the place of what was said', () => {
  const kept = new Latest<number>(2);
  kept.set('a', 1);
  kept.set('b', 2);
  kept.set('a', 3);
  expect([kept.get('a'), kept.get('b')]).toEqual([3, 2]);
});
