/** Three nodes in processes of their own, four writers of one room spread over them, and everything that can happen to nodes. */
import { describe, expect, test } from 'vitest';
import { hasPostgres } from '../setup/postgres-url';
import { type FaultProxy, startFaultProxy } from './fault-proxy';
import { checkAgreement, fromDisk, type Pick, seeded, Writer } from './fuzz';
import { until } from './harness';
import { freshPrefix, type Mangler, type NodePlace, portOf, redisUrl, startMangler, startNode, through } from './nodes';
import type { ServerChild } from './processes';
import { STORAGES } from './storages';

const FULL = process.env.FULL === '1';
const LIMITS = { compactRows: 60, lookEveryMs: 500 };
const NAMES = ['anna', 'bert', 'carl', 'dora'];
/** Seconds that something is away. The longer ones are what a machine or a network really takes. */
const AWAY = { redis: FULL ? 30 : 3, paused: FULL ? 20 : 3, database: FULL ? 10 : 2 };
const seconds = (n: number) => new Promise((resolve) => setTimeout(resolve, n * 1000));

interface World {
  pick: Pick;
  nodes: ServerChild[];
  /** What stands before each node: a writer keeps its address, whichever node it is led to. */
  cables: FaultProxy[];
  writers: Writer[];
  /** To Redis, one per node: the first mangles, the others only cut. */
  mangler: Mangler;
  redis: FaultProxy;
  database: FaultProxy;
  /** Starts the node anew. */
  restart(index: number): Promise<void>;
  /** Everybody writes for a while. */
  write(edits: number): Promise<void>;
}

async function withWorld(seed: number, work: (world: World) => Promise<void>): Promise<void> {
  const pick = seeded(seed);
  const storage = await (STORAGES[1] as (typeof STORAGES)[number]).make();
  const host = new URL(redisUrl).hostname;
  const mangler = await startMangler(portOf(redisUrl, 6379), host, pick);
  const redis = await startFaultProxy(portOf(redisUrl, 6379), host);
  const database = await startFaultProxy(portOf(storage.place, 5432), new URL(storage.place).hostname);
  const portTo = (proxy: FaultProxy) => Number(new URL(proxy.origin).port);
  const prefix = freshPrefix();
  const places: NodePlace[] = [0, 1, 2].map((index) => ({
    database: through(storage.place, portTo(database)),
    redis: through(redisUrl, index === 0 ? mangler.port : portTo(redis)),
    prefix,
  }));
  const nodes = await Promise.all(places.map((place) => startNode(place, LIMITS)));
  const cables = await Promise.all(NAMES.map((_, index) => startFaultProxy((nodes[index % 3] as ServerChild).port)));
  const writers = NAMES.map((name, index) => new Writer((cables[index] as FaultProxy).origin, name, index >= 2));
  const world: World = {
    pick,
    nodes,
    cables,
    writers,
    mangler,
    redis,
    database,
    async restart(index) {
      nodes[index] = await startNode(places[index] as NodePlace, LIMITS);
    },
    async write(edits) {
      for (let i = 0; i < edits; i++) {
        (writers[pick(4)] as Writer).edit(pick);
        if (pick(3) === 0) await new Promise((resolve) => setTimeout(resolve, pick(10)));
      }
    },
  };
  try {
    await until('all are settled', () => writers.every((writer) => writer.isSettled || writer.acks === 0));
    await world.write(60);
    await work(world);
    await world.write(40);
    const log = await storage.open();
    // All equal within ten seconds of the end of it.
    await checkAgreement(writers, log);
    const disk = await fromDisk(log);
    for (const writer of writers) writer.checkAcked(disk);
    expect(writers.slice(0, 2).every(({ acks }) => acks > 0)).toBe(true);
    await log.close();
  } finally {
    for (const writer of writers) writer.stop();
    for (const node of nodes) {
      node.child.kill('SIGCONT');
      await node.kill();
    }
    for (const proxy of [...cables, redis, database, mangler]) await proxy.close();
    await storage.remove();
  }
}

/** Leads a writer to another node, as a proxy in front of all does when one is gone. */
function lead({ cables, nodes }: World, writer: number, node: number): void {
  const cable = cables[writer] as FaultProxy;
  cable.toward((nodes[node] as ServerChild).port);
  cable.cut();
}

describe.skipIf(!(await hasPostgres()))('three nodes', () => {
  test('N3: a node that is killed with -9 loses nothing that was acked; its people go on with the others', async () => {
    await withWorld(201, async (world) => {
      for (let round = 0; round < 3; round++) {
        const victim = world.pick(3);
        const writing = world.write(80);
        await seconds(0.1);
        await (world.nodes[victim] as ServerChild).kill();
        NAMES.forEach((_, index) => {
          if (index % 3 === victim) lead(world, index, (victim + 1) % 3);
        });
        await writing;
        await world.restart(victim);
        NAMES.forEach((_, index) => {
          if (index % 3 === victim) lead(world, index, victim);
        });
      }
    });
  });

  test(`N2: Redis is away for ${AWAY.redis} s while everybody writes`, async () => {
    await withWorld(202, async (world) => {
      world.redis.block();
      const end = Date.now() + AWAY.redis * 1000;
      while (Date.now() < end) await world.write(10);
      world.redis.mend();
    });
  });

  test(`N3: a node is paused for ${AWAY.paused} s and comes back`, async () => {
    await withWorld(203, async (world) => {
      const victim = world.nodes[1] as ServerChild;
      const writing = world.write(40);
      victim.child.kill('SIGSTOP');
      await writing;
      await seconds(AWAY.paused);
      victim.child.kill('SIGCONT');
    });
  });

  test(`N3: the database is away for ${AWAY.database} s, all connections to it cut`, async () => {
    await withWorld(204, async (world) => {
      world.database.block();
      await world.write(40);
      await seconds(AWAY.database);
      world.database.mend();
    });
  });

  test.each(FULL ? [211, 212, 213, 214, 215, 216, 217, 218] : [211])('N3: a bit of everything, seed %i', async (seed) => {
    await withWorld(seed, async (world) => {
      const { pick } = world;
      for (let round = 0; round < (FULL ? 20 : 6); round++) {
        const fate = pick(5);
        const node = pick(3);
        if (fate === 0) world.redis.cut();
        else if (fate === 1) world.database.cut();
        else if (fate === 2) lead(world, pick(4), node);
        else if (fate === 3) {
          await (world.nodes[node] as ServerChild).kill();
          await world.write(10);
          await world.restart(node);
          for (let index = 0; index < 4; index++) lead(world, index, (index + round) % 3);
        } else {
          world.redis.block();
          await world.write(20);
          world.redis.mend();
        }
        await world.write(25);
      }
      // How many messages there are is a matter of how fast the machine is: so many at least are lost.
      for (let index = 0; index < 4; index++) lead(world, index, index % 3);
      while (world.mangler.lost <= 3) await world.write(25);
      world.mangler.calm();
    });
  });
});
