/** Rights while a document is open: through the page, and through a socket of one's own. */
import path from 'node:path';
import { hash } from '@node-rs/argon2';
import Database from 'better-sqlite3';
import type { WebsocketProvider } from 'y-websocket';
import { Close, documentRoom } from '../../app/live/wire';
import { expect, type Page, test } from './fixtures';
import type { Koinon } from './koinon';
import { makeHost, type Seated, seat } from './seats';
import { block, blocksOf, expectFocusKept, giveRole, join } from './writers';

/** A shared document of `author`'s partnership, made by its forms; its path. */
async function sharedDocument(page: Page, koinon: Koinon, author: Seated): Promise<string> {
  const post = (path: string, form: Record<string, string>) =>
    page.context().request.post(`${koinon.url}${path}`, { form, headers: { Origin: koinon.url }, maxRedirects: 0 });
  const made = await post(`/p/${author.partnershipId}/documents/new`, { title: 'Rights', template: 'blank', language: 'en' });
  const address = made.headers().location ?? '';
  const shared = await post(`${address.replace(/\/en$/, '')}/settings`, { intent: 'share' });
  expect([made.status(), shared.status()]).toEqual([302, 302]);
  return address;
}

const PASSWORD = 'three blind mice';

/** Gives a seated person a password. @returns the address to sign in with */
async function givePassword(koinon: Koinon, { userId }: Seated): Promise<string> {
  const passwordHash = await hash(PASSWORD);
  const database = new Database(path.join(koinon.dataDir, 'koinon.sqlite'), { timeout: 5000 });
  database.prepare('UPDATE "User" SET "passwordHash" = ? WHERE "id" = ?').run(passwordHash, userId);
  database.close();
  return `${userId}@test.example`;
}

const text = (page: Page) => page.locator('main [role=textbox].document');

function write(provider: WebsocketProvider, words: string): void {
  blocksOf(provider).push([block('paragraph', words)]);
}

test('an observer reads along and changes nothing, by page or by socket', async ({ koinon, as }) => {
  const anna = seat(koinon);
  const pawel = seat(koinon, { role: 'observer', beside: anna, name: 'Paweł Beispiel' });
  const [page, observer] = [await as(null), await as(null)];
  await page.context().addCookies([anna.cookie]);
  await observer.context().addCookies([pawel.cookie]);
  const address = await sharedDocument(page, koinon, anna);
  await page.goto(address);
  await expect(text(page)).toHaveAttribute('contenteditable', 'true');
  await observer.goto(address);
  const room = (await observer.locator('[data-room]').getAttribute('data-room')) ?? '';

  await text(page).click();
  await page.keyboard.type('What Anna wrote.');
  await expect(observer.locator('.document').getByText('What Anna wrote.')).toBeVisible();
  await expect(observer.locator('[contenteditable=true]')).toHaveCount(0);
  await expect(observer.getByRole('toolbar', { name: 'Text tools' })).toHaveCount(0);

  const intruder = join(koinon, pawel, room);
  const writer = join(koinon, anna, room);
  await expect.poll(() => intruder.synced && writer.synced).toBe(true);
  write(intruder, 'What nobody may write.');
  // The writer's own line comes after the intruder's and arrives: so the other one was not merely late.
  write(writer, 'What a script of Anna wrote.');
  await expect(text(page)).toContainText('What a script of Anna wrote.');
  await expect(text(page)).not.toContainText('nobody may write');
  const onServer = await page.context().request.get(`${koinon.url}${address}/download/markdown`);
  expect(await onServer.text()).toContain('What a script of Anna wrote.');
  expect(await onServer.text()).not.toContain('nobody may write');
  intruder.destroy();
  writer.destroy();
});

test('a member who is removed is out of the open document within a second', async ({ koinon, as }) => {
  const anna = seat(koinon);
  const berta = seat(koinon, { role: 'editor', beside: anna, name: 'Berta Beispiel' });
  const [page, removed] = [await as(null), await as(null)];
  await page.context().addCookies([anna.cookie]);
  await removed.context().addCookies([berta.cookie]);
  const address = await sharedDocument(page, koinon, anna);
  await removed.goto(address);
  await expect(text(removed)).toHaveAttribute('contenteditable', 'true');
  const room = (await removed.locator('[data-room]').getAttribute('data-room')) ?? '';
  const script = join(koinon, berta, room);
  await expect.poll(() => script.synced).toBe(true);
  const closed = new Promise<{ code: number; at: number }>((resolve) =>
    script.once('connection-close', (event) => resolve({ code: event?.code ?? 0, at: Date.now() })),
  );

  await page.goto(`/p/${anna.partnershipId}/members`);
  await page.getByRole('link', { name: 'Edit Berta Beispiel' }).click();
  const answered = page.waitForResponse((response) => response.request().method() === 'POST').then(() => Date.now());
  await page.getByRole('button', { name: 'Remove from the partnership' }).click();
  await expect(removed.getByText('You no longer have access to this text.').first()).toBeVisible();
  await expect(removed.locator('[contenteditable=true]')).toHaveCount(0);
  const { code, at } = await closed;
  expect(code).toBe(Close.accessLost);
  expect(at - (await answered)).toBeLessThan(1000);
  script.destroy();
  expect((await removed.context().request.get(`${koinon.url}${address}`)).status()).toBe(404);
});

/** Ways out of an open text, each by a form that somebody sends; and what the socket is told. */
const waysOut: { way: string; path: (person: Seated) => string; form: Record<string, string>; code: number }[] = [
  { way: 'signing a device out', path: () => '/account', form: { intent: 'end-others' }, code: Close.sessionGone },
  { way: 'deleting the account', path: () => '/account/delete', form: { deletionPassword: PASSWORD }, code: Close.sessionGone },
  { way: 'leaving', path: (person: Seated) => `/p/${person.partnershipId}/members/leave`, form: {}, code: Close.accessLost },
];

for (const { way, path, form, code } of waysOut)
  test(`${way} closes the open socket within a second`, async ({ koinon, as }) => {
    const anna = seat(koinon);
    const berta = seat(koinon, { role: 'editor', beside: anna, name: 'Berta Beispiel' });
    const email = await givePassword(koinon, berta);
    const page = await as(null);
    await page.context().addCookies([anna.cookie]);
    const address = await sharedDocument(page, koinon, anna);
    const [, document = '', language = ''] = address.match(/documents\/([^/]+)\/(\w+)/) ?? [];
    const script = join(koinon, berta, documentRoom(document, language));
    await expect.poll(() => script.synced).toBe(true);
    const closed = new Promise<{ code: number; at: number }>((resolve) =>
      script.once('connection-close', (event) => resolve({ code: event?.code ?? 0, at: Date.now() })),
    );
    // From another device of hers: the socket belongs to the first one.
    const other = await as(email, { password: PASSWORD });
    const answer = await other.context().request.post(`${koinon.url}${path(berta)}`, {
      form,
      headers: { Origin: koinon.url },
      maxRedirects: 0,
    });
    expect(answer.status()).toBe(302);
    const answered = Date.now();
    const end = await closed;
    expect(end.code).toBe(code);
    expect(end.at - answered).toBeLessThan(1000);
    script.destroy();
  });

test('rights that change while the text is open: the page says why it can only be read, and takes it back', async ({ koinon, as }) => {
  const anna = seat(koinon);
  const berta = seat(koinon, { role: 'editor', beside: anna, name: 'Berta Beispiel' });
  const host = seat(koinon, { name: 'Hera Host' });
  makeHost(koinon, host);
  const [page, hers, office] = [await as(null), await as(null), await as(null)];
  await page.context().addCookies([anna.cookie]);
  await hers.context().addCookies([berta.cookie]);
  await office.context().addCookies([host.cookie]);
  await hers.goto(await sharedDocument(page, koinon, anna));
  await expect(text(hers)).toHaveAttribute('contenteditable', 'true');
  await text(hers).click();
  await hers.keyboard.type('Mine.');
  await expect(hers.locator('[data-save]')).toHaveText('Saved');
  const notice = hers.getByRole('status').filter({ hasText: 'You are reading this document' });
  await expect(notice).toHaveCount(0);
  const writesAgain = async () => {
    await expect(notice).toHaveCount(0);
    await expect(text(hers)).toHaveAttribute('contenteditable', 'true');
    await expect(hers.locator('[data-save]')).toHaveText('Saved');
    await hers.keyboard.type(' And on.');
    await expect(text(hers)).toContainText('And on.');
    await expect(hers.locator('[data-save]')).toHaveText('Saved');
  };

  await giveRole(page.context(), koinon, berta, 'observer');
  await expect(notice).toContainText('Your role in the partnership is to read it');
  await expect(notice).toContainText('Questions about this go to Anna Beispiel.');
  await expect(hers.locator('[contenteditable=true]')).toHaveCount(0);
  await expect(hers.locator('[data-save]')).toHaveText('Read-only');
  await expectFocusKept(hers);
  await giveRole(page.context(), koinon, berta, 'editor');
  await writesAgain();

  const close = (closed: string) =>
    office.context().request.post(`${koinon.url}/host`, {
      form: { partnershipId: anna.partnershipId, closed },
      headers: { Origin: koinon.url },
      maxRedirects: 0,
    });
  expect((await close('yes')).status()).toBe(302);
  await expect(notice).toContainText('The partnership is closed');
  await expectFocusKept(hers);
  expect((await close('no')).status()).toBe(302);
  await writesAgain();
});

test('the page of a member who is removed says so, and takes no letter, within a second', async ({ koinon, as }) => {
  const anna = seat(koinon);
  const berta = seat(koinon, { role: 'editor', beside: anna, name: 'Berta Beispiel' });
  const [page, removed] = [await as(null), await as(null)];
  await page.context().addCookies([anna.cookie]);
  await removed.context().addCookies([berta.cookie]);
  await removed.goto(await sharedDocument(page, koinon, anna));
  await expect(text(removed)).toHaveAttribute('contenteditable', 'true');
  await text(removed).click();
  // The page notes the moment itself: looking from outside would measure the looking.
  await removed.evaluate((words) => {
    const seen = window as unknown as { outAt?: number };
    new MutationObserver(() => {
      const out = document.body.textContent.includes(words) && !document.querySelector('[contenteditable=true]');
      if (out) seen.outAt ??= Date.now();
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  }, 'You no longer have access to this text.');

  await page.goto(`/p/${anna.partnershipId}/members`);
  await page.getByRole('link', { name: 'Edit Berta Beispiel' }).click();
  const answered = page.waitForResponse((response) => response.request().method() === 'POST').then(() => Date.now());
  await page.getByRole('button', { name: 'Remove from the partnership' }).click();
  const began = await answered;
  await expect.poll(() => removed.evaluate(() => (window as unknown as { outAt?: number }).outAt ?? 0)).toBeGreaterThan(0);
  expect((await removed.evaluate(() => (window as unknown as { outAt: number }).outAt)) - began).toBeLessThan(1000);
  // What may only be read is no text field any more.
  const words = removed.locator('main .ProseMirror');
  const before = await words.textContent();
  await removed.keyboard.type('too late');
  expect(await words.textContent()).toBe(before);
});
