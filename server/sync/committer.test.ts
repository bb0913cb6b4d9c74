import { expect, test, vi } from 'vitest';
import { MemoryLog } from '../storage/memory-log';
import type { NewRow } from '../storage/update-log';
import { type CommitSource, Committer } from './committer';

const LIMITS = { commitQuietMs: 1, commitBusyMs: 1, commitBusyRows: 32, retryFirstMs: 5, retryMostMs: 20 };
const logger = { info() {}, warn() {}, error() {} };

/** A log that refuses what a test tells it to. */
class Choosy extends MemoryLog {
  appends = 0;
  refuses: (rows: NewRow[]) => boolean = () => false;

  override async append(rows: NewRow[]): Promise<number[]> {
    this.appends += 1;
    if (this.refuses(rows)) throw new Error('refused');
    return super.append(rows);
  }
}

/** A room that writes numbers. */
class Source implements CommitSource {
  readonly room: string;
  heard: boolean[] = [];
  saved = 0;
  #rows: NewRow[] = [];
  #written = 0;

  constructor(room: string) {
    this.room = room;
  }

  write(committer: Committer): void {
    this.#written += 1;
    this.#rows.push({ room: this.room, generation: 1, update: new Uint8Array([this.#written]), authorId: null, at: 0 });
    committer.request(this, 1, 1);
  }

  take() {
    const rows = this.#rows.splice(0);
    return {
      rows,
      settled: (seqs: number[]) => {
        this.saved = seqs.at(-1) ?? this.saved;
      },
    };
  }

  notify = (saving: boolean) => void this.heard.push(saving);
}

const named = (names: string[]) => names.map((name) => new Source(name));
const rowsOf = async (log: MemoryLog, room: string) => (await log.load(room, 1)).tail.map(({ update }) => update[0]);

test('S4: rooms that are refused for ever wait aside, however many they are; a healthy one among them is written', async () => {
  const log = new Choosy();
  log.refuses = (rows) => rows.some(({ room }) => room.startsWith('bad'));
  const committer = new Committer(log, LIMITS, logger);
  const bad = named(['bad1', 'bad2', 'bad3', 'bad4', 'bad5', 'bad6']);
  const good = new Source('good');
  for (const source of [...bad, good]) source.write(committer);
  await vi.waitFor(() => expect(good.saved).toBe(1));
  // From now on it never meets them again.
  const heard = [...good.heard];
  for (let i = 2; i < 6; i++) {
    good.write(committer);
    await vi.waitFor(() => expect(good.saved).toBe(i));
  }
  expect(good.heard).toEqual(heard);
  for (const source of bad) expect(source.heard).toEqual([false]);
  expect(committer.refuses(good)).toBe(false);
  expect(committer.saving).toBe(false);
  // In the end all is there, in order.
  for (const source of bad) for (let i = 0; i < 3; i++) source.write(committer);
  log.refuses = () => false;
  await committer.flush();
  for (const source of bad) {
    expect(await rowsOf(log, source.room)).toEqual([1, 2, 3, 4]);
    expect(source.heard).toEqual([false, true]);
  }
  expect(committer.unsavedBytes).toBe(0);
});

test('S3: a storage that takes nothing is not asked by each of many rooms in turn', async () => {
  const log = new Choosy();
  log.refuses = () => true;
  const committer = new Committer(log, { ...LIMITS, retryFirstMs: 60_000, retryMostMs: 60_000 }, logger);
  const rooms = named(Array.from({ length: 100 }, (_, i) => `room${i}`));
  for (const source of rooms) source.write(committer);
  await vi.waitFor(() => expect(rooms.every((source) => source.heard.length === 1)).toBe(true));
  expect(log.appends).toBe(3);
});

test('S4: what a room asks for while its rows are being refused follows them, in order', async () => {
  const log = new Choosy();
  const committer = new Committer(log, LIMITS, logger);
  const source = new Source('room');
  let tries = 0;
  log.refuses = () => {
    tries += 1;
    if (tries < 4) source.write(committer);
    return tries < 4;
  };
  source.write(committer);
  await committer.flush();
  expect(await rowsOf(log, 'room')).toEqual([1, 2, 3, 4]);
  expect(committer.unsavedBytes).toBe(0);
});
