/**
 * Where worker threads are found. From source they are `.ts` files beside this one, run through tsx. In the production bundle they are
 * `<name>.mjs` beside the bundle's own file: `server/cli/build.mjs` gives esbuild each of them as an entry point.
 */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** Starts a worker thread; `data` becomes its `workerData`. */
export function startWorker(name: 'sqlite-log-worker' | 'compaction-worker', data: unknown): Worker {
  if (import.meta.url.endsWith('.ts')) return startFromSource(new URL(`./${name}.ts`, import.meta.url), { workerData: data, name });
  return new Worker(new URL(`./${name}.mjs`, import.meta.url), { workerData: data, name });
}

/** `--import tsx` does not reach worker threads on Node 20, so the thread registers tsx itself before it imports its entry. */
function startFromSource(entry: URL, options: WorkerOptions): Worker {
  const tsx = new URL('dist/esm/api/index.mjs', pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'))).href;
  const code = `import(${JSON.stringify(tsx)}).then(({ register }) => { register(); return import(${JSON.stringify(entry.href)}); });`;
  return new Worker(code, { ...options, eval: true, execArgv: [] });
}
