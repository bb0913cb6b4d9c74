/** Where `node_modules` is a link, `npm ci` would empty the folder that it leads to, which may be another project's. */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(path.join(tmpdir(), 'koinon-linked-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A checkout that has nothing but set-up, and an npm that does to `node_modules` what `npm ci` does first. */
const [checkout, packages, npm] = ['checkout', 'packages', 'npm-cli.js'].map((name) => path.join(folder, name)) as [string, string, string];
cpSync('server/cli', path.join(checkout, 'server/cli'), { recursive: true });
cpSync('package-lock.json', path.join(checkout, 'package-lock.json'));
mkdirSync(path.join(packages, 'somebody-elses'), { recursive: true });
writeFileSync(
  npm,
  `const fs = require('node:fs');
   for (const name of fs.readdirSync('node_modules')) fs.rmSync('node_modules/' + name, { recursive: true });
   console.error('emptied');
   process.exit(1);`,
);

const setUp = () =>
  promisify(execFile)(process.execPath, ['-e', "import('./server/cli/set-up.mjs').then((m) => m.setUp())"], {
    cwd: checkout,
    env: { ...process.env, npm_execpath: npm },
  });

test('packages are not installed through a link, and set-up says what to do', async () => {
  symlinkSync(packages, path.join(checkout, 'node_modules'), 'dir');
  await expect(setUp()).rejects.toThrow(/node_modules is a link to .*packages/);
  expect(readdirSync(packages)).toEqual(['somebody-elses']);
  expect(existsSync(path.join(checkout, '.set-up.lock'))).toBe(false);
});

test('a folder of its own is npm’s to empty', async () => {
  rmSync(path.join(checkout, 'node_modules'));
  mkdirSync(path.join(checkout, 'node_modules/old'), { recursive: true });
  await expect(setUp()).rejects.toThrow(/npm could not install the packages.*emptied/s);
});
