/**
 * The names that the build gave to files which a page asks for only when its scripts run: its texts, the editor. The page names them at once,
 * and the browser fetches them meanwhile: on a slow line each thing that is asked for only after another costs a journey.
 */
import { readFileSync } from 'node:fs';

interface Chunk {
  file: string;
  css?: string[];
  imports?: string[];
}

/** Addresses on this server. */
export interface LateFiles {
  scripts: string[];
  styles: string[];
}

/** What Vite says it has built, by source file; empty in development and in tests, where nothing is built. */
function builtChunks(): Record<string, Chunk> {
  try {
    return JSON.parse(readFileSync(new URL('../../.vite/client-manifest.json', import.meta.url), 'utf8'));
  } catch {
    return {};
  }
}
const chunks = builtChunks();

/** @param source a file of the project that is loaded by `import()`, e.g. `app/ui/locales/el.json` */
export function lateFiles(source: string): LateFiles {
  const wanted = new Set<Chunk>();
  const want = (name: string) => {
    const chunk = chunks[name];
    if (!chunk || wanted.has(chunk)) return;
    wanted.add(chunk);
    for (const imported of chunk.imports ?? []) want(imported);
  };
  want(source);
  const all = [...wanted];
  return { scripts: all.map(({ file }) => `/${file}`), styles: all.flatMap(({ css = [] }) => css.map((file) => `/${file}`)) };
}
