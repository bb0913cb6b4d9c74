/** Reports on a reporting period: what is missing before, a job that says how far it is, and files that others do not get. */
import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { addItem, changeList } from '../../../app/features/plan/live';
import { newId } from '../../../app/kit/ids';
import { expectAccessible, expectNoSideways } from '../accessible';
import { expect, LOOKED_AT_CLOSELY, type Page, test } from '../fixtures';
import type { Koinon } from '../koinon';
import { writePlan } from '../plans';
import { seat } from '../seats';
import { pageOf } from '../writers';

const SECRET = 'Interpreters of the shelter';

/** A project that begins on 1 January 2026, with a first period of six months, a milestone of March, and an expense of Alzira's. */
async function begun(koinon: Koinon, as: Parameters<typeof pageOf>[0], language = 'en') {
  const anna = seat(koinon, { language });
  const lola = seat(koinon, { role: 'editor', beside: anna, name: 'Lola Ejemplo', organisation: 'Alzira', language });
  const at = (more: string) => `/p/${anna.partnershipId}${more}`;
  const milestone = await writePlan(koinon, anna, (doc) => {
    const parent = addItem(doc, { kind: 'workPackage', title: 'Listen', start: { month: 1 }, end: { month: 6 } });
    const id = addItem(doc, { kind: 'milestone', title: 'First forum', parent, end: { date: '2026-03-31' } });
    changeList(doc, id, { list: 'proofs', id: 'proof1', value: { title: 'Minutes', url: 'https://example.org/minutes' } });
    return id;
  });
  const [page, desk] = [await pageOf(as, lola), await pageOf(as, anna)];
  const post = async (who: Page, path: string, form: Record<string, string>) => {
    const answer = await who.request.post(`${koinon.url}${at(path)}`, { form, headers: { Origin: koinon.url }, maxRedirects: 0 });
    expect(answer.status(), path).toBe(302);
  };
  const row = { organisationId: lola.organisationId, category: 'B', description: SECRET, cents: '777,77', day: '10/3/2026' };
  await post(page, '/budget/expenses?index', { id: newId(), ...row });
  await desk.goto(at('/plan/start?start=2026-01-01'));
  await desk.locator('main button[type=submit]').last().click();
  await desk.waitForURL('**/plan');
  await post(desk, '/plan/periods', { intent: 'add-period', endMonth: '6', dueDate: '' });
  return { anna, page, desk, at, milestone };
}

test('a period is locked and reported, by keyboard alone; each gets what it may see, and nobody that of another', async ({
  koinon,
  as,
  forgive,
}) => {
  test.slow();
  // What is open is said first.
  forgive(/status of 400/);
  const { page, desk, at, milestone } = await begun(koinon, as);
  await desk.goto(at('/reports'));
  const missing = desk.getByRole('region', { name: 'Missing in period 1' });
  await expect(missing.getByText('2 things are missing')).toBeVisible();
  await expect(missing.getByRole('link', { name: 'First forum' })).toHaveAttribute('href', at(`/plan?item=${milestone}`));
  await expect(missing.getByRole('link', { name: SECRET })).toBeVisible();
  // An editor reads of the whole plan, and of its own organisation's expenses.
  await page.goto(at('/reports'));
  await expect(page.getByText('2 things are missing')).toBeVisible();
  await expect(page.getByRole('link', { name: SECRET })).toBeVisible();

  // Said on the page of the plan: the list grows shorter here, without a reload.
  const decided = await desk.request.post(`${koinon.url}${at('/plan/decide')}`, {
    form: { intent: 'decide', item: milestone, is: 'partly', on: '31/3/2026', note: 'Half of the towns came.' },
    headers: { Origin: koinon.url },
  });
  expect(await decided.json()).toEqual({ ok: true });
  await expect(missing.getByText('One thing is missing')).toBeVisible();
  await desk.getByRole('link', { name: 'Change, lock or open periods' }).press('Enter');
  await desk.getByRole('button', { name: 'Lock period 1' }).press('Enter');
  await desk.getByRole('button', { name: 'Lock it all the same' }).press('Enter');
  await expect(desk.getByRole('row', { name: /Period 1/ })).toContainText('Locked');
  await desk.getByRole('link', { name: 'Reports', exact: true }).press('Enter');
  await expect(desk.getByRole('heading', { level: 1 })).toHaveText('Reports');

  await desk.getByRole('button', { name: 'Make the report on period 1' }).press('Enter');
  const text = desk.getByRole('link', { name: 'Text (DOCX): report on period 1' });
  await expect(text).toBeVisible();
  const [download] = await Promise.all([desk.waitForEvent('download'), text.press('Enter')]);
  expect(download.suggestedFilename()).toBe('@test Report on period 1.docx');
  const parts = unzipSync(new Uint8Array(await readFile(await download.path())));
  const words = new TextDecoder().decode(parts['word/document.xml']);
  for (const said of ['Listen', 'First forum', 'Half of the towns came.', 'Locked', 'Contribution by organisation', '1 Jan 2026'])
    expect(words).toContain(said);

  // Everybody's own: the editor's has that organisation's costs, and is behind no door of the coordinator, nor the other way round.
  await page.getByRole('button', { name: 'Make the report on period 1' }).click();
  const workbook = page.getByRole('link', { name: 'Workbook (XLSX): report on period 1' });
  await expect(workbook).toBeVisible();
  const path = (await workbook.getAttribute('href')) ?? '';
  const strings = async (who: Page) => {
    const answer = await who.request.get(`${koinon.url}${path}`);
    return answer.ok() ? new TextDecoder().decode(unzipSync(new Uint8Array(await answer.body()))['xl/sharedStrings.xml']) : answer.status();
  };
  expect(await strings(page)).toContain(SECRET);
  expect(await strings(desk)).toBe(404);
  expect((await page.request.get(`${koinon.url}${(await text.getAttribute('href')) ?? ''}`)).status()).toBe(404);
  await expect(desk.getByRole('link', { name: /^Workbook/ })).toHaveCount(1);

  await desk.getByRole('button', { name: 'Throw away report 1' }).press('Enter');
  await expect(desk.getByRole('link', { name: /^Workbook/ })).toHaveCount(0);
});

test('a report that is made before its page can hear of it is shown all the same', async ({ koinon, as }) => {
  const { desk, at } = await begun(koinon, as);
  let hears = () => {};
  const mayHear = new Promise<void>((resolve) => {
    hears = resolve;
  });
  await desk.routeWebSocket(/\/events\//, async (line) => {
    await mayHear;
    line.connectToServer();
  });
  await desk.goto(at('/reports'));
  // Asked for in a second window: this page reads nothing again by itself, however fast the report is made.
  const second = await desk.context().newPage();
  await second.goto(at('/reports'));
  await second.getByRole('button', { name: 'Make the report on period 1' }).click();
  await expect(second.locator('a[href$="/docx"]')).toBeVisible();
  await expect(desk.locator('a[href$="/docx"]')).toHaveCount(0);
  hears();
  await expect(desk.getByRole('link', { name: 'Text (DOCX): report on period 1' })).toBeVisible();
});

for (const language of LOOKED_AT_CLOSELY)
  test(`everybody can have a report made, at 360 px, in ${language}`, async ({ koinon, as }) => {
    const { anna, at } = await begun(koinon, as, language);
    const phone = await pageOf(as, anna, { viewport: { width: 360, height: 740 }, hasTouch: true });
    await phone.goto(at('/reports'));
    await expectAccessible(phone);
    await expectNoSideways(phone);
    await phone.locator('button[type=submit]').last().tap();
    await expect(phone.locator('a[href$="/docx"]')).toBeVisible();
    await expectAccessible(phone);
    await expectNoSideways(phone);
  });
