/** Documents that tests write in, and who writes. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext } from '@playwright/test';
import sharp from 'sharp';
import { type AsOptions, expect, type Page } from './fixtures';
import type { Koinon } from './koinon';
import { type Seated, seat } from './seats';

export type As = (email: null, options?: AsOptions) => Promise<Page>;

export async function pageOf(as: As, person: Seated, options?: AsOptions): Promise<Page> {
  const page = await as(null, options);
  await page.context().addCookies([person.cookie]);
  return page;
}

/** Creates a document by its form. @returns the path of its text */
export async function begin(
  context: BrowserContext,
  koinon: Koinon,
  person: Seated,
  template: string,
  language = 'en',
  title = 'Strategy',
): Promise<string> {
  const answer = await context.request.post(`${koinon.url}/p/${person.partnershipId}/documents/new`, {
    form: { title, template, language },
    headers: { Origin: koinon.url },
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(302);
  return answer.headers().location ?? '';
}

/** The text, once it can be written in. */
export async function open(page: Page, path: string) {
  await page.goto(path);
  const text = page.locator('.ProseMirror[contenteditable="true"]');
  await expect(text).toBeVisible();
  return text;
}

/** Two people of one organisation in one document, each in a browser of their own. */
export async function two(koinon: Koinon, as: As, template = 'blank') {
  const anna = seat(koinon, { role: 'editor', name: 'Anna Example' });
  const piotr = seat(koinon, { role: 'editor', name: 'Piotr Example', beside: anna, sameOrganisation: true });
  const [mine, theirs] = [await pageOf(as, anna), await pageOf(as, piotr)];
  const path = await begin(mine.context(), koinon, anna, template);
  return { mine, theirs, myText: await open(mine, path), theirText: await open(theirs, path), path, anna, piotr };
}

/** Where somebody else writes, as `page` shows it. */
export function caretOf(page: Page, name: string) {
  return page.locator('.caret-label', { hasText: name });
}

export const PHOTO = await sharp({ create: { width: 60, height: 30, channels: 3, background: '#0f5e66' } })
  .png()
  .toBuffer();

/** Fails when the focus fell out of everything, onto the page itself. */
export async function expectFocusKept(page: Page) {
  expect(await page.evaluate(() => document.activeElement?.localName)).not.toBe('body');
}

/** The screen's words for a key, in the language of the page. */
export async function words(page: Page, key: string, of: 'features/documents' | 'ui' = 'features/documents'): Promise<string> {
  const language = (await page.getAttribute('html', 'lang')) ?? 'en';
  const file = path.join(import.meta.dirname, `../../app/${of}/locales/${language}.json`);
  return JSON.parse(readFileSync(file, 'utf8'))[key];
}
