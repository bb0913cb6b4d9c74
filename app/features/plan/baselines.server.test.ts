import { expect, test } from 'vitest';
import { buildMember } from '~/features/partnerships/testing';
import { db } from '~/kit/db.server';
import { compareBaseline } from './baseline';
import { listBaselines, readBaseline, takeBaseline } from './baselines.server';
import { addItem, changeItem, removeItem, textOf } from './live';
import { planFor } from './queries.server';
import { TestRoom } from './testing-room';

const AGREEMENT = { name: 'Grant agreement', reason: 'grantAgreement', amendmentCode: '' } as const;

async function begun() {
  const { seat, person } = await buildMember();
  const { partnershipId } = seat;
  await db().partnership.update({ where: { id: partnershipId }, data: { startDate: '2026-01-01' } });
  const room = new TestRoom(partnershipId);
  const ids = room.write(person.userId, (doc) => ({
    pack: addItem(doc, { kind: 'workPackage', title: 'Coordination', end: { month: 12 } }),
    risk: addItem(doc, { kind: 'risk', title: 'Rain' }),
    unforeseen: addItem(doc, { kind: 'risk', title: 'Locusts', origin: 'unforeseen' }),
  }));
  return { seat, person, partnershipId, room, ...ids };
}

test('a baseline is taken, listed, read and compared, also after the project has moved', async () => {
  const { seat, person, room, pack, risk, partnershipId } = await begun();
  const taken = await takeBaseline(seat, { name: 'Before', reason: 'amendment', amendmentCode: 'AMD-2' });
  if (!taken.ok) throw new Error('It was refused.');
  expect(await listBaselines(seat)).toMatchObject([
    { id: taken.id, name: 'Before', reason: 'amendment', amendmentCode: 'AMD-2', by: person.name },
  ]);
  room.write(person.userId, (doc) => removeItem(doc, risk));
  await db().partnership.update({ where: { id: partnershipId }, data: { startDate: '2026-02-01' } });
  const { items, counts } = compareBaseline(await readBaseline(seat, taken.id), await planFor(seat));
  expect(counts).toEqual({ added: 0, removed: 1, changed: 1, same: 1 });
  expect(items.find(({ id }) => id === pack)?.fields).toEqual([
    { field: 'start', before: '2026-12-31', now: '2027-01-31' },
    { field: 'end', before: '2026-12-31', now: '2027-01-31' },
  ]);
});

test('an empty plan is not kept; a plan is kept by coordinators alone and read by its members', async () => {
  const { seat, partnershipId } = await begun();
  const empty = (await buildMember()).seat;
  expect(await takeBaseline(empty, AGREEMENT)).toEqual({ ok: false, problems: { '': 'problem.nothingToKeep' } });
  const taken = await takeBaseline(seat, AGREEMENT);
  const id = taken.ok ? taken.id : '';
  for (const roles of ['editor', 'observer']) {
    const { seat: other } = await buildMember({ partnershipId, roles });
    expect(await takeBaseline(other, AGREEMENT).catch((error: unknown) => error)).toMatchObject({ status: 404 });
    expect((await readBaseline(other, id)).items).toHaveLength(3);
  }
  expect(await readBaseline(empty, id).catch((error: unknown) => error)).toMatchObject({ status: 404 });
  expect(await listBaselines(empty)).toEqual([]);
});

test('risks of the grant agreement stay as they are there, whatever is written into the room', async () => {
  const { seat, person, room, risk, unforeseen } = await begun();
  await takeBaseline(seat, { ...AGREEMENT, reason: 'manual' });
  expect((await planFor(seat)).isFrozen(risk)).toBe(false);
  await takeBaseline(seat, AGREEMENT);
  room.write(person.userId, (doc) => {
    for (const id of [risk, unforeseen]) changeItem(doc, id, { title: 'Nothing to worry about', severity: 'low' });
    textOf(doc, risk, 'mitigation')?.insert(0, 'Pray');
  });
  // A later one does not agree to more.
  await takeBaseline(seat, { ...AGREEMENT, name: 'Again' });
  const plan = await planFor(seat);
  expect(plan.items.get(risk)).toMatchObject({ title: 'Rain', severity: 'medium', mitigation: '' });
  expect(plan.items.get(unforeseen)).toMatchObject({ title: 'Nothing to worry about' });
  expect([plan.frozenBy(risk), plan.frozenBy(unforeseen)]).toEqual(['agreement', null]);
});
