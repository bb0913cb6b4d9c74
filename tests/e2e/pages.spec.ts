/**
 * Every page that a link leads to: answers, fits a phone, and has no fault that axe can find, light and dark.
 * The visitor starts from a few doors and follows all links of the site; of pages that differ only by an id it looks at one.
 */
import type { Page } from '@playwright/test';
import type { Language } from '../../app/i18n/languages';
import { expectAccessible, expectNoSideways } from './accessible';
import { type AsOptions, expect, LOOKED_AT, test } from './fixtures';
import type { Koinon } from './koinon';
import { automaticCopy, letOpenPartnerships, oneTimeLink, type Seated, seat } from './seats';

/** Doors for somebody who is not signed in. A feature whose pages no link leads to adds them. */
const DOORS_SIGNED_OUT = ['/sign-in', '/sign-in/link', '/reset'];
/** Doors for a member. */
const DOORS = ['/', '/account'];
/** Pages that the visit must have seen: a visit that finds nothing finds no fault either. */
const MUST_SEE = [
  '/',
  '/account',
  '/p/*',
  '/p/*/documents',
  '/p/*/documents/*/*',
  '/p/*/members',
  '/p/*/notices',
  '/p/*/plan',
  '/p/*/plan/files',
  '/p/*/settings',
];
const NO_PAGE =
  /^\/(files|assets)\/|^\/account\/data$|\/download\/|\/plan\/files\/|\/budget\/file$|\/evidence\/|\/attendance\/papers\/|\/reports\/\*\/|\.(json|html|md)$/;

/** The address with ids (and secrets) made alike. */
function pattern(address: string): string {
  const { pathname } = new URL(address);
  return pathname.replace(/\/(?=[^/]*\d)[A-Za-z0-9_-]{10,}(?=\/|$)/g, '/*').replace(/(\/documents\/\*)\/[a-z]{2}(?=\/|$)/, '$1/*');
}

/** Visits all pages from `doors` and calls `look` on one of each kind. Returns the kinds. */
async function visitAll(page: Page, origin: string, doors: string[], look: (page: Page, kind: string) => Promise<void>): Promise<string[]> {
  const waiting = doors.map((door) => origin + door);
  const seen = new Set<string>();
  for (let address = waiting.shift(); address; address = waiting.shift()) {
    const kind = pattern(address);
    if (seen.has(kind) || NO_PAGE.test(kind)) continue;
    seen.add(kind);
    const answer = await page.goto(address);
    expect(answer?.status(), `${address}: a link that leads nowhere`).toBeLessThan(400);
    await look(page, kind);
    const links = await page.evaluate(() => [...document.querySelectorAll<HTMLAnchorElement>('a[href]')].map((link) => link.href));
    waiting.push(...links.filter((link) => link.startsWith(`${origin}/`)));
  }
  return [...seen];
}

async function speak(page: Page, origin: string, language: Language): Promise<void> {
  await page.request.post(`${origin}/language`, { form: { language, next: '/' }, headers: { Origin: origin }, maxRedirects: 0 });
}

/** Her account speaks that language then, also in the next file's tests on the same server. */
test.afterEach(async ({ as, koinon }) => speak(await as(koinon.people[0]), koinon.url, 'en'));

for (const language of LOOKED_AT) {
  test(`pages before signing in are accessible (${language})`, async ({ as, koinon }) => {
    const page = await as(null, { language });
    const seen = await visitAll(page, koinon.url, DOORS_SIGNED_OUT, async (page) => {
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expectAccessible(page);
    });
    expect(seen).toEqual(expect.arrayContaining(DOORS_SIGNED_OUT));
  });

  test(`pages of a coordinator are accessible (${language})`, async ({ as, koinon }) => {
    test.setTimeout(300_000);
    const page = await as(koinon.people[0]);
    await speak(page, koinon.url, language);
    const seen = await visitAll(page, koinon.url, DOORS, async (page, kind) => {
      // What a reader meets there is the editor, not what the server drew before it.
      if (kind.endsWith('/documents/*/*')) await page.locator('.ProseMirror').waitFor();
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expect(page.locator('h1')).toHaveCount(1);
      await expectAccessible(page);
    });
    expect(seen).toEqual(expect.arrayContaining(MUST_SEE));
  });
}

/** A document that `person` made by its form; its path without the language. */
async function newDocument(page: Page, koinon: Koinon, { partnershipId }: Seated): Promise<string> {
  const answer = await page.request.post(`${koinon.url}/p/${partnershipId}/documents/new`, {
    form: { title: 'Minutes', template: 'minutes', language: 'en' },
    headers: { Origin: koinon.url },
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(302);
  return (answer.headers().location ?? '').replace(/\/en$/, '');
}

async function pageOf(as: (email: null, options?: AsOptions) => Promise<Page>, person: Seated, options?: AsOptions): Promise<Page> {
  const page = await as(null, options);
  await page.context().addCookies([person.cookie]);
  return page;
}

/** Opens it at both widths: on a phone nothing may be wider than the screen. */
async function look(page: Page, address: string, language: Language): Promise<void> {
  await page.goto(address);
  await expect(page.locator('html')).toHaveAttribute('lang', language);
  await expect(page.locator('h1')).toHaveCount(1);
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSideways(page);
  await page.setViewportSize({ width: 1280, height: 900 });
}

for (const language of LOOKED_AT) {
  test(`pages that no link leads to are accessible and fit a phone (${language})`, async ({ as, koinon, forgive }) => {
    forgive(/status of 404/);
    test.setTimeout(180_000);
    const anna = seat(koinon, { language });
    letOpenPartnerships(koinon, anna);
    const page = await pageOf(as, anna);
    const [trashed, written] = [await newDocument(page, koinon, anna), await newDocument(page, koinon, anna)];
    const copy = automaticCopy(koinon, anna, written.split('/').at(-1) ?? '', 'What was there an hour ago.');
    await page.request.post(`${koinon.url}${trashed}/settings`, { form: { intent: 'trash' }, headers: { Origin: koinon.url } });
    const home = `/p/${anna.partnershipId}`;
    const lists = [`${home}/documents?q=zzz`, `${home}/documents?show=trash`];
    for (const address of [`${trashed}/en`, `${written}/history/${copy}`, ...lists, '/new', '/host', `${home}/members/leave`])
      await look(page, address, language);

    const nobody = await as(null, { language });
    const [signIn, reset, change] = (['sign-in', 'reset', 'email-change'] as const).map((purpose) => oneTimeLink(koinon, anna, purpose));
    for (const address of [`/sign-in/${signIn}`, `/reset/${reset}`, `/account/email/${change}`, '/reset/gone', '/invite/gone'])
      await look(nobody, address, language);
  });
}

/** Both widths of the page as it stands, or of a part of it. */
async function check(page: Page, within?: string): Promise<void> {
  await expectAccessible(page, [], within);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSideways(page);
  await page.setViewportSize({ width: 1280, height: 900 });
}

for (const language of LOOKED_AT) {
  test(`refused forms and open menus are accessible and fit a phone (${language})`, async ({ as, koinon, forgive }) => {
    forgive(/status of 400/);
    test.setTimeout(120_000);
    const anna = seat(koinon, { language });
    const page = await pageOf(as, anna);
    const home = `/p/${anna.partnershipId}`;
    const refused: [address: string, field: string, text: string][] = [
      [`${home}/documents/new`, 'title', ''],
      [`${home}/settings/facts`, 'end', '31/04/2027'],
      ['/account', 'password', 'x'],
    ];
    for (const [address, field, text] of refused) {
      await page.goto(address);
      const form = page.locator(`form:has([name=${field}])`);
      await form.locator(`[name=${field}]`).fill(text);
      await form.locator('button[type=submit]').last().click();
      await expect(page.getByRole('alert')).toBeFocused();
      await check(page);
    }
    await page.goto(`${await newDocument(page, koinon, anna)}/en`);
    await page.locator('.ProseMirror').waitFor();
    const menus = page.locator('summary:visible');
    expect(await menus.count()).toBeGreaterThanOrEqual(4);
    await check(page);
    for (const menu of await menus.all()) {
      await menu.click();
      await expect(menu.locator('xpath=following-sibling::div')).toBeVisible();
      // What lies half under it is as it was, and cannot be pressed: a press beside the menu closes it.
      await check(page, 'details[open]');
      await page.keyboard.press('Escape');
    }
  });

  test(`what is said without a connection is accessible and fits a phone (${language})`, async ({ as, koinon, forgive }) => {
    forgive(/ERR_INTERNET_DISCONNECTED|WebSocket|Failed to fetch|status of 503/);
    const anna = seat(koinon, { language });
    const page = await pageOf(as, anna);
    await page.goto(`${await newDocument(page, koinon, anna)}/en`);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    const text = page.locator('.ProseMirror[contenteditable=true]');
    await text.waitFor();
    await expect(page.locator('[data-save=saved]')).toBeVisible();
    await page.context().setOffline(true);
    await text.press('Control+End');
    await page.keyboard.type('x');
    await expect(page.locator('[data-save=offline]')).toBeVisible();
    await check(page);
    await page.goto('/');
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    // Its one document is kept, and named.
    await expect(page.locator('li a')).toContainText(['Minutes']);
    await check(page);
  });
}

test('no page is wider than a phone, in the language with the longest words', async ({ as, koinon }) => {
  test.setTimeout(180_000);
  const page = await as(koinon.people[0], { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  await speak(page, koinon.url, 'de');
  const seen = await visitAll(page, koinon.url, DOORS, expectNoSideways);
  expect(seen).toEqual(expect.arrayContaining(MUST_SEE));
});
