/**
 * Four people write in one room while everything happens that may happen to a sync server, from a seed. At the end the four invariants must
 * hold: all replicas are equal, what was acked is in the document rebuilt from disk alone, nothing is there twice or from somebody who may not
 * write, and sockets, rooms, timers and memory are back where they were.
 */
import * as Y from 'yjs';
import { Close } from '../../app/live/wire';
import { decodeClientFrame, encodeStep2, encodeUpdate } from '../../server/sync/frames';
import { DEFAULT_LIMITS } from '../../server/sync/limits';
import { scanUpdate } from '../../server/sync/update-scan';
import type { Arena } from './arena';
import { RawClient } from './clients';
import { checkAgreement, fromDisk, type Pick, seeded, startWriters, textOf, type Writer } from './fuzz';
import { until } from './harness';

/** How often each fault has happened. */
export type Fired = Record<Fault, number>;

interface World {
  arena: Arena;
  room: string;
  pick: Pick;
  writers: Writer[];
  /** Who came by: readers that do not read, attackers, the revoked. */
  guests: RawClient[];
  slow: RawClient[];
  /** What must have come true at the end. */
  expected: { what: string; holds: () => boolean }[];
  refusing: boolean;
  hookIsBroken: boolean;
  /** Cuts of lines and ends of servers so far: a socket that lived through one has its code from there. */
  disturbed: number;
}

/** In the text of those who may not write; must never be read by anybody. */
const FORBIDDEN = '‡';

/** Each does one thing, or finds that it cannot now. */
const FAULTS = {
  async cut({ writers, pick }: World) {
    (writers[pick(writers.length)] as Writer).cut();
  },
  async cutAll(world: World) {
    world.disturbed += 1;
    world.arena.cable.cut();
  },
  async refuse(world: World) {
    if (world.refusing) return relent(world);
    world.refusing = true;
    await world.arena.refuse();
  },
  /** S8: whatever becomes of the application's own work, people write and are saved. */
  async breakHook(world: World) {
    world.hookIsBroken = !world.hookIsBroken;
    await world.arena.breakHook(world.hookIsBroken);
  },
  async restart(world: World) {
    await relent(world);
    world.disturbed += 1;
    await world.arena.restart();
  },
  async kill(world: World) {
    const { arena, room, writers } = world;
    if (!arena.kill) return false;
    world.disturbed += 1;
    // Before anybody comes back and brings along what the disk has lost. Also while the storage refuses: then nothing may have been acked.
    await arena.kill(async () => {
      const disk = await fromDisk(arena.log, room);
      for (const writer of writers) writer.checkAcked(disk);
    });
    await relent(world);
  },
  /** All lose the line for so long that the room is forgotten. */
  async forget(world: World) {
    await relent(world);
    world.disturbed += 1;
    world.arena.cable.block();
    await until('the room is forgotten', async () => {
      const { rooms, connections } = await world.arena.stats();
      return rooms === 0 && connections === 0;
    });
    world.arena.cable.mend();
  },
  async lose({ writers, pick }: World) {
    return (writers[pick(writers.length)] as Writer).lose();
  },
  async resend({ writers, pick }: World) {
    return (writers[pick(writers.length)] as Writer).resend();
  },
  async slowReader(world: World) {
    if (world.slow.length > 2) world.slow.shift()?.socket.resume();
    const reader = guest(world, 'slow', 'read');
    world.slow.push(reader);
    reader.socket.on('open', () => world.slow.includes(reader) && reader.socket.pause());
  },
  /** Closed with 4400, and nobody else notices. */
  async malformed(world: World) {
    const attacker = guest(world, 'mallory', 'write', false);
    const bad = malformedFrame(attackersUpdate(), world.pick);
    attacker.socket.on('open', () => attacker.send(bad));
    expectClosed(world, attacker, Close.malformed, 'an attacker is closed with 4400');
  },
  /** A reader that writes: closed with 4422, and nothing of it is taken. */
  async readerWrites(world: World) {
    const reader = guest(world, 'eve', 'read');
    void reader.whenSynced().then(
      () => reader.doc.getXmlFragment('default').insert(0, [new Y.XmlText(FORBIDDEN)]),
      () => {},
    );
    expectClosed(world, reader, Close.refusedEdit, 'a reader that writes is closed with 4422');
  },
  /** Somebody comes back with a text of another generation: closed with 4409, and nothing of it is taken. */
  async stale(world: World) {
    const doc = new Y.Doc();
    doc.getXmlFragment('default').insert(0, [new Y.XmlText(FORBIDDEN)]);
    const { arena, room, guests } = world;
    const client = new RawClient(arena.cable.origin, { room, user: 'stella', doc, query: '&generation=7' });
    guests.push(client);
    expectClosed(world, client, Close.otherGeneration, 'a text of another generation is closed with 4409');
  },
  /** Whatever arrives after it is not taken. */
  async revoke(world: World) {
    const { arena } = world;
    const revoked = guest(world, 'rita', 'write');
    // Not for sync: a room that was never opened cannot be while the storage refuses.
    await until('a greeting', () => revoked.hello !== null || isOver(revoked));
    revoked.doc.getXmlFragment('default').insert(0, [new Y.XmlText('before')]);
    await arena.revoke('rita', Close.accessLost);
    revoked.doc.getXmlFragment('default').insert(0, [new Y.XmlText(FORBIDDEN)]);
    expectClosed(world, revoked, Close.accessLost, 'who lost access is closed with 4403');
  },
  async presenceStorm(world: World) {
    const mover = guest(world, 'paul', 'read');
    mover.socket.on('open', () => {
      for (let clock = 1; clock <= 300; clock++) mover.sendPresence(clock, { cursor: clock, text: 'x'.repeat(200) }, 1 + (clock % 8));
    });
  },
} satisfies Record<string, (world: World) => Promise<unknown>>;

/** `fold`: seen in the log at the end. */
export type Fault = keyof typeof FAULTS | 'fold';
const NAMES = Object.keys(FAULTS) as (keyof typeof FAULTS)[];
/** Harmless, and so quick that it may happen often. */
const OFTEN: Fault[] = ['cut', 'refuse', 'lose', 'resend'];
const CHOICES = [...NAMES, ...OFTEN, ...OFTEN] as (keyof typeof FAULTS)[];

export function noneFired(): Fired {
  return Object.fromEntries([...NAMES, 'fold'].map((name) => [name, 0])) as Fired;
}

export interface Simulation {
  seed: number;
  /** One that was never written. */
  room: string;
  steps: number;
  /** Counted up. */
  fired: Fired;
}

/** One room from its first word to the end. Throws with the seed and the last events when something does not hold. */
export async function simulate(arena: Arena, { seed, room, steps, fired }: Simulation): Promise<void> {
  const pick = seeded(seed);
  const events: string[] = [];
  const before = await arena.stats();
  const writers = startWriters(arena.cable.origin, room);
  const world: World = {
    arena,
    room,
    pick,
    writers,
    guests: [],
    slow: [],
    expected: [],
    refusing: false,
    hookIsBroken: false,
    disturbed: 0,
  };
  try {
    for (let step = 0; step < steps; step++) {
      (writers[pick(4)] as Writer).edit(pick);
      if (pick(5) === 0) {
        const name = CHOICES[pick(CHOICES.length)] as keyof typeof FAULTS;
        events.push(`step ${step}: ${name}`);
        if ((await FAULTS[name](world)) !== false) fired[name] += 1;
      }
      // Lets sockets work now and then, and sometimes long enough for everybody to see everything.
      if (pick(2) === 0) await new Promise((resolve) => setImmediate(resolve));
      if (pick(12) === 0 && !world.refusing) await until('all are settled', () => writers.every((one) => one.isSettled), 20_000);
    }
    events.push('the end');
    await checkAll(world);
    if (((await arena.log.load(room, 1)).snapshot?.covers ?? 0) > 0) fired.fold += 1;
    for (const one of [...writers, ...world.guests]) stop(one);
    await backTo(arena, before.timers);
  } catch (error) {
    throw new Error(`seed ${seed}: ${(error as Error).message}\nThe last events:\n${events.slice(-40).join('\n')}`, { cause: error });
  } finally {
    for (const one of [...writers, ...world.guests]) stop(one);
    await relent(world);
  }
}

async function checkAll(world: World): Promise<void> {
  const { arena, room, writers, expected } = world;
  await relent(world);
  for (const { what, holds } of expected) await until(what, holds);
  const slow = world.slow.splice(0);
  for (const reader of slow) reader.socket.resume();
  await until('all are settled', () => writers.every((one) => one.isSettled), 20_000);
  await checkAgreement(writers, arena.log, room);
  const disk = await fromDisk(arena.log, room);
  if (textOf(disk).includes(FORBIDDEN)) throw new Error('Something is there that its writer was not allowed to write.');
  // Not by the deletions: a reader's own Yjs may take superfluous marks away that nobody else does (D9).
  const clocks = (doc: Y.Doc) => JSON.stringify([...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b));
  const caughtUp = ({ doc }: RawClient) => clocks(doc) === clocks(disk) && textOf(doc) === textOf(disk);
  await until('slow readers have caught up', () => slow.every((reader) => isOver(reader) || caughtUp(reader)));
  await checkResending(world);
}

/** What is known already makes no row. */
async function checkResending({ arena, room, writers }: World): Promise<void> {
  const { lastSeq } = await arena.log.load(room, 1);
  for (let i = 0; i < 10; i++) writers[0]?.resend();
  await until('an ack for all', () => writers[0]?.isSettled ?? false);
  const after = await arena.log.load(room, 1);
  if (after.lastSeq !== lastSeq) throw new Error(`What was there already made ${after.lastSeq - lastSeq} rows.`);
}

async function backTo(arena: Arena, timers: number): Promise<void> {
  let now = await arena.stats();
  const isBack = async () => {
    now = await arena.stats();
    return now.rooms === 0 && now.connections === 0 && now.unsavedBytes === 0 && now.saving && now.timers <= timers + 2;
  };
  await until('back to where it began', isBack).catch((error: Error) => {
    throw new Error(`${error.message}: ${JSON.stringify(now)}, ${timers} timers before`);
  });
}

async function relent(world: World): Promise<void> {
  if (world.refusing) await world.arena.relent();
  world.refusing = false;
  if (world.hookIsBroken) await world.arena.breakHook(false);
  world.hookIsBroken = false;
}

function guest({ arena, room, guests }: World, user: string, mode: 'read' | 'write', answers = true): RawClient {
  const client = new RawClient(arena.cable.origin, { room, user, mode, answers });
  guests.push(client);
  return client;
}

const isOver = ({ closed, refused }: RawClient) => closed !== null || refused !== null;

/** With this code, unless line or server were gone meanwhile. */
function expectClosed(world: World, client: RawClient, code: number, what: string): void {
  const { disturbed } = world;
  world.expected.push({ what, holds: () => client.closed?.code === code || (world.disturbed > disturbed && isOver(client)) });
}

function stop(one: Writer | RawClient): void {
  if (one instanceof RawClient) one.cut();
  else one.stop();
}

function attackersUpdate(): Uint8Array {
  const doc = new Y.Doc();
  doc.getXmlFragment('default').insert(0, [new Y.XmlText(FORBIDDEN)]);
  return Y.encodeStateAsUpdate(doc);
}

/** A frame that is damaged until it breaks the protocol: what is merely strange may be somebody's real edit. */
function malformedFrame(update: Uint8Array, pick: Pick): Uint8Array {
  for (;;) {
    const frame = (pick(2) ? encodeUpdate : encodeStep2)(update);
    for (let flips = 1 + pick(3); flips > 0; flips--) frame[pick(frame.length)] = pick(256);
    const cut = pick(3) === 0 ? frame.slice(0, pick(frame.length)) : frame;
    try {
      const read = decodeClientFrame(cut);
      if (read.kind === 'document') scanUpdate(read.update, DEFAULT_LIMITS.valueDepth);
    } catch {
      return cut;
    }
  }
}
