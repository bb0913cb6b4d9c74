/** A sync server in a process of its own, with its log on disk, so that a test can kill it: `tsx server-process.ts PORT PLACE [LIMITS as JSON]`. */
import { startServer } from './harness';
import { openLogAt } from './storages';

const [port = '0', place = '.', limits = '{}'] = process.argv.slice(2);
const server = await startServer({ port: Number(port), log: await openLogAt(place), limits: JSON.parse(limits) });
process.stdout.write(`${server.port}\n`);
