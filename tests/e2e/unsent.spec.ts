/** A form that was sent and did not arrive: what was typed is back. */
import path from 'node:path';
import Database from 'better-sqlite3';
import { BROKEN_LINE, expect, test } from './fixtures';
import { EXAMPLE_PASSWORD } from './koinon';
import { seat } from './seats';

const BACK = 'This was not saved. What you typed is here again';

test('a form sent without a network is filled as it was, and saved when it is sent again', async ({ koinon, as, forgive }) => {
  forgive(BROKEN_LINE);
  const page = await as(null);
  const anna = seat(koinon);
  await page.context().addCookies([anna.cookie]);
  await page.goto(`/p/${anna.partnershipId}/settings/facts`);
  await page.getByLabel('Project code').fill('101234567');
  await page.getByLabel('Greek').check();
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('what you typed is kept in this page')).toBeVisible();
  await page.context().setOffline(false);
  await page.getByRole('link', { name: 'Back to what you typed' }).click();
  await expect(page.getByText(BACK)).toBeVisible();
  await expect(page.getByLabel('Project code')).toHaveValue('101234567');
  await expect(page.getByLabel('Greek')).toBeChecked();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL('**/settings');
  await page.goto(`/p/${anna.partnershipId}/settings/facts`);
  await expect(page.getByLabel('Project code')).toHaveValue('101234567');
  await expect(page.getByText(BACK)).toBeHidden();
});

test('a form that the database refuses is filled as it was; what a colleague saved meanwhile is not overwritten unseen', async ({
  koinon,
  as,
  forgive,
}) => {
  forgive(/status of (400|500)|Unexpected Server Error/);
  const page = await as(null);
  const anna = seat(koinon);
  await page.context().addCookies([anna.cookie]);
  await page.goto(`/p/${anna.partnershipId}/settings/facts`);
  await page.getByLabel('Project code').fill('7');
  const database = new Database(path.join(koinon.dataDir, 'koinon.sqlite'));
  database.exec('BEGIN IMMEDIATE');
  database
    .prepare('UPDATE "Partnership" SET "projectCode" = ?, "updatedAt" = ? WHERE "id" = ?')
    .run('8', new Date().toISOString(), anna.partnershipId);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('what you typed is kept in this page')).toBeVisible({ timeout: 20_000 });
  database.exec('COMMIT');
  database.close();
  await page.getByRole('link', { name: 'Back to what you typed' }).click();
  await expect(page.getByLabel('Project code')).toHaveValue('7');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('What is stored now, where it differs from this form')).toBeVisible();
  await expect(page.getByLabel('Project code')).toHaveValue('7');
});

test('a form sent after the session was over is there again after signing in, for the same person alone', async ({ koinon, as }) => {
  const [anna, berta] = koinon.people;
  const page = await as(anna);
  await page.goto('/');
  const home = await page
    .getByRole('link', { name: /@nclusion/ })
    .first()
    .getAttribute('href');
  const again = async (email: string | undefined) => {
    await page.getByLabel('E-mail').fill(email ?? '');
    await page.getByLabel('Password', { exact: true }).fill(EXAMPLE_PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL('**/documents/new');
  };
  const title = page.locator('[name=title]');
  for (const [reader, kept] of [
    [anna, 'What the mayor asked'],
    [berta, ''],
  ]) {
    await page.goto(`${home}/documents/new`);
    await title.fill('What the mayor asked');
    await page.context().clearCookies({ name: 'koinon_session' });
    await page.locator('main form').evaluate((form: HTMLFormElement) => form.requestSubmit());
    await expect(page.getByText('You are no longer signed in')).toBeVisible();
    await again(reader);
    await expect(title).toHaveValue(kept ?? '');
  }
});
