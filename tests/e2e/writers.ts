/** Documents that tests write in, and who writes. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext } from '@playwright/test';
import sharp from 'sharp';
import WebSocket from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { DOCUMENT_ROOT } from '../../app/live/wire';
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

/** Joins a room as a script would, with the stock provider. */
export function join(koinon: Koinon, person: Seated, room: string): WebsocketProvider {
  class WithCookie extends WebSocket {
    constructor(url: string) {
      super(url, { headers: { Cookie: `${person.cookie.name}=${person.cookie.value}`, Origin: koinon.url } });
    }
  }
  return new WebsocketProvider(`${koinon.url.replace('http', 'ws')}/sync`, room, new Y.Doc(), {
    WebSocketPolyfill: WithCookie as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    connect: true,
  });
}

/** The blocks of a text that a script has joined. */
export function blocksOf({ doc }: WebsocketProvider): Y.XmlFragment {
  return doc.getXmlFragment(DOCUMENT_ROOT);
}

export function block(name: string, words: string, marks: Record<string, object> = {}): Y.XmlElement {
  const element = new Y.XmlElement(name);
  const text = new Y.XmlText();
  text.insert(0, words, marks);
  element.insert(0, [text]);
  return element;
}

/** The role of a member, as the form of a coordinator changes it. */
export async function giveRole(context: BrowserContext, koinon: Koinon, member: Seated, grants: string): Promise<void> {
  const answer = await context.request.post(`${koinon.url}/p/${member.partnershipId}/members/${member.memberId}`, {
    form: { organisationId: member.organisationId, grants },
    headers: { Origin: koinon.url },
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(302);
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
