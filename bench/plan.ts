/** `plan`: a plan of 2,000 items that ten people have open, nine of whom go on changing it: opening, scrolling, dragging, typing, and seeing what others do. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser, signedIn, typeLetters } from './browser';
import { against, median, percentile, type Result, rounded } from './figures';
import { forgetKeys, framesDuring, framesOfScrolling, keyTimes, LATE_MS, visit, waitForTitle, watchedPage, whenSeen } from './plan/page';
import { ITEMS, openPlanWorld, PEOPLE, type PlanWorld } from './plan/world';

const VISITS = 5;
const FRAMES_FOR_MS = 3000;
/** Three seconds after it stands, a page fetches what its lists follow: that belongs to no scrolling. */
const STANDS_MS = 4000;
const KEYS = 60;
const WARM_UP_KEYS = 10;
/** A fast typist; long enough for the others to change the plan a score of times. */
const KEY_EVERY_MS = 80;
const COMMITS = 20;
const CHANGES = 40;
const GOALS = { openMs: 1500, keyMs: 50, seenMs: 300 };

interface ViewMeasured {
  search: string;
  /** An item that can be opened. */
  row: string;
  scroller: string;
}

const VIEWS = {
  board: { search: '', row: '[data-board] [role=row]', scroller: '[data-board] [role=grid]' },
  table: { search: '?view=table', row: '[role=treegrid] [data-row]', scroller: '[role=treegrid]' },
  timeline: { search: '?view=timeline', row: '[data-timeline] [data-row]', scroller: '[data-timeline]' },
} satisfies Record<string, ViewMeasured>;

/** A person's device of its own: nothing is cached, nothing kept. */
const device = (browser: Browser, world: PlanWorld) => signedIn(browser, world.url, world.cookie);

const latePercent = (frames: number[]) => rounded((frames.filter((ms) => ms > LATE_MS).length / frames.length) * 100);

function framed(name: string, frames: number[]): Result {
  return {
    [`${name}FrameP50Ms`]: rounded(percentile(frames, 0.5)),
    ...against(`${name}FrameP95Ms`, percentile(frames, 0.95), LATE_MS),
    [`${name}LatePercent`]: latePercent(frames),
  };
}

const timed = (name: string, times: number[], goal: number): Result => ({
  [`${name}P50Ms`]: rounded(percentile(times, 0.5)),
  ...against(`${name}P95Ms`, percentile(times, 0.95), goal),
});

async function opening(context: BrowserContext, world: PlanWorld, name: string, { search, row }: ViewMeasured): Promise<[Page, Result]> {
  const page = await watchedPage(context, row);
  const cold = await visit(page, world.url + world.plan + search);
  const warm: (typeof cold)[] = [];
  for (let run = 0; run < VISITS; run++) warm.push(await visit(page, world.url + world.plan + search));
  const result = {
    ...against(`${name}OpenMs`, median(warm.map((one) => one.row)), GOALS.openMs),
    [`${name}EditableMs`]: rounded(median(warm.map((one) => one.editable))),
    [`${name}SavedMs`]: rounded(median(warm.map((one) => one.saved))),
    [`${name}ColdOpenMs`]: rounded(cold.row),
    [`${name}ColdSavedMs`]: rounded(cold.saved),
  };
  return [page, result];
}

/** Carries the first card over all columns, there and back, and lets it go where it is then. */
async function dragging(page: Page): Promise<number[]> {
  const card = page.locator(VIEWS.board.row).first();
  await card.hover();
  await page.mouse.down();
  await page.mouse.move(500, 400, { steps: 5 });
  await page.locator(`${VIEWS.board.row}[data-dragging]`).waitFor();
  const frames = await framesDuring(page, async () => {
    const began = performance.now();
    for (let ms = 0; ms < FRAMES_FOR_MS; ms = performance.now() - began) {
      await page.mouse.move(640 + 360 * Math.sin(ms / 400), 500 + 150 * Math.sin(ms / 170));
    }
  });
  await page.mouse.up();
  return frames;
}

/** From a change of somebody else until the page has painted it, on the card that is first at that moment. */
async function seeing(page: Page, world: PlanWorld): Promise<number[]> {
  const times: number[] = [];
  for (let change = 0; change < CHANGES; change++) {
    const id = await page.locator(VIEWS.board.row).first().getAttribute('data-key');
    const title = `Seen elsewhere, number ${change}.`;
    await waitForTitle(page, '[data-board]', title);
    const began = world.rename(id ?? '', title);
    times.push((await whenSeen(page, title)) - began);
  }
  return times;
}

/** Letters in the field that has the focus. */
async function typing(page: Page): Promise<number[]> {
  await typeLetters(page, WARM_UP_KEYS, KEY_EVERY_MS);
  await keyTimes(page, 'keys', WARM_UP_KEYS);
  await forgetKeys(page);
  await typeLetters(page, KEYS, KEY_EVERY_MS);
  return keyTimes(page, 'keys', KEYS);
}

/** Enter, which writes what was typed into the plan. `before`: goes into the field anew and types something. */
async function committing(page: Page, before: () => Promise<void>): Promise<number[]> {
  await forgetKeys(page);
  for (let commit = 1; commit <= COMMITS; commit++) {
    await before();
    await page.keyboard.press('Enter');
    await keyTimes(page, 'enters', commit);
  }
  return keyTimes(page, 'enters', COMMITS);
}

const aLetter = (page: Page) => () => page.keyboard.press('x');

/** The title in the panel, a new card of a column. */
async function keysOfBoard(page: Page): Promise<Result> {
  await page.locator('[data-board]').getByRole('button', { name: 'Add a card' }).first().click();
  const add = { keys: await typing(page), commits: await committing(page, aLetter(page)) };
  await page.keyboard.press('Escape');
  await page.locator(VIEWS.board.row).first().press('Enter');
  await page.getByRole('complementary').getByRole('textbox', { name: 'Title' }).focus();
  await page.keyboard.press('End');
  await forgetKeys(page);
  const panel = { keys: await typing(page), commits: await committing(page, aLetter(page)) };
  return {
    ...timed('panelKey', panel.keys, GOALS.keyMs),
    ...timed('panelCommit', panel.commits, GOALS.keyMs),
    ...timed('addKey', add.keys, GOALS.keyMs),
    ...timed('addCommit', add.commits, GOALS.keyMs),
  };
}

/** The title in a cell. Enter goes on to the cell below. */
async function keysOfTable(page: Page): Promise<Result> {
  await page.locator(`${VIEWS.table.row} [data-cell=title]`).nth(3).focus();
  const edit = async () => {
    await page.keyboard.press('F2');
    await page.locator('input[data-editor]').waitFor();
  };
  await edit();
  await page.keyboard.press('End');
  await forgetKeys(page);
  const keys = await typing(page);
  await page.keyboard.press('Escape');
  const commits = await committing(page, async () => {
    await edit();
    await page.keyboard.press('End');
    await page.keyboard.press('x');
  });
  return { ...timed('cellKey', keys, GOALS.keyMs), ...timed('cellCommit', commits, GOALS.keyMs) };
}

async function measureView(browser: Browser, world: PlanWorld, name: keyof typeof VIEWS): Promise<Result> {
  const context = await device(browser, world);
  const [page, opened] = await opening(context, world, name, VIEWS[name]);
  await page.waitForTimeout(STANDS_MS);
  const still = await framesDuring(page, () => page.waitForTimeout(FRAMES_FOR_MS));
  const scrolling = await framesOfScrolling(page, VIEWS[name].scroller, FRAMES_FOR_MS);
  const result: Result = { ...opened, [`${name}StillLatePercent`]: latePercent(still), ...framed(`${name}Scroll`, scrolling) };
  // Back to the top, where the first card can be touched.
  await visit(page, world.url + world.plan + VIEWS[name].search);
  await page.waitForTimeout(STANDS_MS);
  if (name === 'board') {
    Object.assign(result, framed('boardDrag', await dragging(page)));
    Object.assign(result, timed('seen', await seeing(page, world), GOALS.seenMs), await keysOfBoard(page));
  }
  if (name === 'table') Object.assign(result, await keysOfTable(page));
  await context.close();
  return result;
}

export async function benchPlan(): Promise<Result> {
  const world = await openPlanWorld();
  const browser = await openBrowser();
  try {
    const first = await device(browser, world);
    // The server's own first time is not the reader's.
    await visit(await watchedPage(first, VIEWS.board.row), world.url + world.plan);
    await first.close();
    const result: Result = { items: ITEMS, people: PEOPLE };
    for (const name of ['board', 'table', 'timeline'] as const) Object.assign(result, await measureView(browser, world, name));
    return result;
  } finally {
    await browser.close();
    await world.close();
  }
}
