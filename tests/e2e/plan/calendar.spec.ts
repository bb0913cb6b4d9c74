/** The plan as a calendar: what two people see of each other's moves, by keyboard alone, and the page of working days. */
import path from 'node:path';
import Database from 'better-sqlite3';
import { addItem, type NewItem } from '../../../app/features/plan/live';
import { expectAccessible, expectNoSideways } from '../accessible';
import { expect, LOOKED_AT_CLOSELY, type Page, test } from '../fixtures';
import type { Koinon } from '../koinon';
import { writePlan } from '../plans';
import { type Seated, seat } from '../seats';
import { type As, pageOf } from '../writers';

const JUNE = 'view=calendar&span=month&at=2026-06-10';
/** In a project that begins on 1 April 2026. */
const ITEMS: (NewItem & { id: string })[] = [
  { id: 'wp1', kind: 'workPackage', title: 'Mapping' },
  { id: 'task', kind: 'task', parent: 'wp1', title: 'Interviews', start: { date: '2026-06-08' }, end: { date: '2026-06-12' } },
  { id: 'draft', kind: 'deliverable', parent: 'wp1', title: 'First draft', end: { date: '2026-06-17' } },
  { id: 'report', kind: 'deliverable', parent: 'wp1', title: 'Report', end: { month: 3 } },
];

function startProject(koinon: Koinon, { partnershipId }: Seated): void {
  const database = new Database(path.join(koinon.dataDir, 'koinon.sqlite'), { timeout: 5000 });
  try {
    const dates = database.prepare('UPDATE "Partnership" SET "startDate" = ?, "endDate" = ? WHERE "id" = ?');
    dates.run('2026-04-01', '2027-03-31', partnershipId);
  } finally {
    database.close();
  }
}

async function planOf(koinon: Koinon, language?: string): Promise<Seated> {
  const anna = seat(koinon, { name: 'Anna Example', language });
  startProject(koinon, anna);
  await writePlan(koinon, anna, (doc) => {
    for (const { id, ...item } of ITEMS) addItem(doc, item, undefined, { id });
  });
  return anna;
}

const cell = (page: Page, day: string) => page.locator(`[data-day="${day}"]`);
const chip = (page: Page, day: string, id: string) => cell(page, day).locator(`[data-chip="${id}"]`);

const openPlan = (page: Page, koinon: Koinon, { partnershipId }: Seated, query: string) =>
  page.goto(`${koinon.url}/p/${partnershipId}/plan?${query}`);

/** The calendar, once what stands in it can be moved. */
async function openCalendar(page: Page, koinon: Koinon, person: Seated, query = JUNE): Promise<void> {
  await openPlan(page, koinon, person, query);
  await expect(page.locator('[data-chip="draft"][draggable="true"]')).toBeVisible();
}

async function two(koinon: Koinon, as: As): Promise<{ mine: Page; theirs: Page; anna: Seated }> {
  const anna = await planOf(koinon);
  const piotr = seat(koinon, { role: 'editor', name: 'Piotr Example', beside: anna });
  const [mine, theirs] = [await pageOf(as, anna), await pageOf(as, piotr)];
  await Promise.all([openCalendar(mine, koinon, anna), openCalendar(theirs, koinon, piotr)]);
  return { mine, theirs, anna };
}

test('what one drags to another day is there in the other browser, a task with its whole length', async ({ koinon, as }) => {
  const { mine, theirs } = await two(koinon, as);
  await chip(mine, '2026-06-17', 'draft').dragTo(cell(mine, '2026-06-24'));
  await expect(chip(mine, '2026-06-24', 'draft')).toBeVisible();
  await expect(chip(theirs, '2026-06-24', 'draft')).toBeVisible();
  await expect(chip(theirs, '2026-06-17', 'draft')).toHaveCount(0);
  // Taken by its third day, a Wednesday, and dropped on Thursday: it begins a day later and ends after the weekend.
  const { width } = (await chip(mine, '2026-06-08', 'task').boundingBox()) ?? { width: 0 };
  await chip(mine, '2026-06-08', 'task').dragTo(cell(mine, '2026-06-11'), { sourcePosition: { x: width / 2, y: 10 } });
  await expect(chip(theirs, '2026-06-09', 'task')).toHaveAccessibleName(/^Task, T1\.1 Interviews, Tue,? 9 Jun to Mon,? 15 Jun/);
  // Each move is one step to take back.
  await mine.getByRole('button', { name: 'Take back' }).click();
  await expect(chip(theirs, '2026-06-08', 'task')).toBeVisible();
  await expect(chip(theirs, '2026-06-24', 'draft')).toBeVisible();
});

test('by keyboard alone: to a day, to what is on it, and to another day with it', async ({ koinon, as }) => {
  const { mine, theirs } = await two(koinon, as);
  // One stop: from the button before the grid into it, and out of it again.
  await mine.getByRole('link', { name: 'Working days and holidays' }).focus();
  await mine.keyboard.press('Tab');
  await expect(cell(mine, '2026-06-10')).toBeFocused();
  await mine.keyboard.press('End');
  await expect(cell(mine, '2026-06-14')).toBeFocused();
  await mine.keyboard.press('Home');
  await expect(cell(mine, '2026-06-08')).toBeFocused();
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight']) await mine.keyboard.press(key);
  await expect(cell(mine, '2026-06-17')).toBeFocused();
  await mine.keyboard.press('Enter');
  await expect(chip(mine, '2026-06-17', 'draft')).toBeFocused();
  // Thought better of it.
  await mine.keyboard.press('Space');
  await expect(cell(mine, '2026-06-17')).toBeFocused();
  await mine.keyboard.press('ArrowRight');
  await mine.keyboard.press('Escape');
  await expect(mine.getByRole('status').filter({ hasText: 'Nothing was moved.' })).toBeVisible();
  await mine.keyboard.press('ArrowLeft');
  await mine.keyboard.press('Enter');
  await mine.keyboard.press('Space');
  await mine.keyboard.press('PageDown');
  await expect(cell(mine, '2026-07-17')).toBeFocused();
  await mine.keyboard.press('ArrowUp');
  await mine.keyboard.press('Space');
  await expect(chip(mine, '2026-07-10', 'draft')).toBeFocused();
  await expect(mine.getByRole('status').filter({ hasText: /D1\.1 First draft is due on Friday,? 10 July 2026 now\./ })).toBeVisible();
  await expect(chip(theirs, '2026-06-17', 'draft')).toHaveCount(0);
  await theirs.getByRole('button', { name: 'Later' }).click();
  await expect(chip(theirs, '2026-07-10', 'draft')).toBeVisible();
  // Enter opens it.
  await mine.keyboard.press('Enter');
  await expect(mine).toHaveURL(/item=draft/);
});

test('a project month stays one on the last day of a month, and else becomes a day, which is said', async ({ koinon, as }) => {
  const anna = await planOf(koinon);
  const page = await pageOf(as, anna);
  await openCalendar(page, koinon, anna);
  await chip(page, '2026-06-30', 'report').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Space');
  await expect(page.getByText('does not move with the start of the project', { exact: false }).first()).toBeVisible();
  await expect(chip(page, '2026-06-29', 'report')).toBeFocused();
  await page.getByRole('button', { name: 'Take back' }).click();
  await chip(page, '2026-06-30', 'report').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await expect(chip(page, '2026-07-31', 'report')).toBeFocused();
  await expect(page.getByText('does not move with the start of the project', { exact: false })).toHaveCount(0);
});

test('who only reads sees the same, and moves nothing', async ({ koinon, as }) => {
  const anna = await planOf(koinon);
  const observer = seat(koinon, { role: 'observer', name: 'Olga Example', beside: anna });
  const page = await pageOf(as, observer);
  await openPlan(page, koinon, observer, JUNE);
  await expect(chip(page, '2026-06-17', 'draft')).toHaveAttribute('draggable', 'false');
  await page.goto(`${koinon.url}/p/${anna.partnershipId}/plan/days`);
  await expect(page.getByText('Only coordinators change these.', { exact: false })).toBeVisible();
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
});

test('a day off that one adds stands in the calendar of the other; the page works without scripts', async ({ koinon, as, forgive }) => {
  // A form that is refused.
  forgive(/400/);
  const { mine, theirs, anna } = await two(koinon, as);
  await expect(cell(theirs, '2026-06-01')).toHaveAccessibleName(/Kataklysmos \(Whit Monday\) \(Cyprus\), not a working day/);
  await mine.goto(`${koinon.url}/p/${anna.partnershipId}/plan/days?year=2026`);
  await mine.getByLabel('Date').fill('31/06/2026');
  await mine.getByLabel('Name').fill('Summer party');
  await mine.getByRole('button', { name: 'Add day off' }).click();
  await expect(mine.getByRole('alert')).toContainText('30');
  await mine.getByLabel('Date').fill('18 June 2026');
  await mine.getByRole('button', { name: 'Add day off' }).click();
  await expect(mine.getByText('Added: Summer party')).toBeVisible();
  await expect(cell(theirs, '2026-06-18')).toHaveAccessibleName(/Summer party, not a working day/);

  const plain = await pageOf(as, anna, { javaScriptEnabled: false });
  await plain.goto(`${koinon.url}/p/${anna.partnershipId}/plan/days?year=2026`);
  await plain.getByRole('button', { name: 'Remove Summer party, 18 Jun 2026, In the whole partnership' }).click();
  await expect(plain.getByText('Removed.')).toBeVisible();
  await plain.getByRole('button', { name: /^Remove Kataklysmos/ }).click();
  await plain.getByRole('button', { name: /^Bring back Kataklysmos/ }).click();
  await expect(plain.getByRole('button', { name: /^Remove Kataklysmos/ })).toBeVisible();
  await plain.getByRole('checkbox', { name: 'Saturday' }).check();
  await plain.getByRole('button', { name: 'Save the working week' }).click();
  await expect(plain.getByText('Saved: Working week')).toBeVisible();
  await expect(cell(theirs, '2026-06-20')).not.toHaveAccessibleName(/not a working day/);
  await expect(cell(theirs, '2026-06-21')).toHaveAccessibleName(/not a working day/);
});

test('two who save the working week: the later one is asked', async ({ koinon, as, forgive }) => {
  // A form that is refused.
  forgive(/400/);
  const anna = await planOf(koinon);
  const page = await pageOf(as, anna, { javaScriptEnabled: false });
  const other = await pageOf(as, anna, { javaScriptEnabled: false });
  for (const one of [page, other]) await one.goto(`${koinon.url}/p/${anna.partnershipId}/plan/days`);
  await other.getByRole('checkbox', { name: 'Friday' }).uncheck();
  await other.getByRole('button', { name: 'Save the working week' }).click();
  await page.getByRole('checkbox', { name: 'Monday' }).uncheck();
  await page.getByRole('button', { name: 'Save the working week' }).click();
  await expect(page.getByText('Monday, Tuesday, Wednesday and Thursday')).toBeVisible();
  await page.getByRole('checkbox', { name: /^Overwrite/ }).check();
  await page.getByRole('button', { name: 'Save the working week' }).click();
  await expect(page.getByText('Saved: Working week')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Monday' })).not.toBeChecked();
  await expect(page.getByRole('checkbox', { name: 'Friday' })).toBeChecked();
});

for (const language of LOOKED_AT_CLOSELY) {
  test(`everybody can use it, in both themes and on a phone: ${language}`, async ({ koinon, as }) => {
    const anna = await planOf(koinon, language);
    const page = await pageOf(as, anna);
    await openCalendar(page, koinon, anna);
    await expectAccessible(page);
    await cell(page, '2026-06-10').focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page, [], 'dialog');
    await page.keyboard.press('Escape');
    await openCalendar(page, koinon, anna, 'view=calendar&span=week&at=2026-06-17');
    await expectAccessible(page, [], 'main');
    await page.goto(`${koinon.url}/p/${anna.partnershipId}/plan/days?year=2026`);
    await expectAccessible(page);

    const phone = await pageOf(as, anna, { viewport: { width: 360, height: 740 } });
    // A phone begins with the list.
    await openPlan(phone, koinon, anna, 'view=calendar&at=2026-06-10');
    await expect(phone.locator('[data-calendar="agenda"]')).toBeVisible();
    await expect(phone.getByRole('button', { name: /D1\.1/ })).toBeVisible();
    await expectAccessible(phone);
    await expectNoSideways(phone, 'agenda');
    await openPlan(phone, koinon, anna, JUNE);
    await expect(phone.locator('[data-chip="draft"]')).toBeVisible();
    await expectNoSideways(phone, 'month');
    await phone.goto(`${koinon.url}/p/${anna.partnershipId}/plan/days?year=2026`);
    await expectNoSideways(phone, 'days');
  });
}
