/** The board of the plan in real browsers: two people, the keyboard alone, a phone, a reader, a broken line. */
import { addItem } from '../../../app/features/plan/live';
import { expectAccessible, expectNoSideways } from '../accessible';
import { BROKEN_LINE, expect, type Page, test } from '../fixtures';
import { joinPlan, writePlan } from '../plans';
import { type Seated, seat } from '../seats';
import { pageOf } from '../writers';

const board = (person: Seated, search = '') => `/p/${person.partnershipId}/plan${search}`;
const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true }).getByRole('grid');
const card = (page: Page, title: string) => page.getByRole('row', { name: new RegExp(title) });
const saved = (page: Page) => expect(page.getByText('Saved', { exact: true })).toBeVisible();

/** Goes from a card to the handle in it: each key counts from where the focus has arrived. */
async function goToHandle(page: Page, title: string): Promise<void> {
  await card(page, title).focus();
  for (const name of [`Move ${title} to ...`, `Drag ${title}`]) {
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('button', { name })).toBeFocused();
  }
}

/** Picks the card up whose handle has the focus; the focus goes to the first place where it can be put. */
async function pickUp(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `Drag ${title}` })).not.toBeFocused();
}

/** Lifts a card with the pointer and lets it go over the middle of something. */
async function drag(page: Page, title: string, to: ReturnType<typeof column>): Promise<void> {
  await card(page, title).hover();
  await page.mouse.down();
  const box = await to.boundingBox();
  if (!box) throw new Error('Nothing to drag to.');
  await page.mouse.move(box.x + box.width / 2, box.y + 40, { steps: 10 });
  await expect(card(page, title)).toHaveAttribute('data-dragging', 'true');
  await page.mouse.up();
}

test.describe('two on one board', () => {
  let anna: Seated;
  let eleni: Seated;
  test.beforeEach(async ({ koinon }) => {
    anna = seat(koinon);
    eleni = seat(koinon, { role: 'editor', beside: anna, name: 'Ελένη Παράδειγμα', language: 'el', organisation: 'Δήμος Αθηναίων' });
    await writePlan(koinon, anna, (doc) => {
      const parent = addItem(doc, { kind: 'workPackage', title: 'Write the strategies' });
      for (const title of ['Ask newcomers', 'Write a chapter', 'Review it']) addItem(doc, { kind: 'task', title, parent });
    });
  });

  test('what one adds, moves and renames the other sees at once, and keeps the field that is open', async ({ as }) => {
    const [page, other] = [await pageOf(as, anna), await pageOf(as, eleni)];
    await page.goto(board(anna));
    await other.goto(board(eleni));
    await saved(page);
    // She writes a card of her own meanwhile.
    await other.getByRole('button', { name: 'Προσθήκη κάρτας' }).nth(2).click();
    const field = other.getByRole('textbox', { name: /νέας κάρτας/ });
    await field.pressSequentially('Νέα ');
    await drag(page, 'Write a chapter', column(page, 'In progress'));
    await expect(column(other, 'Σε εξέλιξη').getByText('Write a chapter')).toBeVisible();
    await expect(field).toBeFocused();
    await field.pressSequentially('κάρτα');
    await field.press('Enter');
    await expect(column(page, 'Blocked').getByText('Νέα κάρτα')).toBeVisible();

    await card(page, 'Review it').press('Enter');
    await expect(card(other, 'Review it').getByText('Το βλέπουν: Anna Beispiel')).toBeAttached();
    const title = page.getByRole('complementary').getByRole('textbox', { name: 'Title' });
    await title.fill('Review it twice');
    await title.press('Enter');
    await expect(card(other, 'Review it twice')).toBeVisible();
    await expectAccessible(page);
    await expectAccessible(other);
  });

  test('undo takes back my own move alone, by button and by key', async ({ as }) => {
    const [page, other] = [await pageOf(as, anna), await pageOf(as, eleni)];
    await page.goto(board(anna));
    await other.goto(board(eleni));
    await drag(page, 'Ask newcomers', column(page, 'Blocked'));
    await expect(column(other, 'Εμποδίζεται').getByText('Ask newcomers')).toBeVisible();
    await drag(other, 'Review it', column(other, 'Εμποδίζεται'));
    await expect(column(page, 'Blocked').getByText('Review it')).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(column(other, 'Προς εκτέλεση').getByText('Ask newcomers')).toBeVisible();
    await expect(column(page, 'Blocked').getByText('Review it')).toBeVisible();
    await page.getByRole('button', { name: 'Do again' }).click();
    await expect(column(other, 'Εμποδίζεται').getByText('Ask newcomers')).toBeVisible();
  });

  test('two who move one card without a network leave one card, in one place', async ({ as, forgive }) => {
    forgive(BROKEN_LINE);
    const [page, other] = [await pageOf(as, anna), await pageOf(as, eleni)];
    await page.goto(board(anna));
    await other.goto(board(eleni));
    // Who has not joined yet has nothing to move.
    await saved(page);
    await expect(other.getByText('Αποθηκεύτηκε', { exact: true })).toBeVisible();
    await page.context().setOffline(true);
    await other.context().setOffline(true);
    // The bar that says so comes above the board.
    await expect(page.getByText(/^Offline/).first()).toBeVisible();
    await expect(other.getByText(/^Εκτός σύνδεσης/).first()).toBeVisible();
    await drag(page, 'Write a chapter', column(page, 'Done'));
    await drag(other, 'Write a chapter', column(other, 'Σε εξέλιξη'));
    await page.context().setOffline(false);
    await other.context().setOffline(false);
    await saved(page);
    await expect(other.getByText('Αποθηκεύτηκε', { exact: true })).toBeVisible();
    const places = async () => [
      await column(page, 'Done').getByText('Write a chapter').count(),
      await column(page, 'In progress').getByText('Write a chapter').count(),
      await column(other, 'Ολοκληρώθηκε').getByText('Write a chapter').count(),
      await column(other, 'Σε εξέλιξη').getByText('Write a chapter').count(),
    ];
    await expect.poll(async () => (await places()).join()).toMatch(/^(1,0,1,0|0,1,0,1)$/);
  });

  test('a change without a network survives a reload and reaches the other', async ({ as, forgive }) => {
    forgive(BROKEN_LINE);
    const [page, other] = [await pageOf(as, anna), await pageOf(as, eleni)];
    await page.goto(board(anna));
    await other.goto(board(eleni));
    await saved(page);
    await page.context().setOffline(true);
    await expect(page.getByText(/^Offline/).first()).toBeVisible();
    await drag(page, 'Ask newcomers', column(page, 'Blocked'));
    await expect(page.getByText('Offline: kept on this device').first()).toBeVisible();
    await page.context().setOffline(false);
    await page.reload();
    await expect(column(page, 'Blocked').getByText('Ask newcomers')).toBeVisible();
    await expect(column(other, 'Εμποδίζεται').getByText('Ask newcomers')).toBeVisible();
  });

  test('the keyboard alone: a card is picked up, moved on, put down, and "Move to ..." does the same', async ({ as }) => {
    const page = await pageOf(as, anna);
    await page.goto(board(anna));
    await saved(page);
    await goToHandle(page, 'Ask newcomers');
    await pickUp(page, 'Ask newcomers');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(column(page, 'In progress').getByText('Ask newcomers')).toBeVisible();
    // Cancelled, it stays.
    await goToHandle(page, 'Review it');
    await pickUp(page, 'Review it');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await expect(column(page, 'To do').getByText('Review it')).toBeVisible();
    await card(page, 'Review it').focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('button', { name: /^Move Review it/ })).toBeFocused();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: /Move Review it/ });
    await expect(dialog).toBeVisible();
    await expectAccessible(page, [], 'dialog[open]');
    await dialog.getByRole('button', { name: /^Done/ }).press('Enter');
    await expect(column(page, 'Done').getByText('Review it')).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: 'Review it is in Done now' })).toBeAttached();
  });
});

test('a phone: cards of 360 px, moved with one tap, in lanes and in the dark', async ({ koinon, as }) => {
  const anna = seat(koinon, { language: 'de' });
  await writePlan(koinon, anna, (doc) => {
    const parent = addItem(doc, { kind: 'workPackage', title: 'Strategien schreiben' });
    addItem(doc, { kind: 'task', title: 'Integrationsvereinbarungsverhandlungsvorbereitung', parent, end: { month: 8 } });
  });
  const page = await pageOf(as, anna, { viewport: { width: 360, height: 740 }, colorScheme: 'dark', hasTouch: true });
  await page.goto(board(anna, '?lanes=package'));
  await page
    .getByRole('button', { name: /verschieben/i })
    .first()
    .tap();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Erledigt/ })
    .tap();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.goto(board(anna));
  await expect(column(page, 'Erledigt').getByText(/Integrations/)).toBeAttached();
  await expectNoSideways(page);
  await card(page, 'Integrations').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary')).toBeVisible();
  await expectNoSideways(page, 'with the panel');
  await expectAccessible(page);
});

test('a column says when it holds more cards than it should, in every browser', async ({ koinon, as }) => {
  const anna = seat(koinon);
  const bert = seat(koinon, { role: 'editor', beside: anna, name: 'Bert Beispiel' });
  await writePlan(koinon, anna, (doc) => {
    for (const title of ['One', 'Two', 'Three']) addItem(doc, { kind: 'task', title });
  });
  const [page, other] = [await pageOf(as, anna), await pageOf(as, bert)];
  await page.goto(board(anna));
  await other.goto(board(anna));
  await page.locator('summary[aria-label="More about To do"]').click();
  await page.getByRole('button', { name: 'Set a limit' }).click();
  await page.getByRole('spinbutton', { name: 'Cards at most' }).fill('2');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(other.getByRole('region', { name: 'To do' }).getByText('3 of 2')).toBeVisible();
});

test('who only reads sees everything move and can move nothing, by page or by socket', async ({ koinon, as, forgive }) => {
  forgive(/status of 404/);
  const anna = seat(koinon);
  const reader = seat(koinon, { role: 'observer', beside: anna, name: 'Olga Beispiel' });
  const stranger = seat(koinon);
  await writePlan(koinon, anna, (doc) => addItem(doc, { kind: 'task', title: 'Ask newcomers' }));
  const page = await pageOf(as, reader);
  await page.goto(board(anna));
  await expect(card(page, 'Ask newcomers')).toBeVisible();
  await expect(page.getByText('You are reading')).toBeVisible();
  await expect(page.getByRole('button', { name: /Add a card|Move|Drag|Take back/ })).toHaveCount(0);
  await writePlan(koinon, anna, (doc) => addItem(doc, { kind: 'task', title: 'Another' }));
  await expect(card(page, 'Another')).toBeVisible();

  const raw = await joinPlan(koinon, reader);
  raw.doc.transact(() => addItem(raw.doc, { kind: 'task', title: 'Forged' }));
  expect(await raw.whenClosed()).toBe(4422);
  await expect(joinPlan(koinon, { ...stranger, partnershipId: anna.partnershipId })).rejects.toThrow();
  const elsewhere = await pageOf(as, stranger);
  const answer = await elsewhere.goto(board(anna));
  expect(answer?.status()).toBe(404);
  await expect(card(page, 'Forged')).toHaveCount(0);
});

test('a work package that is removed while somebody adds to it leaves the task unassigned, and comes back', async ({ koinon, as }) => {
  const anna = seat(koinon);
  const wp = await writePlan(koinon, anna, (doc) => addItem(doc, { kind: 'workPackage', title: 'Manage' }));
  const page = await pageOf(as, anna);
  await page.goto(board(anna, `?by=package&item=${wp}`));
  const panel = page.getByRole('complementary');
  await panel.locator('summary').click();
  await panel.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await writePlan(koinon, anna, (doc) => addItem(doc, { kind: 'task', title: 'Just added', parent: wp }));
  await expect(column(page, 'Unassigned').getByText('Just added')).toBeVisible();
  await page.locator('summary[aria-label="More about the plan"]').click();
  await page.getByRole('button', { name: 'Removed items' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Put back' }).click();
  await page.keyboard.press('Escape');
  await expect(column(page, 'WP1 Manage').getByText('Just added')).toBeVisible();
});
