import { expect, test } from 'vitest';
import { statementNames } from './statement-names';

const ask = (nameOf: ReturnType<typeof statementNames>, sql: string, times = 1, args: unknown[] = []) =>
  Array.from({ length: times }, () => nameOf({ sql, args })).at(-1);

test('a statement has a name from the third time on: its own, and the same each time', () => {
  const nameOf = statementNames();
  expect(ask(nameOf, 'SELECT 1', 2)).toBeUndefined();
  const [one, two] = [ask(nameOf, 'SELECT 1'), ask(nameOf, 'SELECT 2', 3)];
  expect(one).toMatch(/^[\w-]{1,63}$/);
  expect(two).not.toBe(one);
  expect(ask(nameOf, 'SELECT 1', 5)).toBe(one);
});

test('a list of ids has none, as each length of it is another statement', () => {
  expect(ask(statementNames(), 'SELECT 1 WHERE id IN (…)', 9, Array(50).fill('id'))).toBeUndefined();
});

test('there are no more than so many', () => {
  const nameOf = statementNames({ from: 1, most: 2 });
  const names = ['a', 'b', 'c'].map((sql) => ask(nameOf, sql));
  expect(names[2]).toBeUndefined();
  expect(ask(nameOf, 'b')).toBe(names[1]);
});

test('texts that are asked once each do not pile up, and hold no name back', () => {
  const nameOf = statementNames({ from: 2, most: 3 });
  for (let count = 0; count < 1000; count++) expect(ask(nameOf, `SELECT ${count}`)).toBeUndefined();
  expect(ask(nameOf, 'SELECT 999')).toBeDefined();
});
