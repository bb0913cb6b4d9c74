/** `start`: from `npm start` to the first 200 of /healthz, in a fresh clone and in one where everything is done. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../tests/setup/server-process';
import { against, median, type Result, rounded } from './figures';

const WARM_RUNS = 5;
const WARM_GOAL_SECONDS = 3;
const ASK_EVERY_MS = 20;

/** Until nobody listens any more: npm may end before the server that it started, and the next start would meet the old one. */
async function untilClosed(url: string): Promise<void> {
  while (await fetch(`${url}/healthz`).catch(() => null)) await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
}

async function untilHealthy(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const answer = await fetch(`${url}/healthz`).catch(() => null);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  throw new Error(`npm start ended with ${child.exitCode}.`);
}

/** Seconds until it is healthy. */
async function timeStart(folder: string, dataDir: string): Promise<number> {
  const port = await freePort();
  const began = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: folder,
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  });
  const url = `http://127.0.0.1:${port}`;
  await untilHealthy(url, child);
  const seconds = (performance.now() - began) / 1000;
  const gone = once(child, 'exit');
  if (child.pid) process.kill(-child.pid, 'SIGTERM'); // npm and the server that it started
  await gone;
  await untilClosed(url);
  return seconds;
}

/** @param options.fresh false leaves out the clone and the installation, which take minutes */
export async function benchStart(options: { fresh: boolean }): Promise<Result> {
  const top = await mkdtemp(path.join(tmpdir(), 'koinon-bench-start-'));
  try {
    let folder = process.cwd();
    const result: Result = {};
    if (options.fresh) {
      folder = path.join(top, 'clone');
      execFileSync('git', ['clone', '--quiet', process.cwd(), folder]);
      result.freshSeconds = rounded(await timeStart(folder, path.join(top, 'data')));
    }
    const warm: number[] = [];
    for (let run = 0; run < WARM_RUNS; run++) warm.push(await timeStart(folder, path.join(top, 'data')));
    return { ...result, ...against('warmSeconds', median(warm), WARM_GOAL_SECONDS), warmSlowestSeconds: rounded(Math.max(...warm)) };
  } finally {
    await rm(top, { recursive: true, force: true });
  }
}
