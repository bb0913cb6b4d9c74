/**
 * The figures of a running server in Prometheus' format. What the sync server tells (`sync/metrics.ts`) is counted here; what can be asked at
 * any moment is asked when somebody reads. Labels are close codes, statuses and prom-client's own: never a room, a person or an address.
 */
import { Counter, collectDefaultMetrics, Gauge, type Metric, Registry } from 'prom-client';
import type { LogSize } from './storage/update-log';
import type { SyncMetrics } from './sync/metrics';
import type { SyncStats } from './sync/sync-server';

/** The log is measured at most so often, however often somebody reads, and nobody waits longer than this for it. */
const MEASURE_EVERY_MS = 30_000;
const MEASURE_WITHIN_MS = 1_000;

/** Upper bounds in milliseconds. */
const HAND_OVER = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];
const DISK = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 15_000];

/** Codes that are told apart. A client may close with any number it likes, and each would become a line for ever. */
const CLOSE_CODES = new Set([1000, 1001, 1005, 1006, 1009, 1011, 1012, 1013, 4400, 4401, 4403, 4404, 4409, 4422, 4426]);

export interface Metrics {
  readonly sync: SyncMetrics;
  readonly contentType: string;
  /** Everything, as text. Never rejects because of a storage that does not answer: its figures are left out then. */
  read(): Promise<string>;
}

interface Sources {
  stats(): SyncStats;
  /** Pages that are told of changes. */
  listeners(): number;
  measureLog(): Promise<LogSize>;
}

/** @param sources what is asked when somebody reads */
export function createMetrics(sources: Sources): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const sync = syncMetrics(registry);
  const showStats = statGauges(registry);
  const log = logGauges(registry, sources.measureLog);
  return {
    sync,
    contentType: registry.contentType,
    async read() {
      showStats({ ...sources.stats(), listeners: sources.listeners() });
      await log.refresh();
      return registry.metrics();
    },
  };
}

function syncMetrics(registry: Registry): SyncMetrics {
  const registers = [registry];
  const updates = new Counter({ name: 'koinon_updates_total', help: 'Updates that became part of a document.', registers });
  const acks = new Counter({ name: 'koinon_acks_total', help: 'Acks sent; one may be for many updates.', registers });
  const rows = new Counter({ name: 'koinon_log_written_rows_total', help: 'Rows committed to the update log.', registers });
  const bytes = new Counter({ name: 'koinon_log_written_bytes_total', help: 'Bytes of updates committed to the update log.', registers });
  const refused = new Counter({ name: 'koinon_commits_refused_total', help: 'Groups that the storage did not take.', registers });
  const opened = new Counter({ name: 'koinon_sockets_opened_total', help: 'Sockets let in.', registers });
  const closed = new Counter({
    name: 'koinon_sockets_closed_total',
    help: 'Sockets closed, by close code; 1006: without a word.',
    labelNames: ['code'],
    registers,
  });
  const upgrades = new Counter({
    name: 'koinon_upgrades_refused_total',
    help: 'Upgrades answered with an HTTP status.',
    labelNames: ['status'],
    registers,
  });
  const fanOut = new Times(registry, 'koinon_fan_out_seconds', "From an update's arrival until it was handed to the sockets.", HAND_OVER);
  const ack = new Times(registry, 'koinon_ack_seconds', "From an update's arrival until its ack was sent.", DISK);
  const commit = new Times(registry, 'koinon_commit_seconds', 'Time that one commit of a group took.', DISK);
  const fold = new Times(registry, 'koinon_fold_seconds', 'Time that folding the log of one room took.', DISK);
  return {
    taken: (count) => updates.inc(count),
    fannedOut: (ms) => fanOut.observe(ms),
    acked(ms) {
      acks.inc();
      ack.observe(ms);
    },
    committed(ms, rowCount, byteCount) {
      commit.observe(ms);
      rows.inc(rowCount);
      bytes.inc(byteCount);
    },
    commitRefused: () => refused.inc(),
    folded: (ms) => fold.observe(ms),
    opened: () => opened.inc(),
    closed: (code) => closed.inc({ code: CLOSE_CODES.has(code) ? String(code) : 'other' }),
    upgradeRefused: (status) => upgrades.inc({ status: String(status) }),
  };
}

type Stats = SyncStats & { listeners: number };

function statGauges(registry: Registry): (stats: Stats) => void {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
  const gauges: [Gauge, (stats: Stats) => number][] = [
    [gauge('koinon_rooms', 'Rooms in memory.'), ({ rooms }) => rooms],
    [gauge('koinon_rooms_resting', 'Rooms whose document is kept as bytes.'), ({ restingRooms }) => restingRooms],
    [gauge('koinon_sockets', 'Open sockets.'), ({ connections }) => connections],
    [gauge('koinon_listeners', 'Pages that are told of changes.'), ({ listeners }) => listeners],
    [gauge('koinon_unsaved_bytes', 'Bytes of updates that were taken and are not on disk.'), ({ unsavedBytes }) => unsavedBytes],
    [gauge('koinon_rooms_waiting', 'Rooms that wait for the next commit.'), ({ waitingRooms }) => waitingRooms],
    [gauge('koinon_rooms_refused', 'Rooms whose changes the storage refuses.'), ({ refusedRooms }) => refusedRooms],
    [gauge('koinon_early_frames', 'Frames that wait until their room is loaded.'), ({ earlyFrames }) => earlyFrames],
    [gauge('koinon_folds_waiting', 'Rooms whose logs are being folded or wait for it.'), ({ folds }) => folds],
  ];
  return (stats) => {
    for (const [one, value] of gauges) one.set(value(stats));
  };
}

function logGauges(registry: Registry, measure: () => Promise<LogSize>): { refresh(): Promise<void> } {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
  const gauges: [Gauge, (size: LogSize) => number | null][] = [
    [gauge('koinon_log_rooms', 'Rooms in the update log.'), ({ rooms }) => rooms],
    [gauge('koinon_log_tail_rows', 'Rows that no snapshot covers.'), ({ tailRows }) => tailRows],
    [gauge('koinon_log_tail_bytes', 'Bytes of rows that no snapshot covers.'), ({ tailBytes }) => tailBytes],
    [gauge('koinon_log_disk_bytes', 'What the update log takes on disk.'), ({ diskBytes }) => diskBytes],
    [
      gauge('koinon_snapshot_oldest_age_seconds', 'Age of the snapshot of the room that was folded longest ago.'),
      (s) => age(s.oldestFoldAt),
    ],
    [gauge('koinon_snapshot_newest_age_seconds', 'Time since a room was folded.'), (s) => age(s.newestFoldAt)],
  ];
  const show = (size: LogSize | null) => {
    for (const [one, read] of gauges) {
      const value = size && read(size);
      // Not known is no line, which is not the same as 0.
      if (value === null) one.remove();
      else one.set(value);
    }
  };
  show(null);
  return measured(measure, show);
}

const age = (at: number | null) => (at === null ? null : Math.max(0, (Date.now() - at) / 1000));

/** Asks again once what is known has become old, one question at a time. */
function measured(measure: () => Promise<LogSize>, show: (size: LogSize | null) => void): { refresh(): Promise<void> } {
  let size: LogSize | null = null;
  let askAt = 0;
  let asking: Promise<void> | null = null;
  const ask = async () => {
    askAt = Date.now() + MEASURE_EVERY_MS;
    size = await measure().catch(() => null);
    asking = null;
  };
  return {
    async refresh() {
      if (Date.now() >= askAt) asking ??= ask();
      if (asking) await Promise.race([asking, new Promise((resolve) => setTimeout(resolve, MEASURE_WITHIN_MS).unref())]);
      show(size);
    },
  };
}

/** A histogram whose `observe` makes no object: prom-client's own costs 0.4 µs and several of them, more than a small update may. */
class Times {
  readonly name: string;
  readonly help: string;
  readonly type = 'histogram';
  readonly #bounds: number[];
  readonly #counts: Float64Array;
  #sum = 0;

  /** @param bounds in milliseconds; what is read is in seconds, as Prometheus has it */
  constructor(registry: Registry, name: string, help: string, bounds: number[]) {
    this.name = name;
    this.help = help;
    this.#bounds = bounds;
    this.#counts = new Float64Array(bounds.length + 1);
    // The registry asks for `get` alone; its type names prom-client's own classes.
    registry.registerMetric(this as unknown as Metric);
  }

  observe(ms: number): void {
    let bucket = 0;
    while (bucket < this.#bounds.length && ms > (this.#bounds[bucket] as number)) bucket += 1;
    this.#counts[bucket] = (this.#counts[bucket] as number) + 1;
    this.#sum += ms;
  }

  async get() {
    let count = 0;
    const buckets = [...this.#counts].map((more, bucket) => {
      count += more;
      const bound = this.#bounds[bucket];
      return { metricName: `${this.name}_bucket`, labels: { le: bound === undefined ? '+Inf' : String(bound / 1000) }, value: count };
    });
    const values = [
      ...buckets,
      { metricName: `${this.name}_sum`, labels: {}, value: this.#sum / 1000 },
      { metricName: `${this.name}_count`, labels: {}, value: count },
    ];
    return { name: this.name, help: this.help, type: this.type, values, aggregator: 'sum' };
  }
}
