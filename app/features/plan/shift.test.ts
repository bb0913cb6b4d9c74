import { expect, test } from 'vitest';
import { compareBaseline, snapshotOf } from './baseline';
import { shiftOf } from './shift';
import { buildItem, buildPlan } from './testing';

const pack = buildItem({ kind: 'workPackage', id: 'pack', title: 'Coordination' });
const month = buildItem({ kind: 'deliverable', id: 'month', parent: 'pack', end: { month: 3 } });
const fixed = buildItem({ kind: 'deliverable', id: 'fixed', parent: 'pack', end: { date: '2026-03-31' } });
const follows = buildItem({ kind: 'task', id: 'follows', parent: 'pack', start: { date: '2026-04-01' }, end: { date: '2026-04-02' } });

test('what is said in months moves, and what waits for it; what has a day stays', () => {
  const links = [{ id: 'l1', from: 'month', to: 'follows', type: 'FS' as const, lag: 0 }];
  const plan = buildPlan({ items: [pack, month, fixed, follows], links, startDate: '2026-01-01' });
  expect(shiftOf(plan, '2026-01-01')).toEqual([]);
  expect(shiftOf(plan, '2026-02-01').map(({ item, code, before, after }) => [item.id, code, before?.end, after?.end])).toEqual([
    ['follows', 'T1.1', '2026-04-02', '2026-05-04'],
    ['month', 'D1.2', '2026-03-31', '2026-04-30'],
  ]);
  expect(shiftOf(plan, null).map(({ item, after }) => [item.id, after])).toContainEqual(['month', null]);
});

test('a plan is compared with what it was, item by item and field by field', () => {
  const before = buildPlan({ items: [pack, month, fixed], startDate: '2026-01-01' });
  const snapshot = snapshotOf(before, []);
  expect(compareBaseline(snapshot, before).counts).toEqual({ added: 0, removed: 0, changed: 0, same: 3 });
  const now = buildPlan({ items: [{ ...pack, title: 'Management' }, month, follows], startDate: '2026-02-01' });
  const { items, counts } = compareBaseline(JSON.parse(JSON.stringify(snapshot)), now);
  expect(counts).toEqual({ added: 1, removed: 1, changed: 2, same: 0 });
  expect(items.map(({ id, is, fields }) => [id, is, fields.map(({ field }) => field)])).toEqual([
    ['pack', 'changed', ['title']],
    ['follows', 'added', []],
    ['month', 'changed', ['end']],
    ['fixed', 'removed', []],
  ]);
  expect(items[2]).toMatchObject({ fields: [{ before: '2026-03-31', now: '2026-04-30' }], span: { end: '2026-03-31' } });
  expect(items[3]).toMatchObject({ now: null, before: { id: 'fixed' } });
});
