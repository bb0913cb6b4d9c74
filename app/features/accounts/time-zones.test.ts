import { expect, test } from 'vitest';
import { isZone } from '~/kit/zones';
import { otherZones, partnerZones, zoneOf } from './time-zones';

test('a country is guessed to keep the clock of its capital', () => {
  expect(['CY', 'DE', 'GR', 'IT', 'PL', 'ES', 'TR', 'BE', 'XK'].map(zoneOf)).toEqual([
    'Asia/Nicosia',
    'Europe/Berlin',
    'Europe/Athens',
    'Europe/Rome',
    'Europe/Warsaw',
    'Europe/Madrid',
    'Europe/Istanbul',
    'Europe/Brussels',
    'Europe/Brussels',
  ]);
  for (const zone of partnerZones) expect(isZone(zone), zone).toBe(true);
  expect(otherZones().filter((zone) => partnerZones.includes(zone))).toEqual([]);
});
