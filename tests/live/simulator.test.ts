/** Twenty pinned seeds of the simulator, short ones in this process. A seed that ever failed is pinned here for good; `npm run soak` finds them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MemoryLog } from '../../server/storage/memory-log';
import { type Arena, arenaHere } from './arena';
import { type Fault, noneFired, simulate } from './simulator';
import { STORAGES, type Storage } from './storages';

const SEEDS = Array.from({ length: 20 }, (_, i) => 701 + i);
const MEMORY: Storage = { place: '', open: async () => new MemoryLog(), remove: async () => {} };
/** Of all seeds together: fewer, and the seeds would show little. A server in this process cannot be killed. */
const FLOOR: Partial<Record<Fault, number>> = { kill: 0, fold: 5 };
const LEAST = 10;

describe('a bit of everything', () => {
  const arenas: Arena[] = [];
  const fired = noneFired();
  beforeAll(async () => {
    const sqlite = await (STORAGES[0] as (typeof STORAGES)[number]).make();
    for (const storage of [MEMORY, sqlite]) arenas.push(await arenaHere(storage));
  });
  afterAll(async () => {
    for (const arena of arenas) await arena.close();
  });

  test.each(SEEDS)('S9: all agree, nothing acked is lost, nothing is left over, seed %i', async (seed) => {
    await simulate(arenas[seed % 2] as Arena, { seed, room: `doc/simulated${seed}/en`, steps: 100, fired });
  });

  test('S9: each fault has happened often enough to show something', () => {
    const rare = Object.entries(fired).filter(([fault, times]) => times < (FLOOR[fault as Fault] ?? LEAST));
    expect(rare).toEqual([]);
  });
});
