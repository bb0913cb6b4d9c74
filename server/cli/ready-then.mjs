/** `node server/cli/ready-then.mjs SCRIPT.ts ...`: does what is missing, then runs a TypeScript command of the project. */
import './node-version.cjs';
import { spawnSync } from 'node:child_process';

const { root, setUp } = await import('./set-up.mjs');

try {
  await setUp({ build: false, tell: (line) => console.error(line) });
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const { status } = spawnSync(process.execPath, ['--import', 'tsx', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
process.exit(status ?? 1);
