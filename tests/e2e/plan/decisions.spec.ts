/** What is decided about the plan: submitting, reporting periods, baselines, another first day, kept views. */
import { addItem, changeItem, textOf } from '../../../app/features/plan/live';
import { expectAccessible } from '../accessible';
import { expect, test } from '../fixtures';
import { joinPlan } from '../plans';
import { seat } from '../seats';
import { pageOf } from '../writers';

test('a coordinator says when the project begins, submits a deliverable and opens it again', async ({ koinon, as, forgive }) => {
  forgive(/status of 400/);
  const anna = seat(koinon);
  const client = await joinPlan(koinon, anna);
  const pack = addItem(client.doc, { kind: 'workPackage', title: 'Coordination' });
  const deliverable = addItem(client.doc, { kind: 'deliverable', title: 'Handbook', parent: pack, end: { month: 3 } });
  await client.whenSaved();
  const page = await pageOf(as, anna);

  await page.goto(`/p/${anna.partnershipId}/plan/start`);
  await page.getByLabel('New first day').fill('1 January 2026');
  await page.getByRole('button', { name: 'Show what moves' }).click();
  await expect(page.getByRole('heading', { name: '1 date moves' })).toBeVisible();
  await expect(page.getByRole('row', { name: /D1\.1 Handbook/ })).toContainText('31 Mar 2026');
  await expectAccessible(page);
  await page.getByRole('button', { name: /Begin the project on/ }).click();
  await page.waitForURL('**/plan');

  await page.goto(`/p/${anna.partnershipId}/plan?item=${deliverable}`);
  const panel = page.getByRole('complementary', { name: /Handbook/ });
  await expect(panel.getByText('It is not submitted yet.')).toBeVisible();
  await panel.getByRole('button', { name: 'Submit' }).click();
  const dialog = page.getByRole('dialog');
  await expectAccessible(page);
  // Due in March: it is late, and nobody has said why.
  await dialog.getByRole('button', { name: 'Submit' }).click();
  await expect(dialog.getByText('It is late. Say in the item why, then submit it.')).toBeVisible();
  textOf(client.doc, deliverable, 'delay')?.insert(0, 'The hall burnt down.');
  await client.whenSaved();
  await dialog.getByRole('button', { name: 'Submit' }).click();
  await expect(dialog).toBeHidden();
  await expect(panel.getByText(/noted by Anna/)).toBeVisible();
  // What a client writes into the room is shown to nobody.
  changeItem(client.doc, deliverable, { title: 'Hijacked' });
  await client.whenSaved();
  await page.reload();
  await expect(page.getByRole('complementary', { name: /Handbook/ })).toBeVisible();

  await panel.getByRole('button', { name: 'Open again' }).click();
  await dialog.getByLabel('Why').fill('Wrong file');
  await dialog.getByRole('button', { name: 'Open again' }).click();
  await expect(dialog).toBeHidden();
  await expect(
    page
      .getByRole('complementary', { name: /Hijacked/ })
      .getByText('Wrong file')
      .first(),
  ).toBeVisible();
  client.cut();
});

test('a period is locked once nothing is missing in it, and observers only look', async ({ koinon, as, forgive }) => {
  forgive(/status of 400/);
  const anna = seat(koinon);
  const client = await joinPlan(koinon, anna);
  addItem(client.doc, { kind: 'risk', title: 'Rain' });
  await client.whenSaved();
  const page = await pageOf(as, anna);
  await page.goto(`/p/${anna.partnershipId}/plan/start?start=2026-01-01`);
  await page.getByRole('button', { name: /Begin the project on/ }).click();
  await page.waitForURL('**/plan');

  await page.goto(`/p/${anna.partnershipId}/plan/periods`);
  await page.getByLabel('Last month').fill('18');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: /Period 1/ })).toContainText('M1 – M18');
  await page.getByLabel('Last month').fill('12');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('The period must end after it begins');
  await page.getByRole('button', { name: 'Lock period 1' }).click();
  await expect(page.getByText('The risk has no state of play for this period.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Rain' }).click();
  await page
    .getByRole('complementary', { name: /Rain/ })
    .getByRole('combobox', { name: 'Has it happened in this period?' })
    .selectOption('no');
  await page.goto(`/p/${anna.partnershipId}/plan/periods`);
  await page.getByRole('button', { name: 'Lock period 1' }).click();
  await expect(page.getByRole('row', { name: /Period 1/ })).toContainText('Locked');

  const reader = await pageOf(as, seat(koinon, { role: 'observer', beside: anna }));
  await reader.goto(`/p/${anna.partnershipId}/plan/periods`);
  await expect(reader.getByRole('row', { name: /Period 1/ })).toContainText('Locked');
  await expect(reader.getByRole('button', { name: /period 1/ })).toHaveCount(0);
  client.cut();
});

test('the plan is kept as it was, and compared with what it has become', async ({ koinon, as }) => {
  const anna = seat(koinon);
  const client = await joinPlan(koinon, anna);
  const pack = addItem(client.doc, { kind: 'workPackage', title: 'Coordination' });
  await client.whenSaved();
  const page = await pageOf(as, anna);
  await page.goto(`/p/${anna.partnershipId}/plan/baselines`);
  await page.getByLabel('Name').fill('Grant agreement');
  await page.getByLabel('Reason').selectOption('grantAgreement');
  await page.getByRole('button', { name: 'Keep the plan as it is now' }).click();
  await expect(page.getByRole('row', { name: /Grant agreement/ })).toBeVisible();
  changeItem(client.doc, pack, { title: 'Management' });
  addItem(client.doc, { kind: 'risk', title: 'Rain' });
  await client.whenSaved();
  await page.getByRole('link', { name: /Compare with/ }).click();
  const row = page.getByRole('row', { name: /WP1 Management/ });
  await expect(row.locator('del')).toHaveText('Coordination');
  await expect(row.locator('ins')).toHaveText('Management');
  await expect(page.getByRole('row', { name: /R1 Rain/ })).toContainText('Added');
  await expectAccessible(page);
  client.cut();
});

test('a view is kept, shown to all and opened again', async ({ koinon, as }) => {
  const anna = seat(koinon);
  const page = await pageOf(as, anna);
  await page.goto(`/p/${anna.partnershipId}/plan?due=30&open=1`);
  await page.getByText('Plan', { exact: true }).first().waitFor();
  const menu = page.locator('summary[aria-label="Kept views"]');
  await menu.click();
  await page.getByRole('button', { name: 'Keep this view' }).click();
  await page.getByLabel('Name of the view').fill('Due soon');
  await page.getByLabel('For everybody in the partnership').check();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();

  const reader = await pageOf(as, seat(koinon, { role: 'observer', beside: anna }));
  await reader.goto(`/p/${anna.partnershipId}/plan`);
  await reader.locator('summary[aria-label="Kept views"]').click();
  await reader.getByRole('button', { name: 'Due soon' }).click();
  await reader.waitForURL(/due=30/);
});

test('another first day in the settings is saved once its consequences were shown; what else was typed is saved at once', async ({
  koinon,
  as,
}) => {
  const anna = seat(koinon);
  const client = await joinPlan(koinon, anna);
  const pack = addItem(client.doc, { kind: 'workPackage', title: 'Coordination', end: { month: 12 } });
  await client.whenSaved();
  const page = await pageOf(as, anna);
  await page.goto(`/p/${anna.partnershipId}/settings/facts`);
  await page.getByLabel('Call for proposals').fill('AMIF-2023');
  await page.getByLabel('Start', { exact: false }).first().fill('1 March 2026');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL('**/plan/start?start=2026-03-01');
  await expect(page.getByRole('row', { name: /WP1 Coordination/ })).toContainText('28 Feb 2027');
  await page.getByRole('button', { name: /Begin the project on/ }).click();
  await page.waitForURL('**/plan');
  await page.goto(`/p/${anna.partnershipId}/settings`);
  await expect(page.getByText('AMIF-2023')).toBeVisible();
  await expect(page.getByText('1 Mar 2026')).toBeVisible();
  await page.goto(`/p/${anna.partnershipId}/plan?item=${pack}`);
  await expect(page.getByRole('complementary', { name: /Coordination/ }).getByText('28 Feb 2027')).toBeVisible();
  client.cut();
});
