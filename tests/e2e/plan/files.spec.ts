/** The plan in and out: a file brought in and taken along again, in another partnership, with and without JavaScript; and calendars. */
import { readFile } from 'node:fs/promises';
import { expectAccessible, expectNoSideways } from '../accessible';
import { expect, type Page, test } from '../fixtures';
import { type Seated, seat } from '../seats';
import { pageOf } from '../writers';

const PLAN = `Number;Title;Kind;Lead;Start;End;Waits for
WP1;Management;work package;Municipality of Nicosia;M1;M24;
T1.1;Kick-off;task;;2027-02-01;2027-02-05;
T1.2;Survey;task;;2027-02-08;2027-03-31;T1.1 FS+2d
D1.1;Report;deliverable;Atlantis;;M6;T1.2
`;
const csv = (text: string, name = 'plan.csv') => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const filesOf = ({ partnershipId }: Seated) => `/p/${partnershipId}/plan/files`;

async function bringIn(page: Page, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await page.getByLabel('File', { exact: true }).setInputFiles(file);
  await page.getByRole('button', { name: 'Look at the file' }).click();
}

test('a file is looked at and brought in, and the workbook of it is the same plan in an empty partnership', async ({
  koinon,
  as,
  forgive,
}) => {
  forgive(/status of 400/);
  const anna = seat(koinon, { role: 'editor' });
  const page = await pageOf(as, anna);
  await page.goto(`/p/${anna.partnershipId}/plan`);
  await page.getByLabel('More about the plan').click();
  await page.getByRole('link', { name: 'Files and calendars' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Files and calendars' })).toBeVisible();
  await expectAccessible(page);

  // One cell is wrong: it is named, and nothing is added.
  await bringIn(page, csv(PLAN.replace('M24', 'someday')));
  await expect(page.getByText('1 thing has to be mended')).toBeVisible();
  await expect(page.getByText('line 2, cell F2:')).toBeVisible();
  await expectAccessible(page);

  await bringIn(page, csv(PLAN));
  await expect(page.getByText('What the file would add')).toBeVisible();
  await expect(page.getByText('Organisation: Atlantis (in 1 place)')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Leave these out').check();
  await page.getByRole('button', { name: 'Add 4 items to the plan' }).click();
  await expect(page.getByText('4 items were added to the plan, with 2 links.')).toBeVisible();

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Workbook (XLSX)' }).click()]);
  expect(download.suggestedFilename()).toBe('@test Plan.xlsx');
  const workbook = await readFile(await download.path());

  const otto = seat(koinon, { name: 'Otto', acronym: 'EMPTY' });
  const other = await pageOf(as, otto);
  await other.goto(filesOf(otto));
  await bringIn(other, { name: 'plan.xlsx', mimeType: 'application/octet-stream', buffer: workbook });
  await other.getByRole('button', { name: 'Add 4 items to the plan' }).click();
  await other.getByRole('link', { name: 'To the plan' }).click();
  await expect(other.getByText('Survey').first()).toBeVisible();
  // What it is now is what it was, but for the ids.
  const tables = await Promise.all(
    [
      [page, anna],
      [other, otto],
    ].map(async ([of, person]) => (await (of as Page).request.get(`${koinon.url}${filesOf(person as Seated)}/csv`)).text()),
  );
  const withoutIds = tables.map((table) => table.replace(/\b0[0-9a-z]{25}\b/g, 'id'));
  expect(withoutIds[1]).toBe(withoutIds[0]);
  expect(tables[0]).toContain('T1.1 FS+2d');
});

test('without JavaScript the file is asked for again, and what is no plan is told', async ({ koinon, as, forgive }) => {
  forgive(/status of 400/);
  const anna = seat(koinon, { role: 'editor' });
  const page = await pageOf(as, anna, { javaScriptEnabled: false, viewport: { width: 360, height: 700 } });
  await page.goto(filesOf(anna));
  await page.getByRole('button', { name: 'Look at the file' }).click();
  await expect(page.getByText('Choose a file first.').first()).toBeVisible();
  await bringIn(page, { name: 'plan.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('PK no zip') });
  await expect(page.getByText('The file is damaged and cannot be read.').first()).toBeVisible();
  await bringIn(page, csv(PLAN.replace('Atlantis', '')));
  await expect(page.getByText('If the file is not chosen any more, choose the same one again.')).toBeVisible();
  await expectNoSideways(page);
  await page.getByLabel('File', { exact: true }).setInputFiles(csv(PLAN.replace('Atlantis', '')));
  await page.getByRole('button', { name: 'Add 4 items to the plan' }).click();
  await expect(page.getByText('4 items were added to the plan, with 2 links.')).toBeVisible();
});

test('observers take the plan along and bring nothing in', async ({ koinon, as }) => {
  const otto = seat(koinon, { role: 'observer' });
  const page = await pageOf(as, otto);
  await page.goto(filesOf(otto));
  await expect(page.getByRole('link', { name: 'Table (CSV)' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Look at the file' })).toHaveCount(0);
  const sent = { multipart: { intent: 'bring', file: csv(PLAN) }, headers: { Origin: koinon.url } };
  expect((await page.request.post(`${koinon.url}${filesOf(otto)}`, sent)).status()).toBe(404);
  const stranger = seat(koinon, { name: 'Somebody' });
  const other = await pageOf(as, stranger);
  expect((await other.request.get(`${koinon.url}${filesOf(otto)}/xlsx`)).status()).toBe(404);
});

test('a calendar is read by whoever has its address, without a cookie, until it is revoked', async ({ koinon, as, playwright }) => {
  const anna = seat(koinon, { role: 'editor' });
  const page = await pageOf(as, anna);
  await page.goto(filesOf(anna));
  // Its project has no first day yet, so months are no days.
  await bringIn(page, csv(PLAN.replace('Atlantis', '').replace('M1;M24', '2027-02-01;2029-01-31')));
  await page.getByRole('button', { name: 'Add 4 items to the plan' }).click();
  await expect(page.getByText('4 items were added')).toBeVisible();
  await page.getByLabel(/^Work packages, deliverables/).check();
  await page.getByRole('button', { name: 'Make an address' }).click();
  await expect(page.getByText('This address is shown once')).toBeVisible();
  const address = await page.getByLabel('Address of the calendar').inputValue();
  expect(address).toMatch(/\/feeds\/[\w-]{43}\.ics$/);
  await expectAccessible(page);

  const program = await playwright.request.newContext();
  const first = await program.get(address);
  expect(first.headers()['content-type']).toBe('text/calendar; charset=utf-8');
  expect(await first.text()).toContain('SUMMARY:WP1 Management\r\n');
  const tag = first.headers().etag ?? '';
  expect((await program.get(address, { headers: { 'If-None-Match': tag } })).status()).toBe(304);
  const [url = ''] = /(?<=URL:).*/.exec((await first.text()).replace(/\r\n /g, '')) ?? [];
  await page.goto(url.trim());
  await expect(page.getByText('Management').filter({ visible: true }).first()).toBeVisible();

  await page.goto(filesOf(anna));
  await expect(page.getByText(/^Made on .* Last read on/)).toBeVisible();
  await page.getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('The address is revoked. Nobody can read it any more.')).toBeVisible();
  expect((await program.get(address, { headers: { 'If-None-Match': tag } })).status()).toBe(404);
  await program.dispose();
});
