/** Builds the service worker, with the names of the built files and the words of its one page put in. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
/** Scripts, styles, and the letters of our languages: everything that a kept page may load later. */
const WANTED = /\.(js|css)$|-(latin|latin-ext|greek)-[^/]*\.woff2$/;

/** @param {string} clientFolder what Vite has built for browsers */
export function assetsIn(clientFolder) {
  return readdirSync(path.join(clientFolder, 'assets'))
    .filter((name) => WANTED.test(name))
    .map((name) => `/assets/${name}`);
}

/** The words of the page that is shown without a network, by language. */
export function offlineTexts() {
  const folder = path.join(root, 'app/ui/locales');
  return Object.fromEntries(
    readdirSync(folder).map((name) => {
      const words = JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
      const [title, text, retry, kept] = ['title', 'text', 'retry', 'kept'].map((key) => words[`offlinePage.${key}`]);
      return [path.basename(name, '.json'), { title, text, retry, kept }];
    }),
  );
}

/** @param {{ assets: string[], texts: Record<string, { title: string, text: string, retry: string, kept: string }>, outfile: string }} options */
export async function buildServiceWorker({ assets, texts, outfile }) {
  await build({
    entryPoints: [path.join(root, 'app/live/service-worker.ts')],
    outfile,
    bundle: true,
    minify: true,
    target: 'es2022',
    format: 'iife',
    define: { ASSETS: JSON.stringify(assets), OFFLINE_TEXTS: JSON.stringify(texts) },
    absWorkingDir: root,
    logLevel: 'warning',
  });
}
