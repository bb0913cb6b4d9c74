/** What a process takes, as Linux tells it; null elsewhere. */
import { readFileSync } from 'node:fs';

/** Resident memory, in MB. */
export function memoryOf(pid: number | undefined): number | null {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes ? Number(kilobytes) / 1000 : null;
  } catch {
    return null; // not Linux
  }
}

/** A tick of the clock by which Linux counts processor time. */
const TICK_MS = 10;

/** Processor time since it began, of all its threads, in milliseconds. Others who are busy on the same machine add little to it. */
export function processorMsOf(pid: number | undefined): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the command stands in brackets before them, and may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [user, system] = fields.slice(11, 13).map(Number);
    return ((user ?? 0) + (system ?? 0)) * TICK_MS;
  } catch {
    return null; // not Linux
  }
}
