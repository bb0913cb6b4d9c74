/** Who imports whom, read from the code: enough of the language for our own files, no more. */
import path from 'node:path';
import { filesIn, read } from './files';

export interface Import {
  from: string;
  /** Path from the root; no extension. */
  to: string;
  /** Erased when built: `import type`, or only `type` names. */
  typeOnly: boolean;
}

const STATEMENT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?([\w*{},\s$]*?)\s*from\s+'([^']+)'|(?:^|\n)\s*import\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g;

function resolve(file: string, name: string): string | null {
  if (name.startsWith('~/')) return `app/${name.slice(2)}`;
  return name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : null;
}

/** Imports of our own files by our own product files; tests and their builders may reach anywhere. */
export function ownImports(): Import[] {
  const product = [...filesIn('app', /\.tsx?$/), ...filesIn('server', /\.(ts|mjs)$/)].filter(
    (file) => !/(\.test\.tsx?|\/testing\.ts)$/.test(file),
  );
  return product.flatMap((file) =>
    [...read(file).matchAll(STATEMENT)].flatMap(([, type, names = '', from, bare, dynamic]) => {
      const to = resolve(file, from ?? bare ?? dynamic ?? '');
      const named = names
        .match(/^\{([^}]*)\}$/)?.[1]
        ?.split(',')
        .map((name) => name.trim());
      const typeOnly = Boolean(type) || (named?.filter(Boolean).every((name) => name.startsWith('type ')) ?? false);
      return to ? [{ from: file, to: to.replace(/\.(tsx?|mjs|js)$/, ''), typeOnly }] : [];
    }),
  );
}
