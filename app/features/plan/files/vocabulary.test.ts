import { expect, test } from 'vitest';
import { languages } from '~/i18n/languages';
import { vocabulary } from './testing-plans';
import { type Choice, choices } from './vocabulary';

test('a value is read as what it was written, whoever wrote it in whatever language', () => {
  const reading = vocabulary();
  for (const language of languages) {
    const words = vocabulary(language);
    for (const [choice, values] of Object.entries(choices) as [Choice, readonly string[]][]) {
      expect(values.map((value) => [language, reading.valueOf(choice, words.value(choice, value))])).toEqual(
        values.map((value) => [language, value]),
      );
    }
  }
});

test('short forms, keys, capitals and accents do not matter; other words are none', () => {
  const words = vocabulary();
  expect(['WP', 'wp', 'workPackage', 'ARBEITSPAKET', 'πακετο εργασιας'].map((text) => words.valueOf('kind', text))).toEqual(
    Array(5).fill('workPackage'),
  );
  expect(['x', 'TRUE', '1', 'sí', 'SI', 'ναι'].map((text) => words.valueOf('yesNo', text))).toEqual(Array(6).fill('yes'));
  expect(words.valueOf('status', 'nearly')).toBeNull();
  expect(words.columnOf('Title *', ['title', 'kind'])).toBe('title');
  expect(words.columnOf('', ['title'])).toBeNull();
});
