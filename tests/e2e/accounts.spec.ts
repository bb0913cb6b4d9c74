/** Accounts as people meet them: set-up, signing in, links, devices, and the way out. */
import { expectAccessible, expectNoSideways } from './accessible';
import { addPerson, cookieOf, HOST, mailTo, post, setUp } from './accounts';
import { expect, LOOKED_AT, type Page, test } from './fixtures';

const NEW_PASSWORD = 'four and twenty birds';

async function typeIn(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(text);
}

test('the printed link makes the host account, once, and leads to the first partnership', async ({ freshKoinon, as, forgive }) => {
  forgive(/status of 40[04]/);
  const koinon = await freshKoinon({ example: false });
  const page = await as(null, { on: koinon });
  const link = await koinon.firstRunLink();
  await page.goto(link);
  await typeIn(page, { Name: HOST.name, 'E-mail address': HOST.email, Password: 'password123' });
  await page.getByLabel('Time zone').selectOption('Asia/Nicosia');
  await page.getByRole('button', { name: 'Continue to your first partnership' }).click();
  await expect(page.getByRole('alert')).toContainText('one of the first that anybody would try');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(HOST.name);
  await expect(page.getByLabel('Time zone')).toHaveValue('Asia/Nicosia');
  await typeIn(page, { Password: HOST.password });
  await page.getByRole('button', { name: 'Continue to your first partnership' }).click();
  await expect(page).toHaveURL(`${koinon.url}/new`);
  const again = await as(null, { on: koinon });
  expect((await again.goto(link))?.status()).toBe(404);
  const said = koinon.output.length;
  for (const open of [page, again]) await open.goto('about:blank');
  await koinon.kill9();
  await koinon.restart();
  expect(koinon.output.slice(said)).not.toContain('/set-up/');
});

test('set-up in Greek: the page, its mistakes and the first partnership, by the clock of the browser', async ({
  freshKoinon,
  as,
  forgive,
}) => {
  forgive(/status of 400/);
  const koinon = await freshKoinon({ example: false });
  const page = await as(null, { on: koinon, language: 'el', timezoneId: 'Asia/Nicosia' });
  await page.goto(await koinon.firstRunLink());
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Αρχική ρύθμιση του Koinon');
  const zone = page.getByLabel('Ζώνη ώρας');
  await expect(zone).toHaveValue('Asia/Nicosia');
  await expect(zone.locator('option:checked')).toHaveText('Λευκωσία');
  await typeIn(page, { Ονοματεπώνυμο: 'Ήρα Παράδειγμα', 'Διεύθυνση e-mail': HOST.email, 'Κωδικός πρόσβασης': 'short' });
  await page.getByRole('button', { name: 'Συνέχεια στην πρώτη εταιρική σχέση' }).click();
  await expect(page.getByRole('alert')).toContainText('Χρησιμοποιήστε τουλάχιστον 10 χαρακτήρες.');
  await expect(page.getByLabel('Ονοματεπώνυμο')).toHaveValue('Ήρα Παράδειγμα');
  await expectAccessible(page);
  await typeIn(page, { 'Κωδικός πρόσβασης': 'έξι πόλεις ένα συμβούλιο' });
  await page.getByRole('button', { name: 'Συνέχεια στην πρώτη εταιρική σχέση' }).click();
  await expect(page).toHaveURL(`${koinon.url}/new`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'el');
});

test('the example partnerships leave the place of the host free: the printed link still works', async ({ freshKoinon }) => {
  const koinon = await freshKoinon({ example: true });
  await setUp(koinon);
  expect(await cookieOf(koinon, HOST)).toContain('koinon_session=');
});

test('signing in in Greek, without JavaScript: errors at the fields, and what was typed is kept', async ({ freshKoinon, as, forgive }) => {
  forgive(/status of 400/);
  const koinon = await freshKoinon({ example: false });
  await setUp(koinon);
  const page = await as(null, { on: koinon, language: 'el', javaScriptEnabled: false });
  await page.goto('/account');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Faccount$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Σύνδεση');
  await typeIn(page, { 'Διεύθυνση e-mail': 'ελένη' });
  await page.getByRole('button', { name: 'Σύνδεση' }).click();
  await expect(page.getByLabel('Διεύθυνση e-mail')).toHaveValue('ελένη');
  await expect(page.getByLabel('Διεύθυνση e-mail')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('alert').getByRole('link', { name: 'Συμπληρώστε τον κωδικό πρόσβασης.' })).toBeVisible();
  await typeIn(page, { 'Διεύθυνση e-mail': HOST.email, 'Κωδικός πρόσβασης': 'wrong' });
  await page.getByRole('button', { name: 'Σύνδεση' }).click();
  await expect(page.getByRole('alert')).toContainText('δεν είναι σωστά');
  await expect(page.getByLabel('Κωδικός πρόσβασης')).toHaveValue('');
  await typeIn(page, { 'Κωδικός πρόσβασης': HOST.password });
  await page.getByRole('button', { name: 'Σύνδεση' }).click();
  await expect(page).toHaveURL(`${koinon.url}/account`);
});

test('a link by mail signs in once; looking at it does not use it up', async ({ freshKoinon, as, forgive }) => {
  forgive(/status of 404/);
  const koinon = await freshKoinon({ example: false });
  await setUp(koinon);
  const page = await as(null, { on: koinon });
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Sign in with a link by e-mail' }).click();
  // The page before has a field of the same name.
  await expect(page.getByRole('button', { name: 'Ask for the link' })).toBeVisible();
  await expect(page.getByText('This installation has no mail server.')).toBeVisible();
  await expect(page.getByText('We send you a link')).toHaveCount(0);
  await typeIn(page, { 'E-mail address': HOST.email });
  await page.getByRole('button', { name: 'Ask for the link' }).click();
  await expect(page.getByText('If there is an account with this address')).toBeVisible();
  await expect(page.getByText('waits with the person who hosts this installation')).toBeVisible();
  const { link } = await mailTo(koinon, HOST.email, 'sign-in');
  await fetch(link ?? '');
  await fetch(link ?? '', { method: 'HEAD' });
  await page.goto(link ?? '');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Sign in as ${HOST.name}`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${koinon.url}/`);
  await page.goto('/account');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(HOST.name);
  const other = await as(null, { on: koinon });
  expect((await other.goto(link ?? ''))?.status()).toBe(404);
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('This link does not work any more');
});

test('a link that was used meanwhile says so to whoever clicks last', async ({ freshKoinon, as, forgive }) => {
  forgive(/status of 404/);
  const koinon = await freshKoinon({ example: false });
  await setUp(koinon);
  await post(koinon, '/sign-in/link', { email: HOST.email });
  await post(koinon, '/reset', { email: HOST.email });
  const links = [await mailTo(koinon, HOST.email, 'sign-in'), await mailTo(koinon, HOST.email, 'reset')];
  for (const { link } of links) {
    const [first, last] = [await as(null, { on: koinon }), await as(null, { on: koinon })];
    for (const page of [first, last]) {
      await page.goto(link ?? '');
      const password = page.getByLabel('New password');
      if (await password.count()) await password.fill(NEW_PASSWORD);
    }
    await first.locator('main button[type=submit]').click();
    await first.waitForURL(`${koinon.url}/`);
    await last.locator('main button[type=submit]').click();
    const heading = last.getByRole('heading', { level: 1 });
    await expect(heading).toHaveText('This link does not work any more');
    await expect(heading).toBeFocused();
  }
  const host = await as(HOST.email, { on: koinon, password: NEW_PASSWORD });
  await host.goto('/dev/mail');
  await expect(host.getByText('This link was used, or its time is over').first()).toBeVisible();
});

test('a reset replaces the password and signs other devices out', async ({ freshKoinon, as, forgive }) => {
  forgive(/status of 400/);
  const koinon = await freshKoinon({ example: false });
  await setUp(koinon);
  const phone = await as(HOST.email, { on: koinon, password: HOST.password });
  const page = await as(null, { on: koinon });
  await page.goto('/reset');
  await typeIn(page, { 'E-mail address': HOST.email });
  await page.getByRole('button', { name: 'Ask for the link' }).click();
  await expect(page.getByText('If there is an account with this address')).toBeVisible();
  const { link } = await mailTo(koinon, HOST.email, 'reset');
  await page.goto(link ?? '');
  await typeIn(page, { 'New password': 'short' });
  await page.getByRole('button', { name: 'Save the password and sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('Use at least 10 characters.');
  await typeIn(page, { 'New password': NEW_PASSWORD });
  await page.getByRole('button', { name: 'Save the password and sign in' }).click();
  await page.waitForURL(`${koinon.url}/`);
  await phone.goto('/account');
  await expect(phone).toHaveURL(/\/sign-in/);
  await as(HOST.email, { on: koinon, password: NEW_PASSWORD });
});

test('a device is signed out from another one', async ({ freshKoinon, as }) => {
  const koinon = await freshKoinon({ example: false });
  await setUp(koinon);
  const phone = await as(HOST.email, { on: koinon, password: HOST.password, userAgent: 'Mozilla/5.0 (iPhone) Version/17.0 Safari/604.1' });
  await phone.goto('/account');
  const page = await as(HOST.email, { on: koinon, password: HOST.password });
  await page.goto('/account');
  await expect(page.getByText('This device', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out Safari, iPhone' }).click();
  await expect(page.getByText('One device is signed out.')).toBeVisible();
  await expect(page.getByText('Safari, iPhone')).toBeHidden();
  await phone.reload();
  await expect(phone).toHaveURL(/\/sign-in\?next=%2Faccount$/);
});

test('profile, address and password change; a new address counts after its link', async ({ freshKoinon, as, forgive }) => {
  forgive(/status of 400/);
  const koinon = await freshKoinon({ example: false });
  await setUp(koinon);
  const page = await as(HOST.email, { on: koinon, password: HOST.password });
  await page.goto('/account');
  await page.getByLabel('Language', { exact: true }).selectOption('de');
  await page.getByRole('button', { name: 'Save the profile' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ihr Konto');
  await page.getByLabel('Sprache', { exact: true }).selectOption('en');
  await page.getByRole('button', { name: 'Profil speichern' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your account');

  const address = page.locator('form', { has: page.getByLabel('New e-mail address') });
  await address.getByLabel('New e-mail address').fill('hera@new.example');
  await address.getByLabel('Current password').fill('wrong');
  await address.getByRole('button', { name: 'Send the confirmation' }).click();
  await expect(address.getByRole('alert')).toContainText('not your current password');
  await expect(address.getByLabel('New e-mail address')).toHaveValue('hera@new.example');
  await address.getByLabel('Current password').fill(HOST.password);
  await address.getByRole('button', { name: 'Send the confirmation' }).click();
  await expect(page.getByText('wait in the mailbox of this installation')).toBeVisible();
  const { link } = await mailTo(koinon, 'hera@new.example', 'email-change');
  await page.goto(link ?? '');
  await page.getByRole('button', { name: 'Use this address' }).click();
  await expect(page.getByText('Your new address counts from now on.')).toBeVisible();
  await as('hera@new.example', { on: koinon, password: HOST.password });
});

test('the host says who may open partnerships; others do not find that page', async ({ freshKoinon, as, forgive }) => {
  forgive(/status of 404/);
  const koinon = await freshKoinon({ example: false });
  await setUp(koinon);
  const eleni = { name: 'Eleni Paradeigma', email: 'eleni@dimos.example', password: NEW_PASSWORD };
  await addPerson(koinon, eleni);
  const page = await as(HOST.email, { on: koinon, password: HOST.password });
  await page.goto('/host');
  await page.getByRole('button', { name: `Allow ${eleni.name} to open partnerships` }).click();
  await expect(page.getByRole('button', { name: `Stop allowing ${eleni.name} to open partnerships` })).toBeVisible();
  const other = await as(eleni.email, { on: koinon, password: eleni.password });
  for (const address of ['/host', '/dev/mail', '/dev/mail.json']) expect((await other.request.get(address)).status(), address).toBe(404);
  expect((await other.goto('/new'))?.status()).toBe(200);
});

test('an account is deleted for good, after its data was taken along', async ({ freshKoinon, as, forgive }) => {
  forgive(/status of 400/);
  const koinon = await freshKoinon({ example: false });
  await setUp(koinon);
  const eleni = { name: 'Eleni Paradeigma', email: 'eleni@dimos.example', password: NEW_PASSWORD };
  await addPerson(koinon, eleni);
  const page = await as(eleni.email, { on: koinon, password: eleni.password });
  await page.goto('/account');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download my data' }).click()]);
  const own = JSON.parse(await (await import('node:fs/promises')).readFile(await download.path(), 'utf8'));
  expect(own.account).toMatchObject({ name: eleni.name, email: eleni.email });
  expect(JSON.stringify(own)).not.toContain('argon2');
  await page.getByRole('link', { name: 'Delete my account' }).click();
  // The address changes a moment before the page does, and the page before has such a field, too.
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Delete your account');
  await page.getByLabel('Current password').fill('wrong');
  await page.getByRole('button', { name: 'Delete my account for good' }).click();
  await expect(page.getByRole('alert')).toContainText('not your current password');
  await page.getByLabel('Current password').fill(eleni.password);
  await page.getByRole('button', { name: 'Delete my account for good' }).click();
  await expect(page.getByText('Your account is deleted.')).toBeVisible();
  await expect(as(eleni.email, { on: koinon, password: eleni.password })).rejects.toThrow('could not sign in');
});

for (const language of LOOKED_AT) {
  test(`the pages of accounts are accessible and fit a phone (${language})`, async ({ freshKoinon, as, forgive }) => {
    forgive(/status of 40[04]/);
    test.slow();
    const koinon = await freshKoinon({ example: false });
    const outside = await as(null, { on: koinon, language, viewport: { width: 360, height: 740 } });
    for (const address of [await koinon.firstRunLink(), '/sign-in', '/sign-in/link', '/reset?sent', '/reset/gone']) {
      await outside.goto(address);
      await expectAccessible(outside);
      await expectNoSideways(outside);
    }
    await outside.goto('/sign-in');
    await outside.locator('form button[type=submit]').last().click();
    await expect(outside.getByRole('alert')).toBeVisible();
    await expectAccessible(outside);
    await setUp(koinon);
    const inside = await as(HOST.email, { on: koinon, password: HOST.password, viewport: { width: 360, height: 740 } });
    await inside.goto('/account');
    await inside.locator('select[name=language]').selectOption(language);
    await inside.locator('button[value=profile]').click();
    await expect(inside.locator('html')).toHaveAttribute('lang', language);
    for (const address of ['/account', '/account/delete', '/host', '/dev/mail']) {
      await inside.goto(address);
      await expectAccessible(inside);
      await expectNoSideways(inside);
    }
  });
}
