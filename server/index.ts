/**
 * The composition root: reads the environment, opens storage, builds the HTTP and sync servers, listens, and closes with grace.
 * The only file of the server that acts when imported.
 *
 * The port is opened first: health checks and people get an answer (503) while migrations run.
 */
import { createServer, type IncomingMessage } from 'node:http';
import path from 'node:path';
import type { ServerBuild } from '@remix-run/node';
import type { Backend } from '../app/live/backend';
import { EVENTS_PATH } from '../app/live/events';
import { clusterOf, eventsRelayOf } from './cluster/cluster';
import { createEventsServer } from './events/events';
import { createHttpApp } from './http/app';
import { upgradeDispatcher } from './http/upgrade';
import { type State, waitingRoom } from './http/waiting';
import { addressOf, listen } from './listen';
import { openLog } from './log';
import { createMetrics } from './metrics';
import { readSettings } from './settings';
import { closeToOthers, takeDataFolder } from './storage/data-folder';
import { migrate } from './storage/migrate';
import { openPostgresLog } from './storage/postgres-log';
import { openSqliteLog } from './storage/sqlite-log';
import { DEFAULT_LIMITS } from './sync/limits';
import { createSyncServer } from './sync/sync-server';

/** Everything is closed by then, or the process ends without it. */
const CLOSE_WITHIN_MS = 9_000;
/** How long requests and jobs under way may still take when the server closes. */
const WORK_ENDS_WITHIN_MS = 3_000;
const JOBS_EVERY_MS = 1000;

// Whatever is made from here on is for the owner alone.
process.umask(0o077);
const root = process.cwd();
const state: State = { ready: false, closing: false };
/** What has to be closed again, last opened first. */
const open: { name: string; close: () => unknown }[] = [];

const settings = await attempt('Koinon cannot start with these settings:', () => readSettings(process.env));
const log = openLog(settings.logLevel);
const server = createServer();
let answer = waitingRoom(state);
let jobs: NodeJS.Timeout | undefined;
let underWay = 0;
server.on('request', (request, response) => {
  underWay += 1;
  response.once('close', () => {
    underWay -= 1;
  });
  answer(request, response);
});

process.on('uncaughtException', (error) => {
  log.fatal({ err: error }, 'an error that nobody caught: closing');
  void close('uncaughtException', 1);
});
// A promise that nobody waited for concerns one request or one job; ending the work of everybody would be worse.
process.on('unhandledRejection', (error) => log.error({ err: error }, 'a promise was rejected and nobody listened'));
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void close(signal, 0));

const port = await attempt('Koinon cannot listen.', () => listen(server, settings.host, settings.port));

const vite = settings.production
  ? undefined
  : await import('vite').then(({ createServer: createVite }) =>
      createVite({ server: { middlewareMode: true, hmr: { server } }, appType: 'custom' }),
    );
if (vite) open.push({ name: 'vite', close: () => vite.close() });

if (!settings.databaseUrl) {
  const giveBack = await attempt('Koinon cannot start here.', () => takeDataFolder(settings.dataDir));
  open.push({ name: 'data folder', close: giveBack });
}
await attempt('Koinon cannot start here.', () => closeToOthers(settings.dataDir));
await attempt('The database could not be brought up to date.', () => migrate(settings, path.join(root, 'prisma/migrations'), log));

const builtServer = path.join(root, 'build/server/index.js');
const loadBuild = (): Promise<ServerBuild> =>
  (vite ? vite.ssrLoadModule('virtual:remix/server-build') : import(/* @vite-ignore */ builtServer)) as Promise<ServerBuild>;
const loaded = await attempt('The pages could not be loaded.', loadBuild);
const { backend } = loaded.entry.module as unknown as { backend: Backend };

const updateLog = await attempt('The texts could not be opened.', () =>
  settings.databaseUrl ? openPostgresLog(settings.databaseUrl) : openSqliteLog(settings.dataDir),
);
const metrics = createMetrics({ stats: () => sync.stats(), listeners: () => events.sockets, measureLog: () => updateLog.measure() });
const events = createEventsServer({
  backend: backend.events,
  logger: log,
  publicUrl: settings.publicUrl,
  trustProxy: settings.trustProxy,
  limits: { ...DEFAULT_LIMITS, ...settings.limits },
  relay: eventsRelayOf(settings),
});
const sync = createSyncServer({
  log: updateLog,
  backend: backend.rooms,
  logger: log,
  limits: settings.limits,
  metrics: metrics.sync,
  publicUrl: settings.publicUrl,
  trustProxy: settings.trustProxy,
  cluster: clusterOf(settings, log),
  others: { revoked: (match) => events.revoke(match), missed: () => void events.recheckAll() },
});
await attempt('The database could not be opened.', () => backend.start({ settings, sync: sync.service, events: events.service, log }));
open.push({ name: 'backend', close: () => backend.stop() });
open.push({ name: 'update log', close: () => updateLog.close() });
open.push({ name: 'sync server', close: () => sync.drain() });
open.push({ name: 'events', close: () => events.close() });

const build = vite ? loadBuild : loaded;
const clientFolder = path.join(root, vite ? 'public' : 'build/client');
const app = createHttpApp({ settings, build, vite, clientFolder, state, metrics, log });
const isHotReload = (request: IncomingMessage) =>
  vite !== undefined && request.headers['sec-websocket-protocol']?.startsWith('vite-') === true;
server.on(
  'upgrade',
  upgradeDispatcher(
    { '/sync/': sync.handleUpgrade, [EVENTS_PATH]: events.handleUpgrade },
    () => state.ready && !state.closing,
    isHotReload,
  ),
);

if (!state.closing) await announce();

async function announce(): Promise<void> {
  const origin = settings.publicUrl ?? addressOf(settings.host, port);
  const wanted = process.argv.includes('--example');
  const example = wanted ? await attempt('The example partnerships could not be loaded.', () => backend.loadExample()) : [];
  const firstRun = await backend.firstRunLink(origin);
  jobs = setInterval(() => void backend.jobs.runDue(), JOBS_EVERY_MS);
  answer = app;
  state.ready = true;
  for (const line of example) console.log(line);
  // The link comes first: whoever waits for the second line has the first one.
  if (firstRun) console.log(`Set up this installation with this link (it works once):\n${firstRun}`);
  console.log(`Koinon is open at ${origin}`);
}

/** Runs a step of the start. A failure is told as a sentence, and ends the process. */
async function attempt<T>(headline: string, step: () => T | Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    console.error(`${headline}\n${error instanceof Error ? error.message : error}`);
    process.exit(1);
  }
}

/** Takes no more, lets requests end, tells sockets to come back, writes what is to be written, and ends the process. */
async function close(reason: string, exitCode: number): Promise<void> {
  if (state.closing) return;
  state.closing = true;
  log.info({ reason }, 'closing');
  setTimeout(() => {
    log.error({}, 'closing took too long');
    process.exit(exitCode || 1);
  }, CLOSE_WITHIN_MS).unref();
  answer = waitingRoom(state);
  clearInterval(jobs);
  // First, because they may still change rooms and rows.
  await Promise.all([endRequests(), endJobs()]);
  for (const { name, close: closePart } of open.reverse()) {
    try {
      await closePart();
    } catch (error) {
      log.error({ err: error, part: name }, 'a part did not close in order');
    }
  }
  process.exit(exitCode);
}

/** Resolves when no request is under way, or after a while. New connections still get their 503. */
async function endRequests(): Promise<void> {
  const deadline = Date.now() + WORK_ENDS_WITHIN_MS;
  while (underWay > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Resolves when no job runs, or after a while: a mail that is being handed over must not end as one that nobody knows the fate of. */
async function endJobs(): Promise<void> {
  const late = new Promise((resolve) => setTimeout(resolve, WORK_ENDS_WITHIN_MS).unref());
  await Promise.race([jobs ? backend.jobs.stop() : undefined, late]);
}
