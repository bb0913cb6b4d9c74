/** `server`: the partnership's home page for a signed-in member, 50 requests a second. */
import { against, percentile, type Result, rounded } from './figures';
import { load } from './load';
import { memoryOf } from './usage';
import { openWorld } from './world';

const RATE = 50;
const SECONDS = 20;
const WARM_UP_SECONDS = 5;
const GOAL_P95_MS = 50;

export async function benchServer(): Promise<Result> {
  const world = await openWorld();
  try {
    const home = { url: world.url + world.home, cookie: world.cookies[0] };
    await load([home], RATE, WARM_UP_SECONDS);
    const times = (await load([home], RATE, SECONDS)).flat();
    const memory = memoryOf(world.server.child.pid);
    return {
      requests: times.length,
      p50Ms: rounded(percentile(times, 0.5)),
      ...against('p95Ms', percentile(times, 0.95), GOAL_P95_MS),
      p99Ms: rounded(percentile(times, 0.99)),
      ...(memory !== null && { memoryMb: rounded(memory) }),
    };
  } finally {
    await world.close();
  }
}
