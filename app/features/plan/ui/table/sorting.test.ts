import { expect, test } from 'vitest';
import { buildItem } from '../../testing';
import { chosenOf, isEditable, toAsk } from './columns';
import { nextSort, sorted } from './sorting';
import { buildPlan, frozen, smallPlan } from './testing';

const plan = smallPlan();
const ids = (column: Parameters<typeof nextSort>[1], down = false) =>
  sorted(plan, plan.ordered, { column, down }, 'en').map(({ id }) => id);

test('a head that is pressed sorts up, down, and not at all', () => {
  const up = nextSort(null, 'title');
  expect(up).toEqual({ column: 'title', down: false });
  const down = nextSort(up, 'title');
  expect(down).toEqual({ column: 'title', down: true });
  expect(nextSort(down, 'title')).toBeNull();
  expect(nextSort(down, 'status')).toEqual({ column: 'status', down: false });
});

test('by days and by names; what has none comes last in both directions', () => {
  expect(ids('end').slice(0, 3)).toEqual(['t11', 'd11', 't12']);
  expect(ids('end', true).slice(0, 3)).toEqual(['t12', 't11', 'd11']);
  expect(ids('lead').slice(0, 2)).toEqual(['t11', 't12']);
  expect(ids('lead', true).slice(0, 2)).toEqual(['t12', 't11']);
});

test('in the alphabet of the reader, numbers in titles as numbers', () => {
  const items = ['Żaba 10', 'Zebra', 'żaba 2'].map((title) => buildItem({ title }));
  const named = sorted(buildPlan(items), items, { column: 'title', down: false }, 'pl').map(({ title }) => title);
  expect(named).toEqual(['Zebra', 'żaba 2', 'Żaba 10']);
});

test('equal ones stay in the order of the plan', () => {
  expect(ids('kind').slice(0, 3)).toEqual(['wp1', 'wp2', 't11']);
});

test('columns that nobody knows are left out, and the usual ones stand in no address', () => {
  expect(chosenOf(['end', 'nonsense', 'end', 'kind'])).toEqual(['end', 'kind']);
  expect(toAsk(chosenOf(null))).toBeNull();
  expect(toAsk(['end'])).toEqual(['end']);
});

test('what was submitted, what is worked out and what does not fit cannot be edited', () => {
  const item = (id: string, of = plan) => of.items.get(id) as ReturnType<typeof buildItem>;
  expect(isEditable(plan, item('d11'), 'title')).toBe(true);
  const after = smallPlan(frozen('d11'));
  expect(isEditable(after, item('d11', after), 'title')).toBe(false);
  expect(isEditable(plan, item('t11'), 'duration')).toBe(false);
  expect(isEditable(plan, item('r1'), 'end')).toBe(false);
  expect(isEditable(plan, item('r1'), 'severity')).toBe(true);
});
