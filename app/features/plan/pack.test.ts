import { expect, test } from 'vitest';
import type { PlanActivity } from './facts';
import { pack, packActivities, unpack, unpackActivities } from './pack';
import { blankItem } from './plan';

const activity = (own: Partial<PlanActivity>): PlanActivity => ({
  ...{ id: 'a1', code: 'A1', title: 'Kick-off', state: 'planned', path: '/p/x/activities/a1', restricted: false, runs: false },
  ...{
    organisationId: 'o1',
    partners: [],
    workPackageId: '',
    country: '',
    start: '2027-03-01',
    startTime: '',
    end: '2027-03-01',
    endTime: '',
  },
  ...own,
});

test('activities arrive as they were sent', () => {
  const all = [
    activity({}),
    activity({ id: 'a2', path: '/p/x/activities/a2', title: 'Αρχή, "quoted" \\ \'n', organisationId: 'o2', partners: ['o1', 'o3'] }),
    activity({ id: 'a3', path: '/p/x/activities/a3', restricted: true, workPackageId: 'w1', country: 'CY', state: 'held' }),
    activity({ id: 'a4', path: '/p/x/activities/a4', runs: true, startTime: '09:30', endTime: '17:00', end: '2027-03-02' }),
    activity({ id: 'a5', path: '/elsewhere', title: '', runs: true, restricted: true }),
  ];
  expect(unpackActivities(packActivities(all))).toEqual(all);
  expect(unpackActivities(packActivities([]))).toEqual([]);
});

test('a title with a line or a tab in it, as only a program could write it, breaks no other', () => {
  const [one, other] = unpackActivities(packActivities([activity({ title: 'two\nlines\tand more' }), activity({ id: 'a2', path: '/a2' })]));
  expect(one?.title).toBe('two lines and more');
  expect(other?.id).toBe('a2');
});

test('a plan arrives as it was sent, and its text is made once', () => {
  const items = [
    { ...blankItem('task'), id: 'i1', title: 'Write', assignees: ['u1'] },
    { ...blankItem('milestone'), id: 'i2' },
  ];
  const content = { items, links: [], limits: new Map([['column', 3]]) };
  expect(unpack(pack(content))).toEqual(content);
  expect(pack(content)).toBe(pack(content));
});
