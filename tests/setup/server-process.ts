/** A real Koinon in a process of its own, as `npm start` runs it: for tests of the start, the end, and what survives both. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import net from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { postgresUrl } from './postgres-url';

const root = path.resolve(import.meta.dirname, '../..');

export interface ServerProcess {
  port: number;
  url: string;
  child: ChildProcess;
  /** Everything it printed so far, both streams. */
  said(): string;
  /** Resolves when the text was printed; rejects when the process ends first. */
  untilSaid(text: string): Promise<void>;
  /** Resolves to the exit code; null when a signal ended it. */
  ended: Promise<number | null>;
  /** SIGTERM, and its exit code. */
  stop(): Promise<number | null>;
}

export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * Starts `npm start`'s own script; does not wait for it. Settings come from `env` alone, not from this process.
 * `stdout`: an open file that gets its standard output, which is then not in `said()`. `forNode`: options of Node itself.
 */
export function launch(
  env: Record<string, string>,
  words: string[] = [],
  stdout: number | 'pipe' = 'pipe',
  forNode: string[] = [],
): ServerProcess {
  const port = Number(env.PORT ?? 0);
  const child = spawn(process.execPath, [...forNode, 'server/cli/start.mjs', ...words], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: 'warn', NODE_ENV: 'production', ...env },
    stdio: ['ignore', stdout, 'pipe'],
  });
  let text = '';
  const waiting = new Set<() => void>();
  const heard = (chunk: Buffer) => {
    text += chunk;
    for (const look of waiting) look();
  };
  child.stdout?.on('data', heard);
  child.stderr?.on('data', heard);
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    child,
    said: () => text,
    ended,
    untilSaid: (wanted) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!text.includes(wanted)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
        void ended.then((code) => reject(new Error(`It ended with ${code} before it said "${wanted}":\n${text}`)));
      }),
    async stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** Runs a command of the project as npm does; resolves to its exit code and everything it said. */
export async function runCommand(script: string, words: string[], env: Record<string, string>): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, ['server/cli/ready-then.mjs', `server/cli/${script}.ts`, ...words], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const [code] = await once(child, 'close');
  return { code, said };
}

/** Starts it on a free port and waits until it is open. */
export async function serve(env: Record<string, string>, words: string[] = [], forNode: string[] = []): Promise<ServerProcess> {
  const server = launch({ PORT: String(await freePort()), ...env }, words, 'pipe', forNode);
  await server.untilSaid('Koinon is open at');
  return server;
}

/** An empty PostgreSQL database of its own, and how to drop it. @param purpose stands in its name */
export async function freshPostgres(purpose = 'test'): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `koinon_${purpose}_${randomBytes(6).toString('hex')}`;
  const onServer = async (sql: string) => {
    const client = new pg.Client({ connectionString: postgresUrl });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await onServer(`CREATE DATABASE ${name}`);
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}
