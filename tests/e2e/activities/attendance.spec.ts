/** Attendance: counted on a phone in a minute, seen live by others as far as it gives nobody away, approved or given back; by keys, in two languages. */
import sharp from 'sharp';
import { expectAccessible, expectNoSideways } from '../accessible';
import { BROKEN_LINE, expect, LOOKED_AT_CLOSELY, test } from '../fixtures';
import { held } from '../held';
import { seat } from '../seats';
import { pageOf } from '../writers';

test('counted on a phone in Spanish, it rises on the screen in Nicosia; approved, it stays', async ({ koinon, as, forgive }) => {
  forgive(/status of 400/);
  const anna = seat(koinon);
  const lola = seat(koinon, { role: 'facilitator', beside: anna, name: 'Lola Ejemplo', organisation: 'Alzira', language: 'es' });
  const phone = await pageOf(as, lola, { viewport: { width: 360, height: 740 }, hasTouch: true });
  const screen = await pageOf(as, anna);
  const path = await held(phone, koinon, lola);
  await screen.goto(`/p/${anna.partnershipId}/activities/happening`);
  await expect(screen.getByRole('link', { name: /Rainbow workshop/ })).toBeVisible();

  await phone.goto(path);
  await phone.getByRole('link', { name: 'Todavía nadie ha contado.' }).tap();
  await expectNoSideways(phone);
  await phone.getByRole('textbox', { name: 'Mujeres y niñas, 18–60' }).fill('12');
  await phone.getByRole('textbox', { name: 'Hombres y niños, 0–17' }).fill('7');
  await expect(phone.locator('output')).toHaveText('19');
  await phone.getByRole('textbox', { name: 'Otro género, 61+' }).fill('2');
  await expect(phone.locator('output')).toHaveText('21');
  await phone.locator('button[value=submit]').tap();
  await expect(phone.getByText('21 participantes').first()).toBeVisible();
  await expect(screen.locator('dd', { hasText: /^21$/ })).toBeVisible();

  // Who did not count sees no number that is small, and no sheet by itself.
  await screen.goto(`${path}/attendance`);
  await expect(screen.getByText('21 participants')).toBeVisible();
  await expect(screen.getByText('The numbers are seen by Alzira only.')).toBeVisible();
  const told = screen.locator('dl');
  await expect(told.first()).toContainText('Women and girls12');
  await expect(told.first()).toContainText('The others, together9');
  await expect(screen.getByRole('button', { name: 'Hand in' })).toHaveCount(0);
  await screen.getByRole('button', { name: 'Approve' }).click();
  await expect(screen.getByText('Approved', { exact: true })).toBeVisible();
  await expect(phone.getByText('Aprobado', { exact: true })).toBeVisible();
  await expect(phone.locator('a[href*="?sheet="]')).toHaveCount(0);

  await screen.locator('summary', { hasText: 'Give back' }).click();
  await screen.getByRole('button', { name: 'Give back' }).click();
  await expect(screen.getByText('Please say what has to be mended.').first()).toBeVisible();
  await screen.getByRole('textbox', { name: 'What has to be mended?' }).fill('Was it the 12th?');
  await screen.getByRole('button', { name: 'Give back' }).click();
  await expect(phone.getByText('Was it the 12th?')).toBeVisible();
});

test('counted without a network it waits on the phone, also through a reload, and is one sheet when it is sent', async ({
  koinon,
  as,
  forgive,
}) => {
  forgive(BROKEN_LINE);
  forgive(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch|status of 503/);
  const anna = seat(koinon);
  const page = await pageOf(as, anna);
  const path = `${await held(page, koinon, anna)}/attendance`;
  await page.goto(path);
  await page.getByRole('textbox', { name: 'Women and girls, 18–60' }).fill('9');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Hand in' }).click();
  await expect(page.getByText('1 count waits on this device')).toBeVisible();
  await expectAccessible(page);
  await page.context().setOffline(false);
  await expect(page.getByText('9 participants').first()).toBeVisible();
  await expect(page.getByText('waits on this device')).toHaveCount(0);
  await expect(page.getByRole('listitem').filter({ hasText: 'Handed in' })).toHaveCount(1);

  // The phone is switched off with one that waits. While it cannot be sent, signing out asks before it would be lost; else it is sent from any page.
  await page.getByRole('textbox', { name: 'Men and boys, 18–60' }).fill('8');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Hand in' }).click();
  await expect(page.getByText('1 count waits on this device')).toBeVisible();
  await page.goto('about:blank');
  await page.context().setOffline(false);
  const nowhere = /attendance\/send$/;
  await page.route(nowhere, (route) => route.abort());
  await page.goto('/account');
  const asked = page.waitForEvent('dialog');
  const signsOut = page.locator('form[action="/sign-out"]').evaluate((form: HTMLFormElement) => form.requestSubmit());
  await (await asked).dismiss();
  await signsOut;
  await page.unroute(nowhere);
  await page.goto(path);
  await expect(page.getByText('17 participants').first()).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Handed in' })).toHaveCount(2);
  expect(await page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('koinon-waiting')))).toEqual([]);
});

test('the page opens in a hall without a network, and each count there is a sheet of its own', async ({ koinon, as, forgive }) => {
  forgive(BROKEN_LINE);
  forgive(/ERR_INTERNET_DISCONNECTED|Failed to fetch|status of 503/);
  const anna = seat(koinon);
  const page = await pageOf(as, anna);
  const activity = await held(page, koinon, anna);
  const path = `${activity}/attendance`;
  const isKept = () => page.evaluate(async (at) => (await (await caches.open('koinon-pages')).match(at)) !== undefined, path);
  await page.goto(path);
  await expect.poll(isKept).toBe(true);
  await page.context().setOffline(true);

  // From any page of the site it is found, by the name of the activity.
  await page.goto(activity);
  await page.getByRole('link', { name: /Attendance · Rainbow workshop/ }).click();
  await expect(page.getByText('There is no network')).toBeVisible();
  await page.getByRole('textbox', { name: 'Women and girls, 18–60' }).fill('9');
  await page.getByRole('button', { name: 'Hand in' }).click();
  await expect(page.getByText('1 count waits on this device')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Women and girls, 18–60' })).toHaveValue('');
  await page.getByRole('textbox', { name: 'Men and boys, 18–60' }).fill('8');
  await page.getByRole('button', { name: 'Hand in' }).click();
  await expect(page.getByText('2 counts wait on this device')).toBeVisible();
  await page.reload();
  await page.getByRole('textbox', { name: 'Women and girls, 61+' }).fill('7');
  await page.getByRole('button', { name: 'Hand in' }).click();
  await expect(page.getByText('3 counts wait on this device')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('listitem').filter({ hasText: '9 participants' }).getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('2 counts wait on this device')).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText('15 participants').first()).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Handed in' })).toHaveCount(2);

  // Of what not everybody may see nothing is kept.
  await page.goto(`${activity}/change`);
  await page.getByRole('radio', { name: /trafficking/i }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /Rainbow workshop/ })).toBeVisible();
  await page.goto(path);
  await expect.poll(isKept).toBe(false);

  // Nor does a count wait here: it stays in the form, and is sent from there.
  const field = page.getByRole('textbox', { name: 'Women and girls, 18–60' });
  await field.fill('6');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Hand in' }).click();
  await expect(page.getByText('Nothing was sent')).toBeVisible();
  await expect(page.getByText('waits on this device')).toHaveCount(0);
  await expect(field).toHaveValue('6');
  expect(await page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('koinon-waiting')))).toEqual([]);
  await expectAccessible(page);
  await page.context().setOffline(false);
  await expect(page.getByText('Nothing was sent')).toHaveCount(0);
  await page.getByRole('button', { name: 'Hand in' }).click();
  await expect(page.getByText('21 participants').first()).toBeVisible();
});

test('a count whose answer is lost is sent again by itself, and is one sheet', async ({ koinon, as, forgive }) => {
  forgive(/ERR_FAILED|Failed to fetch/);
  const anna = seat(koinon);
  const page = await pageOf(as, anna);
  const path = `${await held(page, koinon, anna)}/attendance`;
  await page.goto(path);
  let lost = 0;
  await page.route(/attendance\.data/, async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue();
    lost += 1;
    // The server has it; the browser never hears of it.
    await route.fetch({ maxRedirects: 0 });
    await route.abort();
  });
  await page.getByRole('textbox', { name: 'Women and girls, 18–60' }).fill('9');
  await page.getByRole('button', { name: 'Hand in' }).click();
  await page.getByRole('link', { name: 'Try again' }).click();
  await expect(page.getByText('9 participants').first()).toBeVisible();
  await expect(page.getByText('waits on this device')).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: 'Women and girls, 18–60' })).toHaveValue('');
  await expect(page.getByRole('listitem').filter({ hasText: 'Handed in' })).toHaveCount(1);
  expect(lost).toBe(1);
});

test('what makes no sense is said, and stays as it was typed', async ({ koinon, as, forgive }) => {
  forgive(/status of 400/);
  const anna = seat(koinon);
  const page = await pageOf(as, anna);
  await page.goto(`${await held(page, koinon, anna)}/attendance`);
  const field = page.getByRole('textbox', { name: 'Women and girls, 18–60' });
  await field.fill('many');
  await page.getByRole('button', { name: 'Hand in' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(field).toHaveValue('many');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await field.fill('');
  await page.getByRole('button', { name: 'Hand in' }).click();
  await expect(page.getByText('Please count somebody before you hand it in, or keep it as a draft.').first()).toBeVisible();
  await expectAccessible(page);
});

/** A signed list, as a phone takes a picture of it. */
const signedList = () =>
  sharp({ create: { width: 300, height: 400, channels: 3, background: '#f4f1ea' } })
    .withExif({ IFD3: { GPSLatitude: '35/1' } })
    .jpeg()
    .toBuffer();

test('a signed list is put in on a phone in Greek, taken out as a file, and there for nobody else', async ({ koinon, as, forgive }) => {
  forgive(/status of 40[04]/);
  const anna = seat(koinon);
  const eleni = seat(koinon, { role: 'facilitator', beside: anna, name: 'Ελένη Παράδειγμα', organisation: 'Δήμος', language: 'el' });
  const phone = await pageOf(as, eleni, { viewport: { width: 360, height: 740 }, hasTouch: true });
  const path = `${await held(phone, koinon, eleni, { restriction: 'minors' })}/attendance`;
  await phone.goto(path);
  await expect(phone.getByText('Η δραστηριότητα αυτή είναι περιορισμένη')).toBeVisible();
  // What is being counted stays, whatever becomes of the list.
  const count = phone.locator('[name="count.F.0-17"]');
  await count.fill('6');
  const file = phone.locator('input[type=file]');
  const add = phone.getByRole('button', { name: 'Προσθήκη' });
  await add.tap();
  await expect(phone.getByRole('alert')).toBeFocused();
  await file.setInputFiles({ name: 'λίστα.jpg', mimeType: 'image/jpeg', buffer: await signedList() });
  const until = phone.getByLabel('Διαγραφή στις');
  await until.fill('2020-01-01');
  await add.tap();
  await expect(phone.getByText('Επιλέξτε ημέρα μετά τη σημερινή.').first()).toBeVisible();
  await expect(until).toHaveValue('2020-01-01');
  await expectAccessible(phone);
  await until.fill(new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10));
  await phone.context().setOffline(true);
  await add.tap();
  await expect(phone.getByText('Δεν υπάρχει δίκτυο.')).toBeVisible();
  await phone.context().setOffline(false);
  await add.tap();
  const link = phone.getByRole('link', { name: 'λίστα.jpg' });
  await expect(link).toBeVisible();
  await expect(phone.getByText('Ο κατάλογος προστέθηκε.')).toBeVisible();
  await expect(count).toHaveValue('6');
  await expect(file).toHaveValue('');
  await expectNoSideways(phone);
  await expectAccessible(phone);

  const address = (await link.getAttribute('href')) ?? '';
  const answer = await phone.request.get(koinon.url + address);
  expect(answer.headers()).toMatchObject({
    'cache-control': 'private, no-store',
    'content-disposition': expect.stringMatching(/^attachment; /),
    'content-type': 'image/jpeg',
  });
  expect((await sharp(await answer.body()).metadata()).exif).toBeUndefined();
  const kept = await phone.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => url);
  });
  expect(kept.filter((url) => url.includes('/attendance'))).toEqual([]);

  const screen = await pageOf(as, anna);
  await screen.goto(path);
  await expect(screen.getByRole('heading', { name: 'What was counted' })).toBeVisible();
  expect(await screen.content()).not.toMatch(/Signed lists|papers\//);
  expect((await screen.request.get(koinon.url + address)).status()).toBe(404);

  await phone.getByRole('button', { name: 'Αφαίρεση: λίστα.jpg' }).tap();
  await expect(link).toHaveCount(0);
  expect((await phone.request.get(koinon.url + address)).status()).toBe(404);
});

test('a signed list is put in without scripts', async ({ koinon, as, forgive }) => {
  forgive(/status of 400/);
  const anna = seat(koinon);
  const page = await pageOf(as, anna, { javaScriptEnabled: false });
  await page.goto(`${await held(page, koinon, anna)}/attendance`);
  await page.getByLabel('Delete it on').fill('2020-01-01');
  await page.locator('input[type=file]').setInputFiles({ name: 'list.jpg', mimeType: 'image/jpeg', buffer: await signedList() });
  await page.getByRole('button', { name: 'Put it in' }).click();
  await expect(page.getByText('Please choose a day after today.').first()).toBeVisible();
  await expect(page.getByLabel('Delete it on')).toHaveValue('2020-01-01');
  await page.getByLabel('Delete it on').fill(new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10));
  await page.locator('input[type=file]').setInputFiles({ name: 'list.jpg', mimeType: 'image/jpeg', buffer: await signedList() });
  await page.getByRole('button', { name: 'Put it in' }).click();
  await expect(page.getByRole('link', { name: 'list.jpg' })).toBeVisible();
});

test('by target group and country of origin, on a phone in Spanish: each adds up to all who came, and is told to nobody else', async ({
  koinon,
  as,
  forgive,
}) => {
  forgive(/status of 400/);
  forgive(BROKEN_LINE);
  forgive(/ERR_INTERNET_DISCONNECTED|Failed to fetch|status of 503/);
  const anna = seat(koinon);
  const lola = seat(koinon, { role: 'facilitator', beside: anna, name: 'Lola Ejemplo', organisation: 'Alzira', language: 'es' });
  const [screen, phone] = [await pageOf(as, anna), await pageOf(as, lola, { viewport: { width: 360, height: 740 }, hasTouch: true })];
  await screen.goto(`/p/${anna.partnershipId}/settings/facts`);
  await screen.locator('[name=principal]').fill('Newcomers\nLong-term residents');
  await screen.getByRole('button', { name: 'Save' }).click();
  await expect(screen.getByText('Newcomers', { exact: true })).toBeVisible();
  await screen.goto(`/p/${anna.partnershipId}/activities/counting`);
  await screen.getByRole('checkbox', { name: /Count by target group, too/ }).check();
  await screen.getByRole('checkbox', { name: /Count by country of origin, too/ }).check();
  await screen.getByRole('button', { name: 'Save' }).click();
  await expect(screen.getByText('Saved.')).toBeVisible();
  await expectAccessible(screen);

  const path = `${await held(phone, koinon, lola)}/attendance`;
  await phone.goto(path);
  await phone.getByRole('textbox', { name: 'Mujeres y niñas, 18–60' }).fill('12');
  await phone.locator('summary', { hasText: 'Por grupo destinatario' }).tap();
  await phone.locator('summary', { hasText: 'Por país de origen' }).tap();
  const [byGroup, byCountry] = [
    phone.locator('details', { hasText: 'Newcomers' }),
    phone.locator('details', { hasText: 'Añadir un país' }),
  ];
  await phone.getByLabel('Newcomers').fill('9');
  await expect(byGroup.locator('output')).toHaveText('3');
  await phone.getByRole('combobox', { name: 'País 1', exact: true }).selectOption('SY');
  await phone.getByRole('textbox', { name: 'Personas del país 1', exact: true }).fill('14');
  await expect(byCountry.getByText('En total son más personas de las que vinieron.')).toBeVisible();
  await phone.getByRole('button', { name: 'Añadir un país' }).tap();
  await expect(phone.getByRole('combobox', { name: 'País 7' })).toBeFocused();
  await phone.getByRole('textbox', { name: 'Personas del país 7' }).fill('1');
  await phone.locator('button[value=submit]').tap();
  await expect(phone.getByRole('alert')).toBeFocused();
  await expect(phone.getByRole('alert')).toContainText('Elija también el país.');
  await expect(phone.getByRole('combobox', { name: 'País 1', exact: true })).toHaveValue('SY');
  await expectAccessible(phone);
  await expectNoSideways(phone);
  // Mended where there is no network: it waits with the rest of the sheet.
  await phone.getByRole('textbox', { name: 'Personas del país 1', exact: true }).fill('4');
  await phone.getByRole('combobox', { name: 'País 7' }).selectOption('stateless');
  await expect(byCountry.locator('output')).toHaveText('7');
  await phone.context().setOffline(true);
  await phone.locator('button[value=submit]').tap();
  await expect(phone.getByText('1 recuento espera en este dispositivo')).toBeVisible();
  await phone.context().setOffline(false);
  const sheet = phone.getByRole('listitem').filter({ hasText: 'Entregad' });
  await expect(sheet).toHaveCount(1);
  await sheet.locator('summary').first().tap();
  const counted = sheet.locator('dl');
  await expect(counted.nth(0)).toContainText('Newcomers9No indicado3Total12');
  await expect(counted.nth(1)).toContainText('Siria4');
  await expect(counted.nth(1)).toContainText('Apátridas1No indicado7Total12');
  await expectAccessible(phone);
  await expectNoSideways(phone);

  await screen.goto(path);
  await expect(screen.getByText('12 participants').first()).toBeVisible();
  expect(await screen.content()).not.toMatch(/Syria|"SY"|stateless/);
});

test('without scripts there are rows for countries, and what was typed stays', async ({ koinon, as, forgive }) => {
  forgive(/status of 400/);
  const anna = seat(koinon);
  const page = await pageOf(as, anna, { javaScriptEnabled: false });
  await page.request.post(`${koinon.url}/p/${anna.partnershipId}/activities/counting`, {
    headers: { Origin: koinon.url },
    form: { bands: 'amif', smallest: '5', byCountry: 'on' },
  });
  await page.goto(`${await held(page, koinon, anna)}/attendance`);
  await page.getByRole('textbox', { name: 'Women and girls, 18–60' }).fill('3');
  await page.locator('summary', { hasText: 'By country of origin' }).click();
  await page.getByRole('combobox', { name: 'Country 6' }).selectOption('GE');
  await page.getByRole('textbox', { name: 'People of country 6' }).fill('4');
  await page.getByRole('button', { name: 'Hand in' }).click();
  await expect(page.getByText('Together these are more people than came.').first()).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Country 6' })).toHaveValue('GE');
  await page.getByRole('textbox', { name: 'People of country 6' }).fill('2');
  await page.getByRole('button', { name: 'Hand in' }).click();
  await page.locator('li details summary').first().click();
  await expect(page.locator('li dl')).toContainText('Georgia2');
});

test('a coordinator says by which ages people are counted, and how few are too few', async ({ koinon, as, forgive }) => {
  forgive(/status of 404/);
  const anna = seat(koinon);
  const bert = seat(koinon, { role: 'editor', beside: anna, name: 'Bert Beispiel' });
  const [page, other] = [await pageOf(as, anna), await pageOf(as, bert)];
  const rules = `/p/${anna.partnershipId}/activities/counting`;
  expect((await other.goto(rules))?.status()).toBe(404);
  await page.goto(`/p/${anna.partnershipId}/activities`);
  await page.getByRole('link', { name: 'How people are counted' }).click();
  await page.getByRole('combobox', { name: 'Ages' }).selectOption('children');
  await page.getByRole('textbox', { name: 'Smallest number that others are told' }).fill('8');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.goto(`${await held(page, koinon, anna)}/attendance`);
  await expect(page.getByRole('textbox', { name: 'Women and girls, 15–17' })).toBeVisible();
  await expect(page.getByText(/^Numbers under 8 are seen/)).toBeVisible();
});

for (const language of LOOKED_AT_CLOSELY) {
  test(`everybody can use it, in both themes and on a phone: ${language}`, async ({ koinon, as }) => {
    const anna = seat(koinon, { language });
    const page = await pageOf(as, anna);
    const path = `${await held(page, koinon, anna)}/attendance`;
    await page.goto(path);
    // By keys alone: the first number, the sums, the button.
    await page.locator('[name="count.F.0-17"]').focus();
    await page.keyboard.type('6');
    await page.keyboard.press('Tab');
    await page.keyboard.type('8');
    await page.keyboard.press('Enter');
    await expect(page.locator('li details summary').first()).toBeVisible();
    await page.locator('li details summary').first().click();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
    await page.setViewportSize({ width: 360, height: 740 });
    await expectNoSideways(page);
    await page.goto(`/p/${anna.partnershipId}/activities/counting`);
    await expectAccessible(page);
    await expectNoSideways(page);
  });
}
