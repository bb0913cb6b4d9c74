import { expect, test } from 'vitest';
import { choicesFor, queryBefore } from './mention-list';

const people = [
  { userId: 'a', name: 'Anna Beispiel', organisation: 'Municipality of Nicosia' },
  { userId: 'e', name: 'Ελένη Παράδειγμα', organisation: 'Δήμος Πάτρας' },
  { userId: 'l', name: 'Łukasz Przykład', organisation: 'Anna Foundation' },
];
const namesFor = (query: string) => choicesFor(query, people).map(({ userId }) => userId);

test.each([
  ['@', { from: 0, text: '' }],
  ['Dear @an', { from: 5, text: 'an' }],
  ['(@Anna Be', { from: 1, text: 'Anna Be' }],
  ['post@an', null],
  ['@ an', null],
  ['@an\nx', null],
  ['no sign', null],
  [`@${'x'.repeat(61)}`, null],
])('what is being typed in "%s"', (text, query) => expect(queryBefore(text, text.length)).toEqual(query));

test('only what stands before the caret counts', () => expect(queryBefore('@anna', 3)).toEqual({ from: 0, text: 'an' }));

test('members are found by name and organisation, without accents and in any case, by name first', () => {
  expect(namesFor('')).toEqual(['a', 'l', 'e']);
  expect(namesFor('anna')).toEqual(['a', 'l']);
  expect(namesFor('ελενη')).toEqual(['e']);
  expect(namesFor('lukasz')).toEqual(['l']);
  expect(namesFor('patras')).toEqual([]);
  expect(namesFor('πατρ')).toEqual(['e']);
});

test('a name that stands there whole asks for nobody any more', () => {
  expect(namesFor('Anna Beispiel')).toEqual(['a']);
  expect(namesFor('Anna Beispiel ')).toEqual([]);
  expect(namesFor('Anna Beispiel, look')).toEqual([]);
});
