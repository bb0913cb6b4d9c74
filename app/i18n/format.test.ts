import { describe, expect, test } from 'vitest';
import { formats } from './format';

describe('near', () => {
  const { near } = formats('en', 'Europe/Athens');
  // Athens is two hours ahead of UTC in winter.
  const at = (text: string) => new Date(`${text}+02:00`);

  test('counts days by the calendar of the reader, not by 24 hours', () => {
    expect(near(at('2027-01-17T20:00'), at('2027-01-19T01:00'))).toBe('2 days ago');
    expect(near(at('2027-01-17T20:00'), at('2027-01-18T23:00'))).toBe('yesterday');
    expect(near(at('2027-01-20T23:30'), at('2027-01-17T00:30'))).toBe('in 3 days');
    expect(formats('en', 'Asia/Tokyo').near(at('2027-01-17T16:00'), at('2027-01-19T01:00'))).toBe('2 days ago');
  });

  test('says minutes and hours while they are few, and the date once a week has passed', () => {
    expect(near(at('2027-01-17T20:00'), at('2027-01-17T20:05'))).toBe('5 minutes ago');
    expect(near(at('2027-01-17T20:00'), at('2027-01-18T01:00'))).toBe('5 hours ago');
    expect(near(at('2027-01-11T23:00'), at('2027-01-18T00:30'))).toBe('11 Jan 2027');
    expect(near(at('2027-01-12T00:10'), at('2027-01-18T23:50'))).toBe('6 days ago');
  });
});

test('what rounding left over is money of the reader, to the thousandth', () => {
  expect(formats('en', 'UTC').moneyExactly(50n)).toBe('€0.005');
  expect(formats('de', 'UTC').moneyExactly(50n)).toBe('0,005\u00a0€');
  expect(formats('it', 'UTC').moneyExactly(-75n)).toBe('-0,0075\u00a0€');
});

test('an hour is one of 24 in every language', () => {
  const at = new Date('2021-02-16T16:00:00Z');
  for (const language of ['en', 'de', 'el', 'it', 'pl', 'es', 'tr'])
    expect(formats(language, 'Asia/Nicosia').dateTime(at), language).toContain('18:00');
  expect(formats('el', 'Asia/Nicosia').dateTime(new Date('2021-02-15T22:05:00Z'))).toContain('00:05');
});
