/** What every page with a thread of comments must show in two browsers: for the tests of the pages that host one. */
import { expectAccessible, expectNoSideways } from './accessible';
import { expect, type Page } from './fixtures';

const field = (page: Page) => page.getByRole('textbox', { name: 'New comment' });
const thread = (page: Page) => page.getByRole('region', { name: 'Comments' });

/**
 * Two members look at one subject that nobody has spoken about; both read English.
 * @param theirName as the first mentions the second; at least three letters, and no other member's name begins with them
 */
export async function expectThread(mine: Page, theirs: Page, theirName: string): Promise<void> {
  await mentionByKeyboard(mine, theirName);
  await expect(thread(theirs).getByText(`@${theirName}`)).toBeVisible();
  await expectAccessible(mine);

  await leavesTheFieldAlone(mine, theirs);
  await changeAndRemove(mine);
  await expect(thread(theirs).getByText('This comment was removed.')).toBeVisible();

  await theirs.getByRole('button', { name: 'Mark as resolved' }).click();
  await expect(thread(mine).getByText(/^Resolved by/)).toBeVisible();
  await mine.getByRole('button', { name: 'Open again' }).click();
  await expect(thread(theirs).getByText(/^Resolved by/)).toHaveCount(0);

  await survivesALostConnection(mine, theirs);
  await mine.setViewportSize({ width: 360, height: 740 });
  await expectNoSideways(mine);
  await expectAccessible(mine);
}

/** "@" and three letters, arrow keys, Enter; Escape closes the list and keeps what was typed; Ctrl and Enter send. */
async function mentionByKeyboard(page: Page, name: string): Promise<void> {
  await field(page).focus();
  const list = page.getByRole('listbox', { name: 'Members' });
  await page.keyboard.type(`See https://koinon.example/a, @${name.slice(0, 3)}`);
  await expect(list.getByRole('option')).toHaveCount(1);
  await expect(list.getByRole('option', { selected: true })).toContainText(name);
  const active = await field(page).getAttribute('aria-activedescendant');
  await expect(list.getByRole('option', { selected: true })).toHaveAttribute('id', active ?? '');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(list).toHaveCount(0);
  await page.keyboard.press('Backspace');
  await page.keyboard.press('ArrowDown');
  await expect(list).toHaveCount(0);
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await page.keyboard.type(`@${name.slice(0, 3)}`);
  await page.keyboard.press('Enter');
  await expect(field(page)).toHaveValue(`See https://koinon.example/a, @${name} `);
  await page.keyboard.type('please');
  await page.keyboard.press('Control+Enter');
  await expect(thread(page).getByRole('listitem').getByText(`@${name}`)).toBeVisible();
  await expect(thread(page).getByRole('link', { name: 'https://koinon.example/a' })).toHaveAttribute('href', 'https://koinon.example/a');
  await expect(field(page)).toHaveValue('');
}

/** While somebody types, others say something: text, caret and focus stay. */
async function leavesTheFieldAlone(mine: Page, theirs: Page): Promise<void> {
  await field(theirs).fill('Half a sentence');
  await theirs.keyboard.press('Home');
  await field(mine).fill('Meanwhile');
  await mine.getByRole('button', { name: 'Comment', exact: true }).click();
  await expect(thread(theirs).getByText('Meanwhile')).toBeVisible();
  await expect(field(theirs)).toBeFocused();
  await theirs.keyboard.type('Not ');
  await expect(field(theirs)).toHaveValue('Not Half a sentence');
  await theirs.keyboard.press('Control+Enter');
  await expect(thread(mine).getByText('Not Half a sentence')).toBeVisible();
}

async function changeAndRemove(page: Page): Promise<void> {
  const own = thread(page).getByRole('listitem').filter({ hasText: 'Meanwhile' });
  await own.getByRole('button', { name: 'Change' }).press('Enter');
  const change = page.getByRole('textbox', { name: 'Your comment' });
  await expect(change).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(own.getByRole('button', { name: 'Change' })).toBeFocused();
  await page.keyboard.press('Enter');
  await change.fill('Meanwhile, corrected');
  await page.keyboard.press('Control+Enter');
  await expect(own.getByText('edited')).toBeVisible();
  await expect(own.getByRole('button', { name: 'Change' })).toBeFocused();
  await own.getByRole('button', { name: 'Remove' }).press('Enter');
  await expect(own.getByRole('button', { name: 'Remove for good' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(own).toHaveCount(0);
  await expect(thread(page)).toBeFocused();
}

/** What does not arrive stays in the field, says so, and is one comment however often it is sent. */
async function survivesALostConnection(mine: Page, theirs: Page): Promise<void> {
  await mine.route('**/comments', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await field(mine).fill('Once');
  await mine.keyboard.press('Control+Enter');
  await expect(mine.getByRole('alert')).toContainText('Nothing is lost');
  await expect(field(mine)).toHaveValue('Once');
  await mine.unroute('**/comments');
  await mine.keyboard.press('Control+Enter');
  await expect(field(mine)).toHaveValue('');
  await expect(thread(theirs).getByText('Once', { exact: true })).toHaveCount(1);
}
