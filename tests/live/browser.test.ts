/** What a browser keeps (IndexedDB) and what it says about it, in real Chromium, against the real sync server over a cable that breaks. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { markOf } from '~/live/text-mark';
import { Close } from '~/live/wire';
import { MemoryLog } from '../../server/storage/memory-log';
import type { TestPage } from './browser-page';
import { CHROMIUM } from './chromium';
import { type FaultProxy, startFaultProxy } from './fault-proxy';
import { ROOM, startServer, TestBackend, type TestServer, until } from './harness';

let browser: Browser;
let script: string;
let server: TestServer;
let cable: FaultProxy;
let pages: { origin: string; close(): Promise<void> };
let contexts: BrowserContext[] = [];

beforeAll(async () => {
  const built = await build({
    entryPoints: [path.join(import.meta.dirname, 'browser-page.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  });
  script = built.outputFiles[0]?.text ?? '';
  browser = await chromium.launch(CHROMIUM);
});
afterAll(() => browser.close());

beforeEach(async () => {
  pages = await servePages();
  server = await startServer({ publicUrl: pages.origin, log: new MemoryLog(), backend: new TestBackend() });
  cable = await startFaultProxy(server.port);
});
afterEach(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  contexts = [];
  await cable.close();
  await server.close();
  await pages.close();
});

/** One page, which signs in whom the query names. */
async function servePages() {
  const http = createServer((request, response) => {
    const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    // Not with the icon that browsers ask for.
    if (query.has('user')) response.setHeader('Set-Cookie', [`user=${query.get('user')}`, `mode=${query.get('mode') ?? 'write'}`]);
    response.end(`<!doctype html><title>room</title><script>${script.replaceAll('</script', '<\\/script')}</script>`);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return {
    origin,
    close: () =>
      new Promise<void>((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
}

async function someBrowser(): Promise<BrowserContext> {
  const context = await browser.newContext();
  contexts.push(context);
  return context;
}

const address = (user: string, more = '') => `${pages.origin}/?user=${user}&socket=${new URL(cable.origin).port}${more}`;

async function open(context: BrowserContext, user = 'anna', more = ''): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address(user, more));
  return page;
}

type Result<K extends keyof TestPage> = Awaited<ReturnType<TestPage[K]>>;
async function ask<K extends keyof TestPage>(page: Page, name: K, ...words: (string | number)[]): Promise<Result<K>> {
  return page.evaluate(
    ([key, given]) =>
      (window as unknown as { page: Record<string, (...words: (string | number)[]) => unknown> }).page[key as string]?.(...given),
    [name, words] as const,
  ) as Promise<Result<K>>;
}
const says = (page: Page, state: object) =>
  until(JSON.stringify(state), async () => {
    const now = (await ask(page, 'state')) as unknown as Record<string, unknown>;
    return Object.entries(state).every(([key, value]) => now[key] === value);
  }).catch(async (error) => {
    throw new Error(`${error.message}; it is ${JSON.stringify(await ask(page, 'state'))}`);
  });
const reads = (page: Page, text: string) => until(`"${text}"`, async () => (await ask(page, 'read')) === text);

async function docOnServer(): Promise<Y.Doc> {
  const doc = new Y.Doc();
  for (const row of (await server.log.load(ROOM, 1)).tail) Y.applyUpdate(doc, row.update);
  return doc;
}
const textOnServer = async () => (await docOnServer()).getXmlFragment('default').toString();

test('C9: what is typed offline survives a reload, the closing of the page, and merges when the line is back', async () => {
  const [annas, berts] = [await someBrowser(), await someBrowser()];
  const anna = await open(annas);
  await says(anna, { is: 'saved' });
  await ask(anna, 'type', 'agreed. ');
  await says(anna, { is: 'saved' });
  cable.block();
  await ask(anna, 'type', 'one ');
  await says(anna, { is: 'offline', changes: 1, kept: true });

  await anna.reload();
  await says(anna, { is: 'offline', changes: 1, kept: true });
  expect(await ask(anna, 'read')).toBe('agreed. one ');
  expect(await ask(anna, 'ready')).toBe(true);
  expect(await ask(anna, 'mode')).toBe('write');
  await ask(anna, 'type', 'two ');
  await says(anna, { is: 'offline', changes: 2, kept: true });
  await anna.close({ runBeforeUnload: false });

  const again = await open(annas);
  await says(again, { is: 'offline', changes: 2 });
  expect(await textOnServer()).toBe('agreed. ');
  cable.mend();
  await says(again, { is: 'saved' });
  expect(await textOnServer()).toBe('agreed. one two ');
  await reads(await open(berts, 'bert'), 'agreed. one two ');

  // What was acked is no longer counted, also when the next visit begins without a line.
  await until('the device knows it too', async () => (await ask(again, 'unsavedOf', 'anna')) === 0);
  cable.block();
  await again.reload();
  await says(again, { is: 'offline', changes: 0, kept: true });
});

test('C10: two tabs of one person, both offline: both texts survive, and each is there once', async () => {
  const context = await someBrowser();
  const first = await open(context);
  const second = await open(context);
  await says(first, { is: 'saved' });
  await ask(first, 'type', 'start ');
  await reads(second, 'start ');
  await says(first, { is: 'saved' });
  cable.block();
  await ask(first, 'type', 'A');
  await ask(second, 'type', 'B');
  await says(first, { is: 'offline', changes: 1, kept: true });
  await says(second, { is: 'offline', changes: 1, kept: true });
  await first.reload();
  await says(first, { is: 'offline', changes: 2 });
  expect([...(await ask(first, 'read'))].sort().join('').trim()).toBe('ABarstt');
  cable.mend();
  await says(first, { is: 'saved' });
  await says(second, { is: 'saved' });
  const text = await textOnServer();
  expect(text.match(/[AB]/g)?.sort()).toEqual(['A', 'B']);
  await reads(first, text);
  await reads(second, text);
});

test('C11: another account in the same browser sees nothing, and unsaved text of the first is not thrown away', async () => {
  const context = await someBrowser();
  const anna = await open(context);
  await says(anna, { is: 'saved' });
  cable.block();
  await ask(anna, 'type', 'secret');
  await says(anna, { is: 'offline', changes: 2, kept: true });
  await ask(anna, 'forgetOthers');
  await anna.close();

  const bert = await open(context, 'bert');
  await ask(bert, 'forgetOthers');
  expect(await ask(bert, 'read')).toBe('');
  expect(await ask(bert, 'unsavedOf', 'anna')).toBe(2);
  cable.mend();
  await says(bert, { is: 'saved' });
  expect(await textOnServer()).toBe('');
  await bert.close();

  const back = await open(context);
  await says(back, { is: 'saved' });
  expect(await textOnServer()).toBe('secret');
  await until('the device knows it too', async () => (await ask(back, 'unsavedOf', 'anna')) === 0);
  await back.close();

  // Now all of it is on the server: the next account clears it away.
  const next = await open(context, 'bert');
  await ask(next, 'forgetOthers');
  expect(await ask(next, 'databases')).toEqual(['koinon-bert']);
});

test('C11: signing out takes everything of that person off the device, in all tabs', async () => {
  const context = await someBrowser();
  const [first, second] = [await open(context), await open(context)];
  await says(first, { is: 'saved' });
  await says(second, { is: 'saved' });
  await ask(first, 'type', 'words');
  await says(first, { is: 'saved' });
  await reads(second, 'words');
  await ask(first, 'forget');
  await until('nothing is kept', async () => (await ask(first, 'databases')).length === 0);
  cable.block();
  await ask(second, 'type', '!');
  await says(second, { is: 'offline', changes: 1, kept: false });
});

test('C9: where the browser has no such storage, nothing is claimed to be kept', async () => {
  const context = await someBrowser();
  await context.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
  const page = await open(context);
  await says(page, { is: 'saved' });
  cable.block();
  await ask(page, 'type', 'a');
  await says(page, { is: 'offline', changes: 2, kept: false });
  cable.mend();
  await says(page, { is: 'saved' });
  expect(await textOnServer()).toBe('a');
});

test('C9: when the storage of the browser is full, "kept" is taken back', async () => {
  const context = await someBrowser();
  const page = await open(context);
  await says(page, { is: 'saved' });
  cable.block();
  await ask(page, 'type', 'a');
  await says(page, { is: 'offline', changes: 2, kept: true });
  await page.evaluate(() => {
    IDBObjectStore.prototype.add = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
  });
  await ask(page, 'type', 'b');
  await says(page, { is: 'offline', changes: 3, kept: false });
});

test('C12: text of a generation that was replaced meanwhile is put aside, not merged, until its writer lets it go', async () => {
  const context = await someBrowser();
  const page = await open(context);
  await says(page, { is: 'saved' });
  await ask(page, 'type', 'old ');
  await says(page, { is: 'saved' });
  cable.block();
  await ask(page, 'type', 'mine');
  await says(page, { is: 'offline', changes: 1, kept: true });
  server.backend.generation = 2;
  cable.mend();
  await says(page, { is: 'stopped', why: 'otherGeneration', changes: 1, kept: true });
  await page.goto(address('anna', '&generation=2'));
  await says(page, { is: 'saved' });
  expect(await ask(page, 'read')).toBe('');
  expect(await ask(page, 'aside')).toEqual([{ why: 'otherGeneration', changes: 1, text: 'old mine' }]);
  await page.reload();
  await until('still there', async () => (await ask(page, 'aside')).length === 1);
  await ask(page, 'discard');
  await page.reload();
  await says(page, { is: 'saved' });
  expect(await ask(page, 'aside')).toEqual([]);
});

test('C6: a refused edit is put aside and stays there over a reload; it is never sent again', async () => {
  const context = await someBrowser();
  const page = await open(context);
  await ask(page, 'type', 'agreed');
  await says(page, { is: 'saved' });
  cable.block();
  await ask(page, 'type', ' and mine');
  await says(page, { is: 'offline', changes: 1, kept: true });
  // The reload begins without a line, and signs in as a reader.
  await page.goto(address('anna', '&mode=read'));
  await says(page, { is: 'offline', changes: 1 });
  cable.mend();
  await says(page, { is: 'readOnly' });
  const aside = [{ why: 'refused', changes: 1, text: 'agreed and mine' }];
  expect(await ask(page, 'aside')).toEqual(aside);
  expect(await ask(page, 'read')).toBe('agreed');
  await page.reload();
  await says(page, { is: 'readOnly' });
  expect(await ask(page, 'aside')).toEqual(aside);
  expect(await textOnServer()).toBe('agreed');
});

test('C13: a long day does not fill the device with rows', async () => {
  const context = await someBrowser();
  const page = await open(context);
  await says(page, { is: 'saved' });
  for (let i = 0; i < 400; i++) await ask(page, 'type', `${i} `);
  await says(page, { is: 'saved' });
  await ask(page, 'leave');
  expect(await ask(page, 'rows')).toBeLessThan(20);
  cable.block();
  await page.reload();
  await says(page, { is: 'offline', changes: 0 });
  expect(await ask(page, 'read')).toBe(Array.from({ length: 400 }, (_, i) => `${i} `).join(''));
});

/** Anna has written "agreed", which her other tabs have read, and then "mine" without a line; her rights are other ones by now. */
async function writtenOffline(context: BrowserContext): Promise<Page> {
  const others = context.pages();
  const page = await open(context);
  await ask(page, 'type', 'agreed ');
  await says(page, { is: 'saved' });
  for (const other of others) await reads(other, 'agreed ');
  cable.block();
  await ask(page, 'type', 'mine');
  await says(page, { is: 'offline', changes: 1 });
  return page;
}
const onlyReads = async (cookie: string) => server.backend.access(`${cookie}; mode=read`.replace('mode=write', ''));
const mayNot = async () => ({ ok: false, status: 404 }) as const;

test('C6: a text that was put aside is asked about at sign-out, and another account does not clear it away', async () => {
  const context = await someBrowser();
  const page = await writtenOffline(context);
  server.backend.onAuthorize = onlyReads;
  cable.mend();
  await says(page, { is: 'readOnly' });
  expect(await ask(page, 'aside')).toHaveLength(1);
  expect(await ask(page, 'unsavedOf', 'anna')).toBe(1);
  await ask(page, 'forgetOthers');
  await page.close();
  const bert = await open(context, 'bert');
  await ask(bert, 'forgetOthers');
  expect(await ask(bert, 'databases')).toEqual(['koinon-anna', 'koinon-bert']);
});

test('C6: a text that was put aside outlives the loss of access', async () => {
  const context = await someBrowser();
  const page = await writtenOffline(context);
  server.backend.onAuthorize = onlyReads;
  cable.mend();
  await says(page, { is: 'readOnly' });
  server.sync.service.revoke({ userId: 'anna' }, Close.accessLost);
  await says(page, { is: 'stopped', why: 'accessLost', changes: 0 });
  await ask(page, 'leave');
  expect(await ask(page, 'heldText')).toBe('');
  expect(await ask(page, 'held')).toMatchObject([
    { room: ROOM, title: 'Strategy', language: 'en', path: '/strategy', unsaved: 0, aside: [{ why: 'refused' }] },
  ]);
});

test('C6: without storage, a text that was put aside is in this page alone, and the page knows it', async () => {
  const context = await someBrowser();
  await context.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
  const page = await writtenOffline(context);
  expect(await ask(page, 'loose')).toBe(0);
  server.backend.onAuthorize = onlyReads;
  cable.mend();
  await says(page, { is: 'readOnly' });
  expect(await ask(page, 'loose')).toBe(1);
  expect(await ask(page, 'aside')).toEqual([{ why: 'refused', changes: 1, text: 'agreed mine' }]);
});

test('C6: what a closed tab left on the device is not thrown away with the refused text of another', async () => {
  const context = await someBrowser();
  const second = await open(context);
  await says(second, { is: 'saved' });
  const first = await writtenOffline(context);
  await ask(second, 'type', 'theirs ');
  await says(second, { is: 'offline', changes: 1, kept: true });
  await second.close();
  server.backend.onAuthorize = onlyReads;
  cable.mend();
  await says(first, { is: 'readOnly' });
  const aside = await ask(first, 'aside');
  expect(aside.map(({ changes }) => changes)).toEqual([1, 1]);
  expect(aside.map(({ text }) => text).join()).toContain('mine');
  expect(aside.map(({ text }) => text).join()).toContain('theirs ');
});

test('C6: a key that is pressed while a refused text is put aside is in it', async () => {
  const context = await someBrowser();
  const page = await open(context);
  await ask(page, 'type', 'agreed ');
  await says(page, { is: 'saved' });
  await ask(page, 'typeWhilePuttingAside', 'late');
  server.sync.service.revoke({ userId: 'anna' }, Close.tooBig);
  await until('put aside', async () => (await ask(page, 'aside')).length > 0);
  await says(page, { is: 'saved' });
  expect(await ask(page, 'aside')).toEqual([{ why: 'refused', changes: 1, text: 'agreed late' }]);
  await ask(page, 'leave');
  expect(await ask(page, 'held')).toMatchObject([{ unsaved: 0, aside: [{ changes: 1 }] }]);
});

test('C17: in the trash: unsaved changes stay on the device, and are sent when the text is taken out again', async () => {
  const context = await someBrowser();
  const page = await writtenOffline(context);
  server.backend.onAuthorize = mayNot;
  await ask(page, 'answer', 'trashed');
  cable.mend();
  await says(page, { is: 'stopped', why: 'deleted', changes: 1, kept: true });
  await ask(page, 'leave');
  expect(await ask(page, 'held')).toMatchObject([{ unsaved: 1, aside: [] }]);
  expect(await ask(page, 'heldText')).toBe('agreed mine');
  server.backend.onAuthorize = null;
  await page.reload();
  await says(page, { is: 'saved' });
  expect(await textOnServer()).toBe('agreed mine');
  await until('nothing is held any more', async () => (await ask(page, 'held')).length === 0);
});

test('C17: in the trash with nothing unsaved: the device forgets the text', async () => {
  const context = await someBrowser();
  const page = await open(context);
  await ask(page, 'type', 'agreed');
  await says(page, { is: 'saved' });
  server.sync.service.revoke({ userId: 'anna' }, Close.deleted);
  await says(page, { is: 'stopped', why: 'deleted', changes: 0 });
  await ask(page, 'leave');
  expect(await ask(page, 'rows')).toBe(0);
});

test('C17: access was taken away while offline: unsaved changes of all tabs are put aside, the rest is forgotten', async () => {
  const context = await someBrowser();
  const second = await open(context);
  await says(second, { is: 'saved' });
  const page = await writtenOffline(context);
  await ask(second, 'type', 'theirs ');
  await says(second, { is: 'offline', changes: 1, kept: true });
  await second.close();
  server.backend.onAuthorize = mayNot;
  await ask(page, 'answer', 'gone');
  cable.mend();
  await says(page, { is: 'stopped', why: 'accessLost', changes: 1, kept: true });
  await ask(page, 'type', '!');
  await ask(page, 'leave');
  const [held] = await ask(page, 'held');
  expect(held).toMatchObject({ unsaved: 0, aside: [{ why: 'accessLost', changes: 3 }] });
  const text = await ask(page, 'heldText', held?.aside[0]?.id ?? 0);
  for (const words of ['mine!', 'theirs ', 'agreed ']) expect(text).toContain(words);
  expect(await ask(page, 'heldText')).toBe('');
});

test('C9: "kept" is said only of what is written; until then it is being kept', async () => {
  const context = await someBrowser();
  const page = await writtenOffline(context);
  await says(page, { is: 'offline', changes: 1, kept: true });
  await ask(page, 'holdWrites');
  expect(await ask(page, 'typeAndSay', '!')).toMatchObject({ is: 'offline', changes: 2, kept: false, keeping: true });
  // A write that takes so long is none to count on.
  await until('no longer promised', async () => !('keeping' in (await ask(page, 'state'))));
  await says(page, { is: 'offline', changes: 2, kept: false });
  await ask(page, 'holdWrites');
  await says(page, { is: 'offline', changes: 2, kept: true });
});

test('C4: without storage, a short break is no reason to leave unasked', async () => {
  const context = await someBrowser();
  await context.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
  const page = await open(context, 'anna', '&grace=30000');
  await says(page, { is: 'saved' });
  cable.block();
  await ask(page, 'type', 'a');
  await says(page, { is: 'saving', changes: 2, kept: false });
  cable.mend();
  await says(page, { is: 'saved' });
});

test('C11: a tab that does not answer cannot hold up signing out for ever', async () => {
  const context = await someBrowser();
  const page = await open(context);
  await says(page, { is: 'saved' });
  const frozen = await open(context, 'anna');
  await frozen.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.open('koinon-anna').onsuccess = resolve;
      }),
  );
  expect(await ask(page, 'forget')).toBe(false);
  await frozen.close();
  await until('the database is gone', async () => (await ask(page, 'databases')).length === 0);
});

test('C18: what is remembered of rights can take the pen away, and never gives it', async () => {
  const context = await someBrowser();
  const page = await open(context);
  await says(page, { is: 'saved' });
  cable.block();
  await page.goto(address('anna', '&allowed=read'));
  await says(page, { is: 'offline' });
  expect(await ask(page, 'mode')).toBe('read');
});

test('C18: an older copy does not take the place of a newer text that the page shows already', async () => {
  const [annas, berts] = [await someBrowser(), await someBrowser()];
  const anna = await open(annas);
  await ask(anna, 'type', 'one ');
  await says(anna, { is: 'saved' });
  // "Saved" speaks of the server; the copy on the device is written beside it.
  await until('the copy is written', async () => (await ask(anna, 'heldText')) === 'one ');
  const before = encodeURIComponent(markOf(await docOnServer()));
  await anna.goto('about:blank');
  const bert = await open(berts, 'bert');
  await reads(bert, 'one ');
  await ask(bert, 'type', 'two ');
  await says(bert, { is: 'saved' });
  const after = encodeURIComponent(markOf(await docOnServer()));
  cable.block();

  await anna.goto(address('anna', `&shown=${after}`));
  await says(anna, { is: 'offline', changes: 0, mode: 'read' });
  expect(await ask(anna, 'ready')).toBe(false);
  // A page that was kept with the copy is as old as it.
  await anna.goto(address('anna', `&shown=${before}`));
  await says(anna, { is: 'offline', mode: 'write' });
  expect(await ask(anna, 'ready')).toBe(true);
  await anna.goto(address('anna', `&shown=${after}`));
  cable.mend();
  await says(anna, { is: 'saved' });
  expect(await ask(anna, 'read')).toBe('one two ');
});
