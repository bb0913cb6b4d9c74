import { expect, test } from 'vitest';
import { direction } from '~/kit/direction';
import { workingLanguages } from './partnerships';

test.each(workingLanguages)('a text in %s runs as its script does', (language) => {
  const { script } = new Intl.Locale(language).maximize();
  expect(direction(language)).toBe(script === 'Arab' || script === 'Hebr' ? 'rtl' : 'ltr');
});
