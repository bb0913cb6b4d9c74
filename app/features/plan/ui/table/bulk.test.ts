import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { PlanEdits } from '../../edits';
import { addItem, readItems } from '../../live';
import type { Item } from '../../plan';
import { type BulkChange, bulkOf, shiftWhen, writeBulk } from './bulk';
import { buildPlan, frozen, smallPlan } from './testing';

const ids = (items: readonly Item[]) => items.map(({ id }) => id);

test('what was submitted is left out and named, whatever is asked', () => {
  const plan = smallPlan(frozen('d11'));
  const changes: BulkChange[] = [
    { field: 'status', status: 'done' },
    { field: 'dates', end: { month: 3 } },
    { field: 'shift', by: 1, unit: 'months' },
    { field: 'move', parent: 'wp2' },
    { field: 'remove' },
  ];
  for (const change of changes) {
    const bulk = bulkOf(plan, ['t11', 'd11'], change);
    expect(ids(bulk.frozen), change.field).toEqual(['d11']);
    expect(new Set(bulk.writes.map(({ id }) => id)), change.field).toEqual(new Set(['t11']));
  }
});

test('what a change makes no sense for is left out and named', () => {
  const plan = smallPlan();
  expect(ids(bulkOf(plan, ['wp1', 'r1', 't21'], { field: 'move', parent: 'wp2' }).unfit)).toEqual(['wp1', 'r1']);
  expect(ids(bulkOf(plan, ['d11', 'r1'], { field: 'dates', end: { month: 3 } }).unfit)).toEqual(['r1']);
  expect(ids(bulkOf(plan, ['t11', 'd11'], { field: 'dates', start: { month: 3 } }).unfit)).toEqual(['d11']);
  expect(ids(bulkOf(plan, ['t11', 'wp2'], { field: 'shift', by: 1, unit: 'days' }).unfit)).toEqual(['wp2']);
});

test('what moves along with its parent stays in it', () => {
  const { writes } = bulkOf(smallPlan(), ['t11', 't111', 't12'], { field: 'move', parent: 'wp2' });
  expect(writes.map(({ id }) => id)).toEqual(['t11', 't12']);
  const orders = writes.map((write) => ('order' in write ? write.order : ''));
  expect(orders[0] && orders[1] && orders[0] < orders[1] && orders[0] > 'a1').toBe(true);
});

describe('earlier and later', () => {
  const plan = smallPlan();
  test('a project month stays one by months, and becomes a day by days', () => {
    expect(shiftWhen(plan, { month: 2 }, 'end', { by: 3, unit: 'months' })).toEqual({ month: 5 });
    expect(shiftWhen(plan, { month: 2 }, 'end', { by: -9, unit: 'months' })).toEqual({ month: 1 });
    // 28 February 2027 is a Sunday.
    expect(shiftWhen(plan, { month: 2 }, 'end', { by: 1, unit: 'days' })).toEqual({ date: '2027-03-02' });
  });
  test('a day moves by months and by working days', () => {
    expect(shiftWhen(plan, { date: '2027-01-31' }, 'end', { by: 1, unit: 'months' })).toEqual({ date: '2027-02-28' });
    expect(shiftWhen(plan, { date: '2027-01-29' }, 'end', { by: 1, unit: 'days' })).toEqual({ date: '2027-02-01' });
  });
});

test('all of it is one step to undo', () => {
  const doc = new Y.Doc();
  const made = ['One', 'Two', 'Three'].map((title) => addItem(doc, { kind: 'workPackage', title }));
  const edits = new PlanEdits(doc);
  const before = JSON.stringify(readItems(doc));
  const plan = buildPlan(readItems(doc));
  writeBulk(edits, bulkOf(plan, made, { field: 'people', add: ['anna'], remove: ['bob'] }));
  writeBulk(edits, bulkOf(plan, made, { field: 'status', status: 'done' }));
  expect(readItems(doc).map(({ people, status }) => `${people} ${status}`)).toEqual(['anna done', 'anna done', 'anna done']);
  edits.undo();
  expect(readItems(doc).map(({ people, status }) => `${people} ${status}`)).toEqual(['anna todo', 'anna todo', 'anna todo']);
  edits.undo();
  expect(JSON.stringify(readItems(doc))).toBe(before);
});
