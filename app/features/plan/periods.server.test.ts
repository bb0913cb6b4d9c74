import { expect, test, vi } from 'vitest';
import { type Facts, factsVersion, storedAsFacts } from '~/features/partnerships/facts';
import { moveStart, saveFacts } from '~/features/partnerships/facts.server';
import { getFacts } from '~/features/partnerships/queries.server';
import { buildMember } from '~/features/partnerships/testing';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { decide } from './decide.server';
import * as facts from './facts.server';
import { addItem, changeItem, changeList, textOf } from './live';
import { isLockedOn, listPeriods, lockedDays } from './period-rows.server';
import { missingIn } from './periods';
import { addPeriod, changePeriod, lockPeriod, removePeriod, unlockPeriod } from './periods.server';
import { planFor } from './queries.server';
import { TestRoom } from './testing-room';

const TODAY = '2027-01-15';

async function begun() {
  const { seat, person } = await buildMember();
  const { partnershipId } = seat;
  await db().partnership.update({ where: { id: partnershipId }, data: { startDate: '2026-01-01' } });
  const listed = async () =>
    (await listPeriods(partnershipId)).map(({ number, startMonth, endMonth }) => `${number}: ${startMonth}-${endMonth}`);
  const idOf = async (number: number) => (await listPeriods(partnershipId)).find((one) => one.number === number)?.id ?? '';
  return { seat, person, partnershipId, listed, idOf, room: new TestRoom(partnershipId) };
}

test('periods follow each other from M1, without gap or overlap', async () => {
  const { seat, listed, idOf } = await begun();
  expect(await addPeriod(seat, { endMonth: 12, dueDate: '2027-03-01' })).toEqual({ ok: true });
  expect(await addPeriod(seat, { endMonth: 12, dueDate: null })).toEqual({ ok: false, problems: { endMonth: 'problem.periodEnd' } });
  await addPeriod(seat, { endMonth: 24, dueDate: null });
  await addPeriod(seat, { endMonth: 36, dueDate: null });
  expect(await listed()).toEqual(['1: 1-12', '2: 13-24', '3: 25-36']);
  expect(await changePeriod(seat, await idOf(1), { endMonth: 15, dueDate: null })).toEqual({ ok: true });
  expect(await changePeriod(seat, await idOf(2), { endMonth: 36, dueDate: null })).toMatchObject({ ok: false });
  expect(await changePeriod(seat, await idOf(2), { endMonth: 14, dueDate: null })).toMatchObject({ ok: false });
  expect(await removePeriod(seat, await idOf(1))).toEqual({ ok: false, problems: { '': 'problem.periodNotLast' } });
  expect(await removePeriod(seat, await idOf(3))).toEqual({ ok: true });
  expect(await removePeriod(seat, 'nosuchperiod')).toMatchObject({ ok: false });
  expect(await listed()).toEqual(['1: 1-15', '2: 16-24']);
});

test('two who add at once add two', async () => {
  const { seat, listed } = await begun();
  await addPeriod(seat, { endMonth: 6, dueDate: null });
  const outcomes = await Promise.all([12, 18].map((endMonth) => addPeriod(seat, { endMonth, dueDate: null })));
  expect(outcomes.some(({ ok }) => ok)).toBe(true);
  expect((await listed())[1]).toMatch(/^2: 7-/);
});

test('a period is locked when nothing is missing in it, and its risks stay as they were said to be', async () => {
  const { seat, person, room, idOf } = await begun();
  await addPeriod(seat, { endMonth: 12, dueDate: null });
  await addPeriod(seat, { endMonth: 24, dueDate: null });
  const id = await idOf(1);
  const write = <T>(work: Parameters<typeof room.write<T>>[1]) => room.write(person.userId, work);
  const { late, due, risk } = write((doc) => {
    const pack = addItem(doc, { kind: 'workPackage', title: 'Coordination' });
    addItem(doc, { kind: 'deliverable', title: 'Later', parent: pack, end: { month: 14 } });
    const late = addItem(doc, { kind: 'deliverable', title: 'Late', parent: pack, end: { month: 6 } });
    const proofs = [{ id: 'p1', title: 'Minutes', url: 'https://town.example/' }];
    const due = addItem(doc, { kind: 'milestone', title: 'Draft', parent: pack, end: { month: 8 }, proofs });
    return { late, due, risk: addItem(doc, { kind: 'risk', title: 'Rain' }) };
  });
  expect(await lockPeriod(seat, id, TODAY)).toEqual({
    ok: false,
    problems: { '': 'problem.missing' },
    missing: [
      { problem: 'problem.missingDelay', itemId: late },
      { problem: 'problem.missingDecision', itemId: due },
      { problem: 'problem.missingState', itemId: risk },
    ],
  });
  const state = { materialised: true, applied: false, comment: 'It rained' };
  write((doc) => {
    textOf(doc, late, 'delay')?.insert(0, 'Floods');
    changeList(doc, risk, { list: 'riskStates', id, value: state });
  });
  await decide(seat, { item: due, is: 'partly', on: TODAY, note: '' }, TODAY, async () => null);
  expect(await lockPeriod(seat, id, TODAY)).toEqual({ ok: true });

  write((doc) => {
    changeList(doc, risk, { list: 'riskStates', id, value: { materialised: false, applied: false, comment: 'It never rained' } });
    changeItem(doc, risk, { title: 'Rain and snow' });
  });
  const plan = await planFor(seat);
  expect(plan.items.get(risk)).toMatchObject({ title: 'Rain and snow', riskStates: [{ period: id, ...state }] });
  expect(plan.facts.periods.map(({ locked }) => locked)).toEqual([true, false]);
  const locked = { ok: false, problems: { '': 'problem.periodLocked' } };
  expect(await changePeriod(seat, id, { endMonth: 10, dueDate: null })).toEqual(locked);
  expect(await unlockPeriod(seat, id)).toEqual({ ok: true });
  expect((await planFor(seat)).items.get(risk)?.riskStates).toMatchObject([{ comment: 'It never rained' }]);
});

test('periods are locked in order of time, and opened again from the last one back', async () => {
  const { seat, partnershipId, idOf } = await begun();
  for (const endMonth of [6, 12, 18]) await addPeriod(seat, { endMonth, dueDate: null });
  const locked = async () => (await listPeriods(partnershipId)).map((period) => period.locked);
  const lock = async (number: number) => lockPeriod(seat, await idOf(number), TODAY);
  const unlock = async (number: number) => unlockPeriod(seat, await idOf(number));
  expect(await lock(2)).toEqual({ ok: false, problems: { '': 'problem.lockBefore' } });
  expect(await locked()).toEqual([false, false, false]);
  await lock(1);
  expect(await lock(2)).toEqual({ ok: true });
  expect(await unlock(1)).toEqual({ ok: false, problems: { '': 'problem.openBefore' } });
  expect(await locked()).toEqual([true, true, false]);
  expect(await unlock(3)).toEqual({ ok: true });
  expect(await unlock(2)).toEqual({ ok: true });
  expect(await unlock(1)).toEqual({ ok: true });
  expect(await unlockPeriod(seat, 'nosuchperiod')).toMatchObject({ ok: false });
  expect(await locked()).toEqual([false, false, false]);
});

test('a decision that is opened again while its period is being locked is missing', async () => {
  const { seat, person, room, idOf, partnershipId } = await begun();
  await addPeriod(seat, { endMonth: 12, dueDate: null });
  const item = room.write(person.userId, (doc) => {
    const pack = addItem(doc, { kind: 'workPackage', title: 'Coordination' });
    const proofs = [{ id: 'p1', title: 'Minutes', url: 'https://town.example/' }];
    return addItem(doc, { kind: 'milestone', title: 'Draft', parent: pack, end: { month: 8 }, proofs });
  });
  await decide(seat, { item, is: 'achieved', on: '2026-08-31', note: '' }, TODAY, async () => null);
  // Between what is read of the plan and the lock: when the facts were read, it was achieved still.
  const read = vi.spyOn(facts, 'planFacts').mockImplementationOnce(async (...asked) => {
    const before = await facts.planFacts(...asked);
    const reopened = { partnershipId, itemId: item, number: 2, is: 'reopened', on: TODAY, note: 'By mistake', decidedById: seat.userId };
    await db().planDecision.create({ data: { id: newId(), ...reopened } });
    return before;
  });
  expect(await lockPeriod(seat, await idOf(1), TODAY)).toMatchObject({ missing: [{ problem: 'problem.missingDecision', itemId: item }] });
  expect(read).toHaveBeenCalled();
  expect(await isLockedOn(partnershipId, '2026-08-31')).toBe(false);
});

test('without a first day of the project nothing is locked', async () => {
  const { seat, partnershipId, idOf } = await begun();
  await addPeriod(seat, { endMonth: 12, dueDate: null });
  await db().partnership.update({ where: { id: partnershipId }, data: { startDate: null } });
  expect(await lockPeriod(seat, await idOf(1), TODAY)).toMatchObject({ ok: false, missing: [{ problem: 'problem.startMissing' }] });
});

test('what is opened again, and what was never handed in, is missing though it is said to be done', async () => {
  const { seat, person, room } = await begun();
  await addPeriod(seat, { endMonth: 12, dueDate: null });
  const { draft, atlas } = room.write(person.userId, (doc) => {
    const pack = addItem(doc, { kind: 'workPackage', title: 'Coordination' });
    const proofs = [{ id: 'p1', title: 'Minutes', url: 'https://town.example/' }];
    const draft = addItem(doc, { kind: 'milestone', title: 'Draft', parent: pack, end: { month: 8 }, proofs });
    return { draft, atlas: addItem(doc, { kind: 'deliverable', title: 'Atlas', parent: pack, end: { month: 6 }, status: 'done' }) };
  });
  const act = (item: string, is: 'achieved' | 'reopened' | 'submitted' | 'rejected', on = '2026-06-30') =>
    decide(seat, { item, is, on, note: 'By mistake' }, TODAY, async () => null);
  const missing = async () => {
    const plan = await planFor(seat);
    const [period] = plan.facts.periods;
    return period ? missingIn(plan, period, TODAY).map(({ itemId }) => itemId) : null;
  };
  expect(await missing()).toEqual([draft, atlas]);
  await act(draft, 'achieved');
  await act(atlas, 'submitted');
  expect(await missing()).toEqual([]);
  await act(draft, 'reopened');
  await act(atlas, 'rejected');
  expect(await missing()).toEqual([draft, atlas]);
  room.write(person.userId, (doc) => textOf(doc, atlas, 'delay')?.insert(0, 'Floods'));
  expect(await missing()).toEqual([draft]);
});

test('nothing is decided on a day whose period is locked', async () => {
  const { seat, person, room, idOf } = await begun();
  await addPeriod(seat, { endMonth: 6, dueDate: null });
  await addPeriod(seat, { endMonth: 12, dueDate: null });
  await lockPeriod(seat, await idOf(1), TODAY);
  const item = room.write(person.userId, (doc) => {
    const pack = addItem(doc, { kind: 'workPackage', title: 'Coordination' });
    const proofs = [{ id: 'p1', title: 'Minutes', url: 'https://town.example/' }];
    return addItem(doc, { kind: 'milestone', title: 'Draft', parent: pack, end: { month: 8 }, proofs });
  });
  const act = (on: string) => decide(seat, { item, is: 'achieved', on, note: '' }, TODAY, async () => null);
  expect(await act('2026-06-30')).toEqual({ ok: false, problems: { on: 'problem.periodLocked' } });
  expect(await db().planDecision.count({ where: { itemId: item } })).toBe(0);
  expect(await act('2026-07-01')).toEqual({ ok: true });
});

test('while a period is locked, neither its days move nor what the grant pays; all else is saved, and all again once it is open', async () => {
  const { seat, person, partnershipId, idOf } = await begun();
  await addPeriod(seat, { endMonth: 12, dueDate: null });
  await lockPeriod(seat, await idOf(1), TODAY);
  const save = async (change: Partial<Facts>) => {
    const stored = await getFacts(seat);
    return saveFacts(person, partnershipId, { ...storedAsFacts(stored), ...change }, factsVersion(stored), lockedDays);
  };
  const refusedAt = (field: string) => ({ ok: false, field, problem: { reason: 'period-locked' } });
  const move = async () => moveStart(person, partnershipId, '2026-02-01', factsVersion(await getFacts(seat)), lockedDays);
  expect(await move()).toEqual(refusedAt('start'));
  expect(await save({ start: { date: null, typed: null, open: true } })).toEqual(refusedAt('start'));
  expect(await save({ grantCents: 100n })).toEqual(refusedAt('grant'));
  expect(await save({ rateBasisPoints: 5000 })).toEqual(refusedAt('rate'));
  expect(await getFacts(seat)).toMatchObject({ startDate: '2026-01-01', rateBasisPoints: null });
  expect(await isLockedOn(partnershipId, '2026-01-15')).toBe(true);
  expect(await save({ title: 'Another title' })).toEqual({ ok: true });
  await unlockPeriod(seat, await idOf(1));
  expect(await move()).toEqual({ ok: true });
  expect(await save({ grantCents: 100n, rateBasisPoints: 5000 })).toEqual({ ok: true });
});

test('of two at once, one who locks and one who moves the first day, no locked day has moved', async () => {
  const { seat, person, partnershipId, idOf } = await begun();
  await addPeriod(seat, { endMonth: 12, dueDate: null });
  const [id, seen] = [await idOf(1), factsVersion(await getFacts(seat))];
  const [locked, moved] = await Promise.all([
    lockPeriod(seat, id, TODAY),
    moveStart(person, partnershipId, '2026-02-01', seen, lockedDays),
  ]);
  expect([locked.ok, moved.ok].filter(Boolean)).toHaveLength(1);
});

test('others do not touch periods', async () => {
  const { seat, partnershipId, idOf, listed } = await begun();
  await addPeriod(seat, { endMonth: 12, dueDate: null });
  const id = await idOf(1);
  for (const roles of ['editor', 'observer']) {
    const { seat: other } = await buildMember({ partnershipId, roles });
    for (const act of [
      () => addPeriod(other, { endMonth: 24, dueDate: null }),
      () => changePeriod(other, id, { endMonth: 6, dueDate: null }),
      () => removePeriod(other, id),
      () => lockPeriod(other, id, TODAY),
      () => unlockPeriod(other, id),
    ])
      expect(await act().catch((error: unknown) => error)).toMatchObject({ status: 404 });
  }
  const stranger = (await buildMember()).seat;
  expect(await lockPeriod(stranger, id, TODAY)).toMatchObject({ ok: false });
  expect(await removePeriod(stranger, id)).toMatchObject({ ok: false });
  expect(await listed()).toEqual(['1: 1-12']);
});
