/** The service worker in real Chromium, served by our own handlers: what opens without a network, for whom, and how it is switched off. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';
import express from 'express';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildServiceWorker } from '../../server/cli/service-worker.mjs';
import { accountTag, serviceWorker } from '../../server/http/service-worker';
import { CHROMIUM } from './chromium';
import { makeFolder, until } from './harness';

const DOCUMENT = '/p/one/documents/two/en';
const TEXTS = {
  en: { title: 'You are offline', text: 'words', retry: 'Again', kept: 'Kept' },
  el: { title: 'Εκτός', text: 'λέξεις', retry: 'Ξανά', kept: 'Εδώ' },
};
const COUNTING = '/p/one/activities/two/attendance';
const OTHER_COUNTING = '/p/one/activities/four/attendance';
const KEPT = '/p/one/activities/kept';
/** A page that does not ask to be kept. */
const SILENT = '/p/one/activities/silent/attendance';
const PICTURE = '/files/two/abc123';

let browser: Browser;
let keepThisPage: string;
let context: BrowserContext;
let site: Awaited<ReturnType<typeof startSite>>;

beforeAll(async () => {
  const built = await build({
    stdin: {
      contents: `import { checkKeptPages, forgetThisPage, keepThisPage } from '~/live/offline';
      import { openDatabase } from '~/live/device-store';
      Object.assign(window, { checkKeptPages, forgetThisPage, openDatabase });
      void keepThisPage("anna").catch(() => undefined);`,
      resolveDir: import.meta.dirname,
      loader: 'ts',
    },
    tsconfig: 'tsconfig.json',
    bundle: true,
    write: false,
    format: 'iife',
  });
  keepThisPage = built.outputFiles[0]?.text ?? '';
  browser = await chromium.launch(CHROMIUM);
});
afterAll(() => browser.close());
beforeEach(async () => {
  site = await startSite();
  context = await browser.newContext();
});
afterEach(async () => {
  await context.close();
  await site.close();
});

/** A site whose pages name who is signed in; `sign in` by cookie. Its network can be taken away. */
async function startSite() {
  const folder = makeFolder();
  const file = path.join(folder.path, 'service-worker.js');
  const options = { file, off: false };
  const posts: string[] = [];
  /** Each question of the worker which pages it may keep, and the activities of the answer. */
  const asked: string[] = [];
  const may = ['two', 'four'];
  let pictures = 0;
  /** Answers in the place of a page, by its path. */
  const answers = new Map<string, number>();
  /** Paths whose answers break off. */
  const broken = new Set<string>();
  const version = async (assets: string[]) => buildServiceWorker({ assets, texts: TEXTS, outfile: file });
  await version(['/assets/page-1.js', '/assets/editor-1.js']);

  const app = express();
  app.use(accountTag);
  app.use((request, response, next) => {
    const status = answers.get(request.path);
    if (request.path === KEPT) asked.push([request.query.activity ?? []].flat().sort().join());
    if (broken.has(request.path)) response.set('Content-Length', '1000').write('<h1>half', () => setImmediate(() => response.destroy()));
    else if (status) response.set('Cache-Control', 'no-store').status(status).send('<h1>no</h1>');
    else next();
  });
  app.get('/files/:document/:hash', (request, response) => {
    response
      .set('Cache-Control', 'private, no-cache')
      .type('image/svg+xml')
      .send(`<svg>${request.headers.cookie ?? 'nobody'}, ${++pictures}</svg>`);
  });
  app.get('/service-worker.js', serviceWorker(options));
  app.get('/assets/:name', (request, response) => {
    response
      .type('text/javascript')
      .send(request.params.name.startsWith('page') ? keepThisPage : `window.loaded = '${request.params.name}'`);
  });
  app.get(/\.data$/, (request, response) => response.type('text/plain').send(`data for ${request.headers.cookie ?? 'nobody'}`));
  app.post('*', (request, response) => {
    posts.push(request.path);
    response.send('<title>posted</title>');
  });
  app.get(KEPT, (_request, response) => {
    response.json(may);
  });
  app.get('*', (request, response) => {
    const language = request.path.endsWith('/el') ? 'el' : 'en';
    response.send(`<!doctype html><html lang="${language}"><title>A &amp; B</title>${language === 'el' ? '<h1 tabindex="-1" lang="el">' : '<h1>'}${request.path} for ${request.headers.cookie ?? 'nobody'}</h1>
<img alt="" loading="lazy" style="margin-top:9000px" src="${PICTURE}">
${request.path === SILENT ? '' : '<script src="/assets/page-1.js"></script>'}</html>`);
  });

  let http: Server = createServer(app);
  const listen = (port: number) => new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = http.address() as AddressInfo;
  const goOffline = () =>
    new Promise<void>((resolve) => {
      http.close(() => resolve());
      http.closeAllConnections();
    });
  return {
    origin: `http://127.0.0.1:${port}`,
    options,
    posts,
    asked,
    may,
    answers,
    broken,
    version,
    goOffline,
    async goOnline() {
      http = createServer(app);
      await listen(port);
    },
    async close() {
      if (http.listening) await goOffline();
      folder.remove();
    },
  };
}

async function signIn(session: string | null): Promise<void> {
  await context.clearCookies();
  if (session) await context.addCookies([{ name: 'koinon_session', value: session, url: site.origin }]);
}

/** All addresses in a cache. */
const kept = (page: Page, cache: string) =>
  page.evaluate(async (name) => (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname).sort(), cache);

/** Opens a document page and waits until it is kept. */
async function visit(address = DOCUMENT): Promise<Page> {
  const page = await context.newPage();
  await page.goto(site.origin + address);
  await until('the page is kept', async () => (await kept(page, 'koinon-pages')).includes(address));
  return page;
}

const keptPicture = (page: Page) =>
  page.evaluate(async (url) => (await (await caches.open('koinon-pictures')).match(url, { ignoreVary: true }))?.text(), PICTURE);

const heading = (page: Page) => page.textContent('h1');

/** The stages of all versions of the worker that the browser has not done with, followed from when there are two of them. */
async function workerVersions(page: Page): Promise<() => string[]> {
  const session = await context.newCDPSession(page);
  const statuses = new Map<string, string>();
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const { versionId, status } of versions) statuses.set(versionId, status);
  });
  await session.send('ServiceWorker.enable');
  await until('the new version is known', () => statuses.size > 1);
  return () => [...statuses.values()].filter((status) => status !== 'redundant');
}

test('C14: a visited document opens without a network, with its scripts; any other page says in the reader’s language that there is none', async () => {
  await signIn('anna');
  const page = await visit('/p/one/documents/two/el');
  expect(await kept(page, 'koinon-assets')).toEqual(['/assets/editor-1.js', '/assets/page-1.js']);
  await site.goOffline();
  await page.reload();
  expect(await heading(page)).toContain('/p/one/documents/two/el for koinon_session=anna');
  await page.addScriptTag({ url: '/assets/editor-1.js' });
  expect(await page.evaluate('window.loaded')).toBe('editor-1.js');
  await page.goto(`${site.origin}/p/one`);
  expect(await heading(page)).toBe('Εκτός');
  expect(await page.getAttribute('html', 'lang')).toBe('el');
  await site.goOnline();
  await page.click('a');
  await until('the page is back', async () => (await heading(page))?.startsWith('/p/one for') ?? false);
});

test('C14: with a network, the network answers: a kept page is never shown instead of a newer one', async () => {
  await signIn('anna');
  const page = await visit();
  await page.evaluate(async (address) => {
    await (await caches.open('koinon-pages')).put(address, new Response('<h1>old</h1>', { headers: { 'Content-Type': 'text/html' } }));
  }, DOCUMENT);
  await page.reload();
  expect(await heading(page)).toContain('for koinon_session=anna');
  await site.goOffline();
  await page.reload();
  expect(await heading(page)).toContain('for koinon_session=anna');
});

test('C14: the data of a visited document is kept, changes are never answered from a cache', async () => {
  await signIn('anna');
  const page = await visit();
  const data = `${DOCUMENT}.data?_routes=x`;
  const load = (method = 'GET') =>
    page.evaluate(
      ([url, how]) =>
        fetch(url as string, { method: how })
          .then((r) => r.text())
          .catch(() => 'no network'),
      [data, method] as const,
    );
  expect(await load()).toBe('data for koinon_session=anna');
  expect(await load('POST')).toContain('posted');
  await site.goOffline();
  expect(await load()).toBe('data for koinon_session=anna');
  expect(await load('POST')).toBe('no network');
});

test('C14: a page on which people are counted is kept when it asks for it, as it was last and without what else was asked of it', async () => {
  await signIn('anna');
  const page = await context.newPage();
  await page.goto(`${site.origin}${COUNTING}?sheet=three`);
  await until('the page is kept', async () => (await kept(page, 'koinon-pages')).includes(COUNTING));
  await page.evaluate(async (address) => {
    await (await caches.open('koinon-pages')).put(address, new Response('<h1>old</h1>', { headers: { 'Content-Type': 'text/html' } }));
  }, COUNTING);
  await page.goto(site.origin + COUNTING);
  await page.goto(site.origin + SILENT);
  await site.goOffline();
  await page.goto(site.origin + COUNTING);
  expect(await heading(page)).toBe(`${COUNTING} for koinon_session=anna`);
  await page.goto(site.origin + SILENT);
  expect(await heading(page)).toBe('You are offline');
  expect(await page.getByRole('listitem').allTextContents()).toEqual(['A & B']);
});

test('C19: the page on which people are counted goes when its activity does, or asks to be forgotten', async () => {
  await signIn('anna');
  const page = await visit(COUNTING);
  await page.evaluate('forgetThisPage()');
  await until('forgotten', async () => (await kept(page, 'koinon-pages')).length === 0);
  await page.reload();
  await until('the page is kept', async () => (await kept(page, 'koinon-pages')).includes(COUNTING));
  site.answers.set(COUNTING, 404);
  await page.reload();
  await until('gone', async () => (await kept(page, 'koinon-pages')).length === 0);
});

test('C19: of a page on which people are counted nothing stays once it may not be kept, also where nobody opens it again', async () => {
  await signIn('anna');
  const page = await visit(COUNTING);
  await visit(OTHER_COUNTING);
  await page.clock.install();
  const check = async (status?: number) => {
    if (status) site.answers.set(KEPT, status);
    const before = site.asked.length;
    await page.evaluate('checkKeptPages()');
    await page.clock.runFor(10_000);
    await until('asked', async () => site.asked.length > before);
    site.answers.delete(KEPT);
  };
  await check();
  expect(site.asked).toEqual(['four,two']);
  await check(503);
  site.may.splice(0, 1);
  await check();
  await until('one is gone', async () => (await kept(page, 'koinon-pages')).join() === OTHER_COUNTING);
  // Who has no seat there any more keeps nothing of it.
  await check(404);
  await until('both are', async () => (await kept(page, 'koinon-pages')).length === 0);
});

test.each([
  ['another account signs in', 'bert'],
  ['nobody is signed in any more', null],
])('C15: when %s, the pages of the first are gone', async (_what, next) => {
  await signIn('anna');
  const page = await visit();
  await signIn(next);
  await page.goto(`${site.origin}/`);
  await until('cleared', async () => (await kept(page, 'koinon-pages')).length === 0);
  await site.goOffline();
  await page.goto(site.origin + DOCUMENT);
  expect(await heading(page)).toBe('You are offline');
});

test('C15: nothing is kept of a page that nobody is signed in for', async () => {
  await signIn(null);
  const page = await context.newPage();
  await page.goto(site.origin + DOCUMENT);
  await until('the worker is here', () => page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state === 'activated'));
  await page.reload();
  await page.goto(`${site.origin}/p/one`);
  expect(await kept(page, 'koinon-pages')).toEqual([]);
});

test('C16: a new version takes over when the old pages are closed, and takes the old files away', async () => {
  await signIn('anna');
  const page = await visit();
  await site.version(['/assets/page-1.js', '/assets/editor-2.js']);
  await page.reload();
  const old = await context.newPage();
  await old.goto(site.origin + DOCUMENT);
  await until('the new files are here', async () => (await kept(old, 'koinon-assets')).includes('/assets/editor-2.js'));
  // While a page of the old version is open, its files stay.
  expect(await kept(old, 'koinon-assets')).toContain('/assets/editor-1.js');
  const versions = await workerVersions(old);
  await Promise.all([page.close(), old.goto('about:blank')]);
  // A page that is opened while the browser still clears the old ones away would be one of the old version.
  await until('the new version alone is at work', () => versions().join() === 'activated');
  const next = await visit();
  await until('the old files are gone', async () => !(await kept(next, 'koinon-assets')).includes('/assets/editor-1.js'));
});

test('C16: switched off on the server, it is gone from the browser after one visit', async () => {
  await signIn('anna');
  const page = await visit();
  site.options.off = true;
  await page.goto(`${site.origin}/`);
  await until('gone', async () =>
    page.evaluate(async () => (await caches.keys()).length === 0 && (await navigator.serviceWorker.getRegistrations()).length === 0),
  );
  await site.goOffline();
  await expect(page.goto(site.origin + DOCUMENT)).rejects.toThrow('ERR_CONNECTION_REFUSED');
});

/** Puts a text of the document into the device's store, as a visit does. */
const putRows = (page: Page, ...unsaved: boolean[]) =>
  page.evaluate(async (marks) => {
    const db = await (window as unknown as { openDatabase(user: string): Promise<IDBDatabase> }).openDatabase('anna');
    const store = db.transaction('updates', 'readwrite').objectStore('updates');
    for (const mark of marks) store.add({ room: 'doc/two/en', generation: 1, update: new Uint8Array([0, 0]), unsaved: mark });
    await new Promise((resolve) => {
      store.transaction.oncomplete = resolve;
    });
    db.close();
  }, unsaved);
const rows = (page: Page) =>
  page.evaluate(async () => {
    const db = await (window as unknown as { openDatabase(user: string): Promise<IDBDatabase> }).openDatabase('anna');
    const request = db.transaction('updates').objectStore('updates').count();
    await new Promise((resolve) => {
      request.onsuccess = resolve;
    });
    db.close();
    return request.result;
  });

test.each([404, 410])('C19: a page that is answered %i takes its copy, its data, its pictures and its saved text along', async (status) => {
  await signIn('anna');
  const page = await visit();
  await page.reload();
  await page.evaluate((url) => fetch(url), `${DOCUMENT}.data?_routes=x`);
  await until('the picture is kept', async () => (await kept(page, 'koinon-pictures')).includes(PICTURE));
  await putRows(page, false, false);
  expect(await rows(page)).toBe(2);
  site.answers.set(DOCUMENT, status);
  // Another page of the site, whose scripts can look.
  const other = await context.newPage();
  await other.goto(`${site.origin}/p/one`);
  await other.evaluate((url) => fetch(url), DOCUMENT);
  await until('forgotten', async () => (await kept(other, 'koinon-pages')).length === 0);
  await until('no pictures', async () => (await kept(other, 'koinon-pictures')).length === 0);
  await until('no text', async () => (await rows(other)) === 0);
  site.answers.clear();
  await site.goOffline();
  await page.goto(site.origin + DOCUMENT);
  expect(await heading(page)).toBe('You are offline');
});

test('C19: the first page that an account ever opens takes its saved text along too', async () => {
  await signIn('anna');
  const page = await visit();
  // Pictures come last.
  await until('the picture is kept', async () => (await kept(page, 'koinon-pictures')).includes(PICTURE));
  await putRows(page, false);
  site.answers.set(DOCUMENT, 404);
  await page.evaluate((url) => fetch(url), DOCUMENT);
  await until('no text', async () => (await rows(page)) === 0);
});

test('C19: text that no server has stays, whatever a page is answered; and a 401 costs the copy of the page alone', async () => {
  await signIn('anna');
  const page = await visit();
  await page.reload();
  await putRows(page, false, true);
  site.answers.set(DOCUMENT, 401);
  await page.evaluate((url) => fetch(url), DOCUMENT);
  await until('the page is gone', async () => (await kept(page, 'koinon-pages')).length === 0);
  expect(await rows(page)).toBe(2);
  site.answers.set(DOCUMENT, 404);
  await page.evaluate((url) => fetch(url), DOCUMENT);
  await until('no pictures', async () => (await kept(page, 'koinon-pictures')).length === 0);
  expect(await rows(page)).toBe(2);
});

test('C19: a page whose room was closed to its reader asks for its copy to be forgotten', async () => {
  await signIn('anna');
  const page = await visit();
  await page.reload();
  // What the reload asks to be kept may be heard after it, and is answered as the reader now is.
  site.answers.set(DOCUMENT, 404);
  await page.evaluate(() => (window as unknown as { forgetThisPage(): void }).forgetThisPage());
  await until('forgotten', async () => (await kept(page, 'koinon-pages')).length === 0);
});

test.each([502, 503])('C14: while the server is away (%i) the kept page is shown, and another says what it was told', async (status) => {
  await signIn('anna');
  const page = await visit();
  await page.reload();
  site.answers.set(DOCUMENT, status).set('/p/one/documents/three/en', status);
  await page.reload();
  expect(await heading(page)).toContain('for koinon_session=anna');
  await page.goto(`${site.origin}/p/one/documents/three/en`);
  expect(await heading(page)).toBe('no');
});

test('C14: an answer that breaks off costs no copy', async () => {
  await signIn('anna');
  const page = await visit();
  site.broken.add(DOCUMENT);
  await page.reload();
  expect(await heading(page)).toContain('for koinon_session=anna');
});

test('C15: pictures of a kept document are there without a network, for its account alone', async () => {
  await signIn('anna');
  const page = await visit();
  await until('the picture is kept', async () => (await kept(page, 'koinon-pictures')).includes(PICTURE));
  await page.reload();
  const picture = () =>
    page.evaluate(
      (url) =>
        fetch(url)
          .then((answer) => answer.text())
          .catch(() => 'none'),
      PICTURE,
    );
  const last = await picture();
  expect(last).toContain('anna');
  await page.evaluate(() => fetch('/files/other/abc123'));
  await until('the last one is kept', async () => (await keptPicture(page)) === last);
  await site.goOffline();
  expect(await picture()).toBe(last);
  expect(await kept(page, 'koinon-pictures')).toEqual([PICTURE]);
  await site.goOnline();
  await signIn('bert');
  await page.goto(`${site.origin}/`);
  await until('cleared', async () => (await kept(page, 'koinon-pictures')).length === 0);
});

test('C14: the page that is shown without a network names the kept documents', async () => {
  await signIn('anna');
  // In Greek; and a page that does not name its title's language, as earlier ones.
  await (await visit('/p/one/documents/three/el')).close();
  const page = await visit();
  await page.reload();
  await page.evaluate((url) => fetch(url), `${DOCUMENT}.data?_routes=x`);
  await site.goOffline();
  await page.goto(`${site.origin}/p/one`);
  const links = page.locator('h2 + ul a');
  expect(await links.allTextContents()).toEqual(['A & B', 'A & B']);
  expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute('lang')))).toEqual([null, 'el']);
  await page.click('h2 + ul a');
  expect(await heading(page)).toContain(`${DOCUMENT} for koinon_session=anna`);
});
