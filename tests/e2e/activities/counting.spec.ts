/** Counting beside others, and where the network leads nowhere: nothing that was typed goes, nothing is overwritten unsaid. */
import { expectAccessible, expectNoSideways } from '../accessible';
import { BROKEN_LINE, expect, type Page, test } from '../fixtures';
import { held } from '../held';
import type { Koinon } from '../koinon';
import { type Seated, seat } from '../seats';
import { pageOf } from '../writers';

const WOMEN = 'Women and girls, 18–60';

/** Hands in a first count, and opens it again. @returns the address of the page */
async function counted(page: Page, koinon: Koinon, person: Seated): Promise<string> {
  const path = `${await held(page, koinon, person)}/attendance`;
  await page.goto(path);
  await page.getByRole('textbox', { name: WOMEN }).fill('12');
  await page.getByRole('button', { name: 'Hand in' }).click();
  await page.getByRole('link', { name: /^Change/ }).click();
  await expect(page.getByRole('heading', { name: 'Change this count' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: WOMEN })).toHaveValue('12');
  return path;
}

test('by other ages than the form was opened with: who was counted by it stays counted', async ({ koinon, as }) => {
  const anna = seat(koinon);
  const fay = seat(koinon, { role: 'facilitator', beside: anna, name: 'Fay Beispiel' });
  const [phone, desk] = [await pageOf(as, fay), await pageOf(as, anna)];
  await phone.goto(`${await held(phone, koinon, fay)}/attendance`);
  await phone.getByRole('textbox', { name: WOMEN }).fill('9');
  await desk.goto(`/p/${anna.partnershipId}/activities/counting`);
  await desk.getByRole('combobox', { name: 'Ages' }).selectOption('children');
  await desk.getByRole('button', { name: 'Save' }).click();
  await expect(desk.getByText('Saved.')).toBeVisible();
  await phone.getByRole('textbox', { name: 'Women and girls, 61+' }).fill('4');
  await phone.getByRole('button', { name: 'Hand in' }).click();
  await expect(phone.getByRole('listitem').filter({ hasText: 'Handed in' })).toContainText('13 participants');
  // The next one is by the new ages.
  await expect(phone.getByRole('textbox', { name: 'Women and girls, 15–17' })).toBeVisible();
});

test('of two who change one count the second is told of the first, and nothing is overwritten unsaid', async ({ koinon, as, forgive }) => {
  forgive(/status of 400/);
  const anna = seat(koinon);
  const fay = seat(koinon, { role: 'facilitator', beside: anna, name: 'Fay Beispiel', organisation: 'Town' });
  const gil = seat(koinon, { role: 'facilitator', beside: fay, sameOrganisation: true, name: 'Gil Beispiel' });
  const [first, second] = [await pageOf(as, fay), await pageOf(as, gil)];
  const path = await counted(first, koinon, fay);
  const address = first.url();
  await first.getByRole('textbox', { name: 'Note' }).fill('At the library');
  await second.goto(address);
  await second.getByRole('textbox', { name: WOMEN }).fill('14');
  await second.getByRole('button', { name: 'Hand in' }).click();
  await expect(second).toHaveURL(path);
  await expect(first.getByText('14 participants').first()).toBeVisible();
  await first.getByRole('button', { name: 'Hand in' }).click();
  await expect(first.getByRole('alert')).toContainText('Somebody else has changed this count meanwhile.');
  await expect(first.getByRole('textbox', { name: 'Note' })).toHaveValue('At the library');
  await expect(first.getByText('14 participants').first()).toBeVisible();
  await first.getByRole('textbox', { name: WOMEN }).fill('14');
  await first.getByRole('button', { name: 'Hand in' }).click();
  await expect(first).not.toHaveURL(/sheet=/);
  await expect(first.getByText('14 participants').first()).toBeVisible();
});

test('what is typed into a count stays when it is approved meanwhile, and the form says so', async ({ koinon, as, forgive }) => {
  forgive(/status of 400/);
  const anna = seat(koinon);
  const fay = seat(koinon, { role: 'facilitator', beside: anna, name: 'Fay Beispiel', organisation: 'Town' });
  const [phone, desk] = [await pageOf(as, fay), await pageOf(as, anna)];
  const path = await counted(phone, koinon, fay);
  await phone.getByRole('textbox', { name: WOMEN }).fill('15');
  await desk.goto(path);
  await desk.getByRole('button', { name: 'Approve' }).click();
  await expect(phone.getByText('Approved', { exact: true })).toBeVisible();
  await expect(phone.getByRole('textbox', { name: WOMEN })).toHaveValue('15');
  await phone.getByRole('button', { name: 'Hand in' }).click();
  await expect(phone.getByRole('alert')).toContainText('This count was approved and stays as it is.');
  await expect(phone.getByRole('textbox', { name: WOMEN })).toHaveValue('15');
});

test('where the network leads nowhere a count waits on the device, and is sent from whatever page is open', async ({
  koinon,
  as,
  forgive,
}) => {
  forgive(BROKEN_LINE);
  forgive(/ERR_FAILED|Failed to fetch|status of 503/);
  const anna = seat(koinon);
  const page = await pageOf(as, anna);
  const path = `${await held(page, koinon, anna)}/attendance`;
  await page.goto(path);
  const waiting = () => page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('koinon-waiting')));
  let leadsNowhere = true;
  await page.route(/\/attendance(\.data|\/send)/, (route) =>
    route.request().method() === 'POST' && leadsNowhere ? route.abort() : route.continue(),
  );
  await page.getByRole('textbox', { name: WOMEN }).fill('9');
  await page.getByRole('button', { name: 'Hand in' }).click();
  // It is in one place, and not in the form, too.
  await page.getByRole('link', { name: 'Try again' }).click();
  await expect(page.getByText('1 count waits on this device')).toBeVisible();
  await expect(page.getByRole('textbox', { name: WOMEN })).toHaveValue('');
  leadsNowhere = false;
  await page.goto(`/p/${anna.partnershipId}/activities`);
  await expect.poll(waiting).toEqual([]);
  await page.goto(path);
  await expect(page.getByRole('listitem').filter({ hasText: 'Handed in' })).toHaveCount(1);
  await expect(page.getByText('9 participants').first()).toBeVisible();
});

test('a count that is refused when it is sent is mended where it waits, beside the one that is being typed', async ({
  koinon,
  as,
  forgive,
}) => {
  forgive(BROKEN_LINE);
  forgive(/ERR_INTERNET_DISCONNECTED|Failed to fetch|status of (503|400)/);
  const anna = seat(koinon);
  const page = await pageOf(as, anna, { viewport: { width: 360, height: 740 }, hasTouch: true });
  await page.goto(`${await held(page, koinon, anna)}/attendance`);
  await page.getByRole('textbox', { name: WOMEN }).fill('many');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Hand in' }).tap();
  await expect(page.getByText('1 count waits on this device')).toBeVisible();
  await page.getByRole('textbox', { name: 'Men and boys, 18–60' }).fill('8');
  await page.context().setOffline(false);
  await page.getByRole('button', { name: /^Change: Rainbow workshop/ }).tap();
  const forms = page.locator('form:has([name="bands"])');
  await expect(forms).toHaveCount(2);
  const mended = forms.first();
  await expect(mended.getByRole('textbox', { name: WOMEN })).toHaveValue('many');
  await expectAccessible(page);
  await expectNoSideways(page);
  await mended.getByRole('button', { name: 'Hand in' }).tap();
  await expect(mended.getByRole('textbox', { name: WOMEN })).toHaveAttribute('aria-invalid', 'true');
  await mended.getByRole('textbox', { name: WOMEN }).fill('9');
  await mended.getByRole('button', { name: 'Hand in' }).tap();
  await expect(page.getByRole('listitem').filter({ hasText: 'Handed in' })).toContainText('9 participants');
  await expect(page.getByText('waits on this device')).toHaveCount(0);
  await expect(forms).toHaveCount(1);
  await expect(page.getByRole('textbox', { name: 'Men and boys, 18–60' })).toHaveValue('8');
});
