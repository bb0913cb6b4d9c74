/**
 * Signed lists on paper, as files. They have names, so they are for those alone who count in the organisation that put them in: for everybody else none
 * exists, in no page, count, news or file. Each has a day from which nobody reads it, and on which its bytes go.
 */
import type { Seat } from '~/features/partnerships/partnerships';
import { type Asker, notFound } from '~/features/partnerships/queries.server';
import { parseDate, today } from '~/kit/dates';
import { db, type Prisma, type Tx, transact } from '~/kit/db.server';
import { eraseLater, eraseUnlessNeeded } from '~/kit/erasing.server';
import { files } from '~/kit/files.server';
import { tidy } from '~/kit/forms.server';
import { newId } from '~/kit/ids';
import { readProof } from '~/kit/proofs.server';
import type { Restriction } from '../activities';
import { can } from '../permissions';
import { type Outcome, refused } from '../problems';
import { activityFor, thingOf } from '../queries.server';
import { paperLimits } from './counts';
import { retentionOf } from './retention';

type Row = Awaited<ReturnType<typeof activityFor>>['row'];

/** By one clock for everybody. */
const todayOf = (now: Date) => today('UTC', now);

/** Those that a seat reads of an activity. */
const readableBy = ({ partnershipId, organisationId }: Seat, activityId: string, now: Date) => ({
  ...{ partnershipId, organisationId, activityId },
  deleteOn: { gt: todayOf(now) },
});

async function retentionFor(row: Row, now: Date) {
  const { endDate: projectEnd } = await db().partnership.findUniqueOrThrow({ where: { id: row.partnershipId }, select: { endDate: true } });
  const restriction = row.restriction as Restriction | '';
  return retentionOf({ projectEnd, activityEnd: row.endDate, restriction, today: todayOf(now) });
}

/** What the page of attendance says of them; null for who is told nothing. */
export async function papersOf(seat: Seat, row: Row, now = new Date()) {
  if (!can(seat, 'readPapers', thingOf(row))) return null;
  const [list, retention] = await Promise.all([
    db().attendancePaper.findMany({
      where: readableBy(seat, row.id, now),
      select: { id: true, name: true, deleteOn: true },
      orderBy: { createdAt: 'asc' },
    }),
    retentionFor(row, now),
  ]);
  const mayAdd = can(seat, 'count', thingOf(row)) && !row.removedAt;
  return { list, retention, mayAdd, isRestricted: row.restriction !== '', today: todayOf(now) };
}

export type Papers = NonNullable<Awaited<ReturnType<typeof papersOf>>>;

export interface GivenPaper {
  name: string;
  bytes: Uint8Array;
  /** As it was typed; empty: the day that is proposed. */
  deleteOn: string;
}

/** Keeps a signed list. Put in twice it is one; the second time says until when. */
export async function addPaper(
  person: Asker,
  partnershipId: string,
  activityId: string,
  given: GivenPaper,
  now = new Date(),
): Promise<Outcome> {
  const asked = await requirePapers(person, partnershipId, activityId, 'count');
  if (asked.row.removedAt) throw notFound();
  const until = readDay(given.deleteOn, await retentionFor(asked.row, now), now);
  if (!until.ok) return until;
  const read = await readProof(given);
  if (typeof read === 'string') return refused('file', read === 'too-large' ? 'problem.fileTooLarge' : 'problem.file');
  const { proof, content } = read;
  // Whatever becomes of this: names stay on no disk without a day on which they go.
  await transact((tx) => eraseLater(tx, proof.hash));
  await files().put(content);
  return transact(async (tx) => {
    const { seat, row } = await requirePapers(person, partnershipId, activityId, 'count', tx);
    if (row.removedAt) throw notFound();
    const { organisationId, userId } = seat;
    const { deleteOn } = until;
    const there = await tx.attendancePaper.findMany({ where: { activityId, organisationId }, select: { id: true, hash: true } });
    const same = there.find(({ hash }) => hash === proof.hash);
    if (same) await tx.attendancePaper.update({ where: { id: same.id }, data: { deleteOn } });
    else if (there.length >= paperLimits.files) return refused('file', 'problem.tooMany');
    else
      await tx.attendancePaper.create({
        data: { id: newId(), partnershipId, activityId, organisationId, deleteOn, uploadedById: userId, ...proof },
      });
    return { ok: true };
  });
}

type Day = { ok: true; deleteOn: string } | ReturnType<typeof refused>;

function readDay(typed: string, retention: ReturnType<typeof retentionOf>, now: Date): Day {
  if (!retention) return refused('', 'problem.keptNoLonger');
  const text = tidy(typed);
  if (text === '') return { ok: true, deleteOn: retention.usual };
  const parsed = text.length > 40 ? null : parseDate(text);
  if (!parsed?.ok) return refused('deleteOn', 'problem.date');
  if (parsed.date <= todayOf(now)) return refused('deleteOn', 'problem.deleteInFuture');
  if (parsed.date > retention.latest) return refused('deleteOn', 'problem.deleteTooLate');
  return { ok: true, deleteOn: parsed.date };
}

/** Removes one at once. What is gone already happens no second time. */
export async function removePaper(person: Asker, partnershipId: string, activityId: string, id: string): Promise<Outcome> {
  return transact(async (tx) => {
    const { seat } = await requirePapers(person, partnershipId, activityId, 'readPapers', tx);
    const { organisationId } = seat;
    await deletePapers(tx, await tx.attendancePaper.findMany({ where: { id, partnershipId, activityId, organisationId } }));
    return { ok: true };
  });
}

interface Pointer {
  id: string;
  hash: string;
}

/** @param still those that are not so any more stay */
async function deletePapers(tx: Tx, rows: readonly Pointer[], still: Prisma.AttendancePaperWhereInput = {}): Promise<void> {
  await tx.attendancePaper.deleteMany({ where: { AND: [{ id: { in: rows.map(({ id }) => id) } }, still] } });
  for (const hash of new Set(rows.map((row) => row.hash))) await eraseUnlessNeeded(tx, hash);
}

/** One for who may read it; throws the 404 answer otherwise. */
export async function paperFor(
  person: Asker,
  partnershipId: string | undefined,
  activityId: string | undefined,
  id: string,
  now = new Date(),
) {
  const { seat, row } = await requirePapers(person, partnershipId, activityId, 'readPapers');
  const paper = await db().attendancePaper.findFirst({ where: { id, ...readableBy(seat, row.id, now) } });
  const bytes = paper && (await files().get(paper.hash));
  if (!paper || !bytes) throw notFound();
  return { bytes, mime: paper.mime, name: paper.name };
}

async function requirePapers(
  person: Asker,
  partnershipId: string | undefined,
  activityId: string | undefined,
  action: 'count' | 'readPapers',
  tx?: Tx,
) {
  const { seat, row } = await activityFor(person, partnershipId, activityId, tx);
  if (!can(seat, action, thingOf(row))) throw notFound();
  return { seat, row };
}

const AT_ONCE = 200;

/** Takes away those whose day has come, and those whose activity or organisation is gone. */
export async function removeOldPapers(now: Date): Promise<void> {
  const where = { OR: [{ deleteOn: { lte: todayOf(now) } }, { activityId: null }, { organisationId: null }] };
  for (;;) {
    const rows = await db().attendancePaper.findMany({ where, select: { id: true, hash: true }, take: AT_ONCE });
    if (rows.length > 0) await transact((tx) => deletePapers(tx, rows, where));
    if (rows.length < AT_ONCE) return;
  }
}
