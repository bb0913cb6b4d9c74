/** Preloaded (`--require`) into a server and its threads: what LOG_PRAGMA says is set on every SQLite connection after the server's own word. */
const Database = require('better-sqlite3');

const { pragma } = Database.prototype;
Database.prototype.pragma = function withMore(source, ...options) {
  const answer = pragma.call(this, source, ...options);
  if (source.startsWith('synchronous')) pragma.call(this, process.env.LOG_PRAGMA);
  return answer;
};
