/** Names that break layouts: 200 letters without a space, German compounds, and the whole page written from the right. */
import type { Page } from '@playwright/test';
import { expectNoSideways } from './accessible';
import { expect, test } from './fixtures';
import type { Koinon } from './koinon';
import { type Seated, seat } from './seats';

const ENDLESS = 'Grundstücksverkehrsgenehmigungszuständigkeit'.repeat(5).slice(0, 200);
const WIDTHS = [360, 1280, 1920];

async function newDocument(page: Page, koinon: Koinon, { partnershipId }: Seated): Promise<string> {
  const answer = await page.request.post(`${koinon.url}/p/${partnershipId}/documents/new`, {
    form: { title: ENDLESS, template: 'strategy', language: 'en' },
    headers: { Origin: koinon.url },
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(302);
  return answer.headers().location ?? '';
}

/** Things of the frame that lie on each other: each pair of its bars' controls and names. */
function overlaps(): string[] {
  const things = [...document.querySelectorAll('header.sticky :is(a, summary, button, [data-save], [aria-current])')].filter(
    (thing) => thing.getClientRects().length > 0 && !thing.closest('details:not([open]) > :not(summary)'),
  );
  return things.flatMap((one, index) =>
    things.slice(index + 1).flatMap((other) => {
      if (one.contains(other) || other.contains(one)) return [];
      const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
      const [width, height] = [
        Math.min(a.right, b.right) - Math.max(a.left, b.left),
        Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
      ];
      return width > 1 && height > 1 ? [`${one.outerHTML.slice(0, 90)} lies on ${other.outerHTML.slice(0, 90)}`] : [];
    }),
  );
}

test('endless names of everything break no page, in either direction, from a phone to a wide screen', async ({ koinon, as }) => {
  test.setTimeout(120_000);
  const anna = seat(koinon, { name: ENDLESS, organisation: ENDLESS, acronym: ENDLESS.slice(0, 40), title: ENDLESS, language: 'de' });
  seat(koinon, { name: `${ENDLESS.slice(0, 198)} B`, beside: anna, organisation: ENDLESS });
  const page = await as(null);
  await page.context().addCookies([anna.cookie]);
  const home = `/p/${anna.partnershipId}`;
  const written = await newDocument(page, koinon, anna);
  const places = ['/', home, `${home}/documents`, written, written.replace(/\/en$/, '/settings'), `${home}/members`, `${home}/settings`];
  for (const address of [...places, `${home}/settings/organisations`, '/account']) {
    await page.goto(address);
    if (address === written) await page.locator('.ProseMirror[contenteditable=true]').waitFor();
    for (const dir of [home, written].includes(address) ? ['ltr', 'rtl'] : ['ltr']) {
      await page.evaluate((value) => document.documentElement.setAttribute('dir', value), dir);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        await expectNoSideways(page, `at ${width} px, ${dir}`);
        expect.soft(await page.evaluate(overlaps), `${address} at ${width} px, ${dir}`).toEqual([]);
      }
    }
  }
});
