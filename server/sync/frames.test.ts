import { expect, test } from 'vitest';
import { fuzzFrames } from '../../tests/live/frame-fuzz';
import { seeded } from '../../tests/live/fuzz';

test('W4: 20,000 hostile inputs to all readers of the wire: none throws anything but MalformedFrame, takes long or grows', () => {
  const { cases, malformed, taken, applied } = fuzzFrames(20_000, seeded(7));
  expect(cases).toBe(20_000);
  // Of all kinds, or it would show nothing.
  expect(malformed).toBeGreaterThan(5_000);
  expect(taken).toBeGreaterThan(1_000);
  expect(applied).toBeGreaterThan(300);
});
