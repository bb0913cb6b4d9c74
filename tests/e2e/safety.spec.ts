/** The safety of text, as people meet it: two real browsers, a real server, and lines, processes and disks that fail. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import Database from 'better-sqlite3';
import { IntlMessageFormat } from 'intl-messageformat';
import { startFaultProxy } from '../live/fault-proxy';
import { BROKEN_LINE, expect, FULL, type Page, signIn, test } from './fixtures';
import type { Koinon } from './koinon';

const ANNA = 'anna@nicosia.example';

/** What browsers write in the console when a line is broken on purpose. */

/** The screen's words for a key, in the language of the page. */
async function words(page: Page, key: string, values: Record<string, number> = {}): Promise<string> {
  const language = (await page.getAttribute('html', 'lang')) ?? 'en';
  const file = path.join(import.meta.dirname, `../../app/ui/locales/${language}.json`);
  return String(new IntlMessageFormat(JSON.parse(readFileSync(file, 'utf8'))[key], language).format(values));
}

const status = (page: Page) => page.locator('[data-save]');
const text = (page: Page) => page.locator('main [role=textbox].document');

async function says(page: Page, key: string, values?: Record<string, number>): Promise<void> {
  await expect(status(page)).toHaveText(await words(page, key, values), { timeout: 30_000 });
}

/** A blank document in the partnership that Anna coordinates; its path. */
async function newDocument(page: Page, koinon: Koinon, title: string): Promise<string> {
  await page.goto(`${koinon.url}/`);
  const href = await page.getByRole('link', { name: '@nclusion' }).first().getAttribute('href');
  const partnership = /^\/p\/[^/]+/.exec(href ?? '')?.[0] ?? '';
  await page.goto(`${koinon.url}${partnership}/documents/new`);
  const language = (await page.locator('select[name=language]').inputValue()) || 'en';
  const answer = await page.context().request.post(`${koinon.url}${partnership}/documents/new`, {
    form: { title, template: 'blank', language },
    headers: { Origin: koinon.url },
    maxRedirects: 0,
  });
  expect(answer.status(), await answer.text()).toBe(302);
  return answer.headers().location ?? '';
}

/** The strategy that the example begins with; its path. */
async function strategyOf(page: Page, koinon: Koinon): Promise<string> {
  await page.goto(`${koinon.url}/`);
  const href = await page.getByRole('link', { name: '@nclusion' }).first().getAttribute('href');
  await page.goto(`${koinon.url}${/^\/p\/[^/]+/.exec(href ?? '')?.[0]}/documents`);
  await page
    .getByRole('link', { name: /strategy/i })
    .first()
    .click();
  await page.waitForURL(/\/documents\/[^/]+\/[a-z]{2}$/);
  return new URL(page.url()).pathname;
}

/** Opens the document and waits until it can be written in. */
async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await says(page, 'save.saved');
  await expect(text(page)).toHaveAttribute('contenteditable', 'true');
}

async function type(page: Page, letters: string): Promise<void> {
  await text(page).focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(letters);
}

/** A new document that this page has open, with these letters saved in it; its path. */
async function newText(page: Page, koinon: Koinon, title: string, letters: string): Promise<string> {
  const address = await newDocument(page, koinon, title);
  await open(page, address);
  await type(page, letters);
  await says(page, 'save.saved');
  return address;
}

const isKept = (page: Page, address: string) =>
  page.evaluate(async (url) => Boolean(await (await caches.open('koinon-pages')).match(url)), address);

/** What the server has, read over HTTP. */
async function onServer(page: Page, koinon: Koinon, address: string): Promise<string> {
  return (await page.context().request.get(`${koinon.url}${address}/download/markdown`)).text();
}

test('offline: type, reload, type, close the browser; back on line it is merged in the other browser', async ({
  koinon,
  as,
  forgive,
  launchOptions,
}) => {
  forgive(BROKEN_LINE);
  const cable = await startFaultProxy(koinon.port);
  const profile = mkdtempSync(path.join(tmpdir(), 'koinon-profile-'));
  const browser = () => chromium.launchPersistentContext(profile, { ...launchOptions, baseURL: cable.origin });
  const bert = await as(ANNA);
  const address = await newDocument(bert, koinon, 'Offline');
  const first = await browser();
  await signIn(first, koinon, ANNA);
  const anna = await first.newPage();
  await open(anna, address);
  await open(bert, address);
  await type(anna, 'agreed, ');
  await says(anna, 'save.saved');
  await expect(text(bert)).toContainText('agreed, ');
  await expect.poll(() => isKept(anna, address)).toBe(true);

  cable.block();
  await type(anna, 'first, ');
  await says(anna, 'save.offlineKept');
  anna.on('dialog', (dialog) => dialog.accept());
  await anna.reload();
  await says(anna, 'save.offlineKept');
  await expect(text(anna)).toContainText('agreed, first, ');
  await type(anna, 'second');
  await says(anna, 'save.offlineKept');
  await expect(anna.getByText(await words(anna, 'save.offlineDetail', { changes: 'first, second'.length }))).toBeVisible();
  // The whole browser, and another process of it on the same profile: nothing but the disk remembers.
  await first.close();

  const second = await browser();
  const again = await second.newPage();
  await again.goto(address);
  await says(again, 'save.offlineKept');
  await expect(text(again)).toContainText('agreed, first, second');
  await expect(text(bert)).not.toContainText('first');
  cable.mend();
  await says(again, 'save.saved');
  await expect(text(bert)).toContainText('agreed, first, second');
  expect((await onServer(bert, koinon, address)).match(/first|second/g)).toEqual(['first', 'second']);
  await second.close();
  await cable.close();
  rmSync(profile, { recursive: true, force: true });
});

/** How often the server is killed before it is killed for the last time. */
const KILLED = FULL ? 3 : 1;

test('kill -9 while both type, again and again: every word that was there at "Saved" is there, and nothing twice', async ({
  freshKoinon,
  as,
  forgive,
}) => {
  test.slow();
  forgive(BROKEN_LINE);
  const koinon = await freshKoinon();
  const [anna, bert] = [await as(ANNA, { on: koinon }), await as(ANNA, { on: koinon })];
  const address = await strategyOf(anna, koinon);
  await open(anna, address);
  await open(bert, address);
  // A paragraph each, so that a word is never cut in two by the other's.
  await text(anna).locator('p').last().click();
  await anna.keyboard.press('End');
  for (const beginning of ['first ', 'second ']) {
    await anna.keyboard.press('Enter');
    await anna.keyboard.type(`round ${beginning}`);
  }
  // The carets stay where they are from here on: "End" in a paragraph of several lines would be the end of one of them.
  await text(bert).locator('p').filter({ hasText: 'round first' }).click();
  await bert.keyboard.press('End');
  const typed: string[] = [];
  /** Words that were on a screen when it said "Saved". */
  const promised = new Set<string>();
  const write = async (page: Page, paragraph: number, round: number) => {
    for (let i = 0; i < 12; i++) {
      const word = `w${paragraph}${round}${String(i).padStart(2, '0')}`;
      typed.push(word);
      await page.keyboard.type(`${word} `, { delay: 15 });
      if (i % 3 !== 2) continue;
      await says(page, 'save.saved');
      for (const mine of typed.filter((one) => one.startsWith(`w${paragraph}`))) promised.add(mine);
    }
  };
  for (let round = 0; round < KILLED; round++) {
    const writing = Promise.all([write(bert, 0, round), write(anna, 1, round)]);
    await expect.poll(() => promised.size, { timeout: 30_000 }).toBeGreaterThan(24 * round + 5);
    await koinon.kill9();
    const acked = [...promised];
    await koinon.restart();
    const rebuilt = await onServer(anna, koinon, address);
    for (const word of acked) expect(rebuilt).toContain(word);
    await writing;
  }
  await says(anna, 'save.saved');
  await says(bert, 'save.saved');
  // Once more, so that nothing but the disk can answer.
  await koinon.kill9();
  await koinon.restart();
  const found = (await onServer(anna, koinon, address)).match(/w\d{4}/g) ?? [];
  expect([...found].sort()).toEqual([...typed].sort());
});

test('the server stands still: "N changes not saved" grows, leaving asks, and all arrives when it goes on', async ({
  freshKoinon,
  as,
  forgive,
}) => {
  forgive(BROKEN_LINE);
  const koinon = await freshKoinon();
  const page = await as(ANNA, { on: koinon });
  const address = await newText(page, koinon, 'Paused', 'x');
  koinon.pause();
  await type(page, 'abc');
  await says(page, 'save.notSaved', { changes: 3 });
  await type(page, 'de');
  await says(page, 'save.notSaved', { changes: 5 });
  await expect(page.getByText(await words(page, 'save.silentDetail'))).toBeVisible();

  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  koinon.resume();
  await says(page, 'save.saved');
  expect(await onServer(page, koinon, address)).toContain('xabcde');
});

test('the storage refuses: "not saved" stays on the screen, the server stays up, saving goes on by itself', async ({
  freshKoinon,
  as,
  forgive,
}) => {
  forgive(BROKEN_LINE);
  const koinon = await freshKoinon();
  const page = await as(ANNA, { on: koinon });
  const address = await newDocument(page, koinon, 'Refused');
  await open(page, address);
  const log = new Database(path.join(koinon.dataDir, 'updates.sqlite'));
  log.exec('BEGIN IMMEDIATE');
  await type(page, 'abc');
  await expect(page.getByText(await words(page, 'save.refusingDetail'))).toBeVisible({ timeout: 30_000 });
  await says(page, 'save.notSaved', { changes: 3 });
  expect((await page.context().request.get(`${koinon.url}/healthz`)).status()).toBe(200);
  log.exec('ROLLBACK');
  log.close();
  await says(page, 'save.saved');
  await koinon.kill9();
  await koinon.restart();
  expect(await onServer(page, koinon, address)).toContain('abc');
});

test('a link within the site asks where nothing is kept on this device, and lets go where all is saved', async ({
  koinon,
  as,
  forgive,
}) => {
  forgive(BROKEN_LINE);
  const page = await as(ANNA);
  const address = await newDocument(page, koinon, 'Kept nowhere');
  await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
  await open(page, address);
  await page.context().setOffline(true);
  await type(page, 'abc');
  await says(page, 'save.offlineNotKept');
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(`${dialog.type()}: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const away = page
    .getByRole('navigation', { name: await words(page, 'where') })
    .getByRole('link')
    .last();
  await away.click();
  await expect.poll(() => asked).toEqual([`confirm: ${await words(page, 'save.leaveQuestion', { changes: 3 })}`]);
  expect(new URL(page.url()).pathname).toBe(address);
  await expect(text(page)).toContainText('abc');
  await page.context().setOffline(false);
  await says(page, 'save.saved');
  await away.click();
  await page.waitForURL(/\/documents$/);
  expect(asked).toHaveLength(1);
});

test('where sockets are blocked the page is read as it was, and says so', async ({ koinon, as, forgive }) => {
  forgive(BROKEN_LINE);
  const writer = await as(ANNA);
  const address = await newText(writer, koinon, 'Blocked', 'to be read');
  await expect.poll(() => onServer(writer, koinon, address)).toContain('to be read');
  const reader = await as(ANNA);
  await reader.routeWebSocket(/\/sync\//, (socket) => socket.close());
  await reader.goto(address);
  await expect(reader.locator('main')).toContainText('to be read');
  await says(reader, 'save.offlineReading');
  await expect(reader.getByText(await words(reader, 'save.offlineReadingDetail'))).toBeVisible();
  await expect(reader.locator('main')).toContainText('to be read');
});

test('signing out leaves nothing of the person in the browser', async ({ koinon, as }) => {
  const page = await as(ANNA);
  const address = await newText(page, koinon, 'Secret', 'secret');
  await expect.poll(() => isKept(page, address)).toBe(true);
  const keeps = () =>
    page.evaluate(async () => ({
      databases: (await indexedDB.databases()).length,
      pages: (await (await caches.open('koinon-pages')).keys()).length,
    }));
  expect((await keeps()).databases).toBe(1);
  await page.goto('/');
  await page.locator('form[action="/sign-out"]').evaluate((form: HTMLFormElement) => form.requestSubmit());
  // Asked again while the page after signing out is on its way.
  await expect.poll(() => keeps().catch(() => null)).toEqual({ databases: 0, pages: 0 });
  const answer = await page.goto(address);
  expect(new URL(page.url()).pathname).not.toBe(address);
  expect(await answer?.text()).not.toContain('secret');
});

test('with sockets blocked, somebody who was here before reads the text of now, not the copy of then', async ({ koinon, as, forgive }) => {
  forgive(BROKEN_LINE);
  const [anna, bert] = [await as(ANNA), await as(ANNA)];
  const address = await newDocument(bert, koinon, 'Newer');
  await open(anna, address);
  await type(anna, 'then ');
  await says(anna, 'save.saved');
  await anna.goto('about:blank');
  await open(bert, address);
  await type(bert, 'and now');
  await says(bert, 'save.saved');
  await anna.routeWebSocket(/\/sync\//, (socket) => socket.close());
  await anna.goto(address);
  await says(anna, 'save.offlineReading');
  await expect(anna.locator('main')).toContainText('then and now');
});

test('what only this device holds is named on the home page, until its document was opened', async ({ koinon, as, forgive }) => {
  forgive(BROKEN_LINE);
  const cable = await startFaultProxy(koinon.port);
  const anna = await as(ANNA, { baseURL: cable.origin });
  const address = await newText(anna, koinon, 'Left on a device', 'x');
  cable.block();
  await type(anna, 'abc');
  await says(anna, 'save.offlineKept');
  const context = anna.context();
  await anna.close();
  cable.mend();

  const home = await context.newPage();
  await home.goto(address.replace(/\/documents.*/, ''));
  const notice = home.getByText(await words(home, 'held.unsent', { changes: 3 }));
  await expect(notice).toContainText('Left on a device', { timeout: 15_000 });
  await notice.getByRole('link', { name: 'Left on a device' }).click();
  await says(home, 'save.saved');
  expect(await onServer(home, koinon, address)).toContain('xabc');
  await context.close();
  await cable.close();
});

test('put into the trash while somebody writes offline: said as it is, and nothing is lost when it is taken out', async ({
  koinon,
  as,
  forgive,
}) => {
  forgive(BROKEN_LINE);
  const cable = await startFaultProxy(koinon.port);
  const anna = await as(ANNA, { baseURL: cable.origin });
  const address = await newDocument(anna, koinon, 'Trashed');
  const settings = `${koinon.url}${address.replace(/\/[a-z]+$/, '/settings')}`;
  const change = (intent: string) =>
    anna.context().request.post(settings, { form: { intent }, headers: { Origin: koinon.url }, maxRedirects: 0 });
  await open(anna, address);
  await type(anna, 'x');
  await says(anna, 'save.saved');
  cable.block();
  await type(anna, 'abc');
  await says(anna, 'save.offlineKept');
  expect((await change('trash')).status()).toBe(302);
  cable.mend();
  await expect(anna.getByText(await words(anna, 'save.deleted'))).toBeVisible({ timeout: 30_000 });
  await expect(anna.getByText(await words(anna, 'save.deletedKept'))).toBeVisible();

  anna.on('dialog', (dialog) => dialog.accept());
  await anna.goto(address);
  await expect(anna.getByText(await words(anna, 'save.unsavedDetail', { changes: 3 }))).toBeVisible({ timeout: 15_000 });
  const download = anna.waitForEvent('download');
  await anna.getByRole('button', { name: await words(anna, 'save.download') }).click();
  expect(readFileSync(await (await download).path(), 'utf8')).toContain('xabc');

  expect((await change('restore')).status()).toBe(302);
  await anna.goto(address);
  await says(anna, 'save.saved');
  expect(await onServer(anna, koinon, address)).toContain('xabc');
  await anna.context().close();
  await cable.close();
});
