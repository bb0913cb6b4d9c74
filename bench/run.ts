/** `npm run bench -- NAME [--json]`: a table, or one JSON object and nothing else on standard output. See bench/README.md. */
import { setUp } from '../server/cli/set-up.mjs';
import { benchEcho } from './echo';
import { type Result, table } from './figures';
import { benchOpen } from './open';
import { benchServer } from './server';
import { benchStart } from './start';
import { benchTyping } from './typing';
import { benchWeight } from './weight';

const words = process.argv.slice(2);
const benches: Record<string, () => Promise<Result>> = {
  start: () => benchStart({ fresh: !words.includes('--warm') }),
  weight: benchWeight,
  server: benchServer,
  typing: benchTyping,
  echo: benchEcho,
  open: benchOpen,
};

const bench = benches[words.find((word) => !word.startsWith('--')) ?? ''];
if (!bench) {
  console.error(`Say which: npm run bench -- NAME [--json], where NAME is one of ${Object.keys(benches).join(', ')}.`);
  process.exit(1);
}
try {
  await setUp({ development: true, tell: (line: string) => console.error(line) });
  const result = await bench();
  console.log(words.includes('--json') ? JSON.stringify(result) : table(result));
} catch (error) {
  console.error(error);
  process.exit(1);
}
