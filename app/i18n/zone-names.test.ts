import { expect, test } from 'vitest';
import { zones } from '~/kit/zones';
import { languages } from './languages';
import { zoneName } from './zone-names';

test('every zone that menus offer first has a name in every language', () => {
  for (const zone of zones.filter((zone) => zone !== 'UTC'))
    for (const language of languages) expect(zoneName(zone, language), `${zone} ${language}`).not.toMatch(/[/()]/);
  expect(zoneName('Europe/Athens', 'el')).toBe('Αθήνα');
  expect(zoneName('Asia/Nicosia', 'tr')).toBe('Lefkoşa');
});

test('any other zone keeps its own name', () => {
  expect(zoneName('America/Argentina/Buenos_Aires', 'de')).toBe('Argentina, Buenos Aires (America)');
  expect(zoneName('UTC', 'pl')).toBe('UTC');
});
