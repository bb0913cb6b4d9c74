/** Words that are written where somebody else changes the block meanwhile: the shared tree would let them vanish. */
import { startFaultProxy } from '../live/fault-proxy';
import { BROKEN_LINE, expect, type Page, test } from './fixtures';

const ANNA = 'anna@nicosia.example';
const text = (page: Page) => page.locator('main [role=textbox].document');
const is = (page: Page, state: string) => expect(page.locator('[data-save]')).toHaveAttribute('data-save', state, { timeout: 30_000 });

async function newDocument(page: Page): Promise<string> {
  await page.goto('/');
  const partnership = await page.getByRole('link', { name: '@nclusion', exact: true }).getAttribute('href');
  const { origin } = new URL(page.url());
  const answer = await page.context().request.post(`${origin}${partnership}/documents/new`, {
    form: { title: 'Meanwhile', template: 'blank', language: 'en' },
    headers: { Origin: origin },
    maxRedirects: 0,
  });
  return answer.headers().location ?? '';
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await is(page, 'saved');
  await expect(text(page)).toHaveAttribute('contenteditable', 'true');
}

/** Every block with words, without the names of those whose caret stands in it. */
const shown = (page: Page) =>
  text(page).evaluate((root) => {
    const copy = root.cloneNode(true) as HTMLElement;
    for (const caret of copy.querySelectorAll('.caret')) caret.remove();
    return [...copy.querySelectorAll('h1,h2,p')]
      .filter((block) => block.textContent)
      .map((block) => `${block.tagName}: ${block.textContent}`);
  });

for (const { what, act, blocks } of [
  { what: 'made a heading', act: 'ControlOrMeta+Alt+2', blocks: ['H2: The city has a plan and a date.', 'P: It begins in spring.'] },
  { what: 'put into a list', act: 'ControlOrMeta+Shift+8', blocks: ['P: The city has a plan and a date.', 'P: It begins in spring.'] },
]) {
  test(`words written offline in a paragraph that is ${what} meanwhile are in it, also after a reload`, async ({ koinon, as, forgive }) => {
    forgive(BROKEN_LINE);
    const cable = await startFaultProxy(koinon.port);
    const [anna, bert] = [await as(ANNA, { baseURL: cable.origin }), await as(ANNA)];
    const address = await newDocument(bert);
    await open(bert, address);
    await text(bert).focus();
    await bert.keyboard.type('The city has a plan.');
    await bert.keyboard.press('Enter');
    await bert.keyboard.type('It begins in spring.');
    await is(bert, 'saved');
    await open(anna, address);
    await expect
      .poll(() => anna.evaluate(async (url) => Boolean(await (await caches.open('koinon-pages')).match(url)), address))
      .toBe(true);
    cable.block();
    await text(anna).getByText('The city has a plan.').click();
    await anna.keyboard.press('End');
    await anna.keyboard.press('ArrowLeft');
    await anna.keyboard.type(' and a date');
    await is(anna, 'offline');
    anna.on('dialog', (dialog) => dialog.accept());
    await anna.reload();
    await expect(text(anna)).toContainText('plan and a date.');

    await text(bert).getByText('The city has a plan.').click();
    await bert.keyboard.press(act);
    await is(bert, 'saved');
    cable.mend();
    await is(anna, 'saved');
    await expect.poll(() => shown(bert)).toEqual(blocks);
    expect(await shown(anna)).toEqual(blocks);
    await anna.close();
    await cable.close();
  });
}
