/** `npm run bench -- NAME [--json]`: a table on a terminal, else JSON and nothing else on standard output. See bench/README.md. */
import { setUp } from '../server/cli/set-up.mjs';
import { benchActivities } from './activities';
import { benchEcho } from './echo';
import { type Result, table } from './figures';
import { benchOpen } from './open';
import { benchPlan } from './plan';
import { benchServer } from './server';
import { benchStart } from './start';
import { benchSync } from './sync';
import { benchTyping } from './typing';
import { benchWeight } from './weight';

const words = process.argv.slice(2);
const WITH_VALUE = ['--trace', '--only'];
const value = (option: string) => (words.includes(option) ? (words[words.indexOf(option) + 1] ?? null) : null);

interface Answer {
  json: unknown;
  table: string;
  /** False: what was measured is worth nothing. */
  sound: boolean;
}

const flat = (measure: () => Promise<Result>) => async (): Promise<Answer> => {
  const result = await measure();
  return { json: result, table: table(result), sound: true };
};

async function sync(): Promise<Answer> {
  const { rows, ...rest } = await benchSync({ trace: value('--trace'), short: words.includes('--short'), only: value('--only') });
  return { json: rows, ...rest };
}

const benches: Record<string, () => Promise<Answer>> = {
  start: flat(() => benchStart({ fresh: !words.includes('--warm') })),
  weight: flat(benchWeight),
  server: flat(benchServer),
  typing: flat(benchTyping),
  echo: flat(benchEcho),
  open: flat(benchOpen),
  plan: flat(benchPlan),
  activities: flat(() => benchActivities({ only: value('--only') })),
  sync,
};

const bench = benches[words.find((word, index) => !word.startsWith('--') && !WITH_VALUE.includes(words[index - 1] ?? '')) ?? ''];
if (!bench) {
  console.error(`Say which: npm run bench -- NAME [--json], where NAME is one of ${Object.keys(benches).join(', ')}.`);
  process.exit(1);
}
try {
  // `sync` makes a bundle of its own and shows no page.
  await setUp({ development: true, build: bench !== sync, tell: (line: string) => console.error(line) });
  const { json, table: lines, sound } = await bench();
  const asJson = words.includes('--json') || !process.stdout.isTTY;
  console.log(asJson ? JSON.stringify(json) : lines);
  if (!sound) process.exitCode = 1;
} catch (error) {
  console.error(error);
  process.exit(1);
}
