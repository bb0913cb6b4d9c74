/**
 * A sync server in a process of its own, with its log on disk, so that a test can kill it (`processes.ts`):
 * `tsx server-process.ts PORT PLACE [LIMITS as JSON] [NODE as JSON]`. With NODE it is one of several (`nodes.ts`).
 * Says its port, then answers each line that it is given with one. SIGTERM ends it as an operator does.
 */
import { createInterface } from 'node:readline';
import { breakHookOf, startServer, TestLogger } from './harness';
import { clusterFor } from './nodes';
import type { Answer, Question } from './processes';
import { openLogAt } from './storages';

const [port = '0', place = '.', limits = '{}', node] = process.argv.slice(2);
const cluster = node ? clusterFor(JSON.parse(node), new TestLogger()) : undefined;
const log = await openLogAt(place);
const server = await startServer({ port: Number(port), log, limits: JSON.parse(limits), cluster });
process.stdout.write(`${server.port}\n`);

createInterface({ input: process.stdin }).on('line', (line) => {
  const question = JSON.parse(line) as Question;
  if ('revoke' in question) server.sync.service.revoke(question.revoke, question.code);
  if ('breakHook' in question) breakHookOf(server, question.breakHook);
  const timers = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const answer: Answer = { ...server.sync.stats(), rss: process.memoryUsage().rss, timers };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
});

process.once('SIGTERM', async () => {
  await server.close();
  await log.close();
  process.exit(0);
});
