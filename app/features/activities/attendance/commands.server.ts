/** Writes of attendance: the actor comes first, and may, or gets the same 404 as for nothing. */
import { type Asker, notFound } from '~/features/partnerships/queries.server';
import { holdPeriods, isOpenOn } from '~/features/plan/period-rows.server';
import { type Tx, transact } from '~/kit/db.server';
import { can } from '../permissions';
import { type Outcome, refused } from '../problems';
import { activityFor, thingOf } from '../queries.server';
import { tell } from '../telling.server';
import { counted, limits, type SheetState, totalOf } from './counts';
import type { SheetDeed, SheetForm } from './forms.server';
import { keepNumbers } from './numbers.server';
import { axes, type Part, sumOf } from './parts';

async function requireActivity(person: Asker, partnershipId: string, activityId: string, action: 'count' | 'approve', tx: Tx) {
  // Who saves and who decides in the same moment do so one after the other.
  await holdPeriods(tx, partnershipId);
  const { seat, row } = await activityFor(person, partnershipId, activityId, tx);
  const thing = thingOf(row);
  if (!can(seat, action, thing) || row.removedAt) throw notFound();
  /** Does what was reported of it stay as it is, once it counts? */
  const isReported = async () => !(await isOpenOn(tx, partnershipId, row.endDate));
  return { seat, thing, activity: { id: row.id, title: row.title }, isReported };
}

/** Keeps what was counted. Sent twice, as happens without a network, it is one sheet. */
export async function saveSheet(person: Asker, partnershipId: string, activityId: string, form: SheetForm): Promise<Outcome> {
  return transact(async (tx) => {
    const { seat, thing, activity, isReported } = await requireActivity(person, partnershipId, activityId, 'count', tx);
    const { organisationId, userId } = seat;
    const { id, day, method, bands, cells, note, submit, seen } = form;
    const before = await tx.attendanceSheet.findUnique({ where: { id }, include: { cells: true, parts: true } });
    // An id of somebody else's is guessed, or was never one.
    if (before && (before.activityId !== activityId || before.organisationId !== organisationId)) throw notFound();
    const state: SheetState = submit ? 'submitted' : ((before?.state as SheetState | undefined) ?? 'draft');
    const content = { day, method, bands, note, total: totalOf(cells) };
    const parts = partsOf(form, before?.parts ?? []);
    const isAnother = (before?.version ?? 0) !== seen;
    if (isAnother && before?.state === state && isSameContent(before, { ...content, cells, parts })) return { ok: true };
    if (before?.state === 'approved') return refused('', 'problem.approved');
    if (isAnother) return refused('', 'problem.countedMeanwhile');
    // A draft is kept: what was counted is not lost, and is in no report.
    const counts = counted(state) || (before !== null && counted(before.state as SheetState));
    if (counts && (await isReported())) return refused('', 'problem.periodLocked');
    if (before) {
      await tx.attendanceSheet.update({
        where: { id },
        data: { ...content, state, version: { increment: 1 }, updatedAt: new Date() },
      });
      await tx.attendanceCell.deleteMany({ where: { sheetId: id } });
      await tx.attendancePart.deleteMany({ where: { sheetId: id } });
    } else {
      if ((await tx.attendanceSheet.count({ where: { activityId } })) >= limits.sheets) return refused('', 'problem.tooMany');
      await tx.attendanceSheet.create({ data: { id, partnershipId, activityId, organisationId, createdById: userId, state, ...content } });
    }
    await tx.attendanceCell.createMany({ data: cells.map((cell) => ({ sheetId: id, partnershipId, ...cell })) });
    await tx.attendancePart.createMany({ data: parts.map((part) => ({ sheetId: id, partnershipId, ...part })) });
    if (counts) await keepNumbers(tx, activityId);
    if (state === 'submitted') await tell(tx, seat, thing, 'counted', activity);
    return { ok: true };
  });
}

/** Says whether on each day others come, or the same people: what they are counted as hangs on it. */
export async function setOtherPeople(person: Asker, partnershipId: string, activityId: string, otherPeople: boolean): Promise<Outcome> {
  return transact(async (tx) => {
    const { seat, thing, activity, isReported } = await requireActivity(person, partnershipId, activityId, 'count', tx);
    const was = await tx.activity.findUniqueOrThrow({ where: { id: activityId }, select: { otherPeople: true } });
    if (was.otherPeople === otherPeople) return { ok: true };
    if (await isReported()) return refused('', 'problem.periodLocked');
    await tx.activity.update({ where: { id: activityId }, data: { otherPeople } });
    await keepNumbers(tx, activityId);
    await tell(tx, seat, thing, 'changed', activity);
    return { ok: true };
  });
}

interface PartRow extends Part {
  axis: string;
}

/** What the form says of them. A form that does not ask for one leaves it as it was, unless these are more people now than came. */
function partsOf({ parts, cells }: SheetForm, before: readonly PartRow[]): PartRow[] {
  return axes.flatMap((axis): PartRow[] => {
    const kept = before.filter((row) => row.axis === axis);
    const next: readonly Part[] = parts?.[axis] ?? (sumOf(kept) <= totalOf(cells) ? kept : []);
    return next.map(({ name, count }) => ({ axis, name, count }));
  });
}

interface Content {
  day: string;
  method: string;
  bands: string;
  note: string;
  total: number;
  cells: readonly { sex: string; age: string; count: number }[];
  parts: readonly PartRow[];
}

function isSameContent(a: Content, b: Content): boolean {
  const text = ({ day, method, bands, note, total, cells, parts }: Content) => {
    const rows = [
      ...cells.map(({ sex, age, count }) => `${sex} ${age} ${count}`),
      ...parts.map(({ axis, name, count }) => `${axis} ${count} ${name}`),
    ];
    return JSON.stringify([day, method, bands, note, total, rows.sort()]);
  };
  return text(a) === text(b);
}

/**
 * Approves a sheet, gives it back with a reason, or takes out one that was counted by mistake: the one that was seen. What has happened already happens
 * no second time.
 */
export async function decideSheet(person: Asker, partnershipId: string, activityId: string, deed: SheetDeed): Promise<Outcome> {
  return transact(async (tx) => {
    const { seat, thing, activity, isReported } = await requireActivity(
      person,
      partnershipId,
      activityId,
      deed.what === 'remove' ? 'count' : 'approve',
      tx,
    );
    const sheet = await tx.attendanceSheet.findFirst({ where: { id: deed.sheet, activityId } });
    const isAnother = sheet !== null && deed.seen !== sheet.version;
    if (deed.what === 'remove') {
      const removed = await removeSheet(tx, sheet, { own: seat.organisationId, isAnother, isReported });
      // Sums that others look at become smaller; of a draft they knew nothing.
      if (removed.ok && sheet && sheet.state !== 'draft') await tell(tx, seat, thing, 'uncounted', activity);
      return removed;
    }
    if (!sheet || sheet.state === 'draft') throw notFound();
    const state: SheetState = deed.what === 'approve' ? 'approved' : 'returned';
    if (sheet.state === state) return { ok: true };
    if (await isReported()) return refused('', 'problem.periodLocked');
    if (isAnother || (state === 'approved' && sheet.state !== 'submitted')) return refused('', 'problem.countedMeanwhile');
    const comment = deed.what === 'return' ? deed.comment : '';
    if (deed.what === 'return' && comment === '') return refused(`comment.${sheet.id}`, 'problem.sayWhy');
    const { count } = await tx.attendanceSheet.updateMany({
      where: { id: sheet.id, version: sheet.version },
      data: { state, comment, version: sheet.version + 1, decidedById: seat.userId, decidedAt: new Date() },
    });
    if (count === 0) return refused('', 'problem.countedMeanwhile');
    await keepNumbers(tx, activityId);
    await tell(tx, seat, thing, state === 'approved' ? 'approved' : 'returned', activity);
    return { ok: true };
  });
}

async function removeSheet(
  tx: Tx,
  sheet: { id: string; activityId: string; organisationId: string; state: string; version: number } | null,
  { own, isAnother, isReported }: { own: string; isAnother: boolean; isReported: () => Promise<boolean> },
): Promise<Outcome> {
  // Somebody was faster.
  if (!sheet) return { ok: true };
  if (sheet.organisationId !== own) throw notFound();
  if (sheet.state === 'approved') return refused('', 'problem.approved');
  const counts = counted(sheet.state as SheetState);
  if (counts && (await isReported())) return refused('', 'problem.periodLocked');
  if (isAnother) return refused('', 'problem.countedMeanwhile');
  const { count } = await tx.attendanceSheet.deleteMany({ where: { id: sheet.id, version: sheet.version } });
  if (count === 0) return refused('', 'problem.countedMeanwhile');
  if (counts) await keepNumbers(tx, sheet.activityId);
  return { ok: true };
}
