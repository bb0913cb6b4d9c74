/** Two servers on one log: not how it is meant to run, but nothing that said "Saved" may be lost by it. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { UpdateLog } from '../../server/storage/update-log';
import { RawClient } from './clients';
import { fromDisk, seeded } from './fuzz';
import { ROOM, startServer, type TestServer, until } from './harness';
import { STORAGES, type Storage } from './storages';

const LIMITS = { compactRows: 10, idleMs: 60_000 };

function words(doc: Y.Doc): string[] {
  return doc.getXmlFragment('default').toString().match(/<\w+>/g) ?? [];
}

describe.each(STORAGES)('two servers on one log: $name', ({ skipped, make }) => {
  let storage: Storage;
  let logs: UpdateLog[] = [];
  let servers: TestServer[] = [];

  beforeEach(async () => {
    if (skipped) return;
    storage = await make();
    logs = [await storage.open(), await storage.open()];
    servers = await Promise.all(logs.map((log) => startServer({ log, limits: LIMITS })));
  });

  afterEach(async () => {
    if (skipped) return;
    for (const server of servers) await server.close();
    for (const log of logs) await log.close();
    await storage.remove();
  });

  const join = (index: number, user: string) => new RawClient((servers[index] as TestServer).origin, { user }).whenSynced();
  const write = (client: RawClient, word: string) => client.doc.getXmlFragment('default').push([new Y.XmlText(`<${word}>`)]);

  test.skipIf(skipped)('S15: a server that folds its room does not fold away what the other wrote meanwhile', async () => {
    const [anna, bert] = [await join(0, 'anna'), await join(1, 'bert')];
    for (let i = 0; i < 5; i++) {
      write(anna, `a${i}`);
      await anna.whenSaved();
    }
    for (let i = 0; i < 30; i++) {
      write(bert, `b${i}`);
      await bert.whenSaved();
    }
    const log = logs[0] as UpdateLog;
    await until('the room is folded twice', async () => ((await log.load(ROOM, 1)).snapshot?.covers ?? 0) > 20);
    const disk = words(await fromDisk(log));
    expect(disk.sort()).toEqual([...each('a', 5), ...each('b', 30)].sort());
    // What was written before by the other one is shown here, without anybody coming back.
    await until('bert sees what anna wrote', () => words(bert.doc).length === 35);
    write(anna, 'last');
    await until('anna sees what bert wrote', () => words(anna.doc).length === 36);
  });

  test.skipIf(skipped).each([1, 2, 3])(
    'S15: whatever the order, all that was acked is on disk and everybody agrees (seed %i)',
    async (seed) => {
      const pick = seeded(seed);
      const clients = [await join(0, 'anna'), await join(1, 'bert'), await join(0, 'carl'), await join(1, 'dora')];
      const written: string[] = [];
      for (let i = 0; i < 200; i++) {
        const client = clients[pick(4)] as RawClient;
        write(client, `w${i}`);
        written.push(`<w${i}>`);
        if (pick(4) === 0) await client.whenSaved();
        if (pick(60) === 0) for (const server of servers) await server.sync.compact();
      }
      await Promise.all(clients.map((client) => client.whenSaved()));
      expect(words(await fromDisk(logs[0] as UpdateLog)).sort()).toEqual([...written].sort());
      // A server finds the other's rows between its own: one more of each, and both have looked.
      for (const client of clients.slice(0, 2)) write(client, 'end');
      const seen = () => clients.map((client) => words(client.doc).filter((word) => word !== '<end>'));
      await until('all have everything', () => seen().every((one) => one.length === written.length));
      const [first, ...others] = seen();
      for (const other of others) expect(other).toEqual(first);
    },
  );
});

const each = (letter: string, count: number) => Array.from({ length: count }, (_, i) => `<${letter}${i}>`);
