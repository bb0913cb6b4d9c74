import { expect, test } from 'vitest';
import type { PlanActivity } from './facts';
import { BLANK_QUERY, type PlanQuery, shownOf, views } from './query';
import { buildFacts, buildItem } from './testing';
import { columnOf, columnsOf, inRank } from './ui/board/columns';
import { entriesOf } from './ui/calendar/entries';
import { outlineRows } from './ui/table/rows';
import { rowsOf } from './ui/timeline/rows';
import { Plan } from './whole';

const activity = (overrides: Partial<PlanActivity> = {}): PlanActivity => ({
  id: 'activity',
  code: 'A1',
  path: '/p/partnership/activities/activity',
  title: 'Round table',
  state: 'confirmed',
  restricted: false,
  runs: false,
  organisationId: 'town',
  partners: ['club'],
  workPackageId: 'package',
  country: 'CY',
  start: '2027-05-12',
  startTime: '17:00',
  end: '2027-05-13',
  endTime: '',
  ...overrides,
});

const ITEMS = [
  buildItem({ id: 'package', kind: 'workPackage', title: 'Listen', order: 'a' }),
  buildItem({ id: 'task', parent: 'package', title: 'Ask', order: 'a', end: { date: '2027-05-20' } }),
  buildItem({ id: 'later', kind: 'workPackage', title: 'Write', order: 'b' }),
  buildItem({ id: 'risk', kind: 'risk', title: 'Nobody comes', order: 'a' }),
  buildItem({ id: 'loose', parent: 'gone', title: 'Belongs nowhere', order: 'a' }),
];

function planWith(...activities: PlanActivity[]): Plan {
  const organisations = [
    { id: 'town', name: 'Town', shortName: '', country: 'DE' },
    { id: 'club', name: 'Club', shortName: '', country: 'GR' },
  ];
  return new Plan({ items: ITEMS, links: [], limits: new Map() }, buildFacts({ activities, organisations }));
}

const shown = (plan: Plan, query: Partial<PlanQuery> = {}) =>
  shownOf(plan, { ...BLANK_QUERY, view: 'table', ...query }, '2027-05-01').map(({ id }) => id);

test('activities stand at the end of their work package, first ones first; of no package, before what is unassigned', () => {
  const plan = planWith(
    activity({ id: 'second', code: 'A2', start: '2027-06-01', end: '2027-06-01' }),
    activity({ id: 'none', code: 'A3', workPackageId: '', start: '2027-04-01' }),
    activity({ id: 'lost', code: 'A4', workPackageId: 'gone' }),
    activity({ id: 'first' }),
  );
  expect(shown(plan)).toEqual(['package', 'task', 'first', 'second', 'later', 'risk', 'none', 'lost', 'loose']);
  expect(plan.codeOf('first')).toBe('A1');
  // What is kept, exported and compared is the room's alone.
  expect(plan.ordered.map(({ id }) => id)).toEqual(['package', 'task', 'later', 'risk', 'loose']);
  expect(plan.items.has('first')).toBe(false);
});

test.each(views)('the %s shows them', (view) => {
  expect(shown(planWith(activity()), { view })).toContain('activity');
});

test('filters let them through like items', () => {
  const plan = planWith(activity());
  expect(shown(plan, { kinds: ['activity'] })).toEqual(['activity']);
  expect(shown(plan, { text: 'a1 round' })).toEqual(['activity']);
  expect(shown(plan, { organisations: ['club'] })).toEqual(['activity']);
  expect(shown(plan, { countries: ['CY'] })).toEqual(['activity']);
  expect(shown(plan, { countries: ['DE'] })).toEqual([]);
  expect(shown(plan, { packages: ['package'] })).toEqual(['package', 'task', 'activity']);
  expect(shown(plan, { due: 15 })).toEqual(['activity']);
  expect(shown(plan, { open: true })).toContain('activity');
  expect(shown(planWith(activity({ state: 'held' })), { open: true })).not.toContain('activity');
});

test('a board has them behind the cards that can be moved, in the country where they are held', () => {
  const plan = planWith(activity(), activity({ id: 'runs', code: 'A2', runs: true }));
  const items = shownOf(plan, BLANK_QUERY, '2027-05-01');
  expect(inRank(items).map(({ id }) => id)).toEqual(['task', 'loose', 'activity', 'runs']);
  const [card, running] = items.filter(({ kind }) => kind === 'activity');
  if (!card || !running) throw new Error('no card');
  expect(columnOf(plan, card, 'status')).toBe('status:todo');
  expect(columnOf(plan, running, 'status')).toBe('status:doing');
  expect(columnOf(plan, card, 'package')).toBe('package:package');
  expect(columnOf(plan, card, 'organisation')).toBe('organisation:town');
  expect(columnsOf(plan, 'country', items)).toEqual(['country:CY', 'country:DE', 'country:GR', 'country:']);
});

test('table, timeline and calendar have them where they belong', () => {
  const plan = planWith(activity());
  const items = plan.drawn;
  expect(outlineRows({ plan, shown: items, folded: new Set() })).toContainEqual(expect.objectContaining({ id: 'activity', level: 2 }));
  const row = rowsOf({ plan, shown: items, today: '2027-05-01' }).find(({ id }) => id === 'activity');
  expect(row).toMatchObject({ depth: 1, start: '2027-05-12', end: '2027-05-13', frozen: true, lock: null, overdue: false });
  expect(entriesOf(plan, items, '2027-05-13', '2027-05-13', '2027-05-01')).toMatchObject([{ code: 'A1', time: '17:00', frozen: true }]);
});

test('what nobody has noted after its end is overdue; a restricted one says that it is', () => {
  const plan = planWith(activity({ restricted: true }));
  const item = plan.find('activity');
  if (!item) throw new Error('not there');
  expect(plan.isOverdue(item, '2027-05-14')).toBe(true);
  expect(plan.lockOf('activity')).toBe('restricted');
});
