/**
 * What browser tests start from:
 *
 *     import { expect, test } from './fixtures';
 *     test('an editor renames a document', async ({ koinon, as }) => {
 *       const page = await as(koinon.people[0]);
 *       await page.goto('/');
 *     });
 *
 * `koinon`: the worker's server, with the example partnerships; tests share it and leave no mess that others trip over.
 * `freshKoinon(options)`: a server of the test's own (empty, to be killed, with other settings).
 * `as(email, options)`: a page of a new browser that is signed in as this person; `as(null)`: signed in as nobody.
 * After a failure the list of what its pages asked for is printed.
 * A console error, an uncaught error or a breach of the Content-Security-Policy on any page fails the test, unless
 * `forgive(/.../)` names it.
 */
import { type BrowserContext, type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test';
import { type Language, languages } from '../../app/i18n/languages';
import { EXAMPLE_PASSWORD, Koinon, type KoinonOptions } from './koinon';

export { expect, type Page };
export const FULL = process.env.FULL === '1';

/** Languages in which every page is looked at. Otherwise the one with the longest words, in letters of its own: all other tests are in English. */
export const LOOKED_AT: readonly Language[] = FULL ? languages : ['el'];
/** The same where a part is looked at in many states: two are enough. */
export const LOOKED_AT_CLOSELY: readonly Language[] = FULL ? ['en', 'el'] : ['el'];

/** How much of what its pages asked for is printed of a test that failed. */
const MOST_ASKED = 80;

/** What browsers say themselves of a network that is gone, the look for another service worker included. */
export const BROKEN_LINE = /WebSocket|ERR_|Failed to (load|fetch)|NetworkError|Load failed|error occurred when fetching the script/;

export interface AsOptions extends BrowserContextOptions {
  /** Another server than the worker's. */
  on?: Koinon;
  password?: string;
  /** The interface language of a browser without an account. */
  language?: Language;
}

interface Fixtures {
  freshKoinon(options?: KoinonOptions): Promise<Koinon>;
  as(email: string | null | undefined, options?: AsOptions): Promise<Page>;
  forgive(pattern: RegExp): void;
  problems: { found: string[]; forgiven: RegExp[]; asked: string[] };
}

/** Signs the browser in without clicking. Throws when the server refuses. */
export async function signIn(context: BrowserContext, koinon: Koinon, email: string, password = EXAMPLE_PASSWORD): Promise<void> {
  const answer = await context.request.post(`${koinon.url}/sign-in`, {
    form: { email, password },
    headers: { Origin: koinon.url },
    maxRedirects: 0,
  });
  if (answer.status() !== 302) throw new Error(`${email} could not sign in: ${answer.status()} ${(await answer.text()).slice(0, 300)}`);
}

function watch(context: BrowserContext, { found, asked }: Fixtures['problems']): void {
  context.on('response', (response) => {
    const { pathname, search } = new URL(response.url());
    if (pathname.startsWith('/assets/')) return;
    asked.push(`${new Date().toISOString().slice(17, 23)} ${response.request().method()} ${response.status()} ${pathname}${search}`);
  });
  context.on('console', (message) => {
    if (message.type() === 'error') found.push(`${message.page()?.url()}: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => found.push(`${error.page()?.url()}: ${error.error().stack ?? error.error().message}`));
}

export const test = base.extend<Fixtures, { koinon: Koinon }>({
  koinon: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to learn what a fixture needs.
    async ({}, use) => {
      const koinon = await Koinon.start();
      await use(koinon);
      await koinon.stop();
    },
    { scope: 'worker' },
  ],

  // biome-ignore lint/correctness/noEmptyPattern: see above.
  freshKoinon: async ({}, use) => {
    const started: Koinon[] = [];
    await use(async (options) => {
      const koinon = await Koinon.start(options);
      started.push(koinon);
      return koinon;
    });
    await Promise.all(started.map((koinon) => koinon.stop()));
  },

  problems: [
    // biome-ignore lint/correctness/noEmptyPattern: see above.
    async ({}, use, info) => {
      const problems: Fixtures['problems'] = { found: [], forgiven: [], asked: [] };
      await use(problems);
      if (info.status !== info.expectedStatus)
        console.log(`\n${info.title}: what was asked for\n${problems.asked.slice(-MOST_ASKED).join('\n')}`);
      const left = problems.found.filter((problem) => !problems.forgiven.some((pattern) => pattern.test(problem)));
      expect(left, 'errors in the console of a page').toEqual([]);
    },
    { auto: true },
  ],

  forgive: async ({ problems }, use) => use((pattern) => void problems.forgiven.push(pattern)),

  context: async ({ context, problems }, use) => {
    watch(context, problems);
    await use(context);
  },

  as: async ({ browser, koinon, problems, contextOptions }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (email, { on = koinon, password, language, ...options } = {}) => {
      const context = await browser.newContext({ ...contextOptions, baseURL: on.url, ...options });
      contexts.push(context);
      watch(context, problems);
      if (language) await context.addCookies([{ name: 'koinon_language', value: language, url: on.url }]);
      if (email) await signIn(context, on, email, password);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});
