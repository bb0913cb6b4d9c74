/** `npm run fuzz:frames -- [--cases 1000000] [--seed S]`: see frame-fuzz.ts. The seed is printed, so that a failure can be repeated. */
import { parseArgs } from 'node:util';
import { fuzzFrames } from './frame-fuzz';
import { seeded } from './fuzz';

const { values } = parseArgs({ options: { cases: { type: 'string', default: '1000000' }, seed: { type: 'string' } } });
const cases = Number(values.cases);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
if (!Number.isSafeInteger(cases) || cases < 1 || !Number.isSafeInteger(seed)) {
  console.error('--cases and --seed are whole numbers.');
  process.exit(1);
}
console.log(`${cases} cases, seed ${seed}`);
const begun = performance.now();
try {
  const { malformed, taken, applied, slowestMs } = fuzzFrames(cases, seeded(seed));
  const seconds = Math.round((performance.now() - begun) / 1000);
  console.log(`${malformed} refused, ${taken} taken (${applied} updates applied), slowest ${slowestMs.toFixed(1)} ms of CPU, ${seconds} s`);
} catch (error) {
  console.error(`seed ${seed}: ${(error as Error).message}`);
  process.exit(1);
}
process.exit(0);
