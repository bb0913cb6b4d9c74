/**
 * The log: one line of JSON per event on standard output. Where the lines go may be full or gone; that is no reason to end a server that
 * people write in, so a line that nobody takes is dropped. pino's own destination throws then, or tries for ever.
 */
import { writeSync } from 'node:fs';
import pino from 'pino';

const STDOUT = 1;
/** So much may wait for a reader that has stopped reading; what comes after it is dropped. */
const WAITING_BYTES = 1024 * 1024;

/** Written at once, so that the last words of a process that is killed are there too. */
function write(line: string): void {
  const bytes = Buffer.from(line);
  let from = 0;
  // Behind what waits already, or lines would be cut in two.
  const behind = process.stdout.writableLength > 0;
  try {
    while (!behind && from < bytes.length) from += writeSync(STDOUT, bytes, from);
  } catch (error) {
    // EAGAIN: a pipe whose reader is slow. Anything else is a full disk or a closed pipe, and the next line may find it well again.
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
  }
  if (from < bytes.length && process.stdout.writableLength < WAITING_BYTES) process.stdout.write(bytes.subarray(from));
}

/** Makes the log. From then on nothing that is printed, by the log or by anybody, can end the process. */
export function openLog(level: string): pino.Logger {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  return pino({ level, base: null }, { write });
}
