/** `echo`: a key pressed in browser A until browser B has painted it, both in the same small document. Two browsers, one machine, one clock. */
import type { Browser, Page } from 'playwright-core';
import { caretInTheMiddle, EDITOR, openBrowser, signedIn, typeLetters } from './browser';
import { against, percentile, type Result, rounded } from './figures';
import { openWorld, type World } from './world';

const KEYS = 100;
const WARM_UP_KEYS = 20;
const KEY_EVERY_MS = 120;
const GOAL_MEDIAN_MS = 16;
const GOAL_P95_MS = 25;

declare global {
  interface Window {
    benchMoments: { change: number; frame: number }[];
    benchKeys: number[];
  }
}

async function open(browser: Browser, world: World, cookie: string): Promise<Page> {
  const context = await signedIn(browser, world.url, cookie);
  const page = await context.newPage();
  await page.goto(world.url + world.small);
  await page.locator(EDITOR).waitFor({ timeout: 30_000 });
  return page;
}

/** Moments are milliseconds since 1970 with fractions: each page's own clock, laid on the common one. */
function noteKeys(editor: string): void {
  window.benchKeys = [];
  const note = (event: Event) => window.benchKeys.push(performance.timeOrigin + event.timeStamp);
  document.querySelector(editor)?.addEventListener('keydown', note, { capture: true });
}

/** In B: when the letter is in the page, and the first task after the frame that paints it began. */
function noteChanges(editor: string): void {
  window.benchMoments = [];
  // Carets of others have a name in them: only the text's own length tells that a letter came.
  const lengthNow = () =>
    [...document.querySelectorAll(`${editor} > p, ${editor} > h1`)]
      .map((block) => {
        const copy = block.cloneNode(true) as Element;
        for (const caret of copy.querySelectorAll('.caret')) caret.remove();
        return copy.textContent ?? '';
      })
      .join('').length;
  let length = lengthNow();
  new MutationObserver(() => {
    const now = lengthNow();
    if (now <= length) {
      length = now;
      return;
    }
    const moment = { change: performance.timeOrigin + performance.now(), frame: 0 };
    // Letters that came together were shown together.
    for (; length < now; length++) window.benchMoments.push(moment);
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        moment.frame = performance.timeOrigin + performance.now();
      };
      port2.postMessage(null);
    });
  }).observe(document.querySelector(editor) as Element, { childList: true, characterData: true, subtree: true });
}

export async function benchEcho(): Promise<Result> {
  const world = await openWorld();
  const [here, there] = [await openBrowser(), await openBrowser()];
  try {
    const a = await open(here, world, world.cookies[0]);
    const b = await open(there, world, world.cookies[1]);
    await caretInTheMiddle(a);
    await typeLetters(a, WARM_UP_KEYS, KEY_EVERY_MS);
    await a.evaluate(noteKeys, EDITOR);
    await b.evaluate(noteChanges, EDITOR);
    await typeLetters(a, KEYS, KEY_EVERY_MS);
    await b.waitForFunction((keys) => window.benchMoments.filter(({ frame }) => frame > 0).length >= keys, KEYS, { timeout: 30_000 });
    const keys = await a.evaluate(() => window.benchKeys);
    const moments = await b.evaluate(() => window.benchMoments);
    if (moments.length !== keys.length) throw new Error(`${keys.length} keys were pressed and ${moments.length} changes seen.`);
    const since = (which: 'change' | 'frame') => moments.map((moment, index) => moment[which] - (keys[index] ?? 0));
    return {
      keys: keys.length,
      ...against('medianMs', percentile(since('frame'), 0.5), GOAL_MEDIAN_MS),
      ...against('p95Ms', percentile(since('frame'), 0.95), GOAL_P95_MS),
      changeMedianMs: rounded(percentile(since('change'), 0.5)),
      changeP95Ms: rounded(percentile(since('change'), 0.95)),
    };
  } finally {
    await Promise.all([here.close(), there.close()]);
    await world.close();
  }
}
