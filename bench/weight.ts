/**
 * `weight`: all JavaScript that a page loads with nothing cached: the browser says which files, and each is then asked for with
 * `Accept-Encoding: gzip`, because a browser on this machine would be given brotli and the peers' figures are gzip.
 */
import http from 'node:http';
import type { Browser } from 'playwright-core';
import { EDITOR, openBrowser, signedIn } from './browser';
import { against, type Result, rounded } from './figures';
import { openWorld, type World } from './world';

const LIST_GOAL_KB = 130;
const EDITOR_GOAL_KB = 320;

/** Bytes of the body on the wire. */
function gzipSize(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { headers: { 'Accept-Encoding': 'gzip' } }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      // Files under a kilobyte are sent as they are; so they count as they are.
      response.on('end', () => (response.statusCode === 200 ? resolve(bytes) : reject(new Error(`${url}: ${response.statusCode}`))));
    });
    request.on('error', reject);
  });
}

/** Scripts of one page. @param ready what must be on the page before it counts as loaded */
async function scriptsOf(browser: Browser, world: World, path: string, ready: string): Promise<{ url: string; kb: number }[]> {
  const context = await signedIn(browser, world.url, world.cookies[0]);
  const page = await context.newPage();
  const urls = new Set<string>();
  page.on('response', (response) => {
    if (/javascript/.test(response.headers()['content-type'] ?? '')) urls.add(response.url());
  });
  await page.goto(world.url + path, { waitUntil: 'load' });
  await page.locator(ready).first().waitFor({ timeout: 60_000 });
  await page.waitForLoadState('networkidle');
  await context.close();
  return Promise.all([...urls].map(async (url) => ({ url, kb: (await gzipSize(url)) / 1000 })));
}

const sum = (scripts: { kb: number }[]) => scripts.reduce((total, { kb }) => total + kb, 0);

export async function benchWeight(): Promise<Result> {
  const world = await openWorld();
  const browser = await openBrowser();
  try {
    const list = await scriptsOf(browser, world, world.list, 'main');
    const editor = await scriptsOf(browser, world, world.small, EDITOR);
    const heaviest = (scripts: { url: string; kb: number }[]) =>
      [...scripts]
        .sort((a, b) => b.kb - a.kb)
        .slice(0, 5)
        .map(({ url, kb }) => `${url.split('/').at(-1)} ${rounded(kb)}`)
        .join(', ');
    return {
      ...against('listKb', sum(list), LIST_GOAL_KB),
      ...against('editorKb', sum(editor), EDITOR_GOAL_KB),
      listFiles: list.length,
      editorFiles: editor.length,
      listHeaviest: heaviest(list),
      editorHeaviest: heaviest(editor),
    };
  } finally {
    await browser.close();
    await world.close();
  }
}
