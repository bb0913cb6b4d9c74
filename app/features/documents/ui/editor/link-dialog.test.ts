import { expect, test } from 'vitest';
import { addressOf } from './link-dialog';

test.each([
  ['example.org', 'https://example.org/'],
  ['δήμος.gr', new URL('https://δήμος.gr').href],
  ['www.łódź.pl/plan?x=1', new URL('https://www.łódź.pl/plan?x=1').href],
  ['example.org:8080/a', 'https://example.org:8080/a'],
  ['anna@town.example', 'mailto:anna@town.example'],
  ['https://example.org/a b', 'https://example.org/a%20b'],
  ['tel:+35722000000', 'tel:+35722000000'],
  ['/p/1/documents', '/p/1/documents'],
  ['javascript:alert(1)', null],
  ['words', null],
  ['two words.', null],
  [' ', null],
])('"%s" is the address %s', (typed, address) => {
  expect(addressOf(typed)).toBe(address);
});
