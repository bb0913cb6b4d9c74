import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { PlanEdits } from './edits';
import { addItem, readItems, readLinks } from './live';
import { PlanStore } from './store';
import { buildFacts } from './testing';
import { Plan } from './whole';

const facts = buildFacts({ startDate: '2027-01-01' });

/** A store over a room in which somebody works, and the same plan worked out from nothing. */
function begun() {
  const doc = new Y.Doc();
  const edits = new PlanEdits(doc);
  const [first, second] = ['Ask', 'Answer'].map((title) =>
    addItem(doc, { kind: 'task', title, start: { month: 1 }, end: { month: 1 } }),
  ) as [string, string];
  const store = new PlanStore(doc, facts);
  const anew = () => new Plan({ items: readItems(doc), links: readLinks(doc), limits: new Map() }, facts);
  const days = (plan: Plan) => [...plan.schedule.items].map(([id, { start, end }]) => [id, start, end]).sort();
  return { doc, edits, store, first, second, anew, days };
}

describe('a plan that follows another', () => {
  test('says the same as one that is worked out from nothing, whatever was changed', () => {
    const { edits, store, first, second, anew, days } = begun();
    const steps = [
      () => edits.change(first, { title: 'Ask all' }),
      () => edits.change(first, { end: { month: 3 } }),
      () => edits.link({ from: first, to: second, type: 'FS', lag: 0 }),
      () => edits.change(second, { scheduling: 'manual' }),
      () => edits.remove([first]),
      () => edits.undo(),
    ];
    for (const step of steps) {
      expect(days(store.plan)).toEqual(days(anew()));
      step();
      expect(days(store.plan)).toEqual(days(anew()));
      expect(Object.fromEntries(store.plan.items)).toEqual(Object.fromEntries(anew().items));
    }
  });

  test('keeps the schedule where no date and no link has changed', () => {
    const { edits, store, first } = begun();
    const before = store.plan.schedule;
    edits.change(first, { title: 'Ask all', status: 'doing' });
    expect(store.plan.schedule).toBe(before);
    edits.change(first, { end: { month: 2 } });
    expect(store.plan.schedule).not.toBe(before);
  });
});

test('changes of others come together, and are named once', async () => {
  const { doc, store, first, second } = begun();
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  const theirs = new PlanEdits(other);
  let told = 0;
  const heard = new Promise<void>((resolve) => {
    store.subscribe(() => {
      told += 1;
      resolve();
    });
  });
  theirs.change(first, { status: 'doing' });
  theirs.change(second, { status: 'done' });
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
  await heard;
  expect(told).toBe(1);
  expect([...store.changedByOthers].sort()).toEqual([first, second].sort());
  expect(store.plan.items.get(second)?.status).toBe('done');
});
