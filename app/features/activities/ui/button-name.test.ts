import { expect, test } from 'vitest';
import { buttonName } from './button-name';

test('a button in a list is called by the words that are seen, then by its line', () => {
  expect(buttonName('Remove', '12 May 2027', '', 'Town')).toBe('Remove: 12 May 2027, Town');
});
