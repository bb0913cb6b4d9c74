/** Every text is there in every language, is translated, and has the plural forms of its language. */
import { describe, expect, test } from 'vitest';
import { namespaces } from '../../app/i18n/catalogues';
import { languages } from '../../app/i18n/languages';
import { argumentsOf, type Part, parseMessage } from '../../app/i18n/message';
import { catalogues } from './catalogues';
import { sameWords } from './same-words';

const all = catalogues();
const others = languages.filter((language) => language !== 'en');

/** The plural forms that whole numbers need in a language; what fractions and millions need may be left to "other". */
function formsFor(language: string): string[] {
  const rules = new Intl.PluralRules(language);
  return [...new Set(['other', ...Array.from({ length: 201 }, (_, number) => rules.select(number))])].sort();
}

/** Names only: Turkish and others need no plural where English does. */
function valuesIn(text = ''): string[] {
  return argumentsOf(parseMessage(text)).map((name) => name.replace(/ \(.*/, ''));
}

function pluralsIn(parts: readonly Part[]): string[][] {
  return parts.flatMap((part) => {
    if (typeof part === 'string' || !('cases' in part)) return [];
    const own = part.kind === 'plural' ? [[...part.cases.keys()]] : [];
    return [...own, ...[...part.cases.values()].flatMap(pluralsIn)];
  });
}

test('every catalogue is known to app/i18n/catalogues.ts', () => {
  expect(all.map(({ namespace }) => namespace).sort()).toEqual([...namespaces].sort());
});

describe.each(all)('$namespace', ({ folder, texts }) => {
  const keys = Object.keys(texts.en);

  test('English texts can be read', () => {
    for (const text of Object.values(texts.en)) parseMessage(text);
  });

  describe.each(others)('%s', (language) => {
    const mine = texts[language];

    test('has exactly the texts that English has', () => {
      const missing = keys.filter((key) => !mine[key]);
      const extra = Object.keys(mine).filter((key) => !(key in texts.en));
      expect({ missing, extra }, `${folder}/${language}.json`).toEqual({ missing: [], extra: [] });
    });

    test('is translated', () => {
      const allowed = sameWords[language] ?? [];
      const same = keys.filter((key) => /\p{L}/u.test(texts.en[key]?.replace(/\{\w+\}/g, '') ?? '') && mine[key] === texts.en[key]);
      const untranslated = same.filter((key) => !allowed.includes(texts.en[key] ?? ''));
      expect(
        untranslated.map((key) => `${key}: ${texts.en[key]}`),
        `${folder}/${language}.json says the same as English; if that is right, add the words to tests/texts/same-words.ts`,
      ).toEqual([]);
    });

    test('names the same values as English', () => {
      const different = keys
        .filter((key) => mine[key])
        .map((key) => ({
          key,
          english: valuesIn(texts.en[key]),
          mine: valuesIn(mine[key]),
        }))
        .filter((pair) => pair.english.join() !== pair.mine.join());
      expect(different, `${folder}/${language}.json`).toEqual([]);
    });
  });

  test.each(languages)('%s has the plural forms of its language', (language) => {
    const valid = new Intl.PluralRules(language).resolvedOptions().pluralCategories as string[];
    const wrong = Object.entries(texts[language]).flatMap(([key, text]) =>
      pluralsIn(parseMessage(text)).flatMap((cases) => {
        const named = cases.filter((label) => !label.startsWith('='));
        const missing = formsFor(language).filter((form) => !named.includes(form));
        const foreign = named.filter((form) => !valid.includes(form));
        return missing.length + foreign.length > 0 ? [{ key, missing, foreign }] : [];
      }),
    );
    expect(wrong, `${folder}/${language}.json`).toEqual([]);
  });
});

test(`nothing in ${namespaces.length} catalogues is the empty text`, () => {
  const empty = all.flatMap(({ folder, texts }) =>
    languages.flatMap((language) =>
      Object.entries(texts[language]).flatMap(([key, text]) => (text.trim() ? [] : [`${folder}/${language}.json ${key}`])),
    ),
  );
  expect(empty).toEqual([]);
});

test('apostrophes are those of print', () => {
  const straight = all.flatMap(({ folder, texts }) =>
    languages.flatMap((language) =>
      Object.entries(texts[language]).flatMap(([key, text]) =>
        /\p{L}'(?!')/u.test(text) ? [`${folder}/${language}.json ${key}: write ’`] : [],
      ),
    ),
  );
  expect(straight).toEqual([]);
});
