import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, foldedWords, foundIn } from './fold';

const alphabet = [...'aąćdeéfghiıİjklłŁmnńoóöpqrsśßtuüvwxyzżźñçğşΑάΆεέΕηήΗιίϊΐΙοόυύϋΰωώΏσςΣßŁ 0-9%_'];
const european = fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 40 });

describe('what people type without accents finds what was written with them', () => {
  test.each([
    ['Στρατηγική Ένταξης', 'στρατηγικη'],
    ['ΣΤΡΑΤΗΓΙΚΗ ΕΝΤΑΞΗΣ', 'στρατηγική ένταξης'],
    ['Ο δρόμος της πόλης', 'ΔΡΟΜΟΣ ΠΟΛΗΣ'],
    ['Strategia dla miasta Łódź', 'strategia lodz'],
    ['Integrationskonzept Große Straße', 'grosse strasse'],
    ['İstanbul ve Iğdır', 'istanbul igdir'],
    ['ISPARTA', 'ısparta'],
    ['Plan d’acció d’Alzira – año 2025', 'ano alzira'],
    ['@nclusion: Lefkoşa', 'nclusion lefkosa'],
  ])('%s holds %s', (title, query) => expect(foundIn(fold(title), query)).toBe(true));

  test.each([
    ['§ 5: Zuständigkeit', '§', true],
    ['Wer? Was!', '!', true],
    ['Plan 2027', '§', false],
    ['Plan 2027', '!! ??', false],
    // An accent alone folds to nothing.
    ['Plan 2027', '´', false],
    ['Plan 2027', '§ 2027', true],
    ['Plan 2027', ' ', true],
  ])('"%s" and a query of signs, "%s": %s', (title, query, found) => expect(foundIn(fold(title), query)).toBe(found));

  test('a word that is not there is not found', () => expect(foundIn(fold('Λευκωσία'), 'λάρνακα')).toBe(false));
});

test('folding again changes nothing', () => {
  fc.assert(
    fc.property(fc.oneof(european, fc.string({ unit: 'grapheme' })), (text) => {
      expect(fold(fold(text))).toBe(fold(text));
    }),
  );
});

test('capitals and the way accents are coded make no difference', () => {
  fc.assert(
    fc.property(european, (text) => {
      expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')));
      // Turkish ı has the capital I, which is i in all other languages: both fold to i.
      expect(fold(text.toUpperCase())).toBe(fold(text));
    }),
  );
});

test('every text is found by itself, and no query with a word in it carries a wildcard', () => {
  fc.assert(
    fc.property(european, (text) => {
      expect(foundIn(fold(text), text)).toBe(true);
      if (/[\p{L}\p{N}]/u.test(text)) for (const word of foldedWords(text)) expect(word).not.toMatch(/[%_\\\s]/);
    }),
  );
});
