/**
 * A sync server in a process of its own, with its log on disk, so that a test can kill it:
 * `tsx server-process.ts PORT PLACE [LIMITS as JSON] [NODE as JSON]`. With NODE it is one of several (`nodes.ts`).
 */
import { startServer, TestLogger } from './harness';
import { clusterFor } from './nodes';
import { openLogAt } from './storages';

const [port = '0', place = '.', limits = '{}', node] = process.argv.slice(2);
const cluster = node ? clusterFor(JSON.parse(node), new TestLogger()) : undefined;
const server = await startServer({ port: Number(port), log: await openLogAt(place), limits: JSON.parse(limits), cluster });
process.stdout.write(`${server.port}\n`);
