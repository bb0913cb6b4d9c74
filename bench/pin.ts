/** One core for the server and another for the load, so that neither takes the other's time. */
import { execFileSync, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

const SERVER_CORE = '0';
const LOAD_CORE = '1';
const canPin = availableParallelism() >= 2 && spawnSync('taskset', ['--version']).status === 0;

/** Puts this process, which makes the load, on the second core. @returns what to tell about it */
export function pinLoad(): string {
  if (!canPin) return 'Not pinned: server and load share the cores (one core only, or no taskset).';
  execFileSync('taskset', ['-acp', LOAD_CORE, String(process.pid)], { stdio: 'ignore' });
  return `Pinned: each server to core ${SERVER_CORE}, the load to core ${LOAD_CORE}.`;
}

/** A command that begins on the first core. */
export const onServerCore = (command: string[]): string[] => (canPin ? ['taskset', '-c', SERVER_CORE, ...command] : command);

/** Puts a server that runs on the first core, with all its threads; those that it begins later stay there. */
export function pinServer(pid: number): void {
  if (canPin) execFileSync('taskset', ['-acp', SERVER_CORE, String(pid)], { stdio: 'ignore' });
}
