import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { removeOrganisation } from '~/features/partnerships/commands.server';
import { type LoadedExample, loadExample } from '~/features/partnerships/example.server';
import { getHome } from '~/features/partnerships/home.server';
import { type BuiltMember, buildMember, buildOrganisation } from '~/features/partnerships/testing';
import { listPeriods } from '~/features/plan/period-rows.server';
import { lockPeriod, type OpenElsewhere, unlockPeriod } from '~/features/plan/periods.server';
import { tFor } from '~/i18n/translate';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { textIn } from '~/kit/tables/book';
import { evidenceOf } from './budget';
import { removeLine, saveEffort, saveLine, setRules } from './commands.server';
import { exampleBudget } from './example.server';
import { addEvidence, type Deed, decideExpense, evidenceFor, removeEvidence, saveExpense } from './expenses.server';
import { type ExpenseForm, type LineForm, readEffort, readExpense, readLine, readRules } from './forms.server';
import { groundOf } from './ground.server';
import { openExpenses } from './open.server';
import { getBudget, getEffort, getExpense, getExpenses } from './queries.server';
import { budgetReport } from './sheets.server';
import { sumsOf } from './sums.server';

const status = (promise: Promise<unknown>) => promise.then(() => 200).catch((error: { status?: number }) => error.status);

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

const SECRET = 'Interpreters of the shelter';

/** A coordinator and the editors of three other organisations; a plan with one work package. */
async function begun() {
  const anna = await buildMember();
  const { partnershipId } = anna.seat;
  await db().partnership.update({
    where: { id: partnershipId },
    data: { startDate: '2026-01-01', rateBasisPoints: 9000, totalBudgetCents: 100_000_00n },
  });
  await db().planItem.create({
    data: {
      partnershipId,
      id: 'wp1',
      kind: 'workPackage',
      code: 'WP1',
      title: 'Listen',
      titleFolded: 'listen',
      status: 'todo',
      hash: '',
      content: '{}',
    },
  });
  const editorOf = async (name: string) => {
    const organisation = await buildOrganisation({ partnershipId, name });
    return buildMember({ partnershipId, organisationId: organisation.id, roles: 'editor' });
  };
  const [ed, eva, ela] = [await editorOf('Alzira'), await editorOf('Berlin'), await editorOf('Palermo')];
  const line = ({ seat: { organisationId } }: BuiltMember, more: Partial<LineForm> = {}): LineForm => ({
    ...{ id: newId(), organisationId, workPackageId: 'wp1', category: 'B', description: SECRET, cents: 1_000_00n, seen: 0 },
    ...more,
  });
  const expense = (who: BuiltMember, more: Partial<ExpenseForm> = {}): ExpenseForm => ({ ...line(who), day: '2026-03-10', ...more });
  const decide = (who: BuiltMember, deed: Deed, id: string, seen: number, reason = '', evidence = '') =>
    decideExpense(who.person, partnershipId, deed, { id, seen, reason, evidence });
  return { anna, partnershipId, ed, eva, ela, editorOf, line, expense, decide };
}

describe("another organisation's costs", () => {
  test('are behind no door: page, answer, file, news, evidence', async () => {
    const { anna, partnershipId, ed, eva, line, expense } = await begun();
    const [planned, spent] = [line(ed), expense(ed)];
    await saveLine(ed.person, partnershipId, planned);
    await saveExpense(ed.person, partnershipId, spent);
    const photo = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#0f5e66' } })
      .jpeg()
      .toBuffer();
    await addEvidence(ed.person, partnershipId, spent.id, { name: 'invoice.jpg', bytes: new Uint8Array(photo) });
    await saveEffort(ed.person, partnershipId, {
      organisationId: ed.seat.organisationId,
      month: '2026-03',
      cells: [{ workPackageId: 'wp1', hundredths: 137, seen: 0 }],
    });
    const { expense: stored } = await getExpense(ed.person, partnershipId, spent.id);
    const [file] = stored.files;
    const t = await tFor('en', 'budget');
    const seen = async ({ person, seat }: BuiltMember, of: string | null = ed.seat.organisationId) =>
      JSON.stringify(
        [
          await getBudget(person, partnershipId, of),
          await getExpenses(person, partnershipId, { of, period: null }),
          (await getEffort(person, partnershipId, { of, month: '2026-03' })).rows,
          (await budgetReport(seat, t, null).then(({ summary, rows }) => [...summary, ...rows])).flatMap(({ rows }) =>
            rows.map((row) => row.map(textIn)),
          ),
          (await getHome(seat)).changes,
        ],
        (_, value) => (typeof value === 'bigint' ? `${value}n` : value),
      );
    const doors = (who: BuiltMember) =>
      Promise.all([
        status(getExpense(who.person, partnershipId, spent.id)),
        status(evidenceFor(who.person, partnershipId, spent.id, file?.id ?? '')),
        status(saveLine(who.person, partnershipId, { ...planned, seen: 1 })),
        status(saveLine(who.person, partnershipId, line(ed))),
        status(removeLine(who.person, partnershipId, { id: planned.id, seen: 1 })),
        status(saveExpense(who.person, partnershipId, { ...spent, seen: 1 })),
        status(decideExpense(who.person, partnershipId, 'submit', { id: spent.id, seen: 1, reason: '' })),
        status(addEvidence(who.person, partnershipId, spent.id, { name: 'x.jpg', bytes: new Uint8Array(photo) })),
        status(removeEvidence(who.person, partnershipId, spent.id, file?.id ?? '')),
        status(saveEffort(who.person, partnershipId, { organisationId: ed.seat.organisationId, month: '2026-03', cells: [] })),
      ]);
    const own = { organisationId: ed.seat.organisationId, partnershipId };
    const facilitator = await buildMember({ ...own, roles: 'facilitator' });
    const stranger = await buildMember();
    for (const other of [eva, facilitator]) {
      const all = await seen(other);
      expect(all).not.toContain(SECRET);
      expect(all).not.toContain('100000n');
      expect(all).not.toContain('137');
      expect(await doors(other)).toEqual([404, 404, 404, 404, 404, 404, 404, 404, 404, 404]);
    }
    expect(await status(getBudget(stranger.person, partnershipId, null))).toBe(404);
    for (const who of [ed, anna, await buildMember({ ...own, roles: 'observer' })]) {
      const all = await seen(who);
      expect(all.split(SECRET).length - 1).toBe(4);
      expect(all).toContain('100000n');
      expect(all).toContain('137');
      expect(await status(evidenceFor(who.person, partnershipId, spent.id, file?.id ?? ''))).toBe(200);
    }
    // Who only looks writes nothing.
    expect(await status(saveLine((await buildMember({ ...own, roles: 'observer' })).person, partnershipId, line(ed)))).toBe(404);
    expect(await db().budgetLine.count({ where: { partnershipId } })).toBe(1);
  });

  test('are told to no open page of others', async () => {
    const { partnershipId, ed, eva, anna, line } = await begun();
    await saveLine(ed.person, partnershipId, line(ed));
    const [change] = await db().change.findMany({ where: { partnershipId, action: 'budget.changed' } });
    expect(change).toMatchObject({ organisationId: ed.seat.organisationId, subjectTitle: 'Alzira' });
    const about = async ({ seat }: BuiltMember) => (await getHome(seat)).changes.changes.some(({ action }) => action === 'budget.changed');
    const colleague = await buildMember({ partnershipId, organisationId: ed.seat.organisationId, roles: 'editor' });
    expect([await about(colleague), await about(anna), await about(eva)]).toEqual([true, true, false]);
  });

  test('cannot be worked out from the sum of all, which is told where two others are in it', async () => {
    const { anna, partnershipId, ed, eva, ela, line } = await begun();
    const totals = async ({ person }: BuiltMember) => (await getBudget(person, partnershipId, null)).planned.total;
    await saveLine(ed.person, partnershipId, line(ed));
    await saveLine(eva.person, partnershipId, line(eva));
    expect(await totals(ed)).toBeNull();
    expect(await totals(ela)).toMatchObject({ total: 2_140_00n });
    await saveLine(ela.person, partnershipId, line(ela));
    // No parts: they could be subtracted one by one.
    expect(await totals(ed)).toEqual({ total: 3_210_00n, grant: 2_889_00n, own: 321_00n, byLetter: null, indirect: null });
    expect(await totals(anna)).toMatchObject({ total: 3_210_00n, byLetter: { B: 3_000_00n } });
    const { rows } = (await getBudget(ed.person, partnershipId, eva.seat.organisationId)).planned;
    expect(rows.map(({ name }) => name)).toEqual(['Alzira']);
  });

  test("nor from one's part of a grant that is less than the rate", async () => {
    const { anna, partnershipId, ed, eva, line } = await begun();
    await db().partnership.update({ where: { id: partnershipId }, data: { grantCents: 1_000_00n } });
    await saveLine(ed.person, partnershipId, line(ed));
    await saveLine(eva.person, partnershipId, line(eva));
    const rows = async ({ person }: BuiltMember) => (await getBudget(person, partnershipId, null)).planned.rows;
    expect(await rows(ed)).toMatchObject([{ costs: { total: 1_070_00n, grant: null, own: null } }]);
    expect(await rows(anna)).toMatchObject([{ costs: { grant: 500_00n } }, { costs: { grant: 500_00n } }]);
  });
});

describe('a planned cost', () => {
  test('is written once, changed, and not over what somebody else saved meanwhile', async () => {
    const { anna, partnershipId, ed, eva, line } = await begun();
    const form = line(ed);
    expect(await saveLine(ed.person, partnershipId, form)).toEqual({ ok: true });
    expect(await saveLine(ed.person, partnershipId, form)).toEqual({ ok: true });
    expect(await saveLine(anna.person, partnershipId, { ...form, cents: 5n, seen: 1 })).toEqual({ ok: true });
    expect(await saveLine(ed.person, partnershipId, { ...form, cents: 7n, seen: 1 })).toEqual({
      ok: false,
      errors: { '': 'problem.savedMeanwhile' },
      seen: { seen: 2 },
    });
    expect((await getBudget(ed.person, partnershipId, null)).lines).toMatchObject([{ cents: 5n, version: 2 }]);
    expect(await saveLine(ed.person, partnershipId, { ...line(ed), workPackageId: 'nothing' })).toMatchObject({ ok: false });
    // Nobody moves a row onto another organisation, the coordinator neither.
    expect(await status(saveLine(anna.person, partnershipId, { ...form, organisationId: eva.seat.organisationId, seen: 2 }))).toBe(404);
    // A colleague has just changed it: what goes was looked at.
    const stale = { ok: false, errors: { '': 'problem.removeMeanwhile' } };
    expect(await removeLine(ed.person, partnershipId, { id: form.id, seen: 1 })).toEqual(stale);
    expect((await getBudget(ed.person, partnershipId, null)).lines).toMatchObject([{ cents: 5n }]);
    expect(await removeLine(ed.person, partnershipId, { id: form.id, seen: 2 })).toEqual({ ok: true });
    // As for another organisation's.
    expect(await status(removeLine(ed.person, partnershipId, { id: form.id, seen: 2 }))).toBe(404);
    expect(await saveLine(ed.person, partnershipId, { ...form, seen: 2 })).toEqual({ ok: false, errors: { '': 'problem.gone' } });
  });

  test('or an expense that is sent again is one; mended since, it is not dropped unsaid, and then it is saved', async () => {
    const { partnershipId, ed, expense } = await begun();
    const form = expense(ed);
    const { day, ...line } = form;
    const stale = { ok: false, errors: { '': 'problem.savedMeanwhile' }, seen: { seen: 1 } };
    const cases = [
      [
        (more: object) => saveLine(ed.person, partnershipId, { ...line, ...more }),
        () => db().budgetLine.findMany({ where: { partnershipId } }),
      ],
      [
        (more: object) => saveExpense(ed.person, partnershipId, { ...form, ...more }),
        () => db().expense.findMany({ where: { partnershipId } }),
      ],
    ] as const;
    for (const [save, rows] of cases) {
      // Two at once: the second one waits for the first.
      expect(await Promise.all([save({}), save({})])).toEqual([{ ok: true }, { ok: true }]);
      expect(await save({})).toEqual({ ok: true });
      expect(await save({ cents: 2n })).toEqual(stale);
      expect(await rows()).toMatchObject([{ cents: form.cents, version: 1 }]);
      expect(await save({ cents: 2n, seen: 1 })).toEqual({ ok: true });
      // The answer was lost.
      expect(await save({ cents: 2n, seen: 1 })).toEqual({ ok: true });
      expect(await rows()).toMatchObject([{ cents: 2n, version: 2 }]);
    }
  });

  test('its sums follow the rules that the coordinator sets', async () => {
    const { anna, partnershipId, ed, line } = await begun();
    await saveLine(ed.person, partnershipId, line(ed, { category: 'A5' }));
    expect((await getBudget(ed.person, partnershipId, null)).planned.rows).toMatchObject([{ costs: { indirect: 0n } }]);
    await setRules(anna.person, partnershipId, { indirectBasisPoints: 1000, exempt: [] });
    expect((await getBudget(ed.person, partnershipId, null)).planned.rows).toMatchObject([{ costs: { indirect: 100_00n } }]);
    expect(await status(setRules(ed.person, partnershipId, { indirectBasisPoints: 0, exempt: [] }))).toBe(404);
  });

  test('which stay while costs stand in a locked period', async () => {
    const { anna, partnershipId, ed, expense } = await begun();
    const rules = (indirectBasisPoints: number) => setRules(anna.person, partnershipId, { indirectBasisPoints, exempt: ['A5'] });
    const form = expense(ed);
    await saveExpense(ed.person, partnershipId, form);
    await db().expense.update({ where: { id: form.id }, data: { state: 'approved' } });
    const id = newId();
    await db().reportingPeriod.create({ data: { id, partnershipId, number: 1, startMonth: 1, endMonth: 6 } });
    const lock = (lockedAt: Date | null) => db().reportingPeriod.update({ where: { id }, data: { lockedAt } });
    expect(await rules(800)).toEqual({ ok: true });
    await lock(new Date());
    expect(await rules(900)).toEqual({ ok: false, errors: { '': 'problem.rulesLocked' } });
    expect(await rules(800)).toEqual({ ok: true });
    expect((await getBudget(ed.person, partnershipId, null)).spent.rows).toMatchObject([{ costs: { indirect: 80_00n } }]);
    // Nothing was reported of it.
    await db().expense.update({ where: { id: form.id }, data: { state: 'returned' } });
    expect(await rules(900)).toEqual({ ok: true });
    await db().expense.update({ where: { id: form.id }, data: { state: 'approved' } });
    await lock(null);
    expect(await rules(1000)).toEqual({ ok: true });
  });
});

describe('an expense', () => {
  test('is handed in, given back with a reason, mended, approved; then it counts', async () => {
    const { anna, partnershipId, ed, expense, decide } = await begun();
    const form = expense(ed);
    await saveExpense(ed.person, partnershipId, form);
    const state = async () => (await getExpense(ed.person, partnershipId, form.id)).expense;
    expect(await decide(ed, 'submit', form.id, 1)).toEqual({ ok: true });
    expect(await decide(ed, 'submit', form.id, 1)).toEqual({ ok: true });
    expect(await saveExpense(ed.person, partnershipId, { ...form, cents: 9n, seen: 2 })).toEqual({
      ok: false,
      errors: { '': 'problem.handedIn' },
    });
    expect(await decide(ed, 'remove', form.id, 2)).toMatchObject({ ok: false });
    expect(await status(decide(ed, 'approve', form.id, 2))).toBe(404);
    expect(await decide(anna, 'return', form.id, 2)).toEqual({ ok: false, errors: { reason: 'problem.reason' } });
    expect(await decide(anna, 'return', form.id, 2, 'The date is missing')).toEqual({ ok: true });
    expect(await state()).toMatchObject({ state: 'returned', reason: 'The date is missing' });
    expect(await saveExpense(ed.person, partnershipId, { ...form, cents: 900_00n, seen: 3 })).toEqual({ ok: true });
    await decide(ed, 'submit', form.id, 4);
    // Decided about what was seen, not about what it has become.
    expect(await decide(anna, 'approve', form.id, 2)).toEqual({ ok: false, errors: { '': 'problem.savedMeanwhile' } });
    expect((await getBudget(ed.person, partnershipId, null)).spent.rows).toEqual([]);
    expect(await decide(anna, 'approve', form.id, 5)).toEqual({ ok: true });
    expect((await getBudget(ed.person, partnershipId, null)).spent.rows).toMatchObject([{ costs: { total: 963_00n } }]);
    expect(await decide(anna, 'take-back', form.id, 6)).toMatchObject({ ok: false });
  });

  test('of a locked period stays as it was reported, and a locked month of work, too', async () => {
    const { partnershipId, ed, expense, decide } = await begun();
    const form = expense(ed);
    await saveExpense(ed.person, partnershipId, form);
    const period = { id: newId(), partnershipId, number: 1, startMonth: 1, endMonth: 6 };
    await db().reportingPeriod.create({ data: { ...period, lockedAt: new Date() } });
    const locked = { ok: false, errors: { day: 'problem.periodLocked' } };
    expect(await saveExpense(ed.person, partnershipId, { ...form, seen: 1 })).toEqual(locked);
    expect(await saveExpense(ed.person, partnershipId, { ...form, day: '2026-07-01', seen: 1 })).toEqual(locked);
    expect(await saveExpense(ed.person, partnershipId, expense(ed))).toEqual(locked);
    expect(await decide(ed, 'submit', form.id, 1)).toEqual({ ok: false, errors: { '': 'problem.periodLocked' } });
    expect(
      await addEvidence(ed.person, partnershipId, form.id, { name: 'a.pdf', bytes: new TextEncoder().encode('%PDF-1.4') }),
    ).toMatchObject({
      ok: false,
    });
    const effort = { organisationId: ed.seat.organisationId, cells: [{ workPackageId: 'wp1', hundredths: 50, seen: 0 }] };
    expect(await saveEffort(ed.person, partnershipId, { ...effort, month: '2026-06' })).toMatchObject({ ok: false });
    expect(await saveEffort(ed.person, partnershipId, { ...effort, month: '2026-07' })).toEqual({ ok: true });
    expect(await saveExpense(ed.person, partnershipId, expense(ed, { day: '2026-07-01' }))).toEqual({ ok: true });
  });

  test('before the end of a locked period does not come to count, nor cease to: its money stays to the cent', async () => {
    const { anna, partnershipId, ed, eva, expense, decide } = await begun();
    // The grant is at its most: what counts before a period takes from what is left for it.
    await db().partnership.update({ where: { id: partnershipId }, data: { grantCents: 1_500_00n } });
    const written = async (who: BuiltMember, day: string) => {
      const form = expense(who, { day });
      await saveExpense(who.person, partnershipId, form);
      await decide(who, 'submit', form.id, 1);
      return form.id;
    };
    const [early, first, second] = [await written(ed, '2025-12-01'), await written(ed, '2026-03-10'), await written(eva, '2026-08-01')];
    const counted = await written(ed, '2025-11-01');
    for (const id of [counted, second]) expect(await decide(anna, 'approve', id, 2)).toEqual({ ok: true });
    const [one, two] = [1, 2].map((number) => ({ id: newId(), partnershipId, number, startMonth: number * 6 - 5, endMonth: number * 6 }));
    await db().reportingPeriod.createMany({ data: [one, two] as NonNullable<typeof one>[] });
    const lock = (number: number, lockedAt: Date | null) =>
      db().reportingPeriod.updateMany({ where: { partnershipId, number }, data: { lockedAt } });
    const grant = async () => {
      const span = { first: '2026-07-01', last: '2026-12-31' };
      return (await sumsOf(anna.seat, await groundOf(anna.seat), span)).spent.total?.grant;
    };
    const refused = { ok: false, errors: { '': 'problem.reckoned' } };
    // As somebody may have locked them before the order was asked for: the second one, and the first one open.
    await lock(2, new Date());
    const reported = await grant();
    for (const id of [early, first]) expect(await decide(anna, 'approve', id, 2)).toEqual(refused);
    expect(await decide(anna, 'return', counted, 3, 'By mistake')).toEqual(refused);
    expect((await getExpense(anna.person, partnershipId, first)).expense).toMatchObject({ isLocked: false, isReckoned: true });
    // Days before the first period belong to none.
    await lock(1, new Date());
    await lock(2, null);
    expect(await decide(anna, 'approve', early, 2)).toEqual(refused);
    expect(await decide(anna, 'return', counted, 3, 'By mistake')).toEqual(refused);
    expect(await grant()).toBe(reported);
    // What counts nothing is written as before; and what was approved already is.
    expect(await decide(anna, 'approve', counted, 3)).toEqual({ ok: true });
    expect(await decide(anna, 'return', early, 2, 'The date is missing')).toEqual({ ok: true });
    expect(await saveExpense(ed.person, partnershipId, expense(ed, { day: '2025-12-02' }))).toEqual({ ok: true });
    expect(await decide(ed, 'submit', early, 3)).toEqual({ ok: true });
    expect(await decide(anna, 'approve', await written(ed, '2026-07-01'), 2)).toEqual({ ok: true });
    await lock(1, null);
    expect(await decide(anna, 'approve', early, 4)).toEqual({ ok: true });
  });

  test('that nobody approved holds up the lock of its period, once, and not when the coordinator says so', async () => {
    const { anna, partnershipId, ed, expense, decide } = await begun();
    const form = expense(ed);
    await saveExpense(ed.person, partnershipId, form);
    await saveExpense(ed.person, partnershipId, expense(ed, { day: '2026-07-01' }));
    const id = newId();
    await db().reportingPeriod.create({ data: { id, partnershipId, number: 1, startMonth: 1, endMonth: 6 } });
    const elsewhere: OpenElsewhere = (tx, days) => openExpenses(tx, partnershipId, days);
    const lock = (anyway = false) => lockPeriod(anna.seat, id, '2026-08-01', { elsewhere, anyway });
    const open = { path: `/p/${partnershipId}/budget/expenses/${form.id}`, title: SECRET, day: form.day };
    expect(await lock()).toEqual({
      ok: false,
      problems: { '': 'problem.missing' },
      missing: [{ problem: 'problem.missingExpense', itemId: null, elsewhere: open }],
    });
    expect((await listPeriods(partnershipId))[0]?.locked).toBe(false);
    expect(await lock(true)).toEqual({ ok: true });
    await unlockPeriod(anna.seat, id);
    await decide(ed, 'submit', form.id, 1);
    expect(await lock()).toMatchObject({ ok: false });
    await decide(anna, 'approve', form.id, 2);
    expect(await lock()).toEqual({ ok: true });
  });

  test('its evidence is a PDF or a picture without hidden data, each kept once', async () => {
    const { anna, partnershipId, ed, expense, decide } = await begun();
    const form = expense(ed);
    await saveExpense(ed.person, partnershipId, form);
    const add = (name: string, bytes: Uint8Array) => addEvidence(ed.person, partnershipId, form.id, { name, bytes });
    const pdf = new TextEncoder().encode('%PDF-1.4 invoice');
    expect(await add('C:\\scans\\invoice<1>.pdf', pdf)).toEqual({ ok: true });
    expect(await add('again.pdf', pdf)).toEqual({ ok: true });
    expect(await add('page.html', new TextEncoder().encode('<script>alert(1)</script>'))).toEqual({
      ok: false,
      errors: { file: 'problem.file' },
    });
    const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: '#0f5e66' } });
    const photo = await picture
      .jpeg()
      .withExif({ IFD0: { Artist: 'Somebody of the shelter' } })
      .toBuffer();
    expect(photo.includes('Somebody of the shelter')).toBe(true);
    expect(await add('photo.jpg', new Uint8Array(photo))).toEqual({ ok: true });
    const { files } = (await getExpense(ed.person, partnershipId, form.id)).expense;
    expect(files.map(({ name }) => name)).toEqual(['invoice 1 .pdf', 'photo.jpg']);
    const [first, second] = await Promise.all(files.map(({ id }) => evidenceFor(ed.person, partnershipId, form.id, id)));
    expect(Buffer.from(first?.bytes ?? []).toString()).toBe('%PDF-1.4 invoice');
    expect(Buffer.from(second?.bytes ?? []).includes('Somebody of the shelter')).toBe(false);
    // Nothing is approved with evidence that was not looked at.
    await decide(ed, 'submit', form.id, 1);
    const stale = { ok: false, errors: { '': 'problem.savedMeanwhile' } };
    expect(await decide(anna, 'approve', form.id, 2, '', files[0]?.id)).toEqual(stale);
    await removeEvidence(ed.person, partnershipId, form.id, files[0]?.id ?? '');
    expect(await status(evidenceFor(ed.person, partnershipId, form.id, files[0]?.id ?? ''))).toBe(404);
    expect(await decide(anna, 'approve', form.id, 2, '', evidenceOf({ files }))).toEqual(stale);
    expect(await decide(anna, 'approve', form.id, 2, '', files[1]?.id)).toEqual({ ok: true });
    const approved = { ok: false, errors: { '': 'problem.approved' } };
    expect(await removeEvidence(ed.person, partnershipId, form.id, files[1]?.id ?? '')).toEqual(approved);
    expect(await add('more.pdf', new TextEncoder().encode('%PDF-1.4 more'))).toEqual(approved);
    expect((await getExpense(ed.person, partnershipId, form.id)).expense.files).toHaveLength(1);
  });
});

test('an organisation that has numbers is not taken out', async () => {
  const { anna, partnershipId } = await begun();
  const { id: organisationId } = await buildOrganisation({ partnershipId, name: 'Nest' });
  const remove = () => removeOrganisation(anna.person, partnershipId, organisationId);
  const cells = (hundredths: number, seen: number) => ({
    organisationId,
    month: null,
    cells: [{ workPackageId: 'wp1', hundredths, seen }],
  });
  await saveEffort(anna.person, partnershipId, cells(100, 0));
  expect(await remove()).toMatchObject({ ok: false, field: 'form', problem: { reason: 'in-use' } });
  await saveEffort(anna.person, partnershipId, cells(0, 100));
  expect(await remove()).toMatchObject({ ok: true });
});

describe('person-months', () => {
  test('planned ones are for everybody, by the coordinator; worked ones for their organisation', async () => {
    const { anna, partnershipId, ed, eva, ela } = await begun();
    const of = (who: BuiltMember, month: string | null, hundredths: number, seen = 0) => ({
      organisationId: who.seat.organisationId,
      month,
      cells: [{ workPackageId: 'wp1', hundredths, seen }],
    });
    expect(await status(saveEffort(ed.person, partnershipId, of(ed, null, 100)))).toBe(404);
    await saveEffort(anna.person, partnershipId, of(ed, null, 250));
    await saveEffort(anna.person, partnershipId, of(ed, null, 200, 250));
    await saveEffort(ed.person, partnershipId, of(ed, '2026-02', 150));
    await saveEffort(ed.person, partnershipId, of(ed, '2026-03', 75));
    await saveEffort(eva.person, partnershipId, of(eva, '2026-03', 10));
    const seen = async (who: BuiltMember) => {
      const { rows, total } = await getEffort(who.person, partnershipId, { of: null, month: null });
      const row = rows.find(({ id }) => id === ed.seat.organisationId);
      return { planned: row?.plannedTotal, worked: row?.workedTotal, all: total.workedTotal, parts: total.worked };
    };
    expect(await seen(ed)).toEqual({ planned: 200, worked: 225, all: null, parts: null });
    expect(await seen(ela)).toEqual({ planned: 200, worked: null, all: 235, parts: null });
    expect(await seen(anna)).toEqual({ planned: 200, worked: 225, all: 235, parts: [235] });
    await saveEffort(ed.person, partnershipId, of(ed, '2026-03', 0, 75));
    expect(await seen(ed)).toMatchObject({ worked: 150 });
  });

  test('have a column for a work package that is gone only where the reader sees something in it', async () => {
    const { anna, partnershipId, ed, eva } = await begun();
    const gone = { kind: 'workPackage', title: 'Secret walk', titleFolded: 'secret walk', status: 'todo', hash: '', content: '{}' };
    await db().planItem.create({ data: { ...gone, partnershipId, id: 'wp2', code: 'WP2', removedAt: new Date() } });
    const { organisationId } = ed.seat;
    await db().effortActual.create({ data: { partnershipId, organisationId, workPackageId: 'wp2', month: '2026-03', hundredths: 50 } });
    const columns = async ({ person }: BuiltMember) =>
      (await getEffort(person, partnershipId, { of: null, month: null })).packages.map(({ id }) => id);
    expect(await columns(ed)).toEqual(['wp1', 'wp2']);
    expect(await columns(anna)).toEqual(['wp1', 'wp2']);
    expect(await columns(eva)).toEqual(['wp1']);
  });

  test('of a locked month are not asked for; what comes all the same is refused as a whole', async () => {
    const { partnershipId, ed } = await begun();
    const period = { id: newId(), partnershipId, number: 1, startMonth: 1, endMonth: 6 };
    await db().reportingPeriod.create({ data: { ...period, lockedAt: new Date() } });
    const asked = async (month: string | null) => (await getEffort(ed.person, partnershipId, { of: null, month })).isLocked;
    expect([await asked('2026-06'), await asked('2026-07'), await asked(null)]).toEqual([true, false, false]);
    const cells = [{ workPackageId: 'wp1', hundredths: 50, seen: 0 }];
    expect(await saveEffort(ed.person, partnershipId, { organisationId: ed.seat.organisationId, month: '2026-06', cells })).toEqual({
      ok: false,
      // Its form has no field for the month that an error could lead to.
      errors: { '': 'problem.periodLocked' },
    });
  });

  test('are written where the form was changed; what somebody else changed meanwhile is not overwritten unsaid', async () => {
    const { anna, partnershipId, ed } = await begun();
    const item = { kind: 'workPackage', title: 'Walk', titleFolded: 'walk', status: 'todo', hash: '', content: '{}' };
    await db().planItem.create({ data: { ...item, partnershipId, id: 'wp2', code: 'WP2' } });
    const colleague = await buildMember({ partnershipId, organisationId: ed.seat.organisationId, roles: 'editor' });
    for (const [month, one, other] of [
      ['2026-03', ed, colleague],
      [null, anna, anna],
    ] as const) {
      const save = ({ person }: BuiltMember, ...cells: [string, number, number][]) =>
        saveEffort(person, partnershipId, {
          ...{ organisationId: ed.seat.organisationId, month },
          cells: cells.map(([workPackageId, hundredths, seen]) => ({ workPackageId, hundredths, seen })),
        });
      const stored = async () => {
        const where = { organisationId: ed.seat.organisationId };
        const rows = month === null ? await db().effortPlan.findMany({ where }) : await db().effortActual.findMany({ where });
        return Object.fromEntries(rows.map(({ workPackageId, hundredths }) => [workPackageId, hundredths]));
      };
      const twice = { ok: false, errors: { 'pm-wp1': 'problem.monthsMeanwhile' }, seen: { 'seen-wp1': 50 } };
      // Both opened the form when nothing was in it.
      expect(await save(one, ['wp1', 50, 0], ['wp2', 0, 0])).toEqual({ ok: true });
      expect(await save(other, ['wp1', 0, 0], ['wp2', 30, 0])).toEqual({ ok: true });
      expect(await stored()).toEqual({ wp1: 50, wp2: 30 });
      expect(await save(other, ['wp1', 70, 0], ['wp2', 90, 30])).toEqual(twice);
      expect(await stored()).toEqual({ wp1: 50, wp2: 30 });
      // The same number is no quarrel, and what was looked at may be written over.
      expect(await save(other, ['wp1', 50, 0])).toEqual({ ok: true });
      expect(await save(other, ['wp1', 70, 50], ['wp2', 0, 30])).toEqual({ ok: true });
      expect(await stored()).toEqual({ wp1: 70 });
    }
  });
});

test('the budget of the example comes to the figures of its agreement, to the cent, and a second start adds nothing', async () => {
  const loaded: LoadedExample[] = [];
  const parts = [exampleBudget, async (example: LoadedExample) => void loaded.push(example)];
  await loadExample(parts);
  await loadExample(parts);
  const example = loaded.find(({ key }) => key === 'nclusion') as LoadedExample;
  const anna = { userId: example.users.anna ?? '' };
  const { planned, check, spent } = await getBudget(anna, example.partnershipId, null);
  expect(planned.total).toMatchObject({ total: 1_430_071_05n, grant: 1_287_063_95n, own: 143_007_10n });
  expect(check).toMatchObject({ verdict: 'rounded', differenceCentiCents: 50n });
  expect(spent.rows).toMatchObject([{ costs: { direct: 4_310_40n } }]);
  expect(await db().expense.count({ where: { partnershipId: example.partnershipId } })).toBe(2);
});

test('forms say at each field what cannot be read', () => {
  const row = { id: newId(), organisationId: newId(), category: 'B', description: 'Hall', seen: '0' };
  expect(readLine(formOf({ ...row, cents: '1.250,50' }))).toMatchObject({ ok: true, data: { cents: 1_250_50n } });
  for (const [cents, problem] of [
    ['', 'problem.amount'],
    ['0', 'problem.amount'],
    ['-5', 'problem.amount'],
    ['1.430.071.05', 'problem.doubtful'],
    ['100 zł', 'problem.notEuro'],
    ['100000000,01', 'problem.tooLarge'],
  ])
    expect(readLine(formOf({ ...row, cents: cents ?? '' })), cents).toMatchObject({ ok: false, errors: { cents: problem } });
  const wrong = readExpense(formOf({ ...row, description: ' ', category: 'Z', day: '31/02/2027', cents: '5' }));
  expect(wrong).toMatchObject({
    errors: { description: 'problem.textMissing', category: 'problem.choice', day: 'problem.date' },
    values: { day: '31/02/2027' },
  });
  expect(readRules(formOf({ indirect: '7 %', exempt: 'A5' }))).toEqual({ ok: true, data: { indirectBasisPoints: 700, exempt: ['A5'] } });
  expect(readRules(formOf({ indirect: 'seven' }))).toMatchObject({ errors: { indirect: 'problem.percent' } });
  const effort = { organisationId: row.organisationId, month: '2026-03' };
  expect(readEffort(formOf({ ...effort, 'pm-wp1': '1,5', 'pm-wp2': '', 'seen-wp2': '25' }))).toMatchObject({
    data: {
      cells: [
        { hundredths: 150, seen: 0 },
        { hundredths: 0, seen: 25 },
      ],
    },
  });
  expect(readEffort(formOf({ ...effort, month: '2026-13', 'pm-wp1': 'half' }))).toMatchObject({
    errors: { month: 'problem.choice', 'pm-wp1': 'problem.months' },
  });
});
