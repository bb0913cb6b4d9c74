/** Writes of expenses: an organisation writes them and hands them in, a coordinator takes them or gives them back. What is locked stays. */
import type { Seat } from '~/features/partnerships/partnerships';
import { type Asker, notFound, requireSeat } from '~/features/partnerships/queries.server';
import { holdPeriods, isOpenOn, isReckonedOn } from '~/features/plan/period-rows.server';
import { db, type Tx, transact } from '~/kit/db.server';
import { eraseLater, eraseUnlessNeeded } from '~/kit/erasing.server';
import { files } from '~/kit/files.server';
import { newId } from '~/kit/ids';
import { readProof } from '~/kit/proofs.server';
import { evidenceOf, limits } from './budget';
import { knowsPackage, saysAs, tell, writable } from './commands.server';
import type { ExpenseForm } from './forms.server';
import { can, canDecide } from './permissions';
import { type Outcome, refused, savedMeanwhile } from './problems';

/** Adds an expense, or changes the one of that id. Sent twice, it is one. What is changed is a draft again. */
export async function saveExpense(person: Asker, partnershipId: string, { id, seen, ...form }: ExpenseForm): Promise<Outcome> {
  const seat = await requireSeat(person, partnershipId);
  return transact(async (tx) => {
    await holdPeriods(tx, partnershipId);
    const organisation = await writable(tx, seat, form.organisationId);
    if (!(await knowsPackage(tx, seat, form.workPackageId))) return refused('workPackageId', 'problem.choice');
    const row = await tx.expense.findUnique({ where: { id } });
    if (row && (row.partnershipId !== partnershipId || row.organisationId !== organisation.id)) throw notFound();
    if (row && row.version !== seen) return saysAs(form, row) ? { ok: true } : savedMeanwhile(row);
    if (!row && seen > 0) return refused('', 'problem.gone');
    const isWritable = (await isOpenOn(tx, partnershipId, form.day)) && (!row || (await isOpenOn(tx, partnershipId, row.day)));
    if (!isWritable) return refused('day', 'problem.periodLocked');
    if (row?.state === 'approved' || row?.state === 'submitted') return refused('', 'problem.handedIn');
    if (row) {
      await tx.expense.update({ where: { id }, data: { ...form, state: 'draft', version: seen + 1 } });
    } else {
      if ((await tx.expense.count({ where: { organisationId: organisation.id } })) >= limits.expenses)
        return refused('', 'problem.tooMany');
      await tx.expense.create({ data: { ...form, id, partnershipId, createdById: seat.userId } });
    }
    await tell(tx, seat, 'expense.written', organisation);
    return { ok: true };
  });
}

/** What is done with an expense as it is. `take-back`: its organisation has it as a draft again, before it was taken. */
export const deeds = ['submit', 'take-back', 'approve', 'return', 'remove'] as const;
export type Deed = (typeof deeds)[number];

/** From which states each deed leads where, and how it is told. */
const STEPS = {
  submit: { from: ['draft', 'returned'], to: 'submitted', told: 'expense.submitted' },
  'take-back': { from: ['submitted'], to: 'draft', told: 'expense.written' },
  approve: { from: ['submitted'], to: 'approved', told: 'expense.approved' },
  return: { from: ['submitted', 'approved'], to: 'returned', told: 'expense.returned' },
} as const;

/** Done twice, it is done once; of what somebody changed meanwhile nothing is decided unseen. */
export async function decideExpense(
  person: Asker,
  partnershipId: string,
  deed: Deed,
  { id, seen, reason, evidence }: { id: string; seen: number; reason: string; evidence?: string },
): Promise<Outcome> {
  const seat = await requireSeat(person, partnershipId);
  const decides = deed === 'approve' || deed === 'return';
  if (decides && !canDecide(seat)) throw notFound();
  if (deed === 'return' && reason === '') return refused('reason', 'problem.reason');
  return transact(async (tx) => {
    // Before the row and its evidence are read: what is decided about is what stands there until the end.
    await holdPeriods(tx, partnershipId);
    const row = await tx.expense.findFirst({ where: { id, partnershipId }, include: { files: { select: { id: true, hash: true } } } });
    if (!row || !can(seat, 'write', row.organisationId)) throw notFound();
    const organisation = await writable(tx, seat, row.organisationId);
    if (!(await isOpenOn(tx, partnershipId, row.day))) return refused('', 'problem.periodLocked');
    if (deed === 'remove') {
      if (row.state === 'submitted' || row.state === 'approved') return refused('', 'problem.handedIn');
      if (row.version !== seen || evidence !== evidenceOf(row)) return refused('', 'problem.savedMeanwhile');
      await tx.expense.delete({ where: { id } });
      for (const { hash } of row.files) await eraseUnlessNeeded(tx, hash);
      await tell(tx, seat, 'expense.written', organisation);
      return { ok: true };
    }
    const { from, to, told } = STEPS[deed];
    if (row.state === to) return { ok: true };
    if (!(from as readonly string[]).includes(row.state)) return refused('', 'problem.savedMeanwhile');
    // Of all before its end, what a locked period comes to is made, and only what is approved counts.
    const counts = to === 'approved' || row.state === 'approved';
    if (counts && (await isReckonedOn(tx, partnershipId, row.day))) return refused('', 'problem.reckoned');
    if (deed === 'approve' && evidence !== evidenceOf(row)) return refused('', 'problem.savedMeanwhile');
    const { count } = await tx.expense.updateMany({
      where: { id, version: seen, state: row.state },
      data: {
        state: to,
        version: seen + 1,
        reason: deed === 'return' ? reason : '',
        ...(decides ? { decidedById: seat.userId, decidedAt: new Date() } : {}),
      },
    });
    if (count === 0) return refused('', 'problem.savedMeanwhile');
    await tell(tx, seat, told, organisation);
    return { ok: true };
  });
}

/** Keeps evidence. */
export async function addEvidence(
  person: Asker,
  partnershipId: string,
  expenseId: string,
  given: { name: string; bytes: Uint8Array },
): Promise<Outcome> {
  const seat = await requireSeat(person, partnershipId);
  if ((await requireOwnExpense(db(), seat, expenseId)).state === 'approved') return refused('', 'problem.approved');
  const read = await readProof(given);
  if (typeof read === 'string') return refused('file', read === 'too-large' ? 'problem.fileTooLarge' : 'problem.file');
  const { proof: kept, content } = read;
  // Whatever becomes of this: bytes that nothing points at go again.
  await transact((tx) => eraseLater(tx, kept.hash));
  await files().put(content);
  return transact(async (tx) => {
    await holdPeriods(tx, partnershipId);
    const row = await requireOwnExpense(tx, seat, expenseId);
    if (!(await isOpenOn(tx, partnershipId, row.day))) return refused('', 'problem.periodLocked');
    // It was approved with the evidence that was looked at.
    if (row.state === 'approved') return refused('', 'problem.approved');
    const there = await tx.expenseFile.findMany({ where: { expenseId }, select: { hash: true } });
    if (there.some((one) => one.hash === kept.hash)) return { ok: true };
    if (there.length >= limits.files) return refused('file', 'problem.tooMany');
    await tx.expenseFile.create({ data: { id: newId(), partnershipId, expenseId, uploadedById: seat.userId, ...kept } });
    await tell(tx, seat, 'expense.written', row.organisation);
    return { ok: true };
  });
}

export async function removeEvidence(person: Asker, partnershipId: string, expenseId: string, fileId: string): Promise<Outcome> {
  const seat = await requireSeat(person, partnershipId);
  return transact(async (tx) => {
    await holdPeriods(tx, partnershipId);
    const row = await requireOwnExpense(tx, seat, expenseId);
    if (!(await isOpenOn(tx, partnershipId, row.day))) return refused('', 'problem.periodLocked');
    if (row.state === 'approved') return refused('', 'problem.approved');
    const file = await tx.expenseFile.findFirst({ where: { id: fileId, expenseId } });
    if (!file) return { ok: true };
    await tx.expenseFile.delete({ where: { id: fileId } });
    await eraseUnlessNeeded(tx, file.hash);
    await tell(tx, seat, 'expense.written', row.organisation);
    return { ok: true };
  });
}

async function requireOwnExpense(tx: Tx, seat: Seat, id: string) {
  const row = await tx.expense.findFirst({
    where: { id, partnershipId: seat.partnershipId },
    include: { organisation: { select: { id: true, name: true } } },
  });
  if (!row || !can(seat, 'write', row.organisationId)) throw notFound();
  return row;
}

/** Evidence for who may read the expense; throws the 404 answer otherwise. */
export async function evidenceFor(person: Asker, partnershipId: string | undefined, expenseId: string, fileId: string) {
  const seat = await requireSeat(person, partnershipId);
  const row = await db().expenseFile.findFirst({
    where: { id: fileId, expenseId, partnershipId: seat.partnershipId },
    include: { expense: { select: { organisationId: true } } },
  });
  const bytes = row && can(seat, 'read', row.expense.organisationId) ? await files().get(row.hash) : null;
  if (!row || !bytes) throw notFound();
  return { bytes, mime: row.mime, name: row.name };
}
