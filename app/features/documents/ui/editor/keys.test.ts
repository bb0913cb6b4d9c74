import { expect, test } from 'vitest';
import { askedBy, letterOf } from './keys';

const press = (key: string, code: string, held: string) => ({
  key,
  code,
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  altKey: held.includes('alt'),
  shiftKey: held.includes('shift'),
});

test.each([
  ['Latin', 'f', 'KeyF', 'find'],
  ['Latin, capitals locked', 'H', 'KeyH', 'find'],
  ['Greek', 'φ', 'KeyF', 'find'],
  ['Greek', 'η', 'KeyH', 'find'],
  ['Greek', 'κ', 'KeyK', 'link'],
  ['Dvorak, where F is elsewhere', 'f', 'KeyY', 'find'],
  ['Dvorak, where another letter is in the place of F', 'u', 'KeyF', null],
  ['any, another letter', 'j', 'KeyJ', null],
])('a %s keyboard: %s', (_, key, code, asked) => {
  expect(askedBy(press(key, code, 'ctrl'), false)).toBe(asked);
  expect(askedBy(press(key, code, ''), false)).toBeNull();
  expect(askedBy(press(key, code, 'ctrl shift'), false)).toBeNull();
});

test('AltGr writes letters on many keyboards: it asks for nothing', () => {
  expect(askedBy(press('ф', 'KeyF', 'ctrl alt'), false)).toBeNull();
});

test('a Mac keeps Command+H for itself and Control for the caret', () => {
  expect(askedBy(press('f', 'KeyF', 'meta'), true)).toBe('find');
  expect(askedBy(press('ƒ', 'KeyF', 'meta alt'), true)).toBe('find');
  expect(askedBy(press('κ', 'KeyK', 'meta'), true)).toBe('link');
  expect(askedBy(press('h', 'KeyH', 'meta'), true)).toBeNull();
  expect(askedBy(press('h', 'KeyH', 'ctrl'), true)).toBeNull();
  expect(askedBy(press('f', 'KeyF', 'ctrl'), true)).toBeNull();
});

test('a key without a letter has none', () => {
  expect(letterOf({ key: 'Enter', code: 'Enter' })).toBe('');
});
