/** Folds a room of an SQLite log and dies at one step of it: `tsx compaction-process.ts FILE ROOM before|after STATEMENT`. */
import Database from 'better-sqlite3';
import * as Y from 'yjs';
import { rebuild } from '../../server/storage/rebuild';
import { openSqliteStore } from '../../server/storage/sqlite-store';

const [file = '', room = '', when = '', statement = ''] = process.argv.slice(2);
const die = () => process.kill(process.pid, 'SIGKILL');

const prepare = Database.prototype.prepare;
Database.prototype.prepare = function deadly(this: Database.Database, sql: string) {
  const prepared = prepare.call(this, sql) as Database.Statement;
  if (sql.startsWith(statement)) {
    const { run } = prepared;
    prepared.run = (...values) => {
      if (when === 'before') die();
      const result = run.apply(prepared, values);
      die();
      return result;
    };
  }
  return prepared;
} as typeof prepare;

const store = openSqliteStore(file);
const loaded = store.load(room, 1);
store.compact(room, 1, { covers: loaded.lastSeq, state: Y.encodeStateAsUpdate(rebuild(loaded).doc) }, 0);
die();
