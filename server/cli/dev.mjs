/** `npm run dev`: does what is missing, then serves from the sources, with hot reload of the pages. */
import './node-version.cjs';
import { spawn } from 'node:child_process';

const { root, setUp } = await import('./set-up.mjs');

try {
  await setUp({ development: true, build: false });
} catch (error) {
  console.error(`\nKoinon could not be prepared.\n\n${error.message}`);
  process.exit(1);
}
const server = spawn(process.execPath, ['--import', 'tsx', 'server/index.ts', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: 'development' },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => process.exit(code ?? 1));
