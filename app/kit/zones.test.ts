import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { formats } from '~/i18n/format';
import { instantOf, isZone, parseTime, wallClock, zones } from './zones';

describe('instantOf', () => {
  test('17:00 in Brussels is 18:00 in Nicosia and Athens', () => {
    const at = instantOf('2021-02-16', '17:00', 'Europe/Brussels');
    expect(at?.toISOString()).toBe('2021-02-16T16:00:00.000Z');
    expect(wallClock(at as Date, 'Asia/Nicosia')).toEqual({ date: '2021-02-16', time: '18:00' });
    expect(wallClock(at as Date, 'Europe/Athens').time).toBe('18:00');
    expect(formats('en', 'Asia/Nicosia').dateTime(at as Date)).toContain('18:00');
  });

  test('an hour that the clocks skip does not exist; of one that they show twice the first counts', () => {
    expect(instantOf('2027-03-28', '02:30', 'Europe/Brussels')).toBeNull();
    expect(instantOf('2027-10-31', '02:30', 'Europe/Brussels')?.toISOString()).toBe('2027-10-31T00:30:00.000Z');
  });

  test('agrees with Temporal in every zone that we offer', () => {
    const minutes = fc.integer({ min: Date.UTC(2000, 0, 1) / 60_000, max: Date.UTC(2049, 0, 1) / 60_000 });
    fc.assert(
      fc.property(minutes, fc.constantFrom(...zones, 'Europe/Nicosia', 'Atlantic/Azores'), (minute, zone) => {
        const wall = new Date(minute * 60_000).toISOString();
        const plain = Temporal.PlainDateTime.from(wall.slice(0, 16));
        const ours = instantOf(wall.slice(0, 10), wall.slice(11, 16), zone);
        const earlier = plain.toZonedDateTime(zone, { disambiguation: 'earlier' });
        if (earlier.toPlainDateTime().equals(plain)) {
          expect(ours?.getTime()).toBe(earlier.epochMilliseconds);
          expect(wallClock(ours as Date, zone)).toEqual({ date: wall.slice(0, 10), time: wall.slice(11, 16) });
        } else expect(ours).toBeNull();
      }),
      { numRuns: 1500 },
    );
  });
});

test('hours as people type them', () => {
  expect(['17:00', '17.30', '9', '17h', '5 pm', '12 am', '12 pm', '5 μ.μ.', '23:59', '9 Uhr'].map(parseTime)).toEqual([
    '17:00',
    '17:30',
    '09:00',
    '17:00',
    '17:00',
    '00:00',
    '12:00',
    '17:00',
    '23:59',
    '09:00',
  ]);
  for (const text of ['', '24:00', '17:60', 'noon', '13 pm', '5:3']) expect(parseTime(text), text).toBeNull();
});

test('hours with the words that seven languages put around them', () => {
  const texts =
    'at 17:00|um 17 Uhr|17.00 Uhr|ώρα 17:00|στις 17:00|ore 17:00|alle 17|godz. 17:00|o godz. 17|a las 17:00|17:00 h|saat 17:00|SAAT 17.00';
  for (const text of texts.split('|')) expect(parseTime(text), text).toBe('17:00');
  for (const text of ['5 p. m.', '5:00 PM', 'ÖS 5:00', '5:00 μ.μ.', '5μμ']) expect(parseTime(text), text).toBe('17:00');
  for (const text of ['ÖÖ 5:00', '5 a. m.', '5 π.μ.']) expect(parseTime(text), text).toBe('05:00');
  for (const text of ['saat', 'godz. kwadrans', 'um 25 Uhr', 'am 5', '5 mm pm']) expect(parseTime(text), text).toBeNull();
});

test('reads every hour that the seven languages write', () => {
  const languages = fc.constantFrom('en-GB', 'en-US', 'de', 'el', 'it', 'pl', 'es', 'tr');
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1439 }),
      languages,
      fc.constantFrom('h23' as const, 'h12' as const),
      (minutes, language, hourCycle) => {
        const at = new Date(minutes * 60_000);
        const written = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit', hourCycle, timeZone: 'UTC' }).format(at);
        expect(parseTime(written), `${written} (${language})`).toBe(at.toISOString().slice(11, 16));
      },
    ),
    { numRuns: 1000 },
  );
});

test('zones are checked against what the runtime knows', () => {
  for (const zone of zones) expect(isZone(zone), zone).toBe(true);
  for (const wrong of ['Europe/Atlantis', '', 'Brussels time', '../etc']) expect(isZone(wrong), wrong).toBe(false);
});
