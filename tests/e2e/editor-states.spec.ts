/** What the editor does by keyboard in tables, on paper, with content of a later version, and when an old copy comes back. */
import * as Y from 'yjs';
import { Frame } from '../../app/live/wire';
import { expectAccessible, expectNoSideways } from './accessible';
import { BROKEN_LINE, expect, type Page, test } from './fixtures';
import { automaticCopy, seat } from './seats';
import { begin, block, blocksOf, expectFocusKept, join, open, pageOf, two } from './writers';

/** Goes to a tool of the bar that has the focus, by arrows alone. */
async function toTool(page: Page, name: string) {
  const tool = page.getByRole('button', { name, exact: true });
  await page.keyboard.press('Home');
  await expect
    .poll(async () => {
      if (await tool.evaluate((element) => element === document.activeElement)) return true;
      await page.keyboard.press('ArrowRight');
      return false;
    })
    .toBe(true);
}

test('a table by keyboard: header column, merged and split cells, wider columns', async ({ koinon, as }) => {
  const anna = seat(koinon, { role: 'editor' });
  const page = await pageOf(as, anna);
  const text = await open(page, await begin(page.context(), koinon, anna, 'blank'));
  const { keyboard } = page;
  await text.focus();
  await keyboard.type('/tabl');
  await expect(page.getByRole('option', { name: 'Table' })).toHaveAttribute('aria-selected', 'true');
  await keyboard.press('Enter');
  await expect(text.locator('th')).toHaveCount(3);
  const tools = page.getByRole('toolbar', { name: 'Table tools' });
  await expect(tools).toBeVisible();
  const press = async (name: string) => {
    await keyboard.press('Alt+F10');
    await keyboard.press('Tab');
    await toTool(page, name);
    await keyboard.press('Enter');
    await expect(text).toBeFocused();
  };
  await press('Header column');
  await expect(text.locator('th')).toHaveCount(5);
  await keyboard.press('Shift+ArrowRight');
  await keyboard.press('Shift+ArrowRight');
  await expect(text.locator('.selectedCell').first()).toBeVisible();
  await press('Merge cells');
  await expect(text.locator('th:not([colspan="1"])')).toHaveCount(1);
  await press('Split cell');
  await expect(text.locator('th:not([colspan="1"])')).toHaveCount(0);
  await keyboard.press('Alt+Shift+ArrowRight');
  await expect(text.locator('col').first()).toHaveAttribute('style', /width: \d+px/);
  await expect(page.getByRole('status').getByText('The column is wider now.')).toBeAttached();
  await keyboard.press('Alt+Shift+ArrowLeft');
  await expect(page.getByRole('status').getByText('The column is narrower now.')).toBeAttached();
  await expectFocusKept(page);
});

test('C20: content of a later version: read-only with the reason, complete, accessible, and nothing of it is lost', async ({
  koinon,
  as,
}) => {
  const anna = seat(koinon, { role: 'editor' });
  const page = await pageOf(as, anna);
  const path = await begin(page.context(), koinon, anna, 'blank');
  const text = await open(page, path);
  await text.click();
  await page.keyboard.type('Before.');
  await expect(page.locator('[data-save]')).toHaveText('Saved');
  const room = (await page.locator('[data-room]').getAttribute('data-room')) ?? '';
  const later = join(koinon, anna, room);
  await expect.poll(() => later.synced).toBe(true);
  blocksOf(later).push([block('poll', 'A question of tomorrow')]);
  const why = page.getByRole('alert').filter({ hasText: 'A newer version wrote in this document.' });
  await expect(why).toBeVisible();
  await expect(page.locator('.document')).toContainText('Before.');
  await expect(page.locator('.document')).toContainText('A question of tomorrow');
  await expect(page.locator('[contenteditable="true"]')).toHaveCount(0);
  await expectAccessible(page);
  await page.locator('.document').click();
  await page.keyboard.type('Not taken.');
  (blocksOf(later).get(0) as Y.XmlElement).insert(0, [new Y.XmlText('Written meanwhile. ')]);
  await expect(page.locator('.document')).toContainText('Written meanwhile. Before.');
  await page.goto(path);
  await expect(why).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reload' })).toBeVisible();
  const fresh = join(koinon, anna, room);
  await expect.poll(() => fresh.synced).toBe(true);
  const tree = blocksOf(fresh).toString();
  expect(tree).toMatch(/<poll[^>]*>A question of tomorrow<\/poll>/);
  expect(tree).toContain('Written meanwhile. Before.');
  expect(tree).not.toContain('Not taken');
  for (const client of [later, fresh]) client.destroy();
});

test('words of the interface within a text in another language say which language they are in', async ({ koinon, as }) => {
  const anna = seat(koinon, { role: 'editor' });
  const page = await pageOf(as, anna);
  const text = await open(page, await begin(page.context(), koinon, anna, 'blank', 'el'));
  const empty = text.locator('.is-empty');
  await text.focus();
  await expect(empty).toHaveAttribute('data-placeholder', /^Write, or type/);
  await expect(empty).toHaveAttribute('lang', 'en');
  await page.keyboard.type('Λ');
  await expect(empty).toHaveCount(0);
  await expect(text.locator('p')).not.toHaveAttribute('lang');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Control+Alt+2');
  const outline = page.getByRole('navigation', { name: 'Outline' });
  const heading = outline.locator('[data-heading]');
  await expect(heading).toHaveText('Heading without words');
  await expect(heading).toHaveAttribute('lang', 'en');
  await page.keyboard.type('Στόχοι');
  await expect(heading).toHaveText('Στόχοι');
  await expect(heading).not.toHaveAttribute('lang');
  await expect(outline.locator('ol')).toHaveAttribute('lang', 'el');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Checklist' }).click();
  await page.keyboard.type('Καρέκλες');
  await expect(text.getByRole('checkbox', { name: 'Not done: Καρέκλες' })).toBeVisible();
  await expect(text.locator('li > label')).toHaveAttribute('lang', 'en');
});

test('on paper there is the text, and nothing of the tools', async ({ koinon, as }) => {
  const anna = seat(koinon, { role: 'editor' });
  const page = await pageOf(as, anna);
  const text = await open(page, await begin(page.context(), koinon, anna, 'strategy'));
  await text.getByRole('heading').first().click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(text.locator('.is-empty')).toHaveCount(1);
  await page.emulateMedia({ media: 'print' });
  for (const gone of ['.editor-head', '.editor-foot', '.document-outline', '[data-type="guidance"]', 'header.sticky']) {
    await expect(page.locator(gone).first()).toBeHidden();
  }
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(text.getByRole('heading', { name: 'What we heard' })).toBeVisible();
  expect(await text.locator('.is-empty').evaluate((empty) => getComputedStyle(empty, '::before').content)).toBe('none');
});

test('on paper there is the text, also without JavaScript and of a copy', async ({ koinon, as }) => {
  const anna = seat(koinon);
  const page = await pageOf(as, anna, { javaScriptEnabled: false });
  const path = await begin(page.context(), koinon, anna, 'strategy');
  const onPaper = async (address: string, gone: string[]) => {
    await page.goto(address);
    await page.emulateMedia({ media: 'print' });
    for (const name of gone) await expect(page.locator(name).first(), name).toBeHidden();
    await expect(page.locator('[data-type="guidance"]:visible')).toHaveCount(0);
    await expect(page.locator('nav:visible, button:visible')).toHaveCount(0);
    // Nothing of the page around the text takes room at its side.
    const [sheet, column] = [page.viewportSize(), await page.locator('article.document').boundingBox()];
    expect(column?.width).toBeGreaterThan((sheet?.width ?? 0) * 0.9);
  };
  await onPaper(path, ['header.sticky', '.document-tools', '.document-outline', 'header summary']);
  await expect(page.getByRole('heading', { level: 1, name: 'Strategy' })).toBeVisible();
  await expect(page.locator('article.document').getByRole('heading', { name: 'What we heard' })).toBeVisible();
  const copy = automaticCopy(koinon, anna, path.split('/').at(-2) ?? '', 'What was written then');
  await onPaper(`${path.replace(/\/en$/, '')}/history/${copy}`, ['header.sticky', 'main button']);
  await expect(page.locator('article.document')).toHaveText('What was written then');
});

test('an old copy is opened and put back while another writes: nobody is thrown out', async ({ koinon, as }) => {
  const anna = seat(koinon, { role: 'coordinator', name: 'Anna Example' });
  const piotr = seat(koinon, { role: 'editor', name: 'Piotr Example', beside: anna, sameOrganisation: true });
  const [mine, theirs] = [await pageOf(as, anna), await pageOf(as, piotr)];
  const path = await begin(mine.context(), koinon, anna, 'minutes');
  const theirText = await open(theirs, path);
  await theirText.click();
  await theirs.keyboard.press('Control+End');
  await theirs.keyboard.type('Written today.');
  await expect(theirs.locator('[data-save]')).toHaveText('Saved');
  const history = `${path.replace(/\/en$/, '')}/history`;
  const copy = mine.locator(`main a[href*="/history/"]`).first();
  await expect
    .poll(async () => {
      await mine.goto(history);
      return copy.count();
    })
    .toBeGreaterThan(0);
  await copy.click();
  await expect(mine.getByText('This is how the text was then')).toBeVisible();
  const before = await mine.locator('article.document').textContent();
  await theirs.keyboard.type(' And on.');
  await expect(theirText).toContainText('And on.');
  await mine.getByRole('button', { name: 'Put this copy back' }).click();
  await expect(mine.locator('.ProseMirror[contenteditable="true"]')).toBeVisible();
  const plain = (words: string | null) => (words ?? '').replace(/\s+/g, ' ').trim();
  await expect.poll(async () => plain(await theirText.textContent())).toBe(plain(before));
  // What was there is kept as a copy, and Piotr goes on where he is.
  await theirText.click();
  await theirs.keyboard.press('Control+End');
  await theirs.keyboard.type('After it.');
  await expect(mine.locator('.ProseMirror')).toContainText('After it.');
  await mine.goto(history);
  await mine.locator(`main a[href*="/history/"]`).first().click();
  await expect(mine.locator('article.document')).toContainText('And on.');
});

test('"download my text" saves what this page holds', async ({ koinon, as, forgive }) => {
  forgive(/WebSocket|ERR_|Failed to (load|fetch)|status of 404/);
  const { mine, myText, path } = await two(koinon, as);
  await myText.click();
  await mine.keyboard.type('Kept words.');
  await expect(mine.locator('[data-save]')).toHaveText('Saved');
  // The right to write goes while something is unsaved: the server takes it no more.
  await mine.context().setOffline(true);
  await mine.keyboard.type(' And these.');
  await mine.context().request.post(`${koinon.url}${path.replace(/\/en$/, '')}/settings`, {
    form: { intent: 'trash' },
    headers: { Origin: koinon.url },
  });
  await mine.context().setOffline(false);
  const button = mine.getByRole('button', { name: 'Download my text' });
  await expect(button).toBeVisible({ timeout: 30_000 });
  const saving = mine.waitForEvent('download');
  await button.click();
  const file = await (await saving).createReadStream();
  let html = '';
  for await (const chunk of file) html += chunk;
  expect(html).toContain('Kept words. And these.');
});

test('on a phone the top bar keeps words of the title and the whole state, also in a long language and with company', async ({
  koinon,
  as,
  forgive,
}) => {
  forgive(BROKEN_LINE);
  const anna = seat(koinon, { role: 'editor', name: 'Anna Example', language: 'el' });
  const piotr = seat(koinon, { role: 'editor', name: 'Piotr Example', beside: anna, sameOrganisation: true });
  const page = await pageOf(as, anna, { viewport: { width: 390, height: 740 }, hasTouch: true, isMobile: true });
  const path = await begin(page.context(), koinon, anna, 'blank', 'en', 'Local integration strategy of Nicosia');
  await open(page, path);
  await open(await pageOf(as, piotr), path);
  const bar = page.locator('header').first();
  await expect(bar.locator('[data-save=saved]')).toBeVisible();
  const whole = async (is: string) => {
    for (const width of [390, 360]) {
      await page.setViewportSize({ width, height: 740 });
      const title = await bar.locator('[aria-current=page]').boundingBox();
      expect(title?.width, `the title at ${width}`).toBeGreaterThanOrEqual(59);
      const words = bar.locator(`[data-save=${is}] > span`);
      const cut = await words.evaluate((span) => [span.scrollHeight - span.clientHeight, span.scrollWidth - span.clientWidth]);
      expect(Math.max(...cut), `${await words.textContent()} at ${width}`).toBeLessThanOrEqual(1);
      await expectNoSideways(page, `at ${width}`);
    }
  };
  await whole('saved');
  await page.context().setOffline(true);
  await expect(bar.locator('[data-save=offline]')).toBeVisible();
  await whole('offline');
});

test('all scripts and styles that a document needs are named by its page, the editor and the texts too: nothing waits for a chain', async ({
  koinon,
  as,
}) => {
  const anna = seat(koinon, { role: 'editor' });
  const page = await pageOf(as, anna, { serviceWorkers: 'block' });
  const path = await begin(page.context(), koinon, anna, 'strategy');
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  const asked = { byPage: [] as string[], byScript: [] as string[] };
  network.on('Network.requestWillBeSent', ({ request, initiator }) => {
    const file = new URL(request.url).pathname;
    if (/^\/assets\/.*\.(js|css)$/.test(file)) asked[initiator.type === 'parser' ? 'byPage' : 'byScript'].push(file);
  });
  await page.goto(path);
  await expect(page.locator('.ProseMirror[contenteditable="true"]')).toBeVisible();
  expect(asked.byPage.some((file) => file.startsWith('/assets/editor-'))).toBe(true);
  expect(asked.byScript).toEqual([]);
  // As the build has packed them, for each kind of browser.
  const [script] = asked.byPage.filter((file) => file.startsWith('/assets/editor-') && file.endsWith('.js'));
  for (const packing of ['br', 'gzip']) {
    const answer = await fetch(koinon.url + script, { headers: { 'Accept-Encoding': packing } });
    expect(answer.headers.get('Content-Encoding')).toBe(packing);
    expect(answer.headers.get('Content-Type')).toMatch(/javascript/);
    expect(answer.headers.get('Cache-Control')).toContain('immutable');
    expect(answer.headers.get('Content-Length')).toMatch(/^1[0-9]{5}$/);
    expect(await answer.text()).toContain('ProseMirror');
  }
});

test('the text of a document travels once, and stays where the editor does not come', async ({ koinon, as, forgive }) => {
  forgive(/ERR_FAILED/);
  const anna = seat(koinon, { role: 'editor' });
  const page = await pageOf(as, anna);
  const path = await begin(page.context(), koinon, anna, 'blank');
  const text = await open(page, path);
  await text.pressSequentially('Wayfarers');
  await expect(page.locator('[data-save]')).toHaveText('Saved');
  const answer = await page.request.get(`${koinon.url}${path}`);
  expect((await answer.text()).match(/Wayfarers/g)).toHaveLength(1);

  const reader = await pageOf(as, anna, { serviceWorkers: 'block' });
  const editorFile = /\/assets\/editor-[^/]*\.js$/;
  let fail = () => {};
  const waiting = new Promise<void>((resolve) => {
    fail = resolve;
  });
  await reader.route(editorFile, (route) => waiting.then(() => route.abort()));
  const acked = reader
    .waitForEvent('websocket')
    .then((socket) => socket.waitForEvent('framereceived', ({ payload }) => payload[0] === Frame.ack));
  await reader.goto(path);
  const state = reader.locator('[data-save]');
  // All is safe, and yet what is on the screen follows nobody.
  await acked;
  await expect(state).toHaveText('Connecting');
  fail();
  const stays = async () => {
    await expect(reader.getByText('The editor could not be loaded.')).toBeVisible();
    await expect(state).toHaveAttribute('data-save', 'stopped');
    await expect(reader.locator('.document')).toHaveText('Wayfarers');
  };
  await stays();
  // A move within the application draws it anew.
  await reader.getByRole('link', { name: 'Documents' }).first().click();
  await reader.getByRole('heading', { level: 1, name: 'Documents' }).waitFor();
  await reader.locator(`a[href="${path}"]`).first().click();
  await stays();
  await expectAccessible(reader);
  await reader.unroute(editorFile);
  await reader.getByRole('button', { name: 'Reload' }).click();
  await expect(reader.locator('.ProseMirror[contenteditable="true"]')).toContainText('Wayfarers');
  await expect(state).toHaveText('Saved');
});

test('a text in which nothing is written says so to who reads, with the editor and without', async ({ koinon, as }) => {
  const { mine, myText, path, anna } = await two(koinon, as);
  const olga = seat(koinon, { role: 'observer', beside: anna, sameOrganisation: true });
  const words = 'Nothing has been written here yet.';
  for (const person of [anna, olga]) {
    const page = await pageOf(as, person, { javaScriptEnabled: false });
    await page.goto(path);
    await expect(page.getByText(words)).toBeVisible();
  }
  const reader = await pageOf(as, olga);
  await reader.goto(path);
  await expect(reader.locator('.ProseMirror')).toBeVisible();
  const note = reader.getByText(words);
  await expect(note).toBeVisible();
  // In the line that the writing will begin in.
  const [line, said] = [await reader.locator('.ProseMirror > p').boundingBox(), await note.boundingBox()];
  expect(Math.abs((said?.y ?? 0) - (line?.y ?? 0))).toBeLessThan(2);
  await expectAccessible(reader);
  await expect(mine.getByText(words)).toHaveCount(0);
  await myText.click();
  await mine.keyboard.type('Now there is.');
  await expect(reader.locator('.ProseMirror')).toContainText('Now there is.');
  await expect(note).toHaveCount(0);
});

/** Keys that wait in a busy page and then come at once, as a fast hand on an old laptop makes them. */
async function pressAtOnce(
  page: Page,
  keys: { key: string; code: string; windowsVirtualKeyCode: number; text?: string; modifiers?: number }[],
) {
  const session = await page.context().newCDPSession(page);
  const busy = page.evaluate(() => {
    const end = performance.now() + 500;
    while (performance.now() < end);
  });
  const pressed = keys.map((key) => session.send('Input.dispatchKeyEvent', { type: key.text ? 'keyDown' : 'rawKeyDown', ...key }));
  await Promise.all([busy, ...pressed]);
}
const CONTROL = 2;
const END = { key: 'End', code: 'End', windowsVirtualKeyCode: 35, modifiers: CONTROL };

test('keys that come at once work where the caret is by then: no guidance and no text is replaced', async ({ koinon, as }) => {
  const anna = seat(koinon, { role: 'editor' });
  const page = await pageOf(as, anna);
  const text = await open(page, await begin(page.context(), koinon, anna, 'strategy'));
  const guidance = text.locator('[data-type=guidance]');
  const before = await guidance.count();
  await guidance.nth(1).click();
  await pressAtOnce(page, [END, { key: 'x', code: 'KeyX', windowsVirtualKeyCode: 88, text: 'x' }]);
  await expect(text.locator('> :last-child')).toHaveText(/[^x]x$/);
  await expect(guidance).toHaveCount(before);

  await page.keyboard.press('Control+a');
  await pressAtOnce(page, [END, { key: 'Backspace', code: 'Backspace', windowsVirtualKeyCode: 8 }]);
  await expect(text.locator('> :last-child')).toHaveText(/[^x]$/);
  await expect(guidance).toHaveCount(before);
});
