import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { type Db, db, openDatabase } from './db.server';
import { newId } from './ids';
import { createJobRunner, enqueue, GiveUp, jobKind } from './jobs.server';
import { services } from './services.server';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
let other: Db;

beforeAll(async () => {
  other = await openDatabase(services().settings);
});
afterAll(() => other.$disconnect());
beforeEach(async () => void (await db().job.deleteMany()));

const givenUpTo: string[] = [];
beforeEach(() => void givenUpTo.splice(0));

/** A kind that notes its payloads, and a runner for it. */
function noting(run: (word: string) => Promise<void> | void = () => undefined, options: { leaseMs?: number; maxAttempts?: number } = {}) {
  const ran: string[] = [];
  const kind = jobKind({
    name: 'note',
    payload: z.object({ word: z.string().max(20) }),
    maxAttempts: options.maxAttempts,
    run: async ({ word }) => {
      ran.push(word);
      await run(word);
    },
    givenUp: async ({ word }) => void givenUpTo.push(word),
  });
  const runner = (database = db) => createJobRunner({ kinds: [kind], database, log: () => quiet, leaseMs: options.leaseMs });
  return { kind, ran, runner };
}
const only = () => db().job.findFirstOrThrow();
const soon = () => db().job.updateMany({ where: { doneAt: null }, data: { runAt: new Date() } });

test('a job runs once it is due, and once only', async () => {
  const { kind, ran, runner } = noting();
  await enqueue(db(), kind, { word: 'now' });
  await enqueue(db(), kind, { word: 'tomorrow' }, { runAt: new Date(Date.now() + 86_400_000) });
  const jobs = runner();
  expect(await jobs.runDue()).toBe(1);
  expect(await jobs.runDue()).toBe(0);
  expect(ran).toEqual(['now']);
});

test('a job exists only when the change that wrote it does', async () => {
  const { kind, ran, runner } = noting();
  const change = db().$transaction(async (tx) => {
    await enqueue(tx, kind, { word: 'never' });
    throw new Error('the change was refused');
  });
  await expect(change).rejects.toThrow('refused');
  await runner().runDue();
  expect(ran).toEqual([]);
});

test('runners on two connections never take the same job', async () => {
  const { kind, ran, runner } = noting();
  const words = Array.from({ length: 40 }, (_, i) => `word${i}`);
  for (const word of words) await enqueue(db(), kind, { word });
  const runners = [runner(), runner(() => other), runner(), runner(() => other)];
  while (ran.length < words.length) await Promise.all(runners.map((one) => one.runDue()));
  await Promise.all(runners.map((one) => one.runDue()));
  expect(ran.sort()).toEqual(words.sort());
});

test('while a job runs, nobody else gets it, also beyond its first lease', async () => {
  let finish = () => {};
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const { kind, ran, runner } = noting(() => held, { leaseMs: 150 });
  await enqueue(db(), kind, { word: 'long' });
  const first = await only();
  const working = runner().runDue();
  // Renewed at least twice: the lease now ends after the one given at first would have.
  const renewed = async () => ((await only()).lockedUntil?.getTime() ?? 0) > first.createdAt.getTime() + 400;
  await expect.poll(renewed, { timeout: 5000 }).toBe(true);
  expect(await runner(() => other).runDue()).toBe(0);
  finish();
  expect(await working).toBe(1);
  expect(ran).toEqual(['long']);
});

test('a runner that died gives its job back when the lease ends', async () => {
  const { kind, ran, runner } = noting();
  await enqueue(db(), kind, { word: 'left' });
  const lock = (lockedUntil: Date) => db().job.updateMany({ data: { lockedBy: newId(), lockedUntil, attempts: 1 } });
  await lock(new Date(Date.now() + 60_000));
  expect(await runner(() => other).runDue()).toBe(0);
  await lock(new Date(Date.now() - 1));
  expect(await runner(() => other).runDue()).toBe(1);
  expect(ran).toEqual(['left']);
  expect((await only()).attempts).toBe(2);
});

test('a job that kills its runner every time is given up', async () => {
  const { kind, ran, runner } = noting(undefined, { maxAttempts: 3 });
  await enqueue(db(), kind, { word: 'poison' });
  await db().job.updateMany({ data: { lockedBy: newId(), lockedUntil: new Date(0), attempts: 3 } });
  expect(await runner().runDue()).toBe(0);
  expect(ran).toEqual([]);
  expect((await only()).failedAt).not.toBeNull();
});

test('what fails is tried again, later each time, and its reason is kept', async () => {
  let broken = true;
  const { kind, ran, runner } = noting(() => {
    if (broken) throw new Error('the printer is out of paper');
  });
  await enqueue(db(), kind, { word: 'again' });
  await runner().runDue();
  const once = await only();
  expect(once).toMatchObject({ attempts: 1, doneAt: null, lockedBy: null, lastError: 'the printer is out of paper' });
  const wait = (job: { runAt: Date }) => job.runAt.getTime() - Date.now();
  expect(wait(once)).toBeGreaterThan(5000);
  await soon();
  await runner().runDue();
  expect(wait(await only())).toBeGreaterThan(wait(once));
  broken = false;
  await soon();
  await runner().runDue();
  expect(ran).toHaveLength(3);
  expect(await only()).toMatchObject({ attempts: 3, lastError: null });
  expect((await only()).doneAt).not.toBeNull();
});

test('after its last attempt, or when it says so itself, a job is given up and kept', async () => {
  const tired = noting(() => Promise.reject(new Error('no')), { maxAttempts: 1 });
  await enqueue(db(), tired.kind, { word: 'once' });
  await tired.runner().runDue();
  expect(await only()).toMatchObject({ lastError: 'no', doneAt: null });
  expect((await only()).failedAt).not.toBeNull();

  await db().job.deleteMany();
  const wise = noting(() => Promise.reject(new GiveUp('this address does not exist')));
  await enqueue(db(), wise.kind, { word: 'never' });
  await wise.runner().runDue();
  expect((await only()).failedAt).not.toBeNull();
});

test('a payload that does not fit is refused when written and given up when read', async () => {
  const { kind, ran, runner } = noting();
  await expect(enqueue(db(), kind, { word: 'x'.repeat(21) })).rejects.toThrow();
  await enqueue(db(), kind, { word: 'fits' });
  await db().job.updateMany({ data: { payload: '{"word":7}' } });
  await runner().runDue();
  expect(ran).toEqual([]);
  expect((await only()).lastError).toContain('payload');
});

test('one job per key waits: the newest payload, the earliest moment', async () => {
  const { kind, ran, runner } = noting();
  const dedupeKey = 'one';
  const late = new Date(Date.now() + 60_000);
  await enqueue(db(), kind, { word: 'first' }, { dedupeKey });
  await db().$transaction((tx) => enqueue(tx, kind, { word: 'second' }, { dedupeKey, runAt: late }));
  expect(await db().job.count()).toBe(1);
  await runner().runDue();
  expect(ran).toEqual(['second']);
  await enqueue(db(), kind, { word: 'third' }, { dedupeKey, runAt: late });
  await enqueue(db(), kind, { word: 'fourth' }, { dedupeKey });
  await runner().runDue();
  expect(ran).toEqual(['second', 'fourth']);
});

test('a key that is asked for while its job runs makes the job run once more', async () => {
  const dedupeKey = 'busy';
  const { kind, ran, runner } = noting(async (word) => {
    if (word === 'first') await enqueue(db(), kind, { word: 'second' }, { dedupeKey });
  });
  await enqueue(db(), kind, { word: 'first' }, { dedupeKey });
  await runner().runDue();
  expect((await only()).doneAt).toBeNull();
  await runner().runDue();
  await runner().runDue();
  expect(ran).toEqual(['first', 'second']);
  expect((await only()).doneAt).not.toBeNull();
});

test('a database that is away stops nobody', async () => {
  const away = () => {
    throw new Error('away');
  };
  const { kind } = noting();
  expect(await createJobRunner({ kinds: [kind], database: away, log: () => quiet }).runDue()).toBe(0);
});

test('a runner that is stopped lets end what it began, and begins no more', async () => {
  let finish: () => void = () => undefined;
  let begun: () => void = () => undefined;
  const began = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const { kind, ran, runner } = noting((word) => {
    if (word !== 'slow') return;
    begun();
    return new Promise<void>((resolve) => {
      finish = resolve;
    });
  });
  await enqueue(db(), kind, { word: 'slow' });
  const jobs = runner();
  const round = jobs.runDue();
  await began;
  await enqueue(db(), kind, { word: 'next' });
  let over = false;
  const stopped = jobs.stop().then(() => {
    over = true;
  });
  expect(await jobs.runDue()).toBe(0);
  expect(over).toBe(false);
  finish();
  await stopped;
  expect(await round).toBe(1);
  expect(ran).toEqual(['slow']);
  expect((await db().job.findMany({ orderBy: { createdAt: 'asc' } })).map(({ doneAt }) => doneAt !== null)).toEqual([true, false]);
});

test('who waits for a job is told once that it was given up, also where its runners died, and never by one that lost its lease', async () => {
  const failing = noting(() => Promise.reject(new Error('no')), { maxAttempts: 2 });
  await enqueue(db(), failing.kind, { word: 'fails' });
  await failing.runner().runDue();
  expect(givenUpTo).toEqual([]);
  await soon();
  await failing.runner().runDue();
  expect(givenUpTo).toEqual(['fails']);

  await db().job.deleteMany();
  await enqueue(db(), failing.kind, { word: 'dies' });
  const dead = { attempts: 2, lockedBy: 'dead', lockedUntil: new Date(Date.now() - 1000) };
  await db().job.updateMany({ data: dead });
  await failing.runner().runDue();
  expect(givenUpTo).toEqual(['fails', 'dies']);
  expect(await only()).toMatchObject({ lockedBy: null, failedAt: expect.any(Date) });

  await db().job.deleteMany();
  const robbed = noting(async () => {
    await db().job.updateMany({ data: { lockedBy: 'another', attempts: 1 } });
    throw new GiveUp('no use');
  });
  await enqueue(db(), robbed.kind, { word: 'lost' });
  await robbed.runner().runDue();
  expect(givenUpTo).toEqual(['fails', 'dies']);
});

test('a job ends, too, where telling that it was given up fails', async () => {
  const kind = jobKind({
    ...noting().kind,
    run: async () => Promise.reject(new GiveUp('no use')),
    givenUp: async () => Promise.reject(new Error('nobody there')),
  });
  await enqueue(db(), kind, { word: 'x' });
  await createJobRunner({ kinds: [kind], database: db, log: () => quiet }).runDue();
  expect((await only()).failedAt).not.toBeNull();
});
