/** A real Chromium, signed in, and the measuring scripts that run in its pages. */
import path from 'node:path';
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import { chromiumFlags, findOrBringChromium } from '../server/cli/chromium.mjs';

export async function openBrowser(): Promise<Browser> {
  const executablePath = await findOrBringChromium(path.resolve(import.meta.dirname, '..'), (line) => console.error(line));
  return chromium.launch({ executablePath, args: chromiumFlags });
}

/** A context with nothing cached, signed in by its session cookie. */
export async function signedIn(browser: Browser, url: string, cookie: string): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const [name = '', value = ''] = cookie.split('=', 2);
  // tsx marks functions with a helper that does not exist in the page where they are measured.
  await context.addInitScript('globalThis.__name = (f) => f;');
  await context.addCookies([{ name, value, url }]);
  return context;
}

/** Chromium's own throttling of the page's main thread: 6 is a phone or a laptop of many years ago. */
export async function throttled(page: Page, rate: number): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
  return session;
}

/** The editor, when it takes what is typed; what the server rendered before it has none. */
export const EDITOR = '.ProseMirror[contenteditable="true"]';

/** Puts the caret at the end of the block in the middle of the text, in view. */
export async function caretInTheMiddle(page: Page): Promise<void> {
  const found = await page.evaluate((editor) => {
    const root = document.querySelector(editor);
    const blocks = root ? [...root.children].filter((child) => child.tagName === 'P') : [];
    const middle = blocks[Math.floor(blocks.length / 2)];
    if (!root || !middle) return null;
    middle.scrollIntoView({ block: 'center' });
    return blocks.indexOf(middle);
  }, EDITOR);
  if (found === null) throw new Error('The editor has no paragraph to type in.');
  await page.locator(`${EDITOR} > p`).nth(found).click();
  await page.keyboard.press('End');
}

/** Presses a letter every `everyMs`, `count` times. A slow page does not slow the typist: keys are sent on time, and wait in the page. */
export async function typeLetters(page: Page, count: number, everyMs: number): Promise<void> {
  const began = performance.now();
  const sent: Promise<void>[] = [];
  for (let index = 0; index < count; index++) {
    sent.push(page.keyboard.press(index % 6 === 5 ? 'Space' : 'abcde'.charAt(index % 6)));
    const wait = began + (index + 1) * everyMs - performance.now();
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, wait)));
  }
  await Promise.all(sent);
}
