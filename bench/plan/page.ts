/** What runs in the page of the plan: when something is there, how long frames take, and when a key or a change of somebody else is painted. */
import type { BrowserContext, Page } from 'playwright-core';

/** Frames of 60 a second take 16.7 ms; what takes longer than this is seen. */
export const LATE_MS = 17.5;
/** The first frames are of what began before. */
const FRAMES_BEFORE = 5;

interface PlanBench {
  /** Moments since the navigation began; 0: not yet. */
  opened: { row: number; editable: number; saved: number };
  /** Times of the frames of what is measured now. */
  frames: number[];
  /** From a key (its own time stamp) until it is painted. */
  keys: number[];
  enters: number[];
  /** Title that is waited for, and when it was painted, in milliseconds since 1970. */
  seen: Record<string, number>;
  /** Calls back in the first task after the next frame. */
  painted: (then: () => void) => void;
}

declare global {
  interface Window {
    planBench: PlanBench;
  }
}

/** Runs before the page's own scripts. `row`: an item that can be opened. Who may change the plan has a button to take changes back. */
function watch(row: string): void {
  const opened = { row: 0, editable: 0, saved: 0 };
  const painted = (then: () => void) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = then;
      port2.postMessage(null);
    });
  };
  window.planBench = { opened, frames: [], keys: [], enters: [], seen: {}, painted };
  const signs = { row, editable: '[aria-label="Take back"]', saved: '[data-save=saved]' };
  const look = () => {
    for (const name of ['row', 'editable', 'saved'] as const) {
      if (opened[name] === 0 && document.querySelector(signs[name])) opened[name] = performance.now();
    }
    if (Object.values(opened).includes(0)) requestAnimationFrame(look);
  };
  look();
  addEventListener(
    'keydown',
    (event) => {
      const times = event.key === 'Enter' ? window.planBench.enters : window.planBench.keys;
      painted(() => times.push(performance.now() - event.timeStamp));
    },
    { capture: true },
  );
}

/** A page in which every visit is measured. */
export async function watchedPage(context: BrowserContext, row: string): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(watch, row);
  return page;
}

/** One visit, until the plan can be changed and all is saved. */
export async function visit(page: Page, address: string): Promise<PlanBench['opened']> {
  // An empty page first: otherwise the old one is taken down within the measured time.
  await page.goto('about:blank');
  await page.goto(address, { waitUntil: 'commit' });
  await page.waitForFunction(() => !Object.values(window.planBench.opened).includes(0), null, { timeout: 60_000 });
  return page.evaluate(() => window.planBench.opened);
}

/** Frame times while something is scrolled down, and back up at its end, 40 px with each frame. */
export async function framesOfScrolling(page: Page, scroller: string, ms: number): Promise<number[]> {
  const frames = await page.evaluate(
    ({ scroller, ms }) =>
      new Promise<number[]>((resolve) => {
        const element = document.querySelector(scroller);
        if (!element) throw new Error(`Nothing to scroll: ${scroller}`);
        const times: number[] = [];
        let [step, began, last] = [40, 0, 0];
        const frame = (now: number) => {
          if (last > 0) times.push(now - last);
          began ||= now;
          last = now;
          if (now - began > ms) return resolve(times);
          if (element.scrollTop + element.clientHeight >= element.scrollHeight - 1) step = -40;
          element.scrollTop += step;
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }),
    { scroller, ms },
  );
  return frames.slice(FRAMES_BEFORE);
}

/** Frame times while `act` goes on. */
export async function framesDuring(page: Page, act: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    window.planBench.frames = times;
    let last = 0;
    const frame = (now: number) => {
      if (window.planBench.frames !== times) return;
      if (last > 0) times.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await act();
  const frames = await page.evaluate(() => {
    const times = window.planBench.frames;
    window.planBench.frames = [];
    return times;
  });
  return frames.slice(FRAMES_BEFORE);
}

/** Forgets the keys that were pressed. */
export const forgetKeys = (page: Page) =>
  page.evaluate(() => {
    window.planBench.keys = [];
    window.planBench.enters = [];
  });

/** The times of so many keys of a sort, when the last of them is painted. */
export async function keyTimes(page: Page, which: 'keys' | 'enters', count: number): Promise<number[]> {
  await page.waitForFunction(({ which, count }) => window.planBench[which].length >= count, { which, count }, { timeout: 60_000 });
  return page.evaluate((which) => window.planBench[which], which);
}

/** Notes when a title is painted in the page, from now on. */
export const waitForTitle = (page: Page, within: string, title: string) =>
  page.evaluate(
    ({ within, title }) => {
      const root = document.querySelector(within);
      if (!root) throw new Error(`Nothing to watch: ${within}`);
      const observer = new MutationObserver(() => {
        if (!root.textContent?.includes(title)) return;
        observer.disconnect();
        window.planBench.painted(() => {
          window.planBench.seen[title] = performance.timeOrigin + performance.now();
        });
      });
      observer.observe(root, { childList: true, characterData: true, subtree: true });
    },
    { within, title },
  );

export async function whenSeen(page: Page, title: string): Promise<number> {
  await page.waitForFunction((title) => title in window.planBench.seen, title, { timeout: 30_000 });
  return page.evaluate((title) => window.planBench.seen[title] ?? Number.NaN, title);
}
