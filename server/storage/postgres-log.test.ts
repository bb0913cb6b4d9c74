import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type FaultProxy, startFaultProxy } from '../../tests/live/fault-proxy';
import { until } from '../../tests/live/harness';
import { hasPostgres } from '../../tests/setup/postgres-url';
import { freshPostgres } from '../../tests/setup/server-process';
import { openPostgresLog, type Patience } from './postgres-log';
import { rebuild } from './rebuild';
import type { UpdateLog } from './update-log';
import { describeUpdateLog } from './update-log.contract';

const reachable = await hasPostgres();

describe.skipIf(!reachable)('on PostgreSQL', () => {
  let url: string;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    ({ url, drop } = await freshPostgres());
  });
  afterAll(() => drop());

  describeUpdateLog('PostgreSQL', async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('DROP SCHEMA IF EXISTS sync CASCADE');
    await client.end();
    return { open: () => openPostgresLog(url) };
  });

  test('S15: several nodes make the tables and append to the same rooms at once', async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('DROP SCHEMA IF EXISTS sync CASCADE');
    const nodes = await Promise.all([1, 2, 3, 4].map(() => openPostgresLog(url)));
    const row = (room: string) => ({ room, generation: 1, update: new Uint8Array([1]), authorId: null, at: 1 });
    const groups = Array.from({ length: 60 }, (_, i) => (i % 2 ? [row('a'), row('b')] : [row('b'), row('a')]));
    await Promise.all(groups.map((group, i) => nodes[i % 4]?.append(group)));
    const loaded = await nodes[0]?.load('a', 1);
    expect(loaded?.tail.map(({ seq }) => seq)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
    await client.end();
    for (const node of nodes) await node.close();
  }, 20_000);

  describe('accidents', () => {
    const update = Y.encodeStateAsUpdate(withText('kept'));
    const group = [{ room: 'a', generation: 1, update, authorId: 'anna', at: 1 }];
    let admin: pg.Client;
    let cable: FaultProxy;
    let log: UpdateLog;
    const uncaught: Error[] = [];
    const catchIt = (error: Error) => void uncaught.push(error);

    const begin = async (patience: Partial<Patience> = {}, query = '') => {
      admin = new pg.Client({ connectionString: url });
      await admin.connect();
      await admin.query('DROP SCHEMA IF EXISTS sync CASCADE');
      const { hostname, port } = new URL(url);
      cable = await startFaultProxy(Number(port) || 5432, hostname);
      const address = Object.assign(new URL(url), { host: new URL(cable.origin).host, search: query }).href;
      // Most accidents happen while a statement waits for a lock, however slow this machine is.
      log = await openPostgresLog(address, 1, { lock: 20_000, ...patience });
      await log.append(group);
    };
    beforeEach(() => void process.on('uncaughtException', catchIt));
    afterEach(async () => {
      process.off('uncaughtException', catchIt);
      await log.close();
      await cable.close();
      await admin.end();
    });

    /** Has an accident while a statement of an append waits for a lock; resolves to what the append was refused with. */
    const inTheMiddle = async (accident: (pid: number) => unknown) => {
      const append = log.append(group);
      const refused = append.then(
        () => null,
        (error: Error) => error,
      );
      let pid = 0;
      await until('a statement that waits', async () => {
        const { rows } = await admin.query(
          `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()`,
        );
        pid = rows[0]?.pid ?? 0;
        return pid > 0;
      });
      await accident(pid);
      return refused;
    };
    const kill = (pid: number) => admin.query('SELECT pg_terminate_backend($1)', [pid]);
    const rowsOfA = async () => (await log.load('a', 1)).tail;
    /** What everybody would read. */
    const text = async () =>
      rebuild(await log.load('a', 1))
        .doc.getXmlFragment('default')
        .toString();

    /** From now on COMMIT waits for as long as `admin` holds the lock. */
    const holdCommits = async () => {
      await admin.query('SELECT pg_advisory_lock(7)');
      await admin.query(`
        CREATE FUNCTION sync.wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock(7); RETURN NULL; END $$;
        CREATE CONSTRAINT TRIGGER wait AFTER INSERT ON sync.updates DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION sync.wait()`);
    };
    const letCommitsGo = () => admin.query('SELECT pg_advisory_unlock(7)');

    test('S14: a connection that ends in the middle of an append refuses that append alone', async () => {
      await begin();
      await admin.query('BEGIN; SELECT 1 FROM sync.rooms FOR UPDATE');
      expect(await inTheMiddle(kill)).toBeInstanceOf(Error);
      await admin.query('COMMIT');
      expect(await log.append(group)).toEqual([2]);
      expect(await rowsOfA()).toHaveLength(2);
      expect(await text()).toBe('kept');
      expect(uncaught).toEqual([]);
    });

    test('S14: a connection that ends at COMMIT refuses that append alone', async () => {
      await begin();
      await holdCommits();
      expect(await inTheMiddle(kill)).toBeInstanceOf(Error);
      await letCommitsGo();
      expect(await log.append(group)).toEqual([2]);
      expect(await rowsOfA()).toHaveLength(2);
      expect(uncaught).toEqual([]);
    });

    test('S12: when the answer to COMMIT is lost, the rows may be there twice, and the text once', async () => {
      await begin();
      await holdCommits();
      expect(await inTheMiddle(() => cable.cut())).toBeInstanceOf(Error);
      await letCommitsGo();
      await until('the commit', async () => (await rowsOfA()).length === 2);
      expect(await log.append(group)).toEqual([3]);
      expect(await text()).toBe('kept');
      expect(uncaught).toEqual([]);
    });

    test.each([
      ['INSERT', 'snapshots'],
      ['DELETE', 'snapshots'],
      ['DELETE', 'updates'],
      ['UPDATE', 'rooms'],
    ])('a compaction that ends at its %s of %s leaves the whole text, and the next one folds it', async (step, table) => {
      await begin();
      await log.compact('a', 1, { covers: 1, state: update }, 0);
      await log.append(group);
      await admin.query(`
        CREATE FUNCTION sync.die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
        CREATE TRIGGER die AFTER ${step} ON sync.${table} EXECUTE FUNCTION sync.die()`);
      await expect(log.compact('a', 1, { covers: 2, state: update }, 0)).rejects.toThrow();
      expect(await log.load('a', 1)).toMatchObject({ snapshot: { covers: 1 }, lastSeq: 2 });
      expect(await text()).toBe('kept');
      await admin.query(`DROP TRIGGER die ON sync.${table}`);
      expect(await log.compact('a', 1, { covers: 2, state: update }, 0)).toBe(true);
      expect(await text()).toBe('kept');
      expect(uncaught).toEqual([]);
    });

    test('S14: a database that is silent refuses, in time, and is asked again over another connection', async () => {
      await begin({ connect: 300, answer: 300 });
      cable.hold();
      await expect(log.append(group)).rejects.toThrow(/timeout/);
      await expect(log.append(group)).rejects.toThrow(/timeout/);
      cable.mend();
      await until('an append', () => log.append(group).then(Boolean, () => false));
      expect(await text()).toBe('kept');
      expect(uncaught).toEqual([]);
    });

    test('S14: a statement that waits for too long is given up by the database', async () => {
      await begin({ statement: 200 });
      await admin.query('BEGIN; SELECT 1 FROM sync.rooms FOR UPDATE');
      await expect(log.append(group)).rejects.toThrow(/statement timeout/);
      await admin.query('COMMIT');
      expect(await log.append(group)).toEqual([2]);
    });

    test('S14: an append does not wait for long for a room that another session holds, and is the only one refused', async () => {
      await begin({ lock: 100 });
      await log.append([{ room: 'b', generation: 1, update, authorId: 'anna', at: 1 }]);
      await admin.query(`BEGIN; SELECT 1 FROM sync.rooms WHERE room = 'a' FOR UPDATE`);
      await expect(log.append(group)).rejects.toThrow(/lock timeout/);
      expect(await log.append([{ room: 'b', generation: 1, update, authorId: 'anna', at: 1 }])).toEqual([2]);
      await admin.query('COMMIT');
      expect(await log.append(group)).toEqual([2]);
    });

    test('S14: a commit is synced, whatever the address of the database says', async () => {
      await begin({}, '?options=-c%20synchronous_commit%3Doff');
      await admin.query(`
        CREATE TABLE sync.seen (setting text);
        CREATE FUNCTION sync.note() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN INSERT INTO sync.seen VALUES (current_setting('synchronous_commit')); RETURN NULL; END $$;
        CREATE TRIGGER note AFTER INSERT ON sync.updates EXECUTE FUNCTION sync.note()`);
      await log.append(group);
      expect((await admin.query('SELECT setting FROM sync.seen')).rows).toEqual([{ setting: 'on' }]);
    });
  });
});

function withText(words: string): Y.Doc {
  const doc = new Y.Doc();
  doc.getXmlFragment('default').insert(0, [new Y.XmlText(words)]);
  return doc;
}
