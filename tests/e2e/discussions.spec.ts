/** Comments and notices over HTTP and in the browser: the bell, the page of notices, and the link that stops mails. */
import type { APIRequestContext } from '@playwright/test';
import { addItem } from '../../app/features/plan/live';
import { newId } from '../../app/kit/ids';
import { startSmtpServer } from '../setup/smtp-server';
import { expectAccessible, expectNoSideways } from './accessible';
import { expect, type Page, test } from './fixtures';
import type { Koinon } from './koinon';
import { writePlan } from './plans';
import { hurryJobs, type Seated, seat } from './seats';
import { pageOf } from './writers';

/** Items of each plan here. */
const ITEMS = ['item1', 'item2', 'item3'] as const;

/** What comments are about. */
const plan = (koinon: Koinon, person: Seated) =>
  writePlan(koinon, person, (doc) => {
    for (const id of ITEMS) addItem(doc, { kind: 'task', title: `Task ${id}` }, undefined, { id });
  });

interface Said {
  subject?: string;
  text?: string;
  id?: string;
}

/** Posts as the thread's field does. */
function say(
  request: APIRequestContext,
  koinon: Koinon,
  { partnershipId }: Seated,
  { subject = ITEMS[0], text = 'Hello', id = newId() }: Said = {},
) {
  return request.post(`${koinon.url}/p/${partnershipId}/comments`, {
    form: { intent: 'add', id, type: 'plan-item', subject, text },
    headers: { Origin: koinon.url },
  });
}

const discussion = (koinon: Koinon, { partnershipId }: Seated, subject = ITEMS[0]) =>
  `${koinon.url}/p/${partnershipId}/comments?${new URLSearchParams({ type: 'plan-item', id: subject })}`;

const bell = (page: Page) => page.getByRole('banner').getByRole('link', { name: /notices|Ειδοποιήσεις/i });

/** Resolves when the page's line for changes is open. */
const whenListening = (page: Page) =>
  page
    .waitForEvent('websocket', { predicate: (socket) => socket.url().includes('/events/') })
    .then((socket) => socket.waitForEvent('framereceived', { predicate: ({ payload }) => String(payload).includes('"here"') }));

test.describe('in a partnership', () => {
  let anna: Seated;
  let eleni: Seated;
  test.beforeEach(async ({ koinon }) => {
    anna = seat(koinon);
    eleni = seat(koinon, { role: 'reviewer:el', beside: anna, name: 'Ελένη Παράδειγμα' });
    await plan(koinon, anna);
  });

  test('comments are taken from those who may, and read by every member', async ({ koinon, as, playwright }) => {
    const [page, hers] = [await pageOf(as, anna), await pageOf(as, eleni)];
    const watcher = await pageOf(as, seat(koinon, { role: 'observer', beside: anna }));
    const stranger = await pageOf(as, seat(koinon));
    expect((await say(page.request, koinon, anna, { text: `Look, @[${eleni.userId}]` })).status()).toBe(200);
    expect((await say(hers.request, koinon, anna, { text: 'Yes' })).status()).toBe(200);
    const refused = await say(page.request, koinon, anna, { text: ' ' });
    expect([refused.status(), await refused.json()]).toEqual([400, { ok: false, problem: 'empty' }]);
    for (const other of [watcher, stranger]) expect((await say(other.request, koinon, anna)).status()).toBe(404);
    const nobody = await playwright.request.newContext();
    expect((await say(nobody, koinon, anna)).status()).toBe(401);
    expect((await nobody.get(discussion(koinon, anna))).status()).toBe(401);
    await nobody.dispose();
    const answer = await watcher.request.get(discussion(koinon, anna));
    expect(answer.headers()['cache-control']).toBe('private, no-store');
    const { threads, names } = await answer.json();
    expect(threads.map(({ comments }: { comments: { text: string }[] }) => comments.map(({ text }) => text))).toEqual([
      [`Look, @[${eleni.userId}]`, 'Yes'],
    ]);
    expect(names).toEqual({ [anna.userId]: anna.name, [eleni.userId]: eleni.name });
    expect((await stranger.request.get(discussion(koinon, anna))).status()).toBe(404);
    const unread = `${koinon.url}/unread?partnership=${anna.partnershipId}`;
    expect(await (await stranger.request.get(unread)).json()).toBeNull();
    // What waits for her there was read by looking.
    await hers.request.get(discussion(koinon, anna));
    expect(await (await hers.request.get(unread)).json()).toEqual({ unread: 0 });
  });

  test('the bell counts in words while others write, and each notice leads to its place', async ({ koinon, as }) => {
    const [page, hers] = [await pageOf(as, anna), await pageOf(as, eleni)];
    const listening = whenListening(hers);
    await hers.goto(`/p/${anna.partnershipId}/members`);
    await listening;
    await expect(bell(hers)).toHaveAccessibleName('Notices: all read');
    const id = newId();
    await say(page.request, koinon, anna, { text: `Look, @[${eleni.userId}]`, id });
    await expect(bell(hers)).toHaveAccessibleName('Notices: 1 unread');
    await expectAccessible(hers, [], 'header');
    await bell(hers).click();
    await expect(hers.getByRole('heading', { level: 1, name: 'Notices' })).toBeFocused();
    await expectAccessible(hers);
    const row = hers.getByRole('link', { name: /Anna Beispiel mentioned you/ });
    expect(await row.getAttribute('href')).toMatch(/\/notices\/\w+$/);
    await row.click();
    await expect(hers).toHaveURL(`${koinon.url}/p/${anna.partnershipId}/plan?item=${ITEMS[0]}#comment-${id}`);
    await hers.goto(`/p/${anna.partnershipId}/members`);
    await expect(bell(hers)).toHaveAccessibleName('Notices: all read');
  });

  test('notices come to their page by themselves, and are read one by one and all together, by keyboard and on a phone', async ({
    koinon,
    as,
  }) => {
    const [page, hers] = [await pageOf(as, anna), await pageOf(as, eleni, { viewport: { width: 360, height: 740 } })];
    const listening = whenListening(hers);
    await hers.goto(`/p/${anna.partnershipId}/notices`);
    await listening;
    await expect(hers.getByText('No notices yet')).toBeVisible();
    for (const subject of ITEMS) await say(page.request, koinon, anna, { subject, text: `@[${eleni.userId}]` });
    await expect(hers.getByText('3 notices are unread.')).toBeVisible();
    await expectNoSideways(hers);
    await expectAccessible(hers);
    const buttons = hers.getByRole('button', { name: /^Mark as read: / });
    await buttons.first().press('Enter');
    await expect(hers.getByText('2 notices are unread.')).toBeVisible();
    await expect(bell(hers)).toHaveAccessibleName('Notices: 2 unread');
    await hers.getByRole('button', { name: 'Mark all as read' }).press('Enter');
    await expect(hers.getByText('You have read everything.')).toBeVisible();
    await expect(bell(hers)).toHaveAccessibleName('Notices: all read');
    await expect(buttons).toHaveCount(0);
  });

  test('a comment is on the home page, and leads to what it is about', async ({ koinon, as }) => {
    const [page, hers] = [await pageOf(as, anna), await pageOf(as, eleni)];
    await say(page.request, koinon, anna);
    await hers.goto(`/p/${anna.partnershipId}`);
    await hers.getByRole('link', { name: /Anna Beispiel commented on/ }).click();
    await expect(hers).toHaveURL(`${koinon.url}/p/${anna.partnershipId}/plan?item=${ITEMS[0]}`);
  });
});

test('mails come at once, and are stopped without signing in, by a press or by the mail program', async ({
  freshKoinon,
  as,
  playwright,
}) => {
  const smtp = await startSmtpServer();
  const koinon = await freshKoinon({ example: false, env: { SMTP_URL: smtp.state.url } });
  const anna = seat(koinon);
  const [eleni, otto] = [
    seat(koinon, { beside: anna, name: 'Ελένη Παράδειγμα', language: 'el' }),
    seat(koinon, { beside: anna, name: 'Otto Beispiel', language: 'de' }),
  ];
  await plan(koinon, anna);
  const page = await pageOf(as, anna, { on: koinon });
  await say(page.request, koinon, anna, { text: `@[${eleni.userId}] @[${otto.userId}]` });
  // A minute in which more might come.
  hurryJobs(koinon);
  await expect.poll(() => smtp.messages.length).toBe(2);
  const links = smtp.messages.map((message) => /^List-Unsubscribe: <(\S+)>$/m.exec(message.replace(/\n\s+/g, ' '))?.[1] ?? '');
  for (const message of smtp.messages) expect(message).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
  const pathFor = ({ userId }: Seated) => new URL(links.find((link) => link.includes(userId)) ?? '').pathname;

  // As a mail program does: no cookie, no origin of ours.
  const program = await playwright.request.newContext();
  const senders: Record<string, string>[] = [{}, { Origin: 'https://mail.example', 'Sec-Fetch-Site': 'cross-site' }, { Origin: 'null' }];
  for (const headers of senders) {
    const answer = await program.post(`${koinon.url}${pathFor(eleni)}`, {
      form: { 'List-Unsubscribe': 'One-Click' },
      headers,
      maxRedirects: 0,
    });
    expect(answer.status()).toBe(200);
  }
  const forged = pathFor(otto).replace(otto.userId, anna.userId);
  expect((await program.post(`${koinon.url}${forged}`, { form: {} })).status()).toBe(404);
  await program.dispose();

  const nobody = await as(null, { on: koinon });
  await nobody.goto(pathFor(otto));
  await expect(nobody.locator('html')).toHaveAttribute('lang', 'de');
  await expectAccessible(nobody);
  await nobody.getByRole('button', { name: 'E-Mails abbestellen' }).click();
  await expect(nobody.getByRole('heading', { name: 'Diese E-Mails kommen nicht mehr' })).toBeFocused();
  await expectAccessible(nobody);

  for (const person of [eleni, otto]) {
    const own = await pageOf(as, person, { on: koinon });
    await own.goto('/account');
    const boxes = own.locator('input[name=atOnce], input[name=daily]');
    expect(await boxes.evaluateAll((all) => all.map((box) => (box as HTMLInputElement).checked))).toEqual([false, false]);
    await own.locator('input[name=daily]').check();
    await own.locator('button[value=mails]').click();
    await expect(own.getByRole('status').first()).toBeVisible();
    expect(await boxes.evaluateAll((all) => all.map((box) => (box as HTMLInputElement).checked))).toEqual([false, true]);
  }
  await smtp.close();
});
