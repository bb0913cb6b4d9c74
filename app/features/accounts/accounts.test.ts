import { describe, expect, test } from 'vitest';
import { AccountLimits, foldEmail, isEmail, safeNext } from './accounts';
import { deviceName } from './device-name';

test('after signing in one goes to a path of this site and nowhere else', () => {
  expect(safeNext('/p/01h/documents?q=a#b')).toBe('/p/01h/documents?q=a#b');
  const elsewhere = [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n\\evil.example',
    '/.//evil.example',
    '/..//evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    'p/01h',
    '',
    null,
    `/${'a'.repeat(3000)}`,
  ];
  for (const text of elsewhere) expect(safeNext(text), String(text)).toBe('/');
});

describe('an address', () => {
  test.each([
    'eleni@patra.example',
    ' Eleni@Patra.Example ',
    'eleni@patra.example;',
    'eleni@patra.example,',
    'eleni@patra.example.',
    'eleni@patra.example ; ',
    '<eleni@patra.example>',
    '‹eleni@patra.example>',
    '‹eleni@patra.example›',
    '(eleni@patra.example).',
    '„eleni@patra.example“',
    "'eleni@patra.example'",
    'mailto:eleni@patra.example',
    'MAILTO: eleni@patra.example?subject=Patra',
    '<mailto:eleni@patra.example>',
    'Ελένη Παράδειγμα <eleni@patra.example>',
    '"Παράδειγμα, Ελένη" <eleni@patra.example>;',
    'eleni@patra.example<mailto:eleni@patra.example>',
  ])('is found in what was pasted: %s', (text) => {
    expect(foldEmail(text)).toBe('eleni@patra.example');
    expect(isEmail(foldEmail(text))).toBe(true);
  });

  test('may have an apostrophe before the @', () => expect(isEmail(foldEmail("Sean.O'Brien@cork.example"))).toBe(true));

  test.each([
    '',
    'eleni at patra',
    'eleni@patra',
    'eleni@patra..',
    'eleni@pa:tra.example',
    'eleni@patra.example, nikos@patra.example',
    'eleni@patra.example; Nikos <nikos@patra.example>',
    'Eleni <eleni@patra.example>, Nikos <nikos@patra.example>',
    `${'x'.repeat(AccountLimits.email)}@patra.example`,
  ])('is not in %s', (text) => expect(isEmail(foldEmail(text))).toBe(false));

  test('is looked for only in what is short enough to be looked through', () => {
    const began = performance.now();
    for (const letter of ['.', '<', '(', ' ']) foldEmail(`a${letter.repeat(200_000)}a`);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

test('a device is named by browser and system', () => {
  const edge = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0';
  expect(deviceName(edge)).toBe('Edge, Windows');
  const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Version/17.0 Safari/604.1';
  expect(deviceName(phone)).toBe('Safari, iPhone');
  expect(deviceName('curl/8.0')).toBe('');
  expect(deviceName(null)).toBe('');
});
