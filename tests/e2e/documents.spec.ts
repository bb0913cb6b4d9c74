/** Documents outside the editor: list, search, create, share, trash, reading and downloads without JavaScript, pictures. */
import type { BrowserContext } from '@playwright/test';
import sharp from 'sharp';
import { expectAccessible, expectNoSideways } from './accessible';
import { type AsOptions, expect, LOOKED_AT, type Page, test } from './fixtures';
import type { Koinon } from './koinon';
import { makePlace, type Seated, seat } from './seats';

type As = (email: null, options?: AsOptions) => Promise<Page>;

/** A page on which `person` is signed in. */
async function pageOf(as: As, person: Seated, options?: AsOptions): Promise<Page> {
  const page = await as(null, options);
  await page.context().addCookies([person.cookie]);
  return page;
}

interface Begin {
  title: string;
  template?: string;
  language?: string;
}

/** Creates a document by its form. @returns its path without the language */
async function begin(context: BrowserContext, koinon: Koinon, person: Seated, { title, template = 'blank', language = 'en' }: Begin) {
  const answer = await context.request.post(`${koinon.url}/p/${person.partnershipId}/documents/new`, {
    form: { title, template, language },
    headers: { Origin: koinon.url },
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(302);
  const location = answer.headers().location ?? '';
  return { path: location.replace(/\/[a-z]+$/, ''), id: location.split('/').at(-2) ?? '' };
}

const noScript = { javaScriptEnabled: false };

test('begins a strategy in Greek, finds it without accents, renames it, all without JavaScript', async ({ koinon, as, forgive }) => {
  forgive(/status of 400/);
  const anna = seat(koinon, { role: 'editor' });
  const page = await pageOf(as, anna, noScript);
  await page.goto(`/p/${anna.partnershipId}/documents`);
  await expect(page.getByText('No documents yet')).toBeVisible();
  await page.getByRole('link', { name: 'New document' }).first().click();
  await page.getByRole('button', { name: 'Create document' }).click();
  await expect(page.getByText('Give the document a title.').first()).toBeVisible();
  await page.getByLabel('Title').fill('Στρατηγική Ένταξης Λευκωσίας');
  await page.getByLabel('Language of the text').selectOption('el');
  await page.getByRole('button', { name: 'Create document' }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Στρατηγική Ένταξης Λευκωσίας');
  await expect(page.locator('article.document')).toHaveAttribute('lang', 'el');
  await expect(page.getByRole('heading', { name: 'Τι ακούσαμε' })).toBeVisible();
  await expect(page.locator('[data-room]')).toHaveAttribute('data-room', /^doc\/[0-9a-z]+\/el$/);

  await page.goto(`/p/${anna.partnershipId}/documents`);
  await page.getByRole('searchbox').fill('στρατηγικη λευκωσιας');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page.getByRole('link', { name: 'Στρατηγική Ένταξης Λευκωσίας' }).click();
  await page.locator('main summary', { hasText: 'More' }).click();
  await page.getByRole('link', { name: 'Details and sharing' }).click();
  await page.getByLabel('Title').fill('Στρατηγική 2027');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Στρατηγική 2027');
  await page.goto(`/p/${anna.partnershipId}/documents?q=λαρνακα`);
  await expect(page.getByText('No title holds “λαρνακα”')).toBeVisible();
});

test('in a language that templates are not translated into, the form says that they come in English, and so they do', async ({
  koinon,
  as,
}) => {
  const anna = seat(koinon, { role: 'editor', languages: 'en,uk,ar' });
  const page = await pageOf(as, anna, noScript);
  await page.goto(`/p/${anna.partnershipId}/documents/new`);
  const language = page.getByLabel('Language of the text');
  await expect(language).toHaveAccessibleDescription(/not translated yet \(Ukrainian and Arabic\), it comes in English/);
  await page.getByLabel('Title').fill('Стратегія');
  await language.selectOption('uk');
  await page.getByRole('button', { name: 'Create document' }).click();
  await expect(page.locator('article.document[lang=uk]').getByRole('heading', { name: 'What we heard' })).toBeVisible();

  const elsewhere = seat(koinon, { role: 'editor', languages: 'en,el' });
  const other = await pageOf(as, elsewhere, noScript);
  await other.goto(`/p/${elsewhere.partnershipId}/documents/new`);
  await expect(other.getByLabel('Language of the text')).toHaveAccessibleDescription('The template comes in this language.');
});

test('the name of a place says in which language it is: in the form, the list, the head of the document and its details', async ({
  koinon,
  as,
}) => {
  const anna = seat(koinon, { role: 'editor', languages: 'el,en' });
  makePlace(koinon, anna, 'Λευκωσία');
  const page = await pageOf(as, anna, noScript);
  const list = `/p/${anna.partnershipId}/documents`;
  await page.goto(`${list}/new`);
  await expect(page.locator('option[lang=el]')).toHaveText('Λευκωσία');
  await page.getByLabel('Title').fill('Plan');
  await page.getByRole('combobox', { name: 'Place' }).selectOption('Λευκωσία');
  await page.getByRole('button', { name: 'Create document' }).click();
  const named = page.locator('main span[lang=el]');
  await expect(named).toHaveText('Λευκωσία');
  await page.locator('main summary', { hasText: 'More' }).click();
  await page.getByRole('link', { name: 'Details and sharing' }).click();
  await expect(page.locator('option[lang=el]')).toHaveText('Λευκωσία');
  await page.goto(list);
  await expect(named).toHaveText('Λευκωσία');
  await expect(named.locator('..')).toHaveText(
    /^Local integration strategy · Λευκωσία · Municipality of Nicosia · English · [\d,]+ words$/,
  );
});

test('another organisation sees a document when it is shared, and not before', async ({ koinon, as, forgive }) => {
  forgive(/status of 404/);
  const anna = seat(koinon, { role: 'editor' });
  const boris = seat(koinon, { role: 'editor', beside: anna, name: 'Boris Przykład', organisation: 'City of Wrocław' });
  const mine = await pageOf(as, anna, noScript);
  const { path } = await begin(mine.context(), koinon, anna, { title: 'Minutes', template: 'minutes' });
  const his = await pageOf(as, boris, noScript);
  for (const address of [`${path}/en`, `${path}/settings`, `${path}/en/download/html`, `${path}/history`]) {
    expect((await his.context().request.get(koinon.url + address)).status()).toBe(404);
  }
  await his.goto(`/p/${boris.partnershipId}/documents`);
  await expect(his.getByText('No documents yet')).toBeVisible();

  await mine.goto(`${path}/settings`);
  await expect(mine.getByText('Municipality of Nicosia and the coordinators: 1 person.')).toBeVisible();
  await mine.getByRole('button', { name: 'Share with the partnership' }).click();
  await mine.goto(`${path}/settings`);
  await expect(mine.getByText('All members of the partnership: 2 people.')).toBeVisible();

  await his.reload();
  await his.getByRole('link', { name: 'Minutes' }).click();
  await expect(his.getByRole('heading', { level: 1 })).toHaveText('Minutes');
  const stranger = seat(koinon);
  const outside = await pageOf(as, stranger);
  expect((await outside.goto(`${path}/en`))?.status()).toBe(404);
});

test('goes to the trash and comes back', async ({ koinon, as }) => {
  const anna = seat(koinon, { role: 'editor' });
  const page = await pageOf(as, anna, noScript);
  const { path } = await begin(page.context(), koinon, anna, { title: 'Old plan' });
  await page.goto(`${path}/settings`);
  await page.getByRole('button', { name: 'Move to the trash' }).click();
  await expect(page.getByText('No documents yet')).toBeVisible();
  await page.getByRole('link', { name: 'Trash' }).click();
  await page.getByRole('button', { name: /^Take out of the trash.*Old plan$/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Old plan');
  await page.goto(`/p/${anna.partnershipId}/documents`);
  await expect(page.getByRole('link', { name: 'Old plan' })).toBeVisible();
});

test('is read and downloaded without JavaScript; guidance is in none of it', async ({ koinon, as }) => {
  const anna = seat(koinon, { role: 'editor' });
  const olga = seat(koinon, { role: 'observer', beside: anna, sameOrganisation: true });
  const page = await pageOf(as, anna, noScript);
  const { path } = await begin(page.context(), koinon, anna, { title: 'Strategy', template: 'strategy' });
  const guidance = 'Say in one page what will change';

  const reader = await pageOf(as, olga, noScript);
  await reader.goto(`${path}/en`);
  await expect(reader.locator('article.document').getByRole('heading', { level: 2 })).toHaveCount(15);
  expect(await reader.content()).not.toContain(guidance);
  await page.goto(`${path}/en`);
  await expect(page.locator('article.document')).not.toContainText(guidance);
  await expect(page.locator('[data-type="guidance"]').first()).toBeHidden();

  const html = await reader.context().request.get(`${koinon.url}${path}/en/download/html`);
  expect(html.headers()['content-disposition']).toContain('Strategy.html');
  const text = await html.text();
  expect(text).toContain('<html lang="en" dir="ltr">');
  expect(text).toMatch(/<h2 id="s-[\w-]+">What we heard<\/h2>/);
  expect(text).not.toContain('<script');
  expect(text).not.toContain(guidance);
  const markdown = await (await reader.context().request.get(`${koinon.url}${path}/en/download/markdown`)).text();
  expect(markdown).toMatch(/^# Strategy\n\n## Summary in plain language\n/);
  expect(markdown).toContain('| Key number | Value | Year |\n| --- | --- | --- |');
  expect(markdown).not.toContain(guidance);
  expect((await reader.context().request.get(`${koinon.url}${path}/en/download/novel`)).status()).toBe(404);
  expect((await reader.context().request.get(`${koinon.url}${path}/fi/download/html`)).status()).toBe(404);
});

test('pictures are kept clean, shown to readers of the document, and to nobody else', async ({ koinon, as }) => {
  const anna = seat(koinon, { role: 'editor' });
  const olga = seat(koinon, { role: 'observer', beside: anna, sameOrganisation: true });
  const boris = seat(koinon, { role: 'editor', beside: anna, organisation: 'City of Wrocław' });
  const context = (await pageOf(as, anna)).context();
  const { id } = await begin(context, koinon, anna, { title: 'With a picture' });
  const photo = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#0f5e66' } })
    .withExif({ IFD0: { Artist: 'Somebody' } })
    .jpeg()
    .toBuffer();
  const send = (who: BrowserContext, buffer: Buffer, name = 'photo.jpg') =>
    who.request.post(`${koinon.url}/files/${id}`, {
      multipart: { file: { name, mimeType: 'image/jpeg', buffer } },
      headers: { Origin: koinon.url, Accept: 'application/json' },
    });

  const kept = await send(context, photo);
  expect(kept.status()).toBe(201);
  const { src, width, height } = await kept.json();
  expect({ width, height }).toEqual({ width: 40, height: 20 });
  const picture = await context.request.get(koinon.url + src);
  expect(picture.headers()).toMatchObject({
    'content-type': 'image/jpeg',
    'cache-control': 'private, no-cache',
    'x-content-type-options': 'nosniff',
  });
  expect((await picture.body()).includes('Somebody')).toBe(false);

  const observer = (await pageOf(as, olga)).context();
  expect((await observer.request.get(koinon.url + src)).status()).toBe(200);
  expect((await send(observer, photo)).status()).toBe(404);
  const neighbour = (await pageOf(as, boris)).context();
  expect((await neighbour.request.get(koinon.url + src)).status()).toBe(404);
  // Who has it in the browser's cache is asked for rights all the same.
  const having = { headers: { 'If-None-Match': picture.headers().etag ?? '' } };
  expect((await context.request.get(koinon.url + src, having)).status()).toBe(304);
  expect((await neighbour.request.get(koinon.url + src, having)).status()).toBe(404);
  expect((await send(neighbour, photo)).status()).toBe(404);
  const nobody = (await as(null)).context();
  expect((await nobody.request.get(koinon.url + src)).status()).toBe(404);

  const drawing = await send(context, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'x.svg');
  expect(drawing.status()).toBe(422);
  expect((await drawing.json()).error).toBe('Drawings (SVG) cannot be taken in. Save it as PNG and try again.');
  const large = await send(context, Buffer.alloc(15 * 1024 * 1024 + 1));
  expect(large.status()).toBe(413);
  const nothing = await context.request.post(`${koinon.url}/files/${id}`, { form: { file: 'x' }, headers: { Origin: koinon.url } });
  expect(nothing.status()).toBe(400);
});

test('a copy of a document has its text', async ({ koinon, as }) => {
  const anna = seat(koinon, { role: 'editor' });
  const page = await pageOf(as, anna, noScript);
  const { path } = await begin(page.context(), koinon, anna, { title: 'Record', template: 'workshop' });
  await page.goto(`${path}/en`);
  await page.locator('main summary', { hasText: 'More' }).click();
  await page.getByRole('button', { name: 'Duplicate' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Copy of Record');
  await expect(page.getByRole('heading', { name: 'Who took part' })).toBeVisible();
});

test('on a phone the menu of a document has no row to itself', async ({ koinon, as }) => {
  const anna = seat(koinon, { role: 'editor' });
  const olga = seat(koinon, { role: 'observer', beside: anna, sameOrganisation: true });
  const writer = await pageOf(as, anna);
  const { path } = await begin(writer.context(), koinon, anna, { title: 'Local integration strategy of Nicosia and its neighbours' });
  const besides = async (person: Seated, other: (page: Page) => ReturnType<Page['locator']>) => {
    const page = await pageOf(as, person, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    await page.goto(`${path}/en`);
    const [menu, beside] = [await page.locator('main header summary').boundingBox(), await other(page).boundingBox()];
    if (!menu || !beside) throw new Error('Neither may be missing.');
    expect(menu.y).toBeLessThan(beside.y + beside.height);
    expect(beside.y).toBeLessThan(menu.y + menu.height);
    await expectNoSideways(page);
  };
  await besides(anna, (page) => page.getByRole('link', { name: 'Share' }));
  await besides(olga, (page) => page.getByRole('heading', { level: 1 }));
});

// pages.spec.ts visits the same pages in Greek.
for (const language of LOOKED_AT) {
  test(`the pages are accessible and fit a phone (${language})`, async ({ koinon, as }) => {
    const anna = seat(koinon, { language });
    const page = await pageOf(as, anna, { viewport: { width: 360, height: 740 } });
    const home = `/p/${anna.partnershipId}/documents`;
    await page.goto(home);
    await expectAccessible(page);
    const { path } = await begin(page.context(), koinon, anna, { title: 'Στρατηγική Ένταξης', template: 'strategy', language: 'el' });
    for (const address of [home, `${home}?q=zzz`, `${home}?show=trash`, `${home}/new`, `${path}/settings`, `${path}/history`]) {
      await page.goto(address);
      await expectAccessible(page);
      await expectNoSideways(page);
    }
  });
}
