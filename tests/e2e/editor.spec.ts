/** Writing together in two browsers, and what a paste leaves behind. */

import { expectAccessible, expectNoSideways } from './accessible';
import { expect, LOOKED_AT, type Page, test } from './fixtures';
import { type Seated, seat } from './seats';
import { type As, begin, caretOf, expectFocusKept, open, PHOTO, pageOf, two, words } from './writers';

test('two people write in one text and in one table, and see each other', async ({ koinon, as }) => {
  const { mine, theirs, myText, theirText } = await two(koinon, as);
  await myText.click();
  await mine.keyboard.type('Written by Anna.');
  await expect(theirText).toContainText('Written by Anna.');
  await expect(caretOf(theirs, 'Anna Example')).toHaveCount(1);
  await theirText.click();
  await theirs.keyboard.press('Control+End');
  await theirs.keyboard.press('Enter');
  await theirs.keyboard.type('Written by Piotr.');
  await expect(myText).toContainText('Written by Piotr.');
  await expect(caretOf(mine, 'Piotr Example')).toHaveCount(1);
  await expect(myText.locator('p', { has: caretOf(mine, 'Piotr Example') })).toContainText('Written by Piotr.');
  await expect(theirText.locator('p', { has: caretOf(theirs, 'Anna Example') })).toContainText('Written by Anna.');

  await mine.keyboard.press('Control+End');
  await mine.keyboard.press('Enter');
  await mine.getByRole('button', { name: 'Table', exact: true }).click();
  await expect(myText.locator('th')).toHaveCount(3);
  await myText.locator('th').first().click();
  await mine.keyboard.type('Measure');
  await expect(theirText.locator('th').first()).toContainText('Measure');
  await theirText.locator('td').last().click();
  await theirs.keyboard.type('Shelters');
  await expect(myText.locator('td').last()).toContainText('Shelters');
  await expect(myText.locator('td').last().locator(caretOf(mine, 'Piotr Example'))).toHaveCount(1);
  await expect(theirText.locator('th').first().locator(caretOf(theirs, 'Anna Example'))).toHaveCount(1);
});

/** Answers the question for words of the picture that was given last. */
async function giveWords(page: Page, words: string) {
  const dialog = page.getByRole('dialog', { name: 'Describe the picture' });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Insert picture' })).toBeDisabled();
  await dialog.getByLabel('What does it show?').fill(words);
  await dialog.getByRole('button', { name: 'Insert picture' }).click();
  await expect(dialog).toBeHidden();
}

/** The text of the page in a browser without JavaScript. */
async function readingOf(as: As, person: Seated, path: string) {
  const reader = await pageOf(as, person, { javaScriptEnabled: false });
  await reader.goto(path);
  return reader.locator('article.document');
}

/** What is tinted now, as words. */
const tinted = (page: Page) => page.evaluate(() => [...(CSS.highlights.get('settling') ?? [])].map(String).join(''));

test('what somebody else has just written is tinted for a moment, on their screen nothing', async ({ koinon, as }) => {
  const { mine, theirs, myText, theirText } = await two(koinon, as);
  await myText.click();
  await mine.keyboard.insertText('Kalimera');
  await expect.poll(() => tinted(theirs)).toBe('Kalimera');
  expect(await tinted(mine)).toBe('');
  await expect.poll(() => tinted(theirs)).toBe('');
  await expect(theirText).toContainText('Kalimera');
});

test("two browsers write the example's strategy together, text, table and picture, and find it all after a reload", async ({
  koinon,
  as,
}) => {
  const mine = await as('anna@nicosia.example');
  await mine.goto('/');
  await mine.getByRole('link', { name: '@nclusion' }).first().click();
  await mine.getByRole('link', { name: 'Documents' }).first().click();
  await mine
    .getByRole('main')
    .getByRole('link', { name: /strategy/i })
    .first()
    .click();
  await mine.waitForURL(/\/documents\/[^/]+\/[a-z]+$/);
  const path = new URL(mine.url()).pathname;
  const piotr = koinon.people.find((email) => email.startsWith('piotr')) ?? koinon.people[1];
  const theirs = await as(piotr);
  const [myText, theirText] = [await open(mine, path), await open(theirs, path)];

  await myText.getByRole('heading').first().click();
  await mine.keyboard.press('End');
  await mine.keyboard.press('Enter');
  await mine.keyboard.type('Agreed in two towns.');
  await expect(theirText).toContainText('Agreed in two towns.');
  await theirText.locator('td').first().click();
  await theirs.keyboard.press('End');
  await theirs.keyboard.type(' as counted in May');
  await expect(myText.locator('td').first()).toContainText('as counted in May');
  await theirText.getByText('Agreed in two towns.').click();
  await theirs.keyboard.press('End');
  const choosing = theirs.waitForEvent('filechooser');
  await theirs.getByRole('button', { name: await words(theirs, 'editor.image'), exact: true }).click();
  await (await choosing).setFiles({ name: 'hall.png', mimeType: 'image/png', buffer: PHOTO });
  const dialog = theirs.getByRole('dialog');
  await dialog.getByRole('textbox').fill('The town hall');
  await theirs.keyboard.press('Tab');
  await dialog.locator('[type=submit]').click();
  for (const page of [mine, theirs]) {
    await expect(page.locator('.ProseMirror').getByRole('img', { name: 'The town hall' })).toBeVisible();
    await expect(page.locator('[data-save]')).toHaveText(await words(page, 'save.saved', 'ui'));
    await page.reload();
    const text = page.locator('.ProseMirror[contenteditable="true"]');
    await expect(text).toContainText('Agreed in two towns.');
    await expect(text.locator('td').first()).toContainText('as counted in May');
    const picture = text.getByRole('img', { name: 'The town hall' });
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(60);
  }
});

test('a picture is chosen, described, and seen by the others and without JavaScript', async ({ koinon, as }) => {
  const { mine, myText, theirText, path, anna } = await two(koinon, as);
  await myText.click();
  await mine.keyboard.type('Before the picture.');
  const choosing = mine.waitForEvent('filechooser');
  await mine.getByRole('button', { name: 'Picture', exact: true }).click();
  await (await choosing).setFiles({ name: 'shelter.png', mimeType: 'image/png', buffer: PHOTO });
  await giveWords(mine, 'A shelter in Nicosia');
  await expect(myText).toBeFocused();
  await mine.keyboard.type('After the picture.');
  for (const text of [myText, theirText]) {
    const picture = text.getByRole('img', { name: 'A shelter in Nicosia' });
    await expect(picture).toBeVisible();
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(60);
    await expect(text).toContainText('After the picture.');
  }
  const read = await readingOf(as, anna, path);
  await expect(read).toContainText('After the picture.');
  await expect(read.getByRole('img', { name: 'A shelter in Nicosia' })).toBeVisible();
  await expect(read).toHaveText(/Before the picture\.\s*After the picture\./);
});

test('a picture is pasted and dropped', async ({ koinon, as }) => {
  const { mine, myText, theirText } = await two(koinon, as);
  await myText.click();
  await mine.keyboard.type('First.');
  const give = (kind: 'paste' | 'drop') =>
    myText.evaluate(
      (element, { kind, bytes }) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([new Uint8Array(bytes)], 'x.png', { type: 'image/png' }));
        const box = (element.lastElementChild as HTMLElement).getBoundingClientRect();
        const options = { bubbles: true, cancelable: true };
        const event =
          kind === 'paste'
            ? new ClipboardEvent('paste', { ...options, clipboardData: transfer })
            : new DragEvent('drop', { ...options, dataTransfer: transfer, clientX: box.left + 5, clientY: box.top + 5 });
        element.dispatchEvent(event);
      },
      { kind, bytes: [...PHOTO] },
    );
  await give('paste');
  await giveWords(mine, 'Pasted');
  await expect(theirText.getByRole('img', { name: 'Pasted' })).toBeVisible();
  await give('drop');
  await giveWords(mine, 'Dropped');
  await expect(theirText.getByRole('img', { name: 'Dropped' })).toBeVisible();
  await expect(theirText.locator('img[src]')).toHaveCount(2);
  await expect(theirText).toContainText('First.');
});

test('what was pasted from Word is clean', async ({ koinon, as }) => {
  const anna = seat(koinon, { role: 'editor' });
  const page = await pageOf(as, anna);
  const text = await open(page, await begin(page.context(), koinon, anna, 'blank'));
  await text.focus();
  await text.evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData(
      'text/html',
      `<style>p{color:red}</style><h2>Housing<o:p></o:p></h2><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>shelters</p><img src="https://elsewhere.example/x.png">`,
    );
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(text.getByRole('heading', { name: 'Housing' })).toBeVisible();
  await expect(text.locator('ul > li')).toHaveText(['shelters']);
  await expect(text.locator('img[src]')).toHaveCount(0);
});

test('a heading, bold and a table by keyboard, and the focus is never lost', async ({ koinon, as }) => {
  const anna = seat(koinon, { role: 'editor' });
  const page = await pageOf(as, anna);
  const text = await open(page, await begin(page.context(), koinon, anna, 'blank'));
  const { keyboard } = page;
  await text.focus();

  // A heading by the style box of the toolbar, bold by its button.
  await keyboard.type('First part');
  await keyboard.press('Alt+F10');
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeFocused();
  await keyboard.press('ArrowRight');
  await keyboard.press('ArrowRight');
  await expect(page.getByRole('combobox', { name: 'Paragraph style' })).toBeFocused();
  await keyboard.type('Heading 2');
  await expect(text.getByRole('heading', { level: 2, name: 'First part' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Paragraph style' })).toBeFocused();
  await keyboard.press('Escape');
  await expect(text).toBeFocused();
  await keyboard.press('Control+End');
  await keyboard.press('Enter');
  await keyboard.press('Alt+F10');
  await keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: 'Bold', exact: true })).toBeFocused();
  await keyboard.press('Enter');
  await expect(text).toBeFocused();
  await keyboard.type('shelters');
  await keyboard.press('Control+b');
  await keyboard.type(' and schools');
  await expect(text.locator('strong')).toHaveText('shelters');

  // A table from the slash menu.
  await keyboard.press('Enter');
  await keyboard.type('/tabl');
  await expect(page.getByRole('option', { name: 'Table' })).toHaveAttribute('aria-selected', 'true');
  await keyboard.press('Enter');
  await expect(text.locator('th')).toHaveCount(3);
  await keyboard.type('Measure');
  await keyboard.press('Tab');
  await keyboard.type('Year');
  await expect(text.locator('th')).toHaveText(['Measure', 'Year', '']);
  await expectFocusKept(page);
});

/** What stands in the text: looked at once. */
const TEXT = ['.ProseMirror > *'];

for (const language of LOOKED_AT) {
  test(`the editor is accessible and fits a phone (${language})`, async ({ koinon, as }) => {
    test.setTimeout(180_000);
    const anna = seat(koinon, { role: 'editor', language });
    const olga = seat(koinon, { role: 'observer', language, beside: anna, sameOrganisation: true });
    const page = await pageOf(as, anna);
    // The long one is read once: axe looks at every element.
    const path = await begin(page.context(), koinon, anna, language === 'en' ? 'strategy' : 'minutes', language === 'el' ? 'el' : 'en');
    const text = await open(page, path);
    await expectAccessible(page);
    await text.focus();
    await page.keyboard.press('Control+f');
    await expect(page.getByRole('search')).toBeVisible();
    await expectAccessible(page, TEXT);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('/');
    await expect(page.getByRole('listbox')).toBeVisible();
    await expectAccessible(page, TEXT);
    await page.keyboard.press('Escape');
    await text.locator('th').first().click();
    await expect(page.getByRole('toolbar')).toHaveCount(2);
    await expectAccessible(page, TEXT);
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page, TEXT);
    await page.keyboard.press('Escape');
    await page.locator('main summary').first().click();
    await expectAccessible(page, TEXT);
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 360, height: 740 });
    await expectAccessible(page, TEXT);
    await expectNoSideways(page);
    await page.close();
    const reader = await pageOf(as, olga);
    await reader.goto(path);
    await expect(reader.locator('.ProseMirror[contenteditable="false"]')).toBeVisible();
    await expectAccessible(reader);
    await reader.setViewportSize({ width: 360, height: 740 });
    await expectAccessible(reader, TEXT);
    await expectNoSideways(reader);
  });
}
