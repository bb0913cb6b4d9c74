import { expect, test } from 'vitest';
import { buildFacts, buildItem } from '../../testing';
import { Plan } from '../../whole';
import { daysOff, entriesOf } from './entries';

test('what has days within the span is shown, with what it says', () => {
  const due = buildItem({ kind: 'deliverable', end: { date: '2026-06-10' } });
  const long = buildItem({ kind: 'task', start: { date: '2026-01-01' }, end: { date: '2026-12-31' } });
  const elsewhere = buildItem({ kind: 'deliverable', end: { date: '2026-07-01' } });
  const undated = buildItem({ kind: 'task' });
  const items = [due, long, elsewhere, undated];
  const plan = new Plan({ items, links: [], limits: new Map() }, buildFacts());
  const entries = entriesOf(plan, items, '2026-06-01', '2026-06-30', '2026-06-11');
  expect(entries.map(({ id, start, end, overdue }) => [id, start, end, overdue])).toEqual([
    [due.id, '2026-06-10', '2026-06-10', true],
    [long.id, '2026-01-01', '2026-12-31', false],
  ]);
});

test('countries that call a day the same are named together', () => {
  const holidays = [
    { date: '2026-12-25', country: 'CY', name: 'Christmas Day' },
    { date: '2026-12-25', country: 'DE', name: 'Christmas Day' },
    { date: '2026-12-25', country: 'IT', name: 'Natale' },
    { date: '2026-12-24', country: '', name: 'Offices closed' },
  ];
  const days = daysOff({ holidays });
  expect(days.get('2026-12-25')).toEqual([
    { name: 'Christmas Day', countries: ['CY', 'DE'] },
    { name: 'Natale', countries: ['IT'] },
  ]);
  expect(days.get('2026-12-24')).toEqual([{ name: 'Offices closed', countries: [] }]);
});
