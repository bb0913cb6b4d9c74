/** `npm start`: does what is missing, then serves in this same process, so that signals and the exit code are the server's own. */
import './node-version.cjs';

const { root, setUp } = await import('./set-up.mjs');

process.chdir(root);
process.env.NODE_ENV = 'production';
try {
  await setUp();
} catch (error) {
  console.error(`\nKoinon could not be prepared.\n\n${error.message}`);
  process.exit(1);
}
await import('../../build/node/koinon.mjs');
