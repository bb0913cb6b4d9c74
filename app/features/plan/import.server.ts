/**
 * A plan out of a file: first it is looked at, and what would be added is told; then the same file comes again and is brought in, in one edit of the
 * room. Nothing is kept in between, and nothing is half brought in.
 */
import { createHash } from 'node:crypto';
import type { Person } from '~/features/accounts/accounts';
import { recordChange } from '~/features/partnerships/changes.server';
import type { Seat } from '~/features/partnerships/partnerships';
import { notFound, requireSeat } from '~/features/partnerships/queries.server';
import { transact } from '~/kit/db.server';
import { type Limit, take } from '~/kit/limits.server';
import { services } from '~/kit/services.server';
import { planRoom } from '~/live/wire';
import { PLAN_GENERATION } from './facts';
import { type NoRoom, placePlan } from './files/placing';
import type { Reading, Unmatched } from './files/plan-file';
import { fileLimits, type Problem, Unreadable } from './files/problems';
import { readPlanFile } from './files/read-file';
import { namedIn } from './files/room.server';
import { vocabularyOf } from './files/words.server';
import { can } from './permissions';
import { type Kind, kinds, limits } from './plan';
import { planNow } from './queries.server';

type Importer = Pick<Person, 'userId' | 'language'>;

export type ImportAnswer =
  /** No file was chosen. */
  | { is: 'missing' }
  /** Nothing of it can be read. */
  | { is: 'unreadable'; problem: Problem }
  /** Too many files in a short time. */
  | { is: 'limited'; minutes: number }
  | LookedAt
  | { is: 'done'; items: number; links: number };

/** What would be added, and what stands against it. */
export interface LookedAt {
  is: 'looked-at';
  /** Of the bytes: only the file that was looked at is brought in without being looked at again. */
  hash: string;
  counts: Record<Kind, number>;
  items: number;
  links: number;
  limits: number;
  /** How many items the plan has already. */
  there: number;
  unmatched: readonly Unmatched[];
  unlisted: readonly string[];
  problems: readonly Problem[];
  problemCount: number;
  ignored: readonly string[];
}

/** Reading a large file costs seconds. */
const files: Limit = { name: 'plan-files', tries: 40, seconds: 600 };

export const largestFile = fileLimits.bytes;
export const tooLarge: Problem = { code: 'too-large' };

export interface BroughtFile {
  /** Null: none was chosen. */
  bytes: Uint8Array | null;
  /** Hash of the file that was looked at, from the person who has seen what it would add; null: not yet. */
  confirmed: string | null;
  /** What is not known here is left out. */
  leaveOut: boolean;
}

/** @throws the 404 answer for who may not write the plan */
export async function bringPlan(person: Importer, partnershipId: string | undefined, file: BroughtFile): Promise<ImportAnswer> {
  const seat = await requireSeat(person, partnershipId);
  if (!can(seat, 'write')) throw notFound();
  if (file.bytes === null) return { is: 'missing' };
  const seconds = await take([{ limit: files, who: person.userId }]);
  if (seconds > 0) return { is: 'limited', minutes: Math.ceil(seconds / 60) };
  const reading = await read(person, seat, file.bytes);
  if (reading instanceof Unreadable) return { is: 'unreadable', problem: reading.problem };
  const hash = createHash('sha256').update(file.bytes).digest('hex');
  const isConfirmed = file.confirmed === hash && reading.problemCount === 0 && (reading.unmatched.length === 0 || file.leaveOut);
  if (!isConfirmed) return lookedAt(reading, hash, (await planNow(seat)).items.length);
  return place(person, seat, reading);
}

async function read({ language }: Importer, seat: Seat, bytes: Uint8Array): Promise<Reading | Unreadable> {
  try {
    return await readPlanFile(bytes, await vocabularyOf(language), await namedIn(seat));
  } catch (error) {
    if (error instanceof Unreadable) return error;
    throw error;
  }
}

function lookedAt({ plan, unmatched, unlisted, problems, problemCount, ignored }: Reading, hash: string, there: number): LookedAt {
  const counts = Object.fromEntries(kinds.map((kind) => [kind, plan.items.filter((item) => item.kind === kind).length]));
  return {
    is: 'looked-at',
    hash,
    counts: counts as Record<Kind, number>,
    items: plan.items.length,
    links: plan.links.length,
    limits: plan.limits.length,
    there,
    unmatched,
    unlisted,
    problems,
    problemCount,
    ignored,
  };
}

async function place({ userId }: Importer, { partnershipId }: Seat, { plan }: Reading): Promise<ImportAnswer> {
  let noRoom: NoRoom | null = null;
  await services().sync.edit(planRoom(partnershipId), PLAN_GENERATION, userId, (doc) => {
    noRoom = placePlan(doc, plan);
  });
  if (noRoom !== null)
    return { is: 'unreadable', problem: { code: noRoom, most: noRoom === 'too-many-items' ? limits.items : limits.links } };
  await transact((tx) =>
    recordChange(tx, { partnershipId, actorId: userId, action: 'plan.imported', subjectType: 'plan', subjectId: partnershipId }),
  );
  return { is: 'done', items: plan.items.length, links: plan.links.length };
}
