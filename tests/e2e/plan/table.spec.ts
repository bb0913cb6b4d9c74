/** The plan as a table: two people in it at once, by keyboard alone, many rows at once, and for everybody. */
import { addItem } from '../../../app/features/plan/live';
import { expectAccessible, expectNoSideways } from '../accessible';
import { expect, LOOKED_AT_CLOSELY, type Page, test } from '../fixtures';
import type { Koinon } from '../koinon';
import { writePlan } from '../plans';
import { type Seated, seat } from '../seats';
import { pageOf } from '../writers';

/** WP1 with three tasks and a deliverable, WP2 with one task, a risk. */
async function smallPlan(koinon: Koinon, person: Seated): Promise<void> {
  await writePlan(koinon, person, (doc) => {
    const lead = person.organisationId;
    const [wp1, wp2] = ['Listen', 'Write'].map((title) => addItem(doc, { kind: 'workPackage', title, lead }));
    for (const title of ['Ask newcomers', 'Ask schools', 'Ask clinics']) addItem(doc, { kind: 'task', title, parent: wp1, lead });
    addItem(doc, { kind: 'deliverable', title: 'What we heard', parent: wp1, end: { month: 8 } });
    addItem(doc, { kind: 'task', title: 'First draft', parent: wp2, people: [person.userId], status: 'doing', progress: 40 });
    addItem(doc, { kind: 'risk', title: 'Nobody comes', likelihood: 'high' });
    addItem(doc, { kind: 'task', title: 'Belongs nowhere', end: { date: '2026-02-03' } });
  });
}

const open = async (page: Page, person: Seated, more = '') => {
  await page.goto(`/p/${person.partnershipId}/plan?view=table${more}`);
  // What can be changed is there when the page has joined the room.
  await expect(page.getByRole('treegrid')).not.toHaveAttribute('aria-readonly');
};
const titles = (page: Page) => page.getByRole('row').getByRole('rowheader');
const cell = (page: Page, code: string, column: string) =>
  page
    .getByRole('row')
    .filter({ has: page.locator('[data-cell="code"]', { hasText: new RegExp(`^${code} `) }) })
    .locator(`[data-cell="${column}"]`);

test('two people in one table: a change of one is seen by the other, whose editor stays open and keeps the focus', async ({
  koinon,
  as,
}) => {
  const anna = seat(koinon);
  const eleni = seat(koinon, { role: 'editor', beside: anna, name: 'Ελένη Παράδειγμα' });
  await smallPlan(koinon, anna);
  const [mine, hers] = [await pageOf(as, anna), await pageOf(as, eleni)];
  await open(mine, anna);
  await open(hers, eleni);

  await cell(mine, 'T1\\.1', 'title').dblclick();
  const editor = mine.getByRole('textbox', { name: 'Title of Ask newcomers' });
  await editor.fill('Ask newcomers what they need');

  await cell(hers, 'T1\\.2', 'title').dblclick();
  await hers.keyboard.press('Control+a');
  await hers.keyboard.type('Ask every school');
  await hers.keyboard.press('Enter');
  await cell(hers, 'T1\\.1', 'status').dblclick();
  await hers.getByRole('combobox', { name: 'State of Ask newcomers' }).selectOption({ label: 'Blocked' });

  await expect(cell(mine, 'T1\\.2', 'title')).toContainText('Ask every school');
  await expect(cell(mine, 'T1\\.1', 'status')).toContainText('Blocked');
  await expect(editor).toBeFocused();
  await expect(editor).toHaveValue('Ask newcomers what they need');
  await mine.keyboard.press('Enter');
  await expect(cell(hers, 'T1\\.1', 'title')).toContainText('Ask newcomers what they need');
  await expect(cell(mine, 'T1\\.2', 'title')).toBeFocused();
});

test('a row that somebody removes while it is edited stays until it is left, and says so', async ({ koinon, as }) => {
  const anna = seat(koinon);
  await smallPlan(koinon, anna);
  const [mine, other] = [await pageOf(as, anna), await pageOf(as, anna)];
  await open(mine, anna);
  await open(other, anna);
  await cell(mine, 'T1\\.2', 'title').dblclick();
  const editor = mine.getByRole('textbox', { name: 'Title of Ask schools' });
  await editor.fill('Ask all schools');

  await cell(other, 'T1\\.2', 'title').click({ button: 'right' });
  await other.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(titles(other).filter({ hasText: 'Ask schools' })).toHaveCount(0);
  await expect(mine.getByRole('alert')).toContainText('Somebody removed Ask schools meanwhile');
  await expect(editor).toBeFocused();
  await expect(editor).toHaveValue('Ask all schools');
  await editor.press('Enter');
  await expect(titles(mine).filter({ hasText: 'schools' })).toHaveCount(0);
  await expect(mine.locator(':focus')).toHaveAttribute('data-cell', 'title');
});

test('by keyboard alone: go there, edit, add, move, fold, sort and choose', async ({ koinon, as }) => {
  const anna = seat(koinon);
  await smallPlan(koinon, anna);
  const page = await pageOf(as, anna);
  await open(page, anna);
  const keys = async (...all: string[]) => {
    for (const key of all) await page.keyboard.press(key);
  };
  const order = () => titles(page).locator('[lang]').allTextContents();
  await page.getByRole('button', { name: 'Columns' }).focus();
  await keys('Tab');
  await expect(cell(page, 'WP1', 'title')).toBeFocused();
  await keys('Tab', 'Shift+Tab');
  await expect(cell(page, 'WP1', 'title'), 'the table is one stop').toBeFocused();

  await keys('ArrowDown', 'F2', 'End');
  await page.keyboard.type(' first');
  await keys('Enter');
  await expect(cell(page, 'T1\\.1', 'title')).toContainText('Ask newcomers first');
  await expect(cell(page, 'T1\\.2', 'title')).toBeFocused();
  await page.keyboard.type('gone');
  await keys('Escape');
  await expect(cell(page, 'T1\\.2', 'title')).toContainText('Ask schools');

  await keys('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight');
  await expect(cell(page, 'T1\\.2', 'start')).toBeFocused();
  await page.keyboard.type('32 Foo');
  await keys('Enter');
  await expect(page.getByRole('alert')).toContainText('neither a date nor a project month');
  await expect(page.getByRole('textbox', { name: 'Start of Ask schools' })).toHaveValue('32 Foo');
  await keys('Control+a');
  await page.keyboard.type('m8');
  await keys('Tab');
  await expect(cell(page, 'T1\\.2', 'start')).toContainText('M8');
  await expect(cell(page, 'T1\\.2', 'end')).toBeFocused();

  await keys('Home', 'ArrowRight', 'ArrowRight', 'Insert');
  await page.keyboard.type('Ask employers');
  await keys('Enter', 'Escape');
  expect(await order()).toEqual([
    ...['Listen', 'Ask newcomers first', 'Ask schools', 'Ask employers', 'Ask clinics', 'What we heard'],
    ...['Write', 'First draft', 'Nobody comes', 'Belongs nowhere'],
  ]);
  await expect(page.locator(':focus')).toContainText('Ask employers');
  await keys('Alt+ArrowUp');
  await expect(cell(page, 'T1\\.2', 'title')).toContainText('Ask employers');
  await keys('Alt+ArrowRight');
  await expect(cell(page, 'T1\\.1\\.1', 'title')).toContainText('Ask employers');
  await expect(cell(page, 'T1\\.1\\.1', 'title')).toBeFocused();
  await keys('ArrowUp', 'ArrowLeft');
  await expect(titles(page).filter({ hasText: 'Ask employers' })).toHaveCount(0);
  await keys('ArrowRight');
  await expect(titles(page).filter({ hasText: 'Ask employers' })).toHaveCount(1);

  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await keys('Control+Home', 'ArrowUp', 'ArrowRight', 'ArrowRight', 'Enter');
  await expect(page.getByRole('columnheader', { name: 'Title' })).toHaveAttribute('aria-sort', 'ascending');
  expect((await order()).slice(0, 2)).toEqual(['Ask clinics', 'Ask employers']);
  await keys('Enter');
  await expect(page.getByRole('columnheader', { name: 'Title' })).toHaveAttribute('aria-sort', 'descending');
  await keys('Enter');
  await expect(page.getByRole('columnheader', { name: 'Title' })).toHaveAttribute('aria-sort', 'none');
  expect(
    asked.filter((url) => /\.data\?.*sort=/.test(url)),
    'the same plan in another order asks the server for nothing',
  ).toEqual([]);
  await keys('ArrowDown', 'Control+a');
  await expect(page.getByText('10 selected')).toBeVisible();
});

test('keys before the page has joined the room change nothing, lead nowhere, and say so', async ({ koinon, as }) => {
  const anna = seat(koinon);
  await smallPlan(koinon, anna);
  const page = await pageOf(as, anna);
  const held: (() => void)[] = [];
  await page.routeWebSocket(/\/sync/, async (socket) => {
    await new Promise<void>((go) => held.push(go));
    socket.connectToServer();
  });
  await page.goto(`/p/${anna.partnershipId}/plan?view=table`);
  await expect(page.getByRole('treegrid')).toHaveAttribute('aria-readonly', 'true');
  await cell(page, 'T1\\.1', 'title').focus();
  for (const key of ['F2', 'Enter', 'x']) await page.keyboard.press(key);
  await expect(page.getByRole('status').filter({ hasText: 'Nothing can be changed at this moment.' })).toHaveCount(1);
  await expect(page).not.toHaveURL(/item=/);
  await expect(cell(page, 'T1\\.1', 'title')).toBeFocused();
  for (const go of held) go();
  await expect(page.getByRole('treegrid')).not.toHaveAttribute('aria-readonly');
  await page.keyboard.press('F2');
  await expect(page.getByRole('textbox', { name: 'Title of Ask newcomers' })).toBeFocused();
});

test('many rows at once are one step to take back', async ({ koinon, as }) => {
  const anna = seat(koinon);
  await smallPlan(koinon, anna);
  const page = await pageOf(as, anna);
  await open(page, anna);
  await page.getByRole('checkbox', { name: 'Select T1.1 Ask newcomers' }).click();
  await page.getByRole('checkbox', { name: 'Select D1.1 What we heard' }).click({ modifiers: ['Shift'] });
  await expect(page.getByText('4 selected')).toBeVisible();
  await page.getByRole('button', { name: 'Set status' }).click();
  await page.getByRole('combobox', { name: 'Set status' }).selectOption({ label: 'Done' });
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  for (const code of ['T1\\.1', 'T1\\.2', 'T1\\.3', 'D1\\.1']) await expect(cell(page, code, 'status')).toContainText('Done');

  await page.getByRole('button', { name: 'Dates' }).click();
  await page.getByRole('textbox', { name: 'By how many' }).fill('2');
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(cell(page, 'D1\\.1', 'end')).toContainText('M10');
  await expect(page.getByText('3 were left out because this does not fit them: T1.1, T1.2 and T1.3.').first()).toBeVisible();

  await page.getByRole('button', { name: 'Take back' }).click();
  await expect(cell(page, 'D1\\.1', 'end')).toContainText('M8');
  await page.getByRole('button', { name: 'Take back' }).click();
  for (const code of ['T1\\.1', 'T1\\.2', 'T1\\.3', 'D1\\.1']) await expect(cell(page, code, 'status')).toContainText('To do');
});

test('what was submitted stays as it is when many rows are changed, and is named', async ({ koinon, as }) => {
  const anna = seat(koinon);
  await smallPlan(koinon, anna);
  const page = await pageOf(as, anna);
  await open(page, anna);
  const row = page.getByRole('row').filter({ has: page.locator('[data-cell="title"]', { hasText: 'What we heard' }) });
  const answer = await page.request.post(`${koinon.url}/p/${anna.partnershipId}/plan/decide`, {
    form: {
      intent: 'decide',
      item: (await row.getAttribute('data-row')) ?? '',
      is: 'submitted',
      on: new Date().toISOString().slice(0, 10),
    },
    headers: { Origin: koinon.url },
  });
  expect(await answer.json()).toMatchObject({ ok: true });
  await expect(row.getByRole('img', { name: 'Stays as it is' })).toBeVisible();
  await page.getByRole('checkbox', { name: 'Select T1.3 Ask clinics' }).click();
  await page.getByRole('checkbox', { name: 'Select D1.1 What we heard' }).click();
  await page.getByRole('button', { name: 'Set status' }).click();
  await page.getByRole('combobox', { name: 'Set status' }).selectOption({ label: 'Done' });
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(page.getByText('1 was left out because it was submitted or achieved: D1.1.').first()).toBeVisible();
  await expect(cell(page, 'T1\\.3', 'status')).toContainText('Done');
  await expect(cell(page, 'D1\\.1', 'status')).toContainText('To do');
});

test('columns are chosen and put in order, rows are moved by two choices', async ({ koinon, as }) => {
  const anna = seat(koinon);
  await smallPlan(koinon, anna);
  const page = await pageOf(as, anna);
  await open(page, anna);
  const heads = () => page.getByRole('columnheader').allTextContents();
  await page.getByRole('button', { name: 'Columns' }).click();
  const dialog = page.getByRole('dialog');
  await expectAccessible(page, [], 'dialog[open]');
  await dialog.getByRole('checkbox', { name: 'Country' }).check();
  await dialog.getByRole('checkbox', { name: 'Lead' }).uncheck();
  await dialog.getByRole('button', { name: 'Country: one place earlier' }).click();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(page.getByRole('columnheader', { name: 'Country' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Lead' })).toHaveCount(0);
  const order = await heads();
  await page.reload();
  // From its first moment on: no head moves when the page comes alive.
  await expect(page.getByRole('columnheader').first()).toBeVisible();
  expect(await heads()).toEqual(order);

  await cell(page, 'T1\\.1', 'title').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Move to ...' }).click();
  await dialog.getByRole('combobox').first().selectOption({ label: 'WP2 Write' });
  await dialog.getByRole('combobox').nth(1).selectOption({ label: 'At the beginning' });
  await dialog.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(cell(page, 'T2\\.1', 'title')).toContainText('Ask newcomers');
  await expect(cell(page, 'T2\\.2', 'title')).toContainText('First draft');
});

test('a row is dragged by its handle into another work package', async ({ koinon, as }) => {
  const anna = seat(koinon);
  await smallPlan(koinon, anna);
  const page = await pageOf(as, anna);
  await open(page, anna);
  await cell(page, 'T1\\.2', 'title').hover();
  const handle = await cell(page, 'T1\\.2', 'select').locator('[data-grip]').boundingBox();
  const target = await cell(page, 'WP2', 'title').boundingBox();
  if (!handle || !target) throw new Error('The handle shows where the pointer is.');
  await page.mouse.move(handle.x + 8, handle.y + handle.height / 2);
  await page.mouse.down();
  await page.mouse.move(target.x + 60, target.y + target.height / 2, { steps: 6 });
  await expect(page.locator('[data-drop]')).toBeVisible();
  await page.mouse.up();
  await expect(cell(page, 'T2\\.2', 'title')).toContainText('Ask schools');
});

test('observers read it, and nothing in it can be changed', async ({ koinon, as }) => {
  const anna = seat(koinon);
  await smallPlan(koinon, anna);
  const page = await pageOf(as, seat(koinon, { role: 'observer', beside: anna, name: 'Olga Beispiel' }));
  await page.goto(`/p/${anna.partnershipId}/plan?view=table`);
  await cell(page, 'T1\\.1', 'title').click();
  await page.keyboard.type('x');
  await page.keyboard.press('Delete');
  await expect(page.getByRole('treegrid').getByRole('textbox')).toHaveCount(0);
  await expect(page.getByRole('treegrid').getByRole('checkbox')).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/item=/);
});

test('code and title stay where they are while the rest is scrolled sideways', async ({ koinon, as }) => {
  const anna = seat(koinon);
  await smallPlan(koinon, anna);
  const page = await pageOf(as, anna);
  await open(page, anna, ALL);
  const title = cell(page, 'T1\\.1', 'title');
  const status = cell(page, 'T1\\.1', 'status');
  const left = async (of: typeof title) => (await of.boundingBox())?.x ?? Number.NaN;
  const [titleAt, statusAt] = [await left(title), await left(status)];
  await title.hover();
  await page.mouse.wheel(400, 0);
  await expect.poll(() => left(status)).toBeLessThan(statusAt - 300);
  expect(await left(title)).toBeCloseTo(titleAt, 0);
  // By keys, too: the column that is gone to comes into sight beside them.
  await title.click();
  await page.keyboard.press('End');
  await expect(cell(page, 'T1\\.1', 'checklist')).toBeInViewport();
  await expect.poll(() => left(title)).toBeCloseTo(titleAt, 0);
});

const ALL = '&cols=kind,status,lead,country,partners,people,start,end,duration,progress,type,level,decision,scheduling,waits,checklist';
for (const language of LOOKED_AT_CLOSELY) {
  test(`everybody can use it, in ${language}, on a phone, too`, async ({ koinon, as }) => {
    const anna = seat(koinon, { language });
    await smallPlan(koinon, anna);
    const page = await pageOf(as, anna);
    await open(page, anna, ALL);
    await page.locator('[data-row] [data-cell="select"] input').nth(2).click();
    await expectAccessible(page);
    await page.locator('[data-row] [data-cell="people"]').nth(2).dblclick();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page, [], '[data-editor]');
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 360, height: 720 });
    await expectNoSideways(page, language);
    await page.setViewportSize({ width: 320, height: 640 });
    await expectNoSideways(page, language);
  });
}
