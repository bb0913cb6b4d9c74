/**
 * The log: one line of JSON per event on standard output. Where the lines go may be full or gone; that is no reason to end a server that
 * people write in, so a line that nobody takes is dropped. pino's own destination throws then, or tries for ever.
 *
 * What people write, who they are and what lets them in is nobody's to log. Callers give ids and reasons; what an error carries beside them
 * (a row that did not fit, arguments, the beginning of a text) is taken out here, and a line is looked through once more before it goes.
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
  return createLog(level, write);
}

const OUT = '[not for the log]';

/** Nobody gives these; should somebody do, they stay out. */
const NEVER = [
  'cookie',
  'authorization',
  'password',
  'secret',
  'token',
  'link',
  'email',
  'toAddress',
  'clientAddress',
  'remoteAddress',
  'ip',
];

/** @param write gets each line, with its end */
export function createLog(level: string, write: (line: string) => void): pino.Logger {
  return pino(
    {
      level,
      base: null,
      redact: { paths: NEVER.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: OUT },
      serializers: { err: toLogged, error: toLogged, reason: toLogged, url: withoutSecrets },
    },
    { write: (line) => write(withoutPeople(line)) },
  );
}

/** An error as the log has it: kind, code, sentence and place, and those of its causes. Whatever else hangs on it stays out. */
function toLogged(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return withoutData(value);
  if (!(value instanceof Error)) return value === undefined || value === null ? value : { type: typeof value, status: statusOf(value) };
  const { name, code } = value as Error & { code?: unknown };
  return {
    type: name,
    code: typeof code === 'string' || typeof code === 'number' ? code : undefined,
    message: withoutData(sentenceOf(value)),
    // The message is at its beginning, as it was.
    stack: value.stack?.match(/^ {4}at .*$/gm)?.join('\n'),
    cause: value.cause === undefined || depth >= 3 ? undefined : toLogged(value.cause, depth + 1),
  };
}

const statusOf = (value: object | unknown) => (typeof value === 'object' ? (value as { status?: unknown }).status : undefined);

/** Prisma tells first what it was asked, with all arguments, and in its last line what was wrong. */
function sentenceOf({ name, message }: Error): string {
  return name.startsWith('PrismaClient') ? (message.trimEnd().split('\n').at(-1) ?? '') : message;
}

const QUOTED = /"(?:[^"\\]|\\.)*"/g;
/** A table, a field or a code, and no word that anybody typed with a space. */
const NAME = /^"[\w.:/-]{0,60}"$/;

/** A sentence without what it quotes: parsers and editors show the text that they could not read. */
function withoutData(text: string): string {
  return text
    .replace(/(?:Unexpected token|").* is not valid JSON/s, 'not valid JSON')
    .replace(/(Invalid content for node \w+).*/s, '$1')
    .replace(QUOTED, (quoted) => (NAME.test(quoted) ? quoted : '"..."'));
}

const withoutSecrets = (address: unknown) => (typeof address === 'string' ? address.replace(SECRET, OUT) : address);

/** What lets somebody in (app/kit/secrets.server.ts): 256 bits as text. */
const SECRET = /(?<![\w-])[\w-]{43}(?![\w-])/g;
/** One line is there to hold such an address: the host's way back where no mail can be sent (docs/operating.md). */
const SECRET_IN_LINE = new RegExp(`(?<!"path":"/(?:reset|sign-in)/)${SECRET.source}`, 'g');
/** Also `user:password@host` in the address of a service. */
const MAILBOX = /[^\s"'<>()[\]{},;\\/]+@[^\s"'<>()[\]{},;\\/]+/g;

function withoutPeople(line: string): string {
  return line.replace(MAILBOX, OUT).replace(SECRET_IN_LINE, OUT);
}
