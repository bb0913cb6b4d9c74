/** Builds what `npm start` serves: the Remix client and server (Vite), and the Node server (esbuild). */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { packAssets } from './pack.mjs';
import { assetsIn, buildServiceWorker, offlineTexts } from './service-worker.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Throws when a part does not build. */
export async function buildAll() {
  const remix = spawnSync(
    process.execPath,
    [path.join(root, 'node_modules/@remix-run/dev/dist/cli.js'), 'vite:build', '--logLevel', 'warn'],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, NODE_ENV: 'production' } },
  );
  if (remix.status !== 0) throw new Error('The pages did not build; the lines above say why.');
  await build({
    entryPoints: {
      koinon: path.join(root, 'server/index.ts'),
      // Threads need files of their own, beside the bundle (server/storage/worker-entry.ts).
      'sqlite-log-worker': path.join(root, 'server/storage/sqlite-log-worker.ts'),
      'compaction-worker': path.join(root, 'server/storage/compaction-worker.ts'),
    },
    outdir: path.join(root, 'build/node'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: 'linked',
    absWorkingDir: root,
    logLevel: 'warning',
  });
  const client = path.join(root, 'build/client');
  await packAssets(path.join(client, 'assets'));
  await buildServiceWorker({ assets: assetsIn(client), texts: offlineTexts(), outfile: path.join(client, 'service-worker.js') });
}
