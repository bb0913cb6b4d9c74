import { expect, test } from 'vitest';
import { direction } from './direction';

test.each(['ar', 'ar-EG', 'ckb', 'fa', 'he', 'ku-Arab', 'ps', 'ur'])('%s is written from the right', (language) => {
  expect(direction(language)).toBe('rtl');
});

test.each(['en', 'el', 'ku', 'fr', 'pl', 'art', 'hy', 'sq', 'fi'])('%s is written from the left', (language) => {
  expect(direction(language)).toBe('ltr');
});
