import { expect, test } from 'vitest';
import { catalogues, saidIn, usesOfTexts } from './catalogues';

const isUsed = usesOfTexts();

test.each(catalogues())('$namespace: every text is said somewhere in the code', ({ namespace, folder, texts }) => {
  const unused = Object.keys(texts.en).filter((key) => !isUsed(namespace, key));
  expect(
    unused,
    `${folder}: no call of the translator names these texts; take them out of all seven files, or, where a value chooses them, name their beginning in CHOSEN_ELSEWHERE of tests/texts/catalogues.ts`,
  ).toEqual([]);
});

test('only what is handed to the translator counts as said', () => {
  const { words, patterns } = saidIn(
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code, to be read.
    "const t = useT('ui'); t(late ? 'save.late' : `place.${at(1)}`, { a: 'value' }); table('row'); input.type === 'email'",
  );
  expect([...words].sort()).toEqual(['save.late', 'value']);
  expect(patterns.map((pattern) => pattern.test('place.home'))).toEqual([true]);
});
