/** The services that some tests need, asked for real: a PostgreSQL that listens and refuses the login is none. */
import net from 'node:net';

export const POSTGRES = process.env.TEST_POSTGRES_URL ?? 'postgresql://postgres@127.0.0.1:5432/postgres';
export const REDIS = process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379';
const WITHIN_MS = 2000;

/** Signs in. The packages are installed by then. @returns why not, or null */
async function postgresRefuses(address) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: WITHIN_MS });
  // A connection that breaks later than its answer is told here as well, and would otherwise end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return null;
  } catch (error) {
    return error.message || error.code;
  } finally {
    await client.end().catch(() => undefined); // it was never open
  }
}

function redisRefuses(address) {
  const { hostname, port } = new URL(address);
  return new Promise((resolve) => {
    const socket = net.connect({ host: hostname, port: Number(port || 6379), timeout: WITHIN_MS });
    const end = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('error', (error) => end(error.code)).once('timeout', () => end('no answer'));
    socket.once('connect', () => socket.write('PING\r\n'));
    // A password that is asked for is an answer of Redis, too: the tests bring theirs.
    socket.once('data', (bytes) => end(/^[+-]/.test(String(bytes)) ? null : 'not Redis'));
    socket.once('end', () => end('hung up'));
  });
}

/** Does PostgreSQL let the tests in? */
export async function hasPostgres(address = POSTGRES) {
  return (await postgresRefuses(address)) === null;
}

/**
 * The services that do not answer, each with its address (never the password) and the reason.
 * @param {{ postgres?: string, redis?: string }} [addresses]
 * @returns {Promise<string[]>}
 */
export async function missingServices({ postgres = POSTGRES, redis = REDIS } = {}) {
  const asked = [
    ['PostgreSQL', postgres, await postgresRefuses(postgres)],
    ['Redis', redis, await redisRefuses(redis)],
  ];
  return asked.flatMap(([name, address, reason]) => (reason === null ? [] : [`${name} (${new URL(address).host}: ${reason})`]));
}
