import { describe, expect, test } from 'vitest';
import { keepForGood } from '~/features/documents/copies.server';
import { buildDocument } from '~/features/documents/testing';
import { requireSeat } from '~/features/partnerships/queries.server';
import { buildMember } from '~/features/partnerships/testing';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { decide, type Freeze } from './decide.server';
import type { DecisionKind } from './decisions';
import { readDecision } from './forms.server';
import { itemHistory } from './history.server';
import { addItem, changeItem, changeList, removeItem, textOf } from './live';
import { planFor } from './queries.server';
import { TestRoom } from './testing-room';

const TODAY = '2026-06-15';
const nothingToFreeze: Freeze = async () => null;

async function begun() {
  const { seat, person } = await buildMember();
  const { partnershipId } = seat;
  await db().partnership.update({ where: { id: partnershipId }, data: { startDate: '2026-01-01' } });
  const room = new TestRoom(partnershipId);
  const ids = room.write(person.userId, (doc) => {
    const pack = addItem(doc, { kind: 'workPackage', title: 'Coordination' });
    const deliverable = addItem(doc, { kind: 'deliverable', title: 'Report', parent: pack, end: { month: 6 } });
    const late = addItem(doc, { kind: 'deliverable', title: 'Late', parent: pack, end: { month: 2 } });
    const milestone = addItem(doc, { kind: 'milestone', title: 'First draft', parent: pack, end: { month: 6 } });
    return { pack, deliverable, late, milestone };
  });
  const act = (item: string, is: DecisionKind, { on = TODAY, note = '', freeze = nothingToFreeze, by = seat } = {}) =>
    decide(by, { item, is, on, note }, TODAY, freeze);
  const stateOf = async (item: string) => (await planFor(seat)).decisionOf(item)?.is ?? null;
  return { seat, person, partnershipId, room, ...ids, act, stateOf };
}

describe('a deliverable', () => {
  test('is submitted, rejected, submitted again, accepted and opened again', async () => {
    const { act, deliverable, stateOf, partnershipId, seat, person } = await begun();
    expect(await act(deliverable, 'submitted')).toEqual({ ok: true });
    expect(await act(deliverable, 'rejected', { note: 'Section 3 is empty' })).toEqual({ ok: true });
    expect((await planFor(seat)).isFrozen(deliverable)).toBe(false);
    expect(await act(deliverable, 'submitted')).toEqual({ ok: true });
    expect(await act(deliverable, 'accepted')).toEqual({ ok: true });
    expect(await act(deliverable, 'reopened', { note: 'By mistake' })).toEqual({ ok: true });
    expect(await stateOf(deliverable)).toBe('reopened');
    const rows = await db().planDecision.findMany({ where: { partnershipId }, orderBy: { number: 'asc' } });
    expect(rows.map(({ number, is }) => `${number} ${is}`)).toEqual([
      '1 submitted',
      '2 rejected',
      '3 submitted',
      '4 accepted',
      '5 reopened',
    ]);
    const told = await db().change.findMany({ where: { partnershipId, action: { startsWith: 'plan.' } }, orderBy: { id: 'asc' } });
    expect(told.map(({ action }) => action)).toContain('plan.rejected');
    expect((await itemHistory(seat, deliverable)).entries).toContainEqual(
      expect.objectContaining({ decision: 'rejected', note: 'Section 3 is empty', by: person.name }),
    );
  });

  test('is refused what it cannot become', async () => {
    const { act, deliverable, late, milestone, pack, stateOf, room, person } = await begun();
    const notNow = { ok: false, problems: { '': 'problem.notNow' } };
    expect(await act(deliverable, 'accepted')).toEqual(notNow);
    expect(await act(deliverable, 'reopened', { note: 'x' })).toEqual(notNow);
    expect(await act(deliverable, 'achieved')).toEqual(notNow);
    expect(await act(milestone, 'submitted')).toEqual(notNow);
    expect(await act(pack, 'submitted')).toEqual(notNow);
    expect(await act(deliverable, 'submitted', { on: '2026-06-16' })).toEqual({ ok: false, problems: { on: 'problem.dateFuture' } });
    expect(await act(late, 'submitted')).toEqual({ ok: false, problems: { '': 'problem.delayMissing' } });
    room.write(person.userId, (doc) => changeItem(doc, deliverable, { status: 'cancelled' }));
    expect(await act(deliverable, 'submitted')).toEqual(notNow);
    expect(await Promise.all([deliverable, late, milestone].map(stateOf))).toEqual([null, null, null]);
    room.write(person.userId, (doc) => textOf(doc, late, 'delay')?.insert(0, 'The hall burnt down'));
    expect(await act(late, 'submitted')).toEqual({ ok: true });
    expect(await act(late, 'submitted')).toEqual(notNow);
    expect(await act(late, 'rejected')).toEqual({ ok: false, problems: { note: 'problem.noteMissing' } });
  });

  test('stays as it was submitted, whatever a client writes into the room, or takes out of it', async () => {
    const { act, deliverable, seat, room, person, partnershipId } = await begun();
    await act(deliverable, 'submitted');
    room.write(person.userId, (doc) => changeItem(doc, deliverable, { title: 'Hijacked', end: { month: 30 } }));
    await room.store();
    const plan = await planFor(seat);
    expect(plan.items.get(deliverable)).toMatchObject({ title: 'Report', end: { month: 6 } });
    expect(plan.isFrozen(deliverable)).toBe(true);
    const row = () => db().planItem.findUniqueOrThrow({ where: { partnershipId_id: { partnershipId, id: deliverable } } });
    expect(await row()).toMatchObject({ title: 'Report', dueDate: '2026-06-30' });
    room.write(person.userId, (doc) => removeItem(doc, deliverable));
    await room.store();
    expect((await planFor(seat)).items.get(deliverable)?.title).toBe('Report');
    expect(await row()).toMatchObject({ title: 'Report', removedAt: null });
  });

  test('keeps the text of its document for good', async () => {
    const { act, deliverable, seat, room, person, partnershipId } = await begun();
    const document = await buildDocument(seat);
    room.write(person.userId, (doc) => changeItem(doc, deliverable, { document: document.id }));
    const freeze: Freeze = (id) => keepForGood(person, id);
    expect(await act(deliverable, 'submitted', { freeze })).toEqual({ ok: true });
    const copy = await db().documentCopy.findFirstOrThrow({ where: { documentId: document.id, handedIn: true } });
    expect((await planFor(seat)).decisionOf(deliverable)?.copy).toBe(`/p/${partnershipId}/documents/${document.id}/history/${copy.id}`);
    room.write(person.userId, (doc) => changeItem(doc, deliverable, { document: newId() }));
    await act(deliverable, 'reopened', { note: 'x' });
    expect(await act(deliverable, 'submitted', { freeze })).toEqual({ ok: false, problems: { '': 'problem.documentGone' } });
  });
});

describe('a milestone', () => {
  test('is achieved once something shows it, in part before', async () => {
    const { act, milestone, stateOf, room, person, seat } = await begun();
    const proofMissing = { ok: false, problems: { '': 'problem.proofMissing' } };
    expect(await act(milestone, 'achieved')).toEqual(proofMissing);
    expect(await act(milestone, 'partly')).toEqual(proofMissing);
    const proof = { title: 'Minutes', url: 'https://town.example/minutes' };
    room.write(person.userId, (doc) => changeList(doc, milestone, { list: 'proofs', id: newId(), value: proof }));
    expect(await act(milestone, 'partly')).toEqual({ ok: true });
    expect((await planFor(seat)).isFrozen(milestone)).toBe(false);
    expect(await act(milestone, 'achieved', { on: '2026-06-01' })).toEqual({ ok: true });
    expect((await planFor(seat)).decisionOf(milestone)).toMatchObject({ is: 'achieved', on: '2026-06-01', by: person.name });
    expect(await act(milestone, 'achieved')).toEqual({ ok: false, problems: { '': 'problem.notNow' } });
    expect(await stateOf(milestone)).toBe('achieved');
  });
});

test('only coordinators of an open partnership decide', async () => {
  const { act, deliverable, partnershipId, stateOf, person } = await begun();
  const seats = [
    (await buildMember({ partnershipId, roles: 'editor' })).seat,
    (await buildMember({ partnershipId, roles: 'observer' })).seat,
    (await buildMember()).seat,
  ];
  for (const by of seats)
    expect(await act(deliverable, 'submitted', { by }).catch((error: unknown) => error)).toMatchObject({ status: 404 });
  await db().partnership.update({ where: { id: partnershipId }, data: { closedAt: new Date() } });
  const by = await requireSeat({ userId: person.userId }, partnershipId, db());
  expect(await act(deliverable, 'submitted', { by }).catch((error: unknown) => error)).toMatchObject({ status: 404 });
  expect(await stateOf(deliverable)).toBeNull();
});

test('of two who decide at once one is told that somebody else was faster', async () => {
  const { act, deliverable, partnershipId } = await begun();
  const outcomes = await Promise.all([act(deliverable, 'submitted'), act(deliverable, 'submitted'), act(deliverable, 'submitted')]);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await db().planDecision.count({ where: { partnershipId } })).toBe(1);
});

test('a form says what is wrong with it', () => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ item: '../x', is: 'burnt', on: '31.02.2027', note: 'x'.repeat(2_001) }))
    form.set(name, value);
  expect(readDecision(form)).toMatchObject({
    ok: false,
    errors: { item: 'problem.choice', is: 'problem.choice', on: 'problem.date', note: 'problem.noteLong' },
  });
});
