/** Sync servers in processes of their own (`server-process.ts`), which tests kill, stop and ask. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { RevokeMatch } from '../../app/live/backend';
import type { SyncServer } from '../../server/sync/sync-server';

/** What a server process can be asked, one line of JSON each. */
export type Question = { revoke: RevokeMatch; code: number } | { breakHook: boolean } | { stats: true };
export type Answer = ReturnType<SyncServer['stats']> & { rss: number; timers: number };

export interface ServerChild {
  child: ChildProcess;
  port: number;
  /** Resolves when it is gone, to the signal that ended it. */
  gone: Promise<NodeJS.Signals | null>;
  ask(question: Question): Promise<Answer>;
  kill(signal?: NodeJS.Signals): Promise<void>;
}

interface ServerChildOptions {
  limits?: object;
  /** One of several nodes: `NodePlace` of nodes.ts. */
  node?: object;
  env?: Record<string, string>;
  port?: number;
}

/** @param place a folder for SQLite, or the address of a database */
export async function startChild(place: string, { limits = {}, node, env, port = 0 }: ServerChildOptions = {}): Promise<ServerChild> {
  const words = ['--import', 'tsx', 'tests/live/server-process.ts', `${port}`, place, JSON.stringify(limits), JSON.stringify(node) ?? ''];
  const child = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...env } });
  const gone = once(child, 'exit').then(([, signal]) => signal as NodeJS.Signals | null);
  child.stdin?.on('error', () => {}); // It may die while it is asked.
  const waiting: ((line: string) => void)[] = [];
  const first = new Promise<string>((resolve) => waiting.push(resolve));
  createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => waiting.shift()?.(line));
  const line = await Promise.race([first, gone]);
  if (!/^\d+$/.test(line ?? '')) throw new Error(`the server ended before it was ready: ${line}`);
  return {
    child,
    port: Number(line),
    gone,
    async ask(question) {
      const answer = new Promise<string>((resolve) => waiting.push(resolve));
      child.stdin?.write(`${JSON.stringify(question)}\n`);
      const told = await Promise.race([answer, gone]);
      if (!told?.startsWith('{')) throw new Error('the server ended before it answered');
      return JSON.parse(told) as Answer;
    },
    async kill(signal = 'SIGKILL') {
      child.kill(signal);
      await gone;
    },
  };
}
