/** The timeline: what is dragged, drawn or typed there, for everybody who looks. */
import { addItem, addLink } from '../../../app/features/plan/live';
import { expectAccessible, expectNoSideways } from '../accessible';
import { expect, type Page, test } from '../fixtures';
import type { Koinon } from '../koinon';
import { joinPlan, writePlan } from '../plans';
import { type Seated, seat } from '../seats';
import { pageOf } from '../writers';

/** A week of May and the two days after it; a third task without dates. */
const planOf = (koinon: Koinon, person: Seated, linked: boolean) =>
  writePlan(koinon, person, (doc) => {
    const parent = addItem(doc, { kind: 'workPackage', title: 'Needs' });
    const [start, end] = [{ date: '2027-05-10' }, { date: '2027-05-14' }];
    const first = addItem(doc, { kind: 'task', parent, title: 'Ask', start, end, progress: 40 });
    const second = addItem(doc, { kind: 'task', parent, title: 'Write', start: { date: '2027-05-17' }, end: { date: '2027-05-18' } });
    addItem(doc, { kind: 'task', parent, title: 'Print' });
    addItem(doc, { kind: 'milestone', parent, title: 'Agreed', end: { date: '2027-05-28' } });
    if (linked) addLink(doc, { from: first, to: second, type: 'FS', lag: 0 });
  });

const address = ({ partnershipId }: Seated, more = '') => `/p/${partnershipId}/plan?view=timeline&zoom=week${more}`;
const rowOf = (page: Page, code: string) => page.getByRole('row', { name: `${code} ` });

async function look(page: Page, person: Seated, more = '') {
  await page.goto(address(person, more));
  await expect(rowOf(page, 'T1.1')).toHaveAttribute('aria-level', '2');
  await expect(page.getByRole('button', { name: 'Take back' })).toBeVisible();
  await bringIntoView(page);
}

const bringIntoView = (page: Page) =>
  rowOf(page, 'T1.1')
    .locator('[data-bar]')
    .evaluate((bar) => bar.scrollIntoView({ inline: 'center', block: 'nearest' }));

/** From the middle of what is taken, so many px to the side. */
async function drag(page: Page, code: string, part: 'start' | 'end' | 'whole', by: number) {
  const bar = rowOf(page, code).locator('[data-bar]');
  const box = await (part === 'whole' ? bar : bar.locator(`[data-part="${part}"]`)).boundingBox();
  if (!box) throw new Error(`${code} is not on the screen`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + by / 2, y, { steps: 4 });
  await page.mouse.move(x + by, y, { steps: 4 });
  await page.mouse.up();
}

async function draw(page: Page, from: string, to: string) {
  const bar = rowOf(page, from).locator('[data-bar]');
  await bar.hover();
  await bar.locator('[data-link="end"]').hover();
  await page.mouse.down();
  const box = await rowOf(page, to).locator('[data-bar]').boundingBox();
  if (!box) throw new Error(`${to} is not on the screen`);
  await page.mouse.move(box.x + 20, box.y + box.height / 2, { steps: 6 });
  await page.mouse.up();
}

/** Px of a week of seven days. */
const WEEK = 7 * 24;

test.describe('a plan that two people look at', () => {
  let anna: Seated;
  let bob: Seated;
  test.beforeEach(({ koinon }) => {
    anna = seat(koinon);
    bob = seat(koinon, { role: 'observer', beside: anna, name: 'Bob Beispiel' });
  });

  test('an end that is dragged moves what waits for it, for both; by hand it is flagged; one step takes it back', async ({
    koinon,
    as,
  }) => {
    await planOf(koinon, anna, true);
    const [page, other] = [await pageOf(as, anna), await pageOf(as, bob)];
    await look(page, anna);
    await other.goto(address(anna));
    await expect(page.locator('[data-line="T1.1-T1.2"]')).toBeAttached();

    await drag(page, 'T1.1', 'end', WEEK);
    for (const one of [page, other]) {
      await expect(rowOf(one, 'T1.1')).toHaveAccessibleName(/from 10 May 2027 to 21 May 2027/);
      await expect(rowOf(one, 'T1.2')).toHaveAccessibleName(/from 24 May 2027 to 25 May 2027/);
    }
    await page.keyboard.press('Control+z');
    await expect(rowOf(other, 'T1.2')).toHaveAccessibleName(/from 17 May 2027 to 18 May 2027/);
    await expect(page.getByRole('button', { name: 'Take back' })).toBeDisabled();

    await rowOf(page, 'T1.2')
      .getByRole('button', { name: /More about/ })
      .click();
    await page.getByRole('button', { name: 'Keep its dates by hand' }).click();
    await drag(page, 'T1.1', 'end', WEEK);
    await expect(rowOf(other, 'T1.2')).toHaveAccessibleName(/from 17 May 2027 to 18 May 2027.*should begin on 24 May 2027/);
    await expect(rowOf(page, 'T1.2').getByText('should begin on 24 May 2027')).toBeVisible();
  });

  test('a line that is drawn is there; one that would close a circle is refused with the names', async ({ koinon, as }) => {
    await planOf(koinon, anna, false);
    const page = await pageOf(as, anna);
    await look(page, anna);
    await draw(page, 'T1.1', 'T1.2');
    await expect(page.locator('[data-line="T1.1-T1.2"]')).toBeAttached();
    await draw(page, 'T1.2', 'T1.1');
    await expect(page.getByText('T1.1 cannot wait for T1.2')).toContainText('T1.2 → T1.1 → T1.2');
    await expect(page.locator('[data-line="T1.2-T1.1"]')).toHaveCount(0);
  });

  test('a circle that a merge makes is flagged for both, its newest line does not count, and it goes away with a line', async ({
    koinon,
    as,
  }) => {
    await planOf(koinon, anna, false);
    const page = await pageOf(as, anna);
    await look(page, anna);
    // Neither has heard of the other's line when drawing one.
    const [one, two] = [await joinPlan(koinon, anna), await joinPlan(koinon, anna)];
    const ids = (['T1.1', 'T1.2'] as const).map(async (code) => rowOf(page, code).getAttribute('data-row'));
    const [ask, write] = (await Promise.all(ids)) as [string, string];
    addLink(one.doc, { from: ask, to: write, type: 'FS', lag: 0 });
    addLink(two.doc, { from: write, to: ask, type: 'FS', lag: 0 });
    await Promise.all([one.whenSaved(), two.whenSaved()]);
    for (const client of [one, two]) client.socket.close();

    const lines = (of: Page) => of.locator('[data-line="T1.1-T1.2"], [data-line="T1.2-T1.1"]');
    const off = (of: Page) => lines(of).filter({ hasText: 'This link closes a circle' });
    await expect(lines(page)).toHaveCount(2);
    await expect(off(page)).toHaveCount(1);
    const other = await pageOf(as, bob);
    await other.goto(address(anna));
    await bringIntoView(other);
    await expect(off(other)).toHaveCount(1);
    const newest = (await off(page).getAttribute('data-line')) as string;
    expect(await off(other).getAttribute('data-line')).toBe(newest);
    await rowOf(page, newest.slice(0, 4))
      .getByRole('button', { name: /More about/ })
      .click();
    await page.getByRole('button', { name: 'Waits for ...' }).click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByRole('button', { name: /^Do not wait for/ })
      .first()
      .click();
    await page.keyboard.press('Escape');
    for (const each of [page, other]) {
      await expect(lines(each)).toHaveCount(1);
      await expect(off(each)).toHaveCount(0);
    }
  });

  test('the days of a kept plan are drawn behind the bars', async ({ koinon, as }) => {
    await planOf(koinon, anna, true);
    const page = await pageOf(as, anna);
    await page.goto(`/p/${anna.partnershipId}/plan/baselines`);
    await page.getByLabel('Name').fill('Grant agreement');
    await page.getByRole('button', { name: 'Keep the plan as it is now' }).click();
    await expect(page.getByRole('row', { name: /Grant agreement/ })).toBeVisible();
    await look(page, anna);
    await drag(page, 'T1.1', 'whole', WEEK);
    await expect(rowOf(page, 'T1.1')).toHaveAccessibleName(/from 17 May 2027 to 21 May 2027/);
    await page.getByRole('combobox', { name: 'Compare with' }).selectOption({ label: 'Grant agreement' });
    const row = rowOf(page, 'T1.1');
    await expect(row.locator('[data-baseline]')).toBeVisible();
    const [before, now] = [await row.locator('[data-baseline]').boundingBox(), await row.locator('[data-bar]').boundingBox()];
    expect((now?.x ?? 0) - (before?.x ?? 0)).toBeCloseTo(WEEK, 0);
    expect(before?.width).toBeCloseTo(now?.width ?? 0, 0);
  });

  test('who only reads moves nothing', async ({ koinon, as }) => {
    await planOf(koinon, anna, true);
    const page = await pageOf(as, bob);
    await page.goto(address(anna));
    await rowOf(page, 'T1.1').focus();
    await page.keyboard.press('Space');
    await expect(page.getByText('You can read the plan, not change it.').first()).toBeVisible();
    await expect(rowOf(page, 'T1.1').locator('[data-part]')).toHaveCount(0);
  });

  test('by keys alone: move, put back, set dates, wait for something', async ({ koinon, as }) => {
    await planOf(koinon, anna, false);
    const page = await pageOf(as, anna);
    await page.goto(address(anna));
    await expect(page.getByRole('button', { name: 'Take back' })).toBeVisible();
    await page.getByRole('button', { name: 'Critical path' }).focus();
    await page.keyboard.press('Tab');
    await expect(rowOf(page, 'WP1')).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await expect(rowOf(page, 'WP1')).toHaveAttribute('aria-expanded', 'false');
    await expect(rowOf(page, 'T1.1')).toHaveCount(0);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await expect(rowOf(page, 'T1.1')).toBeFocused();

    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('status').filter({ hasText: 'T1.1 from 11 May 2027 to 17 May 2027' })).toBeAttached();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Alt+ArrowRight');
    await expect(rowOf(page, 'T1.1')).toHaveAccessibleName(/from 18 May 2027 to 25 May 2027/);
    await page.keyboard.press('Escape');
    await expect(rowOf(page, 'T1.1')).toHaveAccessibleName(/from 10 May 2027 to 14 May 2027/);
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await expect(rowOf(page, 'T1.1')).toHaveAccessibleName(/from 7 May 2027 to 13 May 2027/);

    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Start', { exact: true })).toBeFocused();
    await page.keyboard.type('1 June 2027');
    await page.keyboard.press('Tab');
    await page.keyboard.type('31 June 2027');
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('End', { exact: true })).toHaveAttribute('aria-invalid', 'true');
    await page.getByLabel('End', { exact: true }).fill('3/6/2027');
    await page.keyboard.press('Enter');
    await expect(rowOf(page, 'T1.3')).toHaveAccessibleName(/from 1 Jun 2027 to 3 Jun 2027/);
    await expect(rowOf(page, 'T1.3')).toBeFocused();

    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.type('T1.1');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('combobox', { name: 'How they hang together: T1.1 Ask' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.locator('[data-line="T1.1-T1.3"]')).toBeAttached();
  });

  test('everybody can use it, in two languages and both themes, and at 360 px', async ({ koinon, as }) => {
    await planOf(koinon, anna, true);
    const page = await pageOf(as, anna);
    await look(page, anna, '&critical=1');
    await expect(rowOf(page, 'T1.1')).toHaveAccessibleName(/on the critical path|may slip/);
    await expectAccessible(page);
    await rowOf(page, 'T1.2')
      .getByRole('button', { name: /More about/ })
      .click();
    await page.getByRole('button', { name: 'Waits for ...' }).click();
    await expectAccessible(page, [], 'dialog[open]');

    const eleni = seat(koinon, { role: 'editor', beside: anna, name: 'Ελένη Παράδειγμα', language: 'el' });
    const phone = await pageOf(as, eleni, { viewport: { width: 360, height: 740 }, hasTouch: true });
    await phone.goto(address(anna, '&critical=1'));
    await expect(rowOf(phone, 'T1.1')).toHaveAccessibleName(/από 10 Μαΐ 2027 έως 14 Μαΐ 2027/);
    await expectAccessible(phone);
    await expectNoSideways(phone);
    await rowOf(phone, 'T1.2')
      .getByRole('button', { name: /Περισσότερα/ })
      .tap();
    await phone.getByRole('button', { name: 'Ορισμός ημερομηνιών ...' }).tap();
    await phone.getByLabel('Λήξη').fill('20/5/2027');
    await phone.getByRole('button', { name: 'Αποθήκευση' }).tap();
    await expect(rowOf(page, 'T1.2')).toHaveAccessibleName(/to 20 May 2027/);
  });
});
