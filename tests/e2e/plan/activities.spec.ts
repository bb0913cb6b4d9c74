/** Activities in the views of the plan: they come and change under the eyes of others, open their own page, and restricted ones are there for nobody else. */

import { addItem } from '../../../app/features/plan/live';
import { expectAccessible } from '../accessible';
import { expect, type Page, test } from '../fixtures';
import type { Koinon } from '../koinon';
import { writePlan } from '../plans';
import { type Seated, seat } from '../seats';
import { pageOf } from '../writers';

/** Of the people of these tests. */
const ZONE = 'Asia/Nicosia';

/** Hours of today in which nobody is now: an activity that goes on stands in another column. */
const quietHours = () => {
  const hour = Number(new Date().toLocaleTimeString('sv', { timeZone: ZONE }).slice(0, 2));
  return hour < 12 ? { startTime: '20:30', endTime: '22:00' } : { startTime: '06:30', endTime: '08:00' };
};

/** Plans a workshop of today through the form's own address. @returns its path */
async function planned(page: Page, koinon: Koinon, person: Seated, form: Record<string, string>): Promise<string> {
  const address = `${koinon.url}/p/${person.partnershipId}/activities/new?type=workshop`;
  // The form offers a work package of the plan's room a moment after it was written there.
  const offered = async () => (await page.request.get(address)).text();
  if (form.workPackageId) await expect.poll(offered).toContain(form.workPackageId);
  const answer = await page.request.post(address, {
    form: {
      organisationId: person.organisationId,
      // Where the reader of it is.
      startDate: new Date().toLocaleDateString('sv', { timeZone: ZONE }),
      startTime: '10:30',
      endTime: '12:00',
      zone: ZONE,
      format: 'inPerson',
      ...form,
    },
    headers: { Origin: koinon.url },
    maxRedirects: 0,
  });
  expect(answer.status(), await answer.text()).toBe(302);
  return answer.headers().location ?? '';
}

const VIEWS = ['board', 'table', 'timeline', 'calendar&span=agenda', 'calendar&span=month'];

test('what is planned appears in every view of somebody who looks, and changes there', async ({ koinon, as }) => {
  const anna = seat(koinon);
  const eleni = seat(koinon, { role: 'observer', beside: anna, name: 'Ελένη Παράδειγμα', language: 'el' });
  const id = await writePlan(koinon, anna, (doc) => addItem(doc, { kind: 'workPackage', title: 'Listen' }));
  const page = await pageOf(as, anna);
  const screens = await Promise.all(VIEWS.map(() => pageOf(as, eleni)));
  for (const [at, view] of VIEWS.entries()) await screens[at]?.goto(`/p/${anna.partnershipId}/plan?view=${view}`);
  for (const one of screens) await expect(one.locator('[data-save]')).toBeVisible();

  const path = await planned(page, koinon, anna, { title: 'Rainbow workshop', country: 'ES', workPackageId: id });
  for (const [at, one] of screens.entries()) await expect(one.getByText('Rainbow workshop').first(), VIEWS[at]).toBeVisible();
  const [board, table, , agenda] = screens as [Page, Page, Page, Page];
  await expect(board.getByRole('row', { name: /Rainbow workshop/ })).toContainText('Προγραμματισμένη');
  await expect(table.locator('[data-row]', { hasText: 'Rainbow workshop' })).toHaveAttribute('aria-level', '2');
  await expect(agenda.getByRole('button', { name: /Rainbow workshop/ })).toContainText('10:30');

  await page.goto(path);
  await page.getByRole('button', { name: 'It was held' }).click();
  await expect(board.getByRole('grid', { name: 'Ολοκληρώθηκε' }).getByText('Rainbow workshop')).toBeVisible();
  await agenda.getByRole('button', { name: /Rainbow workshop/ }).click();
  await expect(agenda.getByRole('heading', { level: 1 })).toHaveText('Rainbow workshop');
  await agenda.goBack();
  await expect(agenda.getByRole('button', { name: /Rainbow workshop/ })).toBeVisible();
});

test('a restricted one is in no view, no answer and no count of another organisation', async ({ koinon, as }) => {
  const anna = seat(koinon);
  const bert = seat(koinon, { role: 'editor', beside: anna, name: 'Bert Beispiel', organisation: 'Town of Alzira' });
  const [page, other] = [await pageOf(as, anna), await pageOf(as, bert)];
  await planned(page, koinon, anna, { title: 'Open evening' });
  await planned(page, koinon, anna, { title: 'Safe evening', restriction: 'trafficking' });
  for (const view of VIEWS) {
    const address = `/p/${anna.partnershipId}/plan?view=${view}&kind=activity`;
    await page.goto(address);
    await expect(page.getByText('Safe evening').first(), view).toBeVisible();
    await expect(page.getByText('2 items')).toBeVisible();
    await other.goto(address);
    await expect(other.getByText('Open evening').first(), view).toBeVisible();
    await expect(other.getByText('1 item', { exact: true })).toBeVisible();
    await expect(other.getByText('Safe evening'), view).toHaveCount(0);
  }
  const data = await other.request.get(`${koinon.url}/p/${anna.partnershipId}/plan.data?view=board`);
  expect(data.status()).toBe(200);
  expect(await data.text()).toContain('Open evening');
  expect(await data.text()).not.toContain('Safe evening');
});

test('nobody moves or changes one in the plan: by drag, in a cell, by keys', async ({ koinon, as }) => {
  const anna = seat(koinon);
  await writePlan(koinon, anna, (doc) => addItem(doc, { kind: 'task', title: 'Ask' }));
  const page = await pageOf(as, anna);
  await planned(page, koinon, anna, { title: 'Round table', ...quietHours() });
  const at = (view: string) => page.goto(`/p/${anna.partnershipId}/plan?view=${view}`);

  await at('board');
  const column = (name: string) => page.getByRole('grid', { name });
  const card = column('To do').getByRole('row', { name: 'Round table' });
  await expect(column('To do').getByRole('row', { name: 'Ask' }).getByRole('button', { name: /^Move/ })).toBeVisible();
  await expect(card.getByRole('button')).toHaveCount(0);
  await card.dragTo(column('In progress'));
  await expect(card).toBeVisible();

  await at('table');
  const row = page.locator('[data-row]', { hasText: 'Round table' });
  await expect(row.getByRole('checkbox')).toHaveCount(0);
  await row.locator('[data-cell=status]').dblclick();
  await expect(row.locator('[data-editor]')).toHaveCount(0);
  await row.locator('[data-cell=title]').click();
  await page.keyboard.type('x');
  await expect(row).toContainText('Round table');
  await expectAccessible(page);

  await at('timeline');
  const line = page.getByRole('row', { name: /Round table/ });
  const said = page.getByRole('alert').or(page.getByRole('status')).filter({ hasText: 'is changed on its own page' });
  // The list that stands there until the view has come is replaced by it, and takes the focus with it.
  await expect(async () => {
    await line.focus();
    await page.keyboard.press(' ');
    await expect(said.first()).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Round table');
});
