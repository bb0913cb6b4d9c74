/** What stands around the text: find, the outline, who is here, dialogs, and the change from the server's page to the editor. */
import { expectNoSideways } from './accessible';
import { expect, type Page, test } from './fixtures';
import { seat } from './seats';
import { begin, caretOf, expectFocusKept, open, PHOTO, pageOf, two } from './writers';

const PHONE = { width: 360, height: 740 };

/** Puts something on the clipboard's way into the text. */
async function paste(page: Page, html: string, picture?: Buffer) {
  await page.locator('.ProseMirror').evaluate(
    (element, { html, bytes }) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/html', html);
      if (bytes) clipboardData.items.add(new File([new Uint8Array(bytes)], 'image.png', { type: 'image/png' }));
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    { html, bytes: picture ? [...picture] : null },
  );
}

test("somebody's name at the end of a line makes no phone scroll sideways, and a table does not cut it off", async ({ koinon, as }) => {
  const { mine, theirs, myText, theirText } = await two(koinon, as);
  await mine.setViewportSize(PHONE);
  await theirText.click();
  await theirs.keyboard.type('x'.repeat(200));
  const label = caretOf(mine, 'Piotr Example');
  // As long as the name is shown, and after it.
  await expect(label).toBeVisible();
  await expectNoSideways(mine);
  // It turns at the next frame, when its place is known.
  await expect
    .poll(async () => {
      const box = await label.boundingBox();
      return (box?.x ?? 0) + (box?.width ?? 0);
    })
    .toBeLessThanOrEqual(PHONE.width);
  await expect(label).toBeHidden();
  await expectNoSideways(mine);

  await theirs.keyboard.press('Enter');
  await theirs.getByRole('button', { name: 'Table', exact: true }).click();
  await theirText.locator('th').last().click();
  await theirs.keyboard.type('Year');
  await expect(myText.locator('th').last()).toContainText('Year');
  await expect(label).toBeVisible();
  // The words are there before the caret is.
  await expect
    .poll(() =>
      label.evaluate((element) => {
        const [name, frame] = [element.getBoundingClientRect(), element.closest('.tableWrapper')?.getBoundingClientRect()];
        return frame ? name.top < frame.top : null;
      }),
    )
    .toBe(false);
  const scrolls = await myText.locator('.tableWrapper').evaluate((element) => element.scrollHeight > element.clientHeight + 20);
  expect(scrolls).toBe(false);
});

test('finds by any keyboard, shows what it finds, and keeps the focus when nothing is left', async ({ koinon, as }) => {
  const anna = seat(koinon, { role: 'editor' });
  const page = await pageOf(as, anna);
  const text = await open(page, await begin(page.context(), koinon, anna, 'blank'));
  const lines = Array.from({ length: 60 }, (_, line) => `<p>${line === 5 || line === 55 ? 'needle' : 'hay'} ${line}</p>`);
  await paste(page, lines.join(''));
  await expect(text).toContainText('hay 59');
  await page.keyboard.press('Control+Home');
  // A Greek keyboard gives "φ" for the key of F.
  await text.evaluate((element) =>
    element.dispatchEvent(new KeyboardEvent('keydown', { key: 'φ', code: 'KeyF', ctrlKey: true, bubbles: true, cancelable: true })),
  );
  const field = page.getByRole('searchbox', { name: 'Find' });
  await expect(field).toBeFocused();
  await page.keyboard.type('needle');
  await expect(page.getByText('1 of 2')).toBeVisible();
  await expect(text.locator('.found-here')).toHaveText('needle');
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 of 2')).toBeVisible();
  await expect(text.locator('.found-here')).toBeInViewport();
  await page.keyboard.press('Shift+Enter');
  await expect(page.getByText('1 of 2')).toBeVisible();
  await expect(text.locator('.found-here')).toBeInViewport();

  // The key and the tool do the same, also while the bar is open.
  await expect(page.getByRole('textbox', { name: 'Replace with' })).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+f');
  await expect(field).toBeFocused();
  await page.getByRole('textbox', { name: 'Replace with' }).fill('thread');
  const replace = page.getByRole('button', { name: 'Replace', exact: true });
  await replace.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(text).toContainText('thread 55');
  await expect(replace).toHaveAttribute('aria-disabled', 'true');
  await expect(replace).toBeFocused();
  await field.fill('thread');
  await expect(page.getByText('1 of 2')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(text).toBeFocused();
  await page.keyboard.type('rope');
  await expect(text).toContainText('rope 5');
});

test('replaces more places than one steps through, and says how many', async ({ koinon, as }) => {
  const anna = seat(koinon, { role: 'editor' });
  const page = await pageOf(as, anna);
  const text = await open(page, await begin(page.context(), koinon, anna, 'blank'));
  await text.focus();
  await paste(page, `<p>${'cat '.repeat(1200)}</p>`);
  await page.keyboard.press('Control+f');
  await page.getByRole('searchbox', { name: 'Find' }).fill('cat');
  await expect(page.getByText('1 of 1000+')).toBeVisible();
  await page.getByRole('textbox', { name: 'Replace with' }).fill('dog');
  await page.getByRole('button', { name: 'Replace all' }).click();
  await expect(page.getByRole('status').getByText('1,200 places replaced.')).toBeAttached();
  await expect(text).not.toContainText('cat');
});

test('the editor takes over without a jump: blocks, scrolling and the focus stay where they are', async ({ koinon, as }) => {
  const anna = seat(koinon, { role: 'editor' });
  const page = await pageOf(as, anna, { viewport: { width: 1280, height: 800 } });
  const path = await begin(page.context(), koinon, anna, 'strategy');
  await open(page, path);
  // A table whose columns all have a width, and letters that a font would join.
  await paste(page, '<p>office affluent fjord</p><table><tr><td colwidth="90"><p>a</p></td><td colwidth="120"><p>b</p></td></tr></table>');
  await expect(page.locator('[data-save]')).toHaveText('Saved');

  await page.close();

  // A browser that waits for the editor, and has it from nowhere else.
  const reader = await pageOf(as, anna, { viewport: { width: 1280, height: 800 }, serviceWorkers: 'block' });
  let go = () => {};
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  await reader.route(/\/assets\/editor-[^/]*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await reader.goto(path);
  const link = reader.getByRole('navigation', { name: 'Outline' }).getByRole('link').nth(6);
  const heading = (await link.textContent()) ?? '';
  const section = (await link.getAttribute('href')) ?? '';
  expect(section).toMatch(/^#s-/);
  // By its address, as a colleague sends it: a press on the link would take the focus to the heading, some time.
  await reader.goto('about:blank');
  await reader.goto(`${path}${section}`);
  await reader.mouse.wheel(0, 137);
  await link.focus();
  await expect(link).toBeFocused();
  const places = () =>
    reader.evaluate(() => {
      const blocks = [...document.querySelectorAll('.document:not([hidden] *) > *')];
      return { scroll: window.scrollY, tops: blocks.map((block) => block.getBoundingClientRect().top) };
    });
  await expect.poll(async () => (await places()).scroll).toBeGreaterThan(100);
  let before = await places();
  await expect
    .poll(async () => {
      const last = before;
      before = await places();
      return before.scroll - last.scroll;
    })
    .toBe(0);
  go();
  await expect(reader.locator('.ProseMirror[contenteditable="true"]')).toBeVisible();
  const after = await places();
  expect(after.tops.length).toBe(before.tops.length);
  expect(Math.max(...after.tops.map((top, at) => Math.abs(top - (before.tops[at] ?? 0))))).toBeLessThanOrEqual(2);
  expect(Math.abs(after.scroll - before.scroll)).toBeLessThanOrEqual(2);
  await expect(reader.getByRole('navigation', { name: 'Outline' }).getByRole('button', { name: heading, exact: true })).toBeFocused();
  const target = new URL(reader.url()).hash.slice(1);
  await expect(reader.locator(`.ProseMirror [id="${target}"]`)).toHaveText(heading);
});

test('the outline follows the caret, and moves sections by keys and by buttons', async ({ koinon, as }) => {
  const anna = seat(koinon, { role: 'editor' });
  const page = await pageOf(as, anna, { viewport: { width: 1280, height: 600 } });
  const text = await open(page, await begin(page.context(), koinon, anna, 'strategy'));
  const outline = page.getByRole('navigation', { name: 'Outline' });
  const names = () => outline.locator('[data-heading]').allTextContents();
  const current = outline.locator('[aria-current]');
  const [first = '', second = '', third = ''] = await names();
  await text.getByRole('heading', { name: second, exact: true }).click();
  await expect(current).toHaveText(second);
  await page.keyboard.press('Control+End');
  await expect(current).toHaveText((await names()).at(-1) ?? '');
  // The panel scrolls along, though it is longer than the screen.
  await expect
    .poll(() =>
      outline.evaluate((panel) => {
        const [item, box] = [panel.querySelector('[aria-current]')?.getBoundingClientRect(), panel.getBoundingClientRect()];
        return Boolean(item && item.bottom <= box.bottom + 1 && item.top >= box.top - 1);
      }),
    )
    .toBe(true);

  await outline.getByRole('button', { name: second, exact: true }).click();
  await expect(text).toBeFocused();
  await expect(current).toHaveText(second);
  const up = outline.getByRole('button', { name: `Move the section “${second}” up` });
  await up.click();
  await expect.poll(names).toEqual(expect.arrayContaining([second]));
  await expect.poll(async () => (await names()).slice(0, 3)).toEqual([second, first, third]);
  await expect(page.getByRole('status').getByText(`“${second}” is now heading 1 of`)).toBeAttached();
  await expect(up).toBeFocused();
  await expect(up).toHaveAttribute('aria-disabled', 'true');
  await expect(text.getByRole('heading').first()).toHaveText(second);

  await outline.getByRole('button', { name: second, exact: true }).focus();
  await page.keyboard.press('Alt+Shift+ArrowDown');
  await expect.poll(async () => (await names()).slice(0, 3)).toEqual([first, second, third]);
  await expect(outline.getByRole('button', { name: second, exact: true })).toBeFocused();
});

test('two quick presses move the same section twice', async ({ koinon, as }) => {
  const anna = seat(koinon, { role: 'editor' });
  const page = await pageOf(as, anna, { viewport: { width: 1280, height: 600 } });
  const text = await open(page, await begin(page.context(), koinon, anna, 'strategy'));
  const outline = page.getByRole('navigation', { name: 'Outline' });
  const [first = '', second = '', third = '', fourth = ''] = await outline.locator('[data-heading]').allTextContents();
  const button = outline.getByRole('button', { name: first, exact: true });
  await button.focus();
  // Within one task: no outline is drawn in between.
  await button.evaluate((element) => {
    for (const _ of [1, 2]) {
      element.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'ArrowDown', altKey: true, shiftKey: true, bubbles: true, cancelable: true }),
      );
    }
  });
  const headings = async () => (await text.getByRole('heading').allTextContents()).slice(0, 4);
  await expect.poll(headings).toEqual([second, third, first, fourth]);
  await expect(outline.locator('[data-heading]').nth(2)).toHaveText(first);
  await expect(button).toBeFocused();
});

test('a section goes where it is dropped, also when somebody writes a heading meanwhile', async ({ koinon, as }) => {
  const { mine, theirs, theirText } = await two(koinon, as, 'strategy');
  const outline = mine.getByRole('navigation', { name: 'Outline' });
  const [first = '', second = '', third = '', fourth = ''] = await outline.locator('[data-heading]').allTextContents();
  const middleOf = async (name: string) => {
    const box = await outline.getByRole('button', { name, exact: true }).boundingBox();
    if (!box) throw new Error(`${name} is not in the outline.`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2, quarter: box.height / 4 };
  };
  const from = await middleOf(third);
  await mine.mouse.move(from.x, from.y);
  await mine.mouse.down();
  await mine.mouse.move(from.x, from.y - 10, { steps: 3 });
  const before = async (name: string) => {
    const place = await middleOf(name);
    await mine.mouse.move(place.x, place.y - place.quarter, { steps: 3 });
    await expect(outline.locator('.slot-before')).toHaveText(name);
  };
  await before(second);

  await theirText.getByRole('heading', { name: first, exact: true }).click();
  await theirs.keyboard.press('End');
  await theirs.keyboard.press('Enter');
  await theirs.keyboard.type('## Newcomer');
  await expect(outline.getByRole('button', { name: 'Newcomer', exact: true })).toBeVisible();
  await before(second);
  await mine.mouse.up();
  const names = async () => (await outline.locator('[data-heading]').allTextContents()).slice(0, 5);
  await expect.poll(names).toEqual([first, 'Newcomer', third, second, fourth]);
  await expect(mine.getByRole('status').getByText(`“${third}” is now heading 3 of`)).toBeAttached();
  await expect(outline.locator('.slot-before, .slot-after')).toHaveCount(0);
});

test('who is here: one entry for a person, my own tabs are nobody, and a press goes to where they write', async ({ koinon, as }) => {
  const { mine, theirs, myText, theirText, path } = await two(koinon, as, 'strategy');
  const again = await mine.context().newPage();
  await open(again, path);
  const theirSecond = await theirs.context().newPage();
  await open(theirSecond, path);
  const here = mine.getByRole('list', { name: 'Who else is here' });
  await expect(here.getByRole('listitem')).toHaveCount(1);
  await theirText.click();
  await theirs.keyboard.press('Control+End');
  await theirs.keyboard.type('At the end.');
  await expect(myText).toContainText('At the end.');
  await expect(myText.getByText('At the end.')).not.toBeInViewport();
  await here.getByRole('button', { name: 'Go to where Piotr Example is' }).click();
  await expect(myText.getByText('At the end.')).toBeInViewport();
  await expect(mine.getByRole('status').getByText('This is where Piotr Example is.')).toBeAttached();

  await mine.getByRole('button', { name: 'Show where others write' }).click();
  await expect(myText.locator('.caret')).toBeHidden();
});

test('pictures in a paste: one alone comes as its file, those among words are counted, ours come along', async ({ koinon, as }) => {
  const anna = seat(koinon, { role: 'editor' });
  const olga = seat(koinon, { role: 'observer', beside: anna });
  const page = await pageOf(as, anna);
  const source = await begin(page.context(), koinon, anna, 'blank');
  const text = await open(page, source);
  await text.focus();
  await paste(page, '<meta charset="utf-8"><img src="https://elsewhere.example/a.png">', PHOTO);
  const dialog = page.getByRole('dialog', { name: 'Describe the picture' });
  await dialog.getByLabel('What does it show?').fill('A shelter');
  await dialog.getByRole('button', { name: 'Insert picture' }).click();
  const picture = text.getByRole('img', { name: 'A shelter' });
  await expect(picture).toBeVisible();
  await paste(page, '<p>Two more</p><img src="file:///C:/a.png"><img src="https://elsewhere.example/b.png">');
  await expect(page.getByText('The text came without its 2 pictures.')).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).click();

  // Into another document, which others read and this one they do not.
  const src = (await picture.getAttribute('src')) ?? '';
  const target = await begin(page.context(), koinon, anna, 'blank');
  const other = await open(page, target);
  await other.focus();
  await paste(page, `<p>Taken over</p><img src="${koinon.url}${src}" alt="A shelter">`);
  const [, , , hash] = src.split('/');
  await expect(other.getByRole('img')).toHaveAttribute('src', `/files/${target.split('/').at(-2)}/${hash}`);
  await expect(page.locator('[data-save]')).toHaveText('Saved');
  await page.context().request.post(`${koinon.url}${target.replace(/\/en$/, '/settings')}`, {
    form: { intent: 'share' },
    headers: { Origin: koinon.url },
  });
  const reader = await pageOf(as, olga);
  await reader.goto(target);
  const seen = reader.getByRole('img', { name: 'A shelter' });
  await expect.poll(() => seen.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(60);
});

test('a link and the words of a picture by keyboard; the focus begins at the field and comes back', async ({ koinon, as }) => {
  const anna = seat(koinon, { role: 'editor' });
  const page = await pageOf(as, anna);
  const text = await open(page, await begin(page.context(), koinon, anna, 'blank'));
  const { keyboard } = page;
  await text.focus();
  await keyboard.type('See ');
  await keyboard.press('Control+k');
  const link = page.getByRole('dialog', { name: 'Link' });
  await link.getByLabel('Address').fill('nonsense');
  await keyboard.press('Enter');
  await expect(link.getByRole('alert')).toBeVisible();
  await link.getByLabel('Address').fill('δήμος.gr');
  await keyboard.press('Enter');
  await expect(link).toBeHidden();
  await expect(text).toBeFocused();
  await expect(text.getByRole('link', { name: 'δήμος.gr' })).toHaveAttribute('href', 'https://xn--jxalzmp.gr/');
  await keyboard.press('ArrowLeft');
  await keyboard.press('Control+k');
  await expect(link.getByRole('link', { name: 'Open the link' })).toHaveAttribute('href', 'https://xn--jxalzmp.gr/');
  await keyboard.press('Escape');
  await expect(text).toBeFocused();

  await keyboard.press('Control+End');
  await paste(page, '<img src="https://elsewhere.example/a.png">', PHOTO);
  const describe = page.getByRole('dialog', { name: 'Describe the picture' });
  await describe.getByRole('button', { name: 'Cancel' }).click();
  await expect(describe).toBeHidden();
  await expect(text).toBeFocused();
  await paste(page, '<img src="https://elsewhere.example/a.png">', PHOTO);
  await describe.getByLabel('What does it show?').fill('A shelter');
  await keyboard.press('Tab');
  await describe.getByRole('button', { name: 'Insert picture' }).click();
  await expect(text.getByRole('img', { name: 'A shelter' })).toBeVisible();
  await text.getByRole('img', { name: 'A shelter' }).click();
  const tools = page.getByRole('toolbar', { name: 'Picture tools' });
  await tools.getByRole('button', { name: 'Describe the picture' }).click();
  await describe.getByLabel('What does it show?').fill('A shelter in Nicosia');
  await describe.getByRole('button', { name: 'Save' }).click();
  await expect(text.getByRole('img', { name: 'A shelter in Nicosia' })).toBeVisible();
  await expectFocusKept(page);
});

test('who only reads is told why, and finds, jumps and hides carets; the text is no field', async ({ koinon, as }) => {
  const carla = seat(koinon, { name: 'Carla Coordinator' });
  const anna = seat(koinon, { role: 'editor', beside: carla, sameOrganisation: true });
  const olga = seat(koinon, { role: 'observer', beside: carla, sameOrganisation: true });
  const writer = await pageOf(as, anna);
  const path = await begin(writer.context(), koinon, anna, 'strategy');
  const page = await pageOf(as, olga, { viewport: PHONE });
  await page.goto(path);
  const text = page.locator('.ProseMirror[contenteditable="false"]');
  await expect(text).toBeVisible();
  await expect(text).toHaveAttribute('role', 'article');
  await expect(text).not.toHaveAttribute('aria-multiline');
  await expect(page.getByText('Your role in the partnership is to read it')).toContainText('Carla Coordinator');
  const tools = page.getByRole('toolbar', { name: 'Reading tools' });
  await tools.getByRole('button', { name: 'Outline' }).click();
  await page.getByRole('navigation', { name: 'Outline' }).getByRole('button', { name: 'What we heard' }).click();
  await expect(text.getByRole('heading', { name: 'What we heard' })).toBeInViewport();
  await tools.getByRole('button', { name: 'Find' }).click();
  await expect(page.getByRole('textbox', { name: 'Replace with' })).toHaveCount(0);
  await page.getByRole('searchbox', { name: 'Find' }).fill('summary in plain');
  await expect(text.locator('.found-here')).toBeInViewport();
  await page.keyboard.press('Escape');
  await open(writer, path);
  await writer.locator('.ProseMirror').focus();
  await expect(text.locator('.caret')).toHaveCount(1);
  await tools.getByRole('button', { name: 'Show where others write' }).click();
  await expect(text.locator('.caret')).toBeHidden();
});

test('a list that grew shorter goes to its last page', async ({ koinon, as }) => {
  const anna = seat(koinon, { role: 'editor' });
  const page = await pageOf(as, anna);
  await begin(page.context(), koinon, anna, 'blank');
  await page.goto(`/p/${anna.partnershipId}/documents?page=99`);
  await expect(page.getByRole('link', { name: 'Strategy' })).toBeVisible();
});
