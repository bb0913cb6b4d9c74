import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';
import tsconfigPaths from 'vite-tsconfig-paths';
import options from './remix.config.js';

/**
 * Components and texts that every page uses travel as one file: twenty small ones would cost more in headers than in code. What few
 * pages need is not among them, and what all of these import is not drawn in (`onlyExplicitManualChunks`): the editor's icons stay with it.
 */
function shell(id: string): string | undefined {
  if (/\/app\/(ui\/(save-state|room-status|dialog)|i18n\/zone-names)\.tsx?$/.test(id)) return undefined;
  return /\/app\/(ui|i18n)\/[^?]*\.tsx?$/.test(id) ? 'shell' : undefined;
}

/**
 * lib0 makes four checks of DOM nodes when it is loaded, by means of its schemas. Nobody asks them, but a bundler cannot know that making
 * one does nothing else: unmarked, all of the schemas (2.4 kB) travel with every document.
 */
const unusedSchemas: Plugin = {
  name: 'unused-schemas',
  transform: (code, id) => (id.endsWith('/lib0/dom.js') ? code.replaceAll('= $.$custom(', '= /* @__PURE__ */ $.$custom(') : undefined),
};

export default defineConfig(({ isSsrBuild }) => ({
  cacheDir: 'build/.vite',
  plugins: [tailwindcss(), remix(options), tsconfigPaths(), unusedSchemas],
  // Native packages are for the server; the scan for what the browser needs must not try to bundle them.
  optimizeDeps: { exclude: ['@node-rs/argon2', 'sharp', 'better-sqlite3'] },
  build: {
    target: 'es2022',
    // Which file became which (app/kit/built-files.server.ts).
    manifest: !isSsrBuild,
    // Slower than Vite's own (esbuild), and three in a hundred smaller: a document's page saves 10 kB of gzip. The server keeps the names that its errors speak of.
    minify: isSsrBuild ? false : 'terser',
    terserOptions: { compress: { passes: 2 } },
    // The Content-Security-Policy allows no data: script or font; small files are served like all others.
    assetsInlineLimit: 0,
    rollupOptions: isSsrBuild ? {} : { output: { manualChunks: shell, onlyExplicitManualChunks: true } },
  },
}));
