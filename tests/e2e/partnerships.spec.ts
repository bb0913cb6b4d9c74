/** Partnerships in a real browser: facts as people type them, invitations, seats. */
import { expectAccessible, expectNoSideways } from './accessible';
import { expect, LOOKED_AT, type Page, test } from './fixtures';

const COORDINATOR = 'anna@nicosia.example';
const OBSERVER = 'pawel@wroclaw.example';

/** The address of @nclusion for somebody who is signed in. */
async function open(page: Page, acronym = '@nclusion'): Promise<string> {
  await page.goto('/');
  await page.getByRole('link', { name: acronym, exact: true }).click();
  await page.waitForURL('**/p/*');
  return new URL(page.url()).pathname;
}

test('the host sets the installation up and opens a partnership, without JavaScript', async ({ as, freshKoinon, forgive }) => {
  forgive(/status of 400/);
  const koinon = await freshKoinon({ example: false });
  const page = await as(null, { on: koinon, javaScriptEnabled: false });
  await page.goto(await koinon.firstRunLink());
  await page.getByLabel('Name', { exact: true }).fill('Hera Example');
  await page.getByLabel('E-mail address').fill('hera@host.example');
  await page.getByLabel('Password', { exact: true }).fill('a league of its own cities');
  await page
    .locator('form')
    .filter({ has: page.locator('[name=password]') })
    .getByRole('button')
    .last()
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Open a partnership');
  await page.getByLabel('Title').fill('A league of towns');
  await page.getByRole('button', { name: 'Open the partnership' }).click();
  // Refused: what was typed is kept, what is missing is said at its field.
  await expect(page.getByLabel('Title')).toHaveValue('A league of towns');
  await expect(page.getByLabel('Acronym')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Acronym').fill('@league');
  await page.getByLabel('Name', { exact: true }).fill('Town of Example');
  await page.getByLabel('Country').selectOption('CY');
  await page.getByLabel('Type').selectOption('local-authority');
  await page.getByRole('button', { name: 'Open the partnership' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('@league');
  await expect(page.getByText('You are alone here.')).toBeVisible();
});

test('an impossible date is refused with its reason, and kept as "date open" while the rest is saved', async ({ as, koinon, forgive }) => {
  forgive(/status of 400/);
  const page = await as('sofia@rome.example');
  const home = await open(page, 'Includ-EU');
  await page.goto(`${home}/settings/facts`);
  // Sofia's interface is Italian. The end was open already: that tick was given for another text.
  const dateOpen = page.getByLabel(/Mantieni come «data aperta»/).last();
  await page.getByLabel('Fine').fill('31/06/2027');
  await page.getByLabel('Inizio').fill('1.1.2020');
  await page.getByLabel('Codice del progetto').fill('0042');
  await page.getByRole('button', { name: 'Salva' }).click();
  await expect(page.getByText('Il mese di giugno ha 30 giorni.').first()).toBeVisible();
  await expect(page.getByLabel('Fine')).toHaveValue('31/06/2027');
  await expect(dateOpen).not.toBeChecked();
  await dateOpen.check();
  await page.getByLabel('Fine').fill('31/04/2027');
  await page.getByRole('button', { name: 'Salva' }).click();
  await expect(page.getByText('Il mese di aprile ha 30 giorni.').first()).toBeVisible();
  await expect(page.getByLabel('Fine')).toHaveValue('31/04/2027');
  await expect(page.getByLabel('Codice del progetto')).toHaveValue('0042');
  await expect(dateOpen).not.toBeChecked();
  await dateOpen.check();
  await page.getByRole('button', { name: 'Salva' }).click();
  await page.waitForURL('**/settings');
  await expect(page.getByText('Scritto come 31/04/2027')).toBeVisible();
  await expect(page.getByText('0042')).toBeVisible();
  await expect(page.getByText('1 gen 2020')).toBeVisible();
  expect(koinon.output).toContain('Includ-EU');
});

test('a sum that could be read in two ways is asked about, and stored after the tick', async ({ as, forgive }) => {
  forgive(/status of 400/);
  const page = await as(COORDINATOR);
  const home = await open(page);
  await page.goto(`${home}/settings/facts`);
  await page.getByLabel('Total budget').fill('1.430.071.05');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Do you mean €1,430,071.05?').first()).toBeVisible();
  await expect(page.getByLabel('Total budget')).toHaveValue('1.430.071.05');
  await page.getByLabel('Yes, €1,430,071.05').check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL('**/settings');
  await expect(page.getByText('90% of the total budget')).toBeVisible();
  await expect(page.getByText('own contribution €143,007.10')).toBeVisible();
  await expect(page.getByText('a difference of €0.005')).toBeVisible();
  // Why the stored end is none, in the reader's language, also for who never opened the form.
  await expect(page.getByText('Written as 31/04/2027')).toBeVisible();
  await expect(page.getByText('April has 30 days.')).toBeVisible();
});

test('a deadline of Brussels is shown by the clock of Nicosia', async ({ as }) => {
  const page = await as(COORDINATOR);
  const home = await open(page);
  await page.goto(`${home}/settings/deadlines`);
  await page.getByLabel('What is due').fill('Call closes');
  await page.getByLabel('Date', { exact: true }).fill('16 February 2027');
  await page.getByLabel('Time of day').fill('17:00');
  await page.getByRole('button', { name: 'Add deadline' }).click();
  const row = page.getByRole('row').filter({ hasText: 'Call closes' });
  await expect(row).toContainText('18:00');
  await expect(row).toContainText('set as 17:00, Brussels');
});

test('somebody is invited in Greek, reads Greek, joins with a new account, and the link works once', async ({ as, forgive }) => {
  // The last one: the open page of who was removed asks once more whether it may listen.
  forgive(/status of 404|\/events\/.*Unexpected response code: 404/);
  const coordinator = await as(COORDINATOR);
  const home = await open(coordinator);
  await coordinator.goto(`${home}/members/invite`);
  await coordinator.getByLabel('Name of the person').fill('Ελένη Παράδειγμα');
  await coordinator.getByLabel('Language of the invitation').selectOption('el');
  await coordinator.getByLabel('Organisation').selectOption({ label: 'Greek Forum of Migrants' });
  await coordinator.getByLabel(/^Translator \(Greek\)/).check();
  await coordinator.getByLabel(/^Reviewer \(Greek\)/).check();
  await coordinator.getByRole('button', { name: 'Make the invitation' }).click();
  const link = await coordinator.getByLabel('Link').inputValue();
  expect(link).toMatch(/\/invite\/[\w-]{43}$/);

  const guest = await as(null, { locale: 'de-DE' });
  await guest.goto(link);
  await expect(guest.locator('html')).toHaveAttribute('lang', 'el');
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('Συμμετοχή στο @nclusion');
  await expectAccessible(guest);
  await guest.locator('[name=email]').fill(`eleni-${Date.now()}@patra.example`);
  await guest.locator('[name=password]').fill('έξι πόλεις ένα συμβούλιο');
  await guest.getByRole('button', { name: 'Δημιουργία λογαριασμού και συμμετοχή' }).click();
  await guest.waitForURL('**/p/*');
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('@nclusion');
  await expect(guest.locator('html')).toHaveAttribute('lang', 'el');

  const late = await as(null);
  expect((await late.goto(link))?.status()).toBe(404);

  await coordinator.goto(home);
  await expect(coordinator.getByText('Ελένη Παράδειγμα joined.')).toBeVisible();
  // Removed again: the next page is not there any more.
  await coordinator.goto(`${home}/members`);
  await coordinator.getByRole('link', { name: 'Edit Ελένη Παράδειγμα' }).click();
  await coordinator.getByRole('button', { name: 'Remove from the partnership' }).click();
  await expect(coordinator.locator('[data-arrival]')).toHaveText('Removed.');
  await expect(coordinator.getByRole('row').filter({ hasText: 'Ελένη' })).toHaveCount(0);
  expect((await guest.goto(home))?.status()).toBe(404);
});

test('the last coordinator is told why the role stays', async ({ as, forgive }) => {
  forgive(/status of 400/);
  const page = await as(COORDINATOR);
  const home = await open(page);
  await page.goto(`${home}/members/leave`);
  await page.getByRole('button', { name: 'Leave' }).click();
  await expect(page.getByText('A partnership needs somebody who coordinates it.')).toBeVisible();
});

test('an observer reads everything and is offered no change; strangers find nothing', async ({ as, forgive }) => {
  forgive(/status of 404/);
  const page = await as(OBSERVER);
  const home = await open(page);
  await page.goto(`${home}/settings`);
  await expect(page.getByText('31/04/2027').first()).toBeVisible();
  await expect(page.locator(`a[href$="/facts"]`)).toHaveCount(0);
  for (const path of ['/settings/facts', '/members/invite']) expect((await page.goto(home + path))?.status()).toBe(404);
  // Who may not open partnerships finds no page for it, by link or by address.
  await page.goto('/');
  await expect(page.getByRole('link', { name: '@nclusion' }).first()).toBeVisible();
  await expect(page.locator('a[href="/new"]')).toHaveCount(0);
  expect((await page.goto('/new'))?.status()).toBe(404);
  const stranger = await as('vera@tilburg.example');
  for (const path of [home, `${home}/members`, '/p/nosuchpartnership']) expect((await stranger.goto(path))?.status()).toBe(404);
});

// pages.spec.ts visits the same pages in Greek.
for (const language of LOOKED_AT) {
  test(`the pages of a partnership are accessible and fit a phone (${language})`, async ({ as }) => {
    test.slow();
    const page = await as(COORDINATOR, { viewport: { width: 360, height: 740 } });
    const home = await open(page);
    const read = (chosen: string) =>
      page.request.post('/language', { form: { language: chosen, next: home }, headers: { Origin: new URL(page.url()).origin } });
    await read(language);
    const paths = [
      'settings',
      'settings/facts',
      'settings/organisations',
      'settings/places',
      'settings/deadlines',
      'members',
      'members/invite',
    ];
    for (const path of ['', ...paths]) {
      await page.goto(`${home}/${path}`);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expectAccessible(page);
      await expectNoSideways(page);
    }
    // Other tests meet her in English.
    await read('en');
  });
}
