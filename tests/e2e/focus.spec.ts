/** Where the focus goes when what had it goes: to the text, and never onto the page itself. */
import { addItem } from '../../app/features/plan/live';
import { BROKEN_LINE, expect, type Page, test } from './fixtures';
import { writePlan } from './plans';
import { type Seated, seat } from './seats';
import { begin, block, blocksOf, giveRole, join, open, pageOf, two } from './writers';

const EDITOR_FILE = /\/assets\/editor-[^/]*\.js$/;
const roomOf = async (page: Page) => (await page.locator('[data-room]').getAttribute('data-room')) ?? '';

test('from a message about a picture', async ({ koinon, as }) => {
  const anna = seat(koinon, { role: 'editor' });
  const page = await pageOf(as, anna);
  const text = await open(page, await begin(page.context(), koinon, anna, 'blank'));
  await text.pressSequentially('Before');
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Picture', exact: true }).click();
  await (await choosing).setFiles({ name: 'drawing.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') });
  await page.getByRole('button', { name: 'Dismiss' }).press('Enter');
  await expect(text).toBeFocused();
  await page.keyboard.type(' and after');
  await expect(text).toHaveText('Before and after');
});

test('between the editor and a text that it cannot show, both ways', async ({ koinon, as }) => {
  const anna = seat(koinon, { role: 'editor' });
  const page = await pageOf(as, anna);
  const text = await open(page, await begin(page.context(), koinon, anna, 'blank'));
  const later = join(koinon, anna, await roomOf(page));
  await expect.poll(() => later.synced).toBe(true);
  const appear = () => blocksOf(later).push([block('poll', 'A question of tomorrow')]);
  const disappear = () => blocksOf(later).delete(blocksOf(later).length - 1, 1);
  const frozen = page.getByRole('alert').filter({ hasText: 'A newer version' });
  for (const had of [text, page.getByRole('button', { name: 'Bold' })]) {
    await had.focus();
    appear();
    await expect(frozen).toBeVisible();
    await expect(page.locator('article.document')).toBeFocused();
    disappear();
    await expect(frozen).toHaveCount(0);
    await expect(text).toBeFocused();
  }
  // Who was elsewhere stays there.
  const elsewhere = page.getByRole('link', { name: 'Documents' }).first();
  await elsewhere.focus();
  appear();
  await expect(frozen).toBeVisible();
  disappear();
  await expect(text).toBeVisible();
  await expect(elsewhere).toBeFocused();
  later.destroy();
});

for (const where of ['in the document', 'in the list of documents'] as const)
  test(`from a text that the server refused, and from its bar ${where}`, async ({ koinon, as, forgive }) => {
    forgive(BROKEN_LINE);
    const carla = seat(koinon, { name: 'Carla Coordinator' });
    const anna = seat(koinon, { role: 'editor', beside: carla, sameOrganisation: true });
    const office = await pageOf(as, carla);
    const page = await pageOf(as, anna);
    const text = await open(page, await begin(page.context(), koinon, anna, 'blank', 'el', 'Στρατηγική'));
    await text.pressSequentially('Kept.');
    await expect(page.locator('[data-save=saved]')).toBeVisible();
    await page.context().setOffline(true);
    await page.keyboard.type(' Refused.');
    await giveRole(office.context(), koinon, anna, 'observer');
    await page.context().setOffline(false);
    const discard = page.getByRole('button', { name: 'Discard it' });
    await expect(discard).toBeVisible({ timeout: 30_000 });
    const read = page.locator('.ProseMirror[role=article]');
    await expect(read).toHaveText('Kept.');
    await expect(read).toBeFocused();
    if (where === 'in the document') {
      await discard.press('Enter');
      await expect(discard).toHaveCount(0);
      await expect(read).toBeFocused();
      return;
    }
    await page.getByRole('link', { name: 'Documents' }).first().click();
    await expect(discard).toBeVisible({ timeout: 15_000 });
    // What is said about it is in the reader's language, its title is not.
    await expect(page.locator('main span[lang=el]', { hasText: 'Στρατηγική' }).first()).toBeVisible();
    await discard.press('Enter');
    await expect(discard).toHaveCount(0);
    await expect(page.getByRole('heading', { level: 1, name: 'Documents' })).toBeFocused();
  });

test('from the page that the server drew: a link and a table in the text, of who writes and of who reads', async ({ koinon, as }) => {
  const anna = seat(koinon, { role: 'editor' });
  const olga = seat(koinon, { role: 'observer', beside: anna, sameOrganisation: true });
  const first = await pageOf(as, anna);
  const path = await begin(first.context(), koinon, anna, 'strategy');
  const text = await open(first, path);
  const script = join(koinon, anna, await roomOf(first));
  await expect.poll(() => script.synced).toBe(true);
  blocksOf(script).push([block('paragraph', 'the law', { link: { href: 'https://europa.example/law' } })]);
  await expect(text.getByText('the law')).toBeVisible();
  script.destroy();
  await first.close();

  /** Opens the page, goes to a thing in the text, and lets the editor come. */
  const opened = async (person: Seated, to: (page: Page) => ReturnType<Page['locator']>) => {
    const page = await pageOf(as, person, { serviceWorkers: 'block' });
    let go = () => {};
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    await page.route(EDITOR_FILE, (route) => held.then(() => route.continue()));
    await page.goto(path);
    await expect(page.locator('[data-save]')).toHaveText('Connecting');
    await to(page).focus();
    await expect(to(page)).toBeFocused();
    const top = async () => (await to(page).boundingBox())?.y ?? 0;
    const before = await top();
    go();
    await expect(page.locator('.ProseMirror')).toBeVisible();
    expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(2);
    return page;
  };
  const link = (page: Page) => page.locator('.document a', { hasText: 'the law' });
  const table = (page: Page) => page.locator('.document .tableWrapper').nth(1);

  const writer = await opened(anna, link);
  await expect(writer.locator('.ProseMirror')).toBeFocused();
  await writer.keyboard.type('See ');
  await expect(writer.locator('.ProseMirror > :last-child')).toHaveText('See the law');
  const scrolling = await opened(anna, table);
  await expect(table(scrolling)).toBeFocused();
  const reader = await opened(olga, link);
  await expect(link(reader)).toBeFocused();
  const scrollingReader = await opened(olga, table);
  await expect(table(scrollingReader)).toBeFocused();
});

test('a refused right takes no focus from who is elsewhere', async ({ koinon, as }) => {
  const { mine, myText, anna } = await two(koinon, as);
  const carla = seat(koinon, { beside: anna, name: 'Carla Coordinator' });
  const office = await pageOf(as, carla);
  await expect(myText).toBeVisible();
  const elsewhere = mine.getByRole('link', { name: 'Documents' }).first();
  await elsewhere.focus();
  await giveRole(office.context(), koinon, anna, 'observer');
  await expect(mine.locator('.ProseMirror[role=article]')).toBeVisible();
  await expect(elsewhere).toBeFocused();
});

test('from the plan as it stands before its view is there, into the view', async ({ koinon, as }) => {
  const anna = seat(koinon, { role: 'editor' });
  await writePlan(koinon, anna, (doc) => addItem(doc, { kind: 'task', title: 'Ask' }));
  const page = await pageOf(as, anna);
  for (const [view, name] of [
    ['board', 'Board'],
    ['table', 'Table'],
    ['timeline', 'Timeline'],
    ['calendar', 'Calendar'],
  ]) {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const file = new RegExp(`/assets/${view === 'calendar' ? 'calendar-view' : view}-[^/]*[.]js$`);
    await page.route(file, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`/p/${anna.partnershipId}/plan?view=${view}`);
    const still = page.locator(`main [aria-label="${name}"][tabindex="0"]`);
    // The page is alive once its line to the server is: a focus before that would be no test.
    await expect(page.getByRole('button', { name: 'Take back' })).toBeVisible();
    await still.focus();
    await expect(still).toBeFocused();
    const stood = await still.elementHandle();
    release();
    await page.waitForFunction((one) => one !== null && !one.isConnected, stood);
    await expect(page.locator('main :focus'), view).toHaveCount(1);
    await page.unroute(file);
  }
});

test('a reader who already mends a refused form keeps the focus when the page comes alive', async ({ koinon, as, forgive }) => {
  forgive(/status of 400/);
  const anna = seat(koinon);
  const page = await pageOf(as, anna, { serviceWorkers: 'block' });
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/assets\/entry\.client-[^/]*\.js$/, (route) => held.then(() => route.continue()));
  const shown = { waitUntil: 'commit' } as const;
  await page.goto(`/p/${anna.partnershipId}/documents/new`, shown);
  await page.getByRole('button', { name: 'Create document' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  const title = page.getByLabel('Title');
  await title.pressSequentially('Local str');
  const alive = page.waitForEvent('websocket', { predicate: (socket) => socket.url().includes('/events/') });
  release();
  await alive;
  await page.keyboard.type('ategy');
  await expect(title).toHaveValue('Local strategy');
  await expect(title).toBeFocused();
});
