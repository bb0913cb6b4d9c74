import { unzipSync } from 'fflate';
import { describe, expect, test, vi } from 'vitest';
import { buildActivity } from '~/features/activities/testing';
import { saveEffort } from '~/features/budget/commands.server';
import { decideExpense, saveExpense } from '~/features/budget/expenses.server';
import { buildMember, buildOrganisation } from '~/features/partnerships/testing';
import { addItem } from '~/features/plan/live';
import { addPeriod } from '~/features/plan/periods.server';
import { TestRoom } from '~/features/plan/testing-room';
import { languages } from '~/i18n/languages';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { createJobRunner } from '~/kit/jobs.server';
import { services } from '~/kit/services.server';
import { askForReport, cancelReport, removeReport } from './commands.server';
import { makeReport } from './job.server';
import { type Asked, makePack } from './pack.server';
import { reportFile, reportsFor } from './queries.server';
import { limits, reportSteps } from './reports';

const status = (promise: Promise<unknown>) => promise.then(() => 200).catch((error: { status?: number }) => error.status);
const runJobs = () => createJobRunner({ kinds: [makeReport], database: db, log: () => services().log }).runDue();

/** All words of a packed file, entities as they are. */
function wordsIn(bytes: Uint8Array): string {
  const parts = Object.entries(unzipSync(bytes)).filter(([name]) => name.endsWith('.xml'));
  return parts.map(([, part]) => new TextDecoder().decode(part)).join('\n');
}

/** A coordinator and two editors elsewhere; the project runs from 1 January 2026, its first period for half a year. */
async function begun() {
  const anna = await buildMember();
  const { partnershipId } = anna.seat;
  await db().partnership.update({ where: { id: partnershipId }, data: { startDate: '2026-01-01', rateBasisPoints: 9000 } });
  const editorOf = async (name: string) => {
    const { id } = await buildOrganisation({ partnershipId, name });
    return buildMember({ partnershipId, organisationId: id, roles: 'editor' });
  };
  const [ed, eva] = [await editorOf('Alzira'), await editorOf('Berlin')];
  await addPeriod(anna.seat, { endMonth: 6, dueDate: '2026-08-31' });
  await addPeriod(anna.seat, { endMonth: 12, dueDate: null });
  const [first, second] = await db().reportingPeriod.findMany({ where: { partnershipId }, orderBy: { number: 'asc' } });
  if (!first || !second) throw new Error('There are no periods.');
  const room = new TestRoom(partnershipId);
  const asked = (who: typeof anna, more: Partial<Asked> = {}): Asked => ({
    seat: who.seat,
    language: 'en',
    period: { ...first, locked: false, riskStates: {} },
    span: { first: '2026-01-01', last: '2026-06-30' },
    now: new Date('2026-07-02T10:00:00Z'),
    ...more,
  });
  const spend = async (who: typeof ed, day: string, description: string, cents: bigint) => {
    const id = newId();
    const form = {
      id,
      organisationId: who.seat.organisationId,
      workPackageId: '',
      category: 'B',
      day,
      description,
      cents,
      seen: 0,
    } as const;
    await saveExpense(who.person, partnershipId, form);
    return id;
  };
  return { anna, ed, eva, partnershipId, first, second, room, asked, spend };
}

const nothing = async () => {};

describe('a report', () => {
  test('tells exactly what belongs to its period, in the text and in the workbook', async () => {
    const { anna, ed, partnershipId, room, asked, spend } = await begun();
    room.write(anna.person.userId, (doc) => {
      const wp = addItem(doc, { kind: 'workPackage', title: 'Listen to people' });
      addItem(doc, { kind: 'deliverable', title: 'Map of needs', parent: wp, end: { month: 6 } });
      addItem(doc, { kind: 'deliverable', title: 'Late atlas', parent: wp, end: { month: 7 } });
      addItem(doc, { kind: 'milestone', title: 'First forum', parent: wp, end: { date: '2026-06-30' } });
      addItem(doc, { kind: 'task', title: 'Winter walks', parent: wp, start: { month: 8 }, end: { month: 9 } });
      addItem(doc, { kind: 'risk', title: 'Nobody comes' });
      addItem(doc, { kind: 'workPackage', title: 'Next year only', start: { month: 13 }, end: { month: 14 } });
    });
    await buildActivity(ed.seat, { publicTitle: 'Spring round table', startDate: '30/6/2026' });
    await buildActivity(ed.seat, { publicTitle: 'Summer round table', startDate: '1/7/2026' });
    await spend(ed, '2026-06-30', 'Chairs of June', 100_00n);
    await spend(ed, '2026-07-01', 'Chairs of July', 100_00n);
    const pack = await makePack(asked(anna), nothing);
    for (const bytes of [pack.text, pack.workbook]) {
      const words = wordsIn(bytes);
      for (const there of ['Listen to people', 'Map of needs', 'First forum', 'Nobody comes', 'Spring round table', 'M1 to M6'])
        expect(words).toContain(there);
      for (const other of ['Late atlas', 'Winter walks', 'Next year only', 'Summer round table', 'Chairs of July'])
        expect(words).not.toContain(other);
    }
    expect(wordsIn(pack.workbook)).toContain('Chairs of June');
    expect(await db().report.count({ where: { partnershipId } })).toBe(0);
  });

  test('holds of the costs what its asker may see, and nothing that is restricted', async () => {
    const { anna, ed, eva, partnershipId, asked, spend } = await begun();
    await buildActivity(ed.seat, { title: 'Hidden evening', restriction: 'sensitive', startDate: '12/5/2026' });
    await buildActivity(ed.seat, { title: 'Evening with a name', publicTitle: 'Community workshop', startDate: '13/5/2026' });
    await buildActivity(ed.seat, { title: 'Course after prison', startDate: '14/5/2026' }, 'training');
    const id = await spend(ed, '2026-05-12', 'Interpreters of the shelter', 777_00n);
    const { organisationId } = ed.seat;
    await db().expense.update({ where: { id }, data: { state: 'submitted' } });
    await decideExpense(anna.person, partnershipId, 'approve', { id, seen: 1, reason: '', evidence: '' });
    await saveEffort(ed.person, partnershipId, { organisationId, month: '2026-06', cells: [] });
    await db().effortActual.create({ data: { partnershipId, organisationId, workPackageId: 'gone', month: '2026-06', hundredths: 137 } });
    await db().effortActual.create({ data: { partnershipId, organisationId, workPackageId: 'gone', month: '2026-07', hundredths: 959 } });
    const [whole, own, other] = await Promise.all([anna, ed, eva].map((who) => makePack(asked(who), nothing)));
    for (const pack of [whole, own, other]) {
      const words = wordsIn(pack?.text ?? new Uint8Array()) + wordsIn(pack?.workbook ?? new Uint8Array());
      expect(words).not.toContain('Hidden evening');
      for (const internal of ['Evening with a name', 'after prison']) expect(words).not.toContain(internal);
      expect(words).toContain('Community workshop');
      expect(words).not.toContain('9.59');
      // 777 with 7 % of indirect costs.
      for (const secret of ['Interpreters of the shelter', '831.39', '1.37']) {
        if (pack === other) expect(words).not.toContain(secret);
        else expect(words).toContain(secret);
      }
    }
  });

  test.each(languages)('has words for everything in %s', async (language) => {
    const { anna, ed, room, asked, spend } = await begun();
    room.write(anna.person.userId, (doc) => {
      const wp = addItem(doc, { kind: 'workPackage', title: 'Listen' });
      addItem(doc, { kind: 'task', title: 'Walks', parent: wp, start: { month: 1 }, end: { month: 2 } });
    });
    await buildActivity(ed.seat, { startDate: '12/5/2026' });
    await spend(ed, '2026-05-12', 'Chairs', 5_00n);
    const { text, workbook } = await makePack(asked(anna, { language }), nothing);
    // A text that is missing stands there as its key.
    for (const bytes of [text, workbook]) expect(wordsIn(bytes)).not.toMatch(/(?:files\.|report\.|contribution\.|fact\.)\w+</);
  });
});

describe('asking for it', () => {
  test('it is made by a job, told step by step to its asker alone, and there for the asker alone', async () => {
    const { anna, ed, partnershipId, first } = await begun();
    const told = vi.spyOn(services().events, 'tell');
    expect(await askForReport(ed.seat, first.id, 'es')).toEqual({ ok: true });
    expect(await askForReport(ed.seat, first.id, 'es')).toEqual({ ok: false, problem: 'problem.underWay' });
    await runJobs();
    const [report] = (await reportsFor(ed.person, partnershipId)).reports;
    expect(report).toMatchObject({ state: 'ready', step: reportSteps.length, number: 1, language: 'es' });
    const audiences = told.mock.calls.filter(([, { about }]) => about === 'report').flatMap(([to]) => to);
    expect(audiences.length).toBeGreaterThan(reportSteps.length);
    expect(new Set(audiences)).toEqual(new Set([`${partnershipId}/person/${ed.person.userId}`]));
    const asked = (format: string) => ({ partnership: partnershipId, report: report?.id ?? '', format });
    for (const format of ['docx', 'xlsx']) {
      expect((await reportFile(ed.person, asked(format))).name).toMatch(new RegExp(`1\\.${format}$`));
      // Not even the coordinator: it may have been made with other eyes.
      expect(await status(reportFile(anna.person, asked(format)))).toBe(404);
    }
    expect(await status(reportFile(ed.person, asked('pdf')))).toBe(404);
    expect((await reportsFor(anna.person, partnershipId)).reports).toEqual([]);
    // Who has another role now may no longer see what stands in it.
    const member = { memberId: ed.seat.memberId };
    await db().memberRole.updateMany({ where: member, data: { role: 'facilitator' } });
    expect(await status(reportFile(ed.person, asked('docx')))).toBe(404);
    expect((await reportsFor(ed.person, partnershipId)).reports[0]?.isOutdated).toBe(true);
  });

  test('what is taken back is not made, also when it is being made at that moment', async () => {
    const { anna, partnershipId, first } = await begun();
    await askForReport(anna.seat, first.id, 'en');
    const [waiting] = (await reportsFor(anna.person, partnershipId)).reports;
    await cancelReport(anna.seat, waiting?.id ?? '');
    await runJobs();
    expect((await reportsFor(anna.person, partnershipId)).reports[0]).toMatchObject({ state: 'cancelled', step: 0 });

    await askForReport(anna.seat, first.id, 'en');
    const told = vi.spyOn(services().events, 'tell');
    const id = (await reportsFor(anna.person, partnershipId)).reports[0]?.id ?? '';
    const running = runJobs();
    await vi.waitFor(() => expect(told.mock.calls.filter(([, { about }]) => about === 'report').length).toBeGreaterThan(1));
    await cancelReport(anna.seat, id);
    await running;
    const after = await db().report.findUniqueOrThrow({ where: { id } });
    expect(after).toMatchObject({ state: 'cancelled', text: null, workbook: null });
    await removeReport(anna.seat, id);
    expect(await db().report.count({ where: { id } })).toBe(0);
  });

  test('one that cannot be made says so, and nobody takes back or removes that of another', async () => {
    const { anna, ed, partnershipId, first } = await begun();
    await askForReport(ed.seat, first.id, 'en');
    const id = (await reportsFor(ed.person, partnershipId)).reports[0]?.id ?? '';
    await cancelReport(anna.seat, id);
    await db().reportingPeriod.deleteMany({ where: { partnershipId } });
    await runJobs();
    await removeReport(anna.seat, id);
    expect((await reportsFor(ed.person, partnershipId)).reports[0]).toMatchObject({ id, state: 'failed' });
  });

  test('one whose runner died is made by the next one, and fails where that was its last attempt', async () => {
    const { anna, partnershipId, first } = await begun();
    await askForReport(anna.seat, first.id, 'en');
    const died = (attempts: number) =>
      db().job.updateMany({ where: { doneAt: null }, data: { attempts, lockedBy: 'dead', lockedUntil: new Date(Date.now() - 1000) } });
    const made = async () => (await reportsFor(anna.person, partnershipId)).reports[0];
    await db().report.updateMany({ where: { partnershipId }, data: { state: 'making', step: 3 } });
    await died(1);
    await runJobs();
    expect(await made()).toMatchObject({ state: 'ready', step: reportSteps.length });

    await askForReport(anna.seat, first.id, 'en');
    await db().report.updateMany({ where: { partnershipId, state: 'waiting' }, data: { state: 'making', step: 3 } });
    await died(3);
    await runJobs();
    expect(await made()).toMatchObject({ state: 'failed' });
    // Nothing holds up the next one.
    expect(await askForReport(anna.seat, first.id, 'en')).toEqual({ ok: true });
  });

  test('they go with the seat of who asked', async () => {
    const { ed, first } = await begun();
    await askForReport(ed.seat, first.id, 'en');
    await db().member.delete({ where: { id: ed.seat.memberId } });
    expect(await db().report.count({ where: { askedById: ed.person.userId } })).toBe(0);
    await runJobs();
  });

  test('the oldest go', async () => {
    const { anna, partnershipId, first } = await begun();
    for (let count = 0; count < limits.kept + 2; count++) {
      await askForReport(anna.seat, first.id, 'en');
      await db().report.updateMany({ where: { partnershipId }, data: { state: 'ready' } });
    }
    expect(await db().report.count({ where: { partnershipId } })).toBe(limits.kept);
  });

  test('a period that is not there is 404, and days that are not known are said', async () => {
    const { anna, partnershipId, first } = await begun();
    expect(await status(askForReport(anna.seat, 'nosuch', 'en'))).toBe(404);
    await db().partnership.update({ where: { id: partnershipId }, data: { startDate: null } });
    expect(await askForReport(anna.seat, first.id, 'en')).toEqual({ ok: false, problem: 'problem.noStart' });
  });
});

test('what is missing is listed before the period is locked: all for coordinators, for others what is the plan’s and their own expenses', async () => {
  const { anna, ed, eva, partnershipId, room, spend } = await begun();
  room.write(anna.person.userId, (doc) => addItem(doc, { kind: 'risk', title: 'Nobody comes' }));
  await spend(ed, '2026-05-12', 'Chairs', 5_00n);
  await spend(ed, '2026-07-01', 'Tables', 5_00n);
  const titles = async ({ person }: typeof anna, of: number) =>
    (await reportsFor(person, partnershipId)).periods.find(({ number }) => number === of)?.missing.map(({ title }) => title);
  expect(await titles(anna, 1)).toEqual(['Nobody comes', 'Chairs']);
  expect(await titles(anna, 2)).toEqual(['Nobody comes', 'Tables']);
  // An editor's own ones, until they are approved; also for who observes there, and for nobody who has no business with money.
  for (const state of ['draft', 'returned', 'submitted']) {
    await db().expense.updateMany({ where: { partnershipId }, data: { state } });
    expect(await titles(ed, 1)).toEqual(['Nobody comes', 'Chairs']);
  }
  const own = { partnershipId, organisationId: ed.seat.organisationId };
  expect(await titles(await buildMember({ ...own, roles: 'observer' }), 1)).toEqual(['Nobody comes', 'Chairs']);
  expect(await titles(await buildMember({ ...own, roles: 'facilitator' }), 1)).toEqual(['Nobody comes']);
  expect(await titles(eva, 1)).toEqual(['Nobody comes']);
  await db().expense.updateMany({ where: { partnershipId }, data: { state: 'approved' } });
  expect(await titles(ed, 1)).toEqual(['Nobody comes']);
});

test('who is no coordinator reads what the own organisation has not counted or handed in, and nothing of another; coordinators of all', async () => {
  const { anna, ed, eva, partnershipId } = await begun();
  const held = async (who: typeof ed, title: string, more: object = {}) => {
    const id = await buildActivity(who.seat, { title, startDate: '12/5/2026' });
    await db().activity.update({ where: { id }, data: { state: 'held', ...more } });
    return id;
  };
  await held(ed, 'Nobody counted');
  await held(ed, 'A number is known', { people: 9 });
  await held(ed, 'A platform', { type: 'tool' });
  await held(eva, 'Of others');
  const count = (activityId: string, state: string, { seat, person } = ed) => {
    const sheet = { id: newId(), partnershipId, activityId, organisationId: seat.organisationId, createdById: person.userId };
    return db().attendanceSheet.create({ data: { ...sheet, day: '2026-05-12', method: 'headCount', bands: 'amif', state, total: 3 } });
  };
  await count(await held(ed, 'Only a draft'), 'draft');
  for (const state of ['draft', 'returned', 'submitted', 'approved']) await count(await held(ed, state, { people: 3 }), state);
  const missing = async ({ person }: typeof ed) =>
    (await reportsFor(person, partnershipId)).periods.flatMap((period) => period.missing.map(({ title }) => title.replace(/^A\d+ /, '')));
  expect(await missing(ed)).toEqual(['Nobody counted', 'Only a draft', 'draft', 'returned']);
  expect(await missing(eva)).toEqual(['Of others']);
  await count(await held(anna, 'Own draft', { people: 3 }), 'draft', anna);
  expect(await missing(anna)).toEqual(['Nobody counted', 'Of others', 'Only a draft', 'returned', 'submitted', 'Own draft']);
});
