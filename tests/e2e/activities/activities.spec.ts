/** Activities: planned by a facilitator, seen live by others, restricted ones by nobody else; by keyboard, on a phone, in two languages. */
import { expectAccessible, expectNoSideways } from '../accessible';
import { expect, LOOKED_AT_CLOSELY, type Page, test } from '../fixtures';
import { type Seated, seat } from '../seats';
import { pageOf } from '../writers';

const path = ({ partnershipId }: Seated, more = '') => `/p/${partnershipId}/activities${more}`;

/** Fills the form of a consultation that began an hour ago and goes on for two days: it runs now. */
async function plan(page: Page, person: Seated, title: string, restriction?: RegExp): Promise<void> {
  await page.goto(path(person, '/new?type=consultation'));
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill(title);
  if (restriction) await page.getByRole('radio', { name: restriction }).check();
  const day = (at: number) => new Date(Date.now() + at * 86_400_000).toISOString().slice(0, 10);
  await page.getByRole('textbox', { name: 'First day' }).fill(day(-1));
  await page.getByRole('textbox', { name: 'Last day' }).fill(day(1));
  await page.getByRole('combobox', { name: 'Country' }).selectOption('CY');
  await page.getByRole('textbox', { name: 'Participants planned' }).fill('25');
  await page.getByRole('button', { name: 'Plan it' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
}

test('what a facilitator plans and holds rises on the screen of others at once', async ({ koinon, as }) => {
  const anna = seat(koinon);
  const fay = seat(koinon, { role: 'facilitator', beside: anna, sameOrganisation: true, name: 'Fay Beispiel' });
  const eleni = seat(koinon, { role: 'observer', beside: anna, name: 'Ελένη Παράδειγμα', language: 'el' });
  const [page, screen] = [await pageOf(as, fay), await pageOf(as, eleni)];
  await screen.goto(path(anna, '/happening'));
  await expect(screen.getByText('0', { exact: true }).first()).toBeVisible();
  await plan(page, fay, 'Round table');
  const runs = screen
    .getByRole('region', { name: 'Τώρα' })
    .or(screen.locator('section', { hasText: 'Τώρα' }))
    .first();
  await expect(runs.getByRole('link', { name: /Round table/ })).toBeVisible();
  await page.getByRole('link', { name: 'Change', exact: true }).click();
  await page.getByRole('textbox', { name: 'Participants who came' }).fill('23');
  await page.getByRole('textbox', { name: 'Questions' }).fill('What is missing?\nWho helps?');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Who helps?')).toBeVisible();
  await page.getByRole('button', { name: 'It was held' }).click();
  await expect(page.getByText('Held', { exact: true })).toBeVisible();
  await expect(screen.getByText('23', { exact: true })).toBeVisible();
  // Whoever reads only has no way to change it.
  await screen.getByRole('link', { name: /Round table/ }).click();
  await expect(screen.getByRole('heading', { level: 1 })).toHaveText('Round table');
  await expect(screen.getByRole('main').getByRole('button')).toHaveCount(0);
});

test('a restricted one is in no list of others, and its address is nothing to them', async ({ koinon, as, forgive }) => {
  forgive(/status of 404/);
  const anna = seat(koinon);
  const bert = seat(koinon, { role: 'editor', beside: anna, name: 'Bert Beispiel', organisation: 'Town of Alzira' });
  const [page, other] = [await pageOf(as, anna), await pageOf(as, bert)];
  await plan(page, anna, 'Evening for all');
  await plan(page, anna, 'Safe evening', /^Victims of trafficking/);
  await expect(page.getByText('Restricted', { exact: true })).toBeVisible();
  const address = new URL(page.url()).pathname;
  // Nor is it on a screen that others walk by, whoever shows it.
  await page.goto(path(anna, '/happening'));
  await expect(page.getByRole('link', { name: /Safe evening/ })).toBeVisible();
  await page.getByRole('link', { name: 'Show on a screen' }).click();
  await expect(page.getByRole('link', { name: /Safe evening/ })).toHaveCount(0);
  // What has no public title is shown by its type.
  await expect(page.getByRole('link', { name: /A1.*Consultation/ })).toBeVisible();
  await expect(page.getByText('Evening for all')).toHaveCount(0);
  await page.getByRole('link', { name: 'Cyprus', exact: true }).click();
  await expect(page).toHaveURL(/country=CY&screen=1/);
  await expect(page.getByRole('link', { name: /Safe evening/ })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Full screen' }).click();
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  for (const where of ['', '/happening']) {
    await other.goto(path(anna, where));
    await expect(other.getByRole('link', { name: /Evening for all/ })).toBeVisible();
    await expect(other.getByText('Safe evening')).toHaveCount(0);
  }
  await other.goto(`/p/${anna.partnershipId}`);
  await expect(other.getByText('Evening for all')).toBeVisible();
  await expect(other.getByText('Safe evening')).toHaveCount(0);
  for (const one of [address, `${address}/change`, `${address}/attendance`]) expect((await other.goto(one))?.status()).toBe(404);
  for (const one of [`${address}.data`, `${address}/change.data`, `${address}/attendance.data`])
    expect((await other.request.get(koinon.url + one)).status(), one).toBe(404);
  // Each list of activities, as a page and as its data, and the search in it.
  const lists = ['/activities', '/activities/happening', '/activities?q=safe', '/plan?view=calendar', '/plan?q=safe', '', '/indicators'];
  for (const list of lists)
    for (const one of [list, list.includes('?') ? list.replace('?', '.data?') : `${list}.data`]) {
      const answer = await other.request.get(`${koinon.url}/p/${anna.partnershipId}${one}`);
      expect(answer.status(), one).toBe(200);
      const said = await answer.text();
      expect(said.includes('Safe evening'), one).toBe(false);
      expect(said.includes(address.split('/').at(-1) ?? ''), one).toBe(false);
    }
});

test('what was typed stays where something is wrong, and of two at one form the second is asked', async ({ koinon, as, forgive }) => {
  forgive(/status of 400/);
  const anna = seat(koinon);
  const bert = seat(koinon, { role: 'editor', beside: anna, name: 'Bert Beispiel' });
  const [page, other] = [await pageOf(as, anna), await pageOf(as, bert)];
  await page.goto(path(anna, '/new?type=other'));
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Something new');
  await page.getByRole('textbox', { name: 'First day' }).fill('31 April 2027');
  await page.getByRole('checkbox', { name: 'Housing' }).check();
  await page.getByRole('checkbox', { name: /^Operating costs/ }).check();
  await page.getByRole('button', { name: 'Plan it' }).click();
  await expect(page.getByText('Please write a day that there is, for example 12 May 2027.').first()).toBeVisible();
  await expect(page.getByText('Please say how it serves the objective: the call asks for it.').first()).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Title', exact: true })).toHaveValue('Something new');
  await expect(page.getByRole('checkbox', { name: 'Housing' })).toBeChecked();
  await expectAccessible(page);
  await page.getByRole('textbox', { name: 'First day' }).fill('30 April 2027');
  await page.getByRole('textbox', { name: 'How it serves the objective' }).fill('It brings people together.');
  await page.getByRole('button', { name: 'Plan it' }).click();
  await expect(page.getByText('This call may not fund it')).toBeVisible();

  const address = `${new URL(page.url()).pathname}/change`;
  await page.goto(address);
  await other.goto(address);
  const title = (one: Page) => one.getByRole('textbox', { name: 'Title', exact: true });
  await title(page).fill('Something newer');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Something newer');
  await title(other).fill('Something else');
  await other.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(other.getByText('Somebody else has saved this activity').first()).toBeVisible();
  await expect(title(other)).toHaveValue('Something else');
  await other.getByRole('checkbox', { name: /^Replace what was saved/ }).check();
  await other.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Something else');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Something else');
});

test('removed, it can be put back', async ({ koinon, as }) => {
  const anna = seat(koinon);
  const page = await pageOf(as, anna);
  await plan(page, anna, 'A mistake');
  await page.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('This activity was removed.')).toBeVisible();
  await page.getByRole('button', { name: 'Put it back' }).click();
  await expect(page.getByText('This activity was removed.')).toHaveCount(0);
  await page.goto(path(anna));
  await expect(page.getByRole('link', { name: /A mistake/ })).toBeVisible();
});

for (const language of LOOKED_AT_CLOSELY) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`everybody can use the pages: ${language}, ${colorScheme}`, async ({ koinon, as }) => {
      const anna = seat(koinon, { name: 'Anna Beispiel' });
      await plan(await pageOf(as, anna), anna, 'Evening for all', /^Minors/);
      const reader = seat(koinon, { beside: anna, language, name: 'Olga Beispiel' });
      const page = await pageOf(as, reader, { colorScheme });
      await page.goto(path(anna));
      const entry = page.getByRole('link', { name: /Evening for all/ });
      await expectAccessible(page);
      await entry.click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Evening for all');
      await expectAccessible(page);
      await page.setViewportSize({ width: 360, height: 740 });
      for (const more of ['', '/happening', '/new', '/new?type=training', '/new?type=awareness']) {
        await page.goto(path(anna, more));
        await expectAccessible(page);
        await expectNoSideways(page);
      }
    });
  }
}

test('a consultation says which sections of the strategy it feeds, and each leads there', async ({ koinon, as, forgive }) => {
  forgive(/status of 400/);
  const anna = seat(koinon);
  const page = await pageOf(as, anna);
  const headers = { Origin: koinon.url };
  const form = { title: 'Local strategy', template: 'strategy', language: 'en' };
  await page.request.post(`${koinon.url}/p/${anna.partnershipId}/documents/new`, { form, headers, maxRedirects: 0 });
  const planned = await page.request.post(`${koinon.url}${path(anna, '/new?type=consultation')}`, {
    form: { title: 'Round table', organisationId: anna.organisationId, startDate: '12/5/2027', zone: 'Asia/Nicosia', format: 'online' },
    headers,
    maxRedirects: 0,
  });
  await page.goto(planned.headers().location ?? '');
  await page.getByRole('combobox', { name: 'Document' }).first().selectOption({ label: 'Local strategy' });
  await page.getByRole('button', { name: 'Show its sections' }).press('Enter');
  const choices = page.getByRole('group', { name: 'Sections of “Local strategy”' }).getByRole('checkbox');
  await page.getByRole('button', { name: 'Add what is ticked' }).press('Enter');
  await expect(page.getByText('Tick at least one section.').first()).toBeVisible();
  const name = await choices.nth(1).evaluate((box) => box.closest('label')?.textContent ?? '');
  await choices.nth(1).press('Space');
  await page.getByRole('button', { name: 'Add what is ticked' }).press('Enter');
  const link = page.getByRole('link', { name, exact: true });
  await expect(link).toBeVisible();
  await expectAccessible(page);
  await link.press('Enter');
  await page.waitForURL(/\/documents\/\w+\/en#s-/);
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
  await page.goBack();
  await page.getByRole('button', { name: `Remove: ${name}` }).press('Enter');
  await expect(link).toHaveCount(0);
});
