/** `npm run screenshots`: the pictures of the README, taken of the built server with the example partnerships. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openBrowser } from '../../bench/browser';
import { type ServerProcess, serve } from '../../tests/setup/server-process';
import { setUp } from './set-up.mjs';

const PASSWORD = 'a password for pictures';
const folder = path.resolve('docs/screenshots');
const DESK = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 390, height: 780 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

async function signedIn(browser: Browser, server: ServerProcess, email: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Athens', reducedMotion: 'reduce', ...options });
  const answer = await context.request.post(`${server.url}/sign-in`, {
    form: { email, password: PASSWORD },
    headers: { Origin: server.url },
    maxRedirects: 0,
  });
  if (answer.status() !== 302) throw new Error(`${email} could not sign in: ${answer.status()}`);
  return context.newPage();
}

/** The address of the first link with these words whose path matches. */
async function linkOn(page: Page, url: string, words: string, pattern: RegExp): Promise<string> {
  await page.goto(url);
  const links = await page
    .locator('main a[href]', { hasText: words })
    .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  const found = links.find((link) => pattern.test(new URL(link).pathname));
  if (!found) throw new Error(`No link "${words}" on ${url}.`);
  return found;
}

async function picture(page: Page, url: string, name: string): Promise<void> {
  await page.goto(url, { waitUntil: 'networkidle' });
  // A document is shown as it is read and written, not as it connects.
  if ((await page.locator('[data-room]').count()) > 0) await page.locator('[data-save=saved]').waitFor();
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

async function take(server: ServerProcess, browser: Browser): Promise<void> {
  const desk = await signedIn(browser, server, 'anna@nicosia.example', DESK);
  const home = await linkOn(desk, server.url, '@nclusion', /^\/p\/[^/]+$/);
  const strategy = await linkOn(desk, `${home}/documents`, 'strategy', /^\/p\/[^/]+\/documents\/[0-9a-z]{10,}\/[a-z-]+$/);
  await picture(desk, home, 'home');
  await picture(desk, `${home}/documents`, 'documents');

  // Two people in the same text: the picture shows the caret of the other one.
  const other = await signedIn(browser, server, 'berta@berlin.example', DESK);
  for (const page of [other, desk]) {
    await page.goto(strategy);
    await page.locator('.ProseMirror[contenteditable="true"]').waitFor({ timeout: 90_000 });
  }
  await other.locator('.ProseMirror[contenteditable="true"] > p').nth(1).click();
  await desk.locator('.ProseMirror[contenteditable="true"] > p').first().click();
  await desk.waitForLoadState('networkidle');
  await desk.screenshot({ path: path.join(folder, 'document.png') });

  const phone = await signedIn(browser, server, 'anna@nicosia.example', { ...PHONE, colorScheme: 'dark' });
  await picture(phone, strategy, 'phone');
}

await setUp({ development: true });
const dataDir = mkdtempSync(path.join(tmpdir(), 'koinon-pictures-'));
const server = await serve({ DATA_DIR: dataDir, EXAMPLE_PASSWORD: PASSWORD }, ['--example']);
const browser = await openBrowser();
try {
  await take(server, browser);
  console.log(`The pictures are in ${path.relative(process.cwd(), folder)}.`);
} finally {
  await browser.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
