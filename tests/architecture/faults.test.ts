/** `docs/faults.md` names tests: each must be there, and begin a rule that there is. */
import { expect, test } from 'vitest';
import { filesIn, read } from './files';
import { titlesIn } from './titles';

const PAGE = 'docs/faults.md';
const page = read(PAGE);
const faults = [...page.matchAll(/^\| (\d+) \| ([^|]+) \| ([^|]+) \| (.+) \|$/gm)].map(([, number, name, rules = '', tests = '']) => ({
  number: Number(number),
  name,
  rules: rules.split(', '),
  tests: [...tests.matchAll(/`([^`]+)` `([^`]+)`/g)].map(([, file = '', title = '']) => ({ file, title })),
}));

test('thirty faults, each with its rules and tests', () => {
  expect(faults.map(({ number }) => number)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
  const known = [...read('server/sync/SPEC.md').matchAll(/^- \*\*([A-Z]\d+)\*\* /gm)].map(([, rule]) => rule);
  expect(faults.flatMap(({ rules }) => rules).filter((rule) => !known.includes(rule))).toEqual([]);
  expect(faults.filter(({ tests }) => tests.length === 0)).toEqual([]);
});

test('every test that is named exists', () => {
  const files = ['tests', 'server'].flatMap((folder) => filesIn(folder, /\.(test|spec|contract)\.ts$/));
  const missing = faults.flatMap(({ number, tests }) =>
    tests
      .filter(({ file, title }) => !files.includes(file) || !titlesIn(read(file)).includes(title))
      .map(({ file, title }) => `${number}: ${file} has no "${title}"; change its name in ${PAGE} too`),
  );
  expect(missing).toEqual([]);
});

test('what is said to assert the invariants is there', () => {
  const named = [...page.matchAll(/^\| I\d \|.+$/gm)].flatMap(([row]) => row.match(/(?<=`)[\w.]+(?=`)/g) ?? []);
  const code = read('tests/live/fuzz.ts') + read('tests/live/simulator.ts');
  expect(named.length).toBeGreaterThan(4);
  expect(named.filter((name) => !name.endsWith('.ts') && !code.includes(`${name.split('.').pop()}(`))).toEqual([]);
});
