/**
 * `npm test`: does what is missing, then types, lint, unit and integration tests, sockets and real browsers.
 * The last line is the sum: `N passed, N failed, N skipped`. FULL=1 (`npm run test:full`) adds the longer tests.
 */
import './node-version.cjs';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const { root, setUp } = await import('./set-up.mjs');
const { findOrBringChromium } = await import('./chromium.mjs');

const reports = path.join(root, 'test-results');
if (process.argv.includes('--full')) process.env.FULL = '1';
const onCi = process.env.CI === 'true';
const tool = (file) => path.join(root, 'node_modules', file);
const total = { passed: 0, failed: 0, skipped: 0 };

/** In one part of a run. */
const MOST_UNSTEADY = 2;

/** On a CI machine a missing service is a failure: tests that were left out must not look green. */
async function checkServices() {
  const { missingServices } = await import('./services.mjs');
  const missing = await missingServices();
  // Said here for all parts.
  process.env.SERVICES_TOLD = '1';
  if (missing.length === 0) return;
  if (onCi) throw new Error(`CI=true, and these do not answer: ${missing.join(', ')}.`);
  console.log(`Left out, because they do not answer: tests on ${missing.join(' and ')}.`);
}

function run(words, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** A part with no tests of its own to count: it fails or it does not. */
async function check(name, words) {
  return (await run(words)) === 0 ? { passed: 0, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0, says: `${name} failed` };
}

/** Counts a runner's JSON report. A runner that wrote none, or ran nothing, has failed whatever its exit code says. */
function count(name, code, file, read) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0, says: `${name} wrote no report (exit code ${code})` };
  const result = read(JSON.parse(readFileSync(file, 'utf8')));
  if (result.passed + result.failed === 0) return { ...result, failed: 1, says: `${name} ran no test` };
  if (code !== 0 && result.failed === 0) return { ...result, failed: 1, says: `${name} ended with exit code ${code}` };
  return result;
}

/** Where a test stands, its name, and the beginning of what it said. */
function failure(file, title, message = '') {
  return { file: path.relative(root, file), title, message: stripVTControlCharacters(message).split('\n').slice(0, 12).join('\n    ') };
}

/** What is said once more at the end: of a long run only the end is read. */
const named = ({ file, title, message }) => `${file} > ${title}\n    ${message}`;

/**
 * Tests that failed beside others get one more run, their files alone. What passes then is unsteady: it is named at the end with what it
 * said, and counted as passed, as long as there are few. More than a few, or a runner that failed without a test to name, is a failure.
 * docs/decisions/0007 says why.
 */
async function withSecondRun(run) {
  const first = await run([]);
  const { failures = [], failed } = first;
  if (failed === 0 || failures.length !== failed || failed > MOST_UNSTEADY) return first;
  console.log(`\n== once more, alone: ${failures.map((one) => one.title).join(' | ')}`);
  const second = await run([...new Set(failures.map((one) => one.file))]);
  if (second.failed > 0 || second.says) return { ...first, failures: [...failures, ...(second.failures ?? [])] };
  return { passed: first.passed + failed, failed: 0, skipped: first.skipped, unsteady: failures };
}

/** The failed tests in a suite of Playwright's report. */
function unexpected({ specs, suites = [] }) {
  const failed = specs.filter((spec) => !spec.ok);
  return [
    ...failed.map(({ file, title, tests }) => {
      const errors = tests.flatMap((test) => test.results).flatMap((result) => result.errors ?? []);
      return failure(path.join(root, 'tests/e2e', file), title, errors.map((error) => error.message).join('\n'));
    }),
    ...suites.flatMap(unexpected),
  ];
}

async function vitest(name, words, files = []) {
  const file = path.join(reports, `${name}.json`);
  const code = await run([
    tool('vitest/vitest.mjs'),
    'run',
    ...words,
    ...files,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  return count(name, code, file, (report) => {
    // A file that cannot be loaded has no failed test in it, and is a failure.
    const broken = report.testResults.filter(
      (suite) => suite.status === 'failed' && !suite.assertionResults.some((t) => t.status === 'failed'),
    );
    const failures = report.testResults.flatMap((suite) =>
      suite.assertionResults
        .filter((test) => test.status === 'failed')
        .map((test) => failure(suite.name, test.fullName, test.failureMessages[0])),
    );
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + broken.length,
      skipped: report.numPendingTests + report.numTodoTests,
      failures: [...failures, ...broken.map((suite) => failure(suite.name, 'could not be loaded', suite.message))],
    };
  });
}

async function playwright(name, chromium, files = []) {
  const file = path.join(reports, `${name}.json`);
  // What is left of a failure (the page as it was) is not swept away by the second run.
  const output = files.length > 0 ? ['--output', path.join(reports, `${name}-alone`)] : [];
  const code = await run([tool('@playwright/test/cli.js'), 'test', '-c', 'tests/e2e', ...files, ...output, '--reporter=list,json'], {
    CHROMIUM_PATH: chromium,
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  return count(name, code, file, ({ stats, errors, suites }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + (stats.unexpected === 0 ? errors.length : 0),
    skipped: stats.skipped,
    failures: suites.flatMap(unexpected),
  }));
}

const specs =
  existsSync(path.join(root, 'tests/e2e')) &&
  readdirSync(path.join(root, 'tests/e2e'), { recursive: true }).some((file) => /\.spec\.ts$/.test(file));
const sockets =
  existsSync(path.join(root, 'tests/live')) &&
  readdirSync(path.join(root, 'tests/live'), { recursive: true }).some((file) => /\.test\.ts$/.test(file));

function parts(chromium) {
  return [
    ['types', () => check('types', [tool('typescript/bin/tsc'), '--noEmit'])],
    ['lint', () => check('lint', [tool('@biomejs/biome/bin/biome'), 'ci', '.'])],
    ['unit', () => withSecondRun((files) => vitest('unit', ['--project=!live'], files))],
    ...(sockets ? [['live', () => withSecondRun((files) => vitest('live', ['--project=live'], files))]] : []),
    ...(specs ? [['e2e', () => withSecondRun((files) => playwright('e2e', chromium, files))]] : []),
  ];
}

async function main() {
  const began = Date.now();
  await setUp({ development: true });
  await checkServices();
  const chromium = await findOrBringChromium(root, console.log);
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  process.env.CHROMIUM_PATH = chromium;
  const failed = [];
  const unsteady = [];
  const summary = [`set-up: ${Math.round((Date.now() - began) / 1000)} s`];
  for (const [name, part] of parts(chromium)) {
    console.log(`\n== ${name}`);
    const start = Date.now();
    const { says, failures = [], unsteady: passedAlone = [], ...counted } = await part();
    failed.push(...failures);
    unsteady.push(...passedAlone);
    for (const key of Object.keys(total)) total[key] += counted[key];
    const tests =
      counted.passed + counted.failed > 0 ? `${counted.passed} passed, ${counted.failed} failed, ${counted.skipped} skipped, ` : '';
    summary.push(`${name}: ${tests}${Math.round((Date.now() - start) / 1000)} s${says ? ` (${says})` : ''}`);
  }
  if (unsteady.length > 0) console.log(`\n== unsteady: failed beside others, passed alone\n${unsteady.map(named).join('\n')}`);
  if (failed.length > 0) console.log(`\n== failed\n${failed.map(named).join('\n')}`);
  console.log(`\n${summary.join('\n')}`);
}

try {
  await main();
} catch (error) {
  total.failed += 1;
  console.error(`\n${error.message}`);
}
if (total.passed === 0 && total.failed === 0) total.failed = 1;
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 ? 0 : 1;
