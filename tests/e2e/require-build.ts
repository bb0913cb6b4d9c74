import { existsSync } from 'node:fs';
import path from 'node:path';
import { builtServer, root } from './koinon';

/** The browser tests drive what users get: the built pages and server. They never build themselves. */
export default function requireBuild() {
  const missing = [builtServer, path.join(root, 'build/server/index.js'), path.join(root, 'build/client')].filter(
    (file) => !existsSync(file),
  );
  if (missing.length > 0) {
    throw new Error(
      `The browser tests need the built Koinon, and ${missing.join(', ')} is not there: run "npm run build" first (npm test does).`,
    );
  }
}
