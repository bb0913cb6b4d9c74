import { expect, test } from 'vitest';
import type { Item } from '../../plan';
import type { Plan } from '../../whole';
import { beside, into, inward, out, type Place, parentsFor, step } from './moving';
import { smallPlan } from './testing';
import { dropAt } from './use-dragging';

const plan = smallPlan();
const item = (id: string) => plan.items.get(id) as Item;
/** The children of what an item belongs to, after it was put there. */
function after(id: string, place: Place | null, of: Plan = plan): string[] | null {
  if (!place) return null;
  const items = [...of.items.values()].map((one) => (one.id === id ? { ...one, ...place } : one));
  const { outline } = of.with({ items, links: [], limits: new Map() });
  const roots = outline.children.get(place.parent) ?? [];
  return (place.parent === null && outline.unassigned.some((one) => one.id === id) ? outline.unassigned : roots).map((one) => one.id);
}

test('one up or down among those it belongs with', () => {
  expect(after('d11', step(plan, item('d11'), -1))).toEqual(['d11', 't11', 't12']);
  expect(after('t11', step(plan, item('t11'), 1))).toEqual(['d11', 't11', 't12']);
  expect(step(plan, item('t11'), -1)).toBeNull();
});

test('a work package steps over risks', () => {
  expect(after('wp2', step(plan, item('wp2'), -1))?.slice(0, 2)).toEqual(['wp2', 'wp1']);
  expect(step(plan, item('wp2'), 1)).toBeNull();
});

test('into the task above, and out again', () => {
  expect(after('t12', inward(plan, item('t12')))).toEqual(['t111', 't12']);
  expect(after('t111', out(plan, item('t111')))).toEqual(['t11', 't111', 'd11', 't12']);
  expect(inward(plan, item('d11')), 'a deliverable is in no task').toBeNull();
  expect(out(plan, item('t11')), 'a task is beside no work package').toBeNull();
});

test('nothing goes into itself or what belongs to it', () => {
  expect(into(plan, item('t11'), item('t111'))).toBeNull();
  expect(into(plan, item('t11'), item('t11'))).toBeNull();
  expect(beside(plan, item('t11'), item('t111'), 'after')).toBeNull();
  expect(parentsFor(plan, item('t11')).map(({ id }) => id)).toEqual(['wp1', 't12', 'wp2', 't21', 'loose']);
});

test('where it is dropped: at the edge of a row beside it, in the middle into it', () => {
  expect(dropAt(plan, 't12', 't11', 0.1)).toMatchObject({ where: 'before', place: { parent: 'wp1' } });
  expect(dropAt(plan, 't12', 't11', 0.5)).toMatchObject({ where: 'into', place: { parent: 't11' } });
  expect(dropAt(plan, 't12', 'wp2', 0.9)).toMatchObject({ where: 'into', place: { parent: 'wp2' } });
  expect(dropAt(plan, 'wp2', 't11', 0.9)?.place).toBeNull();
  expect(dropAt(plan, 't12', 't12', 0.5)).toBeNull();
});
