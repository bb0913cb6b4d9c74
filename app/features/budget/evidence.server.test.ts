import { expect, test } from 'vitest';
import { type BuiltMember, buildMember } from '~/features/partnerships/testing';
import { db } from '~/kit/db.server';
import { eraseBytes } from '~/kit/erasing.server';
import { hashOf } from '~/kit/files.server';
import { newId } from '~/kit/ids';
import { addEvidence, decideExpense, removeEvidence, saveExpense } from './expenses.server';
import { getExpense } from './queries.server';

const pdf = (words: string) => new TextEncoder().encode(`%PDF-1.4 ${words}`);

async function begun() {
  const ed = await buildMember({ roles: 'editor' });
  const { partnershipId, organisationId } = ed.seat;
  const id = newId();
  const form = { id, organisationId, workPackageId: '', category: 'B', description: 'Bus', cents: 1_00n, day: '2026-03-10' } as const;
  await saveExpense(ed.person, partnershipId, { ...form, seen: 0 });
  const add = (words: string) => addEvidence(ed.person, partnershipId, id, { name: 'invoice.pdf', bytes: pdf(words) });
  const page = async () => (await getExpense(ed.person, partnershipId, id)).expense;
  const remove = ({ person }: BuiltMember, seen: number, evidence: string) =>
    decideExpense(person, partnershipId, 'remove', { id, seen, reason: '', evidence });
  return { ed, partnershipId, form, add, page, remove };
}

/** Is somebody going to look at once whether the bytes are needed? */
async function isErasedNow(words: string): Promise<boolean> {
  const jobs = await db().job.findMany({ where: { kind: eraseBytes.name, payload: { contains: hashOf(pdf(words)) } } });
  return jobs.some(({ runAt }) => runAt.getTime() <= Date.now());
}

test('bytes of evidence that was removed go, with the expense, too', async () => {
  const { ed, partnershipId, add, page, remove } = await begun();
  for (const words of ['one', 'two', 'three']) await add(words);
  const [one] = (await page()).files;
  expect(await removeEvidence(ed.person, partnershipId, (await page()).id, one?.id ?? '')).toEqual({ ok: true });
  expect([await isErasedNow('one'), await isErasedNow('two')]).toEqual([true, false]);
  const { version, evidence } = await page();
  expect(await remove(ed, version, evidence)).toEqual({ ok: true });
  expect([await isErasedNow('two'), await isErasedNow('three')]).toEqual([true, true]);
});

test('an expense is not removed unseen: neither what it has become nor evidence that was added', async () => {
  const { ed, partnershipId, form, add, page, remove } = await begun();
  const stale = { ok: false, errors: { '': 'problem.savedMeanwhile' } };
  await saveExpense(ed.person, partnershipId, { ...form, cents: 9_00n, seen: 1 });
  expect(await remove(ed, 1, '')).toEqual(stale);
  await add('one');
  expect(await remove(ed, 2, '')).toEqual(stale);
  expect(await remove(ed, 2, (await page()).evidence)).toEqual({ ok: true });
});
