/** `server`: the partnership's home page for a signed-in member, 50 requests a second. */
import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { against, percentile, type Result, rounded } from './figures';
import { openWorld } from './world';

const RATE = 50;
const SECONDS = 20;
const WARM_UP_SECONDS = 5;
const GOAL_P95_MS = 50;

/** Gaps between people who know nothing of each other (a Poisson process), in milliseconds; the same ones in every run. */
function* gaps(perSecond: number): Generator<number> {
  let seed = 1;
  for (;;) {
    // The "minimal standard" generator of Park and Miller, Communications of the ACM 31 (1988), p. 1195.
    seed = (seed * 48_271) % 2_147_483_647;
    yield (-Math.log(seed / 2_147_483_647) / perSecond) * 1000;
  }
}

function page(url: string, cookie: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { cookie } }, (answer) => {
      answer.once('error', reject).once('end', () => (answer.statusCode === 200 ? resolve() : reject(new Error(`${answer.statusCode}`))));
      answer.resume();
    }).once('error', reject);
  });
}

/** Sends each request when it is due, however slow the answers are. A time counts from then to the last byte. */
async function load(url: string, cookie: string, seconds: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true });
  const times: number[] = [];
  const sent: Promise<unknown>[] = [];
  let refused = 0;
  let due = performance.now();
  const end = due + seconds * 1000;
  for (const gap of gaps(RATE)) {
    due += gap;
    if (due > end) break;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const from = due;
    const answered = page(url, cookie, agent).then(() => times.push(performance.now() - from));
    sent.push(answered.catch(() => (refused += 1)));
  }
  await Promise.all(sent);
  agent.destroy();
  if (refused > 0) throw new Error(`${refused} of the requests got no page.`);
  return times;
}

/** Resident memory of the server, in MB (Linux). */
function memoryOf(pid: number | undefined): number | null {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes ? Number(kilobytes) / 1000 : null;
  } catch {
    return null; // not Linux
  }
}

export async function benchServer(): Promise<Result> {
  const world = await openWorld();
  try {
    await load(world.url + world.home, world.cookies[0], WARM_UP_SECONDS);
    const times = await load(world.url + world.home, world.cookies[0], SECONDS);
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
