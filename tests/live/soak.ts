/**
 * `npm run soak -- [--minutes 10] [--seed S]`: the simulator on real processes, on SQLite and on PostgreSQL where it answers, one room after the
 * other. Prints seeds as it goes; fails with the seed and the last events, or when a fault has happened too seldom to have shown anything.
 */
import { parseArgs } from 'node:util';
import { arenaInProcess } from './arena';
import { type Fault, noneFired, simulate } from './simulator';
import { STORAGES } from './storages';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string' } } });
const minutes = Number(values.minutes);
const first = Number(values.seed ?? Date.now() % 1_000_000);
if (!(minutes > 0) || !Number.isSafeInteger(first)) {
  console.error('--minutes is a number above 0, --seed a whole number.');
  process.exit(1);
}

/** Of every fault, for each minute that the run was to last; and of each at least once. */
const LEAST_A_MINUTE = 1;
/** A server that grows more than this over the highest of the first rooms keeps something. */
const GROWTH_BYTES = 64 * 1024 * 1024;
const FIRST_ROOMS = 3;

console.log(`${minutes} minutes, seed ${first}`);
const end = Date.now() + minutes * 60_000;
const fired = noneFired();
const places = STORAGES.filter(({ skipped }) => !skipped);
const arenas = await Promise.all(places.map(async ({ make }) => arenaInProcess(await make())));
const memory: number[] = [];
let failure = '';
let rooms = 0;
try {
  for (let seed = first; Date.now() < end; seed++) {
    const place = rooms % arenas.length;
    const arena = arenas[place] as (typeof arenas)[number];
    const begun = performance.now();
    await simulate(arena, { seed, room: `doc/soak${String(seed).padStart(8, '0')}/en`, steps: 200, fired });
    rooms += 1;
    const { rss } = await arena.stats();
    memory.push(rss);
    console.log(`seed ${seed} on ${places[place]?.name}: ${Math.round(performance.now() - begun)} ms, ${Math.round(rss / 1e6)} MB`);
    const most = Math.max(...memory.slice(0, FIRST_ROOMS * arenas.length)) * 1.5 + GROWTH_BYTES;
    if (rss > most) throw new Error(`seed ${seed}: the server has grown to ${rss} bytes`);
  }
  const least = Math.max(1, Math.floor(minutes * LEAST_A_MINUTE));
  const rare = Object.keys(fired).filter((fault) => fired[fault as Fault] < least);
  if (rare.length > 0) throw new Error(`Too seldom to show anything (at least ${least} of each): ${rare.join(', ')}.`);
} catch (error) {
  failure = (error as Error).message;
}
console.log(
  `${rooms} rooms; ${Object.entries(fired)
    .map(([fault, times]) => `${fault} ${times}`)
    .join(', ')}`,
);
if (failure) console.error(`${failure}\nRepeat it with: npm run soak -- --minutes ${minutes} --seed ${first}`);
for (const arena of arenas) await arena.close().catch((error: Error) => console.error(error.message));
process.exit(failure ? 1 : 0);
