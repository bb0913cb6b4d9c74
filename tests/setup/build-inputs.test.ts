/** `npm start` builds again exactly when a file has changed that a bundler reads. */
import { readdirSync } from 'node:fs';
import { build, type Plugin } from 'esbuild';
import { expect, test } from 'vitest';
import { buildFiles } from '../../server/cli/set-up.mjs';

/** Where the bundlers begin, their own configuration and our build script among them. */
const ENTRIES = [
  'vite.config.ts',
  'server/cli/build.mjs',
  'server/cli/prisma-clients.mjs',
  'server/index.ts',
  'server/storage/sqlite-log-worker.ts',
  'server/storage/compaction-worker.ts',
  'app/live/service-worker.ts',
  'app/root.tsx',
  ...readdirSync('app', { withFileTypes: true }).flatMap((file) => (/^entry\..*\.tsx$/.test(file.name) ? [`app/${file.name}`] : [])),
  ...readdirSync('app/routes').map((name) => `app/routes/${name}`),
];

/** Styles and letters are Vite's to read; they lie in `app`, or in packages. */
const assets: Plugin = {
  name: 'assets',
  setup(bundler) {
    bundler.onResolve({ filter: /\.css$|\?url$|^virtual:/ }, ({ path }) => ({ path, external: true }));
  },
};

test('every file that goes into the build is looked at', async () => {
  const { metafile } = await build({
    entryPoints: ENTRIES,
    bundle: true,
    write: false,
    metafile: true,
    outdir: 'build/none',
    packages: 'external',
    platform: 'node',
    format: 'esm',
    plugins: [assets],
    logLevel: 'error',
  });
  const known = new Set(buildFiles());
  // The generated clients follow from prisma/schema.prisma.
  const read = Object.keys(metafile.inputs).filter((file) => !file.startsWith('prisma/generated/'));
  expect(read.length).toBeGreaterThan(200);
  expect(read).toContain('prisma/seed/nclusion.ts');
  expect(read.filter((file) => !known.has(file))).toEqual([]);
});
