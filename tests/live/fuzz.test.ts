import { describe, expect, test } from 'vitest';
import { MemoryLog } from '../../server/storage/memory-log';
import { startFaultProxy } from './fault-proxy';
import { checkAgreement, fromDisk, seeded, startWriters, type Writer } from './fuzz';
import { refusing, startServer, type TestServer, until } from './harness';
import { startChild } from './processes';
import { STORAGES } from './storages';

/** More seeds than the pinned ones: 40 with FULL=1, or as many as `FUZZ_SEEDS` says. A seed that ever failed is pinned here for good. */
const MORE = Number(process.env.FUZZ_SEEDS ?? (process.env.FULL ? 40 : 0));
const PINNED = [1, 2, 3, 4, 5];
const PINNED_KILLS = [101, 102];
/** Of the servers that are killed. */
const LIMITS = { limits: { compactRows: 40 } };
const fresh = Array.from({ length: MORE }, (_, i) => (Date.now() % 1_000_000) + i);

const MEMORY = {
  name: 'memory',
  skipped: false,
  make: async () => ({ place: '', open: async () => new MemoryLog(), remove: async () => {} }),
};
/** Real storage costs more time than it finds: two seeds of each, all of them in memory. */
const FUZZED = [
  { ...MEMORY, seeds: [...PINNED, ...fresh] },
  ...STORAGES.map((one) => ({ ...one, seeds: [...PINNED.slice(0, 2), ...fresh.slice(0, Math.ceil(MORE / 5))] })),
];

describe.each(FUZZED)('convergence on $name', ({ skipped, make, seeds }) => {
  test.skipIf(skipped).each(seeds)('S9: four writers, cuts, refusals and restarts, seed %i', async (seed) => {
    const pick = seeded(seed);
    const storage = await make();
    const log = refusing(await storage.open());
    const limits = { compactRows: 30, idleMs: 5 };
    let server: TestServer = await startServer({ log, limits });
    // One address for all of them: the port of a server that is away may be given to anybody.
    const cable = await startFaultProxy(server.port);
    const writers = startWriters(cable.origin);
    let restarts = 0;
    let refusals = 0;
    const acks = () => writers.reduce((sum, one) => sum + one.acks, 0);
    // How many edits one ack answers depends on how fast the machine is: the walk goes on until there were some.
    for (let step = 0; step < 400 || (acks() <= 10 && step < 4_000); step++) {
      const writer = writers[pick(4)] as Writer;
      writer.edit(pick);
      if (pick(30) === 0) writer.cut();
      if (pick(40) === 0) {
        refusals += 1;
        log.appendError = new Error('refused');
      } else if (pick(10) === 0) log.appendError = null;
      if (pick(130) === 0) {
        restarts += 1;
        log.appendError = null;
        await server.close();
        server = await startServer({ log, limits });
        cable.toward(server.port);
      }
      // Lets sockets work now and then, and sometimes long enough for everybody to see everything.
      if (pick(5) === 0) await new Promise((resolve) => setImmediate(resolve));
      if (pick(25) === 0) await until('all are settled', () => log.appendError !== null || writers.every((one) => one.isSettled));
    }
    log.appendError = null;
    await checkAgreement(writers, log);
    expect(writers.reduce((sum, { cuts }) => sum + cuts, 0)).toBeGreaterThan(3);
    expect(acks()).toBeGreaterThan(10);
    expect(restarts + refusals).toBeGreaterThan(2);
    for (const writer of writers) writer.stop();
    await until('back to where it began', () => {
      const { rooms, connections, unsavedBytes } = server.sync.stats();
      return rooms === 0 && connections === 0 && unsavedBytes === 0;
    });
    await cable.close();
    await server.close();
    await log.close();
    await storage.remove();
  });
});

describe.each(STORAGES)('a killed server on $name', ({ skipped, make }) => {
  test.skipIf(skipped).each([...PINNED_KILLS, ...fresh.slice(0, Math.ceil(MORE / 5))])(
    'S9: kill -9 at random moments, seed %i',
    async (seed) => {
      const pick = seeded(seed);
      const storage = await make();
      let child = await startChild(storage.place, LIMITS);
      // As above: nobody else may be met at the port of the dead.
      const cable = await startFaultProxy(child.port);
      const writers = startWriters(cable.origin);
      for (let kill = 0; kill < 2; kill++) {
        await until('acks', () => writers.slice(0, 2).every((one) => one.isSettled));
        const acksBefore = writers.map(({ acks }) => acks);
        const edits = 100 + pick(100);
        for (let i = 0; i < edits; i++) {
          const writer = writers[pick(4)] as Writer;
          writer.edit(pick);
          if (pick(50) === 0) writer.cut();
          if (pick(4) === 0) await new Promise((resolve) => setTimeout(resolve, pick(4)));
        }
        // Something of this round was promised by then, on a slow machine too; what comes after it dies in the middle.
        await until('acks of this round', () => writers.slice(0, 2).every(({ acks }, i) => acks > (acksBefore[i] ?? 0)));
        for (let i = pick(60); i > 0; i--) (writers[pick(4)] as Writer).edit(pick);
        await child.kill();
        cable.block();
        const log = await storage.open();
        const disk = await fromDisk(log);
        for (const writer of writers) writer.checkAcked(disk);
        await log.close();
        child = await startChild(storage.place, LIMITS);
        cable.toward(child.port);
        cable.mend();
      }
      const log = await storage.open();
      await checkAgreement(writers, log);
      for (const writer of writers) writer.stop();
      await child.kill();
      await cable.close();
      await log.close();
      await storage.remove();
    },
  );
});
