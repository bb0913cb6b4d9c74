import { expect, test } from 'vitest';
import { MOST_IN_CELL } from '~/kit/tables/cell-text';
import { joined } from './report.server';

test('proofs of which a cell cannot hold all are told whole, and how many there are beside', () => {
  const more = (count: number) => `${count} more`;
  const proof = (length: number) => 'p'.repeat(length);
  expect(joined([proof(2_500), proof(3)], more)).toBe(`${proof(2_500)}; ppp`);
  expect(joined([proof(MOST_IN_CELL)], more)).toHaveLength(MOST_IN_CELL);
  const listed = joined(Array<string>(200).fill(proof(2_500)), more);
  expect(listed.length).toBeLessThanOrEqual(MOST_IN_CELL);
  expect(listed.split('; ')).toEqual([...Array<string>(13).fill(proof(2_500)), '187 more']);
});
