/**
 * Real browsers against the built server. `npm test` builds first; by hand: `npm run build`, then
 * `npx playwright test -c tests/e2e [file]`. FULL=1 adds the longer tests.
 * `--trace retain-on-failure` records what a browser did; it takes a third of the machine, and so is not on by itself.
 */
import { defineConfig } from '@playwright/test';
import { CHROMIUM } from '../live/chromium';

export default defineConfig({
  testDir: '.',
  globalSetup: './require-build.ts',
  outputDir: '../../test-results/e2e',
  // Each worker has a server of its own, and each test two or three browsers: two workers fill two cores.
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env.CI === 'true',
  // A test that passes only the second time shows a fault: `npm test` names it (docs/decisions/0007), and by hand it is red.
  retries: 0,
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'Europe/Athens',
    viewport: { width: 1280, height: 900 },
    launchOptions: CHROMIUM,
  },
});
