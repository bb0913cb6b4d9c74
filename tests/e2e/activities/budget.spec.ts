/** Costs, expenses and person-months: written by those who have them, reckoned for the coordinator, and behind no door of others. */
import sharp from 'sharp';
import { addItem } from '../../../app/features/plan/live';
import { expectAccessible, expectNoSideways } from '../accessible';
import { expect, LOOKED_AT_CLOSELY, test } from '../fixtures';
import type { Koinon } from '../koinon';
import { writePlan } from '../plans';
import { seat } from '../seats';
import { pageOf } from '../writers';

const WORDS = 'Interpreters of the shelter';

/** A coordinator, an editor elsewhere who plans and spends, and one of a third organisation. */
async function begun(koinon: Koinon, language = 'en') {
  const anna = seat(koinon);
  const lola = seat(koinon, { role: 'editor', beside: anna, name: 'Lola Ejemplo', organisation: 'Alzira', language });
  const eva = seat(koinon, { role: 'editor', beside: anna, name: 'Eva Beispiel', organisation: 'Berlin' });
  await writePlan(koinon, anna, (doc) => addItem(doc, { kind: 'workPackage', title: 'Listen' }));
  return { anna, lola, eva, at: (more = '') => `/p/${anna.partnershipId}/budget${more}` };
}

const invoice = () =>
  sharp({ create: { width: 40, height: 20, channels: 3, background: '#0f5e66' } })
    .jpeg()
    .toBuffer();

test('planned and spent by an organisation, by keyboard alone; the coordinator sees it rise and decides, without a reload', async ({
  koinon,
  as,
  forgive,
}) => {
  test.slow();
  forgive(/status of 400/);
  const { anna, lola, at } = await begun(koinon);
  const [page, desk] = [await pageOf(as, lola), await pageOf(as, anna)];
  await desk.goto(at('/expenses'));
  await page.goto(at());
  await page.getByRole('combobox', { name: 'Category' }).selectOption({ label: 'B Subcontracting' });
  await page.getByRole('textbox', { name: 'What it is for' }).fill(WORDS);
  await page.getByRole('textbox', { name: 'Amount in euro' }).fill('1.000,00');
  await page.getByRole('combobox', { name: /^Work package/ }).selectOption({ label: 'WP1 Listen' });
  await page.getByRole('button', { name: 'Add cost' }).press('Enter');
  const sums = page.getByRole('table', { name: 'Costs by organisation and category, in euro' });
  await expect(sums.getByRole('row', { name: /^Alzira/ })).toContainText('1,070.00');
  await expect(page.getByRole('textbox', { name: 'What it is for' })).toHaveValue('');

  // What cannot be read is said, and stays.
  await page.getByRole('textbox', { name: 'Amount in euro' }).fill('1.430.071.05');
  await page.getByRole('button', { name: 'Add cost' }).press('Enter');
  await expect(page.getByText('This can be read in two ways').first()).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Amount in euro' })).toHaveValue('1.430.071.05');

  await page.getByRole('link', { name: 'Expenses', exact: true }).press('Enter');
  await page.getByRole('textbox', { name: 'Date' }).fill('10/3/2027');
  await page.getByRole('combobox', { name: 'Category' }).selectOption({ label: 'B Subcontracting' });
  await page.getByRole('textbox', { name: 'What it is for' }).fill(WORDS);
  await page.getByRole('textbox', { name: 'Amount in euro' }).fill('500');
  await page.getByRole('button', { name: 'Save expense' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(WORDS);
  await page.getByRole('textbox', { name: 'Amount in euro' }).fill('512');
  await page.locator('input[type=file]').setInputFiles({ name: 'invoice.jpg', mimeType: 'image/jpeg', buffer: await invoice() });
  await page.getByRole('button', { name: 'Add evidence' }).press('Enter');
  await expect(page.getByRole('link', { name: 'invoice.jpg' })).toBeVisible();
  // What is being typed beside it stays.
  await expect(page.getByRole('textbox', { name: 'Amount in euro' })).toHaveValue('512');
  await page.getByRole('button', { name: 'Hand in' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Take back' })).toBeVisible();

  await desk.getByRole('combobox', { name: 'Organisation' }).selectOption({ label: 'Alzira' });
  await desk.getByRole('button', { name: 'Show' }).click();
  await expect(desk.getByText('Handed in: €500.00')).toBeVisible();
  await desk.getByRole('link', { name: WORDS }).click();
  await desk.getByRole('textbox', { name: 'What is to be mended' }).fill('The second page is missing.');
  await desk.getByRole('button', { name: 'Give back' }).click();
  await expect(page.getByText('The second page is missing.')).toBeVisible();
  await page.getByRole('button', { name: 'Hand in' }).click();
  await desk.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByText('Approved', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
});

test('what is to be mended stays said while the costs of others rise beside it', async ({ koinon, as, forgive }) => {
  forgive(/status of 400/);
  const { anna, lola, at } = await begun(koinon);
  const [page, desk] = [await pageOf(as, lola), await pageOf(as, anna)];
  await desk.goto(at());
  const amount = desk.getByRole('textbox', { name: 'Amount in euro' });
  const problem = desk.getByText('This can be read in two ways').first();
  const row = desk.getByRole('table', { name: 'Costs by organisation and category, in euro' }).getByRole('row', { name: /^Alzira/ });
  await amount.fill('1.430.071.05');
  await desk.getByRole('button', { name: 'Add cost' }).click();
  await expect(problem).toBeVisible();
  await amount.fill('1.430.071,05');

  const cost = { organisationId: lola.organisationId, category: 'B', description: WORDS, cents: '1.000,00' };
  const form = { intent: 'save', id: '01hzzzzzzzzzzzzzzzzzzzzzz1', ...cost };
  const answer = await page.request.post(`${koinon.url}${at()}?index`, { form, headers: { Origin: koinon.url }, maxRedirects: 0 });
  expect(answer.status()).toBe(302);
  await expect(row).toContainText('1,070.00');
  await expect(problem).toBeVisible();
  await expect(amount).toHaveAttribute('aria-invalid', 'true');
  await expect(amount).toHaveValue('1.430.071,05');
  await expect(amount).toBeFocused();
});

test("a partner finds another's costs by no door: pages, answers, file, evidence", async ({ koinon, as }) => {
  const { anna, lola, eva, at } = await begun(koinon);
  const page = await pageOf(as, lola);
  const post = (path: string, form: Record<string, string>) =>
    page.request.post(`${koinon.url}${path}`, { form, headers: { Origin: koinon.url }, maxRedirects: 0 });
  const row = { organisationId: lola.organisationId, category: 'B', description: WORDS, cents: '7777,77' };
  await post(`${at()}?index`, { intent: 'save', id: '01hzzzzzzzzzzzzzzzzzzzzzzz', ...row });
  const spent = await post(`${at('/expenses')}?index`, { id: '01hzzzzzzzzzzzzzzzzzzzzzzy', day: '10/3/2027', ...row });
  const expense = spent.headers().location ?? '';
  expect(expense).toContain('/budget/expenses/');
  await page.goto(expense);
  await page.locator('input[type=file]').setInputFiles({ name: 'invoice.jpg', mimeType: 'image/jpeg', buffer: await invoice() });
  await page.getByRole('button', { name: 'Add evidence' }).click();
  const file = (await page.getByRole('link', { name: 'invoice.jpg' }).getAttribute('href')) ?? '';
  expect((await page.request.get(`${koinon.url}${file}`)).headers()['content-disposition']).toContain('attachment');

  const other = await pageOf(as, eva);
  const doors = ['', '.data', '/expenses', '/expenses.data', '/effort', '/effort.data', '/file'];
  for (const door of doors) {
    const of = `?of=${lola.organisationId}`;
    const answer = await other.request.get(`${koinon.url}${at(door)}${of}`);
    expect(answer.status(), door).toBe(200);
    const body = (await answer.body()).toString('latin1');
    expect(body, door).not.toContain(WORDS);
    expect(body, door).not.toMatch(/7,?777|777777/);
  }
  for (const door of [expense, `${expense}.data`, file]) expect((await other.request.get(`${koinon.url}${door}`)).status(), door).toBe(404);
  // What the members of the organisation read, and the coordinator.
  for (const who of [page, await pageOf(as, anna)]) {
    expect(await (await who.request.get(`${koinon.url}${at()}?of=${lola.organisationId}`)).text()).toContain(WORDS);
    expect((await who.request.get(`${koinon.url}${file}`)).status()).toBe(200);
  }
});

test('person-months: planned by the coordinator, worked by the organisation, above plan said in words', async ({ koinon, as }) => {
  const { anna, lola, eva, at } = await begun(koinon);
  const desk = await pageOf(as, anna);
  await desk.goto(at(`/effort?of=${lola.organisationId}`));
  await desk.getByRole('textbox', { name: 'WP1 Listen' }).last().fill('0,5');
  await desk.getByRole('button', { name: 'Save person-months' }).last().click();
  const row = (page: typeof desk) =>
    page.getByRole('table', { name: 'Person-months, worked of planned' }).getByRole('row', { name: /^Alzira/ });
  await expect(row(desk).getByRole('cell').first()).toHaveText('0 of 0.5');

  const page = await pageOf(as, lola);
  await page.goto(at('/effort'));
  await page.getByRole('button', { name: 'Show' }).click();
  await page.getByRole('textbox', { name: 'WP1 Listen' }).fill('0.75');
  await page.getByRole('button', { name: 'Save person-months' }).click();
  await expect(row(page)).toContainText('0.75 of 0.5');
  await expect(row(page)).toContainText('More than planned');
  await expect(row(desk)).toContainText('0.75 of 0.5');
  const other = await pageOf(as, eva);
  await other.goto(at('/effort'));
  await expect(row(other).getByRole('cell').first()).toHaveText('0.5');
  await expect(other.getByText('What other organisations worked')).toBeVisible();
});

test('a form that is being filled in stays when somebody else changes the list', async ({ koinon, as, forgive }) => {
  forgive(/status of 400/);
  const { anna, lola, at } = await begun(koinon);
  const page = await pageOf(as, lola);
  await page.goto(at());
  await page.getByRole('textbox', { name: 'What it is for' }).fill('Half a sentence');
  const desk = await pageOf(as, anna);
  await desk.goto(at(`?of=${lola.organisationId}`));
  await desk.getByRole('combobox', { name: 'Category' }).selectOption({ label: 'C.2 Equipment' });
  await desk.getByRole('textbox', { name: 'What it is for' }).fill('Tablets');
  await desk.getByRole('textbox', { name: 'Amount in euro' }).fill('900');
  await desk.getByRole('button', { name: 'Add cost' }).click();
  await expect(page.getByText('Tablets')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'What it is for' })).toHaveValue('Half a sentence');

  // Also the one of a row that is taken out meanwhile: then it is said, and what was typed stays.
  await page.getByRole('link', { name: 'Change Tablets' }).click();
  await expect(page.getByRole('heading', { name: 'Change a cost' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Amount in euro' }).fill('950');
  await desk.getByRole('button', { name: 'Remove Tablets' }).click();
  await expect(page.getByRole('cell', { name: 'Tablets' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Somebody removed it meanwhile').first()).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Amount in euro' })).toHaveValue('950');
});

test('a period is locked with what is open in it named, and its expenses stay as they were reported', async ({ koinon, as, forgive }) => {
  forgive(/status of 400/);
  const { anna, lola, at } = await begun(koinon);
  const [page, desk] = [await pageOf(as, lola), await pageOf(as, anna)];
  const row = { organisationId: lola.organisationId, category: 'B', description: WORDS, cents: '12', day: '10/3/2026' };
  const made = await page.request.post(`${koinon.url}${at('/expenses')}?index`, {
    form: { id: '01hzzzzzzzzzzzzzzzzzzzzzzv', ...row },
    headers: { Origin: koinon.url },
    maxRedirects: 0,
  });
  await desk.goto(`/p/${anna.partnershipId}/plan/start?start=2026-01-01`);
  await desk.getByRole('button', { name: /Begin the project on/ }).click();
  await desk.waitForURL('**/plan');
  await desk.goto(`/p/${anna.partnershipId}/plan/periods`);
  await desk.getByLabel('Last month').fill('6');
  await desk.getByRole('button', { name: 'Save' }).click();
  await desk.getByRole('button', { name: 'Lock period 1' }).press('Enter');
  await expect(desk.getByText('This expense is not approved.')).toBeVisible();
  await expect(desk.getByRole('link', { name: WORDS })).toHaveAttribute('href', made.headers().location ?? '');
  await expectAccessible(desk);
  await page.goto(made.headers().location ?? '');
  await expect(page.getByRole('button', { name: 'Save' })).toBeVisible();
  await desk.getByRole('button', { name: 'Lock it all the same' }).press('Enter');
  await expect(desk.getByRole('row', { name: /Period 1/ })).toContainText('Locked');
  // Without a reload.
  await expect(page.getByText('Period 1, locked')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Hand in' })).toHaveCount(0);
});

for (const language of LOOKED_AT_CLOSELY)
  test(`everybody can use the pages about money, at 360 px, in ${language}`, async ({ koinon, as }) => {
    test.slow();
    const { anna, lola, at } = await begun(koinon, language);
    const phone = await pageOf(as, lola, { viewport: { width: 360, height: 740 }, hasTouch: true });
    const form = { organisationId: lola.organisationId, category: 'C1', description: WORDS, cents: '77,77', day: '10/3/2027' };
    const post = (path: string, more: Record<string, string>) =>
      phone.request.post(`${koinon.url}${path}?index`, { form: { ...form, ...more }, headers: { Origin: koinon.url }, maxRedirects: 0 });
    await post(at(), { intent: 'save', id: '01hzzzzzzzzzzzzzzzzzzzzzzx' });
    const expense = (await post(at('/expenses'), { id: '01hzzzzzzzzzzzzzzzzzzzzzzw' })).headers().location ?? '';
    for (const path of [at(), at('/expenses'), at('/effort'), expense]) {
      await phone.goto(path);
      await expect(phone.locator('h1')).toBeVisible();
      await expectAccessible(phone);
      await expectNoSideways(phone);
    }
    const desk = await pageOf(as, anna);
    await desk.goto(at('/rules'));
    await expectAccessible(desk);
  });
