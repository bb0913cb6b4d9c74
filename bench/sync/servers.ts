/** The four servers, each in a process of its own on the first core, and what they use. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { onServerCore } from '../pin';

export const SERVERS = ['relay', 'yWebsocket', 'hocuspocus', 'ours'] as const;
export type ServerName = (typeof SERVERS)[number];

const root = path.resolve(import.meta.dirname, '../..');
const peers = path.join(root, 'bench/peers');
const bundle = path.join(root, 'build/bench-sync');

export interface Usage {
  /** User and system time of the whole process, threads included, since it began. */
  cpuMicros: number;
  residentBytes: number;
}

export interface MeasuredServer {
  name: ServerName;
  port: number;
  node: string;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

/** Where a server keeps its data; prepared by whoever wants it to have some. */
export function dataFolder(): { path: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'koinon-bench-sync-'));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export const HOCUSPOCUS_FILE = 'hocuspocus.sqlite';

/** Brings the peers, once, and ours as one file. */
export async function prepareServers(tell: (line: string) => void): Promise<void> {
  installPeers(tell);
  await build({
    entryPoints: {
      'our-server': path.join(root, 'bench/sync/our-server.ts'),
      'sqlite-log-worker': path.join(root, 'server/storage/sqlite-log-worker.ts'),
      'compaction-worker': path.join(root, 'server/storage/compaction-worker.ts'),
    },
    outdir: bundle,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    absWorkingDir: root,
    logLevel: 'warning',
  });
}

function installPeers(tell: (line: string) => void): void {
  const stamp = path.join(peers, 'node_modules/.koinon-peers');
  const lock = readFileSync(path.join(peers, 'package-lock.json'), 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  tell('Installing the peers in bench/peers ...');
  // No scripts: LevelDB brings what it needs ready-made.
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: peers,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  // Its native part is not built; without it the project's own is found, which is built and satisfies the same range.
  rmSync(path.join(peers, 'node_modules/better-sqlite3'), { recursive: true, force: true });
  writeFileSync(stamp, lock);
}

/** Starts one. Rejects with what it said when it does not open. `words` to Node itself, e.g. to profile it. */
export async function startServer(name: ServerName, folder: string, template = ''): Promise<MeasuredServer> {
  const command = [process.execPath, ...profiling(name), ...commandOf(name, folder, template)];
  const [file = '', ...rest] = onServerCore(command);
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'production',
    ...(name === 'yWebsocket' && { YPERSISTENCE: path.join(folder, 'leveldb') }),
  };
  // Its standard output is not ours: with --json there is nothing there but JSON.
  const child: ChildProcess = spawn(file, rest, { cwd: root, env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk).slice(-4000);
  });
  const opened = await Promise.race([
    once(child, 'message').then(([message]) => message as { port: number; node: string }),
    once(child, 'exit').then(() => null),
  ]);
  if (!opened) throw new Error(said.trim().split('\n').slice(-6).join(' ') || 'it ended without a word');
  return {
    name,
    ...opened,
    usage: () => ask(child),
    async stop() {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
      if (said) process.stderr.write(`${name} said: ${said}\n`);
    },
  };
}

function commandOf(name: ServerName, folder: string, template: string): string[] {
  switch (name) {
    case 'relay':
      return [path.join(peers, 'relay.mjs'), folder];
    case 'yWebsocket':
      return [path.join(peers, 'y-websocket.mjs')];
    case 'hocuspocus':
      return [path.join(peers, 'hocuspocus.mjs'), path.join(folder, HOCUSPOCUS_FILE)];
    case 'ours':
      return [path.join(bundle, 'our-server.mjs'), folder, template];
  }
}

/** `PROFILE=folder`: a CPU profile of ours is written there when it ends. */
function profiling(name: ServerName): string[] {
  const folder = process.env.PROFILE;
  return folder && name === 'ours' ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
}

async function ask(child: ChildProcess): Promise<Usage> {
  child.send('usage');
  const [usage] = (await once(child, 'message')) as [Usage];
  return usage;
}
