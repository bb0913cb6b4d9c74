/** The settings of a server, read from the environment and checked once, at start. */
import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { z } from 'zod';
import type { Settings } from '../app/live/backend';
import { limitsApart, limitsIn, limitVariables, unknownLimits } from './limit-settings';
import type { SyncLimits } from './sync/limits';

/** What only the server itself reads of its environment, beside what it hands to the application. */
export interface ServerSettings extends Settings {
  /** Those of the sync server that differ from their defaults. */
  limits: Partial<SyncLimits>;
  /** With it `/metrics` is read from anywhere. */
  metricsToken?: string;
}

/** An unset variable and an empty one mean the same: compose files write `NAME=` for "none". */
const optional = <T extends z.ZodType>(schema: T) => z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must be an address that begins with ${protocols.map((p) => `${p}//`).join(' or ')}`,
  });

/** An address that pages are under; a path would be lost in every link. */
const origin = url('http:', 'https:').refine((text) => /^https?:\/\/[^/?#@\s]+\/*$/i.test(text), {
  error: 'must be only protocol and host, like https://koinon.example.org, without a path',
});

const NETWORKS = ['loopback', 'linklocal', 'uniquelocal'];
function isPeer(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[net.isIP(address)] ?? -1;
  if (NETWORKS.includes(text)) return true;
  return bits > 0 && rest.length === 0 && (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits));
}

const proxies = z.string().refine((text) => /^(true|false|\d{1,2})$/.test(text) || text.split(',').every((peer) => isPeer(peer.trim())), {
  error: `must be true, false, a number of proxies, or addresses and networks (10.0.0.0/8, ${NETWORKS.join(', ')}) with commas between`,
});
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const environment = z.object({
  PORT: optional(z.coerce.number({ error: 'must be a number' }).int().min(0).max(65535)),
  HOST: optional(z.string()),
  TRUST_PROXY: optional(proxies),
  DATA_DIR: optional(z.string()),
  FILES_DIR: optional(z.string()),
  DATABASE_URL: optional(url('postgresql:', 'postgres:')),
  REDIS_URL: optional(url('redis:', 'rediss:')),
  PUBLIC_URL: optional(origin),
  SMTP_URL: optional(url('smtp:', 'smtps:')),
  EXAMPLE_PASSWORD: optional(z.string().min(10, { error: 'must have at least 10 characters' })),
  SERVICE_WORKER: optional(z.enum(['on', 'off'], { error: 'must be "on" or "off"' })),
  APP_SECRET: optional(z.string().min(32, { error: 'must have at least 32 characters' })),
  METRICS_TOKEN: optional(z.string().regex(/^[!-~]{16,}$/, { error: 'must have at least 16 characters, none of them a space' })),
  LOG_LEVEL: optional(z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` })),
  NODE_ENV: optional(z.string()),
  ...Object.fromEntries(Object.entries(limitVariables).map(([variable, schema]) => [variable, optional(schema)])),
});

/** Every variable that is read. */
export const SETTINGS = Object.keys(environment.shape);

/** Rules that need more than one variable. A mail's link must never begin with an address that a stranger's request named. */
const together = environment
  .refine((given) => given.SMTP_URL === undefined || given.PUBLIC_URL !== undefined || isForThisMachine(given), {
    path: ['PUBLIC_URL'],
    error: 'is needed with SMTP_URL, because the links in mails begin with it',
  })
  .refine((given) => given.REDIS_URL === undefined || given.DATABASE_URL !== undefined, {
    path: ['DATABASE_URL'],
    error: 'is needed with REDIS_URL, because several servers share one PostgreSQL',
  })
  .refine((given) => given.REDIS_URL === undefined || given.APP_SECRET !== undefined, {
    path: ['APP_SECRET'],
    error: 'is needed with REDIS_URL: with a secret of its own, each server would sign out whom another one has let in',
  });

/** Then the address that it listens on is the one that people use. */
function isForThisMachine({ HOST = '127.0.0.1', TRUST_PROXY }: { HOST?: string; TRUST_PROXY?: string }): boolean {
  return ['127.0.0.1', 'localhost'].includes(HOST) && TRUST_PROXY === undefined;
}

/** `true`, a number of proxies, or their addresses, as Express takes them. */
function trustProxy(text: string | undefined): Settings['trustProxy'] {
  if (text === undefined || text === 'false') return false;
  if (text === 'true') return true;
  return /^\d+$/.test(text) ? Number(text) : text;
}

/** Makes a folder where it is missing, and makes sure that files can be written there. */
function prepareFolder(variable: string, folder: string): void {
  // Servers on several machines share a folder, and may have the same process id.
  const trial = path.join(folder, `.write-test-${randomBytes(6).toString('hex')}`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(trial, '');
    rmSync(trial);
  } catch (error) {
    throw new Error(`${variable}: ${folder} cannot be written to (${(error as NodeJS.ErrnoException).code}).`, { cause: error });
  }
}

/** The secret that keys the hashes of sessions and one-time links: made at first start, kept in the data folder, readable by its owner only. */
function secretIn(dataDir: string): string {
  const file = path.join(dataDir, 'secret');
  const read = () => (existsSync(file) ? readFileSync(file, 'utf8').trim() : '');
  if (read()) return read();
  // Written aside and linked into place: of two first starts at once, both must read the same, whole secret.
  const own = `${file}.${process.pid}`;
  writeFileSync(own, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  try {
    linkSync(own, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') renameSync(own, file); // a file system without links
  } finally {
    rmSync(own, { force: true });
  }
  return read();
}

function parse(env: NodeJS.ProcessEnv): z.infer<typeof environment> {
  const parsed = together.safeParse(env);
  const issues = parsed.error?.issues.map(({ path: [variable], message: error }) => ({ variable: String(variable), error })) ?? [];
  const wrong = [...issues, ...unknownLimits(env), ...(parsed.success ? limitsApart(parsed.data) : [])];
  if (parsed.success && wrong.length === 0) return parsed.data;
  throw new Error(wrong.map(({ variable, error }) => `${variable}: ${error}`).join('\n'));
}

/** Where everything is kept, for commands beside the server. Makes nothing. @throws as `readSettings` does */
export function whereDataIs(env: NodeJS.ProcessEnv): Pick<Settings, 'dataDir' | 'filesDir' | 'databaseUrl'> {
  const given = parse(env);
  return { ...foldersIn(given), databaseUrl: given.DATABASE_URL };
}

function foldersIn({ DATA_DIR, FILES_DIR }: { DATA_DIR?: string; FILES_DIR?: string }): Pick<Settings, 'dataDir' | 'filesDir'> {
  const dataDir = path.resolve(DATA_DIR ?? './data');
  return { dataDir, filesDir: FILES_DIR === undefined ? path.join(dataDir, 'files') : path.resolve(FILES_DIR) };
}

/**
 * Reads the settings. Makes the data folder and its secret when they are missing.
 * @throws Error with one line per variable that is wrong, naming it
 */
export function readSettings(env: NodeJS.ProcessEnv): ServerSettings {
  const given = parse(env);
  const { dataDir, filesDir } = foldersIn(given);
  prepareFolder('DATA_DIR', dataDir);
  if (given.FILES_DIR !== undefined) prepareFolder('FILES_DIR', filesDir);
  return {
    port: given.PORT ?? 3000,
    host: given.HOST ?? '127.0.0.1',
    trustProxy: trustProxy(given.TRUST_PROXY),
    dataDir,
    filesDir,
    databaseUrl: given.DATABASE_URL,
    redisUrl: given.REDIS_URL,
    publicUrl: given.PUBLIC_URL && new URL(given.PUBLIC_URL).origin,
    smtpUrl: given.SMTP_URL,
    examplePassword: given.EXAMPLE_PASSWORD,
    appSecret: given.APP_SECRET ?? secretIn(dataDir),
    withoutServiceWorker: given.SERVICE_WORKER === 'off',
    logLevel: given.LOG_LEVEL ?? 'info',
    limits: limitsIn(given),
    metricsToken: given.METRICS_TOKEN,
    production: given.NODE_ENV !== 'development',
  };
}
