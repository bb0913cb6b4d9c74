/**
 * The service worker: opens the documents that were visited last, and the pages on which people are counted, without a network.
 *
 * Built by `server/cli/build.mjs` into `/service-worker.js` (the three constants below are put in there); like `server/index.ts` it acts
 * when it is loaded. It answers from a cache only what it knows by name:
 * - built files under `/assets/` (their names hold their hash, so the cache is never wrong);
 * - document pages, their data and their pictures, and counting pages that asked for it: from the network when it answers, else the last copy;
 * - any other page without a network: a page in the reader's language that says so and names the kept ones.
 * Nothing but GET, nothing of other sites. Every response of the server names the account it was made for by a tag (`X-Koinon-Account`, a
 * hash of the session); when the tag changes, all kept pages go,
 * and a page that is not there any more takes its copy along. Kill switch: the server serves a body that clears and unregisters this.
 */

import { forgetRoom } from './device-store';
import { documentRoom } from './wire';

declare const ASSETS: string[];
declare const OFFLINE_TEXTS: Record<string, { title: string; text: string; retry: string; kept: string }>;

interface WaitingEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends WaitingEvent {
  request: Request;
  respondWith(response: Promise<Response>): void;
}
interface PageMessage extends WaitingEvent {
  data: { keep?: string; language?: string; user?: string; forget?: string; check?: true };
}
interface WorkerScope {
  location: Location;
  clients: { claim(): Promise<void> };
  addEventListener(type: 'install' | 'activate', handle: (event: WaitingEvent) => void): void;
  addEventListener(type: 'fetch', handle: (event: FetchEvent) => void): void;
  addEventListener(type: 'message', handle: (event: PageMessage) => void): void;
}

const worker = self as unknown as WorkerScope;
const BUILT = 'koinon-assets';
const PAGES = 'koinon-pages';
const PICTURES = 'koinon-pictures';
/** Small facts that must outlive this worker's memory: the account's tag, its person's id and the language. */
const FACTS = 'koinon-facts';
const PAGES_AT_MOST = 40;
const PICTURES_AT_MOST = 200;
/** With a copy at hand nobody waits longer for a bad line. */
const PATIENCE_MS = 5000;
const DOCUMENT_PAGE = /^\/p\/[^/]+\/documents\/([^/]+)\/([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?)(?:\.data)?$/;
/** Where people are counted, often in a hall without a network. Kept once the page has asked for it: what not everybody may see does not ask. */
const COUNTING_PAGE = /^(\/p\/[^/]+\/activities)\/([^/]+)\/attendance(?:\.data)?$/;
const PICTURE = /^\/files\/([0-9a-z]+)\/[0-9a-f]+$/;
/** What a server, or the proxy before it, answers while it restarts. */
const AWAY = new Set([502, 503, 504]);
/** "Not for you, or not any more." A 401 says nothing about the document, so it costs the copy of the page alone. */
const NOT_THERE = new Set([404, 410]);

worker.addEventListener('install', (event) => event.waitUntil(fetchAssets()));
worker.addEventListener('activate', (event) => event.waitUntil(removeOldVersion().then(() => worker.clients.claim())));
worker.addEventListener('message', (event) => event.waitUntil(hear(event.data)));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
  if (url.pathname.startsWith('/assets/')) event.respondWith(asset(request));
  else if (mayBeKept(url.pathname)) event.respondWith(keptPage(event));
  else if (PICTURE.test(url.pathname)) event.respondWith(picture(event));
  else if (request.mode === 'navigate') event.respondWith(otherPage(event));
});

/** One after the other: a slow line is the reader's first of all. What an interrupted attempt has fetched stays. */
async function fetchAssets(): Promise<void> {
  const cache = await caches.open(BUILT);
  for (const url of ASSETS) if (!(await cache.match(url))) await cache.add(url);
}

/** Runs when no page of the version before is open any more. Pages that name its files would be empty shells. */
async function removeOldVersion(): Promise<void> {
  const cache = await caches.open(BUILT);
  const wanted = new Set(ASSETS);
  const old = (await cache.keys()).filter((request) => !wanted.has(new URL(request.url).pathname));
  await Promise.all(old.map((request) => cache.delete(request)));
  if (old.length > 0) await dropPages();
}

async function asset(request: Request): Promise<Response> {
  const cache = await caches.open(BUILT);
  const kept = await cache.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}

const mayBeKept = (pathname: string) => DOCUMENT_PAGE.test(pathname) || COUNTING_PAGE.test(pathname);

async function keptPage(event: FetchEvent): Promise<Response> {
  const network = fetch(event.request).then(async (response) => {
    await remember(event.request.url, response.clone());
    return response;
  });
  event.waitUntil(network.catch(() => undefined));
  try {
    const patience = new Promise<'late'>((resolve) => setTimeout(resolve, PATIENCE_MS, 'late'));
    const first = await Promise.race([network, patience]);
    if (first !== 'late' && !AWAY.has(first.status)) return first;
    return (await kept(PAGES, event.request)) ?? (await network);
  } catch (error) {
    const page = await kept(PAGES, event.request);
    if (page) return page;
    if (event.request.mode === 'navigate') return offlinePage();
    throw error;
  }
}

async function otherPage(event: FetchEvent): Promise<Response> {
  try {
    const response = await fetch(event.request);
    event.waitUntil(checkAccount(response));
    return response;
  } catch {
    return offlinePage();
  }
}

/** Every picture is asked for again, so that rights are; without an answer the copy serves. */
async function picture(event: FetchEvent): Promise<Response> {
  try {
    const response = await fetch(event.request);
    if (AWAY.has(response.status)) return (await kept(PICTURES, event.request)) ?? response;
    event.waitUntil(rememberPicture(event.request.url, response.clone()));
    return response;
  } catch (error) {
    const copy = await kept(PICTURES, event.request);
    if (copy) return copy;
    throw error;
  }
}

async function hear({ keep, language, user, forget: gone, check }: PageMessage['data']): Promise<void> {
  if (language) await setFact('language', language);
  if (keep) await keepPage(keep).catch(() => undefined);
  // Not before: the answer that is kept may be the first for this account, and takes away what was known of the one before.
  if (user) await setFact('user', user);
  if (keep) await keepPictures(keep);
  // The page that says so looks after the text itself.
  if (gone) await forget(new URL(gone).pathname, ['pictures']);
  if (check) await checkCounting();
}

/** Of what became restricted, or another's, while nobody looked at it, nothing stays. Without an answer all does. */
async function checkCounting(): Promise<void> {
  const asked = new Map<string, Set<string>>();
  for (const { url } of await (await caches.open(PAGES)).keys()) {
    const [, partnership, activity] = COUNTING_PAGE.exec(new URL(url).pathname) ?? [];
    if (partnership && activity) asked.set(partnership, (asked.get(partnership) ?? new Set()).add(activity));
  }
  for (const [partnership, activities] of asked) {
    const response = await fetch(`${partnership}/kept?${new URLSearchParams([...activities].map((id) => ['activity', id]))}`);
    await checkAccount(response);
    const isThere = response.ok && !response.redirected;
    if (!isThere && !NOT_THERE.has(response.status)) continue;
    const may: string[] = isThere ? await response.json() : [];
    for (const activity of activities) if (!may.includes(activity)) await forget(`${partnership}/${activity}/attendance`);
  }
}

async function keepPage(address: string): Promise<void> {
  const { origin, pathname } = new URL(address);
  if (origin !== worker.location.origin) return;
  if (COUNTING_PAGE.test(pathname)) {
    // As it is now: a document's text comes from this device, what was counted stands in the page. Without what was asked of it besides.
    await remember(origin + pathname, await fetch(pathname), 'asked');
  } else if (!(await (await caches.open(PAGES)).match(address))) await remember(address, await fetch(address));
}

/** The pictures of a kept page. */
async function keepPictures(address: string): Promise<void> {
  const page = await (await caches.open(PAGES)).match(address, { ignoreVary: true });
  const pictures = new Set((await page?.text())?.match(/\/files\/[0-9a-z]+\/[0-9a-f]+/g));
  const cache = await caches.open(PICTURES);
  // One after the other, as with the built files.
  for (const src of pictures) if (!(await cache.match(src))) await rememberPicture(new URL(src, address).href, await fetch(src));
}

/** Keeps a page for the account that it was made for, and nothing of anybody else. @param asked the page itself wants to be kept */
async function remember(address: string, response: Response, asked?: 'asked'): Promise<void> {
  const account = await checkAccount(response);
  const { pathname } = new URL(address);
  if (!account || !mayBeKept(pathname)) return;
  if (NOT_THERE.has(response.status)) return forget(pathname, ['pictures', 'text']);
  if (response.status === 401) return forget(pathname);
  if (account === 'none' || !response.ok || response.redirected) return;
  if (COUNTING_PAGE.test(pathname) && !asked && !(await kept(PAGES, address))) return;
  await put(PAGES, address, response, PAGES_AT_MOST);
}

/** Pictures of documents whose page is kept. */
async function rememberPicture(address: string, response: Response): Promise<void> {
  const account = await checkAccount(response);
  const [, document] = PICTURE.exec(new URL(address).pathname) ?? [];
  if (!account || !document) return;
  if (NOT_THERE.has(response.status)) await (await caches.open(PICTURES)).delete(address);
  if (account === 'none' || !response.ok || response.redirected) return;
  const pages = await (await caches.open(PAGES)).keys();
  if (pages.some(({ url }) => documentOf(url) === document)) await put(PICTURES, address, response, PICTURES_AT_MOST);
}

async function put(name: string, address: string, response: Response, atMost: number): Promise<void> {
  const cache = await caches.open(name);
  // Takes the place of the copy before, at the end of the list, once it is here as a whole: a line may break in the middle of it.
  await cache.put(address, response);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - atMost)).map((request) => cache.delete(request)));
}

const documentOf = (address: string) => DOCUMENT_PAGE.exec(new URL(address).pathname)?.[1];

/** Whoever may not open a page with a network may not without: its copy goes, its data and its pictures; of its text what the server has. */
async function forget(pathname: string, also: ('pictures' | 'text')[] = []): Promise<void> {
  if (!mayBeKept(pathname)) return;
  const page = pathname.replace(/\.data$/, '');
  await deleteWhere(PAGES, (path) => path === page || path === `${page}.data`);
  const [, document, language] = DOCUMENT_PAGE.exec(pathname) ?? [];
  if (!document || !language) return;
  if (also.includes('pictures')) await deleteWhere(PICTURES, (path) => path.startsWith(`/files/${document}/`));
  const user = also.includes('text') && (await fact('user'));
  // A browser that does not answer keeps the text until sign-out, as it would without this worker.
  if (user) await forgetRoom(user, documentRoom(document, language)).catch(() => undefined);
}

async function deleteWhere(name: string, wanted: (path: string) => boolean): Promise<void> {
  const cache = await caches.open(name);
  const found = (await cache.keys()).filter(({ url }) => wanted(new URL(url).pathname));
  await Promise.all(found.map((request) => cache.delete(request)));
}

async function dropPages(): Promise<void> {
  await Promise.all([caches.delete(PAGES), caches.delete(PICTURES)]);
}

/** The account of a response; another one than before means that the kept pages are somebody else's. */
async function checkAccount(response: Response): Promise<string | null> {
  const account = response.headers.get('X-Koinon-Account');
  if (account && account !== (await fact('account'))) {
    await dropPages();
    await (await caches.open(FACTS)).delete('/user');
    await setFact('account', account);
  }
  return account;
}

async function kept(name: string, request: Request | string): Promise<Response | undefined> {
  return (await caches.open(name)).match(request, { ignoreVary: true });
}

/** The kept pages as a list of links, the last visited first; their titles stand escaped in their own pages, with the heading's language. */
async function keptPages(heading: string): Promise<string> {
  const pages = [...(await (await caches.open(PAGES)).keys())].reverse().filter(({ url }) => !url.includes('.data'));
  const items = pages.map(async (request) => {
    const page = (await (await kept(PAGES, request))?.text()) ?? '';
    const [, title] = /<title[^>]*>([^<]+)</.exec(page) ?? [];
    const [, language] = /<h1[^>]*? lang="([\w-]+)"/.exec(page) ?? [];
    const path = new URL(request.url).pathname.replaceAll('&', '&amp;');
    return `<li><a href="${path}"${language ? ` lang="${language}"` : ''}>${title ?? path}</a></li>`;
  });
  return items.length > 0 ? `<h2>${heading}</h2><ul>${(await Promise.all(items)).join('')}</ul>` : '';
}

async function fact(name: string): Promise<string | undefined> {
  return (await (await caches.open(FACTS)).match(`/${name}`))?.text();
}

async function setFact(name: string, value: string): Promise<void> {
  await (await caches.open(FACTS)).put(`/${name}`, new Response(value));
}

async function offlinePage(): Promise<Response> {
  const language = (await fact('language')) ?? 'en';
  const { title, text, retry, kept: heading } = OFFLINE_TEXTS[language] ?? (OFFLINE_TEXTS.en as (typeof OFFLINE_TEXTS)[string]);
  const html = `<!doctype html><html lang="${language in OFFLINE_TEXTS ? language : 'en'}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>:root{color-scheme:light dark;background:Canvas;color:CanvasText}a{color:LinkText;display:inline-block;padding:.6rem 0}body{font:16px/1.6 system-ui,sans-serif;max-width:34rem;margin:20vh auto;padding:0 1.5rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}ul{list-style:none;padding:0;margin:0;overflow-wrap:anywhere}</style>
<h1>${title}</h1><p>${text}</p><p><a href="">${retry}</a></p>${await keptPages(heading)}</html>`;
  return new Response(html, {
    status: 503,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'" },
  });
}
