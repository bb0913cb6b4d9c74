/** `typing`: from a key to the frame that shows it, in the middle of a document of 2,000 blocks and 50,000 words. */
import type { Browser } from 'playwright-core';
import { caretInTheMiddle, EDITOR, openBrowser, signedIn, throttled, typeLetters } from './browser';
import { against, percentile, type Result, rounded } from './figures';
import { openWorld, type World } from './world';

const KEYS = 80;
const WARM_UP_KEYS = 20;
const KEY_EVERY_MS = 40;
const GOALS = { 1: { p50: 14, p95: 22 }, 6: { p50: 50, p95: 100 } } as const;

interface Times {
  /** From the key to the first task after the next frame began. */
  frame: number[];
  /** The same from the moment at which the page began to handle the key: without what it waited while the page was busy. */
  handled: number[];
  /** From the handling of the key until the editor has changed its page: what our own code takes. */
  change: number[];
}

declare global {
  interface Window {
    benchTimes: Times;
  }
}

/** Runs in the page: keydown, next animation frame, next task. A key's own time is when it was pressed, on the page's clock. */
function measureKeys(editor: string): void {
  window.benchTimes = { frame: [], handled: [], change: [] };
  const root = document.querySelector(editor);
  let pressed = 0;
  let changed = true;
  new MutationObserver(() => {
    if (!changed) window.benchTimes.change.push(performance.now() - pressed);
    changed = true;
  }).observe(root as Element, { childList: true, characterData: true, subtree: true });
  root?.addEventListener(
    'keydown',
    (event) => {
      const began = performance.now();
      pressed = began;
      changed = false;
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          const now = performance.now();
          window.benchTimes.frame.push(now - event.timeStamp);
          window.benchTimes.handled.push(now - began);
        };
        port2.postMessage(null);
      });
    },
    { capture: true },
  );
}

async function measure(browser: Browser, world: World, rate: number): Promise<Times> {
  const context = await signedIn(browser, world.url, world.cookies[0]);
  const page = await context.newPage();
  await page.goto(world.url + world.large);
  await page.locator(EDITOR).waitFor({ timeout: 60_000 });
  await caretInTheMiddle(page);
  await typeLetters(page, WARM_UP_KEYS, KEY_EVERY_MS);
  await throttled(page, rate);
  await typeLetters(page, WARM_UP_KEYS, KEY_EVERY_MS);
  await page.evaluate(measureKeys, EDITOR);
  await typeLetters(page, KEYS, KEY_EVERY_MS);
  await page.waitForFunction((keys) => window.benchTimes.frame.length >= keys, KEYS, { timeout: 60_000 });
  const times = await page.evaluate(() => window.benchTimes);
  await context.close();
  return times;
}

export async function benchTyping(): Promise<Result> {
  const world = await openWorld();
  const browser = await openBrowser();
  try {
    const result: Result = { blocks: 2000, keys: KEYS };
    for (const rate of [1, 6] as const) {
      const { frame, handled, change } = await measure(browser, world, rate);
      Object.assign(
        result,
        against(`p50Ms${rate}x`, percentile(frame, 0.5), GOALS[rate].p50),
        against(`p95Ms${rate}x`, percentile(frame, 0.95), GOALS[rate].p95),
        { [`handledP50Ms${rate}x`]: rounded(percentile(handled, 0.5)), [`handledP95Ms${rate}x`]: rounded(percentile(handled, 0.95)) },
        { [`changeP50Ms${rate}x`]: rounded(percentile(change, 0.5)), [`changeP95Ms${rate}x`]: rounded(percentile(change, 0.95)) },
      );
    }
    return result;
  } finally {
    await browser.close();
    await world.close();
  }
}
