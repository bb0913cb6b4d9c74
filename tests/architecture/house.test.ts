/** Sizes, directions, what the browser gets, and what the lock file names. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { filesIn, read, root } from './files';

const LONGEST_FILE = 400;
/** Data that is long because there is much of it, not because it does much. */
const DATA = /\/(locales|templates|migrations|example)\//;

test(`no file of the product is longer than ${LONGEST_FILE} lines`, () => {
  const code = ['app', 'server'].flatMap((folder) => filesIn(folder, /(?<!\.test)\.(tsx?|mjs|css)$/)).filter((file) => !DATA.test(file));
  const long = code.map((file) => [file, read(file).split('\n').length - 1] as const).filter(([, lines]) => lines > LONGEST_FILE);
  expect(long.map(([file, lines]) => `${file}: ${lines} lines; one file, one concept: split it`)).toEqual([]);
});

/** Tailwind names that mean one side of the screen; after variants like `md:`. */
const PHYSICAL_CLASS =
  /^-?(?:(?:scroll-)?[mp][lr]|left|right)-(?:\d|\[|\(|auto$|px$|full$)|^border-[lr](?:-|$)|^rounded-(?:[lr]|[tb][lr])(?:-|$)|^(?:text|float|clear)-(?:left|right)$/;
const PHYSICAL_STYLE =
  /\b(?:margin|padding|border)(?:-(?:left|right)\b|Left\b|Right\b)|(?:text-align|float|textAlign|cssFloat)\s*:\s*['"]?(?:left|right)\b/;
/** Only in style sheets: in code, `left` is also the name of a measured edge. Corners that differ, and an inset with four sides, have sides too. */
const PHYSICAL_IN_CSS =
  /(?:^|[\s;{])(?:left|right)\s*:|border-(?:top|bottom)-(?:left|right)-radius|border-radius:\s*[^\s;]+\s+[^\s;/]|\binset:\s*(?:[^\s;]+\s+){3}/;
const LOGICAL =
  'use ms- me- ps- pe- start- end- border-s border-e rounded-s rounded-e text-start text-end, or margin-inline-start, inset-inline-start, border-end-start-radius and their like';

function physicalClasses(code: string): string[] {
  const texts = [...code.matchAll(/'([^'\n]*)'|"([^"\n]*)"|`([^`]*)`/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');
  return texts.flatMap((text) => text.split(/\s+/)).filter((word) => PHYSICAL_CLASS.test(word.replace(/^.*:/, '').replace(/^!/, '')));
}

test('the search for sides of the screen finds them and nothing else', () => {
  expect(physicalClasses(`<p className="md:ml-4 ms-4 text-left -left-2 border-l" title='left-handed right-of-way'>`)).toEqual([
    'md:ml-4',
    'text-left',
    '-left-2',
    'border-l',
  ]);
  expect(PHYSICAL_STYLE.test('margin-left: 4px')).toBe(true);
  expect(PHYSICAL_STYLE.test('margin-inline-start: 4px; text-align: start')).toBe(false);
  const sided = ['  left: 0;', '.a { right: 1px }', 'border-top-left-radius: 4px', 'border-radius: 4px 4px 4px 0;', 'inset: 0 auto 0 2px;'];
  expect(sided.filter((line) => !PHYSICAL_IN_CSS.test(line))).toEqual([]);
  const logical = [
    'inset-inline-start: 0',
    'border-radius: var(--a);',
    'border-end-start-radius: 0',
    'inset: 0;',
    'scroll-margin-left-of-nothing',
  ];
  expect(logical.filter((line) => PHYSICAL_IN_CSS.test(line))).toEqual([]);
});

function isSided(file: string, line: string): boolean {
  return PHYSICAL_STYLE.test(line) || (file.endsWith('.css') && PHYSICAL_IN_CSS.test(line));
}

test('nothing is laid out by left and right', () => {
  const classes = filesIn('app', /(?<!\.test)\.tsx?$/).flatMap((file) =>
    physicalClasses(read(file)).map((name) => `${file}: ${name}; ${LOGICAL}`),
  );
  const styles = filesIn('app', /\.(css|tsx)$/).flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) => (isSided(file, line) ? [`${file}:${index + 1}: ${line.trim()}; ${LOGICAL}`] : [])),
  );
  expect([...classes, ...styles]).toEqual([]);
});

test('every change that is recorded has its sentence on the home page', () => {
  const home = read('app/features/partnerships/ui/home.tsx');
  const recorded = filesIn('app/features', /(?<!\.test)\.ts$/).flatMap((file) =>
    [...read(file).matchAll(/(?:\btell\(\w+, |\baction: |\baboutMember\()'(\w+\.[\w-]+)'/g)].map(([, action = '']) => ({ file, action })),
  );
  expect(recorded.length).toBeGreaterThan(10);
  const untold = recorded.filter(({ action }) => !home.includes(`'${action}': {`));
  expect(untold.map(({ file, action }) => `${file}: ${action}; give it a line in CHANGES of home.tsx`)).toEqual([]);
});

test('letters change their case alike on every machine', () => {
  const byMachine = filesIn('app', /(?<!\.test)\.tsx?$/).filter((file) => /\.toLocale(?:Upper|Lower)Case\(\)/.test(read(file)));
  expect(byMachine.map((file) => `${file}: say which language, toLocaleUpperCase('tr'), or toUpperCase() for none`)).toEqual([]);
});

/** Words that only code of the server has. */
const SERVER_ONLY = [
  'better-sqlite3',
  'PrismaClient',
  '@node-rs/argon2',
  'nodemailer',
  'node:fs',
  'node:crypto',
  'DATABASE_URL',
  'hashSecret',
];

test.runIf(existsSync(path.join(root, 'build/client')))('the built pages carry no server code to the browser', () => {
  const files = filesIn('build/client', /\.js$/);
  expect(files.length).toBeGreaterThan(5);
  const found = files.flatMap((file) =>
    SERVER_ONLY.filter((word) => read(file).includes(word)).map((word) => `${file}: ${word}; a .server.ts file keeps it away`),
  );
  expect(found).toEqual([]);
});

test('the lock file names no registry, so that everybody installs from their own', () => {
  const hosts = [...new Set([...read('package-lock.json').matchAll(/"resolved": "(\w+:\/\/[^/"]+)/g)].map(([, host]) => host))];
  expect(hosts, 'take the "resolved" addresses out').toEqual([]);
});
