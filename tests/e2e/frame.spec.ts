/** The frame that all pages share: errors, language, titles, and where the focus goes. */
import path from 'node:path';
import Database from 'better-sqlite3';
import { languages } from '../../app/i18n/languages';
import { expectAccessible, expectNoSideways } from './accessible';
import { BROKEN_LINE, expect, LOOKED_AT, type Page, test } from './fixtures';
import { seat } from './seats';
import { pageOf } from './writers';

const NOTHING_HERE: Record<string, string> = { en: 'There is nothing here', el: 'Δεν υπάρχει τίποτα εδώ', de: 'Hier gibt es nichts' };

test('an address that does not exist answers 404 in the language of the reader', async ({ as, forgive }) => {
  forgive(/status of 404/);
  for (const [language, sentence] of Object.entries(NOTHING_HERE)) {
    const page = await as(null, { locale: language });
    const answer = await page.goto('/there/is/no/such/page');
    expect(answer?.status()).toBe(404);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(sentence);
    await expect(page).toHaveTitle(`${sentence} · Koinon`);
  }
});

for (const language of LOOKED_AT) {
  test(`the page that is not there is accessible and fits a phone (${language})`, async ({ as, forgive }) => {
    forgive(/status of 404/);
    const page = await as(null, { language, viewport: { width: 360, height: 740 } });
    await page.goto('/nothing');
    await expectAccessible(page);
    await expectNoSideways(page);
  });
}

test('the language is chosen without JavaScript, and remembered', async ({ as, forgive }) => {
  forgive(/status of 404/);
  const page = await as(null, { javaScriptEnabled: false });
  await page.goto('/nothing?x=1');
  await page.locator('summary').click();
  await page.getByRole('button', { name: 'Polski' }).click();
  expect(new URL(page.url()).pathname).toBe('/nothing');
  await expect(page.locator('html')).toHaveAttribute('lang', 'pl');
});

test('a menu opens by key, moves by arrows, closes by Escape and gives the focus back', async ({ as, forgive }) => {
  forgive(/status of 404/);
  const page = await as(null);
  await page.goto('/nothing');
  const button = page.locator('summary');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  // Arrows are the script's, and it may be on its way yet.
  await expect(async () => {
    await button.focus();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('button', { name: 'English' })).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('button', { name: 'Deutsch' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();
  await expect(page.getByRole('button', { name: 'Deutsch' })).toBeHidden();
});

test('a page that is not there keeps the frame of its partnership; without a seat there is only the way home', async ({
  koinon,
  as,
  forgive,
}) => {
  forgive(/status of 404/);
  const observer = seat(koinon, { role: 'observer' });
  const page = await as(null);
  await page.context().addCookies([observer.cookie]);

  const refused = await page.goto(`/p/${observer.partnershipId}/settings/facts`);
  expect(refused?.status()).toBe(404);
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toHaveText('There is nothing here');
  await expect(page).toHaveTitle('There is nothing here · Koinon');
  await expect(page.getByRole('navigation', { name: 'Places of this partnership' })).toBeVisible();
  await expect(page.locator('summary[aria-label^="Language:"]')).toBeVisible();
  await expectAccessible(page);
  // A page that lays out the whole width itself leaves no margins behind.
  await page.goto(`/p/${observer.partnershipId}/documents/nothing0here/en`);
  const [content, heading] = [await page.locator('main').boundingBox(), await page.locator('h1').boundingBox()];
  expect((heading?.x ?? 0) - (content?.x ?? 0)).toBeGreaterThanOrEqual(16);

  await page.goto('/p/none');
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toHaveText('There is nothing here');
  await expect(page.locator('summary[aria-label^="Your account"]')).toBeVisible();
  await expect(page.locator('summary[aria-label^="Language:"]')).toBeVisible();
  await page.getByRole('link', { name: 'Go to your partnerships' }).click();
  await expect(page.getByRole('main').getByRole('link', { name: '@test' })).toBeVisible();
});

test('a page that fails says what is safe, inside the frame, and comes back', async ({ freshKoinon, as, forgive }) => {
  forgive(/status of 500/);
  const koinon = await freshKoinon();
  const anna = seat(koinon);
  const page = await as(null, { on: koinon });
  await page.context().addCookies([anna.cookie]);
  const database = new Database(path.join(koinon.dataDir, 'koinon.sqlite'), { timeout: 5000 });
  try {
    database.exec('ALTER TABLE "Place" RENAME TO "PlaceAway"');
    const answer = await page.goto(`/p/${anna.partnershipId}/settings/places`);
    expect(answer?.status()).toBe(500);
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toHaveText('This page cannot be shown');
    await expect(page).toHaveTitle('This page cannot be shown · Koinon');
    await expect(page.getByText('What was saved is safe.')).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Places of this partnership' })).toBeVisible();
    await expect(page.getByText(/SQLITE|prisma|at .*\.js/i)).toHaveCount(0);
    await expectAccessible(page);
    database.exec('ALTER TABLE "PlaceAway" RENAME TO "Place"');
  } finally {
    database.close();
  }
  await page.getByRole('link', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Places');
});

/** The sentence of the region that says changes, once it says something. */
const spoken = (page: Page) => page.locator('body > [role=status]');

test('the focus follows the reader: to the heading, to a named part, to what a form has done, never to nowhere', async ({ koinon, as }) => {
  const anna = seat(koinon);
  const page = await as(null);
  await page.context().addCookies([anna.cookie]);
  const { url } = koinon;
  const made = await page.request.post(`${url}/p/${anna.partnershipId}/documents/new`, {
    form: { title: 'Focus', template: 'blank', language: 'en' },
    headers: { Origin: url },
    maxRedirects: 0,
  });
  await page.goto(made.headers().location ?? '');
  await page.getByRole('link', { name: 'Share', exact: true }).click();
  await expect(page.locator('#sharing')).toBeFocused();
  await expect(spoken(page)).toContainText('Koinon');

  await page.getByRole('link', { name: 'Members', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Members' })).toBeFocused();

  await page.goto('/account');
  await page.getByRole('button', { name: 'Save the profile' }).click();
  await expect(page.getByRole('main').getByRole('status')).toBeFocused();
});

test('a refused form gives the focus to what is to be mended, and from there to the field', async ({ koinon, as, forgive }) => {
  forgive(/status of 400/);
  const anna = seat(koinon);
  const page = await as(null);
  await page.context().addCookies([anna.cookie]);
  for (const javaScript of [true, false]) {
    const reader = javaScript ? page : await as(null, { javaScriptEnabled: false });
    await reader.context().addCookies([anna.cookie]);
    await reader.goto(`/p/${anna.partnershipId}/documents/new`);
    await reader.getByRole('button', { name: 'Create document' }).click();
    await expect(reader.getByRole('alert')).toBeFocused();
    await reader.getByRole('alert').getByRole('link').first().click();
    await expect(reader.getByLabel('Title')).toBeFocused();
    // Where the reader now is, it still says why.
    await expect(reader.getByLabel('Title')).toHaveAttribute('aria-invalid', 'true');
    await expect(reader.getByRole('alert')).toBeVisible();
  }
});

test('a form that was refused can be sent again at once, while the page is still being read anew', async ({ koinon, as, forgive }) => {
  forgive(/status of 400/);
  const anna = seat(koinon);
  const page = await pageOf(as, anna);
  const alive = page.waitForEvent('websocket', { predicate: (socket) => socket.url().includes('/events/') });
  await page.goto(`/p/${anna.partnershipId}/documents/new`);
  await alive;
  // The page asks for itself again, and gets no answer.
  const reading = page.waitForRequest((request) => request.method() === 'GET' && /documents\/new\.data/.test(request.url()));
  await page.route(/documents\/new\.data/, (route) => (route.request().method() === 'GET' ? undefined : route.continue()));
  await page.getByRole('button', { name: 'Create document' }).press('Enter');
  await reading;
  await expect(page.getByRole('alert')).toBeFocused();
  await page.getByLabel('Title').fill('Local strategy');
  await page.getByRole('button', { name: 'Create document' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Local strategy' })).toBeVisible();
});

/** What lies over the middle of the element that has the focus, if it is not the element itself; null when it can be seen. */
function coverOfFocus(): string | null {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return 'the focus is nowhere';
  const box = focused.getBoundingClientRect();
  const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height / 2, 20)];
  const top = document.elementFromPoint(x, y);
  if (top && (focused.contains(top) || top.contains(focused) || focused.closest('label')?.contains(top))) return null;
  return `${focused.outerHTML.slice(0, 120)} at ${Math.round(y)} is under ${top ? top.outerHTML.slice(0, 120) : 'the edge of the screen'}`;
}

/** Walks with a key until the walk leaves the page or comes to what `until` matches; what was covered on the way. */
async function walk(page: Page, key: string, until: string): Promise<{ steps: number; covered: string[] }> {
  const covered: string[] = [];
  for (let steps = 1; steps < 150; steps++) {
    await page.keyboard.press(key);
    const cover = await page.evaluate(coverOfFocus);
    if (cover) covered.push(cover);
    if (await page.evaluate((selector) => document.activeElement?.matches(selector), until)) return { steps, covered };
  }
  throw new Error(`${key} never came to ${until}.`);
}

test('on a phone, no bar ever covers what has the focus, down a long form and up again', async ({ koinon, as }) => {
  const anna = seat(koinon);
  const page = await as(null, { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true });
  await page.context().addCookies([anna.cookie]);
  await page.goto(`/p/${anna.partnershipId}/settings/facts`);
  await page.getByLabel('Acronym').focus();
  const down = await walk(page, 'Tab', 'main button[type=submit]');
  const up = await walk(page, 'Shift+Tab', 'input[name=acronym]');
  expect([...down.covered, ...up.covered]).toEqual([]);
  expect(Math.min(down.steps, up.steps)).toBeGreaterThan(15);
});

test('what is not saved stays in sight of who has scrolled, in words that fit a phone', async ({ koinon, as, forgive }) => {
  // The last one: the page was just being kept for the time without a network; it is when the network is back.
  forgive(BROKEN_LINE);
  const anna = seat(koinon, { language: 'de' });
  const page = await as(null, { viewport: { width: 360, height: 640 } });
  await page.context().addCookies([anna.cookie]);
  const made = await page.request.post(`${koinon.url}/p/${anna.partnershipId}/documents/new`, {
    form: { title: 'Strategie', template: 'strategy', language: 'en' },
    headers: { Origin: koinon.url },
    maxRedirects: 0,
  });
  await page.goto(made.headers().location ?? '');
  const text = page.locator('.ProseMirror[contenteditable=true]');
  await text.waitFor();
  await expect(page.locator('[data-save=saved]')).toBeVisible();
  await page.context().setOffline(true);
  await text.press('Control+End');
  await page.keyboard.type('Ein Satz.');
  const bar = page.getByText('Offline: auf diesem Gerät aufbewahrt').last();
  await expect(bar).toBeInViewport();
  await expect(page.locator('[data-save=offline]')).toHaveText('Hier aufbewahrt');
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(400);
  await expectNoSideways(page);
  // The tools stick below the bar, wherever its height ends.
  const [header, tools] = [await page.locator('header').first().boundingBox(), await page.getByRole('toolbar').first().boundingBox()];
  expect(tools?.y).toBeGreaterThanOrEqual((header?.y ?? 0) + (header?.height ?? 0) - 1);
  await page.context().setOffline(false);
  await expect(page.locator('[data-save=saved]')).toBeVisible({ timeout: 20_000 });
});

test('on a phone no place of the bottom bar is cut off in any language, and those that have no room are one press away', async ({
  koinon,
  as,
}) => {
  const anna = seat(koinon);
  const page = await pageOf(as, anna, { viewport: { width: 360, height: 740 } });
  await page.goto(`/p/${anna.partnershipId}/members`);
  const bar = page.getByRole('navigation', { name: 'Places of this partnership' });
  await bar.getByText('More').click();
  await expect(bar.getByRole('link', { name: 'Members' })).toHaveAttribute('aria-current', 'page');
  await bar.getByRole('link', { name: 'Indicators' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Indicators' })).toBeVisible();
  await expect(bar.getByRole('link', { name: 'Indicators' })).toBeHidden();
  for (const language of languages) {
    await page.request.post(`${koinon.url}/language`, { form: { language }, headers: { Origin: koinon.url } });
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    const cut = await page
      .locator('nav.fixed .truncate')
      .evaluateAll((words) => words.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent));
    expect(cut, language).toEqual([]);
  }
});
