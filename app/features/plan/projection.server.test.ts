import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { buildMember } from '~/features/partnerships/testing';
import { db } from '~/kit/db.server';
import { newId } from '~/kit/ids';
import { itemHistory } from './history.server';
import { addItem, addLink, changeItem, changeLimit, changeList, descriptionOf, removeItem, restoreItem, textOf, tick } from './live';
import { project, projectNow } from './projection.server';
import { TestRoom } from './testing-room';

const NOBODY = { authors: [], authorship: { wrote: new Map(), erased: [] } };

async function begun() {
  const anna = await buildMember();
  const { partnershipId } = anna.seat;
  await db().partnership.update({ where: { id: partnershipId }, data: { startDate: '2026-01-01' } });
  const bert = await buildMember({ partnershipId, roles: 'editor' });
  const room = new TestRoom(partnershipId);
  const [a, b] = [anna.person.userId, bert.person.userId];
  const ids = room.write(a, (doc) => {
    const pack = addItem(doc, { kind: 'workPackage', title: 'Coordination' });
    const task = addItem(doc, { kind: 'task', title: 'Kick-off', parent: pack, end: { month: 3 }, people: [b] });
    const deliverable = addItem(doc, { kind: 'deliverable', title: 'Straße', parent: pack, end: { date: '2026-05-05' } });
    return { pack, task, deliverable };
  });
  await room.store();
  const rows = () => db().planItem.findMany({ where: { partnershipId }, orderBy: { code: 'asc' } });
  const history = async (itemId: string) =>
    (await itemHistory(anna.seat, itemId)).entries.map((entry) =>
      'field' in entry ? [entry.field, entry.by, entry.before, entry.after] : [entry.decision, entry.by],
    );
  return { anna, bert, a, b, partnershipId, room, ...ids, rows, history };
}

test('items stand in tables as they are scheduled', async () => {
  const { rows, pack, task, b, partnershipId } = await begun();
  expect(await rows()).toMatchObject([
    {
      kind: 'deliverable',
      code: 'D1.1',
      titleFolded: 'strasse',
      parentId: pack,
      packageId: pack,
      startDate: '2026-05-05',
      dueDate: '2026-05-05',
    },
    { kind: 'task', code: 'T1.1', dueDate: '2026-03-31', removedAt: null },
    { kind: 'workPackage', code: 'WP1', parentId: null, packageId: pack, dueDate: null },
  ]);
  expect(await db().planItemPerson.findMany({ where: { partnershipId } })).toEqual([{ partnershipId, itemId: task, userId: b }]);
});

test('what is removed is marked and comes back; what did not change is left alone', async () => {
  const { room, a, task, rows, partnershipId, history } = await begun();
  const before = await rows();
  room.write(a, (doc) => removeItem(doc, task));
  await room.store();
  const after = await rows();
  expect(after.find(({ id }) => id === task)?.removedAt).toBeInstanceOf(Date);
  expect(after.filter(({ id }) => id !== task)).toEqual(before.filter(({ id }) => id !== task));
  expect(await db().planItemPerson.count({ where: { partnershipId } })).toBe(0);
  room.write(a, (doc) => restoreItem(doc, task));
  await room.store();
  expect((await rows()).find(({ id }) => id === task)?.removedAt).toBeNull();
  expect((await history(task)).map(([field]) => field)).toEqual(['restored', 'removed', 'created']);
});

test('when the project begins later, days follow though nobody wrote in the plan', async () => {
  const { rows, partnershipId } = await begun();
  await db().partnership.update({ where: { id: partnershipId }, data: { startDate: '2026-02-01' } });
  await projectNow(partnershipId);
  expect((await rows()).find(({ code }) => code === 'T1.1')?.dueDate).toBe('2026-04-30');
});

test('what the sync server has not told yet waits until it says whose it is', async () => {
  const { room, b, bert, task, partnershipId, rows, history } = await begun();
  room.write(b, (doc) => changeItem(doc, task, { status: 'doing' }));
  await db().partnership.update({ where: { id: partnershipId }, data: { startDate: '2026-02-01' } });
  await projectNow(partnershipId);
  expect((await rows()).find(({ id }) => id === task)).toMatchObject({ status: 'todo', dueDate: '2026-03-31' });
  await room.store();
  expect((await rows()).find(({ id }) => id === task)).toMatchObject({ status: 'doing', dueDate: '2026-04-30' });
  expect((await history(task))[0]).toEqual(['status', bert.person.name, 'todo', 'doing']);
});

test('of two servers at once the later state wins, and nothing is there twice', async () => {
  const { room, a, task, partnershipId, rows, history } = await begun();
  const older = Y.encodeStateAsUpdate(room.doc);
  room.write(a, (doc) => {
    changeItem(doc, task, { status: 'doing' });
    addItem(doc, { kind: 'risk', title: 'Rain' });
  });
  const newer = Y.encodeStateAsUpdate(room.doc);
  await Promise.all([
    project(partnershipId, newer, NOBODY),
    project(partnershipId, older, NOBODY),
    project(partnershipId, newer, NOBODY),
    project(partnershipId, older, NOBODY),
  ]);
  await project(partnershipId, older, NOBODY);
  expect((await rows()).map(({ code, status }) => `${code} ${status}`)).toEqual(['D1.1 todo', 'R1 todo', 'T1.1 doing', 'WP1 todo']);
  expect((await history(task)).filter(([field]) => field === 'status')).toEqual([['status', null, 'todo', 'doing']]);
});

test('the first two servers of a plan do not trip over each other', async () => {
  const { seat } = await buildMember();
  const room = new TestRoom(seat.partnershipId);
  room.write(seat.userId, (doc) => addItem(doc, { kind: 'risk', title: 'Rain' }));
  const state = Y.encodeStateAsUpdate(room.doc);
  await Promise.all(Array.from({ length: 4 }, () => project(seat.partnershipId, state, NOBODY)));
  expect(await db().planItem.count({ where: { partnershipId: seat.partnershipId } })).toBe(1);
  expect(await db().planChange.count({ where: { partnershipId: seat.partnershipId } })).toBe(1);
});

test('an item of another partnership may have the same id', async () => {
  const { pack, partnershipId, room, a } = await begun();
  const other = await buildMember();
  const theirs = new TestRoom(other.seat.partnershipId);
  theirs.write(other.person.userId, (doc) => addItem(doc, { kind: 'risk', title: 'Copied' }, undefined, { id: pack }));
  await theirs.store();
  room.write(a, (doc) => changeItem(doc, pack, { title: 'Management' }));
  await room.store();
  const titles = await db().planItem.findMany({ where: { id: pack }, select: { partnershipId: true, title: true } });
  expect(new Map(titles.map((row) => [row.partnershipId, row.title]))).toEqual(
    new Map([
      [partnershipId, 'Management'],
      [other.seat.partnershipId, 'Copied'],
    ]),
  );
});

test('each change is its own author’s, with two who write at once', async () => {
  const { room, anna, bert, a, b, task, pack, history } = await begun();
  const [byA, byB] = [anna.person.name, bert.person.name];
  const check = newId();
  room.write(a, (doc) => changeItem(doc, task, { title: 'Opening', lead: 'org1' }));
  room.write(b, (doc) => changeItem(doc, task, { status: 'review' }));
  room.write(a, (doc) => changeList(doc, task, { list: 'people', id: b, value: null }));
  room.write(b, (doc) => changeList(doc, task, { list: 'checklist', id: check, value: { text: 'Invite', order: 'a0' } }));
  room.write(b, (doc) => addLink(doc, { from: pack, to: task, type: 'FS', lag: 2 }));
  await room.store();
  room.write(a, (doc) => tick(doc, task, check, true));
  room.write(b, (doc) => changeItem(doc, pack, { title: 'Management' }));
  await room.store();
  const said = await history(task);
  expect(said).toHaveLength(8);
  expect(said).toEqual(
    expect.arrayContaining([
      ['title', byA, 'Kick-off', 'Opening'],
      ['lead', byA, null, 'org1'],
      ['status', byB, 'todo', 'review'],
      ['people', byA, b, null],
      ['checklist', byB, null, 'Invite'],
      ['ticked', byA, null, 'Invite'],
      ['waitsFor', byB, null, { from: pack, type: 'FS', lag: 2 }],
      ['created', byA, null, 'Kick-off'],
    ]),
  );
});

test('removing, restoring and moving are whose they are', async () => {
  const { room, anna, bert, a, b, task, history } = await begun();
  room.write(b, (doc) => removeItem(doc, task));
  await room.store();
  const other = room.write(a, (doc) => {
    restoreItem(doc, task);
    return addItem(doc, { kind: 'workPackage', title: 'Elsewhere' });
  });
  await room.store();
  room.write(b, (doc) => doc.getMap<Y.Map<unknown>>('items').get(task)?.set('parent', other));
  await room.store();
  expect((await history(task)).slice(0, 3)).toEqual([
    ['parent', bert.person.name, expect.any(String), other],
    ['restored', anna.person.name, null, 'Kick-off'],
    ['removed', bert.person.name, 'Kick-off', null],
  ]);
});

test('long texts say that they changed, per author, and nothing of what they say', async () => {
  const { room, anna, bert, a, b, deliverable, history, partnershipId } = await begun();
  room.write(a, (doc) => textOf(doc, deliverable, 'delay')?.insert(0, 'The hall burnt down. '));
  room.write(b, (doc) => textOf(doc, deliverable, 'delay')?.insert(0, 'Sadly. '));
  room.write(b, (doc) => descriptionOf(doc, deliverable)?.insert(0, [new Y.XmlText('A secret')]));
  await room.store();
  room.write(b, (doc) => textOf(doc, deliverable, 'delay')?.insert(0, 'Very '));
  await room.store();
  const said = await history(deliverable);
  expect(said).toHaveLength(4);
  expect(said).toEqual(
    expect.arrayContaining([
      ['delay', anna.person.name, null, null],
      ['delay', bert.person.name, null, null],
      ['description', bert.person.name, null, null],
    ]),
  );
  const all = JSON.stringify(await db().planChange.findMany({ where: { partnershipId } }));
  for (const word of ['secret', 'burnt', 'Sadly']) expect(all).not.toContain(word);
});

test('what one person does to one field within minutes is one entry, and none where it is undone', async () => {
  const { room, a, b, task, history, partnershipId } = await begun();
  for (const title of ['One', 'Two', 'Three']) {
    room.write(a, (doc) => changeItem(doc, task, { title }));
    await room.store();
  }
  expect((await history(task)).filter(([field]) => field === 'title')).toMatchObject([['title', expect.any(String), 'Kick-off', 'Three']]);
  room.write(b, (doc) => changeItem(doc, task, { title: 'Four' }));
  await room.store();
  room.write(a, (doc) => changeItem(doc, task, { title: 'Five' }));
  await room.store();
  expect((await history(task)).filter(([field]) => field === 'title').map(([, , before, after]) => [before, after])).toEqual([
    ['Four', 'Five'],
    ['Three', 'Four'],
    ['Kick-off', 'Three'],
  ]);
  room.write(b, (doc) => changeItem(doc, task, { status: 'doing' }));
  await room.store();
  room.write(b, (doc) => changeItem(doc, task, { status: 'todo' }));
  await room.store();
  expect(await db().planChange.count({ where: { partnershipId, field: 'status' } })).toBe(0);
  // Hours later it is another entry.
  await db().planChange.updateMany({ where: { partnershipId }, data: { at: new Date(Date.now() - 3600_000) } });
  room.write(a, (doc) => changeItem(doc, task, { title: 'Six' }));
  await room.store();
  expect((await history(task))[0]).toEqual(['title', expect.any(String), 'Five', 'Six']);
});

test('who cannot be named is not: nobody takes the blame for a change of before', async () => {
  const { room, partnershipId, a, task, history } = await begun();
  room.write(a, (doc) => changeItem(doc, task, { status: 'doing' }));
  const elsewhere = { wrote: new Map([[1, { userId: a, from: 0 }]]), erased: [] };
  await project(partnershipId, Y.encodeStateAsUpdate(room.doc), { authors: [a], authorship: elsewhere });
  expect((await history(task))[0]).toEqual(['status', null, 'todo', 'doing']);
});

test('history is read by members, page by page', async () => {
  const { room, a, anna, task } = await begun();
  for (let i = 0; i < 60; i++) room.write(a, (doc) => changeList(doc, task, { list: 'packages', id: `pack${i}`, value: true }));
  await room.store();
  const first = await itemHistory(anna.seat, task);
  const second = await itemHistory(anna.seat, task, { before: first.next ?? '' });
  expect([first.entries.length, second.entries.length, second.next]).toEqual([50, 11, null]);
  expect(new Set([...first.entries, ...second.entries].map(({ id }) => id)).size).toBe(61);
  const stranger = await buildMember();
  expect((await itemHistory(stranger.seat, task)).entries).toEqual([]);
});

test('others hear of it once in a while, and by name of a new work package', async () => {
  const { room, a, b, partnershipId } = await begun();
  room.write(a, (doc) => changeLimit(doc, 'status:todo', 3));
  room.write(b, (doc) => addItem(doc, { kind: 'deliverable', title: 'Report' }));
  await room.store();
  const changes = await db().change.findMany({ where: { partnershipId }, select: { action: true, actorId: true, subjectTitle: true } });
  const said = changes.map(({ action, actorId, subjectTitle }) => [action, actorId, action === 'plan.edited' ? '' : subjectTitle]);
  expect(said).toHaveLength(5);
  expect(said).toEqual(
    expect.arrayContaining([
      ['plan.edited', a, ''],
      ['plan.item-added', a, 'Coordination'],
      ['plan.item-added', a, 'Straße'],
      ['plan.edited', b, ''],
      ['plan.item-added', b, 'Report'],
    ]),
  );
});

test('who is newly named hears it, by whom, unless by themselves', async () => {
  const { room, a, b, task, pack, deliverable, partnershipId } = await begun();
  const before = new Date();
  room.write(a, (doc) => {
    for (const id of [pack, deliverable]) changeList(doc, id, { list: 'people', id: b, value: true });
    changeList(doc, task, { list: 'people', id: a, value: true });
    changeList(doc, task, { list: 'people', id: 'nobodywhoisamember', value: true });
  });
  await room.store();
  const told = await db().notice.findMany({ where: { partnershipId, kind: 'assignment', at: { gt: before } }, orderBy: { title: 'asc' } });
  expect(told.map(({ userId, actorId, title }) => [userId, actorId, title])).toEqual([
    [b, a, 'D1.1 Straße'],
    [b, a, 'WP1 Coordination'],
  ]);
});

test('of 2,000 items the one that changed is written, and the others stay as they are', async () => {
  const { seat, person } = await buildMember();
  const { partnershipId } = seat;
  const room = new TestRoom(partnershipId);
  const ids = room.write(person.userId, (doc) =>
    Array.from({ length: 2_000 }, (_, i) => {
      const order = `a${String(i).padStart(5, '0')}`;
      return addItem(doc, { kind: 'task', title: `Task ${i}`, end: { month: 1 + (i % 36) } }, 0, { order });
    }),
  );
  await room.store();
  const before = new Date();
  room.write(person.userId, (doc) => changeItem(doc, ids[7] ?? '', { status: 'doing' }));
  await room.store();
  const written = await db().planItem.findMany({
    where: { partnershipId, updatedAt: { gte: before } },
    select: { id: true, status: true },
  });
  expect(written).toEqual([{ id: ids[7], status: 'doing' }]);
  expect(await db().planItem.count({ where: { partnershipId } })).toBe(2_000);
});
