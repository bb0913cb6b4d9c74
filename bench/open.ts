/** `open`: from the navigation to an editor that takes what is typed, with nothing cached. */
import type { Browser } from 'playwright-core';
import { EDITOR, openBrowser, signedIn, throttled } from './browser';
import { against, median, type Result, rounded } from './figures';
import { openWorld, type World } from './world';

const RUNS = 5;
const GOALS = { small: { 1: 600, 6: 2500 }, large: { 1: 900, 6: 3000 } } as const;

/** A letter that no text of the world has. */
const LETTER = 'Q';

declare global {
  interface Window {
    benchShown: number;
    benchEditable: number;
  }
}

/**
 * Runs before the page's own scripts. Notes the first frame in which the editor can be seen (it exists earlier, hidden behind the
 * server's text), puts the caret into it, and notes when the letter has come.
 */
function watchForEditor({ editor, letter }: { editor: string; letter: string }): void {
  window.benchShown = 0;
  window.benchEditable = 0;
  const look = () => {
    const root = document.querySelector<HTMLElement>(editor);
    if (!root?.checkVisibility()) return void requestAnimationFrame(look);
    root.focus();
    new MutationObserver(() => {
      if (window.benchEditable === 0 && root.textContent?.includes(letter)) window.benchEditable = performance.now();
    }).observe(root, { childList: true, characterData: true, subtree: true });
    window.benchShown = performance.now();
  };
  look();
}

interface Opened {
  /** The letter that was pressed as soon as the editor was seen is in the text. */
  editable: number;
  /** The editor is seen. */
  shown: number;
  /** First contentful paint: the server's own rendering can be read. */
  readable: number;
}

async function openOnce(browser: Browser, world: World, path: string, rate: number): Promise<Opened> {
  const context = await signedIn(browser, world.url, world.cookies[0]);
  const page = await context.newPage();
  await page.addInitScript(watchForEditor, { editor: EDITOR, letter: LETTER });
  await throttled(page, rate);
  await page.goto(world.url + path, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.benchShown > 0, null, { timeout: 60_000 });
  await page.keyboard.press(LETTER);
  await page.waitForFunction(() => window.benchEditable > 0, null, { timeout: 30_000 });
  const opened = await page.evaluate(() => ({
    editable: window.benchEditable,
    shown: window.benchShown,
    readable: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
  }));
  // The next run must find the text as this one did.
  await page.keyboard.press('Backspace');
  await page.locator('[data-save=saved]').waitFor({ timeout: 30_000 });
  await context.close();
  return opened;
}

export async function benchOpen(): Promise<Result> {
  const world = await openWorld();
  const browser = await openBrowser();
  try {
    const result: Result = { runs: RUNS };
    await openOnce(browser, world, world.small, 1); // the server's own first time is not the reader's
    for (const size of ['small', 'large'] as const)
      for (const rate of [1, 6] as const) {
        const opened: Opened[] = [];
        for (let run = 0; run < RUNS; run++) opened.push(await openOnce(browser, world, world[size], rate));
        const editable = median(opened.map((one) => one.editable));
        Object.assign(result, against(`${size}EditableMs${rate}x`, editable, GOALS[size][rate]), {
          [`${size}ShownMs${rate}x`]: rounded(median(opened.map((one) => one.shown))),
          [`${size}ReadableMs${rate}x`]: rounded(median(opened.map((one) => one.readable))),
        });
      }
    return result;
  } finally {
    await browser.close();
    await world.close();
  }
}
