/** Indicators: begun with presets, raised on another screen when attendance is approved, followed to the activities behind each number. */
import { expectAccessible, expectNoSideways } from '../accessible';
import { expect, LOOKED_AT_CLOSELY, test } from '../fixtures';
import { held } from '../held';
import { seat } from '../seats';
import { pageOf } from '../writers';

test('a facilitator in Alzira counts on a phone in Spanish, and the indicator on the screen in Nicosia rises when that is approved', async ({
  koinon,
  as,
}) => {
  test.slow();
  const anna = seat(koinon);
  const lola = seat(koinon, { role: 'facilitator', beside: anna, name: 'Lola Ejemplo', organisation: 'Alzira', language: 'es' });
  const phone = await pageOf(as, lola, { viewport: { width: 360, height: 740 }, hasTouch: true });
  const [screen, desk] = [await pageOf(as, anna), await pageOf(as, anna)];
  const path = await held(phone, koinon, lola, { title: 'Round table', country: 'ES' });

  // By keyboard alone: two presets, then the target of one.
  const list = `/p/${anna.partnershipId}/indicators`;
  await screen.goto(list);
  await screen.getByRole('link', { name: 'Add indicators' }).press('Enter');
  await screen.getByRole('checkbox', { name: /^O\.2\.3\.1 / }).press('Space');
  await screen.getByRole('button', { name: 'Add what is ticked' }).press('Enter');
  const rows = screen.getByRole('table', { name: 'Outputs: what is done' }).getByRole('row');
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1)).toContainText('O.2.3 Participants supported');
  await expect(rows.nth(1)).toContainText('Wording to be checked');
  await expect(rows.nth(2)).toContainText('Of which');
  await screen.getByRole('link', { name: 'O.2.3 Participants supported' }).press('Enter');
  await screen.getByRole('link', { name: 'Change' }).press('Enter');
  await screen.getByRole('textbox', { name: /^Target/ }).fill('40');
  await screen.getByRole('checkbox', { name: 'The wording was compared with the source' }).press('Space');
  await screen.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(screen.getByText('Wording to be checked')).toHaveCount(0);
  await screen.getByRole('combobox', { name: 'Add an activity' }).selectOption({ label: 'A1 Round table' });
  await screen.getByRole('button', { name: 'Add', exact: true }).press('Enter');
  await expect(screen.getByText('Waits for approval')).toBeVisible();
  await screen.goto(list);
  await expect(rows.nth(1)).toContainText('1 activity waits for approved attendance');

  await phone.goto(`${path}/attendance`);
  await phone.getByRole('textbox', { name: 'Mujeres y niñas, 18–60' }).fill('12');
  await phone.getByRole('textbox', { name: 'Hombres y niños, 18–60' }).fill('8');
  await phone.locator('button[value=submit]').tap();
  await expect(phone.getByText('20 participantes').first()).toBeVisible();
  await expect(rows.nth(1).getByRole('cell').first()).toHaveText(/^0/);
  await desk.goto(`${path}/attendance`);
  await desk.getByRole('button', { name: 'Approve' }).click();
  // Without a reload.
  await expect(rows.nth(1).getByRole('cell').first()).toHaveText(/^20/);
  await expect(rows.nth(1)).toContainText('50% of the way from the baseline to the target');

  // Each number leads to its activities.
  await screen.getByRole('link', { name: 'O.2.3 Participants supported' }).click();
  await expect(screen.getByRole('table', { name: 'By organisation' }).getByRole('row', { name: /Alzira/ })).toContainText('20');
  await expect(screen.getByText('Adds: 20')).toBeVisible();
  await screen.getByRole('table', { name: 'By country' }).getByRole('link', { name: 'Spain' }).press('Enter');
  await expect(screen).toHaveURL(/by=country\.ES#activities$/);
  await expect(screen.getByRole('link', { name: 'Show those behind the whole number' })).toBeVisible();
  await expectAccessible(screen);
  await screen.getByRole('link', { name: 'A1 Round table' }).click();
  await expect(screen).toHaveURL(path);
});

test('a value is typed, refused where it is none, told to others where it is no small number of people, and taken out', async ({
  koinon,
  as,
  forgive,
}) => {
  forgive(/status of 400/);
  const anna = seat(koinon);
  const bert = seat(koinon, { role: 'editor', beside: anna, name: 'Bert Beispiel', organisation: 'Bonn' });
  const [page, other] = [await pageOf(as, anna), await pageOf(as, bert)];
  await page.goto(`/p/${anna.partnershipId}/indicators/new`);
  await page.getByRole('textbox', { name: 'What is measured' }).fill('People who found work');
  await page.getByRole('button', { name: 'Add indicator' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'People who found work' })).toBeVisible();
  await other.goto(page.url());
  const type = async (amount: string) => {
    await page.getByText('Add a value').click();
    await page.getByRole('textbox', { name: 'Number', exact: true }).fill(amount);
    await page.getByRole('textbox', { name: 'Date' }).fill('12/5/2027');
    await page.getByRole('button', { name: 'Add value' }).click();
  };
  await type('a few');
  await expect(page.getByText('Write a whole number, without letters.').first()).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Number', exact: true })).toHaveValue('a few');
  await page.getByRole('textbox', { name: 'Number', exact: true }).fill('3');
  await page.getByRole('button', { name: 'Add value' }).click();
  await expect(page.getByRole('button', { name: /^Remove the value of/ })).toHaveCount(1);
  await expect(page.locator('dl dd').first()).toHaveText(/^3/);
  // Three people are told to nobody else.
  await expect(other.getByText('Without 1 number that is small, or would give a small one away').first()).toBeVisible();
  await expect(other.locator('dl dd').first()).toHaveText(/^0/);
  await expect(other.getByRole('button', { name: /^Remove the value of/ })).toHaveCount(0);
  // What somebody is typing meanwhile stays.
  await other.getByText('Add a value').click();
  await other.getByRole('textbox', { name: 'Number', exact: true }).fill('44');
  await type('30');
  await expect(page.getByRole('button', { name: /^Remove the value of/ })).toHaveCount(2);
  await expect(other.locator('dl dd').first()).toHaveText(/^33/);
  await expect(other.getByRole('textbox', { name: 'Number', exact: true })).toHaveValue('44');
  await page
    .getByRole('button', { name: /^Remove the value of/ })
    .first()
    .click();
  await expect(page.getByRole('button', { name: /^Remove the value of/ })).toHaveCount(1);
});

for (const language of LOOKED_AT_CLOSELY) {
  test(`everybody can use it, in both themes and on a phone: ${language}`, async ({ koinon, as }) => {
    const anna = seat(koinon, { language });
    const page = await pageOf(as, anna, { viewport: { width: 360, height: 740 } });
    const headers = { Origin: koinon.url };
    const list = `/p/${anna.partnershipId}/indicators`;
    await page.goto(list);
    await expectAccessible(page);
    await page.request.post(`${koinon.url}${list}/new`, {
      form: { intent: 'presets', preset: 'amif.o231' },
      headers,
      maxRedirects: 0,
    });
    const own = { intent: 'save', text: 'Places', level: 'output', unit: 'places', rule: 'none', target: '10' };
    const made = await page.request.post(`${koinon.url}${list}/new`, { form: own, headers, maxRedirects: 0 });
    const one = made.headers().location ?? '';
    const value = {
      intent: 'value',
      id: '01J0000000000000000000000A'.toLowerCase(),
      day: '2027-05-12',
      country: 'CY',
      amount: '4',
      text: '',
    };
    await page.request.post(`${koinon.url}${one}?index`, { form: value, headers, maxRedirects: 0 });
    for (const path of [list, `${list}/new`, one, `${one}/change`]) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectNoSideways(page);
      await expectAccessible(page);
    }
  });
}
