import { expect, test } from 'vitest';
import { safeNext } from './accounts';
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

test('a device is named by browser and system', () => {
  const edge = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0';
  expect(deviceName(edge)).toBe('Edge, Windows');
  const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Version/17.0 Safari/604.1';
  expect(deviceName(phone)).toBe('Safari, iPhone');
  expect(deviceName('curl/8.0')).toBe('');
  expect(deviceName(null)).toBe('');
});
