import { expect, test } from 'vitest';
import { clockAt, clocksOf } from './place-clock';

const untouched = { chosen: 'Europe/Berlin', given: 'Europe/Berlin', usual: 'Europe/Berlin' };

test('the clock of a new activity is that of its place', () => {
  expect(['CY', 'DE', 'GR', 'IT', 'PL', 'ES'].map((country) => clockAt({ ...untouched, country }))).toEqual([
    'Asia/Nicosia',
    'Europe/Berlin',
    'Europe/Athens',
    'Europe/Rome',
    'Europe/Warsaw',
    'Europe/Madrid',
  ]);
});

test('without a place, or in a country whose clock is not known, it is that of who plans', () => {
  const inNicosia = { ...untouched, chosen: 'Asia/Nicosia', given: 'Asia/Nicosia' };
  for (const country of ['', 'XK']) expect(clockAt({ ...inNicosia, country })).toBe('Europe/Berlin');
  expect(clockAt({ ...inNicosia, country: 'GR' })).toBe('Europe/Athens');
});

test('one that somebody chose by hand stays', () => {
  expect(clockAt({ ...untouched, chosen: 'Atlantic/Canary', country: 'ES' })).toBeNull();
});

test('the form offers the clocks of all its places', () => {
  expect(clocksOf([{ country: 'BG' }, { country: '' }, { country: 'CY' }])).toEqual(['Europe/Sofia', 'Asia/Nicosia']);
});
