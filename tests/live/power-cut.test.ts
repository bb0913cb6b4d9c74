/**
 * The power goes while four people write. `power-cut/power-cut.c` is preloaded into the server: whatever it never synced is lost, wholly or in
 * part. That the same test loses acked edits once the log syncs less shows that it can fail.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { startFaultProxy } from './fault-proxy';
import { checkAgreement, fromDisk, seeded, startWriters, type Writer } from './fuzz';
import { makeFolder, until } from './harness';
import { type ServerChild, startChild } from './processes';
import { openLogAt } from './storages';

const here = path.join(import.meta.dirname, 'power-cut');
/** What of the unsynced writes is on the disk all the same. */
type Keep = 'none' | 'first' | 'some';
const SEEDS = process.env.FULL ? Array.from({ length: 24 }, (_, i) => 501 + i) : [501, 502, 503, 504];
const LIMITS = { compactRows: 40 };

const hasCompiler = process.platform === 'linux' && spawnSync('cc', ['--version']).status === 0;
// A machine for tests has one: there, none is a failure.
const left = !hasCompiler && process.env.CI !== 'true';

const built = makeFolder();
const library = path.join(built.path, 'power-cut.so');
beforeAll(() => {
  if (left) return built.remove;
  const words = ['-shared', '-fPIC', '-O1', '-Wall', '-o', library, path.join(here, 'power-cut.c'), '-ldl', '-lpthread'];
  const { status, stderr, error } = spawnSync('cc', words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`cc could not make the library: ${stderr ?? error?.message}`);
  return built.remove;
});

interface Cut {
  keep: Keep;
  seed: number;
  /** The cut comes as this sync begins, the worst moment of all; absent: when the test says so. */
  atSync?: number;
  /** Set on the log's connection after the server's own word. */
  pragma: string;
}

function environment(folder: string, { keep, seed, atSync, pragma }: Cut): Record<string, string> {
  return {
    LD_PRELOAD: library,
    POWER_CUT_FOLDER: folder,
    POWER_CUT_KEEP: keep,
    POWER_CUT_SEED: `${seed}`,
    ...(atSync ? { POWER_CUT_AT_SYNC: `${atSync}` } : {}),
    NODE_OPTIONS: `--require ${path.join(here, 'pragma.cjs')}`,
    LOG_PRAGMA: pragma,
  };
}

/** Four people write until the power goes, `cuts` times; then `check` looks at what is on the disk. Ends with all agreeing with a server on power. */
async function writeThroughCuts(seed: number, cuts: Cut[], check: (writers: Writer[], folder: string) => Promise<void>): Promise<void> {
  const pick = seeded(seed);
  const folder = makeFolder();
  const cable = await startFaultProxy(1);
  cable.block();
  const writers = startWriters(cable.origin);
  let server: ServerChild | null = null;
  const write = () => (writers[pick(4)] as Writer).edit(pick);
  try {
    for (const cut of cuts) {
      server = await startChild(folder.path, { limits: LIMITS, env: environment(folder.path, cut) });
      cable.toward(server.port);
      cable.mend();
      const acksBefore = writers.map(({ acks }) => acks);
      const isAcked = () => writers.slice(0, 2).every(({ acks }, i) => acks > (acksBefore[i] ?? 0) + 2);
      let gone = false;
      void server.gone.then(() => {
        gone = true;
      });
      for (let more = 100 + pick(100); !gone && (more > 0 || cut.atSync || !isAcked()); more--) {
        if (more < -1_500) throw new Error('The log is not synced often enough to be cut at a sync.');
        write();
        await new Promise((resolve) => setTimeout(resolve, pick(4)));
      }
      server.child.kill('SIGUSR2');
      expect(await server.gone).toBe('SIGKILL');
      expect(isAcked()).toBe(true);
      cable.block();
      await check(writers, folder.path);
    }
    server = await startChild(folder.path, { limits: LIMITS });
    cable.toward(server.port);
    cable.mend();
    const log = await openLogAt(folder.path);
    await until('all are settled', () => writers.every((writer) => writer.isSettled));
    write();
    await checkAgreement(writers, log);
    await log.close();
  } finally {
    for (const writer of writers) writer.stop();
    await server?.kill();
    await cable.close();
    folder.remove();
  }
}

async function checkDisk(writers: Writer[], folder: string): Promise<void> {
  const log = await openLogAt(folder);
  const disk = await fromDisk(log);
  await log.close();
  for (const writer of writers) writer.checkAcked(disk);
}

const KEPT: Keep[] = ['none', 'first', 'some'];

describe.skipIf(left)('the power goes', () => {
  test.each(SEEDS)('S13: every acked edit is on the disk, and the server starts again, seed %i', async (seed) => {
    const pick = seeded(seed);
    const cuts = [0, 1].map((round) => ({
      keep: KEPT[(seed + round) % 3] as Keep,
      seed: seed * 10 + round,
      atSync: pick(2) === 0 ? 25 + pick(60) : undefined,
      // Small enough that the log's own file is written in between, too.
      pragma: `wal_autocheckpoint = ${pick(2) === 0 ? 8 + pick(30) : 1000}`,
    }));
    await writeThroughCuts(seed, cuts, checkDisk);
  });

  test.each(['NORMAL', 'OFF'])('S13: with synchronous=%s the same loses acked edits: the test can fail', async (synchronous) => {
    let lost = '';
    await writeThroughCuts(500, [{ keep: 'none', seed: 1, pragma: `synchronous = ${synchronous}` }], async (writers, folder) => {
      lost = await checkDisk(writers, folder).then(
        () => '',
        (error: Error) => error.message,
      );
    });
    expect(lost).toMatch(/acked .* on disk/);
  });
});
