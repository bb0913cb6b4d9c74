/**
 * What others are told of a whole and its parts, as one organisation typed them. Who reads it remembers what was told and when, and news say which number
 * was typed when: what is told today was perhaps so already when the whole was another one. Pure.
 */
import { type Axes, type Memory, NOTHING_TOLD, type ToldNumbers, toldNext } from '~/features/activities/counting';

/** A number that was told. Times are counted: one for each time that something of the family is worked out. */
export interface Remembered extends ToldNumbers {
  /** Since when it was so: what was typed then was told then or later. */
  from?: number;
  /** Until when it was told; none: it still is. */
  until?: number;
}

export interface TypedMemory extends Memory {
  now: Remembered | { few: number } | null;
  before: readonly Remembered[];
  /** When something was typed last. */
  changed?: number;
  /** As it was once; see Member. */
  isApart?: boolean;
}

export interface Member {
  id: string;
  memory: TypedMemory | null;
  /** What was typed; null: nothing of it is worked out anew. */
  axes: Axes | null;
  /**
   * Activities of the organisation add people to its whole, or to its parts, and what is told of these knows of nothing that was typed. So nothing typed is told,
   * also when they are taken out again: it was read that they belong there.
   */
  isApart?: boolean;
}

/** A whole is compared with each sum of so many of its parts, and with that of all. */
const MOST_PARTS = 8;

/** Of a number that would have to be compared with more than these nothing new is told: somebody waits until it is worked out. */
const MOST_COMPARED = 20_000;

/**
 * What is told next of each. First of the one that was typed: what others are told of the rest changes only where it must, or can.
 * @param wholeId the one that the others are parts of
 * @param typed the one of which something was typed just now; null: of none
 */
export function tellFamily(members: readonly Member[], wholeId: string, typed: string | null, smallest: number): Map<string, TypedMemory> {
  const told = new Map(members.flatMap(({ id, memory }) => (memory ? [[id, memory] as const] : [])));
  const time = 1 + Math.max(0, ...[...told.values()].flatMap(timesOf));
  for (const { id, axes, isApart } of [...members].sort((a, b) => Number(b.id === typed) - Number(a.id === typed))) {
    const memory: TypedMemory = told.get(id) ?? NOTHING_TOLD;
    const apart = isApart || memory.isApart === true;
    if (!axes || (id !== typed && !apart && isTold(memory, axes))) continue;
    const changed = id === typed ? time : (memory.changed ?? 0);
    const isHeld = apart && Object.values(axes).some((parts) => Object.values(parts).some((count) => count > 0));
    const beside = isHeld ? null : besideOf(id, wholeId, told, changed);
    const now = isHeld ? null : beside ? nextOf(memory, axes, smallest, beside) : memory.now;
    told.set(id, { ...withTimes(memory, now, { time, changed }), ...(apart ? { isApart: true } : {}) });
  }
  return told;
}

function nextOf(memory: TypedMemory, axes: Axes, smallest: number, beside: readonly ToldNumbers[]): Memory['now'] {
  const { now } = toldNext(memory, axes, smallest, beside);
  // What was told once is not told again for being near: it was not beside what is told of the others now.
  return beside.length > 0 && memory.before.some((one) => one === now) ? null : now;
}

/** Each number keeps its times, and one that is told again has both. */
function withTimes(memory: TypedMemory, now: Memory['now'], { time, changed }: { time: number; changed: number }): TypedMemory {
  const earlier = rememberedOf(memory);
  const last = earlier.at(-1);
  if (isNumber(now) && isNumber(memory.now) && last && keyOf(now) === keyOf(last))
    return { now: last, before: earlier.slice(0, -1), changed };
  const before = earlier.map((one) => ({ until: time, ...one }));
  return { now: isNumber(now) ? { total: now.total, by: now.by, from: changed } : now, before, changed };
}

/** Is all of it told as it was typed? */
function isTold({ now }: TypedMemory, axes: Axes): boolean {
  if (!isNumber(now)) return false;
  return Object.entries(axes).every(([axis, typed]) => {
    const { parts = {}, rest = now.total } = now.by[axis] ?? {};
    const names = Object.keys(typed);
    return rest === 0 && Object.keys(parts).length === names.length && names.every((name) => typed[name] === parts[name]);
  });
}

const isNumber = (told: Memory['now']): told is Remembered => told !== null && !('few' in told);

/** All that was told. What has no times was told before they were noted. */
function rememberedOf({ now, before }: TypedMemory): Remembered[] {
  const earlier = before.map((one) => ({ from: 0, until: 1, ...one }));
  return isNumber(now) ? [...earlier, { from: 0, ...now }] : earlier;
}

const timesOf = (memory: TypedMemory) => [memory.changed ?? 0, ...rememberedOf(memory).flatMap(({ from = 0, until = 0 }) => [from, until])];

/** The same for the same numbers, whenever they were told. */
const keyOf = ({ total, by }: ToldNumbers) =>
  JSON.stringify([total, Object.entries(by).map(([axis, { parts, rest }]) => [axis, Object.entries(parts).sort(), rest])]);

type Numbers = readonly Remembered[];

const at = (numbers: Numbers, time: number): Numbers =>
  numbers.filter(({ from = 0, until = Number.POSITIVE_INFINITY }) => from <= time && time < until);

/** What somebody knows of one time who remembers it: of each perhaps more than one number, that which was told last at the end. */
interface Known {
  own: Numbers;
  /** Those that it stands beside: of a part its whole, of a whole all its parts. */
  others: readonly Numbers[];
  /** Of a part those beside it. */
  siblings: readonly Numbers[];
}

/**
 * From what the next number has to differ: beside a whole its parts and their sums, beside a part what is left of the whole without some of the others, at
 * any time since `changed`. And from what would leave nearly as much of the whole as was left at another time: what is more there would be few.
 * @returns null: it is too much
 */
function besideOf(id: string, wholeId: string, told: ReadonlyMap<string, TypedMemory>, changed: number): ToldNumbers[] | null {
  const numbersOf = (one: string) => rememberedOf(told.get(one) ?? NOTHING_TOLD);
  const own = numbersOf(id);
  const parts = [...told.keys()].filter((one) => one !== id && one !== wholeId).map(numbersOf);
  const [others, siblings] = id === wholeId ? [parts, []] : [[numbersOf(wholeId)], parts];
  const times = [...new Set([changed, ...[own, ...others, ...siblings].flat().map(({ from = 0 }) => from)])].sort((a, b) => a - b);
  const knownAt = (time: number): Known => {
    const all = (list: readonly Numbers[]) => list.map((numbers) => at(numbers, time));
    return { own: at(own, time), others: all(others), siblings: all(siblings) };
  };
  const known = times.map(knownAt);
  const since = known.filter((_, index) => (times[index] ?? 0) >= changed);
  const beside: ToldNumbers[] = others.flat();
  for (const one of since) {
    const sums = (id === wholeId ? one.others : one.siblings).slice(0, MOST_PARTS).reduce((count, { length }) => count * (1 + length), 1);
    if (beside.length + sums > MOST_COMPARED) return null;
    if (id === wholeId) beside.push(...combined(null, one.others));
    else for (const whole of one.others[0] ?? []) beside.push(...combined(whole, one.siblings));
    if (beside.length > MOST_COMPARED) return null;
  }
  beside.push(...leavingSame(known, since));
  return beside.length > MOST_COMPARED ? null : beside;
}

/** The sums of some of the parts, and of all; with a whole, what is left of it without them. Of some parts more than one number may be known. */
function combined(whole: ToldNumbers | null, parts: readonly Numbers[]): ToldNumbers[] {
  const known = parts.filter((numbers) => numbers.length > 0);
  const sum = (all: ToldNumbers | null, one: ToldNumbers) => (all ? plus(all, one, whole ? -1 : 1) : one);
  let some: (ToldNumbers | null)[] = [whole];
  for (const numbers of known.slice(0, MOST_PARTS)) some = [...some, ...some.flatMap((all) => numbers.map((one) => sum(all, one)))];
  const all = known.flatMap((numbers) => numbers.at(-1) ?? []).reduce(sum, whole);
  return [...some, ...(known.length > MOST_PARTS ? [all] : [])].filter((one) => one !== null);
}

/**
 * What would leave as much of the whole as was left at some time: of itself beside each other, and without all parts, as much as is known of them. The latter beside
 * what is known since it was typed and now: between these are only more of the same.
 */
function leavingSame(known: readonly Known[], since: readonly Known[]): ToldNumbers[] {
  const same: ToldNumbers[] = [];
  const own = new Set(known.flatMap((one) => one.own));
  for (const one of own) {
    const before = known.filter((then) => then.own.includes(one));
    for (const index of known[0]?.others.keys() ?? [])
      for (const was of lastOf(before, index)) for (const is of lastOf(since, index)) same.push(plus(plus(one, is, 1), was, -1));
    for (const now of new Set([since[0], since.at(-1)]))
      for (const then of now ? before : [])
        same.push(moved(moved(one, then.others, now?.others ?? [], 1), then.siblings, now?.siblings ?? [], -1));
  }
  return same;
}

/** What was told last of one of the others, at each of the times. */
const lastOf = (known: readonly Known[], index: number) => new Set(known.flatMap(({ others }) => others[index]?.at(-1) ?? []));

/** As much more, or less, as those are that are known of both times. */
function moved(from: ToldNumbers, before: readonly Numbers[], after: readonly Numbers[], sign: 1 | -1): ToldNumbers {
  return before.reduce((sum, numbers, index) => {
    const [was, is] = [numbers.at(-1), after[index]?.at(-1)];
    return was && is && was !== is ? plus(plus(sum, is, sign), was, sign === 1 ? -1 : 1) : sum;
  }, from);
}

/** What a reader can work out of two numbers; in a sum some people may be twice, so that of a whole less than nobody is left. */
function plus(a: ToldNumbers, b: ToldNumbers, sign: 1 | -1): ToldNumbers {
  const total = a.total + sign * b.total;
  const by: Record<string, ToldNumbers['by'][string]> = {};
  for (const axis of Object.keys(a.by)) {
    const [one, other] = [a.by[axis], b.by[axis]];
    if (!one || !other) continue;
    const hidden = one.hidden.length + other.hidden.length > 0 ? [...new Set([...one.hidden, ...other.hidden])] : [];
    const parts: Record<string, number> = {};
    let rest = total;
    for (const name of new Set([...Object.keys(one.parts), ...Object.keys(other.parts)])) {
      if (hidden.includes(name)) continue;
      const count = (one.parts[name] ?? 0) + sign * (other.parts[name] ?? 0);
      parts[name] = count;
      rest -= count;
    }
    by[axis] = { parts, rest, hidden };
  }
  return { total, by };
}
