/** `sync`: a raw relay, `@y/websocket-server` with LevelDB, Hocuspocus with SQLite, and ours with SQLite, durable, acks on for every writer. */
import { pinLoad } from '../pin';
import { type FanOut, measureFanOut } from './fan-out';
import { largeDocument } from './large-document';
import { measureMemory } from './memory';
import { measureOpening } from './opening';
import { measurePresence } from './presence';
import { type Goal, type Measured, type Row, row, table } from './rows';
import { prepareServers, SERVERS, type ServerName } from './servers';

export interface Options {
  trace: string | null;
  /** Some seconds per row, to try: the figures say little. */
  short: boolean;
  /** Only the parts of this name. */
  only: string | null;
}

const FAN_OUTS: (FanOut & { goal: number })[] = [
  { name: '10x20', rooms: 10, clients: 20, typing: 4, rate: 5, goal: 1.25 },
  { name: '1x300', rooms: 1, clients: 300, typing: 10, rate: 10, goal: 0.8 },
  { name: '100x6', rooms: 100, clients: 6, typing: 3, rate: 4, goal: 1.5 },
  { name: '1x150', rooms: 1, clients: 150, typing: 50, rate: 5, goal: 0.5 },
];

const tell = (line: string) => process.stderr.write(`${line}\n`);

interface Judged {
  row: Row;
  measured: Measured;
}

export async function benchSync(options: Options): Promise<{ rows: Row[]; table: string; sound: boolean }> {
  await prepareServers(tell);
  tell(pinLoad());
  tell(`Node ${process.version} runs all four. Hocuspocus 4.7 asks for 22 or later.`);
  const judged: Judged[] = [];
  for (const [name, part] of Object.entries(parts(options))) {
    if (options.only && options.only !== name) continue;
    tell(`${name} ...`);
    judged.push(...(await part()));
  }
  return { rows: judged.map((one) => one.row), table: table(judged), sound: judged.every((one) => one.row.void === undefined) };
}

/** One after the other, so that none disturbs another. */
async function each<T>(measure: (server: ServerName) => Promise<T>): Promise<Record<ServerName, T | Error>> {
  const results = {} as Record<ServerName, T | Error>;
  for (const server of SERVERS) {
    results[server] = await measure(server).catch((error: Error) => error);
    if (results[server] instanceof Error) tell(`  ${server}: ${(results[server] as Error).stack}`);
  }
  return results;
}

function rowOf<T extends { node: string }>(
  name: string,
  unit: string,
  results: Record<ServerName, T | Error>,
  figure: (result: T) => number | null,
  goal: Goal | null = null,
): Judged {
  const entries = SERVERS.map((server) => {
    const result = results[server];
    return [server, result instanceof Error ? result : { value: figure(result), node: result.node }];
  });
  const measured = Object.fromEntries(entries) as Measured;
  return { row: row(name, unit, measured, goal), measured };
}

function parts({ short, trace }: Options): Record<string, () => Promise<Judged[]>> {
  const fanOuts = FAN_OUTS.map((work) => [work.name, () => fanOutRows(work, short)] as const);
  return {
    ...Object.fromEntries(fanOuts),
    opening: () => openingRows(trace, short),
    presence: () => presenceRows(short),
    memory: () => memoryRows(short),
  };
}

async function fanOutRows(work: FanOut & { goal: number }, short: boolean): Promise<Judged[]> {
  const seconds = short ? { warmUp: 1, measured: 2 } : { warmUp: 8, measured: 10 };
  const results = await each((server) => measureFanOut(server, work, seconds));
  const first = work === FAN_OUTS[0];
  const goal = { kind: 'toRelay', value: work.goal } as const;
  return [
    rowOf(`fanOut${work.name}`, 'µs of CPU per delivery', results, (result) => result.cpuMicrosPerDelivery, goal),
    rowOf(`p50Of${work.name}`, 'ms', results, (result) => result.p50Ms, first ? { kind: 'aboveRelay', value: 0.5 } : null),
    rowOf(`p99Of${work.name}`, 'ms', results, (result) => result.p99Ms, first ? { kind: 'aboveRelay', value: 20 } : null),
    rowOf(`bytesOf${work.name}`, 'bytes per delivery', results, (result) => result.bytesPerDelivery),
  ];
}

async function openingRows(trace: string | null, short: boolean): Promise<Judged[]> {
  const document = largeDocument(trace);
  tell(`  a document of ${document.edits} edits, ${trace ? 'from the trace' : 'made up (no --trace)'}, ${document.whole.byteLength} bytes`);
  const results = await each((server) => measureOpening(server, document, short ? 50 : 200));
  const within = (value: number): Goal => ({ kind: 'figure', value });
  return [
    rowOf('coldOpen', 'ms', results, (result) => result.coldMs, within(25)),
    rowOf('newcomersCpu', 'ms of CPU', results, (result) => result.newcomersCpuMs, within(100)),
    rowOf('newcomersWall', 'ms', results, (result) => result.newcomersWallMs),
    rowOf('comingBackCpu', 'ms of CPU', results, (result) => result.returnCpuMs, within(100)),
  ];
}

async function presenceRows(short: boolean): Promise<Judged[]> {
  const results = await each((server) => measurePresence(server, short ? 2 : 8));
  return [
    rowOf('presenceCpu', 'ms of CPU per second', results, (result) => result.cpuMs),
    rowOf('presenceFrames', 'frames per second', results, (result) => result.frames),
    rowOf('presenceBytes', 'kB per second', results, (result) => result.kilobytes),
  ];
}

async function memoryRows(short: boolean): Promise<Judged[]> {
  const results = await each((server) => measureMemory(server, short ? 100 : 1000));
  const goals = short
    ? [null, null]
    : ([
        { kind: 'figure', value: 40 },
        { kind: 'figure', value: 350 },
      ] as const);
  return [
    rowOf('memoryPerConnection', 'kB', results, (result) => result.kilobytesPerConnection, goals[0]),
    rowOf('memoryPerRoom', 'kB', results, (result) => result.kilobytesPerRoom),
    rowOf('memoryOfRooms', 'MB', results, (result) => result.totalMegabytes, goals[1]),
  ];
}
