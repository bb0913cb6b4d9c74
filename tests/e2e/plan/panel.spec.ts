/** The panel of an item: what many write in it at once, comments, and views that are kept. */
import { addItem } from '../../../app/features/plan/live';
import { expectAccessible } from '../accessible';
import { expect, test } from '../fixtures';
import { writePlan } from '../plans';
import { seat } from '../seats';
import { expectThread } from '../threads';
import { begin, open, pageOf } from '../writers';

test('a description and a text of the item are written by two at once, steps are ticked by both', async ({ koinon, as }) => {
  const anna = seat(koinon);
  const bert = seat(koinon, { role: 'editor', beside: anna, name: 'Bert Beispiel' });
  const id = await writePlan(koinon, anna, (doc) => {
    const parent = addItem(doc, { kind: 'workPackage', title: 'Write' });
    const checklist = ['One', 'Two'].map((text, index) => ({ id: `step${index}`, text, order: `a${index}`, done: false }));
    return addItem(doc, { kind: 'milestone', title: 'Agreed', parent, checklist });
  });
  const [page, other] = [await pageOf(as, anna), await pageOf(as, bert)];
  for (const one of [page, other]) await one.goto(`/p/${anna.partnershipId}/plan?item=${id}`);
  const [mine, theirs] = [page, other].map((one) => one.getByRole('complementary')) as [
    ReturnType<typeof page.getByRole>,
    ReturnType<typeof page.getByRole>,
  ];
  await mine.getByRole('textbox', { name: 'Description' }).click();
  await page.keyboard.type('Signed by all.');
  await expect(theirs.getByText('Signed by all.')).toBeVisible();
  await theirs.getByRole('textbox', { name: 'Description' }).click();
  await other.keyboard.press('Control+End');
  await other.keyboard.type(' In six languages.');
  await expect(mine.getByText('Signed by all. In six languages.')).toBeVisible();

  const [means, meansToo] = [mine, theirs].map((one) => one.getByRole('textbox', { name: 'Means of verification' })) as [
    typeof mine,
    typeof mine,
  ];
  await means.fill('The minutes');
  await expect(meansToo).toHaveValue('The minutes');
  await meansToo.focus();
  await other.keyboard.press('Home');
  await means.focus();
  await page.keyboard.press('End');
  // At once, as fast as keys can be pressed: a letter that has not reached the other's screen yet is not taken for deleted there.
  await Promise.all([other.keyboard.type('Signed by all who came: '), page.keyboard.type(' and a list of them all')]);
  for (const one of [means, meansToo]) await expect(one).toHaveValue('Signed by all who came: The minutes and a list of them all');

  await mine.getByRole('checkbox', { name: 'One' }).check();
  await theirs.getByRole('checkbox', { name: 'Two' }).check();
  await expect(mine.getByRole('heading', { name: 'Checklist · 2 of 2 steps' })).toBeVisible();
  await mine.getByRole('textbox', { name: 'Due' }).fill('32/13/2027');
  await page.keyboard.press('Enter');
  await expect(mine.getByRole('alert')).toBeVisible();
  await expect(mine.getByRole('textbox', { name: 'Due' })).toHaveValue('32/13/2027');
  await mine.getByRole('textbox', { name: 'Due' }).fill('M8');
  await page.keyboard.press('Enter');
  await expect(theirs.getByRole('textbox', { name: 'Due' })).toHaveValue('M8');
  await expectAccessible(page);
});

test('members talk about an item, and whoever is named finds it under the bell', async ({ koinon, as, forgive }) => {
  forgive(/ERR_FAILED/);
  const anna = seat(koinon);
  const bert = seat(koinon, { role: 'editor', beside: anna, name: 'Bert Beispiel' });
  const id = await writePlan(koinon, anna, (doc) => addItem(doc, { kind: 'task', title: 'Ask newcomers' }));
  const [mine, theirs] = [await pageOf(as, anna), await pageOf(as, bert)];
  for (const one of [mine, theirs]) await one.goto(`/p/${anna.partnershipId}/plan?item=${id}`);
  await expectThread(mine, theirs, 'Bert Beispiel');
});

test('an item leads to a place in a document', async ({ koinon, as }) => {
  const anna = seat(koinon);
  const bert = seat(koinon, { role: 'observer', beside: anna, name: 'Bert Beispiel' });
  const id = await writePlan(koinon, anna, (doc) => addItem(doc, { kind: 'task', title: 'Ask newcomers' }));
  const page = await pageOf(as, anna);
  const text = await begin(page.context(), koinon, anna, 'strategy', 'en', 'Strategy of the town');
  const heading = (await open(page, text)).getByRole('heading').nth(2);
  const title = (await heading.textContent()) ?? '';
  await page.goto(`/p/${anna.partnershipId}/plan?item=${id}`);
  await page.getByRole('combobox', { name: 'Link a place in a document' }).selectOption({ label: 'Strategy of the town' });
  await page.getByRole('combobox', { name: 'Strategy of the town' }).selectOption({ label: title });
  const link = page.getByRole('complementary').getByRole('link', { name: title });
  await expect(link).toBeVisible();
  const other = await pageOf(as, bert);
  await other.goto(`/p/${anna.partnershipId}/plan?item=${id}`);
  await expect(other.getByRole('complementary').getByRole('link', { name: title })).toBeVisible();
  await link.click();
  await expect(page).toHaveURL(new RegExp(`${text}#s-`));
  await expect(page.getByRole('heading', { name: title })).toBeInViewport();
});

test('a view is kept, becomes the first one, and its address shows a colleague the same', async ({ koinon, as }) => {
  const anna = seat(koinon);
  const bert = seat(koinon, { role: 'observer', beside: anna, name: 'Bert Beispiel' });
  await writePlan(koinon, anna, (doc) => {
    addItem(doc, { kind: 'task', title: 'Ours', lead: anna.organisationId });
    addItem(doc, { kind: 'task', title: 'Of nobody' });
  });
  const page = await pageOf(as, anna);
  await page.goto(`/p/${anna.partnershipId}/plan?view=table`);
  await page.getByRole('checkbox', { name: 'My organisation' }).check();
  await expect(page.getByText('Of nobody')).toHaveCount(0);
  await expect(page).toHaveURL(/org=mine/);
  // The filter stays when the view changes.
  await page.getByRole('link', { name: 'Board' }).click();
  await expect(page.getByRole('row', { name: /Ours/ })).toBeVisible();
  await expect(page.getByText('Of nobody')).toHaveCount(0);
  const shared = page.url();
  const other = await pageOf(as, bert);
  await other.goto(shared);
  // "Mine" is whoever looks.
  await expect(other.getByText('0 items')).toBeVisible();
});

test('a coordinator changes the types of deliverables while an editor has one open; who may not sees the lists and no form', async ({
  koinon,
  as,
  forgive,
}) => {
  // What is refused answers so.
  forgive(/status of 400/);
  const anna = seat(koinon);
  const bert = seat(koinon, { role: 'editor', beside: anna, name: 'Bert Beispiel' });
  const id = await writePlan(koinon, anna, (doc) => {
    const parent = addItem(doc, { kind: 'workPackage', title: 'Write' });
    return addItem(doc, { kind: 'deliverable', title: 'Film', parent, deliverable: 'DEM' });
  });
  const [page, other] = [await pageOf(as, anna), await pageOf(as, bert)];
  await other.goto(`/p/${anna.partnershipId}/plan?item=${id}`);
  const type = other.getByRole('complementary').getByRole('combobox', { name: 'Type', exact: true });
  await expect(type).toHaveValue('DEM');
  await page.goto(`/p/${anna.partnershipId}/plan/lists`);
  await expectAccessible(page);
  await page.getByLabel('Code').fill('not a code');
  await page.getByLabel('Name').fill('Pilot');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Letters and digits only, with -, / or . between them.').first()).toBeVisible();
  await expect(page.getByLabel('Name')).toHaveValue('Pilot');
  await page.getByLabel('Code').fill('pilot');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Pilot (PILOT)' })).toBeVisible();
  await page.getByRole('button', { name: 'Leave out DEM' }).click();
  await expect(page.getByRole('button', { name: 'Bring back DEM' })).toBeVisible();
  // The open panel has the new list; what the deliverable is stays.
  await expect(type.getByRole('option', { name: 'Pilot (PILOT)' })).toBeAttached();
  await expect(type).toHaveValue('DEM');
  await type.selectOption('PILOT');
  await expect(type.getByRole('option', { name: /DEM/ })).toHaveCount(0);
  await other.goto(`/p/${anna.partnershipId}/plan/lists`);
  await expect(other.getByRole('row', { name: /PILOT/ })).toBeVisible();
  await expect(other.getByRole('button', { name: /Leave out|Bring back|Save/ })).toHaveCount(0);
});
