/** Lists and overviews that show what others changed, without being opened again. */
import { expectAccessible } from './accessible';
import { BROKEN_LINE, expect, test } from './fixtures';
import type { Koinon } from './koinon';
import { type Seated, seat } from './seats';
import { begin, pageOf } from './writers';

/** Resolves when the page's line for changes is open. */
const whenListening = (page: import('@playwright/test').Page) =>
  page.waitForEvent('websocket', { predicate: (socket) => socket.url().includes('/events/') }).then((socket) =>
    // After the handshake of socket.io: its second frame tells for how long nothing was told.
    socket.waitForEvent('framereceived', { predicate: ({ payload }) => String(payload).includes('"here"') }),
  );

async function share(context: import('@playwright/test').BrowserContext, koinon: Koinon, address: string) {
  const form = { intent: 'share' };
  await context.request.post(`${koinon.url}${address.replace(/\/en$/, '')}/settings`, { form, headers: { Origin: koinon.url } });
}

test.describe('while somebody looks at them', () => {
  let anna: Seated;
  let eleni: Seated;
  test.beforeEach(({ koinon }) => {
    anna = seat(koinon);
    eleni = seat(koinon, { role: 'observer', beside: anna, name: 'Ελένη Παράδειγμα', language: 'el' });
  });

  test('a document that a colleague makes is in the list as soon as it is shared, and the focus stays', async ({ koinon, as }) => {
    const [page, list] = [await pageOf(as, anna), await pageOf(as, eleni)];
    const first = await begin(page.context(), koinon, anna, 'blank', 'en', 'First');
    await share(page.context(), koinon, first);
    const listening = whenListening(list);
    await list.goto(`/p/${anna.partnershipId}/documents`);
    await listening;
    const row = list.getByRole('link', { name: 'First' });
    await row.focus();

    const second = await begin(page.context(), koinon, anna, 'blank', 'en', 'Private');
    await expect(list.getByText('Private')).toHaveCount(0);
    await share(page.context(), koinon, second);
    await expect(list.getByRole('link', { name: 'Private' })).toBeVisible();
    await expect(list.getByRole('status').filter({ hasText: '2' })).toBeAttached();
    await expect(row).toBeFocused();
    await expectAccessible(list);
  });

  test('what happened is on the home page, and it is said', async ({ koinon, as }) => {
    const [page, home] = [await pageOf(as, anna), await pageOf(as, eleni)];
    const listening = whenListening(home);
    await home.goto(`/p/${anna.partnershipId}`);
    await listening;
    const address = await begin(page.context(), koinon, anna, 'minutes', 'en', 'Minutes of May');
    await share(page.context(), koinon, address);
    await expect(home.getByText('Minutes of May').first()).toBeVisible();
    await expect(home.getByRole('status').getByText('Η σελίδα ενημερώθηκε.')).toBeAttached();
  });

  test('what changed while the line was down, or nobody looked, is there afterwards', async ({ koinon, as, forgive }) => {
    forgive(BROKEN_LINE);
    const [page, list] = [await pageOf(as, anna), await pageOf(as, eleni)];
    let listening = whenListening(list);
    await list.goto(`/p/${anna.partnershipId}/documents`);
    await listening;
    listening = whenListening(list);
    await list.context().setOffline(true);
    const address = await begin(page.context(), koinon, anna, 'blank', 'en', 'Made meanwhile');
    await share(page.context(), koinon, address);
    await list.context().setOffline(false);
    await listening;
    await expect(list.getByRole('link', { name: 'Made meanwhile' })).toBeVisible();
  });

  test('a page that asks again and gets no answer stays as it is, and is fresh when there is one', async ({ koinon, as, forgive }) => {
    forgive(BROKEN_LINE);
    forgive(/status of 503/);
    const [page, list] = [await pageOf(as, anna), await pageOf(as, eleni)];
    const listening = whenListening(list);
    await list.goto(`/p/${anna.partnershipId}/documents`);
    await listening;
    const answers = ['none', 'portal', 'busy'];
    const asked: string[] = [];
    await list.route('**/documents.data*', async (route) => {
      const answer = answers.shift();
      asked.push(answer ?? 'whole');
      if (answer === 'none') await route.abort();
      else if (answer === 'portal') await route.fulfill({ contentType: 'text/html', body: '<h1>Sign in to the wireless network</h1>' });
      else if (answer === 'busy') await route.fulfill({ status: 503, body: 'Busy' });
      else await route.continue();
    });
    const address = await begin(page.context(), koinon, anna, 'blank', 'en', 'Made meanwhile');
    await share(page.context(), koinon, address);
    await expect(list.getByRole('link', { name: 'Made meanwhile' })).toBeVisible();
    expect(asked.slice(0, 4)).toEqual(['none', 'portal', 'busy', 'whole']);
  });
});
