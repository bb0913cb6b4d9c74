import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { catalogues } from '../../tests/texts/catalogues';
import { languages } from './languages';
import { argumentsOf, formatMessage, parseMessage, type Values } from './message';

const say = (message: string, values: Values = {}, language = 'en') => formatMessage(parseMessage(message), values, language);
const library = (message: string, values: Values, language = 'en') =>
  String(new IntlMessageFormat(message, language, undefined, { ignoreTag: true }).format(values));

const written: [string, Values][] = [
  ['Plain words', {}],
  ["It's {name}, isn't it", { name: 'Anna' }],
  ["It''s {name}", { name: 'Anna' }],
  ["The code '{name}' is kept", { name: 'Anna' }],
  ["'{'{name}'}'", { name: 'Anna' }],
  ['{ name } {count, number}', { name: 'Anna', count: 12345.6 }],
  ['{count, plural, =0 {none} one {# document of {name}} other {# documents of {name}}}!', { count: 0, name: 'Anna' }],
  ['{count, plural, =0 {none} one {# document of {name}} other {# documents of {name}}}!', { count: 1, name: 'Anna' }],
  ['{count, plural, =0 {none} one {# document of {name}} other {# documents of {name}}}!', { count: 12345, name: 'Anna' }],
  ["{count, plural, one {'#' is #} other {'#' are #}}", { count: 5 }],
  ['{place, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}', { place: 22 }],
  ['{who, select, you {You} other {{name}}} wrote', { who: 'you', name: 'Anna' }],
  ['{who, select, you {You} other {{name}}} wrote', { who: 'they', name: 'Anna' }],
  ['{who, select, you {{count, plural, one {one} other {#}}} other {# {name}}}', { who: 'they', name: 'Anna', count: 3 }],
];

test.each(written)('says what the ICU library says: %s %o', (message, values) => {
  expect(say(message, values)).toBe(library(message, values));
});

describe.each(languages)('in %s', (language) => {
  test('every text of every catalogue comes out as the ICU library would say it', () => {
    let compared = 0;
    for (const { texts } of catalogues()) {
      for (const text of Object.values(texts[language])) {
        const named = argumentsOf(parseMessage(text));
        for (const count of [0, 1, 2, 3, 5, 12, 21, 22, 100, 1000, 12345]) {
          const values = Object.fromEntries(
            named.map((name) => name.split(' (')).map(([name = '', kind]) => [name, kind ? count : `<${name}>`]),
          );
          expect(say(text, values, language)).toBe(library(text, values, language));
          compared += 1;
        }
      }
    }
    expect(compared).toBeGreaterThan(500);
  });
});

test.each([
  ['{name', 'kind of a value is missing'],
  ['name}', 'closes nothing'],
  ['{count, plural, one {a}}', 'no case "other"'],
  ['{day, date, short}', '"date" is not known'],
  ['{count, plural, one {a} other {b}', 'label of a case is missing'],
])('a message that cannot be read names its fault: %s', (message, fault) => {
  expect(() => parseMessage(message)).toThrow(fault);
  expect(() => parseMessage(message)).toThrow(message);
});

test('a value that is not given is an error that names it', () => {
  expect(() => say('Hello {name}', { nam: 'x' })).toThrow('"name"');
});
