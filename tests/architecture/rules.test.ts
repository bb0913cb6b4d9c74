/** The sync server's rules have numbers (`server/sync/SPEC.md`), and a test of sockets says which one it proves. */
import { expect, test } from 'vitest';
import { filesIn, read } from './files';
import { titlesIn } from './titles';

const SPEC = 'server/sync/SPEC.md';

test('the search for titles finds them and nothing else', () => {
  const code = `
    test('S1: one', () => {});
    describe('not this', () => test.skipIf(slow).each([['nor this', 1]])('S2: two of %s', async () => until('nor that', () => true)));
    test.each(list)(\`S3: \${three}\`, function named() {}, 1_000);
    test(made, () => {});
  `;
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what stands in the code.
  expect(titlesIn(code)).toEqual(['S1: one', 'S2: two of %s', 'S3: ${three}', '']);
});

const rules = [...read(SPEC).matchAll(/^- \*\*([A-Z]\d+)\*\* /gm)].map(([, rule]) => rule ?? '');

test('no number is given to two rules', () => {
  expect(rules.length).toBeGreaterThan(50);
  expect(rules.filter((rule, index) => rules.indexOf(rule) !== index)).toEqual([]);
});

test('a test of sockets begins with the number of the rule that it proves', () => {
  const files = filesIn('tests/live', /\.test\.ts$/);
  const titles = files.flatMap((file) => titlesIn(read(file)).map((title) => ({ file, title })));
  expect(titles.length).toBeGreaterThan(100);
  const homeless = titles.filter(({ title }) => !rules.includes(/^([A-Z]\d+): /.exec(title)?.[1] ?? ''));
  expect(homeless.map(({ file, title }) => `${file}: "${title}"; begin with a number from ${SPEC}, or give the rule one there`)).toEqual(
    [],
  );
});

/** A title may prove several rules: those that it names. */
test('each rule is proved by a test that names it', () => {
  const files = ['tests', 'server', 'app'].flatMap((folder) => filesIn(folder, /\.(test|spec|contract)\.tsx?$/));
  const titles = files.flatMap((file) => titlesIn(read(file)));
  const named = new Set(titles.flatMap((title) => title.match(/\b[A-Z]\d{1,2}\b/g) ?? []));
  expect(rules.filter((rule) => !named.has(rule))).toEqual([]);
});
