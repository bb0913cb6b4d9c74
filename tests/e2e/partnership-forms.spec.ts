/** The forms of a partnership by keyboard, with two people at once, and without JavaScript: each test has a partnership of its own. */
import { expectAccessible } from './accessible';
import { expect, type Page, test } from './fixtures';
import { EXAMPLE_PASSWORD, type Koinon } from './koinon';
import { seat } from './seats';

/** A page of a coordinator of a new partnership, at one of its settings. */
async function at(koinon: Koinon, page: Page, path: string, beside?: ReturnType<typeof seat>) {
  const person = seat(koinon, { beside });
  await page.context().addCookies([person.cookie]);
  await page.goto(`/p/${person.partnershipId}/${path}`);
  return person;
}

test('both sums doubtful, an impossible date and no title: each tick is asked for once', async ({ koinon, as, forgive }) => {
  forgive(/status of 400/);
  const page = await as(null);
  await at(koinon, page, 'settings/facts');
  await page.getByLabel('Total budget').fill('1.430.071.05');
  await page.getByLabel('Grant').fill('1.287.063.95');
  await page.getByLabel('End', { exact: false }).first().fill('31/04/2027');
  await page.getByLabel('Title').fill('');
  await page.getByRole('button', { name: 'Save' }).click();
  // All of it is said at once.
  await expect(page.getByRole('alert')).toContainText('Do you mean €1,430,071.05?');
  await expect(page.getByRole('alert')).toContainText('Do you mean €1,287,063.95?');
  await expect(page.getByRole('alert')).toContainText('April has 30 days.');
  await page.getByLabel('Yes, €1,430,071.05').check();
  await page.getByLabel(/Keep as “date open”/).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).not.toContainText('€1,430,071.05');
  await expect(page.getByLabel('Yes, €1,430,071.05')).toBeChecked();
  await expect(page.getByLabel(/Keep as “date open”/)).toBeChecked();
  await page.getByLabel('Yes, €1,287,063.95').check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('Please fill this in.');
  await page.getByLabel('Title').fill('A league of towns');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL('**/settings');
  await expect(page.getByText('€1,287,063.95', { exact: true })).toBeVisible();
  await expect(page.getByText('Written as 31/04/2027')).toBeVisible();
  await expect(page.getByText('April has 30 days.')).toBeVisible();
});

for (const javaScriptEnabled of [true, false]) {
  test(`what a colleague saved meanwhile is shown, and overwritten only when ticked (${javaScriptEnabled ? 'with' : 'without'} JavaScript)`, async ({
    koinon,
    as,
    forgive,
  }) => {
    forgive(/status of 400/);
    const [page, other] = [await as(null, { javaScriptEnabled }), await as(null)];
    const anna = await at(koinon, page, 'settings/facts');
    await at(koinon, other, 'settings/facts', anna);
    await other.getByLabel('Call for proposals').fill('AMIF-2023');
    await other.getByRole('button', { name: 'Save' }).click();
    await other.waitForURL('**/settings');
    await page.getByLabel('Title').fill('A league of towns');
    // Twice: pressing again does not overwrite what was not looked at.
    for (const _ of [1, 2]) {
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByRole('alert')).toContainText('Somebody else saved this');
      await expect(page.getByText('AMIF-2023')).toBeVisible();
      await expect(page.getByLabel('Title')).toHaveValue('A league of towns');
    }
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByLabel('Call for proposals').fill('AMIF-2023-TF2');
    await page.getByLabel('Overwrite it with what this form says').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL('**/settings');
    await expect(page.getByText('AMIF-2023-TF2')).toBeVisible();
    await expect(page.locator('#main').getByText('A league of towns')).toBeVisible();
  });
}

/** Adds a row on the page of its kind; its name is "Limassol". */
const rows = {
  organisations: {
    add: async (page: Page) => {
      await page.getByLabel('Name', { exact: true }).fill('Limassol');
      await page.getByLabel('Country').selectOption('CY');
      await page.getByLabel('Type').selectOption('local-authority');
    },
    changes: { field: 'Short name', theirs: 'LIM', mine: 'Lim.' },
  },
  places: {
    add: async (page: Page) => {
      await page.getByLabel('Name', { exact: true }).fill('Limassol');
      await page.getByLabel('Country').selectOption('CY');
    },
    changes: { field: 'Names in other languages', theirs: 'Λεμεσός', mine: 'Limasol' },
  },
  deadlines: {
    add: async (page: Page) => {
      await page.getByLabel('What is due').fill('Limassol');
      await page.getByLabel('Date', { exact: true }).fill('31 May 2027');
    },
    changes: { field: 'Time of day', theirs: '18:00', mine: '12:00' },
  },
};
/** Until its form is there, a field of the same name is the one for a new row. */
async function edit(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: `Edit ${name}` }).click();
  await expect(page.getByRole('heading', { name: /^Change/ })).toBeVisible();
}

for (const [kind, { add, changes }] of Object.entries(rows))
  for (const javaScriptEnabled of kind === 'places' ? [true, false] : [true])
    test(`${kind}: what a colleague saved meanwhile in the same row is shown, and overwritten only when ticked (${javaScriptEnabled ? 'with' : 'without'} JavaScript)`, async ({
      koinon,
      as,
      forgive,
    }) => {
      forgive(/status of 400/);
      const { field, theirs, mine } = changes;
      const [page, other] = [await as(null, { javaScriptEnabled }), await as(null)];
      const anna = await at(koinon, page, `settings/${kind}`);
      await add(page);
      await page.getByRole('button', { name: /^Add/ }).click();
      await edit(page, 'Limassol');
      await at(koinon, other, `settings/${kind}`, anna);
      await edit(other, 'Limassol');
      await other.getByLabel(field).fill(theirs);
      await other.getByRole('button', { name: 'Save' }).click();
      await expect(other.locator('[data-arrival]')).toHaveText('Saved: Limassol');

      await page.getByLabel(field).fill(mine);
      // Twice: pressing again does not overwrite what was not looked at.
      for (const _ of [1, 2]) {
        await page.getByRole('button', { name: 'Save' }).click();
        await expect(page.getByRole('alert')).toContainText('Somebody else saved this');
        // A coordinator in Nicosia reads an hour of Brussels by her own clock, with Brussels' beside it.
        await expect(page.locator('form dd')).toContainText(theirs);
        await expect(page.getByLabel(field)).toHaveValue(mine);
      }
      if (javaScriptEnabled) await expectAccessible(page);
      await page.getByLabel('Overwrite it with what this form says').check();
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.locator('[data-arrival]')).toHaveText('Saved: Limassol');
      await edit(page, 'Limassol');
      await expect(page.getByLabel(field)).toHaveValue(mine);
    });

test('places are added, changed and removed by keyboard alone, and the focus is never lost', async ({ koinon, as }) => {
  const page = await as(null);
  await at(koinon, page, 'settings/places');
  const status = page.locator('[data-arrival]');
  await page.getByLabel('Name', { exact: true }).fill('Nicosia');
  await page.getByLabel('Country').selectOption('CY');
  await page.getByLabel('Name', { exact: true }).press('Enter');
  await expect(status).toHaveText('Added: Nicosia');
  await expect(status).toBeFocused();
  // The form begins anew: pressing again adds nothing twice.
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('');
  await page.getByLabel('Name', { exact: true }).fill('Larnaca');
  await page.getByLabel('Country').selectOption('CY');
  await page.getByLabel('Name', { exact: true }).press('Enter');
  await expect(status).toHaveText('Added: Larnaca');
  await expect(status).toBeFocused();

  await page.getByRole('link', { name: 'Edit Nicosia' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Change place' })).toBeFocused();
  await page.getByRole('link', { name: 'Cancel' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Add place' })).toBeFocused();
  await page.getByRole('link', { name: 'Edit Nicosia' }).press('Enter');
  await page.getByLabel('Names in other languages').fill('Λευκωσία');
  await page.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(status).toHaveText('Saved: Nicosia');
  await expect(status).toBeFocused();

  await page.getByRole('link', { name: 'Edit Nicosia' }).press('Enter');
  await page.getByText('Remove this place').press('Enter');
  await expect(page.getByText('Remove Nicosia? It cannot be brought back.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Yes, remove' }).press('Enter');
  await expect(status).toHaveText('Removed.');
  await expect(status).toBeFocused();
  await expect(page.getByRole('row').filter({ hasText: 'Nicosia' })).toHaveCount(0);
});

for (const javaScriptEnabled of [true, false]) {
  test(`saving what a colleague removed keeps the text and says so (${javaScriptEnabled ? 'with' : 'without'} JavaScript)`, async ({
    koinon,
    as,
    forgive,
  }) => {
    forgive(/status of 400/);
    const [page, other] = [await as(null, { javaScriptEnabled }), await as(null)];
    const anna = await at(koinon, page, 'settings/deadlines');
    await page.getByLabel('What is due').fill('Final report');
    await page.getByLabel('Date', { exact: true }).fill('31 May 2027');
    await page.getByRole('button', { name: 'Add deadline' }).click();
    await edit(page, 'Final report');
    await at(koinon, other, 'settings/deadlines', anna);
    await edit(other, 'Final report');
    await other.getByText('Remove this deadline').click();
    await other.getByRole('button', { name: 'Yes, remove' }).click();
    await expect(other.getByText('No deadlines yet')).toBeVisible();
    await page.getByLabel('What is due').fill('Final technical report');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('alert')).toContainText('Somebody else removed this');
    await expect(page.getByLabel('What is due')).toHaveValue('Final technical report');
    await page.getByRole('button', { name: 'Add deadline' }).click();
    await expect(page.getByText('Added: Final technical report')).toBeVisible();
    await expect(page.getByRole('row').filter({ hasText: 'Final technical report' })).toHaveCount(1);
  });
}

test('changing a member whom a colleague has just removed says so, and changes nothing', async ({ koinon, as }) => {
  const [page, other] = [await as(null), await as(null)];
  const anna = await at(koinon, page, 'members');
  seat(koinon, { role: 'observer', beside: anna, name: 'Berta Beispiel' });
  await page.reload();
  await page.getByRole('link', { name: 'Edit Berta Beispiel' }).click();
  await page.getByLabel(/^Editor/).check();
  await at(koinon, other, 'members', anna);
  await other.getByRole('link', { name: 'Edit Berta Beispiel' }).click();
  await other.getByRole('button', { name: 'Remove from the partnership' }).click();
  await expect(other.locator('[data-arrival]')).toHaveText('Removed.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('[data-arrival]')).toContainText('This person has no seat here any more.');
  await expect(page.getByRole('row').filter({ hasText: 'Berta Beispiel' })).toHaveCount(0);
});

test('an organisation for which somebody is invited stays, and withdrawing late says that it was late', async ({ koinon, as, forgive }) => {
  forgive(/status of 400/);
  const page = await as(null);
  const anna = await at(koinon, page, 'settings/organisations');
  await page.getByLabel('Name', { exact: true }).fill('Greek Forum of Migrants');
  await page.getByLabel('Country').selectOption('GR');
  await page.getByLabel('Type').selectOption('migrant-association');
  await page.getByRole('button', { name: 'Add organisation' }).click();
  await expect(page.getByText('Added: Greek Forum of Migrants')).toBeVisible();

  await page.goto(`/p/${anna.partnershipId}/members/invite`);
  await page.getByLabel('Organisation').selectOption({ label: 'Greek Forum of Migrants' });
  await page.getByLabel(/^Observer/).check();
  await page.getByRole('button', { name: 'Make the invitation' }).click();
  const link = await page.getByLabel('Link').inputValue();

  await page.goto(`/p/${anna.partnershipId}/settings/organisations`);
  await page.getByRole('link', { name: 'Edit Greek Forum of Migrants' }).click();
  await page.getByText('Remove this organisation').click();
  await page.getByRole('button', { name: 'Yes, remove' }).click();
  await expect(page.getByRole('alert')).toContainText('Withdraw the invitation first.');

  await page.goto(`/p/${anna.partnershipId}/members`);
  const row = page.getByRole('row').filter({ hasText: 'Nobody named' });
  await expect(row).toContainText(anna.name);
  // Somebody with an account accepts it while the list is open.
  const guest = await as('vera@tilburg.example');
  await guest.goto(link);
  await guest.getByRole('button', { name: 'Accept the invitation' }).click();
  await guest.waitForURL(`**/p/${anna.partnershipId}`);
  await row.getByRole('button').press('Enter');
  const status = page.locator('[data-arrival]');
  await expect(status).toContainText('This invitation was not open any more');
  await expect(status).toBeFocused();
  await expect(page.getByRole('row').filter({ hasText: 'Vera Voorbeeld' })).toHaveCount(1);
});

test('an invitation opened under another account: signing out leads back to it, and the right account accepts', async ({ koinon, as }) => {
  const page = await as(null);
  const anna = await at(koinon, page, 'members/invite');
  await page.getByLabel('Organisation').selectOption({ label: 'Municipality of Nicosia' });
  await page.getByLabel(/^Observer/).check();
  await page.getByRole('button', { name: 'Make the invitation' }).click();
  const link = await page.getByLabel('Link').inputValue();

  const guest = await as('vera@tilburg.example');
  await guest.goto(link);
  await expect(guest.getByText('You are signed in as Vera Voorbeeld')).toBeVisible();
  await guest.getByRole('button', { name: 'That is not me: sign out' }).click();
  await expect(guest.getByRole('heading', { name: 'Make your account' })).toBeVisible();
  expect(guest.url()).toContain(new URL(link).pathname);
  await guest.getByRole('link', { name: 'I have an account already' }).click();
  // The address changes before the page: the form that is left has fields of the same names.
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('Sign in');
  await guest.locator('[name=email]').first().fill('berta@berlin.example');
  await guest.locator('[name=password]').fill(EXAMPLE_PASSWORD);
  await guest.locator('[name=password]').press('Enter');
  // Berta reads German.
  await guest.getByRole('button', { name: 'Einladung annehmen' }).click();
  await guest.waitForURL(`**/p/${anna.partnershipId}`);
  await page.goto(`/p/${anna.partnershipId}/members`);
  await expect(page.getByRole('row').filter({ hasText: 'Berta Beispiel' })).toContainText('Observer');
});

test('titles in the working language say which it is', async ({ koinon, as }) => {
  const page = await as(null);
  const anna = await at(koinon, page, 'settings/deadlines');
  await expect(page.getByText('Example: progress report')).toBeVisible();
  await page.getByLabel('What is due').fill('Final report');
  await page.getByLabel('Date', { exact: true }).fill('31 May 2049');
  await page.getByRole('button', { name: 'Add deadline' }).click();
  await expect(page.getByText('Added: Final report')).toBeVisible();
  const reader = await as(null);
  const berta = seat(koinon, { role: 'observer', beside: anna, name: 'Berta', language: 'de' });
  await reader.context().addCookies([berta.cookie]);
  await reader.goto(`/p/${anna.partnershipId}`);
  await expect(reader.locator('html')).toHaveAttribute('lang', 'de');
  // The title, the calendar, and what happened lately.
  await expect(reader.locator('#main [lang=en]').filter({ hasText: /^Test$/ })).toBeVisible();
  await expect(reader.locator('#main [lang=en]').filter({ hasText: /^Final report$/ })).toHaveCount(2);
  // The frame: which partnership this is, here and among others.
  await expect(reader.locator('h1')).toHaveAttribute('lang', 'en');
  await expect(reader.locator('summary [lang=en]').filter({ visible: true })).toHaveText('@test');
  await reader
    .locator('summary', { has: reader.locator('[lang=en]') })
    .filter({ visible: true })
    .click();
  await expect(reader.locator('details[open] a [lang=en]')).toHaveText(['@test', 'Test'].join(''));
  await reader.goto(`/p/${anna.partnershipId}/members`);
  await expect(reader.locator('header nav [lang=en]')).toHaveText('@test');
});
