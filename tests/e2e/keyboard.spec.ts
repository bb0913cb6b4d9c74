/** The main job without a pointer: sign in, find the way, begin a document, write, share it. The focus can be seen at every step. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { EXAMPLE_PASSWORD } from './koinon';

/** What is wrong with the place of the focus; null when it is somewhere, and shows it. */
function faultOfFocus(): string | null {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return 'the focus is on nothing';
  // The text shows where it is by its caret, a heading that a visit leads to by being the first thing on the page.
  if (focused.matches('.ProseMirror, h1, main')) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(focused);
  return outlineStyle === 'none' || outlineWidth === '0px' ? `nothing shows the focus on ${focused.outerHTML.slice(0, 120)}` : null;
}

async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  expect(await page.evaluate(faultOfFocus)).toBeNull();
}

/** Tab (or back), until this has the focus. */
async function tabTo(page: Page, goal: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await goal.waitFor();
  const has = () => goal.evaluate((element) => element === document.activeElement);
  for (let step = 0; step < 80; step++) {
    if (await has()) return;
    await press(page, key);
  }
  throw new Error(`${key} never came to ${goal}.`);
}

/** A visit to another page: from here on the focus is on its heading. */
async function arrive(page: Page, heading?: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeFocused();
}

test('from signing in to a shared document by keys alone', async ({ koinon, as }) => {
  test.setTimeout(120_000);
  const page = await as(null);
  await page.goto('/sign-in');
  await tabTo(page, page.getByLabel('E-mail address'));
  await page.keyboard.type('anna@nicosia.example');
  await tabTo(page, page.getByLabel('Password', { exact: true }));
  await page.keyboard.type(EXAMPLE_PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${koinon.url}/`);
  await arrive(page);

  // From one partnership to the other, by the switcher.
  await tabTo(page, page.getByRole('main').getByRole('link', { name: '@nclusion' }));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/p\/[^/]+$/);
  await arrive(page);
  const switcher = page.locator('summary[aria-label^="Partnership @nclusion"]').first();
  await tabTo(page, switcher, 'Shift+Tab');
  await press(page, 'ArrowDown');
  await press(page, 'ArrowUp');
  await press(page, 'Escape');
  await expect(switcher).toBeFocused();

  // The language, and back.
  const language = page.locator('summary[aria-label^="Language"]');
  await tabTo(page, language);
  await press(page, 'Enter');
  await tabTo(page, page.getByRole('button', { name: 'Deutsch' }));
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await tabTo(page, page.locator('summary[aria-label^="Sprache"]'));
  await press(page, 'Enter');
  await tabTo(page, page.getByRole('button', { name: 'English' }));
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');

  // The account's menu, there and away by Escape.
  const account = page.locator('summary[aria-label^="Your account"]');
  await tabTo(page, account);
  await press(page, 'ArrowDown');
  await expect(page.getByRole('link', { name: 'Account', exact: true })).toBeFocused();
  await press(page, 'Escape');
  await expect(account).toBeFocused();

  // A document, begun and written.
  const places = page.getByRole('navigation', { name: 'Places of this partnership' });
  await tabTo(page, places.getByRole('link', { name: 'Documents' }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await arrive(page, 'Documents');
  await tabTo(page, page.getByRole('link', { name: 'New document' }).first());
  await page.keyboard.press('Enter');
  await arrive(page, 'New document');
  await tabTo(page, page.getByLabel('Title'));
  await page.keyboard.type('By keys alone');
  await tabTo(page, page.getByRole('button', { name: 'Create document' }));
  await page.keyboard.press('Enter');
  await arrive(page, 'By keys alone');
  const text = page.locator('.ProseMirror[contenteditable=true]');
  await tabTo(page, text);
  await page.keyboard.type('Every town counts.');
  await expect(text).toContainText('Every town counts.');
  await press(page, 'Alt+F10');
  await press(page, 'ArrowRight');
  await press(page, 'Escape');
  await expect(text).toBeFocused();

  // Back up to "Share", which leads to the part of the page that shares.
  await tabTo(page, page.getByRole('link', { name: 'Share', exact: true }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('#sharing')).toBeFocused();
  await tabTo(page, page.getByRole('button', { name: 'Share with the partnership' }));
  await page.keyboard.press('Enter');
  await arrive(page, 'By keys alone');
});
